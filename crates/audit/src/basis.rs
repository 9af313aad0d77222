//! What a verdict rests on: what was held against what, what was assumed, and what no capture is from.

use super::align::{Alignment, Proof};
use super::expect::Hosts;
use super::found;
use super::matching::Facts;
use super::observe::Observation;
use super::time::Zone;
use super::verdict::{Argument, Message, Provenance};
use super::{Audit, Options, judge};
use runproof_capture::Stamp;

impl Audit<'_> {
    /// Computers of the change that no capture is from.
    pub(super) fn uncovered(&self, facts: &Facts<'_>) -> Vec<String> {
        let hosts = facts
            .expected
            .occurrences
            .iter()
            .filter_map(|one| match &one.hosts {
                Hosts::OneOf(hosts) => Some(hosts),
                Hosts::Anywhere => None,
            });
        let mut hosts: Vec<&String> = hosts.flatten().collect();
        hosts.sort_unstable();
        hosts.dedup();
        hosts.retain(|host| !facts.coverage.has(host));
        hosts.into_iter().cloned().collect()
    }

    pub(super) fn assumptions(
        &self,
        facts: &Facts<'_>,
        alignment: &Alignment<'_>,
        options: &Options,
    ) -> Vec<Message> {
        let mut found = vec![Message {
            id: "audit-assume-skew",
            arguments: vec![("seconds", Argument::Number(options.clock_skew))],
        }];
        let has_local = facts.observations.iter().any(has_local_times);
        match facts.zone {
            Zone::Known(zone) if has_local => found.push(Message {
                id: "audit-assume-timezone",
                arguments: vec![(
                    "timezone",
                    found::text(zone.iana_name().unwrap_or_default()),
                )],
            }),
            Zone::One if has_local => found.push(Message {
                id: "audit-assume-one-zone",
                arguments: Vec::new(),
            }),
            Zone::Unknown => found.push(Message {
                id: "audit-assume-unknown-zone",
                arguments: Vec::new(),
            }),
            _ => {}
        }
        if let Proof::Within(_) = alignment.proof {
            found.push(Message {
                id: "audit-assume-search-limit",
                arguments: Vec::new(),
            });
        }
        for conflict in &facts.decisions.conflicts {
            let question = ("question", found::text(conflict.question.as_str()));
            let by = ("by", found::text(&conflict.by));
            found.push(match conflict.written {
                Some(answer) => Message {
                    id: "audit-assume-answer",
                    arguments: vec![question, by, ("answer", judge::answer(answer))],
                },
                None => Message {
                    id: "audit-assume-no-answer",
                    arguments: vec![question],
                },
            });
        }
        if facts.window.is_none() {
            found.push(Message {
                id: "audit-assume-no-window",
                arguments: Vec::new(),
            });
        }
        for observation in facts.observations {
            let capture = &observation.capture;
            if let Some(host) = &capture.said_host
                && capture
                    .sessions
                    .iter()
                    .any(|own| own.host.as_ref() == Some(host))
            {
                found.push(Message {
                    id: "audit-assume-said-host",
                    arguments: vec![
                        ("capture", found::text(&capture.path)),
                        ("host", found::text(host)),
                    ],
                });
            }
            if capture
                .sessions
                .iter()
                .any(|session| session.host.is_none())
                && !observation.acts.is_empty()
            {
                found.push(Message {
                    id: "audit-assume-unnamed",
                    arguments: vec![("capture", found::text(&capture.path))],
                });
            }
        }
        found
    }

    pub(super) fn provenance(&self, options: &Options) -> Provenance {
        let change = self.plan.change;
        let runbook = self.plan.runbook;
        let window = change.and_then(|change| change.window.as_ref());
        Provenance {
            runbook: runbook.id.as_str().to_owned(),
            revision: runbook.revision.clone(),
            runbook_sha256: runbook.sha256.clone(),
            variant: self.plan.variant.id.as_str().to_owned(),
            change: change.map(|change| change.id.clone()).unwrap_or_default(),
            change_sha256: change.map(|change| change.sha256()).unwrap_or_default(),
            window: window.map(|window| (window.start.to_string(), window.end.to_string())),
            timezone: change.and_then(|change| change.timezone.clone()),
            clock_skew: options.clock_skew,
            parameters: self.plan.bound(),
            answers: change.map_or_else(Vec::new, |change| {
                let answers = change.answers.iter();
                answers
                    .map(|(question, answer)| (question.as_str().to_owned(), *answer))
                    .collect()
            }),
            tool: options.tool.clone(),
            as_of: options.as_of.clone(),
            by: options.by.clone(),
        }
    }
}

fn has_local_times(observation: &Observation) -> bool {
    let sessions = observation.capture.sessions.iter();
    let mut stamps = sessions
        .flat_map(|session| [session.start, session.end])
        .flatten();
    let mut acts = observation.acts.iter().filter_map(|act| act.place.time);
    stamps.any(|stamp| matches!(stamp, Stamp::Local(_)))
        || acts.any(|stamp| matches!(stamp, Stamp::Local(_)))
}
