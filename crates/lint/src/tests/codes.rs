//! Every code whole: the smallest input that has the fault, and what a person is shown. Each
//! snapshot holds both.

use std::fmt::Write;

use super::{Bench, alone, locale, pair};
use crate::{registry, rules};
use runproof_core::waiver::{self, Waiver, apply};
use runproof_language::{Contract, Need, Wanted};
use runproof_report::{Results, Style, text};

/// Expects that the bench has findings of that code alone, and shows input and output.
#[track_caller]
fn show(code: &str, bench: &Bench) {
    let findings = bench.findings();
    assert!(!findings.is_empty(), "nothing found");
    for finding in &findings {
        assert_eq!(finding.code.name, code, "{}", bench.list());
    }
    let mut whole = inputs(bench);
    whole.push_str(&printed(&Results::of(&findings)));
    settings(code).bind(|| insta::assert_snapshot!("code", whole));
}

fn settings(code: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_suffix(code);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/codes");
    settings.set_prepend_module_to_snapshot(false);
    settings
}

fn inputs(bench: &Bench) -> String {
    let mut whole = String::new();
    for folder in &bench.library.folders {
        for named in &folder.catalogs {
            let source = named.catalog.source();
            let shown: String = source.text().chars().map(escaped).collect();
            let _ = writeln!(whole, "~~~ {} ~~~\n{shown}", source.name());
        }
    }
    whole
}

fn printed(results: &Results<'_>) -> String {
    let mut bytes = Vec::new();
    text(results, Style::Plain, &mut bytes).expect("a vector takes all");
    String::from_utf8(bytes).expect("text")
}

/// What cannot be seen is written so that it can.
fn escaped(c: char) -> String {
    match c {
        '\u{200b}' | '\u{a0}' | '\u{202f}' => c.escape_unicode().to_string(),
        _ => c.to_string(),
    }
}

fn wanted(id: &str, variables: &[&str]) -> Wanted {
    Wanted {
        id: id.to_owned(),
        attribute: None,
        variables: variables.iter().map(ToString::to_string).collect(),
        need: Need::Must,
    }
}

fn variants(names: &[&str]) -> Contract {
    Contract {
        catalog: "rb".to_owned(),
        messages: vec![wanted("folder", &["variant"])],
        variants: names.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn broken_markup() {
    show(
        "broken-markup",
        &alone("edit = Click ** Edit**, then run `Get-Date.\n"),
    );
}

#[test]
fn code_markup_lost() {
    show(
        "code-markup-lost",
        &pair("date = Run `Get-Date`.\n", "date = Exécutez Get-Date.\n"),
    );
}

#[test]
fn cyclic_reference() {
    show(
        "cyclic-reference",
        &pair("a = A\nb = B\n", "a = { b }\nb = { a }\n"),
    );
}

#[test]
fn doubled_word() {
    show(
        "doubled-word",
        &alone("a = Sync the\n    the **pools** pools.\n"),
    );
}

#[test]
fn duplicate_attribute() {
    show(
        "duplicate-attribute",
        &pair(
            "a = A\n    .title = B\n    .title = C\n",
            "a = A\n    .title = B\n",
        ),
    );
}

#[test]
fn duplicate_message() {
    show(
        "duplicate-message",
        &pair("a = A\n-b = B\na = C\n-b = D\n", "a = A\n"),
    );
}

#[test]
fn duplicate_message_across_catalogs() {
    let contract = Contract {
        catalog: "rb".into(),
        messages: vec![wanted("a", &[])],
        variants: vec![],
    };
    let bench = Bench::default()
        .with("en", "lync.glossary", "-product = Lync\n")
        .with("en", "nginx.glossary", "-product = nginx\n")
        .with("en", "rb", "a = Start { -product }.\n-product = Skype\n")
        .wanting(contract);
    insta::assert_snapshot!(bench.list());
}

#[test]
fn duplicate_variant() {
    show(
        "duplicate-variant",
        &alone("a = { $n ->\n    [one] one\n    [one] 1\n   *[other] { $n }\n}\n"),
    );
}

#[test]
fn invisible_character() {
    show(
        "invisible-character",
        &alone("a = Run `Get-\u{200b}Date`.\n"),
    );
}

#[test]
fn label_by_hand() {
    show(
        "label-by-hand",
        &pair(
            "-ui-edit = Edit Properties\na = Click **Edit Properties**.\n",
            "-ui-edit = Modifier\na = Cliquez sur **Modifier**.\n",
        ),
    );
}

#[test]
fn markup_differs() {
    show(
        "markup-differs",
        &pair(
            "a = Click **Edit Properties**.\nb = Click **OK**.\nc = See [the guide](guide.md).\n",
            "a = Cliquez sur **Modifier les propriétés.**\nb = Cliquez sur OK.\nc = Voir [le guide](aide.md).\n",
        ),
    );
}

#[test]
fn missing_attribute() {
    show(
        "missing-attribute",
        &pair("a = A\n    .title = T\n", "a = A\n"),
    );
}

#[test]
fn missing_catalog() {
    show(
        "missing-catalog",
        &pair("a = A\n", "a = A\n").with("en", "other", "b = B\nc = C\n"),
    );
}

#[test]
fn missing_message() {
    show(
        "missing-message",
        &pair(
            "one = A\ntwo = B\nthree = C\n    .title = T\nremaining = D\n",
            "one = A\nthree =\n    .title = T\nremianing = D\n",
        ),
    );
}

#[test]
fn missing_term() {
    show(
        "missing-term",
        &pair(
            "-product = Skype\nstart = Start { -product }.\n",
            "-product = Skype\nstart = Démarrez le produit.\n",
        ),
    );
}

#[test]
fn missing_variable() {
    show(
        "missing-variable",
        &pair(
            "sync = Sync { $pool }.\nwait = { $n ->\n    [one] a minute\n   *[other] { $n } minutes\n}\n",
            "sync = Synchronisez.\nwait = { $n ->\n    [one] une minute\n    [many] { $n } de minutes\n   *[other] deux minutes\n}\n",
        ),
    );
}

#[test]
fn misspelt_word() {
    let bench = pair("a = Paired pools\n", "a = Des pools frontux couplés\n");
    show(
        "misspelt-word",
        &bench.knowing("fr", "des frontaux couplés"),
    );
}

#[test]
fn mojibake() {
    show(
        "mojibake",
        &pair("a = First step\n", "a = PremiÃ¨re Ã©tape\n"),
    );
}

#[test]
fn plural_category_impossible() {
    show(
        "plural-category-impossible",
        &pair(
            "a = { $n ->\n    [one] { $n } hour\n   *[other] { $n } hours\n}\n",
            "a = { $n ->\n    [one] { $n } heure\n    [few] { $n } heures\n   *[other] { $n } heures\n}\n",
        ),
    );
}

#[test]
fn plural_category_missing() {
    show(
        "plural-category-missing",
        &pair(
            "a = { $n ->\n    [one] { $n } hour\n   *[other] { $n } hours\n}\n",
            "a = { $n ->\n    [one] { $n } heure\n   *[other] { $n } heures\n}\n",
        ),
    );
}

#[test]
fn punctuation_spacing() {
    show(
        "punctuation-spacing",
        &pair(
            "a = Click **OK** .\nb = Ready?\n",
            "a = Cliquez sur **OK**.\nb = Prêt ?\n",
        ),
    );
}

#[test]
fn stated_number() {
    show(
        "stated-number",
        &pair(
            "a = Skip the final two steps.\nb = Go back to step 3.\n",
            "a = Ignorez les { \"trois\" } dernières étapes.\nb = Revenez à l’étape 3.\n",
        ),
    );
}

#[test]
fn translated_command() {
    show(
        "translated-command",
        &pair(
            "a = Run `Start-Service -Name nginx`.\nb = Run Get-CsPool now.\nc = Edit /etc/nginx/nginx.conf.\n",
            "a = Exécutez `Démarrer-Service -Name nginx`.\nb = Exécutez Obtenir-CsPool.\nc = Modifiez le fichier.\n",
        ),
    );
}

#[test]
fn unknown_function() {
    show(
        "unknown-function",
        &alone("a = { NUM($n) } pools\n").wanting(Contract {
            catalog: "rb".into(),
            messages: vec![wanted("a", &["n"])],
            variants: vec![],
        }),
    );
}

#[test]
fn unknown_message_reference() {
    show(
        "unknown-message-reference",
        &alone("sync = Sync { pool }.\npools = Pools\n"),
    );
}

#[test]
fn unknown_term() {
    show(
        "unknown-term",
        &alone("-product = Skype\na = { -product }\nb = { -produkt }\n"),
    );
}

#[test]
fn unknown_variable() {
    show(
        "unknown-variable",
        &pair("a = Sync { $pool }.\n", "a = Synchronisez { $groupe }.\n"),
    );
}

#[test]
fn unreadable_dictionary() {
    let mut bench = pair("a = A\n", "a = A\n");
    bench.dictionaries.add(
        locale("fr"),
        "/usr/share/hunspell/fr.dic",
        *b"SET KOI8-R\n",
        *b"0\n",
    );
    show("unreadable-dictionary", &bench);
}

#[test]
fn untranslated_message() {
    show(
        "untranslated-message",
        &pair(
            "a = Publish the { $x } topology.\n",
            "a = Publish the { $x } topology.\n",
        ),
    );
}

#[test]
fn unused_attribute() {
    show(
        "unused-attribute",
        &pair("a = A\n", "a = A\n    .tooltip = T\n"),
    );
}

#[test]
fn unused_catalog() {
    show(
        "unused-catalog",
        &pair("a = A\n", "a = A\n").with("fr", "old", "b = B\nc = C\n"),
    );
}

#[test]
fn unused_message() {
    show(
        "unused-message",
        &pair("a = A\n", "a = A\nold-step = Une étape\n"),
    );
}

#[test]
fn variant_arm_missing() {
    let text = "folder = { $variant ->\n    [lync-2013] Lync\n   *[sfb-2019] Skype\n}\n";
    show(
        "variant-arm-missing",
        &alone(text).wanting(variants(&["lync-2013", "sfb-2015", "sfb-2019"])),
    );
}

#[test]
fn variant_arm_unknown() {
    let text = "folder = { $variant ->\n    [lync2013] Lync\n   *[sfb-2019] Skype\n}\n";
    show(
        "variant-arm-unknown",
        &alone(text).wanting(variants(&["lync-2013", "sfb-2019"])),
    );
}

#[test]
fn waivers() {
    let bench = pair("a = A\nb = B\nc = C\n", "a = A\n");
    let granted = |code: &str, message: Option<&str>, until: &str| Waiver {
        code: code.to_owned(),
        path: Some("locales/fr/**".to_owned()),
        message: message.map(ToOwned::to_owned),
        reason: "French comes in spring".to_owned(),
        until: waiver::day(until).expect("a day"),
        location: None,
    };
    let waivers = [
        granted("missing-message", None, "2026-03-01"),
        granted("doubled-word", None, "2027-01-01"),
        granted("mispelt-word", None, "2027-01-01"),
    ];
    let on = |day: &str| {
        let day = waiver::day(day).expect("a day");
        let done = apply(bench.findings(), &waivers, &registry(), day);
        printed(&Results {
            findings: &done.findings,
            waived: &done.waived,
            waivers: &waivers,
        })
    };
    insta::assert_snapshot!(format!(
        "on the last day\n\n{}\non the day after\n\n{}",
        on("2026-03-01"),
        on("2026-03-02")
    ));
}

#[test]
fn no_code_was_forgotten() {
    let source = include_str!("codes.rs");
    for code in rules::CODES.iter().copied().flatten() {
        assert!(
            source.contains(&format!("\"{}\"", code.name)),
            "{}",
            code.name
        );
    }
    assert_eq!(waiver::CODES.len(), 3, "shown in one test");
}
