//! A command as it was typed, over one line or several.

use jiff::civil::DateTime;

use super::super::command::in_here_string;
use super::super::shape::{Prompt, folder_line, is_stars, prompt};
use super::super::together::{Below, below, looks_entered};
use super::level::Place;
use super::{Pending, Walk};
use crate::parts::MARK;
use crate::{Entry, Kind, Stamp, Whole};
use runproof_shell::powershell::is_complete;

/// An input of more lines, or of more bytes, was never finished.
pub(super) const MOST_LINES: usize = 300;
const MOST_INPUT: usize = 32 << 10;

/// A command as far as it was read.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) number: u64,
    pub(super) quoted: String,
    pub(super) column: usize,
    pub(super) text: String,
    pub(super) place: Place,
    pub(super) time: Option<DateTime>,
    /// The lines after the first, in case they are none of it.
    pub(super) more: Vec<(u64, String)>,
    /// Whether it ends inside a here-string, where any line may follow.
    pub(super) here: bool,
    /// Whether its last line is as wide as the console, so that it may go on on the next.
    pub(super) wrapped: bool,
    /// Whether nothing shows that it is, but nothing is wider either.
    pub(super) wide: bool,
    /// Whether it began again, as `>> ` and the whole of it.
    pub(super) again: bool,
    /// Whether it is whole, and what stands below it may have been typed with it.
    pub(super) below: Option<Below>,
}

impl Input {
    /// Whether all that came after its first line is what the parser says of one that goes on.
    fn is_refused(&self) -> bool {
        !self.again && matches!(self.more.as_slice(), [(_, line)] if says_unfinished(line))
    }

    /// Whether the line begins the whole of it again, below the parser's message.
    fn is_again(&self, line: &str) -> bool {
        let first = self.quoted.get(self.column..).unwrap_or_default();
        !self.again
            && self.more.len() == 1
            && line
                .strip_prefix(">> ")
                .is_some_and(|text| text.trim_end() == first.trim_end())
    }
}

/// Whether the line is what PowerShell's parser says of a text that goes on: in English in every version
/// from 6 on, the only ones that log it.
fn says_unfinished(line: &str) -> bool {
    let known = [
        "Missing ",
        "An empty pipe element is not allowed",
        "Incomplete ",
        "The string is missing the terminator",
        "You must provide a value expression",
        "The Try statement is missing",
        "White space is not allowed before",
    ];
    known.iter().any(|start| line.starts_with(start))
}

impl Walk<'_> {
    /// Gives the input to the sink if it is whole.
    pub(super) fn settle(&mut self, mut input: Box<Input>) {
        if !input.wrapped && is_complete(&input.text) {
            match below(&input.text) {
                Below::Output => self.give(&input),
                what => {
                    input.below = Some(what);
                    self.pending = Pending::Input(input);
                }
            }
        } else {
            input.here = in_here_string(&input.text);
            self.pending = Pending::Input(input);
        }
    }

    pub(super) fn more_input(&mut self, mut input: Box<Input>, number: u64, line: &str) {
        if let Some(below) = input.below.take() {
            let is_typed = !is_stars(line) && prompt(line).is_none() && looks_entered(line);
            if is_typed && below == Below::Typed && input.more.len() < MOST_LINES {
                input.text.push('\n');
                input.text.push_str(line.trim_end());
                input.more.push((number, line.to_owned()));
                self.settle(input);
                return;
            }
            let session = self.levels.last().map(|level| level.session);
            self.give(&input);
            if is_typed && self.prompt_of(number, line).is_none() {
                self.tear(
                    session,
                    number,
                    "a line that may have been typed with the command above it",
                );
            }
            self.body(number, line);
            return;
        }
        if input.is_again(line) {
            // Without PSReadLine the whole entry is logged once more where it is finished.
            let text = line[">> ".len()..].trim_end().to_owned();
            let again = Input {
                number,
                quoted: line.to_owned(),
                column: ">> ".len(),
                text,
                place: input.place,
                time: input.time,
                more: Vec::new(),
                here: false,
                wrapped: false,
                wide: false,
                again: true,
                below: None,
            };
            self.settle(Box::new(again));
            return;
        }
        let wrapped = std::mem::take(&mut input.wrapped);
        let here = input.here;
        let is_asked = !input.again && says_unfinished(line);
        if is_asked && input.more.is_empty() && !input.wrapped {
            // The next line tells whether it is what the parser says, or was typed.
            input.more.push((number, line.to_owned()));
            self.pending = Pending::Input(input);
            return;
        }
        let is_refused = input.is_refused();
        let is_prompt = self.prompt_of(number, line).is_some() || self.surely_begins_head(line);
        let stranger = is_stars(line) || ((!here || is_refused) && is_prompt);
        let too_long = input.more.len() >= MOST_LINES || input.text.len() + line.len() > MOST_INPUT;
        if stranger || too_long {
            input.more.push((number, line.to_owned()));
            self.give_up(Pending::Input(input));
            return;
        }
        if is_refused {
            // It was typed after all.
            let text = input.more[0].1.clone();
            input.text.push('\n');
            input.text.push_str(text.trim_end());
        }
        if wrapped {
            let goes_on = !line.starts_with([' ', '\t'])
                && !line.starts_with(MARK.trim_end())
                && folder_line(line).is_none();
            if line.trim().is_empty() || !goes_on && is_complete(&input.text) {
                if is_complete(&input.text) {
                    self.give(&input);
                    self.body(number, line);
                    return;
                }
                input.text.push('\n');
            }
            input.text.push_str(line.trim_end());
            input.wrapped = self
                .levels
                .last()
                .is_some_and(|level| level.is_wrapped(line));
        } else if input.wide && !here && !line.starts_with(">>") {
            // An old console that asks for more shows so: this line goes on where the last one ended.
            input.text.push_str(line.trim_end());
        } else {
            input.text.push('\n');
            // The console's own prompt for the lines after the first.
            let typed = match line.strip_prefix(">>") {
                Some(rest) if !here && !input.again => rest.strip_prefix(' ').unwrap_or(rest),
                _ => line,
            };
            input.text.push_str(typed.trim_end());
        }
        input.more.push((number, line.to_owned()));
        let level = self.levels.last();
        input.wide = level.is_some_and(|level| level.may_be_wrapped(line));
        if here && !(line.starts_with("'@") || line.starts_with("\"@")) {
            self.pending = Pending::Input(input);
        } else {
            self.settle(input);
        }
    }

    /// An input that was not finished, and whose last line is none of it.
    pub(super) fn give_up_input(&mut self, mut input: Box<Input>) {
        if input.below.is_some() {
            self.give(&input);
            return;
        }
        let mut more = std::mem::take(&mut input.more);
        let is_legacy = self.levels.last().is_some_and(|level| level.legacy);
        let first = input.quoted.get(input.column..).unwrap_or_default();
        let first = first.trim().to_owned();
        let is_refused = !input.again && more.len() == 2 && says_unfinished(&more[0].1);
        if is_legacy || is_complete(&first) {
            // Only its first line is sure to be of it.
            input.text = first;
            self.give(&input);
        } else if is_refused {
            // It was given up where the console asked for more: it never ran.
            self.running.end(Whole::Whole, self.sink);
            more.remove(0);
        } else {
            self.running.end(Whole::Whole, self.sink);
            let session = self.levels.last().map(|level| level.session);
            self.tear(
                session,
                input.number,
                "an entry of which the end is not there",
            );
        }
        for (number, line) in more {
            self.read(number, &line);
        }
    }

    pub(super) fn give(&mut self, input: &Input) {
        let prompt = Prompt {
            host: input.place.host.as_deref(),
            folder: input.place.folder.as_deref(),
            text: &input.text,
            column: input.column,
        };
        let quoted = (input.quoted.as_str(), input.column);
        let after = input.number + 1 + input.more.len() as u64;
        self.enter(input.number, quoted, prompt, input.time, after);
    }

    /// Gives a command to the sink; its output begins on the line `after`.
    pub(super) fn enter(
        &mut self,
        number: u64,
        (quoted, column): (&str, usize),
        prompt: Prompt<'_>,
        time: Option<DateTime>,
        after: u64,
    ) {
        self.running.end(Whole::Whole, self.sink);
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        level.commands += 1;
        if !level.place.is(&prompt) {
            level.place = Place {
                host: prompt.host.map(str::to_owned),
                folder: prompt.folder.map(str::to_owned),
            };
        }
        level.last.set(prompt.text, quoted, time, false);
        let entry = Entry {
            session: level.session,
            line: number,
            text: prompt.text,
            quoted,
            column,
            kind: Kind::Typed,
            folder: prompt.folder,
            host: prompt.host.map(|name| level.gone.computer(name)),
            time: time.map(Stamp::Local),
            ended: None,
            status: None,
        };
        let wanted = self.parts.enter(&entry, self.sink);
        self.running.begin(wanted, after, false);
        self.note_command(number, prompt.text);
    }

    /// The line after a prompt without a command.
    pub(super) fn after_bare(
        &mut self,
        number: u64,
        line: &str,
        place: Place,
        time: Option<DateTime>,
    ) {
        let blank = line.trim().is_empty();
        if blank || is_stars(line) || line.starts_with(MARK) {
            self.body(number, line);
            return;
        }
        if let Some((prompt, _)) = self.prompt_of(number, line) {
            // `PS C:\x>` and `PS>` below it are one prompt; else nothing was entered.
            let folder = prompt.folder.or(match prompt.host {
                None => place.folder.as_deref(),
                Some(_) => None,
            });
            let prompt = Prompt { folder, ..prompt };
            self.prompted(number, line, prompt, time);
            return;
        }
        let text = after_environment(line).trim();
        let prompt = Prompt {
            host: place.host.as_deref(),
            folder: place.folder.as_deref(),
            column: line.find(text).unwrap_or(0),
            text,
        };
        self.prompted(number, line, prompt, time);
    }
}

/// What stands behind the name of a virtual environment: `git fetch` of `(.venv) git fetch`.
fn after_environment(line: &str) -> &str {
    let Some((name, rest)) = line
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "))
    else {
        return line;
    };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_');
    if name.chars().all(plain) { rest } else { line }
}
