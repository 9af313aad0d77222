//! A line that is there.

use super::{Printed, Seen, shown};
use runproof_capture::Whole;

pub(super) fn judge(wanted: &str, printed: &Printed<'_>) -> Vec<Seen> {
    if printed.acts == 1 {
        return vec![one(wanted, printed)];
    }
    // Whose a line is can be told only where each printed the same one.
    let lines = printed.lines.iter().filter(|line| !line.trim().is_empty());
    let is_all = lines.clone().all(|line| is_it(line, wanted)) && lines.count() == printed.acts;
    let seen = match is_all && printed.whole == Whole::Whole {
        true => Seen::Reached(Vec::new()),
        false => Seen::Unseen,
    };
    vec![seen; printed.acts]
}

fn one(wanted: &str, printed: &Printed<'_>) -> Seen {
    let lines = || printed.lines.iter().map(|line| line.trim()).enumerate();
    if lines().any(|(_, line)| is_it(line, wanted)) {
        return Seen::Reached(Vec::new());
    }
    if printed.whole == Whole::CutOff {
        return Seen::Unseen;
    }
    // What stands in its place: the line with the same beginning, or else the first one.
    let start = wanted.split_inclusive(['=', ':']).next().unwrap_or(wanted);
    let instead = lines()
        .find(|(_, line)| line.starts_with(start))
        .or_else(|| lines().find(|(_, line)| !line.is_empty()));
    match instead {
        Some((at, text)) => Seen::NotYet(vec![shown(text, at)]),
        None => Seen::Unseen,
    }
}

fn is_it(line: &str, wanted: &str) -> bool {
    line.trim().eq_ignore_ascii_case(wanted.trim())
}
