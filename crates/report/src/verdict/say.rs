//! Messages of the audit put into the words of a language.

use runproof_prose::{Inline, InlineKind, running_text};
use std::borrow::Cow;

use runproof_audit::{Argument, Message};
use runproof_language::{Args, Translator, markup, shield};

/// The most characters of a value that a sentence quotes: the evidence beside it has them all.
const MOST_QUOTED: usize = 160;
/// The most values that a sentence lists.
const MOST_LISTED: usize = 12;

/// Puts messages into words.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'t>(pub(super) &'t Translator);

impl Speaker<'_> {
    /// The message as running text.
    pub(super) fn prose(self, message: &Message) -> Vec<Inline> {
        running_text(&self.markdown(message))
    }

    /// A message of the report's own.
    pub(super) fn say(self, id: &str, args: &Args<'_>) -> Vec<Inline> {
        running_text(&self.0.format(id, None, args).text)
    }

    /// The same as plain text.
    pub(super) fn plain(self, id: &str, args: &Args<'_>) -> String {
        plain(&self.say(id, args))
    }

    /// A message that is told nothing, as plain text.
    pub(super) fn label(self, id: &str) -> String {
        self.plain(id, &Args::new())
    }

    /// A message that is told how many.
    pub(super) fn count(self, id: &str, count: u64) -> String {
        let mut args = Args::new();
        args.set("count", count);
        self.plain(id, &args)
    }

    /// A message that is told several texts, as plain text.
    pub(super) fn telling(self, id: &str, name: &'static str, texts: &[&str]) -> String {
        let parts = texts.iter().map(|text| shield(&quotable(text)));
        let mut args = Args::new();
        args.set(name, markup(self.list(parts)));
        self.plain(id, &args)
    }

    fn markdown(self, message: &Message) -> String {
        let mut args = Args::new();
        for (name, argument) in &message.arguments {
            match argument {
                Argument::Text(text) | Argument::Outcome(text) => {
                    args.set(*name, quotable(text));
                }
                Argument::Sentence(text) => args.set(*name, text.as_str()),
                Argument::Number(number) => args.set(*name, *number),
                Argument::Message(inner) => args.set(*name, markup(self.markdown(inner))),
                Argument::List(texts) => {
                    let parts = texts.iter().map(|text| shield(&quotable(text)));
                    args.set(*name, markup(self.list(parts)));
                }
                Argument::Messages(messages) => {
                    let parts = messages.iter().map(|inner| self.markdown(inner));
                    args.set(*name, markup(self.list(parts)));
                }
            }
        }
        let id = difference(message, &mut args).unwrap_or(message.id);
        self.0.format(id, None, &args).text
    }

    /// Texts, already shielded, as the language joins them.
    pub(super) fn list(self, parts: impl ExactSizeIterator<Item = String>) -> String {
        let count = parts.len();
        let mut parts = parts.take(MOST_LISTED);
        let Some(mut list) = parts.next() else {
            return String::new();
        };
        let mut joined = |id: &str, names: [&'static str; 2], next: String| {
            let mut args = Args::new();
            args.set(names[0], markup(std::mem::take(&mut list)));
            args.set(names[1], markup(next));
            list = self.0.format(id, None, &args).text;
        };
        for (index, next) in parts.enumerate() {
            match (index + 2 == count, count) {
                (true, 2) => joined("audit-list-two", ["first", "second"], next),
                (true, _) => joined("audit-list-last", ["list", "last"], next),
                (false, _) => joined("audit-list-next", ["list", "next"], next),
            }
        }
        if count > MOST_LISTED {
            let mut args = Args::new();
            args.set("list", markup(list));
            args.set("count", count - MOST_LISTED);
            list = self.0.format("audit-list-more", None, &args).text;
        }
        list
    }

    /// Parts of a line, as the language puts them beside each other.
    pub(super) fn parts(self, parts: impl IntoIterator<Item = String>) -> String {
        let joined = parts.into_iter().reduce(|list, next| {
            let mut args = Args::new();
            args.set("list", list);
            args.set("next", next);
            self.plain("audit-parts-next", &args)
        });
        joined.unwrap_or_default()
    }
}

/// The message for a difference that has a parameter or a value, and not both: a switch has no value,
/// and what is told by its place alone has no name.
fn difference(message: &Message, args: &mut Args<'_>) -> Option<&'static str> {
    let given = |name: &str| {
        let mut arguments = message.arguments.iter();
        let (_, argument) = arguments.find(|(own, _)| *own == name)?;
        match argument {
            Argument::Text(text) => Some(text.as_str()),
            _ => None,
        }
    };
    let (id, value) = match message.id {
        "audit-difference-missing" => ("audit-difference-only-missing", "expected"),
        "audit-difference-added" => ("audit-difference-only-added", "value"),
        "audit-difference-value" if given("parameter")?.is_empty() => {
            return Some("audit-difference-only-value");
        }
        _ => return None,
    };
    let what = match (given("parameter")?, given(value)?) {
        ("", what) | (what, "") => what,
        _ => return None,
    };
    args.set("what", quotable(what).into_owned());
    Some(id)
}

/// A value as a sentence quotes it: on one line, not too long, and never nothing.
fn quotable(text: &str) -> Cow<'_, str> {
    if text.is_empty() {
        return "''".into();
    }
    if text.len() <= MOST_QUOTED && !text.contains(['\n', '\r', '\t']) {
        return text.into();
    }
    let mut short: String = text
        .chars()
        .take(MOST_QUOTED)
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            other => other,
        })
        .collect();
    if text.chars().nth(MOST_QUOTED).is_some() {
        short.push('…');
    }
    short.into()
}

/// Running text for a format without markup: names in backticks.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push(inlines, &mut text);
    text
}

fn push(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(text),
            InlineKind::Code(text) => out.extend(["`", text, "`"]),
            InlineKind::Strong(inner)
            | InlineKind::Emphasis(inner)
            | InlineKind::Link { text: inner, .. } => {
                push(inner, out);
            }
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Break => out.push(' '),
            InlineKind::Other(nothing) => match *nothing {},
        }
    }
}
