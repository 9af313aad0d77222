//! A reference to a message that there is not.

use super::Findings;
use crate::sheet::{Key, Kind, Target};
use crate::subject::Subject;
use runproof_core::diagnostic::{Diagnostic, codes, did_you_mean};

codes! {
    /// A reference to a message, or to an attribute, that there is not.
    ///
    /// ## Why
    ///
    /// The document prints the reference itself, `{next-step}`, in the middle of a sentence.
    /// Mostly its `$` or `-` was forgotten.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// sync = Synchronize { pool }.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// sync = Synchronize { $pool }.
    /// ```
    pub UNKNOWN_MESSAGE_REFERENCE = "unknown-message-reference", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let scope = &subject.book.scope;
    for reference in &subject.unit.references {
        let Target::Message(attribute) = reference.target else {
            continue;
        };
        let name = reference.name;
        let key = Key {
            kind: Kind::Message,
            id: name,
            attribute,
        };
        if scope.unit(&key).is_some() || scope.is_unread(Kind::Message, name) {
            continue;
        }
        let is_variable = subject
            .origin
            .is_some_and(|o| o.variables().any(|v| v == name));
        let is_term = scope
            .unit(&Key {
                kind: Kind::Term,
                attribute: None,
                ..key
            })
            .is_some();
        let help = if is_variable {
            Some(format!("write `${name}` for the variable"))
        } else if is_term {
            Some(format!("write `-{name}` for the term"))
        } else {
            did_you_mean(name, scope.ids(Kind::Message))
        };
        findings.push(
            Diagnostic::at(
                &UNKNOWN_MESSAGE_REFERENCE,
                scope.own.locate(name),
                format!("there is no message `{key}`"),
            )
            .maybe_help(help),
        );
    }
}
