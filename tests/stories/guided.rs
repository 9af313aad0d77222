//! Guided scripts: what their marks alone show to `check`.

use crate::story::Story;

const CHANGE: &str = "\
change: CHG0042137
variant: sfb-2019
parameters:
  pools:
    - fqdn: pool01.contoso.com
      servers: [fe01.contoso.com]
    - fqdn: pool02.contoso.com
      servers: [fe11.contoso.com]
answers:
  pools_deployed_before_pairing: true
  cumulative_update_applied: true
";

const BOOTSTRAPPER: &str = r#"& "$env:SystemDrive\Program Files\Skype for Business Server 2019\Deployment\Bootstrapper.exe""#;

const STEADY: &str = "
OverallExportStatus : SteadyState
OverallImportStatus : NormalState
BackupModules       : {UserServices.PresenceFocus:[FinalState,NormalState], ConfServices.DataConf:[SteadyState,NormalState], CentralMgmt.CMSMaster:[SteadyState,NormalState]}
";

/// A transcript as the guided script for PowerShell leaves it: what it says stands two blanks in,
/// what it asks is echoed with its answer, and every event is a mark.
struct Guided {
    text: String,
    host: &'static str,
    sha256: String,
    minute: u32,
    step: String,
}

impl Guided {
    fn new(host: &'static str, sha256: &str, start: &str) -> Self {
        let text = format!(
            "**********************\nWindows PowerShell transcript start\nStart time: 20260314{start}\nUsername: CONTOSO\\uc.admin\nRunAs User: CONTOSO\\uc.admin\nConfiguration Name: \nMachine: {host} (Microsoft Windows NT 10.0.17763.0)\nHost Application: powershell.exe -File .\\pair.ps1\nProcess ID: 6456\nPSVersion: 5.1.17763.1852\n**********************\n  Pair Front End pools\n\n  The transcript is written to C:\\Temp\\pair.txt.\n\nWho is carrying out this procedure?: Ursula\n"
        );
        let mut guided = Self {
            text,
            host,
            sha256: sha256.to_owned(),
            minute: start[..2].parse::<u32>().expect("hours") * 60,
            step: String::new(),
        };
        guided.mark("session-start", "");
        guided
    }

    fn mark(&mut self, event: &str, more: &str) {
        self.minute += 1;
        let time = format!(
            "2026-03-14T{:02}:{:02}:00+01:00",
            self.minute / 60,
            self.minute % 60
        );
        let step = match self.step.as_str() {
            "" => String::new(),
            step => format!(",\"step\":\"{step}\",\"number\":1"),
        };
        self.text.push_str(&format!(
            "#runproof:1 {{\"event\":\"{event}\",\"session\":\"77aa0{}\",\"time\":\"{time}\",\"runbook\":\"paired-front-end-pools\",\"revision\":\"1.0.0\",\"sha256\":\"{}\",\"variant\":\"sfb-2019\",\"change\":\"CHG0042137\",\"host\":\"{}\",\"user\":\"CONTOSO\\\\uc.admin\",\"operator\":\"Ursula\"{step}{more}}}\n",
            self.host, self.sha256, self.host
        ));
    }

    fn step(&mut self, id: &str) {
        id.clone_into(&mut self.step);
        self.text.push_str("\n== Step: what is to be done\n\n");
        self.mark("step-start", "");
        self.text.push_str("  What is to be done.\n\n");
    }

    fn by_hand(&mut self, id: &str) {
        self.step(id);
        self.done();
    }

    fn done(&mut self) {
        self.text.push_str("Done? [y] yes, [s] skip, [q] quit: y\n");
        self.mark("by-hand-done", ",\"binding\":{}");
    }

    fn run(&mut self, command: &str, output: &str, exit: i32) {
        let quoted = command.replace('\\', "\\u005c").replace('"', "\\u0022");
        let more = format!(",\"binding\":{{}},\"command\":\"{quoted}\"");
        self.text.push_str(&format!(
            "\n  {command}\n\nRun this command? [y] yes, [s] skip, [q] quit: y\n"
        ));
        self.mark("command-start", &more);
        self.text.push_str(&format!("{output}\n"));
        self.mark("command-end", &format!("{more},\"exit\":{exit}"));
    }

    fn end(mut self) -> String {
        self.step.clear();
        self.text.push_str("That was the last step.\n");
        self.mark("session-end", ",\"outcome\":\"finished\"");
        let Self { text, minute, .. } = self;
        let (hour, minute) = (minute / 60, minute % 60);
        format!(
            "{text}**********************\nWindows PowerShell transcript end\nEnd time: 20260314{hour:02}{minute:02}30\n**********************\n"
        )
    }
}

/// The fingerprint of the embedded runbook, as the guided script has it.
fn sha256(runbook: &str, change: &str) -> String {
    let story = Story::new().file("change.yaml", change);
    let script = story.output(&format!("render {runbook} -c change.yaml --format script"));
    let script = String::from_utf8(script.stdout).expect("text");
    let (_, after) = script.split_once("ha256").expect("a fingerprint");
    after
        .chars()
        .filter(char::is_ascii_hexdigit)
        .take(64)
        .collect()
}

/// The two servers' transcripts of a change that went well.
fn both(sha256: &str, last: &str) -> [String; 2] {
    let mut one = Guided::new("FE11", sha256, "200000");
    one.step("run-bootstrapper");
    one.run(
        BOOTSTRAPPER,
        "Checking prerequisites...\nBootstrapper finished.",
        0,
    );
    one.step("reapply-cumulative-update");
    one.done();
    let mut two = Guided::new("FE01", sha256, "190000");
    for step in [
        "create-pools",
        "edit-properties",
        "choose-resiliency",
        "select-backup-pool",
        "enable-voice-failover",
        "publish-topology",
        "deploy-or-continue",
    ] {
        two.by_hand(step);
    }
    two.step("run-bootstrapper");
    two.run(
        BOOTSTRAPPER,
        "Checking prerequisites...\nBootstrapper finished.",
        0,
    );
    // The other server's turn.
    two.minute = 21 * 60;
    two.step("reapply-cumulative-update");
    two.done();
    two.step("start-backup-service");
    two.run("Start-CsWindowsService -Name LYNCBACKUP", "", 0);
    two.step("synchronize-pools");
    for pool in ["pool01", "pool02"] {
        two.run(
            &format!("Invoke-CsBackupServiceSync -PoolFqdn {pool}.contoso.com"),
            "",
            0,
        );
    }
    for (pool, shown) in [("pool01", STEADY), ("pool02", last)] {
        two.run(
            &format!("Get-CsBackupServiceStatus -PoolFqdn {pool}.contoso.com"),
            shown,
            0,
        );
    }
    [one.end(), two.end()]
}

fn checked([one, two]: &[String; 2]) -> String {
    let story = Story::new()
        .file("change.yaml", CHANGE)
        .file("logs/FE11.txt", one)
        .file("logs/FE01.txt", two);
    story.tell("check paired-front-end-pools logs -c change.yaml --width 120 --as-of 2026-03-16")
}

/// The exit code.
fn exit(told: &str) -> &str {
    told.lines().last().unwrap_or_default()
}

#[test]
fn marks_alone_evidence_commands_outcomes_and_steps_by_hand() {
    let sha256 = sha256("paired-front-end-pools", CHANGE);
    let told = checked(&both(&sha256, STEADY));
    assert_eq!(exit(&told), "--- exit 0 ---", "{told}");
    for line in [
        "   1  Create the pools                            ─── ● ────",
        "   8  Run Bootstrapper on every Front End Server   ✓     ✓",
        "  11  Synchronize the pools                        ✓     ✓",
        "       7  matched to a step",
    ] {
        assert!(told.contains(line), "{told}");
    }
}

/// The output between the marks of a command is that command's.
#[test]
fn what_a_guided_command_shows_is_judged() {
    let sha256 = sha256("paired-front-end-pools", CHANGE);
    let not_yet = STEADY.replace("DataConf:[SteadyState", "DataConf:[NotInitialized");
    let told = checked(&both(&sha256, &not_yet));
    assert_eq!(exit(&told), "--- exit 1 ---", "{told}");
    assert!(told.contains("not-reached"), "{told}");
}

/// A mark says how its command ended, whatever was printed.
#[test]
fn a_guided_command_that_failed_is_no_evidence_that_it_was_done() {
    let sha256 = sha256("paired-front-end-pools", CHANGE);
    let [one, two] = both(&sha256, STEADY);
    let at = one.find("\"command-end\"").expect("a mark");
    let (before, after) = one.split_at(at);
    let one = format!("{before}{}", after.replacen("\"exit\":0", "\"exit\":5", 1));
    let told = checked(&[one, two]);
    assert_eq!(exit(&told), "--- exit 1 ---", "{told}");
}

/// Marks of another definition, and marks of a session that did not say who it is, show nothing.
#[test]
fn marks_of_no_account() {
    let foreign = checked(&both(&"0".repeat(64), STEADY));
    assert_ne!(exit(&foreign), "--- exit 0 ---", "{foreign}");
    assert!(!foreign.contains("Ursula"), "{foreign}");

    let sha256 = sha256("paired-front-end-pools", CHANGE);
    let beheaded = both(&sha256, STEADY).map(|text| {
        let kept = text
            .lines()
            .filter(|line| !line.contains("\"session-start\""));
        kept.map(|line| format!("{line}\n")).collect()
    });
    let told = checked(&beheaded);
    assert_ne!(exit(&told), "--- exit 0 ---", "{told}");
    assert!(told.contains("0  Commands in them"), "{told}");
    assert!(foreign.contains("0  Commands in them"), "{foreign}");
}

/// What looks like a mark inside of an output does not hide what comes after it.
#[test]
fn a_printed_mark_hides_no_failure() {
    let sha256 = sha256("paired-front-end-pools", CHANGE);
    let [one, two] = both(&sha256, STEADY);
    let session = |command: &str| {
        let header = &one[..one.find("  Pair Front").expect("a title")];
        format!(
            "{header}PS C:\\> {command}\nChecking prerequisites...\n#runproof:1 {{\"event\":\"x\",\"session\":\"1\",\"sha256\":\"0\"}}\n& : Access to the path is denied.\nAt line:1 char:1\n+ & \"Bootstrapper.exe\"\n    + CategoryInfo          : PermissionDenied: (:) [], UnauthorizedAccessException\n    + FullyQualifiedErrorId : System.UnauthorizedAccessException\n\nPS C:\\> hostname\nFE11\n**********************\nWindows PowerShell transcript end\nEnd time: 20260314201530\n**********************\n"
        )
    };
    let told = checked(&[session(BOOTSTRAPPER), two]);
    assert!(told.contains("Access to the path is denied"), "{told}");
}

/// A guided script for bash records itself by `script`: no prompt is in it, and its marks show what
/// was run and what came of it.
#[test]
fn marks_in_a_typescript() {
    let change = include_str!("../../src/cli/demo/rotate-tls-certificate.yaml");
    let sha256 = sha256("rotate-tls-certificate", change);
    let mark = |event: &str, step: &str, more: &str| {
        format!(
            "#runproof:1 {{\"event\":\"{event}\",\"session\":\"ed5f3ccc44e97d33\",\"time\":\"2026-04-07T08:21:53+02:00\",\"runbook\":\"rotate-tls-certificate\",\"revision\":\"1.0.0\",\"sha256\":\"{sha256}\",\"variant\":\"rhel\",\"change\":\"CHG0042170\",\"host\":\"ops01\",\"user\":\"admin\",\"operator\":\"admin\",\"step\":\"{step}\"{more}}}\r\n"
        )
    };
    let openssl = "openssl x509 -in /home/admin/renewal/www.example.com.pem -noout -serial -enddate -ext subjectAltName";
    let diff = "diff <(openssl x509 -in /home/admin/renewal/www.example.com.pem -noout -pubkey) <(openssl pkey -in /home/admin/renewal/www.example.com.key -pubout)";
    let command = |command: &str| format!(",\"binding\":{{}},\"command\":\"{command}\"");
    let text = [
        "Script started on 2026-04-07 08:21:52+02:00 [TERM=\"xterm-256color\" TTY=\"/dev/pts/0\" COLUMNS=\"120\" LINES=\"50\"]\n".to_owned(),
        "  Rotate the TLS certificate\r\n\r\nWho is carrying out this procedure? admin\r\n".to_owned(),
        mark("session-start", "", ""),
        "\r\n== Step 1 of 14: Check the new certificate\r\n\r\n".to_owned(),
        mark("step-start", "check-certificate", ""),
        format!("\r\n  {openssl}\r\n\r\nRun this command? [y] yes, [s] skip, [q] quit y\r\n"),
        mark("command-start", "check-certificate", &command(openssl)),
        "serial=049F2B71C30A115E\r\nnotAfter=Jul  6 09:12:44 2026 GMT\r\n\r\n".to_owned(),
        mark("command-end", "check-certificate", &(command(openssl) + ",\"exit\":0")),
        "  The output must show serial=049F2B71C30A115E.\r\n\r\n".to_owned(),
        mark("step-start", "check-key", ""),
        mark("command-start", "check-key", &command(diff)),
        "2c2\r\n< x\r\n---\r\n> y\r\n\r\n".to_owned(),
        mark("command-end", "check-key", &(command(diff) + ",\"exit\":1")),
        mark("session-end", "", ",\"outcome\":\"stopped\""),
        "\nScript done on 2026-04-07 08:30:00+02:00 [COMMAND_EXIT_CODE=\"1\"]\n".to_owned(),
    ];
    let told = Story::new()
        .file("change.yaml", change)
        .file("guided.log", text.concat())
        .tell(
            "check rotate-tls-certificate guided.log -c change.yaml --width 120 --as-of 2026-04-08",
        );
    let steps: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("Check the new"))
        .collect();
    insta::assert_snapshot!(steps.join("\n"), @r"
       1  Check the new certificate               ──────── ✓ ────────
       2  Check the new private key               ──────── ✗ ────────
    Deviation[failed] Step 2: Check the new private key
    ");
    assert_eq!(exit(&told), "--- exit 1 ---", "{told}");
}
