//! Commands of which only their bound parameters were logged: what an endpoint writes, where the
//! text that the client typed never arrives.

use crate::logged::in_english;
pub(super) use crate::logged::{Element, element};

/// One command and its bindings.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) line: u64,
    pub(super) quoted: String,
    pub(super) column: usize,
    pub(super) text: String,
    name: String,
}

/// The calls of one pipeline.
#[derive(Debug, Default)]
pub(super) struct Calls {
    calls: Vec<Call>,
    /// Errors logged among them: output.
    pub(super) errors: Vec<String>,
    /// Whether the last element's value goes on on the next line.
    open: bool,
    /// The call that the last element belongs to.
    at: usize,
}

/// Longer ones are not one pipeline.
const MOST: usize = 2000;

impl Calls {
    /// Takes an element; `false` where the line is none, or belongs to something else.
    pub(super) fn push(&mut self, number: u64, line: &str, text: &str) -> bool {
        let english = in_english(text);
        let known = |name: &str| self.calls.iter().rposition(|call| call.name == name);
        match element(text) {
            Some((Element::Error, _)) => {
                self.errors.push(text.to_owned());
                self.open = false;
                return true;
            }
            Some((kind, name)) => match known(name).filter(|_| kind == Element::Binding) {
                // Pipelines bind in turns: a binding belongs to the last call of its command.
                Some(at) => {
                    self.at = at;
                    self.append(&english);
                }
                None if self.calls.len() < MOST => {
                    self.at = self.calls.len();
                    self.calls.push(Call {
                        line: number,
                        quoted: line.to_owned(),
                        column: line.find(text).unwrap_or(0),
                        text: english.into_owned(),
                        name: name.to_owned(),
                    });
                }
                None => return false,
            },
            None => return false,
        }
        self.open = !text.ends_with('"');
        true
    }

    /// Takes the next line of a value that has several.
    pub(super) fn push_more(&mut self, text: &str) -> bool {
        let short = |call: &Call| call.text.len() < 64 << 10;
        let taken = self.open && self.calls.get(self.at).is_some_and(short);
        if taken {
            self.append(text);
            self.open = !text.ends_with('"');
        }
        taken
    }

    fn append(&mut self, text: &str) {
        if let Some(call) = self.calls.get_mut(self.at) {
            call.text.push('\n');
            call.text.push_str(text);
        }
    }

    /// Whether PowerShell itself made them: it looks for what a misspelled command may have meant.
    pub(super) fn is_suggestion(&self) -> bool {
        let first = self.calls.first();
        first.is_some_and(|call| {
            call.name == "Get-Command" && call.text.contains("name=\"UseFuzzyMatching\"")
        })
    }

    /// The calls without what only prints their results.
    pub(super) fn finish(self) -> Vec<Call> {
        let mut calls = self.calls;
        calls.retain(|call| call.name != "Out-Default");
        calls
    }
}
