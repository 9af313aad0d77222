//! Running text as Markdown that reads back to the letter.
//!
//! A message is Markdown, and the text of a page is anything: what could be taken for markup is
//! escaped, what would not be seen (a blank at an end) is written as a character reference, and
//! the result is read back. First as little as possible is escaped, for the eyes of whoever
//! edits the message; where that does not read back, everything is.

use super::node::{Arm, Node, Place};
use runproof_prose::{Inline, InlineKind, running_text};

/// A piece of a message before it is Fluent.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Span {
    /// Markdown.
    Text(String),
    /// A reference: `-ui-ok`, `product`.
    Place(Place),
    /// One of several texts, by the variant.
    Select(Vec<Arm<Span>>),
}

/// How much is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// What could be markup where it stands.
    Light,
    /// Every mark of punctuation.
    Heavy,
}

/// Words that no Markdown gives back.
#[derive(Debug)]
pub(super) struct Unspeakable {
    /// The nearest that there is.
    pub(super) spans: Vec<Span>,
}

/// The Markdown of words. `variants` are the variants that have them.
///
/// # Errors
///
/// Where the words do not read back, for one of the variants. Then it has the nearest that there
/// is.
pub(super) fn markup(nodes: &[Node], variants: &[usize]) -> Result<Vec<Span>, Unspeakable> {
    let mut last = Vec::new();
    for care in [Care::Light, Care::Heavy] {
        let mut out = Out::new(care);
        out.nodes(nodes);
        let spans = out.finish();
        let holds = variants
            .iter()
            .all(|variant| running_text(&shown(&spans, *variant)) == expected(nodes, *variant));
        if holds {
            return Ok(spans);
        }
        last = spans;
    }
    Err(Unspeakable { spans: last })
}

/// Text that stands alone, such as a label in a glossary.
pub(super) fn escaped(text: &str) -> String {
    let nodes = [Node::Text(text.to_owned())];
    let spans = markup(&nodes, &[0]).unwrap_or_else(|nearest| nearest.spans);
    shown(&spans, 0)
}

/// What a variant's reader gets, still Markdown.
pub(super) fn shown(spans: &[Span], variant: usize) -> String {
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Text(own) => text.push_str(own),
            Span::Place(Place { shows, .. }) => text.push_str(shows),
            Span::Select(arms) => {
                let arm = arms.iter().find(|arm| arm.variants.contains(&variant));
                if let Some(arm) = arm.or(arms.last()) {
                    text.push_str(&shown(&arm.value, variant));
                }
            }
        }
    }
    text
}

/// What must be read back: paragraph after paragraph.
pub(super) fn expected(nodes: &[Node], variant: usize) -> Vec<Inline> {
    let mut paragraphs = vec![Vec::new()];
    expect(nodes, variant, &mut paragraphs);
    paragraphs.into_iter().flatten().collect()
}

// As deep as running text nests, which the reader of pages bounds.
fn expect(nodes: &[Node], variant: usize, paragraphs: &mut Vec<Vec<Inline>>) {
    let inner = |nodes: &[Node]| expected(nodes, variant);
    for node in nodes {
        if matches!(node, Node::Paragraph) {
            paragraphs.push(Vec::new());
            continue;
        }
        if let Node::Select(arms) = node {
            let arm = arms.iter().find(|arm| arm.variants.contains(&variant));
            if let Some(arm) = arm.or(arms.last()) {
                expect(&arm.value, variant, paragraphs);
            }
            continue;
        }
        let Some(out) = paragraphs.last_mut() else {
            return;
        };
        let inline = match node {
            Node::Text(text) => {
                push_text(out, text);
                continue;
            }
            Node::Place(Place { shows, .. }) => {
                // What it shows is Markdown: that of a label, a name, or a number.
                for inline in running_text(shows) {
                    match inline.kind {
                        InlineKind::Text(text) => push_text(out, &text),
                        other => out.push(Inline::new(other)),
                    }
                }
                continue;
            }
            Node::Select(_) | Node::Paragraph => continue,
            Node::Strong(nodes) => Inline::strong(inner(nodes)),
            Node::Emphasis(nodes) => Inline::emphasis(inner(nodes)),
            Node::Code(text) => Inline::code(text.clone()),
            Node::Link { target, text } => Inline::link(target.clone(), inner(text)),
            Node::Image(image) => Inline::image(image.clone()),
            Node::Break => Inline::line_break(),
        };
        out.push(inline);
    }
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    if let Some(Inline {
        kind: InlineKind::Text(last),
        ..
    }) = out.last_mut()
    {
        last.push_str(text);
    } else if !text.is_empty() {
        out.push(Inline::text(text.to_owned()));
    }
}

/// Markdown in the making.
struct Out {
    care: Care,
    spans: Vec<Span>,
    /// Whether a letter that comes next would undo the mark that was just closed.
    shuns_letter: bool,
    /// Whether what is written stands in the text of a link or picture.
    in_brackets: bool,
    /// The character of the mark around what is written.
    enclosing: Option<char>,
}

impl Out {
    fn new(care: Care) -> Self {
        Self {
            care,
            spans: Vec::new(),
            shuns_letter: false,
            in_brackets: false,
            enclosing: None,
        }
    }

    fn finish(self) -> Vec<Span> {
        self.spans
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for (at, node) in nodes.iter().enumerate() {
            match node {
                Node::Text(text) => {
                    // A blank at the edge of marked text, of a line or of the whole is not seen.
                    let is_edge = |node: Option<&Node>| {
                        matches!(node, None | Some(Node::Break | Node::Paragraph))
                    };
                    let is_first = is_edge(at.checked_sub(1).and_then(|at| nodes.get(at)));
                    let is_last = is_edge(nodes.get(at + 1));
                    let before_link = matches!(nodes.get(at + 1), Some(Node::Link { .. }));
                    self.text(text, is_first, is_last, before_link);
                }
                Node::Place(place) => {
                    self.shuns_letter = false;
                    self.spans.push(Span::Place(place.clone()));
                }
                Node::Select(arms) => {
                    self.shuns_letter = false;
                    let arms = arms.iter().map(|arm| {
                        let mut own = Out::new(self.care);
                        own.nodes(&arm.value);
                        Arm {
                            variants: arm.variants.clone(),
                            value: own.spans,
                        }
                    });
                    self.spans.push(Span::Select(arms.collect()));
                }
                Node::Strong(inner) => self.marked(["**", "__"], inner),
                Node::Emphasis(inner) => self.marked(["*", "_"], inner),
                Node::Code(text) => self.code(text),
                Node::Link { target, text } => self.link(target, text),
                Node::Image(image) => {
                    self.push("![");
                    let outer = std::mem::replace(&mut self.in_brackets, true);
                    self.text(&image.alt, true, true, false);
                    self.in_brackets = outer;
                    self.push("](");
                    self.push(&address(&image.source));
                    if let Some(title) = &image.title {
                        self.push(" \"");
                        self.push(&quoted(title));
                        self.push("\"");
                    }
                    self.push(")");
                }
                Node::Break => self.push("\\\n"),
                Node::Paragraph => self.push("\n\n"),
            }
        }
    }

    fn link(&mut self, target: &str, text: &[Node]) {
        self.push("[");
        let outer = std::mem::replace(&mut self.in_brackets, true);
        self.nodes(text);
        self.in_brackets = outer;
        self.push("](");
        self.push(&address(target));
        self.push(")");
    }

    /// Bold or emphasis. Two marks of the same character must not touch, and a mark opens and
    /// closes only beside the right characters (CommonMark, "left-flanking").
    fn marked(&mut self, marks: [&str; 2], inner: &[Node]) {
        let touches = |c: char| self.last_char() == Some(c);
        let is_taken = touches('*') || self.enclosing == Some('*');
        let mark = if is_taken { marks[1] } else { marks[0] };
        let is_underscore = mark.starts_with('_');
        let first = first_char(inner);
        let before = self.last_char();
        let is_apart = before.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
        if !is_apart && (is_underscore || !first.is_some_and(is_letter)) {
            self.refer_last();
        }
        self.push(mark);
        let outer = std::mem::replace(&mut self.enclosing, mark.chars().next());
        self.nodes(inner);
        self.enclosing = outer;
        let last = self.last_char();
        self.push(mark);
        self.shuns_letter = is_underscore || !last.is_some_and(is_letter);
    }

    fn code(&mut self, text: &str) {
        let longest = text
            .split(|c| c != '`')
            .map(str::len)
            .max()
            .unwrap_or_default();
        let is_padded = text.starts_with('`')
            || text.ends_with('`')
            || (text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty());
        // A run of backticks of any other length is text.
        let mut fence = "`".repeat(longest + 1);
        if longest > 1 && !text.split(|c| c != '`').any(|run| run.len() == 1) {
            "`".clone_into(&mut fence);
        }
        let pad = if is_padded { " " } else { "" };
        self.push(&fence);
        self.push(pad);
        self.push(text);
        self.push(pad);
        self.push(&fence);
    }

    fn text(&mut self, text: &str, is_first: bool, is_last: bool, before_link: bool) {
        let count = text.chars().count();
        let lead = text.chars().take_while(|c| c.is_whitespace()).count();
        let trail = text.chars().rev().take_while(|c| c.is_whitespace()).count();
        let mut chars = text.chars().peekable();
        let mut previous = None;
        let mut at = 0;
        let mut out = String::with_capacity(text.len() + 8);
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let is_edge = (is_first && at < lead) || (is_last && at >= count - trail);
            let must_refer =
                is_edge || c.is_control() || (at == 0 && self.shuns_letter && !is_mark_apart(c));
            if must_refer {
                out.push_str(&reference(c));
            } else if self.must_escape(c, previous, next, before_link) {
                out.push('\\');
                out.push(c);
            } else if c == '&' && begins_reference(&text[byte_at(text, at)..]) {
                out.push_str("\\&");
            } else {
                out.push(c);
            }
            previous = Some(c);
            at += 1;
        }
        if !out.is_empty() {
            self.shuns_letter = false;
            self.push_text(&out);
        }
    }

    fn must_escape(
        &self,
        c: char,
        previous: Option<char>,
        next: Option<char>,
        before_link: bool,
    ) -> bool {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match self.care {
            // Of a shielded value no part is punctuation of ASCII.
            Care::Heavy => c.is_ascii_punctuation(),
            Care::Light => match c {
                '*' => {
                    !(previous.is_some_and(char::is_whitespace)
                        && next.is_some_and(char::is_whitespace))
                }
                '`' | '[' => true,
                ']' => self.in_brackets,
                '_' => !(is_letter(previous) && is_letter(next)),
                '<' => next.is_none_or(|n| n.is_ascii_alphabetic() || "/!?".contains(n)),
                '\\' => next.is_none_or(|n| n.is_ascii_punctuation()),
                '!' => before_link && next.is_none(),
                '&' => next.is_none(),
                _ => false,
            },
        }
    }

    /// Writes the last character as a reference, which is punctuation to Markdown.
    fn refer_last(&mut self) {
        if let Some(Span::Text(text)) = self.spans.last_mut()
            && let Some(c) = text.pop()
        {
            text.push_str(&reference(c));
        }
    }

    fn last_char(&self) -> Option<char> {
        match self.spans.last()? {
            Span::Text(text) => text.chars().next_back(),
            Span::Place(Place { shows, .. }) => shows.chars().next_back(),
            // Selects stand between blanks.
            Span::Select(_) => Some(' '),
        }
    }

    fn push(&mut self, markup: &str) {
        self.shuns_letter = false;
        self.push_text(markup);
    }

    fn push_text(&mut self, text: &str) {
        if let Some(Span::Text(last)) = self.spans.last_mut() {
            last.push_str(text);
        } else {
            self.spans.push(Span::Text(text.to_owned()));
        }
    }
}

/// Whether a character right behind a closing mark lets it close: a blank or punctuation for
/// certain.
fn is_mark_apart(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation()
}

/// Whether a character is a letter or digit for certain: letters in circles and squares are symbols
/// to CommonMark, and alphabetic to Unicode.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f100}'..='\u{1f1ff}')
}

/// The first character that the Markdown of words has, as far as its kind goes.
fn first_char(nodes: &[Node]) -> Option<char> {
    match nodes.first()? {
        Node::Text(text) => text.chars().next(),
        Node::Place(Place { shows, .. }) => shows.chars().next(),
        _ => Some('*'),
    }
}

/// A character by its number.
fn reference(c: char) -> String {
    match c {
        '\u{a0}' => "&nbsp;".to_owned(),
        c => format!("&#{};", c as u32),
    }
}

/// Whether Markdown could take a text for a reference.
fn begins_reference(text: &str) -> bool {
    let name: &str = text.strip_prefix('&').unwrap_or_default();
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    end.is_some_and(|end| end > 0 && name[end..].starts_with(';'))
        // What follows may be in another piece.
        || end.is_none()
}

fn byte_at(text: &str, at: usize) -> usize {
    text.char_indices()
        .nth(at)
        .map_or(text.len(), |(byte, _)| byte)
}

/// The address of a link or picture.
fn address(target: &str) -> String {
    let is_bare = !target.is_empty()
        && target
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/:.-_~?#=%+,;@!$'&".contains(&b) || b >= 0x80)
        && !target
            .match_indices('&')
            .any(|(at, _)| begins_reference(&target[at..]))
        && !target.chars().any(|c| c.is_whitespace() || c.is_control());
    if is_bare {
        return target.to_owned();
    }
    let mut out = String::from("<");
    for c in target.chars() {
        match c {
            c if c.is_control() => out.push_str(&reference(c)),
            '<' | '>' | '\\' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

/// What stands between quotes in a picture's title.
fn quoted(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars() {
        match c {
            c if c.is_control() => out.push_str(&reference(c)),
            '"' | '\\' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
