//! Nothing that lies in a folder was forgotten: every file is a module, and every rule and format that
//! is a file stands in its registry.

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path());
    let mut entries: Vec<PathBuf> = entries.collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> &str {
    let name = path.file_stem().and_then(|name| name.to_str());
    name.expect("a name of ASCII")
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rs")
}

/// Whether a text has `mod NAME;`, public or not.
fn declares(text: &str, name: &str) -> bool {
    let declaration = format!("mod {name};");
    text.match_indices(&declaration).any(|(at, _)| {
        let line = text[..at].rsplit('\n').next().unwrap_or("").trim();
        line.is_empty() || line.starts_with("pub")
    })
}

/// Adds the files below a folder that no module declares.
fn forgotten(folder: &Path, found: &mut Vec<String>) {
    let paths = entries(folder);
    let owner = folder.with_extension("rs");
    let owners = ["mod.rs", "lib.rs", "main.rs"].map(|name| folder.join(name));
    let owners: Vec<String> = owners
        .iter()
        .chain([&owner])
        .filter(|path| path.exists())
        .map(|path| text(path))
        .collect();
    let by_path = |file: &str| {
        let attribute = format!("#[path = \"{file}.rs\"]");
        paths
            .iter()
            .filter(|path| is_rust(path))
            .any(|path| text(path).contains(&attribute))
    };
    for path in &paths {
        let name = name(path);
        if path.is_dir() {
            forgotten(path, found);
        } else if is_rust(path)
            && !matches!(name, "mod" | "lib" | "main")
            && !owners.iter().any(|owner| declares(owner, name))
            && !by_path(name)
        {
            found.push(path.display().to_string());
        }
    }
}

#[test]
fn every_file_is_a_module() {
    let mut found = Vec::new();
    for folder in ["src", "xtask/src"] {
        forgotten(&root().join(folder), &mut found);
    }
    for krate in entries(&root().join("crates")) {
        forgotten(&krate.join("src"), &mut found);
    }
    for tests in entries(&root().join("tests")) {
        if tests.join("main.rs").exists() {
            forgotten(&tests, &mut found);
        }
    }
    assert!(found.is_empty(), "no module declares\n{}", found.join("\n"));
}

/// The files and folders of a folder, as modules, that have a text in them.
fn modules_with(folder: &Path, wanted: &str) -> Vec<String> {
    let has = |path: &PathBuf| {
        let path = if path.is_dir() {
            path.join("mod.rs")
        } else {
            path.clone()
        };
        is_rust(&path) && path.exists() && text(&path).contains(wanted)
    };
    let paths = entries(folder).into_iter().filter(has);
    paths.map(|path| name(&path).to_owned()).collect()
}

/// What a macro of that name is called with.
fn registry(path: &Path, call: &str) -> String {
    let text = text(path);
    let (_, rest) = text
        .split_once(&format!("\n{call}! {{\n"))
        .unwrap_or_else(|| panic!("{} has no `{call}!`", path.display()));
    rest.split("\n}\n").next().unwrap_or(rest).to_owned()
}

#[test]
fn every_rule_about_catalogs_stands_in_its_registry() {
    let folder = root().join("crates/lint/src/rules");
    let rows = registry(&folder.join("mod.rs"), "rules");
    let rules = modules_with(&folder, "\ncodes! {");
    assert!(rules.len() > 30);
    for rule in rules {
        assert!(rows.contains(&format!(" {rule}::")), "{rule}");
    }
}

#[test]
fn every_rule_about_one_page_stands_in_its_registry() {
    let folder = root().join("crates/pages/src/drift/alone");
    let rows = registry(&folder.join("mod.rs"), "rules");
    let rules = modules_with(&folder, "\ncodes! {");
    assert!(rules.len() > 20);
    for rule in rules {
        assert!(rows.contains(&format!(" {rule},")), "{rule}");
    }
}

#[test]
fn every_capture_format_stands_in_its_registry() {
    let folder = root().join("crates/capture/src");
    let rows = registry(&folder.join("lib.rs"), "formats");
    let formats = modules_with(&folder, "looks_like");
    for format in formats {
        let is_machinery = ["formats", "guide", "sniff", "lib"].contains(&format.as_str());
        assert!(
            is_machinery || rows.contains(&format!("{format}::")),
            "{format}"
        );
    }
}
