//! One wrong act is one finding: where two rules see the same, the one that says more is kept.

use std::collections::HashSet;

use runproof_core::diagnostic::{Diagnostic, Location};

/// A finding of the first code stands for one of the second at the same place.
const SAYS_MORE: [(&str, &str); 13] = [
    // The page contradicts itself; that it contradicts the plan too follows from it.
    ("stated-count", "count-differs"),
    // Which paragraph of the source it is says more than that it is foreign.
    ("left-in-source", "untranslated-paragraph"),
    ("left-in-source", "bold-swallows"),
    ("left-in-source", "punctuation-space"),
    ("left-in-source", "term-varies"),
    ("untranslated-paragraph", "bold-swallows"),
    ("untranslated-paragraph", "punctuation-space"),
    ("untranslated-paragraph", "term-varies"),
    // A label whose bold is broken is another label only because of that.
    ("bold-swallows", "label-differs"),
    ("bold-swallows", "label-varies"),
    ("bold-incomplete", "label-differs"),
    ("bold-incomplete", "label-varies"),
    ("broken-bold", "label-differs"),
];

/// Whoever is told that a step is missing or moved knows why its neighbours are numbered as they are.
const MOVES_NUMBERS: [&str; 5] = [
    "step-missing",
    "step-added",
    "step-moved",
    "step-split",
    "step-joined",
];

/// What follows from a step that is missing or moved.
const FOLLOWS: [&str; 2] = ["number-shown-differs", "count-differs"];

/// Takes away what another finding says as well. The findings must be in reading order.
pub fn once(findings: &mut Vec<Diagnostic>) {
    findings.dedup_by(|a, b| a.reading_order() == b.reading_order() && a.message == b.message);
    let source = |finding: &Diagnostic| {
        finding
            .location
            .as_ref()
            .map(|at| at.source.name().to_owned())
    };
    let moved: HashSet<Option<String>> = findings
        .iter()
        .filter(|finding| MOVES_NUMBERS.contains(&finding.code.name))
        .map(source)
        .collect();
    findings.retain(|finding| {
        !FOLLOWS.contains(&finding.code.name) || !moved.contains(&source(finding))
    });
    let mut is_said = vec![false; findings.len()];
    for (at, finding) in findings.iter().enumerate() {
        let Some(place) = &finding.location else {
            continue;
        };
        // What overlaps stands near by in reading order: places after this one, until they begin
        // after its end.
        for (other_at, other) in findings.iter().enumerate().skip(at + 1) {
            let Some(other_place) = &other.location else {
                continue;
            };
            if !is_near(place, other_place) {
                break;
            }
            let says_more =
                |a: &Diagnostic, b: &Diagnostic| SAYS_MORE.contains(&(a.code.name, b.code.name));
            if says_more(finding, other) {
                is_said[other_at] = true;
            } else if says_more(other, finding) {
                is_said[at] = true;
            }
        }
    }
    let mut is_said = is_said.into_iter();
    findings.retain(|_| !is_said.next().unwrap_or(false));
}

/// Whether the second place, which does not begin before the first, overlaps it.
fn is_near(place: &Location, other: &Location) -> bool {
    place.source.name() == other.source.name()
        && other.span.start < place.span.end.max(place.span.start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drift::{alone, compare};
    use runproof_core::diagnostic::{Code, Source, Span};

    fn codes() -> impl Iterator<Item = &'static Code> {
        alone::codes().chain(compare::codes())
    }

    #[test]
    fn every_name_is_a_rule_s() {
        let pairs = SAYS_MORE.iter().flat_map(|(a, b)| [*a, *b]);
        for name in pairs.chain(MOVES_NUMBERS).chain(FOLLOWS) {
            assert!(codes().any(|code| code.name == name), "{name}");
        }
    }

    #[test]
    fn what_another_says_as_well_is_said_once() {
        let source = Source::new("a", "Follow the final two steps. Click **on OK**.");
        let code = |name: &str| -> &'static Code {
            codes().find(|code| code.name == name).expect("a code")
        };
        let at = |name: &str, start, end| {
            Diagnostic::at(
                code(name),
                Location::new(&source, Span::new(start, end)),
                name,
            )
        };
        let mut findings = vec![
            at("count-differs", 11, 26),
            at("stated-count", 11, 26),
            at("stated-count", 11, 26),
            at("bold-swallows", 34, 43),
            at("label-differs", 34, 43),
            at("label-differs", 43, 44),
        ];
        once(&mut findings);
        let left: Vec<&str> = findings.iter().map(|f| f.code.name).collect();
        assert_eq!(left, ["stated-count", "bold-swallows", "label-differs"]);
    }
}
