//! A finding about a text: what is wrong, where, and what to do.
//!
//! Every room reports in this one form and never prints. The renderers in `report` are siblings
//! that turn a list of [`Diagnostic`]s into text, JSON or SARIF.

mod code;
mod source;
mod suggest;

pub use crate::codes;
pub use code::{Code, Severity};
pub use source::{LineColumn, Location, Source, Span};
pub use suggest::{did_you_mean, nearest};

/// One finding. It stands alone: the message says what was found, the help says what to write.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Which rule speaks; its manual is what `explain` prints.
    pub code: &'static Code,
    /// How grave it is here; the code's own severity unless the rule knows better.
    pub severity: Severity,
    /// One sentence, lower case, names in backticks.
    pub message: String,
    /// The place; `None` where the fault is that something does not exist.
    pub location: Option<Location>,
    /// Other places that explain the first, each with a label.
    pub related: Vec<(Location, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding at a place, with the severity of its code.
    pub fn at(code: &'static Code, location: Location, message: impl Into<String>) -> Self {
        Self {
            location: Some(location),
            ..Self::nowhere(code, message)
        }
    }

    /// A finding that has no place in any file.
    pub fn nowhere(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            location: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// The same finding with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same finding with advice, where there is some.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// The same finding with another place that explains it.
    #[must_use]
    pub fn related(mut self, location: Location, label: impl Into<String>) -> Self {
        self.related.push((location, label.into()));
        self
    }

    /// Whether the finding forbids going on.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Orders findings as a reader meets them: by file, place and code.
    pub fn reading_order(&self) -> (&str, u32, u32, &'static str) {
        match &self.location {
            Some(at) => (at.source.name(), at.span.start, at.span.end, self.code.name),
            None => ("", 0, 0, self.code.name),
        }
    }
}

/// Whether any of the findings forbids going on.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(Diagnostic::is_error)
}
