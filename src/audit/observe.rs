//! What was done, as one capture shows it: every command of it that the plan knows, every other
//! that changes something, and counts of the rest.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use super::Plan;
use super::expect::{Expectations, Wanted, folded, program_name};
use super::failure::{self, Failure, FailureKind};
use super::host;
use super::outcome::{self, Seen};
use super::question::{Answer, questions};
use crate::capture::{
    Capture, Entry, Kind, Language, Output, Session, Sink, Stamp, Status, Wanted as Keep, Whole,
};
use crate::command::{
    Allowances, Certainty, Comparison, Dialect, Difference, Effect, Invocation, Line, Mode, On,
    Program, Tables, Unresolved, bash, compare, powershell, windows,
};

/// What was done, as one capture shows it.
#[derive(Debug)]
pub struct Observation {
    /// The capture.
    pub capture: Capture,
    pub(super) acts: Vec<Act>,
    pub(super) others: Vec<Other>,
    pub(super) vouched: Vec<Vouched>,
    /// Computers that a session acted on beside its own.
    pub(super) reached: BTreeSet<(usize, String)>,
    pub(super) counts: Counts,
}

/// How many commands there were.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// All.
    pub(super) commands: u64,
    /// Of those that are in no step: they look.
    pub(super) reads: u64,
    /// Of those that are in no step: the definition allows them.
    pub(super) allowed: u64,
    /// Of those that are in no step: they change something.
    pub(super) changes: u64,
    /// Of those that are in no step: nobody knows.
    pub(super) unknown: u64,
}

/// Where something stands in a capture.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The session.
    pub(super) session: usize,
    /// Its place among the commands of the session.
    pub(super) sequence: u32,
    /// The line.
    pub(super) line: u64,
    /// The line's text, and the bytes of it that hold the command.
    pub(super) quoted: String,
    /// The bytes of it to mark.
    pub(super) mark: std::ops::Range<usize>,
    /// The command as typed.
    pub(super) typed: String,
    /// When.
    pub(super) time: Option<Stamp>,
    /// On which computer, where it is not the session's.
    pub(super) host: Where,
    /// Whether a script ran it, and not a person.
    pub(super) is_scripted: bool,
    /// By what it is known.
    pub(super) trace: Trace,
}

/// By what a command is known. One that was run leaves several of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Trace {
    /// Its text.
    Text,
    /// Its parameters, as they were bound.
    Bound,
    /// Its process.
    Process,
}

impl Trace {
    fn of(kind: Kind<'_>) -> Self {
        match kind {
            Kind::Typed | Kind::ScriptBlock { .. } | Kind::Mark => Self::Text,
            Kind::Bound { .. } => Self::Bound,
            Kind::Process { .. } => Self::Process,
        }
    }
}

/// On which computer something was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Where {
    /// On the session's own.
    Session,
    /// On this one.
    Host(String),
    /// That cannot be told.
    Unknown(Unresolved),
}

/// A command that the plan knows, or one that is like it.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) place: Place,
    /// The patterns that it is, or is like.
    pub(super) likeness: Vec<(usize, Likeness)>,
    pub(super) mode: Mode,
    pub(super) effect: Effect,
    /// What its being run depends on.
    pub(super) depends: Option<Unresolved>,
    pub(super) failure: Option<Failure>,
    pub(super) status: Option<Status>,
    /// What its output shows, by pattern.
    pub(super) seen: BTreeMap<usize, Seen>,
    /// The line that its output begins on, and the lines of it that matter.
    pub(super) output: Option<(u64, Vec<String>)>,
    /// Whether its output was captured.
    pub(super) whole: Whole,
}

/// How like a pattern an act is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It is that command.
    Same,
    /// It differs so.
    Differs(Vec<Difference>),
    /// That cannot be told.
    Unresolved(Unresolved),
}

/// A command in no step.
#[derive(Debug, Clone)]
pub(super) struct Other {
    pub(super) place: Place,
    /// What was run, folded.
    pub(super) name: String,
    pub(super) effect: Effect,
    pub(super) is_allowed: bool,
}

/// What the operator of a guided script vouched for.
#[derive(Debug, Clone)]
pub(super) struct Vouched {
    pub(super) place: Place,
    pub(super) step: String,
    pub(super) by: String,
}

/// How many commands that only look are listed of a capture, and how many of unknown effect.
const LISTED: usize = 200;

/// How many distinct lines are remembered as of no account.
const REMEMBERED: usize = 4096;

/// Why it depends whether a command acted that asked before.
const CONFIRM: &str = "-Confirm";

/// How much of a typed text is kept.
const TYPED: usize = 2000;

/// Watches one capture.
pub struct Observer<'a> {
    plan: &'a Plan<'a>,
    expected: &'a Expectations<'a>,
    tables: &'a Tables,
    allowed: &'a Allowances<'a>,
    sessions: Vec<Watched<'a>>,
    /// The session of the last entry.
    current: usize,
    acts: Vec<Act>,
    others: Vec<Other>,
    vouched: Vec<Vouched>,
    reached: BTreeSet<(usize, String)>,
    counts: Counts,
    listed_reads: usize,
    listed_unknown: usize,
    /// Lines that are known to be of no account, and what they do.
    dull: HashMap<Box<str>, Dull>,
    on_progress: Option<Box<dyn FnMut(u64) + Send + 'a>>,
}

/// A session while it is watched.
struct Watched<'a> {
    language: Language,
    host: Option<String>,
    shell: Shell<'a>,
    sequence: u32,
    /// The acts of the last entry, whose output comes next.
    last: Vec<usize>,
    /// What the output that comes next answers: the acts whose exit code it is.
    asked: Option<Vec<usize>>,
    /// Acts whose output a variable holds.
    held: HashMap<String, Vec<usize>>,
    /// Acts whose held output comes next.
    shown: Vec<usize>,
    /// The guided script's session, once it said who it is.
    guided: Option<String>,
    /// Whether the output that comes next goes on behind something that only looked like a mark.
    goes_on: bool,
}

/// How many commands a line of no account comes to.
#[derive(Debug, Clone, Copy, Default)]
struct Dull {
    reads: u32,
    unknown: u32,
}

enum Shell<'a> {
    Powershell(Box<powershell::Interpreter<'a>>),
    Bash(Box<bash::Interpreter<'a>>),
    Windows,
}

/// A mark of a guided script.
#[derive(Debug, Deserialize)]
struct Mark {
    event: String,
    session: String,
    #[serde(default)]
    time: Option<String>,
    sha256: String,
    #[serde(default)]
    change: String,
    #[serde(default)]
    host: String,
    #[serde(default)]
    user: String,
    #[serde(default)]
    operator: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    command: String,
    #[serde(default)]
    exit: Option<i32>,
}

impl<'a> Observer<'a> {
    /// An observer of one capture.
    pub(super) fn new(
        plan: &'a Plan<'a>,
        expected: &'a Expectations<'a>,
        allowed: &'a Allowances<'a>,
    ) -> Self {
        Self {
            plan,
            expected,
            tables: &plan.runbook.tables,
            allowed,
            sessions: Vec::new(),
            current: 0,
            acts: Vec::new(),
            others: Vec::new(),
            vouched: Vec::new(),
            reached: BTreeSet::new(),
            counts: Counts::default(),
            listed_reads: 0,
            listed_unknown: 0,
            dull: HashMap::new(),
            on_progress: None,
        }
    }

    /// Tells somebody how far the reading is, in bytes.
    #[must_use]
    pub fn on_progress(mut self, tell: impl FnMut(u64) + Send + 'a) -> Self {
        self.on_progress = Some(Box::new(tell));
        self
    }

    /// What was seen in the capture.
    pub fn finish(self, capture: Capture) -> Observation {
        Observation {
            capture,
            acts: self.acts,
            others: self.others,
            vouched: self.vouched,
            reached: self.reached,
            counts: self.counts,
        }
    }

    /// What an entry comes to.
    fn interpret(&mut self, entry: &Entry<'_>) -> Vec<Invocation> {
        let line = Line {
            text: entry.text,
            folder: entry.folder,
            host: entry.host,
        };
        let session = &mut self.sessions[entry.session];
        match entry.kind {
            Kind::Bound { .. } => powershell::bound(entry.text, self.tables),
            Kind::Process { image } => windows::process(image, entry.text, self.tables),
            // A script has variables of its own.
            Kind::ScriptBlock { path: Some(_) } => {
                powershell::Interpreter::new(self.tables).run(&line)
            }
            Kind::Typed | Kind::ScriptBlock { path: None } | Kind::Mark => match &mut session.shell
            {
                Shell::Powershell(shell) => shell.run(&line),
                Shell::Bash(shell) => shell.run(&line),
                Shell::Windows => windows::process("", entry.text, self.tables),
            },
        }
    }

    fn likeness(&self, invocation: &Invocation, text: &str) -> Vec<(usize, Likeness)> {
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
                    Wanted::Program(_) => Likeness::Same,
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

    fn place(&mut self, entry: &Entry<'_>, invocation: &Invocation, is_only: bool) -> Place {
        let session = &mut self.sessions[entry.session];
        session.sequence += 1;
        let host = match (&invocation.on, entry.host) {
            (On::Host(host), _) if host::is_here(host) => Where::Session,
            (On::Host(host), _) => Where::Host(host.clone()),
            (On::Unknown(reason), _) => Where::Unknown(reason.clone()),
            (On::Here, Some(host)) if host::is_here(host) => Where::Session,
            (On::Here, Some(host)) => Where::Host(host.to_owned()),
            (On::Here, None) => Where::Session,
        };
        if let Where::Host(host) = &host {
            self.reached.insert((entry.session, host.clone()));
        }
        let text = entry.text;
        let span = invocation.span.start.min(text.len())..invocation.span.end.min(text.len());
        let before = text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let lines_before = before.matches('\n').count();
        let part = text.get(span.clone()).unwrap_or(text);
        let (quoted, mark) = if lines_before == 0 {
            let first = part.split('\n').next().unwrap_or(part);
            let start = entry.column + span.start;
            let mark = start..start + first.trim_end().len();
            (entry.quoted.to_owned(), mark)
        } else {
            let line = text[line_start..].split('\n').next().unwrap_or_default();
            let first = part.split('\n').next().unwrap_or(part).trim_end();
            let start = span.start - line_start;
            (line.to_owned(), start..start + first.len())
        };
        let is_sound = quoted.get(mark.clone()).is_some();
        let typed = if is_only { text.trim() } else { part.trim() };
        // What was bound was never typed like that.
        let bound = matches!(entry.kind, Kind::Bound { .. }).then(|| invocation.to_string());
        Place {
            session: entry.session,
            sequence: self.sessions[entry.session].sequence,
            line: entry.line + lines_before as u64,
            mark: if is_sound { mark } else { 0..quoted.len() },
            quoted,
            typed: bound.unwrap_or_else(|| cut(typed, TYPED).to_owned()),
            time: entry.time,
            host,
            is_scripted: matches!(
                entry.kind,
                Kind::ScriptBlock { path: Some(path) } | Kind::Bound { script: Some(path) }
                    if is_module(path)
            ),
            trace: Trace::of(entry.kind),
        }
    }

    /// Whether a line is one that was of no account before.
    fn known_dull(&self, entry: &Entry<'_>) -> Option<Dull> {
        if !is_a_line(entry.kind) || self.dull.is_empty() {
            return None;
        }
        self.dull.get(entry.text).copied()
    }

    fn mark(&mut self, entry: &Entry<'_>) -> Keep {
        let Ok(mark) = serde_json::from_str::<Mark>(entry.text) else {
            return self.no_mark(entry.session);
        };
        let change = self.plan.change.map_or("", |change| change.id.as_str());
        let is_ours = mark.sha256 == self.plan.runbook.sha256
            && (mark.change.is_empty() || mark.change == change);
        let session = &mut self.sessions[entry.session];
        if mark.event == "session-start" && is_ours {
            session.guided = Some(mark.session);
            return Keep::Nothing;
        }
        // Only a random session id that was given before lends a mark its weight.
        if !is_ours || session.guided.as_deref() != Some(mark.session.as_str()) {
            return self.no_mark(entry.session);
        }
        let time = mark.time.as_deref().and_then(|time| time.parse().ok());
        let time = time.map(Stamp::Zoned).or(entry.time);
        match mark.event.as_str() {
            "command-start" => {
                let marked = Entry {
                    text: &mark.command,
                    host: (!mark.host.is_empty()).then_some(mark.host.as_str()),
                    column: 0,
                    quoted: &mark.command,
                    kind: Kind::Typed,
                    time,
                    ..*entry
                };
                self.take(&marked)
            }
            "command-end" => {
                for act in std::mem::take(&mut session.last) {
                    self.acts[act].status = mark.exit.map(Status::Exit);
                }
                Keep::Nothing
            }
            "by-hand-done" | "decision" => {
                session.sequence += 1;
                let by = [mark.operator, mark.user]
                    .into_iter()
                    .find(|by| !by.is_empty());
                let place = Place {
                    session: entry.session,
                    sequence: session.sequence,
                    line: entry.line,
                    quoted: entry.quoted.to_owned(),
                    mark: 0..entry.quoted.len(),
                    typed: mark.event,
                    time,
                    host: Where::Session,
                    is_scripted: false,
                    trace: Trace::Text,
                };
                self.vouched.push(Vouched {
                    place,
                    step: mark.step,
                    by: by.unwrap_or_default(),
                });
                Keep::Nothing
            }
            _ => Keep::Nothing,
        }
    }

    /// Something that only looks like a mark: where it stands in the output of acts, what follows may
    /// still say that they failed.
    fn no_mark(&mut self, session: usize) -> Keep {
        let session = &mut self.sessions[session];
        session.goes_on = !session.last.is_empty();
        match session.goes_on {
            true => Keep::Output,
            false => Keep::Nothing,
        }
    }

    fn take(&mut self, entry: &Entry<'_>) -> Keep {
        let asked = {
            let session = &mut self.sessions[entry.session];
            let last = std::mem::take(&mut session.last);
            session.shown.clear();
            session.asked = None;
            if is_exit_query(entry.text) && !last.is_empty() {
                session.asked = Some(last);
                true
            } else {
                false
            }
        };
        if asked {
            self.counts.commands += 1;
            self.counts.reads += 1;
            return Keep::Output;
        }
        let invocations = self.interpret(entry);
        self.counts.commands += invocations.len() as u64;
        let is_only = invocations.len() == 1;
        let mut acts = Vec::new();
        let mut effects = Vec::new();
        // Whether it counts the same whenever it is typed.
        let mut is_simple = true;
        for invocation in &invocations {
            let likeness = self.likeness(invocation, entry.text);
            if !likeness.is_empty() {
                let place = self.place(entry, invocation, is_only);
                self.acts.push(Act {
                    place,
                    likeness,
                    mode: invocation.mode,
                    effect: invocation.effect,
                    depends: match &invocation.certainty {
                        Certainty::Run => None,
                        Certainty::Depends(reason) => Some(reason.clone()),
                    },
                    failure: None,
                    status: entry.status.filter(|_| is_only),
                    seen: BTreeMap::new(),
                    output: None,
                    whole: Whole::Never,
                });
                acts.push(self.acts.len() - 1);
                continue;
            }
            effects.push(invocation.effect);
            let is_allowed = self.other(entry, invocation, is_only);
            is_simple &= !is_allowed && invocation.on == On::Here;
        }
        if acts.is_empty() {
            effects.truncate(if is_simple { effects.len() } else { 0 });
            return self.nothing_wanted(entry, &effects);
        }
        let session = &mut self.sessions[entry.session];
        if let Some(variable) = assigned(entry.text) {
            session.held.insert(variable.to_owned(), acts.clone());
        }
        session.last = acts;
        Keep::Output
    }

    /// An entry without a wanted command: its output is one's only where it shows what a variable
    /// holds. Where the effects are given, it always has these.
    fn nothing_wanted(&mut self, entry: &Entry<'_>, effects: &[Effect]) -> Keep {
        let session = &mut self.sessions[entry.session];
        if !session.held.is_empty() && entry.text.contains('$') {
            let text = entry.text.to_ascii_lowercase();
            let shown = session
                .held
                .iter()
                .filter(|(name, _)| names_variable(&text, name));
            let mut shown: Vec<usize> = shown.flat_map(|(_, acts)| acts.iter().copied()).collect();
            shown.sort_unstable();
            if !shown.is_empty() {
                session.shown = shown;
                return Keep::Output;
            }
        }
        if !effects.is_empty() && is_a_line(entry.kind) && is_plain(entry.text) {
            let mut dull = Dull::default();
            for effect in effects {
                match effect {
                    Effect::Reads => dull.reads += 1,
                    Effect::Unknown => dull.unknown += 1,
                    Effect::Changes => return Keep::Nothing,
                }
            }
            // What is typed again is soon remembered again.
            if self.dull.len() >= REMEMBERED {
                self.dull.clear();
            }
            self.dull.insert(entry.text.into(), dull);
        }
        Keep::Nothing
    }

    /// Notes a command in no step; whether the definition allows it.
    fn other(&mut self, entry: &Entry<'_>, invocation: &Invocation, is_only: bool) -> bool {
        let is_allowed = invocation.effect != Effect::Reads && self.allowed.cover(invocation);
        let effect = match invocation.mode {
            // A simulated change is a look.
            Mode::Simulated => Effect::Reads,
            Mode::Real | Mode::Unknown => invocation.effect,
        };
        let is_listed = match effect {
            _ if is_allowed => {
                self.counts.allowed += 1;
                true
            }
            Effect::Changes => {
                self.counts.changes += 1;
                true
            }
            Effect::Reads => {
                self.counts.reads += 1;
                self.listed_reads += 1;
                self.listed_reads <= LISTED && entry.kind == Kind::Typed
            }
            Effect::Unknown => {
                self.counts.unknown += 1;
                self.listed_unknown += 1;
                self.listed_unknown <= LISTED
            }
        };
        if let (None, On::Host(host)) = (entry.host, &invocation.on)
            && !host::is_here(host)
        {
            self.reached.insert((entry.session, host.clone()));
        }
        if is_listed {
            let place = self.place(entry, invocation, is_only);
            self.others.push(Other {
                place,
                name: program_name(invocation).unwrap_or_default(),
                effect,
                is_allowed,
            });
        }
        is_allowed
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
}

impl Sink for Observer<'_> {
    fn session(&mut self, session: &Session) {
        let shell = match session.language {
            Language::Powershell => {
                Shell::Powershell(Box::new(powershell::Interpreter::new(self.tables)))
            }
            Language::Bash => Shell::Bash(Box::new(bash::Interpreter::new(self.tables))),
            Language::Windows => Shell::Windows,
        };
        self.sessions.push(Watched {
            language: session.language,
            host: session.host.clone(),
            shell,
            sequence: 0,
            last: Vec::new(),
            asked: None,
            held: HashMap::new(),
            shown: Vec::new(),
            guided: None,
            goes_on: false,
        });
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Keep {
        self.current = entry.session;
        if let Some(host) = entry.host
            && !host::is_here(host)
            && self.sessions[entry.session].host.as_deref() != Some(host)
        {
            let key = (entry.session, host.to_owned());
            if !self.reached.contains(&key) {
                self.reached.insert(key);
            }
        }
        if entry.kind == Kind::Mark {
            return self.mark(entry);
        }
        if let Some(dull) = self.known_dull(entry) {
            let session = &mut self.sessions[entry.session];
            session.sequence += 1;
            session.last.clear();
            session.shown.clear();
            session.asked = None;
            let (reads, unknown) = (u64::from(dull.reads), u64::from(dull.unknown));
            self.counts.commands += reads + unknown;
            self.counts.reads += reads;
            self.counts.unknown += unknown;
            return Keep::Nothing;
        }
        if !self.dull.is_empty() && is_redefining(entry.text) {
            self.dull.clear();
        }
        self.take(entry)
    }

    fn output(&mut self, output: &Output<'_>) {
        let Some(session) = self.sessions.get_mut(self.current) else {
            return;
        };
        let language = session.language;
        let goes_on = std::mem::take(&mut session.goes_on);
        if let Some(acts) = session.asked.take() {
            if let Some(status) = exit_code(output.text)
                && let Some(last) = acts.last()
            {
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
        if output.whole != Whole::Never && !goes_on {
            self.judge(&acts, output);
        }
    }

    fn ended(&mut self, status: Option<Status>, _at: Option<Stamp>) {
        let Some(session) = self.sessions.get(self.current) else {
            return;
        };
        if let (Some(status), Some(last)) = (status, session.last.last()) {
            self.acts[*last].status = Some(status);
        }
    }

    fn progress(&mut self, bytes: u64) {
        if let Some(tell) = &mut self.on_progress {
            tell(bytes);
        }
    }
}

impl Observer<'_> {
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

/// Whether a text is a line that was typed, as it was or as its script block.
fn is_a_line(kind: Kind<'_>) -> bool {
    matches!(kind, Kind::Typed | Kind::ScriptBlock { path: None })
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

/// The text up to so many bytes, at a character's end.
pub(super) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// `$LASTEXITCODE`, `$?`, `echo $?`: what asks how the command before ended.
fn is_exit_query(text: &str) -> bool {
    let text = text.trim().trim_matches('"').to_ascii_lowercase();
    let asked = text
        .strip_prefix("echo ")
        .or_else(|| text.strip_prefix("write-host "))
        .or_else(|| text.strip_prefix("write-output "))
        .unwrap_or(&text);
    matches!(
        asked.trim().trim_matches('"'),
        "$?" | "$lastexitcode" | "$global:lastexitcode"
    )
}

fn exit_code(text: &str) -> Option<Status> {
    let said = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    match said {
        // `$?`: there was no error at all.
        "True" => Some(Status::Exit(0)),
        "False" => Some(Status::Failed),
        number => number.parse().ok().map(Status::Exit),
    }
}

/// The variable that a line gives its output to: `$s = Get-X`.
fn assigned(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let name = text.strip_prefix('$')?;
    let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    let rest = name[end..].trim_start();
    let is_assigned = rest.starts_with('=') && !rest.starts_with("==");
    (is_assigned && end > 0).then(|| &name[..end])
}

/// Whether a lower-case text uses the variable.
fn names_variable(text: &str, name: &str) -> bool {
    let wanted = format!("${}", name.to_ascii_lowercase());
    text.match_indices(&wanted).any(|(at, _)| {
        let next = text[at + wanted.len()..].chars().next();
        !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Whether a line always comes to the same, whatever was typed before, and leaves nothing behind.
fn is_plain(text: &str) -> bool {
    const MOST: usize = 200;
    const PLAIN: &[u8] = b" -_.,:/\\*='\"|";
    const MOVES: &[&str] = &[
        ".",
        "cd",
        "sl",
        "chdir",
        "pushd",
        "popd",
        "set-location",
        "push-location",
        "pop-location",
        "enter-pssession",
        "etsn",
        "exit",
        "exit-pssession",
        "exsn",
        "ssh",
        "su",
        "sudo",
        "set",
        "set-variable",
        "sv",
        "new-variable",
        "nv",
        "clear-variable",
        "clv",
        "remove-variable",
        "rv",
        "set-item",
        "si",
        "new-item",
        "ni",
        "clear-item",
        "cli",
        "remove-item",
        "ri",
        "export",
        "declare",
        "local",
        "read",
        "readonly",
        "typeset",
        "unset",
        "source",
        "tee-object",
        "tee",
        "import-module",
        "ipmo",
        "foreach-object",
        "foreach",
        "where-object",
        "invoke-expression",
        "iex",
        "invoke-command",
        "icm",
        "eval",
        "exec",
        "bash",
        "powershell",
        "pwsh",
    ];
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || PLAIN.contains(&byte);
    let is_moving = |part: &str| {
        let first = part.split_whitespace().next().unwrap_or_default();
        MOVES.iter().any(|known| first.eq_ignore_ascii_case(known))
    };
    text.len() <= MOST
        && text.bytes().all(plain)
        && !text.split('|').any(is_moving)
        && !text
            .split(' ')
            .any(|word| word.len() > 1 && word.starts_with('-') && sets_variable(word))
}

/// Whether a parameter is one of the common ones that give a variable what came of a command.
fn sets_variable(word: &str) -> bool {
    let name = word.trim_start_matches('-').to_ascii_lowercase();
    name.contains("variable") || name.len() <= 4 && name.ends_with('v') || name.starts_with("out")
}

/// Whether a line may give a name another meaning.
fn is_redefining(text: &str) -> bool {
    let bytes = text.as_bytes();
    let at = |at: usize, word: &str| {
        bytes
            .get(at..at + word.len())
            .is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    bytes.iter().enumerate().any(|(place, byte)| match byte {
        b'a' | b'A' => at(place, "alias"),
        b'f' | b'F' => at(place, "function") || at(place, "filter "),
        b's' | b'S' => at(place, "sal "),
        b'n' | b'N' => at(place, "nal "),
        b'(' => at(place, "()"),
        _ => false,
    })
}

/// A module's file: its commands are the inside of what somebody ran.
fn is_module(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.ends_with(".psm1") || path.ends_with(".psd1") || path.contains("\\modules\\")
}
