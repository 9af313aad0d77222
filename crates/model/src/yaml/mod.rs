//! YAML (and JSON, its subset) read into types, with every fault at once and at its place.
//!
//! Three steps, so that nothing stops at the first fault: the text becomes a tree of nodes with
//! spans, the tree is held against the JSON Schema of the type (the same that `runproof schema`
//! prints), and only a tree of the right shape is given to serde.

mod de;
mod shape;
mod spanned;
mod tree;

use std::sync::Arc;

use serde::de::DeserializeOwned;

use runproof_core::diagnostic::{Diagnostic, Location, Source, has_errors};

pub use shape::CODES as SHAPE_CODES;
pub use shape::Shape;
pub use spanned::{Datum, Entries, OneOrEach, OneOrMany, Spanned};
pub use tree::CODES as TREE_CODES;

/// What came of reading a file: the value, if it has the right shape, and what is wrong.
#[derive(Debug)]
pub struct Read<T> {
    /// The value; `None` where any finding is an error.
    pub value: Option<T>,
    /// Everything that was found.
    pub findings: Vec<Diagnostic>,
}

/// What is wrong with a text as YAML, whatever it should hold.
pub fn faults(source: &Arc<Source>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    tree::parse(source, &mut findings);
    findings
}

/// Reads a text of the given shape.
pub fn read<T: DeserializeOwned>(source: &Arc<Source>, shape: &Shape) -> Read<T> {
    let mut findings = Vec::new();
    let Some(tree) = tree::parse(source, &mut findings) else {
        return Read {
            value: None,
            findings,
        };
    };
    shape.check(&tree, source, &mut findings);
    if has_errors(&findings) {
        return Read {
            value: None,
            findings,
        };
    }
    match T::deserialize(&tree) {
        Ok(value) => Read {
            value: Some(value),
            findings,
        },
        Err(error) => {
            // The shape was right, so this is a rule that only the type itself knows.
            let location = Location::new(source, tree.span);
            findings.push(Diagnostic::at(
                &shape::WRONG_VALUE,
                location,
                error.to_string(),
            ));
            Read {
                value: None,
                findings,
            }
        }
    }
}
