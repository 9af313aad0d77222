//! The examples of CONTRIBUTING.md are the code that is compiled and tested.

use std::path::Path;

/// The blocks of code of a page that name the file that they are from, in a comment above: the file, and
/// the block.
fn quoted(page: &str) -> Vec<(&str, &str)> {
    let comments = page.split("\n<!-- from ").skip(1);
    comments
        .map(|rest| {
            let (file, rest) = rest.split_once(" -->\n").expect("the comment's end");
            let (_, rest) = rest.split_once("\n").expect("a line with the fence");
            let (block, _) = rest.split_once("\n```").expect("the fence's end");
            (file, block)
        })
        .collect()
}

/// A text whose lines are not indented.
fn flush(text: &str) -> String {
    let lines = text.lines().map(str::trim_start);
    lines.fold(String::new(), |all, line| all + line + "\n")
}

#[test]
fn what_the_guide_quotes_is_in_the_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| {
        let text = std::fs::read_to_string(root.join(name));
        text.unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let page = read("CONTRIBUTING.md");
    let blocks = quoted(&page);
    assert_eq!(blocks.len(), page.matches("\n```rust\n").count());
    assert!(blocks.len() >= 4);
    for (file, block) in blocks {
        let is_there = flush(&read(file)).contains(&flush(block));
        assert!(is_there, "CONTRIBUTING.md differs from {file}:\n{block}");
    }
}

#[test]
fn the_files_that_the_guide_names_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("CONTRIBUTING.md")).expect("the guide");
    for piece in page.split('`').skip(1).step_by(2) {
        let is_path = piece.contains('/')
            && !piece.contains(char::is_whitespace)
            && !piece.contains(['*', 'X', '<', '$']);
        assert!(!is_path || root.join(piece).exists(), "{piece}");
    }
}
