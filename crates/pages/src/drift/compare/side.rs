//! A page cut into units that can stand beside those of another page: headings, steps, items,
//! paragraphs, code, tables, pictures, notes.
//!
//! Steps are those of the outline: a list that breaks in two is one procedure, and what broke it
//! belongs to the step before it. So a page whose code fell out of its list agrees with one whose
//! code did not.

use crate::tree::is_blank;
use std::collections::HashSet;
use std::sync::Arc;

use crate::drift::Subject;
use crate::flat::Flat;
use crate::likeness::{Reading, Tongue, Traits};
use crate::tree::{Block, Content, Inline, InlineKind};
use crate::{Outline, Page};
use runproof_core::diagnostic::{Location, Source, Span};
use runproof_language::{Language, Locale};

/// A page and its units: cut once, and held against as many others as there are.
#[derive(Debug)]
pub struct Side<'p> {
    pub(super) page: &'p Page,
    pub(super) locale: &'p Locale,
    /// What is known of that language.
    pub(super) language: &'static Language,
    /// What the page is called: its first heading, and its title before the page.
    pub(super) title: String,
    /// All units in reading order, every one after the unit that it is in.
    pub(super) units: Vec<Unit<'p>>,
    /// Those that are in no other, in reading order.
    pub(super) top: Vec<usize>,
    /// The units of the steps of each procedure.
    pub(super) procedures: Vec<Vec<usize>>,
}

/// A piece of a page.
#[derive(Debug)]
pub(super) struct Unit<'p> {
    pub(super) kind: Kind,
    /// The blocks that it is made of: of a step and an item what is in it.
    pub(super) blocks: Vec<&'p Block>,
    pub(super) span: Span,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    pub(super) traits: Traits,
    /// The running texts of a unit that has no units in it.
    pub(super) flats: Vec<Flat>,
    /// What a heading says.
    heading: Option<&'p [Inline]>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading and its level.
    Heading(u8),
    /// A paragraph of nothing but bold, which pages use as a heading.
    Lead,
    /// A step of a procedure.
    Step {
        /// The procedure, by its place.
        procedure: usize,
        /// The number that a reader sees.
        number: u64,
    },
    /// An item of a list.
    Item,
    /// A paragraph.
    Text,
    /// A block of code.
    Code,
    /// A picture that stands alone.
    Image,
    /// A table.
    Table,
    /// An alert, or something quoted.
    Note,
}

impl<'p> Side<'p> {
    /// Cuts a page, to be held against pages in its own language or in others.
    pub fn of(subject: Subject<'p>, tongue: Tongue) -> Self {
        let outline = subject.page.outline();
        let mut side = Self {
            title: title(&outline, subject.page),
            page: subject.page,
            locale: subject.locale,
            language: subject.language,
            units: Vec::new(),
            top: Vec::new(),
            procedures: Vec::new(),
        };
        let mut reading = Reading::new(subject.page.source.text(), tongue);
        side.read(&outline, &mut reading);
        side
    }

    /// The text that places are in.
    pub(super) fn text(&self) -> &'p str {
        self.page.source.text()
    }

    pub(super) fn source(&self) -> &'p Arc<Source> {
        &self.page.source
    }

    /// The first line of a unit, without the blanks before it and behind it.
    pub(super) fn line_of(&self, unit: usize) -> Location {
        Location::new(self.source(), self.first_line(self.units[unit].span))
    }

    /// The first line of a place.
    pub(super) fn first_line(&self, span: Span) -> Span {
        let text = self.source().slice(span);
        let start = text.len() - text.trim_start().len();
        let line = text[start..].lines().next().unwrap_or_default();
        let from = span.start as usize + start;
        Span::new(from, from + line.trim_end().len())
    }

    /// The step that a unit is in or is.
    pub(super) fn step_of(&self, unit: usize) -> Option<usize> {
        self.up(unit)
            .find(|at| matches!(self.units[*at].kind, Kind::Step { .. }))
    }

    /// A unit, the unit that it is in, and so on.
    pub(super) fn up(&self, unit: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(unit), |at| self.units[*at].parent)
    }

    /// Everything in a unit, itself first, in reading order.
    pub(super) fn down(&self, unit: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![unit];
        while let Some(at) = open.pop() {
            found.push(at);
            open.extend(self.units[at].children.iter().rev());
        }
        found
    }

    /// The number of a step that a reader sees.
    pub(super) fn number(&self, unit: usize) -> Option<u64> {
        match self.units[unit].kind {
            Kind::Step { number, .. } => Some(number),
            _ => None,
        }
    }

    /// What a heading says.
    pub(super) fn heading(&self, unit: usize) -> Option<&'p [Inline]> {
        self.units[unit].heading
    }

    /// What a unit says, for messages: its first words.
    pub(super) fn words(&self, unit: usize) -> String {
        if let Some(heading) = self.units[unit].heading {
            return shortened(&Flat::of(heading, self.text()).text);
        }
        let mut blocks = self.units[unit].blocks.iter();
        let text = blocks.find_map(|block| match &block.content {
            Content::Code(code) => code
                .text
                .lines()
                .find(|l| !l.trim().is_empty())
                .map(str::to_owned),
            Content::List(list) => list
                .items
                .first()
                .map(|item| self.source().slice(item.span).to_owned()),
            Content::Quote(quote) => {
                let mut texts = quote.blocks.iter().flat_map(|inner| inner.texts());
                texts.next().map(|text| Flat::of(text, self.text()).text)
            }
            _ => block
                .texts()
                .first()
                .map(|text| Flat::of(text, self.text()).text),
        });
        shortened(text.unwrap_or_default().trim())
    }

    fn read(&mut self, outline: &Outline<'p>, reading: &mut Reading<'p>) {
        let mut tails: HashSet<*const Block> = HashSet::new();
        for split in outline.procedures.iter().flat_map(|p| &p.splits) {
            tails.extend(split.between.iter().map(std::ptr::from_ref));
        }
        let mut steps = outline
            .procedures
            .iter()
            .enumerate()
            .flat_map(|(at, procedure)| procedure.steps.iter().map(move |step| (at, step)));
        self.procedures = vec![Vec::new(); outline.procedures.len()];
        for section in &outline.sections {
            if let Some((heading, span)) = section.heading {
                let from = reading.place();
                let flat = Flat::of(&heading.text, self.text());
                reading.flat(&flat);
                let at = self.add(Kind::Heading(heading.level), Vec::new(), span, None);
                let unit = &mut self.units[at];
                unit.traits = reading.since(from);
                unit.traits.strong = 0;
                unit.heading = Some(&heading.text);
                self.top.push(at);
            }
            for block in section.blocks {
                match &block.content {
                    Content::List(list) if list.start.is_some() => {
                        for (procedure, step) in steps.by_ref().take(list.items.len()) {
                            let kind = Kind::Step {
                                procedure,
                                number: step.number,
                            };
                            let at = self.add(kind, step.blocks().collect(), step.item.span, None);
                            self.fill(at, step.blocks(), reading);
                            self.top.push(at);
                            self.procedures[procedure].push(at);
                        }
                    }
                    _ if tails.contains(&std::ptr::from_ref(block)) => {}
                    _ => {
                        let found = self.block(block, None, reading);
                        self.top.extend(found);
                    }
                }
            }
        }
    }

    fn add(
        &mut self,
        kind: Kind,
        blocks: Vec<&'p Block>,
        span: Span,
        parent: Option<usize>,
    ) -> usize {
        self.units.push(Unit {
            kind,
            blocks,
            span,
            parent,
            children: Vec::new(),
            traits: Traits::default(),
            flats: Vec::new(),
            heading: None,
        });
        self.units.len() - 1
    }

    /// Reads what is in a step or an item.
    fn fill(
        &mut self,
        unit: usize,
        inner: impl IntoIterator<Item = &'p Block>,
        reading: &mut Reading<'p>,
    ) {
        let from = reading.place();
        for block in inner {
            let found = self.block(block, Some(unit), reading);
            self.units[unit].children.extend(found);
        }
        self.units[unit].traits = reading.since(from);
    }

    // As deep as the tree is, which `read` bounds.
    fn block(
        &mut self,
        block: &'p Block,
        parent: Option<usize>,
        reading: &mut Reading<'p>,
    ) -> Vec<usize> {
        let from = reading.place();
        reading.block(block);
        let kind = match &block.content {
            Content::Html(_) | Content::Rule => return Vec::new(),
            Content::List(list) => {
                let mut found = Vec::new();
                for item in &list.items {
                    let at = self.add(Kind::Item, item.blocks.iter().collect(), item.span, parent);
                    self.fill(at, &item.blocks, reading);
                    found.push(at);
                }
                return found;
            }
            Content::Quote(quote) => {
                let at = self.add(Kind::Note, vec![block], block.span, parent);
                for inner in &quote.blocks {
                    let found = self.block(inner, Some(at), reading);
                    self.units[at].children.extend(found);
                }
                self.units[at].traits = reading.since(from);
                return vec![at];
            }
            Content::Paragraph(text) if text.iter().all(is_blank) => {
                reading.whole(block);
                return Vec::new();
            }
            Content::Paragraph(text) if block.picture().is_none() && is_lead(text) => Kind::Lead,
            Content::Paragraph(_) if block.picture().is_some() => Kind::Image,
            Content::Paragraph(_) => Kind::Text,
            Content::Heading(heading) => Kind::Heading(heading.level),
            Content::Code(_) => Kind::Code,
            Content::Table(_) => Kind::Table,
        };
        let at = self.add(kind, vec![block], block.span, parent);
        let text = self.text();
        let flats: Vec<Flat> = block
            .texts()
            .into_iter()
            .map(|inlines| Flat::of(inlines, text))
            .collect();
        flats.iter().for_each(|flat| reading.flat(flat));
        let unit = &mut self.units[at];
        unit.flats = flats;
        unit.traits = reading.since(from);
        vec![at]
    }
}

fn title(outline: &Outline<'_>, page: &Page) -> String {
    let heading = outline
        .title
        .map(|heading| Flat::of(&heading.text, page.source.text()).text);
    let front = page.front.get("title").map(|entry| entry.value.clone());
    let both: Vec<String> = [heading, front].into_iter().flatten().collect();
    both.join(" ")
}

/// A text for a message: not longer than a line.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    match cut.rsplit_once(' ') {
        Some((front, _)) => format!("{front} …"),
        None => format!("{cut}…"),
    }
}

fn is_lead(text: &[Inline]) -> bool {
    let mut shown = text.iter().filter(|inline| !is_blank(inline));
    let only = shown.next();
    shown.next().is_none() && only.is_some_and(|i| matches!(i.kind, InlineKind::Strong(_)))
}
