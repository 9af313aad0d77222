//! Whether a shell takes two commands for the same: aliases, abbreviated parameters, values by
//! position, and parameters that a definition says are of no account.

use super::statement::{Statement, placeholder};
use runproof_shell::powershell::Interpreter;
use runproof_shell::{Comparison, Dialect, Invocation, Line, Tables, compare};

/// Whether both come to the same for PowerShell. What it can not read is not the same.
pub(super) fn is_same(one: &Statement, other: &Statement, tables: &Tables) -> bool {
    if one.dialect != Dialect::PowerShell || other.dialect != Dialect::PowerShell {
        return false;
    }
    let (one, other) = (run(&one.text, tables), run(&other.text, tables));
    !one.is_empty()
        && one.len() == other.len()
        && one
            .iter()
            .zip(&other)
            .all(|(one, other)| compare(one, other, tables) == Comparison::Same)
}

fn run(text: &str, tables: &Tables) -> Vec<Invocation> {
    let line = Line {
        text: &without_placeholders(text),
        folder: None,
        host: None,
    };
    Interpreter::new(tables).run(&line)
}

/// A placeholder is no text of a shell; a word stands for it, the same for all.
fn without_placeholders(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        match placeholder(&text[at..]).filter(|_| c == '<') {
            Some(length) => {
                skip = at + length;
                out.push_str("PLACEHOLDER");
            }
            None => out.push(c),
        }
    }
    out
}
