//! What was captured: bytes → sessions and entries. One file a format.
//!
//! A reader streams: it holds one entry at a time, and its memory does not grow with the file.
//! It never fails on bad bytes; what it can not read is a [`Gap`]. Formats are found by content.
//! What real captures look like: `facts/captures.md` of the project's shared facts.

mod asciinema;
mod bash_history;
mod decode;
mod events;
#[macro_use]
mod formats;
#[cfg(test)]
mod guide;
mod history;
mod lines;
mod logged;
mod parts;
#[cfg(test)]
mod printed;
mod read;
mod sniff;
mod source;
mod stated;
mod syslog;
mod terminal;
#[cfg(test)]
mod tests;
mod transcript;
mod typescript;
mod xes;

use jiff::{Timestamp, civil};

use runproof_shell::powershell;

use formats::{Holds, How, Proof};
pub use read::{Input, Said, Seekable, Unreadable, read};
use sniff::Sign;
pub use stated::{given, misspelt};

/// What one capture was, once it is read.
#[derive(Debug, Clone)]
pub struct Capture {
    /// Its name, as given.
    pub path: String,
    /// SHA-256 of its bytes as they lie on the disk, in hex.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// What it is.
    pub format: Format,
    /// What says so.
    pub basis: Basis,
    /// The computer that it is from, as whoever handed it in says.
    pub said_host: Option<String>,
    /// How its text is encoded: `utf-8`, `utf-16le`, `windows-1252`, `mixed`, with `gzip+` before
    /// it where it is compressed.
    pub encoding: String,
    /// Its sessions, in the order in which they begin.
    pub sessions: Vec<Session>,
    /// What is missing in it.
    pub gaps: Vec<Gap>,
    /// Lines, or records, that were read.
    pub records: u64,
    /// Commands among them.
    pub entries: u64,
}

/// What says of which format a capture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Whoever handed it in.
    Said,
    /// Its content.
    Content,
    /// Its name, which its content does not contradict.
    Name,
    /// Nothing: its lines could be of that format, and of many others.
    Guess,
}

impl Basis {
    /// What somebody said comes first.
    fn of(said: Option<Format>, otherwise: Self) -> Self {
        match said {
            Some(_) => Self::Said,
            None => otherwise,
        }
    }

    /// Its name in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Content => "content",
            Self::Name => "name",
            Self::Guess => "guess",
        }
    }
}

// The registry of formats: a row each. Everything else that must know all formats is made of it.
formats! {
    /// A transcript of PowerShell.
    PowershellTranscript = "powershell-transcript" {
        turn: 70,
        looks_like: transcript::looks_like,
        is_named: |name| name.starts_with("powershell_transcript") && !name.ends_with(".typescript"),
        proof: Proof::Sometimes,
        holds: Holds::Transcript,
        read: How::Lines(transcript::read),
    }
    /// Windows events as XML.
    EventXml = "event-xml" {
        turn: 40,
        looks_like: |head| Sign::proof(events::looks_like_xml(head)),
        is_named: |_| false,
        proof: Proof::Always,
        holds: Holds::Log,
        read: How::Text(events::read_xml),
    }
    /// A Windows event log.
    Evtx = "evtx" {
        turn: 10,
        looks_like: |head| Sign::proof(events::looks_like_evtx(head)),
        is_named: |name| name.ends_with(".evtx"),
        proof: Proof::Always,
        holds: Holds::Log,
        read: How::Binary(b"ElfFile\0", events::read_evtx),
    }
    /// PSReadLine's history.
    PsreadlineHistory = "psreadline-history" {
        turn: 120,
        looks_like: history::looks_like_psreadline,
        is_named: |name| name.contains("consolehost_history") || name.ends_with("host_history.txt"),
        proof: Proof::Sometimes,
        holds: Holds::History,
        read: How::Lines(history::read_psreadline),
    }
    /// `Get-History | Export-Clixml`.
    HistoryClixml = "history-clixml" {
        turn: 30,
        looks_like: |head| Sign::proof(history::looks_like_clixml(head)),
        is_named: |_| false,
        proof: Proof::Always,
        holds: Holds::History,
        read: How::Text(history::read_clixml),
    }
    /// `Get-History | Export-Csv`.
    HistoryCsv = "history-csv" {
        turn: 80,
        looks_like: |head| Sign::proof(history::looks_like_csv(head)),
        is_named: |_| false,
        proof: Proof::Always,
        holds: Holds::History,
        read: How::Text(history::read_csv),
    }
    /// `Get-History` as it was printed, or converted to JSON, XML or HTML.
    HistoryText = "history-text" {
        turn: 90,
        looks_like: |head| Sign::proof(history::looks_like_text(head)),
        is_named: |_| false,
        proof: Proof::Always,
        holds: Holds::History,
        read: How::Text(history::read_text),
    }
    /// PowerShell's own records in a log of syslog.
    PowershellSyslog = "powershell-syslog" {
        turn: 100,
        looks_like: syslog::looks_like,
        is_named: |_| false,
        proof: Proof::Always,
        holds: Holds::Log,
        read: How::Lines(syslog::read),
    }
    /// `script` of util-linux.
    Typescript = "typescript" {
        turn: 60,
        looks_like: typescript::looks_like,
        is_named: |name| name.starts_with("typescript") || name.ends_with(".typescript"),
        proof: Proof::Sometimes,
        holds: Holds::Recording,
        read: How::Lines(typescript::read),
    }
    /// `~/.bash_history`.
    BashHistory = "bash-history" {
        turn: 110,
        looks_like: bash_history::looks_like,
        is_named: bash_history::is_named,
        proof: Proof::Sometimes,
        holds: Holds::History,
        read: How::Lines(bash_history::read),
    }
    /// An asciinema recording.
    Asciinema = "asciinema" {
        turn: 50,
        looks_like: |head| Sign::proof(asciinema::looks_like(head)),
        is_named: |name| name.ends_with(".cast"),
        proof: Proof::Always,
        holds: Holds::Recording,
        read: How::Lines(asciinema::read),
    }
    /// An event log of IEEE 1849.
    Xes = "xes" {
        turn: 20,
        looks_like: |head| Sign::proof(xes::looks_like(head)),
        is_named: |name| name.ends_with(".xes"),
        proof: Proof::Always,
        holds: Holds::Log,
        read: How::Text(xes::read),
    }
}

/// The shell that a session's lines were typed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// PowerShell.
    Powershell,
    /// A POSIX shell.
    Bash,
    /// Windows' own: process command lines and cmd.exe.
    Windows,
}

/// One session: somebody at one computer, or one log of a computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The computer, as captured.
    pub host: Option<String>,
    /// Who, as captured.
    pub user: Option<String>,
    /// In whose name, where that differs.
    pub run_as: Option<String>,
    /// What its lines were typed into.
    pub language: Language,
    /// Which PowerShell that was, as far as the capture says.
    pub version: powershell::Version,
    /// When it began.
    pub start: Option<Stamp>,
    /// When it ended: a footer's time, or the last record's.
    pub end: Option<Stamp>,
    /// How it ended.
    pub ending: Ending,
    /// Its first line, from 1; of a binary log, its first record.
    pub line: u64,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Its end is in the capture, or the format has none: logs and histories.
    Whole,
    /// The capture stops before its end.
    CutOff,
}

/// A time as captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// With its offset, or in UTC.
    Zoned(Timestamp),
    /// Local time of a zone that the capture does not say.
    Local(civil::DateTime),
}

/// A command that was entered, or that a log has.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its session, by its place in [`Capture::sessions`].
    pub session: usize,
    /// Its first line, from 1; of a binary log its record.
    pub line: u64,
    /// What was entered, whole, without its prompt; line breaks are `\n`.
    pub text: &'a str,
    /// The whole line that it begins on, as captured, for quoting; the text begins in it at `column`.
    pub quoted: &'a str,
    /// Where in `quoted` the text begins, in bytes.
    pub column: usize,
    /// What the text is.
    pub kind: Kind<'a>,
    /// The folder that the prompt shows.
    pub folder: Option<&'a str>,
    /// The computer, where it is another than the session's: a remote prompt's.
    pub host: Option<Computer<'a>>,
    /// When it was entered, where that is known.
    pub time: Option<Stamp>,
    /// When it ended, where that is known.
    pub ended: Option<Stamp>,
    /// How it ended, where the capture says so itself: an exit code, a history's status.
    pub status: Option<Status>,
}

/// What a prompt says of the computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Computer<'a> {
    /// It is this one.
    Named(&'a str),
    /// It is this one, or what stands there is no computer's name: nothing shows that another computer
    /// was gone to.
    Perhaps(&'a str),
}

impl<'a> Computer<'a> {
    /// What stands there.
    pub fn name(self) -> &'a str {
        match self {
            Self::Named(name) | Self::Perhaps(name) => name,
        }
    }
}

/// What an entry's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A line as typed.
    Typed,
    /// A script block: what was typed, or a script's text where there is a path.
    ScriptBlock {
        /// The script that it came from.
        path: Option<&'a str>,
    },
    /// One command with its parameters bound already; `text` is
    /// `CommandInvocation(X): "X"` and lines of `ParameterBinding(X): name="…"; value="…"`.
    Bound {
        /// The script that called it.
        script: Option<&'a str>,
    },
    /// A process that was started; `text` is its command line.
    Process {
        /// The program's absolute path.
        image: &'a str,
    },
    /// A mark of a guided script; `text` is its JSON.
    Mark,
}

/// How a command ended, as the capture itself says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It completed.
    Completed,
    /// It failed or was stopped.
    Failed,
    /// It left this exit code.
    Exit(i32),
}

/// What a command printed.
#[derive(Debug, Clone, Copy)]
pub struct Output<'a> {
    /// The text; escape sequences are replayed and gone, line breaks are `\n`.
    pub text: &'a str,
    /// The line of the capture that it begins on.
    pub line: u64,
    /// Whether all of it is there.
    pub whole: Whole,
}

/// Whether an output is all there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// It is.
    Whole,
    /// It was longer than is kept, or the capture ends in it.
    CutOff,
    /// The format holds no output.
    Never,
}

/// Evidence that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The session, where it is one's.
    pub session: Option<usize>,
    /// The line or record that it is at.
    pub line: u64,
    /// What is missing.
    pub kind: GapKind,
}

/// What is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapKind {
    /// A transcript ends without its end.
    NoEnd,
    /// Record ids from and to are not there.
    Records(u64, u64),
    /// Parts of a script block are not there.
    ScriptBlock(String),
    /// A line was longer than is read.
    LongLine(u64),
    /// Bytes that could not be read.
    Unreadable(String),
    /// Nothing was captured between these times.
    Quiet(Stamp, Stamp),
    /// The log was cleared then: what stood in it is gone.
    Cleared(Stamp),
    /// Nothing in it was understood.
    Nothing,
    /// Nothing says that it is of this format.
    Guess(Format),
    /// Marks of a guided script that do not count, or not in full.
    Marks(ForeignMarks),
}

/// Why marks of a guided script do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForeignMarks {
    /// The script was rendered from another text of the definition.
    Definition {
        /// The revision that it names.
        revision: String,
        /// The SHA-256 that it names.
        sha256: String,
    },
    /// It was rendered for this variant.
    Variant(String),
    /// It was rendered for this change.
    Change(String),
    /// It was rendered for no change: its commands count, and what was vouched for in it does not.
    NoChange,
    /// The mark with which its session began is not there.
    Beheaded,
}

/// Who takes what a reader finds.
pub trait Sink {
    /// A session begins; sessions are numbered from 0 in this order. What is only known at its
    /// end is in [`Capture::sessions`].
    fn session(&mut self, session: &Session);

    /// A command. The answer says whether its output is wanted.
    fn entry(&mut self, entry: &Entry<'_>) -> Wanted;

    /// The output of the last entry, where it was wanted. Called before the next entry, also with
    /// an empty text. A [`Kind::Mark`] is an entry like any other: it ends the output that is
    /// running, and where its own output is wanted, that is what stands between it and the next mark
    /// or prompt. What a typed command printed before a mark is [`Whole::CutOff`], since it may go on
    /// behind the mark.
    fn output(&mut self, output: &Output<'_>);

    /// The last entry's status or end became known after it was given.
    fn ended(&mut self, status: Option<Status>, at: Option<Stamp>);

    /// So many bytes of the file were read.
    fn progress(&mut self, bytes: u64) {
        let _ = bytes;
    }
}

/// Whether an output is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It is.
    Output,
    /// It may be skipped unread.
    Nothing,
}
