//! What the program is made of stands in `THIRD-PARTY-LICENSES.md`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The crates of the table, as `name 1.0.0`.
fn listed(file: &str) -> BTreeSet<String> {
    let table = file.lines().skip_while(|line| !line.starts_with("|---"));
    let rows = table.skip(1).take_while(|line| line.starts_with('|'));
    rows.filter_map(|row| {
        let mut cells = row.split(" | ");
        let name = cells.next()?.trim_start_matches("| ");
        Some(format!("{name} {}", cells.next()?))
    })
    .collect()
}

/// `cargo xtask licences` writes the file for every platform. Here it is held against what is linked on this
/// one, and against the versions of `Cargo.lock`: both are there without asking anybody.
#[test]
fn every_crate_that_is_linked_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect(name);
    let listed = listed(&read("THIRD-PARTY-LICENSES.md"));
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--package", "runproof"])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none"])
        .args(["--format", "{p}"])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    assert!(
        tree.status.success(),
        "{}",
        String::from_utf8_lossy(&tree.stderr)
    );
    let tree = String::from_utf8(tree.stdout).expect("text");
    let linked: BTreeSet<String> = tree
        .lines()
        // A crate with a path is one of our own.
        .filter(|line| !line.is_empty() && !line.contains("(/") && !line.contains(":\\"))
        .map(|line| line.trim_end_matches(" (*)").replacen(" v", " ", 1))
        .collect();
    assert!(linked.len() > 100, "{linked:?}");
    let missing: Vec<&String> = linked.difference(&listed).collect();
    assert!(missing.is_empty(), "cargo xtask licences: {missing:?}");

    let lock = read("Cargo.lock");
    let locked: BTreeSet<String> = lock
        .split("[[package]]")
        .filter_map(|package| {
            let value = |key: &str| {
                let line = package.lines().find_map(|line| line.strip_prefix(key))?;
                line.split('"').nth(1)
            };
            Some(format!("{} {}", value("name = ")?, value("version = ")?))
        })
        .collect();
    let gone: Vec<&String> = listed.difference(&locked).collect();
    assert!(gone.is_empty(), "cargo xtask licences: {gone:?}");
}
