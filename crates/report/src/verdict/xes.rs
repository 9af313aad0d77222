//! The evidence as an event log for process mining: XES, IEEE 1849.
//!
//! One trace, the change; its events are the commands that evidence a step and those that are in
//! none. What a capture says beyond the standard's attributes is under `runproof:`, and is read back
//! by the reader of this format.

use std::collections::HashSet;
use std::io::{self, Write};

use super::clock::Clock;
use super::json::{language_name, status_name};
use super::tree::Report;
use runproof_audit::{Account, Code, Evidence};
use runproof_text::xml::Xml;

/// Writes the log, events in the order of their times.
pub(super) fn xes(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let p = report.provenance;
    let mut xml = Xml::new(out)?;
    xml.open(
        "log",
        &[
            ("xes.version", "1849-2016"),
            ("xes.features", ""),
            ("xmlns", "http://www.xes-standard.org/"),
        ],
    )?;
    for (name, prefix) in [
        ("Concept", "concept"),
        ("Time", "time"),
        ("Organizational", "org"),
    ] {
        let uri = match prefix {
            "org" => "http://www.xes-standard.org/org.xesext".to_owned(),
            _ => format!("http://www.xes-standard.org/{prefix}.xesext"),
        };
        let attributes = [("name", name), ("prefix", prefix), ("uri", uri.as_str())];
        xml.empty("extension", &attributes)?;
    }
    for scope in ["trace", "event"] {
        xml.open("global", &[("scope", scope)])?;
        string(&mut xml, "concept:name", "")?;
        xml.close()?;
    }
    let classifier = [("name", "Step"), ("keys", "concept:name")];
    xml.empty("classifier", &classifier)?;
    string(&mut xml, "concept:name", &p.runbook)?;
    xml.open("trace", &[])?;
    string(&mut xml, "concept:name", &p.change)?;
    string(&mut xml, "runproof:runbook", &p.runbook)?;
    string(&mut xml, "runproof:variant", &p.variant)?;
    string(&mut xml, "runproof:verdict", report.overall.name())?;
    for waiver in report.accepted {
        string(&mut xml, "runproof:accepted-by", &waiver.by)?;
    }
    for account in Account::ALL {
        let key = format!("runproof:total:{}", account.name());
        let count = report.totals.commands.of(account).to_string();
        xml.empty("int", &[("key", &key), ("value", &count)])?;
    }
    let clock = Clock::new(p.timezone.as_deref());
    for event in events(report, &clock) {
        event.write(report, &clock, &mut xml)?;
    }
    xml.close()?;
    xml.close()
}

/// A command, and what it was to the audit.
struct Event<'v> {
    evidence: &'v Evidence,
    step: Option<&'v str>,
    verdict: &'static str,
    has_failed: bool,
}

fn events<'v>(report: &Report<'v>, clock: &Clock) -> Vec<Event<'v>> {
    let key = |e: &Evidence| (e.capture, e.session, e.line, e.quoted.mark.start);
    let failed: HashSet<_> = report
        .findings
        .iter()
        .chain(&report.waived)
        .filter(|finding| finding.code == Code::Failed)
        .flat_map(|finding| finding.evidence.iter().map(key))
        .collect();
    let mut known = HashSet::new();
    let mut events = Vec::new();
    let mut put = |evidence: &'v Evidence, step, verdict| {
        if known.insert((key(evidence), evidence.command.as_str())) {
            events.push(Event {
                evidence,
                step,
                verdict,
                has_failed: failed.contains(&key(evidence)),
            });
        }
    };
    for step in &report.steps {
        for occurrence in &step.occurrences {
            for evidence in occurrence.evidence {
                put(evidence, Some(step.id), status_name(occurrence.status));
            }
        }
    }
    for finding in report.findings.iter().chain(&report.waived) {
        let step = finding.step.and_then(|index| report.steps.get(index));
        for evidence in finding.evidence {
            put(evidence, step.map(|step| step.id), finding.code.name());
        }
    }
    for unplanned in report.unplanned {
        put(&unplanned.evidence, None, "unplanned");
    }
    events.sort_by_key(|event| {
        let e = event.evidence;
        (e.capture, e.session, e.line, e.quoted.mark.start)
    });
    // An event without a time comes with the one before it in its session.
    let mut last = (usize::MAX, usize::MAX, i64::MIN);
    let mut timed: Vec<(i64, Event<'v>)> = events
        .into_iter()
        .map(|event| {
            let e = event.evidence;
            if (last.0, last.1) != (e.capture, e.session) {
                last = (e.capture, e.session, i64::MIN);
            }
            let time = e.time.as_deref().and_then(|time| clock.read(time));
            if let Some(time) = time {
                last.2 = time.seconds();
            }
            (last.2, event)
        })
        .collect();
    timed.sort_by_key(|(time, _)| *time);
    timed.into_iter().map(|(_, event)| event).collect()
}

impl Event<'_> {
    fn write(&self, report: &Report<'_>, clock: &Clock, xml: &mut Xml<'_>) -> io::Result<()> {
        let e = self.evidence;
        let session = report.session(e);
        let host = e.host.as_deref().or_else(|| session?.host.as_deref());
        let user = e.user.as_deref().or_else(|| session?.user.as_deref());
        xml.open("event", &[])?;
        string(
            xml,
            "concept:name",
            self.step.unwrap_or_else(|| name(&e.command)),
        )?;
        if let Some(user) = user {
            string(xml, "org:resource", user)?;
        }
        if let Some(time) = e.time.as_deref().and_then(|time| clock.read(time)) {
            let time = time.xml();
            xml.empty("date", &[("key", "time:timestamp"), ("value", &time)])?;
        }
        string(xml, "runproof:command", &e.command)?;
        if let Some(host) = host {
            string(xml, "runproof:host", host)?;
        }
        let number = format!("{}.{}", e.capture, e.session);
        string(xml, "runproof:session", &number)?;
        if let Some(session) = session {
            string(xml, "runproof:shell", language_name(session.language))?;
        }
        // That a command completed is nowhere said; that it failed is what a finding says.
        if self.has_failed {
            string(xml, "runproof:status", "failed")?;
        }
        if let Some(output) = &e.output {
            string(xml, "runproof:output", &output.text)?;
        }
        string(xml, "runproof:capture", report.path(e.capture))?;
        let line = e.line.to_string();
        xml.empty("int", &[("key", "runproof:line"), ("value", &line)])?;
        if let Some(step) = self.step {
            string(xml, "runproof:step", step)?;
        }
        string(xml, "runproof:verdict", self.verdict)?;
        xml.close()
    }
}

fn string(xml: &mut Xml<'_>, key: &str, value: &str) -> io::Result<()> {
    xml.empty("string", &[("key", key), ("value", value)])
}

/// The command's name: its first word, without what calls it.
fn name(command: &str) -> &str {
    let command = command.trim_start_matches(['&', '.', ' ', '\t']);
    let quoted = command.strip_prefix(['"', '\'']).and_then(|rest| {
        let end = rest.find(['"', '\''])?;
        rest.get(..end)
    });
    let word = quoted.unwrap_or_else(|| command.split_whitespace().next().unwrap_or(command));
    let file = word.rsplit(['\\', '/']).next().unwrap_or(word);
    if file.is_empty() { "?" } else { file }
}
