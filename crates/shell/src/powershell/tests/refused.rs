//! Texts that PowerShell refuses, and why: it runs nothing of them and sets nothing.

use super::super::ast::Refusal::{self, *};
use super::super::parse::parse;
use super::super::*;
use super::tables;

const REFUSED: &[(&str, Refusal)] = &[
    // What people type.
    ("Write-Host \"Syncing $p: start\"", BadVariable),
    ("foreach ($p in 1) { Write-Host \"$p: x\" }", BadVariable),
    ("Write-Host $p: ;", BadVariable),
    ("START L -Force:", MissingValue),
    ("START L -Force: ; STOP L", MissingValue),
    ("@{a=1; A=2}", Twice),
    ("@{1='a'; '1'='b'}", Twice),
    ("a 2>&1 2>&1", Twice),
    ("a > b > c", Twice),
    ("a 1>&2", NoSuchRedirection),
    ("a 3>&2", NoSuchRedirection),
    ("a < b", NoSuchRedirection),
    ("a >", MissingValue),
    ("'a' = 1", NotSettable),
    ("1 = 2", NotSettable),
    ("$a, 'b' = 1, 2", NotSettable),
    ("${x}?.y = 1", NotSettable),
    ("1++", NotSettable),
    ("try { a } catch { b } catch { c }", Twice),
    ("try { a } catch [X] { b } catch [x] { c }", Twice),
    ("function f($a, $a) { }", Twice),
    ("function f($a) { param($b) }", Twice),
    ("& { begin { } begin { } }", Twice),
    ("begin { }; START L", AmongBlocks),
    ("process { } START L", AmongBlocks),
    ("START L; using namespace X", Unexpected),
    ("foreach -parallel ($x in 1) { }", OnlyInWorkflow),
    ("workflow w { START L }", OnlyInWorkflow),
    ("parallel { START L }", OnlyInWorkflow),
    ("data { START L }", InData),
    ("data { $x = 1 }", InData),
    ("${}", BadVariable),
    ("\"${}\"", BadVariable),
    ("\"`u{}\"", BadEscape),
    ("\"`u41\"", BadEscape),
    ("\"`u{110000}\"", BadEscape),
    ("from x", Reserved),
    ("@x", Splatted),
    ("a @x,b", Splatted),
    // Brackets and signs that nothing expects.
    ("a )", Unexpected),
    ("a }", Unexpected),
    ("| a", Unfinished),
    ("a | 'b'", Unexpected),
    ("a && | b", Unfinished),
    ("a & && b", Unexpected),
    ("&", Unfinished),
    (".;", Unfinished),
    ("a ,b", Unexpected),
    ("1 2", Unexpected),
    ("$x $y", Unexpected),
    ("1 -nosuch 2", Unexpected),
    ("[ordered]1", Unexpected),
    ("@' x", Unexpected),
    ("if (1) { } else", Unfinished),
    ("@{ a }", Unexpected),
    ("[CmdletBinding()] if (1) { }", Unexpected),
    // What PowerShell waits for.
    ("\"${x\"", Unclosed),
    ("'a", Unclosed),
    ("if (1)", Unfinished),
    ("$x =", Unfinished),
];

#[test]
fn texts_are_refused_for_what_is_wrong() {
    for (text, reason) in REFUSED {
        let refused = parse(text).refused.map(|refused| refused.reason);
        assert_eq!(refused, Some(*reason), "{text}");
    }
}

const TAKEN: &[&str] = &[
    "$x ? 'a' : 'b'",
    "$x ?1:2",
    "$x ?? 'a'",
    "$x ??= 'a'",
    "$x?.y",
    "${x}?[0]",
    "a && b || c",
    "a && b | c &",
    "X & Y",
    "START -Name L`",
    "[CmdletBinding()]param(); X",
    "[CmdletBinding(SupportsShouldProcess)]\nparam(\n[Parameter(Mandatory)]\n[string]$x = 'a',\n$y\n)\nX",
    ":outer foreach ($x in 1) { break outer }",
    ":x START L",
    "break $x",
    "class A : B { [int]$x = 1; static [void] f([string]$s) { START $s } A() : base(1) { } }",
    "enum E { A = 1; B }",
    "[Flags()] enum E { A }",
    "function f { [CmdletBinding()] param([Parameter(Position = 0)][ValidateSet('a', 'b')]$x) }",
    "filter g { $_ }",
    "%{ $_ }",
    "1..3 | %{ $_ } | ?{ $_ -gt 1 }",
    "f 'x'.Replace('a', 'b')",
    "f -- -x",
    "cmd --% /c \"a | b\" | c",
    "\u{201c}a\u{201e}\"b\u{201d}",
    "\u{2018}a\u{201b}'b\u{201a}",
    "\"`u{41}`e`0\"",
    "0x1F + 1kb + 1.5e3d + 10ul + .5 + 0b11",
    "1..$x.Count",
    "[System.Collections.Generic.Dictionary[string, int[]]]::new()",
    "[int[,]]$x = 1",
    "[Type, Assembly, Version=1.0]",
    "$x.Method[int](1)",
    "$x.\"a b\".$c.(d)",
    "$x::y",
    "-join ('a', 'b')",
    "-split 'a b'",
    "!$x -and -not $y",
    "switch -Regex -CaseSensitive ($x) { 'a' { 1 } default { 2 } }",
    "switch -File a.txt { a { 1 } }",
    "try { a } catch [A], [B] { b } catch { c } finally { d }",
    "trap [X] { continue }",
    "data d -SupportedCommand START { START L }",
    "using namespace System.Text\nusing module X\na",
    "begin { } process { } end { }",
    "dynamicparam { } clean { }",
    "for (;;) { break }",
    "for ($i = 0; $i -lt 3; $i++) { $i }",
    "do { a } until ($x)",
    "a *> b 2>> c",
    "a 3>&1 2>&1",
    "a\n| b\n# c\n| d",
    "@{ a = 1; 'b' = 2\n$c = if (1) { 2 }\nd = 3 }",
    "@(1\n2; 3)",
    "\"$(\"a\")$(if ($x) { 'b' })\"",
    "\"$(\"\"a\"\")\"",
    "@\"\n$( 'a' ) \"b\" $x\n\"@",
    "$a, $b.c, $d[0] = 1, 2, 3",
    "($x) = 1",
    "$x = $y = if (1) { 2 }",
    "return",
    "throw 'x'",
    "param",
    "if(1){a}elseif(2){b}else{c}",
    "C:\\x\\y.exe /a,/b",
    ".\\x.ps1; & '.\\x y.ps1'; . .\\z.ps1",
    "a#b # c",
    "<# a #> b <# c #> -d",
    "a `\n -b",
    "$x = # c\n1",
    "$using:x, $env:Path, ${env:ProgramFiles(x86)}, $global:x",
    "$?, $$, $^, $_",
];

#[test]
fn what_powershell_takes_is_taken() {
    for text in TAKEN {
        assert_eq!(parse(text).refused, None, "{text}");
    }
}

/// What PowerShell 3 to 5.1 understands otherwise, or not at all.
#[test]
fn what_is_newer_is_found() {
    for text in [
        "a && b",
        "$x ? 1 : 2",
        "$x ?? 1",
        "$x ??= 1",
        "${x}?.y",
        "\"`u{41}\"",
        "\"`e\"",
        "a &",
        "a\n| b",
        "1u",
        "function f { clean { } }",
    ] {
        assert!(parse(text).newer.is_some(), "{text}");
    }
    for text in ["a; b", "$x = 1", "\"`n\"", "a |\nb", "1kb", "? { $_ }"] {
        assert_eq!(parse(text).newer, None, "{text}");
    }
}

#[test]
fn what_is_refused_sets_nothing() {
    let tables = tables();
    let ran = |lines: &[&str]| -> Vec<String> {
        let mut interpreter = Interpreter::new(&tables);
        let mut last = Vec::new();
        for text in lines {
            last = interpreter.run(&Line {
                text,
                folder: None,
                host: None,
            });
        }
        last.iter().map(ToString::to_string).collect()
    };
    let last = "Start-CsWindowsService $x";
    assert_eq!(
        ran(&["$x = 'a'", "$x = 'b'; )", last]),
        ["Start-CsWindowsService -Name a"]
    );
    assert_eq!(
        ran(&["$x = 'a'", "function Start-CsWindowsService { }; )", last]),
        ["Start-CsWindowsService -Name a"]
    );
    // Where the end of the text is missing, it may have been run.
    assert_eq!(
        ran(&["$x = 'a'", "$x = 'b'; foreach ($y in 1) {", last]),
        ["Start-CsWindowsService -Name ⟨variable $x⟩ [if variable $x]"]
    );
}

/// A line with what only PowerShell 7 knows, as each PowerShell reads it.
#[test]
fn what_only_one_powershell_knows() {
    let tables = tables();
    let ran = |version: Version, lines: &[&str]| -> String {
        let mut interpreter = Interpreter::new(&tables).of_version(version);
        let mut told = Vec::new();
        for text in lines {
            let found = interpreter.run(&Line {
                text,
                folder: None,
                host: None,
            });
            told.extend(found.iter().map(ToString::to_string));
        }
        told.join("; ")
    };
    let number = [
        ("5.1.17763.1852", Version::Windows),
        ("7.6.9", Version::Seven),
        ("6.2", Version::Unknown),
        ("", Version::Unknown),
    ];
    for (written, version) in number {
        assert_eq!(Version::of(written), version, "{written}");
    }
    let lines = [
        "$x = 'a'",
        "Get-Date\n| Out-Null; $x = 'b'",
        "Start-CsWindowsService $x",
    ];
    for (version, last) in [
        (Version::Seven, "Start-CsWindowsService -Name b"),
        (Version::Windows, "Start-CsWindowsService -Name a"),
        (
            Version::Unknown,
            "Start-CsWindowsService -Name ⟨variable $x⟩ [if variable $x]",
        ),
    ] {
        let told = ran(version, &lines);
        assert!(told.ends_with(last), "{told}");
    }
    // Where both read the same, nothing is in doubt.
    let plain = ["Start-CsWindowsService a; Start-CsWindowsService b"];
    assert_eq!(
        ran(Version::Unknown, &plain),
        "Start-CsWindowsService -Name a; Start-CsWindowsService -Name b"
    );
    // What only a workflow knows may have been run by Windows PowerShell.
    let workflow = ["workflow w { Start-CsWindowsService a }"];
    let text = "⟨syntax workflow w { Start-CsWindowsService a }⟩ [if syntax workflow w { Start-CsWindowsService a }]";
    assert_eq!(ran(Version::Seven, &workflow), text);
    assert_eq!(ran(Version::Windows, &workflow), text);
}
