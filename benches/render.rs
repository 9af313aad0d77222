//! One document from start to finish, and all documents of a thousand runbooks.
//!
//! `cargo bench --bench render`; docs/performance.md says what came of it.

#[path = "support/mod.rs"]
mod support;

use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// The process: reading, resolving, writing one document of 11 steps to standard output.
#[divan::bench(args = ["markdown", "html", "terminal", "json", "script"])]
fn one_document_from_start_to_finish(format: &str) {
    support::run(&[
        "render",
        "--variant",
        "sfb-2019",
        "--locale",
        "fr",
        "--format",
        format,
    ]);
}

/// The process: n runbooks × 3 variants × 4 languages of 30 steps, read and written as files.
#[divan::bench(args = [10, 100, 1000], sample_count = 5, sample_size = 1)]
fn all_documents(bencher: Bencher<'_, '_>, runbooks: usize) {
    let root = support::project(&format!("render-{runbooks}"), |root| {
        support::runbooks(root, runbooks);
    });
    let out = root.join("out");
    let (root, out) = (root.display().to_string(), out.display().to_string());
    bencher.counter(ItemsCount::new(runbooks * 12)).bench(|| {
        support::run(&[
            "--project",
            &root,
            "render",
            "--all",
            "--format",
            "markdown",
            "--out",
            &out,
        ]);
    });
}
