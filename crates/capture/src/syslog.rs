//! PowerShell's own records in a log of syslog: what PowerShell 6 and later log where there is no
//! Windows event log. A record is `host powershell[process]: (version) [Event:…] message`, and events
//! have names in place of the numbers of Windows: `ScriptBlock_Compile_Detail` is 4104, `Pipeline_Detail`
//! is 4103. A break in the message is `#012` where rsyslog wrote it; one in a script block is `⏎`.
//!
//! The usual stamp of syslog has no year, and is not taken.

use std::collections::HashMap;

use jiff::Timestamp;

use super::lines::Lines;
use super::parts::Parts;
use super::read::Unreadable;
use super::sniff::{Head, Sign};
use runproof_shell::powershell::Version;

use super::{Ending, Entry, Format, GapKind, Kind, Language, Session, Sink, Stamp};

/// No more processes are told apart.
const MOST_SESSIONS: usize = 10_000;
/// A record of more lines is none.
const LONGEST: usize = 256 << 10;

/// A record.
#[derive(Debug, Default)]
struct Record {
    line: u64,
    host: String,
    process: String,
    event: String,
    message: String,
    time: Option<Timestamp>,
}

/// Whether a capture that begins so is one.
pub(super) fn looks_like(head: &Head<'_>) -> Sign {
    match head
        .lines()
        .take(500)
        .position(|line| record(1, line).is_some())
    {
        Some(0) => Sign::Proof,
        // Something else may show such a log.
        Some(_) => Sign::Form,
        None => Sign::None,
    }
}

/// Reads one.
///
/// # Errors
/// Where there is no record of PowerShell in it.
pub(super) fn read(
    lines: &mut Lines<'_>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let mut reader = Reader::default();
    let mut open: Option<Record> = None;
    while let Some(line) = lines.next() {
        let next = record(line.number, line.text);
        if let (None, Some(record)) = (&next, &mut open) {
            if is_record(line.text) {
                // Of another program.
            } else if record.message.len() + line.text.len() < LONGEST {
                record.message.push('\n');
                record.message.push_str(line.text);
                continue;
            }
        }
        if let Some(record) = open.take() {
            reader.take(&record, parts, sink);
        }
        open = next;
        if line.number % 1024 == 0 {
            parts.tick(sink);
        }
    }
    if let Some(record) = open.take() {
        reader.take(&record, parts, sink);
    }
    for (line, session) in reader.parts.values().map(|part| (part.line, part.session)) {
        parts.gap(
            Some(session),
            line,
            GapKind::Unreadable("parts of a script block are not there".to_owned()),
        );
    }
    parts.records = lines.count();
    if parts.sessions.is_empty() {
        return Err(Unreadable::Broken {
            format: Format::PowershellSyslog,
            reason: "there is no record of PowerShell in it".to_owned(),
        });
    }
    Ok(())
}

/// A script block whose parts are gathered.
#[derive(Debug)]
struct Part {
    line: u64,
    session: usize,
    text: String,
    next: u32,
}

#[derive(Debug, Default)]
struct Reader {
    sessions: HashMap<(String, String), usize>,
    parts: std::collections::BTreeMap<String, Part>,
}

impl Reader {
    fn take(&mut self, record: &Record, parts: &mut Parts, sink: &mut dyn Sink) {
        let key = (record.host.clone(), record.process.clone());
        let session = match self.sessions.get(&key) {
            Some(session) => *session,
            None if self.sessions.len() >= MOST_SESSIONS => return,
            None => {
                let session = Session {
                    host: Some(record.host.clone()),
                    user: None,
                    run_as: None,
                    language: Language::Powershell,
                    // Windows PowerShell knows no syslog.
                    version: Version::Seven,
                    start: record.time.map(Stamp::Zoned),
                    end: None,
                    ending: Ending::Whole,
                    line: record.line,
                };
                let number = parts.begin(session, sink);
                self.sessions.insert(key, number);
                number
            }
        };
        if let (Some(time), Some(session)) = (record.time, parts.sessions.get_mut(session)) {
            session.end = Some(Stamp::Zoned(time));
        }
        match record.event.as_str() {
            "ScriptBlock_Compile_Detail" => self.block(record, session, parts, sink),
            "Pipeline_Detail" => bound(record, session, parts, sink),
            _ => {}
        }
    }

    fn block(&mut self, record: &Record, session: usize, parts: &mut Parts, sink: &mut dyn Sink) {
        let Some(block) = block(&record.message) else {
            let what = "a script block of which the end is not there".to_owned();
            parts.gap(Some(session), record.line, GapKind::Unreadable(what));
            return;
        };
        let (line, text) = if block.total == 1 {
            (record.line, block.text)
        } else {
            if self.parts.len() >= MOST_SESSIONS && !self.parts.contains_key(&block.id) {
                return;
            }
            let part = self.parts.entry(block.id.clone()).or_insert(Part {
                line: record.line,
                session,
                text: String::new(),
                next: 1,
            });
            if part.next != block.number || part.text.len() > LONGEST {
                // It stays, and is a gap at the end.
                part.next = 0;
                return;
            }
            part.text.push_str(&block.text);
            part.next += 1;
            if block.number < block.total {
                return;
            }
            let Some(part) = self.parts.remove(&block.id) else {
                return;
            };
            (part.line, part.text)
        };
        let text = text.trim();
        // What the console runs to show its prompt.
        if text.is_empty() || text == "prompt" {
            return;
        }
        let path = (!block.path.is_empty()).then_some(block.path.as_str());
        let kind = Kind::ScriptBlock { path };
        parts.enter_alone(&entry(record, session, line, text, kind), sink);
    }
}

/// A command with its parameters as they were bound.
fn bound(record: &Record, session: usize, parts: &mut Parts, sink: &mut dyn Sink) {
    let (payload, context) = record
        .message
        .split_once("\n\n\n")
        .unwrap_or((&record.message, ""));
    let payload = payload.trim();
    let Some(name) = payload.strip_prefix("CommandInvocation(") else {
        return;
    };
    let name = name.split(')').next().unwrap_or_default();
    if matches!(name, "PSConsoleHostReadLine" | "Out-Default" | "prompt") {
        return;
    }
    let script = context.lines().find_map(|line| {
        let (key, value) = line.trim().split_once('=')?;
        (key.trim() == "Script Name").then(|| value.trim())
    });
    let script = script.filter(|script| !script.is_empty());
    let kind = Kind::Bound { script };
    parts.enter_alone(&entry(record, session, record.line, payload, kind), sink);
}

fn entry<'a>(
    record: &Record,
    session: usize,
    line: u64,
    text: &'a str,
    kind: Kind<'a>,
) -> Entry<'a> {
    Entry {
        session,
        line,
        text,
        quoted: text.lines().next().unwrap_or_default(),
        column: 0,
        kind,
        folder: None,
        host: None,
        time: record.time.map(Stamp::Zoned),
        ended: None,
        status: None,
    }
}

/// A record of PowerShell.
fn record(number: u64, line: &str) -> Option<Record> {
    let (head, rest) = line
        .split_once(" powershell[")
        .or_else(|| line.split_once(" pwsh["))?;
    let host = head.rsplit(' ').next()?;
    let (process, rest) = rest.split_once("]: ")?;
    let (_, rest) = rest.strip_prefix('(')?.split_once(") [")?;
    let (event, message) = rest.split_once("] ")?;
    let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    let event = event.split(':').next().unwrap_or_default();
    (is_number && head.len() <= 200 && !host.is_empty()).then(|| Record {
        line: number,
        host: host.to_owned(),
        process: process.to_owned(),
        event: event.to_owned(),
        message: message.replace("#012", "\n").replace("#011", "\t"),
        time: head.split(' ').next().and_then(|time| time.parse().ok()),
    })
}

/// Whether the line is a record of some program.
fn is_record(line: &str) -> bool {
    let near = line.get(..line.len().min(200)).unwrap_or_default();
    near.find("]: ").is_some_and(|at| {
        let before = &near[..at];
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
        digits.ends_with('[') && digits.len() < before.len()
    })
}

/// A script block, or a part of one.
struct Block {
    number: u32,
    total: u32,
    text: String,
    id: String,
    path: String,
}

fn block(message: &str) -> Option<Block> {
    let (head, rest) = message.split_once("):\n")?;
    let (number, total) = head.rsplit_once('(')?.1.split_once(" of ")?;
    let (text, tail) = rest.rsplit_once("\n\nScriptBlock ID: ")?;
    let (id, path) = tail.split_once("\nPath:").unwrap_or((tail, ""));
    Some(Block {
        number: number.trim().parse().ok()?,
        total: total.trim().parse().ok()?,
        text: text.replace('⏎', "\n"),
        id: id.trim().to_owned(),
        path: path.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::tests::printed;

    #[test]
    fn script_blocks_and_what_was_bound() {
        let text = "Nov 28 22:35:42 FE01 sshd[1]: hello\n\
            2026-11-28T22:35:47+01:00 FE01 powershell[7]: (7.6.9:9:80) [ScriptBlock_Compile_Detail:ExecuteCommand.Create.Verbose] Creating Scriptblock text (1 of 1):#012prompt#012#012ScriptBlock ID: a#012Path: \n\
            2026-11-28T22:35:47+01:00 FE01 powershell[7]: (7.6.9:9:80) [ScriptBlock_Compile_Detail:ExecuteCommand.Create.Verbose] Creating Scriptblock text (1 of 1):#012foreach ($i in 1) {⏎$i⏎}#012#012ScriptBlock ID: b#012Path: \n\
            2026-11-28T22:35:48+01:00 FE01 powershell[7]: (7.6.9:9:80) [ScriptBlock_Compile_Detail:ExecuteCommand.Create.Verbose] Creating Scriptblock text (1 of 2):#012Get-\n\
            2026-11-28T22:35:49+01:00 FE01 powershell[7]: (7.6.9:9:80) [Pipeline_Detail:ExecutePipeline.Method.Informational] CommandInvocation(Get-X): \"Get-X\"#012ParameterBinding(Get-X): name=\"A\"; value=\"b\"#012#012#012Context:#012        Script Name = /srv/x.ps1#012\n";
        insta::assert_snapshot!(printed(text.as_bytes()), @r#"
        session line 2: FE01 - from 2026-11-28T21:35:47Z
        0:3 ScriptBlock { path: None } at 2026-11-28T21:35:47Z: foreach ($i in 1) {⏎$i⏎}
          from 3
        0:5 bound at 2026-11-28T21:35:49Z: CommandInvocation(Get-X): "Get-X"⏎ParameterBinding(Get-X): name="A"; value="b"
          from 5
        session 0 ends 2026-11-28T21:35:49Z Whole
        gap at 4 of session 0: Unreadable("a script block of which the end is not there")
        "#);
    }
}
