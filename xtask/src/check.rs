//! What must hold for every change: the README's own commands, and what a reader cannot see.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::licences;
use crate::shell::{Command, Failure, read, root};

/// Runs everything, in the order in which a fault is found soonest.
pub(crate) fn run() -> Result<(), Failure> {
    let start = Instant::now();
    let section = |name: &str| println!("\n== {name} ({}s)", start.elapsed().as_secs());

    section("the oldest Rust");
    oldest_rust()?;

    section("formatting");
    Command::cargo("fmt").with("--all").with("--check").run()?;

    section("clippy");
    let mut clippy = Command::cargo("clippy");
    clippy
        .with("--locked")
        .with("--workspace")
        .with("--all-targets");
    clippy.with("--").with("-D").with("warnings").run()?;

    section("documentation");
    let mut doc = Command::cargo("doc");
    doc.with("--locked")
        .with("--workspace")
        .with("--no-deps")
        .with("--quiet");
    doc.set("RUSTDOCFLAGS", "-D warnings").run()?;

    section("tests");
    Command::cargo("test").with("--locked").run()?;
    Command::cargo("test")
        .with("--locked")
        .with("--package")
        .with("xtask")
        .run()?;

    section("demo");
    let out = Scratch::new()?;
    let mut demo = Command::cargo("run");
    demo.with("--locked")
        .with("--release")
        .with("--")
        .with("demo");
    demo.with("--out").with(&out.0.to_string_lossy()).run()?;

    section("the embedded files are clean");
    let mut lint = Command::cargo("run");
    lint.with("--locked")
        .with("--release")
        .with("--quiet")
        .with("--")
        .with("lint");
    let said = lint.output()?;
    print!("{said}");
    if said.trim_end() != "nothing found" {
        return Err(Failure::new("lint must find nothing in the embedded files"));
    }

    section("scripts for bash");
    scripts(&out.0)?;

    section("licences");
    licences::check()?;
    let mut deny = Command::cargo("deny");
    if Command::cargo("deny").with("--version").is_there() {
        deny.with("--offline")
            .with("check")
            .with("bans")
            .with("licenses")
            .with("sources")
            .run()?;
    } else {
        println!("cargo-deny is not installed: deny.toml was not applied");
    }

    section("done");
    Ok(())
}

/// Says whether this run is made by the oldest Rust that is promised. Where it is not, and rustup has
/// that one, `cargo +VERSION check` is a run of its own.
fn oldest_rust() -> Result<(), Failure> {
    let manifest = read(&root().join("Cargo.toml"))?;
    let promised =
        rust_version(&manifest).ok_or_else(|| Failure::new("Cargo.toml names no rust-version"))?;
    let own = Command::new("rustc").with("--version").output()?;
    let is_oldest = own
        .split_whitespace()
        .nth(1)
        .is_some_and(|own| own == promised || own.starts_with(&format!("{promised}.")));
    if is_oldest {
        println!("this run is made by Rust {promised}, the oldest that is promised");
    } else {
        println!(
            "Rust {promised} is promised and this run is made by {}",
            own.trim_end()
        );
        println!("to check the promise: cargo +{promised} check --locked --all-targets");
    }
    Ok(())
}

fn rust_version(manifest: &str) -> Option<&str> {
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version"))?;
    line.split('"').nth(1)
}

/// shellcheck of every script that the demo wrote, where it is installed.
fn scripts(folder: &Path) -> Result<(), Failure> {
    let mut found = Vec::new();
    below(folder, &mut found)?;
    found.sort();
    if found.is_empty() {
        return Err(Failure::new("the demo wrote no script for bash"));
    }
    let mut check = Command::new("shellcheck");
    if Command::new("shellcheck").with("--version").is_there() {
        for path in &found {
            check.with(&path.to_string_lossy());
        }
        check.run()
    } else {
        println!(
            "shellcheck is not installed: {} scripts were not read",
            found.len()
        );
        Ok(())
    }
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let fault = |error| Failure::new(format!("{}: {error}", folder.display()));
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir() {
            below(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "sh") {
            found.push(path);
        }
    }
    Ok(())
}

/// A folder that is removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("runproof-check-{}", std::process::id()));
        std::fs::create_dir_all(&path)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // It lies among temporary files: what cannot be removed now is removed later.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_rust_is_read_from_the_manifest() {
        let manifest = "[package]\nname = \"x\"\nrust-version = \"1.95\"\nedition = \"2024\"\n";
        assert_eq!(rust_version(manifest), Some("1.95"));
        assert_eq!(rust_version("[package]\nname = \"x\"\n"), None);
    }
}
