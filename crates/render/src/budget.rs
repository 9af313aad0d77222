//! How much work a user's own template may do for one document.
//!
//! A template language with loops can be made to run for ever, by accident or not. Tera has no
//! fuel and a thread cannot be ended from outside, so the fuel gauge is written into the template
//! before it is compiled: a call of a function at the head of every file, loop and component and
//! behind every assignment. Without loops and recursion a template does no more work than it is
//! long, so what lies between two such calls is bounded. Embedded templates are left as they are.
//!
//! The price of a call is 1, and 1 more for each hundred bytes of the greatest text that a
//! variable holds, so that texts that double in each turn are as bounded as turns are.

use std::cell::Cell;
use std::io;

use tera::{Error, Filter, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// The work that one document may take.
const MOST_WORK: u64 = 1_000_000;

thread_local! {
    /// What is left for the document that this thread renders; `None` where nothing is metered.
    static LEFT: Cell<Option<u64>> = const { Cell::new(None) };
    /// The price of a call: it grows with the greatest text that was put into a variable.
    static PRICE: Cell<u64> = const { Cell::new(1) };
}

/// The budget of one document, until it is dropped.
pub(super) struct Budget(());

/// Opens the budget of one document on this thread.
pub(super) fn open(is_metered: bool) -> Budget {
    LEFT.set(is_metered.then_some(MOST_WORK));
    PRICE.set(1);
    Budget(())
}

impl Budget {
    /// Whether the work came to its limit.
    pub(super) fn is_spent(&self) -> bool {
        LEFT.get() == Some(0)
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        LEFT.set(None);
    }
}

fn spend(work: u64) -> TeraResult<()> {
    let Some(left) = LEFT.get() else {
        return Ok(());
    };
    let left = left.saturating_sub(work);
    LEFT.set(Some(left));
    if left == 0 {
        return Err(Error::message("the template does not come to an end"));
    }
    Ok(())
}

const GAUGE: &str = "runproof_turn";

/// Adds the gauge, and puts metered functions in the place of those whose work is not bounded by
/// the length of the template.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(GAUGE, |kwargs: Kwargs, _: &State| {
        if let Some(value) = kwargs.get::<Value>("of")? {
            let bytes = value.as_str().map_or(0, str::len) as u64;
            PRICE.set(PRICE.get().max(1 + bytes / 100));
        }
        spend(PRICE.get()).map(|()| Value::safe_string(""))
    });
    tera.register_function("range", range);
    tera.register_filter("replace", Replace);
}

fn range(kwargs: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start = kwargs.get::<i64>("start")?.unwrap_or_default();
    let end = kwargs.must_get::<i64>("end")?;
    let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
    let Some(width) = usize::try_from(step).ok().filter(|step| *step > 0) else {
        return Err(Error::message(
            "`range` counts up: `step_by` must be 1 or more",
        ));
    };
    let numbers = start..end;
    let length = end.saturating_sub(start).max(0) as u64 / width as u64;
    const MOST: u64 = 100_000;
    if length > MOST {
        return Err(Error::message(format!(
            "`range` of {length} numbers: no more than {MOST} are given"
        )));
    }
    spend(length)?;
    Ok(numbers.step_by(width).collect())
}

/// `replace` as Tera has it, with its output bounded before it is made.
struct Replace;

impl<'a> Filter<StringInput<'a>, TeraResult<Value>> for Replace {
    fn call(&self, value: StringInput<'a>, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
        let from = kwargs.must_get::<&str>("from")?;
        let to = kwargs.must_get::<&str>("to")?;
        let found = value.as_str().matches(from).count();
        let bytes = found
            .saturating_mul(to.len())
            .saturating_add(value.as_str().len());
        if bytes > 64 << 20 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge).into());
        }
        spend(bytes as u64 / 100)?;
        Ok(value.inherit_safety(value.as_str().replace(from, to)))
    }
}

/// A template with the gauge in it, and where it was put.
#[derive(Debug)]
pub(super) struct Metered {
    pub(super) text: String,
    /// For each insertion its place in `text` and its length, in order.
    inserted: Vec<(usize, usize)>,
}

impl Metered {
    /// The template as it is.
    pub(super) fn unchanged(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            inserted: Vec::new(),
        }
    }

    /// The place in the template as its writer knows it.
    pub(super) fn original(&self, at: usize) -> usize {
        let mut shift = 0;
        for (start, length) in &self.inserted {
            if at < *start {
                break;
            }
            shift += (*length).min(at - start);
        }
        at - shift
    }

    fn insert(&mut self, text: &str) {
        self.inserted.push((self.text.len(), text.len()));
        self.text.push_str(text);
    }
}

/// The template with the gauge in it.
pub(super) fn metered(text: &str) -> Metered {
    let mut out = Metered {
        text: String::with_capacity(text.len() * 2),
        inserted: Vec::new(),
    };
    let extends = tags(text).any(|tag| tag.name() == "extends");
    if !extends {
        out.insert(&format!("{{{{ {GAUGE}() }}}}"));
    }
    let mut copied = 0;
    // The variables that a block assignment is about to fill, innermost last.
    let mut pending: Vec<Option<String>> = Vec::new();
    for tag in tags(text) {
        let gauge = match tag.name() {
            "for" | "component" => format!("{GAUGE}()"),
            "set" | "set_global" => {
                let (variable, is_block) = tag.assigned();
                if is_block {
                    pending.push(variable);
                    continue;
                }
                let Some(variable) = variable else { continue };
                format!("{GAUGE}(of={variable})")
            }
            "endset" => match pending.pop().flatten() {
                Some(variable) => format!("{GAUGE}(of={variable})"),
                None => continue,
            },
            _ => continue,
        };
        out.text.push_str(&text[copied..tag.end]);
        copied = tag.end;
        // A tag that eats the blanks behind it goes on doing so.
        let dash = if tag.body.ends_with('-') { "-" } else { "" };
        out.insert(&format!("{{{{ {gauge} {dash}}}}}"));
    }
    out.text.push_str(&text[copied..]);
    out
}

/// A `{% … %}`.
struct Tag<'a> {
    /// What is between the percent signs.
    body: &'a str,
    /// The byte after it.
    end: usize,
}

impl Tag<'_> {
    fn words(&self) -> impl Iterator<Item = &str> {
        self.body
            .trim_matches('-')
            .split(|c: char| c.is_whitespace() || c == '=' || c == '|')
            .filter(|word| !word.is_empty())
    }

    fn name(&self) -> &str {
        self.words().next().unwrap_or("")
    }

    /// The variable of an assignment, and whether its value is the block that follows.
    fn assigned(&self) -> (Option<String>, bool) {
        let variable = self.words().nth(1).map(str::to_owned);
        let is_block = !self.body.contains('=') || {
            // `{% set x | filter(a=1) %}` is a block, too.
            let bar = self.body.find('|');
            let sign = self.body.find('=');
            matches!((bar, sign), (Some(bar), Some(sign)) if bar < sign)
        };
        let is_name = |name: &String| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        (variable.filter(is_name), is_block)
    }
}

/// The tags of a template, without those in comments and raw text.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    let mut raw = false;
    std::iter::from_fn(move || {
        loop {
            let open = at + text.get(at..)?.find('{')?;
            let rest = &text[open..];
            if rest.starts_with("{#") && !raw {
                at = open + rest.find("#}")? + 2;
            } else if rest.starts_with("{{") && !raw {
                at = open + end_of(rest, "}}")?;
            } else if rest.starts_with("{%") {
                let length = end_of(rest, "%}")?;
                at = open + length;
                let tag = Tag {
                    body: &rest[2..length - 2],
                    end: at,
                };
                match tag.name() {
                    "raw" => raw = true,
                    "endraw" => raw = false,
                    _ if raw => at = open + 2,
                    _ => return Some(tag),
                }
            } else {
                at = open + 1;
            }
        }
    })
}

/// The length of a tag to the end of its closing mark, which in a string closes nothing.
fn end_of(tag: &str, close: &str) -> Option<usize> {
    let bytes = tag.as_bytes();
    let mut quote = None;
    let mut at = 2;
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(open), byte) if byte == open => quote = None,
            (None, b'"' | b'\'' | b'`') => quote = Some(bytes[at]),
            (None, _) if tag[at..].starts_with(close) => return Some(at + 2),
            _ => {}
        }
        at += 1;
    }
    None
}
