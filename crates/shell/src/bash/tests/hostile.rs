//! Whatever is typed, nothing panics; and the shortcut is the grammar.

use proptest::prelude::*;

use super::super::super::Line;
use super::super::{Interpreter, braces, is_complete, word};
use super::{TLS, tables};

fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "ssh",
        "web01",
        "rm",
        "sudo",
        "'",
        "\"",
        "`",
        "$(",
        ")",
        "${",
        "}",
        "{",
        "a,b",
        "..",
        "$x",
        "<<EOF\n",
        "EOF\n",
        "<(",
        "(",
        "|",
        "&&",
        ";",
        "\n",
        " ",
        "\\",
        "#",
        "for",
        "in",
        "do",
        "done",
        "if",
        "then",
        "fi",
        "case",
        "esac",
        "f()",
        "x=",
        "é",
        "\u{f0000}",
        "*",
        "[",
        "]",
        "!",
        "!!",
        "~",
        "2>&1",
        ">",
        "/etc/x",
        "-c",
        "bash",
        "eval",
        "--",
        "=",
        "\0",
        "\r",
        "xargs",
        "cd",
        "..",
        "exit",
        "while",
        "((",
        "))",
        "$'",
        "<<<",
        "alias a=b",
        "set -e",
    ]);
    prop::collection::vec(scrap, 0..24).prop_map(|scraps| scraps.concat())
}

fn run(text: &str) {
    let tables = tables(TLS);
    let mut session = Interpreter::new(&tables);
    for found in session.run(&Line {
        text,
        folder: Some("/x"),
        host: None,
    }) {
        assert!(
            found.span.start <= found.span.end && found.span.end <= text.len(),
            "{:?}",
            found.span
        );
    }
    session.run(&Line {
        text,
        folder: None,
        host: Some("h"),
    });
    is_complete(text);
    let _ = word::pieces(text);
    let _ = braces::braces(text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scraps_never_panic(text in scraps()) {
        run(&text);
    }

    #[test]
    fn any_text_never_panics(text in any::<String>()) {
        run(&text);
    }
}

#[test]
fn bombs_are_bounded() {
    run("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}");
    run("f() { f; f; }; f");
    for (open, close) in [
        ("{ ", "; }"),
        ("( ", " )"),
        ("if ", " ; then :; fi"),
        ("x=\"${y:-$( ", " )}\""),
        ("rm <( ", " )"),
    ] {
        let function = |at: usize| {
            let (open, close) = (open.repeat(50), close.repeat(50));
            format!("f{at}() {{ {open}f{}{close}\n}}\n", at + 1)
        };
        let functions: String = (0..14).map(function).collect();
        run(&format!("{functions}f0"));
    }
    run(&"x=$(echo a); ".repeat(4000));
    run(&(0..4000)
        .map(|at| format!("if a; then x{at}=1; fi; "))
        .collect::<String>());
    run(&format!(
        "x={}; rm ${{x//a*b/c}} ${{x%%*a*a*b}}",
        "a".repeat(2000)
    ));
    run("alias a='a; a'; a");
    run("for a in {1..99}; do for b in {1..99}; do for c in {1..99}; do x; done; done; done");
    run(&"(".repeat(3000));
    run(&"$(".repeat(3000));
    run(&"while ".repeat(500));
    run(&format!(
        "{}x{}",
        "while a; do ".repeat(30),
        "; done".repeat(30)
    ));
    run(&"a | ".repeat(5000));
    run(&"x".repeat(100_000));
    run(&format!("{}x", "ssh h ".repeat(200)));
    run(
        "x=a; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; x=$x$x$x$x; rm $x",
    );
}
