//! A page laid out for the rules: its running texts with their words and their steps, its code.

use std::ops::Range;

use super::Subject;
use crate::outline::walk;
use crate::stated::Wording;
use crate::{Block, Content, Flat, Inline, InlineKind, MarkKind, Outline, Page};
use runproof_core::diagnostic::{Code, Diagnostic, Location, Span};
use runproof_language::{Cut, Language};

/// A page as the rules see it.
pub(super) struct Sheet<'p> {
    pub(super) page: &'p Page,
    /// The language that it is written in.
    pub(super) language: &'static Language,
    pub(super) outline: Outline<'p>,
    /// The title and the description before the page, then its running texts, in reading order.
    pub(super) texts: Vec<Text<'p>>,
    /// Its blocks of code.
    pub(super) codes: Vec<Sample<'p>>,
}

/// A running text.
pub(super) struct Text<'p> {
    pub(super) flat: Flat,
    pub(super) role: Role,
    /// The block that it stands in.
    pub(super) block: Option<&'p Block>,
    pub(super) inlines: &'p [Inline],
    pub(super) words: Vec<Word>,
    /// The step that it belongs to.
    pub(super) step: Option<At>,
    marked: Marked,
}

/// The parts of a text that are marked as something, in order; none overlaps another.
struct Marked {
    code: Vec<Range<usize>>,
    links: Vec<Range<usize>>,
    pictures: Vec<Range<usize>>,
}

impl Marked {
    fn of(flat: &Flat) -> Self {
        let outer = |is_kind: fn(&MarkKind) -> bool| {
            let mut found: Vec<Range<usize>> = Vec::new();
            for mark in flat.marks.iter().filter(|mark| is_kind(&mark.kind)) {
                if found.last().is_none_or(|last| last.end <= mark.range.start) {
                    found.push(mark.range.clone());
                }
            }
            found
        };
        Self {
            code: outer(|kind| matches!(kind, MarkKind::Code | MarkKind::Placeholder)),
            links: outer(|kind| matches!(kind, MarkKind::Link(_))),
            pictures: outer(|kind| matches!(kind, MarkKind::Image(_))),
        }
    }
}

/// Whether a byte is within one of some ranges that are in order, none overlapping another.
pub(super) fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after > 0 && at < ranges[after - 1].end
}

/// What a running text is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A value before the page.
    Front,
    Heading,
    Paragraph,
    Cell,
}

/// A step of a procedure, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub(super) procedure: usize,
    pub(super) step: usize,
}

/// A run of letters or digits; hyphens and apostrophes within it belong to it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where it stands in the flat text.
    pub(super) range: Range<usize>,
    /// Whether it is code, a placeholder, a path, an address or the like.
    pub(super) is_technical: bool,
    /// Whether it is bold.
    pub(super) is_bold: bool,
    /// Whether a sentence, a label or a quotation begins with it.
    pub(super) is_first: bool,
}

/// A block of code.
pub(super) struct Sample<'p> {
    pub(super) code: &'p crate::Code,
}

impl<'p> Sheet<'p> {
    pub(super) fn of(subject: Subject<'p>) -> Self {
        let page = subject.page;
        let outline = page.outline();
        let mut sheet = Self {
            page,
            language: subject.language,
            texts: front(page),
            codes: Vec::new(),
            outline,
        };
        let steps = steps(&sheet.outline);
        let source = page.source.text();
        let (texts, codes) = (&mut sheet.texts, &mut sheet.codes);
        walk(&page.blocks, &mut |block| {
            let role = match &block.content {
                Content::Heading(_) => Role::Heading,
                Content::Table(_) => Role::Cell,
                Content::Code(code) => {
                    codes.push(Sample { code });
                    return;
                }
                _ => Role::Paragraph,
            };
            for inlines in block.texts() {
                let flat = Flat::of(inlines, source);
                texts.push(Text {
                    words: words(&flat),
                    marked: Marked::of(&flat),
                    flat,
                    role,
                    block: Some(block),
                    inlines,
                    step: step_at(&steps, block.span.start),
                });
            }
        });
        sheet
    }

    /// A finding at a place of the page.
    pub(super) fn finding(
        &self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::at(code, Location::new(&self.page.source, span), message)
    }

    /// The text of the page.
    pub(super) fn source(&self) -> &'p str {
        self.page.source.text()
    }
}

impl Wording for Text<'_> {
    fn count(&self) -> usize {
        self.words.len()
    }

    fn word(&self, index: usize) -> &str {
        Text::word(self, index)
    }

    fn adjoins(&self, index: usize) -> bool {
        Text::adjoins(self, index)
    }
}

impl Text<'_> {
    /// The text of a word.
    pub(super) fn word(&self, index: usize) -> &str {
        self.words
            .get(index)
            .and_then(|word| self.flat.text.get(word.range.clone()))
            .unwrap_or_default()
    }

    /// What stands between a word and the one after it.
    pub(super) fn gap(&self, index: usize) -> &str {
        let (Some(word), Some(next)) = (self.words.get(index), self.words.get(index + 1)) else {
            return "";
        };
        self.flat
            .text
            .get(word.range.end..next.range.start)
            .unwrap_or_default()
    }

    /// Whether nothing but blanks stands between a word and the one after it.
    pub(super) fn adjoins(&self, index: usize) -> bool {
        let gap = self.gap(index);
        !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }

    /// Whether a byte is within code or a placeholder.
    pub(super) fn is_code(&self, at: usize) -> bool {
        is_within(&self.marked.code, at)
    }

    /// Whether a byte is within what is clicked to follow a link.
    pub(super) fn is_link(&self, at: usize) -> bool {
        is_within(&self.marked.links, at)
    }

    /// Whether a byte is within the description of a picture.
    pub(super) fn is_picture(&self, at: usize) -> bool {
        is_within(&self.marked.pictures, at)
    }

    /// Whether something that is marked begins at a byte.
    pub(super) fn begins_mark(&self, at: usize) -> bool {
        let marks = &self.flat.marks;
        let index = marks.partition_point(|mark| mark.range.start < at);
        marks.get(index).is_some_and(|mark| mark.range.start == at)
    }
}

/// The title and the description before the page: a reader finds it by them.
fn front(page: &Page) -> Vec<Text<'static>> {
    let source = page.source.text();
    let wanted = page.front.entries.iter().filter(|entry| {
        let keys = ["title", "description"];
        keys.iter().any(|key| entry.key.eq_ignore_ascii_case(key))
    });
    let texts = wanted.filter_map(|entry| {
        let raw = source.get(entry.span.range())?;
        let at = entry.span.start as usize + raw.find(entry.value.as_str())?;
        let span = Span::new(at, at + entry.value.len());
        let kind = InlineKind::Text(entry.value.clone());
        let flat = Flat::of(&[Inline { span, kind }], source);
        Some(Text {
            words: words(&flat),
            marked: Marked::of(&flat),
            flat,
            role: Role::Front,
            block: None,
            inlines: &[],
            step: None,
        })
    });
    texts.collect()
}

/// Where the steps of all procedures begin and end, in order.
fn steps(outline: &Outline<'_>) -> Vec<(Span, At)> {
    let mut found = Vec::new();
    for (procedure, one) in outline.procedures.iter().enumerate() {
        for (step, item) in one.steps.iter().enumerate() {
            found.push((item.span(), At { procedure, step }));
        }
    }
    found
}

fn step_at(steps: &[(Span, At)], at: u32) -> Option<At> {
    let after = steps.partition_point(|(span, _)| span.start <= at);
    let (span, found) = steps.get(after.checked_sub(1)?)?;
    (at < span.end).then_some(*found)
}

/// The words of a text.
pub(super) fn words(flat: &Flat) -> Vec<Word> {
    let text = &flat.text;
    let mut words = Vec::new();
    let mut marks = flat.marks.iter().peekable();
    // How far code and bold reach that began before the word.
    let (mut code, mut bold) = (0, 0);
    let mut is_first = true;
    let mut chunk = 0..0;
    let mut is_chunk_technical = false;
    let mut last_end = 0;
    for Range { start, end } in runproof_language::words(text, Cut::Page) {
        if start >= chunk.end {
            chunk = chunk_around(text, start);
            is_chunk_technical = is_technical(&text[chunk.clone()]);
        }
        let mut begins_bold = false;
        while let Some(mark) = marks.next_if(|mark| mark.range.start <= start) {
            match mark.kind {
                MarkKind::Code | MarkKind::Placeholder | MarkKind::Image(_) => {
                    code = code.max(mark.range.end);
                }
                MarkKind::Strong | MarkKind::StrongHtml => {
                    bold = bold.max(mark.range.end);
                    begins_bold = true;
                }
                MarkKind::Link(_) => begins_bold = true,
                MarkKind::Emphasis => {}
            }
        }
        let gap = &text[last_end..start];
        is_first |= begins_bold || begins_sentence(gap);
        words.push(Word {
            range: start..end,
            is_technical: is_chunk_technical || start < code,
            is_bold: start < bold,
            is_first,
        });
        is_first = false;
        last_end = end;
    }
    words
}

fn begins_sentence(gap: &str) -> bool {
    if gap == " " {
        return false;
    }
    gap.contains([
        '.', '!', '?', ':', '\n', '"', '“', '„', '«', '(', '[', '|', '•', '…', ';', '‘', '—', '–',
        '/', '>',
    ]) || gap.contains(" - ")
}

fn chunk_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |blank| blank + width(text, blank));
    let end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |blank| at + blank);
    start..end
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Whether a run of characters without blanks is no prose: a path, an address, a file, a command,
/// a parameter, a variable.
fn is_technical(chunk: &str) -> bool {
    // Most are words, with a sign of the sentence at their end.
    let bare = chunk.trim_matches(['(', ')', '"', ',', '.', ':', ';', '!', '?']);
    if bare.chars().all(char::is_alphabetic) {
        return false;
    }
    let core = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    let has_inner_dot = core
        .char_indices()
        .any(|(at, c)| c == '.' && core[at + 1..].starts_with(|c: char| c.is_alphanumeric()));
    let parameter = chunk.trim_start_matches(['(', '"', '\u{201c}', '\'']);
    core.contains(['\\', '_', '@', '$', '%', '=', '#', '~', '^', '&'])
        || core.contains("://")
        || has_inner_dot
        || chunk.starts_with(['\\', '$', '%', '/'])
        || (parameter.len() > 2
            && parameter.starts_with('-')
            && parameter[1..].starts_with(|c: char| c.is_ascii_alphabetic()))
        || is_command(core)
}

/// Verb and noun as PowerShell has them: `Get-CsPool`. `Front-End` is none.
fn is_command(core: &str) -> bool {
    core.split_once('-').is_some_and(|(verb, noun)| {
        verb.chars().all(|c| c.is_ascii_alphabetic())
            && noun.starts_with(|c: char| c.is_ascii_uppercase())
            && noun.chars().skip(1).any(|c| c.is_ascii_uppercase())
            && noun.chars().any(|c| c.is_ascii_lowercase())
            && noun.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
