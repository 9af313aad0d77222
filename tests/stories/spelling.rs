//! The pages for people are spelled right, where the system has an English dictionary.
//! What it does not know stands in `docs/words.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use runproof::project;
use runproof_language::Locale;
use runproof_lint::Dictionaries;

/// The words of a page that are prose: without code, addresses and comments, `'s` taken off.
fn words(page: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut is_code = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code && !line.starts_with("<!--") {
            // Every second piece stands between backticks.
            for piece in line.split('`').step_by(2) {
                collect(piece, &mut found);
            }
        }
    }
    found
}

fn collect<'a>(prose: &'a str, found: &mut BTreeSet<&'a str>) {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '_' | '/' | '.' | '-' | ':');
    for token in prose.split(|c| !is_part(c)) {
        // Addresses, paths and names of files; numbers with what they count.
        let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
        if inner.contains(['/', '.', '_', ':']) || inner.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        for word in inner.split('-') {
            let word = word.strip_suffix("'s").unwrap_or(word).trim_matches('\'');
            if word.chars().count() > 1 {
                found.insert(word);
            }
        }
    }
}

/// The Markdown files that people read: at the top, below `docs`, and the one of each folder.
fn pages(folder: &Path, depth: u8, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            let is_other =
                name.starts_with('.') || ["target", "templates", "demo"].contains(&&*name);
            if depth < 4 && !is_other {
                pages(&path, depth + 1, found);
            }
        } else if name == "README.md"
            || name.ends_with(".md") && (depth == 0 || folder.ends_with("docs"))
        {
            found.push(path);
        }
    }
}

#[test]
fn what_is_prose_of_a_page() {
    // A line, and its words.
    let cases = [
        (
            "The page's `cod` is [here](docs/pge.md).",
            "The here is page",
        ),
        ("See <https://example.com/abc>, 6.4 MB, x86_64.", "MB See"),
        ("step-by-step 'quoted' a", "by quoted step"),
        ("<!-- hiden -->", ""),
        ("```sh\nhiden\n```\nseen", "seen"),
    ];
    for (page, expected) in cases {
        let found: Vec<&str> = words(page).into_iter().collect();
        assert_eq!(found.join(" "), expected, "{page}");
    }
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "who runs it must know that it did nothing"
)]
fn pages_are_spelled_right() {
    let english = "en-US".parse::<Locale>().expect("a tag");
    let Some(files) = project::of_system(&english) else {
        eprintln!("there is no English dictionary: nothing was spelled");
        return;
    };
    let mut dictionaries = Dictionaries::default();
    dictionaries.add(english.clone(), files.name, files.aff, files.dic);
    let dictionary = dictionaries.find(&english).expect("just added");
    assert!(dictionary.load().is_ok(), "{:?}", dictionary.load());

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| std::fs::read_to_string(path).expect("read");
    let own = read(&root.join("docs/words.txt"));
    let own: BTreeSet<&str> = own.lines().filter(|line| !line.starts_with('#')).collect();
    let mut all = Vec::new();
    pages(root, 0, &mut all);
    all.retain(|page| !page.ends_with("THIRD-PARTY-LICENSES.md"));
    assert!(all.len() > 10, "{all:?}");

    let mut wrong = BTreeMap::new();
    for page in all {
        let text = read(&page);
        for word in words(&text) {
            if !dictionary.knows(word) && !own.contains(word) {
                wrong.insert(word.to_owned(), page.clone());
            }
        }
    }
    assert!(wrong.is_empty(), "not in docs/words.txt: {wrong:#?}");
}
