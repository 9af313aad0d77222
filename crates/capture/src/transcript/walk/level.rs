//! A session that is open, and what its last command can have done to the transcript.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::civil::DateTime;
use memchr::memmem::Finder;

use super::super::block::Header;
use super::super::command::{prints_file, stays};
use super::super::manner::Manner;
use super::super::shape::Prompt;
use crate::Computer;

/// No console is narrower; shorter lines are not wrapped ones.
const NARROWEST: usize = 40;

/// How wide Windows' consoles are where nobody changed that.
const USUAL: [usize; 2] = [80, 120];

/// A session that is open.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) session: usize,
    pub(super) start: Option<DateTime>,
    pub(super) host: Option<String>,
    pub(super) banner: String,
    pub(super) indent: String,
    pub(super) legacy: bool,
    /// What PowerShell was started as, where that tells what it ran.
    pub(super) application: Option<(u64, String)>,
    /// The line by which `Start-Transcript` says where it writes.
    pub(super) fresh: bool,
    pub(super) headers: Headers,
    /// Computer and folder of the last prompt.
    pub(super) place: Place,
    pub(super) last: Last,
    pub(super) commands: u64,
    /// Whether anything stands in it.
    pub(super) body: bool,
    /// Whether its prompts are of the manner of cmd.exe.
    pub(super) drive: bool,
    /// The longest line so far in characters, and how many lines of output have that length.
    pub(super) widest: (usize, u32),
    /// Since when lines that look like prompts were taken for output.
    pub(super) swallowed: Option<u64>,
    pub(super) printed: Option<Printed>,
    /// Its prompt, where it is one of somebody's own.
    pub(super) manner: Option<Manner>,
    /// Whether it is not known yet what its prompt is.
    pub(super) unsettled: bool,
    /// What was printed before the first prompt.
    pub(super) early: Early,
    /// A line of output that may be a command behind a prompt that is not known.
    pub(super) strange: Option<u64>,
    /// The last line of output that ends as the command does that ends a transcript.
    pub(super) stops: Option<u64>,
    /// Whether the last entry was refused or ended by an error, so that a host without a console may log
    /// the next one as `>> `.
    pub(super) erred: bool,
    /// A shell that was opened inside this one: its line, and the prompt's place then.
    pub(super) inner: Option<Place>,
    /// Which computers were gone to.
    pub(super) gone: Gone,
}

/// The computers that a session went to, as far as its prompts may name them.
#[derive(Debug, Default)]
pub(super) struct Gone {
    /// Whether a command that goes to a computer was typed.
    is_gone: bool,
    /// Names that are computers.
    names: HashSet<String>,
}

/// More names than these are not remembered.
const MOST_NAMES: usize = 1000;

impl Gone {
    /// Notes a command that was typed.
    pub(super) fn note(&mut self, text: &str) {
        static GOING: LazyLock<[Finder<'static>; 6]> = LazyLock::new(|| {
            ["pssession", "etsn", "nsn", "enter-", "ssh", "-hostname"].map(Finder::new)
        });
        if !self.is_gone {
            let lower = text.to_ascii_lowercase();
            self.is_gone = GOING
                .iter()
                .any(|word| word.find(lower.as_bytes()).is_some());
        }
    }

    /// Notes the name in a prompt: it is a computer's where the prompt says so, where somebody went to
    /// one, or where the command before it names it.
    pub(super) fn see(&mut self, name: &str, is_sure: bool, before: &str) {
        let is_named = || {
            before
                .to_ascii_lowercase()
                .contains(&name.to_ascii_lowercase())
        };
        if (is_sure || self.is_gone || is_named())
            && self.names.len() < MOST_NAMES
            && !self.names.contains(name)
        {
            self.names.insert(name.to_owned());
        }
    }

    /// What a prompt with that name says.
    pub(super) fn computer<'n>(&self, name: &'n str) -> Computer<'n> {
        match self.names.contains(name) {
            true => Computer::Named(name),
            false => Computer::Perhaps(name),
        }
    }
}

/// What was printed before the first prompt: the rest of the line that began the transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Early {
    /// It is not a typed line that began it, as far as that can be told.
    Untold,
    /// Nothing.
    None,
    /// Something, from that line on.
    Since(u64),
}

/// Whether commands have their times before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headers {
    None,
    /// They have since a command that may have printed the first of them.
    Doubtful,
    Seen,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) host: Option<String>,
    pub(super) folder: Option<String>,
}

impl Place {
    pub(super) fn is(&self, prompt: &Prompt<'_>) -> bool {
        self.host.as_deref() == prompt.host && self.folder.as_deref() == prompt.folder
    }
}

/// The last command of a session. What it can have done to the transcript is asked only where a line
/// is in doubt.
#[derive(Debug, Default)]
pub(super) struct Last {
    pub(super) text: String,
    /// Whether its parameters are what was captured, and nothing else.
    pub(super) bound: bool,
    pub(super) time: Option<DateTime>,
    pub(super) quoted: String,
}

impl Last {
    /// Whether it prints a file, or may.
    pub(super) fn prints(&self) -> bool {
        prints_file(&self.text)
    }

    /// Whether it can not have changed the folder.
    pub(super) fn stays(&self) -> bool {
        !self.bound && stays(&self.text)
    }

    /// Another command is the last one; what was allotted is used again.
    pub(super) fn set(&mut self, text: &str, quoted: &str, time: Option<DateTime>, bound: bool) {
        self.text.clear();
        self.text.push_str(text);
        self.quoted.clear();
        self.quoted.push_str(quoted);
        (self.time, self.bound) = (time, bound);
    }
}

/// Another transcript that is being printed into this one.
#[derive(Debug)]
pub(super) struct Printed {
    pub(super) line: u64,
    /// How many prompts it showed.
    pub(super) prompts: u64,
    /// Whether the first of them was the session's own, so that they can not be told apart.
    pub(super) alike: bool,
}

impl Level {
    /// Whether most of its lines need no more than a look at their first bytes.
    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        !self.legacy
            && self.body
            && !self.fresh
            && self.indent.is_empty()
            && self.manner.is_none()
            && !self.unsettled
    }

    /// The last time that is known of it.
    pub(super) fn known_time(&self) -> Option<DateTime> {
        self.start.max(self.last.time)
    }

    /// Whether a header is text that the last command printed: it printed a file, and the header
    /// is older than the command, or of another computer, or of one that it does not name.
    pub(super) fn prints_header(&self, header: &Header) -> bool {
        if self.printed.is_none() && !self.last.prints() {
            return false;
        }
        if self.known_time().is_some_and(|known| header.start <= known) {
            return true;
        }
        match (&self.host, &header.host) {
            (Some(own), Some(other)) => !own.eq_ignore_ascii_case(other),
            _ => true,
        }
    }

    /// Whether the time of a command is text that the last command printed.
    pub(super) fn prints_invocation(&self, time: DateTime) -> bool {
        match self.headers {
            Headers::Seen | Headers::Doubtful => {
                let earlier = self.last.time.is_some_and(|last| time < last);
                earlier && (self.printed.is_some() || self.last.prints())
            }
            Headers::None => {
                let earlier = self.start.is_some_and(|start| time < start);
                self.printed.is_some() || earlier && self.last.prints()
            }
        }
    }

    /// Whether a prompt is the session's own and not printed text.
    pub(super) fn is_own(
        &mut self,
        number: u64,
        line: &str,
        prompt: &Prompt<'_>,
        time: Option<DateTime>,
    ) -> bool {
        if let Some(time) = time {
            // A transcript that prints itself ends with the command that prints it.
            let itself = self.last.time == Some(time) && line == self.last.quoted;
            if itself && self.last.prints() {
                return false;
            }
            self.printed = None;
            self.swallowed = None;
            return true;
        }
        if let Some(printed) = &mut self.printed {
            let same = self.place.is(prompt);
            printed.alike |= same && printed.prompts == 0;
            printed.prompts += 1;
            if !same || self.headers != Headers::None || printed.alike {
                return false;
            }
            self.printed = None;
            return true;
        }
        match self.headers {
            Headers::Seen => return false,
            Headers::Doubtful if self.last.prints() => return false,
            Headers::Doubtful => self.headers = Headers::None,
            Headers::None => {}
        }
        // Until the prompt was asked for its text, PowerShell shows `PS>`.
        let shown = self.place.folder.is_some();
        if self.commands > 0 && shown && !self.place.is(prompt) && self.last.stays() {
            self.swallowed = self.swallowed.or(Some(number));
            return false;
        }
        self.swallowed = None;
        true
    }

    /// Notes how wide a line of output is, where the console wraps.
    pub(super) fn wide(&mut self, line: &str) {
        if !self.legacy || line.len() < self.widest.0 {
            return;
        }
        let width = line.chars().count();
        if width > self.widest.0 {
            self.widest = (width, 1);
        } else if width == self.widest.0 {
            self.widest.1 += 1;
        }
    }

    /// Notes how wide a line with a prompt is. Two commands of one length are no evidence of the
    /// console's width: who types `-PoolFqdn pool01` types `-PoolFqdn pool02` next.
    pub(super) fn prompted_wide(&mut self, line: &str) {
        if self.legacy && line.len() > self.widest.0 {
            let width = line.chars().count();
            if width > self.widest.0 {
                self.widest = (width, 0);
            }
        }
    }

    /// Whether the line is as wide as the console, as far as that can be told: nothing is wider,
    /// and there was output of that very width, or it is how wide consoles come.
    pub(super) fn is_wrapped(&self, line: &str) -> bool {
        let is_shown = self.widest.1 >= 1 || USUAL.contains(&self.widest.0);
        is_shown && self.may_be_wrapped(line)
    }

    /// Whether the line may be as wide as the console: nothing is wider.
    pub(super) fn may_be_wrapped(&self, line: &str) -> bool {
        self.legacy
            && self.widest.0 >= NARROWEST
            && line.len() >= self.widest.0
            && line.chars().count() == self.widest.0
    }
}
