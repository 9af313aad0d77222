//! A page held against another that is the same page, or against what a Plan says.
//!
//! Both sides are cut into units ([`side`]), the units are paired ([`matched`]), and each rule looks
//! at the pairs and at what has no partner. Between two pages the first one leads, and findings
//! point into the other. Precision comes first: structural drift is rare (facts: 1 to 4 of 100 pages
//! at a time), so that a rule that is not certain is silent.

mod commands;
mod matched;
mod side;
mod statement;
mod steps;
mod values;

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::page::drift::{Relation, Subject};
use crate::page::likeness::Tongue;
use crate::page::vocabulary::Vocabulary;
use matched::{Fate, Matched, Parts};
use side::Side;

/// The codes of these rules.
pub(crate) fn codes() -> impl Iterator<Item = &'static Code> {
    let all = [steps::CODES, commands::CODES];
    all.into_iter().flatten().copied()
}

/// Holds a page against the same page in the language that leads, or against the same page for
/// another product.
pub fn between(
    leading: Subject<'_>,
    other: Subject<'_>,
    relation: Relation,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) {
    let tongue = if leading.locale.same_language(other.locale) {
        Tongue::Same
    } else {
        Tongue::Other
    };
    let (leading, other) = (Side::of(leading, tongue), Side::of(other, tongue));
    let held = Held {
        matched: Matched::of(&leading, &other, Parts::All),
        leading: &leading,
        other: &other,
        against: match relation {
            Relation::Language => Against::Language,
            Relation::Product => Against::Product,
        },
        vocabulary,
    };
    let first = findings.len();
    steps::check(&held, findings);
    commands::check(&held, findings);
    findings[first..].sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
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

/// Two sides with their pairs: what every rule looks at.
struct Held<'h> {
    leading: &'h Side<'h>,
    other: &'h Side<'h>,
    matched: Matched,
    against: Against,
    vocabulary: &'h Vocabulary,
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

    /// Where a unit of the leading page would stand in the other: the nearest unit before it that
    /// has a partner there.
    fn place_of(&self, unit: usize) -> Location {
        let leading = self.leading;
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
