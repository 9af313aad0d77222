//! Small definitions of our own and what was captured of them, for what a reader should see whole.

use std::fmt::Write;

use super::{concluded_of, options};
use crate::audit::{Account, Conclusion};

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
