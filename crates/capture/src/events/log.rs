//! What the records of a log come to: sessions, entries and gaps.

use std::collections::HashMap;

use jiff::Timestamp;

use super::blocks::{Block, Blocks, Part};
use super::bound;
use super::ids::Ids;
use super::record::{Interest, Record};
use crate::parts::Parts;
use crate::{Ending, Entry, GapKind, Kind, Language, Session, Sink, Stamp, Status};
use runproof_shell::powershell::Version;

/// So many bytes of entries are held back of a log that is newest first.
const MOST_HELD: usize = 64 * 1024 * 1024;
/// So many errors are remembered until their command is logged.
const MOST_ERRORS: usize = 64;

/// What an entry's line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Places {
    /// The line in the file.
    Lines,
    /// `EventRecordID`. An exported file's own numbers begin again at 1, while the event viewer
    /// and XML show this one.
    Ids,
}

/// A log that says nothing for longer than this is quiet. Whether that matters depends on what
/// was going on: the audit keeps what falls into the change.
const QUIET: jiff::SignedDuration = jiff::SignedDuration::from_mins(30);

/// More quiet times of one log say nothing more.
const MOST_QUIET: usize = 1000;

/// Takes records, gives entries.
pub(super) struct Log<'s> {
    places: Places,
    /// The place of the last record.
    place: u64,
    parts: &'s mut Parts,
    sink: &'s mut dyn Sink,
    record: Record,
    /// Computers, and their places by name.
    computers: Vec<Computer>,
    computer_places: HashMap<String, usize>,
    /// Logs of computers, and their places by computer and channel.
    channels: Vec<Channel>,
    channel_places: HashMap<(usize, String), usize>,
    /// The channel of the last record: nearly always that of the next.
    last: Option<usize>,
    /// Sessions to be, and their places.
    slots: Vec<Slot>,
    slot_places: HashMap<Who, usize>,
    /// The slot of each session that was begun, and the session's number.
    begun: Vec<(usize, usize)>,
    /// The names of SIDs, as module logging tells them.
    names: HashMap<String, String>,
    blocks: Blocks<Origin>,
    order: Order,
    held: Vec<Held>,
    held_bytes: usize,
    /// Calls that failed, and the last call that was given.
    errors: Vec<Call>,
    last_call: Option<Call>,
}

/// A computer, and the times of all its records.
struct Computer {
    name: String,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
}

/// A log of a computer.
struct Channel {
    name: String,
    computer: usize,
    ids: Ids,
    last_id: Option<u64>,
    last_time: Option<Timestamp>,
    /// Long times without a record, and the record after each.
    quiet: Vec<(Timestamp, Timestamp, u64)>,
    /// When it was cleared, and where that is said.
    cleared: Vec<(Timestamp, u64)>,
    /// The first session that was begun of it.
    session: Option<usize>,
    /// It was said that its processes have no command line.
    is_without_command_lines: bool,
}

/// Whose commands a session holds.
///
/// A variable or a folder holds for one process only, so that script blocks of two processes are
/// never of one session.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Who {
    channel: usize,
    user: User,
    run_as: Option<String>,
    process: Option<u32>,
    language: Of,
}

/// A user, as captured.
#[derive(Clone, PartialEq, Eq, Hash)]
enum User {
    Sid(String),
    Name(String),
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    Powershell,
    Windows,
    Unix,
}

/// A session to be.
struct Slot {
    who: Who,
    /// Its number, once it is begun.
    number: Option<usize>,
    /// When its last entry was logged: an earlier one is of another session, since it can not
    /// build on this.
    last: Option<Timestamp>,
}

/// Which way a log runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Unknown,
    OldestFirst,
    NewestFirst,
}

/// What a text in parts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// A script block of this slot.
    ScriptBlock(usize),
    /// The details of a pipeline of this slot, in the classic log.
    Pipeline(usize),
}

/// A call of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Call {
    runspace: String,
    pipeline: String,
    command: String,
}

/// An entry that may be held back.
struct Found<'a> {
    slot: usize,
    at: u64,
    text: &'a str,
    kind: Kind<'a>,
    folder: Option<&'a str>,
    time: Option<Timestamp>,
    /// When the record was logged that made it whole.
    logged: Option<Timestamp>,
    status: Option<Status>,
}

/// An entry that is held back.
struct Held {
    slot: usize,
    at: u64,
    text: String,
    kind: HeldKind,
    folder: Option<String>,
    time: Option<Timestamp>,
    logged: Option<Timestamp>,
    status: Option<Status>,
    /// Which record of the file it is of.
    record: u64,
}

enum HeldKind {
    ScriptBlock(Option<String>),
    Bound(Option<String>),
    Process(String),
    Typed,
}

/// The events that are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// 4104: a script block.
    ScriptBlock,
    /// 4103: a command and its bindings.
    Bound,
    /// 4100: an error.
    Error,
    /// 800: a pipeline, in the classic log.
    Pipeline,
    /// Security 4688: a process.
    Created,
    /// Sysmon 1: a process.
    Sysmon,
    /// The same of Sysmon for Linux.
    LinuxSysmon,
}

fn kept(record: &Record) -> Option<Kept> {
    let provider = record.provider.as_str();
    let is = |name: &str| provider.eq_ignore_ascii_case(name);
    match record.event {
        4103 | 4104 | 4100 if is("Microsoft-Windows-PowerShell") || is("PowerShellCore") => {
            Some(match record.event {
                4103 => Kept::Bound,
                4104 => Kept::ScriptBlock,
                _ => Kept::Error,
            })
        }
        800 if is("PowerShell") => Some(Kept::Pipeline),
        4688 if is("Microsoft-Windows-Security-Auditing") => Some(Kept::Created),
        1 if is("Microsoft-Windows-Sysmon") => Some(Kept::Sysmon),
        1 if is("Linux-Sysmon") => Some(Kept::LinuxSysmon),
        _ => None,
    }
}

/// Whether a record says that a log was cleared: 1102 of its own, 104 of another.
fn is_clearing(record: &Record) -> bool {
    matches!(record.event, 1102 | 104)
        && record
            .provider
            .eq_ignore_ascii_case("Microsoft-Windows-Eventlog")
}

impl<'s> Log<'s> {
    pub(super) fn new(places: Places, parts: &'s mut Parts, sink: &'s mut dyn Sink) -> Self {
        Self {
            places,
            place: 0,
            parts,
            sink,
            record: Record::default(),
            computers: Vec::new(),
            computer_places: HashMap::new(),
            channels: Vec::new(),
            channel_places: HashMap::new(),
            last: None,
            slots: Vec::new(),
            slot_places: HashMap::new(),
            begun: Vec::new(),
            names: HashMap::new(),
            blocks: Blocks::default(),
            order: Order::Unknown,
            held: Vec::new(),
            held_bytes: 0,
            errors: Vec::new(),
            last_call: None,
        }
    }

    /// Takes one record: its XML, and where it is in the file.
    pub(super) fn record(&mut self, xml: &str, at: u64) {
        self.parts.records += 1;
        self.parts.tick(self.sink);
        let mut record = std::mem::take(&mut self.record);
        let mut what = None;
        let read = record.read(xml, |header| {
            what = kept(header);
            match what {
                Some(_) => Interest::Data,
                None => Interest::Header,
            }
        });
        let at = match self.places {
            Places::Ids if read.is_ok() => record.id.unwrap_or(at),
            Places::Ids => self.place,
            Places::Lines => at,
        };
        self.place = at;
        match read {
            Ok(()) => {
                let channel = self.see(&record, at);
                if let Some(time) = record.time.filter(|_| is_clearing(&record)) {
                    self.channels[channel].cleared.push((time, at));
                }
                if let Some(what) = what {
                    self.keep(what, &record, channel, at);
                }
            }
            Err(broken) => self.broken(at, broken.0),
        }
        self.record = record;
    }

    /// Something at this place can not be read.
    pub(super) fn broken(&mut self, at: u64, why: String) {
        self.parts.gap(None, at, GapKind::Unreadable(why));
    }

    /// Something behind the last record can not be read.
    pub(super) fn broken_here(&mut self, why: String) {
        self.broken(self.place, why);
    }

    /// The file is at its end.
    pub(super) fn finish(mut self) {
        self.release();
        for block in self.blocks.finish() {
            self.lose(&block);
        }
        for &(slot, number) in &self.begun {
            let who = &self.slots[slot].who;
            let computer = &self.computers[self.channels[who.channel].computer];
            let user = self.user(&who.user);
            if let Some(session) = self.parts.sessions.get_mut(number) {
                session.user = user;
                session.start = computer.first.map(Stamp::Zoned);
                session.end = computer.last.map(Stamp::Zoned);
            }
        }
        for channel in &self.channels {
            for hole in channel.ids.holes() {
                let kind = GapKind::Records(hole.first, hole.last);
                self.parts.gap(channel.session, hole.line, kind);
            }
            for (time, at) in &channel.cleared {
                let kind = GapKind::Cleared(Stamp::Zoned(*time));
                // The log of the system tells it of other logs.
                let own = channel.session.filter(|_| channel.name == "Security");
                self.parts.gap(own, *at, kind);
            }
            for (from, to, at) in &channel.quiet {
                let kind = GapKind::Quiet(Stamp::Zoned(*from), Stamp::Zoned(*to));
                self.parts.gap(channel.session, *at, kind);
            }
        }
    }

    /// Notes a record's computer, log, time and id.
    fn see(&mut self, record: &Record, at: u64) -> usize {
        let place = match self.last {
            Some(place)
                if self.channels[place].name == record.channel
                    && self.computers[self.channels[place].computer].name == record.computer =>
            {
                place
            }
            _ => self.channel(record),
        };
        self.last = Some(place);
        let channel = &mut self.channels[place];
        if let Some(id) = record.id {
            if self.order == Order::Unknown
                && let Some(last) = channel.last_id
                && last != id
            {
                self.order = if last < id {
                    Order::OldestFirst
                } else {
                    Order::NewestFirst
                };
            }
            channel.last_id = Some(id);
            channel.ids.see(id, at);
        }
        if let Some(time) = record.time {
            if let Some(last) = channel.last_time
                && time.duration_since(last).abs() > QUIET
                && channel.quiet.len() < MOST_QUIET
            {
                channel.quiet.push((last.min(time), last.max(time), at));
            }
            channel.last_time = Some(time);
            let computer = &mut self.computers[channel.computer];
            computer.first = Some(computer.first.map_or(time, |first| first.min(time)));
            computer.last = Some(computer.last.map_or(time, |last| last.max(time)));
        }
        if self.order == Order::OldestFirst && !self.held.is_empty() {
            self.release();
        }
        place
    }

    fn channel(&mut self, record: &Record) -> usize {
        let computer = match self.computer_places.get(&record.computer) {
            Some(&place) => place,
            None => {
                self.computers.push(Computer {
                    name: record.computer.clone(),
                    first: None,
                    last: None,
                });
                let place = self.computers.len() - 1;
                self.computer_places.insert(record.computer.clone(), place);
                place
            }
        };
        let key = (computer, record.channel.clone());
        if let Some(&place) = self.channel_places.get(&key) {
            return place;
        }
        self.channels.push(Channel {
            name: record.channel.clone(),
            computer,
            ids: Ids::default(),
            last_id: None,
            last_time: None,
            quiet: Vec::new(),
            cleared: Vec::new(),
            session: None,
            is_without_command_lines: false,
        });
        let place = self.channels.len() - 1;
        self.channel_places.insert(key, place);
        place
    }

    /// Takes an event that is read.
    fn keep(&mut self, what: Kept, record: &Record, channel: usize, at: u64) {
        match what {
            Kept::ScriptBlock => self.script_block(record, channel, at),
            Kept::Bound => self.bound(record, channel, at),
            Kept::Error => self.error(record),
            Kept::Pipeline => self.pipeline(record, channel, at),
            Kept::Created => self.created(record, channel, at),
            Kept::Sysmon => self.sysmon(record, channel, at, Of::Windows),
            Kept::LinuxSysmon => self.sysmon(record, channel, at, Of::Unix),
        }
    }

    fn script_block(&mut self, record: &Record, channel: usize, at: u64) {
        let Some(text) = record.named("ScriptBlockText") else {
            return self.broken(at, "a script block without its text".to_owned());
        };
        let number = |name| record.named(name).map(|text| text.trim().parse::<u32>());
        let (number, total) = match (number("MessageNumber"), number("MessageTotal")) {
            (None, None) => (1, 1),
            (Some(Ok(number)), Some(Ok(total))) if (1..=total).contains(&number) => (number, total),
            _ => return self.broken(at, "a script block whose parts are not counted".to_owned()),
        };
        let slot = self.slot(Who {
            channel,
            user: sid(record),
            run_as: None,
            process: record.process,
            language: Of::Powershell,
        });
        let path = record.named("Path").filter(|path| !path.is_empty());
        if total == 1 {
            return self.found(&Found {
                slot,
                at,
                text,
                kind: Kind::ScriptBlock { path },
                folder: None,
                time: record.time,
                logged: record.time,
                status: None,
            });
        }
        let id = record.named("ScriptBlockId").unwrap_or_default();
        let taken = self.blocks.take(&Part {
            whose: Origin::ScriptBlock(slot),
            id,
            number,
            total,
            text,
            at,
            time: record.time,
        });
        if let Some(block) = taken.whole {
            self.found(&Found {
                slot,
                at: block.at,
                text: &block.text(),
                kind: Kind::ScriptBlock { path },
                folder: None,
                time: block.time,
                logged: record.time,
                status: None,
            });
        }
        for block in taken.lost {
            self.lose(&block);
        }
    }

    fn bound(&mut self, record: &Record, channel: usize, at: u64) {
        let Some(payload) = record.named("Payload") else {
            return self.broken(at, "a command without its bindings".to_owned());
        };
        let context = bound::context(record.named("ContextInfo").unwrap_or_default());
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        if let Some(user) = some(context.user)
            && !record.sid.is_empty()
        {
            self.names.entry(record.sid.clone()).or_insert(user);
        }
        let (user, run_as) = match some(context.connected) {
            Some(connected) if connected != context.user => {
                (User::Name(connected), some(context.user))
            }
            _ if !record.sid.is_empty() => (sid(record), None),
            _ => (some(context.user).map_or(User::Unknown, User::Name), None),
        };
        let slot = self.slot(Who {
            channel,
            user,
            run_as,
            process: record.process,
            language: Of::Powershell,
        });
        let call = Call::of(&context);
        let was_error = match self.errors.iter().position(|error| *error == call) {
            Some(place) if !call.runspace.is_empty() => {
                self.errors.remove(place);
                true
            }
            _ => false,
        };
        let commands = bound::commands(payload);
        for text in &commands {
            let is_failed =
                (was_error && bound::is_of(text, context.command)) || bound::is_failed(text);
            self.found(&Found {
                slot,
                at,
                text,
                kind: Kind::Bound {
                    script: (!context.script.is_empty()).then_some(context.script),
                },
                folder: None,
                time: record.time,
                logged: record.time,
                status: is_failed.then_some(Status::Failed),
            });
        }
        // Only of a single command it is known that the last entry is the call's.
        self.last_call = (commands.len() == 1).then_some(call);
    }

    /// An error names its call as the call's own event does; which of the two is logged first is
    /// not said anywhere.
    fn error(&mut self, record: &Record) {
        let context = bound::context(record.named("ContextInfo").unwrap_or_default());
        if context.runspace.is_empty() || context.command.is_empty() {
            return;
        }
        let call = Call::of(&context);
        if self.order == Order::OldestFirst
            && self.held.is_empty()
            && self.last_call.as_ref() == Some(&call)
        {
            self.sink.ended(Some(Status::Failed), None);
            return;
        }
        if self.errors.len() == MOST_ERRORS {
            self.errors.remove(0);
        }
        self.errors.push(call);
    }

    fn pipeline(&mut self, record: &Record, channel: usize, at: u64) {
        let (Some(details), Some(payload)) = (record.nth(1), record.nth(2)) else {
            return self.broken(at, "a pipeline without its details".to_owned());
        };
        let detail = |key| bound::detail(details, key).filter(|value| !value.is_empty());
        let number = |key| detail(key).and_then(|value| value.parse::<u32>().ok());
        let slot = self.slot(Who {
            channel,
            user: detail("UserId").map_or(User::Unknown, |user| User::Name(user.to_owned())),
            run_as: None,
            process: None,
            language: Of::Powershell,
        });
        let script = detail("ScriptName");
        let (number, total) = (
            number("DetailSequence").unwrap_or(1),
            number("DetailTotal").unwrap_or(1),
        );
        if number == 0 || number > total {
            return self.broken(at, "a pipeline whose details are not counted".to_owned());
        }
        if total == 1 {
            return self.calls(payload, script, slot, at, record.time, record.time);
        }
        // Each part is whole lines.
        let text = format!("{}\n", payload.trim_end_matches('\n'));
        let id = format!(
            "{} {} {}",
            detail("RunspaceId")
                .or(detail("HostId"))
                .unwrap_or_default(),
            detail("PipelineId").unwrap_or_default(),
            detail("SequenceNumber").unwrap_or_default(),
        );
        let taken = self.blocks.take(&Part {
            whose: Origin::Pipeline(slot),
            id: id.trim(),
            number,
            total,
            text: &text,
            at,
            time: record.time,
        });
        if let Some(block) = taken.whole {
            self.calls(
                &block.text(),
                script,
                slot,
                block.at,
                block.time,
                record.time,
            );
        }
        for block in taken.lost {
            self.lose(&block);
        }
    }

    /// The commands of a pipeline of the classic log.
    fn calls(
        &mut self,
        payload: &str,
        script: Option<&str>,
        slot: usize,
        at: u64,
        time: Option<Timestamp>,
        logged: Option<Timestamp>,
    ) {
        for text in bound::commands(payload) {
            self.found(&Found {
                slot,
                at,
                text: &text,
                kind: Kind::Bound { script },
                folder: None,
                time,
                logged,
                status: bound::is_failed(&text).then_some(Status::Failed),
            });
        }
    }

    fn created(&mut self, record: &Record, channel: usize, at: u64) {
        let Some(image) = record
            .named("NewProcessName")
            .filter(|image| !image.is_empty())
        else {
            return self.broken(at, "a process without its name".to_owned());
        };
        // Without the policy that logs it, the command line is empty: the program's arguments are
        // not known, which is something else than that there are none.
        let text = record.named("CommandLine").unwrap_or_default().trim();
        if text.is_empty() && !self.channels[channel].is_without_command_lines {
            self.channels[channel].is_without_command_lines = true;
            self.broken(at, "processes without their command lines".to_owned());
        }
        let account = |domain, name| {
            let name = record.named(name).filter(|n| !matches!(*n, "" | "-"))?;
            Some(match record.named(domain) {
                None | Some("" | "-") => name.to_owned(),
                Some(domain) => format!("{domain}\\{name}"),
            })
        };
        let user = account("SubjectDomainName", "SubjectUserName");
        let run_as =
            account("TargetDomainName", "TargetUserName").filter(|n| user.as_ref() != Some(n));
        let slot = self.slot(Who {
            channel,
            user: user.map_or(User::Unknown, User::Name),
            run_as,
            process: None,
            language: Of::Windows,
        });
        self.process(record, slot, at, image, text, None);
    }

    fn sysmon(&mut self, record: &Record, channel: usize, at: u64, language: Of) {
        let (Some(image), Some(text)) = (record.named("Image"), record.named("CommandLine")) else {
            return self.broken(at, "a process without its command line".to_owned());
        };
        let user = record.named("User").filter(|user| !user.is_empty());
        let slot = self.slot(Who {
            channel,
            user: user.map_or(User::Unknown, |user| User::Name(user.to_owned())),
            run_as: None,
            process: None,
            language,
        });
        let folder = record
            .named("CurrentDirectory")
            .filter(|folder| !folder.is_empty());
        if language == Of::Unix {
            // Its words were put together without quotes: where one may hold a blank or a sign of the
            // shell, they cannot be told apart any more.
            const SIGNS: [char; 17] = [
                '"', '\'', '`', '$', '\\', ';', '|', '&', '<', '>', '(', ')', '{', '}', '*', '?',
                '\n',
            ];
            if text.contains(SIGNS) {
                return self.broken(at, "a process whose words cannot be told apart".to_owned());
            }
            return self.found(&Found {
                slot,
                at,
                text,
                kind: Kind::Typed,
                folder,
                time: record.time,
                logged: record.time,
                status: None,
            });
        }
        self.process(record, slot, at, image, text, folder);
    }

    fn process(
        &mut self,
        record: &Record,
        slot: usize,
        at: u64,
        image: &str,
        text: &str,
        folder: Option<&str>,
    ) {
        self.found(&Found {
            slot,
            at,
            text,
            kind: Kind::Process { image },
            folder,
            time: record.time,
            logged: record.time,
            status: None,
        });
    }

    fn slot(&mut self, who: Who) -> usize {
        if let Some(&place) = self.slot_places.get(&who) {
            return place;
        }
        self.slots.push(Slot {
            who: who.clone(),
            number: None,
            last: None,
        });
        let place = self.slots.len() - 1;
        self.slot_places.insert(who, place);
        place
    }

    /// An entry: it is given at once, or held back while the log may be newest first.
    fn found(&mut self, found: &Found<'_>) {
        if found.text.trim().is_empty() && !matches!(found.kind, Kind::Process { .. }) {
            return;
        }
        if self.order == Order::OldestFirst {
            return self.give(found);
        }
        let own = |text: Option<&str>| text.map(str::to_owned);
        self.held_bytes += found.text.len() + std::mem::size_of::<Held>();
        self.held.push(Held {
            slot: found.slot,
            at: found.at,
            text: found.text.to_owned(),
            kind: match found.kind {
                Kind::Bound { script } => HeldKind::Bound(own(script)),
                Kind::Process { image } => HeldKind::Process(image.to_owned()),
                Kind::ScriptBlock { path } => HeldKind::ScriptBlock(own(path)),
                Kind::Typed => HeldKind::Typed,
                Kind::Mark => HeldKind::ScriptBlock(None),
            },
            folder: own(found.folder),
            time: found.time,
            logged: found.logged,
            status: found.status,
            record: self.parts.records,
        });
        if self.held_bytes > MOST_HELD {
            self.release();
        }
    }

    /// Gives what is held, oldest first. What is held next is older, and begins new sessions.
    fn release(&mut self) {
        let mut held = std::mem::take(&mut self.held);
        self.held_bytes = 0;
        if self.order == Order::NewestFirst {
            // The sort is stable: one record's commands stay in their order.
            held.sort_by_key(|entry| (entry.logged, std::cmp::Reverse(entry.record)));
        }
        for entry in &held {
            self.give(&Found {
                slot: entry.slot,
                at: entry.at,
                text: &entry.text,
                kind: match &entry.kind {
                    HeldKind::ScriptBlock(path) => Kind::ScriptBlock {
                        path: path.as_deref(),
                    },
                    HeldKind::Bound(script) => Kind::Bound {
                        script: script.as_deref(),
                    },
                    HeldKind::Process(image) => Kind::Process { image },
                    HeldKind::Typed => Kind::Typed,
                },
                folder: entry.folder.as_deref(),
                time: entry.time,
                logged: entry.logged,
                status: entry.status,
            });
        }
    }

    fn give(&mut self, found: &Found<'_>) {
        let slot = &mut self.slots[found.slot];
        if let (Some(last), Some(now)) = (slot.last, found.logged)
            && now < last
        {
            slot.number = None;
        }
        slot.last = found.logged.or(slot.last);
        let session = self.begin(found.slot, found.at);
        // A log's line is its own: the text is quoted as it was before it became XML.
        let text = found.text.trim();
        let entry = Entry {
            session,
            line: found.at,
            text,
            quoted: text.lines().next().unwrap_or_default(),
            column: 0,
            kind: found.kind,
            folder: found.folder,
            host: None,
            time: found.time.map(Stamp::Zoned),
            ended: None,
            status: found.status,
        };
        self.parts.enter_alone(&entry, self.sink);
        self.last_call = None;
    }

    /// The session of a slot; it begins where it has not begun.
    fn begin(&mut self, slot: usize, at: u64) -> usize {
        if let Some(number) = self.slots[slot].number {
            return number;
        }
        let who = &self.slots[slot].who;
        let computer = &self.computers[self.channels[who.channel].computer];
        let session = Session {
            host: (!computer.name.is_empty()).then(|| computer.name.clone()),
            user: self.user(&who.user),
            run_as: who.run_as.clone(),
            language: match who.language {
                Of::Powershell => Language::Powershell,
                Of::Windows => Language::Windows,
                Of::Unix => Language::Bash,
            },
            // PowerShell 7 has a log of its own.
            version: match self.channels[who.channel].name.as_str() {
                "Microsoft-Windows-PowerShell/Operational" => Version::Windows,
                "PowerShellCore/Operational" => Version::Seven,
                _ => Version::Unknown,
            },
            start: computer.first.map(Stamp::Zoned),
            end: computer.last.map(Stamp::Zoned),
            ending: Ending::Whole,
            line: at,
        };
        let channel = who.channel;
        let number = self.parts.begin(session, self.sink);
        self.channels[channel].session.get_or_insert(number);
        self.slots[slot].number = Some(number);
        self.begun.push((slot, number));
        number
    }

    /// A user by name where the log tells it, else by SID.
    fn user(&self, user: &User) -> Option<String> {
        match user {
            User::Sid(sid) => Some(self.names.get(sid).unwrap_or(sid).clone()),
            User::Name(name) => Some(name.clone()),
            User::Unknown => None,
        }
    }

    /// Some parts of a text are not there. Nothing of it is given: a part alone may show as run
    /// what was only defined.
    fn lose(&mut self, block: &Block<Origin>) {
        let (Origin::ScriptBlock(slot) | Origin::Pipeline(slot)) = block.whose;
        let session = self.begin(slot, block.at);
        let kind = GapKind::ScriptBlock(block.id.clone());
        self.parts.gap(Some(session), block.at, kind);
    }
}

impl Call {
    fn of(context: &bound::Context<'_>) -> Self {
        Self {
            runspace: context.runspace.to_owned(),
            pipeline: context.pipeline.to_owned(),
            command: context.command.to_owned(),
        }
    }
}

/// The user of a record's header.
fn sid(record: &Record) -> User {
    if record.sid.is_empty() {
        User::Unknown
    } else {
        User::Sid(record.sid.clone())
    }
}
