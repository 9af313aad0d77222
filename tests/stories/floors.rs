//! The floor rule of ARCHITECTURE.md: a room imports only from rooms below it.

use std::path::Path;

/// Rooms by floor, from the ground up.
const FLOORS: [&[&str]; 10] = [
    &["diagnostic", "world"],
    &["yaml", "command", "locale"],
    &["runbook"],
    &["plan"],
    &["document", "capture"],
    &["render", "lint", "audit"],
    &["page"],
    &["report"],
    &["project"],
    &["cli"],
];

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn imports_only_go_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    let mut wrong = Vec::new();
    for path in found {
        let relative = path.strip_prefix(&src).expect("below src");
        let first = relative.iter().next().expect("a name").to_string_lossy();
        let room = first.trim_end_matches(".rs");
        if matches!(room, "lib" | "main") {
            continue;
        }
        let floor = floor_of(room).unwrap_or_else(|| panic!("`{room}` is on no floor"));
        let text = std::fs::read_to_string(&path).expect("text");
        // Tests may look at the whole house.
        let text = text.split("#[cfg(test)]").next().unwrap_or(&text);
        if relative
            .iter()
            .any(|part| part == "tests" || part == "tests.rs")
        {
            continue;
        }
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(list) => {
                    let list = list.split('}').next().unwrap_or(list);
                    list.split(',').map(str::trim).collect()
                }
                None => vec![rest],
            };
            for name in names {
                let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_'));
                let other = &name[..end.unwrap_or(name.len())];
                if let Some(theirs) = floor_of(other)
                    && other != room
                    && theirs >= floor
                {
                    wrong.push(format!("{} imports {other}", relative.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    for path in found {
        let text = std::fs::read_to_string(&path).expect("text");
        assert!(text.starts_with("//!"), "{} has no header", path.display());
    }
}
