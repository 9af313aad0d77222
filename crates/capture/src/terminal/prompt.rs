//! A shell's prompt, known by its shape.

use super::super::transcript;

/// A prompt at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Prompt<'a> {
    /// How long it is, in bytes, with the blank behind it.
    pub(in super::super) length: usize,
    /// Who.
    pub(in super::super) user: Option<&'a str>,
    /// Where.
    pub(in super::super) host: Option<&'a str>,
    /// The folder, where it is shown whole: absolute or from `~`.
    pub(in super::super) folder: Option<&'a str>,
    /// What it is like.
    pub(in super::super) shape: Shape,
}

/// What a prompt is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) enum Shape {
    /// `user@host:folder$ `, `[user@host folder]$ `, `user@host folder % `.
    Full,
    /// `host% `, `host:folder user$ `, `bash-5.2$ `.
    Named,
    /// `$ `, `# `, `% `, `❯ `.
    Bare,
    /// PowerShell's `PS C:\x> `.
    Powershell,
}

/// The prompt of PowerShell that a line begins with.
pub(in super::super) fn powershell(line: &str) -> Option<Prompt<'_>> {
    let found = transcript::prompt(line).filter(|found| found.folder.is_some())?;
    Some(Prompt {
        length: found.column.min(line.len()),
        user: None,
        host: found.host,
        folder: found.folder,
        shape: Shape::Powershell,
    })
}

/// The prompt that a line begins with.
pub(in super::super) fn prompt(line: &str) -> Option<Prompt<'_>> {
    has_sign(line).then(|| shaped(line))?
}

/// The prompt that a line begins with, by each shape.
fn shaped(line: &str) -> Option<Prompt<'_>> {
    let mut skipped = 0;
    // `(venv) ` and the like.
    if let Some(rest) = line.strip_prefix('(')
        && let Some(end) = rest
            .find(") ")
            .filter(|end| *end <= 40 && !rest[..*end].contains('('))
    {
        skipped = end + 3;
    }
    skipped += clock(&line[skipped..]);
    let rest = &line[skipped..];
    let found = powershell(rest)
        .or_else(|| bracketed(rest))
        .or_else(|| full(rest))
        .or_else(|| arrow(rest))
        .or_else(|| in_folder(rest))
        .or_else(|| named(rest))
        .or_else(|| bare(rest))?;
    Some(Prompt {
        length: found.length + skipped,
        ..found
    })
}

/// Whether a line holds what every prompt has: a sign, the bracket of PowerShell and fish, an arrow.
/// Most lines of an output hold none of them.
fn has_sign(line: &str) -> bool {
    // The first byte of `❯` and `➜`.
    const ARROWS: u8 = 0xe2;
    let bytes = line.as_bytes();
    memchr::memchr3(b'$', b'#', b'%', bytes).is_some()
        || memchr::memchr2(b'>', ARROWS, bytes).is_some()
}

/// How long a time is that stands before a prompt: `[20:00:11] `, `20:00 `.
fn clock(line: &str) -> usize {
    let rest = line.strip_prefix('[').unwrap_or(line);
    let is_bracketed = rest.len() < line.len();
    let digits = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '-' | '/');
    let after = rest.trim_start_matches(digits);
    let time = &rest[..rest.len() - after.len()];
    let after = match is_bracketed {
        true => after.strip_prefix(']').unwrap_or_default(),
        false => after,
    };
    match after.strip_prefix(' ') {
        Some(after) if time.len() >= 4 && time.contains(':') => line.len() - after.len(),
        _ => 0,
    }
}

const SIGNS: [char; 4] = ['$', '#', '%', '❯'];

/// Where the sign of a prompt stands, and where what is typed begins: a sign with a blank behind it,
/// or at the end of the line.
fn sign(text: &str) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(at, c)| {
        let after = at + c.len_utf8();
        let ends = match text[after..].chars().next() {
            None => after,
            Some(' ') => after + 1,
            Some(_) => return None,
        };
        SIGNS.contains(&c).then_some((at, ends))
    })
}

fn is_name(text: &str, extra: &[u8]) -> bool {
    !text.is_empty()
        && text.len() <= 255
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80 || extra.contains(&byte))
}

fn is_user(text: &str) -> bool {
    is_name(text, b"._-+\\$")
}

fn is_host(text: &str) -> bool {
    is_name(text, b".-") && text.starts_with(|c: char| c.is_alphanumeric())
}

fn whole_folder(text: &str) -> Option<&str> {
    (text.starts_with('/') || text == "~" || text.starts_with("~/")).then_some(text)
}

/// `[user@host folder]$ `.
fn bracketed(line: &str) -> Option<Prompt<'_>> {
    let inner = line.strip_prefix('[')?;
    let end = inner.find(']')?;
    let (who, folder) = inner[..end].split_once([' ', ':'])?;
    let (user, host) = who.split_once('@')?;
    let after = inner[end + 1..].trim_start_matches(' ');
    let (0, ends) = sign(after)? else {
        return None;
    };
    let length = line.len() - after.len() + ends;
    (is_user(user) && is_host(host) && !folder.is_empty()).then_some(Prompt {
        length,
        user: Some(user),
        host: Some(host),
        folder: whole_folder(folder),
        shape: Shape::Full,
    })
}

/// `user@host:folder$ `, `user@host folder % `.
fn full(line: &str) -> Option<Prompt<'_>> {
    let (user, rest) = line.split_once('@')?;
    let end = rest.find([':', ' ', '$', '#', '%'])?;
    let host = &rest[..end];
    if !is_user(user) || !is_host(host) {
        return None;
    }
    if let Some(fish) = fish(line, user, host, &rest[end..]) {
        return Some(fish);
    }
    let (at, ends) = sign(&rest[end..])?;
    let between = &rest[end..end + at];
    let folder = between.trim_start_matches(':').trim();
    let is_folder = folder.is_empty()
        || (folder.starts_with(['/', '~']) && !folder.contains(['$', '#']))
        || (between.starts_with(' ') && !folder.contains(' '));
    is_folder.then_some(Prompt {
        length: line.len() - rest.len() + end + ends,
        user: Some(user),
        host: Some(host),
        folder: whole_folder(folder),
        shape: Shape::Full,
    })
}

/// `user@host ~/x> ` of fish, which shortens folders.
fn fish<'a>(line: &'a str, user: &'a str, host: &'a str, rest: &'a str) -> Option<Prompt<'a>> {
    let (folder, typed) = rest.strip_prefix(' ')?.split_once("> ")?;
    let folder = folder.split_once(" (").map_or(folder, |(folder, _)| folder);
    let is_folder = folder.starts_with(['/', '~']) && !folder.contains([' ', '$', '#', '%']);
    is_folder.then_some(Prompt {
        length: line.len() - typed.len(),
        user: Some(user),
        host: Some(host),
        folder: Some(folder).filter(|folder| *folder == "~"),
        shape: Shape::Full,
    })
}

/// `➜  folder git:(branch) ✗ ` of oh-my-zsh, and `@user ➜ /folder (branch) $ `.
fn arrow(line: &str) -> Option<Prompt<'_>> {
    const ARROW: char = '➜';
    let found = |rest: &str, user, folder| {
        Some(Prompt {
            length: line.len() - rest.len(),
            user,
            host: None,
            folder: whole_folder(folder),
            shape: Shape::Named,
        })
    };
    if let Some(rest) = line.strip_prefix('@') {
        let (user, rest) = rest.split_once(" ➜ ")?;
        let (folder, rest) = rest.split_once(' ')?;
        let rest = match rest.strip_prefix('(') {
            Some(branch) => branch.split_once(") ")?.1,
            None => rest,
        };
        let (0, ends) = sign(rest)? else {
            return None;
        };
        let is_prompt = is_user(user) && folder.starts_with(['/', '~']);
        return is_prompt.then(|| found(&rest[ends..], Some(user), folder))?;
    }
    let rest = line.strip_prefix(ARROW)?.strip_prefix("  ")?;
    let (folder, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    if folder.is_empty() {
        return None;
    }
    let rest = match rest.strip_prefix("git:(") {
        Some(branch) => {
            let (_, rest) = branch.split_once(')')?;
            let rest = rest.trim_start_matches(' ');
            rest.strip_prefix("✗")
                .unwrap_or(rest)
                .trim_start_matches(' ')
        }
        None => rest,
    };
    found(rest, None, folder)
}

/// `/ # `, `~ $ `, `/app # ` of a small shell.
fn in_folder(line: &str) -> Option<Prompt<'_>> {
    let (folder, rest) = line.split_once(' ')?;
    let (0, ends) = sign(rest)? else {
        return None;
    };
    Some(Prompt {
        length: line.len() - rest.len() + ends,
        user: None,
        host: None,
        folder: Some(whole_folder(folder)?),
        shape: Shape::Named,
    })
}

/// `host% `, `host:folder user$ `, `bash-5.2$ `, `host:folder # `.
fn named(line: &str) -> Option<Prompt<'_>> {
    let (at, ends) = sign(line)?;
    let text = line[..at].trim_end();
    let shell = ["bash-", "sh-", "zsh-", "ksh-"].into_iter().any(|name| {
        text.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    if shell && is_name(text, b".-") {
        return Some(Prompt {
            length: ends,
            user: None,
            host: None,
            folder: None,
            shape: Shape::Named,
        });
    }
    let (host, rest) = match text.split_once(':') {
        Some((host, rest)) => (host, rest),
        None if !text.contains(' ') && text.len() == at => (text, ""),
        None => return None,
    };
    let (folder, user) = match rest.rsplit_once(' ') {
        Some((folder, user)) if is_user(user) => (folder, Some(user)),
        _ => (rest, None),
    };
    // On a Mac the folder is shown by its own name.
    let is_mac = user.is_some() && !folder.is_empty() && !folder.contains([' ', ':', '/']);
    let fits = is_host(host)
        && !host.bytes().all(|byte| byte.is_ascii_digit())
        && (rest.is_empty() || folder.starts_with(['/', '~']) || is_mac && text.len() == at);
    fits.then_some(Prompt {
        length: ends,
        user,
        host: Some(host),
        folder: whole_folder(folder),
        shape: Shape::Named,
    })
}

/// `$ `, and `└─$ ` below a line of its own.
fn bare(line: &str) -> Option<Prompt<'_>> {
    let corner = line.trim_start_matches(['└', '╰', '─', '━', '╴']);
    let (0, ends) = sign(corner)? else {
        return None;
    };
    Some(Prompt {
        length: line.len() - corner.len() + ends,
        user: None,
        host: None,
        folder: None,
        shape: Shape::Bare,
    })
}

/// What a line holds behind the prompt of a shell that asks for more: `> `, zsh's `quote> `.
pub(in super::super) fn continued(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once('>')?;
    let words = before
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b' ')
        && before.len() <= 30;
    if !words {
        return None;
    }
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix(' ')
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PIECES: [&str; 30] = [
        "PS",
        "C:\\x",
        ">",
        " ",
        "  ",
        "[",
        "]",
        "(",
        ")",
        ":",
        "@",
        "a",
        "host",
        "b.example.com",
        "~",
        "/srv",
        "$",
        "#",
        "%",
        "❯",
        "➜",
        "└─",
        "git:(",
        "✗",
        "bash-5.2",
        "20:00:11",
        "-",
        "ü",
        "“",
        "$ ",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn every_prompt_has_a_sign(pieces in prop::collection::vec(0..PIECES.len(), 0..8)) {
            let line: String = pieces.into_iter().map(|at| PIECES[at]).collect();
            prop_assert_eq!(prompt(&line), shaped(&line), "{}", line);
        }
    }
}
