//! Random input for one reader.
//!
//! The readers that take what others wrote are listed in `tests/fuzz/targets.rs`, each a plain
//! function of bytes, with its corpus in `fuzz/corpus/`. `cargo test` replays the corpus.

use crate::shell::{Command, Failure, root};

/// Fuzzes a target, or lists them.
pub(crate) fn run(rest: &[String]) -> Result<(), Failure> {
    let (target, seconds) = match rest {
        [] => return list(),
        [target] => (target.as_str(), "60"),
        [target, seconds, ..] => (target.as_str(), seconds.as_str()),
    };
    if seconds.parse::<u64>().is_err() {
        return Err(Failure::new(format!("`{seconds}` is no number of seconds")));
    }
    let mut fuzz = Command::cargo("test");
    fuzz.with("--locked")
        .with("--release")
        .with("--test")
        .with("fuzz");
    fuzz.with("--")
        .with("--ignored")
        .with("--nocapture")
        .with("random_input");
    fuzz.set("FUZZ_TARGET", target).set("FUZZ_SECONDS", seconds);
    fuzz.run()
}

fn list() -> Result<(), Failure> {
    let folder = root().join("fuzz/corpus");
    let fault = |error| Failure::new(format!("{}: {error}", folder.display()));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(fault)? {
        names.push(
            entry
                .map_err(fault)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    names.sort();
    for name in names {
        println!("{name}");
    }
    Ok(())
}
