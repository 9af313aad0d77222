//! A page held against another that is the same page, or against what a Plan says.
//!
//! Both sides are cut into units (`side`; a Document becomes a page for that, `sheet`), the units
//! are paired (`matched`), and each rule looks at the pairs and at what has no partner. Between two
//! pages the first one leads, and findings point into the other. Precision comes first: structural
//! drift is rare (1 to 4 of 100 pages at a time), so that a rule that is not certain is silent.

mod commands;
mod counts;
mod filled;
mod fit;
mod labels;
mod matched;
mod media;
mod notes;
mod product;
mod sheet;
mod shell;
mod side;
mod statement;
mod steps;
mod untranslated;
mod values;
mod versions;

#[cfg(test)]
mod tests;

use crate::drift::{Relation, Subject};
use crate::likeness::Tongue;
use crate::vocabulary::Vocabulary;
use matched::{Fate, Matched, Parts};
use runproof_core::diagnostic::{Code, Diagnostic, Location, Severity};
use runproof_model::document::Document;
use runproof_model::plan::Plan;
use runproof_shell::Tables;

pub use fit::{Candidate, Fit, best_fit};
pub use side::Side;

/// The codes of these rules.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let all = [
        steps::CODES,
        commands::CODES,
        product::CODES,
        counts::CODES,
        labels::CODES,
        notes::CODES,
        media::CODES,
        versions::CODES,
        untranslated::CODES,
    ];
    all.into_iter().flatten().copied()
}

/// Holds a page against the same page in the language that leads, or against the same page for
/// another product; both were cut for the languages of the two ([`tongue`]). Findings point into `other`, and to their reason in `leading`. Between products
/// everything but a path of the wrong product is a note: products may differ on purpose.
pub fn between(
    leading: &Side<'_>,
    other: &Side<'_>,
    relation: Relation,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) {
    let held = Held {
        matched: Matched::of(leading, other, Parts::All),
        leading,
        other,
        against: match relation {
            Relation::Language => Against::Language,
            Relation::Product => Against::Product,
        },
        vocabulary,
        tables: &Tables::default(),
        placeholders: Vec::new(),
        may_lack: Vec::new(),
    };
    let first = findings.len();
    steps::check(&held, findings);
    commands::check(&held, findings);
    product::between(&held, findings);
    labels::check(&held, findings);
    notes::check(&held, findings);
    media::check(&held, findings);
    versions::check(&held, None, findings);
    untranslated::check(&held, findings);
    findings[first..].sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
}

/// How the words of two pages can be compared.
pub fn tongue(one: Subject<'_>, other: Subject<'_>) -> Tongue {
    if one.locale.same_language(other.locale) {
        Tongue::Same
    } else {
        Tongue::Other
    }
}

/// Holds a page against the Plan and the Document of its variant and language. The wording of both
/// differs by design; steps are paired by their commands, labels and places.
pub fn against(
    subject: Subject<'_>,
    plan: &Plan<'_>,
    document: &Document,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) {
    let mut found = Vec::new();
    against_of(
        &Side::of(subject, Tongue::Same),
        document,
        &plan.runbook.tables,
        vocabulary,
        |held| {
            let whose = Whose::of(plan);
            product::against(held, &whose, &mut found);
            let told: Vec<Diagnostic> = found.clone();
            steps::check(held, &mut found);
            commands::check(held, &mut found);
            labels::check(held, &mut found);
            notes::check(held, &mut found);
            counts::check(held, plan, &mut found);
            versions::check(held, Some(&document.product), &mut found);
            found.retain(|finding| !is_told(finding, &told));
        },
    );
    found.sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
    findings.append(&mut found);
}

/// A path of another product differs too; once is enough.
fn is_told(finding: &Diagnostic, told: &[Diagnostic]) -> bool {
    let span = |finding: &Diagnostic| finding.location.as_ref().map(|at| at.span);
    *finding.code == commands::PATH_DIFFERS && told.iter().any(|other| span(other) == span(finding))
}

/// Does something with a page held against a Document.
fn against_of<T>(
    other: &Side<'_>,
    document: &Document,
    tables: &Tables,
    vocabulary: &Vocabulary,
    then: impl FnOnce(&Held<'_>) -> T,
) -> T {
    let sheet = sheet::page_of(document);
    let leading = Subject {
        page: &sheet,
        locale: other.locale,
        language: other.language,
    };
    let leading = Side::of(leading, Tongue::Same);
    let steps = leading.procedures.iter().flatten().zip(&document.steps);
    let held = Held {
        matched: Matched::of(&leading, other, Parts::Acts),
        leading: &leading,
        other,
        against: Against::Plan,
        vocabulary,
        tables,
        placeholders: filled::placeholders(document),
        may_lack: steps
            .filter(|(_, step)| step.not_applicable.is_some())
            .map(|(unit, _)| *unit)
            .collect(),
    };
    then(&held)
}

/// What a page is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Against {
    /// The page in the language that leads.
    Language,
    /// The page for another product.
    Product,
    /// A Plan and its Document.
    Plan,
}

/// Which facts belong to a Plan's variant, and which to the others.
struct Whose<'r> {
    own: Vec<(&'r str, &'r str)>,
    others: Vec<Foreign<'r>>,
}

/// A fact of another variant.
struct Foreign<'r> {
    variant: &'r str,
    name: &'r str,
    value: &'r str,
}

impl<'r> Whose<'r> {
    fn of(plan: &Plan<'r>) -> Self {
        fn facts(facts: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
            let pairs = facts
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()));
            // A number or a plain word may be anything; a path or a file's name is nobody else's.
            pairs.filter(|(_, value)| value.len() > 5 && value.contains(['\\', '/', '.']))
        }
        let own: Vec<_> = facts(&plan.variant.facts).collect();
        let mut others = Vec::new();
        for variant in &plan.runbook.variants {
            for (name, value) in facts(&variant.facts) {
                if !own.iter().any(|(_, mine)| mine.eq_ignore_ascii_case(value)) {
                    others.push(Foreign {
                        variant: variant.id.as_str(),
                        name,
                        value,
                    });
                }
            }
        }
        Self { own, others }
    }

    /// What this variant has for a fact of another.
    fn own_like(&self, foreign: &Foreign<'_>) -> Option<&'r str> {
        let found = self.own.iter().find(|(name, _)| *name == foreign.name);
        found.map(|(_, value)| *value)
    }
}

/// Two sides with their pairs: what every rule looks at.
struct Held<'h> {
    leading: &'h Side<'h>,
    other: &'h Side<'h>,
    matched: Matched,
    against: Against,
    vocabulary: &'h Vocabulary,
    /// What is known about the commands.
    tables: &'h Tables,
    /// The placeholders of a Plan's commands.
    placeholders: Vec<String>,
    /// Steps of a Plan that need not be on a page: what does not apply.
    may_lack: Vec<usize>,
}

impl Held<'_> {
    /// What leads, as messages call it.
    fn name(&self) -> &'static str {
        match self.against {
            Against::Language => "source",
            Against::Product => "page of the other product",
            Against::Plan => "plan",
        }
    }

    /// Products may differ on purpose: what is wrong between languages is worth knowing there.
    fn finding(&self, code: &'static Code, at: Location, message: impl Into<String>) -> Diagnostic {
        let mut finding = Diagnostic::at(code, at, message);
        if self.against == Against::Product {
            finding.severity = Severity::Note;
        }
        finding
    }

    /// The same finding with the place in what leads, where that is a page.
    fn beside(&self, finding: Diagnostic, place: Location, label: &str) -> Diagnostic {
        match self.against {
            Against::Plan => finding,
            Against::Language | Against::Product => finding.related(place, label),
        }
    }

    /// Where a unit of the leading page stands or would stand in the other: at its partner, or at the
    /// partner of the nearest unit before it that has one.
    fn place_of(&self, unit: usize) -> Location {
        let leading = self.leading;
        if let Fate::Paired(partner) = self.matched.left[unit] {
            return self.other.line_of(partner);
        }
        let siblings = match leading.units[unit].parent {
            Some(parent) => &leading.units[parent].children[..],
            None => &leading.top,
        };
        let here = siblings.iter().position(|at| *at == unit).unwrap_or(0);
        let before = siblings[..here].iter().rev();
        let up = leading.up(unit).skip(1);
        let near = before
            .copied()
            .chain(up)
            .find_map(|at| match self.matched.left[at] {
                Fate::Paired(partner) => Some(partner),
                _ => None,
            });
        match near.or(self.other.top.first().copied()) {
            Some(at) => self.other.line_of(at),
            None => Location::new(self.other.source(), Default::default()),
        }
    }
}
