//! Small definitions of our own and what was captured of them, for what a reader should see whole.

use std::fmt::Write;

use super::{concluded_of, options};
use crate::{Account, Conclusion};

/// What is held against what.
pub(super) struct Project {
    pub(super) runbook: String,
    pub(super) change: String,
    captures: Vec<(String, String)>,
}

impl Project {
    /// A procedure in PowerShell: its parameters, steps and what else the definition says.
    pub(super) fn powershell(rest: &str) -> Self {
        Self::new("powershell", rest)
    }

    fn new(shell: &str, rest: &str) -> Self {
        Self {
            runbook: format!(
                "format: runproof/runbook/1\nid: sample\nrevision: 1.0.0\nshell: {shell}\nvariants: {{ v: {{}} }}\n{rest}"
            ),
            change: "change: CHG1\nwindow: { start: 2026-03-14T20:00:00Z, end: 2026-03-15T02:00:00Z }\ntimezone: UTC\n"
                .to_owned(),
            captures: Vec::new(),
        }
    }

    /// More of the change file.
    pub(super) fn change(mut self, more: &str) -> Self {
        self.change.push_str(more);
        self
    }

    /// A capture.
    pub(super) fn capture(mut self, name: &str, text: impl Into<String>) -> Self {
        self.captures.push((name.to_owned(), text.into()));
        self
    }

    /// A transcript of a computer: a command a minute from 20:10 on, and what each printed.
    pub(super) fn typed(self, host: &str, lines: &[(&str, &str)]) -> Self {
        let name = format!("{host}.txt");
        let text = transcript(host, 10, lines);
        self.capture(&name, text)
    }

    pub(super) fn concluded(&self) -> Conclusion {
        let captures = self.captures.iter();
        let captures: Vec<(&str, &str)> = captures
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        concluded_of(&self.runbook, &self.change, &captures, &options())
    }

    /// The verdict, and what was found: `deviating: missing restart srv01`.
    pub(super) fn said(&self) -> String {
        said(&self.concluded())
    }
}

/// The verdict, and what was found.
pub(super) fn said(conclusion: &Conclusion) -> String {
    let verdict = &conclusion.verdict;
    let found = verdict.findings.iter().map(|finding| {
        let step = finding.step.map_or("–", |at| verdict.steps[at].id.as_str());
        let mut text = format!("{} {step}", finding.code.name());
        for (_, value) in &finding.binding {
            let _ = write!(text, " {value}");
        }
        text
    });
    let found: Vec<String> = found.collect();
    match found.is_empty() {
        true => verdict.overall.name().to_owned(),
        false => format!("{}: {}", verdict.overall.name(), found.join(", ")),
    }
}

/// The control totals, those that are not nothing.
pub(super) fn totals(conclusion: &Conclusion) -> String {
    let commands = conclusion.verdict.totals.commands;
    let counted = Account::ALL.into_iter().filter(|one| commands.of(*one) > 0);
    let counted: Vec<String> = counted
        .map(|one| format!("{} {}", one.name(), commands.of(one)))
        .collect();
    format!("{} = {}", commands.all(), counted.join(" + "))
}

/// A transcript of Windows PowerShell with the time of each command, which are a minute apart.
pub(super) fn transcript(host: &str, from: u32, lines: &[(&str, &str)]) -> String {
    let stars = "**********************";
    let time = |minute: u32| format!("20260314{:02}{:02}00", 20 + minute / 60, minute % 60);
    let mut text = format!(
        "{stars}\nWindows PowerShell transcript start\nStart time: {}\nUsername: EXAMPLE\\ops\n\
         RunAs User: EXAMPLE\\ops\nConfiguration Name: \nMachine: {host} (Microsoft Windows NT 10.0.17763.0)\n\
         Host Application: powershell.exe\nProcess ID: {}\nPSVersion: 5.1.17763.1852\n{stars}\n",
        time(from - 1),
        4000 + from,
    );
    let mut minute = from;
    for (typed, printed) in lines {
        let _ = write!(
            text,
            "{stars}\nCommand start time: {}\n{stars}\nPS C:\\> {typed}\n{printed}",
            time(minute)
        );
        minute += 1;
    }
    let _ = write!(
        text,
        "{stars}\nWindows PowerShell transcript end\nEnd time: {}\n{stars}\n",
        time(minute)
    );
    text
}

/// What a guided script for PowerShell leaves in a transcript: a mark a minute, and what commands
/// printed between theirs.
#[derive(Clone)]
pub(super) struct Guided {
    host: String,
    session: String,
    /// What stands in every mark before the computer: of which definition and change it is.
    of: String,
    minute: u32,
    text: String,
}

impl Guided {
    /// A script of the project's definition and change, on a computer, from 20:00 and so many minutes.
    pub(super) fn new(project: &Project, host: &str, session: &str, minute: u32) -> Self {
        let sha256 = runproof_model::runbook::sha256(&project.runbook);
        let mut guided = Self {
            host: host.to_owned(),
            session: session.to_owned(),
            of: format!(
                "\"runbook\":\"sample\",\"revision\":\"1.0.0\",\"sha256\":\"{sha256}\",\"variant\":\"v\",\"change\":\"CHG1\""
            ),
            minute,
            text: String::new(),
        };
        guided.mark("session-start", "");
        guided
    }

    /// The same marks with something else in them.
    pub(super) fn with(mut self, from: &str, to: &str) -> Self {
        assert!(self.text.contains(from), "{from} in {}", self.text);
        self.text = self.text.replace(from, to);
        self.of = self.of.replace(from, to);
        self
    }

    fn mark(&mut self, event: &str, more: &str) {
        let Self { minute, .. } = *self;
        let time = format!(
            "2026-03-14T{:02}:{:02}:00+00:00",
            20 + minute / 60,
            minute % 60
        );
        let _ = writeln!(
            self.text,
            "#runproof:1 {{\"event\":\"{event}\",\"session\":\"{}\",\"time\":\"{time}\",{},\"host\":\"{}\",\"user\":\"EXAMPLE\\\\ops\",\"operator\":\"Ursula\"{more}}}",
            self.session, self.of, self.host
        );
        self.minute += 1;
    }

    fn about(step: &str, binding: &str) -> String {
        format!(",\"step\":\"{step}\",\"number\":1,\"binding\":{{{binding}}}")
    }

    pub(super) fn done(mut self, step: &str, binding: &str) -> Self {
        self.mark("by-hand-done", &Self::about(step, binding));
        self
    }

    pub(super) fn skipped(mut self, step: &str, binding: &str, reason: &str) -> Self {
        let more = format!("{},\"reason\":\"{reason}\"", Self::about(step, binding));
        self.mark("skipped", &more);
        self
    }

    pub(super) fn answered(mut self, step: &str, answer: bool) -> Self {
        self.mark(
            "decision",
            &format!(",\"step\":\"{step}\",\"number\":1,\"answer\":{answer}"),
        );
        self
    }

    /// A command that is begun, and never ends.
    pub(super) fn begun(mut self, step: &str, binding: &str, command: &str) -> Self {
        let more = format!("{},\"command\":\"{command}\"", Self::about(step, binding));
        self.mark("command-start", &more);
        self
    }

    pub(super) fn ran(self, step: &str, binding: &str, command: &str, printed: &str) -> Self {
        let mut run = self.begun(step, binding, command);
        run.text.push_str(printed);
        let more = format!(
            "{},\"command\":\"{command}\",\"exit\":0",
            Self::about(step, binding)
        );
        run.mark("command-end", &more);
        run
    }

    /// A pause.
    pub(super) fn waits(mut self, minutes: u32) -> Self {
        self.minute += minutes;
        self
    }

    /// The transcript, as far as the script got.
    pub(super) fn text(&self) -> String {
        let whole = transcript(&self.host, 1, &[]);
        let (head, foot) = whole.split_at(whole.len() / 2);
        // The head ends with the third line of stars.
        let at = whole.match_indices("**********************\n").nth(1);
        let at = at.map_or(head.len() + foot.len(), |(at, stars)| at + stars.len());
        let (head, foot) = whole.split_at(at);
        let time = |minute: u32| format!("20260314{:02}{:02}00", 20 + minute / 60, minute % 60);
        let foot = foot.replace(&time(1), &time(self.minute));
        format!("{head}{}{foot}", self.text)
    }
}

impl Project {
    /// The transcript of a guided script.
    pub(super) fn guided(self, name: &str, guided: &Guided) -> Self {
        let text = guided.text();
        self.capture(name, text)
    }
}
