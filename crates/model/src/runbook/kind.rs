//! What a part is: one thing, and what belongs to it.

use super::arrange::PART_KIND;
use super::lower::Lowering;
use super::syntax;
use crate::yaml::{OneOrEach, Spanned};
use runproof_core::diagnostic::Span;

/// The kinds of part, as they are written.
const KINDS: &str = "`text`, `heading`, `steps`, `bullets`, `numbers`, `run`, `sample`, `image`, \
                     `table`, `note` and `quote`";

/// What a part is, as it is written.
pub(super) enum Kind {
    Text(Spanned<String>),
    Heading(Spanned<String>),
    Steps(Spanned<syntax::Steps>),
    Bullets(syntax::Items),
    Numbers(syntax::Items),
    Run(Spanned<OneOrEach<Spanned<String>>>),
    Sample(Spanned<OneOrEach<Spanned<String>>>),
    Image(Spanned<syntax::Image>),
    Table(Spanned<String>),
    Note(syntax::Parts),
    Quote(syntax::Parts),
}

impl Kind {
    fn key(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Heading(_) => "heading",
            Self::Steps(_) => "steps",
            Self::Bullets(_) => "bullets",
            Self::Numbers(_) => "numbers",
            Self::Run(_) => "run",
            Self::Sample(_) => "sample",
            Self::Image(_) => "image",
            Self::Table(_) => "table",
            Self::Note(_) => "note",
            Self::Quote(_) => "quote",
        }
    }

    fn span(&self) -> Span {
        match self {
            Self::Text(name) | Self::Heading(name) | Self::Table(name) => name.span,
            Self::Steps(steps) => steps.span,
            Self::Bullets(items) | Self::Numbers(items) => items.span,
            Self::Run(text) | Self::Sample(text) => text.span,
            Self::Image(image) => image.span,
            Self::Note(parts) | Self::Quote(parts) => parts.span,
        }
    }
}

impl Lowering<'_> {
    /// The one thing that a part is, taken out of it.
    pub(super) fn kind(&mut self, part: &mut syntax::Part, place: Span) -> Option<Kind> {
        let kinds = [
            part.text.take().map(Kind::Text),
            part.heading.take().map(Kind::Heading),
            part.steps.take().map(Kind::Steps),
            part.bullets.take().map(Kind::Bullets),
            part.numbers.take().map(Kind::Numbers),
            part.run.take().map(Kind::Run),
            part.sample.take().map(Kind::Sample),
            part.image.take().map(Kind::Image),
            part.table.take().map(Kind::Table),
            part.note.take().map(Kind::Note),
            part.quote.take().map(Kind::Quote),
        ];
        let mut given: Vec<Kind> = kinds.into_iter().flatten().collect();
        if given.len() != 1 {
            let (place, message) = match given.as_slice() {
                [] => (place, "a part that says nothing".to_owned()),
                [first, ..] => {
                    let keys: Vec<&str> = given.iter().map(Kind::key).collect();
                    let message = format!("`{}` in one part", keys.join("` and `"));
                    (first.span(), message)
                }
            };
            let help =
                format!("write exactly one of {KINDS}; each further one is a part of its own");
            self.find(&PART_KIND, place, message, help);
            return None;
        }
        let kind = given.pop()?;
        let belongs = [
            ("level", "heading", part.level.as_ref().map(|l| l.span)),
            ("start", "numbers", part.start.as_ref().map(|s| s.span)),
            ("language", "sample", part.language.as_ref().map(|l| l.span)),
            ("columns", "table", part.columns.as_ref().map(|c| c.span)),
            ("align", "table", part.align.as_ref().map(|a| a.span)),
            ("rows", "table", part.rows.as_ref().map(|r| r.span)),
            ("kind", "note", part.kind.as_ref().map(|k| k.span)),
            ("for_each", "run", part.for_each.as_ref().map(|f| f.span)),
            ("until", "run", part.until.as_ref().map(|u| u.span)),
            ("expect", "run", part.expect.as_ref().map(|e| e.span)),
        ];
        for (key, to, span) in belongs {
            if let Some(span) = span.filter(|_| kind.key() != to) {
                let is = kind.key();
                self.find(
                    &PART_KIND,
                    span,
                    format!("`{key}` belongs to `{to}`, and this part is `{is}`"),
                    format!("remove `{key}`, or write it in a part with `{to}`"),
                );
            }
        }
        Some(kind)
    }
}
