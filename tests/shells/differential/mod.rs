//! Lines that a generator types, run by the real shell beside our reading.
//!
//! Skipped where bash is not 5.2. Programs are stubs in a temporary folder, and nothing else can be
//! found: the search path holds only them, and no path is typed that begins at the root.

mod real; // bash with stubs for programs.
mod typed; // The generator.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use runproof_shell::{Dialect, bash};

use crate::fit::fits_bash;
use crate::judge::{Judge, Short, told};
use crate::replay::{line, said, tables};
use real::Bash;

/// The same lines each time, so that a change is what makes them fail; others, and as many as are
/// wanted, where `PROPTEST_CASES` is set.
fn runner() -> TestRunner {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let asked = asked.and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(150),
        failure_persistence: None,
        ..Config::default()
    };
    match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    }
}

/// Whatever is typed, nothing is claimed that bash does not do, and nothing that it does is missed.
#[test]
fn bash_does_what_is_claimed() {
    let Some(real) = Bash::find() else {
        return;
    };
    let tables = tables("rotate-tls-certificate", Dialect::Bash);
    let judge = Judge::new(fits_bash, real::STUBS.into_iter());
    let mut runner = runner();
    let held = runner.run(&(typed::session(), any::<bool>()), |(lines, fails)| {
        let session = real.session(&lines, fails);
        let mut reader = bash::Interpreter::new(&tables);
        let read = lines
            .iter()
            .map(|text| said(&reader.run_whole(&line(text))));
        let said: Vec<_> = read.collect();
        match judge.session(&session, &said).short() {
            Some(short @ (Short::False | Short::Lost)) => {
                Err(TestCaseError::fail(told(short, &session, &said)))
            }
            _ => Ok(()),
        }
    });
    if let Err(fault) = held {
        panic!("{fault}");
    }
}

/// `bash -n` waits for more exactly where we say that it does.
#[test]
fn bash_waits_for_what_is_not_complete() {
    let Some(real) = Bash::find() else {
        return;
    };
    let mut runner = runner();
    let cut = (typed::line(), any::<prop::sample::Index>()).prop_map(|(line, at)| {
        let ends: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
        let end = if ends.is_empty() {
            0
        } else {
            ends[at.index(ends.len())]
        };
        line[..end].to_owned()
    });
    let held = runner.run(&cut, |text| {
        if let Some(complete) = real.is_complete(&text) {
            prop_assert_eq!(bash::is_complete(&text), complete, "{}", text);
        }
        Ok(())
    });
    if let Err(fault) = held {
        panic!("{fault}");
    }
}
