//! PowerShell's errors in an output, in every shape that `$ErrorView` gives them.
//!
//! They are told by what no language translates: `TerminatingError(X)`; `+ CategoryInfo` and
//! `+ FullyQualifiedErrorId` (NormalView, and without the plus DetailedView); the frame `Line |` and
//! the single line `X: message` of ConciseView, where X is the command, an exception or one of
//! PowerShell's categories; and `Category: (target) [X], Reason` of CategoryView.

use super::unix::is_grave;
use super::{FailureKind, Heard, Said, Speaker, name_fits};

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

pub(super) fn hear(speakers: &[Speaker], lines: &[Option<&str>]) -> Heard {
    let own: Vec<&str> = speakers
        .iter()
        .flat_map(|speaker| &speaker.names)
        .map(String::as_str)
        .collect();
    let lines: Vec<&str> = lines.iter().map(|line| line.unwrap_or_default()).collect();
    let mut heard = Heard::default();
    let mut is_in_record = false;
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let trimmed = trimmed.strip_prefix(">> ").unwrap_or(trimmed);
        if let Some((name, said)) = terminating(trimmed) {
            heard.errors.push(Said {
                line: at,
                last: at,
                text: said.to_owned(),
                is_of_another: !name.is_empty(),
                names: Some(name.to_owned())
                    .filter(|name| !name.is_empty())
                    .into_iter()
                    .collect(),
                kind: FailureKind::Record,
            });
            continue;
        }
        heard.is_refused |= trimmed.starts_with("ParserError:")
            || is_information(trimmed) && trimmed.contains(": ParserError: ");
        if is_information(trimmed) || is_frame(trimmed) {
            if !is_in_record {
                is_in_record = true;
                let record = record(&lines, at);
                // Its first line was read by itself before.
                heard.errors.retain(|error| error.line < record.line);
                heard.errors.push(record);
            }
            if is_of_program(trimmed)
                && let Some(last) = heard.errors.pop()
            {
                // What a program wrote beside its output need not be an error.
                let name = last.names.first().map(|name| name.to_ascii_lowercase());
                heard.unclear.push((last.line, name.unwrap_or_default()));
                heard.harmless.extend(last.line + 1..=last.last);
            }
            continue;
        }
        if is_in_record && !line.trim().is_empty() && line.starts_with([' ', '|', '\t']) {
            continue;
        }
        is_in_record = false;
        if is_stream(trimmed) {
            heard.harmless.push(at);
            continue;
        }
        heard.errors.extend(single(&own, line, at));
    }
    heard.errors.sort_by_key(|said| said.line);
    heard
}

/// `+ FullyQualifiedErrorId : NativeCommandError`: PowerShell makes a record of what a program writes to
/// its standard error.
fn is_of_program(line: &str) -> bool {
    line.contains("FullyQualifiedErrorId")
        && (line.trim_end().ends_with("NativeCommandError")
            || line.trim_end().ends_with("NativeCommandErrorMessage"))
}

/// What PowerShell puts before a text that is no error: a warning, and what is verbose, in the
/// languages of Windows.
pub(super) fn is_stream(line: &str) -> bool {
    const LABELS: [&str; 24] = [
        "WARNING",
        "VERBOSE",
        "DEBUG",
        "INFORMATION",
        "WARNUNG",
        "AUSFÜHRLICH",
        "AVERTISSEMENT",
        "COMMENTAIRES",
        "DÉBOGUER",
        "AVISO",
        "DETALHADO",
        "DEPURAR",
        "ADVERTENCIA",
        "DETALLADO",
        "AVVISO",
        "DETTAGLIATO",
        "警告",
        "詳細",
        "详细",
        "詳細資訊",
        "경고",
        "자세한 정보 표시",
        "ПРЕДУПРЕЖДЕНИЕ",
        "ПОДРОБНО",
    ];
    let label = line.split_once([':', '：']).map(|(label, _)| label.trim());
    label.is_some_and(|label| LABELS.contains(&label))
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
    let said = head.split_once(':').map(|(name, _)| name.trim());
    let name = said.filter(|name| is_command_name(name) && !is_reason(name));
    let activity = lines[at..]
        .iter()
        .take_while(|line| !line.trim().is_empty())
        .find_map(|line| activity(line.split_once(':')?.1.split_once(": ")?.1));
    let name = name.filter(|name| name.contains('-')).or(activity).or(name);
    // `& : …`: the program is named in quotes.
    let program = match (name, said) {
        (None, Some("&" | ".")) => quoted(head).and_then(|path| path.rsplit(['\\', '/']).next()),
        _ => None,
    };
    let name = name.or(program);
    Said {
        line: first,
        last: lines[at..]
            .iter()
            .take_while(|line| !line.trim().is_empty())
            .count()
            .saturating_sub(1)
            + at,
        kind: FailureKind::Record,
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
fn single(own: &[&str], line: &str, at: usize) -> Option<Said> {
    let said = |names: Vec<String>, is_of_another| Said {
        line: at,
        last: at,
        text: line.trim().to_owned(),
        names,
        is_of_another,
        kind: FailureKind::Record,
    };
    // `Error:` is how deployment programs say it.
    if let Some(rest) = line.trim().strip_prefix("Error:") {
        let words = Said {
            kind: FailureKind::Words,
            ..said(Vec::new(), false)
        };
        return (!rest.trim().is_empty()).then_some(words);
    }
    if line.starts_with([' ', '\t']) {
        return None;
    }
    // A record without a text has nothing behind its name.
    let (name, rest) = line
        .split_once(": ")
        .or_else(|| line.trim_end().split_once(':'))?;
    // `Name : value` of a list has a blank before its colon; so has an error of a cmdlet.
    let is_apart = name.ends_with(' ');
    let (name, rest) = (name.trim_end(), rest.trim());
    if is_apart && !is_cmdlet_name(name) {
        return None;
    }
    if rest.is_empty() {
        return is_cmdlet_name(name).then(|| said(vec![name.to_owned()], true));
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
    let is_own_name = |name: &str| {
        let lower = name.to_ascii_lowercase();
        own.iter().any(|own| name_fits(&lower, own))
    };
    let unknown = match name {
        "&" | "." => quoted(rest)?,
        name if quoted(rest) == Some(name) => name,
        // What a program says under its own name.
        name if is_own_name(name) => {
            let words = Said {
                kind: FailureKind::Words,
                ..said(vec![name.to_owned()], false)
            };
            return is_grave(&rest.to_lowercase()).then_some(words);
        }
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

/// The first text between quotes, as a language has them.
fn quoted(text: &str) -> Option<&str> {
    let open = text.find(['\'', '"', '«', '„', '“', '‘', '「'])?;
    let rest = &text[open..];
    let mark = rest.chars().next()?;
    let rest = &rest[mark.len_utf8()..];
    let end = rest.find(match mark {
        '«' => &['»'][..],
        '„' => &['“', '”'],
        '“' => &['”'],
        '‘' => &['’'],
        '「' => &['」'],
        '"' => &['"'],
        _ => &['\''],
    })?;
    Some(rest[..end].trim())
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
