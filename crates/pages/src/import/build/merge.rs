//! Lays the trees of two pages upon each other.

use crate::import::model::Effect;
use std::collections::BTreeSet;

use super::node::{Kind, Node, Says};
use super::similar::{ALONE, Features, Relation, cost};
use super::{Input, Remarks};
use crate::{Pair, align};
use runproof_language::Locale;

/// What is known of the pages while they are laid upon each other.
pub(super) struct Merger<'i, 'p> {
    pub(super) inputs: &'i [Input<'p>],
    pub(super) source: &'i Locale,
    /// Words of products' names, in lower case.
    pub(super) names: BTreeSet<String>,
}

impl<'p> Merger<'_, 'p> {
    /// One sequence of places from two, in the order of both.
    pub(super) fn nodes(
        &self,
        left: Vec<Node<'p>>,
        right: Vec<Node<'p>>,
        remarks: &mut Remarks,
    ) -> Vec<Node<'p>> {
        let (a, b) = (self.all_features(&left), self.all_features(&right));
        let pairs = align(left.len(), right.len(), ALONE, |i, j| {
            let (page_a, page_b, relation) = self.beside(&left[i], &right[j])?;
            let find = |all: &[(usize, Features)], page: usize| {
                all.iter().position(|(own, _)| *own == page)
            };
            let (x, y) = (find(&a[i], page_a)?, find(&b[j], page_b)?);
            cost(&a[i][x].1, &b[j][y].1, relation)
        });
        let mut left: Vec<Option<Node<'p>>> = left.into_iter().map(Some).collect();
        let mut right: Vec<Option<Node<'p>>> = right.into_iter().map(Some).collect();
        let mut merged = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let node = match pair {
                Pair::Both(i, j) => match (left[i].take(), right[j].take()) {
                    (Some(a), Some(b)) => Some(self.both(a, b, remarks)),
                    (a, b) => a.or(b),
                },
                Pair::Left(i) => left[i].take(),
                Pair::Right(j) => right[j].take(),
            };
            merged.extend(node);
        }
        merged
    }

    fn all_features(&self, nodes: &[Node<'p>]) -> Vec<Vec<(usize, Features)>> {
        let of = |node: &Node<'p>| {
            let pages = node.pages();
            pages
                .map(|page| (page, Features::of(node, page, &self.names)))
                .collect()
        };
        nodes.iter().map(of).collect()
    }

    /// The pages by which two places are best compared: in the same language, the source's rather
    /// than another; else for the same product.
    fn beside(&self, a: &Node<'p>, b: &Node<'p>) -> Option<(usize, usize, Relation)> {
        let mut best: Option<(u32, usize, usize, Relation)> = None;
        for x in a.pages() {
            for y in b.pages() {
                let (one, other) = (&self.inputs[x], &self.inputs[y]);
                let leads = u32::from(one.locale != *self.source);
                let (rank, relation) = if one.locale == other.locale {
                    (leads, Relation::SameLanguage)
                } else if one.variant == other.variant {
                    (2 + leads, Relation::Translation)
                } else {
                    (4 + leads, Relation::Neither)
                };
                if best.is_none_or(|(known, ..)| rank < known) {
                    best = Some((rank, x, y, relation));
                }
            }
        }
        best.map(|(_, x, y, relation)| (x, y, relation))
    }

    fn both(&self, mut a: Node<'p>, b: Node<'p>, remarks: &mut Remarks) -> Node<'p> {
        if a.kind != b.kind {
            self.say_kinds(&a, &b, remarks);
        }
        for (page, cell) in b.cells.into_iter().enumerate() {
            if cell.is_some() {
                a.cells[page] = cell;
            }
        }
        let (mut left, mut right) = (std::mem::take(&mut a.children), b.children);
        let is_text =
            |nodes: &[Node<'p>]| nodes.first().is_some_and(|first| first.kind == Kind::Text);
        match a.kind {
            // The first paragraph of a step is its message, whatever it says.
            Kind::Step if is_text(&left) && is_text(&right) => {
                let rest = (left.split_off(1), right.split_off(1));
                if let (Some(one), Some(other)) = (left.pop(), right.pop()) {
                    a.children.push(self.both(one, other, remarks));
                }
                a.children.extend(self.nodes(rest.0, rest.1, remarks));
            }
            // Columns stand by their places.
            Kind::Row => {
                let pairs = left.into_iter().zip(right);
                a.children = pairs.map(|(x, y)| self.both(x, y, remarks)).collect();
            }
            Kind::Table if !left.is_empty() && !right.is_empty() => {
                let head = self.both(left.remove(0), right.remove(0), remarks);
                a.children.push(head);
                a.children.extend(self.nodes(left, right, remarks));
            }
            _ => a.children = self.nodes(left, right, remarks),
        }
        a
    }

    /// The kind of the first page is kept; that the other has another is said.
    fn say_kinds(&self, a: &Node<'p>, b: &Node<'p>, remarks: &mut Remarks) {
        let what = |kind: Kind| match kind {
            Kind::Heading(level) => format!("a heading of level {level}"),
            Kind::Bullets => "a list of bullets".to_owned(),
            Kind::Numbers(start) => format!("a list numbered from {start}"),
            Kind::Note(kind) => format!("an alert of the kind `{kind:?}`").to_lowercase(),
            kind => format!("a {}", kind.name()),
        };
        let Some(first) = a.pages().next() else {
            return;
        };
        for page in b.pages() {
            let Some(cell) = b.cell(page) else { continue };
            let message = format!(
                "{} here, {} in {}: the latter was taken for both",
                what(b.kind),
                what(a.kind),
                self.inputs[first].page.source.name(),
            );
            remarks.with(Effect::Form, page, cell.span, message);
        }
    }
}

/// The share of the first page's steps that another page has too, and how many steps they have.
pub(super) fn steps_in_common(nodes: &[Node<'_>], one: usize, other: usize) -> (usize, usize) {
    let (mut both, mut most) = (0, [0, 0]);
    for node in nodes {
        node.walk(&mut |node| {
            let is_step = |page: usize| {
                let cell = node.cell(page);
                cell.is_some_and(|cell| matches!(cell.says, Says::Step(_)))
            };
            let (x, y) = (is_step(one), is_step(other));
            both += usize::from(x && y);
            most[0] += usize::from(x);
            most[1] += usize::from(y);
        });
    }
    (both, most[0].min(most[1]))
}
