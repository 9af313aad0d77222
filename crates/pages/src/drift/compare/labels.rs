//! Labels of the user interface that are not those of the glossary, and labels that lost their bold.

use super::matched::Fate;
use super::side::{Kind, Side};
use super::{Against, Held};
use crate::flat::{Flat, Mark};
use crate::vocabulary::fold;
use crate::{Pair, align};
use runproof_core::diagnostic::{Diagnostic, Location, Severity, codes};

codes! {
    /// A label of the user interface that is not the one that the product shows.
    ///
    /// ## Why
    ///
    /// The reader looks for these words on the screen. Labels come from the glossaries of the
    /// project (terms that begin with `-ui-`); a label that no glossary knows is let be. Where only
    /// upper and lower case differ, it is a note.
    ///
    /// ## Example
    ///
    /// `**Résistance**`, where the dialog says "Résilience".
    ///
    /// ## Instead
    ///
    /// Write the label as the glossary has it, or correct the glossary.
    pub LABEL_DIFFERS = "label-differs", Warning;

    /// A label that is bold in the page that leads and not here.
    ///
    /// ## Why
    ///
    /// Bold tells the reader which words are on the screen.
    ///
    /// ## Instead
    ///
    /// Make the label bold, or bring it in.
    pub LABEL_MISSING = "label-missing", Note;
}

/// Something bold.
struct Label {
    text: String,
    place: Location,
}

pub(super) fn check(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    match held.against {
        Against::Plan => against_document(held, findings),
        Against::Language => between_languages(held, findings),
        Against::Product => {}
    }
}

fn between_languages(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    for (left, right) in held.matched.pairs() {
        if held.leading.units[left].kind != Kind::Text || held.other.units[right].kind != Kind::Text
        {
            continue;
        }
        let (theirs, ours) = (labels(held.leading, left), labels(held.other, right));
        if theirs.len() == ours.len() {
            for (their, our) in theirs.iter().zip(&ours) {
                let (from, to) = (held.leading.locale, held.other.locale);
                if let Some(expected) = held.vocabulary.expected(&their.text, from, to)
                    && let Some(finding) = differs(held, our, expected)
                {
                    findings.push(finding.related(their.place.clone(), "the same label"));
                }
            }
        } else if held.leading.step_of(left).is_some()
            && let Some(lost) = lost(held, &theirs, &ours, right)
        {
            let finding = held.finding(
                &LABEL_MISSING,
                held.other.line_of(right),
                format!(
                    "`{}` is bold in the {}, and nothing here is in its place",
                    lost.text,
                    held.name()
                ),
            );
            findings.push(finding.related(lost.place.clone(), "the label"));
        }
    }
}

/// The label that is surely lost: one less here than there, no bold part here holds two of them, and
/// the labels that no language changes tell which.
fn lost<'l>(
    held: &Held<'_>,
    theirs: &'l [Label],
    ours: &[Label],
    unit: usize,
) -> Option<&'l Label> {
    if ours.len() >= theirs.len() {
        return None;
    }
    let length = |labels: &[Label]| labels.iter().map(|l| l.text.chars().count()).sum::<usize>();
    let text = flat(held.other, unit).map_or("", |flat| &flat.text);
    // Two labels that became one bold part are as long as the two.
    let is_shorter = length(ours) * 10 < length(theirs) * 8;
    let is_same = |label: &Label| ours.iter().any(|own| fold(&own.text) == fold(&label.text));
    let expected = |label: &Label| {
        let (from, to) = (held.leading.locale, held.other.locale);
        held.vocabulary
            .expected(&label.text, from, to)
            .unwrap_or_default()
    };
    let is_bold = |own: &String| ours.iter().any(|our| fold(&our.text).contains(&fold(own)));
    let known = |label: &Label| expected(label).iter().any(is_bold);
    let said = fold(text);
    let is_said = |label: &Label| {
        let own = expected(label);
        !own.iter().any(is_bold) && own.iter().any(|own| contains_words(&said, &fold(own)))
    };
    if let Some(plain) = theirs.iter().find(|label| is_said(label)) {
        return Some(plain);
    }
    let mut open = theirs
        .iter()
        .filter(|label| !is_same(label) && !known(label));
    let candidate = open.next()?;
    let is_plain = text.to_lowercase().contains(&candidate.text.to_lowercase());
    (is_plain || (is_shorter && ours.is_empty()) || (is_shorter && open.next().is_none()))
        .then_some(candidate)
}

fn against_document(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    for &left in &held.leading.top {
        let Fate::Paired(right) = held.matched.left[left] else {
            continue;
        };
        let expected = all_labels(held.leading, left);
        let ours = all_labels(held.other, right);
        let said = fold(&all_text(held.other, right));
        let pairs = align(expected.len(), ours.len(), 50, |i, j| {
            cost(&expected[i].text, &ours[j].text)
        });
        for pair in &pairs {
            if let Pair::Both(i, j) = *pair {
                let texts = [expected[i].text.clone()];
                findings.extend(differs(held, &ours[j], &texts));
            }
        }
        // One is left on either side, in the same gap, and what is expected is said nowhere.
        for gap in pairs.split(|pair| matches!(pair, Pair::Both(..))) {
            let unsaid = gap.iter().filter_map(|pair| match pair {
                Pair::Left(i) if !is_said(&said, &expected[*i].text) => Some(*i),
                _ => None,
            });
            let more = gap.iter().filter_map(|pair| match pair {
                Pair::Right(j) => Some(*j),
                _ => None,
            });
            if let (Some(i), Some(j)) = (only(unsaid), only(more))
                && !held.vocabulary.is_label(&ours[j].text, held.other.locale)
                && has_letters(&ours[j].text)
            {
                let texts = [expected[i].text.clone()];
                findings.extend(differs(held, &ours[j], &texts));
            }
        }
    }
}

/// Whether a text says a label, perhaps in the singular.
fn is_said(said: &str, label: &str) -> bool {
    let label = fold(label);
    let one = label.strip_suffix('s').filter(|one| one.len() > 5);
    said.contains(one.unwrap_or(&label))
}

/// The one that there is; `None` where there are none or several.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// What it costs to take two labels for the same: nothing for the same words, little for like ones.
fn cost(expected: &str, seen: &str) -> Option<u32> {
    let (expected, seen) = (fold(expected), fold(seen));
    if expected == seen || contains_words(&seen, &expected) {
        return Some(0);
    }
    let like = strsim::normalized_damerau_levenshtein(&expected, &seen)
        .max(shared_words(&expected, &seen));
    (like >= 0.5).then_some(((1.0 - like) * 100.0) as u32 + 5)
}

/// How many of the words of two texts are the same, from 0 to 1.
fn shared_words(one: &str, other: &str) -> f64 {
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let (one, other) = (words(one), words(other));
    let most = one.len().max(other.len());
    if most < 2 {
        return 0.0;
    }
    let same = one.iter().filter(|word| other.contains(word)).count();
    same as f64 / most as f64
}

/// The finding for a label that is none of the texts that are right.
fn differs(held: &Held<'_>, label: &Label, expected: &[String]) -> Option<Diagnostic> {
    let wanted = expected.first()?;
    let seen = trimmed(&label.text);
    if expected.iter().any(|text| trimmed(text) == seen) || seen.is_empty() {
        return None;
    }
    let folded = fold(seen);
    let same = expected.iter().find(|text| fold(text) == folded);
    if same.is_none()
        && expected
            .iter()
            .any(|text| contains_words(&folded, &fold(text)))
    {
        // Its bold swallowed a neighbour, which another rule tells.
        return None;
    }
    if same.is_none()
        && let Some(better) = held.vocabulary.label(seen, held.other.locale)
        && held.against == Against::Language
        && better
            .in_language(held.leading.locale)
            .is_some_and(|texts| texts.len() > 1)
    {
        // One label of several that have the same words in the language that leads.
        return None;
    }
    let wanted = same.unwrap_or(wanted);
    let mut finding = held
        .finding(
            &LABEL_DIFFERS,
            label.place.clone(),
            format!("the label `{seen}` is `{wanted}` in the glossary"),
        )
        .help(format!("write `{wanted}`"));
    if same.is_some() {
        finding.severity = Severity::Note;
    }
    Some(finding)
}

/// A label without the colon or full stop behind it and the blanks around it.
fn trimmed(label: &str) -> &str {
    label
        .trim()
        .trim_end_matches([':', '.', ',', ';', '…', ' ', '\u{a0}'])
}

/// Whether a text holds another as whole words.
fn contains_words(text: &str, part: &str) -> bool {
    !part.is_empty()
        && text.match_indices(part).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + part.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

fn has_letters(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

fn flat<'s>(side: &'s Side<'_>, unit: usize) -> Option<&'s Flat> {
    side.units[unit].flats.first()
}

/// The bold parts of a paragraph.
fn labels(side: &Side<'_>, unit: usize) -> Vec<Label> {
    let Some(flat) = flat(side, unit) else {
        return Vec::new();
    };
    let label = |mark: &Mark| Label {
        text: flat.text[mark.range.clone()].to_owned(),
        place: Location::new(side.source(), mark.span),
    };
    let found = flat.strong().map(label);
    found.filter(|label| has_letters(&label.text)).collect()
}

/// The bold parts of all paragraphs in a unit.
fn all_labels(side: &Side<'_>, unit: usize) -> Vec<Label> {
    let units = side.down(unit).into_iter();
    let texts = units.filter(|at| matches!(side.units[*at].kind, Kind::Text | Kind::Lead));
    texts.flat_map(|at| labels(side, at)).collect()
}

/// What is bold in a unit.
pub(super) fn texts(side: &Side<'_>, unit: usize) -> Vec<String> {
    let found = all_labels(side, unit).into_iter();
    found.map(|label| label.text).collect()
}

/// What all paragraphs in a unit say.
fn all_text(side: &Side<'_>, unit: usize) -> String {
    let units = side.down(unit).into_iter();
    let texts = units.filter(|at| matches!(side.units[*at].kind, Kind::Text | Kind::Lead));
    let flats = texts.filter_map(|at| flat(side, at));
    flats.map(|flat| flat.text.clone() + "\n").collect()
}
