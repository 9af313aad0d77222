//! EVTX: a header of 4 KiB, then chunks of 64 KiB that each stand alone.
//!
//! Chunks are read one at a time, and their records go as XML the way of every event. A log that
//! has come round writes over its oldest chunk: reading begins there.

use std::io::{Read, SeekFrom};
use std::sync::Arc;

use ::evtx::{EvtxChunkData, ParserSettings};

use super::log::{Log, Places};
use super::records::text;
use crate::parts::Parts;
use crate::sniff::Head;
use crate::{Format, Seekable, Sink, Unreadable};

const HEADER: u64 = 4096;
const CHUNK: u64 = 64 * 1024;
const MAGIC: &[u8] = b"ElfFile\0";
/// Of a chunk's header: its magic, and the first and last ids of its records.
const CHUNK_HEADER: usize = 40;

/// Whether a file that begins like this is an event log.
pub(crate) fn looks_like(head: &Head<'_>) -> bool {
    head.bytes.starts_with(MAGIC)
}

/// Reads an event log. A damaged chunk or record is a gap, and what can be read is read.
///
/// # Errors
/// Where it does not begin as one.
pub(crate) fn read(
    input: &mut dyn Seekable,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let io = |error: std::io::Error| Unreadable::Io(error.to_string());
    let length = input.seek(SeekFrom::End(0)).map_err(io)?;
    input.seek(SeekFrom::Start(0)).map_err(io)?;
    let mut header = Vec::new();
    input.take(HEADER).read_to_end(&mut header).map_err(io)?;
    if !header.starts_with(MAGIC) {
        return Err(Unreadable::Broken {
            format: Format::Evtx,
            reason: "it does not begin with `ElfFile`".to_owned(),
        });
    }
    let mut log = Log::new(Places::Ids, parts, sink);
    let chunks = length.saturating_sub(HEADER).div_ceil(CHUNK);
    // A log that was not closed may have more chunks than its header says, never fewer.
    let promised = match header.get(42..44) {
        Some(&[low, high]) => u64::from(u16::from_le_bytes([low, high])),
        _ => 0,
    };
    let first = oldest(input, chunks);
    let settings = Arc::new(ParserSettings::new().indent(false).num_threads(1));
    let mut bytes = Vec::new();
    for number in (first..chunks).chain(0..first) {
        bytes.clear();
        let is_read = input
            .seek(SeekFrom::Start(HEADER + number * CHUNK))
            .and_then(|_| {
                let mut part: &mut dyn Read = input;
                (&mut part).take(CHUNK).read_to_end(&mut bytes)
            });
        if let Err(error) = is_read {
            log.broken_here(format!("chunk {number}: {error}"));
        }
        // Windows allots chunks before it uses them.
        let is_used = bytes.iter().any(|byte| *byte != 0);
        if (bytes.len() as u64) < CHUNK {
            log.broken_here(format!("chunk {number}: the file ends within it"));
            bytes.resize(CHUNK as usize, 0);
        }
        if is_used {
            bytes = chunk(bytes, number, &settings, &mut log);
        }
    }
    if chunks < promised {
        log.broken_here(format!("{chunks} chunks of {promised}"));
    }
    log.finish();
    Ok(())
}

/// The chunk with the lowest record id.
fn oldest(input: &mut dyn Seekable, chunks: u64) -> u64 {
    let mut oldest = (u64::MAX, 0);
    for number in 0..chunks {
        let mut header = [0; CHUNK_HEADER];
        let place = SeekFrom::Start(HEADER + number * CHUNK);
        if input.seek(place).is_err() || input.read_exact(&mut header).is_err() {
            break;
        }
        let id = |at: usize| {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(&header[at..at + 8]);
            u64::from_le_bytes(bytes)
        };
        let (first, last) = (id(24), id(32));
        if header.starts_with(b"ElfChnk\0") && first <= last && first < oldest.0 {
            oldest = (first, number);
        }
    }
    oldest.1
}

/// Reads one chunk, and hands its buffer back.
fn chunk(
    bytes: Vec<u8>,
    number: u64,
    settings: &Arc<ParserSettings>,
    log: &mut Log<'_>,
) -> Vec<u8> {
    let mut data = match EvtxChunkData::new(bytes, false) {
        Ok(data) => data,
        Err(error) => {
            log.broken_here(format!("chunk {number}: {error}"));
            return Vec::new();
        }
    };
    // Records that were changed may still read well: that they were is worth saying.
    if !data.validate_checksum() {
        log.broken_here(format!("chunk {number}: its checksum is wrong"));
    }
    match data.parse(Arc::clone(settings)) {
        Ok(mut chunk) => {
            for record in chunk.iter() {
                match record.and_then(|record| record.into_xml_bytes()) {
                    Ok(record) => log.record(&text(&record.data), record.event_record_id),
                    Err(error) => log.broken_here(error.to_string()),
                }
            }
        }
        Err(error) => log.broken_here(format!("chunk {number}: {error}")),
    }
    data.data
}
