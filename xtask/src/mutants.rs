//! What the tests do not notice: a sample of mutants of the rooms that decide what is right.

use std::path::Path;

use crate::sample::{sample, wilson};
use crate::shell::{Command, Failure, root};

/// A room, and the folders that its files lie in.
struct Room {
    name: &'static str,
    files: &'static str,
}

const ROOMS: [Room; 3] = [
    Room {
        name: "plan",
        files: "**/plan/**/*.rs",
    },
    Room {
        name: "command",
        files: "**/{command,shell}/**/*.rs",
    },
    Room {
        name: "audit",
        files: "**/audit/**/*.rs",
    },
];

const SAMPLE: u64 = 300;
const SEED: u64 = 2026;

/// Draws a sample, tries it, and prints what came of it.
pub(crate) fn run(rest: &[String]) -> Result<(), Failure> {
    if !Command::cargo("mutants").with("--version").is_there() {
        return Err(Failure::new(
            "cargo-mutants is not installed: cargo install --locked cargo-mutants",
        ));
    }
    let (seed, size) = (
        number("MUTANTS_SEED", SEED)?,
        number("MUTANTS_SAMPLE", SAMPLE)?,
    );
    let rooms: Vec<&Room> = match rest {
        [] => ROOMS.iter().collect(),
        names => names
            .iter()
            .map(|name| named(name))
            .collect::<Result<_, _>>()?,
    };
    for room in rooms {
        let text = one(room, size as usize, seed)?;
        print!("{text}");
    }
    Ok(())
}

fn named(name: &str) -> Result<&'static Room, Failure> {
    ROOMS.iter().find(|room| room.name == name).ok_or_else(|| {
        let names = ROOMS.map(|room| room.name).join(", ");
        Failure::new(format!("there is no room `{name}` to be sampled: {names}"))
    })
}

fn number(variable: &str, otherwise: u64) -> Result<u64, Failure> {
    match std::env::var(variable) {
        Ok(text) => text
            .parse()
            .map_err(|_| Failure::new(format!("{variable}={text}: write a number"))),
        Err(_) => Ok(otherwise),
    }
}

fn one(room: &Room, size: usize, seed: u64) -> Result<String, Failure> {
    let mut list = Command::cargo("mutants");
    list.with("--list")
        .with("--workspace")
        .with("--file")
        .with(room.files);
    let list = list.output()?;
    let all: Vec<&str> = list.lines().filter(|line| !line.is_empty()).collect();
    if all.is_empty() {
        return Err(Failure::new(format!("{}: there is no mutant", room.name)));
    }
    let drawn = sample(all.clone(), size, seed);
    let out = root().join("target/mutants").join(room.name);
    std::fs::create_dir_all(&out)
        .map_err(|error| Failure::new(format!("{}: {error}", out.display())))?;
    let mut mutants = Command::cargo("mutants");
    // The tests of the whole stand in the program's package.
    mutants
        .with("--workspace")
        .with("--test-workspace=true")
        .with("--output")
        .with(&out.to_string_lossy());
    mutants.with("--file").with(room.files);
    for mutant in &drawn {
        mutants.with("--re").with(&format!("^{}$", escaped(mutant)));
    }
    // It ends with an error where a mutant survives; what it wrote says the rest.
    let ended = mutants.run();
    let found = Found::read(&out.join("mutants.out"));
    if found.count() == 0 {
        ended?;
        return Err(Failure::new(format!("{}: nothing was tried", room.name)));
    }
    Ok(found.table(room.name, all.len(), seed))
}

/// The text as a regular expression that is this text and no other.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if r"\.+*?()|[]{}^$#&-~".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// What became of the mutants of a sample.
#[derive(Debug, Default)]
struct Found {
    caught: Vec<String>,
    timeout: Vec<String>,
    missed: Vec<String>,
    /// Those that do not compile count for nothing.
    unviable: Vec<String>,
}

impl Found {
    fn read(folder: &Path) -> Self {
        let lines = |name: &str| {
            let text = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
            text.lines().map(str::to_owned).collect()
        };
        Self {
            caught: lines("caught.txt"),
            timeout: lines("timeout.txt"),
            missed: lines("missed.txt"),
            unviable: lines("unviable.txt"),
        }
    }

    fn count(&self) -> usize {
        self.caught.len() + self.timeout.len() + self.missed.len()
    }

    /// The score and the survivors, as Markdown.
    fn table(&self, room: &str, of: usize, seed: u64) -> String {
        let (hits, all) = (self.caught.len() + self.timeout.len(), self.count());
        let (low, high) = wilson(hits, all);
        let share = 100.0 * hits as f64 / all.max(1) as f64;
        let mut text = format!(
            "\n## {room}\n\n{hits} of {all} noticed: {share:.1} % (95 %: {:.1} to {:.1} %), {} of them by the time limit. \
             {} more did not compile. Drawn from {of}, seed {seed}.\n",
            100.0 * low,
            100.0 * high,
            self.timeout.len(),
            self.unviable.len(),
        );
        if !self.missed.is_empty() {
            text.push_str("\n| survivor | why |\n|---|---|\n");
            for mutant in &self.missed {
                text.push_str(&format!("| `{}` | |\n", mutant.replace('|', "\\|")));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_named_exactly() {
        let mutant = "a/b.rs:12:5: replace Plan::of -> Option<&'a str> with Some(\"\")";
        assert_eq!(
            escaped(mutant),
            r#"a/b\.rs:12:5: replace Plan::of \-> Option<\&'a str> with Some\(""\)"#
        );
    }

    #[test]
    fn survivors_are_listed_below_the_score() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let found = Found {
            caught: names(&["a", "b", "c", "d"]),
            timeout: names(&["e"]),
            missed: names(&["a.rs:1:2: replace || with && in f"]),
            unviable: names(&["g"]),
        };
        let table = found.table("plan", 40, 7);
        assert!(
            table.contains(
                "5 of 6 noticed: 83.3 % (95 %: 43.6 to 97.0 %), 1 of them by the time limit."
            ),
            "{table}"
        );
        assert!(
            table.ends_with(
                "| survivor | why |\n|---|---|\n| `a.rs:1:2: replace \\|\\| with && in f` | |\n"
            ),
            "{table}"
        );
    }
}
