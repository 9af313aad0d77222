//! The walk through a transcript's lines: which of them are commands, and whose.

use jiff::civil::DateTime;

use super::block::{Block, Header, Step};
use super::bound::{Calls, Element, element};
use super::command::{in_here_string, prints_file, stays};
use super::running::Running;
use super::shape::{Prompt, any_prompt, drive_prompt, folder_line, is_stars, prompt};
use crate::capture::lines::Line;
use crate::capture::parts::{MARK, Parts};
use crate::capture::{Ending, Entry, GapKind, Kind, Language, Session, Sink, Stamp, Whole};
use crate::command::powershell::is_complete;

/// An input of more lines, or of more bytes, was never finished.
const MOST_LINES: usize = 300;
const MOST_INPUT: usize = 32 << 10;

/// No console is narrower; shorter lines are not wrapped ones.
const NARROWEST: usize = 40;

/// How wide Windows' consoles are where nobody changed that.
const USUAL: [usize; 2] = [80, 120];

/// A mark that was wrapped over more lines was never finished.
const MOST_OF_MARK: usize = 40;

/// The walk.
pub(super) struct Walk<'a> {
    parts: &'a mut Parts,
    sink: &'a mut dyn Sink,
    /// Sessions without their footers, the inner ones last.
    levels: Vec<Level>,
    /// The session whose footer came last, as long as that could have been printed.
    closed: Option<Level>,
    pending: Pending,
    running: Running,
    /// Whether there were only blank lines so far.
    at_beginning: bool,
    /// A line that is nothing but a folder's prompt, and its number.
    folder: (u64, String),
    last_line: u64,
}

/// A session that is open.
#[derive(Debug)]
struct Level {
    session: usize,
    start: Option<DateTime>,
    host: Option<String>,
    banner: String,
    indent: String,
    legacy: bool,
    /// The line by which `Start-Transcript` says where it writes.
    fresh: bool,
    headers: Headers,
    /// Computer and folder of the last prompt.
    place: Place,
    last: Last,
    commands: u64,
    /// Whether anything stands in it.
    body: bool,
    /// Whether its prompts are of the manner of cmd.exe.
    drive: bool,
    /// The longest line so far in characters, and how many lines of output have that length.
    widest: (usize, u32),
    /// Since when lines that look like prompts were taken for output.
    swallowed: Option<u64>,
    printed: Option<Printed>,
}

/// Whether commands have their times before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Headers {
    None,
    /// They have since a command that may have printed the first of them.
    Doubtful,
    Seen,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Place {
    host: Option<String>,
    folder: Option<String>,
}

impl Place {
    fn is(&self, prompt: &Prompt<'_>) -> bool {
        self.host.as_deref() == prompt.host && self.folder.as_deref() == prompt.folder
    }
}

/// The last command of a session. What it can have done to the transcript is asked only where a line
/// is in doubt.
#[derive(Debug, Default)]
struct Last {
    text: String,
    /// Whether its parameters are what was captured, and nothing else.
    bound: bool,
    time: Option<DateTime>,
    quoted: String,
}

impl Last {
    /// Whether it prints a file, or may.
    fn prints(&self) -> bool {
        prints_file(&self.text)
    }

    /// Whether it can not have changed the folder.
    fn stays(&self) -> bool {
        !self.bound && stays(&self.text)
    }

    /// Another command is the last one; what was allotted is used again.
    fn set(&mut self, text: &str, quoted: &str, time: Option<DateTime>, bound: bool) {
        self.text.clear();
        self.text.push_str(text);
        self.quoted.clear();
        self.quoted.push_str(quoted);
        (self.time, self.bound) = (time, bound);
    }
}

/// Another transcript that is being printed into this one.
#[derive(Debug)]
struct Printed {
    line: u64,
    /// How many prompts it showed.
    prompts: u64,
    /// Whether the first of them was the session's own, so that they can not be told apart.
    alike: bool,
}

/// What the next line decides.
#[derive(Debug, Default)]
enum Pending {
    #[default]
    Nothing,
    Block(Block),
    /// The time of a command was read.
    Command(DateTime),
    /// The time of a command was read that was printed; its line is output.
    PrintedCommand,
    /// A prompt without a command: perhaps the first line of a prompt of two.
    Bare {
        place: Place,
        time: Option<DateTime>,
    },
    Input(Box<Input>),
    Calls {
        calls: Box<Calls>,
        place: Place,
        time: Option<DateTime>,
    },
    /// A mark that was wrapped, as far as it was read.
    Mark {
        number: u64,
        lines: Vec<String>,
    },
}

/// A command as far as it was read.
#[derive(Debug)]
struct Input {
    number: u64,
    quoted: String,
    column: usize,
    text: String,
    place: Place,
    time: Option<DateTime>,
    /// The lines after the first, in case they are none of it.
    more: Vec<(u64, String)>,
    /// Whether it ends inside a here-string, where any line may follow.
    here: bool,
    /// Whether its last line is as wide as the console, so that it may go on on the next.
    wrapped: bool,
    /// Whether nothing shows that it is, but nothing is wider either.
    wide: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(parts: &'a mut Parts, sink: &'a mut dyn Sink) -> Self {
        Self {
            parts,
            sink,
            levels: Vec::new(),
            closed: None,
            pending: Pending::Nothing,
            running: Running::default(),
            at_beginning: true,
            folder: (0, String::new()),
            last_line: 0,
        }
    }

    /// Tells the sink how far it is.
    pub(super) fn tick(&mut self) {
        self.parts.tick(self.sink);
    }

    /// Reads a line.
    #[inline]
    pub(super) fn line(&mut self, line: Line<'_>) {
        let idle = matches!(self.pending, Pending::Nothing);
        if idle && self.levels.last().is_some_and(Level::is_plain) && !may_matter(line.text) {
            self.running.push(line.text);
            return;
        }
        self.read(line.number, line.text);
    }

    /// The file ends.
    pub(super) fn end(mut self, lines: u64) {
        self.last_line = lines;
        // What was put back may be pending again; each round reads at least a line.
        for _ in 0..=MOST_LINES + 64 {
            match std::mem::take(&mut self.pending) {
                Pending::Nothing => break,
                pending => self.give_up(pending),
            }
        }
        self.running.end(Whole::CutOff, self.sink);
        for level in std::mem::take(&mut self.levels) {
            self.leave(&level);
            self.parts.gap(Some(level.session), lines, GapKind::NoEnd);
        }
    }

    fn read(&mut self, number: u64, line: &str) {
        self.last_line = number;
        let line = match self.levels.last() {
            Some(level) if !level.indent.is_empty() => {
                line.strip_prefix(level.indent.as_str()).unwrap_or(line)
            }
            _ => line,
        };
        match std::mem::take(&mut self.pending) {
            Pending::Nothing => self.body(number, line),
            Pending::Block(block) => self.block(block, number, line),
            Pending::Command(time) => {
                if is_stars(line) {
                    self.body(number, line);
                } else {
                    self.prompted(number, line, any_prompt(line), Some(time));
                }
            }
            Pending::PrintedCommand => {
                if is_stars(line) {
                    self.body(number, line);
                } else {
                    self.noise(line);
                }
            }
            Pending::Bare { place, time } => self.after_bare(number, line, place, time),
            Pending::Input(input) => self.more_input(input, number, line),
            Pending::Calls {
                mut calls,
                place,
                time,
            } => {
                let taken = match line.strip_prefix(">> ") {
                    Some(text) => calls.push(number, line, text.trim_end()),
                    None => !is_stars(line) && prompt(line).is_none() && calls.push_more(line),
                };
                if taken {
                    self.pending = Pending::Calls { calls, place, time };
                } else {
                    self.give_calls(*calls, &place, time);
                    self.body(number, line);
                }
            }
            Pending::Mark {
                number: first,
                mut lines,
            } => {
                let stranger = is_stars(line) || line.starts_with(MARK) || prompt(line).is_some();
                if stranger || lines.len() >= MOST_OF_MARK {
                    self.give_up(Pending::Mark {
                        number: first,
                        lines,
                    });
                    self.body(number, line);
                    return;
                }
                lines.push(line.to_owned());
                let text = lines.concat();
                if is_json(&text[MARK.len()..]) {
                    self.give_mark(first, &text, number + 1);
                } else {
                    self.pending = Pending::Mark {
                        number: first,
                        lines,
                    };
                }
            }
        }
    }

    /// A line by itself.
    fn body(&mut self, number: u64, line: &str) {
        let may_be_stars = match line.as_bytes().first() {
            Some(b'*') => true,
            Some(b' ' | b'\t') => self.levels.is_empty(),
            _ => false,
        };
        if may_be_stars && is_stars(line) {
            self.pending = Pending::Block(Block::new(number, line));
            return;
        }
        if self.levels.is_empty() {
            self.outside(number, line);
            return;
        }
        if let Some(level) = self.levels.last_mut() {
            if level.fresh && !line.trim().is_empty() {
                level.fresh = false;
                // `Start-Transcript` says first where it writes to.
                if line.contains(['\\', '/']) && !line.starts_with(MARK) && prompt(line).is_none() {
                    if drive_prompt(line).is_none_or(|prompt| prompt.text.is_empty()) {
                        level.wide(line);
                        return;
                    }
                    level.drive = true;
                }
            }
            level.body |= !line.trim().is_empty();
        }
        if line.starts_with(MARK) {
            self.mark(number, line);
            return;
        }
        let found = self.prompt_of(number, line);
        if let Some(level) = self.levels.last_mut() {
            match found {
                Some(_) => level.prompted_wide(line),
                None => level.wide(line),
            }
        }
        match found {
            Some((prompt, folder)) => {
                let prompt = Prompt {
                    folder: prompt.folder.or(folder.as_deref()),
                    ..prompt
                };
                self.prompted(number, line, prompt, None);
            }
            None => {
                if folder_line(line).is_some() {
                    self.folder = (number, line.trim().trim_end_matches('>').to_owned());
                }
                self.noise(line);
            }
        }
    }

    /// The prompt that the line begins with, and the folder that the line before it showed.
    fn prompt_of<'l>(&self, number: u64, line: &'l str) -> Option<(Prompt<'l>, Option<String>)> {
        if let Some(prompt) = prompt(line) {
            let above = self.folder.0 + 1 == number && prompt.folder.is_none();
            return Some((prompt, above.then(|| self.folder.1.clone())));
        }
        let drive = self.levels.last().is_some_and(|level| level.drive);
        let prompt = drive_prompt(line).filter(|_| drive)?;
        Some((prompt, None))
    }

    /// A line outside of any session.
    fn outside(&mut self, number: u64, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        let first = std::mem::replace(&mut self.at_beginning, false);
        if prompt(line).is_none() {
            return;
        }
        if let Some(closed) = self.closed.take() {
            self.reopen(closed);
        } else if first {
            self.begin_headless(number);
        } else {
            return;
        }
        self.body(number, line);
    }

    /// The footer was printed: the session goes on.
    fn reopen(&mut self, closed: Level) {
        if let Some(session) = self.parts.sessions.get_mut(closed.session) {
            session.ending = Ending::CutOff;
            session.end = None;
        }
        self.levels.push(closed);
    }

    /// A transcript without its beginning.
    fn begin_headless(&mut self, number: u64) {
        let header = None;
        self.begin(header, number);
        let session = self.levels.last().map(|level| level.session);
        self.parts.gap(
            session,
            number,
            GapKind::Unreadable("the beginning of the transcript is not there".to_owned()),
        );
    }

    fn begin(&mut self, header: Option<Header>, number: u64) {
        self.closed = None;
        self.at_beginning = false;
        self.folder.0 = 0;
        let of = header.as_ref();
        let session = Session {
            host: of.and_then(|header| header.host.clone()),
            user: of.and_then(|header| header.user.clone()),
            run_as: of.and_then(|header| header.run_as.clone()),
            language: Language::Powershell,
            version: of.map(|header| header.version).unwrap_or_default(),
            start: of.map(|header| Stamp::Local(header.start)),
            end: None,
            ending: Ending::CutOff,
            line: number,
        };
        let session = self.parts.begin(session, self.sink);
        let fresh = header.is_some();
        self.levels.push(Level {
            session,
            start: of.map(|header| header.start),
            host: of.and_then(|header| header.host.clone()),
            legacy: of.is_some_and(|header| header.legacy),
            banner: of.map(|header| header.banner.clone()).unwrap_or_default(),
            indent: header.map(|header| header.indent).unwrap_or_default(),
            fresh,
            headers: Headers::None,
            place: Place::default(),
            last: Last::default(),
            commands: 0,
            body: false,
            drive: false,
            widest: (0, 0),
            swallowed: None,
            printed: None,
        });
    }

    /// A line that is no command: output of the last one, if any.
    fn noise(&mut self, line: &str) {
        if !self.levels.is_empty() {
            self.running.push(line);
        }
    }

    /// Lines that were held back and are what they are by themselves: the first can not begin
    /// again what it began.
    fn put_back(&mut self, lines: Vec<(u64, String)>) {
        let mut lines = lines.into_iter();
        if let Some((_, first)) = lines.next() {
            self.noise(&first);
        }
        for (number, line) in lines {
            self.read(number, &line);
        }
    }

    fn print(&mut self, lines: &[(u64, String)]) {
        for (_, line) in lines {
            self.noise(line);
        }
    }

    fn block(&mut self, block: Block, number: u64, line: &str) {
        match block.push(number, line) {
            Step::More(block) => self.pending = Pending::Block(block),
            Step::Nothing(lines) => self.put_back(lines),
            Step::Header(header) => self.header(header),
            Step::HeaderBefore(header) => {
                self.header(header);
                self.read(number, line);
            }
            Step::Short(header, lines) => {
                if self.is_footer(&header) {
                    self.footer(header.start, &lines);
                } else {
                    self.header(header);
                }
            }
            Step::Invocation(time, lines) => self.invocation(time, &lines),
        }
    }

    /// Banner and time alone are a footer, or PowerShell 7's least header. That one is not
    /// translated in any version so far, so its words may decide; else a footer's are not those
    /// of the header.
    fn is_footer(&self, header: &Header) -> bool {
        let banner = header.banner.to_lowercase();
        if banner.contains("transcript start") {
            return false;
        }
        if banner.contains("transcript end") {
            return true;
        }
        match self.levels.last() {
            Some(level) => level.banner != header.banner,
            None => false,
        }
    }

    fn header(&mut self, header: Header) {
        if let Some(level) = self.levels.last_mut()
            && level.prints_header(&header)
        {
            let line = header.line;
            level.printed = Some(Printed {
                line,
                prompts: 0,
                alike: false,
            });
            self.running.push(&header.banner);
            return;
        }
        self.running.end(Whole::CutOff, self.sink);
        if let Some(level) = self.levels.last_mut()
            && let Some(printed) = level.printed.take()
        {
            level.swallowed = level.swallowed.or(Some(printed.line));
        }
        // A file can be made that nests without end; nobody's console does.
        if self.levels.len() > 64 {
            let level = self.levels.remove(0);
            self.leave(&level);
            let line = header.line;
            self.parts.gap(Some(level.session), line, GapKind::NoEnd);
        }
        let line = header.line;
        self.begin(Some(header), line);
    }

    fn footer(&mut self, time: DateTime, lines: &[(u64, String)]) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if level.printed.take().is_some() {
            self.print(lines);
            return;
        }
        let impossible = level.known_time().is_some_and(|known| time < known);
        if impossible && level.last.prints() {
            self.print(lines);
            return;
        }
        self.running.end(Whole::Whole, self.sink);
        let Some(level) = self.levels.pop() else {
            return;
        };
        if let Some(session) = self.parts.sessions.get_mut(level.session) {
            session.end = Some(Stamp::Local(time));
            session.ending = Ending::Whole;
        }
        self.leave(&level);
        self.closed = level.last.prints().then_some(level);
    }

    /// A session is left; what is doubtful about it is a gap.
    fn leave(&mut self, level: &Level) {
        let session = Some(level.session);
        let printed = level.printed.as_ref().map(|printed| printed.line);
        if let Some(line) = printed.or(level.swallowed) {
            self.parts.gap(
                session,
                line,
                GapKind::Unreadable(
                    "from here on, prompts can be printed text or the session's own".to_owned(),
                ),
            );
        }
        if level.commands == 0 && level.body {
            let line = self.parts.sessions.get(level.session);
            let line = line.map_or(1, |session| session.line);
            self.parts.gap(
                session,
                line,
                GapKind::Unreadable(
                    "there is no prompt in it, so what was entered can not be seen".to_owned(),
                ),
            );
        }
    }

    fn invocation(&mut self, time: DateTime, lines: &[(u64, String)]) {
        if self.levels.is_empty() {
            if let Some(closed) = self.closed.take() {
                self.reopen(closed);
            } else if self.at_beginning {
                let line = lines.first().map_or(1, |(line, _)| *line);
                self.begin_headless(line);
            } else {
                return;
            }
        }
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if level.prints_invocation(time) {
            self.pending = Pending::PrintedCommand;
            self.print(lines);
            return;
        }
        level.fresh = false;
        level.headers = match level.headers {
            Headers::None if level.commands > 0 && level.last.prints() => Headers::Doubtful,
            Headers::Doubtful if level.last.prints() => Headers::Doubtful,
            _ => Headers::Seen,
        };
        self.pending = Pending::Command(time);
    }

    /// A line with a prompt, and the time that stood before it.
    fn prompted(&mut self, number: u64, line: &str, prompt: Prompt<'_>, time: Option<DateTime>) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if !level.is_own(number, line, &prompt, time) {
            self.noise(line);
            return;
        }
        level.body = true;
        let error = element(prompt.text).is_some_and(|(kind, _)| kind == Element::Error);
        if error {
            // Not a command, but how the last one ended.
            self.noise(prompt.text);
            return;
        }
        let wrapped = level.is_wrapped(line);
        let plain = !prompt.text.is_empty() && element(prompt.text).is_none();
        if plain && !wrapped && is_complete(prompt.text) {
            let column = prompt.column;
            self.enter(number, (line, column), prompt, time, number + 1);
            return;
        }
        let place = Place {
            host: prompt.host.map(str::to_owned),
            folder: prompt.folder.map(str::to_owned),
        };
        if prompt.text.is_empty() {
            self.running.end(Whole::Whole, self.sink);
            level.place = place.clone();
            self.pending = Pending::Bare { place, time };
            return;
        }
        if element(prompt.text).is_some() {
            let mut calls = Box::<Calls>::default();
            calls.push(number, line, prompt.text);
            self.pending = Pending::Calls { calls, place, time };
            return;
        }
        let input = Input {
            number,
            quoted: line.to_owned(),
            column: prompt.column,
            text: prompt.text.to_owned(),
            place,
            time,
            more: Vec::new(),
            here: false,
            wrapped,
            wide: level.may_be_wrapped(line),
        };
        self.settle(Box::new(input));
    }

    /// Gives the input to the sink if it is whole.
    fn settle(&mut self, mut input: Box<Input>) {
        if !input.wrapped && is_complete(&input.text) {
            self.give(&input);
        } else {
            input.here = in_here_string(&input.text);
            self.pending = Pending::Input(input);
        }
    }

    fn more_input(&mut self, mut input: Box<Input>, number: u64, line: &str) {
        let wrapped = std::mem::take(&mut input.wrapped);
        let here = input.here;
        let stranger = is_stars(line) || (!here && self.prompt_of(number, line).is_some());
        let too_long = input.more.len() >= MOST_LINES || input.text.len() + line.len() > MOST_INPUT;
        if stranger || too_long {
            input.more.push((number, line.to_owned()));
            self.give_up(Pending::Input(input));
            return;
        }
        if wrapped {
            let goes_on = !line.starts_with([' ', '\t'])
                && !line.starts_with(MARK.trim_end())
                && folder_line(line).is_none();
            if line.trim().is_empty() || !goes_on && is_complete(&input.text) {
                if is_complete(&input.text) {
                    self.give(&input);
                    self.body(number, line);
                    return;
                }
                input.text.push('\n');
            }
            input.text.push_str(line.trim_end());
            input.wrapped = self
                .levels
                .last()
                .is_some_and(|level| level.is_wrapped(line));
        } else if input.wide && !here && !line.starts_with(">>") {
            // An old console that asks for more shows so: this line goes on where the last one ended.
            input.text.push_str(line.trim_end());
        } else {
            input.text.push('\n');
            // The console's own prompt for the lines after the first.
            let typed = match line.strip_prefix(">>") {
                Some(rest) if !here => rest.strip_prefix(' ').unwrap_or(rest),
                _ => line,
            };
            input.text.push_str(typed.trim_end());
        }
        input.more.push((number, line.to_owned()));
        let level = self.levels.last();
        input.wide = level.is_some_and(|level| level.may_be_wrapped(line));
        if here && !(line.starts_with("'@") || line.starts_with("\"@")) {
            self.pending = Pending::Input(input);
        } else {
            self.settle(input);
        }
    }

    /// What was pending will not be finished.
    fn give_up(&mut self, pending: Pending) {
        match pending {
            Pending::Nothing | Pending::Command(_) | Pending::PrintedCommand => {}
            Pending::Bare { .. } => {}
            Pending::Mark { lines, .. } => {
                for line in lines {
                    self.noise(&line);
                }
            }
            Pending::Block(block) => self.put_back(block.into_lines()),
            Pending::Calls { calls, place, time } => self.give_calls(*calls, &place, time),
            Pending::Input(mut input) => {
                // Only its first line is sure to be of it.
                let more = std::mem::take(&mut input.more);
                let first = input.quoted.get(input.column..).unwrap_or_default();
                input.text = first.trim().to_owned();
                self.give(&input);
                for (number, line) in more {
                    self.read(number, &line);
                }
            }
        }
    }

    /// The line after a prompt without a command.
    fn after_bare(&mut self, number: u64, line: &str, place: Place, time: Option<DateTime>) {
        let blank = line.trim().is_empty();
        if blank || is_stars(line) || line.starts_with(MARK) {
            self.body(number, line);
            return;
        }
        if let Some((prompt, _)) = self.prompt_of(number, line) {
            // `PS C:\x>` and `PS>` below it are one prompt; else nothing was entered.
            let folder = prompt.folder.or(match prompt.host {
                None => place.folder.as_deref(),
                Some(_) => None,
            });
            let prompt = Prompt { folder, ..prompt };
            self.prompted(number, line, prompt, time);
            return;
        }
        let text = after_environment(line).trim();
        let prompt = Prompt {
            host: place.host.as_deref(),
            folder: place.folder.as_deref(),
            column: line.find(text).unwrap_or(0),
            text,
        };
        self.prompted(number, line, prompt, time);
    }

    fn give(&mut self, input: &Input) {
        let prompt = Prompt {
            host: input.place.host.as_deref(),
            folder: input.place.folder.as_deref(),
            text: &input.text,
            column: input.column,
        };
        let quoted = (input.quoted.as_str(), input.column);
        let after = input.number + 1 + input.more.len() as u64;
        self.enter(input.number, quoted, prompt, input.time, after);
    }

    /// Gives a command to the sink; its output begins on the line `after`.
    fn enter(
        &mut self,
        number: u64,
        (quoted, column): (&str, usize),
        prompt: Prompt<'_>,
        time: Option<DateTime>,
        after: u64,
    ) {
        self.running.end(Whole::Whole, self.sink);
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        level.commands += 1;
        if !level.place.is(&prompt) {
            level.place = Place {
                host: prompt.host.map(str::to_owned),
                folder: prompt.folder.map(str::to_owned),
            };
        }
        level.last.set(prompt.text, quoted, time, false);
        let entry = Entry {
            session: level.session,
            line: number,
            text: prompt.text,
            quoted,
            column,
            kind: Kind::Typed,
            folder: prompt.folder,
            host: prompt.host,
            time: time.map(Stamp::Local),
            ended: None,
            status: None,
        };
        let wanted = self.parts.enter(&entry, self.sink);
        self.running.begin(wanted, after, false);
    }

    fn give_calls(&mut self, mut calls: Calls, place: &Place, time: Option<DateTime>) {
        let errors = std::mem::take(&mut calls.errors);
        let Some(session) = self.levels.last().map(|level| level.session) else {
            return;
        };
        for call in calls.finish() {
            self.running.end(Whole::Whole, self.sink);
            if let Some(level) = self.levels.last_mut() {
                level.commands += 1;
                level.place = place.clone();
                level.last.set(&call.text, &call.quoted, time, true);
            }
            let entry = Entry {
                session,
                line: call.line,
                text: &call.text,
                quoted: &call.quoted,
                column: call.column,
                kind: Kind::Bound { script: None },
                folder: place.folder.as_deref(),
                host: place.host.as_deref(),
                time: time.map(Stamp::Local),
                ended: None,
                status: None,
            };
            let wanted = self.parts.enter(&entry, self.sink);
            self.running.begin(wanted, self.last_line, false);
        }
        for error in errors {
            self.noise(&error);
        }
    }

    fn mark(&mut self, number: u64, line: &str) {
        if self
            .levels
            .last()
            .is_none_or(|level| level.printed.is_some())
        {
            self.noise(line);
            return;
        }
        let text = &line[MARK.len()..];
        if is_json(text) {
            self.give_mark(number, line, number + 1);
        } else if text.starts_with('{') {
            self.pending = Pending::Mark {
                number,
                lines: vec![line.to_owned()],
            };
        } else {
            self.noise(line);
        }
    }

    /// Gives a mark to the sink; what it may have as its output begins on the line `after`.
    fn give_mark(&mut self, number: u64, quoted: &str, after: u64) {
        self.running.end_by_mark(self.sink);
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        level.commands += 1;
        let entry = Entry {
            session: level.session,
            line: number,
            text: &quoted[MARK.len()..],
            quoted,
            column: MARK.len(),
            kind: Kind::Mark,
            folder: level.place.folder.as_deref(),
            host: level.place.host.as_deref(),
            time: None,
            ended: None,
            status: None,
        };
        let wanted = self.parts.enter(&entry, self.sink);
        self.running.begin(wanted, after, true);
    }
}

impl Level {
    /// Whether most of its lines need no more than a look at their first bytes.
    #[inline]
    fn is_plain(&self) -> bool {
        !self.legacy && self.body && !self.fresh && self.indent.is_empty()
    }

    /// The last time that is known of it.
    fn known_time(&self) -> Option<DateTime> {
        self.start.max(self.last.time)
    }

    /// Whether a header is text that the last command printed: it printed a file, and the header
    /// is older than the command, or of another computer, or of one that it does not name.
    fn prints_header(&self, header: &Header) -> bool {
        if self.printed.is_none() && !self.last.prints() {
            return false;
        }
        if self.known_time().is_some_and(|known| header.start <= known) {
            return true;
        }
        match (&self.host, &header.host) {
            (Some(own), Some(other)) => !own.eq_ignore_ascii_case(other),
            _ => true,
        }
    }

    /// Whether the time of a command is text that the last command printed.
    fn prints_invocation(&self, time: DateTime) -> bool {
        match self.headers {
            Headers::Seen | Headers::Doubtful => {
                let earlier = self.last.time.is_some_and(|last| time < last);
                earlier && (self.printed.is_some() || self.last.prints())
            }
            Headers::None => {
                let earlier = self.start.is_some_and(|start| time < start);
                self.printed.is_some() || earlier && self.last.prints()
            }
        }
    }

    /// Whether a prompt is the session's own and not printed text.
    fn is_own(
        &mut self,
        number: u64,
        line: &str,
        prompt: &Prompt<'_>,
        time: Option<DateTime>,
    ) -> bool {
        if let Some(time) = time {
            // A transcript that prints itself ends with the command that prints it.
            let itself = self.last.time == Some(time) && line == self.last.quoted;
            if itself && self.last.prints() {
                return false;
            }
            self.printed = None;
            self.swallowed = None;
            return true;
        }
        if let Some(printed) = &mut self.printed {
            let same = self.place.is(prompt);
            printed.alike |= same && printed.prompts == 0;
            printed.prompts += 1;
            if !same || self.headers != Headers::None || printed.alike {
                return false;
            }
            self.printed = None;
            return true;
        }
        match self.headers {
            Headers::Seen => return false,
            Headers::Doubtful if self.last.prints() => return false,
            Headers::Doubtful => self.headers = Headers::None,
            Headers::None => {}
        }
        // Until the prompt was asked for its text, PowerShell shows `PS>`.
        let shown = self.place.folder.is_some();
        if self.commands > 0 && shown && !self.place.is(prompt) && self.last.stays() {
            self.swallowed = self.swallowed.or(Some(number));
            return false;
        }
        self.swallowed = None;
        true
    }

    /// Notes how wide a line of output is, where the console wraps.
    fn wide(&mut self, line: &str) {
        if !self.legacy || line.len() < self.widest.0 {
            return;
        }
        let width = line.chars().count();
        if width > self.widest.0 {
            self.widest = (width, 1);
        } else if width == self.widest.0 {
            self.widest.1 += 1;
        }
    }

    /// Notes how wide a line with a prompt is. Two commands of one length are no evidence of the
    /// console's width: who types `-PoolFqdn pool01` types `-PoolFqdn pool02` next.
    fn prompted_wide(&mut self, line: &str) {
        if self.legacy && line.len() > self.widest.0 {
            let width = line.chars().count();
            if width > self.widest.0 {
                self.widest = (width, 0);
            }
        }
    }

    /// Whether the line is as wide as the console, as far as that can be told: nothing is wider,
    /// and there was output of that very width, or it is how wide consoles come.
    fn is_wrapped(&self, line: &str) -> bool {
        let is_shown = self.widest.1 >= 1 || USUAL.contains(&self.widest.0);
        is_shown && self.may_be_wrapped(line)
    }

    /// Whether the line may be as wide as the console: nothing is wider.
    fn may_be_wrapped(&self, line: &str) -> bool {
        self.legacy
            && self.widest.0 >= NARROWEST
            && line.len() >= self.widest.0
            && line.chars().count() == self.widest.0
    }
}

/// Whether a line may be more than output, from its first bytes. Most are not.
#[inline]
fn may_matter(line: &str) -> bool {
    match line.as_bytes() {
        [b'*', b'*', ..] | [b'[' | b'(', ..] => true,
        [b'P', b'S', b' ' | b'>', ..] => true,
        [b'#', b'r', b'u', ..] => true,
        [letter, b':', b'\\', ..] => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

fn is_json(text: &str) -> bool {
    text.ends_with('}') && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// What stands behind the name of a virtual environment: `git fetch` of `(.venv) git fetch`.
fn after_environment(line: &str) -> &str {
    let Some((name, rest)) = line
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "))
    else {
        return line;
    };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_');
    if name.chars().all(plain) { rest } else { line }
}
