//! What is refused: with its place and what to do, with exit code 2, and nothing half-written.

use std::fs::File;

use crate::story::{Story, told};

fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/refused");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Renders a runbook of that text to a file, and shows that it is refused and nothing is written.
fn refused(name: &str, runbook: impl AsRef<[u8]>) {
    let story = Story::new().file("x.yaml", runbook);
    let before = story.files();
    let told = story.tell("render x.yaml --variant one -o out/x.md");
    assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
    assert_eq!(story.files(), before);
    hold(name, &told);
}

#[test]
fn broken_yaml() {
    refused(
        "broken-yaml",
        "format: runproof/runbook/1\nid: [x\nshell: bash\n",
    );
    refused("tab", "format: runproof/runbook/1\n\tid: x\n");
    refused("empty", "");
    refused("not-utf-8", b"format: runproof/runbook/1\nid: x\xff\n");
    refused("binary", [0u8, 159, 146, 150]);
    refused("a-list", "- 1\n- 2\n");
}

#[test]
fn a_yaml_bomb() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        let last = level - 1;
        let ten = vec![format!("*a{last}"); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{ten}]\n"));
    }
    let story = Story::new().file("x.yaml", bomb);
    let output = story.output("render x.yaml --variant one");
    assert_eq!(output.status.code(), Some(2));
    let told = told(&output);
    assert!(told.contains("[yaml-feature]"), "{told}");
    let deep = "[".repeat(100_000);
    refused("deep", deep);
}

#[test]
fn a_file_of_100_mb() {
    let story = Story::new();
    let file = File::create(story.path("x.yaml")).expect("made");
    file.set_len(100 << 20).expect("grown");
    hold("large", &story.tell("render x.yaml"));
}

#[test]
fn an_id_that_would_leave_the_folder() {
    let text = "format: runproof/runbook/1\nid: ../../outside\nrevision: '1'\nshell: bash\n\
        variants: { ../up: {} }\nsteps:\n  - { id: a, by: hand }\n";
    let story = Story::new().file("x.yaml", text);
    let told = story.tell("render x.yaml --all --out out");
    hold("outside", &told);
    assert_eq!(story.files(), ["x.yaml"]);
}

#[test]
fn names_that_are_not_there_get_the_nearest_one() {
    for (name, arguments) in [
        ("runbook", "render paired-frontend-pools --variant sfb-2019"),
        ("variant", "render --variant sfb2019"),
        ("locale", "render --variant sfb-2019 --locale ptt"),
        ("several", "render --variant sfb2019 --locale ptt"),
        ("no-variant", "render"),
        ("format", "render --variant sfb-2019 --format pdff"),
        ("code", "explain misspelt-wrod"),
        ("change-file", "render --change no-such.yaml"),
        ("lint-nothing", "lint no-such-folder"),
    ] {
        let told = Story::new().tell(arguments);
        assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
        hold(&format!("unknown-{name}"), &told);
    }
}

#[test]
fn a_project_that_is_not_there_does_not_stand_for_the_embedded_files() {
    let story = Story::new().file("file", "");
    for (name, arguments) in [
        ("project", "--project nowhere list"),
        ("project-lint", "--project nowhere lint"),
        ("project-file", "--project file render --variant sfb-2019"),
    ] {
        let told = story.tell(arguments);
        assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
        hold(&format!("unknown-{name}"), &told);
    }
}

#[test]
fn what_could_not_be_read_is_never_nothing_found() {
    let story = Story::new().file("locales/en/x.ftl", b"x = \xff\n");
    for format in ["text", "json", "sarif"] {
        let output = story.output(&format!("lint --format {format}"));
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty(), "{}", told(&output));
    }
    hold("lint-unreadable", &story.tell("lint"));
}

#[test]
fn a_folder_in_the_way_is_not_removed() {
    let story = Story::new().file("out.md/keep.txt", "keep");
    hold(
        "folder-in-the-way",
        &story.tell("render --variant sfb-2019 -o out.md"),
    );
    assert_eq!(story.read("out.md/keep.txt"), "keep");
}

#[test]
fn templates_that_loop_or_do_not_parse() {
    for (name, template) in [
        ("syntax", "# {{ title }\n"),
        ("unknown", "# {{ titel }}\n"),
        ("cycle", "{% include \"markdown.md\" %}"),
        (
            "endless",
            "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{% for c in range(end=90000) %}{% endfor %}{% endfor %}{% endfor %}",
        ),
        ("range", "{% for a in range(end=1000000000) %}{% endfor %}"),
    ] {
        let story = Story::new().file("templates/markdown.md", template);
        let before = story.files();
        let told = story.tell("render --variant sfb-2019 -o out.md");
        assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
        assert_eq!(story.files(), before);
        hold(&format!("template-{name}"), &told);
    }
}

#[test]
fn a_broken_message_is_not_handed_out() {
    let catalog = "edit-properties = Click { $nothing }.\n    .title = Edit\n";
    let story = Story::new().file("locales/en/paired-front-end-pools.ftl", catalog);
    let told = story.tell("render --variant sfb-2019 --locale en -o out.md");
    assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
    assert!(!story.path("out.md").exists());
}

#[test]
fn text_from_a_change_is_never_markup_or_code() {
    let change = r#"
change: "</title><script>alert(1)</script> $(touch x) `touch y` \e[31m"
variant: debian
parameters:
  domain: example.com
  certificate: "/tmp/a b'; touch z; echo '.pem"
  key: "/tmp/$(touch k)"
  serial: 0A
  hosts: [h1]
"#;
    let story = Story::new().file("change.yaml", change);
    let run = |format: &str| {
        let output = story.output(&format!(
            "render rotate-tls-certificate --change change.yaml --format {format}"
        ));
        assert!(output.status.success(), "{}", told(&output));
        String::from_utf8(output.stdout).expect("text")
    };
    let html = run("html");
    assert!(!html.contains("<script>alert"), "markup from a change");
    let markdown = run("markdown");
    let has_html = pulldown_cmark::Parser::new(&markdown).any(|event| {
        matches!(
            event,
            pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_)
        )
    });
    assert!(!has_html, "{markdown}");
    assert!(
        markdown.contains(r"openssl x509 -in '/tmp/a b'\''; touch z; echo '\''.pem' -noout"),
        "{markdown}"
    );
    assert!(
        markdown.contains("shred -u '/tmp/$(touch k)'"),
        "{markdown}"
    );
    assert!(
        !run("terminal").contains('\u{1b}'),
        "an escape sequence from a change"
    );
}
