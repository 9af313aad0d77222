//! A path with blanks that no shell takes for one.

use super::Findings;
use super::sheet::Sheet;
use super::shell::command_start;
use runproof_core::diagnostic::codes;

codes! {
    /// A program's path with a blank in it, without quotes.
    ///
    /// ## Why
    ///
    /// A shell ends the path at the blank: `C:\Program` is not found, or worse, is found.
    /// PowerShell wants the call operator before a quoted path.
    ///
    /// ## Example
    ///
    /// ```powershell
    /// C:\Program Files\Beacon\Setup.exe
    /// ```
    ///
    /// ## Instead
    ///
    /// ```powershell
    /// & "C:\Program Files\Beacon\Setup.exe"
    /// ```
    pub UNQUOTED_PATH = "unquoted-path", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for sample in sheet.codes.iter().filter(|sample| sample.may_be_shell()) {
        for line in sample.lines(sheet) {
            let start = command_start(line.text);
            let Some(end) = program(&line.text[start..]).map(|len| start + len) else {
                continue;
            };
            let path = &line.text[start..end];
            let call = if sample.is_powershell() { "& " } else { "" };
            findings.push(
                sheet
                    .finding(
                        &UNQUOTED_PATH,
                        line.place(start, end),
                        format!("the path `{path}` has blanks and no quotes"),
                    )
                    .help(format!("write `{call}\"{path}\"`")),
            );
        }
    }
}

/// The length of the path that a command begins with, where it is a program's with a blank in one
/// of its folders' names or its own.
fn program(command: &str) -> Option<usize> {
    let after_root = root(command)?;
    let lower = command.to_ascii_lowercase();
    let end = [".exe", ".msi", ".cmd", ".bat", ".com", ".vbs"]
        .iter()
        .filter_map(|ending| {
            let at = lower.find(ending)? + ending.len();
            let rest = &command[at..];
            (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(at)
        })
        .min()?;
    let path = &command[after_root..end];
    let is_path = path.contains(' ')
        && path.contains('\\')
        && !path.contains(['"', '\'', ':', '|', ';', '=', ','])
        && !path.contains(" -")
        && !path.contains(" /")
        && !path.contains(" \\");
    is_path.then_some(end)
}

/// How long what a path is rooted in is: `C:\`, `<drive>\`, `%ProgramFiles%\`, `\\server`.
fn root(command: &str) -> Option<usize> {
    let bytes = command.as_bytes();
    match bytes.first()? {
        b'<' => command
            .find('>')
            .map(|end| end + 1)
            .filter(|end| {
                let rest = &command[*end..];
                rest.starts_with('\\') || rest.starts_with(":\\")
            })
            .map(|end| command[end..].find('\\').map_or(end, |at| end + at)),
        b'%' => command[1..]
            .find('%')
            .map(|end| end + 2)
            .filter(|end| command[*end..].starts_with('\\') && !command[..*end].contains(' ')),
        b'\\' => command.starts_with("\\\\").then_some(2),
        drive if drive.is_ascii_alphabetic() => command[1..].starts_with(":\\").then_some(2),
        _ => None,
    }
}
