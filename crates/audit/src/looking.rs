//! Looks beside the plan at what its steps did: `Get-Service X` behind `Start-Service X`.

use std::collections::HashMap;

use super::expect::{Pattern, Wanted, program_name};
use runproof_shell::{self as command, Invocation, Look, Tables};

/// What shows whether that which a step did still holds.
#[derive(Debug, Default)]
pub(super) struct Looking {
    looks: Vec<Look>,
    /// By the name of the command.
    names: HashMap<String, Vec<usize>>,
    /// By the pattern of what is looked at.
    of_pattern: HashMap<usize, Vec<usize>>,
}

impl Looking {
    /// The looks at what the acts of a plan did.
    pub(super) fn of(patterns: &[Pattern<'_>], tables: &Tables) -> Self {
        let mut found = Self::default();
        for (at, pattern) in patterns.iter().enumerate() {
            let Wanted::Command(wanted) = &pattern.wanted else {
                continue;
            };
            for look in command::looks(wanted, tables) {
                let own = found.names.entry(look.name.clone()).or_default();
                let known = own.iter().copied().find(|at| found.looks[*at] == look);
                let place = known.unwrap_or_else(|| {
                    found.looks.push(look);
                    own.push(found.looks.len() - 1);
                    found.looks.len() - 1
                });
                found.of_pattern.entry(at).or_default().push(place);
            }
        }
        found
    }

    /// The looks that a command may be.
    pub(super) fn taken_by(&self, seen: &Invocation, tables: &Tables) -> Vec<usize> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let own = program_name(seen).and_then(|name| self.names.get(&name));
        let own = own.into_iter().flatten().copied();
        own.filter(|at| self.looks[*at].is_taken_by(seen, tables))
            .collect()
    }

    /// Whether what was looked at holds, by what the look printed.
    pub(super) fn shows(
        &self,
        look: usize,
        seen: &Invocation,
        tables: &Tables,
        lines: &[&str],
    ) -> Option<bool> {
        self.looks[look].shows(seen, tables, lines)
    }

    /// The looks at what a command did.
    pub(super) fn of_pattern(&self, pattern: usize) -> &[usize] {
        self.of_pattern.get(&pattern).map_or(&[], Vec::as_slice)
    }
}
