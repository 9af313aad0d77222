//! Events as the tools write them, and what they come to.

mod binary;
mod laws;
mod logs;
mod shapes;

use std::fmt::Write as _;
use std::io::Cursor;

use crate::printed::printed;
use crate::{Input, read};

/// An event to be written.
#[derive(Clone)]
struct Event {
    provider: &'static str,
    event: u32,
    id: u64,
    /// Seconds of a minute.
    second: u32,
    process: u32,
    channel: &'static str,
    computer: &'static str,
    sid: &'static str,
    /// Names, empty in a classic log, and values.
    data: Vec<(&'static str, String)>,
}

const OPERATIONAL: &str = "Microsoft-Windows-PowerShell/Operational";

/// An event of PowerShell.
fn powershell(id: u64, event: u32, data: Vec<(&'static str, String)>) -> Event {
    Event {
        provider: "Microsoft-Windows-PowerShell",
        event,
        id,
        second: u32::try_from(id).unwrap_or(0) % 60,
        process: 6012,
        channel: OPERATIONAL,
        computer: "fe01.contoso.com",
        sid: "S-1-5-21-1-1111",
        data,
    }
}

/// One part of a script block.
fn part(id: u64, number: u32, total: u32, text: &str, block: &str) -> Event {
    powershell(
        id,
        4104,
        vec![
            ("MessageNumber", number.to_string()),
            ("MessageTotal", total.to_string()),
            ("ScriptBlockText", text.to_owned()),
            ("ScriptBlockId", block.to_owned()),
            ("Path", String::new()),
        ],
    )
}

/// A line as typed.
fn line(id: u64, text: &str) -> Event {
    part(id, 1, 1, text, &format!("block-{id}"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

impl Event {
    /// As `wevtutil qe` and `ToXml()` write it: on one line, with single quotes.
    fn xml(&self) -> String {
        let mut xml = format!(
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
             <Provider Name='{}'/><EventID>{}</EventID><Version>1</Version>\
             <TimeCreated SystemTime='2026-03-14T20:15:{:02}.1234567Z'/>\
             <EventRecordID>{}</EventRecordID><Correlation/>\
             <Execution ProcessID='{}' ThreadID='1'/><Channel>{}</Channel>\
             <Computer>{}</Computer><Security UserID='{}'/></System><EventData>",
            self.provider,
            self.event,
            self.second,
            self.id,
            self.process,
            self.channel,
            self.computer,
            self.sid
        );
        for (name, value) in &self.data {
            let _ = match *name {
                "" => write!(xml, "<Data>{}</Data>", escaped(value)),
                _ => write!(xml, "<Data Name='{name}'>{}</Data>", escaped(value)),
            };
        }
        xml + "</EventData></Event>"
    }
}

/// Events as XML, one a line.
fn lines(events: &[Event]) -> String {
    events.iter().map(|event| event.xml() + "\n").collect()
}

/// What a file of these bytes comes to.
fn shown(bytes: &[u8]) -> String {
    printed(|parts, sink| {
        let capture = read(
            "capture",
            Input::File(&mut Cursor::new(bytes)),
            &crate::Said::default(),
            sink,
        )?;
        parts.sessions = capture.sessions;
        parts.gaps = capture.gaps;
        Ok(())
    })
}

/// Compares, without the indentation of the source.
#[track_caller]
fn comes_to(bytes: &[u8], expected: &str) {
    let lines: Vec<&str> = expected.trim_matches('\n').trim_end().lines().collect();
    let indent = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let expected: String = lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or_default().to_owned() + "\n")
        .collect();
    let shown = shown(bytes);
    assert!(
        shown == expected,
        "\n--- expected\n{expected}--- shown\n{shown}---"
    );
}
