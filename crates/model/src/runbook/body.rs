//! The body of a step: what it says, what it runs, and that nothing stands beside it.

use super::arrange::{Body, Commands};
use super::lower::{Lowering, STEP_KIND};
use super::names::Names;
use super::syntax;
use super::{Group, List, Part, Runbook};
use crate::yaml::Spanned;

/// The attributes of a step's message that are no parts of its body, and what they are.
pub const TAKEN_IN_STEP: &[(&str, &str)] = &[
    ("title", "the step's title"),
    ("if-yes", "a case of a decision"),
    ("if-no", "a case of a decision"),
    ("yes", "a case of a decision"),
    ("no", "a case of a decision"),
];

/// What a step's `body` comes to.
pub(super) struct Arranged {
    pub(super) parts: Vec<Part>,
    pub(super) groups: Vec<Group>,
}

impl Lowering<'_> {
    /// The parts of a step, and what they run.
    pub(super) fn body(
        &mut self,
        written: Vec<Spanned<syntax::Part>>,
        variants: &[usize],
        enclosing: &[&List],
        runbook: &Runbook,
    ) -> Arranged {
        let mut names = Names::default();
        for (name, what) in TAKEN_IN_STEP {
            names.take(*name, *what);
        }
        let mut body = Body {
            runbook,
            commands: Commands::Of {
                enclosing: enclosing.to_vec(),
                groups: Vec::new(),
            },
            names,
        };
        let parts = self.parts(written, variants, &mut body);
        Arranged {
            parts,
            groups: match body.commands {
                Commands::Of { groups, .. } => groups,
                Commands::None => Vec::new(),
            },
        }
    }

    /// What a body stands for must not stand beside it.
    pub(super) fn beside_body(&mut self, written: &syntax::Step) {
        let beside = [
            ("run", written.run.as_ref().map(|run| run.span)),
            ("commands", written.commands.as_ref().map(|c| c.span)),
            ("until", written.until.as_ref().map(|until| until.span)),
            ("expect", written.expect.as_ref().map(|expect| expect.span)),
            ("results", written.results.first().map(|r| r.span)),
            ("notes", written.notes.first().map(|note| note.id.span)),
        ];
        for (key, span) in beside {
            let Some(span) = span else { continue };
            let help = match key {
                "run" | "commands" => "write each command as a part of the body: `- run: …`",
                "until" | "expect" => "write it in the part with the command that it is about",
                "results" => "write each as a part of the body: `- text: …`",
                _ => "write each as a part of the body: `- note: [ { text: … } ]`",
            };
            self.find(&STEP_KIND, span, format!("`{key}` beside `body`"), help);
        }
    }

    /// Who carries out a step with a body: commands where there are some, else a person.
    pub(super) fn kind_with_body(
        &mut self,
        written: &syntax::Step,
        variants: &[usize],
        groups: &[Group],
        runbook: &Runbook,
    ) {
        let place = written.id.span;
        let mut given = Vec::new();
        if written.by.is_some() {
            given.push("by");
        }
        if written.decide.is_some() {
            given.push("decide");
        }
        let runs = |variant: &usize| groups.iter().any(|group| group.variants.contains(variant));
        let idle: Vec<usize> = variants.iter().copied().filter(|v| !runs(v)).collect();
        // Where only some variants run something, `by` speaks for the others.
        if !groups.is_empty() && (written.by.is_none() || idle.is_empty()) {
            given.push("run");
        }
        match given.as_slice() {
            [] => self.find(
                &STEP_KIND,
                place,
                "the step says neither who carries it out nor what is run",
                "write `by: hand`, `decide`, or a part of the body with `run`",
            ),
            [_] => {}
            many => self.find(
                &STEP_KIND,
                place,
                format!("`{}` in one step", many.join("` and `")),
                "write exactly one of `by: hand`, `decide`, and parts of the body with `run`",
            ),
        }
        if given.as_slice() == ["run"] {
            for variant in idle {
                let id = &runbook.variants[variant].id;
                self.find(
                    &STEP_KIND,
                    place,
                    format!("nothing is run in the variant `{id}`"),
                    "write `by: hand` if a person carries the step out there",
                );
            }
        }
        if !groups.is_empty() && !written.evidence.is_empty() {
            self.find(
                &STEP_KIND,
                place,
                "`evidence` beside commands",
                "the commands show that the step was carried out: remove `evidence`",
            );
        }
        let otherwise = written.otherwise.as_ref().map(|o| o.span);
        self.belongs(otherwise, "otherwise", "decide", &given);
        if groups.is_empty() && !written.evidence.is_empty() {
            self.belongs(Some(place), "evidence", "by", &given);
        }
    }
}
