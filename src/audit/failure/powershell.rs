//! PowerShell's errors in an output, in every shape that `$ErrorView` gives them.
//!
//! They are told by what no language translates: `TerminatingError(X)`; `+ CategoryInfo` and
//! `+ FullyQualifiedErrorId` (NormalView, and without the plus DetailedView); the frame `Line |` and
//! the single line `X: message` of ConciseView, where X is the command, an exception or one of
//! PowerShell's categories; and `Category: (target) [X], Reason` of CategoryView.

use super::{Said, name_fits};

/// The categories of errors: names of an enumeration, in every language.
const CATEGORIES: [&str; 32] = [
    "NotSpecified",
    "OpenError",
    "CloseError",
    "DeviceError",
    "DeadlockDetected",
    "InvalidArgument",
    "InvalidData",
    "InvalidOperation",
    "InvalidResult",
    "InvalidType",
    "MetadataError",
    "NotImplemented",
    "NotInstalled",
    "ObjectNotFound",
    "OperationStopped",
    "OperationTimeout",
    "SyntaxError",
    "ParserError",
    "PermissionDenied",
    "ResourceBusy",
    "ResourceExists",
    "ResourceUnavailable",
    "ReadError",
    "WriteError",
    "FromStdErr",
    "SecurityError",
    "ProtocolError",
    "ConnectionError",
    "AuthenticationError",
    "LimitsExceeded",
    "QuotaExceeded",
    "NotEnabled",
];

/// The errors in a text; `own` are the names of the commands whose output it is, in lower case.
pub(super) fn errors(own: &[String], text: &str) -> Vec<Said> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found: Vec<Said> = Vec::new();
    let mut is_in_record = false;
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let trimmed = trimmed.strip_prefix(">> ").unwrap_or(trimmed);
        if let Some((name, said)) = terminating(trimmed) {
            found.push(Said {
                line: at,
                text: said.to_owned(),
                is_of_another: !name.is_empty(),
                names: Some(name.to_owned())
                    .filter(|name| !name.is_empty())
                    .into_iter()
                    .collect(),
            });
            continue;
        }
        if is_information(trimmed) || is_frame(trimmed) {
            if !is_in_record {
                is_in_record = true;
                found.push(record(&lines, at));
            }
            continue;
        }
        is_in_record = false;
        found.extend(single(own, line, at));
    }
    found.sort_by_key(|said| said.line);
    found
}

/// `+ CategoryInfo : …` and `+ FullyQualifiedErrorId : …`, with the plus or without it.
fn is_information(line: &str) -> bool {
    let line = line.strip_prefix("+ ").unwrap_or(line);
    ["CategoryInfo", "FullyQualifiedErrorId"]
        .iter()
        .any(|label| {
            let rest = line.strip_prefix(label).map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with(':'))
        })
}

/// `Line |`: above the code in which it went wrong.
fn is_frame(line: &str) -> bool {
    line.trim_end() == "Line |"
}

/// The error record that such a line belongs to.
fn record(lines: &[&str], at: usize) -> Said {
    let first = beginning(lines, at);
    let head = lines[first].trim();
    let name = head
        .split_once(':')
        .map(|(name, _)| name.trim())
        .filter(|name| is_command_name(name) && !is_reason(name));
    let activity = lines[at..]
        .iter()
        .take_while(|line| !line.trim().is_empty())
        .find_map(|line| activity(line.split_once(':')?.1.split_once(": ")?.1));
    let name = name.filter(|name| name.contains('-')).or(activity).or(name);
    Said {
        line: first,
        text: message(lines, first, at).unwrap_or(head).to_owned(),
        is_of_another: name.is_some_and(|name| name.contains('-')),
        names: name.map(ToOwned::to_owned).into_iter().collect(),
    }
}

/// What a record says that has nothing behind its name: the last line of its frame.
fn message<'l>(lines: &[&'l str], first: usize, frame: usize) -> Option<&'l str> {
    if !is_frame(lines[frame]) || !lines[first].trim_end().ends_with(':') {
        return None;
    }
    let inside = |line: &'l str| Some(line.split_once('|')?.1.trim());
    let frame = lines[frame + 1..].iter().map_while(|line| inside(line));
    frame.last().filter(|said| !said.is_empty())
}

/// An error of one line.
fn single(own: &[String], line: &str, at: usize) -> Option<Said> {
    let said = |names: Vec<String>, is_of_another| Said {
        line: at,
        text: line.trim().to_owned(),
        names,
        is_of_another,
    };
    // `Error:` is how deployment programs say it.
    if let Some(rest) = line.trim().strip_prefix("Error:") {
        return (!rest.trim().is_empty()).then(|| said(Vec::new(), false));
    }
    if line.starts_with([' ', '\t']) {
        return None;
    }
    let (name, rest) = line.split_once(": ")?;
    let rest = rest.trim();
    if rest.is_empty() {
        return None;
    }
    if is_word(name)
        && let Some(activity) = activity(rest)
    {
        return Some(said(vec![activity.to_owned()], activity.contains('-')));
    }
    if is_reason(name) {
        // What reads the line complains where it is not typed at a console: the command is not to
        // blame.
        let is_of_reader = name.ends_with("Exception") && rest.contains("\"ReadLine\"");
        return (!is_of_reader).then(|| said(Vec::new(), false));
    }
    if is_cmdlet_name(name) {
        return Some(said(vec![name.to_owned()], true));
    }
    // `X: The term 'X' is not recognized…`: in every language the name is said again.
    let unknown = match name {
        "&" | "." => quoted(rest)?,
        name if quoted(rest) == Some(name) => name,
        _ => return None,
    };
    let base = unknown.rsplit(['\\', '/']).next().unwrap_or(unknown);
    let is_own = own
        .iter()
        .any(|own| name_fits(&base.to_ascii_lowercase(), own));
    is_own.then(|| said(vec![base.to_owned()], false))
}

/// The command of `Category: (target:type) [Command], Reason`, from behind the colon.
fn activity(text: &str) -> Option<&str> {
    let text = text.trim().strip_prefix('(')?;
    let (target, rest) = text.rsplit_once(") [")?;
    let (activity, reason) = rest.split_once("], ")?;
    let is_sound = target.contains(':') && is_word(reason.trim()) && is_command_name(activity);
    is_sound.then_some(activity)
}

/// The first text between single quotes.
fn quoted(text: &str) -> Option<&str> {
    let start = text.find('\'')? + 1;
    let end = text[start..].find('\'')?;
    Some(&text[start..start + end])
}

/// What stands in a command's place where no command is to blame: an exception or a category.
fn is_reason(name: &str) -> bool {
    CATEGORIES.contains(&name) || name.ends_with("Exception") && is_word(name)
}

/// A verb, a hyphen and a noun.
fn is_cmdlet_name(name: &str) -> bool {
    let bare = name.rsplit('\\').next().unwrap_or(name);
    bare.split_once('-').is_some_and(|(verb, noun)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        !verb.is_empty()
            && verb.chars().all(|c| c.is_ascii_alphabetic())
            && noun.starts_with(|c: char| c.is_ascii_alphabetic())
            && noun.chars().all(plain)
    })
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '.')
}

/// `TerminatingError(Name): "text"`, with or without a prompt before it.
fn terminating(line: &str) -> Option<(&str, &str)> {
    let start = ["NonTerminatingError(", "TerminatingError("]
        .iter()
        .find_map(|mark| line.find(mark).map(|at| at + mark.len()))?;
    let before = &line[..start];
    let is_said = before.starts_with("NonTerminatingError(")
        || before.starts_with("TerminatingError(")
        || before.starts_with("PS");
    if !is_said {
        return None;
    }
    let (name, rest) = line[start..].split_once(')')?;
    Some((name, rest.trim_start_matches(':').trim()))
}

/// The line that an error record begins on: above its position (`+ …`, `At line:`), its message.
fn beginning(lines: &[&str], info: usize) -> usize {
    // As many lines as a message has at most.
    const MOST: usize = 12;
    let lowest = info.saturating_sub(MOST);
    let mut first = info;
    for at in (lowest..info).rev() {
        let line = lines[at];
        if line.trim().is_empty() {
            break;
        }
        first = at;
        let name = line.split_once(':').map(|(name, _)| name.trim());
        if name.is_some_and(|name| is_command_name(name) && !line.starts_with(' ')) {
            let is_position = lines
                .get(at + 1)
                .is_some_and(|next| next.trim_start().starts_with("+ "));
            // `At line:1 char:1` and its translations stand right above the code.
            if !is_position || at == lowest {
                break;
            }
        }
    }
    first
}

fn is_command_name(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(char::is_whitespace)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '\\' | '/'))
}
