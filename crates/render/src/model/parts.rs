//! The parts of a page, and the blocks that hold cells or nothing but themselves.

use runproof_prose::{Image, Inline, plain_text};
use tera::Value;

use super::marks::{self, Ending, Marks};
use super::{Model, array, entries_map, map};
use runproof_model::document::{Align, Block, Cell, Document, Heading, List, Part, Sample, Table};

impl Model<'_> {
    /// The parts of a page that arranges itself; none where the format arranges it.
    pub(super) fn page(&mut self, document: &Document) -> Value {
        let Some(parts) = &document.page else {
            return Value::none();
        };
        let mut marks = Marks::default();
        let mut headings = 0;
        let mut level = 1;
        let parts = parts.iter().map(|part| match part {
            Part::Heading(heading) => {
                marks.follow(Ending::Other);
                headings += 1;
                level = heading.level.clamp(2, 6);
                self.part_heading(heading, headings)
            }
            Part::Block(block) => map([
                ("kind", "block".into()),
                ("block", self.block(block, &mut marks)),
            ]),
            Part::Steps(range) => {
                let mark = marks.number();
                let steps = self.steps(document, range.from..range.to);
                map([
                    ("kind", "steps".into()),
                    ("mark", Value::safe_string(mark)),
                    ("level", (level + 1).min(6).into()),
                    ("steps", steps),
                ])
            }
        });
        array(parts.collect())
    }

    fn part_heading(&mut self, heading: &Heading, place: u32) -> Value {
        let level = heading.level.clamp(2, 6);
        map([
            ("kind", "heading".into()),
            ("level", level.into()),
            ("place", place.into()),
            ("text", self.heading(&heading.text)),
            ("title", plain_text(&heading.text).into()),
        ])
    }

    pub(super) fn list(&mut self, list: &List, marks: &mut Marks) -> Value {
        let mut items = Vec::with_capacity(list.items.len());
        for blocks in &list.items {
            items.push(self.nested(|model| model.blocks(blocks)));
        }
        let is_tight = list
            .items
            .iter()
            .all(|blocks| matches!(blocks.as_slice(), [Block::Paragraph(_)]));
        let mark = match (items.is_empty(), list.start) {
            (true, _) => "",
            (false, None) => marks.bullet(),
            (false, Some(_)) => marks.number(),
        };
        let mut map = vec![
            ("kind", "list".into()),
            ("items", array(items)),
            ("is_tight", is_tight.into()),
            ("mark", Value::safe_string(mark)),
        ];
        if let Some(start) = list.start {
            map.push(("start", marks::first_number(start, list.items.len()).into()));
        }
        entries_map(&map)
    }

    pub(super) fn table(&mut self, table: &Table) -> Value {
        let mut has_head = false;
        let columns = table.columns.iter().map(|column| {
            let head = self.cell(&column.head);
            has_head |= !self.buffer.trim().is_empty();
            map([("head", head), ("align", align_name(column.align).into())])
        });
        let columns: Vec<Value> = columns.collect();
        let none = Cell::new();
        let rows = table.rows.iter().map(|row| {
            // Every row has a cell for every column, whoever made the table.
            let cells = (0..table.columns.len()).map(|at| self.cell(row.get(at).unwrap_or(&none)));
            array(cells.collect())
        });
        let rows: Vec<Value> = rows.collect();
        map([
            ("kind", "table".into()),
            ("columns", array(columns)),
            ("rows", array(rows)),
            ("has_head", has_head.into()),
            ("text", self.dialect.table(table)),
        ])
    }

    fn cell(&mut self, inlines: &[Inline]) -> Value {
        self.buffer.clear();
        self.dialect.cell(inlines, &mut self.buffer);
        Value::safe_string(&self.buffer)
    }

    /// A picture, as it stands in running text.
    pub(super) fn image(&mut self, image: &Image) -> Value {
        let text = self.prose(&[Inline::image(image.clone())]);
        map([
            ("kind", "image".into()),
            ("text", text),
            ("alt", image.alt.as_str().into()),
        ])
    }

    pub(super) fn sample(&mut self, sample: &Sample) -> Value {
        self.buffer.clear();
        self.dialect.sample(&sample.text, &mut self.buffer);
        let mut map = vec![
            ("kind", "sample".into()),
            ("code", Value::safe_string(&self.buffer)),
            ("fence", self.dialect.fence(&sample.text)),
        ];
        if let Some(language) = sample.language.as_deref().filter(|name| is_language(name)) {
            map.push(("language", Value::safe_string(language)));
        }
        entries_map(&map)
    }
}

fn align_name(align: Align) -> &'static str {
    match align {
        Align::Default => "default",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// Whether it is a word that every format can print behind a fence or in a class.
fn is_language(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '.' | '_');
    !name.is_empty() && name.len() <= 40 && name.chars().all(is_part)
}
