//! Which of the planned commands something is, or is like.

use super::super::expect::{Wanted, folded, program_name};
use super::{Likeness, Observer};
use runproof_shell::{Comparison, Dialect, Difference, Invocation, Program, compare};

impl Observer<'_> {
    /// The patterns of the plan that an invocation is, or is like.
    pub(super) fn likeness(&self, invocation: &Invocation, text: &str) -> Vec<(usize, Likeness)> {
        let Some(name) = program_name(invocation) else {
            // It may be anything that the text names.
            let reason = match &invocation.program {
                Program::Unknown(reason) => reason.clone(),
                _ => return Vec::new(),
            };
            let part = text.get(invocation.span.clone()).unwrap_or(text);
            let part = part.to_ascii_lowercase();
            let patterns = self.expected.patterns.iter().enumerate();
            return patterns
                .filter(|(_, pattern)| {
                    let name = match &pattern.wanted {
                        Wanted::Command(wanted) => program_name(wanted),
                        Wanted::Program(name) => Some(folded(name)),
                    };
                    name.is_some_and(|name| part.contains(&name))
                })
                .map(|(at, _)| (at, Likeness::Unresolved(reason.clone())))
                .collect();
        };
        let patterns = self.expected.named(&name).iter();
        patterns
            .filter_map(|at| {
                let likeness = match &self.expected.patterns[*at].wanted {
                    Wanted::Program(_) => match self.given_to_program(invocation) {
                        differences if differences.is_empty() => Likeness::Same,
                        differences => Likeness::Differs(differences),
                    },
                    Wanted::Command(wanted) => match compare(wanted, invocation, self.tables) {
                        Comparison::Same => Likeness::Same,
                        Comparison::Differs(differences)
                            if self.tables.dialect == Dialect::Bash && !is_near(&differences) =>
                        {
                            return None;
                        }
                        Comparison::Differs(differences) => Likeness::Differs(differences),
                        Comparison::Unresolved(reason) => Likeness::Unresolved(reason),
                        Comparison::Other => return None,
                    },
                };
                Some((*at, likeness))
            })
            .collect()
    }
}

impl Observer<'_> {
    /// What a program is given that makes it another act than the bare program, where the definition
    /// describes the program.
    fn given_to_program(&self, ran: &Invocation) -> Vec<Difference> {
        let name = program_name(ran).unwrap_or_default();
        if self.tables.find(&name).is_none() {
            return Vec::new();
        }
        let bare = Invocation {
            arguments: Vec::new(),
            piped: Vec::new(),
            ..ran.clone()
        };
        match compare(&bare, ran, self.tables) {
            Comparison::Differs(differences) => differences,
            _ => Vec::new(),
        }
    }
}

/// Whether a command with these differences may be a slip of the planned one. A cmdlet's name says
/// what it is for; `rm` and `cp` say nothing, so that half of what they are told must be the same.
fn is_near(differences: &[Difference]) -> bool {
    differences.iter().all(|difference| match difference {
        Difference::Value {
            parameter,
            expected,
            seen,
        } if parameter.is_empty() => {
            let seen: Vec<&str> = seen.split(", ").collect();
            let expected: Vec<&str> = expected.split(", ").collect();
            let common = expected.iter().filter(|word| seen.contains(word)).count();
            2 * common >= expected.len().max(seen.len())
        }
        Difference::Missing { parameter, .. }
        | Difference::Stage {
            expected: parameter,
            ..
        } => !parameter.is_empty(),
        Difference::Added { .. } | Difference::Value { .. } | Difference::Path { .. } => true,
    })
}
