//! The cases, and laws of the generator itself: what it makes follows from the seed, holds what it
//! says that it holds, and leaves out no kind.

use std::sync::LazyLock;

use runproof_audit::{Code, Overall};

use crate::capture::encoding::{Encoding, Ends};
use crate::capture::staging::{Layout, Rendering};
use crate::capture::{Form, events, history, transcript};
use crate::case::{Awaits, Binding, Case};
use crate::dice::Dice;
use crate::hosts::POOLS;
use crate::manner::{Manner, Shape};
use crate::mutation::{self, Mutation, Needs};
use crate::noise::Level;
use crate::scenario::{Scenario, Step, Variant};
use crate::tongue::Tongue;
use transcript::{Generation, Packing, Prompt};

/// Every case, made once for all tests.
pub(crate) static CASES: LazyLock<Cases> = LazyLock::new(|| Cases {
    conformant: conformant(),
    deviating: deviating(),
    bash: crate::bash::cases(),
});

/// The cases.
pub(crate) struct Cases {
    /// Of the pools, as planned.
    pub(crate) conformant: Vec<Case>,
    /// Of the pools, with a deviation or without enough to see it.
    pub(crate) deviating: Vec<Case>,
    /// Of the certificate.
    pub(crate) bash: Vec<Case>,
}

impl Cases {
    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Case> {
        let pools = self.conformant.iter().chain(&self.deviating);
        pools.chain(&self.bash)
    }
}

/// Every case of the pools: conformant ones, and ones that a capture can not decide.
fn conformant() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(transcripts());
    cases.extend(manners());
    cases.extend(layouts());
    cases.extend(logs());
    cases.extend(both_at_once());
    cases.extend(people());
    cases.extend(chance());
    cases
}

/// Every deviation, each told in several ways.
fn deviating() -> Vec<Case> {
    let mut cases = Vec::new();
    for (place, mutation) in mutation::all().iter().enumerate() {
        for telling in 0..4 {
            let seed = u64::try_from(place * 7 + telling).expect("small");
            cases.push(mutated(mutation, telling, seed));
        }
        if mutation.needs != Needs::Output {
            cases.push(logged(mutation));
        }
    }
    cases.extend(undecided());
    cases
}

fn mutated(mutation: &Mutation, telling: usize, seed: u64) -> Case {
    let mut dice = Dice::new(seed + 9000);
    let rendering = telling_of(mutation.needs, telling, &mut dice);
    let variant = mutation.only.unwrap_or(dice.one_of(&Variant::ALL));
    let mut scenario = Scenario::conformant(variant, 1);
    let awaits = mutation.make(&mut scenario);
    let name = format!("{} / {} / {telling} / {seed}", mutation.name, variant.id());
    Case::of_pools(name, &scenario, &rendering, awaits)
}

/// The deviation in nothing but logs of script blocks: everything is told but what was printed.
fn logged(mutation: &Mutation) -> Case {
    let rendering = Rendering {
        forms: vec![Form::Events(events::Form {
            kind: events::Kind::ScriptBlocks,
            shape: events::Shape::PerLine,
            encoding: Encoding::Utf8,
        })],
        ..Rendering::plain()
    };
    let mut scenario = Scenario::conformant(Variant::Sfb2019, 1);
    if let Some(variant) = mutation.only {
        scenario = Scenario::conformant(variant, 1);
    }
    let awaits = mutation.make(&mut scenario);
    let name = format!("{} / in script blocks alone", mutation.name);
    let mut case = Case::of_pools(name, &scenario, &rendering, awaits);
    case.tolerated.push(Code::OutcomeUnseen);
    case
}

/// A way to tell a deviation that shows it.
fn telling_of(needs: Needs, telling: usize, dice: &mut Dice) -> Rendering {
    let mut rendering = chosen(dice);
    rendering.layout = match (needs, telling) {
        (Needs::Nothing | Needs::Output, 2) => Layout::RemotePrompts,
        (Needs::Nothing, 3) => Layout::Stages,
        _ => Layout::Night,
    };
    // A transcript that was never stopped may have gone on: what is not in it may still have been done.
    let covers = matches!(
        needs,
        Needs::EveryServer | Needs::Transcripts | Needs::TimedTranscripts
    );
    let transcript = match rendering.forms[0] {
        Form::Transcript(form) => Form::Transcript(transcript::Form {
            has_footer: form.has_footer || covers,
            ..form
        }),
        form => form,
    };
    rendering.forms = vec![transcript];
    let is_timed = |form: Form| match form {
        Form::Transcript(mut form) => {
            form.has_times = true;
            if form.generation == Generation::Legacy {
                form.generation = Generation::Five2016;
            }
            Form::Transcript(form)
        }
        form => form,
    };
    match (needs, telling) {
        // What the servers ran is in their own logs; what was typed at the first is in a transcript.
        (Needs::Nothing | Needs::EveryServer | Needs::Times, 1) => {
            let kind = dice.one_of(&[
                events::Kind::ScriptBlocks,
                events::Kind::Processes,
                events::Kind::Sysmon,
            ]);
            let log = Form::Events(events::Form {
                kind,
                shape: dice.one_of(&events::Shape::ALL),
                encoding: dice.one_of(&[Encoding::Utf8, Encoding::Utf16Le]),
            });
            rendering.forms = vec![is_timed(transcript), log, log, log];
        }
        // What a command says is read in every language.
        (Needs::Output, _) => {
            let tongues = [Tongue::En, Tongue::De, Tongue::Fr, Tongue::PtBr];
            if let Form::Transcript(mut form) = transcript {
                form.tongue = tongues[telling];
                if !form.generation.speaks(form.tongue) {
                    form.generation = Generation::Five2019;
                }
                rendering.forms = vec![Form::Transcript(form)];
            }
        }
        (Needs::Times | Needs::TimedTranscripts, _) => rendering.forms = vec![is_timed(transcript)],
        _ => {}
    }
    rendering
}

/// Any transcripts.
fn chosen(dice: &mut Dice) -> Rendering {
    let generation = dice.one_of(&[
        Generation::Five2019,
        Generation::Five2016,
        Generation::Seven,
        Generation::Legacy,
    ]);
    let tongue = loop {
        let tongue = dice.one_of(&Tongue::ALL);
        if generation.speaks(tongue) {
            break tongue;
        }
    };
    let form = transcript::Form {
        generation,
        tongue,
        has_times: generation != Generation::Legacy && !dice.once_in(3),
        has_footer: !dice.once_in(4),
        encoding: dice.one_of(&Encoding::ALL),
        ends: dice.one_of(&[Ends::Windows, Ends::Windows, Ends::Unix]),
        prompt: dice.one_of(&[
            Prompt::Standard,
            Prompt::Standard,
            Prompt::Clock,
            Prompt::TwoLines,
        ]),
        packing: dice.one_of(&[
            Packing::Plain,
            Packing::Plain,
            Packing::Plain,
            Packing::Gzip,
        ]),
    };
    Rendering {
        layout: Layout::Night,
        forms: vec![Form::Transcript(form)],
        second: None,
        also: Vec::new(),
        manners: Vec::new(),
        shape: dice.one_of(&Shape::ALL),
        noise: dice.one_of(&Level::ALL),
        seed: u64::try_from(dice.below(100_000)).expect("small"),
    }
}

/// Every generation in every language, in two encodings each.
fn transcripts() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut turn = 0;
    for generation in Generation::ALL {
        for tongue in Tongue::ALL {
            if !generation.speaks(tongue) {
                continue;
            }
            for has_times in [true, false, true] {
                turn += 1;
                let is_minimal = generation == Generation::Minimal;
                let form = transcript::Form {
                    generation,
                    tongue,
                    has_times: has_times && generation != Generation::Legacy,
                    has_footer: turn % 4 != 0,
                    encoding: Encoding::ALL[turn % Encoding::ALL.len()],
                    ends: if turn % 3 == 0 {
                        Ends::Unix
                    } else {
                        Ends::Windows
                    },
                    prompt: [Prompt::Standard, Prompt::Clock, Prompt::TwoLines][turn % 3],
                    packing: if turn % 5 == 0 {
                        Packing::Gzip
                    } else {
                        Packing::Plain
                    },
                };
                let rendering = Rendering {
                    layout: match (is_minimal, form.has_times) {
                        (true, _) => Layout::RemotePrompts,
                        (_, true) => Layout::Night,
                        (_, false) => Layout::Stages,
                    },
                    forms: vec![Form::Transcript(form)],
                    shape: Shape::ALL[turn % 3],
                    noise: Level::ALL[turn % 3],
                    seed: u64::try_from(turn).expect("small"),
                    ..Rendering::plain()
                };
                let variant = Variant::ALL[turn % 3];
                let name = format!(
                    "transcript: {generation:?} / {} / {:?} / {:?} / {:?} / {turn}",
                    tongue.tag(),
                    form.encoding,
                    form.prompt,
                    rendering.noise
                );
                cases.push(fine(name, variant, 1 + turn % 3, &rendering));
            }
        }
    }
    cases
}

/// Every way to type.
fn manners() -> Vec<Case> {
    let cases = Manner::ALL.into_iter().enumerate();
    cases
        .map(|(turn, manner)| {
            let rendering = Rendering {
                manners: vec![manner],
                shape: Shape::ALL[turn % 3],
                seed: u64::try_from(turn + 100).expect("small"),
                ..Rendering::plain()
            };
            let name = format!("manner: {manner:?}");
            fine(name, Variant::ALL[turn % 3], 1, &rendering)
        })
        .collect()
}

/// Every layout with every level of noise and every shape.
fn layouts() -> Vec<Case> {
    let mut cases = Vec::new();
    for layout in [
        Layout::Night,
        Layout::Stages,
        Layout::RemotePrompts,
        Layout::InvokeCommand,
    ] {
        for (noise, shape) in Level::ALL.into_iter().zip(Shape::ALL) {
            let rendering = Rendering {
                layout,
                manners: Vec::new(),
                noise,
                shape,
                seed: 77,
                ..Rendering::plain()
            };
            let name = format!("layout: {layout:?} / {noise:?} / {shape:?}");
            cases.push(fine(name, Variant::Sfb2019, 3, &rendering));
        }
    }
    // Overlapping sessions without a time for each command: the order between servers can not be
    // told, and nothing says that it was wrong.
    let form = transcript::Form {
        has_times: false,
        ..transcript::Form::PLAIN
    };
    let rendering = Rendering {
        forms: vec![Form::Transcript(form)],
        ..Rendering::plain()
    };
    let scenario = Scenario::conformant(Variant::Sfb2019, 1);
    let unproven = Awaits {
        codes: vec![Code::OrderUnproven],
        about: crate::case::About {
            step: None,
            binding: Binding::Any,
        },
        act: None,
    };
    cases.push(Case::of_pools(
        "order-unproven: whole nights without times".to_owned(),
        &scenario,
        &rendering,
        vec![unproven],
    ));
    cases
}

/// Every event log that shows what servers ran, in every shape.
fn logs() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in events::Kind::ALL {
        // Modules are logged with their parameters; a program is none.
        if kind == events::Kind::Modules {
            continue;
        }
        for (turn, shape) in events::Shape::ALL.into_iter().enumerate() {
            let encoding = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf8Bom][turn];
            let log = Form::Events(events::Form {
                kind,
                shape,
                encoding,
            });
            let first = Form::Transcript(transcript::Form::PLAIN);
            let rendering = Rendering {
                forms: vec![first, log, log, log],
                manners: if turn == 1 {
                    Vec::new()
                } else {
                    vec![Manner::Literal]
                },
                noise: Level::ALL[turn],
                seed: 31,
                ..Rendering::plain()
            };
            let name = format!("events: {kind:?} / {shape:?} / {encoding:?}");
            cases.push(fine(name, Variant::ALL[turn], 2, &rendering));
        }
    }
    // Most servers keep several logs of the same thing: nothing was done twice.
    for (turn, kind) in [
        events::Kind::ScriptBlocks,
        events::Kind::Modules,
        events::Kind::Processes,
        events::Kind::Sysmon,
    ]
    .into_iter()
    .enumerate()
    {
        let log = Form::Events(events::Form {
            kind,
            shape: events::Shape::PerLine,
            encoding: Encoding::Utf8,
        });
        let rendering = Rendering {
            also: vec![log],
            manners: if turn == 0 {
                Vec::new()
            } else {
                vec![Manner::Literal]
            },
            noise: Level::ALL[turn % 3],
            seed: 57,
            ..Rendering::plain()
        };
        let name = format!("events beside transcripts: {kind:?}");
        cases.push(fine(name, Variant::Sfb2019, 2, &rendering));
    }
    cases
}

/// Both pools by one line.
fn both_at_once() -> Vec<Case> {
    [
        Manner::ForEach,
        Manner::ForEachObject,
        Manner::Pipeline,
        Manner::SeveralOnALine,
        Manner::Backtick,
        Manner::Variable,
    ]
    .into_iter()
    .map(|manner| {
        let rendering = Rendering {
            manners: vec![manner],
            ..Rendering::plain()
        };
        let scenario = Scenario::conformant(Variant::Sfb2019, 1).with_both_at_once();
        let name = format!("both pools: {manner:?}");
        Case::of_pools(name, &scenario, &rendering, Vec::new())
    })
    .collect()
}

/// Several operators, their transcripts interleaved; an endpoint's transcript.
fn people() -> Vec<Case> {
    let two = Scenario::conformant(Variant::Sfb2019, 3).with_two_operators();
    let rendering = Rendering {
        noise: Level::Deceptive,
        manners: Vec::new(),
        seed: 12,
        ..Rendering::plain()
    };
    let endpoint = Rendering {
        second: Some(Form::Transcript(transcript::Form {
            prompt: Prompt::Endpoint,
            ..transcript::Form::PLAIN
        })),
        ..Rendering::plain()
    };
    let by_endpoint = Scenario::conformant(Variant::Sfb2015, 2).with_the_end_by_another();
    vec![
        Case::of_pools("two operators".to_owned(), &two, &rendering, Vec::new()),
        Case::of_pools(
            "an endpoint".to_owned(),
            &by_endpoint,
            &endpoint,
            Vec::new(),
        ),
    ]
}

/// Anything that the generator can do, by chance.
fn chance() -> Vec<Case> {
    (0..40)
        .map(|seed| {
            let mut dice = Dice::new(seed);
            let mut rendering = chosen(&mut dice);
            rendering.layout = match rendering.forms[0].is_timed() {
                true => dice.one_of(&[
                    Layout::Night,
                    Layout::Stages,
                    Layout::RemotePrompts,
                    Layout::InvokeCommand,
                ]),
                false => dice.one_of(&[Layout::Stages, Layout::RemotePrompts]),
            };
            let variant = dice.one_of(&Variant::ALL);
            let looks = 1 + dice.below(4);
            fine(format!("by chance: {seed}"), variant, looks, &rendering)
        })
        .collect()
}

fn fine(name: String, variant: Variant, looks: usize, rendering: &Rendering) -> Case {
    let scenario = Scenario::conformant(variant, looks);
    let name = format!("{name} / {}", variant.id());
    Case::of_pools(name, &scenario, rendering, Vec::new())
}

/// Everything was done well, and the captures can not show it: logs hold no output, histories
/// neither that nor where they are from.
fn undecided() -> Vec<Case> {
    let mut cases = Vec::new();
    let scenario = Scenario::conformant(Variant::Sfb2019, 1).with_the_end_by_another();
    for kind in [
        events::Kind::ScriptBlocks,
        events::Kind::Parts,
        events::Kind::Modules,
    ] {
        let form = Form::Events(events::Form {
            kind,
            shape: events::Shape::PerLine,
            encoding: Encoding::Utf8,
        });
        let rendering = Rendering {
            second: Some(form),
            ..Rendering::plain()
        };
        let unseen = |pool| {
            Awaits::one(
                Code::OutcomeUnseen,
                Step::SynchronizePools,
                Binding::Pool(pool),
            )
            .at(scenario.status(pool))
        };
        let awaits = POOLS.into_iter().map(unseen).collect();
        let name = format!("outcome-unseen: {kind:?}");
        cases.push(Case::of_pools(name, &scenario, &rendering, awaits));
    }
    for kind in history::Kind::ALL {
        let rendering = Rendering {
            second: Some(Form::History(history::Form { kind })),
            ..Rendering::plain()
        };
        let name = format!("history: {kind:?}");
        let mut case = Case::of_pools(name, &scenario, &rendering, Vec::new());
        case.overall = vec![Overall::Inconclusive];
        case.tolerated = vec![
            Code::NoEvidence,
            Code::OutcomeUnseen,
            Code::OrderUnproven,
            Code::Repeated,
        ];
        cases.push(case);
    }
    cases.extend(histories_alone());
    cases
}

/// Histories and nothing else. Typed at the servers, nothing says which is whose; typed at a
/// workstation, `Invoke-Command` says where it goes.
fn histories_alone() -> Vec<Case> {
    let mut cases = Vec::new();
    let scenario = Scenario::conformant(Variant::Sfb2019, 1);
    for kind in history::Kind::ALL {
        let form = Form::History(history::Form { kind });
        let at_the_servers = Rendering {
            forms: vec![form],
            ..Rendering::plain()
        };
        let name = format!("history alone, at the servers: {kind:?}");
        let mut case = Case::of_pools(name, &scenario, &at_the_servers, Vec::new());
        case.overall = vec![Overall::Inconclusive];
        case.tolerated = vec![
            Code::NoEvidence,
            // What may have been clicked.
            Code::Unattested,
            Code::OutcomeUnseen,
            Code::OrderUnproven,
            Code::Repeated,
        ];
        cases.push(case);

        let at_a_workstation = Rendering {
            layout: Layout::InvokeCommand,
            ..at_the_servers
        };
        let unseen = POOLS.into_iter().map(|pool| {
            let step = Step::SynchronizePools;
            Awaits::one(Code::OutcomeUnseen, step, Binding::Pool(pool)).at(scenario.status(pool))
        });
        let name = format!("history alone, at a workstation: {kind:?}");
        let mut case = Case::of_pools(name, &scenario, &at_a_workstation, unseen.collect());
        case.tolerated.push(Code::OrderUnproven);
        // PowerShell says that a command completed though it wrote an error: nothing shows that any worked.
        case.tolerated.push(Code::OutcomeUnseen);
        cases.push(case);
    }
    cases
}

/// The text of a capture, lossily.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    use std::io::Read;
    let mut plain = Vec::new();
    let bytes = match bytes.starts_with(b"\x1F\x8B") {
        true => {
            let read = flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain);
            read.expect("made by us");
            &plain
        }
        false => bytes,
    };
    let (encoding, _) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let (text, ..) = encoding.decode(bytes);
    text.into_owned()
}

#[test]
fn the_same_seed_makes_the_same_bytes() {
    for (first, second) in CASES.conformant.iter().zip(conformant()) {
        assert_eq!(first.name, second.name);
        for (one, other) in first.recordings.iter().zip(&second.recordings) {
            assert!(one.bytes == other.bytes, "{}: {}", first.name, one.name);
        }
    }
}

#[test]
fn every_case_has_its_own_name() {
    let mut names: Vec<_> = CASES.all().map(|case| case.name.as_str()).collect();
    let count = names.len();
    assert!(count > 300, "{count} cases");
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// A finding is awaited at the line that somebody typed, and not a line beside it.
#[test]
fn what_is_marked_is_what_was_typed() {
    let words = [
        "bootstrapper",
        "updateinstaller",
        "csbackupservice",
        "cswindowsservice",
        "target",
        "how",
        "program",
        "csregistrar",
        "get-content",
        "import-module",
        "$erroraction",
        "restart-computer",
        "remove-item",
        "del ",
        "ssh",
        "scp",
        "openssl",
        "rm ",
        "diff",
        "shred",
        "admin@ops01",
        "foreach",
        "& `",
        "systemctl",
        "reboot",
    ];
    for case in CASES.all() {
        for recording in &case.recordings {
            let text = text_of(&recording.bytes);
            let lines: Vec<_> = text.lines().collect();
            for (_, range) in &recording.marks {
                let first = usize::try_from(*range.start()).expect("a line") - 1;
                let last = usize::try_from(*range.end()).expect("a line");
                let marked = lines[first..last].join("\n").to_lowercase();
                // Of a block in parts each has a piece.
                let is_marked = words.iter().any(|word| marked.contains(word));
                assert!(
                    is_marked
                        || marked.contains("messagetotal")
                        || marked.contains("\"o\"")
                        || marked.contains("\"i\""),
                    "{}: {}:{}\n{marked}",
                    case.name,
                    recording.name,
                    range.start()
                );
            }
        }
    }
}

#[test]
fn every_code_is_awaited() {
    let mut awaited: Vec<Code> = CASES
        .all()
        .flat_map(|case| &case.awaited)
        .flat_map(|awaited| awaited.codes.iter().copied())
        .collect();
    awaited.sort();
    awaited.dedup();
    assert_eq!(awaited, Code::ALL);
}

/// A change file that is refused would make every case of it a false alarm; a step that the runbook
/// does not have would never be found.
#[test]
fn changes_and_steps_are_the_runbooks_own() {
    let project = runproof::project::Project::embedded();
    let parsed = |name: &str| {
        let path = format!("runbooks/{name}.yaml");
        let source = project.source(&path).expect("embedded");
        runproof_model::runbook::parse(&source)
            .runbook
            .expect("without errors")
    };
    let runbooks = ["paired-front-end-pools", "rotate-tls-certificate"];
    let runbooks = runbooks.map(|name| (name, parsed(name)));
    for case in CASES.all() {
        let found = runbooks.iter().find(|(name, _)| *name == case.runbook);
        let (_, runbook) = found.expect("one of both");
        let source = runproof_core::diagnostic::Source::new("change.yaml", case.change.as_str());
        let change = runproof_model::plan::parse_change(&source, runbook);
        assert!(change.change.is_some(), "{}\n{}", case.name, case.change);
        for awaited in &case.awaited {
            let is_step = awaited.about.step.is_none_or(|wanted| {
                let mut steps = runbook.steps.iter();
                steps.any(|step| step.id.as_str() == wanted.id())
            });
            assert!(is_step, "{}", case.name);
            let Some((name, _)) = &awaited.place else {
                continue;
            };
            let is_there = case.recordings.iter().any(|one| one.name == *name);
            assert!(is_there, "{}: {name}", case.name);
        }
    }
}
