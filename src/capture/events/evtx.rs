//! EVTX: a header of 4 KiB, then chunks of 64 KiB that each stand alone.
//!
//! Chunks are read one at a time, and their records go as XML the way of every event. A log that
//! has come round begins in the middle of the file; `Log` sees that by the records' times.

use std::io::{BufRead, Read};
use std::sync::Arc;

use ::evtx::{EvtxChunkData, ParserSettings};

use super::log::{Log, Places};
use crate::capture::Sink;
use crate::capture::parts::Parts;

const HEADER: usize = 4096;
const CHUNK: usize = 64 * 1024;
const MAGIC: &[u8] = b"ElfFile\0";

/// Whether a file that begins like this is an event log.
pub(in crate::capture) fn looks_like(head: &[u8]) -> bool {
    head.starts_with(MAGIC)
}

/// Reads an event log. A damaged chunk or record is a gap, and what can be read is read.
pub(in crate::capture) fn read(input: &mut dyn BufRead, parts: &mut Parts, sink: &mut dyn Sink) {
    let mut log = Log::new(Places::Ids, parts, sink);
    let settings = Arc::new(ParserSettings::new().indent(false).num_threads(1));
    let mut bytes = Vec::with_capacity(CHUNK);
    let mut chunks = 0;
    match fill(input, &mut bytes, HEADER) {
        Ok(()) => chunks = header_chunks(&bytes),
        Err(why) => log.broken_here(why),
    }
    for number in 0_u64.. {
        bytes.clear();
        let mut is_last = false;
        if let Err(why) = fill(input, &mut bytes, CHUNK) {
            if !bytes.is_empty() || number < chunks {
                log.broken_here(why);
            }
            is_last = true;
        }
        if bytes.iter().any(|byte| *byte != 0) {
            bytes.resize(CHUNK, 0);
            bytes = chunk(bytes, number, &settings, &mut log);
        }
        if is_last {
            break;
        }
    }
    log.finish();
}

/// Reads so many bytes, or says why not.
fn fill(input: &mut dyn BufRead, bytes: &mut Vec<u8>, wanted: usize) -> Result<(), String> {
    match input.take(wanted as u64).read_to_end(bytes) {
        Ok(read) if read == wanted => Ok(()),
        Ok(_) => Err("the file ends too early".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// How many chunks the file's header says that there are. A log that was not closed may have more.
fn header_chunks(header: &[u8]) -> u64 {
    match header.get(42..44) {
        Some(&[low, high]) if looks_like(header) => u64::from(u16::from_le_bytes([low, high])),
        _ => 0,
    }
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
            return Vec::with_capacity(CHUNK);
        }
    };
    // Records that were changed may still read well.
    if !data.validate_checksum() {
        log.broken_here(format!("chunk {number}: its checksum is wrong"));
    }
    match data.parse(Arc::clone(settings)) {
        Ok(mut chunk) => {
            for record in chunk.iter() {
                let record = match record.and_then(|record| record.into_xml_bytes()) {
                    Ok(record) => record,
                    Err(error) => {
                        log.broken_here(error.to_string());
                        continue;
                    }
                };
                log.record(
                    &String::from_utf8_lossy(&record.data),
                    record.event_record_id,
                );
            }
        }
        Err(error) => log.broken_here(format!("chunk {number}: {error}")),
    }
    data.data
}
