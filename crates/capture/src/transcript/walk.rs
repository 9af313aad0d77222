//! The walk through a transcript's lines: which of them are commands, and whose.

mod held;
mod level;
mod logged;
mod session;
mod shells;
mod typed;

use jiff::civil::DateTime;

use super::block::Block;
use super::bound::{Calls, Element, element};
use super::learn::may_be_prompted;
use super::running::Running;
use super::shape::{
    Prompt, drive_prompt, folder_line, is_greeting, is_stars, names_computer, prompt,
};
use super::together::{Below, below};
use crate::lines::Line;
use crate::parts::{MARK, Parts};
use crate::{GapKind, Sink, Whole};
use held::Held;
use level::{Early, Level, Place};
use logged::is_json;
use runproof_shell::powershell::is_complete;
use shells::has_prompt_within;
use typed::{Input, MOST_LINES};

/// A mark that was wrapped over more lines was never finished.
const MOST_OF_MARK: usize = 40;

/// The walk.
pub(super) struct Walk<'a> {
    parts: &'a mut Parts,
    sink: &'a mut dyn Sink,
    /// Sessions without their footers, the inner ones last.
    levels: Vec<Level>,
    /// The session whose footer came last, as long as that could have been printed.
    closed: Option<Level>,
    pending: Pending,
    running: Running,
    /// Whether there were only blank lines so far.
    at_beginning: bool,
    /// Lines that are held back until it is known what the prompt is.
    held: Option<Held>,
    /// A line that is nothing but a folder's prompt, and its number.
    folder: (u64, String),
    last_line: u64,
    /// The last line of the session that ended last.
    ended_at: Option<u64>,
}

/// What the next line decides.
#[derive(Debug, Default)]
enum Pending {
    #[default]
    Nothing,
    Block(Block),
    /// The time of a command was read.
    Command(DateTime),
    /// The time of a command was read that was printed; its line is output.
    PrintedCommand,
    /// A prompt without a command: perhaps the first line of a prompt of two.
    Bare {
        place: Place,
        time: Option<DateTime>,
    },
    /// The first lines of a prompt of several, and the time that stood before them.
    Head {
        lines: Vec<(u64, String)>,
        time: Option<DateTime>,
    },
    Input(Box<Input>),
    Calls {
        calls: Box<Calls>,
        place: Place,
        time: Option<DateTime>,
    },
    /// A mark that was wrapped, as far as it was read.
    Mark {
        number: u64,
        lines: Vec<String>,
    },
}

impl<'a> Walk<'a> {
    pub(super) fn new(parts: &'a mut Parts, sink: &'a mut dyn Sink) -> Self {
        Self {
            parts,
            sink,
            levels: Vec::new(),
            closed: None,
            pending: Pending::Nothing,
            running: Running::default(),
            at_beginning: true,
            held: None,
            folder: (0, String::new()),
            last_line: 0,
            ended_at: None,
        }
    }

    /// Tells the sink how far it is.
    pub(super) fn tick(&mut self) {
        self.parts.tick(self.sink);
    }

    /// Reads a line.
    #[inline]
    pub(super) fn line(&mut self, line: Line<'_>) {
        if !line.ended && self.breaks_off(line.text) {
            return;
        }
        let idle = matches!(self.pending, Pending::Nothing) && self.held.is_none();
        if idle && self.levels.last().is_some_and(Level::is_plain) && !may_matter(line.text) {
            self.running.push(line.text);
            return;
        }
        // Behind PowerShell's own prompt they were typed.
        match without_escapes(line.text).filter(|_| prompt(line.text).is_none()) {
            Some(text) => self.read(line.number, &text),
            None => self.read(line.number, line.text),
        }
        self.release(false);
    }

    /// Whether the last line of the file, which no line break ends, is a part of one only: what is not
    /// whole is neither a command nor an output. The stars of a footer are whole enough.
    fn breaks_off(&mut self, line: &str) -> bool {
        let is_open = !self.levels.is_empty() || self.held.is_some();
        if is_open && !is_stars(line) && !line.trim().is_empty() {
            self.running.spoil();
            return true;
        }
        false
    }

    /// The file ends.
    pub(super) fn end(mut self, lines: u64) {
        self.release(true);
        self.last_line = lines;
        // What was put back may be pending again; each round reads at least a line.
        for _ in 0..=MOST_LINES + 64 {
            match std::mem::take(&mut self.pending) {
                Pending::Nothing => break,
                pending => self.give_up(pending),
            }
            self.release(true);
        }
        self.running.end(Whole::CutOff, self.sink);
        for level in std::mem::take(&mut self.levels) {
            self.leave(&level);
            self.parts.gap(Some(level.session), lines, GapKind::NoEnd);
        }
    }

    fn read(&mut self, number: u64, line: &str) {
        if let Some(held) = &mut self.held {
            held.push(number, line);
            return;
        }
        self.last_line = number;
        let line = match self.levels.last() {
            Some(level) if !level.indent.is_empty() => {
                line.strip_prefix(level.indent.as_str()).unwrap_or(line)
            }
            _ => line,
        };
        match std::mem::take(&mut self.pending) {
            Pending::Nothing => self.body(number, line),
            Pending::Block(block) => self.block(block, number, line),
            Pending::Command(time) => {
                if is_stars(line) {
                    self.body(number, line);
                } else {
                    self.timed(number, line, time);
                }
            }
            Pending::Head { lines, time } => self.after_head(lines, number, line, time),
            Pending::PrintedCommand => {
                if is_stars(line) {
                    self.body(number, line);
                } else {
                    self.noise(line);
                }
            }
            Pending::Bare { place, time } => self.after_bare(number, line, place, time),
            Pending::Input(input) => self.more_input(input, number, line),
            Pending::Calls {
                mut calls,
                place,
                time,
            } => {
                let taken = match line.strip_prefix(">> ") {
                    Some(text) => calls.push(number, line, text.trim_end()),
                    None => !is_stars(line) && prompt(line).is_none() && calls.push_more(line),
                };
                if taken {
                    self.pending = Pending::Calls { calls, place, time };
                } else {
                    self.give_calls(*calls, &place, time);
                    self.body(number, line);
                }
            }
            Pending::Mark {
                number: first,
                mut lines,
            } => {
                let stranger = is_stars(line) || line.starts_with(MARK) || prompt(line).is_some();
                if stranger || lines.len() >= MOST_OF_MARK {
                    self.give_up(Pending::Mark {
                        number: first,
                        lines,
                    });
                    self.body(number, line);
                    return;
                }
                lines.push(line.to_owned());
                let text = lines.concat();
                if is_json(&text[MARK.len()..]) {
                    self.give_mark(first, &text, number + 1);
                } else {
                    self.pending = Pending::Mark {
                        number: first,
                        lines,
                    };
                }
            }
        }
    }

    /// A line by itself.
    fn body(&mut self, number: u64, line: &str) {
        let may_be_stars = match line.as_bytes().first() {
            Some(b'*') => true,
            Some(b' ' | b'\t') => self.levels.is_empty(),
            _ => false,
        };
        if may_be_stars && is_stars(line) {
            self.pending = Pending::Block(Block::new(number, line));
            return;
        }
        if self.levels.is_empty() {
            self.outside(number, line);
            return;
        }
        if let Some(level) = self.levels.last_mut() {
            if level.fresh && !line.trim().is_empty() {
                level.fresh = false;
                // `Start-Transcript` says first where it writes to.
                if line.contains(['\\', '/'])
                    && !line.starts_with(MARK)
                    && prompt(line).is_none()
                    && !may_be_prompted(line)
                {
                    if drive_prompt(line).is_none_or(|prompt| prompt.text.is_empty()) {
                        level.wide(line);
                        if !level.legacy {
                            level.early = Early::None;
                        }
                        return;
                    }
                    level.drive = true;
                }
            }
            level.body |= !line.trim().is_empty();
        }
        if line.starts_with(MARK) {
            self.mark(number, line);
            return;
        }
        if self.begins_head(line) {
            let lines = vec![(number, line.to_owned())];
            self.pending = Pending::Head { lines, time: None };
            return;
        }
        if self.logged_again(number, line) {
            return;
        }
        let found = self.prompt_of(number, line);
        if found.is_none()
            && self.levels.last().is_some_and(|level| level.unsettled)
            && element(line.strip_prefix(">> ").unwrap_or(line)).is_none()
        {
            self.held = Some(Held::from(number, line, None));
            return;
        }
        if let Some(level) = self.levels.last_mut() {
            match found {
                Some(_) => level.prompted_wide(line),
                None => level.wide(line),
            }
        }
        match found {
            Some((prompt, folder)) => {
                let prompt = Prompt {
                    folder: prompt.folder.or(folder.as_deref()),
                    ..prompt
                };
                self.prompted(number, line, prompt, None);
            }
            None => {
                if folder_line(line).is_some() {
                    self.folder = (number, line.trim().trim_end_matches('>').to_owned());
                }
                self.look_at_output(number, line);
                self.noise(line);
            }
        }
    }

    /// The prompt that the line begins with, and the folder that the line before it showed.
    fn prompt_of<'l>(&self, number: u64, line: &'l str) -> Option<(Prompt<'l>, Option<String>)> {
        if let Some(level) = self.levels.last()
            && let Some(manner) = level.manner.as_ref()
            && manner.before.is_empty()
            && let Some(prompt) = manner.prompt(line)
        {
            return Some((prompt, None));
        }
        if let Some(prompt) = prompt(line) {
            let above = self.folder.0 + 1 == number && prompt.folder.is_none();
            return Some((prompt, above.then(|| self.folder.1.clone())));
        }
        let drive = self.levels.last().is_some_and(|level| level.drive);
        let prompt = drive_prompt(line).filter(|_| drive)?;
        Some((prompt, None))
    }

    /// A line outside of any session.
    fn outside(&mut self, number: u64, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        if self.at_beginning && is_greeting(line) {
            return;
        }
        let first = std::mem::replace(&mut self.at_beginning, false);
        if self.closed.is_none() {
            self.below_end(number, line);
        }
        if prompt(line).is_none() {
            return;
        }
        if let Some(closed) = self.closed.take() {
            self.reopen(closed);
        } else if first {
            self.begin_headless(number);
        } else {
            return;
        }
        self.body(number, line);
    }

    /// A line that is no command: output of the last one, if any.
    fn noise(&mut self, line: &str) {
        if !self.levels.is_empty() {
            self.running.push(line);
        }
    }

    /// Lines that were held back and are what they are by themselves: the first can not begin
    /// again what it began.
    fn put_back(&mut self, lines: Vec<(u64, String)>) {
        let mut lines = lines.into_iter();
        if let Some((_, first)) = lines.next() {
            self.noise(&first);
        }
        for (number, line) in lines {
            self.read(number, &line);
        }
    }

    fn print(&mut self, lines: &[(u64, String)]) {
        for (_, line) in lines {
            self.noise(line);
        }
    }

    /// A line with a prompt, and the time that stood before it.
    fn prompted(&mut self, number: u64, line: &str, prompt: Prompt<'_>, time: Option<DateTime>) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if !level.is_own(number, line, &prompt, time) {
            self.noise(line);
            return;
        }
        self.take_prompted(number, line, prompt, time);
    }

    /// A line with the session's own prompt.
    fn take_prompted(
        &mut self,
        number: u64,
        line: &str,
        prompt: Prompt<'_>,
        time: Option<DateTime>,
    ) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        level.body = true;
        let error = element(prompt.text).is_some_and(|(kind, _)| kind == Element::Error);
        if error {
            level.erred = true;
            // Not a command, but how the last one ended.
            self.noise(prompt.text);
            return;
        }
        if self.is_of_inner(number, &prompt) {
            self.noise(line);
            return;
        }
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if let Some(name) = prompt.host {
            // Without a header nothing says where it began.
            let is_sure = level.host.is_none() || names_computer(line);
            level.gone.see(name, is_sure, &level.last.text);
        }
        level.unsettled = false;
        level.erred = false;
        let wrapped = level.is_wrapped(line);
        let plain = !prompt.text.is_empty() && element(prompt.text).is_none();
        if plain && !wrapped && is_complete(prompt.text) && below(prompt.text) == Below::Output {
            let column = prompt.column;
            self.enter(number, (line, column), prompt, time, number + 1);
            return;
        }
        let place = Place {
            host: prompt.host.map(str::to_owned),
            folder: prompt.folder.map(str::to_owned),
        };
        if prompt.text.is_empty() {
            self.running.end(Whole::Whole, self.sink);
            level.place = place.clone();
            self.pending = Pending::Bare { place, time };
            return;
        }
        if element(prompt.text).is_some() {
            let mut calls = Box::<Calls>::default();
            calls.push(number, line, prompt.text);
            self.pending = Pending::Calls { calls, place, time };
            return;
        }
        let input = Input {
            number,
            quoted: line.to_owned(),
            column: prompt.column,
            text: prompt.text.to_owned(),
            place,
            time,
            more: Vec::new(),
            here: false,
            wrapped,
            wide: level.may_be_wrapped(line),
            again: false,
            below: None,
        };
        self.settle(Box::new(input));
    }

    /// What was pending will not be finished.
    fn give_up(&mut self, pending: Pending) {
        match pending {
            Pending::Nothing | Pending::Command(_) | Pending::PrintedCommand => {}
            Pending::Bare { .. } => {}
            Pending::Mark { lines, .. } => {
                for line in lines {
                    self.noise(&line);
                }
            }
            Pending::Head { lines, .. } => {
                for (_, line) in lines {
                    self.noise(&line);
                }
            }
            Pending::Block(block) => self.put_back(block.into_lines()),
            Pending::Calls { calls, place, time } => self.give_calls(*calls, &place, time),
            Pending::Input(input) => self.give_up_input(input),
        }
    }
}

/// Whether a line may be more than output, from its first bytes. Most are not.
#[inline]
fn may_matter(line: &str) -> bool {
    match line.as_bytes() {
        [b'*', b'*', ..] | [b'[' | b'(' | 0x1b, ..] => true,
        [b'+', b' ', ..] | [b'>', b'>', ..] => true,
        [b'P', b'S', b' ' | b'>', ..] => true,
        [b'#', b'r', b'u', ..] => true,
        [letter, b':', b'\\', ..] => letter.is_ascii_alphabetic(),
        bytes => bytes.ends_with(b"-Transcript") || has_prompt_within(line),
    }
}

/// The line without escape sequences: they stay in prompts, and are gone from output.
fn without_escapes(line: &str) -> Option<String> {
    memchr::memchr(0x1b, line.as_bytes())?;
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        text.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let length = match after.as_bytes().first() {
            Some(b'[') => {
                let end = after[1..].find(|c: char| matches!(c, '@'..='~'));
                end.map_or(after.len(), |end| end + 2)
            }
            Some(b']') => match (after.find('\u{7}'), after.find("\u{1b}\\")) {
                (Some(bell), Some(end)) => (bell + 1).min(end + 2),
                (Some(bell), None) => bell + 1,
                (None, Some(end)) => end + 2,
                (None, None) => after.len(),
            },
            Some(_) => after.chars().next().map_or(0, char::len_utf8),
            None => 0,
        };
        rest = &after[length..];
    }
    text.push_str(rest);
    Some(text)
}
