//! Characters that were decoded with the wrong table.

use super::Findings;
use crate::subject::Subject;
use runproof_core::diagnostic::codes;

codes! {
    /// Characters that come from reading a text in the wrong encoding.
    ///
    /// ## Why
    ///
    /// `Ã©tape` was `étape` before a program took UTF-8 for Windows-1252. No reader can guess
    /// every word back, and a command with such a character does not run.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// step = PremiÃ¨re Ã©tape
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// step = Première étape
    /// ```
    ///
    /// Mend the text, and save the file as UTF-8.
    pub MOJIBAKE = "mojibake", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for text in &subject.texts {
        let whole = text.reading.text.as_str();
        if whole.is_ascii() {
            continue;
        }
        let mut free = 0;
        for (at, c) in whole.char_indices() {
            if at < free || c.is_ascii() {
                continue;
            }
            let Some(len) = garbled(whole, at, c) else {
                continue;
            };
            free = at + len;
            let shown = &whole[at..free];
            let finding = subject.finding(
                &MOJIBAKE,
                text.reading,
                at..free,
                format!("`{}` is what a wrong encoding leaves", shown.escape_debug()),
            );
            let help = match mended(shown) {
                Some(right) => format!("write `{right}`, and save the file as UTF-8"),
                None => "write the character that was meant, and save the file as UTF-8".to_owned(),
            };
            findings.push(finding.help(help));
            // The whole message is of one piece: one finding says it.
            break;
        }
    }
}

/// The length of the garbled characters at a place, in bytes.
fn garbled(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = &text[at + c.len_utf8()..];
    let next = rest.chars().next();
    let length = |count: usize| text[at..].chars().take(count).map(char::len_utf8).sum();
    match c {
        '\u{fffd}' => Some(length(1)),
        '\u{80}'..='\u{9f}' => Some(length(1)),
        // UTF-8 of two bytes, taken for Windows-1252: a lead byte, then a continuation byte.
        '\u{c2}'..='\u{c5}'
            if next
                .and_then(windows_1252)
                .is_some_and(|b| (0x80..0xc0).contains(&b)) =>
        {
            // `Â»` and the like may close a French or Portuguese word in capitals.
            let closes = matches!(next, Some('»' | '\u{a0}' | '”' | '’' | '…' | '–' | '—'));
            let in_capitals = text[..at].ends_with(char::is_uppercase);
            (!(closes && in_capitals)).then(|| length(2))
        }
        'â' if matches!(next, Some('€' | '\u{80}' | '„' | '†' | 'œ')) => Some(length(3)),
        'ï' if matches!(next, Some('»' | '¿')) => Some(length(3)),
        'ð' if next == Some('Ÿ') => Some(length(4)),
        // Code page 850 taken for Windows-1252, or the other way round: `f³r` was `für`.
        '³' | '¼' | '½' | '¾' | '¤' | '¦' | '¨' | '¶' | '¿' | '¬' | '¸' => {
            let before = text[..at].ends_with(char::is_lowercase);
            (before && next.is_some_and(char::is_lowercase)).then(|| length(1))
        }
        _ => None,
    }
}

/// The text before it was decoded wrongly.
fn mended(garbled: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = garbled.chars().map(windows_1252).collect();
    let text = String::from_utf8(bytes?).ok()?;
    (!text.chars().any(char::is_control)).then_some(text)
}

/// The byte that Windows-1252 has for a character.
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match c as u32 {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => HIGH
            .iter()
            .position(|high| *high == c)
            .map(|index| 0x80 + index as u8),
    }
}
