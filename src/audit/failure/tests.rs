//! Errors in outputs, and what only looks like one.

use super::*;
use crate::command::{Certainty, Effect, Mode, On};

fn act(name: &str) -> Invocation {
    Invocation {
        folder: None,
        program: Program::Named(name.into()),
        arguments: Vec::new(),
        piped: Vec::new(),
        words: None,
        user: None,
        substituted: false,
        on: On::Here,
        mode: Mode::Real,
        certainty: Certainty::Run,
        effect: Effect::Changes,
        span: 0..0,
    }
}

fn said(language: Language, names: &[&str], text: &str) -> Vec<String> {
    let acts: Vec<Invocation> = names.iter().map(|name| act(name)).collect();
    let acts: Vec<&Invocation> = acts.iter().collect();
    let found = failures(language, &acts, text, None);
    let shown = |failure: Option<Failure>| failure.map_or("-".into(), |failure| failure.text);
    found.into_iter().map(shown).collect()
}

const GERMAN: &str = "Start-CsWindowsService : Der Dienst LYNCBACKUP wurde nicht gefunden.\n\
    In Zeile:1 Zeichen:1\n\
    + Start-CsWindowsService -Name LYNCBACKUP\n\
    + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n    \
        + CategoryInfo          : ObjectNotFound: (:) [Start-CsWindowsService], X\n    \
        + FullyQualifiedErrorId : ServiceNotFound,Y\n";

#[test]
fn an_error_record_is_told_in_any_language() {
    let found = said(Language::Powershell, &["Start-CsWindowsService"], GERMAN);
    assert_eq!(
        found,
        ["Start-CsWindowsService : Der Dienst LYNCBACKUP wurde nicht gefunden."]
    );
}

#[test]
fn an_error_of_one_command_is_not_the_others() {
    let names = ["Invoke-CsBackupServiceSync", "Start-CsWindowsService"];
    let found = said(Language::Powershell, &names, GERMAN);
    assert_eq!(found[0], "-");
    assert!(found[1].starts_with("Start-CsWindowsService"));
    // Something else on the line failed.
    assert_eq!(said(Language::Powershell, &["Get-X"], GERMAN), ["-"]);
}

#[test]
fn powershell_7_and_endpoints_have_other_shapes() {
    let concise =
        "Invoke-CsBackupServiceSync: Access denied.\nLine |\n   1 | Invoke-Cs…\n     | ~~~";
    assert_eq!(
        said(
            Language::Powershell,
            &["Invoke-CsBackupServiceSync"],
            concise
        ),
        ["Invoke-CsBackupServiceSync: Access denied."]
    );
    let bound = ">> TerminatingError(Invoke-CsBackupServiceSync): \"Access denied.\"";
    assert_eq!(
        said(Language::Powershell, &["Invoke-CsBackupServiceSync"], bound),
        ["\"Access denied.\""]
    );
    let stopped = "PS C:\\Users\\User> TerminatingError(): \"Die Pipeline wurde beendet.\"";
    assert_eq!(
        said(Language::Powershell, &["ping"], stopped),
        ["\"Die Pipeline wurde beendet.\""]
    );
}

const SYNC: &str = "Invoke-CsBackupServiceSync";

#[test]
fn every_view_of_an_error_is_an_error() {
    let shapes = [
        "Invoke-CsBackupServiceSync: Cannot connect.\nInvoke-CsBackupServiceSync: Cannot connect.",
        "ConnectionError: (pool01:String) [Invoke-CsBackupServiceSync], InvalidOperationException",
        "\nException             : System.InvalidOperationException: Cannot connect.\n\
         TargetObject          : pool01.contoso.com\n\
         CategoryInfo          : ConnectionError: (pool01:String) [Invoke-CsBackupServiceSync], X\n\
         FullyQualifiedErrorId : BackupSync,Sfb.Sync\n",
        "Invoke-CsBackupServiceSync : Cannot connect.\nAt line:1 char:1\n+ Invoke-Cs\n+ ~~\n\
         + CategoryInfo          : ConnectionError: (pool01:String) [Invoke-CsBackupServiceSync], X\n\
         + FullyQualifiedErrorId : BackupSync,Sfb.Sync",
        "OperationStopped: The operation was stopped.",
        "Exception: no",
        "InvalidOperationException: It is not running.",
        "Invoke-CsBackupServiceSync: The term 'Invoke-CsBackupServiceSync' is not recognized.",
    ];
    for shape in shapes {
        assert_ne!(said(Language::Powershell, &[SYNC], shape), ["-"], "{shape}");
    }
}

#[test]
fn what_only_looks_like_an_error_is_none() {
    let shapes = [
        "VERBOSE: Performing the operation \"Sync\" on target \"pool01\".",
        "WARNING: It takes a while.",
        "  Invoke-CsBackupServiceSync: quoted in a help text",
        "Get-Item: Cannot find path.",
        "ReadError : 0",
        // What reads the line complains: no console is there to read from.
        "MethodInvocationException: Exception calling \"ReadLine\" with \"3\" argument(s): \"x\"",
    ];
    for shape in shapes {
        assert_eq!(said(Language::Powershell, &[SYNC], shape), ["-"], "{shape}");
    }
}

#[test]
fn a_program_that_is_not_there_failed() {
    for shape in [
        "&: The term 'C:\\Deployment\\Bootstrapper.exe' is not recognized as a name of a cmdlet.",
        "Bootstrapper.exe: The term 'Bootstrapper.exe' is not recognized as a name of a cmdlet.",
    ] {
        assert_ne!(
            said(Language::Powershell, &["Bootstrapper.exe"], shape),
            ["-"]
        );
        assert_eq!(said(Language::Powershell, &["other.exe"], shape), ["-"]);
    }
}

#[test]
fn the_message_stands_in_the_frame_where_it_is_not_behind_the_name() {
    let framed = "Invoke-CsBackupServiceSync: \nLine |\n   2 |  Invoke-Cs\n     |  ~~~\n     | Cannot connect.";
    assert_eq!(
        said(Language::Powershell, &[SYNC], framed),
        ["Cannot connect."]
    );
}

#[test]
fn unix_programs_complain_under_their_name() {
    let fine = "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n\
                nginx: configuration file /etc/nginx/nginx.conf test is successful";
    assert_eq!(said(Language::Bash, &["nginx"], fine), ["-"]);
    let broken = "nginx: [emerg] cannot load certificate \"/etc/x\"";
    assert_eq!(said(Language::Bash, &["nginx"], broken), [broken]);
    assert_eq!(
        said(
            Language::Bash,
            &["cp"],
            "ssh: connect to host web01 port 22: Connection refused"
        ),
        ["ssh: connect to host web01 port 22: Connection refused"]
    );
}

#[test]
fn an_exit_code_is_the_last_commands() {
    let (a, b) = (act("a"), act("b"));
    let found = failures(Language::Bash, &[&a, &b], "", Some(Status::Exit(2)));
    assert_eq!(found[0], None);
    assert_eq!(found[1].as_ref().map(|f| f.text.as_str()), Some("2"));
}
