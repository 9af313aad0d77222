//! Pages side by side, and what is found.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::super::*;
use crate::Page;
use runproof_core::diagnostic::Source;
use runproof_language::{Catalog, Folder, Library, Locale, NamedCatalog};

/// The page that leads.
const SOURCE: &str = "\
---
title: \"Pair two lamps in Beacon 2024\"
---

# Pair two lamps in Beacon 2024

Two lamps that are paired shine for each other.

## To pair two lamps

1. In the **Lamps** pane, right-click a lamp, and then click **Edit Lamp**.

2. Select **Associated lamp**, and choose the second lamp. See [Lamps](https://example.com/en-us/lamps#pairs).

   ![The dialog](images/pair.png)

3. On every server, run the following:

   ```powershell
   C:\\Program Files\\Beacon 2024\\Setup.exe /quiet
   ```

4. Restart the service, which takes about 5 minutes:

   ```powershell
   Restart-Service -Name BEACON
   ```

5. Synchronize both lamps with each other:

   ```powershell
   Sync-Lamp -Identity <Lamp1 name>
   Sync-Lamp -Identity <Lamp2 name>
   ```

   - To see the state of one lamp, use `Get-Lamp -Identity <Lamp1 name>`.
   - To see the state of all lamps, look at the **Lamps** pane.

6. Close the **Lamps** pane.

> [!CAUTION]
> The option **Associated lamp** was introduced in Beacon 2010. It does not switch lamps on.

| Lamp | Colour |
|---|---|
| First | Red |
| Second | Green |
";

/// A faithful translation of it.
const GERMAN: &str = "\
---
title: \"Zwei Lampen in Beacon 2024 koppeln\"
---

# Zwei Lampen in Beacon 2024 koppeln

Zwei gekoppelte Lampen leuchten füreinander.

## So koppeln Sie zwei Lampen

1.  Klicken Sie im Bereich **Lampen** mit der rechten Maustaste auf eine Lampe und dann auf **Lampe bearbeiten**.

2.  Wählen Sie **Zugeordnete Lampe** und dann die zweite Lampe aus. Siehe [Lampen](https://example.com/de-de/lamps#paare).

    ![Das Dialogfeld](images/pair.png)

3.  Führen Sie auf jedem Server Folgendes aus:

        C:\\Program Files\\Beacon 2024\\Setup.exe /quiet

4.  Starten Sie den Dienst neu, was etwa 5 Minuten dauert:

        Restart-Service BEACON

5.  Synchronisieren Sie beide Lampen miteinander:

        Sync-Lamp -Identity <Name von Lampe1>
        Sync-Lamp -Identity <Name von Lampe2>

    - Den Zustand einer Lampe zeigt `Get-Lamp -Identity <Name von Lampe1>`.
    - Den Zustand aller Lampen zeigt der Bereich **Lampen**.

6.  Schließen Sie den Bereich **Lampen**.

> [!CAUTION]
> Die Option **Zugeordnete Lampe** wurde in Beacon 2010 eingeführt. Sie schaltet keine Lampen ein.

| Lampe | Farbe |
|---|---|
| Erste | Rot |
| Zweite | Grün |
";

fn tag(tag: &str) -> Locale {
    tag.parse().expect("a tag")
}

fn vocabulary() -> Vocabulary {
    let folder = |locale: &str, text: &str| Folder {
        locale: tag(locale),
        catalogs: vec![NamedCatalog {
            name: "beacon.glossary".to_owned(),
            catalog: Catalog::parse(Source::new("beacon.glossary.ftl", text)),
        }],
        words: Vec::new(),
    };
    Vocabulary::of(&Library {
        folders: vec![
            folder(
                "de",
                "-ui-edit = Lampe bearbeiten\n-ui-pair = Zugeordnete Lampe\n",
            ),
            folder("en", "-ui-edit = Edit Lamp\n-ui-pair = Associated lamp\n"),
        ],
    })
}

fn held(leading: (&str, &str), other: (&str, &str), relation: Relation) -> Vec<Diagnostic> {
    let read = |text: &str| Page::read(&Source::new("page.md", text));
    let (one, two) = (read(leading.1), read(other.1));
    let (from, to) = (tag(leading.0), tag(other.0));
    let mut findings = Vec::new();
    let (one, two) = (Subject::new(&one, &from), Subject::new(&two, &to));
    let tongue = tongue(one, two);
    between(
        &Side::of(one, tongue),
        &Side::of(two, tongue),
        relation,
        &vocabulary(),
        &mut findings,
    );
    findings
}

/// Line, code and message of each finding, and the line in the page that leads.
fn shown(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for finding in findings {
        let line = finding.location.as_ref().map_or(0, |at| at.start().line);
        let severity = match finding.severity {
            Severity::Error => "",
            Severity::Warning => " (warning)",
            Severity::Note => " (note)",
        };
        let _ = write!(
            out,
            "{line}: {}{severity}: {}",
            finding.code.name, finding.message
        );
        if let Some((at, _)) = finding.related.first() {
            let _ = write!(out, " [{}]", at.start().line);
        }
        out.push('\n');
    }
    out
}

/// What is found in the German page with something in it replaced.
fn german(from: &str, to: &str) -> String {
    assert!(GERMAN.contains(from), "the page has no {from:?}");
    let page = GERMAN.replacen(from, to, 1);
    shown(&held(("en", SOURCE), ("de", &page), Relation::Language))
}

#[test]
fn a_faithful_translation_is_let_be() {
    let findings = held(("en", SOURCE), ("de", GERMAN), Relation::Language);
    assert_eq!(shown(&findings), "");
}

#[test]
fn what_a_translation_lacks_is_found_at_its_place() {
    insta::assert_snapshot!(german(
        "4.  Starten Sie den Dienst neu, was etwa 5 Minuten dauert:\n\n        Restart-Service BEACON\n\n",
        ""
    ), @r#"
    17: step-missing: step 4 of the source is missing here: "Restart the service, which takes about 5 minutes:" [23]
    "#);
    insta::assert_snapshot!(german("    - Den Zustand aller Lampen zeigt der Bereich **Lampen**.\n", ""), @r#"
    30: item-missing: an item of a list is missing here: "To see the state of all lamps, look at the Lamps pane." [37]
    "#);
    insta::assert_snapshot!(german("        Sync-Lamp -Identity <Name von Lampe2>\n", ""), @r#"
    27: command-missing: a command is missing here: `Sync-Lamp -Identity <Lamp2 name>` [33]
    "#);
    insta::assert_snapshot!(german("    ![Das Dialogfeld](images/pair.png)\n", ""), @r#"
    13: image-missing (warning): the picture `pair.png` is missing here [15]
    "#);
    insta::assert_snapshot!(german("[Lampen](https://example.com/de-de/lamps#paare)", "Lampen"), @r#"
    13: link-missing (warning): a link to `https://example.com/en-us/lamps#pairs` is missing here [13]
    "#);
    insta::assert_snapshot!(german("| Zweite | Grün |\n", ""), @r#"
    38: table-differs (warning): this table has 1 rows and 2 columns; in the source it has 2 rows and 2 columns [44]
    "#);
    insta::assert_snapshot!(german("## So koppeln Sie zwei Lampen\n", ""), @r#"
    7: heading-missing (warning): a heading is missing here: "To pair two lamps" [9]
    "#);
    insta::assert_snapshot!(german("> [!CAUTION]\n> Die Option **Zugeordnete Lampe** wurde in Beacon 2010 eingeführt. Sie schaltet keine Lampen ein.\n", ""), @r#"
    33: note-missing (warning): a note of the source is missing here: "The option Associated lamp was introduced in Beacon 2010. …" [41]
    "#);
}

#[test]
fn what_is_there_too_many_is_found() {
    insta::assert_snapshot!(german(
        "5.  Synchronisieren",
        "5.  Prüfen Sie auf dem Server LAMP07 Port 8443:\n\n        Test-LampPort -Port 8443\n\n6.  Synchronisieren"
    ), @"25: step-added: step 5 is not in the source");
    insta::assert_snapshot!(german("        Restart-Service BEACON\n", "        Restart-Service BEACON\n        Get-Service BEACON\n"), @r#"
    24: command-added: a command is not in the source: `Get-Service BEACON`
    "#);
}

#[test]
fn what_differs_is_named() {
    insta::assert_snapshot!(german("Restart-Service BEACON", "Restart-Service -Name LAMPS -Force"), @r#"
    23: command-differs: `-Name` is `LAMPS`; it is `BEACON` in the source [26]
    23: command-differs: `Restart-Service` has `-Force`, which it does not have in the source [26]
    "#);
    insta::assert_snapshot!(german(r"Files\Beacon 2024\Setup", r"Files\Beacon 2019\Setup"), @r#"
    19: path-differs: the path `C:\Program Files\Beacon 2019\Setup.exe` is `C:\Program Files\Beacon 2024\Setup.exe` in the source [20]
    "#);
    insta::assert_snapshot!(german("Sync-Lamp -Identity <Name von Lampe2>", "Sync-Lamp -Identity <Name von Lampe1>"), @r#"
    28: placeholder-differs: the placeholder `<Name von Lampe1>` stands for `<Lamp2 name>` of the source [33]
    "#);
    insta::assert_snapshot!(german("**Lampe bearbeiten**", "**Lampe ändern**"), @r#"
    11: label-differs (warning): the label `Lampe ändern` is `Lampe bearbeiten` in the glossary [11]
    "#);
    insta::assert_snapshot!(german("**Lampe bearbeiten**", "**Lampe Bearbeiten**"), @r#"
    11: label-differs (note): the label `Lampe Bearbeiten` is `Lampe bearbeiten` in the glossary [11]
    "#);
    insta::assert_snapshot!(german("**Lampe bearbeiten**", "Lampe bearbeiten"), @r#"
    11: label-missing (note): `Edit Lamp` is bold in the source, and nothing here is in its place [11]
    "#);
    insta::assert_snapshot!(german("> [!CAUTION]", "> [!NOTE]"), @r#"
    35: note-kind-differs (note): `[!NOTE]` is `[!CAUTION]` in the source [41]
    "#);
    insta::assert_snapshot!(german("in Beacon 2010 eingeführt", "in Beacon eingeführt"), @r#"
    36: product-version (warning): the version of `Beacon 2010` in the source is lost [42]
    "#);
    insta::assert_snapshot!(german("in Beacon 2010 eingeführt", "in Beacon 2013 eingeführt"), @r#"
    36: product-version (warning): `Beacon 2013` is `Beacon 2010` in the source [42]
    "#);
    insta::assert_snapshot!(german("/de-de/lamps#paare", "/de-de/lanterns"), @r#"
    13: link-differs (warning): this link leads to `https://example.com/de-de/lanterns`, and in the source to `https://example.com/en-us/lamps#pairs` [13]
    "#);
    insta::assert_snapshot!(german("Zwei gekoppelte Lampen leuchten füreinander.", "Two lamps that are paired shine for each other."), @r#"
    7: left-in-source (warning): this paragraph is word for word the source's [7]
    "#);
}

#[test]
fn a_step_that_moved_is_one_finding() {
    let fourth = "4.  Starten Sie den Dienst neu, was etwa 5 Minuten dauert:\n\n        Restart-Service BEACON\n\n";
    let page = GERMAN.replacen(fourth, "", 1).replacen(
        "1.  Klicken",
        &format!("{fourth}1.  Klicken").replacen("4.", "1.", 1),
        1,
    );
    insta::assert_snapshot!(shown(&held(("en", SOURCE), ("de", &page), Relation::Language)), @r#"
    11: step-moved: step 1 stands at another place in the source: it is step 4 there [23]
    "#);
}

#[test]
fn a_step_that_became_two_and_two_that_became_one_are_one_finding() {
    insta::assert_snapshot!(german(
        "        Sync-Lamp -Identity <Name von Lampe2>\n\n",
        "        Sync-Lamp -Identity <Name von Lampe2>\n\n6.  Sehen Sie sich dann den Zustand der Lampen an:\n\n"
    ), @"25: step-split: step 5 and the one beside it are one step in the source: step 5 [29]");
    insta::assert_snapshot!(german(
        "\n4.  Starten Sie den Dienst neu, was",
        "\n    Starten Sie den Dienst neu, was"
    ), @r#"
    17: step-joined: step 3 is two steps in the source: "Restart the service, which takes about 5 minutes:" is step 4 there [23]
    "#);
}

#[test]
fn a_list_that_breaks_in_two_still_has_all_its_steps() {
    let page = GERMAN.replacen(
        "        Restart-Service BEACON\n",
        "```\nRestart-Service BEACON\n```\n",
        1,
    );
    assert_eq!(
        shown(&held(("en", SOURCE), ("de", &page), Relation::Language)),
        ""
    );
}

#[test]
fn a_whole_procedure_is_one_finding() {
    let at = GERMAN.find("## So koppeln").expect("a heading");
    let end = GERMAN.find("> [!CAUTION]").expect("a note");
    let page = format!("{}{}", &GERMAN[..at], &GERMAN[end..]);
    insta::assert_snapshot!(shown(&held(("en", SOURCE), ("de", &page), Relation::Language)), @r#"
    7: heading-missing (warning): a heading is missing here: "To pair two lamps" [9]
    7: procedure-missing: a procedure of 6 steps is missing here: it begins "In the Lamps pane, right-click a lamp, and then click Edit …" [11]
    "#);
}

#[test]
fn products_may_differ_but_not_in_whose_path_it_is() {
    let other = SOURCE.replace("Beacon 2024", "Beacon 2030").replace(
        "4. Restart the service, which takes about 5 minutes",
        "4. Restart the service",
    );
    insta::assert_snapshot!(shown(&held(("en", SOURCE), ("en", &other), Relation::Product)), @"");
    let wrong = other.replace(r"Files\Beacon 2030", r"Files\Beacon 2024");
    insta::assert_snapshot!(shown(&held(("en", SOURCE), ("en", &wrong), Relation::Product)), @r#"
    20: other-product-path: the path `C:\Program Files\Beacon 2024\Setup.exe` names `Beacon 2024`, the product of the other page [20]
    "#);
}

#[test]
fn codes_have_names_of_their_own_and_manuals() {
    let mut names: Vec<&str> = codes().map(|code| code.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(codes().all(|code| code.manual().len() > 40));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_page_agrees_with_itself(lines in prop::collection::vec(0usize..60, 0..60)) {
        let all: Vec<&str> = SOURCE.lines().collect();
        let text: Vec<&str> = lines.iter().map(|at| all[at % all.len()]).collect();
        let page = text.join("\n");
        let findings = held(("en", &page), ("en", &page), Relation::Language);
        prop_assert_eq!(shown(&findings), "");
        let findings = held(("en", &page), ("en", &page), Relation::Product);
        prop_assert_eq!(shown(&findings), "");
    }

    #[test]
    fn any_two_texts_can_be_held_against_each_other(one in any::<String>(), other in any::<String>()) {
        let _ = held(("en", &one), ("fr", &other), Relation::Language);
        let _ = held(("en", &format!("{SOURCE}{one}")), ("de", &format!("{other}{GERMAN}")), Relation::Product);
    }

    #[test]
    fn pieces_of_markup_in_any_order_do_no_harm(pieces in prop::collection::vec("[-*`<>|#\\[\\]()!&;$\"'’–\\\\ \n\t1a.]{1,6}", 0..60)) {
        let text = pieces.concat();
        let _ = held(("en", SOURCE), ("de", &text), Relation::Language);
        let _ = held(("en", &text), ("de", &text), Relation::Language);
    }
}
