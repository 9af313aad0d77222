//! What holds for all pages.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{built, dump};
use crate::import::model::{Imported, Message, Part, PartKind};
use runproof_model::runbook::is_kebab;

/// Pages of pieces that mean something, in any order and depth.
fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# Lamps\n\n"),
        Just("## Change **it**\n\n"),
        Just("1. Click **OK** <x y>.\n"),
        Just("7. Skip the final two steps, see step 1.\n\n"),
        Just("   ```\n   Get-Lamp <a b> \n   ```\n\n"),
        Just("    Restart-Lamp C:\\a b\\c\\d.exe\n\n"),
        Just("- a\n  1. b\n\n"),
        Just("> [!NOTE]\n> n\n\n"),
        Just("> q\n> 1. x\n\n"),
        Just("| a | b |\n|---|:-:|\n| c | **d** |\n\n"),
        Just("![p](q.png \"r\")\n\n"),
        Just("<div>\n\n"),
        Just("Text & *more* **Bold text** `code`  \nend\n\n"),
        Just("\t\u{a0}é<br/>\n\n"),
        Just("---\n"),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn messages<'m>(parts: &'m [Part], found: &mut Vec<&'m Message>) {
    for part in parts {
        match &part.kind {
            PartKind::Text(text) | PartKind::Heading { text, .. } => found.push(text),
            PartKind::Image { alt, title, .. } => found.extend(alt.iter().chain(title)),
            PartKind::Bullets(items) | PartKind::Numbers { items, .. } => {
                items.iter().for_each(|item| messages(item, found));
            }
            PartKind::Table { columns, rows, .. } => {
                found.extend(columns.iter().map(|column| &column.head));
                found.extend(rows.iter().flat_map(|(_, cells)| cells));
            }
            PartKind::Note { parts, .. } | PartKind::Quote(parts) => messages(parts, found),
            PartKind::Steps(_) | PartKind::Run(_) | PartKind::Sample { .. } => {}
        }
    }
}

fn assert_names(imported: &Imported) {
    let mut top = Vec::new();
    messages(&imported.page, &mut top);
    let mut seen = BTreeSet::from(["title"]);
    for name in top
        .iter()
        .map(|message| message.name.as_str())
        .chain(imported.steps.iter().map(|step| step.id.as_str()))
    {
        assert!(is_kebab(name), "{name}");
        assert!(seen.insert(name), "{name} twice");
    }
    for step in &imported.steps {
        assert_eq!(step.id, step.text.name);
        let mut own = Vec::new();
        messages(&step.body, &mut own);
        let mut seen = BTreeSet::from(["title"]);
        for message in own {
            assert!(is_kebab(&message.name), "{}", message.name);
            assert!(seen.insert(&message.name), "{} twice", message.name);
        }
    }
}

fn assert_ranges(imported: &Imported) {
    let mut next = 0;
    for part in &imported.page {
        if let PartKind::Steps(range) = &part.kind {
            assert_eq!(range.start, next);
            next = range.end;
        }
    }
    assert_eq!(next, imported.steps.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn names_are_unique_and_steps_are_covered(a in page(), b in page(), c in page()) {
        let pages = [
            ("beacon-3", "en", a.as_str()),
            ("beacon-3", "de", b.as_str()),
            ("beacon-pro", "en", c.as_str()),
        ];
        if let Ok(imported) = built(&pages) {
            assert_names(&imported);
            assert_ranges(&imported);
            let again = built(&pages).expect("the same");
            prop_assert_eq!(dump::dump(&imported), dump::dump(&again));
        }
    }

    #[test]
    fn any_text_never_panics(a in "\\PC{0,200}", b in "[ -~\n]{0,200}") {
        let a = format!("1. {a}");
        let _ = built(&[("beacon-3", "en", &a), ("beacon-pro", "de", &b)]);
    }

    /// The same page twice is one page: nothing differs, and nothing is said twice.
    #[test]
    fn a_page_and_itself_are_one(a in page()) {
        let one = built(&[("beacon-3", "en", &a)]);
        let two = built(&[("beacon-3", "en", &a), ("beacon-pro", "en", &a)]);
        if let (Ok(one), Ok(two)) = (one, two) {
            prop_assert_eq!(one.steps.len(), two.steps.len());
            prop_assert_eq!(one.page.len(), two.page.len());
        }
    }
}
