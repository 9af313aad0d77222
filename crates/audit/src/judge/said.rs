//! What people say was done: who vouches for it, and whether it was at the right time.

use std::collections::BTreeSet;

use super::status::called;
use super::{Judge, advice};
use crate::expect::{Hosts, Node};
use crate::found::text;
use crate::host::{self, Same};
use crate::reach::{Met, Way};
use crate::said::Statement;
use crate::verdict::{Argument, Code, Evidence, Finding, Margin, Message};
use runproof_model::plan::{Act as PlanAct, Applicability};

impl<'a> Judge<'a> {
    /// A step by hand or a decision: somebody has to vouch for it.
    pub(super) fn by_hand(&mut self, at: usize) {
        let (_, index, binding) = self.about(at);
        let step = &self.plan.steps[index];
        let decides = matches!(step.act, PlanAct::Decide { .. });
        let is_answered = matches!(
            step.act,
            PlanAct::Decide {
                answer: Some(_),
                ..
            }
        );
        // What was gone on with was decided.
        let went_on = decides
            && self.used.values().any(|slot| {
                let step_of = self.facts.expected.slots[*slot].step;
                self.plan.steps[step_of].number > step.number
            });
        let skip = self.facts.statements.skipped(at);
        if let Some((one, other)) = self.facts.statements.contradiction(at) {
            self.add_contradiction(at, one, other);
            return;
        }
        let is_settled = (is_answered || went_on) && skip.is_none();
        if is_settled || self.done(at).is_some() {
            return;
        }
        self.of_occurrence[at].insert(Code::Unattested);
        // Nobody speaks of any of the step's places: that is one finding.
        let own = || {
            let all = self.facts.expected.occurrences.iter().enumerate();
            all.filter(|(_, other)| other.step == index)
        };
        let is_silent = |at: usize| {
            let mut slots = self.facts.expected.occurrences[at].slots.iter();
            self.done(at).is_none()
                && self.facts.statements.skipped(at).is_none()
                && slots.all(|slot| self.event(*slot).is_none())
        };
        let is_whole = own().count() > 1 && own().all(|(at, _)| is_silent(at));
        let is_told = is_whole
            && self
                .findings
                .iter()
                .any(|finding| finding.step == Some(index) && finding.code == Code::Unattested);
        if is_told {
            return;
        }
        self.findings.push(Finding {
            code: Code::Unattested,
            step: Some(index),
            binding: if is_whole { Vec::new() } else { binding },
            evidence: skip.map(|(said, _)| self.said_at(said)).unwrap_or_default(),
            message: self.with_skip(
                at,
                Message {
                    id: "audit-unattested",
                    arguments: Vec::new(),
                },
            ),
            advice: advice(Code::Unattested),
            margin: Margin::Only,
            waived: None,
        });
    }

    /// Two words that cannot both be right.
    fn add_contradiction(&mut self, at: usize, one: &Statement, other: &Statement) {
        let (_, step, binding) = self.about(at);
        let time = |said: &Statement| text(said.at.as_deref().unwrap_or_default());
        let finding = Finding {
            code: Code::Unattested,
            step: Some(step),
            binding,
            evidence: Vec::new(),
            message: Message {
                id: "audit-unattested-twice",
                arguments: vec![
                    ("by", text(&one.by)),
                    ("time", time(one)),
                    ("other", text(&other.by)),
                    ("other-time", time(other)),
                ],
            },
            advice: advice(Code::Unattested),
            margin: Margin::Only,
            waived: None,
        };
        self.add(Some(at), finding);
    }

    /// The statement that an occurrence was carried out: one that is in time, where there is one.
    fn done(&self, at: usize) -> Option<&'a Statement> {
        let done = || self.facts.statements.done(at);
        let in_time = done().find(|said| !self.facts.is_apart(said.window));
        in_time.or_else(|| done().next())
    }

    /// Whether somebody vouches for an occurrence.
    pub(super) fn is_vouched(&self, at: usize) -> bool {
        self.done(at).is_some()
    }

    /// Who vouches for an occurrence, or who passed it over.
    pub(super) fn vouched(&self, at: usize) -> Option<Message> {
        let Some(said) = self.done(at) else {
            let (said, reason) = self.facts.statements.skipped(at)?;
            return Some(Message {
                id: "audit-skipped-by",
                arguments: vec![("by", text(&said.by)), ("reason", text(reason))],
            });
        };
        let by = ("by", text(&said.by));
        Some(match &said.at {
            Some(time) => Message {
                id: "audit-attested-by",
                arguments: vec![by, ("time", text(time))],
            },
            None => Message {
                id: "audit-attested-by-undated",
                arguments: vec![by],
            },
        })
    }

    /// Whether an occurrence of a step that depends on an open question was passed over: there it did
    /// not apply.
    pub(super) fn is_passed(&self, at: usize) -> bool {
        let expected = &self.facts.expected.occurrences[at];
        let step = &self.plan.steps[expected.step];
        matches!(step.applicability, Applicability::Open(_))
            && self.facts.statements.skipped(at).is_some()
            && expected
                .slots
                .iter()
                .all(|slot| self.event(*slot).is_none())
    }

    /// A finding's message, and who passed the act over and why. A skip that a guided script notes on
    /// another computer than the act's says nothing of it.
    pub(super) fn with_skip(&self, at: usize, finding: Message) -> Message {
        let expected = &self.facts.expected.occurrences[at];
        let said = self.facts.statements.skipped(at).filter(|(said, _)| {
            let host = said.mark.and_then(|(capture, place)| {
                let vouched = &self.facts.observations[capture].vouched[place];
                vouched.host.as_deref()
            });
            match (&expected.hosts, host) {
                _ if expected.slots.is_empty() => true,
                (Hosts::OneOf(hosts), Some(own)) => {
                    hosts.iter().any(|host| host::same(host, own) == Same::Yes)
                }
                (Hosts::Anywhere, _) | (_, None) => true,
            }
        });
        match said {
            None => finding,
            Some((said, reason)) => Message {
                id: "audit-and-skipped",
                arguments: vec![
                    ("finding", Argument::Message(finding)),
                    ("by", text(&said.by)),
                    ("reason", text(reason)),
                ],
            },
        }
    }

    /// Where something is said; the change file has no place.
    fn said_at(&self, said: &Statement) -> Vec<Evidence> {
        let place = said.mark.map(|(capture, place)| {
            let vouched = &self.facts.observations[capture].vouched[place];
            self.notes.place(capture, &vouched.place, None)
        });
        place.into_iter().collect()
    }

    /// Whether what is said was said of the right time, and in order.
    pub(super) fn said(&mut self) {
        let occurrences: Vec<usize> = self.facts.statements.occurrences().collect();
        // Of steps of which one word is spoken for all places: what was found already.
        let mut told: BTreeSet<(usize, Code)> = BTreeSet::new();
        for at in occurrences {
            let expected = &self.facts.expected.occurrences[at];
            let step = &self.plan.steps[expected.step];
            let is_run = matches!(step.act, PlanAct::Run(_));
            if is_run || self.is_open[expected.step] || self.is_passed(at) {
                continue;
            }
            // A word of another day is out of order, too: one finding says it.
            if !self.said_outside(at, &mut told) {
                self.said_in_order(at, &mut told);
            }
        }
    }

    fn said_outside(&mut self, at: usize, told: &mut BTreeSet<(usize, Code)>) -> bool {
        let mut done = self.facts.statements.done(at);
        let (Some(said), Some(window)) = (
            self.done(at)
                .filter(|_| done.all(|said| self.facts.is_apart(said.window))),
            self.plan.change.and_then(|change| change.window.as_ref()),
        ) else {
            return false;
        };
        let message = Message {
            id: "audit-outside-window-said",
            arguments: vec![
                ("by", text(&said.by)),
                ("time", text(said.at.as_deref().unwrap_or_default())),
                ("start", text(&window.start.to_string())),
                ("end", text(&window.end.to_string())),
            ],
        };
        self.tell_said(at, said, Code::OutsideWindow, message, Vec::new(), told);
        true
    }

    /// A finding about what is said: of several places in one word it is one finding.
    fn tell_said(
        &mut self,
        at: usize,
        said: &Statement,
        code: Code,
        message: Message,
        more: Vec<Evidence>,
        told: &mut BTreeSet<(usize, Code)>,
    ) {
        let (_, step, binding) = self.about(at);
        self.of_occurrence[at].insert(code);
        if said.is_of_several && !told.insert((step, code)) {
            return;
        }
        let mut evidence = self.said_at(said);
        evidence.extend(more);
        self.findings.push(Finding {
            code,
            step: Some(step),
            binding: if said.is_of_several {
                Vec::new()
            } else {
                binding
            },
            evidence,
            message,
            advice: advice(code),
            margin: Margin::Only,
            waived: None,
        });
    }

    /// Holds what is said of an occurrence against what was done, and said, of those around it.
    fn said_in_order(&mut self, at: usize, told: &mut BTreeSet<(usize, Code)>) {
        let Some(said) = self.done(at) else { return };
        let (late, early) = (self.done_too_soon(at), self.done_too_late(at));
        let (_, step, _) = self.about(at);
        let step_of = |met: &Met| match met {
            Met::Slot(slot) => self.facts.expected.slots[*slot].step,
            Met::ByHand(other) => self.facts.expected.occurrences[*other].step,
        };
        let labels = |all: &[Met]| {
            let steps: BTreeSet<usize> = all.iter().map(step_of).collect();
            let steps = steps.into_iter();
            steps
                .map(|at| self.plan.label_of(self.plan.steps[at].number))
                .collect::<Vec<String>>()
        };
        let (later, earlier) = (labels(&late), labels(&early));
        // One step was begun before this one: that step was too early. Several were: this one was late.
        if later.len() == 1 && !said.is_of_several {
            for met in late {
                self.too_soon(met, at, said);
            }
        } else if !later.is_empty() {
            let evidence = late
                .iter()
                .take(4)
                .flat_map(|met| self.shown_by(*met))
                .collect();
            let message = self.said_when("audit-out-of-order-said-late", step, said, later);
            self.tell_said(at, said, Code::OutOfOrder, message, evidence, told);
        }
        if !earlier.is_empty() {
            let evidence = early
                .iter()
                .take(4)
                .flat_map(|met| self.shown_by(*met))
                .collect();
            let message = self.said_when("audit-out-of-order-said", step, said, earlier);
            self.tell_said(at, said, Code::OutOfOrder, message, evidence, told);
        }
    }

    fn said_when(
        &self,
        id: &'static str,
        step: usize,
        said: &Statement,
        others: Vec<String>,
    ) -> Message {
        Message {
            id,
            arguments: vec![
                ("by", text(&said.by)),
                ("time", text(said.at.as_deref().unwrap_or_default())),
                ("number", called(self.plan, self.plan.steps[step].number)),
                ("others", Argument::List(others)),
            ],
        }
    }

    fn shown_by(&self, met: Met) -> Vec<Evidence> {
        match met {
            Met::Slot(slot) => self
                .event(slot)
                .map(|event| self.notes.evidence(event))
                .unwrap_or_default(),
            Met::ByHand(at) => self
                .done(at)
                .map(|said| self.said_at(said))
                .unwrap_or_default(),
        }
    }

    /// What was carried out, or is said to have been, before what it had to wait for.
    fn too_soon(&mut self, met: Met, at: usize, said: &Statement) {
        let (_, before, _) = self.about(at);
        let before = vec![self.plan.label_of(self.plan.steps[before].number)];
        let mut evidence = self.shown_by(met);
        evidence.extend(self.said_at(said));
        let (occurrence, message) = match met {
            Met::Slot(slot) => {
                let own = &self.facts.expected.slots[slot];
                let command = self.event(slot).map(|event| self.notes.command(event));
                let number = called(self.plan, self.plan.steps[own.step].number);
                let message = Message {
                    id: "audit-out-of-order",
                    arguments: vec![
                        ("command", command.unwrap_or_else(|| text(""))),
                        ("number", number),
                        ("others", Argument::List(before)),
                    ],
                };
                (own.occurrence, message)
            }
            Met::ByHand(other) => {
                let Some(own) = self.done(other) else { return };
                let (_, step, _) = self.about(other);
                let message = self.said_when("audit-out-of-order-said", step, own, before);
                (other, message)
            }
        };
        let (_, step, binding) = self.about(occurrence);
        let finding = Finding {
            code: Code::OutOfOrder,
            step: Some(step),
            binding,
            evidence,
            message,
            advice: advice(Code::OutOfOrder),
            margin: Margin::Only,
            waived: None,
        };
        self.add(Some(occurrence), finding);
    }

    /// What must come after an occurrence, and was provably before all that is said of it.
    fn done_too_soon(&self, at: usize) -> Vec<Met> {
        let nodes = self.facts.expected.occurrences[at].nodes.iter();
        let last = nodes.map(|(_, last)| *last);
        self.contradicting(at, last, Way::After)
    }

    /// What must come before an occurrence, and was provably after all that is said of it. What is
    /// said of two is told of the earlier one.
    fn done_too_late(&self, at: usize) -> Vec<Met> {
        let nodes = self.facts.expected.occurrences[at].nodes.iter();
        let first = nodes.map(|(first, _)| *first);
        let mut found = self.contradicting(at, first, Way::Before);
        found.retain(|met| matches!(met, Met::Slot(_)));
        found
    }

    fn contradicting(&self, at: usize, from: impl Iterator<Item = Node>, way: Way) -> Vec<Met> {
        let facts = self.facts;
        let own: BTreeSet<usize> = facts.expected.occurrences[at]
            .slots
            .iter()
            .copied()
            .collect();
        // A place that something captured shows is judged by that.
        let is_shown = own.iter().any(|slot| self.event(*slot).is_some());
        if is_shown
            || !facts
                .statements
                .done(at)
                .any(|said| facts.is_near(said, way))
        {
            return Vec::new();
        }
        let mut found = Vec::new();
        facts.reach().walk(from, way, |met| {
            let is_wrong = match met {
                Met::Slot(slot) if own.contains(&slot) => false,
                Met::Slot(slot) => self.event(slot).is_some_and(|event| {
                    facts.statements.done(at).all(|said| match way {
                        Way::After => facts.was_before(event, said),
                        Way::Before => facts.was_after(event, said),
                    })
                }),
                Met::ByHand(other) => {
                    self.is_vouched(other)
                        && facts.statements.done(other).all(|theirs| {
                            let mut own = facts.statements.done(at);
                            own.all(|own| match way {
                                Way::After => facts.is_earlier(theirs.moment, own.moment),
                                Way::Before => facts.is_earlier(own.moment, theirs.moment),
                            })
                        })
                }
            };
            if is_wrong {
                found.push(met);
            }
            false
        });
        found.sort_unstable();
        found
    }
}
