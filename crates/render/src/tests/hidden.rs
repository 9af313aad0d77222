//! What nobody would see in a command is seen in every format.

use super::fixture::*;
use super::script::command_block;
use super::templates;
use crate::{Flavor, Format, render};
use runproof_model::document::{Block, Sample, ShellName};
use runproof_text::visible::is_hidden;

/// A zero-width space, a mark that turns the order round, DEL, C1, ESC, and a tag.
const COMMAND: &str = "rm \u{200b}a\u{202e}b\u{7f}c\u{9b}d\u{1b}e\u{e0041}";
const SEEN: &str = "rm \u{fffd}a\u{fffd}b␡c\u{fffd}d␛e\u{fffd}";

#[test]
fn a_command_and_a_sample_hide_nothing_in_any_format() {
    for shell in [ShellName::Powershell, ShellName::Bash] {
        let mut document = bound();
        document.shell = shell;
        document.steps[1].body = vec![
            command_block(COMMAND.into()),
            Block::Sample(Sample {
                text: COMMAND.to_owned(),
                language: None,
            }),
        ];
        let guide = guide(&document);
        let terminal = Format::Terminal {
            width: 80,
            colour: false,
        };
        for format in [
            Format::Markdown(Flavor::Github),
            Format::Markdown(Flavor::Learn),
            Format::Html,
            terminal,
            Format::Script(&guide),
            Format::Json,
        ] {
            let bytes = render(&document, format, &templates()).expect("the templates are right");
            let text = String::from_utf8(bytes).expect("UTF-8");
            let text = text.trim_start_matches('\u{feff}');
            assert!(!text.contains(is_hidden), "{format:?}");
            let times = text.matches(SEEN).count();
            assert!(
                matches!(format, Format::Json) || times >= 2,
                "{format:?}: {times}"
            );
        }
    }
}
