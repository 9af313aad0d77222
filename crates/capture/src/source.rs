//! The bytes as they lie on the disk, hashed and counted on their way; and gzip taken off.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use runproof_text::hash::Hasher;

/// How often a capture may have been compressed: a transcript, and a folder's archive of it.
const MOST_GZIP: usize = 2;

/// The bytes of a capture; what has been read through it is hashed.
pub(super) struct Disk<'a> {
    bytes: &'a mut dyn Read,
    hash: Hasher,
    count: Rc<Cell<u64>>,
}

impl<'a> Disk<'a> {
    pub(super) fn new(bytes: &'a mut dyn Read) -> Self {
        Self {
            bytes,
            hash: Hasher::default(),
            count: Rc::new(Cell::new(0)),
        }
    }

    /// How many bytes were read so far; the count goes on.
    pub(super) fn count(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.count)
    }

    /// Reads what nobody wanted, so that the hash is that of the whole file.
    pub(super) fn drain(&mut self) -> io::Result<()> {
        let mut unread = vec![0; 1 << 16];
        loop {
            match self.read(&mut unread) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The hash in hex, and the number of bytes.
    pub(super) fn finish(self) -> (String, u64) {
        (self.hash.finish().hex(), self.count.get())
    }
}

impl Read for Disk<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(into)?;
        self.hash.update(&into[..read]);
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// The bytes without their compression, and the first of them.
pub(super) struct Plain<'a> {
    /// From the first byte on.
    pub(super) bytes: Box<dyn Read + 'a>,
    /// The first bytes, again.
    pub(super) head: Vec<u8>,
    /// Whether they were compressed.
    pub(super) gzip: bool,
}

/// Takes gzip off, where it is on.
///
/// # Errors
/// Where the first bytes can not be read or unpacked.
pub(super) fn unpack<'a>(bytes: impl Read + 'a) -> io::Result<Plain<'a>> {
    let mut plain = peek(Box::new(bytes), false)?;
    for _ in 0..MOST_GZIP {
        if !plain.head.starts_with(&[0x1f, 0x8b, 8]) {
            break;
        }
        let packed = BufReader::with_capacity(1 << 17, plain.bytes);
        plain = peek(Box::new(MultiGzDecoder::new(packed)), true)?;
    }
    Ok(plain)
}

fn peek<'a>(mut bytes: Box<dyn Read + 'a>, gzip: bool) -> io::Result<Plain<'a>> {
    let mut head = Vec::new();
    bytes.by_ref().take(512).read_to_end(&mut head)?;
    Ok(Plain {
        bytes: Box::new(Cursor::new(head.clone()).chain(bytes)),
        head,
        gzip,
    })
}
