//! Windows' own command lines: those of processes, and those of cmd.exe.
//!
//! Rules: "Parsing C command-line arguments" for what a program makes of its command line; `cmd /?`,
//! `cd /?` and `start /?` for cmd.exe; about_PowerShell_exe for what PowerShell is started with.

mod launch; // Programs that run another one.

use super::powershell::{Interpreter, Version, Work};
use super::{
    Argument, Certainty, Effect, Invocation, Line, Mode, On, Program, Shown, Tables, Unresolved,
    Value,
};
use super::{effect, paths, program, table};

pub(super) use launch::launched;

/// How many shells may be started in each other.
const NESTING: u32 = 6;

/// What a process that was started runs. `image` is the program's path, `command_line` what it was
/// started with, its name first.
///
/// Of a shell it is what the shell was told to run; of another program, the program.
pub fn process(image: &str, command_line: &str, tables: &Tables) -> Vec<Invocation> {
    let span = 0..command_line.len();
    if command_line.trim().is_empty() && !image.trim().is_empty() {
        return vec![unseen(image, tables)];
    }
    // A path with blanks that nobody quoted: Windows tries until a program is found.
    let line = command_line.trim_start();
    let unquoted = line
        .get(..image.len())
        .is_some_and(|start| !image.is_empty() && start.eq_ignore_ascii_case(image))
        && line[image.len()..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace);
    let (first, arguments) = if unquoted {
        (image.to_owned(), argv(&line[image.len()..]))
    } else {
        let mut arguments = argv(line);
        let first = if arguments.is_empty() {
            String::new()
        } else {
            arguments.remove(0)
        };
        (first, arguments)
    };
    let image = if image.trim().is_empty() {
        first.as_str()
    } else {
        image
    };
    let path = paths::resolve(image, None);
    let file = path.parts.last().cloned().unwrap_or_default();
    let stem = table::without_ending(&file).to_ascii_lowercase();
    if is_shell(&stem) {
        let found = if stem == "cmd" {
            // cmd.exe reads its line as it stands.
            cmd_tail(command_line).map(|tail| cmd(tail, None, tables, &Work::default()))
        } else {
            shell(&stem, &arguments, None, tables, &Work::default())
        };
        if let Some(mut found) = found {
            found
                .iter_mut()
                .for_each(|invocation| invocation.span = span.clone());
            return found;
        }
    }
    if let Some(mut found) = launched(&stem, &arguments, None, tables, &Work::default()) {
        found
            .iter_mut()
            .for_each(|invocation| invocation.span = span.clone());
        return found;
    }
    let program = if paths::is_path(image) {
        Program::File(path)
    } else {
        Program::Named(file.clone())
    };
    vec![started(program, &file, &arguments, tables, span)]
}

/// A program of which nobody logged what it was told.
fn unseen(image: &str, tables: &Tables) -> Invocation {
    let path = paths::resolve(image, None);
    let file = path.parts.last().cloned().unwrap_or_default();
    let program = Program::File(path);
    let mut found = started(program, &file, &[], tables, 0..0);
    found.arguments.push(Argument {
        parameter: None,
        value: Value::Unknown(Unresolved::Variable("CommandLine".to_owned())),
    });
    found.effect = match found.effect {
        Effect::Changes => Effect::Unknown,
        effect => effect,
    };
    found
}

fn started(
    program: Program,
    file: &str,
    arguments: &[String],
    tables: &Tables,
    span: std::ops::Range<usize>,
) -> Invocation {
    let known = tables.find(file);
    let texts: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let effect = known
        .and_then(|known| known.effect)
        .unwrap_or_else(|| effect::of_program(tables, file, &texts));
    let values = arguments
        .iter()
        .map(|text| Value::Known(paths::shown(text)));
    let mut arguments = program::arguments(known, values.collect());
    program::sort(&mut arguments);
    Invocation {
        folder: None,
        program,
        arguments,
        piped: Vec::new(),
        words: None,
        user: None,
        substituted: false,
        on: On::Here,
        mode: Mode::Real,
        certainty: Certainty::Run,
        effect,
        shown: Shown::default(),
        span,
    }
}

/// Cuts a command line as a C program does: blanks part arguments, quotes keep them together,
/// backslashes are themselves unless a quote follows them.
pub(super) fn argv(line: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    let mut argument = String::new();
    let mut there = false;
    let mut quoted = false;
    let mut backslashes = 0_usize;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                backslashes += 1;
                there = true;
            }
            '"' => {
                argument.extend(std::iter::repeat_n('\\', backslashes / 2));
                if backslashes % 2 == 1 {
                    argument.push('"');
                } else if quoted && chars.peek() == Some(&'"') {
                    chars.next();
                    argument.push('"');
                } else {
                    quoted = !quoted;
                }
                backslashes = 0;
                there = true;
            }
            c => {
                argument.extend(std::iter::repeat_n('\\', backslashes));
                backslashes = 0;
                if c.is_whitespace() && !quoted {
                    if there {
                        arguments.push(std::mem::take(&mut argument));
                    }
                    there = false;
                } else {
                    argument.push(c);
                    there = true;
                }
            }
        }
    }
    argument.extend(std::iter::repeat_n('\\', backslashes));
    if there {
        arguments.push(argument);
    }
    arguments
}

/// Whether a program is a shell that is looked into, by its file's name without an ending.
pub(super) fn is_shell(stem: &str) -> bool {
    matches!(stem, "powershell" | "pwsh" | "cmd")
}

/// What a shell with these arguments runs; `None` where it is only opened.
pub(super) fn shell(
    stem: &str,
    arguments: &[String],
    folder: Option<&str>,
    tables: &Tables,
    work: &Work,
) -> Option<Vec<Invocation>> {
    // Every shell that is started is a step of the same work.
    if work.shells > NESTING || !work.step() {
        let why = Unresolved::Script(stem.to_owned());
        return Some(vec![unknown(why)]);
    }
    if stem == "cmd" {
        // PowerShell puts what holds blanks into quotes.
        let quoted = arguments.iter().map(|argument| {
            match argument.contains(' ') && !argument.starts_with('"') {
                true => format!("\"{argument}\""),
                false => argument.clone(),
            }
        });
        let line = quoted.collect::<Vec<String>>().join(" ");
        return cmd_tail(&format!("cmd {line}")).map(|tail| cmd(tail, folder, tables, work));
    }
    let text = match told(stem, arguments)? {
        Told::Command(text) => text,
        Told::Script(path, rest) => {
            let file = paths::resolve(&path, folder);
            let name = file.parts.last().cloned().unwrap_or_default();
            return Some(vec![started(
                Program::File(file),
                &name,
                &rest,
                tables,
                0..0,
            )]);
        }
        Told::Unreadable(text) => return Some(vec![unknown(Unresolved::Script(text))]),
    };
    let version = match stem {
        "pwsh" => Version::Seven,
        _ => Version::Windows,
    };
    let mut interpreter =
        Interpreter::inside(tables, folder.map(str::to_owned), work.clone()).of_version(version);
    Some(interpreter.run(&Line {
        text: &text,
        folder: None,
        host: None,
    }))
}

/// What PowerShell was told to run.
enum Told {
    Command(String),
    Script(String, Vec<String>),
    Unreadable(String),
}

/// PowerShell's own switches may be cut to any prefix that it takes.
fn told(stem: &str, arguments: &[String]) -> Option<Told> {
    let mut at = 0;
    while let Some(argument) = arguments.get(at) {
        let rest = || arguments.get(at + 1..).unwrap_or_default();
        let Some(name) = argument.strip_prefix(['-', '/', '\u{2013}', '\u{2014}']) else {
            // Without a switch it is a command; PowerShell 7 takes it for a script's path.
            let whole = arguments.get(at..).unwrap_or_default();
            if stem == "pwsh" || argument.to_ascii_lowercase().ends_with(".ps1") {
                return Some(Told::Script(argument.clone(), rest().to_vec()));
            }
            return Some(Told::Command(whole.join(" ")));
        };
        let name = name.to_ascii_lowercase();
        let is = |full: &str, least: usize| name.len() >= least && full.starts_with(&name);
        if is("command", 1) && !is("configurationname", 4)
            || is("commandwithargs", 9)
            || name == "cwa"
        {
            return Some(Told::Command(rest().join(" ")));
        }
        if is("file", 1) {
            let path = rest().first()?.clone();
            return Some(Told::Script(
                path,
                rest().get(1..).unwrap_or_default().to_vec(),
            ));
        }
        if is("encodedcommand", 1) && !is("executionpolicy", 2) || name == "ec" {
            let encoded = rest().first().cloned().unwrap_or_default();
            return Some(match decoded(&encoded) {
                Some(text) => Told::Command(text),
                None => Told::Unreadable(argument.clone()),
            });
        }
        let takes = [
            ("executionpolicy", 2),
            ("ep", 2),
            ("version", 1),
            ("psconsolefile", 1),
            ("inputformat", 2),
            ("outputformat", 1),
            ("windowstyle", 1),
            ("configurationname", 4),
            ("workingdirectory", 2),
            ("wd", 2),
            ("custompipename", 2),
            ("settingsfile", 2),
            ("encodedarguments", 8),
        ];
        let value = takes.iter().any(|(full, least)| is(full, *least));
        at += if value { 2 } else { 1 };
    }
    None
}

/// Base64 of UTF-16, as `-EncodedCommand` takes it.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0_u32;
    let mut count = 0_u32;
    for c in text.bytes() {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            c if c.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    let (units, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() || units.is_empty() {
        return None;
    }
    let units = units.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .ok()
}

fn unknown(why: Unresolved) -> Invocation {
    Invocation {
        folder: None,
        program: Program::Unknown(why),
        arguments: Vec::new(),
        piped: Vec::new(),
        words: None,
        user: None,
        substituted: false,
        on: On::Here,
        mode: Mode::Real,
        certainty: Certainty::Run,
        effect: Effect::Unknown,
        shown: Shown::default(),
        span: 0..0,
    }
}

/// What stands behind `/c` or `/k` of a command line of cmd.exe.
fn cmd_tail(line: &str) -> Option<&str> {
    let lower = line.to_ascii_lowercase();
    let mut at = 0;
    loop {
        let slash = at + lower.get(at..)?.find('/')?;
        let before = lower.get(..slash)?.chars().next_back();
        let own = before.is_none_or(|c| c.is_whitespace() || c == '"');
        match lower.get(slash + 1..slash + 2) {
            Some("c" | "k" | "r") if own => return line.get(slash + 2..),
            None => return None,
            _ => at = slash + 1,
        }
    }
}

/// What a line of cmd.exe runs.
fn cmd(line: &str, folder: Option<&str>, tables: &Tables, work: &Work) -> Vec<Invocation> {
    let line = line.trim();
    // The quotes around the whole are the caller's, unless they are a program's own (`cmd /?`).
    let inner = line
        .strip_prefix('"')
        .and_then(|line| line.strip_suffix('"'));
    let whole = match inner {
        Some(inner) => {
            let is_special = inner.contains(['&', '|', '<', '>', '(', ')', '^', '@', '"']);
            let lower = inner.to_ascii_lowercase();
            let mut endings = [".exe", ".com", ".bat", ".cmd"].iter();
            let is_program = endings.any(|ending| lower.ends_with(ending));
            if is_program && !is_special {
                line
            } else {
                inner
            }
        }
        None => line,
    };
    let mut shell = Cmd {
        folder: folder.map(str::to_owned),
        folders: Vec::new(),
        tables,
        work: work.clone(),
        found: Vec::new(),
    };
    shell.line(whole);
    shell.found
}

struct Cmd<'t> {
    folder: Option<String>,
    folders: Vec<Option<String>>,
    tables: &'t Tables,
    work: Work,
    found: Vec<Invocation>,
}

/// What joins two commands of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Then,
    Decided,
}

impl Cmd<'_> {
    fn line(&mut self, line: &str) {
        for (join, command) in cut(line) {
            let from = self.found.len();
            self.command(&command);
            // Behind `&&` and `||` the outcome of what is before decides.
            if join == Join::Decided {
                for found in self.found.iter_mut().skip(from) {
                    if found.certainty == Certainty::Run {
                        found.certainty = Certainty::Depends(Unresolved::Branch(line.to_owned()));
                    }
                }
            }
        }
    }

    fn command(&mut self, command: &str) {
        let command = command
            .trim()
            .trim_start_matches(['@', '('])
            .trim_end_matches(')')
            .trim();
        let expanded = match expand(command) {
            Ok(expanded) => expanded,
            Err(name) => {
                let named = argv(command).into_iter().next().unwrap_or_default();
                if named.contains('%') {
                    self.found.push(unknown(Unresolved::Variable(name)));
                    return;
                }
                // Only an argument is not known: it stays as it is written, and can not be compared.
                self.run(command, true);
                return;
            }
        };
        self.run(&expanded, false);
    }

    fn run(&mut self, command: &str, doubtful: bool) {
        let command = without_redirections(command);
        let mut words = argv(&command);
        if words.is_empty() {
            return;
        }
        let mut name = words.remove(0);
        let lower = name.to_ascii_lowercase();
        // `cd\x`, `cd..`
        for own in ["cd", "chdir", "pushd"] {
            if let Some(rest) = lower.strip_prefix(own)
                && rest.starts_with(['\\', '.', '/'])
                && !rest.starts_with("/d")
            {
                let at = name.len() - rest.len();
                words.insert(0, name.split_off(at));
                break;
            }
        }
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "cd" | "chdir" | "pushd" => {
                let to: Vec<String> = words
                    .into_iter()
                    .filter(|word| !word.eq_ignore_ascii_case("/d"))
                    .collect();
                if lower == "pushd" {
                    self.folders.push(self.folder.clone());
                }
                let to = to.join(" ");
                if !to.is_empty() {
                    let path = paths::resolve(&to, self.folder.as_deref());
                    self.folder = if doubtful {
                        None
                    } else {
                        paths::written(&path)
                    };
                }
                self.push(Program::Named(lower), "cd", &[to]);
            }
            "popd" => {
                self.folder = self.folders.pop().flatten();
                self.push(Program::Named(lower), "cd", &[]);
            }
            "echo" | "echo." | "rem" | "set" | "title" | "cls" | "ver" | "dir" | "type"
            | "exit" | "prompt" | "path" | "pause" | "color" | "setlocal" | "endlocal"
            | "timeout" => {
                self.push(Program::Named(lower), "cd", &words);
                if let Some(last) = self.found.last_mut() {
                    last.effect = Effect::Reads;
                }
            }
            "if" | "for" => {
                self.found.push(unknown(Unresolved::Branch(command)));
            }
            "call" => self.run(command[4..].trim_start(), doubtful),
            "start" => self.start(&command, doubtful),
            _ => {
                let stem =
                    table::without_ending(name.rsplit(['\\', '/']).next().unwrap_or_default())
                        .to_ascii_lowercase();
                if is_shell(&stem)
                    && let Some(found) = shell(
                        &stem,
                        &words,
                        self.folder.as_deref(),
                        self.tables,
                        &self.work.inner(),
                    )
                {
                    self.found.extend(found);
                    return;
                }
                if let Some(found) = launched(
                    &stem,
                    &words,
                    self.folder.as_deref(),
                    self.tables,
                    &self.work.inner(),
                ) {
                    self.found.extend(found);
                    return;
                }
                let file = name
                    .rsplit(['\\', '/'])
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                let in_tables = self.tables.find(&file);
                let path = paths::is_path(&name)
                    // cmd.exe looks into its folder first.
                    || in_tables.is_some_and(program::is_program) && self.folder.is_some();
                let program = if path {
                    Program::File(paths::resolve(&name, self.folder.as_deref()))
                } else {
                    Program::Named(in_tables.map_or(name, |known| known.name.clone()))
                };
                let file = with_ending(&program).unwrap_or(file);
                self.push(program, &file, &words);
                if doubtful && let Some(last) = self.found.last_mut() {
                    doubt(last);
                }
            }
        }
    }

    /// `start "title" /wait /d folder program …`
    fn start(&mut self, command: &str, doubtful: bool) {
        let mut rest = command["start".len()..].trim_start();
        if let Some(title) = rest.strip_prefix('"')
            && let Some(end) = title.find('"')
        {
            rest = title[end + 1..].trim_start();
        }
        while let Some(option) = rest.strip_prefix('/') {
            let end = option.find(char::is_whitespace).unwrap_or(option.len());
            let is_folder = option[..end].eq_ignore_ascii_case("d");
            rest = option[end..].trim_start();
            if is_folder {
                let folder = argv(rest).into_iter().next().unwrap_or_default();
                let path = paths::resolve(&folder, self.folder.as_deref());
                self.folder = paths::written(&path);
                let quoted = rest
                    .strip_prefix('"')
                    .and_then(|r| r.find('"').map(|at| &r[at + 1..]));
                rest = quoted.unwrap_or_else(|| rest.get(folder.len()..).unwrap_or_default());
                rest = rest.trim_start();
            }
        }
        self.run(rest, doubtful);
    }

    fn push(&mut self, program: Program, file: &str, arguments: &[String]) {
        let mut found = started(program, file, arguments, self.tables, 0..0);
        if file == "cd" {
            found.effect = Effect::Reads;
        }
        self.found.push(found);
    }
}

/// An invocation with an argument that is not known.
fn doubt(invocation: &mut Invocation) {
    for argument in &mut invocation.arguments {
        doubt_argument(argument);
    }
}

fn doubt_argument(argument: &mut Argument) {
    if let Value::Known(text) = &argument.value
        && let Err(name) = expand(text)
    {
        argument.value = Value::Unknown(Unresolved::Variable(name));
    }
}

fn with_ending(program: &Program) -> Option<String> {
    match program {
        Program::Named(name) => Some(name.clone()),
        Program::File(path) => path.parts.last().cloned(),
        Program::Unknown(_) => None,
    }
}

/// The commands of a line of cmd.exe.
fn cut(line: &str) -> Vec<(Join, String)> {
    let mut commands = Vec::new();
    let mut command = String::new();
    let mut join = Join::Then;
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                command.push(c);
            }
            '^' if !quoted => command.extend(chars.next()),
            // `2>&1`
            '&' if !quoted && command.ends_with('>') => command.push(c),
            '&' | '|' if !quoted => {
                let doubled = chars.next_if_eq(&c).is_some();
                commands.push((join, std::mem::take(&mut command)));
                join = if doubled { Join::Decided } else { Join::Then };
            }
            '\n' | '\r' if !quoted => {
                commands.push((join, std::mem::take(&mut command)));
                join = Join::Then;
            }
            c => command.push(c),
        }
    }
    commands.push((join, command));
    commands
}

/// Puts in what is the same on every Windows; the name of a variable that is not.
fn expand(text: &str) -> Result<String, String> {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let after = &rest[at + 1..];
        let name = after.find('%').map(|end| &after[..end]);
        let Some(name) = name.filter(|name| !name.is_empty() && !name.contains(' ')) else {
            expanded.push_str(&rest[..=at]);
            rest = after;
            continue;
        };
        expanded.push_str(&rest[..at]);
        expanded.push_str(&paths::environment(name).ok_or_else(|| format!("%{name}%"))?);
        rest = &after[name.len() + 1..];
    }
    expanded.push_str(rest);
    Ok(expanded)
}

/// A command without `> file`, `2>&1` and `< file`.
fn without_redirections(command: &str) -> String {
    let mut kept = String::new();
    let mut quoted = false;
    let mut chars = command.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                kept.push(c);
            }
            '>' | '<' if !quoted => {
                // The number of the stream stands against it.
                if kept.ends_with(" 1") || kept.ends_with(" 2") {
                    kept.pop();
                }
                while chars.peek().is_some_and(|c| *c == '>' || c.is_whitespace()) {
                    chars.next();
                }
                let mut inside = false;
                while let Some(c) = chars.next_if(|c| inside || !c.is_whitespace()) {
                    if c == '"' {
                        inside = !inside;
                    }
                }
            }
            c => kept.push(c),
        }
    }
    kept
}

#[cfg(test)]
mod tests;
