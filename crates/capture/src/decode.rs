//! Bytes → text, a block at a time.
//!
//! A byte order mark decides; without one, the place of the zero bytes tells UTF-16; all else is
//! UTF-8, line by line: a line that is not is windows-1252, or UTF-16 that was appended to 8-bit
//! text, as PowerShell's `>>` does. So a bad byte never stops a reader, and never costs more than
//! its line.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memrchr};

/// How many bytes are read at once: few enough to stay in a core's cache between hashing,
/// decoding and scanning.
const BLOCK: usize = 256 << 10;

/// A text of any encoding as UTF-8, in blocks that end at line breaks where they can.
pub(super) struct Text<'a> {
    bytes: Box<dyn Read + 'a>,
    /// Read and not decoded yet: the beginning of a line.
    carry: Vec<u8>,
    block: String,
    at: usize,
    charset: Charset,
    seen: Seen,
    ended: bool,
    fault: Option<io::Error>,
}

enum Charset {
    /// UTF-8, or any 8-bit text.
    Bytes,
    Wide(Box<Decoder>, &'static str),
}

/// Which encodings lines had.
#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    utf8: bool,
    windows: bool,
    wide: bool,
}

impl<'a> Text<'a> {
    /// Decides on the encoding and decodes the first block.
    pub(super) fn new(bytes: Box<dyn Read + 'a>) -> Self {
        let mut text = Self {
            bytes,
            carry: Vec::new(),
            block: String::new(),
            at: 0,
            charset: Charset::Bytes,
            seen: Seen::default(),
            ended: false,
            fault: None,
        };
        let mut first = Vec::new();
        text.read_block(&mut first);
        text.charset = match first.as_slice() {
            [0xff, 0xfe, ..] => wide(UTF_16LE),
            [0xfe, 0xff, ..] => wide(UTF_16BE),
            // Both at its beginning and on the whole: wide text may have been appended.
            bytes => match (
                zeros(&bytes[..bytes.len().min(32)]),
                zeros(&bytes[..bytes.len().min(64 << 10)]),
            ) {
                (Zeros::Odd, Zeros::Odd) => wide(UTF_16LE),
                (Zeros::Even, Zeros::Even) => wide(UTF_16BE),
                _ => Charset::Bytes,
            },
        };
        if first.starts_with(&[0xef, 0xbb, 0xbf]) {
            first.drain(..3);
        }
        text.decode(first);
        text
    }

    /// What is decoded and not consumed.
    pub(super) fn rest(&self) -> &str {
        &self.block[self.at..]
    }

    /// The decoded block, and where in it the unconsumed rest begins.
    pub(super) fn block(&self) -> (&str, usize) {
        (&self.block, self.at)
    }

    /// So many bytes of the rest were used.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Whether nothing can follow what is decoded.
    pub(super) fn is_all(&self) -> bool {
        self.ended && self.carry.is_empty()
    }

    /// Decodes the next block over the last one; `false` at the end.
    pub(super) fn next_block(&mut self) -> bool {
        loop {
            if self.is_all() {
                self.block.clear();
                self.at = 0;
                return false;
            }
            let mut bytes = std::mem::take(&mut self.block).into_bytes();
            self.read_block(&mut bytes);
            self.decode(bytes);
            if !self.block.is_empty() {
                return true;
            }
        }
    }

    /// Why the text ends before its end, where it does.
    pub(super) fn fault(&mut self) -> Option<io::Error> {
        self.fault.take()
    }

    /// The encoding's name.
    pub(super) fn encoding(&self) -> &'static str {
        match (&self.charset, self.seen) {
            (Charset::Wide(_, name), _) => name,
            (_, seen) if seen.wide => "mixed",
            (_, seen) if seen.windows && seen.utf8 => "mixed",
            (_, seen) if seen.windows => "windows-1252",
            _ => "utf-8",
        }
    }

    /// Fills the buffer, whatever pieces the bytes come in: so the pieces change nothing.
    fn read_block(&mut self, buffer: &mut Vec<u8>) {
        buffer.clear();
        buffer.append(&mut self.carry);
        let mut filled = buffer.len();
        let wanted = filled + BLOCK;
        buffer.resize(wanted, 0);
        while filled < wanted && !self.ended {
            match self.bytes.read(&mut buffer[filled..]) {
                Ok(0) => self.ended = true,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.fault = Some(error);
                    self.ended = true;
                }
            }
        }
        buffer.truncate(filled);
    }

    fn decode(&mut self, mut bytes: Vec<u8>) {
        self.at = 0;
        if let Charset::Wide(decoder, _) = &mut self.charset {
            self.block = String::new();
            let last = self.ended;
            let room = decoder.max_utf8_buffer_length(bytes.len());
            self.block.reserve(room.unwrap_or(bytes.len() * 3 + 16));
            let (result, _, _) = decoder.decode_to_string(&bytes, &mut self.block, last);
            debug_assert_eq!(result, CoderResult::InputEmpty);
            return;
        }
        if !self.ended {
            let end = memrchr(b'\n', &bytes).map_or_else(|| boundary(&bytes), |at| at + 1);
            self.carry.extend_from_slice(&bytes[end..]);
            bytes.truncate(end);
        }
        let zero = memchr(0, &bytes).is_some();
        self.block = match String::from_utf8(bytes) {
            Ok(text) if !zero => {
                self.seen.utf8 |= !self.seen.utf8 && !text.is_ascii();
                text
            }
            Ok(text) => self.line_wise(text.as_bytes()),
            Err(error) => self.line_wise(error.as_bytes()),
        };
    }

    fn line_wise(&mut self, bytes: &[u8]) -> String {
        let mut out = String::with_capacity(bytes.len() + bytes.len() / 8);
        let mut rest = bytes;
        let mut after_wide = false;
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (line, next) = rest.split_at(end);
            rest = next;
            // The second byte of a wide line break stands at the beginning of the next line.
            let narrow = match line {
                [0, narrow @ ..] if after_wide => narrow,
                _ => line,
            };
            after_wide = false;
            let body = narrow.strip_suffix(b"\n").unwrap_or(narrow);
            if narrow.is_empty() {
                continue;
            }
            if memchr(0, body).is_some() && matches!(zeros(body), Zeros::Odd) {
                self.seen.wide = true;
                after_wide = true;
                let (text, _) = UTF_16LE.decode_without_bom_handling(body);
                out.push_str(text.trim_end_matches(['\r', '\u{fffd}']));
                out.push('\n');
                continue;
            }
            match str::from_utf8(narrow) {
                Ok(text) => {
                    self.seen.utf8 |= !text.is_ascii();
                    out.push_str(text);
                }
                Err(_) => {
                    self.seen.windows = true;
                    let (text, _) = WINDOWS_1252.decode_without_bom_handling(narrow);
                    out.push_str(&text);
                }
            }
        }
        out
    }
}

impl Read for Text<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let rest = self.fill_buf()?;
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Text<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.block.len() {
            self.next_block();
        }
        Ok(&self.block.as_bytes()[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.block.len());
    }
}

fn wide(encoding: &'static encoding_rs::Encoding) -> Charset {
    let name = if encoding == UTF_16LE {
        "utf-16le"
    } else {
        "utf-16be"
    };
    Charset::Wide(Box::new(encoding.new_decoder_with_bom_removal()), name)
}

/// Where most zero bytes are: those of Latin letters in UTF-16.
enum Zeros {
    Odd,
    Even,
    Few,
}

fn zeros(bytes: &[u8]) -> Zeros {
    let pairs = bytes.len() / 2;
    let (mut even, mut odd) = (0, 0);
    for pair in bytes.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    if odd * 5 > pairs * 2 && even * 20 <= pairs {
        Zeros::Odd
    } else if even * 5 > pairs * 2 && odd * 20 <= pairs {
        Zeros::Even
    } else {
        Zeros::Few
    }
}

/// Where the last whole character ends.
fn boundary(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    match bytes[tail..].iter().rposition(|byte| *byte >= 0xc0) {
        Some(at) => {
            let lead = bytes[tail + at];
            let wants = match lead {
                0xf0.. => 4,
                0xe0.. => 3,
                _ => 2,
            };
            if bytes.len() - (tail + at) < wants {
                tail + at
            } else {
                bytes.len()
            }
        }
        None => bytes.len(),
    }
}
