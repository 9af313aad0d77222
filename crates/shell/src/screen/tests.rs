//! Lines, and what of them is seen.

use std::fmt::Write;

use super::{CommandId, Condition, Printed, Reach, Said};
use crate::{Dialect, Invocation, Line, Program, Session, Tables, powershell};

/// What is seen of some lines: each command with how much of its output and of its errors is seen and
/// when it is run, and the texts that the line prints itself.
fn seen(dialect: Dialect, lines: &[&str]) -> String {
    let tables = Tables {
        dialect,
        ..Tables::default()
    };
    let mut session = match dialect {
        Dialect::PowerShell => Session::of_powershell(powershell::Version::Seven, &tables),
        Dialect::Bash => Session::new(dialect, &tables),
    };
    let mut text = String::new();
    let mut names: Vec<(CommandId, String)> = Vec::new();
    for line in lines {
        let ran = session.run(&Line {
            text: line,
            folder: None,
            host: None,
        });
        let mut events: Vec<(CommandId, String)> = Vec::new();
        for ran in &ran {
            for stage in std::iter::once(ran).chain(&ran.piped) {
                names.push((stage.shown.id, name(stage)));
            }
        }
        for ran in &ran {
            let mut shown = String::new();
            for stage in std::iter::once(ran).chain(&ran.piped) {
                let streams = stage.shown.streams;
                let _ = write!(
                    shown,
                    "{}{}{}{} ",
                    name(stage),
                    reach(streams.output),
                    if streams.merged { "+" } else { "/" },
                    reach(streams.errors)
                );
            }
            let when = condition(&ran.shown.when, &names);
            events.push((
                ran.shown.id,
                format!("{shown}{:?} {when}", ran.shown.manner),
            ));
        }
        for said in session.said() {
            events.push((said.id, told(said, &names)));
        }
        events.sort_by_key(|(id, _)| *id);
        let _ = writeln!(text, "{line}");
        for (_, event) in events {
            let _ = writeln!(text, "    {event}");
        }
    }
    text
}

fn name(ran: &Invocation) -> String {
    match &ran.program {
        Program::Named(name) => name.clone(),
        Program::File(path) => path.parts.last().cloned().unwrap_or_default(),
        Program::Unknown(_) => "?".to_owned(),
    }
}

fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Whole => "●",
        Reach::Filtered => "◐",
        Reach::Nothing => "○",
    }
}

fn named(ids: &[CommandId], names: &[(CommandId, String)]) -> String {
    let named = ids.iter().map(|id| {
        let found = names.iter().find(|(own, _)| own == id);
        found.map_or("·", |(_, name)| name.as_str())
    });
    named.collect::<Vec<_>>().join(" and ")
}

fn condition(condition: &Condition, names: &[(CommandId, String)]) -> String {
    match condition {
        Condition::Always => String::new(),
        Condition::Never => "never".to_owned(),
        Condition::Succeeded(ids) => format!("if {} succeeded", named(ids, names)),
        Condition::Failed(ids) => format!("if {} failed", named(ids, names)),
        Condition::About(ids) => format!("as {} ended", named(ids, names)),
        Condition::Threw(ids) => format!("if {} threw", named(ids, names)),
        Condition::Unknown => "perhaps".to_owned(),
    }
}

fn told(said: &Said, names: &[(CommandId, String)]) -> String {
    let pieces = said.pieces.iter().map(|piece| match piece {
        Printed::Text(text) => format!("{text:?}"),
        Printed::Code(ended) => format!("[0 {}]", condition(ended, names)),
        Printed::Success(ended) => format!("[True {}]", condition(ended, names)),
        Printed::Output(ids) => format!("[output of {}]", named(ids, names)),
        Printed::Errors(ids) => format!("[errors of {}]", named(ids, names)),
        Printed::LastError => "[last error]".to_owned(),
        Printed::Jobs(ids) => format!("[jobs {}]", named(ids, names)),
        Printed::Process(id) => format!("[process {}]", named(&[*id], names)),
        Printed::Unknown => "[?]".to_owned(),
    });
    let pieces: Vec<String> = pieces.collect();
    let when = condition(&said.when, names);
    format!("says{} {} {when}", reach(said.reach), pieces.join(" "))
}

#[test]
fn of_bash() {
    let sessions: &[&[&str]] = &[
        &["a; b"],
        &["a > f; b 2>/dev/null; c &> g; d >/dev/null 2>&1; e 2>&1 >f"],
        &["a | sed s/x/y/", "a | cat | tee f", "a | b"],
        &["a 2>&1 | grep x", "a |& tee f"],
        &[
            "s=$(a); echo \"$s\"",
            "echo \"is $s\"",
            "printf '%s\\n' \"$s\"",
        ],
        &["a; echo $?", "a", "echo \"rc=$?\"", "echo $?"],
        &["a; rc=$?; b; echo $rc"],
        &["a | b; echo ${PIPESTATUS[0]} $?"],
        &["a && echo OK || echo FAILED"],
        &["a && b && echo OK"],
        &["a || echo FAILED"],
        &["if a; then echo OK; else echo FAILED; fi"],
        &["if ! a; then echo FAILED; fi"],
        &["! a; echo $?", "nice --version a; nice a"],
        &["a; if [ $? -eq 0 ]; then echo OK; else echo FAILED; fi"],
        &[
            "a; [ $? -ne 0 ] && echo FAILED",
            "a; [[ $? == 0 ]] || echo FAILED",
            "a; (( $? )) && echo FAILED",
        ],
        &[
            "ssh h 'a; echo $?'",
            "ssh h 'a && echo OK || echo FAILED'",
            "ssh h 'a' && echo OK",
        ],
        &["timeout 5 a; echo $?", "sudo a; echo $?"],
        &["for h in x y; do a $h; done"],
        &["while a; do echo on; done"],
        &["a & b"],
        &["exec 2>/dev/null", "a"],
        &["f() { a; echo done; }; f >/dev/null", "f"],
        &["diff <(a 2>/dev/null) <(b)"],
        &["cd /x && a && echo OK"],
        &["s=$(a 2>&1); echo \"$? $s\"", "s=$(a 2>&1 | cat)"],
        &["a; case $? in 0) echo good;; *) echo bad;; esac"],
        &[
            "a; [ $? -lt 3 ] && echo perhaps",
            "a; case $? in 1|2) echo bad;; esac",
        ],
    ];
    let text: Vec<String> = sessions
        .iter()
        .map(|lines| seen(Dialect::Bash, lines))
        .collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn of_powershell() {
    let sessions: &[&[&str]] = &[
        &["Get-A; Get-B"],
        &["Get-A > f; Get-B 2>$null; Get-C *> g; Get-D | Out-Null; Get-E 2>&1 | Out-String"],
        &[
            "Get-A | Format-Table | Out-Host",
            "Get-A | ? x -eq 1",
            "Get-A | select -First 1",
        ],
        &[
            "Get-A | select Name, State",
            "Get-A | ft Name, @{n='x';e={1}}",
            "Get-A | % Name",
        ],
        &[
            "(Get-A).Name",
            "(Get-A)[0]",
            "(Get-A).Count",
            "(Get-A | Out-String) -replace 'a', 'b'",
        ],
        &[
            "$s = Get-A",
            "$s",
            "$s.Name",
            "$s[0]",
            "$s | ? x",
            "\"is $s\"",
        ],
        &["$null = Get-A; [void](Get-B)"],
        &["$s = Get-A; $s"],
        &["Get-A; $?", "\"it worked: $?\"", "Get-A", "$?"],
        &["Get-A -EA SilentlyContinue; $?"],
        &["& C:\\x.exe; $LASTEXITCODE", "\"rc=$LASTEXITCODE\""],
        &["& C:\\x.exe; $rc = $LASTEXITCODE; Get-A; \"rc=$rc\""],
        &["(Start-Process C:\\x.exe -Wait -PassThru).ExitCode"],
        &[
            "$p = Start-Process C:\\x.exe -Wait -PassThru; \"ended with $($p.ExitCode)\"",
            "$p.ExitCode",
        ],
        &["& C:\\x.exe && 'OK' || 'FAILED'"],
        &["Get-A || Write-Host 'no'"],
        &["Get-A; if ($?) { 'OK' } else { 'FAILED' }"],
        &["& C:\\x.exe; if ($LASTEXITCODE -ne 0) { Write-Warning 'no' } else { Write-Host 'yes' }"],
        &["try { Set-A -EA Stop; 'ok' } catch { Write-Host \"failed: $_\" }"],
        &["try { Get-A; Set-B -EA Stop; 'ok' } catch { }"],
        &["$ErrorActionPreference = 'Stop'; Get-A; Set-B"],
        &["$ErrorActionPreference = 'SilentlyContinue'", "Set-B"],
        &["Set-B -ErrorVariable e", "$e", "$Error[0]"],
        &[
            "$j = Start-Job { Set-B }",
            "Get-Job",
            "Receive-Job $j -Wait",
            "$j | Wait-Job | Receive-Job",
        ],
        &["Start-Job { Set-B } | Receive-Job -Wait"],
        &[
            "Invoke-Command -ComputerName h -AsJob { Set-B }",
            "Invoke-Command h { Set-B }",
        ],
        &["Set-B &"],
        &["foreach ($x in 1, 2) { Get-A $x }"],
        &[
            "function look { Get-A | Out-Null; Get-B }; look",
            "look | Out-Null",
        ],
        &["$s = Set-B 2>&1", "$s"],
        &["Set-B -EV e -EA 0; if ($e) { \"failed: $e\" } else { 'ok' }"],
        &[
            "Write-Host (Get-A) 'x'",
            "Write-Output 'a' 'b'",
            "echo 'x' | Out-Null",
        ],
    ];
    let text: Vec<String> = sessions
        .iter()
        .map(|lines| seen(Dialect::PowerShell, lines))
        .collect();
    insta::assert_snapshot!(text.join("\n"));
}
