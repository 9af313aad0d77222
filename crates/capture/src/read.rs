//! One capture from its bytes to what was captured.

use std::fmt;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use super::decode::Text;
use super::formats::{How, by_signature, longest_signature};
use super::lines::Lines;
use super::parts::Parts;
use super::sniff::{self, Head};
use super::source::{self, Disk};
use super::{Basis, Capture, Format, GapKind, Sink};

/// A binary log that can not be sought in (compressed, or from standard input) is held in memory
/// up to so many bytes.
const MOST_HELD: u64 = 1 << 30;

/// Where a capture's bytes come from.
pub enum Input<'a> {
    /// A file.
    File(&'a mut dyn Seekable),
    /// What can only be read once: standard input.
    Stream(&'a mut dyn Read),
}

/// What whoever hands in a capture says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Its format.
    pub format: Option<Format>,
    /// Its format, where its content proves no other.
    pub otherwise: Option<Format>,
    /// The computer that it is from. It counts where the capture names none.
    pub host: Option<String>,
}

/// Bytes with places that can be gone to.
pub trait Seekable: Read + Seek {}

impl<T: Read + Seek + ?Sized> Seekable for T {}

/// Why a file was not read as a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is something else.
    NotACapture {
        /// What it looks like: a noun phrase.
        what: String,
    },
    /// It begins like one, or was said to be one, and is not.
    Broken {
        /// What it was read as.
        format: Format,
        /// What is wrong with it.
        reason: String,
    },
    /// A binary log that had to be held in memory is larger than this many bytes.
    TooLarge {
        /// How many.
        most: u64,
    },
    /// Its bytes could not be read.
    Io(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::NotACapture { what } => write!(f, "it is no capture: it looks like {what}"),
            Self::Broken { format, reason } => {
                write!(f, "it can not be read as {}: {reason}", format.name())
            }
            Self::TooLarge { most } => write!(
                f,
                "a binary log that is compressed or comes from standard input may have {} MiB",
                most >> 20
            ),
            Self::Io(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Reads a capture and tells the sink what is in it, in its order.
///
/// `name` is for reports, and says the format where the content does not.
///
/// # Errors
/// Where it is no capture, or its beginning can not be read. What can not be read later on is a gap.
pub fn read(
    name: &str,
    input: Input<'_>,
    said: &Said,
    sink: &mut dyn Sink,
) -> Result<Capture, Unreadable> {
    match input {
        Input::Stream(bytes) => {
            let mut disk = Disk::new(bytes);
            let read = read_once(name, &mut disk, said, sink);
            finish(name, disk, said, read)
        }
        Input::File(file) => {
            let mut first = Vec::new();
            (&mut *file)
                .take(longest_signature())
                .read_to_end(&mut first)
                .map_err(io_fault)?;
            file.seek(SeekFrom::Start(0)).map_err(io_fault)?;
            let bytes: &mut dyn Read = &mut *file;
            let mut disk = Disk::new(bytes);
            let Some(format) =
                by_signature(&first).filter(|found| said.format.is_none_or(|said| said == *found))
            else {
                let read = read_once(name, &mut disk, said, sink);
                return finish(name, disk, said, read);
            };
            // A binary log is read twice: once for its hash, once where its reader wants it.
            let mut parts = Parts::counting(disk.count()).from(said.host.as_deref());
            disk.drain().map_err(io_fault)?;
            let (sha256, count) = disk.finish();
            file.seek(SeekFrom::Start(0)).map_err(io_fault)?;
            binary(format, file, &mut parts, sink)?;
            sink.progress(count);
            let reading = Reading {
                format,
                basis: Basis::of(said.format, Basis::Content),
                encoding: "binary".to_owned(),
                parts,
            };
            Ok(capture(name, sha256, count, said, reading))
        }
    }
}

/// What was read, without what only the disk knows.
struct Reading {
    format: Format,
    basis: Basis,
    encoding: String,
    parts: Parts,
}

fn finish(
    name: &str,
    mut disk: Disk<'_>,
    said: &Said,
    reading: Result<Reading, Unreadable>,
) -> Result<Capture, Unreadable> {
    let mut reading = reading?;
    if let Err(error) = disk.drain() {
        let line = reading.parts.records;
        let kind = GapKind::Unreadable(error.to_string());
        reading.parts.gap(None, line, kind);
    }
    let (sha256, bytes) = disk.finish();
    Ok(capture(name, sha256, bytes, said, reading))
}

fn capture(name: &str, sha256: String, bytes: u64, said: &Said, reading: Reading) -> Capture {
    let Reading {
        format,
        basis,
        encoding,
        mut parts,
    } = reading;
    if basis == Basis::Guess {
        parts.gap(None, 1, GapKind::Guess(format));
    }
    // It was read, and nothing in it says what was done. A transcript says itself where it holds more than
    // was understood, and a history without a command is whole.
    let may_be_empty = format.row().holds.may_be_empty();
    if parts.entries == 0 && parts.records > 0 && !parts.has_marks && !may_be_empty {
        parts.gap(None, 1, GapKind::Nothing);
    }
    Capture {
        path: name.to_owned(),
        sha256,
        bytes,
        format,
        basis,
        said_host: said.host.clone(),
        encoding,
        sessions: parts.sessions,
        gaps: parts.gaps,
        records: parts.records,
        entries: parts.entries,
    }
}

fn read_once(
    name: &str,
    disk: &mut Disk<'_>,
    said: &Said,
    sink: &mut dyn Sink,
) -> Result<Reading, Unreadable> {
    let count = disk.count();
    let forced = said.format;
    let mut parts = Parts::counting(count.clone()).from(said.host.as_deref());
    let plain = source::unpack(disk).map_err(io_fault)?;
    if plain.head.is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(what) = sniff::foreign(&plain.head) {
        return Err(Unreadable::NotACapture {
            what: what.to_owned(),
        });
    }
    let packed = if plain.gzip { "gzip+" } else { "" };
    let binary_format = match forced {
        Some(format) => Some(format).filter(|format| format.is_binary()),
        None => by_signature(&plain.head),
    };
    if let Some(format) = binary_format {
        let mut held = Vec::new();
        let mut bounded = plain.bytes.take(MOST_HELD + 1);
        bounded.read_to_end(&mut held).map_err(io_fault)?;
        if held.len() as u64 > MOST_HELD {
            return Err(Unreadable::TooLarge { most: MOST_HELD });
        }
        binary(format, &mut Cursor::new(held), &mut parts, sink)?;
        sink.progress(count.get());
        return Ok(Reading {
            format,
            basis: Basis::of(forced, Basis::Content),
            encoding: format!("{packed}binary"),
            parts,
        });
    }
    let mut text = Text::new(plain.bytes);
    if text.rest().is_empty()
        && let Some(error) = text.fault()
    {
        return Err(io_fault(error));
    }
    let head = Head::new(name, &plain.head, text.rest(), text.is_all());
    if head.whole && head.text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let is = |format| (format, Basis::Said);
    let found = forced.map(is).or_else(|| match said.otherwise {
        Some(otherwise) => sniff::proved(&head).or(Some(is(otherwise))),
        None => sniff::format(&head),
    });
    let (format, basis) = match found {
        Some((format, Basis::Name)) if sniff::has_proof(format) => {
            return Err(Unreadable::Broken {
                format,
                reason: "its name says that it is one, and its content does not".to_owned(),
            });
        }
        Some(found) => found,
        None => {
            return Err(Unreadable::NotACapture {
                what: sniff::describe(&head),
            });
        }
    };
    match format.row().read {
        How::Lines(read) => {
            let mut lines = Lines::new(text);
            read(&mut lines, &mut parts, sink)?;
            parts.records = parts.records.max(lines.count());
            let gaps;
            (text, gaps) = lines.finish();
            for gap in gaps {
                parts.gap(gap.session, gap.line, gap.kind);
            }
            parts.gaps.sort_by_key(|gap| gap.line);
        }
        How::Text(read) => read(&mut text, &mut parts, sink)?,
        How::Binary(..) => unreachable_format(format)?,
    }
    if let Some(error) = text.fault() {
        let line = parts.records;
        parts.gap(None, line, GapKind::Unreadable(error.to_string()));
    }
    sink.progress(count.get());
    Ok(Reading {
        format,
        basis,
        encoding: format!("{packed}{}", text.encoding()),
        parts,
    })
}

fn binary(
    format: Format,
    bytes: &mut dyn Seekable,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    match format.row().read {
        How::Binary(_, read) => read(bytes, parts, sink),
        How::Lines(_) | How::Text(_) => unreachable_format(format),
    }
}

fn unreachable_format(format: Format) -> Result<(), Unreadable> {
    Err(Unreadable::Broken {
        format,
        reason: "its reader wants its bytes in another form".to_owned(),
    })
}

fn io_fault(error: io::Error) -> Unreadable {
    Unreadable::Io(error.to_string())
}
