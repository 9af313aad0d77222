//! What people say was done: attestations of the change file, and marks of guided scripts. Each has a
//! time, a place and items that it is about, and speaks for no others.

use std::collections::BTreeMap;

use super::events::Sessions;
use super::expect::{Expectations, Hosts};
use super::host::{self, Same};
use super::observe::{Observation, Says, Vouched};
use super::time::{Interval, Zone, written};
use super::verdict::Binding;
use runproof_capture::Stamp;
use runproof_model::plan::{Act, Attestation, Plan, When, same_item};
use runproof_model::runbook::QuestionId;

/// How exactly a person knows when something was done, in milliseconds.
const PERSON: i64 = 3_600_000;

/// Something that is said of an expected act.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// What.
    pub(super) says: Says,
    /// Who says it.
    pub(super) by: String,
    /// When it was done, as written.
    pub(super) at: Option<String>,
    /// The mark that says it: its capture, and its place there. The change file has no place.
    pub(super) mark: Option<(usize, usize)>,
    /// When, by the letter.
    exactly: Interval,
    /// When, as it is held against the change window: bounds of UTC.
    pub(super) window: Interval,
    /// When, as it is held against acts.
    pub(super) moment: Moment,
    /// Whether it is about several acts at once, and so says of none when it was.
    pub(super) is_of_several: bool,
}

/// When something was, and on whose clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// On a computer's: its clock, the session and the place in it. A person's word has none.
    pub(super) clock: Option<(u32, usize, u32)>,
    /// When.
    pub(super) interval: Interval,
}

/// All that is said, by the occurrence that it is about.
#[derive(Debug, Default)]
pub(super) struct Statements {
    by_occurrence: BTreeMap<usize, Vec<Statement>>,
}

/// What a change's captures answer, where the change file is silent.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// The answers that decide.
    pub(super) answers: Vec<(QuestionId, bool)>,
    /// Questions that were answered otherwise than the change file does, or in two ways.
    pub(super) conflicts: Vec<Conflict>,
}

/// A question with two answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The question.
    pub(super) question: QuestionId,
    /// The change file's answer, which counts; without one none does.
    pub(super) written: Option<bool>,
    /// Who gave another one.
    pub(super) by: String,
}

impl Decisions {
    /// The answers that operators of guided scripts gave.
    pub(super) fn of(plan: &Plan<'_>, observations: &[Observation]) -> Self {
        let mut found = Self::default();
        let answers = plan.change.map_or(&[][..], |change| &change.answers);
        for question in &plan.runbook.questions {
            let decides = |id: &str| {
                plan.step(id).is_some_and(|step| {
                    matches!(&step.act, Act::Decide { question: own, .. } if *own == question)
                })
            };
            let said = observations.iter().flat_map(|one| &one.vouched);
            let said: Vec<(bool, &str)> = said
                .filter(|one| match one.question.as_str() {
                    "" => decides(&one.step),
                    named => named == question.as_str(),
                })
                .filter_map(|one| match one.says {
                    Says::Answered(answer) => Some((answer, one.by.as_str())),
                    Says::Done | Says::Skipped(_) => None,
                })
                .collect();
            let Some((first, _)) = said.first().copied() else {
                continue;
            };
            let written = answers.iter().find(|(own, _)| own == question);
            let written = written.map(|(_, answer)| *answer);
            let right = written.unwrap_or(first);
            match said.iter().find(|(answer, _)| *answer != right) {
                Some((_, by)) => found.conflicts.push(Conflict {
                    question: question.clone(),
                    written,
                    by: (*by).to_owned(),
                }),
                None if written.is_none() => found.answers.push((question.clone(), right)),
                None => {}
            }
        }
        found
    }
}

impl Statements {
    /// Everything that is said of the occurrences of a plan.
    pub(super) fn of(
        plan: &Plan<'_>,
        expected: &Expectations<'_>,
        observations: &[Observation],
        sessions: &Sessions,
        zone: &Zone,
        window: Option<Interval>,
    ) -> Self {
        let mut found = Self::default();
        let mut by_step: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, occurrence) in expected.occurrences.iter().enumerate() {
            let step = plan.steps[occurrence.step].id.as_str();
            by_step.entry(step).or_default().push(at);
        }
        let of_step = |step: &str| by_step.get(step).map_or(&[][..], Vec::as_slice);
        let attestations = plan.change.map_or(&[][..], |change| &change.attestations);
        for attestation in attestations {
            let own: Vec<usize> = of_step(attestation.step.as_str())
                .iter()
                .copied()
                .filter(|at| is_in(&attestation.binding, &expected.occurrences[*at].binding))
                .collect();
            let statement = attested(attestation, own.len() > 1, zone, window);
            for at in own {
                let all = found.by_occurrence.entry(at).or_default();
                all.push(statement.clone());
            }
        }
        for (capture, observation) in observations.iter().enumerate() {
            for (place, vouched) in observation.vouched.iter().enumerate() {
                let about = of_step(&vouched.step);
                // An answer is of its question, and of no act of the step that it was asked in.
                if !vouched.question.is_empty() {
                    continue;
                }
                let Some(at) = occurrence_of(vouched, about, expected) else {
                    continue;
                };
                let session = sessions.number(capture, vouched.place.session);
                let all = found.by_occurrence.entry(at).or_default();
                all.push(marked(vouched, (capture, place), session, sessions, zone));
            }
        }
        found
    }

    fn about(&self, occurrence: usize) -> &[Statement] {
        let own = self.by_occurrence.get(&occurrence);
        own.map_or(&[][..], Vec::as_slice)
    }

    /// The statements that an occurrence was carried out, as far as nothing that is said speaks
    /// against them: a skip of this very occurrence does against the word of somebody who spoke of
    /// several at once, and not later.
    pub(super) fn done(&self, occurrence: usize) -> impl Iterator<Item = &Statement> {
        let all = self.about(occurrence);
        let skips = all
            .iter()
            .filter(|one| matches!(one.says, Says::Skipped(_)));
        let last = skips.map(|skip| skip.exactly.from).max();
        all.iter().filter(move |one| {
            let stands = !one.is_of_several
                || last.is_none_or(|last| {
                    let said = one.exactly.from;
                    said > Interval::ANY.from && said > last
                });
            one.says == Says::Done && stands
        })
    }

    /// Two words of the change file for this very occurrence that cannot both be right: what was done once
    /// was done at one time.
    pub(super) fn contradiction(&self, occurrence: usize) -> Option<(&Statement, &Statement)> {
        let is_word = |one: &&Statement| {
            one.says == Says::Done
                && one.mark.is_none()
                && !one.is_of_several
                && one.exactly.from > Interval::ANY.from
        };
        let words = || self.about(occurrence).iter().filter(is_word);
        let is_apart = |one: &Statement, other: &Statement| {
            one.exactly.widened(PERSON).meet(other.exactly).is_none()
        };
        words().enumerate().find_map(|(at, one)| {
            let mut later = words().skip(at + 1);
            later
                .find(|other| is_apart(one, other))
                .map(|other| (one, other))
        })
    }

    /// Who says last that an occurrence was passed over, and why; nobody where somebody did it.
    pub(super) fn skipped(&self, occurrence: usize) -> Option<(&Statement, &str)> {
        if self.done(occurrence).next().is_some() {
            return None;
        }
        let mut all = self.about(occurrence).iter().rev();
        all.find_map(|one| match &one.says {
            Says::Skipped(reason) => Some((one, reason.as_str())),
            Says::Done | Says::Answered(_) => None,
        })
    }

    /// When everything was that is said to have been carried out.
    pub(super) fn moments(&self) -> impl Iterator<Item = Moment> {
        let all = self.by_occurrence.values().flatten();
        all.filter(|one| one.says == Says::Done)
            .map(|one| one.moment)
    }

    /// Occurrences of which anything is said.
    pub(super) fn occurrences(&self) -> impl Iterator<Item = usize> {
        self.by_occurrence.keys().copied()
    }
}

/// Whether an occurrence is for these items, and perhaps for others, too.
fn is_in(binding: &[(String, String)], occurrence: &Binding) -> bool {
    binding.iter().all(|(name, value)| {
        let mut items = occurrence.iter();
        items.any(|(item, own)| item == name && same_item(own, value))
    })
}

/// The occurrence of a step with these items.
pub(super) fn with_items(
    binding: &Binding,
    about: &[usize],
    expected: &Expectations<'_>,
) -> Option<usize> {
    let bound = |at: &&usize| {
        let own = &expected.occurrences[**at].binding;
        own.len() == binding.len() && is_in(binding, own)
    };
    about.iter().find(bound).copied()
}

/// What a mark is about: its own items, and nothing else. A mark without items in a step that is
/// carried out for several is about the computer that it was made on, if the step is carried out there.
fn occurrence_of(vouched: &Vouched, about: &[usize], expected: &Expectations<'_>) -> Option<usize> {
    if let Some(own) = with_items(&vouched.binding, about, expected) {
        return Some(own);
    }
    if let ([only], true) = (about, vouched.binding.is_empty()) {
        return Some(*only);
    }
    let host = vouched
        .host
        .as_deref()
        .filter(|_| vouched.binding.is_empty())?;
    let is_here = |at: &&usize| match &expected.occurrences[**at].hosts {
        Hosts::OneOf(hosts) => match hosts.as_slice() {
            [own] => host::same(own, host) == Same::Yes,
            _ => false,
        },
        Hosts::Anywhere => false,
    };
    let mut own = about.iter().filter(is_here);
    match (own.next(), own.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    }
}

fn attested(
    attestation: &Attestation,
    is_of_several: bool,
    zone: &Zone,
    window: Option<Interval>,
) -> Statement {
    let at = attestation.at.as_ref();
    let unknown = (Interval::ANY, Interval::ANY, Interval::ANY);
    let (exactly, window, interval) = at.map_or(unknown, |at| {
        let day = day_of(at, zone);
        let exactly = of_person(at, zone, at.local, at.local);
        // One time for several acts is the time of none of them: the day is, and the night of the change,
        // which may have begun on the day before.
        let night = window.filter(|window| window.meet(exactly.widened(PERSON)).is_some());
        let order = match is_of_several {
            true => Interval {
                from: night.map_or(day.from, |night| night.from.min(day.from)),
                to: night.map_or(day.to, |night| night.to.max(day.to)),
            },
            false => exactly.widened(PERSON),
        };
        (exactly, zone.absolute(day, at.offset.is_none()), order)
    });
    Statement {
        says: Says::Done,
        by: attestation.by.clone(),
        at: at.map(|at| at.written.clone()),
        mark: None,
        exactly,
        window,
        moment: Moment {
            clock: None,
            interval,
        },
        is_of_several,
    }
}

/// The whole of the day on which somebody says that something was done.
fn day_of(at: &When, zone: &Zone) -> Interval {
    let day = at.local.date();
    let end = day.to_datetime(jiff::civil::time(23, 59, 59, 0));
    of_person(
        at,
        zone,
        day.to_datetime(jiff::civil::Time::midnight()),
        end,
    )
}

/// From one time to another, as somebody wrote it.
fn of_person(
    at: &When,
    zone: &Zone,
    from: jiff::civil::DateTime,
    to: jiff::civil::DateTime,
) -> Interval {
    let interval = |local: jiff::civil::DateTime| match at.offset {
        Some(offset) => offset.to_timestamp(local).map_or(Interval::ANY, |time| {
            let time = zone.interval(Stamp::Zoned(time));
            match zone {
                // Captures of a zone that is not known are held against each other as if in UTC.
                Zone::One => time.widened(14 * PERSON),
                Zone::Known(_) | Zone::Unknown => time,
            }
        }),
        None => zone.interval(Stamp::Local(local)),
    };
    Interval {
        from: interval(from).from,
        to: interval(to).to,
    }
}

fn marked(
    vouched: &Vouched,
    mark: (usize, usize),
    session: usize,
    sessions: &Sessions,
    zone: &Zone,
) -> Statement {
    let stamp = vouched.place.time;
    let interval = stamp.map_or(sessions.spans[session], |stamp| zone.interval(stamp));
    let is_local = matches!(stamp, Some(Stamp::Local(_)));
    Statement {
        says: vouched.says.clone(),
        by: vouched.by.clone(),
        at: stamp.map(written),
        mark: Some(mark),
        exactly: interval,
        window: zone.absolute(interval, is_local),
        moment: Moment {
            clock: Some((sessions.clocks[session], session, vouched.place.sequence)),
            interval,
        },
        is_of_several: false,
    }
}
