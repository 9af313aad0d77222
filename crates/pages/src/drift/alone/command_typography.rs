//! Dashes and quotes of a typesetter in commands.

use super::Findings;
use super::sheet::Sheet;
use super::shell::is_command;
use runproof_core::diagnostic::{Severity, codes};

codes! {
    /// A typographic dash or quote in a command.
    ///
    /// ## Why
    ///
    /// A word processor turned `-` into `–` and `"` into `“`. They look nearly the same; to a
    /// shell they are letters like any other. PowerShell alone takes them for what was meant,
    /// at its prompt but not in every editor and encoding: there it is a warning.
    ///
    /// ## Example
    ///
    /// ```sh
    /// tar –xf lamp.tar
    /// ```
    ///
    /// ## Instead
    ///
    /// ```sh
    /// tar -xf lamp.tar
    /// ```
    pub TYPOGRAPHIC_COMMAND = "typographic-command", Error;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for sample in sheet.codes.iter().filter(|sample| sample.may_be_shell()) {
        for line in sample.lines(sheet) {
            if line.text.is_ascii() || line.text.trim_start().starts_with('#') {
                continue;
            }
            // Prose that is indented like code is none.
            if sample.code.language.is_none() && !is_command(line.text) {
                continue;
            }
            let mut found = line
                .text
                .char_indices()
                .filter_map(|(at, c)| typed(line.text, at, c).map(|plain| (at, c, plain)));
            let Some((at, c, plain)) = found.next() else {
                continue;
            };
            let mut finding = sheet
                .finding(
                    &TYPOGRAPHIC_COMMAND,
                    line.place(at, at + c.len_utf8()),
                    format!("the command has `{c}` (U+{:04X})", u32::from(c)),
                )
                .help(format!("write `{plain}`"));
            let starts_with_cmdlet = line.text.split_whitespace().next();
            let is_cmdlet = starts_with_cmdlet.is_some_and(|first| {
                first.contains('-') && first.starts_with(|c: char| c.is_ascii_uppercase())
            });
            if sample.is_powershell() || is_cmdlet {
                finding.severity = Severity::Warning;
            }
            findings.push(finding);
        }
    }
}

/// What somebody typed who wanted a dash or a quote; `None` where the character may be meant.
fn typed(line: &str, at: usize, c: char) -> Option<char> {
    let before = line[..at].chars().next_back();
    let after = line[at + c.len_utf8()..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\u{2013}' | '\u{2014}' | '\u{2212}'
            if before.is_some_and(char::is_whitespace) && is_word(after) =>
        {
            Some('-')
        }
        '\u{201c}' | '\u{201d}' | '\u{201e}' => Some('"'),
        // Between letters it is an apostrophe.
        '\u{2018}' | '\u{2019}' if !(is_word(before) && is_word(after)) => Some('\''),
        _ => None,
    }
}
