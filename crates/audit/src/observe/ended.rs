//! How the commands of a line ended, as the line itself says: exit codes that it prints, `True` and
//! `False`, and which of its branches printed.

use std::collections::HashMap;

use super::awaited::{Awaited, commands_of};
use super::owner::{Owned, Text};
use runproof_capture::{Status, Whole};
use runproof_shell::{CommandId, Condition, Printed};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// So it is stated.
    Stated(Status),
    /// It is one of several of which one failed; or what is said contradicts itself.
    Doubtful,
}

/// What is stated of the commands of a line, and of earlier ones.
pub(super) fn ends(awaited: &Awaited, owned: &Owned, whole: Whole) -> HashMap<CommandId, End> {
    let mut claims: Vec<(&Condition, bool, Status)> = Vec::new();
    for (said, text) in awaited.said.iter().zip(&owned.texts) {
        match text {
            Text::There(_, told) => {
                claims.push((&said.when, true, Status::Failed));
                let mut told = told.iter();
                for piece in &said.pieces {
                    let (Printed::Code(condition) | Printed::Success(condition)) = piece else {
                        continue;
                    };
                    let Some(word) = told.next() else { break };
                    claims.push(match (word.as_str(), word.parse::<i32>()) {
                        ("True", _) | (_, Ok(0)) => (condition, true, Status::Exit(0)),
                        (_, Ok(code)) => (condition, false, Status::Exit(code)),
                        _ => (condition, false, Status::Failed),
                    });
                }
            }
            Text::Absent if whole == Whole::Whole && !owned.is_odd => {
                claims.push((&said.when, false, Status::Failed));
            }
            Text::Absent | Text::Unclear => {}
        }
    }
    let mut ends: HashMap<CommandId, End> = HashMap::new();
    let mut doubtful: Vec<CommandId> = Vec::new();
    for (condition, holds, status) in claims {
        if let Condition::About(ids) = condition {
            doubtful.extend(ids);
            continue;
        }
        let (ids, succeeded, status) = match condition {
            Condition::Succeeded(ids) => (ids, holds, status),
            // The status that is stated is the one that was turned round.
            Condition::Failed(ids) => (ids, !holds, Status::Failed),
            Condition::Threw(ids) if holds => (ids, false, status),
            Condition::Always
            | Condition::Never
            | Condition::About(_)
            | Condition::Threw(_)
            | Condition::Unknown => {
                continue;
            }
        };
        match (succeeded, &ids[..]) {
            (true, ids) => {
                for id in ids {
                    state(&mut ends, *id, Status::Exit(0));
                }
            }
            (false, [only]) => state(&mut ends, *only, status),
            (false, several) => match last_of_one(awaited, several) {
                Some(last) => state(&mut ends, last, status),
                None => doubtful.extend(several),
            },
        }
    }
    for id in doubtful {
        ends.entry(id).or_insert(End::Doubtful);
    }
    ends
}

fn state(ends: &mut HashMap<CommandId, End>, id: CommandId, status: Status) {
    let stated = End::Stated(status);
    let is_fine = |end: &End| *end == End::Stated(Status::Exit(0));
    match ends.get_mut(&id) {
        None => {
            ends.insert(id, stated);
        }
        Some(own) if is_fine(own) != is_fine(&stated) => *own = End::Doubtful,
        // A number says more.
        Some(own @ End::Stated(Status::Failed)) => *own = stated,
        Some(_) => {}
    }
}

/// The last of several commands that stand in one command of the line: `ssh host 'a && b'`.
fn last_of_one(awaited: &Awaited, ids: &[CommandId]) -> Option<CommandId> {
    let mut spans = ids
        .iter()
        .map(|id| Some(&awaited.find(*id)?.invocation.span));
    let first = spans.next()??;
    spans
        .all(|span| span == Some(first))
        .then(|| ids.last().copied())?
}

/// What the exit code of a whole line, or a history's word for how it ended, says of its acts.
pub(super) fn of_line(awaited: &Awaited, ended: &Condition, status: Status) -> Vec<(usize, End)> {
    let mut acts: Vec<usize> = awaited.ran.iter().filter_map(|ran| ran.act).collect();
    let is_of_one = awaited.ran.len() == 1;
    let ids = match ended {
        Condition::Succeeded(ids) => ids.clone(),
        _ => Vec::new(),
    };
    let named: Vec<usize> = ids.iter().filter_map(|id| awaited.act(*id)).collect();
    let is_well = matches!(status, Status::Exit(0) | Status::Completed);
    match (is_well, &ids[..]) {
        (true, _) => named
            .into_iter()
            .map(|act| (act, End::Stated(status)))
            .collect(),
        (false, [_]) => named
            .into_iter()
            .map(|act| (act, End::Stated(status)))
            .collect(),
        (false, []) if is_of_one => acts
            .drain(..)
            .map(|act| (act, End::Stated(status)))
            .collect(),
        (false, ids) => match last_of_one(awaited, ids).and_then(|last| awaited.act(last)) {
            Some(last) => vec![(last, End::Stated(status))],
            None => acts.drain(..).map(|act| (act, End::Doubtful)).collect(),
        },
    }
}

/// Whether a condition holds, by what is known of how commands ended.
pub(super) fn holds(
    condition: &Condition,
    went: impl Fn(CommandId) -> Option<bool>,
) -> Option<bool> {
    let all = |ids: &[CommandId]| {
        let ends: Vec<Option<bool>> = ids.iter().map(|id| went(*id)).collect();
        match ends.contains(&Some(false)) {
            true => Some(false),
            false if ends.contains(&None) => None,
            false => Some(true),
        }
    };
    match condition {
        Condition::Always => Some(true),
        Condition::Never => Some(false),
        Condition::Succeeded(_) => all(&commands_of(condition)),
        Condition::Failed(_) => all(&commands_of(condition)).map(|all| !all),
        Condition::About(_) | Condition::Threw(_) | Condition::Unknown => None,
    }
}
