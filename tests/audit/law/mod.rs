//! The law: whoever follows a handout to the letter is conformant, and whoever deviates from it in
//! one thing gets exactly the finding that this deserves.
//!
//! A handout is rendered, read back as a person reads it (`handout`), followed (`person`) before
//! computers that answer (`servers`), and recorded (`record`). A mutation (`mutation`) is one deviation.
//! `cargo test --test audit law` runs a part of it that is the same every day; `LAW_CASES=300` before it makes so
//! many nights, and every deviation in several of them; `LAW_ONLY=window` only those of that name.

mod change; // What is to be done where, and what is true of its questions.
mod definition; // A definition by chance, and its words.
mod handout; // A handout, read back as a person reads it.
mod mutation; // One deviation, and the finding that it deserves.
mod page; // The HTML handout, read back.
mod person; // Somebody who follows a handout.
mod record; // What was done, as the files that were handed in.
mod servers; // What commands print.
mod stage; // What is rendered, and what is judged, by the library.

use rayon::prelude::*;
use runproof_audit::{Finding, Level, Overall, Verdict};

use self::change::{Change, Definition};
use self::mutation::{Attested, Deserved, Mutation, Needs, Scene};
use self::person::Night;
use self::record::{Recorder, Shows};
use self::stage::Sheet;
use crate::dice::Dice;

const TONGUES: [&str; 4] = ["en", "fr", "pt-BR", "de"];

/// How many nights are made every day to which deviations are made.
const EVERYDAY: u64 = 50;

/// How many nights are made.
fn cases(everyday: u64) -> u64 {
    let named = std::env::var("LAW_CASES").ok();
    named.map_or(everyday, |text| text.parse().expect("a number"))
}

/// A change that was carried out to the letter.
struct Told {
    name: String,
    change: Change,
    night: Night,
    recorder: Recorder,
}

impl Told {
    fn by_chance(seed: u64) -> Self {
        let mut dice = Dice::new(seed + 40_000);
        let definition = Definition::by_chance(&mut dice);
        let change = Change::by_chance(definition, &mut dice);
        // The words of a generated definition are English.
        let tongue = match definition {
            Definition::Generated(..) => "en",
            _ => dice.one_of(&TONGUES),
        };
        let sheet = dice.one_of(&[Sheet::Markdown, Sheet::Html]);
        let page = stage::rendered(&change, tongue, sheet);
        let handout = match sheet {
            Sheet::Markdown => handout::of_markdown(&page),
            Sheet::Html => page::of_html(&page),
        };
        let night = person::follow(&change, &handout, &mut dice);
        let recorder = Recorder::by_chance(definition.shell(), &mut dice);
        Self {
            name: format!(
                "night {seed}: {:?} / {} / {} hosts / {tongue} / {sheet:?} / {recorder:?}",
                definition,
                change.variant,
                change.hosts.len()
            ),
            change,
            night,
            recorder,
        }
    }

    /// The same, in a format that shows all.
    fn in_full(seed: u64) -> Self {
        let mut told = Self::by_chance(seed);
        let mut dice = Dice::new(seed + 80_000);
        told.recorder = Recorder::full(told.change.runbook.shell(), &mut dice);
        told
    }

    fn judged(&self, seed: u64) -> Result<Verdict, String> {
        let recordings = record::recorded(&self.change, &self.night, self.recorder, seed);
        let change = match seed % 3 {
            0 => self.change.clone(),
            _ => self.change.answered(),
        };
        let file = change.file(&record::attested(&change, &self.night, &Attested::AsDone));
        stage::audited(&change, &file, &recordings)
    }
}

/// The findings of a verdict that count, a line each.
fn findings(verdict: &Verdict) -> String {
    let counted = verdict.findings.iter();
    let counted = counted.filter(|finding| finding.code.level() != Level::Note);
    let lines = counted.map(|finding| {
        let step = finding.step.map_or("–", |at| verdict.steps[at].id.as_str());
        let places: Vec<String> = finding
            .evidence
            .iter()
            .map(|one| {
                format!(
                    "{}:{} {}",
                    verdict.captures[one.capture].path, one.line, one.command
                )
            })
            .collect();
        format!(
            "  {} {step} {:?} {} {}\n",
            finding.code.name(),
            finding.binding,
            finding.message.id,
            places.join(" | ")
        )
    });
    lines.collect()
}

/// In formats that show host, order and output.
#[test]
fn whoever_follows_the_handout_is_conformant() {
    let failures: Vec<String> = (0..cases(30))
        .into_par_iter()
        .filter_map(|seed| {
            let told = Told::in_full(seed);
            let file = told.change.answered();
            let attested = record::attested(&file, &told.night, &Attested::AsDone);
            let recordings = record::recorded(&file, &told.night, told.recorder, seed);
            match stage::audited(&file, &file.file(&attested), &recordings) {
                Ok(verdict) if verdict.overall == Overall::Conformant => None,
                Ok(verdict) => Some(format!("{}\n{}", told.name, findings(&verdict))),
                Err(refused) => Some(format!("{}\n  {refused}", told.name)),
            }
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn in_other_formats_nobody_who_follows_it_deviates() {
    let failures: Vec<String> = (0..cases(24))
        .into_par_iter()
        .filter_map(|seed| {
            let told = Told::by_chance(seed);
            let verdict = match told.judged(seed) {
                Ok(verdict) => verdict,
                Err(refused) => return Some(format!("{}\n  {refused}", told.name)),
            };
            let is_open = seed % 3 == 0 && told.change.questions.iter().any(|one| !one.is_answered);
            let is_right = match told.recorder.shows() {
                Shows::All if !is_open => verdict.overall == Overall::Conformant,
                Shows::All | Shows::Typed => verdict.overall != Overall::Deviating,
            };
            (!is_right).then(|| format!("{}\n{}", told.name, findings(&verdict)))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} nights:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// A night with one deviation, and what the audit says of it; none where it cannot be made to it.
fn deviating(mutation: &Mutation, seed: u64, is_full: bool) -> Option<Result<(), String>> {
    let mut told = match is_full {
        true => Told::in_full(seed),
        false => Told::by_chance(seed),
    };
    let mut dice = Dice::new(seed + 7);
    let mut scene = Scene {
        change: &told.change,
        night: &mut told.night,
        dice: &mut dice,
        attested: Attested::AsDone,
        lost: None,
    };
    let deserved = mutation.make(&mut scene)?;
    let (attested, lost) = (scene.attested, scene.lost);
    if let Some(lost) = lost {
        told.night.deeds.retain(|deed| deed.machine != lost);
    }
    let change = told.change.answered();
    let recordings = record::recorded(&change, &told.night, told.recorder, seed);
    let file = change.file(&record::attested(&change, &told.night, &attested));
    let verdict = match stage::audited(&change, &file, &recordings) {
        Ok(verdict) => verdict,
        Err(refused) => {
            return Some(Err(format!(
                "{}: {}\n  {refused}",
                mutation.name, told.name
            )));
        }
    };
    let is_shown = told.recorder.shows() == Shows::All
        && (mutation.needs == Needs::All || told.recorder.is_timed());
    let is_right = match is_shown {
        true => has_exactly(&verdict, &deserved),
        // What the format cannot show may not be found, but nothing else is.
        false => {
            let errors = verdict.findings.iter();
            let mut errors = errors.filter(|finding| finding.code.level() == Level::Error);
            errors.all(|finding| deserved.codes.contains(&finding.code))
                && (verdict.overall != Overall::Conformant || mutation.needs == Needs::Times)
        }
    };
    Some(match is_right {
        true => Ok(()),
        false => Err(format!(
            "{}: awaits {deserved:?}\n {}\n{}",
            mutation.name,
            told.name,
            findings(&verdict)
        )),
    })
}

/// Whether the findings that count are those that are deserved, and no others.
fn has_exactly(verdict: &Verdict, deserved: &Deserved) -> bool {
    let is_deserved = |finding: &Finding| {
        let step = finding.step.map(|at| verdict.steps[at].number);
        deserved.codes.contains(&finding.code)
            && (deserved.step.is_none() || deserved.step == step)
            && deserved.item.as_ref().is_none_or(|item| {
                finding.binding.is_empty() || finding.binding.iter().any(|(_, value)| value == item)
            })
    };
    let counted = verdict.findings.iter();
    let mut counted = counted
        .filter(|finding| finding.code.level() != Level::Note)
        .peekable();
    counted.peek().is_some() && counted.all(is_deserved)
}

#[test]
fn whoever_deviates_in_one_thing_gets_exactly_that_finding() {
    let only = std::env::var("LAW_ONLY").ok();
    let mut mutations = mutation::all();
    assert!(mutations.len() >= 60, "{} mutations", mutations.len());
    mutations.retain(|one| only.as_ref().is_none_or(|name| one.name.contains(name)));
    let each = cases(EVERYDAY).div_ceil(50);
    if cases(EVERYDAY) == EVERYDAY && only.is_none() {
        // Every day the same part of them.
        let part = mutations.into_iter().step_by(3);
        mutations = part.collect();
    }
    let all: Vec<(usize, u64)> = (0..mutations.len())
        .flat_map(|place| (0..each).map(move |seed| (place, seed)))
        .collect();
    let said: Vec<(usize, Result<(), String>)> = all
        .into_par_iter()
        .filter_map(|(place, turn)| {
            // The next night that the deviation can be made to.
            let seeds = (0..20).map(|skip| turn * 1000 + place as u64 * 20 + skip);
            let mut seeds =
                seeds.filter_map(|seed| deviating(&mutations[place], seed, turn % 4 != 3));
            Some((place, seeds.next()?))
        })
        .collect();
    for (place, mutation) in mutations.iter().enumerate() {
        let is_made = said.iter().any(|(of, _)| *of == place);
        assert!(is_made, "{} was never made", mutation.name);
    }
    let failures: Vec<&String> = said
        .iter()
        .filter_map(|(_, said)| said.as_ref().err())
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        said.len(),
        failures
            .iter()
            .map(|text| text.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    );
}
