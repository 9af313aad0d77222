//! Any blocks: what a definition can put into a step or between procedures, nested and hostile.

use proptest::prelude::*;
use runproof_prose::{Image, Inline};

use super::fixture::*;
use super::templates;
use crate::{Flavor, Format, render};
use runproof_model::document::{
    Alert, AlertKind, Align, Binding, Block, Branch, Branches, Checklist, Column, Command,
    Commands, Document, Heading, List, Occurrence, Outcome, Part, Rolling, Round, Sample,
    ShellName, Step, StepKind, StepRange, Table, Then, Turn,
};
use runproof_shell::CommandText;

pub(super) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => "[a-zé1 .:!*_`\\\\<>&;#~$|\\[\\]()+=@/\"'“-]{1,12}",
        1 => "[a-z ]{1,12}",
    ]
}

/// An address as it stands on pages, and worse. Blanks and what Markdown writes by its number come
/// back by that.
fn any_source() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "(images/|https://e\\.com/|\\.\\./)[a-zé0-9_()*\\[\\]\\\\<>&;#=?|.:%!'-]{1,12}",
        1 => Just("javascript:alert(1)".to_owned()),
        1 => Just("data:text/html,<script>x</script>".to_owned()),
    ]
}

fn any_image() -> impl Strategy<Value = Image> {
    (any_source(), any_text(), proptest::option::of(any_text()))
        .prop_map(|(source, alt, title)| Image { source, alt, title })
}

pub(super) fn any_inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        4 => any_text().prop_map(Inline::text),
        2 => any_text().prop_map(Inline::code),
        1 => any_image().prop_map(Inline::image),
        1 => Just(Inline::line_break()),
    ];
    let inline = leaf.prop_recursive(2, 6, 3, |inner| {
        let inner = proptest::collection::vec(inner, 1..3);
        prop_oneof![
            inner.clone().prop_map(Inline::strong),
            inner.clone().prop_map(Inline::emphasis),
            (any_source(), inner).prop_map(|(target, text)| Inline::link(target, text)),
        ]
    });
    proptest::collection::vec(inline, 0..6)
}

fn any_lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        any_text().prop_map(|s| s.replace(['\n', '\r', '\0'], " ")),
        Just(String::new()),
        Just("   ".to_owned()),
        Just("\tx".to_owned()),
        Just("````".to_owned()),
    ];
    proptest::collection::vec(line, 1..4).prop_map(|lines| lines.join("\n"))
}

fn acts(count: usize) -> Vec<Occurrence> {
    let act = |at| Occurrence {
        binding: vec![Binding {
            name: "server".into(),
            value: format!("fe{at}"),
        }],
        ..Occurrence::default()
    };
    (0..count).map(act).collect()
}

fn any_commands() -> impl Strategy<Value = Block> {
    let command = (any_lines(), 0usize..3).prop_map(|(text, count)| Command {
        text: CommandText::text(format!("x{text}")),
        occurrences: acts(count),
        ticks: acts(count),
    });
    let outcome = (any_inlines(), proptest::bool::ANY).prop_map(|(seen, repeats)| Outcome {
        shown_by: runproof_model::document::ShownBy::Reading,
        repeat: repeats.then(|| prose(vec![text("Again:")])),
        seen: prose(seen),
    });
    let commands = proptest::collection::vec(command, 1..3);
    (commands, proptest::option::of(outcome))
        .prop_map(|(commands, outcome)| Block::Commands(Commands { commands, outcome }))
}

fn any_table() -> impl Strategy<Value = Block> {
    let align = proptest::sample::select(vec![
        Align::Default,
        Align::Left,
        Align::Center,
        Align::Right,
    ]);
    (1usize..4, 0usize..3).prop_flat_map(move |(wide, high)| {
        let column =
            (any_inlines(), align.clone()).prop_map(|(head, align)| Column { head, align });
        let row = proptest::collection::vec(any_inlines(), wide);
        (
            proptest::collection::vec(column, wide),
            proptest::collection::vec(row, high),
        )
            .prop_map(|(columns, rows)| Block::Table(Table { columns, rows }))
    })
}

fn any_sample() -> impl Strategy<Value = Block> {
    let language = proptest::sample::select(vec![None, Some("xml"), Some("c++")]);
    (any_lines(), language).prop_map(|(text, language)| {
        Block::Sample(Sample {
            text,
            language: language.map(str::to_owned),
        })
    })
}

pub(super) fn any_block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => any_inlines().prop_map(paragraph),
        2 => any_commands(),
        1 => (0usize..3, proptest::option::of(Just("On each:".to_owned())), proptest::bool::ANY)
            .prop_map(|(count, lead, by_hand)| {
                let list = Checklist { lead, items: acts(count) };
                if by_hand { Block::Checklist(list) } else { Block::Ticks(list) }
            }),
        1 => any_table(),
        1 => any_image().prop_map(Block::Image),
        1 => any_sample(),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let blocks = proptest::collection::vec(inner, 1..4);
        let items = proptest::collection::vec(blocks.clone(), 1..4);
        let start = prop_oneof![
            Just(None),
            Just(Some(1)),
            Just(Some(9)),
            Just(Some(0)),
            Just(Some(99_999)),
        ];
        prop_oneof![
            4 => (items, start).prop_map(|(items, start)| Block::List(List { start, items })),
            1 => blocks.clone().prop_map(Block::Quote),
            1 => (blocks.clone(), 0usize..5).prop_map(|(blocks, kind)| Block::Alert(Alert {
                kind: [
                    AlertKind::Note,
                    AlertKind::Tip,
                    AlertKind::Important,
                    AlertKind::Warning,
                    AlertKind::Caution,
                ][kind],
                label: "Note".into(),
                blocks,
            })),
            1 => proptest::collection::vec(blocks.clone(), 1..3).prop_map(|turns| {
                let turns = turns.into_iter().enumerate();
                Block::Turns(turns.map(|(at, blocks)| Turn { label: format!("fe{at}"), blocks }).collect())
            }),
            1 => (blocks.clone(), blocks).prop_map(|(yes, no)| Block::Branches(Branches {
                yes: Branch { label: "If yes".into(), blocks: yes, then: Then::GoesOn },
                no: Branch { label: "If no".into(), blocks: no, then: Then::Ends },
            })),
        ]
    })
}

/// A part of a page, with the steps where it is a procedure.
#[derive(Debug, Clone)]
enum Piece {
    Heading(u8, Vec<Inline>),
    Block(Block),
    Steps(Vec<Vec<Block>>),
}

/// A document that arranges its page, or one that does not.
pub(super) fn any_page() -> impl Strategy<Value = Document> {
    let bodies = proptest::collection::vec(proptest::collection::vec(any_block(), 1..4), 1..12);
    let piece = prop_oneof![
        (2u8..7, any_inlines()).prop_map(|(level, text)| Piece::Heading(level, text)),
        any_block().prop_map(Piece::Block),
        bodies.prop_map(Piece::Steps),
    ];
    let pieces = proptest::collection::vec(piece, 1..5);
    let plain = any_text().prop_filter("something to be seen", |text| {
        !super::outline::visible(text).is_empty()
    });
    let rolls = (0usize..3, 0usize..3);
    (pieces, any_inlines(), plain, proptest::bool::ANY, rolls).prop_map(
        |(pieces, title, plain, arranged, rolls)| {
            let mut document = bound();
            document.product.clone_from(&plain);
            if let Some(change) = &mut document.change {
                change.id.clone_from(&plain);
            }
            document.generated = vec![text(&plain)];
            document.title = title;
            document.placeholders = None;
            document.summary.clear();
            document.notes.clear();
            document.steps.clear();
            let mut parts = Vec::new();
            for piece in pieces {
                parts.push(match piece {
                    Piece::Heading(level, text) => Part::Heading(Heading { level, text }),
                    Piece::Block(block) => {
                        document.summary.push(block.clone());
                        Part::Block(block)
                    }
                    Piece::Steps(bodies) => {
                        Part::Steps(add_steps(bodies, arranged, &mut document.steps))
                    }
                });
            }
            if arranged {
                document.summary.clear();
                document.procedure.clear();
                document.page = Some(parts);
            }
            if let Some(Part::Steps(range)) = find_steps(&document) {
                roll(&mut document, range, rolls);
            }
            document
        },
    )
}

/// The first procedure.
fn find_steps(document: &Document) -> Option<Part> {
    let whole = StepRange {
        from: 0,
        to: document.steps.len(),
    };
    let Some(page) = &document.page else {
        return Some(Part::Steps(whole));
    };
    page.iter()
        .find(|part| matches!(part, Part::Steps(_)))
        .cloned()
}

/// Some of the steps are done for one item after the other.
fn roll(document: &mut Document, range: StepRange, (skip, items): (usize, usize)) {
    let from = range.from + skip;
    if from >= range.to {
        return;
    }
    let own = &document.steps[from..range.to];
    let rounds = (0..items).map(|at| Round {
        label: format!("Steps for fe{at}"),
        binding: Vec::new(),
        steps: own
            .iter()
            .rev()
            .zip(own)
            .map(|(other, step)| Step {
                body: other.body.clone(),
                ..step.clone()
            })
            .collect(),
    });
    document.rolling = vec![Rolling {
        steps: StepRange { from, to: range.to },
        note: Alert {
            kind: AlertKind::Important,
            label: "Important".into(),
            blocks: vec![paragraph(vec![text("One at a time.")])],
        },
        rounds: rounds.collect(),
    }];
}

fn add_steps(bodies: Vec<Vec<Block>>, restart: bool, steps: &mut Vec<Step>) -> StepRange {
    let from = steps.len();
    for body in bodies {
        let number = steps.len() as u32 + 1;
        let mut step = step(
            number,
            &format!("s{number}"),
            "Title",
            StepKind::Command,
            body,
        );
        if restart {
            step.ordinal = number - from as u32;
        }
        steps.push(step);
    }
    StepRange {
        from,
        to: steps.len(),
    }
}

/// Every block of the document, also those in others.
pub(super) fn each_block(document: &Document, see: &mut dyn FnMut(&Block)) {
    let parts = document.page.iter().flatten();
    let parts = parts.filter_map(|part| match part {
        Part::Block(block) => Some(block),
        _ => None,
    });
    let bodies = document.steps.iter().flat_map(|step| &step.body);
    for block in parts.chain(&document.summary).chain(bodies) {
        each_inside(block, see);
    }
}

fn each_inside(block: &Block, see: &mut dyn FnMut(&Block)) {
    see(block);
    let inside: Vec<&Block> = match block {
        Block::Alert(alert) => alert.blocks.iter().collect(),
        Block::Quote(blocks) => blocks.iter().collect(),
        Block::List(list) => list.items.iter().flatten().collect(),
        Block::Turns(turns) => turns.iter().flat_map(|turn| &turn.blocks).collect(),
        Block::Branches(both) => both.yes.blocks.iter().chain(&both.no.blocks).collect(),
        _ => Vec::new(),
    };
    for block in inside {
        each_inside(block, see);
    }
}

/// A definition is 32 levels of YAML deep at the most, and a note in a note is two of them.
#[test]
fn as_deep_as_a_definition_can_be_every_format_holds_it() {
    let mut document = paged();
    let mut inner = vec![document.steps[1].body[1].clone()];
    inner.extend(bound().steps[10].body.clone());
    for depth in 0..14 {
        let blocks = std::mem::take(&mut inner);
        inner.push(match depth % 3 {
            0 => Block::Quote(blocks),
            1 => Block::List(List {
                start: None,
                items: vec![blocks],
            }),
            _ => Block::Alert(Alert {
                kind: AlertKind::Tip,
                label: "Tip".into(),
                blocks,
            }),
        });
    }
    document.steps[1].body = inner;
    for shell in [ShellName::Bash, ShellName::Powershell] {
        document.shell = shell;
        let guide = guide(&document);
        let (width, colour) = (20, true);
        for format in [
            Format::Markdown(Flavor::Learn),
            Format::Page,
            Format::Html,
            Format::Terminal { width, colour },
            Format::Json,
            Format::Script(&guide),
        ] {
            let made = render(&document, format, &templates());
            assert!(made.is_ok(), "{format:?}: {:?}", made.err());
        }
    }
}
