//! What was done, as the files that were handed in: one for each computer and person, in any format.

use std::collections::BTreeMap;

use super::change::Change;
use super::definition::Shell;
use super::mutation::Attested;
use super::person::{Act, Deed, Night};
use super::stage;
use crate::capture::{Form, Input, Recording, Sitting, events, history, terminal, transcript};
use crate::dice::Dice;
use crate::hosts::Host;
use crate::noise::Said;
use crate::scenario::{Id, Variant, What};
use crate::tongue::Tongue;
use jiff::ToSpan;

/// A format of captures, for either shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recorder {
    Powershell(Form),
    Bash(terminal::Form),
}

/// What a format shows of what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    /// Host, order and output.
    All,
    /// That something was typed, and not what came of it or where.
    Typed,
}

impl Recorder {
    /// A format by chance, of those in which the commands of this definition can be recorded.
    pub(crate) fn by_chance(shell: Shell, dice: &mut Dice) -> Self {
        match shell {
            Shell::Bash => Self::Bash(dice.one_of(&terminal::Form::ALL)),
            Shell::Powershell => Self::Powershell(match dice.below(6) {
                0 => Form::History(history::Form {
                    kind: dice.one_of(&history::Kind::ALL),
                }),
                1 => Form::Events(events::Form {
                    kind: dice.one_of(&[events::Kind::ScriptBlocks, events::Kind::Parts]),
                    shape: dice.one_of(&events::Shape::ALL),
                    encoding: dice.one_of(&[
                        crate::capture::encoding::Encoding::Utf8,
                        crate::capture::encoding::Encoding::Utf16Le,
                    ]),
                }),
                _ => Form::Transcript(transcript_form(dice)),
            }),
        }
    }

    /// A format that shows all.
    pub(crate) fn full(shell: Shell, dice: &mut Dice) -> Self {
        match shell {
            Shell::Bash => Self::Bash(dice.one_of(&[
                terminal::Form::Typescript,
                terminal::Form::NarrowTypescript,
                terminal::Form::Cast2,
                terminal::Form::Cast3,
            ])),
            Shell::Powershell => Self::Powershell(Form::Transcript(transcript_form(dice))),
        }
    }

    /// What it shows.
    pub(crate) fn shows(self) -> Shows {
        let is_full = match self {
            Self::Powershell(Form::Transcript(_)) => true,
            Self::Bash(form) => form.has_output(),
            Self::Powershell(_) => false,
        };
        match is_full {
            true => Shows::All,
            false => Shows::Typed,
        }
    }

    /// Whether each command has its time.
    pub(crate) fn is_timed(self) -> bool {
        match self {
            Self::Powershell(form) => form.is_timed(),
            Self::Bash(form) => matches!(
                form,
                terminal::Form::TimedHistory | terminal::Form::Cast2 | terminal::Form::Cast3
            ),
        }
    }
}

fn transcript_form(dice: &mut Dice) -> transcript::Form {
    use transcript::{Form, Generation, Prompt};
    let generation = dice.one_of(&[
        Generation::Five2019,
        Generation::Five2016,
        Generation::Seven,
        Generation::Legacy,
    ]);
    let tongues: Vec<Tongue> = Tongue::ALL
        .into_iter()
        .filter(|tongue| generation.speaks(*tongue))
        .collect();
    Form {
        generation,
        tongue: dice.one_of(&tongues),
        has_times: generation != Generation::Legacy && !dice.once_in(3),
        prompt: dice.one_of(&[Prompt::Standard, Prompt::Clock, Prompt::TwoLines]),
        encoding: dice.one_of(&crate::capture::encoding::Encoding::ALL),
        ..Form::PLAIN
    }
}

/// The captures of a night: one for each computer and person.
pub(crate) fn recorded(
    change: &Change,
    night: &Night,
    recorder: Recorder,
    seed: u64,
) -> Vec<Recording> {
    let mut places: BTreeMap<(&str, usize), Vec<&Deed>> = BTreeMap::new();
    for deed in &night.deeds {
        if deed.text().is_some() {
            places
                .entry((deed.machine.as_str(), deed.who))
                .or_default()
                .push(deed);
        }
    }
    let places = places.into_iter();
    let recordings = places.flat_map(|((machine, who), deeds)| {
        let mut sittings: BTreeMap<usize, Vec<&Deed>> = BTreeMap::new();
        for deed in deeds {
            sittings.entry(deed.sitting).or_default().push(deed);
        }
        let sittings: Vec<Sitting> = sittings
            .values()
            .map(|deeds| sitting(change, machine, deeds))
            .collect();
        let stem = format!("{}-{who}", label(machine));
        match recorder {
            Recorder::Powershell(form) => vec![form.record(&stem, Variant::Sfb2019, &sittings)],
            Recorder::Bash(form) => {
                let all = sittings.iter().enumerate();
                all.map(|(place, sitting)| {
                    let mut recording = terminal::record(form, sitting, seed);
                    recording.name = format!("{stem}-{place}-{}", recording.name.replace('/', "-"));
                    recording
                })
                .collect()
            }
        }
    });
    recordings.collect()
}

/// The first label of a name.
fn label(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

fn sitting(change: &Change, machine: &str, deeds: &[&Deed]) -> Sitting {
    let host = Host(Box::leak(label(machine).to_owned().into_boxed_str()));
    let (user, folder) = match change.runbook.shell() {
        Shell::Powershell => (r"CONTOSO\uc.admin", r"C:\Users\uc.admin"),
        Shell::Bash => ("admin", "~"),
    };
    let inputs = deeds.iter().filter_map(|deed| {
        let Act::Typed { text, said } = &deed.act else {
            return None;
        };
        Some(Input {
            at: deed.at,
            typed: text.clone(),
            said: said
                .iter()
                .map(|line| Said::by_shell(line.as_str()))
                .collect(),
            act: Some((Id(deed.id), What::Line(""))),
            folder: folder.to_owned(),
            remote: None,
        })
    });
    let inputs: Vec<Input> = inputs.collect();
    let first = inputs.first().map_or(change.opens, |input| input.at);
    let last = inputs.last().map_or(change.opens, |input| input.at);
    Sitting {
        machine: host,
        user,
        start: first - 1.minutes(),
        end: last + 2.minutes(),
        inputs,
    }
}

/// The lines of attestations for what was done by hand.
pub(crate) fn attested(change: &Change, night: &Night, but: &Attested) -> Vec<String> {
    let mut lines: BTreeMap<u32, String> = BTreeMap::new();
    for deed in &night.deeds {
        if let (Act::Hand, Some(number)) = (&deed.act, deed.step) {
            let step = stage::step_id(change, number);
            let at = deed.at.strftime("%Y-%m-%dT%H:%M:%S");
            // The last of them: the step is done when it is done everywhere.
            lines.insert(number, format!("{{ step: {step}, by: admin, at: {at} }}"));
        }
    }
    match but {
        Attested::AsDone => {}
        Attested::Without(number) => {
            lines.remove(number);
        }
        Attested::At(number, at) => {
            let step = stage::step_id(change, *number);
            lines.insert(*number, format!("{{ step: {step}, by: admin, at: {at} }}"));
        }
    }
    lines.into_values().collect()
}
