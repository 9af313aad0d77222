//! `Program Files` where it is not.

use super::Findings;
use super::sheet::Sheet;
use runproof_core::diagnostic::{Span, codes};

codes! {
    /// `Program Files` below the folder of Windows.
    ///
    /// ## Why
    ///
    /// `%SYSTEMROOT%` and `%windir%` are `C:\Windows`; `Program Files` stands beside that folder,
    /// not in it. Whoever meant the drive wanted `%SystemDrive%`, and
    /// `%ProgramFiles%` needs neither.
    ///
    /// ## Example
    ///
    /// ```bat
    /// "%SYSTEMROOT%\Program Files\Beacon\Setup.exe"
    /// ```
    ///
    /// ## Instead
    ///
    /// ```bat
    /// "%ProgramFiles%\Beacon\Setup.exe"
    /// ```
    pub WRONG_FOLDER = "wrong-folder", Error;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let source = sheet.source();
    for (at, folder) in source.match_indices("Program Files") {
        // In prose a backslash may be typed twice.
        let before = source[..at].trim_end_matches('\\');
        if before.len() == at {
            continue;
        }
        let root = [
            "%systemroot%",
            "%windir%",
            "$env:systemroot",
            "$env:windir",
            "${env:systemroot}",
            "${env:windir}",
            ":\\windows",
            ":\\\\windows",
        ]
        .iter()
        .find(|root| {
            let from = before.len().checked_sub(root.len());
            let end = from.and_then(|from| before.get(from..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(root))
        });
        let Some(root) = root else { continue };
        let mut from = before.len() - root.len();
        if root.starts_with(':') {
            from = from.saturating_sub(1);
        }
        let named = &source[from..before.len()];
        findings.push(
            sheet
                .finding(
                    &WRONG_FOLDER,
                    Span::new(from, at + folder.len()),
                    format!("`{named}` is the folder of Windows: `Program Files` is not in it"),
                )
                .help("write `%ProgramFiles%` or `%SystemDrive%\\Program Files`"),
        );
    }
}
