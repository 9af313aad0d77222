//! Pictures and tables.

use std::collections::BTreeMap;

use super::super::names::{Names, kebab};
use super::super::node::{Node, Says};
use super::messages::order;
use super::{Builder, Scope, each};
use crate::Align;
use crate::import::model::{Column, Effect, Message, PartKind, Piece};
use runproof_prose::Image;

impl Builder<'_, '_, '_> {
    pub(super) fn image(&mut self, node: &Node<'_>, scope: &mut Scope<'_>) -> Option<PartKind> {
        let mut sources = Vec::new();
        for variant in &node.variants {
            if let Some(image) = image(node, self.pages.leads[*variant]) {
                sources.push((*variant, image.source.clone()));
            }
        }
        for page in node.pages() {
            let lead = self.pages.leads[self.pages.variant(page)];
            let (Some(own), Some(leading), Some(cell)) =
                (image(node, page), image(node, lead), node.cell(page))
            else {
                continue;
            };
            if own.source != leading.source {
                let message = format!(
                    "the picture is `{}` here and `{}` in the leading page, which was taken",
                    own.source, leading.source
                );
                self.remarks.with(Effect::Picture, page, cell.span, message);
            }
        }
        if sources.is_empty() {
            return None;
        }
        let alt = self.of_image(node, "alt", scope, |image| Some(&image.alt));
        let title = self.of_image(node, "title", scope, |image| image.title.as_ref());
        Some(PartKind::Image {
            source: each(sources),
            alt,
            title,
        })
    }

    /// A message of what pages say of a picture, where any does.
    fn of_image(
        &mut self,
        node: &Node<'_>,
        what: &str,
        scope: &mut Scope<'_>,
        says: impl Fn(&Image) -> Option<&String>,
    ) -> Option<Message> {
        let mut message = Message {
            name: String::new(),
            words: BTreeMap::new(),
        };
        let mut naming = String::new();
        for page in node.pages() {
            let Some(text) = image(node, page)
                .and_then(&says)
                .filter(|text| !text.is_empty())
            else {
                continue;
            };
            let input = &self.pages.inputs[page];
            if naming.is_empty() || input.locale == *self.pages.source {
                naming.clone_from(text);
            }
            let own = message.words.entry(input.locale.clone()).or_default();
            own.push((self.pages.variant(page), vec![Piece::Text(text.clone())]));
        }
        if message.words.is_empty() {
            return None;
        }
        let words = naming
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ");
        let named = kebab(&words);
        // A file's name is no name.
        let is_speaking = !named.is_empty() && !naming.contains(|c: char| c.is_ascii_digit());
        message.name = scope.names.numbered(&match is_speaking {
            true => format!("picture-{named}-{what}"),
            false => format!("picture-{what}"),
        });
        self.complete(&mut message, &node.variants);
        order(&mut message);
        Some(message)
    }

    pub(super) fn table(&mut self, node: &Node<'_>, scope: &mut Scope<'_>) -> PartKind {
        let lead = node
            .variants
            .first()
            .map(|variant| self.pages.leads[*variant]);
        let align: &[Align] = match lead.and_then(|lead| node.cell(lead)).map(|cell| &cell.says) {
            Some(Says::Columns(align)) => align,
            _ => &[],
        };
        let (head, rows) = match node.children.split_first() {
            Some((head, rows)) => (&head.children[..], rows),
            None => (&[][..], &[][..]),
        };
        let heads: Vec<String> = head.iter().map(|cell| self.naming(cell)).collect();
        let mut taken = Names::default();
        let columns: Vec<String> = heads
            .iter()
            .map(|head| taken.name(head, "column"))
            .collect();
        let mut taken = Names::default();
        let mut named = |row: &Node<'_>| {
            let first = row.children.first().map(|cell| self.naming(cell));
            taken.name(&first.unwrap_or_default(), "row")
        };
        let own: Vec<String> = rows.iter().map(&mut named).collect();
        // The format makes the names of cells from these, so that all of them must be free.
        let first = scope.names.name(&heads.join(" "), "table");
        let mut name = first.clone();
        let of_cells = |name: &str| {
            let heads = columns.iter().map(|column| format!("{name}-{column}"));
            let rows = own.iter().flat_map(|row| {
                let cells = columns.iter();
                cells.map(move |column| format!("{row}-{column}"))
            });
            let rows = rows.map(|cell| format!("{name}-{cell}"));
            heads.chain(rows).collect::<Vec<String>>()
        };
        while of_cells(&name).iter().any(|cell| scope.names.has(cell)) {
            name = scope.names.numbered(&first);
        }
        let mut made = Vec::new();
        for (at, (cell, column)) in head.iter().zip(&columns).enumerate() {
            let head = self.message(cell, scope.names.numbered(&format!("{name}-{column}")));
            made.push(Column {
                name: column.clone(),
                align: align.get(at).copied().unwrap_or_default(),
                head,
            });
        }
        let columns = made;
        let mut filled = Vec::new();
        for (row, own) in rows.iter().zip(own) {
            let mut cells = Vec::new();
            for (cell, column) in row.children.iter().zip(&columns) {
                let id = format!("{name}-{own}-{}", column.name);
                cells.push(self.message(cell, scope.names.numbered(&id)));
            }
            filled.push((own, cells));
        }
        PartKind::Table {
            name,
            columns,
            rows: filled,
        }
    }
}

fn image<'p>(node: &Node<'p>, page: usize) -> Option<&'p Image> {
    match node.cell(page)?.says {
        Says::Image(image) => Some(image),
        _ => None,
    }
}
