//! The rules, as they are called.

use crate::diagnostic::Diagnostic;
use crate::page::drift::Subject;

/// The code of a page without a procedure.
pub(super) const NO_PROCEDURE: &str = "no-procedure";

pub(super) fn alone(_subject: Subject<'_>, _findings: &mut Vec<Diagnostic>) {}
