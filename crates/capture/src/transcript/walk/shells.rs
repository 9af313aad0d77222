//! Prompts of several lines, and what only looks like a session's own commands: shells inside the
//! shell, two programs that write to one file, commands behind a prompt that is not known.

use std::sync::LazyLock;

use jiff::civil::DateTime;
use memchr::memmem::Finder;

use super::super::bound::{Element, element};
use super::super::command::opens_shell;
use super::super::learn::may_be_prompted;
use super::super::manner::{Manner, folder};
use super::super::shape::{Prompt, any_prompt, is_stars, prompt};
use super::held::Held;
use super::level::{Early, Place};
use super::{Pending, Walk};
use crate::GapKind;

impl Walk<'_> {
    /// A line behind the time of a command.
    pub(super) fn timed(&mut self, number: u64, line: &str, time: DateTime) {
        let unsettled = self.levels.last().is_some_and(|level| level.unsettled);
        if unsettled && prompt(line).is_none_or(|prompt| prompt.text.is_empty()) {
            self.held = Some(Held::from(number, line, Some(time)));
            return;
        }
        if self.begins_head(line) {
            let lines = vec![(number, line.to_owned())];
            let time = Some(time);
            self.pending = Pending::Head { lines, time };
            return;
        }
        self.prompted(number, line, any_prompt(line), Some(time));
    }

    /// Whether the line may be the first of a prompt of several lines.
    pub(super) fn begins_head(&self, line: &str) -> bool {
        let manner = self.levels.last().and_then(|level| level.manner.as_ref());
        let first = manner.and_then(|manner| manner.before.first());
        first.is_some_and(|first| first.fits(line))
    }

    /// Whether the line can only be the first of a prompt of several lines.
    pub(super) fn surely_begins_head(&self, line: &str) -> bool {
        !line.trim().is_empty() && self.begins_head(line)
    }

    /// The line after the first lines of a prompt of several.
    pub(super) fn after_head(
        &mut self,
        mut lines: Vec<(u64, String)>,
        number: u64,
        line: &str,
        time: Option<DateTime>,
    ) {
        let manner = self.levels.last().and_then(|level| level.manner.as_ref());
        let Some(manner) = manner else {
            return;
        };
        match manner.before.get(lines.len()) {
            Some(next) if next.fits(line) => {
                lines.push((number, line.to_owned()));
                self.pending = Pending::Head { lines, time };
                return;
            }
            Some(_) => {}
            None => {
                if let Some(prompt) = manner.prompt(line) {
                    let shown = lines.iter().map(|(_, line)| line.trim());
                    let above = shown
                        .filter(|text| !text.starts_with('~') && folder(text) == text.len())
                        .find(|text| !text.is_empty())
                        .map(str::to_owned);
                    let prompt = Prompt {
                        folder: prompt.folder.or(above.as_deref()),
                        ..prompt
                    };
                    self.prompted(number, line, prompt, time);
                    return;
                }
            }
        }
        let (first, text) = lines.remove(0);
        match time {
            Some(time) => self.prompted(first, &text, any_prompt(&text), Some(time)),
            None => {
                self.look_at_output(first, &text);
                self.noise(&text);
            }
        }
        for (number, line) in lines {
            self.read(number, &line);
        }
        self.read(number, line);
    }

    /// An element that was logged as `>> ` after one that was refused, or that ended by an error: what a
    /// host without a console does.
    pub(super) fn logged_again(&mut self, number: u64, line: &str) -> bool {
        let Some(level) = self.levels.last_mut() else {
            return false;
        };
        let Some(text) = line.strip_prefix(">> ").filter(|text| !text.is_empty()) else {
            return false;
        };
        if level.commands == 0 || level.printed.is_some() {
            return false;
        }
        if let Some((Element::Error, _)) = element(text) {
            level.erred = true;
            self.noise(line);
            return true;
        }
        let is_hosted = level.place.folder.is_none();
        if !is_hosted || !level.erred || element(text).is_some() {
            return false;
        }
        let prompt = Prompt {
            host: None,
            folder: None,
            text: text.trim(),
            column: ">> ".len(),
        };
        self.take_prompted(number, line, prompt, None);
        true
    }

    /// Notes what a line of output says about the session.
    pub(super) fn look_at_output(&mut self, number: u64, line: &str) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if level.commands == 0 && level.early == Early::None && !line.trim().is_empty() {
            level.early = Early::Since(number);
        }
        if line.starts_with("+ ") {
            level.erred = true;
        }
        if line.trim_end().ends_with("Stop-Transcript") {
            level.stops = Some(number);
        }
        let is_own_shape = |manner: &Manner| manner.last.is_some();
        if level.manner.as_ref().is_some_and(is_own_shape)
            && level.strange.is_none()
            && !line.starts_with('>')
            && may_be_prompted(line)
        {
            level.strange = Some(number);
        }
        if !level.last.prints() && level.printed.is_none() && is_within(line, &level.place) {
            let session = Some(level.session);
            // What was printed last may be of another program.
            self.running.spoil();
            self.tear(
                session,
                number,
                "a prompt within a line, as where two programs write to one file",
            );
        }
    }

    /// Whether a line with a prompt is of a shell that was opened inside this one.
    pub(super) fn is_of_inner(&mut self, number: u64, prompt: &Prompt<'_>) -> bool {
        let Some(level) = self.levels.last_mut() else {
            return false;
        };
        let session = Some(level.session);
        if is_drawn(prompt.text) {
            if level.inner.is_none() {
                level.inner = Some(level.place.clone());
                self.tear(
                    session,
                    number,
                    "what was typed into a shell inside this one",
                );
            }
            return true;
        }
        let Some(outer) = &level.inner else {
            return false;
        };
        if prompt.text.is_empty() || !outer.is(prompt) {
            return true;
        }
        level.inner = None;
        false
    }

    /// Notes what the command changes about what follows it.
    pub(super) fn note_command(&mut self, number: u64, text: &str) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        level.gone.note(text);
        let session = Some(level.session);
        if level.commands == 1
            && let Early::Since(line) = level.early
        {
            level.early = Early::Untold;
            self.tear(
                session,
                line,
                "output before the first prompt, of a line that was not captured",
            );
        }
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        level.unsettled = changes_prompt(text);
        if level.unsettled {
            level.manner = None;
        }
        if opens_shell(text) {
            level.inner = Some(level.place.clone());
            self.tear(
                session,
                number,
                "what was typed into the shell that was opened here",
            );
        }
    }

    /// Something of a session that can not be read.
    pub(super) fn tear(&mut self, session: Option<usize>, line: u64, what: &str) {
        self.parts
            .gap(session, line, GapKind::Unreadable(what.to_owned()));
    }

    /// Something outside of any session, right below the end of one.
    pub(super) fn below_end(&mut self, number: u64, line: &str) {
        let is_right_below = self.ended_at.is_some_and(|end| end + 1 == number);
        // A document may quote a transcript and go on.
        let is_file = self
            .parts
            .sessions
            .first()
            .is_some_and(|first| first.line <= 2);
        if is_right_below && is_file && !is_stars(line) && !line.trim().is_empty() {
            let session = self.parts.sessions.len().checked_sub(1);
            self.tear(
                session,
                number,
                "text below the end of the transcript, as where two programs write to one file",
            );
        }
    }
}

/// Whether a line of output has a prompt in it that is not at its beginning.
pub(super) fn has_prompt_within(line: &str) -> bool {
    // Most lines have no such sign at all.
    memchr::memchr(b'>', line.as_bytes())
        .is_some_and(|end| memchr::memmem::find(&line.as_bytes()[..end], b"PS ").is_some())
}

/// Whether a line of output has the session's own prompt in it.
fn is_within(line: &str, place: &Place) -> bool {
    let Some(folder) = place.folder.as_deref() else {
        return false;
    };
    line.match_indices("PS ").any(|(at, _)| {
        !line[..at].trim().is_empty()
            && prompt(&line[at..]).is_some_and(|prompt| prompt.folder == Some(folder))
    })
}

/// Whether the text is an editor's drawings, one after the other, of a line that grew: `GGeGetGet-…`.
fn is_drawn(text: &str) -> bool {
    let first: Vec<char> = text.chars().take(6).collect();
    match first.as_slice() {
        [a, b, c, d, e, f] => a == b && a == d && c == e && a != c && f != a,
        _ => false,
    }
}

/// Whether a command may give the session another prompt.
fn changes_prompt(text: &str) -> bool {
    static WORDS: LazyLock<[Finder<'static>; 6]> = LazyLock::new(|| {
        let words = [
            "prompt",
            "posh",
            "starship",
            "$profile",
            "import-module",
            "ipmo ",
        ];
        words.map(Finder::new)
    });
    let text = text.to_ascii_lowercase();
    let mut words = WORDS
        .iter()
        .map(|word| word.find(text.as_bytes()).is_some());
    let names_prompt = words.next().unwrap_or_default();
    words.any(|is_there| is_there)
        || names_prompt && (text.contains("function") || text.contains("item"))
}
