//! Plan + captures → Verdict: expectations, alignment, outcomes.
//!
//! An [`Audit`] knows what the plan wants to see. It lends an [`Observer`] to the reader of each
//! capture, and concludes from what all of them saw. It is a function of its input: the same
//! captures give the same verdict, whatever the order in which they were read.

mod account;
pub mod align;
mod as_of;
mod basis;
mod blind;
mod cover;
mod events;
mod expect;
mod failure;
mod found;
mod history;
mod host;
mod index;
mod judge;
mod looking;
mod looks;
mod matching;
mod named;
mod observe;
mod outcome;
mod question;
mod reach;
mod said;
mod secret;
mod stated;
mod time;
mod undoing;
mod verdict;
mod waive;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use self::cover::Coverage;
use self::events::Sessions;
use self::expect::{Expectations, interpreted};
use self::index::Index;
use self::judge::Judge;
use self::matching::Facts;
use self::said::{Decisions, Statements};
use self::time::{Interval, Zone};
use runproof_capture::{Gap, GapKind, Stamp};
use runproof_model::plan::Plan;
use runproof_shell::{Allowances, Effect, Mode};

pub use account::{Account, Tally};
pub use as_of::CODES as TIME_CODES;
pub use as_of::{AsOf, attested_later};
pub use observe::{Observation, Observer};
pub use stated::CODES as STATED_CODES;
pub use stated::{stated, stated_faults};
pub use verdict::{
    Argument, Binding, Code, Evidence, Finding, Level, Margin, Message, OccurrenceResult, Output,
    Overall, Provenance, Quoted, Refused, Status, StepResult, Totals, Unplanned, Verdict, Waived,
};
pub use waive::CODES;
pub use waive::waiver_faults;

/// How an audit is made.
#[derive(Debug, Clone)]
pub struct Options {
    /// How far the clocks of two computers may differ, in seconds.
    pub clock_skew: i64,
    /// The day on which waivers must still hold.
    pub today: Date,
    /// When the audit is made, as the report says it.
    pub as_of: Option<String>,
    /// Who makes it, as the report says it.
    pub by: Option<String>,
    /// The program's version.
    pub tool: String,
    /// What becomes of passwords and tokens that were typed.
    pub secrets: Secrets,
    /// Files that could not be read as captures.
    pub refused: Vec<Refused>,
}

/// What becomes of passwords and tokens that were typed. No verdict depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// They are masked.
    Masked,
    /// They are shown.
    Shown,
}

/// What the plan wants to see, ready to be held against captures.
#[derive(Debug)]
pub struct Audit<'p> {
    plan: &'p Plan<'p>,
    expected: Expectations<'p>,
    allowed: Allowances<'p>,
}

/// A verdict, and the proof that its explanation is the best one.
#[derive(Debug)]
pub struct Conclusion {
    /// The verdict.
    pub verdict: Verdict,
    /// The proof.
    pub certificate: align::Certificate,
}

impl<'p> Audit<'p> {
    /// An audit against a plan that was resolved for a change.
    pub fn new(plan: &'p Plan<'p>) -> Self {
        let runbook = plan.runbook;
        Self {
            plan,
            expected: Expectations::of(plan),
            allowed: Allowances::new(&runbook.tables, |text| {
                interpreted(runbook.shell, text, &runbook.tables)
            }),
        }
    }

    /// An observer for one capture.
    pub fn observer(&self) -> Observer<'_> {
        Observer::new(self.plan, &self.expected, &self.allowed)
    }

    /// What comes of everything that was seen.
    ///
    /// # Errors
    /// Where there is more than can be aligned: costs beyond what a number holds.
    pub fn conclude(
        &self,
        mut observations: Vec<Observation>,
        options: &Options,
    ) -> Result<Conclusion, align::Fault> {
        observations.sort_by(|a, b| a.capture.path.cmp(&b.capture.path));
        let change = self.plan.change;
        let zone = zone(
            &observations,
            change.and_then(|change| change.timezone.as_deref()),
        );
        let window = change.and_then(|change| change.window.as_ref());
        let window = window.map(|window| Interval {
            from: window.start.timestamp.as_millisecond(),
            to: window.end.timestamp.as_millisecond(),
        });
        // What was cleared before the change held nothing of it.
        for observation in &mut observations {
            observation
                .capture
                .gaps
                .retain(|gap| match (&gap.kind, window) {
                    (GapKind::Cleared(at), Some(window)) => {
                        zone.interval(*at).to
                            >= window.from.saturating_sub(options.clock_skew * 1000)
                    }
                    _ => true,
                });
        }
        // What was answered in the course of the change is as good as what the change file answers.
        let decisions = Decisions::of(self.plan, &observations);
        let settled =
            (!decisions.answers.is_empty()).then(|| self.plan.settled(&decisions.answers));
        let plan = settled.as_ref().unwrap_or(self.plan);
        let expected = settled.as_ref().map(Expectations::of);
        let expected = expected.as_ref().unwrap_or(&self.expected);
        let sessions = Sessions::of(&observations, &zone);
        let statements = Statements::of(plan, expected, &observations, &sessions, &zone, window);
        let events = events::events(&observations, &sessions, &zone);
        let hidings = blind::hidings(&observations, &sessions, &zone, &events);
        let absolute = window.map(|window| match zone {
            // Local times of a zone that is not known cover what they may cover.
            Zone::One => window.widened(14 * 3_600_000),
            _ => window,
        });
        let coverage = Coverage::of(&observations, &sessions, absolute, expected);
        let index = Index::of(expected);
        let facts = Facts {
            expected,
            meant: events::meant(&events, &observations, plan, expected),
            decisions: &decisions,
            statements: &statements,
            reach: std::cell::OnceCell::new(),
            observations: &observations,
            sessions: &sessions,
            events: &events,
            hidings: &hidings,
            coverage: &coverage,
            index: &index,
            zone: &zone,
            window,
            skew: options.clock_skew.saturating_mul(1000),
            secrets: options.secrets,
            refused: &options.refused,
        };
        let problem = facts.problem()?;
        let alignment = align::align(&problem);
        let judge = Judge::new(plan, &facts, &alignment);
        let judged = judge.judge();
        let mut verdict = self.verdict(judged, &facts, &alignment, options);
        let certificate = alignment.certificate();
        verdict.captures = observations.into_iter().map(|o| o.capture).collect();
        Ok(Conclusion {
            verdict,
            certificate,
        })
    }

    fn verdict(
        &self,
        judged: judge::Judged,
        facts: &Facts<'_>,
        alignment: &align::Alignment<'_>,
        options: &Options,
    ) -> Verdict {
        let notes = found::Notes { facts };
        let mut findings = judged.findings;
        let mut unplanned = Vec::new();
        let mut told: Vec<Told> = Vec::new();
        let mut commands = Tally::default();
        for (capture, observation) in facts.observations.iter().enumerate() {
            commands += observation.tally;
            for other in &observation.others {
                let evidence = notes.place(capture, &other.place, None);
                if other.effect == Effect::Changes && !other.is_allowed {
                    let account = if other.place.is_scripted {
                        Account::Scripted
                    } else if self.is_outside(capture, other, facts) {
                        Account::Outside
                    } else if self.is_told(&mut told, capture, other, facts) {
                        Account::Shown
                    } else {
                        findings.push(unplanned_change(&evidence));
                        Account::Changing
                    };
                    commands.add(account, 1);
                }
                unplanned.push(Unplanned {
                    evidence,
                    effect: other.effect,
                    is_allowed: other.is_allowed,
                    times: other.times,
                });
            }
        }
        for (event, account) in judged.accounts.iter().enumerate() {
            commands.add(*account, 1);
            let shown = facts.events[event].shown.len() as u64;
            commands.add(Account::Shown, shown.saturating_sub(1));
            let act = facts.first_act(event);
            // What is in no step, and only undoes what is in one, is listed like the rest.
            let effect = match (act.likeness.is_empty(), act.mode) {
                (true, Mode::Simulated) => Effect::Reads,
                (true, _) => act.effect,
                (false, _) => Effect::Unknown,
            };
            if act.likeness.is_empty() || *account == Account::Unknown {
                let evidence = notes.evidence(event).into_iter().next();
                unplanned.extend(evidence.map(|evidence| Unplanned {
                    evidence,
                    effect,
                    is_allowed: act.is_allowed,
                    times: 1,
                }));
            }
        }
        unplanned.sort_by_key(|one| (one.evidence.capture, one.evidence.line));
        findings.sort_by_key(|finding| {
            let place = finding.evidence.first();
            (
                finding.code.level(),
                finding.step.unwrap_or(usize::MAX),
                place.map(|place| (place.capture, place.line)),
            )
        });
        let mut steps = judged.steps;
        waive::waive(self.plan, &mut findings, &mut steps, options.today);
        let captured = facts.observations.iter().map(|o| &o.capture);
        let totals = Totals {
            bytes: captured.clone().map(|capture| capture.bytes).sum(),
            records: captured.clone().map(|capture| capture.records).sum(),
            entries: captured.clone().map(|capture| capture.entries).sum(),
            commands,
        };
        let gaps = captured
            .enumerate()
            .flat_map(|(at, capture)| capture.gaps.iter().map(move |gap| (at, gap.clone())));
        let gaps = gaps.filter(|(_, gap)| concerns_change(gap, facts));
        let overall = overall(&findings);
        let accepted = match overall {
            Overall::Inconclusive => accepted(&findings),
            Overall::Conformant | Overall::Deviating => Vec::new(),
        };
        Verdict {
            overall,
            accepted,
            provenance: self.provenance(options),
            captures: Vec::new(),
            steps,
            gaps: gaps.collect(),
            refused: options.refused.clone(),
            uncovered: self.uncovered(facts),
            unplanned,
            totals,
            assumptions: self.assumptions(facts, alignment, options),
            cost: (alignment.cost + matching::UNIT / 2) / matching::UNIT,
            findings,
        }
    }

    /// Whether a change is one that another source showed already: the line that was typed and its
    /// bound parameters, or a process.
    fn is_told(
        &self,
        told: &mut Vec<Told>,
        capture: usize,
        other: &observe::Other,
        facts: &Facts<'_>,
    ) -> bool {
        let observation = &facts.observations[capture];
        let session = &observation.capture.sessions[other.place.session];
        let host = match &other.place.host {
            observe::Where::Host(host) => Some(host),
            observe::Where::Session => session.host.as_ref(),
            observe::Where::Unknown(_) => None,
        };
        let own = Told {
            name: other.name.clone(),
            host: host.map(|host| index::label(host)).unwrap_or_default(),
            source: (observation.capture.format, other.place.trace),
            interval: self.when(capture, other, facts).0,
            shown: Vec::new(),
        };
        let same = told.iter_mut().find(|one| {
            one.name == own.name
                && one.host == own.host
                && one.source != own.source
                && !one.shown.contains(&own.source)
                && events::may_be_one((one.interval, one.source.1), (own.interval, own.source.1))
        });
        match same {
            Some(one) => {
                one.shown.push(own.source);
                true
            }
            None => {
                told.push(own);
                false
            }
        }
    }

    fn when(
        &self,
        capture: usize,
        other: &observe::Other,
        facts: &Facts<'_>,
    ) -> (Interval, Option<Stamp>) {
        let number = facts.sessions.number(capture, other.place.session);
        let session = &facts.observations[capture].capture.sessions[other.place.session];
        match other.place.time {
            Some(stamp) => (facts.zone.interval(stamp), Some(stamp)),
            None => (facts.sessions.spans[number], session.start),
        }
    }

    /// Whether a command is provably of another time than the change's.
    fn is_outside(&self, capture: usize, other: &observe::Other, facts: &Facts<'_>) -> bool {
        let (interval, stamp) = self.when(capture, other, facts);
        let is_local = matches!(stamp, Some(Stamp::Local(_)));
        facts.is_apart(facts.zone.absolute(interval, is_local))
    }
}

/// Whether a gap is one in what was captured of the change: a log that is quiet at other times is
/// not.
fn concerns_change(gap: &Gap, facts: &Facts<'_>) -> bool {
    let GapKind::Quiet(from, to) = gap.kind else {
        return true;
    };
    let quiet = Interval {
        from: facts.zone.interval(from).from,
        to: facts.zone.interval(to).to,
    };
    let known = facts.events.iter().map(|event| event.interval);
    let mut known = known.filter(|interval| interval.from > Interval::ANY.from);
    let change = facts.window.or_else(|| {
        let first = known.next()?;
        Some(known.fold(first, |all, next| Interval {
            from: all.from.min(next.from),
            to: all.to.max(next.to),
        }))
    });
    change.is_some_and(|change| change.meet(quiet).is_some())
}

/// A change that was told as unplanned, and the sources that show it.
struct Told {
    name: String,
    host: String,
    source: events::Source,
    interval: Interval,
    shown: Vec<events::Source>,
}

/// The zone of local times.
fn zone(observations: &[Observation], named: Option<&str>) -> Zone {
    if let Some(zone) = named.and_then(|name| TimeZone::get(name).ok()) {
        return Zone::Known(zone);
    }
    let has_zoned = observations.iter().any(|observation| {
        let sessions = observation.capture.sessions.iter();
        let mut stamps = sessions
            .flat_map(|session| [session.start, session.end])
            .flatten();
        let mut acts = observation.acts.iter().filter_map(|act| act.place.time);
        stamps.any(|stamp| matches!(stamp, Stamp::Zoned(_)))
            || acts.any(|stamp| matches!(stamp, Stamp::Zoned(_)))
    });
    let has_zoned = has_zoned
        || observations
            .iter()
            .flat_map(|one| &one.vouched)
            .any(|one| matches!(one.place.time, Some(Stamp::Zoned(_))));
    if has_zoned { Zone::Unknown } else { Zone::One }
}

fn unplanned_change(evidence: &Evidence) -> Finding {
    let host = match &evidence.host {
        Some(host) => found::text(host),
        None => Argument::Message(Message {
            id: "audit-unknown-host",
            arguments: Vec::new(),
        }),
    };
    Finding {
        code: Code::UnplannedChange,
        step: None,
        binding: Vec::new(),
        message: Message {
            id: "audit-unplanned-change",
            arguments: vec![("command", found::text(&evidence.command)), ("host", host)],
        },
        evidence: vec![evidence.clone()],
        advice: judge::advice(Code::UnplannedChange),
        margin: Margin::Only,
        waived: None,
    }
}

/// The whole, in a word. A waiver lets a deviation pass; it proves nothing that is not proven.
fn overall(findings: &[Finding]) -> Overall {
    let counted = findings.iter().filter_map(|finding| {
        let level = finding.code.level();
        (finding.waived.is_none() || level == Level::Inconclusive).then_some(level)
    });
    match counted.min() {
        Some(Level::Error) => Overall::Deviating,
        Some(Level::Inconclusive) => Overall::Inconclusive,
        Some(Level::Note) | None => Overall::Conformant,
    }
}

/// Who accepts what is not proven, where all of it is accepted.
fn accepted(findings: &[Finding]) -> Vec<Waived> {
    let lacking = findings
        .iter()
        .filter(|finding| finding.code.level() == Level::Inconclusive);
    let waivers: Option<Vec<&Waived>> = lacking.map(|finding| finding.waived.as_ref()).collect();
    let mut accepted: Vec<Waived> = Vec::new();
    for waiver in waivers.into_iter().flatten() {
        if !accepted.contains(waiver) {
            accepted.push(waiver.clone());
        }
    }
    accepted
}
