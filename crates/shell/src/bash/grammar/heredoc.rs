//! Here-documents: their texts stand behind the line in which they are asked for.

use std::borrow::Cow;
use std::ops::Range;

use super::super::syntax::{Redirect, Statement, Target};
use super::Stop;
use super::reader::Reader;

/// A here-document that is still to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending<'a> {
    /// The word that ends it, as written.
    pub(super) end: &'a str,
    /// Whether tabs at the beginnings of lines are left out.
    pub(super) tabs: bool,
}

/// A here-document that was read.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// Where the word stands that ends it.
    at: usize,
    /// The text.
    text: Cow<'a, str>,
    /// The text and the line that ends it, as they stand there.
    lines: Range<usize>,
    /// Whether that line is there.
    closed: bool,
}

/// Whether a word that ends a here-document is quoted, so that nothing in the text is replaced.
pub(super) fn is_literal(end: &str) -> bool {
    end.contains(['\'', '"', '\\'])
}

impl<'a> Reader<'a> {
    /// Reads the here-documents that begin here.
    pub(super) fn documents(&mut self) -> Result<(), Stop> {
        for pending in std::mem::take(&mut self.state.pending) {
            let document = self.document(pending);
            self.documents.push(document);
        }
        Ok(())
    }

    fn document(&mut self, pending: Pending<'a>) -> Document<'a> {
        let literal = is_literal(pending.end);
        let end = unquoted(pending.end);
        let start = self.at;
        let mut stripped = String::new();
        let (text, closed) = loop {
            let from = self.at;
            let Some(line) = self.document_line(literal) else {
                break (start..from, false);
            };
            let shown = match pending.tabs {
                true if line != end => line.trim_start_matches('\t'),
                _ => &*line,
            };
            if shown == end {
                break (start..from, true);
            }
            // `EOF)` ends one within `$( … )`.
            if self.state.substituted
                && shown.starts_with(&*end)
                && shown[end.len()..].contains(')')
                && let Some(place) = self.text[from..self.at].find(&*end)
            {
                self.at = from + place + end.len();
                break (start..from, true);
            }
            if pending.tabs {
                stripped.push_str(self.text[from..self.at].trim_start_matches('\t'));
            }
        };
        let start_of = |part: &str| part.as_ptr() as usize - self.text.as_ptr() as usize;
        Document {
            at: start_of(pending.end),
            text: if pending.tabs {
                Cow::Owned(stripped)
            } else {
                Cow::Borrowed(&self.text[text])
            },
            lines: start..self.at,
            closed,
        }
    }

    /// The next line, without its end; with those that a `\` joins to it, if the text is not literal.
    fn document_line(&mut self, literal: bool) -> Option<Cow<'a, str>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut joined = false;
        let mut at = start;
        let end = loop {
            let Some(length) = memchr::memchr(b'\n', &bytes[at..]) else {
                self.at = bytes.len();
                break bytes.len();
            };
            let end = at + length;
            let escapes = bytes[at..end]
                .iter()
                .rev()
                .take_while(|byte| **byte == b'\\')
                .count();
            self.at = end + 1;
            if literal || escapes % 2 == 0 || self.at >= bytes.len() {
                break end;
            }
            joined = true;
            at = self.at;
        };
        let line = &self.text[start..end];
        Some(if joined {
            Cow::Owned(line.replace("\\\n", ""))
        } else {
            Cow::Borrowed(line)
        })
    }

    /// Whether a here-document has no end.
    pub(super) fn open_document(&self) -> bool {
        self.documents.iter().any(|document| !document.closed)
    }

    /// Puts the texts of here-documents where they are asked for.
    pub(super) fn fill_in(&mut self, lines: &mut [Vec<Statement<'a>>]) {
        if self.documents.is_empty() {
            return;
        }
        self.documents.sort_by_key(|document| document.at);
        for line in lines {
            self.fill_all(line);
        }
    }

    fn fill_all(&self, statements: &mut [Statement<'a>]) {
        for statement in statements {
            self.fill(statement);
        }
    }

    fn fill(&self, statement: &mut Statement<'a>) {
        match statement {
            Statement::Simple(simple) => self.fill_redirects(&mut simple.redirects),
            Statement::Pipeline(statements, _)
            | Statement::Group(statements)
            | Statement::Subshell(statements) => self.fill_all(statements),
            Statement::List(first, rest) => {
                self.fill(first);
                for (_, statement) in rest {
                    self.fill(statement);
                }
            }
            Statement::Background(statement)
            | Statement::Negated(statement)
            | Statement::Timed(statement)
            | Statement::Coprocess(_, statement) => self.fill(statement),
            Statement::Redirected(statement, redirects) => {
                self.fill(statement);
                self.fill_redirects(redirects);
            }
            Statement::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.fill_all(&mut branch.condition);
                    self.fill_all(&mut branch.body);
                }
                self.fill_all(otherwise.as_deref_mut().unwrap_or_default());
            }
            Statement::Case { arms, .. } => {
                for arm in arms {
                    self.fill_all(&mut arm.body);
                }
            }
            Statement::While {
                condition, body, ..
            } => {
                self.fill_all(condition);
                self.fill_all(body);
            }
            Statement::For { body, .. }
            | Statement::Select { body, .. }
            | Statement::ForArithmetic { body, .. } => self.fill_all(body),
            Statement::Function(_, body) => {
                if let Cow::Borrowed(text) = body {
                    let missing = self.documents_behind(text);
                    if !missing.is_empty() {
                        *body = Cow::Owned(format!("{text}\n{missing}"));
                    }
                }
            }
            Statement::Arithmetic(_) | Statement::Condition(..) => {}
        }
    }

    fn fill_redirects(&self, redirects: &mut [Redirect<'a>]) {
        for redirect in redirects {
            if let Target::Heredoc { end, text, .. } = &mut redirect.target {
                let at = end.as_ptr() as usize - self.text.as_ptr() as usize;
                let found = self
                    .documents
                    .binary_search_by_key(&at, |document| document.at);
                if let Ok(found) = found {
                    text.clone_from(&self.documents[found].text);
                }
            }
        }
    }

    /// The here-documents that a text asks for and that stand behind it.
    fn documents_behind(&self, text: &str) -> String {
        let start = text.as_ptr() as usize - self.text.as_ptr() as usize;
        let end = start + text.len();
        let first = self
            .documents
            .partition_point(|document| document.at < start);
        let mut found = String::new();
        for document in &self.documents[first..] {
            if document.at >= end {
                break;
            }
            if document.lines.start >= end {
                found.push_str(&self.text[document.lines.clone()]);
                if !found.ends_with('\n') {
                    found.push('\n');
                }
            }
        }
        found
    }
}

/// A word without its quotes; nothing else in it is special.
fn unquoted(word: &str) -> Cow<'_, str> {
    if !is_literal(word) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    let mut quote = None;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\'', None) | ('"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('\\', None) => match chars.next() {
                Some('\n') | None => {}
                Some(next) => out.push(next),
            },
            ('\\', Some('"')) => match chars.peek() {
                Some('"' | '\\' | '$' | '`') => out.extend(chars.next()),
                Some('\n') => {
                    chars.next();
                }
                _ => out.push('\\'),
            },
            ('$', None) if matches!(chars.peek(), Some('\'' | '"')) => {}
            (c, _) => out.push(c),
        }
    }
    Cow::Owned(out)
}
