//! Bold, italics and links that are not those of the source language.

use super::Findings;
use crate::markup::Marked;
use crate::reading::{Filling, Reading};
use crate::subject::{Explained, Subject, Text};
use runproof_core::diagnostic::{Severity, codes};

codes! {
    /// Bold, italics or links that differ from the source language's.
    ///
    /// ## Why
    ///
    /// Bold says: this is what the button reads. Bold that was dropped, or that covers the word
    /// before and the full stop after, shows the reader a label that is nowhere on the screen.
    /// A link that leads elsewhere misleads outright, and is an error.
    ///
    /// The order of the marked parts is free; their number is not, nor what they cover: the
    /// same terms and values, and no punctuation that the source language leaves out.
    ///
    /// ## Example
    ///
    /// The source language has `Click **Edit Properties**.`, and French has
    ///
    /// ```ftl
    /// edit = Cliquez **sur Modifier les propriétés.**
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// edit = Cliquez sur **Modifier les propriétés**.
    /// ```
    pub MARKUP_DIFFERS = "markup-differs", Warning;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    if subject.is_explained(Explained::Markup) {
        return;
    }
    for text in &subject.texts {
        if text.twins.is_empty() {
            continue;
        }
        check_count(subject, text, &STRONG, findings);
        check_count(subject, text, &EMPHASIS, findings);
        check_bold(subject, text, findings);
        check_links(subject, text, findings);
    }
}

/// A kind of mark that is counted.
struct Mark {
    name: &'static str,
    sign: &'static str,
    of: fn(&Reading<'_>) -> Vec<Marked>,
}

static STRONG: Mark = Mark {
    name: "bold",
    sign: "**",
    of: |reading| reading.markup.strong.clone(),
};

static EMPHASIS: Mark = Mark {
    name: "italic",
    sign: "*",
    of: |reading| reading.markup.emphasis.clone(),
};

fn check_count(
    subject: &Subject<'_, '_>,
    text: &Text<'_, '_>,
    mark: &Mark,
    findings: &mut Findings,
) {
    let own = (mark.of)(text.reading);
    let counts: Vec<usize> = text
        .twins
        .iter()
        .map(|twin| (mark.of)(twin).len())
        .collect();
    let Some(&wanted) = counts.first() else {
        return;
    };
    if counts.contains(&own.len()) {
        return;
    }
    let message = format!(
        "`{}` has {}, and the source language has {}",
        subject.name(),
        count(own.len(), mark.name),
        count(wanted, mark.name),
    );
    let place = match own.get(wanted) {
        Some(extra) => Some(extra.outer.clone()),
        // What should be marked may stand here unmarked.
        None => text.twins.first().and_then(|twin| {
            let marked = (mark.of)(twin);
            let unmarked = marked
                .iter()
                .flat_map(|m| twin.holes_in(&m.inner))
                .find_map(|theirs| {
                    let mut own_holes = text.reading.holes.iter();
                    own_holes.find(|h| h.filling == theirs.filling && !is_in(&own, h.at))
                });
            unmarked.map(|hole| hole.at..hole.at + 1)
        }),
    };
    let finding = match place {
        Some(range) => subject.finding(&MARKUP_DIFFERS, text.reading, range, message),
        None => subject.finding_at_name(&MARKUP_DIFFERS, message),
    };
    let help = if own.len() < wanted {
        format!("mark with `{}` what the source language marks", mark.sign)
    } else {
        format!(
            "leave the `{}` away where the source language has none",
            mark.sign
        )
    };
    findings.push(subject.with_origin(finding, "").help(help));
}

/// Bold of the right number that covers the wrong words.
fn check_bold(subject: &Subject<'_, '_>, text: &Text<'_, '_>, findings: &mut Findings) {
    let own = &text.reading.markup.strong;
    let same_number = |twin: &&&Reading<'_>| twin.markup.strong.len() == own.len();
    let twins: Vec<_> = text.twins.iter().filter(same_number).collect();
    if own.is_empty() || twins.is_empty() {
        return;
    }
    let mut faults = twins.iter().map(|twin| wrong_bold(text.reading, twin));
    // Every twin must object: the reading may be the translation of any.
    let Some(first) = faults.next().flatten() else {
        return;
    };
    if faults.any(|fault| fault.is_none()) {
        return;
    }
    let (marked, reason) = first;
    findings.push(
        subject
            .finding(
                &MARKUP_DIFFERS,
                text.reading,
                marked.outer,
                reason.message(),
            )
            .help(reason.help()),
    );
}

/// What is wrong with a bold span.
#[derive(Clone, Copy)]
enum Wrong {
    Covers,
    Punctuation(char),
    Words,
}

impl Wrong {
    fn message(self) -> String {
        match self {
            Self::Covers => {
                "the bold covers other terms or values than the source language's".to_owned()
            }
            Self::Punctuation(c) => format!("the bold swallows the `{c}` after it"),
            Self::Words => "the bold covers words that the source language leaves out".to_owned(),
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Punctuation(_) => "end it before the punctuation",
            Self::Covers | Self::Words => "put the `**` around what the source language has bold",
        }
    }
}

fn wrong_bold(own: &Reading<'_>, twin: &Reading<'_>) -> Option<(Marked, Wrong)> {
    let mut open: Vec<&Marked> = twin.markup.strong.iter().collect();
    let mut unmatched = Vec::new();
    // Spans that cover the same placeables are taken to translate each other, in their order.
    for marked in &own.markup.strong {
        let covered = covered(own, marked);
        match open
            .iter()
            .position(|theirs| self::covered(twin, theirs) == covered)
        {
            Some(index) => {
                let theirs = open.remove(index);
                if let Some(wrong) = compare(own, marked, twin, theirs) {
                    return Some((marked.clone(), wrong));
                }
            }
            None => unmatched.push(marked),
        }
    }
    unmatched
        .first()
        .map(|marked| ((*marked).clone(), Wrong::Covers))
}

/// What a span covers, apart from words.
fn covered<'a>(reading: &Reading<'a>, marked: &Marked) -> Vec<Filling<'a>> {
    let holes = reading.holes_in(&marked.inner);
    let mut covered: Vec<_> = holes.iter().map(|hole| hole.filling).collect();
    covered.sort_unstable();
    covered
}

fn compare(
    own: &Reading<'_>,
    marked: &Marked,
    twin: &Reading<'_>,
    theirs: &Marked,
) -> Option<Wrong> {
    let text = &own.text[marked.inner.clone()];
    let other = &twin.text[theirs.inner.clone()];
    let last = text.chars().next_back()?;
    if matches!(last, '.' | ',' | ';' | ':' | '!' | '?')
        && !other.ends_with(['.', ',', ';', ':', '!', '?', '…'])
    {
        return Some(Wrong::Punctuation(last));
    }
    let has_words = |text: &str| {
        text.chars()
            .any(|c| c.is_alphabetic() && c != crate::reading::HOLE)
    };
    if !twin.holes_in(&theirs.inner).is_empty() && has_words(text) && !has_words(other) {
        return Some(Wrong::Words);
    }
    // A label begins with a capital in the middle of a sentence; `**sur Modifier …**` does not.
    let is_label = other.starts_with(char::is_uppercase)
        && other.contains(char::is_whitespace)
        && !begins_sentence(&twin.text, theirs.outer.start);
    (is_label && text.starts_with(char::is_lowercase)).then_some(Wrong::Words)
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with(['.', ':', '!', '?'])
}

fn check_links(subject: &Subject<'_, '_>, text: &Text<'_, '_>, findings: &mut Findings) {
    let own = &text.reading.markup.links;
    let counts: Vec<usize> = text
        .twins
        .iter()
        .map(|twin| twin.markup.links.len())
        .collect();
    if !counts.contains(&own.len()) {
        let wanted = counts.first().copied().unwrap_or(0);
        let message = format!(
            "`{}` has {}, and the source language has {}",
            subject.name(),
            links(own.len()),
            links(wanted),
        );
        let finding = subject.finding_at_name(&MARKUP_DIFFERS, message);
        findings.push(
            subject
                .with_origin(finding, "")
                .help("give it the same links, in any order"),
        );
        return;
    }
    let targets = |reading: &Reading<'_>| -> Vec<String> {
        reading
            .markup
            .links
            .iter()
            .map(|(_, target)| without_language(target))
            .collect()
    };
    let known: Vec<String> = text.twins.iter().flat_map(|twin| targets(twin)).collect();
    for (marked, target) in own {
        if !known.contains(&without_language(target)) {
            let message =
                format!("the link leads to `{target}`, where the source language's does not");
            let mut finding =
                subject.finding(&MARKUP_DIFFERS, text.reading, marked.outer.clone(), message);
            finding.severity = Severity::Error;
            let names: Vec<String> = known.iter().map(|target| format!("`{target}`")).collect();
            findings.push(finding.help(format!("the source language has {}", names.join(", "))));
        }
    }
}

/// An address without the parts that name a language: `/en-us/` and `/fr-fr/` are one page.
fn without_language(target: &str) -> String {
    let is_language = |part: &&str| {
        let bytes = part.as_bytes();
        let letters = |part: &[u8]| part.iter().all(u8::is_ascii_alphabetic);
        match bytes.len() {
            2 => letters(bytes),
            5 => letters(&bytes[..2]) && matches!(bytes[2], b'-' | b'_') && letters(&bytes[3..]),
            _ => false,
        }
    };
    let parts: Vec<&str> = target
        .split('/')
        .filter(|part| !is_language(part))
        .collect();
    parts.join("/")
}

fn is_in(marked: &[Marked], at: usize) -> bool {
    marked.iter().any(|m| m.outer.contains(&at))
}

fn count(number: usize, name: &str) -> String {
    match number {
        0 => format!("no {name} part"),
        1 => format!("one {name} part"),
        more => format!("{more} {name} parts"),
    }
}

fn links(number: usize) -> String {
    match number {
        0 => "no link".to_owned(),
        1 => "one link".to_owned(),
        more => format!("{more} links"),
    }
}
