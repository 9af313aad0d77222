//! Numbers of steps that a step's text states: they are counted by the plan from now on.

use std::ops::Range;

use super::node::{Kind, Node, Says};
use super::{Pages, Remarks};
use crate::import::model::{Count, CountForm, Counted, Effect, Piece, Words};
use crate::stated::{Plain, Stated, Steps, Wording};
use runproof_language::Language;

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
    Steps(Stated),
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
            let language = Language::of(locale);
            if !language.is_known() {
                continue;
            }
            let mut counted = Words::with_capacity(words.len());
            for piece in words.drain(..) {
                // What is bold is the text of a label, and a link's that of another page.
                let Piece::Text(text) = piece else {
                    counted.push(piece);
                    continue;
                };
                let mut from = 0;
                for found in find(&text, language) {
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
        span: runproof_core::diagnostic::Span,
        remarks: &mut Remarks,
    ) -> Option<Counted> {
        let variant = self.pages.variant(page);
        let of_product = |steps: &[Seen]| -> usize {
            let own = steps.iter().filter(|step| step.variants.contains(&variant));
            own.count()
        };
        let follow = of_product(&self.steps[self.at + 1..]);
        match &found.means {
            Means::Steps(stated) if stated.is_of_the_rest(follow) => {
                if found.stated as usize != follow {
                    let message = format!(
                        "the page says {}, but {follow} steps follow: the number is counted now",
                        found.stated
                    );
                    remarks.with(Effect::Counted, page, span, message);
                }
                Some(Counted::Remaining)
            }
            Means::Steps(stated) if stated.steps == Steps::Whole => {
                let all = of_product(self.steps);
                if found.stated as usize != all {
                    let message = format!(
                        "the page says {}, but the procedure has {all} steps: the number is counted now",
                        found.stated
                    );
                    remarks.with(Effect::Counted, page, span, message);
                }
                Some(Counted::Steps)
            }
            Means::Steps(_) => {
                let message = format!(
                    "{} steps are spoken of that are not all that follow: left as text",
                    found.stated
                );
                remarks.at(page, span, message);
                None
            }
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
fn find(text: &str, language: &Language) -> Vec<Found> {
    let words = Plain::of(text);
    let mut found: Vec<Found> = Vec::new();
    for at in 0..words.count() {
        let own = words.word(at);
        let Some(number) = language.number(own) else {
            continue;
        };
        let is_word = !own.starts_with(|c: char| c.is_ascii_digit());
        let before = at.checked_sub(1).filter(|before| words.adjoins(*before));
        let means = if !is_word && before.is_some_and(|before| language.is_step(words.word(before)))
        {
            // Of another procedure, it is not known how many steps that has.
            let mut rest = (at + 1..words.count()).map(|at| words.word(at));
            if rest.any(|word| language.is_procedure(word)) {
                continue;
            }
            Means::Number
        } else {
            match Stated::at(language, &words, at) {
                Some(stated) => Means::Steps(stated),
                None => continue,
            }
        };
        found.push(Found {
            range: words.place(&(at..at + 1)),
            stated: number,
            is_word,
            means,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use runproof_language::Locale;

    #[test]
    fn numbers_of_steps_and_of_one_step() {
        let shown = |text: &str| -> Vec<String> {
            let found = find(text, Language::of(&Locale::english()));
            let means = |found: &Found| match &found.means {
                Means::Steps(stated) => format!("{:?}", stated.steps),
                Means::Number => "number".to_owned(),
            };
            let one = |found: &Found| {
                let own = &text[found.range.clone()];
                format!("{} {own} {}", means(found), found.stated)
            };
            found.iter().map(one).collect()
        };
        assert_eq!(
            shown("Skip the final two steps, then go to step 3."),
            ["Final two 2", "number 3 3"]
        );
        assert_eq!(shown("step 3 of the last procedure"), [""; 0]);
        assert_eq!(shown("two pools"), [""; 0]);
    }
}
