//! Findings in the forms that people and machines read: one file a form.
//!
//! Each writes to a writer that it is given, knows no file and no terminal, and writes the same
//! bytes for the same findings.

mod format;
mod interpretation;
mod json;
mod junit;
mod markdown;
mod sarif;
mod text;
pub mod verdict;

#[cfg(test)]
mod tests;

use runproof_core::diagnostic::{Diagnostic, Severity};
use runproof_core::waiver::Waiver;

pub use interpretation::{Answer, Ran, ran, schema as interpretation_schema, told};
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;
pub use text::{Style, text};

/// What there is to report.
#[derive(Debug, Clone, Copy, Default)]
pub struct Results<'a> {
    /// What counts, in reading order.
    pub findings: &'a [Diagnostic],
    /// What was waived, each with the index of its waiver.
    pub waived: &'a [(Diagnostic, usize)],
    /// The waivers.
    pub waivers: &'a [Waiver],
}

impl<'a> Results<'a> {
    /// Findings of which none was waived.
    pub fn of(findings: &'a [Diagnostic]) -> Self {
        Self {
            findings,
            ..Self::default()
        }
    }

    /// What there is, in one line: `2 errors, 1 warning; 3 waived`.
    pub fn summary(&self) -> String {
        let count = |severity: Severity, name: &str| {
            let findings = self.findings.iter();
            let number = findings.filter(|f| f.severity == severity).count();
            match number {
                0 => None,
                1 => Some(format!("1 {name}")),
                _ => Some(format!("{number} {name}s")),
            }
        };
        let parts: Vec<String> = [
            count(Severity::Error, "error"),
            count(Severity::Warning, "warning"),
            count(Severity::Note, "note"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let found = if parts.is_empty() {
            "nothing found".to_owned()
        } else {
            parts.join(", ")
        };
        match self.waived.len() {
            0 => found,
            number => format!("{found}; {number} waived"),
        }
    }
}
