//! What single lines of a transcript look like: by structure, never by the words of a language.

use jiff::civil::DateTime;

/// Whether the line is one of stars; real ones have 22 or 23.
pub(super) fn is_stars(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 20 && line.bytes().all(|byte| byte == b'*')
}

/// The time of a line `label: 20260314203000`. Before the colon there may be a no-break space, and
/// the colon may be a wide one.
pub(super) fn time(line: &str) -> Option<DateTime> {
    let line = line.trim();
    let at = line.len().checked_sub(14)?;
    let digits = line.get(at..)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let label = line[..at].trim_end().strip_suffix([':', '：'])?.trim();
    if label.is_empty() || label.len() > 160 || label.contains(['\\', '/', '"', '=']) {
        return None;
    }
    let part = |from: usize, to: usize| digits[from..to].parse::<i16>().ok();
    let small = |from: usize| part(from, from + 2).and_then(|n| i8::try_from(n).ok());
    DateTime::new(
        part(0, 4)?,
        small(4)?,
        small(6)?,
        small(8)?,
        small(10)?,
        small(12)?,
        0,
    )
    .ok()
}

/// Label and value of a header's line; labels of any language, values without blanks around them.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '：'])?;
    let colon = line[at..].chars().next().map_or(1, char::len_utf8);
    Some((line[..at].trim(), line[at + colon..].trim()))
}

/// The computer of a header's line: `FE01` of `Machine: FE01 (Microsoft Windows NT 10.0.17763.0)`,
/// also where the colon is missing, as in Italian.
pub(super) fn machine(line: &str) -> Option<&str> {
    let line = line.trim();
    let open = line.find(" (")?;
    if !line.ends_with(')') {
        return None;
    }
    let name = line[..open]
        .rsplit([' ', '\t', '\u{a0}', ':', '：'])
        .next()?;
    let system = &line[open + 2..];
    let known = ["Microsoft Windows", "Unix", "Linux", "Darwin"];
    let is_system = known.iter().any(|known| system.starts_with(known));
    (is_system && !name.is_empty()).then_some(name)
}

/// Whether a header's value names a user: `CONTOSO\uc.admin`.
pub(super) fn is_user(value: &str) -> bool {
    match value.split_once('\\') {
        Some((domain, user)) => {
            !domain.is_empty() && !user.is_empty() && !domain.contains(':') && !user.contains('\\')
        }
        None => false,
    }
}

/// Whether a console greets with that line, before its first prompt.
pub(super) fn is_greeting(line: &str) -> bool {
    let line = line.trim();
    let known = [
        "Windows PowerShell",
        "PowerShell 7",
        "Loading personal and system profiles",
    ];
    known.iter().any(|known| line.starts_with(known))
        || line.contains("Microsoft Corporation")
        || line.contains("https://aka.ms/")
}

/// A line with a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Prompt<'l> {
    /// The computer of a remote prompt.
    pub(in super::super) host: Option<&'l str>,
    /// The folder, where the prompt shows it, without a provider's name.
    pub(in super::super) folder: Option<&'l str>,
    /// What stands behind the prompt.
    pub(in super::super) text: &'l str,
    /// Where that begins in the line, in bytes.
    pub(in super::super) column: usize,
}

/// No folder's name is longer.
const LONGEST_FOLDER: usize = 500;

/// Reads a line that begins with PowerShell's prompt: `PS C:\x> `, `PS>`, `[fe01]: PS C:\x> `,
/// `[DBG]: PS C:\x>> `, and what virtual environments put before it: `(.venv) PS C:\x> `.
pub(in super::super) fn prompt(line: &str) -> Option<Prompt<'_>> {
    let mut rest = line;
    let mut host = None;
    for _ in 0..4 {
        let closing = match rest.as_bytes().first()? {
            b'[' => b']',
            b'(' => b')',
            _ => break,
        };
        let near = &rest.as_bytes()[..rest.len().min(260)];
        let end = memchr::memchr(closing, near)?;
        let inside = &rest[1..end];
        rest = &rest[end + 1..];
        if closing == b']'
            && let Some(after) = rest.strip_prefix(':')
        {
            rest = after;
            if let Some(computer) = computer(inside) {
                host = Some(computer);
            }
        }
        rest = rest.trim_start_matches(' ');
    }
    let after = rest.strip_prefix("PS")?;
    let (folder, after) = if let Some(after) = after.strip_prefix('>') {
        (None, after)
    } else {
        let after = after.strip_prefix(' ')?;
        let near = &after.as_bytes()[..after.len().min(LONGEST_FOLDER)];
        let end = memchr::memchr(b'>', near)?;
        let folder = &after[..end];
        if folder.starts_with(char::is_whitespace) || !is_folder(folder) {
            return None;
        }
        (Some(plain_folder(folder)), &after[end + 1..])
    };
    // A nested prompt, as of the debugger, has one bracket more for each level.
    let text = after.trim_start_matches('>').trim();
    Some(Prompt {
        host,
        folder,
        text,
        column: column(line, text),
    })
}

/// The computer in the brackets before a prompt: `fe01`, `user@fe01`, `fe01:5986`. What says that the
/// debugger runs, another process was entered, or the window is elevated is none.
fn computer(inside: &str) -> Option<&str> {
    const LABELS: &[&str] = &[
        "DBG",
        "ADMIN",
        "ADM",
        "ADMINISTRATOR",
        "ADMINISTRATEUR",
        "ADMINISTRADOR",
        "DEBUG",
        "ELEVATED",
        "ROOT",
        "SU",
        "SUDO",
        "USER",
    ];
    let inside = inside.trim();
    let is_label = LABELS
        .iter()
        .any(|label| inside.eq_ignore_ascii_case(label));
    let is_process = inside
        .split_once(':')
        .is_some_and(|(_, id)| inside.starts_with("Process:") && is_number(id));
    if inside.is_empty() || is_label || is_process {
        return None;
    }
    let name = inside.rsplit('@').next().unwrap_or(inside);
    Some(match name.rsplit_once(':') {
        Some((name, port)) if is_number(port) && !name.contains(':') => name,
        _ => name,
    })
}

/// Whether the brackets before a prompt hold what only a computer's name has: a domain, a user or a port.
pub(super) fn names_computer(line: &str) -> bool {
    let inside = line.split([']', '(']).next().unwrap_or_default();
    inside.starts_with('[') && inside.contains(['.', '@', ':'])
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads a line that is known to begin with a prompt, whatever the prompt is: the line after an
/// invocation header.
pub(super) fn any_prompt(line: &str) -> Prompt<'_> {
    if let Some(prompt) = prompt(line) {
        return prompt;
    }
    let near = &line[..floor(line, 200)];
    // Something before PowerShell's own: `20:31 admin PS C:\x> `.
    for (at, _) in near.match_indices("PS ") {
        if let Some(prompt) = prompt(&line[at..])
            && prompt.folder.is_some()
        {
            let column = column(line, prompt.text);
            return Prompt { column, ..prompt };
        }
    }
    if let Some(prompt) = drive_prompt(line) {
        return prompt;
    }
    let ends = ["> ", "$ ", "# ", "% ", "❯ ", "❯", "λ ", "» ", "→ ", ">"];
    let trimmed = line.trim_end();
    for end in ends {
        if let Some(at) = near.find(end) {
            let text = line[at + end.len()..].trim();
            return Prompt {
                host: None,
                folder: None,
                text,
                column: column(line, text),
            };
        }
        if trimmed.ends_with(end.trim_end()) && trimmed.len() < 120 {
            return Prompt {
                host: None,
                folder: None,
                text: "",
                column: trimmed.len(),
            };
        }
    }
    let text = line.trim();
    Prompt {
        host: None,
        folder: None,
        text,
        column: column(line, text),
    }
}

/// Reads a prompt in the manner of cmd.exe: `C:\x>`.
pub(super) fn drive_prompt(line: &str) -> Option<Prompt<'_>> {
    let [letter, b':', b'\\', ..] = line.as_bytes() else {
        return None;
    };
    let near = &line.as_bytes()[..line.len().min(LONGEST_FOLDER)];
    let end = memchr::memchr(b'>', near)?;
    if !letter.is_ascii_alphabetic() || line[..end].contains(['<', '|', '"', '*', '?']) {
        return None;
    }
    let text = line[end + 1..].trim();
    Some(Prompt {
        host: None,
        folder: Some(&line[..end]),
        text,
        column: column(line, text),
    })
}

/// The folder of a line that is nothing but `C:\x>`: the first line of a prompt of two.
pub(super) fn folder_line(line: &str) -> Option<&str> {
    drive_prompt(line)
        .filter(|prompt| prompt.text.is_empty())
        .and_then(|prompt| prompt.folder)
}

fn is_folder(text: &str) -> bool {
    text.contains([':', '\\', '/']) || text == "~"
}

fn plain_folder(folder: &str) -> &str {
    match folder.find("FileSystem::") {
        Some(at) => &folder[at + "FileSystem::".len()..],
        None => folder,
    }
}

/// Where a part of a line begins in it.
fn column(line: &str, part: &str) -> usize {
    if part.is_empty() {
        return line.len();
    }
    (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize)
}

/// The last place at or before `at` where a character begins.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
