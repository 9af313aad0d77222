//! A generator of typed lines: what administrators write, in every way that bash has for it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::real::STUBS;

/// A session of a few lines.
pub(super) fn session() -> impl Strategy<Value = Vec<String>> {
    vec(line(), 1..4)
}

/// A line.
pub(super) fn line() -> impl Strategy<Value = String> {
    let one = statement();
    prop_oneof![
        4 => one.clone(),
        2 => (one.clone(), one.clone()).prop_map(|(a, b)| format!("{a}; {b}")),
        1 => (one.clone(), one.clone()).prop_map(|(a, b)| format!("{a} && {b}")),
        1 => (one.clone(), one).prop_map(|(a, b)| format!("{a} || {b}")),
    ]
}

fn name() -> impl Strategy<Value = &'static str> + Clone {
    select(&["x", "y", "list"][..])
}

fn fixed() -> impl Strategy<Value = String> + Clone {
    let texts = [
        "a",
        "b",
        "a.pem",
        "web01",
        "-f",
        "'b c'",
        "\"b c\"",
        "''",
        "a\\ b",
        "{a,b}",
        "{1..3}",
        "*.pem",
        "a'b'\"c\"",
        "1",
        "02",
        "~",
        "$'a\\tb'",
        "a#b",
        "\\*",
        "'*'",
    ];
    select(texts.to_vec()).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = String> + Clone {
    let texts = [
        "a",
        "'b c'",
        "''",
        "\"a  b\"",
        "a.pem",
        "/x/y.tar.gz",
        "'*.pem'",
        "3",
        "$x",
        "\"$y\"",
        "$(echo a)",
        "$((1 + 2))",
        "${x:-d}",
    ];
    select(texts.to_vec()).prop_map(str::to_owned)
}

/// A word that the shell expands.
fn word() -> impl Strategy<Value = String> + Clone {
    let expansion = (
        name(),
        select(vec![
            "", ":-d", ":=d", ":+d", "-d", "%.pem", "%%.*", "#*/", "##*/", "/a/b", "//a/b", "^^",
            ",,", "^", ":1", ":0:1", "%c", "@Q",
        ]),
        any::<bool>(),
    )
        .prop_map(|(name, operation, quoted)| {
            let text = format!("${{{name}{operation}}}");
            if quoted { format!("\"{text}\"") } else { text }
        });
    prop_oneof![
        6 => fixed(),
        3 => name().prop_map(|name| format!("${name}")),
        3 => name().prop_map(|name| format!("\"${name}\"")),
        3 => expansion,
        1 => name().prop_map(|name| format!("${{#{name}}}")),
        1 => name().prop_map(|name| format!("pre-${name}.new")),
        1 => fixed().prop_map(|text| format!("$(echo {text})")),
        1 => fixed().prop_map(|text| format!("\"$(echo {text})\"")),
        1 => name().prop_map(|name| format!("$(( {name} + 1 ))")),
        1 => Just("\"$@\"".to_owned()),
        1 => Just("$1".to_owned()),
        1 => Just("\"${list[@]}\"".to_owned()),
    ]
}

fn command() -> impl Strategy<Value = String> + Clone {
    (select(STUBS.to_vec()), vec(word(), 0..4)).prop_map(|(program, words)| {
        let mut text = program.to_owned();
        for word in words {
            text.push(' ');
            text.push_str(&word);
        }
        text
    })
}

/// A command with what stands around it.
fn dressed() -> impl Strategy<Value = String> + Clone {
    let before = select(vec![
        "", "", "", "", "", "x=1 ", "! ", "command ", "exec ", "time ", "eval ", "builtin ",
        "env ", "env x=2 ",
    ]);
    let after = select(vec![
        "",
        "",
        "",
        "",
        "",
        " > out.txt",
        " 2>/dev/null",
        " 2>&1",
        " < a.pem",
        " <<< \"$x\"",
        " & wait",
        " | cat",
        " < missing",
    ]);
    (before, command(), after)
        .prop_map(|(before, command, after)| format!("{before}{command}{after}"))
}

fn assignment() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        4 => (name(), value()).prop_map(|(name, value)| format!("{name}={value}")),
        1 => (name(), value()).prop_map(|(name, value)| format!("{name}+={value}")),
        1 => (select(vec!["export", "declare", "readonly", "declare -i", "declare -u", "typeset"]), name(), value())
            .prop_map(|(how, name, value)| format!("{how} {name}={value}")),
        1 => vec(fixed(), 0..3).prop_map(|items| format!("list=({})", items.join(" "))),
        1 => name().prop_map(|name| format!("unset {name}")),
        1 => (name(), value()).prop_map(|(name, value)| format!("read {name} <<< {value}")),
        1 => vec(fixed(), 0..3).prop_map(|items| format!("set -- {}", items.join(" "))),
        1 => Just("shift".to_owned()),
        1 => Just("IFS=.".to_owned()),
        1 => select(vec!["set -e", "set -u", "set -f", "set +e", "shopt -s nullglob"]).prop_map(str::to_owned),
        1 => Just("(( x++ ))".to_owned()),
        1 => Just("let x=x+1".to_owned()),
    ]
}

fn condition() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        1 => select(vec!["true", "false", ":", "! true", "(( x ))", "(( 1 > 2 ))"]).prop_map(str::to_owned),
        1 => (name(), value()).prop_map(|(name, value)| format!("[ \"${name}\" = {value} ]")),
        1 => (name(), value()).prop_map(|(name, value)| format!("[[ ${name} == {value} ]]")),
        1 => (name(), select(vec!["-z", "-n"])).prop_map(|(name, test)| format!("[ {test} \"${name}\" ]")),
        1 => (name(), select(vec!["-eq", "-lt"])).prop_map(|(name, test)| format!("[ \"${name}\" {test} 3 ]")),
        1 => (name(), select(vec!["a*", "*.pem", "[0-9]*"])).prop_map(|(name, glob)| format!("[[ ${name} == {glob} ]]")),
        1 => Just("[ -f a.pem ]".to_owned()),
        1 => command(),
    ]
}

fn statement() -> impl Strategy<Value = String> + Clone {
    let simple = prop_oneof![4 => dressed(), 3 => assignment()];
    simple.prop_recursive(2, 8, 3, |inner| {
        let body = vec(inner.clone(), 1..3).prop_map(|body| body.join("; "));
        prop_oneof![
            2 => (condition(), body.clone(), proptest::option::of(inner.clone())).prop_map(|(condition, body, otherwise)| {
                let otherwise = otherwise.map_or_else(String::new, |text| format!("; else {text}"));
                join(format!("if {condition}; then {body}"), &format!("{otherwise}; fi"))
            }),
            2 => (name(), vec(word(), 0..3), body.clone()).prop_map(|(name, words, body)| {
                join(format!("for {name} in {}; do {body}", words.join(" ")), "; done")
            }),
            1 => (condition(), inner.clone()).prop_map(|(condition, then)| format!("{condition} && {then}")),
            1 => (condition(), inner.clone()).prop_map(|(condition, then)| format!("{condition} || {then}")),
            1 => body.clone().prop_map(|body| join(format!("( {body}"), " )")),
            1 => body.clone().prop_map(|body| join(format!("{{ {body}"), "; }")),
            1 => (body.clone(), vec(fixed(), 0..2)).prop_map(|(body, words)| {
                format!("{}; f {}", join(format!("f() {{ {body}"), "; }"), words.join(" "))
            }),
            1 => (name(), select(vec!["a", "a*", "*", "b|a.pem", "[0-9]*"]), body.clone()).prop_map(|(name, pattern, body)| {
                join(format!("case ${name} in {pattern}) {body}"), ";; esac")
            }),
            1 => body.clone().prop_map(|body| {
                join(format!("for ((i = 0; i < 2; i++)); do {body}"), "; done")
            }),
            1 => body.clone().prop_map(|body| {
                join(format!("i=0; while [ $i -lt 2 ]; do {body}"), "; i=$((i + 1)); done")
            }),
            1 => inner.clone().prop_map(|text| format!("bash -c '{}'", text.replace('\'', "'\\''"))),
            1 => inner.prop_map(|text| format!("eval \"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))),
        ]
    })
}

/// A construct with its end.
fn join(start: String, end: &str) -> String {
    start + end
}
