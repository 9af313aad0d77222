//! Which reader reads which format, in the order in which a capture is held against them: what
//! its first bytes prove comes before what its lines only suggest.

use std::io::BufRead;

use super::lines::Lines;
use super::parts::Parts;
use super::read::{Seekable, Unreadable};
use super::sniff::Head;
use super::{Format, Sink, asciinema, bash_history, typescript};

/// One format's reader.
pub(super) struct Reader {
    /// The format.
    pub(super) format: Format,
    /// Whether a capture that begins so is one.
    pub(super) looks_like: fn(&Head<'_>) -> bool,
    /// What reads it.
    pub(super) read: How,
}

/// What a reader reads from.
#[derive(Clone, Copy)]
pub(super) enum How {
    /// Lines of text.
    Lines(fn(&mut Lines<'_>, &mut Parts, &mut dyn Sink) -> Result<(), Unreadable>),
    /// Text as UTF-8, whatever it was on the disk: for XML and JSON.
    Text(fn(&mut dyn BufRead, &mut Parts, &mut dyn Sink) -> Result<(), Unreadable>),
    /// The bytes themselves, from their beginning.
    Binary(fn(&mut dyn Seekable, &mut Parts, &mut dyn Sink) -> Result<(), Unreadable>),
}

/// All readers, the surest first.
pub(super) const READERS: &[Reader] = &[
    Reader {
        format: Format::Evtx,
        looks_like: |head| head.bytes.starts_with(b"ElfFile\0"),
        read: How::Binary(missing::binary),
    },
    Reader {
        format: Format::Xes,
        looks_like: missing::looks_like,
        read: How::Text(missing::text),
    },
    Reader {
        format: Format::HistoryClixml,
        looks_like: missing::looks_like,
        read: How::Text(missing::text),
    },
    Reader {
        format: Format::EventXml,
        looks_like: missing::looks_like,
        read: How::Text(missing::text),
    },
    Reader {
        format: Format::Asciinema,
        looks_like: asciinema::looks_like,
        read: How::Lines(asciinema::read),
    },
    Reader {
        format: Format::Typescript,
        looks_like: typescript::looks_like,
        read: How::Lines(typescript::read),
    },
    Reader {
        format: Format::PowershellTranscript,
        looks_like: missing::looks_like,
        read: How::Lines(missing::lines),
    },
    Reader {
        format: Format::HistoryCsv,
        looks_like: missing::looks_like,
        read: How::Text(missing::text),
    },
    Reader {
        format: Format::BashHistory,
        looks_like: bash_history::looks_like,
        read: How::Lines(bash_history::read),
    },
    Reader {
        format: Format::PsreadlineHistory,
        looks_like: missing::looks_like,
        read: How::Lines(missing::lines),
    },
];

/// Readers that are not written yet.
mod missing {
    use super::*;

    const WHAT: &str = "a format that this version does not read yet";

    pub(super) fn looks_like(_: &Head<'_>) -> bool {
        false
    }

    pub(super) fn lines(
        _: &mut Lines<'_>,
        _: &mut Parts,
        _: &mut dyn Sink,
    ) -> Result<(), Unreadable> {
        Err(Unreadable::NotACapture { what: WHAT.into() })
    }

    pub(super) fn text(
        _: &mut dyn BufRead,
        _: &mut Parts,
        _: &mut dyn Sink,
    ) -> Result<(), Unreadable> {
        Err(Unreadable::NotACapture { what: WHAT.into() })
    }

    pub(super) fn binary(
        _: &mut dyn Seekable,
        _: &mut Parts,
        _: &mut dyn Sink,
    ) -> Result<(), Unreadable> {
        Err(Unreadable::NotACapture { what: WHAT.into() })
    }
}
