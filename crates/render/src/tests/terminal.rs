//! The terminal: the whole text, its width, and that no value acts on the terminal.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::blocks::{any_page, each_block};
use super::fixture::*;
use super::templates;
use crate::{Format, Templates, render};
use runproof_model::document::{Block, Document};

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
fn a_page_that_arranges_itself() {
    insta::assert_snapshot!(terminal(&paged(), 72, false));
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
        .flat_map(|command| command.text.as_str().lines())
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a document is made of, no character of it acts on the terminal, and only what is
    /// laid out already is wider than it.
    #[test]
    fn every_page_fits_and_does_nothing(document in any_page(), width in 60usize..100) {
        thread_local!(static TEMPLATES: Templates = templates());
        let format = Format::Terminal { width, colour: false };
        let bytes = TEMPLATES.with(|templates| render(&document, format, templates));
        let text = String::from_utf8(bytes.expect("the templates are right")).expect("UTF-8");
        let mut exact = Vec::new();
        each_block(&document, &mut |block| {
            let texts: Vec<&str> = match block {
                Block::Commands(group) => group.commands.iter().map(|c| c.text.as_str()).collect(),
                Block::Sample(sample) => vec![&sample.text],
                _ => Vec::new(),
            };
            let lines = texts.into_iter().flat_map(str::lines);
            exact.extend(lines.map(|line| line.replace('\u{202e}', "\u{fffd}")));
        });
        for line in text.lines() {
            let acts = |c: char| c != '\t' && c.is_control() || ('\u{f0100}'..'\u{f0200}').contains(&c);
            prop_assert!(!line.contains(acts), "{line:?}");
            prop_assert!(!line.contains('\u{202e}'), "{line:?}");
            let is_exact = || exact.iter().any(|exact| line.ends_with(exact.as_str()));
            prop_assert!(line.width() <= width || is_exact(), "{line:?}");
        }
        let format = Format::Terminal { width, colour: true };
        let bytes = TEMPLATES.with(|templates| render(&document, format, templates));
        let colourful = String::from_utf8(bytes.expect("the templates are right")).expect("UTF-8");
        // A style of nothing at the end of a line keeps a blank there.
        let ends = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        let plain = anstream::adapter::strip_str(&colourful).to_string();
        prop_assert_eq!(ends(&plain), ends(&text));
    }
}
