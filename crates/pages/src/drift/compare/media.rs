//! Pictures, links, tables and headings that are missing or differ.

use super::matched::Fate;
use super::side::{Kind, Side};
use super::{Against, Held};
use crate::flat::MarkKind;
use crate::tree::{Content, Table};
use runproof_core::diagnostic::{Diagnostic, Location, Span, codes};

codes! {
    /// A picture that this page does not have.
    ///
    /// ## Instead
    ///
    /// Bring the picture in, in this page's language where it shows words.
    pub IMAGE_MISSING = "image-missing", Warning;

    /// A link that this page does not have.
    ///
    /// ## Instead
    ///
    /// Bring the link in, or take it out of the page that leads.
    pub LINK_MISSING = "link-missing", Warning;

    /// A link that leads elsewhere than in the page that leads.
    ///
    /// ## Why
    ///
    /// Languages in addresses (`/en-us/`, `/de-de/`) and anchors, which are translated with their
    /// headings, do not count.
    ///
    /// ## Instead
    ///
    /// Correct the target.
    pub LINK_DIFFERS = "link-differs", Warning;

    /// A table that has other rows or columns than in the page that leads.
    ///
    /// ## Instead
    ///
    /// Bring in what is missing, or take out what is there too many.
    pub TABLE_DIFFERS = "table-differs", Warning;

    /// A heading that this page does not have.
    ///
    /// ## Instead
    ///
    /// Bring the section in, or take it out of the page that leads.
    pub HEADING_MISSING = "heading-missing", Warning;
}

pub(super) fn check(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    if held.against == Against::Plan {
        return;
    }
    for (at, fate) in held.matched.left.iter().enumerate() {
        match (held.leading.units[at].kind, fate) {
            (Kind::Heading(_), Fate::Alone) => {
                let finding = held.finding(
                    &HEADING_MISSING,
                    held.place_of(at),
                    format!("a heading is missing here: \"{}\"", held.leading.words(at)),
                );
                findings.push(held.beside(finding, held.leading.line_of(at), "the heading"));
            }
            (Kind::Table, Fate::Paired(there) | Fate::Moved(there)) => {
                findings.extend(tables(held, at, *there));
            }
            _ => {}
        }
    }
    for &left in &held.leading.top {
        if let Some(right) = held.matched.left[left].partner() {
            images(held, left, right, findings);
        }
    }
    if held.against == Against::Language {
        for (left, right) in held.matched.pairs() {
            if held.leading.units[left].kind == Kind::Text
                && held.other.units[right].kind == Kind::Text
            {
                links(held, left, right, findings);
            }
        }
    }
}

fn tables(held: &Held<'_>, left: usize, right: usize) -> Option<Diagnostic> {
    let (theirs, ours) = (table(held.leading, left)?, table(held.other, right)?);
    let size = |table: &Table| (table.rows.len(), table.align.len().max(table.head.len()));
    if size(theirs) == size(ours) {
        return None;
    }
    let shown = |(rows, columns): (usize, usize)| format!("{rows} rows and {columns} columns");
    let finding = held.finding(
        &TABLE_DIFFERS,
        held.other.line_of(right),
        format!(
            "this table has {}; in the {} it has {}",
            shown(size(ours)),
            held.name(),
            shown(size(theirs))
        ),
    );
    Some(held.beside(finding, held.leading.line_of(left), "the table"))
}

fn table<'p>(side: &Side<'p>, unit: usize) -> Option<&'p Table> {
    match &side.units[unit].blocks.first()?.content {
        Content::Table(table) => Some(table),
        _ => None,
    }
}

fn images(held: &Held<'_>, left: usize, right: usize, findings: &mut Vec<Diagnostic>) {
    let (theirs, ours) = (pictures(held.leading, left), pictures(held.other, right));
    if ours.len() >= theirs.len() {
        return;
    }
    let is_here = |source: &str| ours.iter().any(|(own, _)| same_file(own, source));
    let lost = theirs.iter().find(|(source, _)| !is_here(source));
    let Some((source, span)) = lost.or(theirs.last()) else {
        return;
    };
    let finding = held.finding(
        &IMAGE_MISSING,
        held.other.line_of(right),
        format!("the picture `{}` is missing here", file(source)),
    );
    let place = Location::new(held.leading.source(), *span);
    findings.push(held.beside(finding, place, "the picture"));
}

fn pictures(side: &Side<'_>, unit: usize) -> Vec<(String, Span)> {
    marks(side, unit, |kind| match kind {
        MarkKind::Image(source) => Some(source.clone()),
        _ => None,
    })
}

fn marks(
    side: &Side<'_>,
    unit: usize,
    pick: impl Fn(&MarkKind) -> Option<String>,
) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for at in side.down(unit) {
        if !side.units[at].children.is_empty() {
            continue;
        }
        for flat in &side.units[at].flats {
            for mark in &flat.marks {
                found.extend(pick(&mark.kind).map(|what| (what, mark.span)));
            }
        }
    }
    found
}

fn file(source: &str) -> &str {
    source.rsplit('/').next().unwrap_or(source)
}

fn same_file(one: &str, other: &str) -> bool {
    file(one).eq_ignore_ascii_case(file(other))
}

fn links(held: &Held<'_>, left: usize, right: usize, findings: &mut Vec<Diagnostic>) {
    let pick = |kind: &MarkKind| match kind {
        MarkKind::Link(target) => Some(target.clone()),
        _ => None,
    };
    let (theirs, ours) = (
        marks(held.leading, left, pick),
        marks(held.other, right, pick),
    );
    let (theirs, ours) = (outward(theirs), outward(ours));
    let mut left_over: Vec<&(String, Span)> = ours.iter().collect();
    let mut lost = Vec::new();
    for link in &theirs {
        let same = |own: &&(String, Span)| same_target(&link.0, &own.0);
        match left_over.iter().position(same) {
            Some(at) => {
                left_over.remove(at);
            }
            None => lost.push(link),
        }
    }
    for (at, link) in lost.into_iter().enumerate() {
        let place = Location::new(held.leading.source(), link.1);
        let finding = match left_over.get(at) {
            Some(own) => held.finding(
                &LINK_DIFFERS,
                Location::new(held.other.source(), own.1),
                format!(
                    "this link leads to `{}`, and in the {} to `{}`",
                    own.0,
                    held.name(),
                    link.0
                ),
            ),
            None => held.finding(
                &LINK_MISSING,
                held.other.line_of(right),
                format!("a link to `{}` is missing here", link.0),
            ),
        };
        findings.push(held.beside(finding, place, "the link"));
    }
}

/// Links that lead off the page; an anchor of the page itself is translated with its heading.
fn outward(links: Vec<(String, Span)>) -> Vec<(String, Span)> {
    let leads_off = |link: &(String, Span)| !link.0.starts_with('#') && !link.0.is_empty();
    links.into_iter().filter(leads_off).collect()
}

/// Whether two addresses are the same but for their language and anchor.
fn same_target(one: &str, other: &str) -> bool {
    if let (Some(one), Some(other)) = (forwarded(one), forwarded(other)) {
        return one == other;
    }
    let (one, other) = (target(one), target(other));
    if is_opaque(last(&one)) != is_opaque(last(&other)) {
        return true;
    }
    // One may be relative where the other is whole.
    one == other || last(&one) == last(&other) && !last(&one).is_empty()
}

/// The number of a link that a server sends on, whatever language stands beside it.
fn forwarded(address: &str) -> Option<String> {
    let lower = address.to_lowercase();
    let rest = &lower[lower.find("linkid=")? + "linkid=".len()..];
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

/// Whether the name of a page is a number that says nothing of it (`gg398518(v=ocs.15)`): the other
/// may be the same page under its name.
fn is_opaque(name: &str) -> bool {
    let name = name.split('(').next().unwrap_or_default();
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    digits > 3 && digits * 2 > name.len()
}

fn last(target: &str) -> &str {
    let last = target.rsplit('/').next().unwrap_or_default();
    last.strip_suffix(".md").unwrap_or(last)
}

fn target(address: &str) -> String {
    let bare = address.split(['#', '?']).next().unwrap_or_default();
    let bare = bare.trim_end_matches('/').to_lowercase();
    let bare = bare
        .split_once("://")
        .map_or(bare.as_str(), |(_, rest)| rest);
    let is_language = |part: &&str| {
        let bytes = part.as_bytes();
        bytes.len() == 5
            && bytes[2] == b'-'
            && bytes
                .iter()
                .enumerate()
                .all(|(at, b)| at == 2 || b.is_ascii_alphabetic())
    };
    let parts: Vec<&str> = bare.split('/').filter(|part| !is_language(part)).collect();
    parts.join("/").replace("%20", " ")
}
