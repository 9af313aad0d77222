//! The words of one language: messages in reading order, and the glossary.

use std::collections::HashSet;

use super::definition::places;
use super::fluent::{Entry, blank_line, comment};
use super::markup::{self, Span};
use super::merge;
use super::node::{self, Node, Place, References};
use super::numbers;
use crate::import::model::{
    Count, CountForm, Counted, Imported, Message, Part, PartKind, Variants,
};
use runproof_language::Locale;

/// The catalog of a language.
pub(super) fn catalog(imported: &Imported, locale: &Locale) -> String {
    let mut writing = Writing {
        imported,
        locale,
        ids: imported.variants.iter().map(|v| v.id.as_str()).collect(),
        out: String::new(),
    };
    writing.head();
    writing.page();
    writing.out
}

/// The labels of a language.
pub(super) fn glossary(imported: &Imported, locale: &Locale) -> String {
    let mut out = String::new();
    comment(
        "###",
        "Labels of the user interface, exactly as the pages have them.",
        &mut out,
    );
    out.push('\n');
    for label in &imported.glossary {
        let Some(text) = label.texts.get(locale) else {
            continue;
        };
        let entry = Entry {
            id: format!("-{}", label.key),
            value: Some(vec![Span::Text(markup::escaped(text))]),
            ..Entry::default()
        };
        entry.write(&[], &mut out);
    }
    out
}

struct Writing<'i> {
    imported: &'i Imported,
    locale: &'i Locale,
    ids: Vec<&'i str>,
    out: String,
}

impl Writing<'_> {
    fn head(&mut self) {
        let id = &self.imported.id;
        let mut text = format!("The words of {id}, in {}.", self.locale);
        if !self.imported.glossary.is_empty() {
            text.push_str(&format!(
                "\nLabels of the user interface: {id}.glossary.ftl. Bold is for labels only."
            ));
        }
        comment("###", &text, &mut self.out);
        self.out.push('\n');
        self.product();
        self.message(&self.imported.title, "title");
    }

    /// What each product is called in this language; where no page says, as in the source's.
    fn product(&mut self) {
        let names = self.imported.variants.iter().enumerate();
        let names = names.map(|(at, variant)| {
            let own = variant.product.get(self.locale);
            let name = own.or_else(|| variant.product.get(&self.imported.source));
            let any = || variant.product.values().next();
            let name = name.or_else(any).unwrap_or(&variant.id);
            (at, vec![Node::Text(name.clone())])
        });
        let words: Vec<merge::Own> = names.collect();
        let value = self.spans(&|_| merge::apart(words.clone()));
        self.entry(Entry {
            id: "product".to_owned(),
            value: Some(value),
            ..Entry::default()
        });
    }

    fn page(&mut self) {
        for part in &self.imported.page {
            match &part.kind {
                PartKind::Heading { text, .. } => {
                    blank_line(&mut self.out);
                    self.message(text, &text.name);
                }
                PartKind::Steps(range) => {
                    for step in self.imported.steps.get(range.clone()).unwrap_or_default() {
                        self.step(step);
                    }
                }
                _ => {
                    let mut messages = Vec::new();
                    let all: Vec<usize> = (0..self.imported.variants.len()).collect();
                    named(part, &all, &mut messages);
                    for named in once(messages) {
                        let value = self.value(named.message, &named.silence);
                        self.entry_of(named.message, &named.name, value);
                    }
                }
            }
        }
    }

    fn step(&mut self, step: &crate::import::model::Step) {
        let mut entry = Entry {
            id: step.id.clone(),
            value: self.value(&step.text, &Silence::Missing),
            ..Entry::default()
        };
        if entry.value.is_none() {
            entry.comments.push(self.missing(&step.id, &step.text));
        }
        let mut messages = Vec::new();
        for part in &step.body {
            let own = places(&step.variants, self.imported.variants.len());
            named(part, &own, &mut messages);
        }
        for named in once(messages) {
            let (name, message) = (named.name, named.message);
            match self.value(message, &named.silence) {
                Some(value) => entry.attributes.push((name, value)),
                None => {
                    let missing = self.missing(&format!("{}.{name}", step.id), message);
                    entry.comments.push(missing);
                }
            }
        }
        blank_line(&mut self.out);
        self.entry(entry);
    }

    fn message(&mut self, message: &Message, name: &str) {
        let value = self.value(message, &Silence::Missing);
        self.entry_of(message, name, value);
    }

    fn entry_of(&mut self, message: &Message, name: &str, value: Option<Vec<Span>>) {
        let comments = match &value {
            Some(_) => Vec::new(),
            None => vec![self.missing(name, message)],
        };
        self.entry(Entry {
            id: name.to_owned(),
            comments,
            value,
            ..Entry::default()
        });
    }

    fn entry(&mut self, entry: Entry) {
        entry.write(&self.ids, &mut self.out);
    }

    /// What stands in the place of a message that no page of this language has.
    fn missing(&self, name: &str, message: &Message) -> String {
        let source = self.words(message, &self.imported.source);
        let said = source.map(|words| {
            let own: Vec<Node> = merge::apart(words.into_iter().take(1).collect());
            let spans = markup::markup(&own, &[0]).unwrap_or_else(|nearest| nearest.spans);
            markup::shown(&spans, 0)
        });
        match said {
            Some(said) if !said.is_empty() => {
                format!("`{name}` is on no page of this language. The source says: {said}")
            }
            _ => format!("`{name}` is on no page of this language."),
        }
    }

    /// The words of a message in this language, `None` where no page has them.
    fn value(&self, message: &Message, silence: &Silence) -> Option<Vec<Span>> {
        let mut words = self.words(message, self.locale).unwrap_or_default();
        if let Silence::Meant(variants) = silence {
            for at in variants.iter().copied() {
                let has_page = || self.imported.title.words.get(self.locale);
                let has_page = || has_page().is_some_and(|own| own.iter().any(|w| w.0 == at));
                if !words.iter().any(|own| own.0 == at) && has_page() {
                    words.push((at, Vec::new()));
                }
            }
            words.sort_by_key(|own| own.0);
        }
        if words.is_empty() {
            return None;
        }
        Some(self.spans(&|apart| match apart {
            false => merge::merged(words.clone()),
            true => merge::apart(words.clone()),
        }))
    }

    fn words(&self, message: &Message, locale: &Locale) -> Option<Vec<merge::Own>> {
        let words = message
            .words
            .get(locale)
            .filter(|words| !words.is_empty())?;
        let own = words.iter().map(|(variant, words)| {
            let names = Names {
                imported: self.imported,
                locale,
                variant: *variant,
            };
            (*variant, node::nodes(words, &names))
        });
        Some(own.collect())
    }

    /// Markdown of nodes, which are asked for with selectors as small as they can be, and if that
    /// does not read back, with one around everything.
    fn spans(&self, nodes: &dyn Fn(bool) -> Vec<Node>) -> Vec<Span> {
        let all: Vec<usize> = (0..self.ids.len()).collect();
        if let Ok(spans) = markup::markup(&nodes(false), &all) {
            return spans;
        }
        markup::markup(&nodes(true), &all).unwrap_or_else(|nearest| nearest.spans)
    }
}

/// The references of one product's words in one language.
struct Names<'i> {
    imported: &'i Imported,
    locale: &'i Locale,
    variant: usize,
}

impl References for Names<'_> {
    fn label(&self, label: usize) -> Node {
        let label = self.imported.glossary.get(label);
        let text = label.and_then(|label| label.texts.get(self.locale));
        match (label, text) {
            (Some(label), Some(text)) => Node::Place(Place {
                code: format!("-{}", label.key),
                shows: markup::escaped(text),
            }),
            // A label that this language has no name for is no label of it.
            _ => Node::Text(String::new()),
        }
    }

    fn count(&self, count: &Count) -> Node {
        let variable = match count.of {
            Counted::Remaining => "remaining".to_owned(),
            Counted::Steps => "steps".to_owned(),
            Counted::StepNumber(step) => match self.imported.steps.get(step) {
                Some(step) => format!("step-{}", step.id),
                None => return Node::Text(count.written.clone()),
            },
        };
        match count.form {
            CountForm::Digits => Node::Place(Place {
                code: format!("${variable}"),
                shows: count.stated.to_string(),
            }),
            CountForm::Word => {
                let own = (count.stated, count.written.as_str());
                // Where this language has no page, the words may be the source's.
                let is_word_of = |l: &Locale| numbers::word(own.0, l) == Some(own.1);
                let source = &self.imported.source;
                let is_borrowed = is_word_of(source) && !is_word_of(self.locale);
                let locale = if is_borrowed { source } else { self.locale };
                Node::Place(Place {
                    code: numbers::selector(&variable, Some(own), locale),
                    shows: markup::escaped(&count.written),
                })
            }
        }
    }

    fn text(&self, text: &str) -> Vec<Node> {
        let variant = self.imported.variants.get(self.variant);
        let product = variant.and_then(|variant| variant.product.get(self.locale));
        let Some(product) = product.filter(|name| is_reference_worth(name)) else {
            return vec![Node::Text(text.to_owned())];
        };
        let mut nodes = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = whole_words(rest, product) {
            nodes.push(Node::Text(before.to_owned()));
            nodes.push(Node::Place(Place {
                code: "product".to_owned(),
                shows: markup::escaped(product),
            }));
            rest = after;
        }
        nodes.push(Node::Text(rest.to_owned()));
        nodes
    }
}

/// A name of letters, digits and blanks: whatever stands around it, it is read as it is.
fn is_reference_worth(name: &str) -> bool {
    name.chars().any(char::is_alphabetic)
        && name.trim() == name
        && name.chars().all(|c| c.is_alphanumeric() || c == ' ')
}

/// What stands before and after the first place where a name stands as words of its own.
fn whole_words<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find(name) {
        let (start, end) = (from + at, from + at + name.len());
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        if !is_letter(before) && !is_letter(after) {
            return Some((&text[..start], &text[end..]));
        }
        from = end;
    }
    None
}

/// A message of a part.
struct Named<'m> {
    name: String,
    message: &'m Message,
    silence: Silence,
}

/// What it means that a page has no words for a message.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Silence {
    /// They are missing.
    Missing,
    /// There are none: a picture may go without a description. These variants have it.
    Meant(Vec<usize>),
}

/// The messages of a part and their names, in reading order. `within` are the variants that have
/// what the part stands in.
fn named<'m>(part: &'m Part, within: &[usize], out: &mut Vec<Named<'m>>) {
    let own = match &part.variants {
        Variants::All => within.to_vec(),
        Variants::Only(places) => places.clone(),
    };
    let mut add = |name: String, message: &'m Message, silence: Silence| {
        out.push(Named {
            name,
            message,
            silence,
        });
    };
    match &part.kind {
        PartKind::Text(message) | PartKind::Heading { text: message, .. } => {
            add(message.name.clone(), message, Silence::Missing);
        }
        PartKind::Steps(_) | PartKind::Run(_) | PartKind::Sample { .. } => {}
        PartKind::Image { alt, title, .. } => {
            for message in alt.iter().chain(title) {
                let silence = Silence::Meant(own.clone());
                add(message.name.clone(), message, silence);
            }
        }
        PartKind::Bullets(items) | PartKind::Numbers { items, .. } => {
            for part in items.iter().flatten() {
                named(part, &own, out);
            }
        }
        PartKind::Table {
            name,
            columns,
            rows,
        } => {
            for column in columns {
                let id = format!("{name}-{}", column.name);
                add(id, &column.head, Silence::Missing);
            }
            for (row, cells) in rows {
                for (column, cell) in columns.iter().zip(cells) {
                    let id = format!("{name}-{row}-{}", column.name);
                    add(id, cell, Silence::Missing);
                }
            }
        }
        PartKind::Note { parts, .. } | PartKind::Quote(parts) => {
            for part in parts {
                named(part, &own, out);
            }
        }
    }
}

/// Words that stand in two places are one message.
fn once(mut messages: Vec<Named<'_>>) -> Vec<Named<'_>> {
    let mut known = HashSet::new();
    messages.retain(|named| known.insert(named.name.clone()));
    messages
}
