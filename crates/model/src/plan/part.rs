//! Parts of steps and pages, as far as a variant has them.

use std::ops::Range;

use crate::runbook::{self, NoteKind, PartId, Picture, Says, Table};

/// A part of a page.
#[derive(Debug, Clone)]
pub enum PagePart<'r> {
    /// A heading.
    Heading {
        /// Its message.
        id: &'r PartId,
        /// From 2, below the title, to 6.
        level: u8,
    },
    /// A procedure: one of [`Plan::procedures`](super::Plan::procedures), which is not empty.
    Steps(Range<usize>),
    /// Anything that stands in a step, too. It runs nothing.
    Part(Part<'r>),
}

/// A part of a step, or of a page between its procedures.
#[derive(Debug, Clone)]
pub enum Part<'r> {
    /// Paragraphs.
    Text(&'r PartId),
    /// A list.
    List {
        /// The number of the first item; `None` for bullets.
        start: Option<u32>,
        /// The items, none of them empty.
        items: Vec<Vec<Part<'r>>>,
    },
    /// Commands, by their place in [`Act::Run`](super::Act::Run).
    Run(usize),
    /// Text of a machine that is not run.
    Sample {
        /// The text; the last line has no line break.
        text: &'r str,
        /// Its language, by the name that code blocks use.
        language: Option<&'r str>,
    },
    /// A picture.
    Image(&'r Picture),
    /// A table.
    Table(&'r Table),
    /// A box that catches the eye.
    Note {
        /// Its kind.
        kind: NoteKind,
        /// What it says, which is not nothing.
        parts: Vec<Part<'r>>,
    },
    /// Something quoted, which is not nothing.
    Quote(Vec<Part<'r>>),
}

/// The parts of a step that a variant has. Commands are numbered anew, as those of the variant.
pub(super) fn parts(written: &[runbook::Part], variant: usize) -> Vec<Part<'_>> {
    let mut commands = 0;
    filtered(written, variant, &mut commands)
}

/// The parts of a page that a variant has. `places` are those of its steps in the definition.
pub(super) fn page<'r>(
    written: &'r [runbook::PagePart],
    variant: usize,
    places: &[usize],
) -> Vec<PagePart<'r>> {
    let mut parts = Vec::new();
    for part in written {
        match part {
            runbook::PagePart::Heading {
                id,
                level,
                variants,
            } => {
                if variants.contains(&variant) {
                    parts.push(PagePart::Heading { id, level: *level });
                }
            }
            runbook::PagePart::Steps(steps) => {
                // Places rise, so that the steps of a range follow each other here as well.
                let before = |bound: usize| places.partition_point(|place| *place < bound);
                let range = before(steps.start)..before(steps.end);
                if !range.is_empty() {
                    parts.push(PagePart::Steps(range));
                }
            }
            runbook::PagePart::Part(part) => {
                let own = filtered(std::slice::from_ref(part), variant, &mut 0);
                parts.extend(own.into_iter().map(PagePart::Part));
            }
        }
    }
    parts
}

/// The procedures of a page; of a definition without one, all steps.
pub(super) fn procedures(page: Option<&[PagePart<'_>]>, steps: usize) -> Vec<Range<usize>> {
    let Some(page) = page else {
        return std::iter::once(0..steps).collect();
    };
    let ranges = page.iter().filter_map(|part| match part {
        PagePart::Steps(range) => Some(range.clone()),
        PagePart::Heading { .. } | PagePart::Part(_) => None,
    });
    ranges.collect()
}

/// Parts without those that other variants have, and without what is empty for want of them.
fn filtered<'r>(
    written: &'r [runbook::Part],
    variant: usize,
    commands: &mut usize,
) -> Vec<Part<'r>> {
    let mut parts = Vec::new();
    for part in written {
        let Some(at) = part.variants.iter().position(|own| *own == variant) else {
            continue;
        };
        let own = match &part.says {
            Says::Text(id) => Some(Part::Text(id)),
            Says::List { start, items } => {
                let items: Vec<Vec<Part<'r>>> = items
                    .iter()
                    .map(|item| filtered(item, variant, commands))
                    .filter(|item| !item.is_empty())
                    .collect();
                (!items.is_empty()).then_some(Part::List {
                    start: *start,
                    items,
                })
            }
            Says::Run(_) => {
                *commands += 1;
                Some(Part::Run(*commands - 1))
            }
            Says::Sample { texts, language } => texts.get(at).map(|text| Part::Sample {
                text,
                language: language.as_deref(),
            }),
            Says::Image(picture) => Some(Part::Image(picture)),
            Says::Table(table) => Some(Part::Table(table)),
            Says::Note { kind, parts } => {
                let parts = filtered(parts, variant, commands);
                (!parts.is_empty()).then_some(Part::Note { kind: *kind, parts })
            }
            Says::Quote(parts) => {
                let parts = filtered(parts, variant, commands);
                (!parts.is_empty()).then_some(Part::Quote(parts))
            }
        };
        parts.extend(own);
    }
    parts
}
