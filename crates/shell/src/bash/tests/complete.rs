//! Whether bash would ask for more.

use super::super::is_complete;

#[test]
fn what_bash_takes_as_it_is() {
    for text in [
        "",
        "ls",
        "ls # it's",
        "echo 'a' \"b\" `c`",
        "a && b",
        "a;",
        "a &",
        "f() { a; }",
        "if a; then b; fi",
        "for h in a b; do ssh $h x; done",
        "for h in a b\ndo\nx\ndone",
        "while a; do b; done < c",
        "(a; b)",
        "case $x in a) b;; (c) d;; esac",
        "cat <<EOF\nx'\nEOF",
        "cat <<-'E F'\nx\n\tE F",
        "cat <<< x",
        "echo if",
        "echo {",
        "a 2>&1",
        "a >&2",
        "x=$(a; b)",
        "x=\"$(a \"b\")\"",
        "echo ${x%)}",
        "{ a; }",
        "echo $((1+2))",
        "a \\\n b",
        "! a",
        "select x in a; do b; done",
        "echo done",
        "until a; do b; done",
        "diff <(a) <(b)",
    ] {
        assert!(is_complete(text), "{text}");
    }
}

#[test]
fn what_bash_asks_more_for() {
    for text in [
        "echo 'a",
        "echo \"a",
        "echo `a",
        "a &&",
        "a ||",
        "a |",
        "a \\",
        "if a; then b",
        "if a",
        "for h in a b; do",
        "for h in a b",
        "while a; do b",
        "(a",
        "{ a",
        "f() {",
        "f() { a",
        "case x in a) b;;",
        "cat <<EOF",
        "cat <<EOF\nx",
        "ssh h bash <<'EOF' | tee\nx\n",
        "x=$(a",
        "echo \"$(a",
        "echo ${x",
        "a | # comment",
        "f()",
        "function f {",
        "[[ -f x",
        "echo $'a\\'b",
        "a |&",
    ] {
        assert!(!is_complete(text), "{text}");
    }
}

/// Where bash answers otherwise than the grammar, and why.
const OTHERWISE: [(&str, &str); 2] = [
    (
        "cat <<EOF\na\\\nEOF",
        "a `\\` joins the two lines; the recorded session lost it",
    ),
    ("!(", "an event that is not found: bash gives the line up"),
];

#[test]
fn recorded_texts_are_complete_where_bash_ran_them() {
    #[derive(serde::Deserialize)]
    struct Recorded {
        text: String,
        complete: bool,
    }
    let file = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/shells/bash-5.2/completeness.jsonl"
    ));
    for line in file.lines() {
        let recorded: Recorded = serde_json::from_str(line).expect("it is JSON");
        if !OTHERWISE.iter().any(|(text, _)| *text == recorded.text) {
            assert_eq!(
                is_complete(&recorded.text),
                recorded.complete,
                "{}",
                recorded.text
            );
        }
    }
}
