//! What the program says about itself.

use crate::story::{Story, printed};

fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/program");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// The commands that the program's own help lists.
fn commands(help: &str) -> Vec<String> {
    let lines = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = lines.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn help_of_every_command() {
    let mut text = printed("--help");
    let commands = commands(&text);
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands {
        text.push_str(&format!("\n===== {command}\n\n"));
        text.push_str(&printed(&format!("{command} --help")));
    }
    hold("help", &text);
}

#[test]
fn what_there_is() {
    hold("list", &printed("list"));
    hold("list.json", &printed("list --format json"));
}

#[test]
fn every_code_is_explained() {
    let all = printed("explain");
    hold("codes", &all);
    for line in all.lines() {
        let code = line.split_whitespace().next().expect("a code");
        let manual = printed(&format!("explain {code}"));
        assert!(
            manual.lines().count() >= 3,
            "{code} has no manual:\n{manual}"
        );
    }
}

#[test]
fn the_schema_beside_the_runbooks_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/runbooks/runbook.schema.json");
    let schema = printed("schema");
    if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(path, &schema).expect("written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        committed, schema,
        "`SNAPSHOTS=overwrite cargo test --test stories` brings it up to date"
    );
}

#[test]
fn the_embedded_files_are_clean() {
    let story = Story::new();
    let told = story.tell("lint");
    assert!(told.ends_with("--- exit 0 ---\n"), "{told}");
    assert!(!told.contains("warning"), "{told}");
    assert!(!told.contains("error"), "{told}");
}

#[test]
fn a_new_project_is_clean_and_renders() {
    let story = Story::new();
    hold("init", &story.tell("init mine"));
    let told = story.tell("lint mine");
    assert!(
        !told.contains("warning") && told.ends_with("--- exit 0 ---\n"),
        "{told}"
    );
    hold(
        "init.en.md",
        &story.tell("--project mine render restart-service --variant systemd"),
    );
    hold(
        "init.fr.md",
        &story.tell("--project mine render --locale fr --change mine/change.yaml"),
    );
    hold("init-again", &story.tell("init mine"));
}

#[test]
fn completions_and_the_manual_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(printed(&format!("completions {shell}")).contains("runproof"));
    }
    let man = printed("man");
    for word in [".TH runproof", "render", "lint", "explain"] {
        assert!(man.contains(word), "{word}");
    }
}

#[test]
fn the_demo_does_the_whole_job() {
    let story = Story::new();
    let told = story.tell("demo --out d");
    hold("demo", &told);
    let files = story.files();
    assert!(files.contains(&"d/documents/paired-front-end-pools/lync-2013/de.html".to_owned()));
    assert!(files.contains(&"d/documents/rotate-tls-certificate/debian/pt-BR.sh".to_owned()));
    assert!(
        files.contains(&"d/handouts/CHG0042137/paired-front-end-pools/sfb-2019/en.html".to_owned())
    );
}

/// The reports name the captures by their place in the demo's folder: whoever stands there gets the
/// same bytes from `check`, and another demo does too.
#[test]
fn the_demos_audits_can_be_made_again() {
    let story = Story::new();
    let told = story.tell("demo --out a") + &story.tell("demo --out else/where");
    assert!(told.contains("CHG0042137 is conformant"), "{told}");
    assert!(told.contains("CHG0042170 is deviating"), "{told}");
    for (change, runbook, time, code) in [
        (
            "CHG0042137",
            "paired-front-end-pools",
            "2026-03-16T09:00:00",
            0,
        ),
        (
            "CHG0042170",
            "rotate-tls-certificate",
            "2026-04-08T09:00:00",
            1,
        ),
    ] {
        for (format, name) in [
            ("html", "verdict.en.html"),
            ("text", "verdict.txt"),
            ("markdown", "verdict.md"),
            ("json", "verdict.json"),
            ("sarif", "verdict.sarif"),
            ("junit", "junit.xml"),
            ("csv", "evidence.csv"),
            ("xes", "evidence.xes"),
            ("in-toto", "statement.json"),
        ] {
            let written = story.read(&format!("a/audits/{change}/{name}"));
            let elsewhere = story.read(&format!("else/where/audits/{change}/{name}"));
            assert!(written == elsewhere, "{name}");
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_runproof"))
                .current_dir(story.path("a"))
                .env_clear()
                .args(["check", runbook, &format!("captures/{change}")])
                .args(["--change", &format!("handouts/{change}/change.yaml")])
                .args(["--as-of", time, "--by", "Internal Audit"])
                .args(["--format", format, "--width", "100"])
                .output()
                .expect("the program runs");
            assert_eq!(output.status.code(), Some(code), "{name}");
            assert!(output.stdout == written.as_bytes(), "{name} is another");
        }
        for language in ["de", "fr", "pt-BR"] {
            let page = story.read(&format!("a/audits/{change}/verdict.{language}.html"));
            assert!(page.contains(&format!("lang=\"{language}\"")));
        }
    }
}
