//! Windows event logs as XML.

use super::encoding::{Encoding, Ends};
use super::{Input, Page, Recording, Sitting, bound, image};
use crate::hosts::Host;
use crate::scenario::Variant;

/// How events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) kind: Kind,
    pub(crate) shape: Shape,
    pub(crate) encoding: Encoding,
}

/// What is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 4104: script blocks.
    ScriptBlocks,
    /// 4104 in parts, each block cut in two.
    Parts,
    /// 4103: cmdlets with their parameters.
    Modules,
    /// Security 4688: processes.
    Processes,
    /// Sysmon 1: processes.
    Sysmon,
}

/// What is around the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `wevtutil qe`: one a line, single quotes, no root.
    PerLine,
    /// The same with `/e:Events`.
    Rooted,
    /// Indented, as viewers save them.
    Indented,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [
        Self::ScriptBlocks,
        Self::Parts,
        Self::Modules,
        Self::Processes,
        Self::Sysmon,
    ];
}

impl Shape {
    pub(crate) const ALL: [Self; 3] = [Self::PerLine, Self::Rooted, Self::Indented];
}

/// The sittings as one log.
pub(super) fn record(stem: &str, form: Form, variant: Variant, sittings: &[Sitting]) -> Recording {
    let mut page = Page::default();
    match form.shape {
        Shape::PerLine => {}
        Shape::Rooted => page.write("<Events>"),
        Shape::Indented => page.write("<?xml version=\"1.0\"?>\n<Events>"),
    }
    let mut number = 40_210;
    for sitting in sittings {
        for input in &sitting.inputs {
            let act = input.act.as_ref().map(|(id, _)| *id);
            for (place, event) in events(form.kind, variant, sitting, input)
                .iter()
                .enumerate()
            {
                number += 1;
                // Of several it is the first: the first part of a block, or the block before a prompt.
                let act = act.filter(|_| place == 0);
                page.mark(&event.text(form.shape, number), act);
            }
        }
    }
    if form.shape != Shape::PerLine {
        page.write("</Events>");
    }
    Recording {
        name: format!("{stem}.xml"),
        bytes: form.encoding.bytes(&page.lines, Ends::Windows),
        marks: page.marks,
    }
}

/// One event.
struct Event {
    provider: &'static str,
    channel: &'static str,
    id: u32,
    host: Host,
    /// In UTC.
    at: String,
    data: Vec<(&'static str, String)>,
}

fn events(kind: Kind, variant: Variant, sitting: &Sitting, input: &Input) -> Vec<Event> {
    let host = input.remote.unwrap_or(sitting.machine);
    let zone = jiff::tz::Offset::constant(1);
    let at = zone.to_timestamp(input.at).expect("a time");
    let at = format!("{}3502836Z", at.strftime("%Y-%m-%dT%H:%M:%S."));
    let powershell = |id, data| Event {
        provider: "Microsoft-Windows-PowerShell",
        channel: "Microsoft-Windows-PowerShell/Operational",
        id,
        host,
        at: at.clone(),
        data,
    };
    let block = |number: usize, total: usize, text: &str| {
        let whole = if total > 1 { &input.typed } else { text };
        powershell(
            4104,
            vec![
                ("MessageNumber", number.to_string()),
                ("MessageTotal", total.to_string()),
                ("ScriptBlockText", text.to_owned()),
                ("ScriptBlockId", guid(whole, &at)),
                ("Path", String::new()),
            ],
        )
    };
    let process = input
        .act
        .as_ref()
        .and_then(|(_, what)| image(what, variant))
        .or_else(|| match input.typed.split(' ').next()? {
            "ping" => Some(r"C:\Windows\System32\PING.EXE".to_owned()),
            "whoami" => Some(r"C:\Windows\System32\whoami.exe".to_owned()),
            // Consoles are opened all the time.
            _ if input.act.is_none() => Some(r"C:\Windows\System32\conhost.exe".to_owned()),
            _ => None,
        });
    match kind {
        // Each prompt is a block of its own.
        Kind::ScriptBlocks => vec![block(1, 1, &input.typed), block(1, 1, "prompt")],
        Kind::Parts => {
            let middle = (0..=input.typed.len() / 2)
                .rfind(|place| input.typed.is_char_boundary(*place))
                .unwrap_or(0);
            let (first, second) = input.typed.split_at(middle);
            vec![block(1, 2, first), block(2, 2, second)]
        }
        Kind::Modules => bound(input)
            .map(|payload| {
                let context = format!(
                    "        Severity = Informational\n        Host Name = ConsoleHost\n        Host Version = 5.1.17763.1852\n        User = {}\n        Shell ID = Microsoft.PowerShell\n",
                    sitting.user
                );
                powershell(
                    4103,
                    vec![
                        ("ContextInfo", context),
                        ("UserData", String::new()),
                        ("Payload", format!("{payload}\n")),
                    ],
                )
            })
            .into_iter()
            .collect(),
        Kind::Processes => process
            .map(|image| {
                let (domain, user) = sitting.user.split_once('\\').expect("DOMAIN\\user");
                Event {
                    provider: "Microsoft-Windows-Security-Auditing",
                    channel: "Security",
                    id: 4688,
                    host,
                    at: at.clone(),
                    data: vec![
                        ("SubjectUserSid", "S-1-5-21-4230534742-1111".to_owned()),
                        ("SubjectUserName", user.to_owned()),
                        ("SubjectDomainName", domain.to_owned()),
                        ("SubjectLogonId", "0x1a2b3c".to_owned()),
                        ("NewProcessId", "0x1d34".to_owned()),
                        ("NewProcessName", image.clone()),
                        ("TokenElevationType", "%%1936".to_owned()),
                        ("ProcessId", "0xb70".to_owned()),
                        ("CommandLine", line(&image, input)),
                        (
                            "ParentProcessName",
                            r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe".to_owned(),
                        ),
                    ],
                }
            })
            .into_iter()
            .collect(),
        Kind::Sysmon => process
            .map(|image| Event {
                provider: "Microsoft-Windows-Sysmon",
                channel: "Microsoft-Windows-Sysmon/Operational",
                id: 1,
                host,
                at: at.clone(),
                data: vec![
                    ("RuleName", "-".to_owned()),
                    ("UtcTime", at.replace('T', " ")[..23].to_owned()),
                    ("ProcessId", "7476".to_owned()),
                    ("Image", image.clone()),
                    ("CommandLine", line(&image, input)),
                    ("CurrentDirectory", r"C:\Users\uc.admin\".to_owned()),
                    ("User", sitting.user.to_owned()),
                    (
                        "ParentImage",
                        r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe".to_owned(),
                    ),
                ],
            })
            .into_iter()
            .collect(),
    }
}

/// A process's command line.
fn line(image: &str, input: &Input) -> String {
    use crate::scenario::What;
    match &input.act {
        Some((_, What::Bootstrapper(_, Some(switch)))) => format!("\"{image}\" {switch}"),
        _ => format!("\"{image}\" "),
    }
}

impl Event {
    fn text(&self, shape: Shape, number: u32) -> String {
        let (quote, between) = match shape {
            Shape::Indented => ('"', "\n    "),
            _ => ('\'', ""),
        };
        let name = |name: &str| format!("{quote}{name}{quote}");
        let mut data = String::new();
        for (key, value) in &self.data {
            data.push_str(&format!(
                "{between}<Data Name={}>{}</Data>",
                name(key),
                escaped(value)
            ));
        }
        let outer = match shape {
            Shape::Indented => "\n  ",
            _ => "",
        };
        let end = match shape {
            Shape::Indented => "\n",
            _ => "",
        };
        format!(
            "<Event xmlns={}>{outer}<System>{between}<Provider Name={}/>{between}<EventID>{}</EventID>{between}<Version>1</Version>{between}<TimeCreated SystemTime={}/>{between}<EventRecordID>{number}</EventRecordID>{between}<Channel>{}</Channel>{between}<Computer>{}</Computer>{between}<Security/>{outer}</System>{outer}<EventData>{data}{outer}</EventData>{end}</Event>",
            name("http://schemas.microsoft.com/win/2004/08/events/event"),
            name(self.provider),
            self.id,
            name(&self.at),
            self.channel,
            self.host.full(),
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// An id that follows from its text and time.
fn guid(text: &str, at: &str) -> String {
    let mut sum = 0xCBF2_9CE4_8422_2325_u64;
    for byte in text.bytes().chain(at.bytes()) {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    format!(
        "{:08x}-{:04x}-4b15-8766-{:012x}",
        sum >> 32,
        sum & 0xFFFF,
        sum >> 16
    )
}
