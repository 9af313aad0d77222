//! Catalogs of ten thousand messages in four languages.
//!
//! `cargo bench --bench lint`; docs/performance.md says what came of it.

#[path = "support/mod.rs"]
mod support;

use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// The process: n messages × 4 languages, read, held against the source language and spelled with
/// the system's dictionaries.
#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn catalogs(bencher: Bencher<'_, '_>, messages: usize) {
    let root = support::project(&format!("lint-{messages}"), |root| {
        support::messages(root, messages);
    });
    let root = root.display().to_string();
    bencher
        .counter(ItemsCount::new(messages * 4))
        .bench(|| support::run(&["lint", &root]));
}

/// The process: the embedded files.
#[divan::bench]
fn embedded() {
    support::run(&["lint"]);
}
