//! Numbers of steps that a page states and the Plan does not have.

use super::Held;
use super::side::Kind;
use crate::diagnostic::{Diagnostic, Location, codes};
use crate::plan::Plan;

codes! {
    /// A stated number of steps that is not the Plan's.
    ///
    /// ## Why
    ///
    /// "You can skip the final two steps" of three leaves the reader with one that nobody told
    /// him about.
    ///
    /// ## Instead
    ///
    /// State the number that follow, or name the steps.
    pub(crate) COUNT_DIFFERS = "count-differs", Error;
}

pub(super) fn check(held: &Held<'_>, plan: &Plan<'_>, findings: &mut Vec<Diagnostic>) {
    for (left, right) in held.matched.pairs() {
        let Kind::Step { .. } = held.leading.units[left].kind else {
            continue;
        };
        let place = held
            .leading
            .top
            .iter()
            .filter(|at| matches!(held.leading.units[**at].kind, Kind::Step { .. }));
        let Some(step) = place
            .clone()
            .position(|at| *at == left)
            .and_then(|at| plan.steps.get(at))
        else {
            continue;
        };
        for unit in held.other.down(right) {
            if held.other.units[unit].kind != Kind::Text {
                continue;
            }
            for flat in &held.other.units[unit].flats {
                for stated in stated(&flat.text, held.other.locale.language()) {
                    if stated.number == step.remaining || stated.number == plan.steps.len() as u32 {
                        continue;
                    }
                    findings.push(
                        Diagnostic::at(
                            &COUNT_DIFFERS,
                            Location::new(held.other.source(), flat.place(stated.place.clone())),
                            format!(
                                "\"{}\": {} steps follow in the plan",
                                &flat.text[stated.place.clone()],
                                step.remaining
                            ),
                        )
                        .help(format!(
                            "after this step the plan has {} more",
                            step.remaining
                        )),
                    );
                }
            }
        }
    }
}

struct Stated {
    number: u32,
    place: std::ops::Range<usize>,
}

/// "the final two steps", "die letzten beiden Schritte": a number beside a word for steps and a word
/// that says that they are the ones that follow.
fn stated(text: &str, language: &str) -> Vec<Stated> {
    let Some(words) = WORDS.iter().find(|words| words.language == language) else {
        return Vec::new();
    };
    let all = words_of(text).into_iter();
    let spots: Vec<_> = all
        .map(|at| (at.clone(), text[at].to_lowercase()))
        .collect();
    let mut found = Vec::new();
    for (at, (range, word)) in spots.iter().enumerate() {
        if !words.steps.contains(&word.as_str()) {
            continue;
        }
        // "the final two steps", "as etapas finais seguintes": close before it, or just after it.
        let from = at.saturating_sub(4);
        let to = (at + 3).min(spots.len());
        let near = &spots[from..to];
        let number = near[..at - from]
            .iter()
            .rev()
            .find_map(|(place, word)| number(word, words).map(|number| (place.clone(), number)));
        let is_rest = near
            .iter()
            .any(|(_, word)| words.rest.contains(&word.as_str()));
        if let (Some((place, number)), true) = (number, is_rest) {
            let first = near
                .iter()
                .find(|(_, word)| words.rest.contains(&word.as_str()));
            let start = first.map_or(place.start, |(rest, _)| rest.start.min(place.start));
            found.push(Stated {
                number,
                place: start..range.end,
            });
        }
    }
    found
}

fn number(word: &str, words: &Words) -> Option<u32> {
    let spelt = words.numbers.iter().find(|(spelt, _)| *spelt == word);
    let digits = || word.parse::<u32>().ok().filter(|n| (1..100).contains(n));
    spelt.map(|(_, number)| *number).or_else(digits)
}

struct Words {
    language: &'static str,
    steps: &'static [&'static str],
    rest: &'static [&'static str],
    numbers: &'static [(&'static str, u32)],
}

const WORDS: [Words; 4] = [
    Words {
        language: "en",
        steps: &["step", "steps"],
        rest: &["final", "last", "following", "remaining", "next", "follow"],
        numbers: &[
            ("one", 1),
            ("two", 2),
            ("three", 3),
            ("four", 4),
            ("five", 5),
            ("six", 6),
            ("seven", 7),
            ("eight", 8),
            ("nine", 9),
            ("ten", 10),
        ],
    },
    Words {
        language: "fr",
        steps: &["étape", "étapes"],
        rest: &[
            "dernière",
            "dernières",
            "finale",
            "finales",
            "suivante",
            "suivantes",
            "restantes",
        ],
        numbers: &[
            ("deux", 2),
            ("trois", 3),
            ("quatre", 4),
            ("cinq", 5),
            ("six", 6),
            ("sept", 7),
            ("huit", 8),
            ("neuf", 9),
            ("dix", 10),
        ],
    },
    Words {
        language: "pt",
        steps: &["etapa", "etapas", "passo", "passos"],
        rest: &[
            "última",
            "últimas",
            "último",
            "últimos",
            "final",
            "finais",
            "seguinte",
            "seguintes",
            "restantes",
        ],
        numbers: &[
            ("duas", 2),
            ("dois", 2),
            ("três", 3),
            ("quatro", 4),
            ("cinco", 5),
            ("seis", 6),
            ("sete", 7),
            ("oito", 8),
            ("nove", 9),
            ("dez", 10),
        ],
    },
    Words {
        language: "de",
        steps: &["schritt", "schritte", "schritten"],
        rest: &[
            "letzte",
            "letzten",
            "folgende",
            "folgenden",
            "abschließenden",
            "abschließende",
            "verbleibenden",
            "nächsten",
        ],
        numbers: &[
            ("beide", 2),
            ("beiden", 2),
            ("zwei", 2),
            ("drei", 3),
            ("vier", 4),
            ("fünf", 5),
            ("sechs", 6),
            ("sieben", 7),
            ("acht", 8),
            ("neun", 9),
            ("zehn", 10),
        ],
    },
];

/// The words of a text, by their places.
fn words_of(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| from..text.len()));
    found
}
