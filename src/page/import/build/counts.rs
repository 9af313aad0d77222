//! Numbers of steps that a step's text states: they are counted by the plan from now on.

use std::ops::Range;

use super::node::{Kind, Node, Says};
use super::{Pages, Remarks};
use crate::locale::{Tongue, Which};
use crate::page::import::model::{Count, CountForm, Counted, Effect, Piece, Words};

/// Puts counts in the place of numbers.
pub(super) fn count(nodes: &mut [Node<'_>], pages: &Pages<'_, '_>, remarks: &mut Remarks) {
    let mut first = 0;
    for node in nodes {
        if node.kind != Kind::Procedure {
            continue;
        }
        let steps: Vec<Seen> = node.children.iter().map(Seen::of).collect();
        for (at, step) in node.children.iter_mut().enumerate() {
            let within = Within {
                steps: &steps,
                at,
                first,
                pages,
            };
            step.walk_mut(&mut |node| within.count(node, remarks));
        }
        first += steps.len();
    }
}

/// What is known of a step while another is read.
struct Seen {
    variants: Vec<usize>,
    /// Its number on each page.
    numbers: Vec<Option<u64>>,
}

impl Seen {
    fn of(step: &Node<'_>) -> Self {
        let number = |cell: &Option<super::node::Cell<'_>>| match cell.as_ref()?.says {
            Says::Step(number) => Some(number),
            _ => None,
        };
        Self {
            variants: step.variants.clone(),
            numbers: step.cells.iter().map(number).collect(),
        }
    }
}

/// The step that a text stands in.
struct Within<'a, 'i, 'p> {
    steps: &'a [Seen],
    at: usize,
    /// The place of the procedure's first step among all steps.
    first: usize,
    pages: &'a Pages<'i, 'p>,
}

/// A number in a text.
struct Found {
    range: Range<usize>,
    stated: u32,
    is_word: bool,
    means: Means,
}

enum Means {
    /// *the final two steps*.
    Final,
    /// *the following two steps*: perhaps all that remain.
    Following,
    /// *step 8*.
    Number,
}

impl Within<'_, '_, '_> {
    fn count(&self, node: &mut Node<'_>, remarks: &mut Remarks) {
        for (page, cell) in node.cells.iter_mut().enumerate() {
            let Some(cell) = cell else { continue };
            let span = cell.span;
            let Says::Words(words) = &mut cell.says else {
                continue;
            };
            let locale = &self.pages.inputs[page].locale;
            let Some(tongue) = Tongue::of(locale.language()) else {
                continue;
            };
            let mut counted = Words::with_capacity(words.len());
            for piece in words.drain(..) {
                // What is bold is the text of a label, and a link's that of another page.
                let Piece::Text(text) = piece else {
                    counted.push(piece);
                    continue;
                };
                let mut from = 0;
                for found in find(&text, tongue) {
                    let Some(of) = self.counted(&found, page, span, remarks) else {
                        continue;
                    };
                    if found.range.start > from {
                        counted.push(Piece::Text(text[from..found.range.start].to_owned()));
                    }
                    from = found.range.end;
                    counted.push(Piece::Count(Count {
                        of,
                        stated: found.stated,
                        form: if found.is_word {
                            CountForm::Word
                        } else {
                            CountForm::Digits
                        },
                        written: text[found.range.clone()].to_owned(),
                    }));
                }
                if from < text.len() {
                    counted.push(Piece::Text(text[from..].to_owned()));
                }
            }
            *words = counted;
        }
    }

    /// What a number counts, where it is of this procedure.
    fn counted(
        &self,
        found: &Found,
        page: usize,
        span: crate::diagnostic::Span,
        remarks: &mut Remarks,
    ) -> Option<Counted> {
        let variant = self.pages.variant(page);
        let rest = &self.steps[self.at + 1..];
        let follow = rest
            .iter()
            .filter(|step| step.variants.contains(&variant))
            .count();
        let is_right = follow == found.stated as usize;
        match found.means {
            Means::Final => {
                if !is_right {
                    let message = format!(
                        "the page says {}, but {follow} steps follow: the number is counted now",
                        found.stated
                    );
                    remarks.with(Effect::Counted, page, span, message);
                }
                Some(Counted::Remaining)
            }
            Means::Following if is_right => Some(Counted::Remaining),
            Means::Following => None,
            Means::Number => {
                let place = self
                    .steps
                    .iter()
                    .position(|step| step.numbers[page] == Some(u64::from(found.stated)));
                if place.is_none() {
                    let message = format!(
                        "step {} is named, and this procedure has none of that number: left as text",
                        found.stated
                    );
                    remarks.at(page, span, message);
                }
                place.map(|place| Counted::StepNumber(self.first + place))
            }
        }
    }
}

/// The numbers of steps in a text.
fn find(text: &str, tongue: &Tongue) -> Vec<Found> {
    let words = words(text);
    let word = |at: usize| words.get(at).map(|range| &text[range.clone()]);
    let joined = |at: usize| {
        let (Some(a), Some(b)) = (words.get(at), words.get(at + 1)) else {
            return false;
        };
        text[a.end..b.start].chars().all(char::is_whitespace)
    };
    let mut found: Vec<Found> = Vec::new();
    for (at, range) in words.iter().enumerate() {
        let own = &text[range.clone()];
        let Some(stated) = tongue.number(own) else {
            continue;
        };
        let is_word = !own.starts_with(|c: char| c.is_ascii_digit());
        let mut push = |means: Means| {
            found.push(Found {
                range: range.clone(),
                stated,
                is_word,
                means,
            });
        };
        let before = at.checked_sub(1).filter(|before| joined(*before));
        if !is_word
            && let Some(before) = before
            && word(before).is_some_and(|word| tongue.is_step(word))
        {
            // Of another procedure, it is not known how many steps that has.
            let mut rest = words[at + 1..].iter().map(|range| &text[range.clone()]);
            if !rest.any(|word| tongue.is_procedure(word)) {
                push(Means::Number);
            }
            continue;
        }
        // All words that say which steps: before the number, behind it and behind the noun.
        let mut which = Vec::new();
        let mut back = at;
        while back > 0 && joined(back - 1) {
            back -= 1;
            match word(back).and_then(|word| tongue.which(word)) {
                Some(one) => which.push(one),
                None => break,
            }
        }
        let mut on = at;
        let mut is_steps = false;
        while joined(on) {
            on += 1;
            let Some(next) = word(on) else { break };
            if !is_steps && tongue.is_step(next) {
                is_steps = true;
            } else if let Some(one) = tongue.which(next) {
                which.push(one);
            } else {
                break;
            }
        }
        if !is_steps {
            continue;
        }
        if which.contains(&Which::Final) {
            push(Means::Final);
        } else if which.contains(&Which::Following) {
            push(Means::Following);
        }
    }
    found
}

/// The words of a text: letters, digits, hyphens.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() || c == '-';
        match (is_word, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_steps_in_four_languages() {
        let shown = |language: &str, text: &str| -> Vec<String> {
            let tongue = Tongue::of(language).expect("known");
            let means = |found: &Found| match found.means {
                Means::Final => "final",
                Means::Following => "following",
                Means::Number => "number",
            };
            find(text, tongue)
                .iter()
                .map(|found| {
                    format!(
                        "{} {} {}",
                        means(found),
                        &text[found.range.clone()],
                        found.stated
                    )
                })
                .collect()
        };
        assert_eq!(
            shown(
                "en",
                "Skip the final two steps. Do the following two final steps, then step 3."
            ),
            ["final two 2", "final two 2", "number 3 3"]
        );
        assert_eq!(
            shown("de", "die beiden folgenden abschließenden Schritte"),
            ["final beiden 2"]
        );
        assert_eq!(
            shown("pt", "as seguintes duas etapas finais"),
            ["final duas 2"]
        );
        assert_eq!(
            shown("fr", "aux deux dernières étapes suivantes"),
            ["final deux 2"]
        );
        assert_eq!(
            shown("en", "the next 3 steps; the first two steps; two pools"),
            ["following 3 3"]
        );
        assert_eq!(shown("en", "step 3 of the last procedure"), [""; 0]);
    }
}
