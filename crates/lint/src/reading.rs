//! A pattern as a reader gets to see it: one flat text for each way through its selectors.
//!
//! Rules look at flat texts, so that bold which begins before a selector and ends after it is
//! bold, and a word doubled across two lines is doubled. Each byte of a flat text knows the
//! place in the file that it came from.

use std::borrow::Cow;
use std::ops::Range;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::markup::Markup;
use runproof_core::diagnostic::Span;

/// What stands in a flat text for a value that only a document knows. It is neither blank nor
/// punctuation, so Markdown treats it as it will treat the value.
pub(super) const HOLE: char = '\u{e000}';

/// More ways through a message than this are not all walked; each arm still is, once.
const MOST_READINGS: usize = 32;

/// One way through a pattern.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// The text, with [`HOLE`] for each placeable that is not literal.
    pub(super) text: String,
    /// What the holes stand for, in their order.
    pub(super) holes: Vec<Hole<'a>>,
    /// Which arms were taken.
    pub(super) choices: Vec<Choice<'a>>,
    /// What Markdown makes of the text.
    pub(super) markup: Markup,
    segments: Vec<Segment>,
}

/// A placeable in a flat text.
#[derive(Debug)]
pub(super) struct Hole<'a> {
    /// Where its [`HOLE`] stands.
    pub(super) at: usize,
    /// What it will be filled with.
    pub(super) filling: Filling<'a>,
}

/// What a document puts into a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Filling<'a> {
    /// `{ $name }`, also within a function: `{ NUMBER($name) }`.
    Variable(&'a str),
    /// `{ -name }`
    Term(&'a str),
    /// `{ name }` or `{ name.attribute }`
    Message(&'a str, Option<&'a str>),
    /// `{ NAME() }` of no variable, or a literal number.
    Other(&'a str),
}

/// An arm that was taken.
#[derive(Debug)]
pub(super) struct Choice<'a> {
    /// What is selected on.
    pub(super) on: Filling<'a>,
    /// The key of the arm.
    pub(super) key: &'a str,
    /// Whether the key is a number: `[2]`.
    pub(super) is_exact: bool,
    /// Whether the arms are those of a plural.
    pub(super) is_plural: bool,
    /// The arm's part of the flat text.
    pub(super) range: Range<usize>,
}

#[derive(Debug)]
struct Segment {
    flat: usize,
    source: Span,
    /// Whether byte follows byte; otherwise the whole of it stands for the whole place.
    is_exact: bool,
}

impl<'a> Reading<'a> {
    /// All readings of a pattern. `base` is the text that the pattern's slices were cut from.
    pub(super) fn all(base: &'a str, pattern: &'a Pattern<&'a str>) -> Vec<Self> {
        let size = Size::of(pattern);
        if size.readings > MOST_READINGS {
            let arms = size.widest.min(4 * MOST_READINGS);
            return (0..arms)
                .map(|arm| Builder::build(base, pattern, |_, of| arm.min(of - 1)))
                .collect();
        }
        let mut readings = Vec::with_capacity(size.readings);
        let mut taken: Vec<(usize, usize)> = Vec::new();
        loop {
            readings.push(Builder::build(base, pattern, |nth, of| {
                if nth == taken.len() {
                    taken.push((0, of));
                }
                taken[nth].0
            }));
            // Counts up as an odometer does: the last selector turns fastest.
            while taken.last().is_some_and(|(arm, of)| arm + 1 >= *of) {
                taken.pop();
            }
            match taken.last_mut() {
                Some((arm, _)) => *arm += 1,
                None => return readings,
            }
        }
    }

    /// The place in the file that a part of the flat text came from.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        let first = self.segment(range.start);
        let last = self.segment(range.end.max(range.start + 1) - 1);
        let start = first.map_or(0, |segment| segment.start(range.start));
        let end = last.map_or(start, |segment| segment.end(range.end));
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The holes in a part of the flat text.
    pub(super) fn holes_in(&self, range: &Range<usize>) -> &[Hole<'a>] {
        let from = self.holes.partition_point(|hole| hole.at < range.start);
        let to = self.holes.partition_point(|hole| hole.at < range.end);
        &self.holes[from..to.max(from)]
    }

    /// A part of the flat text for people and for comparing: placeables by name, blanks and
    /// line breaks as one blank.
    pub(super) fn spelled_out(&self, range: Range<usize>) -> String {
        let mut text = String::with_capacity(range.len());
        let mut holes = self.holes_in(&range).iter();
        let raw = self.text.get(range).unwrap_or("");
        for c in raw.chars() {
            if c == HOLE {
                // A text that holds the character itself has no hole for it.
                match holes.next() {
                    Some(hole) => text.push_str(&hole.filling.to_string()),
                    None => text.push(c),
                }
            } else if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            } else {
                text.push(c);
            }
        }
        text
    }

    /// Whether both readings take the same arm of every selector that is not a plural.
    pub(super) fn agrees_with(&self, other: &Reading<'_>) -> bool {
        self.choices.iter().all(|mine| {
            let mut theirs = other
                .choices
                .iter()
                .filter(|c| !c.is_plural && !mine.is_plural && c.on == mine.on);
            theirs.all(|c| c.key == mine.key)
        })
    }

    fn segment(&self, at: usize) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.flat <= at);
        self.segments.get(after.checked_sub(1)?)
    }
}

impl Segment {
    fn start(&self, at: usize) -> u32 {
        if self.is_exact {
            self.source.start + (at - self.flat) as u32
        } else {
            self.source.start
        }
    }

    fn end(&self, at: usize) -> u32 {
        if self.is_exact {
            (self.source.start + at.saturating_sub(self.flat) as u32).min(self.source.end)
        } else {
            self.source.end
        }
    }
}

impl std::fmt::Display for Filling<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Variable(name) => write!(f, "{{ ${name} }}"),
            Self::Term(name) => write!(f, "{{ -{name} }}"),
            Self::Message(name, None) => write!(f, "{{ {name} }}"),
            Self::Message(name, Some(attribute)) => write!(f, "{{ {name}.{attribute} }}"),
            Self::Other(name) => write!(f, "{{ {name} }}"),
        }
    }
}

impl<'a> Filling<'a> {
    /// What an expression is about.
    pub(super) fn of(expression: &'a InlineExpression<&'a str>) -> Self {
        match expression {
            InlineExpression::VariableReference { id } => Self::Variable(id.name),
            InlineExpression::TermReference { id, .. } => Self::Term(id.name),
            InlineExpression::MessageReference { id, attribute } => {
                Self::Message(id.name, attribute.as_ref().map(|a| a.name))
            }
            InlineExpression::FunctionReference { id, arguments } => {
                let inner = arguments.positional.first().map(Self::of);
                match inner {
                    Some(variable @ Self::Variable(_)) => variable,
                    _ => Self::Other(id.name),
                }
            }
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => Self::Other(value),
            InlineExpression::Placeable { expression } => match expression.as_ref() {
                Expression::Inline(inline) => Self::of(inline),
                Expression::Select { selector, .. } => Self::of(selector),
            },
        }
    }
}

/// Whether arms are chosen by the plural rules of the language.
pub(super) fn is_plural_key(name: &str) -> bool {
    matches!(name, "zero" | "one" | "two" | "few" | "many")
}

/// Whether a selector counts: it has an arm of a plural category, or is wrapped in `NUMBER()`.
pub(super) fn is_plural<'a>(
    selector: &InlineExpression<&'a str>,
    variants: &[fluent_syntax::ast::Variant<&'a str>],
) -> bool {
    // `$variant` is a text, even where a variant is called `one`.
    if matches!(selector, InlineExpression::VariableReference { id } if id.name == "variant") {
        return false;
    }
    matches!(selector, InlineExpression::FunctionReference { id, .. } if id.name == "NUMBER")
        || variants.iter().any(|variant| match &variant.key {
            VariantKey::Identifier { name } => is_plural_key(name),
            VariantKey::NumberLiteral { .. } => false,
        })
}

/// How many readings a pattern has, and how many arms its widest selector.
struct Size {
    readings: usize,
    widest: usize,
}

impl Size {
    fn of(pattern: &Pattern<&str>) -> Self {
        let mut size = Self {
            readings: 1,
            widest: 1,
        };
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                size.multiply(expression);
            }
        }
        size
    }

    fn multiply(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Select { variants, .. } => {
                let mut readings = 0_usize;
                self.widest = self.widest.max(variants.len());
                for variant in variants {
                    let inner = Self::of(&variant.value);
                    readings = readings.saturating_add(inner.readings);
                    self.widest = self.widest.max(inner.widest);
                }
                self.readings = self.readings.saturating_mul(readings.max(1));
            }
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                self.multiply(expression);
            }
            Expression::Inline(_) => {}
        }
    }
}

struct Builder<'a, F> {
    base: &'a str,
    choose: F,
    selectors: usize,
    text: String,
    holes: Vec<Hole<'a>>,
    choices: Vec<Choice<'a>>,
    segments: Vec<Segment>,
}

impl<'a, F: FnMut(usize, usize) -> usize> Builder<'a, F> {
    fn build(base: &'a str, pattern: &'a Pattern<&'a str>, choose: F) -> Reading<'a> {
        let mut builder = Self {
            base,
            choose,
            selectors: 0,
            text: String::new(),
            holes: Vec::new(),
            choices: Vec::new(),
            segments: Vec::new(),
        };
        builder.pattern(pattern);
        Reading {
            markup: Markup::read(&builder.text),
            text: builder.text,
            holes: builder.holes,
            choices: builder.choices,
            segments: builder.segments,
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern<&'a str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.push(value, value, true),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &'a Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } if !variants.is_empty() => {
                let nth = self.selectors;
                self.selectors += 1;
                let arm = (self.choose)(nth, variants.len()).min(variants.len() - 1);
                let variant = &variants[arm];
                let (key, is_exact) = match &variant.key {
                    VariantKey::Identifier { name } => (*name, false),
                    VariantKey::NumberLiteral { value } => (*value, true),
                };
                let start = self.text.len();
                let index = self.choices.len();
                self.choices.push(Choice {
                    on: Filling::of(selector),
                    key,
                    is_exact,
                    is_plural: is_plural(selector, variants),
                    range: start..start,
                });
                self.pattern(&variant.value);
                self.choices[index].range.end = self.text.len();
            }
            Expression::Select { .. } => {}
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<&'a str>) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                let text: Cow<'_, str> = unescape_unicode_to_string(value);
                let is_exact = text == *value;
                self.push(&text, value, is_exact);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::NumberLiteral { value } => self.push(value, value, true),
            other => {
                let filling = Filling::of(other);
                self.holes.push(Hole {
                    at: self.text.len(),
                    filling,
                });
                let mut buffer = [0; 4];
                self.push(HOLE.encode_utf8(&mut buffer), slice_of(other), false);
            }
        }
    }

    fn push(&mut self, text: &str, origin: &str, is_exact: bool) {
        if text.is_empty() {
            return;
        }
        let start = (origin.as_ptr() as usize).saturating_sub(self.base.as_ptr() as usize);
        let mut source = Span::new(start, start + origin.len());
        if !is_exact {
            source = with_sigil(self.base, source);
        }
        self.segments.push(Segment {
            flat: self.text.len(),
            source,
            is_exact,
        });
        self.text.push_str(text);
    }
}

/// The slice that names what an expression refers to.
fn slice_of<'a>(inline: &'a InlineExpression<&'a str>) -> &'a str {
    match inline {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            value
        }
        InlineExpression::FunctionReference { id, .. }
        | InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. }
        | InlineExpression::VariableReference { id } => id.name,
        InlineExpression::Placeable { expression } => match expression.as_ref() {
            Expression::Inline(inline) => slice_of(inline),
            Expression::Select { selector, .. } => slice_of(selector),
        },
    }
}

/// The place of a name with the `$` or `-` before it.
pub(super) fn with_sigil(base: &str, name: Span) -> Span {
    let before = base.as_bytes().get((name.start as usize).wrapping_sub(1));
    Span {
        start: name.start - u32::from(matches!(before, Some(b'$' | b'-'))),
        end: name.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use runproof_core::diagnostic::Source;
    use runproof_language::Catalog;

    fn readings(text: &str) -> Vec<(String, String)> {
        let source = Source::new("x.ftl", text);
        let catalog = Catalog::parse(std::sync::Arc::clone(&source));
        let message = catalog.messages().next().expect("a message");
        let pattern = message.value.as_ref().expect("a value");
        Reading::all(catalog.resource().source(), pattern)
            .into_iter()
            .map(|reading| {
                let whole = 0..reading.text.len();
                let place = reading.place(whole.clone());
                (reading.spelled_out(whole), source.slice(place).to_owned())
            })
            .collect()
    }

    #[test]
    fn every_arm_is_read_and_knows_its_place() {
        assert_eq!(
            readings("a = { $n ->\n    [one] **one\n   *[other] **{ $n }\n } steps**\n"),
            [
                (
                    "**one steps**".to_owned(),
                    "**one\n   *[other] **{ $n }\n } steps**".to_owned()
                ),
                (
                    "**{ $n } steps**".to_owned(),
                    "**{ $n }\n } steps**".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn a_quoted_string_is_text() {
        assert_eq!(
            readings("a = Foo{ \"\\u00A0\" }: { \"[\" }{ -bar(case: \"x\") }\n"),
            [(
                "Foo\u{a0}: [{ -bar }".to_owned(),
                "Foo{ \"\\u00A0\" }: { \"[\" }{ -bar".to_owned()
            )]
        );
    }

    #[test]
    fn a_message_of_many_selectors_is_not_walked_for_ever() {
        let selector = "{ $a -> [x] 1 [y] 2 *[z] 3 }".replace("->", "->\n   ");
        let selector = selector.replace(" [", "\n [").replace(" *[", "\n *[");
        let text = format!("a = {}\n", selector.replace(" }", "\n }").repeat(12));
        let all = readings(&text);
        assert_eq!(all.len(), 3);
        assert_eq!(all[1].0, "2".repeat(12));
    }
}
