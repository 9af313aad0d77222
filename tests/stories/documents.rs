//! The embedded documents, held whole: whoever changes a word or a template reads what became of it.

use crate::story::{Story, printed};

const RUNBOOKS: [(&str, &[&str]); 2] = [
    (
        "paired-front-end-pools",
        &["lync-2013", "sfb-2015", "sfb-2019"],
    ),
    ("rotate-tls-certificate", &["debian", "rhel"]),
];
const LOCALES: [&str; 4] = ["de", "en", "fr", "pt-BR"];

fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn every_variant_in_every_language_as_markdown() {
    for (runbook, variants) in RUNBOOKS {
        for variant in variants {
            for locale in LOCALES {
                let arguments = format!("render {runbook} --variant {variant} --locale {locale}");
                hold(&format!("{variant}.{locale}.md"), &printed(&arguments));
            }
        }
    }
}

#[test]
fn one_document_in_every_other_format() {
    for (format, ending) in [
        ("html", "html"),
        ("terminal --width 72", "txt"),
        ("json", "json"),
        ("script", "ps1"),
        ("markdown --flavor learn", "learn.md"),
    ] {
        let arguments = format!("render --variant sfb-2019 --locale fr --format {format}");
        hold(&format!("sfb-2019.fr.{ending}"), &printed(&arguments));
    }
    let script = "render rotate-tls-certificate --variant rhel --locale pt --format script";
    hold("rhel.pt-BR.sh", &printed(script));
}

#[test]
fn handouts_of_a_change() {
    let story = Story::new()
        .file(
            "pools.yaml",
            include_str!("../../src/cli/demo/paired-front-end-pools.yaml"),
        )
        .file(
            "tls.yaml",
            include_str!("../../src/cli/demo/rotate-tls-certificate.yaml"),
        );
    let told = story.tell("render --locale de --change pools.yaml");
    hold("CHG0042137.de.md", &told);
    let told = story.tell("render rotate-tls-certificate --locale en --change tls.yaml");
    hold("CHG0042170.en.md", &told);
}

#[test]
fn steps_that_do_not_apply_keep_their_number_and_the_counts_follow() {
    let change = include_str!("../../src/cli/demo/paired-front-end-pools.yaml");
    let not_deployed = change.replace(
        "pools_deployed_before_pairing: true",
        "pools_deployed_before_pairing: false",
    );
    let no_update = change
        .replace(
            "cumulative_update_applied: true",
            "cumulative_update_applied: false",
        )
        .replace("answers:", "answers:\n  pools_exist: true");
    let story = Story::new()
        .file("stop.yaml", not_deployed)
        .file("no-update.yaml", no_update);
    hold(
        "stopped.en.md",
        &story.tell("render --locale en --change stop.yaml"),
    );
    hold(
        "no-update.fr.md",
        &story.tell("render --locale fr --change no-update.yaml"),
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["markdown", "html", "terminal", "json", "script"] {
        let arguments = format!("render --variant sfb-2015 --locale de --format {format}");
        assert_eq!(printed(&arguments), printed(&arguments));
    }
}

#[test]
fn all_documents_are_written_and_other_files_stay() {
    let story = Story::new().file("out/paired-front-end-pools/mine.txt", "mine");
    let told = story.tell("render --all --out out");
    assert!(told.contains("24 documents in out"), "{told}");
    let files = story.files();
    assert_eq!(files.len(), 25);
    assert!(files.contains(&"out/paired-front-end-pools/sfb-2019/pt-BR.md".to_owned()));
    assert!(files.contains(&"out/paired-front-end-pools/lync-2013/fr.html".to_owned()));
    assert_eq!(story.read("out/paired-front-end-pools/mine.txt"), "mine");
    assert_eq!(
        story.read("out/paired-front-end-pools/sfb-2019/fr.md"),
        printed("render --variant sfb-2019 --locale fr")
    );
}

/// What only looks like a placeholder in a command is text of the shell.
#[test]
fn a_redirection_is_no_placeholder() {
    let story = Story::new()
        .file(
            "runbooks/demo.yaml",
            "format: runproof/runbook/1\nid: demo\nrevision: 1.0.0\nshell: bash\nvariants: { one: {} }\n\
             parameters:\n  service: { type: text, placeholder: '<service>' }\n\
             steps:\n  - id: sort\n    run: \"sort <input>output && systemctl restart {service}\"\n",
        )
        .file(
            "locales/en/demo.ftl",
            "product = P\ntitle = Demo\nsummary = Sorts.\nprocedure = To sort\nsort = Run:\n    .title = Sort\n",
        );
    let page = story.tell("render demo --variant one --format html");
    let marked: Vec<&str> = page.split("<mark>").skip(1).collect();
    let marked: Vec<&str> = marked
        .iter()
        .filter_map(|rest| rest.split_once("</mark>"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(marked, ["&lt;service&gt;"], "{page}");
    let script = story.tell("render demo --variant one --format script");
    let asked: Vec<&str> = script
        .lines()
        .filter(|line| line.starts_with("rp_placeholders=("))
        .collect();
    assert_eq!(asked, ["rp_placeholders=('<service>')"], "{script}");
}
