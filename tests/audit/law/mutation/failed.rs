//! What was done and did not work, as errors and as the line itself say it.

use runproof_audit::Code;

use super::{Deserved, Make, Mutation, Needs, Scene, of};
use crate::law::definition::Shell;

const FAILED: &[Code] = &[Code::Failed];
/// Where no rule says that it failed, and nothing explains what was printed.
const FAILED_OR_UNSEEN: &[Code] = &[Code::Failed, Code::OutcomeUnseen, Code::NoEvidence];

pub(super) fn all() -> Vec<Mutation> {
    let mut all: Vec<Mutation> = of(POWERSHELL, Shell::Powershell, Needs::All).collect();
    all.extend(of(UNIX, Shell::Bash, Needs::All));
    all
}

/// A cmdlet of the handout that prints nothing when it works.
fn cmdlet(text: &str) -> bool {
    [
        "Start-Cs",
        "Invoke-Cs",
        "Restart-",
        "Set-",
        "Copy-",
        "Remove-",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// A command over ssh that prints nothing when it works.
fn silent(text: &str) -> bool {
    text.starts_with("ssh ")
        && !text.contains("nginx -t")
        && !text.contains("restorecon")
        && !text.contains("is-active")
        // What an init script prints is its own affair.
        && !text.contains("sudo service")
}

fn says(
    scene: &mut Scene<'_>,
    is: fn(&str) -> bool,
    said: &[&str],
    codes: &[Code],
) -> Option<Deserved> {
    let tries = scene.command(is)?;
    let name = scene
        .text(&tries)
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_owned();
    let host = scene.night.deeds[tries.last()]
        .item
        .clone()
        .unwrap_or_default();
    let said: Vec<String> = said
        .iter()
        .map(|line| line.replace("{name}", &name).replace("{host}", &host))
        .collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    scene.answer(&tries, &said);
    Some(scene.deserves(&tries, codes))
}

/// Types the command within another line, in which `{}` is the command and `{host}` its host.
fn within(
    scene: &mut Scene<'_>,
    is: fn(&str) -> bool,
    line: &str,
    said: &[&str],
    codes: &[Code],
) -> Option<Deserved> {
    let tries = scene.command(is)?;
    let text = line.replace("{}", &scene.text(&tries));
    scene.retype(&tries, text, said);
    Some(scene.deserves(&tries, codes))
}

const POWERSHELL: &[(&str, Make)] = &[
    ("an error in one line", |scene| {
        says(
            scene,
            cmdlet,
            &["{name}: Cannot connect to the backup service."],
            FAILED,
        )
    }),
    ("a term that is not known", |scene| {
        let said = [
            "{name}: The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.",
            "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
        ];
        says(scene, cmdlet, &said, FAILED)
    }),
    ("an error of the view by category", |scene| {
        says(
            scene,
            cmdlet,
            &["ResourceUnavailable: (LYNCBACKUP:String) [{name}], ServiceException"],
            FAILED,
        )
    }),
    ("an error record", |scene| {
        let said = [
            "{name} : The remote server did not answer.",
            "At line:1 char:1",
            "+ {name} -Name X",
            "+ ~~~~~~~~~~~~~~",
            "    + CategoryInfo          : ConnectionError: (X:String) [{name}], Exception",
            "    + FullyQualifiedErrorId : NoAnswer,Microsoft.Rtc.Management.Command",
        ];
        says(scene, cmdlet, &said, FAILED)
    }),
    ("the name of an exception", |scene| {
        says(
            scene,
            cmdlet,
            &["System.TimeoutException: The operation has timed out."],
            FAILED,
        )
    }),
    ("a category", |scene| {
        says(
            scene,
            cmdlet,
            &["OperationStopped: The pipeline was stopped."],
            FAILED,
        )
    }),
    ("output that nothing explains", |scene| {
        says(
            scene,
            // A cmdlet that prints nothing: `Start-CsWindowsService` reports what it does.
            |text| {
                let silent = ["Set-", "Copy-", "Remove-", "Restart-"];
                silent.iter().any(|start| text.starts_with(start))
            },
            &["This is not the time for it."],
            FAILED_OR_UNSEEN,
        )
    }),
    ("`$?` is false", |scene| {
        within(
            scene,
            cmdlet,
            "{} -ErrorAction SilentlyContinue; $?",
            &["False"],
            FAILED,
        )
    }),
    ("`$?` is false on the next line", |scene| {
        let tries = scene.command(cmdlet)?;
        let text = format!("{} -ErrorAction SilentlyContinue", scene.text(&tries));
        scene.retype(&tries, text, &[]);
        scene.besides(&tries, "$?", &["False"]);
        Some(scene.deserves(&tries, FAILED))
    }),
    ("`$Error[0]` on the next line", |scene| {
        let tries = scene.command(cmdlet)?;
        let plain = scene.text(&tries);
        let name = plain.split(' ').next().unwrap_or_default().to_owned();
        scene.retype(
            &tries,
            format!("{plain} -ErrorAction SilentlyContinue"),
            &[],
        );
        let error = format!("{name} : The service did not start.");
        let category =
            format!("    + CategoryInfo          : NotSpecified: (:) [{name}], Exception");
        scene.besides(
            &tries,
            "$Error[0]",
            &[&error, "At line:1 char:1", &category],
        );
        Some(scene.deserves(&tries, FAILED_OR_UNSEEN))
    }),
    ("`$LASTEXITCODE` of a program", |scene| {
        within(
            scene,
            |text| text.contains("Bootstrapper.exe"),
            "{}; $LASTEXITCODE",
            &["1603"],
            FAILED,
        )
    }),
    ("`$LASTEXITCODE` on the next line", |scene| {
        let tries = scene.command(|text| text.contains("Bootstrapper.exe"))?;
        scene.answer(&tries, &[]);
        scene.besides(&tries, "$LASTEXITCODE", &["1603"]);
        Some(scene.deserves(&tries, FAILED))
    }),
    ("a `catch` that printed", |scene| {
        let line = "try { {} -ErrorAction Stop; 'ok' } catch { Write-Host \"failed: $_\" }";
        within(
            scene,
            cmdlet,
            line,
            &["failed: no answer"],
            FAILED_OR_UNSEEN,
        )
    }),
    ("after an error that ends the line", |scene| {
        let tries = scene.command(cmdlet)?;
        let text = format!(
            "$ErrorActionPreference = 'Stop'; Get-Item C:\\nope; {}",
            scene.text(&tries)
        );
        scene.retype(
            &tries,
            text,
            &["Get-Item: Cannot find path 'C:\\nope' because it does not exist."],
        );
        Some(scene.deserves(&tries, &[Code::Failed, Code::Missing, Code::NoEvidence]))
    }),
    ("a job that failed", |scene| {
        let tries = scene.command(cmdlet)?;
        let text = format!("Start-Job {{ {} }}", scene.text(&tries));
        scene.retype(
            &tries,
            text,
            &[
                "",
                "Id Name PSJobTypeName State   HasMoreData Location  Command",
                "-- ---- ------------- -----   ----------- --------  -------",
                "1  Job1 BackgroundJob Running True        localhost …",
                "",
            ],
        );
        scene.besides(
            &tries,
            "Get-Job",
            &[
                "",
                "Id Name PSJobTypeName State  HasMoreData Location  Command",
                "-- ---- ------------- -----  ----------- --------  -------",
                "1  Job1 BackgroundJob Failed False       localhost …",
                "",
            ],
        );
        Some(scene.deserves(
            &tries,
            &[Code::Failed, Code::NoEvidence, Code::OutcomeUnseen],
        ))
    }),
    ("a state of error", |scene| {
        let tries = scene.command(|text| text.starts_with("Get-CsBackup"))?;
        let said: Vec<String> = scene
            .said(&tries)
            .iter()
            .map(|line| line.replacen("NormalState", "ErrorState ", 1))
            .collect();
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        scene.answer(&tries, &said);
        Some(scene.deserves(&tries, &[Code::NotReached, Code::Failed]))
    }),
    ("a state that is not reached", |scene| {
        let tries = scene.command(|text| text.starts_with("Get-CsBackup"))?;
        let said: Vec<String> = scene
            .said(&tries)
            .iter()
            .map(|line| {
                line.replace("SteadyState", "NonSteadyState")
                    .replace("FinalState", "NonSteadyState")
            })
            .collect();
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        scene.answer(&tries, &said);
        Some(scene.deserves(&tries, &[Code::NotReached]))
    }),
];

const UNIX: &[(&str, Make)] = &[
    ("interrupted", |scene| says(scene, silent, &["^C"], FAILED)),
    ("refused", |scene| {
        says(
            scene,
            silent,
            &["ssh: connect to host {host} port 22: Connection refused"],
            FAILED,
        )
    }),
    ("closed", |scene| {
        says(
            scene,
            silent,
            &["Connection closed by 192.0.2.10 port 22"],
            FAILED,
        )
    }),
    ("closed by the other side", |scene| {
        says(
            scene,
            silent,
            &["Connection to {host} closed by remote host."],
            FAILED,
        )
    }),
    ("a broken pipe", |scene| {
        says(
            scene,
            silent,
            &["client_loop: send disconnect: Broken pipe"],
            FAILED,
        )
    }),
    ("no agreement on keys", |scene| {
        says(
            scene,
            silent,
            &["kex_exchange_identification: read: Connection reset by peer"],
            FAILED,
        )
    }),
    ("not allowed", |scene| {
        says(
            scene,
            silent,
            &["Sorry, user admin is not allowed to execute '/usr/bin/cp' as root on {host}."],
            FAILED,
        )
    }),
    ("not a sudoer", |scene| {
        says(
            scene,
            silent,
            &["admin is not in the sudoers file.  This incident will be reported."],
            FAILED,
        )
    }),
    ("not found by zsh", |scene| {
        says(scene, silent, &["zsh:1: command not found: sudo"], FAILED)
    }),
    ("no such account", |scene| {
        says(
            scene,
            silent,
            &["This account is currently not available."],
            FAILED_OR_UNSEEN,
        )
    }),
    ("a crash", |scene| {
        says(scene, silent, &["Segmentation fault"], FAILED)
    }),
    ("no such unit", |scene| {
        says(
            scene,
            |text| text.contains("reload"),
            &["Failed to reload nginx.service: Unit nginx.service not found."],
            FAILED,
        )
    }),
    ("a copy without its file", |scene| {
        says(
            scene,
            |text| text.starts_with("scp "),
            &["/home/admin/renewal/www.example.com.pem: No such file or directory"],
            FAILED,
        )
    }),
    ("a stalled copy", |scene| {
        says(
            scene,
            |text| text.starts_with("scp "),
            &["www.example.com.pem         43% 1704     0.0KB/s - stalled -^C"],
            FAILED,
        )
    }),
    ("output that nothing explains", |scene| {
        says(
            scene,
            silent,
            &["The moon is in the wrong house."],
            FAILED_OR_UNSEEN,
        )
    }),
    ("a test that failed", |scene| {
        says(
            scene,
            |text| text.contains("nginx -t"),
            &[
                "nginx: [emerg] cannot load certificate \"/etc/ssl/certs/www.example.com.pem\"",
                "nginx: configuration file /etc/nginx/nginx.conf test failed",
            ],
            FAILED,
        )
    }),
    ("a stated status", |scene| {
        within(scene, silent, "{}; echo $?", &["255"], FAILED)
    }),
    ("a status on the next line", |scene| {
        let tries = scene.command(silent)?;
        scene.besides(&tries, "echo $?", &["1"]);
        Some(scene.deserves(&tries, FAILED))
    }),
    ("what stands behind `||` printed", |scene| {
        within(scene, silent, "{} || echo FAILED", &["FAILED"], FAILED)
    }),
    ("what stands behind `&&` did not print", |scene| {
        within(scene, silent, "{} && echo OK", &[], FAILED_OR_UNSEEN)
    }),
    ("`else` printed", |scene| {
        within(
            scene,
            silent,
            "if {}; then echo OK; else echo FAILED; fi",
            &["FAILED"],
            FAILED,
        )
    }),
    ("`PIPESTATUS`", |scene| {
        within(
            scene,
            silent,
            "{} | tee -a log; echo ${PIPESTATUS[0]}",
            &["1"],
            FAILED,
        )
    }),
    ("a time limit", |scene| {
        within(scene, silent, "timeout 5 {}; echo $?", &["124"], FAILED)
    }),
    ("a serial that is another", |scene| {
        says(
            scene,
            |text| text.contains("s_client"),
            &["serial=03C41D90A2B7E6F1"],
            &[Code::NotReached],
        )
    }),
    ("keys that differ", |scene| {
        says(
            scene,
            |text| text.starts_with("diff"),
            &[
                "2c2",
                "< MIIBIjANBgkqhkiG9w0B",
                "---",
                "> MFkwEwYHKoZIzj0CAQYI",
            ],
            &[Code::NotReached, Code::Failed],
        )
    }),
];
