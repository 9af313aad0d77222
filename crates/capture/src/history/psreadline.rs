//! PSReadLine's `ConsoleHost_history.txt`: a command a line, and nothing else.
//!
//! A line break in a command is written as a backtick and a line break, so that a line that ends in
//! a backtick goes on in the next; one that was typed with a backtick at its end has two.
//! Lines that look like secrets are never written (PSReadLine's `AddToHistoryHandler`).

use super::{nobody, typed};
use crate::lines::Lines;
use crate::parts::Parts;
use crate::sniff::{Head, Sign};
use crate::{Ending, GapKind, Sink, Unreadable};

/// The longest command.
const LONGEST: usize = 16 * 1024 * 1024;

/// How many commands a file is judged by.
const JUDGED: usize = 200;

/// Verbs by which PowerShell is told from other text.
const VERBS: [&str; 42] = [
    "add",
    "clear",
    "compare",
    "connect",
    "convertto",
    "copy",
    "disable",
    "disconnect",
    "enable",
    "enter",
    "exit",
    "export",
    "find",
    "format",
    "get",
    "grant",
    "import",
    "install",
    "invoke",
    "measure",
    "mount",
    "move",
    "new",
    "out",
    "publish",
    "read",
    "register",
    "remove",
    "rename",
    "reset",
    "resolve",
    "restart",
    "resume",
    "select",
    "set",
    "start",
    "stop",
    "test",
    "uninstall",
    "update",
    "wait",
    "write",
];

/// Whether the lines could be a history's.
///
/// Nothing in it says so but that it is PowerShell of which every command is whole: a line break
/// in a command has its backtick, so that no bracket is open at a line's end, as in a script one is.
/// Much else is like that, so that it is no more than a guess.
pub(crate) fn looks_like(head: &Head<'_>) -> Sign {
    match could_be(head) {
        true => Sign::Lines,
        false => Sign::None,
    }
}

fn could_be(head: &Head<'_>) -> bool {
    let name = head.name.to_ascii_lowercase();
    if name.ends_with(".ps1") || name.ends_with(".psm1") {
        return false;
    }
    let first = head.start();
    if first.starts_with(['<', '{', '#', '*']) {
        return false;
    }
    let mut commands = 0;
    let mut known = 0;
    let mut is_inside = false;
    let mut closed = 0;
    let mut open = 0_i32;
    for line in head.lines().filter(|line| !line.trim().is_empty()) {
        if !is_inside {
            commands += 1;
            known += usize::from(is_powershell(line));
        }
        open += brackets(line);
        is_inside = line.ends_with('`');
        if !is_inside {
            if open > 0 && !name.contains("history") {
                return false;
            }
            // What does not parse is written as well; a script closes what it opened.
            closed += usize::from(open < 0);
            open = 0;
        }
        if commands >= JUDGED {
            break;
        }
    }
    // A history may hold programs' names for the greater part.
    known > 0 && known * 5 >= commands && (closed * 10 <= commands || name.contains("history"))
}

/// Whether a line can hardly be anything but PowerShell.
fn is_powershell(line: &str) -> bool {
    let line = line.trim_start_matches(['&', ' ', '(']);
    let word = line.split([' ', '|', ';', '(']).next().unwrap_or_default();
    let word = word.rsplit('\\').next().unwrap_or_default();
    let is_cmdlet = word.split_once('-').is_some_and(|(verb, noun)| {
        VERBS.contains(&verb.to_ascii_lowercase().as_str())
            && noun.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let is_assignment = line.strip_prefix('$').is_some_and(|rest| {
        let name = rest.find(|c: char| !(c.is_alphanumeric() || "_:.".contains(c)));
        name.is_some_and(|end| end > 0 && rest[end..].trim_start().starts_with('='))
    });
    let is_file =
        line.starts_with(".\\") || line.trim_start_matches(['\'', '"']).get(1..3) == Some(":\\");
    is_cmdlet || is_assignment || is_file
}

/// How many brackets a line opens and does not close, its strings left out.
fn brackets(line: &str) -> i32 {
    let mut open = 0;
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (None, '\'' | '"') => quote = Some(character),
            (Some(mark), _) if mark == character => quote = None,
            (None, '{' | '(') => open += 1,
            (None, '}' | ')') => open -= 1,
            _ => {}
        }
    }
    open
}

/// Reads a history.
pub(crate) fn read(
    lines: &mut Lines<'_>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let mut session = None;
    let mut command = String::new();
    // Where the command begins; there is none while this is `None`.
    let mut begins: Option<u64> = None;
    let mut is_too_long = false;
    let mut broken_off = None;
    while let Some(line) = lines.next() {
        let at = *begins.get_or_insert(line.number);
        if !line.ended && !line.text.trim().is_empty() {
            // Nobody can tell whether it is whole.
            broken_off = Some(at);
            break;
        }
        let (text, goes_on) = match line.text.strip_suffix('`') {
            Some(text) if !line.cut => (text, true),
            _ => (line.text, false),
        };
        is_too_long |= command.len() + text.len() > LONGEST || line.cut;
        if !is_too_long {
            command.push_str(text);
        }
        if goes_on {
            command.push('\n');
            continue;
        }
        begins = None;
        if std::mem::take(&mut is_too_long) {
            if !line.cut {
                parts.gap(session, at, GapKind::LongLine(at));
            }
        } else {
            enter(&command, at, &mut session, parts, sink);
        }
        command.clear();
        parts.tick(sink);
    }
    if let Some(at) = broken_off {
        let session = *session.get_or_insert_with(|| parts.begin(nobody(at), sink));
        if let Some(session) = parts.sessions.get_mut(session) {
            session.ending = Ending::CutOff;
        }
        let what = "the last line, which no line break ends".to_owned();
        parts.gap(Some(session), at, GapKind::Unreadable(what));
    } else if let Some(at) = begins {
        // The file ends inside a command.
        if !is_too_long {
            enter(&command, at, &mut session, parts, sink);
        }
        if let Some(session) = session.and_then(|number: usize| parts.sessions.get_mut(number)) {
            session.ending = Ending::CutOff;
        }
    }
    Ok(())
}

fn enter(
    command: &str,
    at: u64,
    session: &mut Option<usize>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) {
    let text = command.trim();
    if !text.is_empty() {
        let session = *session.get_or_insert_with(|| parts.begin(nobody(at), sink));
        parts.enter_alone(&typed(session, at, text), sink);
    }
}
