//! How well a page fits a Plan: which runbook and variant a page is for, found without being told.

use super::matched::Fate;
use super::side::{Kind, Side};
use super::statement::of_both;
use super::{Held, against_of, labels, sheet, values};
use crate::drift::Subject;
use crate::flat::Flat;
use crate::likeness::Tongue;
use crate::vocabulary::{Vocabulary, fold};
use crate::{Pair, align};
use runproof_model::document::Document;
use runproof_model::plan::Plan;
use runproof_prose::plain_text;

/// A Plan and its Document in the page's language.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'c> {
    /// The Plan.
    pub plan: &'c Plan<'c>,
    /// Its Document in the language of the page.
    pub document: &'c Document,
}

/// How well a page fits a Plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// From 0, nothing in common, to 1, everything.
    pub score: f32,
}

/// Less is another procedure.
const LEAST: f32 = 0.5;
/// By how much the best must be better than the next: two variants may differ in one path.
const MARGIN: f32 = 0.005;

impl Fit {
    /// Holds a page against a Plan: its commands, their paths, its labels, its number of steps and
    /// the product that its title names.
    pub fn of(subject: Subject<'_>, candidate: Candidate<'_>) -> Self {
        let side = Side::of(subject, Tongue::Same);
        Self {
            score: score(&side, &fold(side.text()), candidate, 0.0),
        }
    }
}

/// The candidate that a page fits best; `None` where none fits, or two fit as well as each other.
pub fn best_fit(subject: Subject<'_>, candidates: &[Candidate<'_>]) -> Option<usize> {
    let side = Side::of(subject, Tongue::Same);
    let said = fold(side.text());
    // What can not come near the least need not be known exactly.
    let scores = candidates
        .iter()
        .map(|candidate| score(&side, &said, *candidate, LEAST - 2.0 * MARGIN));
    let scores: Vec<f32> = scores.collect();
    let (at, best) = scores
        .iter()
        .copied()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    let is_alone = scores
        .iter()
        .enumerate()
        .all(|(other, score)| other == at || best - score > MARGIN);
    (best >= LEAST && is_alone).then_some(at)
}

/// The score of a candidate; a bound of it from above where that is below `least`. `said` is the
/// folded text of the page.
fn score(page: &Side<'_>, said: &str, candidate: Candidate<'_>, least: f32) -> f32 {
    let Candidate { plan, document } = candidate;
    let sheet = sheet::page_of(document);
    let leading = Subject {
        page: &sheet,
        locale: page.locale,
        language: page.language,
    };
    let leading = Side::of(leading, Tongue::Same);
    let weighed = |steps: Option<f32>, commands: Option<f32>, labels: Option<f32>, product: f32| {
        let parts = [
            (commands, 4.0),
            (labels, 2.0),
            (steps, 1.5),
            (Some(product), 1.0),
        ];
        let (mut sum, mut weights) = (0.0, 0.0);
        for (part, weight) in parts {
            if let Some(part) = part {
                sum += part * weight;
                weights += weight;
            }
        }
        sum / weights
    };
    let commands = commands(&leading, page);
    let labels = said_labels(&leading, said);
    let product = product(page, document);
    // Which steps are which costs most.
    let most = weighed(Some(1.0), commands, labels, product);
    if most < least {
        return most;
    }
    against_of(
        page,
        document,
        &plan.runbook.tables,
        &Vocabulary::default(),
        |held| weighed(steps(held), commands, labels, product),
    )
}

/// How many of the commands of both are the same; one in another folder is half the same.
fn commands(leading: &Side<'_>, other: &Side<'_>) -> Option<f32> {
    let (planned, found) = of_both(leading, other);
    if planned.is_empty() && found.is_empty() {
        return None;
    }
    let like = |i: usize, j: usize| -> f32 {
        let (one, other) = (&planned[i], &found[j]);
        if one.name != other.name {
            return 0.0;
        }
        let differences = values::differences(one, other).len().min(3) as f32 * 0.2;
        let folder = if values::folders_differ(one, other) {
            0.5
        } else {
            0.0
        };
        (1.0 - differences - folder).max(0.1)
    };
    let pairs = align(planned.len(), found.len(), 100, |i, j| {
        let like = like(i, j);
        (like > 0.0).then_some((150.0 * (1.0 - like)) as u32)
    });
    let same: f32 = pairs
        .iter()
        .map(|pair| match pair {
            Pair::Both(i, j) => like(*i, *j),
            _ => 0.0,
        })
        .sum();
    Some(2.0 * same / (planned.len() + found.len()) as f32)
}

/// How many of the Document's labels are on the page, bold or not.
fn said_labels(leading: &Side<'_>, text: &str) -> Option<f32> {
    let mut wanted: Vec<String> = Vec::new();
    for &unit in &leading.top {
        for label in labels::texts(leading, unit) {
            let label = fold(&label);
            if !wanted.contains(&label) {
                wanted.push(label);
            }
        }
    }
    if wanted.is_empty() {
        return None;
    }
    let said = wanted
        .iter()
        .filter(|label| text.contains(label.as_str()))
        .count();
    Some(said as f32 / wanted.len() as f32)
}

/// How many steps of both stand beside each other.
fn steps(held: &Held<'_>) -> Option<f32> {
    let steps = |side: &Side<'_>| -> usize { side.procedures.iter().map(Vec::len).sum() };
    let (planned, found) = (steps(held.leading), steps(held.other));
    let all = planned + found;
    let is_paired = |at: &&usize| {
        matches!(held.leading.units[**at].kind, Kind::Step { .. })
            && matches!(held.matched.left[**at], Fate::Paired(_))
    };
    let paired = held.leading.top.iter().filter(is_paired).count();
    (all > 0).then(|| 2.0 * paired as f32 / all as f32)
}

/// Whether the page's title names the Document's product, with its version or without.
fn product(page: &Side<'_>, document: &Document) -> f32 {
    let mut title = String::new();
    if let Some(front) = page.page.front.get("title") {
        title.push_str(&front.value);
    }
    let outline = page.page.outline();
    if let Some(heading) = outline.title {
        title.push(' ');
        title.push_str(&Flat::of(&heading.text, page.text()).text);
    }
    let title = title.to_lowercase();
    let product = document.product.to_lowercase();
    let name = product.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '.');
    if product.is_empty() || title.contains(&product) {
        1.0
    } else if !name.is_empty() && title.contains(name) && !names_version(&title, name) {
        0.7
    } else if shares_title(&title, document) {
        0.2
    } else {
        0.0
    }
}

/// Whether a number follows the name.
fn names_version(title: &str, name: &str) -> bool {
    title.match_indices(name).any(|(at, _)| {
        let rest = title[at + name.len()..].trim_start();
        rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn shares_title(title: &str, document: &Document) -> bool {
    let own = plain_text(&document.title).to_lowercase();
    let words: Vec<&str> = own
        .split_whitespace()
        .filter(|word| word.chars().count() > 3)
        .collect();
    let same = words.iter().filter(|word| title.contains(**word)).count();
    same * 2 > words.len()
}
