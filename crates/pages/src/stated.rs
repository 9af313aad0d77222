//! A number of steps that a text states: *the final two steps*, *die letzten beiden Schritte*.
//!
//! One reading for whoever asks: a rule about one page, one against a Plan, and the import, which
//! has the number counted from then on.

use std::ops::Range;

use runproof_language::{Cut, Language, Languages, Which, words};

/// A running text as words.
pub(super) trait Wording {
    /// How many words there are.
    fn count(&self) -> usize;
    /// A word; empty behind the last.
    fn word(&self, index: usize) -> &str;
    /// Whether nothing but blanks stands between a word and the one after it.
    fn adjoins(&self, index: usize) -> bool;
}

/// A number beside a word for steps, with what says which steps.
pub(super) struct Stated {
    /// The number.
    pub(super) number: u32,
    /// Which steps it counts.
    pub(super) steps: Steps,
    /// The first and the last of its words, with what says which steps.
    pub(super) words: Range<usize>,
}

/// Which steps are counted, seen from where it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Steps {
    /// *The final two steps*.
    Final,
    /// *The following two final steps*: all that follow, for certain.
    FinalFollowing,
    /// *The following two steps*: perhaps not all that follow.
    Following,
    /// *The previous two steps*.
    Previous,
    /// *Repeat the last two steps*: which are meant is not certain.
    Again,
    /// *The first two steps*.
    First,
    /// *This procedure has ten steps*.
    Whole,
}

impl Stated {
    /// What is stated by the number that stands at a place; `None` where it counts no steps.
    pub(super) fn at(language: &Language, text: &impl Wording, index: usize) -> Option<Self> {
        let number = language.number(text.word(index))?;
        let mut which = Vec::new();
        let mut first = index;
        while first > 0
            && text.adjoins(first - 1)
            && let Some(found) = language.which(text.word(first - 1))
        {
            which.push(found);
            first -= 1;
        }
        let mut last = index;
        let mut is_step = false;
        while last + 1 < text.count() && text.adjoins(last) {
            let word = text.word(last + 1);
            if language.is_step(word) && !is_step {
                is_step = true;
            } else if let Some(found) = language.which(word) {
                which.push(found);
            } else {
                break;
            }
            last += 1;
        }
        let has = |wanted| which.contains(&wanted);
        // *Two more steps* are steps of another kind.
        if !is_step || has(Which::Other) {
            return None;
        }
        let steps = if has(Which::Previous) {
            Steps::Previous
        } else if has(Which::Final) && has(Which::Following) {
            Steps::FinalFollowing
        } else if has(Which::Final) && looks_back(language, text, first) {
            Steps::Again
        } else if has(Which::Final) {
            Steps::Final
        } else if has(Which::Following) {
            Steps::Following
        } else if has(Which::First) {
            Steps::First
        } else if is_of_procedure(language, text, first, last) {
            Steps::Whole
        } else {
            return None;
        };
        Some(Self {
            number,
            steps,
            words: first..last + 1,
        })
    }

    /// Whether all steps that follow are meant, of which there are so many. *Skip the last two steps*
    /// may be said far ahead of them, and *the following two steps* may be some of more.
    pub(super) fn is_of_the_rest(&self, left: usize) -> bool {
        let number = self.number as usize;
        match self.steps {
            Steps::FinalFollowing => true,
            Steps::Final => number + 2 >= left,
            Steps::Following => number == left,
            Steps::Previous | Steps::Again | Steps::First | Steps::Whole => false,
        }
    }
}

/// Whether the words before say that steps are done again: the last ones are then those before.
fn looks_back(language: &Language, text: &impl Wording, first: usize) -> bool {
    let mut before = (first.saturating_sub(6)..first).map(|index| text.word(index).to_lowercase());
    before.any(|word| {
        // A page that was translated in part says it in another language.
        let of_all = Languages::BUILT_IN.all();
        let stems = of_all.flat_map(|known| known.counting.again);
        let mut stems = stems.chain(language.counting.again);
        stems.any(|stem| word.starts_with(stem))
    })
}

/// Whether the words around say that the procedure has that many steps.
fn is_of_procedure(language: &Language, text: &impl Wording, first: usize, last: usize) -> bool {
    let mut before = first;
    while before > 0 && first - before < 3 && language.is_has(text.word(before - 1)) {
        before -= 1;
    }
    let is_subject = before < first
        && before > 1
        && language.is_procedure(text.word(before - 1))
        && language.is_this(text.word(before - 2));
    let is_of = text.count() > last + 2 && {
        let after = last + 1 + usize::from(language.is_has(text.word(last + 1)));
        language.is_this(text.word(after)) && language.is_procedure(text.word(after + 1))
    };
    is_subject || is_of
}

/// A plain text as words: letters, digits, hyphens.
pub(super) struct Plain<'t> {
    text: &'t str,
    words: Vec<Range<usize>>,
}

impl<'t> Plain<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let words = words(text, Cut::Count).collect();
        Self { text, words }
    }

    /// The bytes of some words, from the first to the last.
    pub(super) fn place(&self, words: &Range<usize>) -> Range<usize> {
        match self.words.get(words.clone()) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => 0..0,
        }
    }
}

impl Wording for Plain<'_> {
    fn count(&self) -> usize {
        self.words.len()
    }

    fn word(&self, index: usize) -> &str {
        let range = self.words.get(index).cloned();
        range
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    fn adjoins(&self, index: usize) -> bool {
        match (self.words.get(index), self.words.get(index + 1)) {
            (Some(a), Some(b)) => self.text[a.end..b.start].chars().all(char::is_whitespace),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_steps_are_counted_in_four_languages() {
        let shown = |language: &str, text: &str| -> Vec<String> {
            let language = Language::of(&language.parse().expect("a tag"));
            let words = Plain::of(text);
            let stated = (0..words.count()).filter_map(|at| Stated::at(language, &words, at));
            stated
                .map(|stated| {
                    format!(
                        "{:?} {} {:?}",
                        stated.steps,
                        stated.number,
                        &text[words.place(&stated.words)]
                    )
                })
                .collect()
        };
        for (language, text, expected) in [
            (
                "en",
                "Skip the final two steps.",
                "Final 2 \"final two steps\"",
            ),
            (
                "en",
                "the following two final steps",
                "FinalFollowing 2 \"following two final steps\"",
            ),
            (
                "en",
                "the next 3 steps; 2 pools",
                "Following 3 \"next 3 steps\"",
            ),
            (
                "en",
                "Repeat the last two steps",
                "Again 2 \"last two steps\"",
            ),
            (
                "en",
                "two more steps, a two-step check, the 3 steps of a dance",
                "",
            ),
            (
                "en",
                "This procedure has 10 steps.",
                "Whole 10 \"10 steps\"",
            ),
            (
                "de",
                "die beiden folgenden abschließenden Schritte",
                "FinalFollowing 2 \"beiden folgenden abschließenden Schritte\"",
            ),
            (
                "de",
                "Wiederholen Sie die letzten beiden Schritte",
                "Again 2 \"letzten beiden Schritte\"",
            ),
            (
                "pt",
                "as seguintes duas etapas finais",
                "FinalFollowing 2 \"seguintes duas etapas finais\"",
            ),
            (
                "fr",
                "les deux dernières étapes",
                "Final 2 \"deux dernières étapes\"",
            ),
        ] {
            assert_eq!(shown(language, text).join("; "), expected, "{text}");
        }
    }
}
