//! Replays every recorded session and counts what falls short.

use runproof::project::Project;
use runproof_model::runbook;
use runproof_report as report;
use runproof_shell::{Dialect, Invocation, Line, Tables, bash, powershell};
use serde_json::Value;

use crate::fit::{fits_bash, fits_powershell};
use crate::judge::{Fits, Judge, Short, told};
use crate::recorded::{Session, sessions};

/// What the recorded sessions come to.
#[derive(Debug, Default)]
struct Counts {
    /// Sessions in which something is claimed for certain and is not so.
    false_claims: usize,
    /// Sessions in which something ran, is not listed, and no mark says that something was missed.
    lost: usize,
    /// Lines that ran something.
    lines: usize,
    /// Those of them of which all is known for certain.
    known: usize,
    /// The sessions that fall short.
    told: String,
    /// How many of them it holds.
    shown: usize,
}

/// Which sessions are shown: see README.md.
struct Shown {
    what: Vec<Short>,
    kind: String,
    most: usize,
}

impl Shown {
    fn asked() -> Shown {
        let asked = |name: &str| std::env::var(name).ok();
        let what = match asked("SHELL_SHOW").as_deref() {
            Some("false") => vec![Short::False],
            Some("lost") => vec![Short::Lost],
            Some("unknown") => vec![Short::Unknown],
            Some("all") => vec![Short::False, Short::Lost, Short::Unknown],
            _ => vec![Short::False, Short::Lost],
        };
        let most = asked("SHELL_MOST").and_then(|most| most.parse().ok());
        Shown {
            what,
            kind: asked("SHELL_KIND").unwrap_or_default(),
            most: most.unwrap_or(usize::MAX),
        }
    }
}

#[test]
fn bash_5_2() {
    let tables = tables("rotate-tls-certificate", Dialect::Bash);
    let recorded = sessions(include_str!("bash-5.2/lines.jsonl"));
    let counts = replayed(&recorded, fits_bash, |lines| {
        let mut session = bash::Interpreter::new(&tables);
        let ran = lines
            .iter()
            .map(|text| said(&session.run_whole(&line(text))));
        ran.collect()
    });
    hold(
        "bash",
        &counts,
        Bounds {
            false_claims: 0,
            lost: 0,
            known: 78,
        },
    );
}

#[test]
fn powershell_7_6() {
    let tables = tables("paired-front-end-pools", Dialect::PowerShell);
    let recorded = sessions(include_str!("pwsh-7.6/lines.jsonl"));
    let counts = replayed(&recorded, fits_powershell, |lines| {
        let mut session =
            powershell::Interpreter::new(&tables).of_version(powershell::Version::Seven);
        let ran = lines.iter().map(|text| said(&session.run(&line(text))));
        ran.collect()
    });
    hold(
        "PowerShell",
        &counts,
        Bounds {
            // `cd` to a folder that is not there, and a program by its relative path, in one line.
            false_claims: 1,
            lost: 0,
            known: 90,
        },
    );
}

/// What must hold.
struct Bounds {
    /// At most so many sessions.
    false_claims: usize,
    /// At most so many sessions.
    lost: usize,
    /// At least so many of 100 lines that ran something.
    known: usize,
}

fn hold(shell: &str, counts: &Counts, bounds: Bounds) {
    let share = 100 * counts.known / counts.lines.max(1);
    let summary = format!(
        "{shell}: {} sessions with a false claim, {} with something lost; {} of {} lines ({share} %) known for certain",
        counts.false_claims, counts.lost, counts.known, counts.lines
    );
    #[expect(clippy::print_stdout, reason = "the figures are for whoever runs it")]
    {
        println!("{}{summary}", counts.told);
    }
    assert!(counts.false_claims <= bounds.false_claims, "{summary}");
    assert!(counts.lost <= bounds.lost, "{summary}");
    assert!(share >= bounds.known, "{summary}");
}

/// A line without a prompt.
pub(crate) fn line(text: &str) -> Line<'_> {
    Line {
        text,
        folder: None,
        host: None,
    }
}

/// What is said of a line, as `runproof interpret` prints it.
pub(crate) fn said(invocations: &[Invocation]) -> Vec<Value> {
    let ran = report::ran(invocations);
    ran.iter()
        .map(|ran| serde_json::to_value(ran).expect("JSON"))
        .collect()
}

/// The tables of a runbook that is shipped.
pub(crate) fn tables(id: &str, dialect: Dialect) -> Tables {
    let project = Project::embedded();
    let source = project
        .source(&format!("runbooks/{id}.yaml"))
        .expect("embedded");
    let runbook = runbook::parse(&source).runbook.expect("a runbook");
    assert_eq!(runbook.tables.dialect, dialect);
    runbook.tables
}

fn replayed(
    recorded: &[Session],
    fits: Fits,
    run: impl Fn(&[String]) -> Vec<Vec<Value>>,
) -> Counts {
    // Only programs that were there as stubs could leave a record.
    let names = recorded.iter().flat_map(|session| &session.ran);
    let judge = Judge::new(fits, names.map(|ran| ran.name.as_str()));
    let shown = Shown::asked();
    let mut counts = Counts::default();
    for session in recorded {
        let said = run(&session.lines);
        let judged = judge.session(session, &said);
        counts.lines += judged.lines;
        counts.known += judged.known;
        let Some(short) = judged.short() else {
            continue;
        };
        counts.false_claims += usize::from(short == Short::False);
        counts.lost += usize::from(short == Short::Lost);
        if shown.what.contains(&short)
            && session.kind.contains(&shown.kind)
            && counts.shown < shown.most
        {
            counts.shown += 1;
            counts.told.push_str(&told(short, session, &said));
        }
    }
    counts
}
