//! The commands of a recorded session: lines of a terminal → entries and their output.

use std::collections::{BTreeMap, HashMap, HashSet};

use runproof_shell::{self as command, Program, Tables};

use super::super::parts::{MARK, Parts};
use super::super::transcript::{self, Above};
use super::super::{
    Computer, Ending, Entry, GapKind, Kind, Language, Output, Session, Sink, Stamp, Status, Wanted,
    Whole,
};
use super::prompt::{self, Prompt, Shape};
use super::screen::{Row, Terminal};

/// How much of an output is kept, in bytes.
const MOST_OUTPUT: usize = 256 << 10;
/// How long a command may grow over several lines.
const MOST_TYPED: usize = 256 << 10;
/// More lines of one turn of the editor are not held.
const MOST_ROWS: usize = 2000;
/// A prompt that names nothing is believed among so many first lines.
const FIRST_LINES: usize = 3;

/// User, host and shape of a prompt.
type Key = (Option<String>, Option<String>, Shape);

/// A recording that is being read.
pub(in super::super) struct Recording {
    terminal: Terminal,
    /// The session, begun when its first entry tells host and user.
    session: Session,
    /// The sessions that it comes to, one for each language that was typed.
    opened: Vec<(Language, usize)>,
    /// Prompts that are believed: who and where.
    known: HashSet<Key>,
    /// The account that the first prompt of each computer names.
    accounts: HashMap<String, String>,
    /// The users and hosts whose shell says where its editor is at work.
    tells: HashSet<Key>,
    /// Prompts that were not believed.
    doubted: HashSet<Key>,
    /// Prompts of shells that tell of their editors' turns and did not, and the first line of each.
    untold: BTreeMap<Key, u64>,
    /// The rows of the editor's turn that is being read.
    turn: Vec<Row>,
    /// A command that goes on in the next line.
    typed: Option<Typed>,
    /// What the last entry prints, and whether that is wanted.
    output: Option<Printed>,
    /// Whether the last command begins another shell, so that another prompt follows.
    moves: bool,
    /// Whether a shell was opened in which other computers may be meant.
    leads_away: bool,
    /// What may be a command, or a line for which the editor listed completions: the next prompt
    /// tells.
    draft: Option<Typed>,
    rows: usize,
    timed: bool,
    /// Recordings that stand in this one.
    files: Vec<Held>,
    /// Whether the last command prints files.
    prints: bool,
    /// Whether the last command leaves the shell.
    leaves: bool,
    /// The line that stands above a prompt which names nothing.
    above: Option<Above>,
}

/// A recording within a recording. Where a command printed it, no prompt in it was one here.
struct Held {
    from: u64,
    to: Option<u64>,
    is_printed: Option<bool>,
}

/// A command as it is typed.
struct Typed {
    text: String,
    quoted: String,
    column: usize,
    line: u64,
    folder: Option<String>,
    host: Option<String>,
    time: Option<Stamp>,
    rang: bool,
    /// Whether an editor's turn proves that it was typed.
    told: bool,
    language: Language,
}

/// What a command prints.
struct Printed {
    text: String,
    line: u64,
    wanted: bool,
    cut: bool,
    /// Whether anything was printed.
    any: bool,
    /// Whether a mark came before it, and not a command.
    of_mark: bool,
}

impl Recording {
    /// A recording of a terminal of so many columns, from a line of the capture.
    pub(in super::super) fn new(width: Option<usize>, start: Option<Stamp>, line: u64) -> Self {
        Self {
            terminal: Terminal::new(width),
            session: Session {
                host: None,
                user: None,
                run_as: None,
                language: Language::Bash,
                version: runproof_shell::powershell::Version::Unknown,
                start,
                end: None,
                ending: Ending::Whole,
                line,
            },
            opened: Vec::new(),
            known: HashSet::new(),
            accounts: HashMap::new(),
            tells: HashSet::new(),
            doubted: HashSet::new(),
            untold: BTreeMap::new(),
            turn: Vec::new(),
            typed: None,
            output: None,
            moves: false,
            leads_away: false,
            draft: None,
            rows: 0,
            timed: false,
            files: Vec::new(),
            prints: false,
            leaves: false,
            above: None,
        }
    }

    /// A command that the capture's own header names: it was run without a prompt.
    pub(in super::super) fn command(
        &mut self,
        text: &str,
        quoted: &str,
        parts: &mut Parts,
        sink: &mut dyn Sink,
    ) {
        let column = quoted.find(text).unwrap_or(0);
        let typed = Typed {
            text: text.to_owned(),
            quoted: quoted.to_owned(),
            column,
            line: self.session.line,
            folder: None,
            host: None,
            time: self.session.start,
            rang: false,
            told: true,
            language: Language::Bash,
        };
        self.enter(&typed, parts, sink);
    }

    /// How many rows the terminal shows.
    pub(in super::super) fn rows(&mut self, height: Option<usize>) {
        self.terminal.rows(height);
    }

    /// The terminal's width from now on.
    pub(in super::super) fn resize(&mut self, width: Option<usize>) {
        self.terminal.resize(width);
    }

    /// Another recording begins on this line.
    pub(in super::super) fn file_begins(&mut self, line: u64) {
        if self.files.last().is_none_or(|file| file.to.is_some()) {
            self.files.push(Held {
                from: line,
                to: None,
                is_printed: None,
            });
        }
    }

    /// The other recording ends on this line.
    pub(in super::super) fn file_ends(&mut self, line: u64) {
        if let Some(file) = self.files.last_mut() {
            file.to.get_or_insert(line);
        }
    }

    /// Whether the last command left the shell.
    pub(in super::super) fn was_left(&mut self, parts: &mut Parts, sink: &mut dyn Sink) -> bool {
        while let Some(row) = self.terminal.next() {
            self.row(row, parts, sink);
        }
        self.leaves
    }

    /// Whether a line stands in a recording that was printed.
    fn is_of_file(&mut self, line: u64) -> bool {
        let prints = self.prints;
        let mut files = self.files.iter_mut();
        let file = files.find(|file| file.from <= line && file.to.is_none_or(|to| line <= to));
        file.is_some_and(|file| *file.is_printed.get_or_insert(prints))
    }

    /// What was sent to the terminal.
    pub(in super::super) fn feed(
        &mut self,
        text: &str,
        line: u64,
        at: Option<Stamp>,
        parts: &mut Parts,
        sink: &mut dyn Sink,
    ) {
        self.timed |= at.is_some();
        if at.is_some() {
            self.session.end = at;
        }
        self.terminal.feed(text, line, at);
        while let Some(row) = self.terminal.next() {
            self.row(row, parts, sink);
        }
    }

    /// The recording ends.
    pub(in super::super) fn finish(
        mut self,
        ending: Ending,
        end: Option<Stamp>,
        status: Option<Status>,
        parts: &mut Parts,
        sink: &mut dyn Sink,
    ) {
        let lost = self.terminal.alternate();
        self.terminal.finish();
        // Whether a prompt came behind the last output.
        let mut is_prompted = false;
        while let Some(row) = self.terminal.next() {
            // A part of a line says nothing but that, where it is a prompt.
            if row.entered || ending == Ending::Whole {
                self.row(row, parts, sink);
            } else {
                let prompt = prompt::prompt(&row.text);
                let is_known = prompt.is_some_and(|prompt| self.known.contains(&key(&prompt)));
                is_prompted |= row.turn.is_some() || is_known;
            }
        }
        self.end_turn(parts, sink);
        self.end_typed(parts, sink);
        if let Some(draft) = self.draft.take() {
            self.enter_draft(&draft, parts, sink);
        }
        if let Some(printed) = &mut self.output {
            printed.cut |= ending == Ending::CutOff && !is_prompted;
        }
        self.session.end = end.or(self.session.end);
        self.session.ending = ending;
        if let Some(printed) = &mut self.output {
            // The footer begins a line of its own.
            printed
                .text
                .truncate(printed.text.trim_end_matches('\n').len());
        }
        let is_command = self.output.as_ref().is_some_and(|printed| !printed.of_mark);
        self.end_output(sink, None);
        if is_command && status.is_some() {
            sink.ended(status, self.session.end);
        }
        if self.opened.is_empty() {
            self.begin(self.session.language, parts, sink);
        }
        let number = self.opened.first().map_or(0, |(_, number)| *number);
        for (at, (language, number)) in self.opened.iter().enumerate() {
            let Some(session) = parts.sessions.get_mut(*number) else {
                continue;
            };
            if at == 0 {
                *session = Session {
                    language: *language,
                    version: session.version,
                    host: self.session.host.clone().or(session.host.take()),
                    ..self.session.clone()
                };
            } else {
                (session.end, session.ending) = (self.session.end, self.session.ending);
            }
        }
        for ((_, host, _), line) in std::mem::take(&mut self.untold) {
            let host = host.unwrap_or_default();
            let what = format!("prompts of {host} whose shell stopped telling what was typed");
            parts.gap(Some(number), line, GapKind::Unreadable(what));
        }
        if let Some(line) = lost {
            let what = "the rest of the recording is on a screen of its own that was never left"
                .to_owned();
            parts.gap(Some(number), line, GapKind::Unreadable(what));
        }
        let mut files = self.files.iter();
        if let Some(file) = files.find(|file| file.to.is_none() && file.is_printed == Some(true)) {
            let what = "a recording that was printed here, and of which the end was not".to_owned();
            parts.gap(Some(number), file.from, GapKind::Unreadable(what));
        }
        if ending == Ending::CutOff {
            parts.gap(Some(number), parts.records, GapKind::NoEnd);
        }
    }

    fn begin(&mut self, language: Language, parts: &mut Parts, sink: &mut dyn Sink) -> usize {
        let found = self.opened.iter().find(|(own, _)| *own == language);
        if let Some((_, number)) = found {
            return *number;
        }
        let mut session = Session {
            language,
            ..self.session.clone()
        };
        if !self.opened.is_empty() && self.leads_away {
            (session.host, session.user) = (None, None);
        } else if language == Language::Powershell {
            // What records a terminal does not run where Windows PowerShell does.
            session.version = runproof_shell::powershell::Version::Seven;
        }
        let number = match self.opened.is_empty() || !self.leads_away {
            true => parts.begin(session, sink),
            false => parts.begin_elsewhere(session, sink),
        };
        self.opened.push((language, number));
        number
    }

    /// The number of the session that something is about.
    fn number(&self) -> Option<usize> {
        self.opened.first().map(|(_, number)| *number)
    }

    fn row(&mut self, row: Row, parts: &mut Parts, sink: &mut dyn Sink) {
        if !self.files.is_empty() && self.is_of_file(row.line) {
            self.end_turn(parts, sink);
            self.end_typed(parts, sink);
            return self.print(&row);
        }
        let same = row.turn.is_some() && self.turn.last().is_some_and(|last| last.turn == row.turn);
        if !same || self.turn.len() >= MOST_ROWS {
            self.end_turn(parts, sink);
        }
        if row.turn.is_some() {
            self.turn.push(row);
        } else {
            self.plain(&row, parts, sink);
        }
    }

    /// Lines that the shell says its editor was at work on: the last prompt among them is the one
    /// that counts, since the editor prints completions and draws its line again.
    fn end_turn(&mut self, parts: &mut Parts, sink: &mut dyn Sink) {
        let rows = std::mem::take(&mut self.turn);
        let Some(last) = rows.last() else {
            return;
        };
        if !last.entered {
            return;
        }
        if rows.iter().any(|row| row.typed.is_some()) {
            return self.end_drawn_turn(&rows, parts, sink);
        }
        let first_rest = rows
            .first()
            .and_then(|first| prompt::continued(&first.text));
        if self.typed.is_some()
            && let Some(rest) = first_rest
        {
            self.append(rest);
            for row in &rows[1..] {
                self.append(&row.text);
            }
            return self.try_enter(parts, sink);
        }
        self.end_typed(parts, sink);
        let found = rows.iter().enumerate().rev().find_map(|(at, row)| {
            let prompt = prompt::prompt(&row.text)
                .filter(|prompt| prompt.shape != Shape::Bare || at + 1 == rows.len());
            prompt.map(|prompt| (at, prompt))
        });
        let (at, prompt) = found.unwrap_or_else(|| {
            // A prompt of one's own ends in a sign and a blank. Where there is none either, all of it
            // is taken for the command: what was entered must not get lost.
            let sign = ["> ", "$ ", "➜ ", "» ", "λ "]
                .into_iter()
                .find_map(|sign| Some(last.text.find(sign)? + sign.len()));
            let length = sign.unwrap_or(0);
            (
                rows.len() - 1,
                Prompt {
                    length,
                    user: None,
                    host: None,
                    folder: None,
                    shape: Shape::Bare,
                },
            )
        });
        let key = key(&prompt);
        self.untold.remove(&key);
        self.known.insert(key.clone());
        self.tells.insert(key);
        self.prompted(&rows[at], &prompt, true, parts, sink);
        for row in &rows[at + 1..] {
            self.append(&row.text);
        }
        self.try_enter(parts, sink);
    }

    /// Lines that PowerShell's editor drew: it draws behind the prompt, whatever that looks like.
    fn end_drawn_turn(&mut self, rows: &[Row], parts: &mut Parts, sink: &mut dyn Sink) {
        self.end_typed(parts, sink);
        let drawn = rows.iter().enumerate().rev();
        let Some((at, length)) = drawn.filter_map(|(at, row)| Some((at, row.typed?))).next() else {
            return;
        };
        let row = &rows[at];
        let shown = prompt::powershell(&row.text);
        let prompt = Prompt {
            length,
            user: None,
            host: shown.and_then(|shown| shown.host),
            folder: shown.and_then(|shown| shown.folder),
            shape: Shape::Powershell,
        };
        let key = key(&prompt);
        self.untold.remove(&key);
        self.known.insert(key.clone());
        self.tells.insert(key);
        self.prompted(row, &prompt, true, parts, sink);
        for row in &rows[at + 1..] {
            if !row.text.trim().is_empty() {
                let text = row.text.strip_prefix(">>").unwrap_or(&row.text);
                self.append(text.strip_prefix(' ').unwrap_or(text));
            }
        }
        self.try_enter(parts, sink);
    }

    /// A line of which the shell says nothing.
    fn plain(&mut self, row: &Row, parts: &mut Parts, sink: &mut dyn Sink) {
        self.rows += 1;
        if self.typed.is_some() {
            let is_powershell = self
                .typed
                .as_ref()
                .is_some_and(|typed| typed.language == Language::Powershell);
            let rest = match is_powershell {
                true => row.text.strip_prefix(">> ").filter(|_| row.entered),
                false => prompt::continued(&row.text),
            };
            if let Some(rest) = rest {
                self.append(rest);
                return self.try_enter(parts, sink);
            }
            self.end_typed(parts, sink);
        }
        if row.text.starts_with(MARK) {
            return self.mark(row, parts, sink);
        }
        if let Some(prompt) = prompt::prompt(&row.text) {
            if self.believes(&prompt, row) {
                self.lift(&prompt);
                self.known.insert(key(&prompt));
                self.prompted(row, &prompt, false, parts, sink);
                return self.try_enter(parts, sink);
            }
            self.doubt(&prompt, row, parts);
        }
        self.print(row);
    }

    /// Whether a line that looks like a prompt is one, and not one that a program printed.
    fn believes(&self, prompt: &Prompt<'_>, row: &Row) -> bool {
        let key = key(prompt);
        if !row.entered || self.tells.contains(&key) {
            return false;
        }
        if self.known.contains(&key) || self.moves {
            return true;
        }
        if self.known.is_empty() {
            return matches!(prompt.shape, Shape::Full | Shape::Powershell)
                || self.rows <= FIRST_LINES;
        }
        // Another folder or user on the same host is another prompt of the same session.
        prompt.shape != Shape::Bare
            && prompt.host.is_some()
            && self
                .known
                .iter()
                .any(|(_, host, shape)| *shape == prompt.shape && host.as_deref() == prompt.host)
            && !self
                .tells
                .iter()
                .any(|(_, host, _)| host.as_deref() == prompt.host)
    }

    /// A line that looks like a prompt of a computer that nothing led to: a program printed it, or a way
    /// there was not seen. What was typed there is no evidence, and neither is that nothing was.
    fn doubt(&mut self, prompt: &Prompt<'_>, row: &Row, parts: &mut Parts) {
        if !row.entered || row.text.len() <= prompt.length {
            return;
        }
        let host = match prompt.shape {
            Shape::Full => prompt.host,
            Shape::Powershell => prompt.host.or(Some("PowerShell")),
            Shape::Named | Shape::Bare => None,
        };
        let Some(host) = host else {
            return;
        };
        let key = key(prompt);
        if self.tells.contains(&key) {
            // Printed, if that shell goes on telling; else it has been told not to.
            self.untold.entry(key).or_insert(row.line);
        } else if self.doubted.insert(key) {
            let what = format!("a prompt of {host}, and no way there");
            parts.gap(self.number(), row.line, GapKind::Unreadable(what));
        }
    }

    fn prompted(
        &mut self,
        row: &Row,
        prompt: &Prompt<'_>,
        told: bool,
        parts: &mut Parts,
        sink: &mut dyn Sink,
    ) {
        if let Some(draft) = self.draft.take() {
            let goes_on = row
                .text
                .get(prompt.length..)
                .is_some_and(|text| text.starts_with(&draft.text));
            if !goes_on {
                self.enter_draft(&draft, parts, sink);
            }
        }
        self.end_output(sink, row.begun);
        if self.session.host.is_none() && self.known.len() <= 1 {
            self.session.host = prompt.host.map(str::to_owned);
            self.session.user = prompt.user.map(str::to_owned);
        }
        let text = row.text.get(prompt.length..).unwrap_or_default();
        let text = self.terminal.without_right(&row.text, text);
        if row.garbled {
            let what =
                "a line that was edited over several rows of a terminal whose width is not known";
            parts.gap(
                self.number(),
                row.line,
                GapKind::Unreadable(what.to_owned()),
            );
            return;
        }
        let elsewhere = prompt
            .host
            .filter(|host| self.session.host.as_deref() != Some(*host));
        let text = text.to_owned();
        let folder = self.folder_of(prompt);
        self.typed = Some(Typed {
            text,
            quoted: row.text.clone(),
            column: prompt.length.min(row.text.len()),
            line: row.line,
            folder,
            host: elsewhere.map(str::to_owned),
            time: row.left,
            rang: row.rang,
            told,
            language: match prompt.shape {
                Shape::Powershell => Language::Powershell,
                Shape::Full | Shape::Named | Shape::Bare => Language::Bash,
            },
        });
    }

    /// The folder that a prompt shows. `~` of another account than that which went to the computer is that
    /// account's home: behind `sudo -i`.
    fn folder_of(&mut self, prompt: &Prompt<'_>) -> Option<String> {
        let folder = prompt.folder?;
        let (Some(user), Some(host)) = (prompt.user, prompt.host) else {
            return Some(folder.to_owned());
        };
        let first = self.accounts.entry(host.to_owned());
        let is_own = first.or_insert_with(|| user.to_owned()) == user;
        let below = folder.strip_prefix('~').filter(|_| !is_own);
        let below = below.filter(|below| below.is_empty() || below.starts_with('/'));
        Some(match below {
            Some(below) => format!("~{user}{below}"),
            None => folder.to_owned(),
        })
    }

    fn append(&mut self, text: &str) {
        if let Some(typed) = &mut self.typed
            && typed.text.len() + text.len() < MOST_TYPED
        {
            typed.text.push('\n');
            typed.text.push_str(text);
        }
    }

    /// Gives the command that was typed, if bash asks for no more.
    fn try_enter(&mut self, parts: &mut Parts, sink: &mut dyn Sink) {
        let whole = self.typed.as_ref().is_some_and(|typed| {
            let is_complete = match typed.language {
                Language::Powershell => command::powershell::is_complete(&typed.text),
                Language::Bash | Language::Windows => command::bash::is_complete(&typed.text),
            };
            typed.text.ends_with("^C") || is_complete
        });
        if whole {
            self.end_typed(parts, sink);
        }
    }

    fn end_typed(&mut self, parts: &mut Parts, sink: &mut dyn Sink) {
        let Some(typed) = self.typed.take() else {
            return;
        };
        // Given up with Ctrl-C: it was not run.
        if typed.text.trim().is_empty() || typed.text.ends_with("^C") {
            return;
        }
        if typed.rang && !typed.told {
            self.draft = Some(typed);
            return;
        }
        self.enter(&typed, parts, sink);
    }

    /// It was a command after all; what it printed was not kept.
    fn enter_draft(&mut self, draft: &Typed, parts: &mut Parts, sink: &mut dyn Sink) {
        self.enter(draft, parts, sink);
        if let Some(printed) = &mut self.output {
            printed.cut = true;
        }
    }

    fn enter(&mut self, typed: &Typed, parts: &mut Parts, sink: &mut dyn Sink) {
        self.end_output(sink, None);
        let number = self.begin(typed.language, parts, sink);
        let entry = Entry {
            session: number,
            line: typed.line,
            text: &typed.text,
            quoted: &typed.quoted,
            column: typed.column,
            kind: Kind::Typed,
            folder: typed.folder.as_deref(),
            host: typed.host.as_deref().map(Computer::Named),
            time: typed.time,
            ended: None,
            status: None,
        };
        let wanted = parts.enter(&entry, sink);
        self.prints = prints_files(&typed.text);
        self.leaves = matches!(typed.text.trim(), "exit" | "logout");
        self.moves = match typed.language {
            Language::Powershell => {
                transcript::opens_shell(&typed.text) || typed.text.trim() == "exit"
            }
            Language::Bash | Language::Windows => opens_shell(&typed.text),
        };
        self.leads_away |= self.moves && leads_away(&typed.text);
        self.expect(wanted, typed.line, false);
    }

    fn mark(&mut self, row: &Row, parts: &mut Parts, sink: &mut dyn Sink) {
        // A script runs, so that was a command.
        if let Some(draft) = self.draft.take() {
            self.enter_draft(&draft, parts, sink);
        }
        if let Some(printed) = &mut self.output {
            // What a typed command prints may go on behind the mark.
            printed.cut |= !printed.of_mark;
        }
        self.end_output(sink, row.begun);
        let language = self.opened.last().map_or(Language::Bash, |(own, _)| *own);
        let number = self.begin(language, parts, sink);
        let entry = Entry {
            session: number,
            line: row.line,
            text: &row.text[MARK.len()..],
            quoted: &row.text,
            column: MARK.len(),
            kind: Kind::Mark,
            folder: None,
            host: None,
            time: row.left,
            ended: None,
            status: None,
        };
        let wanted = parts.enter(&entry, sink);
        self.expect(wanted, row.line, true);
    }

    fn expect(&mut self, wanted: Wanted, line: u64, of_mark: bool) {
        self.output = Some(Printed {
            text: String::new(),
            line,
            wanted: wanted == Wanted::Output,
            cut: false,
            any: false,
            of_mark,
        });
    }

    /// Takes the line above a prompt that names nothing from what was printed: it is of the prompt.
    fn lift(&mut self, prompt: &Prompt<'_>) {
        let (Shape::Bare, Some(above)) = (prompt.shape, &self.above) else {
            return;
        };
        let Some(printed) = self.output.as_mut().filter(|printed| !printed.cut) else {
            return;
        };
        let text = printed.text.trim_end_matches('\n');
        let at = text.rfind('\n').map_or(0, |at| at + 1);
        if above.fits(&text[at..]) && !text[at..].is_empty() {
            printed.text.truncate(at.saturating_sub(1));
        }
    }

    fn print(&mut self, row: &Row) {
        if self.known.is_empty() && !row.text.is_empty() {
            self.above = Some(Above::of(&row.text));
        }
        let Some(printed) = self.output.as_mut().filter(|printed| printed.wanted) else {
            return;
        };
        if printed.any {
            if printed.text.len() < MOST_OUTPUT {
                printed.text.push('\n');
            }
        } else {
            printed.line = row.line;
            printed.any = true;
        }
        let room = MOST_OUTPUT.saturating_sub(printed.text.len());
        if row.text.len() <= room {
            printed.text.push_str(&row.text);
        } else {
            let room = (0..=room)
                .rev()
                .find(|at| row.text.is_char_boundary(*at))
                .unwrap_or(0);
            printed.text.push_str(&row.text[..room]);
            printed.cut = true;
        }
    }

    fn end_output(&mut self, sink: &mut dyn Sink, at: Option<Stamp>) {
        let Some(printed) = self.output.take() else {
            return;
        };
        if printed.wanted {
            sink.output(&Output {
                text: &printed.text,
                line: printed.line,
                whole: if printed.cut {
                    Whole::CutOff
                } else {
                    Whole::Whole
                },
            });
        }
        if self.timed && at.is_some() {
            sink.ended(None, at);
        }
    }
}

fn key(prompt: &Prompt<'_>) -> Key {
    (
        prompt.user.map(str::to_owned),
        prompt.host.map(str::to_owned),
        prompt.shape,
    )
}

/// Whether a command prints what files hold.
fn prints_files(text: &str) -> bool {
    const PROGRAMS: [&str; 12] = [
        "cat", "less", "more", "head", "tail", "bat", "view", "tac", "nl", "zcat", "grep",
        "strings",
    ];
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')));
    words.into_iter().any(|word| PROGRAMS.contains(&word))
}

/// Whether a shell that the command opens may be on another computer.
fn leads_away(text: &str) -> bool {
    let known = [
        "ssh",
        "mosh",
        "telnet",
        "docker",
        "podman",
        "kubectl",
        "oc",
        "lxc",
        "machinectl",
        "virsh",
        "vagrant",
        "wsl",
        "plink",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| known.contains(&word))
}

/// Whether a command begins a shell that somebody types into, or ends one.
fn opens_shell(text: &str) -> bool {
    let tables = Tables::default();
    let line = command::Line {
        text,
        folder: None,
        host: None,
    };
    let invocations = command::bash::Interpreter::new(&tables).run(&line);
    invocations.iter().any(|found| {
        let Program::Named(name) = &found.program else {
            return false;
        };
        let within = found.arguments.iter().any(|argument| {
            matches!(&argument.value, command::Value::Known(word) if matches!(word.as_str(), "exec" | "run" | "shell" | "attach"))
        });
        match name.as_str() {
            "bash" | "sh" | "zsh" | "ksh" | "dash" => found.arguments.iter().all(|argument| {
                matches!(&argument.value, command::Value::Known(word) if word.starts_with('-'))
            }),
            "pwsh" | "powershell" | "dotnet" => transcript::opens_shell(text),
            "ssh" | "su" | "sudo" | "mosh" | "telnet" | "login" | "newgrp"
            | "screen" | "tmux" | "exit" | "logout" | "exec" | "source" => true,
            "docker" | "podman" | "kubectl" | "oc" | "lxc" | "machinectl" | "virsh" | "vagrant" => within,
            _ => false,
        }
    })
}
