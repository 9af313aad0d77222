//! What a reader gathers while it reads, and its way to the sink.

use std::cell::Cell;
use std::rc::Rc;

use super::{Entry, Gap, GapKind, Kind, Output, Session, Sink, Wanted, Whole};

/// More gaps than these say nothing more, and a hostile file could hold any number.
const MOST_GAPS: usize = 10_000;

/// The sink hears of progress each time so many bytes were read.
const TICK: u64 = 4 << 20;

/// How a line begins that a guided script printed: what follows is one object of JSON.
pub(super) const MARK: &str = "#runproof:1 ";

/// What is known of a capture so far.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Its sessions; a reader fills in what it learns at their end.
    pub(super) sessions: Vec<Session>,
    /// What is missing.
    pub(super) gaps: Vec<Gap>,
    /// Lines or records read.
    pub(super) records: u64,
    /// Commands found.
    pub(super) entries: u64,
    /// Whether marks of a guided script were found.
    pub(super) has_marks: bool,
    /// The computer that it is from, as somebody says.
    host: Option<String>,
    read: Rc<Cell<u64>>,
    told: u64,
}

impl Parts {
    /// Parts whose progress is counted there: in bytes as they lie on the disk.
    pub(super) fn counting(read: Rc<Cell<u64>>) -> Self {
        Self {
            read,
            ..Self::default()
        }
    }

    /// The same, of a capture that somebody says is from this computer.
    pub(super) fn from(self, host: Option<&str>) -> Self {
        Self {
            host: host.map(str::to_owned),
            ..self
        }
    }

    /// A session begins; the answer is its number.
    pub(super) fn begin(&mut self, mut session: Session, sink: &mut dyn Sink) -> usize {
        if session.host.is_none() {
            session.host.clone_from(&self.host);
        }
        self.begin_elsewhere(session, sink)
    }

    /// A session that may be on another computer than the capture is from.
    pub(super) fn begin_elsewhere(&mut self, session: Session, sink: &mut dyn Sink) -> usize {
        sink.session(&session);
        self.sessions.push(session);
        self.sessions.len() - 1
    }

    /// A command; its output is to be given to the sink before the next one where it is wanted.
    pub(super) fn enter(&mut self, entry: &Entry<'_>, sink: &mut dyn Sink) -> Wanted {
        self.has_marks |= entry.kind == Kind::Mark;
        let wanted = sink.entry(entry);
        // A mark whose output is wanted stands for a command; others are no entries.
        if entry.kind != Kind::Mark || wanted == Wanted::Output {
            self.entries += 1;
        }
        wanted
    }

    /// A command of a format that holds no output.
    pub(super) fn enter_alone(&mut self, entry: &Entry<'_>, sink: &mut dyn Sink) {
        if self.enter(entry, sink) == Wanted::Output {
            sink.output(&Output {
                text: "",
                line: entry.line,
                whole: Whole::Never,
            });
        }
    }

    /// Something is missing.
    pub(super) fn gap(&mut self, session: Option<usize>, line: u64, kind: GapKind) {
        if self.gaps.len() < MOST_GAPS {
            self.gaps.push(Gap {
                session,
                line,
                kind,
            });
        }
    }

    /// Tells the sink how much was read, where that is worth telling. To be called now and then.
    pub(super) fn tick(&mut self, sink: &mut dyn Sink) {
        let read = self.read.get();
        if read >= self.told + TICK {
            self.told = read;
            sink.progress(read);
        }
    }
}
