//! How a command ends, and what is said when it can not.

use runproof_core::diagnostic::{Code, Diagnostic, Severity, codes};
use runproof_core::world::{self, Fault};
use runproof_report::{self as report, Results, Style};

codes! {
    /// A file or folder that can not be read or written, or is no text of the kind that is wanted.
    ///
    /// The message says which and why. Files are UTF-8, or UTF-16 with its byte order mark, and
    /// at most 4 MiB. What was there before is still there: files are written whole or not at all.
    pub(crate) FILE_FAULT = "file-fault", Error;

    /// A runbook that is not there.
    ///
    /// A runbook is given by its id or by the path of its file. `runproof list` shows all ids.
    pub(crate) UNKNOWN_RUNBOOK = "unknown-runbook", Error;

    /// A variant that the runbook does not have. `runproof list` shows those that it has.
    pub(crate) UNKNOWN_VARIANT = "unknown-variant", Error;

    /// A language that there is no folder `locales/<tag>/` for.
    ///
    /// Languages are negotiated: `pt` finds `pt-BR`, and `de-AT` finds `de`. To add one, add its
    /// folder: nothing is recompiled.
    pub(crate) UNKNOWN_LOCALE = "unknown-locale", Error;

    /// A choice that the program can not make: give it on the command line.
    pub(crate) CHOICE_WANTED = "choice-wanted", Error;

    /// A file that is no capture, or nothing to be audited at all.
    ///
    /// ## Why
    ///
    /// An audit of nothing must not end with a verdict, and a file that was meant as evidence must
    /// not be passed over.
    ///
    /// ## Example
    ///
    /// `runproof check --change change.yaml screenshot.png`
    ///
    /// ## Instead
    ///
    /// Give what was captured: transcripts, histories, recordings of a terminal, event logs. Where
    /// the content does not say what a file is, `FORMAT=FILE` does, or `captures:` in the change file.
    /// One that cannot be read stops none of the others: it is a warning, and the report names it.
    pub(crate) NO_CAPTURE = "no-capture", Error;

    /// Nothing that is a page.
    ///
    /// ## Why
    ///
    /// Who looked at nothing must not say that nothing was found.
    ///
    /// ## Example
    ///
    /// `runproof drift images/`
    ///
    /// ## Instead
    ///
    /// Give pages: Markdown in UTF-8, or UTF-16 with its byte order mark, at most 16 MiB each. In a
    /// folder they are the files that end in `.md` or `.markdown`.
    pub(crate) NO_PAGE = "no-page", Error;

    /// A code that no finding has. `runproof explain` alone lists all of them.
    pub(crate) UNKNOWN_CODE = "unknown-code", Error;
}

/// How a command ended that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well: exit code 0.
    Done,
    /// There are findings at error level: exit code 1.
    Findings,
    /// Nothing is provably wrong, and evidence is lacking: exit code 3.
    Inconclusive,
}

/// Why a command could not do its work: exit code 2.
#[derive(Debug)]
pub(super) struct Failure(pub(super) Vec<Diagnostic>);

impl Failure {
    /// One thing that is wrong with what was asked.
    pub(super) fn new(
        code: &'static Code,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Self {
        Self(vec![Diagnostic::nowhere(code, message).maybe_help(help)])
    }

    /// Says on standard error what is wrong.
    pub(super) fn print(&self) {
        complain(&self.0);
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self(vec![of_fault(&fault)])
    }
}

impl From<Vec<Fault>> for Failure {
    fn from(faults: Vec<Fault>) -> Self {
        Self(faults.iter().map(of_fault).collect())
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(findings: Vec<Diagnostic>) -> Self {
        Self(findings)
    }
}

/// A fault of the world as a finding.
pub(super) fn of_fault(fault: &Fault) -> Diagnostic {
    Diagnostic::nowhere(&FILE_FAULT, fault.to_string()).maybe_help(fault.help.clone())
}

/// Says findings on standard error, with colours where that is a terminal.
pub(super) fn complain(findings: &[Diagnostic]) {
    if findings.is_empty() {
        return;
    }
    let style = style(world::errors_are_on_terminal());
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = report::text(&Results::of(findings), style, &mut text);
    world::complain(&text);
}

/// Colours where there is a terminal, unless the environment says otherwise
/// (<https://no-color.org>, <https://bixense.com/clicolors/>).
pub(super) fn style(is_terminal: bool) -> Style {
    let forced = world::variable("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let is_dumb = world::variable("TERM").is_some_and(|term| term == "dumb");
    if world::variable("NO_COLOR").is_none() && (forced || (is_terminal && !is_dumb)) {
        Style::Coloured
    } else {
        Style::Plain
    }
}

/// Whether a finding is more than a remark.
pub(super) fn is_error(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error
}
