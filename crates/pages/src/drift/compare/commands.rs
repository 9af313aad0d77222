//! Commands that differ, are missing, or are there too many.
//!
//! Commands are paired over the whole page, whatever block they stand in: two fences here and one
//! there are the same commands. What is prose in code (a comment, a sample of output, a value that
//! is a sentence) may be translated.

use super::filled::is_filled;
use super::matched::Fate;
use super::statement::{Statement, of_both, parse};
use super::{Against, Held, shell, values};
use crate::{Pair, align};
use runproof_core::diagnostic::{Diagnostic, Location, codes};

codes! {
    /// A command that is not the one of the page that leads.
    ///
    /// ## Why
    ///
    /// Commands have no language. Aliases, quotes, the order of parameters, upper and lower case and
    /// line breaks do not count; neither do values that are sentences, which are translated.
    ///
    /// ## Example
    ///
    /// `Set-Lamp -Level 20` where the source has `Set-Lamp -Level 25`.
    pub COMMAND_DIFFERS = "command-differs", Error;

    /// A path that is not the one of the page that leads.
    ///
    /// ## Why
    ///
    /// Who follows this page starts another program, or finds none.
    pub PATH_DIFFERS = "path-differs", Error;

    /// A placeholder that stands for another value than in the page that leads.
    ///
    /// ## Why
    ///
    /// A placeholder may be translated, but one for the first pool is not one for the second.
    ///
    /// ## Example
    ///
    /// `Get-Lamp <Pool1 FQDN>` twice, where the source has `<Pool1 FQDN>` and then `<Pool2 FQDN>`.
    pub PLACEHOLDER_DIFFERS = "placeholder-differs", Error;

    /// A command that this page does not have.
    ///
    /// ## Why
    ///
    /// Who follows this page does not run it.
    pub COMMAND_MISSING = "command-missing", Error;

    /// A command that only this page has.
    ///
    /// ## Why
    ///
    /// Who follows this page runs what the source does not ask for.
    pub COMMAND_ADDED = "command-added", Error;
}

pub(super) fn check(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    let (leading, other) = of_both(held.leading, held.other);
    let mut pairs = align(leading.len(), other.len(), 100, |i, j| {
        cost(held, &leading[i], &other[j])
    });
    pairs = moved(held, &leading, &other, pairs);
    pairs = replaced(held, &leading, &other, pairs);
    let mut used = values::Placeholders::default();
    for pair in &pairs {
        if let Pair::Both(i, j) = *pair {
            differs(held, &leading[i], &other[j], &mut used, findings);
        }
    }
    let lost = pairs.iter().filter_map(|pair| match pair {
        Pair::Left(i) => Some(&leading[*i]),
        _ => None,
    });
    for group in grouped(lost, |unit| whole_is_alone(held, unit, Of::Leading)) {
        let finding = held.finding(
            &COMMAND_MISSING,
            held.place_of(group[0].unit),
            format!("{} missing here: {}", is_or_are(&group), texts(&group)),
        );
        let place = Location::new(held.leading.source(), group[0].span);
        findings.push(held.beside(finding, place, "the command"));
    }
    let is_known = |own: &Statement| {
        // A page may say for each server what the plan says once.
        let says_again = |one: &Statement| is_filled(one, own, &held.placeholders);
        is_allowed(own, &held.tables.allowed)
            || leading.iter().any(says_again)
            || held.against == Against::Plan && records(held, own)
    };
    let more = pairs.iter().filter_map(|pair| match pair {
        Pair::Right(j) => Some(&other[*j]).filter(|own| !is_known(own)),
        _ => None,
    });
    for group in grouped(more, |unit| whole_is_alone(held, unit, Of::Other)) {
        findings.push(held.finding(
            &COMMAND_ADDED,
            Location::new(held.other.source(), group[0].span),
            format!(
                "{} not in the {}: {}",
                is_or_are(&group),
                held.name(),
                texts(&group)
            ),
        ));
    }
}

/// Whether a command outside of the steps only has a session recorded.
fn records(held: &Held<'_>, statement: &Statement) -> bool {
    const RECORDERS: [&str; 4] = ["start-transcript", "stop-transcript", "script", "exit"];
    RECORDERS.contains(&statement.name.as_str()) && held.other.step_of(statement.unit).is_none()
}

/// Whether a Plan allows a command beside its own: by its name, or as it is.
fn is_allowed(statement: &Statement, allowed: &[String]) -> bool {
    allowed.iter().any(|line| {
        let is_name = !line.trim().contains(char::is_whitespace);
        match parse(line) {
            Some(known) => {
                known.name == statement.name
                    && (is_name || values::differences(&known, statement).is_empty())
            }
            None => line.trim().eq_ignore_ascii_case(&statement.name),
        }
    })
}

/// Which side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Leading,
    Other,
}

/// What it costs to call two commands the same; `None` where they run different programs.
fn cost(held: &Held<'_>, one: &Statement, other: &Statement) -> Option<u32> {
    if one.name != other.name {
        return None;
    }
    let differences = if is_filled(one, other, &held.placeholders) {
        0
    } else {
        values::differences(one, other).len() + usize::from(values::folders_differ(one, other))
    };
    let apart = if same_place(held, one, other) { 0 } else { 45 };
    Some((differences.min(3) * 30) as u32 + apart)
}

/// Whether two commands stand in steps, or in pieces of the page, that are the same.
fn same_place(held: &Held<'_>, one: &Statement, other: &Statement) -> bool {
    let top = |side: &super::side::Side<'_>, unit: usize| side.up(unit).last().unwrap_or(unit);
    let here = top(held.leading, one.unit);
    let there = top(held.other, other.unit);
    held.matched.left[here].partner() == Some(there)
}

/// Commands of a step that moved went with it, which is one finding.
fn moved(
    held: &Held<'_>,
    leading: &[Statement],
    other: &[Statement],
    mut pairs: Vec<Pair>,
) -> Vec<Pair> {
    let lost: Vec<usize> = pairs
        .iter()
        .filter_map(|pair| match pair {
            Pair::Left(i) => Some(*i),
            _ => None,
        })
        .collect();
    for i in lost {
        let twin = pairs.iter().find_map(|pair| match *pair {
            Pair::Right(j) => {
                let (one, two) = (&leading[i], &other[j]);
                let is_one = one.name == two.name
                    && same_place(held, one, two)
                    && values::differences(one, two).is_empty();
                is_one.then_some(j)
            }
            _ => None,
        });
        if let Some(j) = twin {
            pairs.retain(|pair| *pair != Pair::Right(j));
            for pair in &mut pairs {
                if *pair == Pair::Left(i) {
                    *pair = Pair::Both(i, j);
                }
            }
        }
    }
    pairs
}

/// Two commands without partners, between the same neighbours: one was put for the other.
fn replaced(
    held: &Held<'_>,
    leading: &[Statement],
    other: &[Statement],
    pairs: Vec<Pair>,
) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::with_capacity(pairs.len());
    let mut rest = pairs.into_iter().peekable();
    while let Some(pair) = rest.next() {
        let both = match (pair, rest.peek().copied()) {
            (Pair::Left(i), Some(Pair::Right(j))) | (Pair::Right(j), Some(Pair::Left(i))) => {
                Some((i, j))
            }
            _ => None,
        };
        let is_one = both.is_some_and(|(i, j)| {
            shell::is_same(&leading[i], &other[j], held.tables)
                || same_place(held, &leading[i], &other[j])
                    && values::is_alike(&leading[i], &other[j])
        });
        match (both, is_one) {
            (Some((i, j)), true) => {
                rest.next();
                out.push(Pair::Both(i, j));
            }
            _ => out.push(pair),
        }
    }
    out
}

fn differs(
    held: &Held<'_>,
    one: &Statement,
    other: &Statement,
    used: &mut values::Placeholders,
    findings: &mut Vec<Diagnostic>,
) {
    if is_filled(one, other, &held.placeholders) {
        return;
    }
    let at = Location::new(held.other.source(), other.span);
    let place = Location::new(held.leading.source(), one.span);
    if one.name != other.name {
        if shell::is_same(one, other, held.tables) {
            return;
        }
        let finding = held.finding(
            &COMMAND_DIFFERS,
            at,
            format!("`{}` is `{}` in the {}", other.text, one.text, held.name()),
        );
        findings.push(held.beside(finding, place, "the command"));
        return;
    }
    if values::folders_differ(one, other) && held.against != Against::Product {
        let finding = held.finding(
            &PATH_DIFFERS,
            at.clone(),
            format!(
                "the path `{}` is `{}` in the {}",
                values::path(other),
                values::path(one),
                held.name()
            ),
        );
        findings.push(held.beside(finding, place.clone(), "the path"));
    }
    let sentences = match held.against {
        Against::Plan => values::Sentences::Count,
        Against::Language | Against::Product => values::Sentences::Vary,
    };
    let mut differences = values::differences_with(one, other, sentences);
    if !differences.is_empty() && shell::is_same(one, other, held.tables) {
        // What an audit lets pass, a page may not add: with -WhatIf nothing is done.
        differences.retain(values::Difference::is_of_common_parameter);
    }
    for difference in differences {
        // A Plan that is bound to a change has values where pages have placeholders.
        if held.against == Against::Plan && difference.is_of_placeholder() {
            continue;
        }
        let finding = held.finding(
            &COMMAND_DIFFERS,
            at.clone(),
            format!("{} in the {}", difference, held.name()),
        );
        findings.push(held.beside(finding, place.clone(), "the command"));
    }
    if let Some((mine, theirs, before)) = used.clash(one, other) {
        let finding = held
            .finding(
                &PLACEHOLDER_DIFFERS,
                at,
                format!(
                    "the placeholder `{mine}` stands for `{theirs}` of the {}",
                    held.name()
                ),
            )
            .help(format!("elsewhere on this page it stands for `{before}`"));
        findings.push(held.beside(finding, place, "the command"));
    }
}

/// Whether what a command stands in has no partner as a whole, which has a finding of its own.
fn whole_is_alone(held: &Held<'_>, unit: usize, of: Of) -> bool {
    use super::side::Kind;
    let (side, fates) = match of {
        Of::Leading => (held.leading, &held.matched.left),
        Of::Other => (held.other, &held.matched.right),
    };
    side.up(unit).any(|at| {
        fates[at] == Fate::Alone && matches!(side.units[at].kind, Kind::Step { .. } | Kind::Item)
    })
}

/// Commands in a row that stand in the same unit, as one finding.
fn grouped<'s>(
    statements: impl Iterator<Item = &'s Statement>,
    is_told: impl Fn(usize) -> bool,
) -> Vec<Vec<&'s Statement>> {
    let mut groups: Vec<Vec<&Statement>> = Vec::new();
    for statement in statements.filter(|statement| !is_told(statement.unit)) {
        match groups.last_mut() {
            Some(last) if last[0].unit == statement.unit => last.push(statement),
            _ => groups.push(vec![statement]),
        }
    }
    groups
}

fn is_or_are(group: &[&Statement]) -> String {
    match group.len() {
        1 => "a command is".to_owned(),
        more => format!("{more} commands are"),
    }
}

fn texts(group: &[&Statement]) -> String {
    const MOST: usize = 3;
    let mut texts: Vec<String> = group
        .iter()
        .take(MOST)
        .map(|statement| format!("`{}`", statement.text))
        .collect();
    if group.len() > MOST {
        texts.push("…".to_owned());
    }
    texts.join(", ")
}
