//! Pages that are none, or are broken: a finding or an error, never a panic.

use crate::story::Story;

const PAGE: &str = "# Move a store\n\nThis is how you move the store to the other server.\n\n\
    1. Open the manager.\n2. Run `Stop-HarborStore`.\n3. Run `Move-HarborStore`.\n";

#[test]
fn what_is_no_page_is_an_error_with_its_place() {
    let story = Story::new()
        .file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .file("old.md", b"# Stra\xdfe\n")
        .file("page.md", PAGE);
    insta::assert_snapshot!(story.tell("drift picture.png"));
    insta::assert_snapshot!(story.tell("drift old.md"));
    insta::assert_snapshot!(story.tell("drift nowhere.md"));
}

#[test]
fn a_page_that_can_not_be_read_hides_no_other() {
    let story = Story::new().file("docs/a.md", b"# Stra\xdfe\n").file(
        "docs/b.md",
        PAGE.replace("1. Open", "1. Follow the final three steps. Open"),
    );
    let told = story.tell("drift docs");
    assert!(told.contains("error[stated-count]"), "{told}");
    assert!(told.contains("docs/a.md: line 1, column 7"), "{told}");
    assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
}

#[test]
fn a_folder_without_pages_is_an_error() {
    let story = Story::new().file("docs/picture.png", "x");
    insta::assert_snapshot!(story.tell("drift docs"));
}

#[test]
fn a_folder_of_nothing_but_texts_is_one_of_pages() {
    let story = Story::new()
        .file("docs/a.txt", "# Lamps\n\n1. Click **OK** .\n")
        .file("mixed/a.txt", "# Lamps\n\n1. Click **OK** .\n")
        .file("mixed/b.md", "# Lamps\n\n1. Click **OK**.\n");
    insta::assert_snapshot!(story.tell("drift docs"));
    insta::assert_snapshot!(story.tell("drift mixed"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_listed_is_an_error() {
    use std::os::unix::fs::PermissionsExt;

    let story = Story::new()
        .file("docs/a.md", PAGE)
        .file("docs/closed/b.md", PAGE);
    let closed = story.path("docs/closed");
    let set = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&closed, permissions).expect("set");
    };
    set(0o000);
    let is_root = std::fs::read_dir(&closed).is_ok();
    let told = story.tell("drift docs");
    set(0o755);
    if !is_root {
        assert!(told.contains("docs/closed: it may not be read"), "{told}");
        assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
    }
}

#[test]
fn an_empty_page_is_a_page() {
    let story = Story::new().file("empty.md", "").file("docs/empty.md", "");
    insta::assert_snapshot!(story.tell("drift empty.md"));
    assert!(story.tell("drift docs").ends_with("--- exit 0 ---\n"));
}

#[test]
fn ends_of_lines_marks_and_encodings_do_not_matter() {
    let page = PAGE.replace("1. Open", "1. Follow the final three steps. Open");
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(page.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let story = Story::new()
        .file("plain.md", &page)
        .file("crlf.md", page.replace('\n', "\r\n"))
        .file("bom.md", format!("\u{feff}{page}"))
        .file("utf16.md", utf16);
    let plain = story.tell("drift plain.md");
    assert!(plain.contains("error[stated-count]"), "{plain}");
    for other in ["crlf", "bom", "utf16"] {
        let told = story.tell(&format!("drift {other}.md"));
        let same = told.replace(&format!("{other}.md"), "plain.md");
        let without_size = |told: &str| told.replace("1 kB", "");
        assert_eq!(without_size(&plain), without_size(&same), "{other}");
    }
}

#[test]
fn tabs_are_blanks() {
    let story = Story::new().file(
        "tabs.md",
        "# Move\n\n1.\tOpen the manager.\n\n\t```\n\tStop-HarborStore\n\t```\n\n2.\tRun it.\n",
    );
    let told = story.tell("drift tabs.md");
    assert!(told.ends_with("--- exit 0 ---\n"), "{told}");
}

#[test]
fn broken_front_matter_is_a_finding() {
    let story = Story::new()
        .file("open.md", format!("---\ntitle: Never closed\n\n{PAGE}"))
        .file(
            "odd.md",
            format!("---\ntitle: [a: {{b\n\tx: 'y\n---\n\n{PAGE}"),
        );
    let told = story.tell("drift open.md");
    assert!(told.contains("[broken-front-matter]"), "{told}");
    let told = story.tell("drift odd.md");
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn ten_megabytes_of_quotes_are_refused_or_read() {
    let story = Story::new()
        .file("deep.md", ">".repeat(10 << 20))
        .file("lines.md", format!("{}\n", "> ".repeat(300)).repeat(16_000))
        .file("huge.md", "a".repeat(17 << 20));
    for name in ["deep.md", "lines.md"] {
        let told = story.tell(&format!("drift {name}"));
        assert!(
            told.contains("nested-too-deeply"),
            "{}",
            &told[..told.len().min(500)]
        );
        assert!(!told.contains("panicked"));
    }
    let told = story.tell("drift huge.md");
    assert!(told.contains("huge.md: it is larger than 16 MiB"), "{told}");
    assert!(told.ends_with("--- exit 2 ---\n"), "{told}");
}

#[test]
fn what_is_asked_must_make_sense() {
    let story = Story::new().file("page.md", PAGE);
    for (arguments, said) in [
        ("drift", "required"),
        ("drift page.md --source nonsense!", "no tag of a language"),
        ("drift page.md --locale -", "no tag of a language"),
        (
            "drift page.md --no-runbook --runbook x",
            "cannot be used with",
        ),
        (
            "drift page.md --runbook nothing",
            "there is no runbook `nothing`",
        ),
        ("drift page.md --format pdf", "invalid value"),
    ] {
        let told = story.tell(arguments);
        assert!(told.contains(said), "{arguments}: {told}");
        assert!(told.ends_with("--- exit 2 ---\n"), "{arguments}: {told}");
    }
}
