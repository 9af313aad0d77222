//! Transcripts and what they come to, side by side.

mod kinds; // Shapes of real sessions of PowerShell 7.

use crate::tests::printed;

/// A transcript of Windows PowerShell 5.1 on that computer, with that body.
fn session(host: &str, start: &str, body: &str) -> String {
    format!(
        "**********************\nWindows PowerShell transcript start\nStart time: {start}\n\
         Username: CONTOSO\\uc.admin\nRunAs User: CONTOSO\\uc.admin\nConfiguration Name: \n\
         Machine: {host} (Microsoft Windows NT 10.0.17763.0)\n\
         Host Application: C:\\Windows\\System32\\powershell.exe\nProcess ID: 6456\n\
         PSVersion: 5.1.17763.1852\nPSEdition: Desktop\n**********************\n{body}"
    )
}

fn footer(end: &str) -> String {
    format!(
        "**********************\nWindows PowerShell transcript end\nEnd time: {end}\n\
         **********************\n"
    )
}

fn header(time: &str) -> String {
    format!("**********************\nCommand start time: {time}\n**********************\n")
}

/// The commands alone.
fn commands(text: &str) -> Vec<String> {
    printed(text.as_bytes())
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

#[test]
fn powershell_5_with_its_footer() {
    let text = session(
        "FE01",
        "20260314200000",
        "PS C:\\> Get-Date\nSaturday\nPS C:\\> \nPS C:\\> .\\Bootstrapper.exe\n",
    ) + &footer("20260314210000");
    insta::assert_snapshot!(printed(text.as_bytes()), @r"
    session line 1: FE01 CONTOSO\uc.admin from 2026-03-14T20:00:00
    0:13 in C:\: Get-Date
      from 14
      | Saturday
    0:16 in C:\: .\Bootstrapper.exe
    session 0 ends 2026-03-14T21:00:00 Whole
    ");
}

#[test]
fn headers_of_other_versions_and_languages() {
    let legacy = "**********************\nWindows PowerShell Transcript Start\nStart time: 20120517015146\nUsername  : WORKGROUP\\SYSTEM \nMachine\t  : XPS-WIN7 (Microsoft Windows NT 6.1.7601 Service Pack 1) \n**********************\nTranscript started, output file is c:\\x\\2012-05-17.outpu\nt.log\nPS C:\\> hostname\nXPS-WIN7\n**********************\nWindows PowerShell Transcript End\nEnd time: 20120517015151\n***********************\n";
    let french = "**********************\nDébut de la transcription Windows PowerShell\nHeure de début\u{a0}: 20210416160835\nNom d'utilisateur\u{a0}: CONTOSO\\marie\nUtilisateur runAs\u{a0}:  CONTOSO\\admin\nOrdinateur\u{a0}: FE02 (Microsoft Windows NT 10.0.17763.0)\nApplication hôte\u{a0}: powershell.exe\nID de processus\u{a0}: 1\nPSVersion: 5.1\n**********************\nTranscription démarrée, le fichier de sortie est C:\\x.txt\nPS C:\\> hostname\n**********************\nFin de la transcription Windows PowerShell\nHeure de fin\u{a0}: 20210416160900\n**********************\n";
    let italian = "**********************\nInizio trascrizione Windows PowerShell\nOra di inizio: 20210416160835\nNome utente: CONTOSO\\ugo\nEsegui come utente: CONTOSO\\ugo\nComputer FE03 (Microsoft Windows NT 10.0.17763.0)\nPSVersion: 5.1\n**********************\nPS C:\\> hostname\n**********************\nFine trascrizione Windows PowerShell\nOra di fine: 20210416160900\n**********************\n";
    let least = "**********************\nPowerShell transcript start\nStart time: 20260314200000\n**********************\nPS /home/uc> hostname\n**********************\nPowerShell transcript end\nEnd time: 20260314200100\n**********************\n";
    let linux = "**********************\nPowerShell transcript start\nStart time: 20260314200000\nUsername: LX01\\uc\nRunAs User: LX01\\uc\nConfiguration Name: \nMachine: LX01 (Unix 5.15.0.91)\nHost Application: /opt/microsoft/powershell/7/pwsh.dll\nProcess ID: 1\nPSVersion: 7.5.2\nOS: Ubuntu\n**********************\nPS /home/uc> hostname\n";
    let all = format!("{legacy}{french}{italian}{least}{linux}");
    insta::assert_snapshot!(printed(all.as_bytes()));
}

#[test]
fn commands_with_their_times() {
    let text = session("FE01", "20260314200000", "")
        + &header("20260314200100")
        + "PS C:\\> Get-Content notes.txt\nPS C:\\> Invoke-CsBackupServiceSync -PoolFqdn pool01\n"
        + &header("20260314200200")
        + "❯ whoami\nuc\n"
        + &footer("20260314210000");
    insta::assert_snapshot!(printed(text.as_bytes()), @r"
    session line 1: FE01 CONTOSO\uc.admin from 2026-03-14T20:00:00
    0:16 at 2026-03-14T20:01:00 in C:\: Get-Content notes.txt
      from 17
      | PS C:\> Invoke-CsBackupServiceSync -PoolFqdn pool01
    0:21 at 2026-03-14T20:02:00: whoami
      from 22
      | uc
    session 0 ends 2026-03-14T21:00:00 Whole
    ");
}

#[test]
fn prompts_of_many_kinds() {
    let body = "PS>Get-Date\n[fe11.contoso.com]: PS C:\\Users\\uc> .\\a.ps1\n[localhost]: [DBG]: PS C:\\ps>> list\n(.venv) PS C:\\> git pull\nPS Microsoft.PowerShell.Core\\FileSystem::\\\\srv\\share> cd C:\\c\\ai\nPS C:\\c\\ai>\n(.venv) git fetch\nE:\\path>\nPS>$rg = @{\n    Name = 'x'\n}\nPS Lync:\\> dir\nPS  is no prompt> x\n";
    let text = session("FE01", "20260314200000", body);
    insta::assert_snapshot!(commands(&text).join("\n"), @r"
    0:13: Get-Date
    0:14 on fe11.contoso.com in C:\Users\uc: .\a.ps1
    0:15 on localhost in C:\ps: list
    0:16 in C:\: git pull
    0:17 in \\srv\share: cd C:\c\ai
    0:19 in C:\c\ai: git fetch
    0:21 in E:\path: $rg = @{⏎    Name = 'x'⏎}
    0:24 in Lync:\: dir
    ");
}

#[test]
fn input_of_several_lines() {
    let body = "PS C:\\> foreach ($p in 'a') {\n  Get-X $p\n}\nout\nPS C:\\> @'\nPS C:\\> not entered\n'@ | Set-Content doc.md\nPS C:\\> Get-X |\n>> Get-Y\n>> \nPS C:\\> .\\validate.ps1\n>> _internal/validate.ps1\nPS C:\\> \"never closed\nthe error\nPS C:\\> hostname\n";
    let text = session("FE01", "20260314200000", body);
    insta::assert_snapshot!(printed(text.as_bytes()), @r#"
    session line 1: FE01 CONTOSO\uc.admin from 2026-03-14T20:00:00
    0:13 in C:\: foreach ($p in 'a') {⏎  Get-X $p⏎}
      from 16
      | out
    0:17 in C:\: @'⏎PS C:\> not entered⏎'@ | Set-Content doc.md
    0:20 in C:\: Get-X |⏎Get-Y
      from 22
      | >> 
    0:23 in C:\: .\validate.ps1
      from 24
      | >> _internal/validate.ps1
    0:27 in C:\: hostname
      from 28 cut off
    session 0 ends - CutOff
    gap at 25 of session 0: Unreadable("an entry of which the end is not there")
    gap at 27 of session 0: NoEnd
    "#);
}

#[test]
fn an_endpoint_logs_bound_parameters() {
    let body = "PS>CommandInvocation(Get-Service): \"Get-Service\"\n>> CommandInvocation(Out-Default): \"Out-Default\"\n>> ParameterBinding(Get-Service): name=\"Name\"; value=\"Dns\nand more\"\n>> ParameterBinding(Out-Default): name=\"InputObject\"; value=\"Dns\"\n>> NonTerminatingError(Get-Service): \"no\"\n\nRunning  Dns\nPS C:\\> Get-X\nPS C:\\> TerminatingError(Get-X): \"stopped\"\n>> TerminatingError(Get-X): \"stopped\"\n";
    let text = session("FE01", "20260314200000", body) + &footer("20260314210000");
    insta::assert_snapshot!(printed(text.as_bytes()));
}

#[test]
fn a_wrapped_command_of_an_old_console() {
    let wide = "x".repeat(60);
    let prefix = "PS C:\\> Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.";
    assert_eq!(prefix.len(), 60);
    let text = format!(
        "**********************\nWindows PowerShell Transcript Start\nStart time: 20260314200000\nUsername  : CONTOSO\\uc \nMachine\t  : FE01 (Microsoft Windows NT 6.2.9200.0) \n**********************\nPS C:\\> hostname\n{wide}\n{wide}\nshort\n{prefix}\ncom\nPS C:\\> hostname\n"
    );
    insta::assert_snapshot!(commands(&text).join("\n"), @r"
    0:7 in C:\: hostname
    0:11 in C:\: Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com
    0:13 in C:\: hostname
    ");
}

/// Two commands of one length, with the pools' names, are no evidence of the console's width.
#[test]
fn commands_of_one_length_in_a_transcript_that_does_not_wrap() {
    let text = "**********************\nWindows PowerShell Transcript Start\nStart time: 20260314200000\nUsername  : CONTOSO\\uc \nMachine\t  : FE01 (Microsoft Windows NT 6.2.9200.0) \n**********************\nPS C:\\> foreach ($one in 'pool02.contoso.com') { Get-CsBackupServiceStatus -PoolFqdn $one }\nsteady\nPS C:\\> foreach ($one in 'pool01.contoso.com') { Get-CsBackupServiceStatus -PoolFqdn $one }\nsteady too\nPS C:\\> hostname\n";
    insta::assert_snapshot!(printed(text.as_bytes()), @r"
    session line 1: FE01 CONTOSO\uc from 2026-03-14T20:00:00
    0:7 in C:\: foreach ($one in 'pool02.contoso.com') { Get-CsBackupServiceStatus -PoolFqdn $one }
      from 8
      | steady
    0:9 in C:\: foreach ($one in 'pool01.contoso.com') { Get-CsBackupServiceStatus -PoolFqdn $one }
      from 10
      | steady too
    0:11 in C:\: hostname
      from 12 cut off
    session 0 ends - CutOff
    gap at 11 of session 0: NoEnd
    ");
}

/// What is not finished goes on behind the console's edge: an old console that asks for more
/// says so with `>> `.
#[test]
fn an_unfinished_command_of_an_old_console() {
    let text = "**********************\nWindows PowerShell Transcript Start\nStart time: 20260314200000\nUsername  : CONTOSO\\uc \nMachine\t  : FE01 (Microsoft Windows NT 6.2.9200.0) \n**********************\nPS C:\\> & 'C:\\Program Files\\Microsoft Lync Server 2013\\Deploym\nent\\Bootstrapper.exe'\nPS C:\\> Get-CsPool |\n>> Format-Table\n>>\nIdentity\nPS C:\\> hostname\n";
    insta::assert_snapshot!(commands(text).join("\n"), @r"
    0:7 in C:\: & 'C:\Program Files\Microsoft Lync Server 2013\Deployment\Bootstrapper.exe'
    0:9 in C:\: Get-CsPool |⏎Format-Table
    0:13 in C:\: hostname
    ");
}

#[test]
fn sessions_one_after_another_and_one_in_another() {
    let one = session("FE01", "20260314200000", "PS C:\\> .\\a.ps1\n");
    let two =
        session("FE01", "20260314200100", "out\nPS C:\\> hostname\n") + &footer("20260314200200");
    let rest = "PS C:\\> whoami\nuc\n".to_owned() + &footer("20260314200300");
    insta::assert_snapshot!(printed((one + &two + &rest).as_bytes()), @r"
    session line 1: FE01 CONTOSO\uc.admin from 2026-03-14T20:00:00
    0:13 in C:\: .\a.ps1
      from 14 cut off
    session line 14: FE01 CONTOSO\uc.admin from 2026-03-14T20:01:00
    1:27 in C:\: hostname
    0:32 in C:\: whoami
      from 33
      | uc
    session 0 ends 2026-03-14T20:03:00 Whole
    session 1 ends 2026-03-14T20:02:00 Whole
    ");
}

#[test]
fn what_is_printed_was_not_done() {
    let inner = session(
        "FE02",
        "20260314190000",
        "PS C:\\> Start-CsWindowsService LYNCBACKUP\n",
    ) + &footer("20260314193000");
    let text = session(
        "FE01",
        "20260314200000",
        "PS C:\\> gc \\\\FE02\\c$\\t.txt\n",
    ) + &inner
        + "PS C:\\> hostname\n"
        + &footer("20260314210000");
    assert_eq!(
        commands(&text),
        [r"0:13 in C:\: gc \\FE02\c$\t.txt", r"0:31 in C:\: hostname"]
    );

    // Of the same time or later, on another computer.
    let text = text.replace("20260314190000", "20260314203000");
    assert_eq!(commands(&text).len(), 2);

    // Without its footer: the session's own prompt comes back.
    let inner = session(
        "FE02",
        "20260314190000",
        "PS D:\\> Start-CsWindowsService LYNCBACKUP\n",
    );
    let text = session("FE01", "20260314200000", "PS C:\\> gc t.txt\n")
        + &inner
        + "PS C:\\> hostname\n"
        + &footer("20260314210000");
    assert_eq!(
        commands(&text),
        [r"0:13 in C:\: gc t.txt", r"0:27 in C:\: hostname"]
    );

    // Prompts alone, of another folder.
    let text = session(
        "FE01",
        "20260314200000",
        "PS C:\\> type notes.txt\nPS D:\\> Start-CsWindowsService LYNCBACKUP\nPS C:\\> cd D:\\\nPS D:\\> hostname\n",
    );
    assert_eq!(
        commands(&text),
        [
            r"0:13 in C:\: type notes.txt",
            r"0:15 in C:\: cd D:\",
            r"0:16 in D:\: hostname"
        ]
    );

    // With times: the printed ones are earlier, and the transcript may be this one.
    let own = session("FE01", "20260314200000", "")
        + &header("20260314200100")
        + "PS C:\\> hostname\nFE01\n"
        + &header("20260314200200")
        + "PS C:\\> gc own.txt\n";
    let text = format!("{own}{own}{}PS C:\\> whoami\n", header("20260314200200"));
    let times: Vec<String> = commands(&text);
    assert_eq!(times.len(), 3, "{times:#?}");
    assert!(times[2].ends_with("whoami"));

    // The end of a transcript of before.
    let text = session("FE01", "20260314200000", "PS C:\\> gc -Tail 9 t.txt\n")
        + &footer("20260314190000")
        + "PS C:\\> hostname\n";
    assert_eq!(commands(&text).len(), 2);
    let text = session("FE01", "20260314200000", "PS C:\\> gc -Tail 9 t.txt\n")
        + &footer("20260314203000")
        + "PS C:\\> hostname\n";
    assert_eq!(commands(&text).len(), 2);
}

#[test]
fn a_later_session_after_a_printed_file_is_real() {
    let one = session("FE01", "20260314200000", "PS C:\\> gc notes.txt\n");
    let two = session("FE01", "20260314210000", "PS C:\\> hostname\n") + &footer("20260314220000");
    assert_eq!(
        commands(&(one + &two)),
        [r"0:13 in C:\: gc notes.txt", r"1:26 in C:\: hostname"]
    );
}

#[test]
fn marks_stand_in_the_running_output() {
    let body = "PS C:\\> .\\guide.ps1\nhello\n#runproof:1 {\"event\":\"step-start\"}\nworld\n#runproof:1 {\"event\":\"session-\nend\"}\n#runproof:1 no mark\n";
    let text = session("FE01", "20260314200000", body) + &footer("20260314210000");
    insta::assert_snapshot!(printed(text.as_bytes()));
    let text = session(
        "FE01",
        "20260314200000",
        "#runproof:1 {\"event\":\"a\"}\nout\n#runproof:1 {\"event\":\"b\"}\n",
    );
    insta::assert_snapshot!(printed(text.as_bytes()));
}

#[test]
fn in_a_document() {
    let inner =
        session("FE01", "20260314200000", "PS C:\\> hostname\n") + &footer("20260314210000");
    let indented: String = inner.lines().map(|line| format!("\t{line}\n")).collect();
    let text =
        format!("# Report\n\nWe ran `it`:\n\nPS C:\\> not here\n\n{indented}\nPS C:\\> nor here\n");
    insta::assert_snapshot!(printed(text.as_bytes()), @r"
    session line 7: FE01 CONTOSO\uc.admin from 2026-03-14T20:00:00
    0:19 in C:\: hostname
    session 0 ends 2026-03-14T21:00:00 Whole
    ");
}

#[test]
fn without_a_beginning_or_without_prompts() {
    insta::assert_snapshot!(printed(b"PS C:\\> hostname\nFE01\n"));
    let text = session("FE01", "20260314200000", "1\n2\n") + &footer("20260314210000");
    insta::assert_snapshot!(printed(text.as_bytes()));
}
