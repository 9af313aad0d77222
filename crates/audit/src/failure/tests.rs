//! Errors in outputs, and what only looks like one.

use super::*;

/// What went wrong with each of some commands; those that print nothing have `!` behind their name.
fn said(language: Language, names: &[&str], text: &str) -> Vec<String> {
    let speakers: Vec<Speaker> = names
        .iter()
        .map(|name| Speaker {
            names: vec![name.trim_end_matches('!').to_ascii_lowercase()],
            is_silent: name.ends_with('!'),
        })
        .collect();
    let lines: Vec<Option<&str>> = text.lines().map(Some).collect();
    let found = hear(language, &speakers, &lines).of_each(&speakers);
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
fn what_leads_to_a_program_fails_under_any_name() {
    for line in [
        "^C",
        "Connection closed by 192.0.2.1 port 22",
        "Connection to web01 closed by remote host.",
        "kex_exchange_identification: read: Connection reset by peer",
        "Sorry, user admin is not allowed to execute '/usr/sbin/nginx -t' as root on web01.",
        "admin is not in the sudoers file.",
        "zsh:1: command not found: nginx",
        "sh: 1: nginx: not found",
        "This account is currently not available.",
        "Segmentation fault (core dumped)",
        "Failed to reload nginx.service: Unit nginx.service not found.",
        "nginx.service is not active, cannot reload.",
        "/home/admin/x.pem: No such file or directory",
        "x.pem   42%  716   0.0KB/s - stalled -",
        "Killed by signal 2.",
        " * Reloading nginx configuration nginx [fail]",
        "Stopping nginx:                  [FAILED]",
        "x.pem   42%  716   0.0KB/s - stalled -^C",
        "[1]+  Exit 255                ssh web01 'sudo nginx -t'",
    ] {
        assert_ne!(said(Language::Bash, &["nginx"], line), ["-"], "{line}");
    }
}

#[test]
fn warnings_progress_and_the_ordinary_end_of_a_connection_are_no_failures() {
    for line in [
        "bash: warning: setlocale: LC_ALL: cannot change locale (de_DE.UTF-8)",
        "bash: line 1: warning: here-document at line 1 delimited by end-of-file",
        "Warning: Permanently added 'web01' (ED25519) to the list of known hosts.",
        "nginx: [warn] conflicting server name",
        "Connection to web01 closed.",
        "x.pem  100% 3894  1.2MB/s  00:00",
        "sudo: unable to resolve host web01: Name or service not known",
        "[1] 4711",
        "[1]+  Done                    sleep 1",
        "admin@web01's password:",
        "cp: warning: source file 'a' specified more than once",
    ] {
        assert_eq!(
            said(Language::Bash, &["cp!", "nginx"], line),
            ["-", "-"],
            "{line}"
        );
    }
}

#[test]
fn a_message_of_a_silent_program_is_one_of_failure_in_any_language() {
    let line = "cp: der Aufruf von stat für 'x' ist nicht möglich";
    assert_eq!(said(Language::Bash, &["cp!"], line), [line]);
    // Of another program nobody knows.
    let line = "pg_rewind: servers diverged at WAL location 0/3000060";
    assert_eq!(said(Language::Bash, &["pg_rewind"], line), ["-"]);
}

/// Of each line, whether it is one that looks like a complaint under a command of which nothing is known.
fn complaints(language: Language, text: &str) -> Vec<bool> {
    let speaker = Speaker {
        names: vec!["deploy".to_owned()],
        is_silent: false,
    };
    let lines: Vec<Option<&str>> = text.lines().map(Some).collect();
    let heard = hear(language, &[speaker], &lines);
    let taken = |at| heard.complaints.contains(&at) || heard.is_error(at);
    (0..lines.len()).map(taken).collect()
}

#[test]
fn a_complaint_is_one_in_each_language() {
    for line in [
        "Access is denied.",
        "The system cannot find the path specified.",
        "The service did not respond to the start or control request in a timely fashion.",
        "The operation completed with 3 errors.",
        "failed: 2, skipped: 0",
        "You do not have permission to do this.",
        "No service of that name was found.",
        "Exit code: 1603",
        "WARNING: Synchronization of module UserServices failed.",
        "Zugriff verweigert",
        "Der Dienst konnte nicht gestartet werden.",
        "Die Installation ist fehlgeschlagen.",
        "Element nicht gefunden.",
        "WARNUNG: Der Vorgang wurde abgebrochen.",
        "AUSFÜHRLICH: Die Verbindung wurde abgelehnt.",
        "Accès refusé.",
        "Le service demandé n’a pas été démarré.",
        "Le fichier spécifié est introuvable.",
        "AVERTISSEMENT : échec de la synchronisation.",
        "Aucun service de ce nom.",
        "Acesso negado.",
        "O sistema não pode encontrar o arquivo especificado.",
        "AVISO: falha ao iniciar o serviço.",
        "Acceso denegado.",
        "Accesso negato.",
    ] {
        let found = complaints(Language::Powershell, line);
        assert_eq!(found, [true], "{line}");
    }
    for line in [
        "Zugriff verweigert",
        "warning: reload of www failed",
        "deploy: warning: 2 hosts refused the new configuration",
        "Le rechargement a échoué",
    ] {
        assert_eq!(complaints(Language::Bash, line), [true], "{line}");
    }
}

#[test]
fn what_a_command_says_that_works_is_no_complaint() {
    for line in [
        "Checking prerequisites for bootstrapper...",
        "Checking prerequisite SqlInstanceRtcLocal...prerequisite satisfied.",
        "Installing missing prerequisites",
        "Installing the components that are missing...",
        r"Logging status to: C:\Users\uc\AppData\Local\Temp\errors\failed-[1].html",
        "Error log: C:\\Logs\\error.log",
        "0 errors, 2 warnings",
        "Completed without errors.",
        "Errors: 0",
        "Error code: 0",
        "Exit code: 0",
        "ok=3 changed=1 unreachable=0 failed=0",
        "No errors were found.",
        "A restart is not required.",
        "Do not close this window.",
        "Please do not turn off the computer.",
        "The failover cluster is ready.",
        "VERBOSE: Performing the operation \"Sync\" on target \"pool01\".",
        "WARNING: Waiting for service 'LYNCBACKUP' to start...",
        "0 Fehler",
        "Ein Neustart ist nicht erforderlich.",
        "Der Dienst wurde erfolgreich gestartet.",
        "Aucune erreur",
        "Le service a démarré correctement.",
        "Sem erros.",
        "O serviço foi iniciado com êxito.",
        "Running  LYNCBACKUP",
    ] {
        let found = complaints(Language::Powershell, line);
        assert_eq!(found, [false], "{line}");
    }
    let table = "Name   Errors  Failed\n----   ------  ------\npool01 0       0\n";
    assert_eq!(complaints(Language::Powershell, table), [false; 3]);
    for line in [
        " * Reloading nginx configuration nginx [ OK ]",
        "Reloading nginx configuration: nginx.",
        "bash: warning: setlocale: LC_ALL: cannot change locale (de_DE.UTF-8)",
        "nginx: [warn] could not build optimal server_names_hash",
        "perl: warning: Setting locale failed.",
        "sudo: unable to resolve host web01: Name or service not known",
        "Connection to web01 closed.",
    ] {
        assert_eq!(complaints(Language::Bash, line), [false], "{line}");
    }
}

#[test]
fn a_wrong_password_before_the_right_one_is_no_failure() {
    for said_so in [
        "Sorry, try again.",
        "Das hat nicht funktioniert, bitte nochmal probieren.",
    ] {
        let text = format!("[sudo] password for admin: \n{said_so}\n[sudo] password for admin: \n");
        assert_eq!(said(Language::Bash, &["nginx"], &text), ["-"], "{said_so}");
        assert_eq!(complaints(Language::Bash, &text), [false; 3], "{said_so}");
        let text = format!("{text}sudo: 2 incorrect password attempts\n");
        assert_eq!(
            said(Language::Bash, &["nginx"], &text),
            ["sudo: 2 incorrect password attempts"]
        );
    }
    let text = "[sudo] password for admin: \nSorry, try again.\n";
    assert_eq!(
        said(Language::Bash, &["nginx"], text),
        ["Sorry, try again."]
    );
}
