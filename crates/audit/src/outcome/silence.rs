//! Nothing at all.
//!
//! A line denies it only where it is the command's own: what it found. What nobody explains proves
//! nothing.

use super::table::is_rule;
use super::{Answers, Printed, Seen, shown};
use runproof_capture::Whole;

pub(super) fn judge(printed: &Printed<'_>) -> Seen {
    let lines = || {
        let lines = printed.lines.iter().map(|line| line.trim()).enumerate();
        lines.filter(|(_, line)| !line.is_empty())
    };
    if lines().next().is_none() {
        return match printed.whole {
            Whole::Whole => Seen::Reached(Vec::new()),
            Whole::CutOff | Whole::Never => Seen::Unseen,
        };
    }
    let own = match printed.answers {
        Answers::Differences => lines().find(|(_, line)| is_difference(line)),
        Answers::Anything => lines().find(|(_, line)| !is_of_the_shell(line)),
        // Objects are written by a command, and by nobody else.
        Answers::Nothing => lines().find(|(_, line)| is_rule(line)),
    };
    match own {
        Some((at, text)) => Seen::Failed(vec![shown(text, at)]),
        None => Seen::Unseen,
    }
}

/// `2c2`, `< x`, `> x`, `Files a and b differ`, `a b differ: byte 1, line 1`
fn is_difference(line: &str) -> bool {
    let is_place = |text: &str| {
        let parts: Vec<&str> = text.split(',').collect();
        let is_number =
            |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.len() <= 2 && parts.iter().all(is_number)
    };
    let is_change = ['a', 'c', 'd'].iter().any(|sign| {
        line.split_once(*sign)
            .is_some_and(|(from, to)| is_place(from) && is_place(to))
    });
    is_change
        || line.starts_with("< ")
        || line.starts_with("> ")
        || line.starts_with("@@ ")
        || line.starts_with("Only in ")
        || line.starts_with("Binary files ")
        || line.starts_with("\\ No newline at end of file")
        || line.contains(" differ: ")
        || line.ends_with(" differ")
}

/// What a shell prints before its prompt.
fn is_of_the_shell(line: &str) -> bool {
    line.starts_with("You have new mail in ")
        || line.starts_with("You have mail in ")
        || line.starts_with("Broadcast message from ")
        || line.starts_with("Message from ")
}
