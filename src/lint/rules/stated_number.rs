//! A number of steps, or of a step, typed into prose.

use super::Findings;
use crate::diagnostic::codes;
use crate::lint::reading::{Filling, Reading};
use crate::lint::subject::{Explained, Subject, Text};
use crate::lint::words::Word;

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
    /// counted, and fine.
    pub(crate) STATED_NUMBER = "stated-number", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let Some(tongue) = Tongue::of(subject.book.language()) else {
        return;
    };
    for text in &subject.texts {
        for (index, word) in text.words.iter().enumerate() {
            let Some(number) = tongue.number(word) else {
                continue;
            };
            let Some(noun) = tongue.noun_near(text, index) else {
                continue;
            };
            if is_counted(text.reading, word, number) {
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

/// How a language speaks of steps.
struct Tongue {
    language: &'static str,
    /// The words for a step.
    nouns: &'static [&'static str],
    /// The words for two to twelve; a slot may name several.
    numbers: [&'static [&'static str]; 11],
    /// What may stand between the number and its noun.
    between: &'static [&'static str],
}

static TONGUES: &[Tongue] = &[
    Tongue {
        language: "en",
        nouns: &["step", "steps"],
        numbers: [
            &["two"],
            &["three"],
            &["four"],
            &["five"],
            &["six"],
            &["seven"],
            &["eight"],
            &["nine"],
            &["ten"],
            &["eleven"],
            &["twelve"],
        ],
        between: &[
            "final",
            "last",
            "remaining",
            "following",
            "next",
            "more",
            "further",
            "additional",
            "other",
            "first",
            "previous",
            "closing",
            "subsequent",
        ],
    },
    Tongue {
        language: "fr",
        nouns: &["étape", "étapes"],
        numbers: [
            &["deux"],
            &["trois"],
            &["quatre"],
            &["cinq"],
            &["six"],
            &["sept"],
            &["huit"],
            &["neuf"],
            &["dix"],
            &["onze"],
            &["douze"],
        ],
        between: &[
            "dernières",
            "dernière",
            "premières",
            "prochaines",
            "autres",
            "ultimes",
            "suivantes",
            "précédentes",
        ],
    },
    Tongue {
        language: "pt",
        nouns: &["etapa", "etapas", "passo", "passos"],
        numbers: [
            &["dois", "duas"],
            &["três"],
            &["quatro"],
            &["cinco"],
            &["seis"],
            &["sete"],
            &["oito"],
            &["nove"],
            &["dez"],
            &["onze"],
            &["doze"],
        ],
        between: &[
            "últimas",
            "últimos",
            "próximas",
            "próximos",
            "primeiras",
            "primeiros",
            "outras",
            "outros",
            "seguintes",
            "demais",
            "restantes",
        ],
    },
    Tongue {
        language: "de",
        nouns: &[
            "schritt",
            "schritte",
            "schritten",
            "arbeitsschritte",
            "arbeitsschritten",
        ],
        numbers: [
            &["zwei", "beide", "beiden"],
            &["drei"],
            &["vier"],
            &["fünf"],
            &["sechs"],
            &["sieben"],
            &["acht"],
            &["neun"],
            &["zehn"],
            &["elf"],
            &["zwölf"],
        ],
        between: &[
            "letzten",
            "letzte",
            "folgenden",
            "folgende",
            "abschließenden",
            "abschließende",
            "nächsten",
            "nächste",
            "weiteren",
            "weitere",
            "übrigen",
            "verbleibenden",
            "restlichen",
            "ersten",
            "anderen",
        ],
    },
];

impl Tongue {
    fn of(language: &str) -> Option<&'static Self> {
        TONGUES.iter().find(|tongue| tongue.language == language)
    }

    /// The number that a word says, from 1 in digits and from two in words: *une étape* is an
    /// article and a noun.
    fn number(&self, word: &Word<'_>) -> Option<u32> {
        if word.is_technical || word.is_joined {
            return None;
        }
        if word.text.starts_with(|c: char| c.is_ascii_digit()) {
            let number = word.text.parse().ok()?;
            return (1..100).contains(&number).then_some(number);
        }
        let says = |words: &&[&str]| words.iter().any(|w| same(w, word.text));
        let index = self.numbers.iter().position(says);
        index.map(|index| index as u32 + 2)
    }

    /// The step that a number belongs to: *two final steps*, *step 3*.
    fn noun_near<'t, 's>(&self, text: &'t Text<'s, '_>, number: usize) -> Option<&'t Word<'s>> {
        let words = &text.words;
        let is_noun = |word: &Word<'_>| self.nouns.iter().any(|noun| same(noun, word.text));
        if let Some(before) = number.checked_sub(1).and_then(|index| words.get(index))
            && is_noun(before)
            && adjoin(text.reading, before, &words[number])
        {
            return Some(before);
        }
        const MOST_BETWEEN: usize = 2;
        for index in number + 1..(number + 2 + MOST_BETWEEN).min(words.len()) {
            if !adjoin(text.reading, &words[index - 1], &words[index]) {
                return None;
            }
            if is_noun(&words[index]) {
                return Some(&words[index]);
            }
            if !self.between.iter().any(|w| same(w, words[index].text)) {
                return None;
            }
        }
        None
    }
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

fn same(a: &str, b: &str) -> bool {
    a == b || (a.len() == b.len() && b.to_lowercase() == a)
}
