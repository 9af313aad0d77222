//! Which reader reads which format, in the order in which a capture is held against them: what
//! its first bytes prove comes before what its lines only suggest.

use std::io::BufRead;

use super::events;
use super::lines::Lines;
use super::parts::Parts;
use super::read::{Seekable, Unreadable};
use super::sniff::{Head, Sign};
use super::{Format, Sink, asciinema, bash_history, history, syslog, transcript, typescript, xes};

/// One format's reader.
pub(super) struct Reader {
    /// The format.
    pub(super) format: Format,
    /// What the beginning of a capture says for this format.
    pub(super) looks_like: fn(&Head<'_>) -> Sign,
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
        looks_like: |head| Sign::proof(events::looks_like_evtx(head)),
        read: How::Binary(events::read_evtx),
    },
    Reader {
        format: Format::Xes,
        looks_like: |head| Sign::proof(xes::looks_like(head)),
        read: How::Text(xes::read),
    },
    Reader {
        format: Format::HistoryClixml,
        looks_like: |head| Sign::proof(history::looks_like_clixml(head)),
        read: How::Text(history::read_clixml),
    },
    Reader {
        format: Format::EventXml,
        looks_like: |head| Sign::proof(events::looks_like_xml(head)),
        read: How::Text(events::read_xml),
    },
    Reader {
        format: Format::Asciinema,
        looks_like: |head| Sign::proof(asciinema::looks_like(head)),
        read: How::Lines(asciinema::read),
    },
    Reader {
        format: Format::Typescript,
        looks_like: typescript::looks_like,
        read: How::Lines(typescript::read),
    },
    Reader {
        format: Format::PowershellTranscript,
        looks_like: transcript::looks_like,
        read: How::Lines(transcript::read),
    },
    Reader {
        format: Format::HistoryCsv,
        looks_like: |head| Sign::proof(history::looks_like_csv(head)),
        read: How::Text(history::read_csv),
    },
    Reader {
        format: Format::HistoryText,
        looks_like: |head| Sign::proof(history::looks_like_text(head)),
        read: How::Text(history::read_text),
    },
    Reader {
        format: Format::PowershellSyslog,
        looks_like: syslog::looks_like,
        read: How::Lines(syslog::read),
    },
    Reader {
        format: Format::BashHistory,
        looks_like: bash_history::looks_like,
        read: How::Lines(bash_history::read),
    },
    Reader {
        format: Format::PsreadlineHistory,
        looks_like: history::looks_like_psreadline,
        read: How::Lines(history::read_psreadline),
    },
];
