//! One Fluent file: its text, its entries, and what could not be read.

use std::collections::BTreeSet;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast;
use fluent_syntax::parser::{ErrorKind, ParserError};

use runproof_core::diagnostic::{Diagnostic, Location, Source, Span, codes};

codes! {
    /// A part of a catalog that is not Fluent.
    ///
    /// Fluent skips a broken entry and reads on, so its message is silently missing from every
    /// document. The place is where reading stopped; the mistake is there or just before it.
    ///
    /// Mend the entry. Frequent causes: a selector without a default variant (`*[other]`), a
    /// continuation line that is not indented, an unclosed `{`, and a line that begins with
    /// `[`, `*` or `.` where text was meant (write `{"["}`).
    pub FLUENT_SYNTAX = "fluent-syntax", Error;
}

/// A parsed catalog. Entries borrow from its text, so that each knows its place.
#[derive(Debug, Clone)]
pub struct Catalog {
    source: Arc<Source>,
    resource: Arc<FluentResource>,
    faults: Vec<ParserError>,
}

impl Catalog {
    /// Reads a catalog; never fails, since what is broken is left out and reported by
    /// [`Catalog::faults`].
    pub fn parse(source: Arc<Source>) -> Self {
        let (resource, faults) = match FluentResource::try_new(source.text().to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, faults)) => (resource, faults),
        };
        Self {
            source,
            resource: Arc::new(resource),
            faults,
        }
    }

    /// The text that the catalog was read from.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The catalog as a bundle takes it.
    pub fn resource(&self) -> &Arc<FluentResource> {
        &self.resource
    }

    /// Messages, terms and what is neither, in their order.
    pub fn entries(&self) -> impl Iterator<Item = &ast::Entry<&str>> {
        self.resource.entries()
    }

    /// The messages, in their order.
    pub fn messages(&self) -> impl Iterator<Item = &ast::Message<&str>> {
        self.entries().filter_map(|entry| match entry {
            ast::Entry::Message(message) => Some(message),
            _ => None,
        })
    }

    /// The terms, in their order. Their ids are without the leading hyphen.
    pub fn terms(&self) -> impl Iterator<Item = &ast::Term<&str>> {
        self.entries().filter_map(|entry| match entry {
            ast::Entry::Term(term) => Some(term),
            _ => None,
        })
    }

    /// The terms that its entries refer to, without the leading hyphen.
    pub fn term_references(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for entry in self.entries() {
            let (value, attributes) = match entry {
                ast::Entry::Message(message) => (message.value.as_ref(), &message.attributes),
                ast::Entry::Term(term) => (Some(&term.value), &term.attributes),
                _ => continue,
            };
            let patterns = attributes.iter().map(|attribute| &attribute.value);
            for pattern in value.into_iter().chain(patterns) {
                terms_in(pattern, &mut found);
            }
        }
        found
    }

    /// The place of a slice of one of this catalog's entries.
    pub fn locate(&self, slice: &str) -> Location {
        // A slice of another catalog would be a mistake of ours: it points at the first byte.
        let span = self.span_of(slice).unwrap_or_default();
        Location::new(&self.source, span)
    }

    /// The place from one slice of an entry to another.
    pub fn locate_between(&self, first: &str, last: &str) -> Location {
        let start = self.span_of(first).unwrap_or_default();
        let end = self.span_of(last).unwrap_or(start);
        Location::new(
            &self.source,
            Span {
                start: start.start,
                end: end.end.max(start.end),
            },
        )
    }

    /// What could not be read, each with its place.
    pub fn faults(&self) -> Vec<Diagnostic> {
        self.faults
            .iter()
            .map(|fault| self.explain(fault))
            .collect()
    }

    fn span_of(&self, slice: &str) -> Option<Span> {
        let base = self.resource.source().as_ptr() as usize;
        let start = (slice.as_ptr() as usize).checked_sub(base)?;
        (start + slice.len() <= self.source.text().len())
            .then(|| Span::new(start, start + slice.len()))
    }

    fn explain(&self, fault: &ParserError) -> Diagnostic {
        let text = self.source.text();
        let mut at = fault.pos.start.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let width = text[at..].chars().next().map_or(0, char::len_utf8);
        let location = Location::new(&self.source, Span::new(at, at + width));
        let (message, help) = match &fault.kind {
            ErrorKind::MissingDefaultVariant => (
                "the selector has no default variant".to_owned(),
                "mark one variant with `*`, for example `*[other]`",
            ),
            ErrorKind::ExpectedMessageField { entry_id } => (
                format!("the message `{entry_id}` has neither a value nor an attribute"),
                "write its text after `=`, indented if it begins on a new line",
            ),
            ErrorKind::ExpectedTermField { entry_id } => (
                format!("the term `-{entry_id}` has no value"),
                "write its text after `=`",
            ),
            ErrorKind::UnterminatedStringLiteral => (
                "a quoted string does not end on its line".to_owned(),
                "close it with `\"`",
            ),
            other => (
                lower_first(&other.to_string()),
                "mend the entry: Fluent leaves it out, and documents lose its text",
            ),
        };
        Diagnostic::at(&FLUENT_SYNTAX, location, message).help(help)
    }
}

fn terms_in<'a>(pattern: &ast::Pattern<&'a str>, found: &mut BTreeSet<&'a str>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            terms_of(expression, found);
        }
    }
}

fn terms_of<'a>(expression: &ast::Expression<&'a str>, found: &mut BTreeSet<&'a str>) {
    let inline = match expression {
        ast::Expression::Select { selector, variants } => {
            for variant in variants {
                terms_in(&variant.value, found);
            }
            selector
        }
        ast::Expression::Inline(inline) => inline,
    };
    match inline {
        ast::InlineExpression::TermReference { id, .. } => {
            found.insert(id.name);
        }
        ast::InlineExpression::Placeable { expression } => terms_of(expression, found),
        _ => {}
    }
}

/// The slice of a catalog's text that an entry's pattern covers, from its first piece of text
/// or placeable to its last; `None` for an empty pattern.
pub fn entry_span<'a>(pattern: &ast::Pattern<&'a str>) -> Option<(&'a str, &'a str)> {
    let mut texts = pattern.elements.iter().filter_map(|element| match element {
        ast::PatternElement::TextElement { value } => Some(*value),
        ast::PatternElement::Placeable { expression } => first_slice(expression),
    });
    let first = texts.next()?;
    Some((first, texts.next_back().unwrap_or(first)))
}

fn first_slice<'a>(expression: &ast::Expression<&'a str>) -> Option<&'a str> {
    let inline = match expression {
        ast::Expression::Select { selector, .. } => selector,
        ast::Expression::Inline(inline) => inline,
    };
    match inline {
        ast::InlineExpression::StringLiteral { value }
        | ast::InlineExpression::NumberLiteral { value } => Some(value),
        ast::InlineExpression::FunctionReference { id, .. }
        | ast::InlineExpression::MessageReference { id, .. }
        | ast::InlineExpression::TermReference { id, .. }
        | ast::InlineExpression::VariableReference { id } => Some(id.name),
        ast::InlineExpression::Placeable { expression } => first_slice(expression),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_entry_is_left_out_and_reported_where_reading_stopped() {
        let catalog = Catalog::parse(Source::new(
            "fr.ftl",
            "ok = Bon\nbad = { $n ->\n    [one] un\n}\nlast = Fin\n",
        ));
        let ids: Vec<&str> = catalog.messages().map(|m| m.id.name).collect();
        assert_eq!(ids, ["ok", "last"]);
        let faults = catalog.faults();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].message, "the selector has no default variant");
        assert_eq!(faults[0].location.as_ref().map(|l| l.start().line), Some(4));
    }

    #[test]
    fn entries_know_their_place() {
        let catalog = Catalog::parse(Source::new("fr.ftl", "\u{feff}a = é { $x }\n"));
        let message = catalog.messages().next().expect("a message");
        assert_eq!(catalog.locate(message.id.name).start().column, 1);
        let pattern = message.value.as_ref().expect("a value");
        let (first, last) = entry_span(pattern).expect("text");
        let location = catalog.locate_between(first, last);
        assert_eq!(catalog.source().slice(location.span), "é { $x");
    }
}
