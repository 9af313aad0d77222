//! What nothing shows: missing where the captures would show it, not proven elsewhere.

use std::collections::BTreeSet;

use super::{Judge, advice};
use crate::cover::{Covered, tears};
use crate::expect::{Hosts, Wanted};
use crate::found::text;
use crate::verdict::{Argument, Binding, Code, Finding, Message};
use runproof_capture::GapKind;
use runproof_model::plan::Rolling;

/// So many places are named.
const NAMED: usize = 5;

fn place_of(path: &str, line: u64) -> String {
    format!("{path}:{line}")
}

impl<'a> Judge<'a> {
    /// Acts of an occurrence that nothing shows.
    pub(super) fn missing(&mut self, at: usize, slots: &[usize], is_by_hand: bool) {
        if is_by_hand && !self.would_be_logged(slots) {
            self.by_hand(at);
            return;
        }
        let (expected, step, binding) = self.about(at);
        let all_missing = slots.len() == expected.slots.len();
        let commands: Vec<String> = if all_missing {
            expected.commands.clone()
        } else {
            let texts = slots
                .iter()
                .map(|slot| self.facts.expected.slots[*slot].text);
            texts.map(str::to_owned).collect()
        };
        let command = commands.join("; ");
        let hosts = match &self.facts.expected.slots[slots[0]].hosts {
            Hosts::OneOf(hosts) => hosts.clone(),
            Hosts::Anywhere => Vec::new(),
        };
        let place = |hosts: Vec<String>| {
            if hosts.is_empty() {
                Argument::Message(Message {
                    id: "audit-anywhere",
                    arguments: Vec::new(),
                })
            } else {
                Argument::List(hosts)
            }
        };
        let mut covered = Covered::Not(Vec::new());
        for slot in slots {
            let slot = &self.facts.expected.slots[*slot];
            let is_program = self.facts.expected.patterns[slot.pattern].is_program();
            covered = match slot.captured {
                Hosts::Anywhere => self.facts.coverage.covers_at_work(&self.at_work()),
                Hosts::OneOf(_) => self.facts.coverage.covers(&slot.captured, is_program),
            };
            if let (Covered::Not(_), Hosts::OneOf(hosts)) = (&covered, &slot.captured)
                && hosts.len() > 1
                && let Some(sessions) = self.went_on_without(hosts, is_program, step)
            {
                covered = Covered::By(sessions);
            }
            if matches!(covered, Covered::By(_)) {
                break;
            }
        }
        let mut places = Vec::new();
        let (code, id, place) = match covered {
            Covered::By(_) if is_by_hand => (Code::Missing, "audit-missing-by-hand", place(hosts)),
            Covered::By(_) => (Code::Missing, "audit-missing", place(hosts)),
            Covered::CutOff(sessions) => {
                // Where each of them holds what comes later, this would be in them, too.
                let went_on = |session: &usize| {
                    self.used.iter().any(|(event, slot)| {
                        self.facts.events[*event].session == *session && self.is_later(*slot, at)
                    })
                };
                if sessions.iter().all(went_on) {
                    (Code::Missing, "audit-missing", place(hosts))
                } else {
                    places = self.ends(&sessions);
                    (Code::NoEvidence, "audit-no-evidence-cut", place(hosts))
                }
            }
            Covered::Torn(sessions) => {
                places = self.tears(&sessions);
                (Code::NoEvidence, "audit-no-evidence-torn", place(hosts))
            }
            Covered::Not(uncovered) => {
                let hosts = if uncovered.is_empty() {
                    hosts
                } else {
                    uncovered
                };
                (Code::NoEvidence, "audit-no-evidence", place(hosts))
            }
        };
        let (code, id) = match code {
            // A mark that does not count says that it was run all the same.
            Code::Missing if self.is_refused(slots) => {
                (Code::NoEvidence, "audit-no-evidence-marks")
            }
            code => (code, id),
        };
        let mut arguments = vec![("command", text(&command)), ("place", place)];
        // A file that nobody could read may hold it.
        let unread = self.facts.unread();
        let (code, id) = match code {
            Code::Missing if !unread.is_empty() => {
                places = unread;
                (Code::NoEvidence, "audit-no-evidence-refused")
            }
            code => (code, id),
        };
        let (mut code, mut id, mut evidence) = (code, id, Vec::new());
        // What was not understood may have been it.
        if code == Code::Missing
            && let Some(hideout) = slots.iter().find_map(|slot| self.hideout(*slot))
        {
            (code, id) = (Code::NoEvidence, hideout.id);
            evidence = hideout.evidence;
            arguments.push(("reason", Argument::Message(hideout.reason)));
        }
        if !places.is_empty() {
            arguments.push(("where", Argument::List(places)));
        }
        let message = Message { id, arguments };
        let finding = Finding {
            code,
            step: Some(step),
            binding,
            evidence,
            message: self.with_skip(at, message),
            advice: advice(code),
            margin: self.margin(slots[0]),
            waived: None,
        };
        self.add(Some(at), finding);
    }

    /// Whether a command stands in a mark that does not count.
    fn is_refused(&self, slots: &[usize]) -> bool {
        let mut patterns = slots
            .iter()
            .map(|slot| self.facts.expected.slots[*slot].pattern);
        patterns.any(|pattern| {
            let mut observations = self.facts.observations.iter();
            observations.any(|one| one.refused.contains(&pattern))
        })
    }

    /// Whether a program that is clicked would be in the captures.
    fn would_be_logged(&self, slots: &[usize]) -> bool {
        slots.iter().any(|slot| {
            let slot = &self.facts.expected.slots[*slot];
            let wanted = &self.facts.expected.patterns[slot.pattern].wanted;
            matches!(wanted, Wanted::Program(_))
                && self.facts.coverage.logs_processes(&slot.captured)
        })
    }

    /// Where something in these sessions could not be read.
    fn tears(&self, sessions: &[usize]) -> Vec<String> {
        let all = sessions.iter().flat_map(|session| {
            let (capture, at) = self.facts.sessions.places[*session];
            let observation = &self.facts.observations[capture];
            let lines: BTreeSet<u64> = tears(observation, at).map(|gap| gap.line).collect();
            let path = &observation.capture.path;
            lines.into_iter().map(move |line| place_of(path, line))
        });
        all.take(NAMED).collect()
    }

    /// Where these sessions break off.
    fn ends(&self, sessions: &[usize]) -> Vec<String> {
        let all = sessions.iter().map(|session| {
            let (capture, at) = self.facts.sessions.places[*session];
            let capture = &self.facts.observations[capture].capture;
            let mut gaps = capture.gaps.iter();
            let end = gaps.find(|gap| gap.session == Some(at) && gap.kind == GapKind::NoEnd);
            let line = end.map_or(capture.records, |gap| gap.line);
            place_of(&capture.path, line)
        });
        all.take(NAMED).collect()
    }

    /// Whether the plan has an act after all of an occurrence: in a later step, or for a later item of
    /// the same rolling part.
    fn is_later(&self, slot: usize, at: usize) -> bool {
        let expected = self.facts.expected;
        let (other, own) = (&expected.slots[slot], &expected.occurrences[at]);
        let number = |step: usize| self.plan.steps[step].number;
        let within = |rolling: &&Rolling<'_>| {
            let steps = rolling.first..=rolling.last;
            steps.contains(&number(other.step)) && steps.contains(&number(own.step))
        };
        let Some(rolling) = self.plan.rolling.iter().find(within) else {
            return other.step > own.step;
        };
        let item = |binding: &Binding| {
            let mut names = binding.iter();
            let last = names.position(|(name, _)| name == rolling.each.as_str())?;
            Some(binding[..=last].to_vec())
        };
        let place = |item: &Binding| {
            let mut all = expected.occurrences.iter();
            all.position(|one| one.binding.starts_with(item))
        };
        let other_item = item(&expected.occurrences[other.occurrence].binding);
        match (other_item, item(&own.binding)) {
            (Some(other_item), Some(own_item)) if other_item == own_item => other.step > own.step,
            (Some(other_item), Some(own_item)) => place(&other_item) > place(&own_item),
            // What is done once is done for no item.
            _ => false,
        }
    }

    /// The sessions in which somebody did what is done wherever the operator sits.
    pub(super) fn at_work(&self) -> BTreeSet<usize> {
        let used = self.used.iter();
        used.filter(|(_, slot)| self.facts.expected.slots[**slot].captured == Hosts::Anywhere)
            .map(|(event, _)| self.facts.events[*event].session)
            .collect()
    }

    /// The sessions on one of several computers in which somebody went on to what comes later: an act
    /// that could be done on any of them, and is not there, was left out.
    pub(super) fn went_on_without(
        &self,
        hosts: &[String],
        is_program: bool,
        step: usize,
    ) -> Option<Vec<usize>> {
        let one = |host: &String| Hosts::OneOf(vec![host.clone()]);
        let covers = hosts
            .iter()
            .map(|host| self.facts.coverage.covers(&one(host), is_program));
        let sessions = covers.flat_map(|covered| match covered {
            Covered::By(sessions) => sessions,
            Covered::CutOff(_) | Covered::Torn(_) | Covered::Not(_) => Vec::new(),
        });
        let sessions: BTreeSet<usize> = sessions.collect();
        let went_on = self.used.iter().any(|(event, slot)| {
            self.facts.expected.slots[*slot].step >= step
                && sessions.contains(&self.facts.events[*event].session)
        });
        went_on.then(|| sessions.into_iter().collect())
    }
}
