//! A number of steps, or of a step, typed into prose.

use super::Findings;
use crate::reading::{Filling, Reading};
use crate::sheet::Kind;
use crate::subject::{Explained, Subject, Text};
use crate::words::Word;
use runproof_core::diagnostic::codes;
use runproof_language::{Language, Which};

codes! {
    /// A number of steps, or the number of a step, that was typed by hand.
    ///
    /// ## Why
    ///
    /// Nobody changes it when a step is added, and another product version has another number:
    /// “skip the final two steps” stood for years above three. Numbers are counted from the
    /// plan and come in as variables.
    ///
    /// ## Example
    ///
    /// ```ftl
    /// skip = Skip the final two steps.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// skip = { $count ->
    ///     [one] Skip the final step.
    ///    *[other] Skip the final { $count } steps.
    /// }
    /// ```
    ///
    /// A number within an arm that is keyed by that number (`[2] the final two steps`) is
    /// counted, and fine. So is one that the plan does not count: *the previous two steps*, *the
    /// first two steps*, and a number in a term, which stands on a screen.
    pub STATED_NUMBER = "stated-number", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let language = subject.book.language;
    if !language.is_known() || subject.unit.key.kind == Kind::Term {
        return;
    }
    for text in &subject.texts {
        for (index, word) in text.words.iter().enumerate() {
            let Some(stated) = number(language, word) else {
                continue;
            };
            let Some(noun) = noun_near(language, text, index) else {
                continue;
            };
            if is_counted(text.reading, word, stated) || looks_back(language, text, index, noun) {
                continue;
            }
            subject.explain(Explained::SomeVariable);
            let range = word.range.start.min(noun.range.start)..word.range.end.max(noun.range.end);
            let help = match missing_number(subject) {
                Some(name) => format!("write `{{ ${name} }}`, as the source language does"),
                None => "take the number from a variable".to_owned(),
            };
            findings.push(
                subject
                    .finding(
                        &STATED_NUMBER,
                        text.reading,
                        range,
                        format!("the number `{}` was typed, not counted", word.text),
                    )
                    .help(help),
            );
        }
    }
}

/// The number that a word says, where it is a word of the sentence.
fn number(language: &Language, word: &Word<'_>) -> Option<u32> {
    if word.is_technical || word.is_joined {
        return None;
    }
    language.number(word.text)
}

/// The step that a number belongs to: *two final steps*, *step 3*.
fn noun_near<'t, 's>(
    language: &Language,
    text: &'t Text<'s, '_>,
    number: usize,
) -> Option<&'t Word<'s>> {
    let words = &text.words;
    if let Some(before) = number.checked_sub(1).and_then(|index| words.get(index))
        && language.is_step(before.text)
        && adjoin(text.reading, before, &words[number])
    {
        return Some(before);
    }
    const MOST_BETWEEN: usize = 2;
    for index in number + 1..(number + 2 + MOST_BETWEEN).min(words.len()) {
        if !adjoin(text.reading, &words[index - 1], &words[index]) {
            return None;
        }
        if language.is_step(words[index].text) {
            return Some(&words[index]);
        }
        language.which(words[index].text)?;
    }
    None
}

/// Whether nothing but blanks and marks stands between two words.
pub(super) fn adjoin(reading: &Reading<'_>, first: &Word<'_>, second: &Word<'_>) -> bool {
    let between = reading.text.get(first.range.end..second.range.start);
    between.is_some_and(|gap| {
        !gap.is_empty()
            && gap
                .chars()
                .all(|c| c.is_whitespace() || c == '*' || c == '_')
    })
}

/// Whether the steps are the first ones or those before: nothing that comes later changes their
/// number. *Step 3*, with the noun first, is one step, wherever it is.
fn looks_back(language: &Language, text: &Text<'_, '_>, number: usize, noun: &Word<'_>) -> bool {
    let words = &text.words;
    let Some(noun) = words.iter().position(|word| word.range == noun.range) else {
        return false;
    };
    let qualifies = |index: usize| {
        let which = words.get(index).and_then(|word| language.which(word.text));
        matches!(which, Some(Which::Previous | Which::First))
    };
    let joined = |first: usize, second: usize| match (words.get(first), words.get(second)) {
        (Some(first), Some(second)) => adjoin(text.reading, first, second),
        _ => false,
    };
    let before = number.checked_sub(1);
    noun > number
        && (before.is_some_and(|before| joined(before, number) && qualifies(before))
            || (number + 1..noun).any(qualifies)
            || (joined(noun, noun + 1) && qualifies(noun + 1)))
}

/// Whether an arm for exactly this number holds the word.
fn is_counted(reading: &Reading<'_>, word: &Word<'_>, number: u32) -> bool {
    reading.choices.iter().any(|choice| {
        let keyed = match choice.key {
            "one" => number == 1,
            "two" => number == 2,
            key => key.parse() == Ok(number),
        };
        keyed
            && matches!(choice.on, Filling::Variable(_))
            && choice.range.start <= word.range.start
            && word.range.end <= choice.range.end
    })
}

/// The variable that the number stands in the place of, if there is just one.
fn missing_number<'a>(subject: &Subject<'_, 'a>) -> Option<&'a str> {
    let absent = super::missing_variable::absent(subject);
    let mut names = absent.into_iter();
    names.next().filter(|_| names.next().is_none())
}
