//! Replays every recorded session and counts what falls short.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use runproof::command::{Dialect, Invocation, Line, Tables, bash, powershell};
use runproof::project::Project;
use runproof::{report, runbook};
use serde_json::Value;

use crate::fit::{fits_bash, fits_powershell, is_certain, is_whole, name};
use crate::recorded::{Ran, Session, sessions};

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

/// What falls short in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Short {
    /// Something is claimed and is not so.
    False,
    /// Something ran that is neither listed nor marked.
    Lost,
    /// Not all of a line is known for certain.
    Unknown,
}

/// Which sessions are shown: see README.md.
struct Shown {
    what: Vec<Short>,
    kind: String,
    most: usize,
}

impl Shown {
    fn asked() -> Shown {
        #[expect(
            clippy::disallowed_methods,
            reason = "whoever runs the test says what to show"
        )]
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
        let mut session = powershell::Interpreter::new(&tables);
        let ran = lines.iter().map(|text| said(&session.run(&line(text))));
        ran.collect()
    });
    hold(
        "PowerShell",
        &counts,
        Bounds {
            false_claims: 300,
            lost: 70,
            known: 55,
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

fn line(text: &str) -> Line<'_> {
    Line {
        text,
        folder: None,
        host: None,
    }
}

fn said(invocations: &[Invocation]) -> Vec<Value> {
    let ran = report::ran(invocations);
    ran.iter()
        .map(|ran| serde_json::to_value(ran).expect("JSON"))
        .collect()
}

fn tables(id: &str, dialect: Dialect) -> Tables {
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
    fits: fn(&Value, &Ran) -> bool,
    run: impl Fn(&[String]) -> Vec<Vec<Value>>,
) -> Counts {
    // Only programs that were there as stubs could leave a record.
    let stem = |name: &str| name.to_lowercase().trim_end_matches(".exe").to_owned();
    let stubs: BTreeSet<String> = recorded
        .iter()
        .flat_map(|session| session.ran.iter().map(|ran| stem(&ran.name)))
        .collect();
    let is_stub = |said: &Value| name(said).is_some_and(|name| stubs.contains(&stem(name)));
    let shown = Shown::asked();
    let mut counts = Counts::default();
    for session in recorded {
        let said = run(&session.lines);
        let (mut is_false, mut is_lost, mut is_unknown) = (false, false, false);
        for (at, said) in said.iter().enumerate() {
            if session.is_past(at) {
                continue;
            }
            let ran: Vec<&Ran> = session.ran.iter().filter(|ran| ran.line == at).collect();
            let claimed: Vec<&Value> = said
                .iter()
                .filter(|said| is_certain(said) && is_stub(said))
                .collect();
            let listed: Vec<&Value> = said
                .iter()
                .filter(|said| is_stub(said) || name(said).is_none())
                .collect();
            let is_blind = said.iter().any(|said| said["blind"] == true);
            let is_wrong = pairs(&claimed, &ran, fits) < claimed.len();
            is_false |= is_wrong;
            let mut misses = ran
                .iter()
                .any(|ran| !listed.iter().any(|said| fits(said, ran)));
            // What is said once for certain ran once.
            misses |= listed.iter().all(|said| is_certain(said))
                && pairs(&listed, &ran, fits) < ran.len();
            is_lost |= misses && !is_blind;
            if !ran.is_empty() {
                counts.lines += 1;
                let is_known = !is_wrong
                    && !is_blind
                    && claimed.len() == ran.len()
                    && listed.iter().all(|said| is_whole(said));
                counts.known += usize::from(is_known);
                is_unknown |= !is_known;
            }
        }
        counts.false_claims += usize::from(is_false);
        counts.lost += usize::from(is_lost && !is_false);
        let short = match (is_false, is_lost, is_unknown) {
            (true, _, _) => Short::False,
            (_, true, _) => Short::Lost,
            (_, _, true) => Short::Unknown,
            _ => continue,
        };
        if shown.what.contains(&short)
            && session.kind.contains(&shown.kind)
            && counts.shown < shown.most
        {
            counts.shown += 1;
            tell(&mut counts.told, short, session, &said);
        }
    }
    counts
}

/// A session that falls short: what was typed, what ran, and what was said of each line.
fn tell(told: &mut String, short: Short, session: &Session, said: &[Vec<Value>]) {
    // Writing to a text cannot fail.
    let _ = writeln!(told, "\n{short:?} ({})", session.kind);
    for (at, line) in session.lines.iter().enumerate() {
        let _ = writeln!(told, "  {at}> {line}");
        for ran in session.ran.iter().filter(|ran| ran.line == at) {
            let _ = writeln!(told, "     ran  {}", ran.brief());
        }
        for said in said.get(at).into_iter().flatten() {
            let _ = writeln!(told, "     said {}", brief(said));
        }
    }
}

/// What was said of an invocation, without what says nothing.
fn brief(said: &Value) -> String {
    let mut said = said.clone();
    if let Some(fields) = said.as_object_mut() {
        fields.retain(|name, value| {
            let says_nothing = value.is_null()
                || *value == Value::Bool(false)
                || value.as_array().is_some_and(Vec::is_empty)
                || *value == "here"
                || name == "effect";
            !says_nothing
        });
    }
    said.to_string()
}

/// The most claims that can each have an entry of their own among what ran.
fn pairs(said: &[&Value], ran: &[&Ran], fits: fn(&Value, &Ran) -> bool) -> usize {
    fn place(
        at: usize,
        said: &[&Value],
        ran: &[&Ran],
        fits: fn(&Value, &Ran) -> bool,
        tried: &mut [bool],
        taken: &mut [Option<usize>],
    ) -> bool {
        for entry in 0..ran.len() {
            if tried[entry] || !fits(said[at], ran[entry]) {
                continue;
            }
            tried[entry] = true;
            let is_free = match taken[entry] {
                None => true,
                Some(other) => place(other, said, ran, fits, tried, taken),
            };
            if is_free {
                taken[entry] = Some(at);
                return true;
            }
        }
        false
    }
    let mut taken = vec![None; ran.len()];
    let placed = (0..said.len()).filter(|at| {
        let mut tried = vec![false; ran.len()];
        place(*at, said, ran, fits, &mut tried, &mut taken)
    });
    placed.count()
}
