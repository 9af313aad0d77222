//! Which products have a place, and what is only somewhere: the leading page of a product says
//! what the product has; what a translation lacks or has beside it is said.

use super::node::{Cell, Kind, Node, Says};
use super::{Pages, Remarks, excerpt};
use crate::import::model::{Effect, Piece};

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
            if node.pages().next().is_some() {
                say_nothing_elsewhere(&mut node, within, pages);
                settled.push(node);
            }
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

/// Takes from a place what a page has there that the product's leading page has not. The words of
/// a paragraph go on in the paragraph before it, or stay, where no product's leading page has the place:
/// messages can be empty in the other languages.
fn leave<'p>(
    node: &mut Node<'p>,
    page: usize,
    before: Option<&mut Node<'p>>,
    remarks: &mut Remarks,
) {
    let is_only_here = node.variants.is_empty();
    let text = node.text(page);
    let kind = node.kind;
    if is_only_here && !joins(node, page, before.as_deref()) && is_only_text(node) {
        if let Some(cell) = node.cell(page) {
            let message = format!(
                "only this page has this {}: the other languages say nothing there",
                kind.name()
            );
            remarks.at(page, cell.span, message);
        }
        return;
    }
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
            super::similar::squeezed(text)
        )
    };
    remarks.with(Effect::LeftOut, page, cell.span, message);
}

/// Whether the words of a page can go on in the place before.
fn joins(node: &Node<'_>, page: usize, before: Option<&Node<'_>>) -> bool {
    let has_words = |before: &Node<'_>| before.kind == Kind::Text && before.words(page).is_some();
    node.kind == Kind::Text && before.is_some_and(has_words)
}

/// Whether nothing is left of a place where its words are empty.
fn is_only_text(node: &Node<'_>) -> bool {
    match node.kind {
        Kind::Text => true,
        Kind::Item => node.children.iter().all(is_only_text),
        _ => false,
    }
}

/// Gives all other pages of the same products empty words.
fn say_nothing_elsewhere(node: &mut Node<'_>, within: &[usize], pages: &Pages<'_, '_>) {
    let mut variants: Vec<usize> = node.pages().map(|page| pages.variant(page)).collect();
    variants.sort_unstable();
    variants.dedup();
    let silent: Vec<usize> = within
        .iter()
        .copied()
        .filter(|page| variants.contains(&pages.variant(*page)) && node.cell(*page).is_none())
        .collect();
    node.walk_mut(&mut |node| {
        node.variants.clone_from(&variants);
        let Some(span) = node.cells.iter().flatten().map(|cell| cell.span).next() else {
            return;
        };
        for page in &silent {
            let says = match node.kind {
                Kind::Text => Says::Words(Vec::new()),
                _ => Says::Nothing,
            };
            node.cells[*page] = Some(Cell { span, says });
        }
    });
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
    let lacking = pages.inputs[page].page.source.name().to_owned();
    remarks.with(Effect::Lacking(lacking), lead, cell.span, message);
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
