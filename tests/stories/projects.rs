//! A user's own runbooks, languages and templates, over the embedded ones.

use crate::story::Story;

#[test]
fn a_language_is_added_by_adding_a_folder() {
    let story = Story::new().file(
        "locales/es/paired-front-end-pools.ftl",
        "title = Emparejar grupos en { product }\nproduct = Skype for Business Server\n\
         edit-properties = Haga clic en **Editar propiedades**.\n    .title = Editar las propiedades\n",
    );
    let output = story.output("render --variant sfb-2019 --locale es");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(
        text.starts_with("# Emparejar grupos en Skype for Business Server\n"),
        "{text}"
    );
    assert!(
        text.contains("2.  Haga clic en **Editar propiedades**."),
        "{text}"
    );
    // What is missing is English in the document, and is said.
    assert!(
        text.contains("6.  Publish the topology in **Topology Builder**."),
        "{text}"
    );
    assert!(said.contains("fallback-used"), "{said}");
    assert!(said.contains("`publish-topology`"), "{said}");
    // To lint it is an error.
    let told = story.tell("lint .");
    assert!(told.contains("missing-message"), "{told}");
    assert!(told.contains("publish-topology"), "{told}");
    assert!(told.ends_with("--- exit 1 ---\n"), "{told}");
}

#[test]
fn templates_are_overridden_one_by_one() {
    let story = Story::new().file(
        "templates/markdown.md",
        "{{ title }}: {{ steps | length }}\n{% for step in steps %}{{ step.number }} {{ step.title }}\n{% endfor %}",
    );
    let told = story.tell("render --variant lync-2013 --locale de");
    assert!(told.contains("\n10 Pools synchronisieren\n"), "{told}");
    let html = story.output("render --variant lync-2013 --locale de --format html");
    assert!(html.status.success());
    assert!(String::from_utf8_lossy(&html.stdout).contains("<html"));
}

#[test]
fn a_runbook_of_ones_own_is_the_one_that_is_meant() {
    let story = Story::new();
    story.tell("init .");
    let told = story.tell("render --variant openrc");
    assert!(
        told.starts_with("# Restart a service on Linux with OpenRC\n"),
        "{told}"
    );
    let by_path = story.tell("render runbooks/restart-service.yaml --variant openrc");
    assert_eq!(told, by_path);
}

#[test]
fn findings_in_every_form() {
    let story = Story::new()
        .file(
            "locales/en/rb.ftl",
            "a = Run `Get-Thing -Name x` on { $host }.\n",
        )
        .file(
            "locales/fr/rb.ftl",
            "a = Exécutez `Get-Chose -Nom x` sur l’hôte.\n",
        );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/findings");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("text", story.tell("lint ."));
        insta::assert_snapshot!("json", story.tell("lint . --format json"));
        insta::assert_snapshot!("sarif", story.tell("lint . --format sarif"));
    });
}

/// A program of the user's own, before and after a table describes it.
#[test]
fn a_project_describes_its_own_programs() {
    const RUNBOOK: &str = "format: runproof/runbook/1\nid: demo\nrevision: 1.0.0\nshell: bash\nvariants: { one: {} }\n\
         parameters:\n  hosts: { list: host, type: host, at_least: 1 }\n\
         steps:\n  - id: rotate\n    for_each: host\n    run: keyctl-ng rotate --host {host}\n";
    let story = Story::new().file("runbooks/demo.yaml", RUNBOOK);
    let told = story.tell("lint runbooks/demo.yaml");
    assert!(told.contains("note[undescribed-program]"), "{told}");
    assert!(told.contains("no table describes `keyctl-ng`"), "{told}");

    let story = story.file(
        "tables/keys.tsv",
        "programs\tunix\nkeyctl-ng\tchanges alone=reads failure=message\nkeyctl-ng show|list\treads\n\t--quiet\tswitch\n",
    );
    let told = story.tell("lint runbooks/demo.yaml");
    assert!(!told.contains("undescribed-program"), "{told}");
    let story = story.file(
        "typed.jsonl",
        "{\"shell\": \"bash\", \"lines\": [\"keyctl-ng show\", \"keyctl-ng rotate\", \"keyctl-ng\"]}\n",
    );
    let told = story.tell("interpret --format jsonl typed.jsonl");
    let effects: Vec<&str> = told.split("\"effect\":\"").skip(1).collect();
    let effects: Vec<&str> = effects
        .iter()
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(effects, ["reads", "changes", "reads"], "{told}");

    let story = story.file("tables/keys.tsv", "programs\tunix\nkeyctl-ng\tloud\n");
    let told = story.tell("interpret --format jsonl typed.jsonl");
    let expected = "--- said ---\nerror[table-syntax]: `loud` says nothing of a command\n --> tables/keys.tsv:2:1\n";
    assert!(told.starts_with(expected), "{told}");
    assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
}
