//! Which of the planned commands something is, or is like.

use super::super::expect::{Wanted, folded, program_name};
use super::super::named::Named;
use super::{Likeness, Observer};
use runproof_shell::{Comparison, Dialect, Difference, Invocation, Program, compare, gist};

impl Observer<'_> {
    /// The patterns of the plan that an invocation is, or may be; where it is none of them, those that
    /// it is like as well. What is exactly one command of the plan is no slip of another.
    pub(super) fn likeness(&self, invocation: &Invocation, text: &str) -> Vec<(usize, Likeness)> {
        self.exactly(invocation)
            .unwrap_or_else(|| self.resembled(invocation, text))
    }

    /// All patterns of the plan that an invocation is, may be, or is like.
    pub(super) fn resembled(&self, invocation: &Invocation, text: &str) -> Vec<(usize, Likeness)> {
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
        let all = self.expected.named(&name).map_or(&[][..], Named::all);
        self.held_against(all.iter().copied(), invocation).collect()
    }

    /// Where an invocation is a pattern of the plan: those that it is, or may be, and those that it is
    /// like and that look for something else in its output. It is not held against each pattern of a
    /// plan of many computers.
    fn exactly(&self, invocation: &Invocation) -> Option<Vec<(usize, Likeness)>> {
        let named = self.expected.named(&program_name(invocation)?)?;
        let gist = gist(invocation, self.tables)?;
        let near = named.near(&gist);
        let mut found: Vec<(usize, Likeness)> = self.held_against(near, invocation).collect();
        let same = found.iter().filter(|(_, like)| *like == Likeness::Same);
        let same: Vec<usize> = same.map(|(at, _)| *at).collect();
        if same.is_empty() {
            return None;
        }
        let others = named.asking_otherwise(&same);
        let others = others.filter(|at| !found.iter().any(|(known, _)| known == at));
        let others: Vec<usize> = others.collect();
        found.extend(self.held_against(others, invocation));
        found.sort_unstable_by_key(|(at, _)| *at);
        Some(found)
    }

    /// Those of some patterns that an invocation is, or is like.
    fn held_against(
        &self,
        patterns: impl IntoIterator<Item = usize>,
        invocation: &Invocation,
    ) -> impl Iterator<Item = (usize, Likeness)> {
        patterns.into_iter().filter_map(|at| {
            let likeness = match &self.expected.patterns[at].wanted {
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
            Some((at, likeness))
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Audit;
    use crate::expect::Expectations;
    use runproof_core::diagnostic::Source;
    use runproof_model::plan::{self, Plan};
    use runproof_model::runbook;
    use runproof_shell::{Line, Session};

    const BASH: &str = include_str!("../../../../runbooks/rotate-tls-certificate.yaml");
    const POWERSHELL: &str = include_str!("../../../../runbooks/paired-front-end-pools.yaml");

    /// Calls with what a plan of some hosts expects, and with an observer of it.
    fn of_plan(runbook: &str, change: &str, then: impl FnOnce(&Expectations<'_>, &Observer<'_>)) {
        let runbook = runbook::parse(&Source::new("runbook.yaml", runbook));
        let runbook = runbook.runbook.expect("a definition");
        let change = plan::parse_change(&Source::new("change.yaml", change), &runbook);
        let change = change.change.expect("a change");
        let variant = change.variant.as_ref().expect("a variant");
        let variant = runbook
            .variant(variant.as_str())
            .expect("of the definition");
        let plan = Plan::resolve(&runbook, variant, Some(&change));
        let audit = Audit::new(&plan);
        then(&audit.expected, &audit.observer());
    }

    fn bash_of(hosts: &[String]) -> String {
        format!(
            "change: C\nvariant: rhel\nparameters:\n  domain: www.example.com\n  certificate: /home/admin/new.pem\n  key: /home/admin/new.key\n  serial: '04:9F'\n  hosts: [{}]\n",
            hosts.join(", ")
        )
    }

    fn powershell_of(servers: &[String]) -> String {
        format!(
            "change: C\nvariant: sfb-2019\nparameters:\n  pools:\n    - {{ fqdn: pool01.contoso.com, servers: [{}] }}\n    - {{ fqdn: pool02.contoso.com, servers: [fe99.contoso.com] }}\n",
            servers.join(", ")
        )
    }

    /// A text of the plan, and others that are like it.
    fn typed(text: &str, host: &str, other: &str) -> Vec<String> {
        let cut = text.rsplit_once(' ').map_or(text, |(front, _)| front);
        vec![
            text.to_owned(),
            text.replace(host, other),
            text.replace(host, "nobody.example.org"),
            text.replace(host, "$h"),
            text.replace("/home/admin/", "~/"),
            text.replace("/home/admin/", ""),
            text.replace("certs", "certs.d"),
            text.to_uppercase(),
            cut.to_owned(),
            format!("{text} -v"),
            format!("{text} | cat"),
            format!("{text}; {}", text.replace(host, other)),
        ]
    }

    #[test]
    fn what_is_exactly_planned_is_found_without_holding_it_against_the_whole_plan() {
        let hosts: Vec<String> = (1..=8)
            .map(|at| format!("web{at:02}.example.com"))
            .collect();
        let mut exact = 0;
        for (runbook, change) in [(BASH, bash_of(&hosts)), (POWERSHELL, powershell_of(&hosts))] {
            of_plan(runbook, &change, |expected, observer| {
                let texts = expected.slots.iter().map(|slot| slot.text);
                let typed = texts.flat_map(|text| typed(text, &hosts[0], &hosts[6]));
                for text in typed {
                    let line = Line {
                        text: &text,
                        folder: None,
                        host: None,
                    };
                    let tables = observer.tables;
                    for ran in Session::new(tables.dialect, tables).run(&line) {
                        let own = observer.likeness(&ran, &text);
                        let all = observer.resembled(&ran, &text);
                        let is_same = |(_, like): &&(usize, Likeness)| *like == Likeness::Same;
                        let same: Vec<usize> =
                            all.iter().filter(is_same).map(|(at, _)| *at).collect();
                        exact += usize::from(!same.is_empty());
                        let check = |at: usize| &expected.patterns[at].check;
                        // A slip of what is not asked for anything that the command is not asked for.
                        let is_left = |(at, like): &&(usize, Likeness)| {
                            let is_asked = check(*at).is_some()
                                && same.iter().all(|one| check(*one) != check(*at));
                            same.is_empty() || is_asked || !matches!(like, Likeness::Differs(_))
                        };
                        let left: Vec<(usize, Likeness)> =
                            all.iter().filter(is_left).cloned().collect();
                        assert_eq!(own, left, "{text}");
                    }
                }
            });
        }
        assert!(exact > 200, "{exact}");
    }

    #[test]
    fn a_command_that_is_done_on_every_host_is_one_pattern() {
        let patterns = |count: usize| {
            let hosts: Vec<String> = (1..=count).map(|at| format!("web{at:02}")).collect();
            let mut found = 0;
            of_plan(BASH, &bash_of(&hosts), |expected, _| {
                found = expected.patterns.len()
            });
            found
        };
        // Two copies and a look name their host in an argument.
        assert_eq!(patterns(12) - patterns(4), 3 * 8);
    }
}
