//! Laws of the reader: however a command is typed it is that command, and no text breaks it.

use proptest::prelude::*;

use super::super::parse::parse;
use super::super::*;
use super::{SESSIONS, tables};
use crate::{Comparison, compare};

/// Letters in another case.
fn cased(text: &'static str) -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<bool>(), text.len()).prop_map(move |upper| {
        text.chars()
            .zip(upper)
            .map(|(c, upper)| {
                if upper {
                    c.to_ascii_uppercase()
                } else {
                    c.to_ascii_lowercase()
                }
            })
            .collect()
    })
}

/// `-PoolFqdn`, cut short and with another dash.
fn parameter(name: &'static str, least: usize) -> impl Strategy<Value = String> {
    let dash = prop_oneof![
        Just('-'),
        Just('\u{2013}'),
        Just('\u{2014}'),
        Just('\u{2015}')
    ];
    (dash, least..=name.len(), cased(name))
        .prop_map(|(dash, length, name)| format!("{dash}{}", &name[..length]))
}

/// A value, and what has to be typed before it.
fn value(text: String) -> impl Strategy<Value = (String, String)> {
    prop_oneof![
        Just((String::new(), text.clone())),
        Just((String::new(), format!("'{text}'"))),
        Just((String::new(), format!("\"{text}\""))),
        Just((String::new(), format!("\u{2018}{text}\u{2019}"))),
        Just((String::new(), format!("\u{201c}{text}\u{201e}"))),
        Just((format!("$v = '{text}'"), "$v".to_owned())),
        Just((format!("$v = '{text}'"), "\"$v\"".to_owned())),
        Just((format!("$v = '{text}'"), "\"$($V)\"".to_owned())),
        Just((format!("${{v}} = \"{text}\""), "${v}".to_owned())),
        Just((
            String::new(),
            format!("({} + '{}')", quoted(&text[..3]), &text[3..])
        )),
        Just((
            String::new(),
            format!("('{{0}}{{1}}' -f '{}','{}')", &text[..2], &text[2..])
        )),
        Just((String::new(), format!("@'\n{text}\n'@"))),
        Just((format!("$h = @{{ a = '{text}' }}"), "$h.a".to_owned())),
        Just((format!("$l = 'x', '{text}'"), "$l[1]".to_owned())),
    ]
}

fn quoted(text: &str) -> String {
    format!("'{text}'")
}

/// A synchronization of a pool, typed in any of many ways: the lines of a session.
fn synchronization(pool: String) -> impl Strategy<Value = Vec<String>> {
    let name = prop_oneof![
        cased("Invoke-CsBackupServiceSync"),
        cased("SkypeForBusiness\\Invoke-CsBackupServiceSync"),
        Just("& 'Invoke-CsBackupServiceSync'".to_owned()),
    ];
    let extra = prop_oneof![
        Just(String::new()),
        Just(" -Force".to_owned()),
        Just(" -Verbose -ErrorAction Stop".to_owned()),
        Just(" -BackupModule:All".to_owned()),
        Just(" `\n -f".to_owned()),
    ];
    let tail = prop_oneof![
        Just(""),
        Just(" | Out-Null"),
        Just(" 2>&1 | Tee-Object C:\\log.txt"),
        Just(" # done"),
        Just("; Get-Date"),
        Just(";"),
    ];
    let form = 0..7_u8;
    let typed = (
        name,
        parameter("PoolFqdn", 1),
        value(pool.clone()),
        extra,
        tail,
        any::<bool>(),
        any::<bool>(),
        form,
    );
    typed.prop_map(
        move |(name, parameter, (before, value), extra, tail, colon, first, form)| {
            let between = if colon { ":" } else { " " };
            let bound = format!("{parameter}{between}{value}");
            let call = if first {
                format!("{name}{extra} {bound}")
            } else {
                format!("{name} {bound}{extra}")
            };
            let line = match form {
                0 | 1 => format!("{call}{tail}"),
                2 => format!("& {{ {call}\n }}{tail}"),
                3 => format!("'{pool}' | {name}{extra}{tail}"),
                4 => format!("foreach ($p in '{pool}') {{ {name} {parameter} $p{extra} }}"),
                5 => format!("'{pool}' | % {{ {name}{extra} {parameter}:$_ }}{tail}"),
                _ => format!("$s = @{{ PoolFqdn = '{pool}' }}; {name} @s{extra}{tail}"),
            };
            if before.is_empty() {
                vec![line]
            } else {
                vec![before, line]
            }
        },
    )
}

fn outcome(lines: &[String], expected: &str) -> Vec<Comparison> {
    let tables = tables();
    let run = |interpreter: &mut Interpreter<'_>, text: &str| {
        interpreter.run(&Line {
            text,
            folder: None,
            host: None,
        })
    };
    let expected = run(&mut Interpreter::new(&tables), expected);
    let mut interpreter = Interpreter::new(&tables);
    let mut outcomes = Vec::new();
    for line in lines {
        for seen in run(&mut interpreter, line) {
            let outcome = compare(&expected[0], &seen, &tables);
            if outcome != Comparison::Other {
                // What stands behind `-ErrorAction Stop` may not be reached; the command is.
                assert_eq!(seen.certainty, Certainty::Run, "{lines:?}");
                outcomes.push(outcome);
            }
        }
    }
    outcomes
}

proptest! {
    #[test]
    fn however_it_is_typed_it_is_that_command(
        lines in synchronization("pool01.contoso.com".to_owned()),
    ) {
        let expected = "Invoke-CsBackupServiceSync -PoolFqdn Pool01.contoso.com";
        prop_assert_eq!(outcome(&lines, expected), [Comparison::Same], "{:?}", lines);
    }

    #[test]
    fn however_it_is_typed_another_value_is_another(
        lines in "[a-z]{4,8}[.]contoso[.]com".prop_flat_map(synchronization),
    ) {
        let expected = "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com";
        let outcomes = outcome(&lines, expected);
        prop_assert!(matches!(outcomes.as_slice(), [Comparison::Differs(_)]), "{:?}", lines);
    }

    #[test]
    fn any_text_is_read(text in ".{0,120}") {
        let tables = tables();
        let mut interpreter = Interpreter::new(&tables);
        let line = Line { text: &text, folder: Some(&text), host: None };
        for found in interpreter.run(&line) {
            prop_assert!(text.get(found.span).is_some());
        }
        is_complete(&text);
        bound(&text, &tables);
    }

    #[test]
    fn any_text_of_its_words_is_read(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..40),
    ) {
        let text = words.concat();
        let tables = tables();
        let mut interpreter = Interpreter::new(&tables);
        for host in [None, Some("fe01")] {
            for found in interpreter.run(&Line { text: &text, folder: None, host }) {
                prop_assert!(text.get(found.span).is_some());
            }
        }
        let script = parse(&text);
        // What would ask for another line does not parse; the other way round a fault that no
        // further line could mend is run at once.
        prop_assert!(is_complete(&text) || script.refused.is_some(), "{}", text);
        // Each statement is a part of the text of its own, in order.
        let mut end = 0;
        for statement in &script.statements {
            prop_assert!(statement.span.start >= end, "{}", text);
            prop_assert!(text.get(statement.span.clone()).is_some(), "{}", text);
            end = statement.span.end;
        }
        // What stands behind a text that parses begins on a line of its own.
        if script.refused.is_none() {
            let more = parse(&format!("{text}\n; a"));
            prop_assert_eq!(more.refused, None, "{}", text);
            prop_assert_eq!(more.statements.len(), script.statements.len() + 1, "{}", text);
        }
    }
}

const WORDS: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    ";",
    "|",
    "&",
    "&&",
    "(",
    ")",
    "{",
    "}",
    "@(",
    "@{",
    "$(",
    "[",
    "]",
    "'",
    "\"",
    "`",
    ",",
    "=",
    "+=",
    ".",
    "..",
    ":",
    "$x",
    "$_",
    "@x",
    "-a",
    "-Name",
    "-f",
    "-eq",
    "#",
    "<#",
    "#>",
    "@'\n",
    "\n'@",
    "if",
    "else",
    "foreach",
    "while",
    "do",
    "until",
    "function f",
    "param($x)",
    "return",
    "try",
    "catch",
    "switch",
    "in",
    "cd ",
    "1",
    "x",
    "iex",
    "icm fe01",
    "%",
    "?",
    "cmd /c ",
    "powershell ",
    "Start-CsWindowsService",
    "LYNCBACKUP",
    ">",
    "2>&1",
    "--%",
    "\u{2013}",
    "\u{201c}",
    "é",
];

/// The lines of all sessions that an independent grammar of PowerShell parses too.
#[test]
fn another_grammar_sees_the_same_commands() {
    let mut other = tree_sitter::Parser::new();
    let language = tree_sitter_powershell::LANGUAGE.into();
    other.set_language(&language).expect("a language");
    let mut compared = 0;
    for line in SESSIONS
        .iter()
        .flat_map(|(_, sessions)| sessions.iter().copied().flatten())
    {
        // It takes typographic characters for letters, and the prompt is not of the language.
        // A range at the beginning is a command to it.
        let prompt = line.starts_with("PS ") || line.starts_with("[fe");
        if !line.is_ascii() || prompt || line.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let tree = other.parse(line, None).expect("a tree");
        let script = parse(line);
        if tree.root_node().has_error() {
            continue;
        }
        assert!(
            script.refused.is_none(),
            "only the other grammar parses {line}"
        );
        let mut theirs = Vec::new();
        gather(tree.root_node(), &mut theirs);
        let mut ours = Vec::new();
        super::commands::in_script(&script, &mut ours);
        theirs.sort_unstable();
        ours.sort_unstable();
        assert_eq!(ours, theirs, "{line}");
        compared += 1;
    }
    assert!(compared > 120, "{compared}");
}

/// The places where commands begin, as the other grammar sees them.
fn gather(node: tree_sitter::Node<'_>, found: &mut Vec<usize>) {
    if node.kind() == "command" {
        found.push(node.start_byte());
    }
    for at in 0..node.child_count() {
        if let Some(child) = node.child(at) {
            gather(child, found);
        }
    }
}

/// What opens and never closes, and what grows without nesting: reading it ends.
#[test]
fn reading_a_hostile_text_ends() {
    let long = |piece: &str| piece.repeat(super::super::LONGEST / piece.len());
    for piece in [
        "(",
        "{",
        "[a(",
        "[a({[b(",
        "[int]",
        "\"$(",
        "\"$(\"\"",
        "$(",
        "@{a=",
        "@(",
        "$a[",
        "$a.b(",
        ".a",
        "$a.b",
        "1+",
        "-not ",
        "!",
        ",",
        "a,",
        "a|",
        "a&&",
        "a;",
        "if(1){",
        "if(1){}else",
        "function f{",
        "class A{",
        "class A{b(){",
        "switch(1){",
        "switch(1){a{",
        "try{",
        "try{}catch",
        "param(",
        "param($a,",
        "{param(",
        "begin{",
        "<#",
        "#",
        "`",
        "`\n",
        "'",
        "\"",
        "@'\n",
        "@\"\n$(",
        "${",
        "$",
        "-",
        ":",
        "::",
        "?",
        "? :",
        "1 ? 1 : ",
        "x[",
        "[x[",
        "> ",
        "--%",
        "\u{feff}",
        "é",
    ] {
        let text = long(piece);
        is_complete(&text);
        let script = parse(&text);
        assert!(
            script
                .statements
                .iter()
                .all(|one| one.span.end <= text.len())
        );
    }
}

/// Deep nesting in a function that calls itself: the depths multiply.
#[test]
fn depth_is_bounded_however_it_is_made() {
    let tables = tables();
    let inside = |open: &str, close: &str, deep: usize| {
        format!(
            "function f {{ {}f{} }}; f",
            open.repeat(deep),
            close.repeat(deep)
        )
    };
    for (open, close) in [
        ("if ($x) { ", " }"),
        ("& { ", " }"),
        ("(", ")"),
        ("\"$(", ")\""),
        ("1 | % { ", " }"),
        ("try { ", " } catch { }"),
        ("icm fe01 { ", " }"),
        ("@(", ")"),
    ] {
        // Shells within shells, each of which starts many.
        let mut text = inside(open, close, 7);
        for _ in 0..8 {
            let inner = text.replace('\'', "''");
            let calls = "f ".replace('f', &format!("powershell -c '{inner}'"));
            text = inside(open, close, 7).replace("}; f", &format!("}}; {calls}; f"));
        }
        Interpreter::new(&tables).run(&Line {
            text: &text,
            folder: None,
            host: None,
        });
        for deep in [4, 7, 10, 14, 20, 40] {
            let text = inside(open, close, deep);
            let found = Interpreter::new(&tables).run(&Line {
                text: &text,
                folder: None,
                host: None,
            });
            assert!(!found.is_empty(), "{text}");
        }
    }
}

#[test]
fn shells_within_shells_share_their_work() {
    let tables = tables();
    let mut text = "x".to_owned();
    for _ in 0..6 {
        let inner = text.replace('\'', "''");
        text = format!("1..100 | % {{ powershell -c '{inner}' }}");
    }
    let found = Interpreter::new(&tables).run(&Line {
        text: &text,
        folder: None,
        host: None,
    });
    assert!(found.len() < 30_000, "{}", found.len());
    assert!(
        found
            .iter()
            .any(|found| matches!(found.program, Program::Unknown(_)))
    );
}

/// Lines that change the session, look back, or start something.
const CHANGES: &[&str] = &[
    "$x = 'pool01'",
    "$x = Get-CsPool",
    "$x++",
    "$script:x = 'a'",
    "foreach ($p in 'a','b') { Get-CsBackupServiceStatus -PoolFqdn $p }",
    "foreach ($p in 'a','b') { $q = $p }; $q",
    "Get-CsBackupServiceStatus -PoolFqdn $x",
    "Get-CsBackupServiceStatus -PoolFqdn $p",
    "Get-CsWindowsService | Where-Object { -not $_.Ok }",
    "Start-CsWindowsService -Name RTCSRV -WhatIf",
    "'a','b' | % { Start-CsWindowsService -Name $_ }",
    "$?",
    "$LASTEXITCODE",
    "\"ended: $?\"",
    "if ($?) { Start-CsWindowsService RTCSRV }",
    "hostname.exe",
    "hostname.exe; $LASTEXITCODE",
    "Get-Date && Start-CsWindowsService RTCSRV",
    "r",
    "Invoke-History 1",
    "cd C:\\Windows",
    "cd ..",
    "pushd C:\\; popd",
    "pushd D:\\",
    "popd",
    "Set-Alias scs Start-CsWindowsService",
    "scs RTCSRV",
    "Remove-Item alias:scs",
    "function go { Start-CsWindowsService $args[0] }",
    "go RTCSRV",
    "class C { [void] M() { Start-CsWindowsService RTCSRV } }",
    "[C]::new().M()",
    "Set-Variable x b -Option ReadOnly",
    "Remove-Variable x -Force",
    "$h = @{ Name = 'RTCSRV' }",
    "$h.Name = 'LYNCBACKUP'",
    "Start-CsWindowsService @h",
    "$j = Start-Job { Start-CsWindowsService RTCSRV }",
    "Start-Job { Start-CsWindowsService RTCSRV }",
    "Receive-Job $j",
    "Get-Job | Receive-Job",
    "'Start-CsWindowsService RTCSRV' > C:\\a.ps1",
    "C:\\a.ps1",
    "$ErrorActionPreference = 'Stop'",
    "Get-Item C:\\nope; Start-CsWindowsService RTCSRV",
    "$WhatIfPreference = $true",
    "$PSDefaultParameterValues['*:ComputerName'] = 'fe09'",
    "Import-PSSession (New-PSSession fe09)",
    "if (",
    "",
];

proptest! {
    /// A line that is typed again comes to what it comes to when it is read anew.
    #[test]
    fn replayed_lines(at in proptest::collection::vec(0..CHANGES.len(), 1..12), order in proptest::collection::vec(any::<prop::sample::Index>(), 0..60)) {
        let tables = tables();
        let (mut one, mut other) = (Interpreter::new(&tables), Interpreter::new(&tables));
        let mut typed = Vec::new();
        for index in order {
            let text = CHANGES[at[index.index(at.len())]];
            typed.push(text);
            let line = Line { text, folder: None, host: None };
            other.replays.change();
            prop_assert_eq!(one.run(&line), other.run(&line), "{:#?}", typed);
            prop_assert_eq!(one.said(), other.said(), "{:#?}", typed);
            prop_assert_eq!(one.succeeds(), other.succeeds(), "{:#?}", typed);
        }
    }
}

#[test]
fn a_line_that_changes_nothing_is_read_twice_and_no_more() {
    let tables = tables();
    for (text, is_kept) in [
        ("Get-CsWindowsService | Where-Object { -not $_.Ok }", true),
        (
            "foreach ($p in 'a','b') { Get-CsBackupServiceStatus -PoolFqdn $p }",
            true,
        ),
        ("hostname.exe /a", true),
        ("$x = Get-Date", false),
        ("$x = 1; $x++", true),
        ("$x += 1; $x = \"$x$x\"", true),
        ("$?", false),
        ("Invoke-History", false),
        ("pushd C:\\", false),
    ] {
        let mut shell = Interpreter::new(&tables);
        let line = Line {
            text,
            folder: None,
            host: None,
        };
        for _ in 0..3 {
            shell.run(&line);
        }
        assert_eq!(shell.replay(text).is_some(), is_kept, "{text}");
    }
}
