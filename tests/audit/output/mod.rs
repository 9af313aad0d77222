//! What stands in an output, and what it says of the commands that printed it: small captures and
//! their findings, side by side.
//!
//! Each file of cases holds one kind. A case is a piece of a capture that stands in the place of one
//! planned act; everything else of the capture is as planned. It looks like this:
//!
//! ```text
//! ## the error of PowerShell 7 stands on one line
//! @ SA1
//! > SA1
//! Invoke-CsBackupServiceSync: Cannot connect to the backup service.
//! = failed synchronize-pools
//! ```
//!
//! `@` names the acts in whose place it stands, `>` is typed (names of acts stand for their commands),
//! `=` is a finding, or `conformant`. Notes are no findings here. `! 7` before the lines makes the
//! session one of PowerShell 7, `! cut` ends the capture in the middle of the output.

mod session; // A capture of a case, and what the audit makes of it.

use std::fmt::Write;

use session::{Base, judged};

/// A case as it is written.
#[derive(Debug, Default)]
struct Case<'a> {
    name: &'a str,
    /// The acts that it stands for.
    acts: Vec<&'a str>,
    /// What else is said of the session.
    settings: Vec<&'a str>,
    /// What is typed and printed.
    lines: Vec<Line<'a>>,
    /// What must be found.
    findings: Vec<&'a str>,
}

/// A line of a capture.
#[derive(Debug, Clone, Copy)]
enum Line<'a> {
    Typed(&'a str),
    /// The next line of what is typed.
    More(&'a str),
    Printed(&'a str),
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name,
                ..Case::default()
            });
            continue;
        }
        // What stands before the first case says what the file is about.
        let Some(case) = cases.last_mut() else {
            continue;
        };
        let is_over = !case.findings.is_empty();
        match line.split_at_checked(2) {
            Some(("@ ", acts)) if case.acts.is_empty() => case.acts = acts.split(' ').collect(),
            Some(("! ", setting)) => case.settings.push(setting),
            Some(("> ", typed)) => case.lines.push(Line::Typed(typed)),
            Some((">>", typed)) => case.lines.push(Line::More(typed.trim_start())),
            Some(("= ", finding)) => case.findings.push(finding),
            _ if is_over => assert_eq!(line, "", "{}: a line behind its findings", case.name),
            _ => case.lines.push(Line::Printed(line)),
        }
    }
    cases
}

/// Holds a file of cases against what the audit finds.
fn hold(base: Base, text: &str) {
    let mut faults = String::new();
    let cases = cases(text);
    assert!(!cases.is_empty());
    for case in &cases {
        assert!(
            !case.findings.is_empty(),
            "{}: nothing is expected",
            case.name
        );
        let found = judged(base, case);
        let mut expected: Vec<String> = case.findings.iter().map(|one| (*one).to_owned()).collect();
        expected.sort_unstable();
        if found.codes != expected {
            let _ = writeln!(
                faults,
                "## {}\n{}\n  expected {expected:?}\n  found    {:?}\n{}",
                case.name, found.piece, found.codes, found.said
            );
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

macro_rules! kinds {
    ($($name:ident: $base:ident, $file:literal;)+) => {
        $(
            #[test]
            fn $name() {
                hold(Base::$base, include_str!($file));
            }
        )+
    };
}

kinds! {
    errors_of_powershell: Pools, "errors-of-powershell.txt";
    failures_of_unix: Tls, "failures-of-unix.txt";
    silence: Tls, "silence.txt";
    silence_of_cmdlets: Cmdlets, "silence-of-cmdlets.txt";
    status_in_powershell: Pools, "status-in-powershell.txt";
    status_in_bash: Tls, "status-in-bash.txt";
    owners_in_powershell: Pools, "owners-in-powershell.txt";
    owners_in_bash: Tls, "owners-in-bash.txt";
    stopped_lines: Pools, "stopped-lines.txt";
    simulation: Pools, "simulation.txt";
    jobs: Pools, "jobs.txt";
    what_did_not_run: Programs, "what-did-not-run.txt";
    wide_output: Pools, "wide-output.txt";
    status_and_words: Programs, "status-and-words.txt";
}
