//! Which lines always come to the same, so that a long capture need not read them twice.

use super::{Dialect, Invocation, Program};

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 200;

/// Punctuation that neither sets, expands nor redirects anything.
const PLAIN: &[u8] = b" -_.,:/\\*'\"|";

/// Verbs of cmdlets that leave the session as it was.
const LOOKING: &[&str] = &[
    "compare",
    "convertfrom",
    "convertto",
    "find",
    "format",
    "get",
    "group",
    "measure",
    "resolve",
    "search",
    "select",
    "show",
    "sort",
    "test",
    "wait",
    "write",
];

/// Builtins of bash that change the session, or what a later line means.
const BUILTINS: &[&str] = &[
    ".",
    "alias",
    "bg",
    "bind",
    "builtin",
    "cd",
    "command",
    "declare",
    "dirs",
    "disown",
    "enable",
    "eval",
    "exec",
    "exit",
    "export",
    "fc",
    "fg",
    "getopts",
    "hash",
    "history",
    "let",
    "local",
    "logout",
    "mapfile",
    "popd",
    "printf",
    "pushd",
    "read",
    "readarray",
    "readonly",
    "return",
    "select",
    "set",
    "shift",
    "shopt",
    "source",
    "suspend",
    "time",
    "times",
    "trap",
    "typeset",
    "ulimit",
    "umask",
    "unalias",
    "unset",
    "wait",
];

/// Whether a line comes to the same whenever it is typed, and leaves the session as it was. `ran` is
/// what it came to; a name that gets another meaning later is for [`redefines`].
pub(super) fn is_repeatable(dialect: Dialect, text: &str, ran: &[Invocation]) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || PLAIN.contains(&byte);
    text.len() <= LONGEST
        && text.bytes().all(is_plain)
        && text.split('|').count() == ran.iter().map(|ran| 1 + ran.piped.len()).sum::<usize>()
        && ran.iter().all(|ran| leaves_nothing(dialect, ran))
        && !text
            .split(' ')
            .any(|word| dialect == Dialect::PowerShell && names_a_variable(word))
}

fn leaves_nothing(dialect: Dialect, ran: &Invocation) -> bool {
    let Program::Named(name) = &ran.program else {
        return matches!(ran.program, Program::File(_));
    };
    let name = name.to_ascii_lowercase();
    let leaves = match (dialect, name.split_once('-')) {
        (Dialect::Bash, _) => !BUILTINS.contains(&name.as_str()),
        (Dialect::PowerShell, Some((verb, _))) => LOOKING.contains(&verb),
        // A program: it has a process of its own.
        (Dialect::PowerShell, None) => name.ends_with(".exe"),
    };
    leaves && ran.piped.iter().all(|stage| leaves_nothing(dialect, stage))
}

/// Whether a word is a parameter that gives a variable what a command writes: `-OutVariable`, `-ov`.
fn names_a_variable(word: &str) -> bool {
    let Some(name) = word.strip_prefix('-') else {
        return false;
    };
    let name = name.to_ascii_lowercase();
    name.contains("variable") || name.len() <= 4 && name.ends_with('v') || name.starts_with("out")
}

/// Whether a line may give a name another meaning: what was known of other lines no longer holds.
pub(super) fn redefines(text: &str) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| {
        let begins = |word: &str| {
            let part = bytes.get(at..at + word.len());
            part.is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
        };
        match bytes[at] {
            b'a' | b'A' => begins("alias"),
            b'e' | b'E' => begins("enable"),
            b'f' | b'F' => begins("filter ") || begins("function"),
            b'h' | b'H' => begins("hash "),
            b'i' | b'I' => begins("import-module") || begins("ipmo "),
            b'n' | b'N' => begins("nal "),
            b's' | b'S' => begins("sal ") || begins("shopt"),
            b'(' => begins("()"),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::{Dialect, Line, Session, Tables};

    fn repeatable(dialect: Dialect, text: &str) -> bool {
        let tables = Tables {
            dialect,
            ..Tables::default()
        };
        let mut session = Session::new(dialect, &tables);
        let line = Line {
            text,
            folder: None,
            host: None,
        };
        let ran = session.run(&line);
        session.is_repeatable(text, &ran)
    }

    #[test]
    fn of_bash() {
        for text in [
            "ls -la /etc",
            "df -h | tail -n 1",
            "systemctl status nginx.service",
        ] {
            assert!(repeatable(Dialect::Bash, text), "{text}");
        }
        for text in [
            "cd /etc",
            "ls $x",
            "x=1",
            "alias ls=rm",
            "ls > f",
            "trap ls EXIT",
            "a; b",
        ] {
            assert!(!repeatable(Dialect::Bash, text), "{text}");
        }
    }

    #[test]
    fn of_powershell() {
        for text in ["Get-CsWindowsService | Format-Table -AutoSize", "Get-Date"] {
            assert!(repeatable(Dialect::PowerShell, text), "{text}");
        }
        for text in [
            "Set-Location C:\\",
            "Get-Date -OutVariable x",
            "Get-Date -ov x",
            "$x",
            "Import-Module X",
            "Get-Date | ForEach-Object { $x = 1 }",
        ] {
            assert!(!repeatable(Dialect::PowerShell, text), "{text}");
        }
    }
}
