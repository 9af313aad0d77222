//! `cargo xtask`: the tasks of whoever works on this project. Each says which commands it runs.
//!
//! It has no dependency, so that it is there in a second, and knows of the project only what
//! stands in files.

mod check; // What must hold for every change.
mod fuzz; // Random input for one reader.
mod licences; // What the program is made of, and under which terms.
mod mutants; // What the tests do not notice.
mod sample; // A seeded sample, and how far it can be off.
mod shell; // Running a command, and saying so.
mod spdx; // An expression of licences, and which of them is chosen.

use std::process::ExitCode;

use shell::{Command, Failure};

const USAGE: &str = "\
The tasks of whoever works on runproof.

Usage: cargo xtask TASK [ARGUMENTS]

  check              everything that must hold for a change: what .ci/run runs
  accept [ARGS]      run the tests and take what they print for right; ARGS go to cargo test.
                     Read the difference of the snapshots before you commit it
  bench [NAME]       the benchmarks, or one of them
  fuzz [TARGET [SECONDS]]
                     random input for one reader, 60 seconds where nothing is said; without a
                     target, the list of them
  law                the whole law of the audit: about 1,300 simulated changes
  mutants [ROOM]     a seeded sample of 300 mutants each of plan, command and audit, or of one of
                     them: the score, its interval, and the survivors. Takes many hours.
                     MUTANTS_SEED and MUTANTS_SAMPLE change the sample
  licences           write THIRD-PARTY-LICENSES.md
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let done = match task {
        "check" => check::run(),
        "accept" => accept(rest),
        "bench" => bench(rest),
        "fuzz" => fuzz::run(rest),
        "law" => law(),
        "mutants" => mutants::run(rest),
        "licences" => licences::run(),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::new(format!(
            "there is no task `{other}`\n\n{USAGE}"
        ))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn accept(rest: &[String]) -> Result<(), Failure> {
    // A test that updated what it holds still fails: it is run again, and has to pass.
    let mut update = Command::cargo("test");
    update.with("--locked").all(rest);
    update.set("INSTA_UPDATE", "always");
    update.set("SNAPSHOTS", "overwrite");
    let first = update.run();
    if first.is_err() {
        update.run()?;
    }
    Command::new("git").with("status").with("--short").run()
}

fn bench(rest: &[String]) -> Result<(), Failure> {
    let mut bench = Command::cargo("bench");
    bench.with("--locked");
    match rest {
        [] => bench.with("--benches"),
        [name, more @ ..] => bench.with("--bench").with(name).all(more),
    };
    bench.run()
}

/// docs/evidence.md says what it holds, and what came of it when it was last run.
fn law() -> Result<(), Failure> {
    let mut law = Command::cargo("test");
    law.with("--locked")
        .with("--test")
        .with("audit")
        .with("law");
    law.set("LAW_CASES", "300");
    law.run()
}
