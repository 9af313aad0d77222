//! Histories as PowerShell writes them, and what they come to.

use std::io::Cursor;

use proptest::prelude::*;

use crate::printed::printed;
use crate::{Input, read};

/// What a file of this name and these bytes comes to.
fn shown(name: &str, bytes: &[u8]) -> String {
    printed(|parts, sink| {
        let capture = read(
            name,
            Input::File(&mut Cursor::new(bytes)),
            &crate::Said::default(),
            sink,
        )?;
        parts.sessions = capture.sessions;
        parts.gaps = capture.gaps;
        Ok(())
    })
}

/// The times of a table with these cells, `-` where there is none.
fn times(cells: &[&str]) -> Vec<String> {
    let rows: String = cells
        .iter()
        .map(|cell| format!("\"1\";\"x\";\"{cell}\"\n"))
        .collect();
    let table = format!("Id;CommandLine;StartExecutionTime\n{rows}");
    shown("history.csv", table.as_bytes())
        .lines()
        .filter_map(|line| line.strip_prefix("0:")?.strip_suffix(" typed"))
        .filter_map(|line| Some(line.split_once(' ')?.1.to_owned()))
        .collect()
}

#[test]
fn psreadline() {
    let text = "\
Import-Module SkypeForBusiness
foreach ($p in 'a', 'b') {`
    Invoke-CsBackupServiceSync ``
        -PoolFqdn $p`
}

whoami
";
    let expected = "\
begins: -
0:1 - typed
    Import-Module SkypeForBusiness
0:2 - typed
    foreach ($p in 'a', 'b') {
        Invoke-CsBackupServiceSync `
            -PoolFqdn $p
    }
0:7 - typed
    whoami
session 0: line 1 - - Powershell - to - Whole
";
    assert_eq!(shown("ConsoleHost_history.txt", text.as_bytes()), expected);
    // Any text of such lines could be one: without its name that is a guess.
    let guessed = format!("{expected}gap: session - line 1 Guess(PsreadlineHistory)\n");
    assert_eq!(shown("x", text.replace('\n', "\r\n").as_bytes()), guessed);
}

#[test]
fn psreadline_that_ends_in_a_command() {
    assert_eq!(
        shown(
            "ConsoleHost_history.txt",
            b"Get-Date\nforeach ($p in 1) {`\n"
        ),
        "\
begins: -
0:1 - typed
    Get-Date
0:2 - typed
    foreach ($p in 1) {
session 0: line 1 - - Powershell - to - CutOff
"
    );
}

#[test]
fn a_script_is_no_history() {
    for (name, text) in [
        (
            "change.ps1",
            "Import-Module Lync\nStart-CsWindowsService LYNCBACKUP\n",
        ),
        (
            "change.txt",
            "foreach ($p in 'a', 'b') {\n    Invoke-CsBackupServiceSync $p\n}\n",
        ),
        (
            "change.txt",
            "# Step 1\nStart-CsWindowsService LYNCBACKUP\n",
        ),
        (
            "readme.txt",
            "This is what we did on Friday.\nIt went well.\n",
        ),
    ] {
        let shown = shown(name, text.as_bytes());
        assert!(
            !shown.contains("LYNCBACKUP") && shown.starts_with("error"),
            "{shown}"
        );
    }
}

const CLIXML: &str = r#"<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0">
    <TN RefId="0"><T>Microsoft.PowerShell.Commands.HistoryInfo</T><T>System.Object</T></TN>
    <ToString>x</ToString>
    <Props>
      <I64 N="Id">1</I64>
      <S N="CommandLine">foreach ($p in 'a', 'b') {_x000A_  Sync &lt;$p&gt; # _x005F_x0041_ _xD83D__xDE00_&#x41;_x000D__x000A_}</S>
      <Obj N="ExecutionStatus" RefId="1">
        <TN RefId="1"><T>System.Management.Automation.Runspaces.PipelineState</T></TN>
        <ToString>Completed</ToString><I32>4</I32>
      </Obj>
      <DT N="StartExecutionTime">2026-03-14T21:15:07.923608+01:00</DT>
      <DT N="EndExecutionTime">2026-03-14T21:15:09.9266018+01:00</DT>
    </Props>
  </Obj>
  <Obj RefId="2">
    <TNRef RefId="0" />
    <Props>
      <S N="CommandLine">throw 'no'</S>
      <Obj N="ExecutionStatus" RefId="3"><TNRef RefId="1" /><ToString>Failed</ToString><I32>5</I32></Obj>
      <DT N="StartExecutionTime">2026-03-14T21:16:00</DT>
    </Props>
  </Obj>
</Objs>
"#;

const CLIXML_SHOWN: &str = "\
begins: -
0:2 2026-03-14T20:15:07.923608Z to 2026-03-14T20:15:09.9266018Z Completed typed
    foreach ($p in 'a', 'b') {
      Sync <$p> # _x0041_ \u{1f600}A
    }
0:16 2026-03-14T21:16:00 Failed typed
    throw 'no'
session 0: line 2 - - Powershell 2026-03-14T20:15:07.923608Z to 2026-03-14T21:16:00 Whole
";

#[test]
fn clixml() {
    assert_eq!(shown("history.xml", CLIXML.as_bytes()), CLIXML_SHOWN);
    let mut wide = vec![0xff, 0xfe];
    let text = CLIXML.replace('\n', "\r\n");
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(shown("history.xml", &wide), CLIXML_SHOWN);
}

#[test]
fn clixml_of_a_list_and_of_chosen_properties() {
    let list = CLIXML
        .replace(
            "<Obj RefId=\"0\">",
            "<Obj RefId=\"9\"><LST><Obj RefId=\"0\">",
        )
        .replace("</Objs>", "</LST></Obj></Objs>");
    assert_eq!(shown("history.xml", list.as_bytes()), CLIXML_SHOWN);
    let chosen = CLIXML
        .replace("<T>Microsoft", "<T>Selected.Microsoft")
        .replace("Props>", "MS>");
    assert_eq!(shown("history.xml", chosen.as_bytes()), CLIXML_SHOWN);
}

#[test]
fn clixml_that_is_cut_off() {
    let cut = CLIXML.find("throw").unwrap();
    let shown = shown("history.xml", &CLIXML.as_bytes()[..cut]);
    assert!(shown.contains("Sync <$p>"), "{shown}");
    assert!(
        shown.contains("gap: session - line 19 Unreadable"),
        "{shown}"
    );
}

#[test]
fn csv() {
    let table = r#"#TYPE Microsoft.PowerShell.Commands.HistoryInfo
"Id","CommandLine","ExecutionStatus","StartExecutionTime","EndExecutionTime","Duration"
"1","Write-Output ""a, b""
Get-Date","Completed","2/13/2026 12:13:11 PM","2/13/2026 12:13:12 PM","00:00:00.0421414"
"2","throw","Stopped","2/14/2026 12:00:00 AM","",""
"#;
    let expected = "\
begins: -
0:3 2026-02-13T12:13:11 to 2026-02-13T12:13:12 Completed typed
    Write-Output \"a, b\"
    Get-Date
0:5 2026-02-14T00:00:00 Failed typed
    throw
session 0: line 3 - - Powershell 2026-02-13T12:13:11 to 2026-02-14T00:00:00 Whole
";
    assert_eq!(shown("history.csv", table.as_bytes()), expected);
    assert_eq!(
        shown(
            "history.csv",
            table
                .replace("\",\"", "\";\"")
                .replace('\n', "\r\n")
                .as_bytes()
        ),
        expected
    );
}

#[test]
fn days_and_months() {
    // Year first.
    assert_eq!(times(&["2026-02-03 04:05:06"]), ["2026-02-03T04:05:06"]);
    // Points: the day is first.
    assert_eq!(times(&["03.02.2026 14:05:06"]), ["2026-02-03T14:05:06"]);
    // A number above 12 tells all of them.
    assert_eq!(
        times(&["03/02/2026 14:05:06", "13/02/2026 14:05:06"]),
        ["2026-02-03T14:05:06", "2026-02-13T14:05:06"]
    );
    // The United States pad nothing; a narrow blank stands before PM.
    assert_eq!(
        times(&["2/3/2026 2:05:06\u{202f}PM"]),
        ["2026-02-03T14:05:06"]
    );
    // Australia pads the month.
    assert_eq!(times(&["2/03/2026 2:05:06 PM"]), ["2026-03-02T14:05:06"]);
    // Time does not run backwards.
    assert_eq!(
        times(&["05/01/2026 10:00:00", "04/02/2026 10:00:00"]),
        ["2026-01-05T10:00:00", "2026-02-04T10:00:00"]
    );
    // It can not be told, but where both are the same.
    assert_eq!(
        times(&["02/03/2026 10:00:00", "03/03/2026 10:00:00"]),
        ["-", "2026-03-03T10:00:00"]
    );
    assert_eq!(times(&["02/03/2026 02:00:00 PM"]), ["-"]);
    // It contradicts itself.
    assert_eq!(
        times(&["13/02/2026 10:00:00", "02/13/2026 10:00:00"]),
        ["-", "-"]
    );
    // It is no time.
    assert_eq!(
        times(&["yesterday", "99.99.2026 10:00", "", "1/2/3"]),
        ["-", "-", "-", "-"]
    );
}

#[test]
fn times_as_cultures_write_them() {
    let all = [
        ("28/11/2569 22:36:02", "2026-11-28T22:36:02"),
        ("1405/9/7 22:36:02", "2026-11-28T22:36:02"),
        ("1403/12/30 00:00:00", "2025-03-20T00:00:00"),
        ("1398/1/1 00:00:00", "2019-03-21T00:00:00"),
        ("2026. 11. 28. 오후 10:36:02", "2026-11-28T22:36:02"),
        ("2026. 11. 28. 22:36:02", "2026-11-28T22:36:02"),
        ("28.11.2026 г. 22:36:02 ч.", "2026-11-28T22:36:02"),
        ("28.11.2026 22.36.02", "2026-11-28T22:36:02"),
        ("11/28/2026 10:36:02 p.m.", "2026-11-28T22:36:02"),
    ];
    for (written, wanted) in all {
        assert_eq!(times(&[written]), [wanted], "{written}");
    }
}

/// The Hijra's months are those of a place; that the times are not known is said.
#[test]
fn times_that_are_not_known_are_a_gap() {
    for cell in [
        "18\u{200f}/6\u{200f}/1448 بعد الهجرة 10:36:02 م",
        "18/6/1448 22:36:02",
    ] {
        let table = format!("Id;CommandLine;StartExecutionTime\n1;x;{cell}\n");
        let shown = shown("history.csv", table.as_bytes());
        assert!(shown.contains("0:2 - typed"), "{shown}");
        assert!(
            shown.contains("gap: session 0 line 2 Unreadable"),
            "{shown}"
        );
    }
}

proptest! {
    /// What PSReadLine writes is read as it was typed.
    #[test]
    fn psreadline_keeps_commands(commands in prop::collection::vec("[a-z`][a-z`\n ]{0,12}[a-z]", 1..5)) {
        let file: String = commands
            .iter()
            .map(|command| command.replace('\n', "`\n") + "\n")
            .collect();
        let shown = shown("ConsoleHost_history.txt", format!("Get-Date\n{file}Get-Date\n").as_bytes());
        for command in commands {
            let wanted = format!("typed\n    {}\n", command.replace('\n', "\n    "));
            prop_assert!(shown.contains(&wanted), "{:?} in {}", wanted, shown);
        }
    }

    /// Any bytes are no panic.
    #[test]
    fn bytes_are_no_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        noise in "(<|>|/|_x|_|0041|D83D|&|;|\"|,|\n|<Obj>|</Obj>|<S N=\"CommandLine\">|</S>|x|é){0,30}",
        place in any::<prop::sample::Index>(),
    ) {
        let place = (0..=place.index(CLIXML.len())).rev().find(|at| CLIXML.is_char_boundary(*at)).unwrap();
        shown("x", format!("{}{noise}{}", &CLIXML[..place], &CLIXML[place..]).as_bytes());
        for head in ["#TYPE Commands.HistoryInfo\nCommandLine,StartExecutionTime\n", "Get-Date\n", "<Objs><S N=\"CommandLine\">"] {
            let mut file = head.as_bytes().to_vec();
            file.extend(&bytes);
            file.extend(noise.as_bytes());
            shown("x", &file);
        }
    }

    /// Any text is no panic as a date.
    #[test]
    fn dates_are_no_panic(text in "[0-9/.: APMé-]{0,30}") {
        times(&[&text, "1/2/2026 10:00:00"]);
    }
}

/// The same two commands in every form in which `Get-History` is kept.
#[test]
fn histories_that_were_printed_or_converted() {
    let list = "\nId                 : 1\nCommandLine        : foreach ($x in 1) {\n                     $x\n                     }\nExecutionStatus    : Failed\nStartExecutionTime : 11/28/2026 22:31:05\nEndExecutionTime   : 11/28/2026 22:31:06\nDuration           : 00:00:00.0802317\n\nId                 : 2\nCommandLine        : Get-Date\nExecutionStatus    : Completed\nStartExecutionTime : 11/28/2026 22:31:07\nEndExecutionTime   : 11/28/2026 22:31:07\n";
    let json = "[\n  {\n    \"Id\": 1,\n    \"CommandLine\": \"foreach ($x in 1) {\\n$x\\n}\",\n    \"ExecutionStatus\": 5,\n    \"StartExecutionTime\": \"2026-11-28T22:31:05\",\n    \"EndExecutionTime\": \"2026-11-28T22:31:06\"\n  },\n  {\n    \"Id\": 2,\n    \"CommandLine\": \"Get-Date\",\n    \"ExecutionStatus\": 4,\n    \"StartExecutionTime\": \"2026-11-28T22:31:07\",\n    \"EndExecutionTime\": \"2026-11-28T22:31:07\"\n  }\n]\n";
    let xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Objects>\n  <Object Type=\"Microsoft.PowerShell.Commands.HistoryInfo\">\n    <Property Name=\"Id\" Type=\"System.Int64\">1</Property>\n    <Property Name=\"CommandLine\" Type=\"System.String\">foreach ($x in 1) {\n$x\n}</Property>\n    <Property Name=\"ExecutionStatus\" Type=\"X\">Failed</Property>\n    <Property Name=\"StartExecutionTime\" Type=\"System.DateTime\">11/28/2026 22:31:05</Property>\n    <Property Name=\"EndExecutionTime\" Type=\"System.DateTime\">11/28/2026 22:31:06</Property>\n  </Object>\n  <Object><Property Name=\"Id\">2</Property><Property Name=\"CommandLine\">Get-Date</Property><Property Name=\"ExecutionStatus\">Completed</Property><Property Name=\"StartExecutionTime\">11/28/2026 22:31:07</Property><Property Name=\"EndExecutionTime\">11/28/2026 22:31:07</Property></Object>\n</Objects>\n";
    let html = "<!DOCTYPE html>\n<table>\n<tr><th>Id</th><th>CommandLine</th><th>ExecutionStatus</th><th>StartExecutionTime</th><th>EndExecutionTime</th></tr>\n<tr><td>1</td><td>foreach ($x in 1) {\n$x\n}</td><td>Failed</td><td>11/28/2026 22:31:05</td><td>11/28/2026 22:31:06</td></tr>\n<tr><td>2</td><td>Get-Date</td><td>Completed</td><td>11/28/2026 22:31:07</td><td>11/28/2026 22:31:07</td></tr>\n</table>\n";
    for text in [list, json, xml, html] {
        let shown = shown("h.txt", text.as_bytes());
        let places = shown.lines().filter_map(|line| line.strip_prefix("0:"));
        let places: Vec<&str> = places
            .map(|line| line.split_once(' ').map_or("", |(_, rest)| rest))
            .collect();
        assert_eq!(
            places,
            [
                "2026-11-28T22:31:05 to 2026-11-28T22:31:06 Failed typed",
                "2026-11-28T22:31:07 to 2026-11-28T22:31:07 Completed typed"
            ],
            "{text}"
        );
        assert!(
            shown.contains("    foreach ($x in 1) {\n    $x\n    }\n"),
            "{shown}"
        );
    }
}

#[test]
fn a_table_of_the_history() {
    let table = "\n  Id     Duration CommandLine\n  --     -------- -----------\n   1        0.080 foreach ($x in 1) {\n                  $x\n                  }\n   2        0.901 Get-Date\n   3        0.001 Invoke-CsBackupServiceSync -PoolFqdn…\n\n";
    let expected = "\
begins: -
0:4 - typed
    foreach ($x in 1) {
    $x
    }
0:7 - typed
    Get-Date
session 0: line 4 - - Powershell - to - Whole
gap: session 0 line 8 Unreadable(\"a command that the table cut short\")
";
    assert_eq!(shown("h.txt", table.as_bytes()), expected);
}
