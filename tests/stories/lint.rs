//! What lint sees of a project as a whole.

use crate::story::Story;

const RUNBOOK: &str = "format: runproof/runbook/1\nid: demo\nrevision: '1'\nshell: bash\n\
    variants: { one: {}, two: {} }\nsteps:\n  - { id: a, by: hand }\n";

const WORDS: &str = "title = T\nproduct =\n    { $variant ->\n        [one] One\n       *[two] Two\n    }\n\
    summary = S\nprocedure = P\na = Do it.\n    .title = Do it\n";

#[test]
fn a_runbook_without_words_lacks_its_catalog() {
    let story = Story::new().file("runbooks/demo.yaml", RUNBOOK);
    let told = story.tell("lint .");
    assert!(told.contains("error[missing-catalog]"), "{told}");
    assert!(told.ends_with("--- exit 1 ---\n"), "{told}");
}

#[test]
fn a_variant_may_be_called_one() {
    let story = Story::new()
        .file("runbooks/demo.yaml", RUNBOOK)
        .file("locales/en/demo.ftl", WORDS);
    let told = story.tell("lint .");
    assert!(told.starts_with("nothing found\n"), "{told}");
}

#[test]
fn a_definition_over_an_embedded_one_wants_its_words_too() {
    let embedded = include_str!("../../runbooks/paired-front-end-pools.yaml");
    let more = embedded.replace(
        "  - id: publish-topology\n",
        "  - id: tell-somebody\n    by: hand\n\n  - id: publish-topology\n",
    );
    let story = Story::new().file("runbooks/paired-front-end-pools.yaml", more);
    let told = story.tell("lint .");
    assert!(
        told.contains("`tell-somebody` is missing in `en`"),
        "{told}"
    );
    assert!(told.contains("\n1 error\n"), "{told}");
}

#[test]
fn catalogs_alone_are_their_own_world() {
    // Terms that happen to be called as embedded ones are, in a language that is embedded.
    let story = Story::new()
        .file(
            "locales/en-US/a.ftl",
            "-ui-ok = Okay\nb = Click **{ -ui-ok }**.\n",
        )
        .file(
            "locales/fr/a.ftl",
            "-ui-ok = D’accord\nb = Cliquez sur **{ -ui-ok }**.\n",
        );
    let told = story.tell("lint .");
    assert!(told.starts_with("nothing found\n"), "{told}");
}

#[test]
fn a_project_may_use_embedded_terms() {
    let words = WORDS.replace("Do it.", "Open **{ -ui-tool }**.");
    let story = Story::new()
        .file("runbooks/demo.yaml", RUNBOOK)
        .file("locales/en/demo.ftl", words);
    let told = story.tell("lint .");
    assert!(told.starts_with("nothing found\n"), "{told}");
    let told = story.tell("render demo --variant one");
    assert!(told.contains("1.  Open **Topology Builder**."), "{told}");
}

#[test]
fn one_file_is_linted_by_its_path() {
    let story = Story::new()
        .file("runbooks/demo.yaml", RUNBOOK)
        .file("locales/en/demo.ftl", WORDS)
        .file(
            "locales/fr/demo.ftl",
            WORDS.replace("a = Do it.", "a = Faites { $rien }."),
        );
    let told = story.tell("lint locales/en/demo.ftl");
    assert!(told.starts_with("nothing found\n"), "{told}");
    let told = story.tell("lint locales/fr/demo.ftl");
    assert!(told.contains("error[unknown-variable]"), "{told}");
}
