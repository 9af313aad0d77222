//! The sentences of docs/evidence.md, and the cases that hold them.
//!
//! Each case of `rules.cases` stands under the heading of the page that it is about and quotes what
//! it holds, so that neither the page nor the program changes without the other.

use std::collections::BTreeSet;
use std::path::Path;

use super::{cases_of, hold};

/// Headings under which there is nothing that a case could show.
const WITHOUT_RULES: [&str; 3] = [
    "What counts as evidence",
    "How this page is held",
    "What the tool cannot see",
];

/// The headings of the page, each with its text on one line.
fn page() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/evidence.md");
    let text = std::fs::read_to_string(path).expect("the page can be read");
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let heading = line.trim_start_matches('#');
        if heading.len() < line.len() {
            sections.push((heading.trim().to_owned(), String::new()));
        } else if let Some((_, text)) = sections.last_mut() {
            text.extend(line.split_whitespace().flat_map(|word| [word, " "]));
        }
    }
    sections
}

#[test]
fn every_rule_of_the_page_is_held() {
    hold("rules.cases");
}

#[test]
fn every_heading_has_cases_and_every_case_quotes_the_page() {
    let page = page();
    let mut held = BTreeSet::new();
    for case in cases_of("rules.cases") {
        let (name, heading) = (&case.name, &case.heading);
        let (_, text) = page
            .iter()
            .find(|(own, _)| own == heading)
            .unwrap_or_else(|| panic!("{name}: the page has no heading `{heading}`"));
        assert!(!case.rules.is_empty(), "{name}: it quotes no sentence");
        for rule in &case.rules {
            assert!(
                text.contains(rule),
                "{name}: the page does not say `{rule}`"
            );
        }
        held.insert(heading.clone());
    }
    for (heading, _) in page {
        assert_ne!(
            held.contains(&heading),
            WITHOUT_RULES.contains(&heading.as_str()),
            "{heading}: it has cases, or it is named as one without rules"
        );
    }
}
