//! What a typed line can have done to the transcript itself: printed a file into it, or changed
//! the folder that the next prompt shows. Words are enough here; what a line means for the audit
//! is the `command` room's to say.

/// Commands that print what a file holds.
const PRINTS: &[&str] = &[
    "get-content",
    "gc",
    "cat",
    "type",
    "more",
    "select-string",
    "sls",
    "findstr",
    "out-host",
    "oh",
    "readalltext",
    "readalllines",
    "readlines",
    "head",
    "tail",
    "grep",
    "less",
];

/// Commands that leave the folder as it is, besides those that begin with a reading verb.
const STAYS: &[&str] = &[
    "gc", "cat", "type", "more", "sls", "findstr", "dir", "ls", "gci", "echo", "ft", "fl",
    "select", "where", "sort", "measure", "oh", "h", "history", "ipconfig", "hostname", "whoami",
    "ping", "nslookup", "head", "tail", "grep", "less",
];

/// Verbs of commands that only look.
const VERBS: &[&str] = &[
    "get-",
    "select-",
    "format-",
    "out-host",
    "out-string",
    "write-host",
    "write-output",
    "test-",
    "measure-",
    "where-object",
    "sort-",
    "compare-",
    "resolve-path",
    "find-",
    "show-",
];

/// Whether the line prints a file, or may.
pub(super) fn prints_file(text: &str) -> bool {
    words(text).any(|word| PRINTS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether the line can not have changed the folder: each of its statements and pipeline parts
/// begins with a command that only looks.
pub(super) fn stays(text: &str) -> bool {
    let mut parts = text.split([';', '|', '\n', '&']).map(str::trim).peekable();
    if text.contains(['{', '}']) || parts.peek().is_none() {
        return false;
    }
    parts.filter(|part| !part.is_empty()).all(|part| {
        let first = part.split_whitespace().next().unwrap_or_default();
        let begins = |verb: &&str| {
            let start = first.as_bytes().get(..verb.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(verb.as_bytes()))
        };
        VERBS.iter().any(begins) || STAYS.iter().any(|known| first.eq_ignore_ascii_case(known))
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
        .filter(|word| !word.is_empty())
}

/// Whether the text ends inside a here-string, where any line may follow.
pub(super) fn in_here_string(text: &str) -> bool {
    let mut open: Option<&str> = None;
    for line in text.lines() {
        match open {
            Some(end) if line.starts_with(end) => open = None,
            Some(_) => {}
            None => {
                let line = line.trim_end();
                if line.ends_with("@'") {
                    open = Some("'@");
                } else if line.ends_with("@\"") {
                    open = Some("\"@");
                }
            }
        }
    }
    open.is_some()
}

/// Whether PowerShell would run the text instead of asking for another line.
pub(super) fn is_complete(text: &str) -> bool {
    let bytes = text.trim_end().as_bytes();
    let mut depth = 0_i32;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'`' => {
                if at + 1 >= bytes.len() {
                    return false;
                }
                at += 1;
            }
            b'@' if matches!(bytes.get(at + 1), Some(b'\'' | b'"')) && ends_line(bytes, at + 2) => {
                let close: &[u8] = if bytes[at + 1] == b'"' {
                    b"\n\"@"
                } else {
                    b"\n'@"
                };
                match memchr::memmem::find(&bytes[at..], close) {
                    Some(end) => at += end + 2,
                    None => return false,
                }
            }
            b'\'' => match memchr::memchr(b'\'', &bytes[at + 1..]) {
                Some(end) => at += end + 1,
                None => return false,
            },
            b'"' => {
                at += 1;
                loop {
                    match bytes.get(at) {
                        Some(b'`') => at += 2,
                        Some(b'"') => break,
                        Some(_) => at += 1,
                        None => return false,
                    }
                }
            }
            b'<' if bytes.get(at + 1) == Some(&b'#') => {
                match memchr::memmem::find(&bytes[at..], b"#>") {
                    Some(end) => at += end + 1,
                    None => return false,
                }
            }
            b'#' if at == 0
                || matches!(bytes[at - 1], b' ' | b'\t' | b'\n' | b';' | b'(' | b'{') =>
            {
                match memchr::memchr(b'\n', &bytes[at..]) {
                    Some(end) => at += end,
                    None => break,
                }
            }
            b'(' | b'{' => depth += 1,
            b')' | b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    depth <= 0 && !matches!(bytes.last(), Some(b'|' | b',')) && !bytes.ends_with(b"&&")
}

fn ends_line(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest
        .iter()
        .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'))
    {
        Some(byte) => *byte == b'\n',
        None => true,
    }
}
