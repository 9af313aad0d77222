//! Parts of pages and steps put into words: lists, tables, pictures, boxes.

use runproof_prose::{Image, Inline, plain_text};

use super::write::{Writing, alert_kind};
use super::{Align, Block, Cell, Column, Heading, List, Part, Prose, Sample, StepRange, Table};
use crate::plan::{self, Act, PagePart};
use crate::runbook::{self, PartId};

impl<'p> Writing<'_, 'p> {
    /// The page. Messages between procedures count the steps of the next one; those at the end
    /// the steps of the last.
    pub(super) fn page(&mut self, written: &[PagePart<'p>]) -> Vec<Part> {
        let mut procedure = 0;
        let mut parts = Vec::with_capacity(written.len());
        for part in written {
            let procedures = &self.plan.procedures;
            let next = procedures.get(procedure).or(procedures.last());
            self.args.set("steps", next.map_or(0, |steps| steps.len()));
            match part {
                PagePart::Heading { id, level } => parts.push(Part::Heading(Heading {
                    level: *level,
                    text: self.line(id.as_str()),
                })),
                PagePart::Steps(steps) => {
                    procedure += 1;
                    parts.push(Part::Steps(StepRange {
                        from: steps.start,
                        to: steps.end,
                    }));
                }
                PagePart::Part(part) => {
                    let mut blocks = Vec::new();
                    self.part(part, None, &mut blocks);
                    parts.extend(blocks.into_iter().map(Part::Block));
                }
            }
        }
        parts
    }

    /// What a step says after its text; nothing where the definition does not arrange it.
    pub(super) fn body(&mut self, step: &plan::Step<'p>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in step.body.iter().flatten() {
            self.part(part, Some(step), &mut blocks);
        }
        blocks
    }

    fn parts(&mut self, parts: &[plan::Part<'p>], step: Option<&plan::Step<'p>>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in parts {
            self.part(part, step, &mut blocks);
        }
        blocks
    }

    fn part(
        &mut self,
        part: &plan::Part<'p>,
        step: Option<&plan::Step<'p>>,
        blocks: &mut Vec<Block>,
    ) {
        match part {
            plan::Part::Text(name) => {
                let (id, attribute) = named(step, name);
                blocks.extend(self.paragraphs(id, attribute));
            }
            plan::Part::List { start, items } => {
                let items = items.iter().map(|item| self.parts(item, step));
                blocks.push(Block::List(List {
                    start: *start,
                    items: items.filter(|item| !item.is_empty()).collect(),
                }));
            }
            plan::Part::Run(at) => {
                // A plan has the commands that its parts name.
                if let Some(Act::Run(groups)) = step.map(|step| &step.act)
                    && let Some(group) = groups.get(*at)
                {
                    blocks.push(Block::Commands(self.commands(*at, group)));
                }
            }
            plan::Part::Sample { text, language } => blocks.push(Block::Sample(Sample {
                text: (*text).to_owned(),
                language: language.map(ToOwned::to_owned),
            })),
            plan::Part::Image(picture) => {
                let mut say = |name: &Option<PartId>| {
                    let (id, attribute) = named(step, name.as_ref()?);
                    Some(self.plain(id, attribute))
                };
                blocks.push(Block::Image(Image {
                    source: picture.source.clone(),
                    alt: say(&picture.alt).unwrap_or_default(),
                    title: say(&picture.title),
                }));
            }
            plan::Part::Table(table) => blocks.push(Block::Table(self.table(table, step))),
            plan::Part::Note { kind, parts } => {
                let said = self.parts(parts, step);
                blocks.push(Block::Alert(self.boxed(alert_kind(*kind), said)));
            }
            plan::Part::Quote(parts) => blocks.push(Block::Quote(self.parts(parts, step))),
        }
    }

    fn table(&mut self, table: &'p runbook::Table, step: Option<&plan::Step<'p>>) -> Table {
        Table {
            columns: table
                .columns
                .iter()
                .map(|column| Column {
                    head: self.cell(&column.head, step),
                    align: match column.align {
                        runbook::Align::Default => Align::Default,
                        runbook::Align::Left => Align::Left,
                        runbook::Align::Center => Align::Center,
                        runbook::Align::Right => Align::Right,
                    },
                })
                .collect(),
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| self.cell(cell, step)).collect())
                .collect(),
        }
    }

    /// A cell has no paragraphs: what separates them there is an empty line.
    fn cell(&mut self, name: &PartId, step: Option<&plan::Step<'p>>) -> Cell {
        let (id, attribute) = named(step, name);
        let mut cell = Cell::new();
        for block in self.paragraphs(id, attribute) {
            if let Block::Paragraph(Prose { text, .. }) = block {
                if !cell.is_empty() {
                    cell.extend([Inline::line_break(), Inline::line_break()]);
                }
                cell.extend(text);
            }
        }
        cell
    }
}

/// The message of a name, and the attribute: in a step names are attributes of its message.
fn named<'n>(step: Option<&plan::Step<'n>>, name: &'n PartId) -> (&'n str, Option<&'n str>) {
    match step {
        Some(step) => (step.id.as_str(), Some(name.as_str())),
        None => (name.as_str(), None),
    }
}

/// The first words of blocks, without their markup.
pub(super) fn first_words(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(prose) => {
            let text = plain_text(&prose.text);
            // A line break of the text is one blank of a title, whatever stood before it.
            let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            Some(words.join(" ")).filter(|text| !text.is_empty())
        }
        Block::List(list) => list.items.iter().find_map(|item| first_words(item)),
        Block::Quote(blocks) => first_words(blocks),
        _ => None,
    })
}
