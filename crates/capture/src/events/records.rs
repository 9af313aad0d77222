//! A stream of XML cut into its records, so that each is read alone and a broken one costs only
//! itself.
//!
//! A record is an element of one name: `<Event>` of a Windows log, `<event>` of XES. What stands
//! around them, a root or none, an XML declaration before each or none, does not matter.

use std::borrow::Cow;
use std::io::BufRead;

use memchr::{memchr, memchr_iter, memmem};

/// How far the stream is read ahead.
const WINDOW: usize = 256 * 1024;
/// The longest record. Windows' own limit for one event is 64 KiB.
const LONGEST: usize = 64 * 1024 * 1024;
/// The longest start tag of a record.
const LONGEST_TAG: usize = 4096;
/// How deep elements of the record's name may lie in each other.
const DEEPEST: usize = 8;

/// What a record looks like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// The element's name with its `<`.
    pub(crate) open: &'static [u8],
    /// What follows its start tag, where something always does. An element of the same name inside
    /// a record is a record of its own only with this.
    pub(crate) then: Option<&'static [u8]>,
    /// Whether text between the records is a sign of damage.
    pub(crate) between: Between,
}

/// What may stand between records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Between {
    /// A root's tags and XML declarations.
    Frame,
    /// Anything.
    Anything,
}

/// A piece of the stream.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// A record, from its `<` to its last `>`, and the line that it begins on, from 1.
    Record(Cow<'a, str>, u64),
    /// What is no record, the line where it begins, and why.
    Broken(u64, String),
}

/// The records of a stream.
pub(crate) struct Records<'i> {
    input: &'i mut dyn BufRead,
    shape: Shape,
    window: Vec<u8>,
    /// Where in the window the unread part begins.
    at: usize,
    /// The line of `window[at]`.
    line: u64,
    /// The stream has no more.
    is_ended: bool,
    /// The last piece was broken: what follows up to a record belongs to it.
    is_lost: bool,
    /// A comment or CDATA section was never closed: they are no longer looked for.
    is_plain: bool,
    /// Why the stream ended early.
    failure: Option<String>,
}

/// Where a record ends.
enum End {
    /// Behind this place.
    At(usize),
    /// It does not: another begins here.
    Another(usize),
    /// It lies deeper in itself than a record does.
    TooDeep,
    /// The window does not show it.
    Beyond,
}

impl<'i> Records<'i> {
    /// The records of `input`.
    pub(crate) fn new(input: &'i mut dyn BufRead, shape: Shape) -> Self {
        Self {
            input,
            shape,
            window: Vec::new(),
            at: 0,
            line: 1,
            is_ended: false,
            is_lost: false,
            is_plain: false,
            failure: None,
        }
    }

    /// The next piece.
    pub(crate) fn next(&mut self) -> Option<Piece<'_>> {
        let start = loop {
            self.skip_blank();
            match self.start(self.at) {
                Some(start) => break start,
                None if self.is_ended => return self.rest(),
                None if self.window.len() - self.at > LONGEST => {
                    // Nothing for so long: let go of all but what may be half a tag.
                    let line = self.line;
                    self.consume(self.window.len() - self.shape.open.len() - 1);
                    if !self.is_lost && self.shape.between == Between::Frame {
                        self.is_lost = true;
                        return Some(Piece::Broken(line, "no record".to_owned()));
                    }
                }
                None => self.fill(),
            }
        };
        if start > self.at && self.shape.between == Between::Frame && !self.is_lost {
            let line = self.line;
            let is_frame = is_frame(&self.window[self.at..start]);
            self.consume(start);
            if !is_frame {
                self.is_lost = true;
                return Some(Piece::Broken(line, "not a record".to_owned()));
            }
        } else {
            self.consume(start);
        }
        self.record()
    }

    /// The record that the unread part begins with.
    fn record(&mut self) -> Option<Piece<'_>> {
        loop {
            match self.end() {
                End::At(end) => {
                    let (from, line) = (self.at, self.line);
                    self.consume(end);
                    self.is_lost = false;
                    let xml = text(&self.window[from..end]);
                    return Some(Piece::Record(xml, line));
                }
                End::Another(place) => return Some(self.broken(place, "a record without its end")),
                End::TooDeep => {
                    return Some(self.broken(self.at + 1, "a record that holds records"));
                }
                End::Beyond if self.is_ended => {
                    self.is_plain = true;
                    return Some(self.broken(self.at + 1, "a record without its end"));
                }
                End::Beyond if self.window.len() - self.at > LONGEST => {
                    self.is_plain = true;
                    return Some(self.broken(self.at + 1, "a record of more than 64 MiB"));
                }
                End::Beyond => self.fill(),
            }
        }
    }

    /// What is left when no record follows.
    fn rest(&mut self) -> Option<Piece<'_>> {
        let line = self.line;
        let is_frame = is_frame(&self.window[self.at..]);
        self.consume(self.window.len());
        if let Some(failure) = self.failure.take() {
            return Some(Piece::Broken(line, failure));
        }
        (!is_frame && !self.is_lost && self.shape.between == Between::Frame)
            .then(|| Piece::Broken(line, "not a record".to_owned()))
    }

    /// A broken record; reading goes on at `place`.
    fn broken(&mut self, place: usize, why: &str) -> Piece<'static> {
        let line = self.line;
        self.consume(place);
        self.is_lost = true;
        Piece::Broken(line, why.to_owned())
    }

    /// Goes on to what is not blank: what stands there is told by its own line.
    fn skip_blank(&mut self) {
        let rest = &self.window[self.at..];
        let blank = rest.len() - rest.trim_ascii_start().len();
        self.consume(self.at + blank);
    }

    fn consume(&mut self, to: usize) {
        self.line += memchr_iter(b'\n', &self.window[self.at..to]).count() as u64;
        self.at = to;
    }

    /// Reads on, twice as much as is held, so that searching again stays linear.
    fn fill(&mut self) {
        self.window.drain(..self.at);
        self.at = 0;
        let wanted = WINDOW.max(self.window.len() * 2);
        while self.window.len() < wanted && !self.is_ended {
            match self.input.fill_buf() {
                Ok([]) => self.is_ended = true,
                Ok(bytes) => {
                    let taken = bytes.len();
                    self.window.extend_from_slice(bytes);
                    self.input.consume(taken);
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failure = Some(error.to_string());
                    self.is_ended = true;
                }
            }
        }
    }

    /// Where a record's start tag is, at or behind `from`.
    fn start(&self, from: usize) -> Option<usize> {
        let mut from = from;
        loop {
            let found = from + memmem::find(&self.window[from..], self.shape.open)?;
            if self.is_tag(found) {
                return Some(found);
            }
            from = found + 1;
        }
    }

    /// Whether the name that is at `place` ends there too: `<Event `, not `<EventID`.
    fn is_tag(&self, place: usize) -> bool {
        match self.window.get(place + self.shape.open.len()) {
            Some(byte) => matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace(),
            None => false,
        }
    }

    /// Where the record that the unread part begins with ends.
    fn end(&self) -> End {
        let name = &self.shape.open[1..];
        let mut deep = 0_usize;
        let mut place = self.at;
        loop {
            let Some(found) = memchr(b'<', &self.window[place..]) else {
                return End::Beyond;
            };
            place += found;
            let rest = &self.window[place + 1..];
            match rest.first() {
                Some(b'/') if rest.get(1) == name.first() && rest[1..].starts_with(name) => {
                    let behind = &rest[1 + name.len()..];
                    let blank = behind
                        .iter()
                        .take_while(|b| b.is_ascii_whitespace())
                        .count();
                    match behind.get(blank) {
                        Some(b'>') => {
                            deep = deep.saturating_sub(1);
                            if deep == 0 {
                                return End::At(place + 1 + 1 + name.len() + blank + 1);
                            }
                        }
                        Some(_) => {}
                        None => return End::Beyond,
                    }
                }
                Some(b'!') if !self.is_plain => {
                    let (opening, closing): (usize, &[u8]) = if rest.starts_with(b"![CDATA[") {
                        (8, b"]]>")
                    } else if rest.starts_with(b"!--") {
                        (3, b"-->")
                    } else if rest.len() < 8 {
                        return End::Beyond;
                    } else {
                        place += 1;
                        continue;
                    };
                    match memmem::find(&rest[opening..], closing) {
                        Some(found) => place += opening + found + closing.len(),
                        None => return End::Beyond,
                    }
                }
                Some(first) if Some(first) == name.first() && rest.starts_with(name) => {
                    if rest.len() == name.len() {
                        return End::Beyond;
                    }
                    if self.is_tag(place) {
                        match self.tag(place) {
                            Tag::Empty(end) if deep == 0 => return End::At(end),
                            Tag::Empty(_) => {}
                            Tag::Record if deep > 0 => return End::Another(place),
                            Tag::Record | Tag::Other => {
                                deep += 1;
                                if deep > DEEPEST {
                                    return End::TooDeep;
                                }
                            }
                            Tag::Beyond => return End::Beyond,
                        }
                    }
                }
                Some(_) => {}
                None => return End::Beyond,
            }
            place += 1;
        }
    }

    /// What the start tag at `place` begins.
    fn tag(&self, place: usize) -> Tag {
        let rest = &self.window[place..];
        let near = &rest[..rest.len().min(LONGEST_TAG)];
        let Some(close) = memchr(b'>', near) else {
            return if rest.len() < LONGEST_TAG && !self.is_ended {
                Tag::Beyond
            } else {
                Tag::Other
            };
        };
        if near[close - 1] == b'/' {
            return Tag::Empty(place + close + 1);
        }
        let Some(then) = self.shape.then else {
            return Tag::Record;
        };
        let inside = rest[close + 1..].trim_ascii_start();
        if inside.starts_with(then) {
            Tag::Record
        } else if then.starts_with(inside) && !self.is_ended {
            Tag::Beyond
        } else {
            Tag::Other
        }
    }
}

/// Bytes as text. That they are UTF-8 is seen much faster than where they are not.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// What a start tag begins.
enum Tag {
    /// Nothing: it is closed at once, before this place.
    Empty(usize),
    /// A record.
    Record,
    /// Another element of that name.
    Other,
    /// The window does not show it.
    Beyond,
}

/// Whether this is only what may stand around records: declarations, comments, a root's tags, and
/// the `Record 12` of a dump.
fn is_frame(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    if text.is_empty() {
        return true;
    }
    let text = String::from_utf8_lossy(text);
    let mut rest = text.as_ref().trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return true;
        }
        let close = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if let Some(inner) = rest.strip_prefix('<') {
            let inner = inner.trim_start_matches('/');
            let is_inner = [
                "System",
                "Data",
                "EventData",
                "Event>",
                "Event ",
                "Provider",
            ]
            .iter()
            .any(|name| inner.starts_with(name));
            if is_inner {
                return false;
            }
            rest.find('>').map(|at| at + 1)
        } else if let Some(number) = rest.strip_prefix("Record ") {
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            (digits > 0).then_some("Record ".len() + digits)
        } else {
            None
        };
        match close {
            Some(close) => rest = &rest[close..],
            None => return false,
        }
    }
}
