//! What is typed, and what is found.

use super::{CHANGE, concluded, options, shown};

const HEAD: &str = "\
**********************
Windows PowerShell transcript start
Start time: 20260314201000
Username: CONTOSO\\uc.admin
RunAs User: CONTOSO\\uc.admin
Machine: FE01 (Microsoft Windows NT 10.0.17763.0)
Host Application: powershell.exe
Process ID: 1
PSVersion: 5.1.17763.1852
**********************
";

const FOOT: &str = "\
**********************
Windows PowerShell transcript end
End time: 20260314230000
**********************
";

const DONE: &str = "\
PS C:\\> & \"$env:SystemDrive\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe\"
PS C:\\> Invoke-Command -ComputerName fe11 { & 'C:\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe' }
PS C:\\> Start-CsWindowsService LYNCBACKUP
PS C:\\> 'pool01.contoso.com', 'pool02.contoso.com' | Invoke-CsBackupServiceSync
PS C:\\> (Get-CsBackupServiceStatus -PoolFqdn pool01.contoso.com).BackupModules

Identity                    ExportStatus   ImportStatus
--------                    ------------   ------------
UserServices.PresenceFocus  FinalState     NormalState
CentralMgmt.CMSMaster       NotInitialized NormalState

PS C:\\> (Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com).BackupModules

Identity                    ExportStatus   ImportStatus
--------                    ------------   ------------
UserServices.PresenceFocus  SteadyState    NormalState
CentralMgmt.CMSMaster       SteadyState    NormalState

";

fn judged(body: &str) -> String {
    let transcript = format!("{HEAD}{body}{FOOT}");
    let conclusion = concluded(CHANGE, &[("FE01.txt", &transcript)], &options());
    format!("{body}\n==== is found to be\n\n{}", shown(&conclusion))
}

/// What was done, with one thing in it changed.
fn with(from: &str, to: &str) -> String {
    assert!(DONE.contains(from), "{from}");
    judged(&DONE.replacen(from, to, 1))
}

macro_rules! documents {
    ($($name:ident: $text:expr;)+) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!($text);
            }
        )+
    };
}

documents! {
    as_planned: judged(DONE);
    both_masters_are_not_initialized: with("SteadyState    NormalState\n\n", "NotInitialized NormalState\n\n");
    another_look_after_it_was_steady: judged(&format!(
        "{DONE}{}",
        DONE.split_once("PS C:\\> (Get").map(|(_, rest)| {
            let look = rest.split("PS C:\\>").next().unwrap_or_default();
            format!("PS C:\\> (Get{}", look.replace("FinalState ", "NonSteadyState"))
        }).unwrap_or_default()
    ));
    a_branch_that_nobody_saw: with(
        "PS C:\\> Start-CsWindowsService LYNCBACKUP",
        "PS C:\\> if (Test-Path C:\\go) { Start-CsWindowsService LYNCBACKUP }"
    );
    a_function_that_nobody_called: with(
        "PS C:\\> Start-CsWindowsService LYNCBACKUP",
        "PS C:\\> function go { Start-CsWindowsService LYNCBACKUP }"
    );
    a_function_that_somebody_called: with(
        "PS C:\\> Start-CsWindowsService LYNCBACKUP",
        "PS C:\\> function go($n) { Start-CsWindowsService $n }\nPS C:\\> go LYNCBACKUP"
    );
    a_value_that_nobody_saw: with(
        "Start-CsWindowsService LYNCBACKUP",
        "Start-CsWindowsService $env:SERVICE"
    );
    all_services: with("Start-CsWindowsService LYNCBACKUP", "Start-CsWindowsService");
    it_failed_and_then_it_did_not: with(
        "PS C:\\> Start-CsWindowsService LYNCBACKUP\n",
        "PS C:\\> Start-CsWindowsService LYNCBACKUP\n\
         Start-CsWindowsService : Zugriff verweigert\n\
         In Zeile:1 Zeichen:1\n\
         + Start-CsWindowsService LYNCBACKUP\n\
         + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n    \
             + CategoryInfo          : PermissionDenied: (:) [Start-CsWindowsService], X\n    \
             + FullyQualifiedErrorId : X,Y\n\
         PS C:\\> Start-CsWindowsService LYNCBACKUP\n"
    );
    it_failed: with(
        "PS C:\\> Start-CsWindowsService LYNCBACKUP\n",
        "PS C:\\> Start-CsWindowsService LYNCBACKUP\nTerminatingError(Start-CsWindowsService): \"no\"\n"
    );
    a_secret_on_the_way: with(
        "PS C:\\> Start-CsWindowsService",
        "PS C:\\> Set-CsUser bob -Password hunter2\nPS C:\\> Start-CsWindowsService"
    );
}

#[test]
fn the_service_was_started_first() {
    let start = "PS C:\\> Start-CsWindowsService LYNCBACKUP\n";
    let early = format!("{start}{}", DONE.replacen(start, "", 1));
    insta::assert_snapshot!(judged(&early));
}

/// Two servers, each with its own transcript, and how far their clocks may differ.
fn two(first: &str, second: &str, skew: i64) -> String {
    let other = HEAD.replace("FE01", "FE11");
    let captures = [
        ("FE01.txt", format!("{HEAD}{first}{FOOT}")),
        ("FE11.txt", format!("{other}{second}{FOOT}")),
    ];
    let captures = captures
        .each_ref()
        .map(|(name, text)| (*name, text.as_str()));
    let mut options = options();
    options.clock_skew = skew;
    let conclusion = concluded(CHANGE, &captures, &options);
    format!(
        "FE01:\n{first}\nFE11:\n{second}\n==== with clocks {skew} seconds apart is found to be\n\n{}",
        shown(&conclusion)
    )
}

/// A line with the time at which it was entered.
fn at(time: &str, line: &str) -> String {
    format!(
        "**********************\nCommand start time: 20260314{time}\n**********************\n{line}\n"
    )
}

#[test]
fn one_server_is_late_and_the_clocks_may_explain_it() {
    let lines: Vec<&str> = DONE.lines().collect();
    let here = lines[0].to_owned();
    let there = lines[1]
        .replace("Invoke-Command -ComputerName fe11 { ", "")
        .replace(" }", "");
    let rest = lines[3..].join("\n");
    let rest = rest.split("PS C:\\> ").filter(|line| !line.is_empty());
    let rest: String = rest
        .map(|line| at("203100", &format!("PS C:\\> {line}")))
        .collect();
    let first = format!("{}{}{rest}", at("201500", &here), at("203000", lines[2]));
    let second = at("203020", &there);
    insta::assert_snapshot!("the_clocks_prove_it", two(&first, &second, 10));
    insta::assert_snapshot!("the_clocks_do_not_prove_it", two(&first, &second, 60));
}

#[test]
fn without_times_no_order_is_proved_between_two_sessions() {
    let lines: Vec<&str> = DONE.lines().collect();
    let there = lines[1]
        .replace("Invoke-Command -ComputerName fe11 { ", "")
        .replace(" }", "");
    let first = format!("{}\n{}", lines[0], lines[2..].join("\n"));
    insta::assert_snapshot!(two(&format!("{first}\n"), &format!("{there}\n"), 10));
}
