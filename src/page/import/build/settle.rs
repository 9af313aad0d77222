//! Which products have a place, and what is only somewhere: the leading page of a product says
//! what the product has; what a translation lacks or has beside it is said.

use super::node::{Cell, Kind, Node, Says};
use super::{Pages, Remarks, excerpt};
use crate::page::import::model::Piece;

/// Settles a sequence of places. `within` are the pages that have what the places stand in.
pub(super) fn settle<'p>(
    nodes: Vec<Node<'p>>,
    within: &[usize],
    pages: &Pages<'_, 'p>,
    remarks: &mut Remarks,
) -> Vec<Node<'p>> {
    let mut settled: Vec<Node<'p>> = Vec::with_capacity(nodes.len());
    for mut node in nodes {
        for page in 0..node.cells.len() {
            if !within.contains(&page) {
                node.cells[page] = None;
            }
        }
        node.variants = (0..pages.leads.len())
            .filter(|variant| node.cell(pages.leads[*variant]).is_some())
            .collect();
        let beside: Vec<usize> = node
            .pages()
            .filter(|page| !node.variants.contains(&pages.variant(*page)))
            .collect();
        for page in beside {
            leave(&mut node, page, settled.last_mut(), remarks);
        }
        if node.variants.is_empty() {
            continue;
        }
        for page in within {
            if node.variants.contains(&pages.variant(*page)) && node.cell(*page).is_none() {
                say_missing(&node, *page, pages, remarks);
            }
        }
        let own: Vec<usize> = node.pages().collect();
        let children = std::mem::take(&mut node.children);
        node.children = settle(children, &own, pages, remarks);
        match node.kind {
            Kind::Table if is_uneven(&node) => {
                for variant in node.variants.clone() {
                    settled.push(only(&node, variant, pages));
                }
            }
            _ => settled.push(node),
        }
    }
    settled
}

/// Takes from a place what a page has there that the product's leading page has not. Of a
/// paragraph the words go on in the paragraph before it.
fn leave<'p>(
    node: &mut Node<'p>,
    page: usize,
    before: Option<&mut Node<'p>>,
    remarks: &mut Remarks,
) {
    let text = node.text(page);
    let kind = node.kind;
    let Some(cell) = node.cells[page].take() else {
        return;
    };
    if let Says::Words(words) = cell.says
        && kind == Kind::Text
        && let Some(before) = before
        && before.kind == Kind::Text
        && let Some(Some(Cell {
            says: Says::Words(known),
            ..
        })) = before.cells.get_mut(page)
    {
        known.push(Piece::Paragraph);
        known.extend(words);
        let message = "only this page has this paragraph: it belongs to the one before it now";
        remarks.at(page, cell.span, message.to_owned());
        return;
    }
    let text = text.trim();
    let message = if text.is_empty() {
        format!("only this page has this {}: not taken over", kind.name())
    } else {
        format!(
            "only this page has this {}, not taken over: “{}”",
            kind.name(),
            excerpt(text)
        )
    };
    remarks.at(page, cell.span, message);
}

fn say_missing(node: &Node<'_>, page: usize, pages: &Pages<'_, '_>, remarks: &mut Remarks) {
    let variant = pages.variant(page);
    let lead = pages.leads[variant];
    let Some(cell) = node.cell(lead) else { return };
    let text = node.text(lead);
    let message = format!(
        "{} lacks this {}: “{}”",
        pages.inputs[page].page.source.name(),
        node.kind.name(),
        excerpt(text.trim())
    );
    remarks.at(lead, cell.span, message);
}

/// Whether products have different rows of a table; a row can not be for one product.
fn is_uneven(table: &Node<'_>) -> bool {
    table
        .children
        .iter()
        .any(|row| row.variants != table.variants)
}

/// A table as one product has it.
fn only<'p>(table: &Node<'p>, variant: usize, pages: &Pages<'_, 'p>) -> Node<'p> {
    let mut table = table.clone();
    table.children.retain(|row| row.variants.contains(&variant));
    table.walk_mut(&mut |node| {
        node.variants = vec![variant];
        for (page, cell) in node.cells.iter_mut().enumerate() {
            if pages.variant(page) != variant {
                *cell = None;
            }
        }
    });
    table
}
