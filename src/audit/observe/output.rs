//! What the output of commands shows of them.

use super::super::expect::Wanted;
use super::super::failure::{self, Failure, FailureKind};
use super::super::outcome::{self, Seen};
use super::super::question::{Answer, questions};
use super::{Act, Observer, cut};
use crate::capture::{Language, Output, Status, Whole};
use crate::command::{Certainty, Ended, Invocation, On, Program, Unresolved};

/// Why it depends whether a command acted that asked before.
const CONFIRM: &str = "-Confirm";

impl Observer<'_> {
    /// Takes the output of the last entry.
    pub(super) fn take_output(&mut self, output: &Output<'_>) {
        let Some(session) = self.sessions.get_mut(self.current) else {
            return;
        };
        let language = session.language;
        let goes_on = std::mem::take(&mut session.goes_on);
        if let Some((query, acts)) = session.asked.take() {
            let status = match query.answer(output.text) {
                Some(Ended::Code(code)) => Some(Status::Exit(code)),
                // `$?`: there was no error at all.
                Some(Ended::Succeeded(true)) => Some(Status::Exit(0)),
                Some(Ended::Succeeded(false)) => Some(Status::Failed),
                None => None,
            };
            if let (Some(status), Some(last)) = (status, acts.last()) {
                self.acts[*last].status = Some(status);
            }
            return;
        }
        if !session.shown.is_empty() {
            let shown = std::mem::take(&mut session.shown);
            self.judge(&shown, output);
            return;
        }
        let acts = session.last.clone();
        if acts.is_empty() {
            return;
        }
        let likes: Vec<Invocation> = acts.iter().map(|at| self.stand_in(*at)).collect();
        let likes: Vec<&Invocation> = likes.iter().collect();
        let failures = failure::failures(language, &likes, output.text, None);
        let lines: Vec<&str> = output.text.lines().collect();
        if language == Language::Powershell {
            self.answered(&acts, &likes, output, &lines);
        }
        for (at, failure) in acts.iter().zip(failures) {
            let act = &mut self.acts[*at];
            act.whole = match goes_on {
                true => Whole::CutOff,
                false => output.whole,
            };
            if let Some(failure) = failure {
                let line = failure.line.unwrap_or(0);
                act.output = Some((output.line + line as u64, excerpt(&lines, line)));
                act.failure = Some(failure);
            }
        }
        if !goes_on {
            self.credit(language, output);
        }
        if output.whole != Whole::Never && !goes_on {
            self.judge(&acts, output);
        }
    }

    /// What an output says about acts.
    fn judge(&mut self, acts: &[usize], output: &Output<'_>) {
        let lines: Vec<&str> = output.text.lines().collect();
        for (place, act) in acts.iter().enumerate() {
            let patterns: Vec<usize> = self.acts[*act].likeness.iter().map(|(at, _)| *at).collect();
            for pattern in patterns {
                let Some(check) = &self.expected.patterns[pattern].check else {
                    continue;
                };
                // An output of several acts is shared only by those with the same outcome.
                let sharing: Vec<usize> = (0..acts.len())
                    .filter(|other| {
                        let likeness = &self.acts[acts[*other]].likeness;
                        likeness.iter().any(|(at, _)| {
                            let other = &self.expected.patterns[*at].check;
                            other
                                .as_ref()
                                .is_some_and(|o| o.outcome.name == check.outcome.name)
                        })
                    })
                    .collect();
                let index = sharing
                    .iter()
                    .position(|other| *other == place)
                    .unwrap_or(0);
                let mut seen = outcome::judge(
                    &check.outcome.rule,
                    check.line.as_deref(),
                    output.text,
                    output.whole,
                    sharing.len().max(1),
                );
                let seen = if index < seen.len() {
                    seen.swap_remove(index)
                } else {
                    Seen::Unseen
                };
                let excerpt = match &seen {
                    Seen::NotYet(shown) | Seen::Failed(shown) => shown.first().map(|shown| {
                        (output.line + shown.line as u64, excerpt(&lines, shown.line))
                    }),
                    _ => None,
                };
                let act = &mut self.acts[*act];
                if excerpt.is_some() {
                    act.output = excerpt;
                }
                act.seen.insert(pattern, seen);
            }
        }
    }

    /// What the answers to the questions in an output say of acts.
    fn answered(
        &mut self,
        acts: &[usize],
        likes: &[&Invocation],
        output: &Output<'_>,
        lines: &[&str],
    ) {
        for question in questions(output.text) {
            let is_of = |like: &&Invocation| question.names(&failure::names(like));
            let is_named = likes.iter().any(is_of);
            let own = acts.iter().zip(likes);
            for (act, _) in own.filter(|(_, like)| !is_named || is_of(like)) {
                let act = &mut self.acts[*act];
                match question.answer {
                    Answer::Yes => {
                        let is_asked = |why: &Unresolved| matches!(why, Unresolved::Branch(text) if text == CONFIRM);
                        act.depends.take_if(|why| is_asked(why));
                    }
                    Answer::No => {
                        act.depends = None;
                        act.failure = Some(Failure {
                            line: Some(question.line),
                            text: excerpt(lines, question.line).concat(),
                            kind: FailureKind::Declined,
                        });
                        let line = output.line + question.line as u64;
                        act.output = Some((line, excerpt(lines, question.line)));
                    }
                    Answer::Unknown => {
                        act.depends = Some(Unresolved::Branch(CONFIRM.to_owned()));
                    }
                }
            }
        }
    }

    /// The command of an act, as errors may name it.
    fn stand_in(&self, act: usize) -> Invocation {
        let act = &self.acts[act];
        let pattern = act
            .likeness
            .first()
            .map(|(at, _)| &self.expected.patterns[*at].wanted);
        match pattern {
            Some(Wanted::Command(invocation)) => (**invocation).clone(),
            Some(Wanted::Program(name)) => named(name, act),
            None => named("", act),
        }
    }
}

fn named(name: &str, act: &Act) -> Invocation {
    Invocation {
        program: Program::Named(name.to_owned()),
        arguments: Vec::new(),
        piped: Vec::new(),
        words: None,
        user: None,
        substituted: false,
        on: On::Here,
        mode: act.mode,
        certainty: Certainty::Run,
        effect: act.effect,
        folder: None,
        span: 0..0,
    }
}

/// A few lines around the one that matters.
fn excerpt(lines: &[&str], at: usize) -> Vec<String> {
    const MOST: usize = 4;
    const WIDTH: usize = 400;
    let lines = lines.iter().skip(at).take(MOST);
    lines
        .take_while(|line| !line.trim().is_empty())
        .map(|line| cut(line, WIDTH).to_owned())
        .collect()
}
