//! The floors of ARCHITECTURE.md. The compiler keeps a crate from importing what it does not name;
//! these tests hold what the manifests name, and the order of the modules inside of a crate.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Crates by floor, from the ground up. A crate names only crates of lower floors.
const FLOORS: [&[&str]; 7] = [
    &["text"],
    &["core"],
    &["language", "shell"],
    &["prose"],
    &["model", "capture"],
    &["render", "lint", "audit"],
    &["pages", "report"],
];

/// Modules of the crates with several rooms, from the ground up.
const ROOMS: [(&str, &[&str]); 2] = [
    ("crates/model/src", &["yaml", "runbook", "plan", "document"]),
    ("src", &["project", "cli"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of the folders in `crates`.
fn crates() -> BTreeSet<String> {
    std::fs::read_dir(root().join("crates"))
        .expect("the crates")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("a name of ASCII"))
        .collect()
}

fn floor_of(name: &str) -> usize {
    FLOORS
        .iter()
        .position(|floor| floor.contains(&name))
        .unwrap_or_else(|| panic!("crates/{name} is on no floor of tests/stories/floors.rs"))
}

/// The crates of this house that a manifest names in its `[dependencies]`.
fn dependencies(manifest: &str) -> Vec<String> {
    let section = manifest.split("\n[dependencies]").nth(1).unwrap_or("");
    let section = section.split("\n[").next().unwrap_or("");
    section
        .lines()
        .filter_map(|line| line.strip_prefix("runproof-"))
        .filter_map(|rest| rest.split(['.', ' ', '=']).next())
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn crates_name_only_crates_of_lower_floors() {
    let mut wrong = Vec::new();
    for name in crates() {
        let floor = floor_of(&name);
        let manifest = text(&root().join("crates").join(&name).join("Cargo.toml"));
        for other in dependencies(&manifest) {
            if floor_of(&other) >= floor {
                wrong.push(format!("{name} names {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_is_built_by_default_and_says_what_it_is() {
    let manifest = text(&root().join("Cargo.toml"));
    assert!(manifest.contains("\nmembers = [\"crates/*\""));
    assert!(manifest.contains("\ndefault-members = [\".\", \"crates/*\""));
    let used = dependencies(&manifest);
    for name in crates() {
        let folder = root().join("crates").join(&name);
        assert!(used.contains(&name), "the program does not name {name}");
        let readme = text(&folder.join("README.md"));
        assert!(readme.starts_with(&format!("# runproof-{name}\n")));
        for part in ["must not", "Start with"] {
            assert!(readme.contains(part), "crates/{name}/README.md: {part}");
        }
        // The files that a README sends its reader to are there.
        for (at, _) in readme.match_indices("`src/") {
            let path = readme[at + 1..].split('`').next().unwrap_or("");
            assert!(folder.join(path).exists(), "crates/{name}: {path}");
        }
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The text of a file without its tests, which may look at the whole crate.
fn without_tests(path: &Path) -> String {
    if path
        .iter()
        .any(|part| part == "tests" || part == "tests.rs")
    {
        return String::new();
    }
    let text = text(path);
    match text.find("#[cfg(test)]\nmod tests {") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// The modules at the top of the crate that a text names: `crate::x`, `crate::{x, y}`.
fn named(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, found) in text.match_indices("crate::") {
        let rest = &text[at + found.len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or(list),
            None => rest.split(['\n', ',']).next().unwrap_or(rest),
        };
        names.extend(list.split(',').map(|name| {
            let name = name.trim();
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            &name[..end.unwrap_or(name.len())]
        }));
    }
    names
}

#[test]
fn modules_import_only_from_modules_below() {
    let mut wrong = Vec::new();
    for (crate_root, rooms) in ROOMS {
        for (floor, room) in rooms.iter().enumerate() {
            let folder = root().join(crate_root).join(room);
            let mut found = Vec::new();
            files(&folder, &mut found);
            assert!(!found.is_empty(), "{}", folder.display());
            for path in found {
                for other in named(&without_tests(&path)) {
                    let theirs = rooms.iter().position(|room| *room == other);
                    if theirs.is_some_and(|theirs| theirs > floor) {
                        wrong.push(format!("{} imports {other}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let mut found = Vec::new();
    files(&root().join("src"), &mut found);
    files(&root().join("crates"), &mut found);
    for path in found {
        assert!(
            text(&path).starts_with("//!"),
            "{} has no header",
            path.display()
        );
    }
}
