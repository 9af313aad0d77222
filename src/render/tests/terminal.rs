//! The terminal: the whole text, its width, and that no value acts on the terminal.

use unicode_width::UnicodeWidthStr;

use super::fixture::*;
use super::templates;
use crate::document::{Block, Document};
use crate::render::{Format, render};

fn terminal(document: &Document, width: usize, colour: bool) -> String {
    let format = Format::Terminal { width, colour };
    let bytes = render(document, format, &templates()).expect("the templates are right");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn the_handout_of_a_change() {
    insta::assert_snapshot!(terminal(&bound(), 72, false));
}

#[test]
fn colour_is_only_there_when_asked_for_and_changes_no_character() {
    let colourful = terminal(&bound(), 72, true);
    assert!(
        colourful.contains("\u{1b}[1mTopology Builder\u{1b}[0m"),
        "{colourful}"
    );
    assert_eq!(
        anstream::adapter::strip_str(&colourful).to_string(),
        terminal(&bound(), 72, false)
    );
}

#[test]
fn no_line_but_a_command_is_wider_than_the_terminal() {
    let document = bound();
    let commands: Vec<&str> = document
        .steps
        .iter()
        .flat_map(|step| &step.body)
        .filter_map(|block| match block {
            Block::Commands(commands) => Some(&commands.commands),
            _ => None,
        })
        .flatten()
        .flat_map(|command| command.text.lines())
        .chain(["Enable-CsTopology"])
        .collect();
    for width in [0, 20, 21, 40, 80, 200] {
        let text = terminal(&document, width, false);
        for command in &commands {
            assert!(
                text.lines().any(|line| line.ends_with(command)),
                "{command} in {text}"
            );
        }
        for line in text.lines() {
            let is_command = commands.iter().any(|c| !c.is_empty() && line.ends_with(c));
            assert!(
                is_command || line.width() <= width.max(20),
                "{width}: {line:?}"
            );
        }
    }
}

#[test]
fn no_value_acts_on_the_terminal() {
    for hostile in HOSTILE
        .iter()
        .chain(&["\u{1b}]0;x\u{7}", "\u{9b}31m", "\u{f0111}\u{f0101}"])
    {
        let mut document = bound();
        document.title = vec![text(hostile), strong(hostile), code(hostile)];
        document.product = (*hostile).into();
        document.steps[0].title = (*hostile).into();
        if let Block::Commands(commands) = &mut document.steps[7].body[1] {
            commands.commands[0].text = (*hostile).into();
        }
        let text = terminal(&document, 72, false);
        assert!(
            text.chars()
                .all(|c| c == '\n' || c == '\t' || !c.is_control()),
            "{text:?}"
        );
        assert!(
            !text.contains(['\u{202e}', '\u{f0101}', '\u{f0111}']),
            "{text:?}"
        );
    }
}
