//! What holds for every page, and for the manuals.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::codes;
use super::found;

#[test]
fn every_code_has_a_manual_and_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for code in codes() {
        assert!(names.insert(code.name), "{} twice", code.name);
        for heading in ["## Why", "## Example", "## Instead"] {
            let manual = code.manual();
            assert!(manual.contains(heading), "{} has no `{heading}`", code.name);
        }
    }
}

#[test]
fn what_the_manuals_call_wrong_is_found_and_what_they_advise_is_not() {
    for code in codes() {
        // Their example is a part of a page, or deep, or has a blank that cannot be seen.
        let is_partial = [
            "nested-too-deeply",
            "trailing-blank",
            "punctuation-space",
            "no-procedure",
            "stray-entity",
        ];
        if is_partial.contains(&code.name) {
            continue;
        }
        let manual = code.manual();
        let languages = ["en", "fr", "pt", "de"];
        let has = |page: &str| {
            languages
                .iter()
                .any(|language| found(language, page).contains(&format!(" {}:", code.name)))
        };
        let (example, instead) = examples(&manual);
        assert!(has(&example), "{}: not found in\n{example}", code.name);
        assert!(!has(&instead), "{}: found in\n{instead}", code.name);
    }
}

/// The two pages of a manual: what is in their outermost fences.
fn examples(manual: &str) -> (String, String) {
    let part = |heading: &str| {
        let after = manual.split(heading).nth(1).unwrap_or_default();
        let mut lines = after.lines().skip_while(|line| !line.starts_with("```"));
        let fence = lines.next().unwrap_or_default();
        let marks: String = fence.chars().take_while(|c| *c == '`').collect();
        let inner: Vec<&str> = lines.take_while(|line| *line != marks).collect();
        let inner = inner.join("\n");
        // An example that is no Markdown is a block of code.
        match fence.ends_with("markdown") {
            true => inner + "\n",
            false => format!("{fence}\n{inner}\n```\n"),
        }
    };
    (part("## Example"), part("## Instead"))
}

#[test]
fn a_page_that_nests_forever_is_a_finding() {
    let page = "> ".repeat(5_000) + "Stop.\n";
    assert!(found("en", &page).contains("nested-too-deeply"));
}

#[test]
fn findings_stand_in_reading_order() {
    let page = "![](a.png)\n\nClick **OK** .\n\n&nbsp;\n\n![](b.png)\n";
    let lines: Vec<u32> = found("en", page)
        .lines()
        .filter_map(|line| line.split(':').next()?.parse().ok())
        .collect();
    assert_eq!(lines, [1, 3, 5, 7]);
}

proptest! {
    #[test]
    fn any_text_is_looked_at(page in "\\PC{0,200}", language in "(en|fr|pt|de|ja)") {
        found(&language, &page);
    }

    #[test]
    fn what_pages_are_made_of_is_looked_at(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("1. "), Just("2. "), Just("   "), Just("\n"), Just("\n\n"), Just("```\n"),
                Just("**"), Just("<strong>"), Just("</strong> "), Just("&nbsp;"), Just("« "),
                Just("l’"), Just("é"), Just(" :"), Just("final two steps"), Just("step 9"),
                Just("Front-End "), Just("Front end "), Just("C:\\Program Files\\a.exe "),
                Just("– "), Just("> [!NOTE]\n> "), Just("\t"), Just("---\n"), Just("a: b\n"),
                Just("![](a)"), Just("\u{a0}"), Just("frontux frontal "), Just("<"), Just("\r\n"),
            ],
            0..40,
        ),
        language in "(en|fr|pt|de)",
    ) {
        found(&language, &pieces.concat());
    }
}
