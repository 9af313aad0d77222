//! Writes EVTX, as far as tests and benchmarks need it: records of plain elements, no templates.
//!
//! A file is a header of 4 KiB and chunks of 64 KiB; a chunk is a header of 512 bytes and records;
//! a record is a header of 24 bytes, binary XML, and its size again.

#![allow(unreachable_pub, reason = "a benchmark has this file too")]

/// An element of a record.
pub struct Element {
    /// Its name.
    pub name: &'static str,
    /// Its attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// Its text.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Element>,
}

impl Element {
    /// An element with text.
    pub fn text(name: &'static str, text: impl Into<String>) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            text: text.into(),
            children: Vec::new(),
        }
    }

    /// An element with attributes.
    pub fn attributes(name: &'static str, attributes: Vec<(&'static str, String)>) -> Self {
        Self {
            attributes,
            ..Self::text(name, "")
        }
    }

    /// An element with elements.
    pub fn children(name: &'static str, children: Vec<Element>) -> Self {
        Self {
            children,
            ..Self::text(name, "")
        }
    }
}

const CHUNK: usize = 65536;
const CHUNK_HEADER: usize = 512;

/// A log of these records, each with its id; `checksum` is CRC-32.
pub fn log(records: &[(u64, Element)], checksum: impl Fn(&[u8]) -> u32) -> Vec<u8> {
    let mut chunks: Vec<(Vec<u8>, u64, u64, usize)> = Vec::new();
    for (id, element) in records {
        let mut base = chunks.last().map_or(0, |(chunk, ..)| chunk.len());
        let mut bytes = record(*id, element, base);
        if base == 0 || base + bytes.len() > CHUNK {
            base = CHUNK_HEADER;
            bytes = record(*id, element, base);
            chunks.push((vec![0; CHUNK_HEADER], *id, *id, base));
        }
        if let Some((chunk, _, last, place)) = chunks.last_mut() {
            chunk.extend(bytes);
            (*last, *place) = (*id, base);
        }
    }
    let mut file = vec![0; 4096];
    file[..8].copy_from_slice(b"ElfFile\0");
    file[32..36].copy_from_slice(&128_u32.to_le_bytes());
    file[36..40].copy_from_slice(&[1, 0, 3, 0]);
    file[40..42].copy_from_slice(&4096_u16.to_le_bytes());
    file[42..44].copy_from_slice(&u16::try_from(chunks.len()).unwrap_or(0).to_le_bytes());
    for (mut chunk, first, last, place) in chunks {
        let end = chunk.len();
        let records = checksum(&chunk[CHUNK_HEADER..]);
        chunk.resize(CHUNK, 0);
        chunk[..8].copy_from_slice(b"ElfChnk\0");
        for (at, id) in [(8, first), (16, last), (24, first), (32, last)] {
            chunk[at..at + 8].copy_from_slice(&id.to_le_bytes());
        }
        let small = |size: usize| u32::try_from(size).unwrap_or(0);
        for (at, value) in [
            (40, 128),
            (44, small(place)),
            (48, small(end)),
            (52, records),
        ] {
            chunk[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        let header = [&chunk[..120], &chunk[128..512]].concat();
        let header = checksum(&header);
        chunk[124..128].copy_from_slice(&header.to_le_bytes());
        file.extend(chunk);
    }
    file
}

fn record(id: u64, element: &Element, base: usize) -> Vec<u8> {
    let mut bytes = b"**\0\0".to_vec();
    bytes.extend(0_u32.to_le_bytes());
    bytes.extend(id.to_le_bytes());
    // 2026-03-14 in steps of 100 ns since 1601.
    bytes.extend(134_179_000_000_000_000_u64.to_le_bytes());
    bytes.extend([0x0f, 1, 1, 0]);
    write(element, base, &mut bytes);
    bytes.push(0);
    let size = u32::try_from(bytes.len() + 4).unwrap_or(0).to_le_bytes();
    bytes[4..8].copy_from_slice(&size);
    bytes.extend(size);
    bytes
}

fn write(element: &Element, base: usize, bytes: &mut Vec<u8>) {
    let has_attributes = !element.attributes.is_empty();
    bytes.push(if has_attributes { 0x41 } else { 0x01 });
    bytes.extend([0; 4]);
    name(element.name, base, bytes);
    if has_attributes {
        bytes.extend([0; 4]);
    }
    for (attribute, value) in &element.attributes {
        bytes.push(0x06);
        name(attribute, base, bytes);
        text(value, bytes);
    }
    bytes.push(0x02);
    if !element.text.is_empty() {
        text(&element.text, bytes);
    }
    for child in &element.children {
        write(child, base, bytes);
    }
    bytes.push(0x04);
}

/// A name where it is used for the first time; that it is written again each time does no harm.
fn name(name: &str, base: usize, bytes: &mut Vec<u8>) {
    let place = u32::try_from(base + bytes.len() + 4).unwrap_or(0);
    bytes.extend(place.to_le_bytes());
    bytes.extend([0; 4]);
    let units: Vec<u16> = name.encode_utf16().collect();
    let hash = units.iter().fold(0_u32, |hash, unit| {
        hash.wrapping_mul(65599).wrapping_add(u32::from(*unit))
    });
    bytes.extend((hash as u16).to_le_bytes());
    bytes.extend(u16::try_from(units.len()).unwrap_or(0).to_le_bytes());
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes.extend([0; 2]);
}

fn text(text: &str, bytes: &mut Vec<u8>) {
    let units: Vec<u16> = text.encode_utf16().collect();
    bytes.extend([0x05, 0x01]);
    bytes.extend(u16::try_from(units.len()).unwrap_or(0).to_le_bytes());
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
}
