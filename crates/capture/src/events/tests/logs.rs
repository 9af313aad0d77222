//! The events that are read, and sessions and gaps of a log.

use super::{Event, comes_to, line, lines, part, powershell, shown};

/// The context of a command, as PowerShell 5 writes it in English.
fn context(pipeline: u32, command: &str, script: &str, connected: &str) -> String {
    format!(
        "        Severity = Informational\n        Host Name = ConsoleHost\n        \
         Host Version = 5.1.14393.3383\n        Host ID = 95e96d56\n        \
         Host Application = powershell.exe -Command a = 1\nb = 2\n        \
         Engine Version = 5.1.14393.3383\n        Runspace ID = d1a7cc59\n        \
         Pipeline ID = {pipeline}\n        Command Name = {command}\n        \
         Command Type = Cmdlet\n        Script Name = {script}\n        Command Path = \n        \
         Sequence Number = 16\n        User = CONTOSO\\admin\n        \
         Connected User = {connected}\n        Shell ID = Microsoft.PowerShell\n"
    )
}

fn bound(id: u64, context: &str, payload: &str) -> Event {
    powershell(
        id,
        4103,
        vec![
            ("ContextInfo", context.to_owned()),
            ("UserData", String::new()),
            ("Payload", payload.to_owned()),
        ],
    )
}

const START: &str = "CommandInvocation(Start-CsWindowsService): \"Start-CsWindowsService\"\n\
    ParameterBinding(Start-CsWindowsService): name=\"Name\"; value=\"LYNCBACKUP\"\n";

#[test]
fn a_script_block_of_a_file() {
    let mut event = line(1, "Enable-It");
    event.data[4].1 = r"C:\change.ps1".to_owned();
    comes_to(
        event.xml().as_bytes(),
        r"
        begins: fe01.contoso.com
        0:1 2026-03-14T20:15:01.1234567Z block of C:\change.ps1
            Enable-It
        session 0: line 1 fe01.contoso.com S-1-5-21-1-1111 Powershell 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:01.1234567Z Whole
    ",
    );
}

#[test]
fn powershell_4_has_no_path() {
    let mut event = line(1, "Enable-It");
    event.data.truncate(4);
    assert!(shown(event.xml().as_bytes()).contains("Z block\n    Enable-It\n"));
}

#[test]
fn a_command_and_its_bindings() {
    let events = [
        bound(1, &context(7, "Start-CsWindowsService", "", ""), START),
        bound(
            2,
            &context(8, "Start-CsWindowsService", r"C:\change.ps1", ""),
            &format!("{START}NonTerminatingError(Start-CsWindowsService): \"No such service.\"\n"),
        ),
    ];
    let expected = r#"
        begins: fe01.contoso.com
        0:1 2026-03-14T20:15:01.1234567Z bound
            CommandInvocation(Start-CsWindowsService): "Start-CsWindowsService"
            ParameterBinding(Start-CsWindowsService): name="Name"; value="LYNCBACKUP"
        0:2 2026-03-14T20:15:02.1234567Z Failed bound in C:\change.ps1
            CommandInvocation(Start-CsWindowsService): "Start-CsWindowsService"
            ParameterBinding(Start-CsWindowsService): name="Name"; value="LYNCBACKUP"
            NonTerminatingError(Start-CsWindowsService): "No such service."
        session 0: line 1 fe01.contoso.com CONTOSO\admin Powershell 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:02.1234567Z Whole
    "#;
    comes_to(
        lines(&events)
            .replace('\n', "\r\n")
            .replace("</Event>\r\n", "</Event>\n")
            .as_bytes(),
        &expected.replace("0:2 ", "0:21 "),
    );
    // The order of the fields tells them in any language, and before PowerShell 5 there is one less.
    let german = lines(&events)
        .replace("Severity =", "Schweregrad =")
        .replace("Pipeline ID", "Pipeline-ID")
        .replace("Script Name", "Skriptname")
        .replace("Sequence Number", "Sequenznummer")
        .replace("        User =", "        Benutzer =");
    comes_to(german.as_bytes(), &expected.replace("0:2 ", "0:21 "));
    let old = lines(&events).replace("        Connected User = \n", "");
    comes_to(old.as_bytes(), &expected.replace("0:2 ", "0:20 "));
}

#[test]
fn who_is_connected_to_an_endpoint() {
    let event = bound(1, &context(7, "X", "", r"CONTOSO\anna"), START);
    let shown = shown(event.xml().as_bytes());
    assert!(
        shown.contains(r"session 0: line 1 fe01.contoso.com CONTOSO\anna as CONTOSO\admin"),
        "{shown}"
    );
}

#[test]
fn a_payload_of_a_pipeline_is_a_command_each() {
    let payload = "CommandInvocation(Get-Pool): \"Get-Pool\"\n\
        CommandInvocation(Sync): \"Sync\"\n\
        ParameterBinding(Get-Pool): name=\"Filter\"; value=\"a\nb\"\n\
        ParameterBinding(Sync): name=\"Force\"; value=\"True\"\n\
        TerminatingError(Sync): \"No.\"\n";
    let shown = shown(
        bound(1, &context(7, "Get-Pool", "", ""), payload)
            .xml()
            .as_bytes(),
    );
    let expected = "0:1 2026-03-14T20:15:01.1234567Z bound\n    \
        CommandInvocation(Get-Pool): \"Get-Pool\"\n    \
        ParameterBinding(Get-Pool): name=\"Filter\"; value=\"a\n    b\"\n\
        0:1 2026-03-14T20:15:01.1234567Z Failed bound\n    \
        CommandInvocation(Sync): \"Sync\"\n    \
        ParameterBinding(Sync): name=\"Force\"; value=\"True\"\n    \
        TerminatingError(Sync): \"No.\"\n";
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn an_error_is_its_commands() {
    let error = |id, pipeline| {
        powershell(
            id,
            4100,
            vec![
                (
                    "ContextInfo",
                    context(pipeline, "Start-CsWindowsService", "", ""),
                ),
                ("UserData", String::new()),
                ("Payload", "Error Message = No such service.".to_owned()),
            ],
        )
    };
    let call = |id, pipeline| {
        bound(
            id,
            &context(pipeline, "Start-CsWindowsService", "", ""),
            START,
        )
    };
    // Before it and behind it; 10 is another pipeline.
    let events = [
        line(1, "a"),
        error(2, 7),
        call(3, 7),
        call(4, 8),
        error(5, 8),
        error(6, 10),
        call(7, 9),
    ];
    let shown = shown(lines(&events).as_bytes());
    let told: Vec<&str> = shown
        .lines()
        .filter(|line| line.contains("bound") || line.contains("ended"))
        .map(|line| line.split_once("Z ").map_or(line, |(_, rest)| rest))
        .collect();
    assert_eq!(
        told,
        ["Failed bound", "bound", "    ended Failed -", "bound"]
    );
}

#[test]
fn the_classic_log() {
    let classic = |id: u64, sequence: u32, total: u32, payload: &str| Event {
        provider: "PowerShell",
        event: 800,
        channel: "Windows PowerShell",
        sid: "",
        process: 0,
        data: vec![
            ("", "Start-CsWindowsService LYNCBACKUP".to_owned()),
            (
                "",
                format!(
                    "\tDetailSequence={sequence}\n\tDetailTotal={total}\n\n\tSequenceNumber=49\n\n\
                     \tUserId=CONTOSO\\admin\n\tHostName=ConsoleHost\n\tHostId=95e9\n\
                     \tRunspaceId=d1a7\n\tPipelineId=7\n\tScriptName=C:\\change.ps1\n\tCommandLine=x"
                ),
            ),
            ("", payload.to_owned()),
        ],
        ..powershell(id, 800, Vec::new())
    };
    let (first, second) = START.split_at(START.find('\n').unwrap() + 1);
    let expected = "begins: fe01.contoso.com\n\
        0:1 2026-03-14T20:15:01.1234567Z bound in C:\\change.ps1\n    \
        CommandInvocation(Start-CsWindowsService): \"Start-CsWindowsService\"\n    \
        ParameterBinding(Start-CsWindowsService): name=\"Name\"; value=\"LYNCBACKUP\"\n\
        session 0: line 1 fe01.contoso.com CONTOSO\\admin Powershell";
    let whole = shown(classic(1, 1, 1, START).xml().as_bytes());
    assert!(whole.starts_with(expected), "{whole}");
    let parts = lines(&[classic(1, 1, 2, first), classic(2, 2, 2, second)]);
    let parts = shown(parts.as_bytes());
    assert!(parts.starts_with(expected), "{parts}");
    let lost = shown(classic(2, 2, 2, second).xml().as_bytes());
    assert!(
        lost.contains("gap: session 0 line 1 ScriptBlock(\"d1a7 7 49\")"),
        "{lost}"
    );
}

fn created(id: u64, command: &str, target: &str) -> Event {
    Event {
        provider: "Microsoft-Windows-Security-Auditing",
        event: 4688,
        channel: "Security",
        sid: "",
        process: 4,
        data: vec![
            ("SubjectUserName", "anna".to_owned()),
            ("SubjectDomainName", "CONTOSO".to_owned()),
            (
                "NewProcessName",
                r"C:\Deployment\Bootstrapper.exe".to_owned(),
            ),
            ("TokenElevationType", "%%1936".to_owned()),
            ("CommandLine", command.to_owned()),
            ("TargetUserName", target.to_owned()),
            ("TargetDomainName", "CONTOSO".to_owned()),
        ],
        ..powershell(id, 4688, Vec::new())
    }
}

#[test]
fn a_process_and_its_command_line() {
    let events = [
        created(1, r#""C:\Deployment\Bootstrapper.exe" /x"#, "-"),
        created(2, "Bootstrapper.exe", "service"),
        created(3, "", "-"),
        created(4, " ", "-"),
    ];
    comes_to(
        lines(&events).as_bytes(),
        r#"
        begins: fe01.contoso.com
        0:1 2026-03-14T20:15:01.1234567Z process C:\Deployment\Bootstrapper.exe
            "C:\Deployment\Bootstrapper.exe" /x
        begins: fe01.contoso.com
        1:2 2026-03-14T20:15:02.1234567Z process C:\Deployment\Bootstrapper.exe
            Bootstrapper.exe
        0:3 2026-03-14T20:15:03.1234567Z process C:\Deployment\Bootstrapper.exe
            
        0:4 2026-03-14T20:15:04.1234567Z process C:\Deployment\Bootstrapper.exe
            
        session 0: line 1 fe01.contoso.com CONTOSO\anna Windows 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:04.1234567Z Whole
        session 1: line 2 fe01.contoso.com CONTOSO\anna as CONTOSO\service Windows 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:04.1234567Z Whole
        gap: session - line 3 Unreadable("processes without their command lines")
    "#,
    );
}

#[test]
fn a_process_of_sysmon_and_its_folder() {
    let event = Event {
        provider: "Microsoft-Windows-Sysmon",
        event: 1,
        channel: "Microsoft-Windows-Sysmon/Operational",
        data: vec![
            ("Image", r"C:\Deployment\Bootstrapper.exe".to_owned()),
            ("CommandLine", "Bootstrapper.exe".to_owned()),
            ("CurrentDirectory", r"C:\Deployment\".to_owned()),
            ("User", r"CONTOSO\anna".to_owned()),
        ],
        ..powershell(1, 1, Vec::new())
    };
    comes_to(
        event.xml().as_bytes(),
        r"
        begins: fe01.contoso.com
        0:1 2026-03-14T20:15:01.1234567Z process C:\Deployment\Bootstrapper.exe in C:\Deployment\
            Bootstrapper.exe
        session 0: line 1 fe01.contoso.com CONTOSO\anna Windows 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:01.1234567Z Whole
    ",
    );
}

#[test]
fn other_events_only_tell_the_time() {
    let other = |id| powershell(id, 40961, vec![("x", "y".to_owned())]);
    let foreign = Event {
        provider: "Contoso-Faker",
        ..line(3, "not PowerShell")
    };
    let shown = shown(lines(&[other(1), line(2, "Get-Date"), foreign, other(4)]).as_bytes());
    assert!(!shown.contains("not PowerShell"), "{shown}");
    assert!(
        shown.contains("2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:04.1234567Z"),
        "{shown}"
    );
}

#[test]
fn parts_of_a_script_block_between_other_events() {
    let events = [
        part(1, 1, 3, "foreach ($p in $pools)", "big"),
        line(2, "Get-Date"),
        part(3, 2, 3, " { Sync", "big"),
        part(4, 1, 2, "never ", "lost"),
        part(5, 3, 3, " $p }", "big"),
    ];
    comes_to(
        lines(&events).as_bytes(),
        r#"
        begins: fe01.contoso.com
        0:2 2026-03-14T20:15:02.1234567Z block
            Get-Date
        0:1 2026-03-14T20:15:01.1234567Z block
            foreach ($p in $pools) { Sync $p }
        session 0: line 2 fe01.contoso.com S-1-5-21-1-1111 Powershell 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:05.1234567Z Whole
        gap: session 0 line 4 ScriptBlock("lost")
    "#,
    );
}

#[test]
fn parts_that_contradict_each_other_are_nothing() {
    for events in [
        [
            part(1, 1, 2, "a", "x"),
            part(2, 1, 2, "b", "x"),
            line(3, "Get-Date"),
        ],
        [
            part(1, 1, 3, "a", "x"),
            part(2, 2, 2, "b", "x"),
            line(3, "Get-Date"),
        ],
    ] {
        let shown = shown(lines(&events).as_bytes());
        assert!(
            shown.contains("gap: session 0 line 1 ScriptBlock(\"x\")"),
            "{shown}"
        );
        assert_eq!(shown.matches(" block\n").count(), 1, "{shown}");
    }
    let shown = shown(part(1, 3, 2, "a", "x").xml().as_bytes());
    assert!(shown.contains("whose parts are not counted"), "{shown}");
}

#[test]
fn each_process_is_a_session() {
    let other = Event {
        process: 7000,
        ..line(2, "b")
    };
    let shown = shown(lines(&[line(1, "a"), other, line(3, "c")]).as_bytes());
    let entries: Vec<&str> = shown
        .lines()
        .filter(|line| line.ends_with("block"))
        .collect();
    assert_eq!(
        entries.iter().map(|line| &line[..3]).collect::<Vec<_>>(),
        ["0:1", "1:2", "0:3"]
    );
}

#[test]
fn newest_first_is_given_oldest_first() {
    let events = [
        line(5, "$p = 'b'"),
        part(4, 2, 2, "two", "x"),
        part(3, 1, 2, "one ", "x"),
        line(2, "$p = 'a'"),
    ];
    comes_to(
        lines(&events).as_bytes(),
        r"
        begins: fe01.contoso.com
        0:4 2026-03-14T20:15:02.1234567Z block
            $p = 'a'
        0:3 2026-03-14T20:15:03.1234567Z block
            one two
        0:1 2026-03-14T20:15:05.1234567Z block
            $p = 'b'
        session 0: line 4 fe01.contoso.com S-1-5-21-1-1111 Powershell 2026-03-14T20:15:02.1234567Z to 2026-03-14T20:15:05.1234567Z Whole
    ",
    );
}

#[test]
fn what_is_earlier_than_what_was_given_builds_on_nothing() {
    // Two exports in one file, the later one first.
    let events = [
        line(7, "$p = 'b'"),
        line(8, "$q"),
        line(2, "$p"),
        line(3, "$p"),
    ];
    let shown = shown(lines(&events).as_bytes());
    let sessions: Vec<&str> = shown
        .lines()
        .filter(|line| line.ends_with("block"))
        .map(|line| &line[..2])
        .collect();
    assert_eq!(sessions, ["0:", "0:", "1:", "1:"]);
    assert_eq!(
        shown
            .matches("20:15:02.1234567Z to 2026-03-14T20:15:08")
            .count(),
        2,
        "{shown}"
    );
}

#[test]
fn holes_in_a_log_that_is_whole_but_for_them() {
    let other = |id| powershell(id, 40961, Vec::new());
    let mut events: Vec<Event> = (100..140)
        .filter(|id| !(110..115).contains(id))
        .map(other)
        .collect();
    events.insert(0, line(99, "Get-Date"));
    let gap = "gap: session 0 line 12 Records(110, 114)";
    let text = shown(lines(&events).as_bytes());
    assert!(text.contains(gap), "{text}");
    events.reverse();
    let text = shown(lines(&events).as_bytes());
    assert!(text.contains("Records(110, 114)"), "{text}");
    // A query's export.
    let events: Vec<Event> = (0..40).map(|id| line(id * 3 + 1, "Get-Date")).collect();
    let text = shown(lines(&events).as_bytes());
    assert!(!text.contains("gap"), "{text}");
}
