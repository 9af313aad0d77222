//! Several exclamation marks in a row.

use super::Findings;
use crate::subject::Subject;
use runproof_core::diagnostic::codes;

codes! {
    /// Several exclamation marks in a row.
    ///
    /// ## Why
    ///
    /// A procedure that shouts at every step has no louder voice for the step that matters.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// stop = Stop the service!!
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// stop = Stop the service.
    /// ```
    pub EXCLAMATION_MARKS = "exclamation-marks", Warning;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for text in &subject.texts {
        let marks = text.reading.text.match_indices("!!").next();
        let Some((at, marks)) = marks else { continue };
        findings.push(
            subject
                .finding(
                    &EXCLAMATION_MARKS,
                    text.reading,
                    at..at + marks.len(),
                    "several exclamation marks in a row",
                )
                .help("write one, or a full stop"),
        );
    }
}
