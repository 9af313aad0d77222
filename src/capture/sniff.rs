//! What a file is, from its first bytes: a capture of some format, or what else.

use super::Format;
use super::formats::READERS;

/// The beginning of a capture.
pub(super) struct Head<'h> {
    /// The file's name, without its folders: only ever breaks a tie.
    pub(super) name: &'h str,
    /// The first bytes, compression taken off.
    pub(super) bytes: &'h [u8],
    /// The first text, decoded; it ends at a line break where it can. Empty for binary formats.
    pub(super) text: &'h str,
    /// Whether that is all of it.
    pub(super) whole: bool,
}

impl<'h> Head<'h> {
    /// How much text a format may be found by.
    pub(super) const MOST: usize = 64 << 10;

    pub(super) fn new(path: &'h str, bytes: &'h [u8], text: &'h str, whole: bool) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let cut = if text.len() <= Self::MOST {
            text.len()
        } else {
            let most = (0..=Self::MOST).rev().find(|at| text.is_char_boundary(*at));
            let most = most.unwrap_or(0);
            text[..most].rfind('\n').map_or(most, |at| at + 1)
        };
        Self {
            name,
            bytes,
            text: &text[..cut],
            whole: whole && cut == text.len(),
        }
    }

    /// Its lines without their breaks.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'h str> {
        let text: &'h str = self.text;
        text.lines()
    }

    /// Its first line that is not blank.
    pub(super) fn first_line(&self) -> &'h str {
        self.lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default()
    }

    /// Its text from the first character that is not blank.
    pub(super) fn start(&self) -> &'h str {
        let text: &'h str = self.text;
        text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
    }
}

/// The format of a capture that begins so.
pub(super) fn format(head: &Head<'_>) -> Option<Format> {
    READERS
        .iter()
        .find(|reader| (reader.looks_like)(head))
        .map(|reader| reader.format)
}

/// What first bytes are known to be that no capture has.
const FOREIGN: &[(&[u8], &str)] = &[
    (&[0xff, 0xd8, 0xff], "a picture (JPEG)"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (&[0x28, 0xb5, 0x2f, 0xfd], "a Zstandard archive"),
    (b"MSCF", "a cabinet archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (&[0xd0, 0xcf, 0x11, 0xe0], "an old Office document"),
    (b"RIFF", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
    (b"{\\rtf", "a rich text document"),
    (b"LfLe", "an event log of Windows XP (.evt)"),
    (b"regf", "a registry hive"),
];

/// What a file is whose first bytes no capture has.
pub(super) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let known = FOREIGN
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        // A few letters could begin a text as well.
        .filter(|(magic, _)| magic.len() > 3 || !magic.is_ascii() || bytes.contains(&0));
    match known {
        Some((_, what)) => Some(what),
        None if bytes.get(257..262) == Some(b"ustar".as_slice()) => Some("a tar archive"),
        None if bytes.get(4..8) == Some(b"ftyp".as_slice()) => Some("a film"),
        None => None,
    }
}

/// What a text that is no capture looks like, for a person.
pub(super) fn describe(head: &Head<'_>) -> String {
    let start = head.start();
    let text = head.text;
    let odd = text.chars().filter(|c| {
        *c == '\0'
            || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{1b}' | '\u{7}' | '\u{8}'))
    });
    if odd.count() * 20 > text.chars().count() {
        return "binary data".to_owned();
    }
    let lower: String = start.chars().take(200).collect::<String>().to_lowercase();
    let what = if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        "a web page"
    } else if lower.starts_with("<?xml") || (start.starts_with('<') && lower.contains('>')) {
        "XML that is no event log and no history"
    } else if start.starts_with('{') || start.starts_with('[') && lower.contains('"') {
        "JSON that is no recording"
    } else if lower.starts_with("#!") {
        "a script"
    } else if lower.starts_with("<#") || lower.starts_with("param(") {
        "a PowerShell script"
    } else if lower.starts_with("---") || lower.starts_with("# ") {
        "a document"
    } else if lower.starts_with("#software: microsoft") {
        "a log of IIS or Exchange"
    } else {
        "a text without a header, a prompt or a time"
    };
    what.to_owned()
}
