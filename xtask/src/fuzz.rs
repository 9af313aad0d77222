//! Random input for one reader.
//!
//! The readers that take what others wrote are listed in `tests/fuzz/targets.rs`, each a plain
//! function of bytes, with its corpus in `fuzz/corpus/`. `cargo test` replays the corpus.

use crate::shell::{Command, Failure, read, root};

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
    let targets = read(&root().join("tests/fuzz/targets.rs"))?;
    for name in names(&targets) {
        println!("{name}");
    }
    Ok(())
}

/// The names of the targets.
fn names(targets: &str) -> Vec<&str> {
    let lines = targets.lines().map(str::trim);
    lines
        .filter_map(|line| line.strip_prefix("name: \"")?.strip_suffix("\","))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_named() {
        let targets = read(&root().join("tests/fuzz/targets.rs")).expect("the targets");
        let names = names(&targets);
        assert_eq!(names.len(), targets.matches("    Target {").count());
        assert!(names.contains(&"definition"), "{names:?}");
    }
}
