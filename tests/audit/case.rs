//! A change, its captures, and what has to be found.

use std::ops::RangeInclusive;

use runproof_audit::{Code, Overall};

use crate::capture::Recording;
use crate::capture::staging::Rendering;
use crate::hosts::Host;
use crate::scenario::{Id, Scenario, Step};

/// One audit.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// The runbook's id.
    pub(crate) runbook: &'static str,
    pub(crate) change: String,
    pub(crate) recordings: Vec<Recording>,
    pub(crate) awaited: Vec<Awaited>,
    /// What may be found besides, as often as it likes.
    pub(crate) tolerated: Vec<Code>,
    /// What the whole may come to; empty is what follows from the findings.
    pub(crate) overall: Vec<Overall>,
}

/// A finding that must be there, once.
#[derive(Debug, Clone)]
pub(crate) struct Awaited {
    /// One of these.
    pub(crate) codes: Vec<Code>,
    pub(crate) about: About,
    /// The capture and the lines that have to be in its evidence.
    pub(crate) place: Option<(String, RangeInclusive<u64>)>,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) step: Option<Step>,
    pub(crate) binding: Binding,
}

/// What of its binding is certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Binding {
    /// Nothing.
    Any,
    Server(Host),
    Pool(&'static str),
    /// Of the TLS runbook.
    WebHost(&'static str),
}

/// A finding, by the act that it is about.
#[derive(Debug, Clone)]
pub(crate) struct Awaits {
    pub(crate) codes: Vec<Code>,
    pub(crate) about: About,
    pub(crate) act: Option<Id>,
}

impl Awaits {
    /// A finding of that code about that step.
    pub(crate) fn one(code: Code, step: Step, binding: Binding) -> Self {
        Self {
            codes: vec![code],
            about: About {
                step: Some(step),
                binding,
            },
            act: None,
        }
    }

    /// At that act's line.
    pub(crate) fn at(self, act: Id) -> Self {
        Self {
            act: Some(act),
            ..self
        }
    }

    /// Or of that code.
    pub(crate) fn or(mut self, code: Code) -> Self {
        self.codes.push(code);
        self
    }

    /// With its place in the captures.
    pub(crate) fn placed(self, recordings: &[Recording]) -> Awaited {
        let place = self.act.map(|act| {
            let found = recordings.iter().find_map(|recording| {
                let (_, lines) = recording.marks.iter().find(|(id, _)| *id == act)?;
                Some((recording.name.clone(), lines.clone()))
            });
            found.expect("what is awaited is in a capture")
        });
        Awaited {
            codes: self.codes,
            about: self.about,
            place,
        }
    }
}

impl Case {
    /// A change of the pools.
    pub(crate) fn of_pools(
        name: String,
        scenario: &Scenario,
        rendering: &Rendering,
        awaits: Vec<Awaits>,
    ) -> Self {
        let recordings = rendering.of(scenario);
        let awaited = awaits.into_iter().map(|one| one.placed(&recordings));
        // Notes: one capture without times among others is enough for an order that is not proved.
        let tolerated = vec![Code::Repeated, Code::OrderUnproven];
        Self {
            name,
            runbook: "paired-front-end-pools",
            change: scenario.change(),
            awaited: awaited.collect(),
            recordings,
            tolerated,
            overall: Vec::new(),
        }
    }
}
