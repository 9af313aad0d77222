//! Events as XML: `wevtutil qe`, `ToXml()`, a dump of EVTX; with a root or none, one on a line or
//! over many.

use std::io::BufRead;

use super::log::{Log, Places};
use super::records::{Between, Piece, Records, Shape};
use crate::parts::Parts;
use crate::sniff::Head;
use crate::{Format, Sink, Unreadable};

const EVENT: Shape = Shape {
    open: b"<Event",
    then: Some(b"<System"),
    between: Between::Frame,
};

/// Whether a file that begins like this holds events.
pub(crate) fn looks_like(head: &Head<'_>) -> bool {
    head.text.match_indices("<Event").any(|(at, name)| {
        let rest = &head.text[at + name.len()..];
        rest.starts_with([' ', '>', '\t', '\r', '\n'])
            && rest
                .split_once('>')
                .is_some_and(|(_, inside)| inside.trim_start().starts_with("<System"))
    })
}

/// Reads events from decoded text.
///
/// # Errors
/// Where there is no event in it.
pub(crate) fn read(
    input: &mut dyn BufRead,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let mut log = Log::new(Places::Lines, parts, sink);
    let mut records = Records::new(input, EVENT);
    while let Some(piece) = records.next() {
        match piece {
            Piece::Record(xml, line) => log.record(&xml, line),
            Piece::Broken(line, why) => log.broken(line, why),
        }
    }
    log.finish();
    if parts.records == 0 {
        return Err(Unreadable::Broken {
            format: Format::EventXml,
            reason: "there is no event in it".to_owned(),
        });
    }
    Ok(())
}
