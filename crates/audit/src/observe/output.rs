//! What the output of commands shows of them.
//!
//! Every line has one owner: what the line itself prints is told by its text, an error by the command
//! that it names, and the rest is of the one command that prints there without a filter. Where two may
//! have printed, neither's outcome is shown.

use std::collections::HashMap;

use super::super::expect::Wanted;
use super::super::failure::{self, Failure, FailureKind, Heard, Speaker};
use super::super::outcome::{self, Answers, Seen};
use super::super::question::{Answer, questions};
use super::awaited::{Awaited, Ran, is_unknown};
use super::ended::{self, End, ends};
use super::owner::{Owned, Text};
use super::record::Unproven;
use super::{Act, Likeness, Observer, cut};
use runproof_capture::{Language, Output, Status, Whole};
use runproof_model::runbook::OutcomeRule;
use runproof_shell::{
    Certainty, CommandId, Condition, Effect, Invocation, Manner, Mode, Printed, Program, Reach,
    Streams, Success, Unresolved,
};

/// Why it depends whether a command acted that asked before.
const CONFIRM: &str = "-Confirm";

/// An output while it is read.
struct Reading<'a> {
    awaited: &'a Awaited,
    output: &'a Output<'a>,
    lines: &'a [&'a str],
    owned: Owned,
    heard: Heard,
    /// What went wrong with each command of the line.
    failures: Vec<Option<Failure>>,
    ends: HashMap<CommandId, End>,
    /// Whether it goes on behind something that only looked like a mark.
    goes_on: bool,
}

impl Reading<'_> {
    fn whole(&self) -> Whole {
        match self.goes_on {
            true => Whole::CutOff,
            false => self.output.whole,
        }
    }

    /// Whether the line itself knows the text that a command prints.
    fn is_text(&self, ran: &Ran) -> bool {
        self.awaited.said.iter().any(|said| said.id == ran.id())
    }

    /// The commands beside this one that may have printed an answer where it did.
    fn others<'r>(&'r self, own: &'r Ran) -> impl Iterator<Item = &'r Ran> {
        let piece = self.owned.piece(own.id(), self.lines.len());
        self.awaited.ran.iter().filter(move |other| {
            other.id() != own.id()
                && other.may_speak()
                && !self.is_text(other)
                && (other.is_beside() || self.owned.piece(other.id(), self.lines.len()) == piece)
                && !self.awaited.feeds(other.id(), own.id())
                && !self.awaited.feeds(own.id(), other.id())
        })
    }

    /// Whether a text that cannot be told may have been printed where a command did.
    fn is_beside_unknown_text(&self, own: CommandId) -> bool {
        let piece = self.owned.piece(own, self.lines.len());
        let mut texts = self.awaited.said.iter().zip(&self.owned.texts);
        texts.any(|(said, text)| {
            *text == Text::Unclear
                && said.id != own
                && self.owned.piece(said.id, self.lines.len()) == piece
        })
    }

    /// The lines where a command printed, with nothing in those that are not its own.
    fn lines_of(&self, own: CommandId) -> Vec<&str> {
        let (from, to) = self.owned.piece(own, self.lines.len());
        let lines = self.lines.iter().enumerate();
        let is_own = |at: usize| {
            (from..to).contains(&at)
                && !self.owned.is_claimed(at)
                && !self.heard.is_error(at)
                && !self.heard.harmless.contains(&at)
        };
        lines
            .map(|(at, line)| if is_own(at) { *line } else { "" })
            .collect()
    }
}

impl Observer<'_> {
    /// Takes the output of the last entry.
    pub(super) fn take_output(&mut self, output: &Output<'_>) {
        self.look_for_refusal(output);
        let Some(session) = self.sessions.get_mut(self.current) else {
            return;
        };
        let language = session.language;
        let is_there = !output.text.lines().any(failure::is_of_a_folder);
        if std::mem::take(&mut session.moves) && !is_there {
            session.shell.lose_folder();
        }
        let goes_on = std::mem::take(&mut session.goes_on);
        let Some(awaited) = session.awaited.take() else {
            return;
        };
        let last = session.last.clone();
        self.read(&awaited, language, &last, output, goes_on);
        if let Some(session) = self.sessions.get_mut(self.current) {
            session.awaited = Some(awaited);
        }
    }

    fn read(
        &mut self,
        awaited: &Awaited,
        language: Language,
        last: &[usize],
        output: &Output<'_>,
        goes_on: bool,
    ) {
        if output.whole == Whole::Never {
            return;
        }
        let lines: Vec<&str> = output.text.lines().collect();
        let owned = Owned::new(awaited, &lines);
        let unclaimed: Vec<Option<&str>> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| (!owned.is_claimed(at)).then_some(*line))
            .collect();
        let speakers: Vec<Speaker> = awaited.ran.iter().map(|ran| ran.speaker.clone()).collect();
        let heard = failure::hear(language, &speakers, &unclaimed);
        let whole = match goes_on {
            true => Whole::CutOff,
            false => output.whole,
        };
        let reading = Reading {
            awaited,
            output,
            lines: &lines,
            failures: heard.of_each(&speakers),
            ends: ends(awaited, &owned, whole),
            heard,
            owned,
            goes_on,
        };
        if language == Language::Powershell {
            self.simulated(&reading);
            self.answered(&reading);
        }
        if let Some(line) = reading.heard.stranger(&speakers) {
            for act in awaited.ran.iter().filter_map(|ran| ran.act) {
                let text = reading.lines[line].trim().to_owned();
                let lines = excerpt(reading.lines, line);
                let act = &mut self.acts[act];
                act.output = Some((output.line + line as u64, lines));
                act.unproven = Some(Unproven::Unexplained(text));
            }
        }
        for (ran, failure) in awaited.ran.iter().zip(&reading.failures) {
            if let Some(act) = ran.act {
                let is_unread = |why: &Unresolved| {
                    matches!(why, Unresolved::Syntax(_) | Unresolved::Version(_))
                };
                if reading.heard.is_refused
                    && self.acts[act].depends.as_ref().is_some_and(is_unread)
                {
                    self.acts[act].was_run = false;
                }
                self.take_failure(&reading, ran, act, failure.as_ref());
                self.take_end(&reading, ran, act);
            }
        }
        if !goes_on {
            self.credit(&reading);
            self.judge(&reading);
            self.looked(&reading);
        }
        self.shown_later(&reading, language, last);
    }

    /// What went wrong with an act.
    fn take_failure(
        &mut self,
        reading: &Reading<'_>,
        ran: &Ran,
        at: usize,
        failure: Option<&Failure>,
    ) {
        let whole = reading.whole();
        let act = &mut self.acts[at];
        act.whole = whole;
        let Some(failure) = failure else { return };
        let line = failure.line.unwrap_or(0);
        let names_it = ran
            .speaker
            .names
            .iter()
            .any(|name| failure.text.to_lowercase().contains(name.as_str()));
        let excerpt = excerpt(reading.lines, line);
        // A line that names nobody may be what another command found.
        let is_doubtful = !names_it
            && failure.kind != FailureKind::Declined
            && reading.others(ran).any(|other| other.act.is_none());
        let is_hidden = ran.invocation.shown.streams == Streams::NOWHERE;
        if is_doubtful || is_hidden {
            act.unproven = Some(Unproven::Unexplained(failure.text.clone()));
        } else {
            act.failure = Some(failure.clone());
        }
        act.output = Some((reading.output.line + line as u64, excerpt));
    }

    /// How an act ended, as far as something says so or would have shown it.
    fn take_end(&mut self, reading: &Reading<'_>, ran: &Ran, at: usize) {
        let planned = self.planned(at);
        let id = ran
            .stages()
            .nth(planned.len().saturating_sub(1))
            .map_or(ran.id(), |shown| shown.id);
        let streams = ran.streams(&planned);
        let end = reading.ends.get(&id).copied();
        let hidden = match (ran.invocation.shown.manner, streams.errors) {
            (Manner::Job | Manner::Beside, _) => Some(Unproven::Started),
            (_, Reach::Whole) => None,
            _ if ran.stages().any(|shown| shown.streams.merged) => Some(Unproven::Kept),
            _ => Some(Unproven::Hidden),
        };
        let unexplained = unexplained(reading, ran);
        let act = &mut self.acts[at];
        match end {
            Some(End::Stated(status)) => act.status = Some(status),
            Some(End::Doubtful) => act.unproven = Some(Unproven::OneOfSeveral),
            None => {}
        }
        if let Some(hidden) = hidden {
            act.unproven.get_or_insert(hidden);
        }
        if let Some((line, text)) = unexplained {
            let lines = excerpt(reading.lines, line);
            act.output
                .get_or_insert((reading.output.line + line as u64, lines));
            act.unproven.get_or_insert(Unproven::Unexplained(text));
        }
    }

    /// Notes how an act ended.
    pub(super) fn put_end(&mut self, act: usize, end: End) {
        match end {
            End::Stated(status) => self.acts[act].status = Some(status),
            End::Doubtful => self.acts[act].unproven = Some(Unproven::OneOfSeveral),
        }
    }

    /// The streams of the stages of the command that an act is, as the plan has it.
    fn planned(&self, act: usize) -> Vec<Streams> {
        let likeness = &self.acts[act].likeness;
        let same = likeness
            .iter()
            .find(|(_, like)| *like == Likeness::Same)
            .or(likeness.first());
        let wanted = same.map(|(at, _)| &self.expected.patterns[*at].wanted);
        match wanted {
            Some(Wanted::Command(planned)) => planned.streams(),
            Some(Wanted::Program(_)) | None => vec![Streams::default()],
        }
    }

    /// Which acts were run that others decide about.
    fn credit(&mut self, reading: &Reading<'_>) {
        for ran in &reading.awaited.ran {
            let Some(act) = ran.act else { continue };
            let decides = &ran.invocation.shown.when;
            let is_decided = matches!(decides, Condition::Succeeded(_) | Condition::Failed(_));
            let asks =
                |why: &Unresolved| matches!(why, Unresolved::Branch(text) if text == CONFIRM);
            let depends = self.acts[act].depends.as_ref();
            if !is_decided || depends.is_none_or(asks) {
                continue;
            }
            match ended::holds(decides, |id| went_well(reading, id, 0)) {
                Some(true) => self.acts[act].depends = None,
                Some(false) => self.acts[act].was_run = false,
                None => {}
            }
        }
    }

    /// What an output says of the outcomes of its acts.
    fn judge(&mut self, reading: &Reading<'_>) {
        let mut found: Vec<(usize, usize, Seen)> = Vec::new();
        for ran in &reading.awaited.ran {
            let Some(act) = ran.act else { continue };
            for (pattern, _) in &self.acts[act].likeness {
                if self.expected.patterns[*pattern].check.is_some() {
                    let seen = self.outcome(reading, ran, *pattern);
                    found.push((act, *pattern, seen));
                }
            }
        }
        for (act, pattern, seen) in found {
            self.put(reading, act, pattern, seen);
        }
    }

    fn put(&mut self, reading: &Reading<'_>, act: usize, pattern: usize, seen: Seen) {
        if let Seen::NotYet(shown) | Seen::Failed(shown) = &seen
            && let Some(shown) = shown.first()
        {
            let lines = excerpt(reading.lines, shown.line);
            self.acts[act].output = Some((reading.output.line + shown.line as u64, lines));
        }
        self.acts[act].seen.insert(pattern, seen);
    }

    /// What an output shows of one outcome of an act that printed it.
    fn outcome(&self, reading: &Reading<'_>, ran: &Ran, pattern: usize) -> Seen {
        let Some(check) = &self.expected.patterns[pattern].check else {
            return Seen::Unseen;
        };
        let planned = match &self.expected.patterns[pattern].wanted {
            Wanted::Command(planned) => planned.streams(),
            Wanted::Program(_) => vec![Streams::default()],
        };
        let streams = ran.streams(&planned);
        let rule = &check.outcome.rule;
        let answers = answers(&ran.invocation);
        if matches!(rule, OutcomeRule::Silence)
            && answers == Answers::Differences
            && went_well(reading, ran.id(), 0) == Some(true)
            && reading.ends.contains_key(&ran.id())
        {
            return Seen::Reached(Vec::new());
        }
        let is_seen = streams.output == Reach::Whole
            && !matches!(ran.invocation.shown.manner, Manner::Job | Manner::Beside)
            && (!matches!(rule, OutcomeRule::Silence) || streams.errors == Reach::Whole);
        let piece = reading.owned.piece(ran.id(), reading.lines.len());
        let has_outcome = |act: usize| {
            let patterns = self.acts[act].likeness.iter();
            patterns
                .filter_map(|(at, _)| self.expected.patterns[*at].check.as_ref())
                .any(|other| other.outcome.name == check.outcome.name)
        };
        // An output of several acts is shared only by those with the same outcome.
        let sharing: Vec<&Ran> = reading
            .awaited
            .ran
            .iter()
            .filter(|other| {
                other.act.is_some_and(has_outcome)
                    && (other.id() == ran.id()
                        || other.may_speak()
                            && reading.owned.piece(other.id(), reading.lines.len()) == piece)
            })
            .collect();
        let is_alone = reading
            .others(ran)
            .all(|other| sharing.iter().any(|own| own.id() == other.id()));
        if !is_seen || !is_alone || reading.owned.is_odd || reading.is_beside_unknown_text(ran.id())
        {
            return Seen::Unseen;
        }
        let index = sharing.iter().position(|other| other.id() == ran.id());
        let printed = outcome::Printed {
            lines: &reading.lines_of(ran.id()),
            whole: reading.output.whole,
            acts: sharing.len().max(1),
            answers,
        };
        let mut seen = outcome::judge(rule, check.line.as_deref(), &printed);
        match index {
            Some(index) if index < seen.len() => seen.swap_remove(index),
            _ => Seen::Unseen,
        }
    }

    /// What looks at what steps did show of it.
    fn looked(&mut self, reading: &Reading<'_>) {
        for ran in &reading.awaited.ran {
            let Some(act) = ran.act.filter(|act| !self.acts[*act].looks.is_empty()) else {
                continue;
            };
            // What changes something says nothing of the kind.
            let mut others = reading.others(ran);
            let is_told = others.all(|other| other.invocation.effect == Effect::Changes);
            let is_seen = ran
                .stages()
                .all(|shown| shown.streams.output != Reach::Nothing);
            if !is_told || !is_seen {
                continue;
            }
            let (from, to) = reading.owned.piece(ran.id(), reading.lines.len());
            self.note_look(act, &ran.invocation, &reading.lines[from..to]);
        }
    }

    fn note_look(&mut self, act: usize, invocation: &Invocation, lines: &[&str]) {
        let looking = &self.expected.looking;
        let looks = self.acts[act].looks.iter();
        let holds = looks.filter_map(|look| {
            let holds = looking.shows(*look, invocation, self.tables, lines)?;
            Some((*look, holds))
        });
        self.acts[act].holds = holds.collect();
    }

    /// What a line shows of acts of earlier lines, or of its own once more: what a variable holds, how a
    /// job is, the last error.
    fn shown_later(&mut self, reading: &Reading<'_>, language: Language, last: &[usize]) {
        for (said, text) in reading.awaited.said.iter().zip(&reading.owned.texts) {
            let mut pieces = said
                .pieces
                .iter()
                .filter(|piece| !matches!(piece, Printed::Text(text) if text.trim().is_empty()));
            let (Some(only), None) = (pieces.next(), pieces.next()) else {
                continue;
            };
            if said.reach != Reach::Whole || *text != Text::Unclear {
                continue;
            }
            let acts = |ids: &[CommandId]| -> Option<Vec<usize>> {
                ids.iter().map(|id| reading.awaited.act(*id)).collect()
            };
            let is_alone = reading
                .awaited
                .ran
                .iter()
                .all(|ran| !ran.may_speak() || reading.is_text(ran) || ran.id() == said.id);
            let several = reading
                .awaited
                .said
                .iter()
                .filter(|other| other.id != said.id);
            let is_alone = is_alone
                && several
                    .zip(&reading.owned.texts)
                    .all(|(_, text)| *text != Text::Unclear);
            match only {
                Printed::Output(ids) => {
                    if let Some(acts) = acts(ids) {
                        self.output_again(reading, language, said.id, &acts, is_alone);
                    }
                }
                Printed::Errors(ids) => {
                    if let (Some(acts), true) = (acts(ids), is_alone) {
                        self.errors_again(reading, said.id, &acts);
                    }
                }
                Printed::LastError => self.last_error(reading, language, last),
                Printed::Jobs(ids) => {
                    if let Some(acts) = acts(ids) {
                        self.states_of_jobs(reading, &acts);
                    }
                }
                _ => {}
            }
        }
        // What is stated of commands of earlier lines.
        let stated: Vec<(usize, End)> = reading
            .ends
            .iter()
            .filter(|(id, _)| reading.awaited.find(**id).is_none())
            .filter_map(|(id, end)| Some((reading.awaited.act(*id)?, *end)))
            .collect();
        for (act, end) in stated {
            self.put_end(act, end);
        }
    }

    /// The output of acts, which a variable or a job held.
    fn output_again(
        &mut self,
        reading: &Reading<'_>,
        language: Language,
        id: CommandId,
        acts: &[usize],
        is_alone: bool,
    ) {
        let speakers: Vec<Speaker> = acts.iter().map(|act| self.speaker(*act)).collect();
        let lines: Vec<Option<&str>> = reading
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| (!reading.owned.is_claimed(at)).then_some(*line))
            .collect();
        let heard = failure::hear(language, &speakers, &lines);
        for (act, failure) in acts.iter().zip(heard.of_each(&speakers)) {
            let act = &mut self.acts[*act];
            if let Some(failure) = failure {
                let line = failure.line.unwrap_or(0);
                let lines = excerpt(reading.lines, line);
                act.output = Some((reading.output.line + line as u64, lines));
                act.failure = Some(failure);
            } else if reading.whole() == Whole::Whole
                && matches!(act.unproven, Some(Unproven::Started | Unproven::Kept))
            {
                // All that it wrote is here.
                act.unproven = None;
            }
        }
        for act in acts {
            let patterns: Vec<usize> = self.acts[*act].likeness.iter().map(|(at, _)| *at).collect();
            for pattern in patterns {
                let Some(check) = &self.expected.patterns[pattern].check else {
                    continue;
                };
                let has_outcome = |other: usize| {
                    let likeness = self.acts[other].likeness.iter();
                    likeness
                        .filter_map(|(at, _)| self.expected.patterns[*at].check.as_ref())
                        .any(|other| other.outcome.name == check.outcome.name)
                };
                let is_shared = acts.iter().all(|act| has_outcome(*act));
                let is_silence = matches!(check.outcome.rule, OutcomeRule::Silence)
                    && self.acts[*act].unproven == Some(Unproven::Hidden);
                if !is_alone || !is_shared || is_silence || reading.owned.is_odd {
                    continue;
                }
                let lines = reading.lines_of(id);
                let lines: Vec<&str> = lines
                    .iter()
                    .enumerate()
                    .map(|(at, line)| if heard.is_error(at) { "" } else { *line })
                    .collect();
                let printed = outcome::Printed {
                    lines: &lines,
                    whole: reading.whole(),
                    acts: acts.len(),
                    answers: Answers::Anything,
                };
                let seen = outcome::judge(&check.outcome.rule, check.line.as_deref(), &printed);
                let index = acts.iter().position(|other| other == act).unwrap_or(0);
                if let Some(seen) = seen.get(index).filter(|seen| **seen != Seen::Unseen) {
                    self.put(reading, *act, pattern, seen.clone());
                }
            }
        }
    }

    /// The errors of acts, which a variable held: where there are none, nothing went wrong.
    fn errors_again(&mut self, reading: &Reading<'_>, id: CommandId, acts: &[usize]) {
        let (from, to) = reading.owned.piece(id, reading.lines.len());
        let first = (from..to)
            .find(|at| !reading.owned.is_claimed(*at) && !reading.lines[*at].trim().is_empty());
        for act in acts {
            let act = &mut self.acts[*act];
            match first {
                Some(line) => {
                    let lines = excerpt(reading.lines, line);
                    act.failure = Some(Failure {
                        line: Some(line),
                        text: reading.lines[line].trim().to_owned(),
                        kind: FailureKind::Record,
                    });
                    act.output = Some((reading.output.line + line as u64, lines));
                }
                None if reading.whole() == Whole::Whole => act.status = Some(Status::Exit(0)),
                None => {}
            }
        }
    }

    /// The last error of the session, where it names an act of the line before.
    fn last_error(&mut self, reading: &Reading<'_>, language: Language, acts: &[usize]) {
        let speakers: Vec<Speaker> = acts.iter().map(|act| self.speaker(*act)).collect();
        let lines: Vec<Option<&str>> = reading.lines.iter().map(|line| Some(*line)).collect();
        let heard = failure::hear(language, &speakers, &lines);
        let failures = heard.of_each(&speakers);
        for ((act, failure), speaker) in acts.iter().zip(failures).zip(&speakers) {
            let Some(failure) = failure else { continue };
            let act = &mut self.acts[*act];
            let line = failure.line.unwrap_or(0);
            let lines = excerpt(reading.lines, line);
            let text = lines.join(" ").to_lowercase() + &failure.text.to_lowercase();
            let names_it = speaker
                .names
                .iter()
                .any(|name| text.contains(name.as_str()));
            act.output = Some((reading.output.line + line as u64, lines));
            match names_it {
                true => act.failure = Some(failure),
                // It may be an older one.
                false => act.unproven = Some(Unproven::Unexplained(failure.text)),
            }
        }
    }

    /// A table of jobs: what failed or was stopped is not done.
    fn states_of_jobs(&mut self, reading: &Reading<'_>, acts: &[usize]) {
        let is_state =
            |line: &&&str, state: &str| line.split_whitespace().any(|word| word == state);
        let states = [
            "Completed",
            "Failed",
            "Stopped",
            "Running",
            "NotStarted",
            "Blocked",
        ];
        let rows: Vec<&&str> = reading
            .lines
            .iter()
            .filter(|line| states.iter().any(|state| is_state(line, state)))
            .collect();
        let failed = rows.iter().filter(|line| is_state(line, "Failed")).count();
        if failed > 0 && failed == rows.len() {
            for act in acts {
                self.acts[*act].status = Some(Status::Failed);
            }
        }
    }

    /// Lines that say what would be done: `What if: …`, in any language, and the name of the cmdlet.
    fn simulated(&mut self, reading: &Reading<'_>) {
        for ran in &reading.awaited.ran {
            let Some(act) = ran.act else { continue };
            let is_verbose = ran.invocation.shown.is_verbose;
            let names = &ran.speaker.names;
            let said = reading
                .lines
                .iter()
                .position(|line| is_what_if(line, names, is_verbose));
            if let Some(line) = said {
                let lines = excerpt(reading.lines, line);
                let act = &mut self.acts[act];
                act.mode = Mode::Simulated;
                act.output = Some((reading.output.line + line as u64, lines));
            }
        }
    }

    /// What the answers to the questions in an output say of acts.
    fn answered(&mut self, reading: &Reading<'_>) {
        for question in questions(reading.output.text) {
            let is_of = |ran: &&Ran| question.names(&ran.speaker.names);
            let ran = || reading.awaited.ran.iter().filter(|ran| ran.act.is_some());
            let is_named = ran().any(|ran| is_of(&ran));
            for ran in ran().filter(|ran| !is_named || is_of(ran)) {
                let Some(act) = ran.act else { continue };
                let act = &mut self.acts[act];
                match question.answer {
                    Answer::Yes => {
                        let is_asked = |why: &Unresolved| matches!(why, Unresolved::Branch(text) if text == CONFIRM);
                        act.depends.take_if(|why| is_asked(why));
                    }
                    Answer::No => {
                        act.depends = None;
                        let lines = excerpt(reading.lines, question.line);
                        act.failure = Some(Failure {
                            line: Some(question.line),
                            text: lines.concat(),
                            kind: FailureKind::Declined,
                        });
                        let line = reading.output.line + question.line as u64;
                        act.output = Some((line, lines));
                    }
                    Answer::Unknown => {
                        act.depends = Some(Unresolved::Branch(CONFIRM.to_owned()));
                    }
                }
            }
        }
    }

    /// An act, as errors may name it.
    fn speaker(&self, act: usize) -> Speaker {
        let pattern = self.acts[act].likeness.first();
        let names = match pattern.map(|(at, _)| &self.expected.patterns[*at].wanted) {
            Some(Wanted::Command(planned)) => failure::names(planned),
            Some(Wanted::Program(name)) => vec![name.to_lowercase()],
            None => Vec::new(),
        };
        Speaker {
            names,
            is_silent: false,
        }
    }
}

/// Whether a command went well, where it is stated, or one would have seen that it did not.
fn went_well(reading: &Reading<'_>, id: CommandId, depth: usize) -> Option<bool> {
    const DEEPEST: usize = 16;
    match reading.ends.get(&id) {
        Some(End::Stated(status)) => return Some(*status == Status::Exit(0)),
        Some(End::Doubtful) => return None,
        None => {}
    }
    let ran = &reading.awaited.ran;
    let at = ran.iter().position(|ran| ran.id() == id)?;
    let own = &ran[at];
    if let Some(failure) = &reading.failures[at] {
        let names_it = own
            .speaker
            .names
            .iter()
            .any(|name| failure.text.to_lowercase().contains(name.as_str()));
        // What names nobody may be another's.
        return (names_it || ran.len() == 1).then_some(false).or(None);
    }
    let is_said = |says: &String| reading.lines.iter().any(|line| line.contains(says));
    if complaint(reading, own).is_some() && !own.prints.says.as_ref().is_some_and(is_said) {
        return None;
    }
    // What may not have run at all says nothing by its silence.
    let was_run = match &own.invocation.certainty {
        Certainty::Run => true,
        Certainty::Depends(_) => {
            depth < DEEPEST
                && ended::holds(&own.invocation.shown.when, |id| {
                    went_well(reading, id, depth + 1)
                }) == Some(true)
        }
    };
    let is_shown = own.invocation.shown.streams.errors == Reach::Whole;
    let is_whole = reading.whole() == Whole::Whole;
    (was_run && is_shown && is_whole && own.complains && !is_unknown(&own.invocation))
        .then_some(true)
}

/// The first line under an act that nothing explains, where the act prints nothing of its own, or says
/// something else when all goes well; of any other act, what looks like a complaint.
fn unexplained(reading: &Reading<'_>, ran: &Ran) -> Option<(usize, String)> {
    let lines = reading.lines_of(ran.id());
    let mut own = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let told = |(at, line): (usize, &&str)| (at, line.trim().to_owned());
    // What it says under its own name, and nobody knows what it means.
    let unclear = reading.heard.unclear.iter().find(|(at, name)| {
        !lines[*at].is_empty() && ran.speaker.names.iter().any(|own| own == name)
    });
    if let Some((at, _)) = unclear {
        return Some((*at, lines[*at].trim().to_owned()));
    }
    let is_alone =
        reading.others(ran).next().is_none() && !reading.is_beside_unknown_text(ran.id());
    if is_alone && let Some(says) = &ran.prints.says {
        let first = own.next().map_or((0, String::new()), told);
        let is_said = reading
            .lines
            .iter()
            .any(|line| line.contains(says.as_str()));
        // It prints that to its errors or to its output: where both are seen, it did not.
        return (!is_said).then_some(first);
    }
    if is_alone && ran.prints.success == Success::Silent {
        let first = own.next().map(told);
        return first.or_else(|| complaint(reading, ran));
    }
    complaint(reading, ran)
}

/// The first line that looks like a complaint and may be of a command. Of one that only looks it may be
/// what it shows, unless nothing else is there.
fn complaint(reading: &Reading<'_>, ran: &Ran) -> Option<(usize, String)> {
    let (from, to) = reading.owned.piece(ran.id(), reading.lines.len());
    let is_complaint = |at: &usize| reading.heard.complaints.contains(at);
    let at = (from..to).find(is_complaint)?;
    let is_blank = |at: usize| reading.lines[at].trim().is_empty() || reading.owned.is_claimed(at);
    let is_all = || (from..to).all(|at| is_blank(at) || is_complaint(&at));
    (ran.invocation.effect != Effect::Reads || is_all())
        .then(|| (at, reading.lines[at].trim().to_owned()))
}

/// How a command says that what should print nothing has found something.
fn answers(ran: &Invocation) -> Answers {
    let name = match &ran.program {
        Program::Named(name) => name.split(' ').next().unwrap_or(name),
        Program::File(path) => path.parts.last().map_or("", String::as_str),
        Program::Unknown(_) => "",
    };
    match name {
        "diff" | "cmp" | "comm" | "sdiff" | "diff3" => Answers::Differences,
        _ if ran.effect == Effect::Reads && ran.words.is_some() => Answers::Anything,
        _ => Answers::Nothing,
    }
}

/// Whether a line says what a cmdlet would do: a label, a colon, and the name of the cmdlet in quotes.
fn is_what_if(line: &str, names: &[String], is_verbose: bool) -> bool {
    const LABELS: [&str; 8] = [
        "what if",
        "whatif",
        "que se passerait-il si",
        "e se",
        "was wäre wenn",
        "simulation",
        "что если",
        "如果",
    ];
    let Some((label, said)) = line.split_once([':', '：']) else {
        return false;
    };
    let label = label.trim().to_lowercase();
    let is_short = !label.is_empty() && label.chars().count() <= 30 && !line.starts_with(' ');
    let said = said.to_lowercase();
    let is_quoted = |name: &String| {
        said.find(name.as_str()).is_some_and(|at| {
            let marks = [
                '"', '«', '»', '“', '”', '„', '\'', '「', '」', '\u{a0}', ' ',
            ];
            let before = said[..at].chars().next_back();
            let after = said[at + name.len()..].chars().next();
            before.is_some_and(|c| marks.contains(&c)) && after.is_some_and(|c| marks.contains(&c))
        })
    };
    let is_named = names
        .iter()
        .filter(|name| name.contains('-'))
        .any(is_quoted);
    let is_known = LABELS.contains(&label.as_str());
    let is_stream = failure::is_stream(line);
    // An error quotes the name of a cmdlet as well.
    let is_error = names.contains(&label) || label.ends_with("exception") || label.contains('-');
    is_short && is_named && (is_known || !is_verbose && !is_stream && !is_error)
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

impl Act {
    /// Whether it is known by what it printed that nothing proves how it ended.
    pub(crate) fn is_unproven(&self) -> bool {
        let is_well = self.status == Some(Status::Exit(0));
        match &self.unproven {
            Some(Unproven::OneOfSeveral) => true,
            Some(_) => !is_well,
            None => false,
        }
    }
}
