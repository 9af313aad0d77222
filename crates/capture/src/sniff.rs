//! What a file is, from its first bytes: a capture of some format, or what else.

use super::formats::{Proof, by_turn};
use super::{Basis, Format};

/// The beginning of a capture.
pub(super) struct Head<'h> {
    /// The file's name, without its folders: it decides where the content does not.
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

/// What the beginning of a capture says for a format. The order is from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Nothing.
    None,
    /// Its lines could be of that format, and of others: a guess.
    Lines,
    /// Something that has that form, such as a prompt.
    Form,
    /// What only that format has: a header, a property's name.
    Proof,
}

impl Sign {
    /// A proof, where there is one.
    pub(super) fn proof(is_one: bool) -> Self {
        match is_one {
            true => Self::Proof,
            false => Self::None,
        }
    }
}

/// The format that the beginning of a capture proves.
pub(super) fn proved(head: &Head<'_>) -> Option<(Format, Basis)> {
    Some((by_sign(head, Sign::Proof)?, Basis::Content))
}

fn by_sign(head: &Head<'_>, wanted: Sign) -> Option<Format> {
    by_turn().find(|format| (format.row().looks_like)(head) == wanted)
}

/// The format of a capture that begins so, and what says that. Content decides, then the name.
pub(super) fn format(head: &Head<'_>) -> Option<(Format, Basis)> {
    if let Some(proved) = proved(head) {
        return Some(proved);
    }
    let name = names_format(head.name);
    if let Some(format) = name.filter(|format| !has_proof(*format)) {
        return Some((format, Basis::Name));
    }
    if let Some(format) = by_sign(head, Sign::Form) {
        return Some((format, Basis::Content));
    }
    // Its name says what it should be, and it is not.
    if let Some(format) = name {
        return Some((format, Basis::Name));
    }
    Some((by_sign(head, Sign::Lines)?, Basis::Guess))
}

/// Whether every capture of a format proves what it is.
pub(super) fn has_proof(format: Format) -> bool {
    format.row().proof == Proof::Always
}

/// The format that a file's name says. The less a format's content proves, the more its name counts.
fn names_format(name: &str) -> Option<Format> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    by_turn().rev().find(|format| (format.row().is_named)(name))
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
