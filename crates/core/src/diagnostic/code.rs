//! The codes of findings: a stable name, a severity, and a manual.

use std::fmt;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Wrong: a reader would be misled, or nothing can be made from it.
    Error,
    /// Probably wrong, or wrong in a way that misleads nobody.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A kind of finding. Names are kebab-case, name the defect and never change their meaning.
#[derive(Debug)]
pub struct Code {
    /// The name that is printed, waived and explained.
    pub name: &'static str,
    /// The severity unless a rule knows better.
    pub severity: Severity,
    /// The manual, Markdown, one element a line, as the doc comment of the code has it.
    pub manual: &'static [&'static str],
}

impl Code {
    /// The first sentence of the manual.
    pub fn summary(&self) -> &'static str {
        self.manual.first().map_or("", |line| line.trim())
    }

    /// The whole manual as Markdown.
    pub fn manual(&self) -> String {
        let mut text = String::new();
        for line in self.manual {
            text.push_str(line.strip_prefix(' ').unwrap_or(line));
            text.push('\n');
        }
        text
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

/// Declares codes; the doc comment of each is the manual that `explain` prints.
///
/// ```ignore
/// codes! {
///     /// A key that the format does not know.
///     ///
///     /// It would be ignored in silence, and its author would trust it.
///     pub UNKNOWN_KEY = "unknown-key", Error;
/// }
/// ```
#[macro_export]
macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $vis:vis $constant:ident = $name:literal, $severity:ident; )+) => {
        $(
            $(#[doc = $doc])+
            $vis static $constant: $crate::diagnostic::Code = $crate::diagnostic::Code {
                name: $name,
                severity: $crate::diagnostic::Severity::$severity,
                manual: &[$($doc),+],
            };
        )+
        /// The codes of this file.
        pub static CODES: &[&$crate::diagnostic::Code] = &[$(&$constant),+];
    };
}
