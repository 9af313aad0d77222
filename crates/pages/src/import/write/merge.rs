//! The words of several products as one message: what is the same is written once.
//!
//! What differs stands in a selector, whose arms begin and end at blanks: half a word would save
//! a few letters and cost a translator the sentence.

use super::node::{Arm, Node};
use crate::{Pair, align};

/// Words and the variants that have them.
pub(super) type Own = (usize, Vec<Node>);

/// One message of the words of all variants.
pub(super) fn merged(words: Vec<Own>) -> Vec<Node> {
    let mut arms = grouped(words);
    match arms.len() {
        0 => Vec::new(),
        1 => arms.pop().map(|arm| arm.value).unwrap_or_default(),
        2 => two(&arms[0], &arms[1]).unwrap_or_else(|| whole(arms)),
        _ => around(&arms).unwrap_or_else(|| whole(arms)),
    }
}

/// The same, with everything in the selector.
pub(super) fn apart(words: Vec<Own>) -> Vec<Node> {
    let mut arms = grouped(words);
    match arms.len() {
        1 => arms.pop().map(|arm| arm.value).unwrap_or_default(),
        _ => whole(arms),
    }
}

fn grouped(words: Vec<Own>) -> Vec<Arm<Node>> {
    let mut arms: Vec<Arm<Node>> = Vec::new();
    for (variant, value) in words {
        match arms.iter_mut().find(|arm| arm.value == value) {
            Some(arm) => arm.variants.push(variant),
            None => arms.push(Arm {
                variants: vec![variant],
                value,
            }),
        }
    }
    arms
}

fn whole(arms: Vec<Arm<Node>>) -> Vec<Node> {
    if arms.is_empty() {
        return Vec::new();
    }
    vec![Node::Select(arms)]
}

/// A word with the marks that touch it, or the blanks between two.
#[derive(Debug, Clone, PartialEq)]
enum Unit {
    Word(Vec<Node>),
    /// A text of blanks, or the end of a paragraph.
    Blank(Node),
}

/// The text cut at its blanks. Marked text is one word, however many it holds.
fn units(nodes: &[Node]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let add = |node: Node, units: &mut Vec<Unit>| match units.last_mut() {
        Some(Unit::Word(word)) => match (word.last_mut(), node) {
            (Some(Node::Text(last)), Node::Text(text)) => last.push_str(&text),
            (_, node) => word.push(node),
        },
        _ => units.push(Unit::Word(vec![node])),
    };
    for node in nodes {
        let text = match node {
            Node::Text(text) => text,
            Node::Paragraph => {
                units.push(Unit::Blank(Node::Paragraph));
                continue;
            }
            other => {
                add(other.clone(), &mut units);
                continue;
            }
        };
        let mut rest = text.as_str();
        while !rest.is_empty() {
            // Only the plain blank parts words: the others may be part of a name or number.
            let is_blank = rest.starts_with(' ');
            let end = rest.find(|c| (c == ' ') != is_blank).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            if is_blank {
                units.push(Unit::Blank(Node::Text(piece.to_owned())));
            } else {
                add(Node::Text(piece.to_owned()), &mut units);
            }
            rest = after;
        }
    }
    units
}

fn joined<'u>(units: impl IntoIterator<Item = &'u Unit>, out: &mut Vec<Node>) {
    let add = |node: Node, out: &mut Vec<Node>| match (out.last_mut(), node) {
        (Some(Node::Text(last)), Node::Text(text)) => last.push_str(&text),
        (_, node) => out.push(node),
    };
    for unit in units {
        match unit {
            Unit::Blank(blank) => add(blank.clone(), out),
            Unit::Word(nodes) => {
                for node in nodes {
                    add(node.clone(), out);
                }
            }
        }
    }
}

/// The words that must stand around a selector for it to be worth reading.
const WORTH: usize = 3;

/// A sentence with more selectors in it can not be read.
const MOST_SELECTORS: usize = 2;

/// Two texts: every place where they differ has a selector of its own, if these are few.
fn two(left: &Arm<Node>, right: &Arm<Node>) -> Option<Vec<Node>> {
    let (a, b) = (units(&left.value), units(&right.value));
    let same = |i: usize, j: usize| match (&a[i], &b[j]) {
        (Unit::Blank(x), Unit::Blank(y)) if x == y => Some(0),
        (Unit::Word(x), Unit::Word(y)) if x == y => Some(0),
        _ => None,
    };
    // Runs of what is the same, and between them what is not: from, to on both sides.
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for pair in align(a.len(), b.len(), 1, same) {
        let Pair::Both(i, j) = pair else { continue };
        match runs.last_mut() {
            Some((x, y, length)) if *x + *length == i && *y + *length == j => *length += 1,
            _ => runs.push((i, j, 1)),
        }
    }
    let words = |from: usize, length: usize| {
        let own = a[from..from + length].iter();
        own.filter(|unit| matches!(unit, Unit::Word(_))).count()
    };
    // A few words between two differences belong to what differs; at an edge one word is enough.
    let mut kept: Vec<(usize, usize, usize)> = Vec::new();
    for (i, j, length) in runs {
        let begins = i == 0 && j == 0;
        let ends = i + length == a.len() && j + length == b.len();
        let is_edge = begins || ends;
        let (mut i, mut j, mut length) = (i, j, length);
        // Blanks stay outside of selectors, and something must stay inside.
        if !begins && !matches!(a[i], Unit::Blank(_)) {
            i += 1;
            j += 1;
            length -= 1;
        }
        if !ends && length > 0 && !matches!(a[i + length - 1], Unit::Blank(_)) {
            length -= 1;
        }
        let worth = if is_edge { 1 } else { WORTH };
        if length > 0 && words(i, length) >= worth {
            kept.push((i, j, length));
        }
    }
    let common: usize = kept.iter().map(|(i, _, length)| words(*i, *length)).sum();
    let all = words(0, a.len()).max(1);
    // Two sentences that have little in common are read with more ease side by side.
    if common < WORTH || common * 2 < all {
        return None;
    }
    let mut out = Vec::new();
    let (mut x, mut y, mut selects) = (0, 0, 0);
    kept.push((a.len(), b.len(), 0));
    for (i, j, length) in kept {
        let (own, other) = (&a[x..i], &b[y..j]);
        if own != other {
            if !is_arm(own) || !is_arm(other) {
                return None;
            }
            selects += 1;
            let arm = |units: &[Unit], variants: &[usize]| {
                let mut value = Vec::new();
                joined(units, &mut value);
                Arm {
                    variants: variants.to_vec(),
                    value,
                }
            };
            out.push(Node::Select(vec![
                arm(own, &left.variants),
                arm(other, &right.variants),
            ]));
        } else {
            joined(own, &mut out);
        }
        joined(&a[i..i + length], &mut out);
        (x, y) = (i + length, j + length);
    }
    (selects <= MOST_SELECTORS).then_some(out)
}

/// Whether units can stand in an arm: something, that does not begin or end with a blank.
fn is_arm(units: &[Unit]) -> bool {
    let is_word = |unit: Option<&Unit>| matches!(unit, Some(Unit::Word(_)));
    is_word(units.first()) && is_word(units.last())
}

/// Three texts and more: what they begin and end with is the same.
fn around(arms: &[Arm<Node>]) -> Option<Vec<Node>> {
    let all: Vec<Vec<Unit>> = arms.iter().map(|arm| units(&arm.value)).collect();
    let first = &all[0];
    let shortest = all.iter().map(Vec::len).min()?;
    let same_head = |at: usize| all.iter().all(|units| units[at] == first[at]);
    let mut head = (0..shortest).take_while(|at| same_head(*at)).count();
    let same_tail = |at: usize| {
        let last = &first[first.len() - 1 - at];
        all.iter().all(|units| units[units.len() - 1 - at] == *last)
    };
    let room = shortest - head;
    let mut tail = (0..room).take_while(|at| same_tail(*at)).count();
    loop {
        let inner: Vec<&[Unit]> = all.iter().map(|u| &u[head..u.len() - tail]).collect();
        let is_word = |unit: Option<&Unit>| matches!(unit, Some(Unit::Word(_)));
        if !inner.iter().all(|units| is_word(units.first())) && head > 0 {
            head -= 1;
        } else if !inner.iter().all(|units| is_word(units.last())) && tail > 0 {
            tail -= 1;
        } else {
            break;
        }
    }
    let words = |units: &[Unit]| units.iter().filter(|u| matches!(u, Unit::Word(_))).count();
    let common = words(&first[..head]) + words(&first[first.len() - tail..]);
    let is_fit = all
        .iter()
        .all(|units| is_arm(&units[head..units.len() - tail]));
    if !is_fit || common < WORTH || common * 3 < words(first) {
        return None;
    }
    let mut out = Vec::new();
    joined(&first[..head], &mut out);
    let selected = arms.iter().zip(&all).map(|(arm, units)| {
        let mut value = Vec::new();
        joined(&units[head..units.len() - tail], &mut value);
        Arm {
            variants: arm.variants.clone(),
            value,
        }
    });
    out.push(Node::Select(selected.collect()));
    joined(&first[first.len() - tail..], &mut out);
    Some(out)
}
