//! Tokens that no translation changes: commands, parameters, paths, file names, variables.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Technical {
    /// `Get-Date`
    Command,
    /// `-PoolFqdn`, `--force`
    Parameter,
    /// `C:\Windows`, `/etc/nginx`, `\\server\share`
    Path,
    /// `nginx.conf`
    FileName,
    /// `%TEMP%`, `$env:SystemDrive`
    Variable,
    /// `https://…`, `a@b.example`: not prose, but a translation may well change it.
    Address,
}

impl Technical {
    /// What to call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Parameter => "parameter",
            Self::Path => "path",
            Self::FileName => "file name",
            Self::Variable => "variable",
            Self::Address => "address",
        }
    }
}

/// What a run of characters without blanks is, and which part of it, without the punctuation
/// around it. `None` for words.
pub(super) fn kind(chunk: &str) -> Option<(Technical, Range<usize>)> {
    // Plain words are nearly all there is: they leave here.
    if chunk.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let around = |c: char| {
        matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | ','
                | ';'
                | '"'
                | '\''
                | '«'
                | '»'
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '*'
                | '_'
                | '!'
                | '?'
        )
    };
    let front = chunk.trim_start_matches(around);
    let start = chunk.len() - front.len();
    let token = front.trim_end_matches(|c: char| around(c) || matches!(c, '.' | ':'));
    let range = start..start + token.len();
    of(token).map(|kind| (kind, range))
}

fn of(token: &str) -> Option<Technical> {
    let bytes = token.as_bytes();
    if token.contains("://") || token.starts_with("www.") || is_mail(token) {
        return Some(Technical::Address);
    }
    if is_path(token, bytes) {
        return Some(Technical::Path);
    }
    if token.starts_with("$env:") || token.starts_with("${") || is_percent(token) {
        return Some(Technical::Variable);
    }
    if is_parameter(token) {
        return Some(Technical::Parameter);
    }
    if is_command(token) {
        return Some(Technical::Command);
    }
    is_file_name(token).then_some(Technical::FileName)
}

fn is_mail(token: &str) -> bool {
    token
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

fn is_path(token: &str, bytes: &[u8]) -> bool {
    let drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && &bytes[1..3] == b":\\";
    let share = token.starts_with("\\\\") && bytes.len() > 3;
    let home = token.starts_with("~/") || token.starts_with("./") || token.starts_with("../");
    let unix = token.strip_prefix('/').is_some_and(|rest| {
        rest.contains('/') && rest.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    drive || share || home || unix
}

fn is_percent(token: &str) -> bool {
    let inner = token
        .strip_prefix('%')
        .and_then(|rest| rest.split_once('%'));
    inner.is_some_and(|(name, _)| {
        name.len() > 1 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    })
}

fn is_parameter(token: &str) -> bool {
    let Some(name) = token.strip_prefix('-') else {
        return false;
    };
    let long = name.strip_prefix('-');
    let name = long.unwrap_or(name).split(['=', ':']).next().unwrap_or("");
    let starts = |c: char| c.is_ascii_uppercase() || (long.is_some() && c.is_ascii_lowercase());
    name.len() > 2
        && name.starts_with(starts)
        // Accents are what a translated parameter would have: `-Délai`.
        && name.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Verb and noun as PowerShell has them. Hyphenated words of prose (`Front-End`, `Start-Menü`)
/// are not, so the verb must be one of PowerShell's and the noun longer than a syllable.
fn is_command(token: &str) -> bool {
    token.split_once('-').is_some_and(|(verb, noun)| {
        VERBS.binary_search(&verb).is_ok()
            && noun.len() > 2
            && noun.starts_with(|c: char| c.is_ascii_uppercase())
            && noun.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn is_file_name(token: &str) -> bool {
    token.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && EXTENSIONS.binary_search(&extension).is_ok()
            && stem
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.".contains(c))
    })
}

/// The approved verbs of PowerShell, sorted.
const VERBS: &[&str] = &[
    "Add",
    "Approve",
    "Assert",
    "Backup",
    "Block",
    "Build",
    "Checkpoint",
    "Clear",
    "Close",
    "Compare",
    "Complete",
    "Compress",
    "Confirm",
    "Connect",
    "Convert",
    "ConvertFrom",
    "ConvertTo",
    "Copy",
    "Debug",
    "Deny",
    "Deploy",
    "Disable",
    "Disconnect",
    "Dismount",
    "Edit",
    "Enable",
    "Enter",
    "Exit",
    "Expand",
    "Export",
    "Find",
    "ForEach",
    "Format",
    "Get",
    "Grant",
    "Group",
    "Hide",
    "Import",
    "Initialize",
    "Install",
    "Invoke",
    "Join",
    "Limit",
    "Lock",
    "Measure",
    "Merge",
    "Mount",
    "Move",
    "New",
    "Open",
    "Optimize",
    "Out",
    "Ping",
    "Pop",
    "Protect",
    "Publish",
    "Push",
    "Read",
    "Receive",
    "Redo",
    "Register",
    "Remove",
    "Rename",
    "Repair",
    "Request",
    "Reset",
    "Resize",
    "Resolve",
    "Restart",
    "Restore",
    "Resume",
    "Revoke",
    "Save",
    "Search",
    "Select",
    "Send",
    "Set",
    "Show",
    "Skip",
    "Sort",
    "Split",
    "Start",
    "Step",
    "Stop",
    "Submit",
    "Suspend",
    "Switch",
    "Sync",
    "Tee",
    "Test",
    "Trace",
    "Unblock",
    "Undo",
    "Uninstall",
    "Unlock",
    "Unprotect",
    "Unpublish",
    "Unregister",
    "Update",
    "Use",
    "Wait",
    "Watch",
    "Where",
    "Write",
];

/// What files that a procedure names end in, sorted.
const EXTENSIONS: &[&str] = &[
    "aff", "bak", "bat", "cer", "cfg", "cmd", "conf", "crt", "csr", "csv", "db", "deb", "dic",
    "dll", "docx", "evtx", "exe", "ftl", "gz", "htm", "html", "ini", "iso", "js", "json", "key",
    "log", "md", "msi", "msp", "pdf", "pem", "pfx", "ps1", "psd1", "psm1", "py", "reg", "rpm",
    "rs", "service", "sh", "sock", "socket", "sql", "sys", "tar", "timer", "toml", "txt", "vbs",
    "xlsx", "xml", "yaml", "yml", "zip",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(chunk: &str) -> Option<(Technical, &str)> {
        kind(chunk).map(|(kind, range)| (kind, &chunk[range]))
    }

    #[test]
    fn tables_are_sorted() {
        assert!(VERBS.is_sorted());
        assert!(EXTENSIONS.is_sorted());
    }

    #[test]
    fn what_a_machine_reads_is_told_from_what_a_person_reads() {
        use Technical as T;
        assert_eq!(found("(Get-Date),"), Some((T::Command, "Get-Date")));
        assert_eq!(found("-PoolFqdn."), Some((T::Parameter, "-PoolFqdn")));
        assert_eq!(found("--force"), Some((T::Parameter, "--force")));
        assert_eq!(
            found("C:\\Temp\\x.log:"),
            Some((T::Path, "C:\\Temp\\x.log"))
        );
        assert_eq!(
            found("/etc/nginx/nginx.conf."),
            Some((T::Path, "/etc/nginx/nginx.conf"))
        );
        assert_eq!(
            found("Bootstrapper.exe"),
            Some((T::FileName, "Bootstrapper.exe"))
        );
        assert_eq!(found("%TEMP%"), Some((T::Variable, "%TEMP%")));
        assert_eq!(found("$env:Path"), Some((T::Variable, "$env:Path")));
        assert_eq!(
            found("https://example.com/a"),
            Some((T::Address, "https://example.com/a"))
        );
        for word in [
            "Front-End",
            "celles-ci",
            "et/ou",
            "l’invite",
            "10:30",
            "Wi-Fi",
            "Start-up",
            "z.B.",
        ] {
            assert_eq!(found(word), None, "{word}");
        }
    }
}
