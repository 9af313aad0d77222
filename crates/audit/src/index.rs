//! Expected acts, by what they are and where.

use std::collections::HashMap;

use super::events::EventHost;
use super::expect::{Expectations, Hosts};

/// Slots by their pattern and computer.
#[derive(Debug)]
pub(super) struct Index {
    anywhere: HashMap<usize, Vec<usize>>,
    by_host: HashMap<(usize, String), Vec<usize>>,
    by_pattern: HashMap<usize, Vec<usize>>,
}

impl Index {
    pub(super) fn of(expected: &Expectations<'_>) -> Self {
        let mut index = Self {
            anywhere: HashMap::new(),
            by_host: HashMap::new(),
            by_pattern: HashMap::new(),
        };
        for (at, slot) in expected.slots.iter().enumerate() {
            index.by_pattern.entry(slot.pattern).or_default().push(at);
            match &slot.hosts {
                Hosts::Anywhere => index.anywhere.entry(slot.pattern).or_default().push(at),
                Hosts::OneOf(hosts) => {
                    for host in hosts {
                        let key = (slot.pattern, label(host));
                        let slots = index.by_host.entry(key).or_default();
                        if slots.last() != Some(&at) {
                            slots.push(at);
                        }
                    }
                }
            }
        }
        index
    }

    /// The first slot of a pattern.
    pub(super) fn first(&self, pattern: usize) -> Option<usize> {
        self.by_pattern.get(&pattern)?.first().copied()
    }

    /// The slots of a pattern.
    pub(super) fn of_pattern(&self, pattern: usize) -> &[usize] {
        self.by_pattern.get(&pattern).map_or(&[], Vec::as_slice)
    }

    /// The slots of a pattern that an event on that computer may be for.
    pub(super) fn near(&self, pattern: usize, host: &EventHost) -> Vec<usize> {
        let all = || self.by_pattern.get(&pattern).cloned().unwrap_or_default();
        match host {
            EventHost::Known(host) if host.parse::<std::net::IpAddr>().is_err() => {
                let own = self.by_host.get(&(pattern, label(host)));
                let anywhere = self.anywhere.get(&pattern);
                let slots = own.into_iter().chain(anywhere).flatten().copied();
                slots.collect()
            }
            EventHost::Known(_) | EventHost::Unnamed | EventHost::Unresolved(_) => all(),
        }
    }
}

pub(super) use super::host::label;
