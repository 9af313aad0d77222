//! Words on their way into a message: normal, and with references in the place of names.
//!
//! Normal: two texts never follow each other, nothing is empty, no break stands at an edge. What
//! a reader sees is the same; what Markdown can not say (bold around nothing, a link in a link)
//! is not there.

use crate::import::model::Piece;
use runproof_prose::Image;

/// A piece of a message.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// As a reader sees it.
    Text(String),
    /// A reference.
    Place(Place),
    Strong(Vec<Node>),
    Emphasis(Vec<Node>),
    Code(String),
    Link {
        target: String,
        text: Vec<Node>,
    },
    Image(Image),
    Break,
    /// The end of a paragraph; only at the top and in [`Node::Select`].
    Paragraph,
    /// One of several, by the variant; only at the top.
    Select(Vec<Arm<Node>>),
}

/// A reference in a message. Two with the same code are the same, whatever they show: the name of
/// the product shows another one for each.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// What stands between the braces.
    pub(super) code: String,
    /// The Markdown that it comes to.
    pub(super) shows: String,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// What some variants have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arm<T> {
    /// By their places.
    pub(super) variants: Vec<usize>,
    /// What they have.
    pub(super) value: Vec<T>,
}

/// What references are replaced by.
pub(super) trait References {
    /// A label of the glossary: its reference.
    fn label(&self, label: usize) -> Node;
    /// A number that the plan counts.
    fn count(&self, count: &crate::import::model::Count) -> Node;
    /// Text with the names in it as references.
    fn text(&self, text: &str) -> Vec<Node>;
}

/// Words made normal.
pub(super) fn nodes(words: &[Piece], references: &dyn References) -> Vec<Node> {
    let mut nodes = Vec::new();
    push(words, references, false, &mut nodes);
    let mut paragraphs: Vec<Vec<Node>> = nodes
        .split(|node| matches!(node, Node::Paragraph))
        .map(<[Node]>::to_vec)
        .collect();
    for paragraph in &mut paragraphs {
        trim_breaks(paragraph);
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join(&Node::Paragraph)
}

// As deep as running text nests, which the reader of pages bounds.
fn push(words: &[Piece], references: &dyn References, in_link: bool, out: &mut Vec<Node>) {
    for piece in words {
        match piece {
            Piece::Text(text) => {
                for node in references.text(&one_line(text)) {
                    join(node, out);
                }
            }
            Piece::Code(text) => {
                let text = one_line(text);
                match out.last_mut() {
                    // Two that touch are one to Markdown.
                    Some(Node::Code(last)) => last.push_str(&text),
                    _ if text.is_empty() => {}
                    _ => out.push(Node::Code(text)),
                }
            }
            Piece::Strong(inner) => marked(inner, references, in_link, Node::Strong, out),
            Piece::Emphasis(inner) => marked(inner, references, in_link, Node::Emphasis, out),
            Piece::Link { target, text } => {
                if in_link {
                    push(text, references, true, out);
                } else {
                    let mut inner = Vec::new();
                    push(text, references, true, &mut inner);
                    inner.retain(|node| !matches!(node, Node::Paragraph));
                    let target = one_line(target);
                    out.push(Node::Link {
                        target,
                        text: inner,
                    });
                }
            }
            Piece::Image(image) => out.push(Node::Image(Image {
                source: one_line(&image.source),
                alt: one_line(&image.alt),
                title: image.title.as_deref().map(one_line),
            })),
            Piece::Break => out.push(Node::Break),
            Piece::Paragraph => out.push(Node::Paragraph),
            Piece::Label(label) => join(references.label(*label), out),
            Piece::Count(count) => join(references.count(count), out),
        }
    }
}

/// Bold and emphasis: breaks at their edges stand outside.
fn marked(
    words: &[Piece],
    references: &dyn References,
    in_link: bool,
    wrap: fn(Vec<Node>) -> Node,
    out: &mut Vec<Node>,
) {
    let mut inner = Vec::new();
    push(words, references, in_link, &mut inner);
    for node in &mut inner {
        if matches!(node, Node::Paragraph) {
            *node = Node::Text(" ".to_owned());
        }
    }
    let (before, after) = trim_breaks(&mut inner);
    out.extend(std::iter::repeat_n(Node::Break, before));
    if !inner.is_empty() {
        out.push(wrap(inner));
    }
    out.extend(std::iter::repeat_n(Node::Break, after));
}

fn trim_breaks(nodes: &mut Vec<Node>) -> (usize, usize) {
    // Beside a line break no blank is seen.
    for at in 0..nodes.len() {
        let is_break = |node: Option<&Node>| matches!(node, Some(Node::Break));
        let follows = is_break(at.checked_sub(1).and_then(|at| nodes.get(at)));
        let leads = is_break(nodes.get(at + 1));
        if let Some(Node::Text(text)) = nodes.get_mut(at) {
            if follows {
                text.drain(..text.len() - text.trim_start_matches(' ').len());
            }
            if leads {
                text.truncate(text.trim_end_matches(' ').len());
            }
        }
    }
    nodes.retain(|node| !matches!(node, Node::Text(text) if text.is_empty()));
    let is_break = |node: &&Node| matches!(node, Node::Break);
    let before = nodes.iter().take_while(is_break).count();
    nodes.drain(..before);
    let after = nodes.iter().rev().take_while(is_break).count();
    nodes.truncate(nodes.len() - after);
    (before, after)
}

fn join(node: Node, out: &mut Vec<Node>) {
    match (node, out.last_mut()) {
        (Node::Text(text), _) if text.is_empty() => {}
        (Node::Text(text), Some(Node::Text(last))) => last.push_str(&text),
        (node, _) => out.push(node),
    }
}

/// A line's end is a blank.
fn one_line(text: &str) -> String {
    if text.contains(['\n', '\r']) {
        text.replace("\r\n", " ").replace(['\n', '\r'], " ")
    } else {
        text.to_owned()
    }
}
