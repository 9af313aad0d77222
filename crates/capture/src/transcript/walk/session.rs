//! Headers and footers: where sessions begin and end, and what of them was only printed.

use jiff::civil::DateTime;

use super::super::block::{Block, Header, Step};
use super::level::{Early, Gone, Headers, Last, Level, Place, Printed};
use super::{Pending, Walk};
use crate::{Ending, Entry, GapKind, Kind, Language, Session, Stamp, Whole};

impl Walk<'_> {
    /// A transcript without its beginning.
    pub(super) fn begin_headless(&mut self, number: u64) {
        let header = None;
        self.begin(header, number);
        let session = self.levels.last().map(|level| level.session);
        self.parts.gap(
            session,
            number,
            GapKind::Unreadable("the beginning of the transcript is not there".to_owned()),
        );
    }

    pub(super) fn begin(&mut self, header: Option<Header>, number: u64) {
        self.closed = None;
        self.at_beginning = false;
        self.folder.0 = 0;
        let of = header.as_ref();
        let session = Session {
            host: of.and_then(|header| header.host.clone()),
            user: of.and_then(|header| header.user.clone()),
            run_as: of.and_then(|header| header.run_as.clone()),
            language: Language::Powershell,
            version: of.map(|header| header.version).unwrap_or_default(),
            start: of.map(|header| Stamp::Local(header.start)),
            end: None,
            ending: Ending::CutOff,
            line: number,
        };
        let session = self.parts.begin(session, self.sink);
        let fresh = header.is_some();
        self.levels.push(Level {
            session,
            start: of.map(|header| header.start),
            host: of.and_then(|header| header.host.clone()),
            legacy: of.is_some_and(|header| header.legacy),
            application: of.and_then(|header| header.application.clone()),
            banner: of.map(|header| header.banner.clone()).unwrap_or_default(),
            indent: header.map(|header| header.indent).unwrap_or_default(),
            fresh,
            headers: Headers::None,
            place: Place::default(),
            last: Last::default(),
            commands: 0,
            body: false,
            drive: false,
            widest: (0, 0),
            swallowed: None,
            printed: None,
            manner: None,
            unsettled: true,
            gone: Gone::default(),
            early: Early::Untold,
            strange: None,
            stops: None,
            erred: false,
            inner: None,
        });
    }

    /// The footer was printed: the session goes on.
    pub(super) fn reopen(&mut self, closed: Level) {
        if let Some(session) = self.parts.sessions.get_mut(closed.session) {
            session.ending = Ending::CutOff;
            session.end = None;
        }
        self.levels.push(closed);
    }

    pub(super) fn block(&mut self, block: Block, number: u64, line: &str) {
        match block.push(number, line) {
            Step::More(block) => self.pending = Pending::Block(block),
            Step::Nothing(lines) => self.put_back(lines),
            Step::Header(header) => self.header(header),
            Step::HeaderBefore(header) => {
                self.header(header);
                self.read(number, line);
            }
            Step::Short(header, lines) => {
                if self.is_footer(&header) {
                    self.footer(header.start, &lines);
                } else {
                    self.header(header);
                }
            }
            Step::Invocation(time, lines) => self.invocation(time, &lines),
        }
    }

    /// Banner and time alone are a footer, or PowerShell 7's least header. That one is not
    /// translated in any version so far, so its words may decide; else a footer's are not those
    /// of the header.
    pub(super) fn is_footer(&self, header: &Header) -> bool {
        let banner = header.banner.to_lowercase();
        if banner.contains("transcript start") {
            return false;
        }
        if banner.contains("transcript end") {
            return true;
        }
        match self.levels.last() {
            Some(level) => level.banner != header.banner,
            None => false,
        }
    }

    pub(super) fn header(&mut self, header: Header) {
        if let Some(level) = self.levels.last_mut()
            && level.prints_header(&header)
        {
            let line = header.line;
            level.printed = Some(Printed {
                line,
                prompts: 0,
                alike: false,
            });
            self.running.push(&header.banner);
            return;
        }
        self.running.end(Whole::CutOff, self.sink);
        if let Some(level) = self.levels.last_mut()
            && let Some(printed) = level.printed.take()
        {
            level.swallowed = level.swallowed.or(Some(printed.line));
        }
        // A file can be made that nests without end; nobody's console does.
        if self.levels.len() > 64 {
            let level = self.levels.remove(0);
            self.leave(&level);
            let line = header.line;
            self.parts.gap(Some(level.session), line, GapKind::NoEnd);
        }
        let line = header.line;
        self.begin(Some(header), line);
    }

    pub(super) fn footer(&mut self, time: DateTime, lines: &[(u64, String)]) {
        let first = lines.first().map_or(1, |(line, _)| *line);
        let Some(level) = self.levels.last_mut() else {
            let session = self.parts.sessions.len().checked_sub(1);
            if session.is_some() {
                self.tear(
                    session,
                    first,
                    "a second end of the transcript, as where two programs write to one file",
                );
            }
            return;
        };
        if level.printed.take().is_some() {
            self.print(lines);
            return;
        }
        let impossible = level.known_time().is_some_and(|known| time < known);
        if impossible && level.last.prints() {
            self.print(lines);
            return;
        }
        self.running.end(Whole::Whole, self.sink);
        let Some(level) = self.levels.pop() else {
            return;
        };
        if let Some(session) = self.parts.sessions.get_mut(level.session) {
            session.end = Some(Stamp::Local(time));
            session.ending = Ending::Whole;
        }
        let stops = level.stops.filter(|line| line + 1 == first);
        if let Some(line) = stops.or(level.strange).filter(|_| level.commands > 0) {
            self.tear(
                Some(level.session),
                line,
                "what may be a command, behind a prompt that is not known",
            );
        }
        self.leave(&level);
        self.ended_at = lines.last().map(|(line, _)| *line);
        self.closed = level.last.prints().then_some(level);
    }

    /// A session is left; what is doubtful about it is a gap.
    pub(super) fn leave(&mut self, level: &Level) {
        let session = Some(level.session);
        let printed = level.printed.as_ref().map(|printed| printed.line);
        if let Some(line) = printed.or(level.swallowed) {
            self.parts.gap(
                session,
                line,
                GapKind::Unreadable(
                    "from here on, prompts can be printed text or the session's own".to_owned(),
                ),
            );
        }
        if level.commands == 0
            && let Some((line, application)) = &level.application
        {
            // Nobody typed anything: it did what it was started for.
            let image = application.trim_start_matches(['"', '\'']);
            let end = image
                .find(['"', '\''])
                .filter(|_| image.len() < application.len());
            let image = &image[..end.or_else(|| image.find(" -")).unwrap_or(image.len())];
            let entry = Entry {
                session: level.session,
                line: *line,
                text: application,
                quoted: application,
                column: 0,
                kind: Kind::Process { image },
                folder: None,
                host: None,
                time: None,
                ended: None,
                status: None,
            };
            self.parts.enter_alone(&entry, self.sink);
        } else if level.commands == 0 && level.body {
            let line = self.parts.sessions.get(level.session);
            let line = line.map_or(1, |session| session.line);
            self.parts.gap(
                session,
                line,
                GapKind::Unreadable(
                    "no line begins with a prompt that is known, so what was entered can not be seen".to_owned(),
                ),
            );
        }
    }

    pub(super) fn invocation(&mut self, time: DateTime, lines: &[(u64, String)]) {
        if self.levels.is_empty() {
            if let Some(closed) = self.closed.take() {
                self.reopen(closed);
            } else if self.at_beginning {
                let line = lines.first().map_or(1, |(line, _)| *line);
                self.begin_headless(line);
            } else {
                return;
            }
        }
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if level.prints_invocation(time) {
            self.pending = Pending::PrintedCommand;
            self.print(lines);
            return;
        }
        // Each command has its time before it, or none has: behind one without, it is what somebody printed.
        if level.headers == Headers::None && level.commands > 0 && !level.last.prints() {
            self.print(lines);
            return;
        }
        level.fresh = false;
        level.headers = match level.headers {
            Headers::None if level.commands > 0 && level.last.prints() => Headers::Doubtful,
            Headers::Doubtful if level.last.prints() => Headers::Doubtful,
            _ => Headers::Seen,
        };
        self.pending = Pending::Command(time);
    }
}
