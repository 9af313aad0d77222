//! The text as a tree of nodes, each with its place.
//!
//! A procedure needs no anchors, aliases, tags or directives, and without them there is no
//! "billion laughs": they are findings. Depth and size are bounded.

use std::borrow::Cow;
use std::sync::Arc;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span as Extent};

use runproof_core::diagnostic::{Diagnostic, Location, Source, Span, codes};

codes! {
    /// A text that is not YAML.
    ///
    /// Nothing after the place can be trusted, so nothing is made from the file. Frequent
    /// causes: a tab in the indentation, an unclosed quote or bracket, a value with `: ` or ` #`
    /// in it that wants quotes, and a list that is indented differently from its neighbours.
    pub YAML_SYNTAX = "yaml-syntax", Error;

    /// An anchor, alias, merge key or tag.
    ///
    /// The format does without them: each of a runbook's facts stands where it is used or has a
    /// name. A reader sees what is meant, and no file can be made that grows when it is read.
    ///
    /// Write the value out, or make it a fact of the variants or a parameter.
    pub YAML_FEATURE = "yaml-feature", Error;

    /// The same key twice in one mapping.
    ///
    /// One of the two would be lost, and which one depends on the reader. Remove one.
    pub DUPLICATE_KEY = "duplicate-key", Error;

    /// A file beyond the bounds of anything that a person writes.
    ///
    /// At most 32 levels deep and 200,000 values. A file beyond that was not meant for this
    /// program, or is meant to harm it.
    pub YAML_BOUNDS = "yaml-bounds", Error;
}

const MAX_DEPTH: usize = 32;
const MAX_NODES: usize = 200_000;

/// A value and its place.
#[derive(Debug, PartialEq)]
pub(super) struct Node<'a> {
    pub(super) span: Span,
    pub(super) value: Value<'a>,
}

/// What a node is.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// A scalar; plain ones (without quotes) may be numbers, booleans or null.
    Scalar {
        text: Cow<'a, str>,
        plain: bool,
    },
    List(Vec<Node<'a>>),
    Map(Vec<(Key<'a>, Node<'a>)>),
}

/// A key of a mapping.
#[derive(Debug, PartialEq)]
pub(super) struct Key<'a> {
    pub(super) span: Span,
    pub(super) text: Cow<'a, str>,
}

impl Node<'_> {
    /// Whether the node is an empty value or written as null.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true }
            if matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// Reads the one document of a text. `None` where there is nothing to go on with.
pub(super) fn parse<'a>(
    source: &'a Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node<'a>> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_unresolved_aliases = true;
    let mut builder = Builder {
        source,
        findings,
        stack: Vec::new(),
        root: None,
        nodes: 0,
        documents: 0,
    };
    for item in Parser::new_from_str_with_options(source.text(), options) {
        match item {
            Ok((event, extent)) => {
                if !builder.take(event, extent) {
                    return None;
                }
            }
            Err(error) => {
                let at = place_of(source, &error);
                let span = Span::new(at, at + char_width(source.text(), at));
                builder.find(
                    &YAML_SYNTAX,
                    span,
                    error.info().to_lowercase(),
                    syntax_help(source, at),
                );
                return None;
            }
        }
    }
    let root = builder.root.take();
    if root.is_none() {
        builder.find(
            &YAML_SYNTAX,
            Span::default(),
            "the file is empty".to_owned(),
            "write a mapping, beginning with `format:` or the first key",
        );
    }
    root
}

/// What to do about a text that the parser gave up on, which is often not where the slip is.
fn syntax_help(source: &Source, at: usize) -> &'static str {
    let text = source.text();
    let line = source.slice(source.line(source.line_column(at as u32).line));
    let count = |c: char| text[..at].matches(c).count();
    if line.trim_start_matches(' ').starts_with('\t') {
        "indent with blanks: YAML does not take tabs"
    } else if count('[') > count(']') || count('{') > count('}') {
        "is a `[` or `{` before it not closed? Otherwise put quotes around a value with brackets"
    } else if line.matches(": ").count() > 1 {
        "put quotes around a value with `: ` in it"
    } else {
        "mend the YAML here or on the line before"
    }
}

/// Where the slip is: the parser reports a tab in the indentation at the value before it.
fn place_of(source: &Source, error: &granit_parser::ScanError) -> usize {
    let text = source.text();
    let at = error.marker().byte_offset().unwrap_or_else(|| {
        // The parser does not always know the byte, but always the line and column.
        let line = source.line(error.marker().line() as u32);
        let columns = source.slice(line).char_indices();
        let column = columns.map(|(at, _)| at).nth(error.marker().col());
        line.start as usize + column.unwrap_or(line.range().len())
    });
    let at = at.min(text.len());
    let about_tab = error.info().contains("tab");
    match text.get(at..).and_then(|rest| rest.find("\n\t")) {
        Some(tab) if about_tab => at + tab + 1,
        _ => at,
    }
}

fn char_width(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    rest.chars()
        .next()
        .filter(|c| *c != '\n')
        .map_or(0, char::len_utf8)
}

/// A collection that is still open.
enum Open<'a> {
    List(Span, Vec<Node<'a>>),
    Map(Span, Vec<(Key<'a>, Node<'a>)>, Option<Key<'a>>),
}

struct Builder<'a, 'f> {
    source: &'a Arc<Source>,
    findings: &'f mut Vec<Diagnostic>,
    stack: Vec<Open<'a>>,
    root: Option<Node<'a>>,
    nodes: usize,
    documents: usize,
}

impl<'a> Builder<'a, '_> {
    /// Takes one event; `false` ends the reading.
    fn take(&mut self, event: Event<'a>, extent: Extent) -> bool {
        let span = self.span(&extent);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.find(
                        &YAML_SYNTAX,
                        span,
                        "a second document begins here".to_owned(),
                        "one file holds one document: remove `---` and what follows",
                    );
                    return false;
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), span);
                let plain = style == ScalarStyle::Plain;
                return self.put(Node {
                    span,
                    value: Value::Scalar { text, plain },
                });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), span);
                return self.open(Open::List(span, Vec::new()), span);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), span);
                return self.open(Open::Map(span, Vec::new(), None), span);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let text = self.source.text();
                let closed = match self.stack.pop() {
                    Some(Open::List(start, items)) => Node {
                        span: enclosing(text, start, items.last().map(|node| node.span), span),
                        value: Value::List(items),
                    },
                    Some(Open::Map(start, entries, _)) => Node {
                        span: enclosing(
                            text,
                            start,
                            entries.last().map(|(_, node)| node.span),
                            span,
                        ),
                        value: Value::Map(entries),
                    },
                    None => return true,
                };
                return self.attach(closed);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.find(
                    &YAML_FEATURE,
                    span,
                    "aliases are not part of the format".to_owned(),
                    "write the value out here",
                );
                return self.put(Node {
                    span,
                    value: Value::Scalar {
                        text: Cow::Borrowed(""),
                        plain: true,
                    },
                });
            }
            _ => {}
        }
        true
    }

    fn refuse(&mut self, anchor: usize, has_tag: bool, span: Span) {
        if anchor > 0 {
            self.find(
                &YAML_FEATURE,
                span,
                "anchors are not part of the format".to_owned(),
                "remove `&name`, and write the value out where it is used",
            );
        }
        if has_tag {
            self.find(
                &YAML_FEATURE,
                span,
                "tags are not part of the format".to_owned(),
                "remove the `!tag`; put quotes around a value that is text",
            );
        }
    }

    fn open(&mut self, open: Open<'a>, span: Span) -> bool {
        if self.stack.len() >= MAX_DEPTH {
            self.find(
                &YAML_BOUNDS,
                span,
                format!("more than {MAX_DEPTH} levels deep"),
                "a runbook needs far fewer: look for brackets that are not closed",
            );
            return false;
        }
        self.stack.push(open);
        true
    }

    fn put(&mut self, node: Node<'a>) -> bool {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            self.find(
                &YAML_BOUNDS,
                node.span,
                format!("more than {MAX_NODES} values"),
                "split the file into several runbooks",
            );
            return false;
        }
        self.attach(node)
    }

    fn attach(&mut self, node: Node<'a>) -> bool {
        let mut duplicate = None;
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, pending)) => match pending.take() {
                Some(key) => {
                    if let Some((first, _)) = entries.iter().find(|(k, _)| k.text == key.text) {
                        duplicate = Some((first.span, key.span, key.text.to_string()));
                    } else {
                        entries.push((key, node));
                    }
                }
                None => match node.value {
                    Value::Scalar { text, .. } => {
                        *pending = Some(Key {
                            span: node.span,
                            text,
                        });
                    }
                    _ => {
                        self.find(
                            &YAML_SYNTAX,
                            node.span,
                            "a key is a list or a mapping".to_owned(),
                            "keys are plain names; put quotes around text in brackets",
                        );
                        return false;
                    }
                },
            },
        }
        if let Some((first, second, name)) = duplicate {
            let first = Location::new(self.source, first);
            self.findings.push(
                Diagnostic::at(
                    &DUPLICATE_KEY,
                    Location::new(self.source, second),
                    format!("the key `{name}` is there twice"),
                )
                .related(first, "first here")
                .help("remove one of the two"),
            );
        }
        true
    }

    fn find(
        &mut self,
        code: &'static runproof_core::diagnostic::Code,
        span: Span,
        message: String,
        help: &str,
    ) {
        let location = Location::new(self.source, span);
        self.findings
            .push(Diagnostic::at(code, location, message).help(help));
    }

    fn span(&self, extent: &Extent) -> Span {
        let range = extent.byte_range().unwrap_or_default();
        let text = self.source.text();
        let end = range.end.min(text.len());
        let start = range.start.min(end);
        // Block scalars and collections reach to the next token: the line break is no part.
        let trimmed = text
            .get(start..end)
            .map_or(0, |slice| slice.trim_end().len());
        Span::new(start, start + trimmed)
    }
}

/// From the start of a collection to its end: its bracket, or its last entry where it has none.
fn enclosing(text: &str, start: Span, last: Option<Span>, end: Span) -> Span {
    let is_bracket = text
        .get(end.range())
        .is_some_and(|slice| slice.ends_with(['}', ']']));
    let end = match last {
        Some(last) if !is_bracket => last.end,
        _ => end.end,
    };
    Span {
        start: start.start,
        end: end.max(start.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let source = Source::new("a.yaml", text);
        let mut findings = Vec::new();
        parse(&source, &mut findings);
        findings
            .iter()
            .map(|f| {
                let at = f.location.as_ref().map(Location::start);
                let at = at.map_or(String::new(), |at| format!("{}:{}", at.line, at.column));
                format!("{at} {}: {}", f.code.name, f.message)
            })
            .collect()
    }

    #[test]
    fn nodes_know_their_place_in_bytes() {
        let source = Source::new("a.yaml", "é: [ü, 'x y']\nb: |\n  one\n  two\n");
        let mut found = Vec::new();
        let tree = parse(&source, &mut found).expect("a tree");
        let Value::Map(entries) = &tree.value else {
            panic!("a mapping");
        };
        assert_eq!(source.slice(entries[0].0.span), "é");
        let Value::List(items) = &entries[0].1.value else {
            panic!("a list");
        };
        assert_eq!(source.slice(items[1].span), "'x y'");
        assert!(matches!(&entries[1].1.value, Value::Scalar { text, .. } if text == "one\ntwo\n"));
    }

    #[test]
    fn every_fault_is_reported_at_its_place() {
        assert_eq!(
            findings("a: &x 1\nb: *x\nc: !t 2\na: 3\n"),
            [
                "1:7 yaml-feature: anchors are not part of the format",
                "2:4 yaml-feature: aliases are not part of the format",
                "3:7 yaml-feature: tags are not part of the format",
                "4:1 duplicate-key: the key `a` is there twice",
            ]
        );
        assert_eq!(findings(""), ["1:1 yaml-syntax: the file is empty"]);
        assert_eq!(
            findings("a: 1\n---\nb: 2\n"),
            ["2:1 yaml-syntax: a second document begins here"]
        );
        assert_eq!(findings("a: [1, 2\nb: 3\n").len(), 1);
        assert_eq!(findings(&"[".repeat(100)).len(), 1);
    }
}
