//! How long rendering takes; run by hand:
//! `cargo test --release --lib render::tests::speed -- --ignored --nocapture`.

use std::time::Instant;

use super::{fixture, templates};
use crate::document::Document;
use crate::render::{Flavor, Format, render};

/// 30 steps: some by hand, some with commands.
fn thirty_steps() -> Document {
    let mut document = fixture::bound();
    document.change = None;
    let steps = document.steps.clone();
    document.steps = steps.iter().cycle().take(30).cloned().collect();
    for (index, step) in document.steps.iter_mut().enumerate() {
        step.number = index as u32 + 1;
    }
    document
}

#[test]
#[ignore = "a measurement"]
#[expect(clippy::print_stderr, reason = "it is what a measurement is for")]
fn speed() {
    const TURNS: u32 = 2_000;
    let templates = templates();
    let document = thirty_steps();
    let format = Format::Markdown(Flavor::Github);
    let start = Instant::now();
    let bytes = render(&document, format, &templates)
        .expect("renders")
        .len();
    eprintln!(
        "the first document, templates compiled: {:?}",
        start.elapsed()
    );
    let start = Instant::now();
    for _ in 0..TURNS {
        render(&document, format, &templates).expect("renders");
    }
    eprintln!(
        "{bytes} bytes of Markdown: {:?} a document",
        start.elapsed() / TURNS
    );
    let start = Instant::now();
    for _ in 0..TURNS {
        crate::render::model::context(&document, &crate::render::markdown::Markdown);
    }
    eprintln!("of which the context: {:?}", start.elapsed() / TURNS);
}
