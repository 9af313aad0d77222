//! How long rendering takes; run by hand:
//! `cargo test --release --lib render::tests::speed -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use super::{fixture, templates};
use crate::{Flavor, Format, render};
use runproof_model::document::{Block, Document, Occurrence};

/// 30 steps like those of the embedded runbooks: a paragraph or two, and commands in every second.
fn thirty_steps() -> Document {
    let mut document = fixture::bound();
    document.change = None;
    let by_hand = document.steps[3].clone();
    let mut command = document.steps[9].clone();
    if let Block::Commands(commands) = &mut command.body[1] {
        commands.commands[0].occurrences = vec![Occurrence::default()];
    }
    document.steps = (1..=30)
        .map(|number| {
            let mut step = if number % 2 == 0 { &by_hand } else { &command }.clone();
            step.number = number;
            step
        })
        .collect();
    document
}

/// The fixture's steps again and again, with all that they hold.
fn thirty_rich_steps() -> Document {
    let mut document = fixture::bound();
    let steps = document.steps.clone();
    document.steps = steps.iter().cycle().take(30).cloned().collect();
    for (index, step) in document.steps.iter_mut().enumerate() {
        step.number = index as u32 + 1;
    }
    document
}

/// The best of several rounds: others work on the same machine.
fn best(mut work: impl FnMut()) -> Duration {
    const TURNS: u32 = 200;
    let rounds = (0..25).map(|_| {
        let start = Instant::now();
        (0..TURNS).for_each(|_| work());
        start.elapsed() / TURNS
    });
    rounds.min().unwrap_or_default()
}

#[test]
#[ignore = "a measurement"]
#[expect(clippy::print_stderr, reason = "it is what a measurement is for")]
fn speed() {
    let templates = templates();
    let markdown = Format::Markdown(Flavor::Github);
    for (name, document) in [("plain", thirty_steps()), ("rich", thirty_rich_steps())] {
        let start = Instant::now();
        let bytes = render(&document, markdown, &templates)
            .expect("renders")
            .len();
        let first = start.elapsed();
        let whole = best(|| {
            render(&document, markdown, &templates).expect("renders");
        });
        let context = best(|| {
            crate::model::context(&document, &crate::markdown::Markdown);
        });
        let html = best(|| {
            render(&document, Format::Html, &templates).expect("renders");
        });
        eprintln!(
            "{name}: {bytes} bytes of Markdown in {whole:?}, of which the context {context:?}; \
             the first time {first:?}; HTML {html:?}"
        );
    }
}
