//! What was done, as one capture shows it: every command of it that the plan knows, every other
//! that changes something, and counts of the rest.

mod chain; // What stands behind `&&`.
mod likeness; // Which planned command something is, or is like.
mod mark; // The marks of a guided script.
mod output; // What an output shows of the commands that it is of.
mod place; // Where in a capture something stands.
mod record; // What is kept.
mod repeated; // Lines that need not be read twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Plan;
use super::account::{Account, Tally};
use super::expect::{Expectations, program_name};
use super::host;
use crate::capture::{
    Capture, Entry, Gap, Kind, Language, Output, Session, Sink, Stamp, Status, Wanted as Keep,
    Whole,
};
use crate::command::{
    self, Allowances, Certainty, Dialect, Effect, Invocation, Line, Mode, On, StatusQuery, Tables,
    powershell, windows,
};
use chain::Chained;
use mark::Guided;
use repeated::{Line as Remembered, Repeated};

pub(super) use place::cut;
pub use record::Observation;
pub(super) use record::{Act, Ended, Likeness, Meant, Other, Place, Says, Trace, Vouched, Where};

/// How many commands that only look are listed of a capture, and how many of unknown effect.
const LISTED: usize = 200;

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
    /// Patterns of commands in marks that do not count.
    refused: BTreeSet<usize>,
    gaps: Vec<Gap>,
    reached: BTreeSet<(usize, String)>,
    tally: Tally,
    listed_reads: usize,
    listed_unknown: usize,
    on_progress: Option<Box<dyn FnMut(u64) + Send + 'a>>,
}

/// A session while it is watched.
struct Watched<'a> {
    language: Language,
    version: powershell::Version,
    host: Option<String>,
    shell: command::Session<'a>,
    /// Lines without an act that were read before.
    repeated: Repeated,
    sequence: u32,
    /// The acts of the last entry, whose output comes next.
    last: Vec<usize>,
    /// Of those acts the ones that `&&` decides about.
    chained: Vec<Chained>,
    /// Whether the last line keeps errors from the terminal.
    hides_errors: bool,
    /// What the output that comes next answers: the acts whose exit code it is.
    asked: Option<(StatusQuery, Vec<usize>)>,
    /// Acts whose output a variable holds.
    held: HashMap<String, Vec<usize>>,
    /// Acts whose held output comes next.
    shown: Vec<usize>,
    /// The guided script's session, once it said who it is.
    guided: Option<Guided>,
    /// Whether the output that comes next goes on behind something that only looked like a mark.
    goes_on: bool,
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
            refused: BTreeSet::new(),
            gaps: Vec::new(),
            reached: BTreeSet::new(),
            tally: Tally::default(),
            listed_reads: 0,
            listed_unknown: 0,
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
    pub fn finish(self, mut capture: Capture) -> Observation {
        capture.gaps.extend(self.gaps);
        Observation {
            capture,
            acts: self.acts,
            others: self.others,
            vouched: self.vouched,
            refused: self.refused,
            reached: self.reached,
            tally: self.tally,
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
                let interpreter = powershell::Interpreter::new(self.tables);
                interpreter.of_version(session.version).run(&line)
            }
            Kind::Typed | Kind::ScriptBlock { path: None } | Kind::Mark => session.shell.run(&line),
        }
    }

    fn take(&mut self, entry: &Entry<'_>) -> Keep {
        let session = &mut self.sessions[entry.session];
        let last = std::mem::take(&mut session.last);
        session.shown.clear();
        session.asked = None;
        if !last.is_empty()
            && is_a_line(entry.kind)
            && let Some(query) = session.shell.status_query(entry.text)
        {
            session.asked = Some((query, last));
            self.tally.add(Account::Harmless, 1);
            return Keep::Output;
        }
        let invocations = self.interpret(entry);
        let is_only = invocations.len() == 1;
        let mut acts = Vec::new();
        let mut effects = Vec::new();
        // Whether it counts the same whenever it is typed.
        let mut is_simple = true;
        let mut chained = Vec::new();
        let listed = self.others.len();
        for (at, invocation) in invocations.iter().enumerate() {
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
                    ended: Ended::Unasked,
                    meant: None,
                });
                let act = self.acts.len() - 1;
                chained.extend(Chained::of(act, at, &invocations));
                acts.push(act);
                continue;
            }
            effects.push(invocation.effect);
            let is_allowed = self.other(entry, invocation, is_only);
            is_simple &= !is_allowed && invocation.on == On::Here;
        }
        if acts.is_empty() {
            if is_simple {
                self.remember(entry, &invocations, &effects, listed);
            }
            return self.nothing_wanted(entry);
        }
        let session = &mut self.sessions[entry.session];
        for variable in session.shell.kept(entry.text) {
            session.held.insert(variable, acts.clone());
        }
        session.hides_errors = !chained.is_empty() && session.shell.hides_errors(entry.text);
        session.chained = chained;
        session.last = acts;
        Keep::Output
    }

    /// An entry without a wanted command: its output is one's only where it shows what a variable
    /// holds.
    fn nothing_wanted(&mut self, entry: &Entry<'_>) -> Keep {
        let session = &mut self.sessions[entry.session];
        if session.held.is_empty() {
            return Keep::Nothing;
        }
        let printed = session.shell.printed(entry.text);
        let held = printed.iter().filter_map(|name| session.held.get(name));
        let mut shown: Vec<usize> = held.flatten().copied().collect();
        shown.sort_unstable();
        // What is given another value holds the output no longer.
        for name in session.shell.kept(entry.text) {
            session.held.remove(&name);
        }
        if shown.is_empty() {
            return Keep::Nothing;
        }
        session.shown = shown;
        Keep::Output
    }

    /// Remembers a line without an act that comes to the same whenever it is typed. Its commands are
    /// listed from that place on.
    fn remember(
        &mut self,
        entry: &Entry<'_>,
        invocations: &[Invocation],
        effects: &[Effect],
        listed: usize,
    ) {
        let session = &mut self.sessions[entry.session];
        if is_a_line(entry.kind)
            && !invocations.is_empty()
            && let Some(line) = Remembered::of(effects, listed..self.others.len())
            && session.shell.is_repeatable(entry.text, invocations)
        {
            session.repeated.insert(entry.text, line);
        }
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
                self.tally.add(Account::Allowed, 1);
                true
            }
            // What becomes of it depends on when it was, and on what other captures show.
            Effect::Changes => true,
            Effect::Reads => {
                self.tally.add(Account::Harmless, 1);
                self.listed_reads += 1;
                self.listed_reads <= LISTED && entry.kind == Kind::Typed
            }
            Effect::Unknown => {
                self.tally.add(Account::Unknown, 1);
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
                times: 1,
            });
        }
        is_allowed
    }
}

impl Sink for Observer<'_> {
    fn session(&mut self, session: &Session) {
        let shell = match session.language {
            Language::Powershell => command::Session::of_powershell(session.version, self.tables),
            Language::Bash => command::Session::new(Dialect::Bash, self.tables),
            Language::Windows => command::Session::of_processes(self.tables),
        };
        self.sessions.push(Watched {
            language: session.language,
            version: session.version,
            host: session.host.clone(),
            shell,
            repeated: Repeated::default(),
            sequence: 0,
            last: Vec::new(),
            chained: Vec::new(),
            hides_errors: false,
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
        let session = &mut self.sessions[entry.session];
        if is_a_line(entry.kind) {
            if let Some(line) = session.repeated.get(entry.text) {
                session.sequence += 1;
                session.last.clear();
                session.shown.clear();
                session.asked = None;
                self.tally.add(Account::Harmless, line.reads);
                self.tally.add(Account::Unknown, line.unknown);
                for other in &mut self.others[line.listed.clone()] {
                    other.times += 1;
                }
                return Keep::Nothing;
            }
            if !session.repeated.is_empty() && session.shell.redefines(entry.text) {
                session.repeated.clear();
            }
        }
        self.take(entry)
    }

    fn output(&mut self, output: &Output<'_>) {
        self.take_output(output);
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

/// Whether a text is a line that was typed, as it was or as its script block.
fn is_a_line(kind: Kind<'_>) -> bool {
    matches!(kind, Kind::Typed | Kind::ScriptBlock { path: None })
}
