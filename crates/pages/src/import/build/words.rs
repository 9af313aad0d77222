//! Running text of a page as the words of a message.

use crate::import::model::{Piece, Words};
use crate::tree::{OnPage, is_element};
use crate::{Inline, InlineKind};

/// What was left out of running text.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// Tags of HTML that say nothing: `<span>`, `<a name="…">`.
    pub(super) tags: Vec<(runproof_core::diagnostic::Span, String)>,
    /// What links show beside the pointer.
    pub(super) titles: Vec<(runproof_core::diagnostic::Span, String)>,
}

/// The words of some inlines. Blanks at their ends are dropped; those at the ends of bold and
/// emphasis stand outside of it, where Markdown can say them.
pub(super) fn of(inlines: &[Inline], left: &mut Left) -> Words {
    let mut words = Words::new();
    push(inlines, &mut words, left);
    trim(&mut words);
    words
}

// As deep as the page, which `read` bounds.
fn push(inlines: &[Inline], words: &mut Words, left: &mut Left) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => add(words, text),
            InlineKind::Other(OnPage::Soft) => add(words, " "),
            InlineKind::Break => words.push(Piece::Break),
            InlineKind::Code(code) => words.push(Piece::Code(code.clone())),
            InlineKind::Image(image) => words.push(Piece::Image(image.clone())),
            InlineKind::Other(OnPage::Html(raw)) if is_element(inline) => {
                left.tags.push((inline.span, raw.clone()));
            }
            InlineKind::Other(OnPage::Html(raw)) => add(words, raw),
            InlineKind::Strong(inner) => wrap(inner, words, left, Piece::Strong),
            InlineKind::Emphasis(inner) => wrap(inner, words, left, Piece::Emphasis),
            InlineKind::Link {
                target,
                title,
                text,
            } => {
                if let Some(title) = title {
                    left.titles.push((inline.span, title.clone()));
                }
                let mut own = Words::new();
                push(text, &mut own, left);
                words.push(Piece::Link {
                    target: target.clone(),
                    text: own,
                });
            }
        }
    }
}

fn wrap(inner: &[Inline], words: &mut Words, left: &mut Left, piece: impl Fn(Words) -> Piece) {
    let mut own = Words::new();
    push(inner, &mut own, left);
    let shown = flat(&own);
    let blank = |text: &str| text.chars().all(char::is_whitespace);
    if blank(&shown) && !own.iter().any(|piece| matches!(piece, Piece::Image(_))) {
        add(words, &shown);
        return;
    }
    let before = &shown[..shown.len() - shown.trim_start().len()];
    let after = &shown[shown.trim_end().len()..];
    add(words, before);
    trim(&mut own);
    words.push(piece(own));
    add(words, after);
}

fn add(words: &mut Words, text: &str) {
    if text.is_empty() {
        return;
    }
    match words.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ => words.push(Piece::Text(text.to_owned())),
    }
}

fn trim(words: &mut Words) {
    loop {
        match words.first_mut() {
            Some(Piece::Break) => {}
            Some(Piece::Text(text)) => {
                let bare = text.trim_start().len();
                text.drain(..text.len() - bare);
                if !text.is_empty() {
                    break;
                }
            }
            _ => break,
        }
        words.remove(0);
    }
    loop {
        match words.last_mut() {
            Some(Piece::Break) => {}
            Some(Piece::Text(text)) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
            }
            _ => break,
        }
        words.pop();
    }
}

/// What a reader sees, before labels are put in.
pub(super) fn flat(words: &Words) -> String {
    shown(words, &|_| "")
}

/// What a reader sees. `label` is what a label says.
pub(super) fn shown<'l>(words: &Words, label: &dyn Fn(usize) -> &'l str) -> String {
    let mut text = String::new();
    flatten(words, label, &mut text);
    text
}

fn flatten<'l>(words: &Words, label: &dyn Fn(usize) -> &'l str, text: &mut String) {
    for piece in words {
        match piece {
            Piece::Text(own) | Piece::Code(own) => text.push_str(own),
            Piece::Strong(inner) | Piece::Emphasis(inner) => flatten(inner, label, text),
            Piece::Link { text: inner, .. } => flatten(inner, label, text),
            Piece::Image(image) => text.push_str(&image.alt),
            Piece::Break => text.push('\n'),
            Piece::Paragraph => text.push_str("\n\n"),
            Piece::Count(count) => text.push_str(&count.written),
            Piece::Label(place) => text.push_str(label(*place)),
        }
    }
}

/// Visits what is bold, the outermost only, in reading order.
pub(super) fn strong<'w>(words: &'w Words, visit: &mut dyn FnMut(&'w Words)) {
    for piece in words {
        match piece {
            Piece::Strong(inner) => visit(inner),
            Piece::Emphasis(inner) | Piece::Link { text: inner, .. } => strong(inner, visit),
            _ => {}
        }
    }
}

/// The same, with leave to change.
pub(super) fn strong_mut(words: &mut Words, visit: &mut dyn FnMut(&mut Words)) {
    for piece in words {
        match piece {
            Piece::Strong(inner) => visit(inner),
            Piece::Emphasis(inner) | Piece::Link { text: inner, .. } => strong_mut(inner, visit),
            _ => {}
        }
    }
}
