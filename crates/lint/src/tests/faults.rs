//! The 24 faults that were seeded into a French catalog to compare linters: each is found, once,
//! at its line, and nothing is found in the catalog without them.

use super::Bench;

const ENGLISH: &str = include_str!("clean.en-US.ftl");
const FRENCH: &str = include_str!("clean.fr.ftl");

/// Words that only faulty catalogs have, and that are French all the same.
const MORE_WORDS: &str = "les deux ancienne supprimée Publiez produit un quelques";

fn bench(french: &str) -> Bench {
    let letters = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = FRENCH.split(letters).filter(|w| !w.is_empty()).collect();
    let words = format!("{} {MORE_WORDS}", words.join(" "));
    Bench::default()
        .with("en-US", "rb", ENGLISH)
        .with("fr", "rb", french)
        .knowing("fr", &words)
}

/// Replaces text of the clean catalog, and expects exactly these findings.
#[track_caller]
fn fault(from: &str, to: &str, expected: &str) {
    assert!(FRENCH.contains(from), "the clean catalog has no {from:?}");
    let list = bench(&FRENCH.replacen(from, to, 1)).list();
    let found: Vec<String> = list
        .lines()
        .map(|line| {
            let (place, rest) = line.split_once(' ').expect("a place");
            let line = place.split(':').nth(1).expect("a line");
            format!("{} {}", line, rest.split(':').next().expect("a code"))
        })
        .collect();
    assert_eq!(found.join(", "), expected, "{list}");
}

#[test]
fn the_clean_catalog_has_none() {
    assert_eq!(bench(FRENCH).list(), "");
}

#[test]
fn the_region_of_the_source_language_does_not_matter() {
    let bench = Bench::default()
        .with("en", "rb", ENGLISH)
        .with("fr", "rb", FRENCH);
    assert_eq!(bench.list(), "");
}

#[test]
fn f01_message_missing() {
    let line = FRENCH
        .lines()
        .find(|l| l.starts_with("start-service"))
        .expect("a line");
    fault(&format!("{line}\n"), "", "12 missing-message");
}

#[test]
fn f02_obsolete_message() {
    fault(
        "title = ",
        "old-step = Une ancienne étape supprimée.\ntitle = ",
        "8 unused-message, 8 misspelt-word",
    );
}

#[test]
fn f03_duplicate_id() {
    fault(
        "see-also = ",
        "title = Déploiement\nsee-also = ",
        "30 duplicate-message",
    );
}

#[test]
fn f04_syntax_junk() {
    fault(
        "start-service = Démarrez",
        "start-service Démarrez",
        "13 fluent-syntax",
    );
}

#[test]
fn f05_variable_missing() {
    fault(" sur { $host }", "", "12 missing-variable");
}

#[test]
fn f06_variable_misspelt() {
    fault("sur { $host }", "sur { $hote }", "12 unknown-variable");
}

#[test]
fn f07_term_undefined() {
    fault("dans { -product }", "dans { -produit }", "32 unknown-term");
}

#[test]
fn f08_term_replaced_by_text() {
    fault("dans { -product }", "dans le produit", "32 missing-term");
}

#[test]
fn f09_plural_many_missing() {
    fault(
        "    [many] Vous pouvez ignorer les { $count } dernières étapes.\n",
        "",
        "16 plural-category-missing",
    );
}

#[test]
fn f10_plural_few_impossible() {
    fault(
        "    [many] Vous",
        "    [few] Vous pouvez ignorer quelques étapes { $count }.\n    [many] Vous",
        "17 plural-category-impossible",
    );
}

#[test]
fn f10_plural_few_in_the_place_of_many() {
    fault("[many] Vous", "[few] Vous", "17 plural-category-impossible");
}

#[test]
fn f11_attribute_missing() {
    fault(
        "    .title = Modification des paramètres\n",
        "",
        "9 missing-attribute",
    );
}

#[test]
fn f12_duplicate_variant() {
    fault(
        "    [many] Vous",
        "    [one] Vous pouvez ignorer la dernière étape.\n    [many] Vous",
        "17 duplicate-variant",
    );
}

#[test]
fn f13_cmdlet_translated_in_code() {
    fault(
        "`Start-CsWindowsService -Name",
        "`Démarrer-CsServiceWindows -Name",
        "13 translated-command",
    );
}

#[test]
fn f14_parameter_name_changed() {
    fault(
        "-PoolFqdn { $pool }",
        "-FqdnPool { $pool }",
        "14 translated-command",
    );
}

#[test]
fn f15_bold_span_moved() {
    fault(
        "cliquez sur **{ -ui-edit-properties }**.",
        "cliquez **sur { -ui-edit-properties }.**",
        "9 markup-differs",
    );
}

#[test]
fn f16_bold_dropped() {
    fault(
        "sur **{ -ui-edit-properties }**.",
        "sur { -ui-edit-properties }.",
        "9 markup-differs",
    );
}

#[test]
fn f17_left_untranslated() {
    fault(
        "title = Déploiement de pools couplés pour la récupération d’urgence",
        "title = Deploying paired pools for disaster recovery",
        "8 untranslated-message",
    );
}

#[test]
fn f18_number_in_words_for_its_variable() {
    fault(
        "*[other] Vous pouvez ignorer les { $count } dernières",
        "*[other] Vous pouvez ignorer les deux dernières",
        "18 stated-number",
    );
    fault(
        "*[other] Attendez { $minutes } minutes",
        "*[other] Attendez deux minutes",
        "24 missing-variable",
    );
}

#[test]
fn f19_no_break_space_lost() {
    fault("{ $host }\u{a0}:", "{ $host } :", "12 punctuation-spacing");
    fault("prêt\u{202f}?", "prêt?", "30 punctuation-spacing");
    fault("«\u{a0}{", "« {", "32 punctuation-spacing");
}

#[test]
fn f20_misspelt_word() {
    fault("pools couplés", "pools coupllés", "8 misspelt-word");
}

#[test]
fn f21_message_reference_cycle() {
    fault(
        "title = Déploiement de pools couplés pour la récupération d’urgence",
        "title = { greeting }",
        "8 cyclic-reference",
    );
}

#[test]
fn f22_backticks_dropped() {
    fault(
        "`Bootstrapper.exe -Verbose`",
        "Bootstrapper.exe -Verbose",
        "12 code-markup-lost",
    );
}

#[test]
fn f23_no_default_variant() {
    fault("*[sfb-2019]", " [sfb-2019]", "29 fluent-syntax");
}

#[test]
fn f24_brand_typed() {
    fault(
        "dans { -product }",
        "dans Skype Entreprise Server",
        "32 label-by-hand",
    );
}
