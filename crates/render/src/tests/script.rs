//! Guided scripts: whole ones, and one that bash really runs.

use proptest::prelude::*;

use super::blocks::any_page;
use super::fixture::*;
use super::templates;
use crate::{Format, render};
use runproof_model::document::{Block, Document, ShellName, StepKind};
use runproof_shell::CommandText;

fn script(document: &Document) -> Vec<u8> {
    let guide = guide(document);
    render(document, Format::Script(&guide), &templates()).expect("the templates are right")
}

/// A procedure of commands that harm nobody.
fn harmless() -> Document {
    let mut document = bound();
    document.shell = ShellName::Bash;
    document.runbook = "it's".into();
    document.title = vec![text("$(touch evil) `touch evil` 'quoted'")];
    document.steps.truncate(7);
    document.notes.clear();
    document.steps[1].body = vec![command_block("n=2; printf 'two\\n'".into())];
    document.steps[1].kind = StepKind::Command;
    document.steps[2].body = vec![command_block(with_placeholder(
        "echo \"n is $n, <name>\" '}' '\"'",
        "<name>",
    ))];
    document.steps[2].kind = StepKind::Command;
    document.steps[3].body = vec![command_block("false".into())];
    document.steps[3].kind = StepKind::Command;
    document.steps[4].not_applicable = Some(vec![text("Not \"here\"\n#runproof:1 {}")]);
    document
}

#[test]
fn the_guided_script_in_powershell() {
    let bytes = script(&bound());
    let text = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .expect("a byte order mark");
    let text = String::from_utf8_lossy(text);
    look("bound.ps1", &bytes);
    let (_, steps) = text.split_once("\nStart-Runproof\n").expect("steps");
    insta::assert_snapshot!(steps);
}

#[test]
fn the_guided_script_in_bash() {
    let bytes = script(&harmless());
    look("harmless.sh", &bytes);
    let text = String::from_utf8_lossy(&bytes);
    let (_, steps) = text.split_once("\nrp_begin ").expect("steps");
    insta::assert_snapshot!(steps);
}

#[test]
fn the_guided_script_of_a_page_in_both_shells() {
    let mut page = paged();
    for (shell, begin) in [
        (ShellName::Powershell, "\nStart-Runproof\n"),
        (ShellName::Bash, "\nrp_begin "),
    ] {
        page.shell = shell;
        let bytes = script(&page);
        look(&format!("paged-{shell:?}"), &bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (_, steps) = text.split_once(begin).expect("steps");
        insta::assert_snapshot!(format!("the_guided_script_of_a_page_in_{shell:?}"), steps);
    }
}

/// What is called in a script, by a reader of its language that is not ours.
fn called(text: &str, language: tree_sitter::Language) -> Vec<String> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&language).expect("the versions fit");
    let tree = parser.parse(text, None).expect("it ends");
    let mut called = Vec::new();
    let mut nodes = vec![tree.root_node()];
    while let Some(node) = nodes.pop() {
        if node.is_error() || node.is_missing() {
            called.push(format!("an error at {}", node.start_position()));
        }
        if [
            "command_name",
            "command_substitution",
            "invokation_expression",
        ]
        .contains(&node.kind())
        {
            called.push(text[node.byte_range()].to_owned());
        }
        let mut cursor = node.walk();
        nodes.extend(node.children(&mut cursor));
    }
    called
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a document is made of, its script calls nothing but the script's own functions:
    /// what is said is said, and a command is a literal that is run on confirmation.
    #[test]
    fn nothing_that_is_said_is_run(document in any_page()) {
        let mut document = document;
        document.shell = ShellName::Bash;
        let text = String::from_utf8(script(&document)).expect("UTF-8");
        let (_, steps) = text.split_once("\nrp_begin ").expect("steps");
        let steps = format!("rp_begin {steps}");
        for name in called(&steps, tree_sitter_bash::LANGUAGE.into()) {
            prop_assert!(name.starts_with("rp_") || name == "break" || name == ":", "{name} in {steps}");
        }
        document.shell = ShellName::Powershell;
        let text = String::from_utf8(script(&document)).expect("UTF-8");
        let (_, steps) = text.split_once("\nStart-Runproof\n").expect("steps");
        let steps = format!("try {{\n& {{\ntry {{\nStart-Runproof\n{steps}");
        for name in called(&steps, tree_sitter_powershell::LANGUAGE.into()) {
            let is_ours = name.contains("-Runproof") && !name.contains(char::is_whitespace);
            let is_frame = ["Stop-Transcript", "Out-Null", "Remove-Variable"].contains(&name.as_str());
            prop_assert!(is_ours || is_frame, "{name} in {steps}");
        }
    }
}

/// For a person, or for a checker that is not everywhere: shellcheck, a PowerShell parser.
fn look(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("RUNPROOF_LOOK") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).expect("written");
    }
}

pub(super) fn command_block(text: CommandText) -> Block {
    let Block::Commands(mut commands) = bound().steps[11].body[1].clone() else {
        unreachable!("the fixture's twelfth step has a command");
    };
    commands.commands[0].text = text;
    Block::Commands(commands)
}

#[cfg(unix)]
mod run {
    use std::fs;
    use std::io::Write;
    use std::process::{Command, Stdio};

    use serde_json::{Value, json};

    use super::*;

    /// Runs a script with answers on standard input; what it printed, and its exit code.
    fn run(document: &Document, answers: &str) -> (String, Option<i32>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("script.sh");
        fs::write(&path, script(document)).expect("written");
        let mut child = Command::new("bash")
            .arg(&path)
            .current_dir(&folder)
            .env_remove("RUNPROOF_TRANSCRIPT")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("bash runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(answers.as_bytes()).expect("answers");
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        assert!(!folder.path().join("evil").exists(), "a value was run");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let log = fs::read_dir(&folder)
            .expect("a folder")
            .flatten()
            .find(|file| file.path().extension().is_some_and(|e| e == "log"))
            .expect("a transcript");
        let log = fs::read_to_string(log.path()).expect("UTF-8");
        assert_eq!(log, printed, "the transcript holds all that was printed");
        (printed, output.status.code())
    }

    fn marks(printed: &str) -> Vec<Value> {
        printed
            .lines()
            .filter_map(|line| line.strip_prefix("#runproof:1 "))
            .map(|mark| serde_json::from_str(mark).expect("a mark is JSON"))
            .collect()
    }

    #[test]
    fn every_act_leaves_its_mark() {
        let answers = "o'\"\\p\ny\ny\nba`d\nna_me\ny\ny\nr\ns\nno reason\nx\ny\ny\n";
        let (printed, code) = run(&harmless(), answers);
        let marks = marks(&printed);
        let told: Vec<String> = marks
            .iter()
            .map(|mark| {
                let of = |name: &str| match &mark[name] {
                    Value::Null => String::new(),
                    Value::String(text) => format!(" {text}"),
                    other => format!(" {other}"),
                };
                format!(
                    "{}{}{}{}{}{}{}",
                    mark["event"].as_str().unwrap_or_default(),
                    of("number"),
                    of("command"),
                    of("exit"),
                    of("reason"),
                    of("answer"),
                    of("outcome"),
                )
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"));
        assert_eq!(code, Some(0), "{printed}");
        assert!(printed.contains("n is 2, na_me } \""), "{printed}");
        assert_eq!(marks[0]["operator"], json!("o'\"\\p"));
        assert_eq!(marks[0]["runbook"], json!("it's"));
    }

    #[test]
    fn who_stops_has_stopped() {
        for answers in ["", "me\n", "me\nq\n", "me\ny\nq\n"] {
            let (printed, code) = run(&harmless(), answers);
            let marks = marks(&printed);
            let last = marks.last().expect("a last mark");
            assert_eq!(last["event"], "session-end", "{printed}");
            assert_eq!(last["outcome"], "stopped", "{printed}");
            assert_eq!(code, Some(1));
        }
    }
}
