//! What was done, as one capture shows it: every command of it that the plan knows, every other
//! that changes something, and counts of the rest.

mod awaited; // A line whose output comes next.
mod blind; // What may hide an act.
mod doubt; // What rests on a guess.
mod ended; // How commands ended, as their line says.
mod likeness; // Which planned command something is, or is like.
mod mark; // The marks of a guided script.
mod output; // What an output shows of the commands that it is of.
mod owner; // Whose the lines of an output are.
mod place; // Where in a capture something stands.
mod record; // What is kept.
mod repeated; // Lines that need not be read twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Plan;
use super::account::{Account, Tally};
use super::expect::{Expectations, program_name};
use super::host::{self, Same};
use awaited::{Awaited, Ran, about};
use mark::Guided;
use repeated::{Line as Remembered, Repeated};
use runproof_capture::{
    Basis, Capture, Computer, Entry, Gap, Kind, Language, Output, Session, Sink, Stamp, Status,
    Wanted as Keep, Whole,
};
use runproof_shell::{
    self as command, Allowances, Certainty, CommandId, Dialect, Drive, Effect, Invocation, Line,
    Mode, On, Program, Tables, powershell, windows,
};

pub(super) use place::cut;
pub use record::Observation;
pub(super) use record::{
    Act, Blind, Ended, Likeness, Meant, Other, Place, Says, Trace, Unproven, Vouched, Where,
};

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
    blinds: Vec<Blind>,
    /// Those of them that turned out to hide nothing.
    void: BTreeSet<usize>,
    scripts: BTreeSet<String>,
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
    /// The acts of the last line that had some.
    last: Vec<usize>,
    /// Whose output comes next.
    awaited: Option<Awaited>,
    /// The acts of the session, by the commands that they are.
    acts: HashMap<CommandId, usize>,
    /// The guided script's session, once it said who it is.
    guided: Option<Guided>,
    /// Whether the output that comes next goes on behind something that only looked like a mark.
    goes_on: bool,
    /// What the last entry may hide.
    launched: Option<usize>,
    /// Whether the last entry went to a folder.
    moves: bool,
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
            blinds: Vec::new(),
            void: BTreeSet::new(),
            scripts: BTreeSet::new(),
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
    pub fn finish(mut self, mut capture: Capture) -> Observation {
        if capture.basis == Basis::Guess {
            self.doubt(capture.format);
        }
        let blinds = self.kept_blinds();
        capture.gaps.extend(self.gaps);
        capture.gaps.sort_by_key(|gap| gap.line);
        let (acts, others): (Vec<Act>, Vec<Act>) =
            self.acts.into_iter().partition(|act| act.was_run);
        // What was not run did nothing.
        self.tally.add(Account::Harmless, others.len() as u64);
        Observation {
            capture,
            acts,
            others: self.others,
            vouched: self.vouched,
            refused: self.refused,
            blinds,
            scripts: self.scripts,
            reached: self.reached,
            tally: self.tally,
        }
    }

    /// The computer that an entry's prompt names, where that is surely one: it was gone to, or it is of the
    /// plan.
    pub(super) fn named_host<'e>(&self, entry: &Entry<'e>) -> Option<&'e str> {
        match entry.host? {
            Computer::Named(host) => Some(host),
            Computer::Perhaps(host) => Some(host).filter(|host| self.expected.names_host(host)),
        }
    }

    /// What an entry comes to. A program on a share of the computer's own drive is one on that drive.
    fn interpret(&mut self, entry: &Entry<'_>) -> Vec<Invocation> {
        let mut found = self.invocations(entry);
        for invocation in &mut found {
            let Program::File(path) = &mut invocation.program else {
                continue;
            };
            let Drive::Share(server, share) = &path.drive else {
                continue;
            };
            let own = match &invocation.on {
                On::Host(host) if !host::is_here(host) => Some(host.as_str()),
                On::Host(_) | On::Here => self
                    .named_host(entry)
                    .or(self.sessions[entry.session].host.as_deref()),
                On::Unknown(_) => None,
            };
            let is_own = host::is_here(server)
                || own.is_some_and(|own| host::same(own, server) == Same::Yes);
            let mut letters = share.strip_suffix('$').unwrap_or_default().chars();
            if let (true, Some(letter), None) = (is_own, letters.next(), letters.next()) {
                path.drive = Drive::Letter(letter.to_ascii_uppercase());
            }
        }
        found
    }

    fn line<'e>(&self, entry: &Entry<'e>) -> Line<'e> {
        Line {
            text: entry.text,
            folder: entry.folder,
            host: self.named_host(entry),
        }
    }

    fn invocations(&mut self, entry: &Entry<'_>) -> Vec<Invocation> {
        let line = self.line(entry);
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
        session.awaited = None;
        let invocations = self.interpret(entry);
        let is_only = invocations.len() == 1;
        // An act, by its place among the commands of the line.
        let mut acts: Vec<(usize, usize)> = Vec::new();
        let mut effects = Vec::new();
        // Whether it counts the same whenever it is typed.
        let mut is_simple = true;
        let listed = self.others.len();
        for (at, invocation) in invocations.iter().enumerate() {
            let likeness = self.likeness(invocation, entry.text);
            let turns = self.expected.undoing.turns(invocation, self.tables);
            let looks = self.expected.looking.taken_by(invocation, self.tables);
            if !(likeness.is_empty() && turns.is_empty() && looks.is_empty()) {
                let is_allowed =
                    invocation.effect != Effect::Reads && self.allowed.cover(invocation);
                if likeness.is_empty() && !is_allowed {
                    self.hide(entry, invocation, is_only);
                }
                let place = self.place(entry, invocation, is_only);
                self.acts.push(Act {
                    place,
                    likeness,
                    turns,
                    looks,
                    holds: BTreeMap::new(),
                    is_allowed,
                    mode: invocation.mode,
                    effect: invocation.effect,
                    depends: match &invocation.certainty {
                        Certainty::Run => None,
                        Certainty::Depends(reason) => Some(reason.clone()),
                    },
                    was_run: true,
                    failure: None,
                    unproven: None,
                    status: entry.status.filter(|_| is_only && !is_a_line(entry.kind)),
                    seen: BTreeMap::new(),
                    output: None,
                    whole: Whole::Never,
                    ended: Ended::Unasked,
                    meant: None,
                });
                acts.push((at, self.acts.len() - 1));
                continue;
            }
            effects.push(invocation.effect);
            let is_allowed = self.other(entry, invocation, is_only);
            let hides = !is_allowed && self.hide(entry, invocation, is_only);
            is_simple &= !is_allowed && !hides && invocation.on == On::Here;
        }
        let awaits = self.awaits(entry, &invocations, &acts);
        if acts.is_empty() {
            if is_simple && !awaits {
                self.remember(entry, &invocations, &effects, listed);
            }
        } else {
            let session = &mut self.sessions[entry.session];
            let is_look = |act: &Act| act.likeness.is_empty() && act.turns.is_empty();
            let own = acts.iter().map(|(_, act)| *act);
            let own: Vec<usize> = own.filter(|act| !is_look(&self.acts[*act])).collect();
            if !own.is_empty() {
                session.last = own;
            }
        }
        // The shell may say that there is no such command.
        let session = &mut self.sessions[entry.session];
        session.moves = session.shell.moves(entry.text);
        let may_be_refused = session.launched.is_some() || session.moves;
        match awaits || may_be_refused {
            true => Keep::Output,
            false => Keep::Nothing,
        }
    }

    /// Keeps what is needed to read the output of a line: that of acts, and what shows something of
    /// earlier ones.
    fn awaits(
        &mut self,
        entry: &Entry<'_>,
        invocations: &[Invocation],
        acts: &[(usize, usize)],
    ) -> bool {
        let session = &mut self.sessions[entry.session];
        // Only the session's own shell tells commands apart.
        let is_line = is_a_line(entry.kind) || entry.kind == Kind::Mark;
        let said = match is_line {
            true => session.shell.said(),
            false => &[],
        };
        let known = &session.acts;
        let is_about_earlier = (!known.is_empty() || !session.last.is_empty())
            && said.iter().any(|said| {
                let is_error = said.pieces.contains(&command::Printed::LastError);
                is_error || about(said).any(|id| known.contains_key(&id))
            });
        if acts.is_empty() && !is_about_earlier {
            return false;
        }
        let ran = invocations.iter().enumerate().map(|(at, invocation)| {
            let act = acts.iter().find(|(own, _)| *own == at);
            Ran::new(invocation, act.map(|(_, act)| *act), &session.shell)
        });
        let ran: Vec<Ran> = ran.collect();
        let said = said.to_vec();
        let earlier = said.iter().flat_map(about);
        let earlier = earlier
            .filter_map(|id| Some((id, *known.get(&id)?)))
            .collect();
        if is_line {
            for ran in &ran {
                if let Some(act) = ran.act {
                    for shown in ran.stages() {
                        session.acts.insert(shown.id, act);
                    }
                }
            }
        }
        let awaited = Awaited { ran, said, earlier };
        let stated = entry.status.filter(|_| is_line).map(|status| {
            let ended = session.shell.succeeds();
            ended::of_line(&awaited, &ended, status)
        });
        session.awaited = Some(awaited);
        for (act, end) in stated.into_iter().flatten() {
            self.put_end(act, end);
        }
        true
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
        if let (None, On::Host(host)) = (self.named_host(entry), &invocation.on)
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
            awaited: None,
            acts: HashMap::new(),
            guided: None,
            goes_on: false,
            launched: None,
            moves: false,
        });
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Keep {
        self.current = entry.session;
        if let Some(host) = self.named_host(entry)
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
        self.sessions[entry.session].launched = None;
        self.note_script(entry.kind);
        let typed = self.line(entry);
        let session = &mut self.sessions[entry.session];
        if is_a_line(entry.kind) {
            if let Some(line) = session.repeated.get(entry.text) {
                session.sequence += 1;
                session.awaited = None;
                session.shell.skip(&typed);
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
        if let (Some(status), Some(awaited)) = (status, &session.awaited) {
            let ended = session.shell.succeeds();
            for (act, end) in ended::of_line(awaited, &ended, status) {
                self.put_end(act, end);
            }
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
