//! `runproof interpret`: what typed lines ran, as the audit reads them.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::failure::{FILE_FAULT, Failure, Outcome, complain, of_fault};
use super::open;
use crate::project::Project;
use runproof_core::world;
use runproof_model::runbook::{self, Shell};
use runproof_report::{self as report, Answer};
use runproof_shell::bash::Kind;
use runproof_shell::powershell::Version;
use runproof_shell::{Dialect, Invocation, Line, Tables, bash, powershell};
use runproof_text::json;

/// How much is read, in bytes.
const MOST: u64 = 1 << 30;

/// The arguments of `interpret`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The typed lines, or with `jsonl` the sessions and questions; `-` or left out, standard input
    file: Option<PathBuf>,
    /// The shell that the lines were typed into; left out, the runbook's, else PowerShell
    #[arg(long, value_name = "SHELL")]
    shell: Option<ShellName>,
    /// The version of the shell: `5.1` or `7.6` of PowerShell; `5.2` of bash, or `dash` and `sh`;
    /// `unknown` for any of them, where a line that they read differently is not certain. Left out,
    /// PowerShell 7 and bash
    #[arg(long, value_name = "VERSION", value_parser = Versions::parse)]
    shell_version: Option<Versions>,
    /// The runbook whose tables of commands are used, by id or path; left out, those of all runbooks
    /// of that shell
    #[arg(long, value_name = "RUNBOOK")]
    runbook: Option<String>,
    /// The format of input and output
    #[arg(long, short = 'F', value_name = "FORMAT", default_value = "text")]
    format: InterpretFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ShellName {
    /// PowerShell, Windows PowerShell included
    Powershell,
    /// bash
    Bash,
}

/// Which shell of each kind reads the lines.
#[derive(Debug, Clone, Copy)]
struct Versions {
    powershell: Version,
    bash: Kind,
}

impl Versions {
    /// What is taken where nothing is said.
    const USUAL: Self = Self {
        powershell: Version::Seven,
        bash: Kind::Bash,
    };

    fn parse(text: &str) -> Result<Self, String> {
        let versions = match text {
            "dash" | "sh" => Self {
                bash: Kind::Posix,
                ..Self::USUAL
            },
            "unknown" => Self {
                powershell: Version::Unknown,
                bash: Kind::Posix,
            },
            number if Version::of(number) != Version::Unknown => Self {
                powershell: Version::of(number),
                ..Self::USUAL
            },
            _ => {
                let known = "3 to 5.1, 7 or higher, `dash`, `sh`, or `unknown`";
                return Err(format!("a version is {known}"));
            }
        };
        Ok(versions)
    }

    /// Of these, what is said of one shell.
    fn of(self, shell: ShellName) -> Self {
        match shell {
            ShellName::Powershell => Self {
                bash: Self::USUAL.bash,
                ..self
            },
            ShellName::Bash => Self {
                powershell: Self::USUAL.powershell,
                ..self
            },
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum InterpretFormat {
    /// Typed lines in, each with what it ran out
    Text,
    /// A session or a question a line in, its answer a line out: `runproof schema interpretation`
    Jsonl,
}

/// A line of input. Either `lines` or `complete` is there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    shell: ShellName,
    lines: Option<Vec<String>>,
    complete: Option<String>,
}

/// The tables of each shell, made once.
struct Known {
    powershell: Tables,
    versions: Versions,
    bash: Tables,
}

/// Reads lines and says what they ran.
pub(super) fn run(arguments: &Arguments, project: Option<&Path>) -> Result<Outcome, Failure> {
    let project = open::project(project, arguments.runbook.as_deref());
    let named = match &arguments.runbook {
        Some(id) => Some(open::runbook(&project, Some(id))?),
        None => None,
    };
    let shell = arguments.shell.unwrap_or(match &named {
        Some(runbook) if runbook.shell == Shell::Bash => ShellName::Bash,
        _ => ShellName::Powershell,
    });
    let versions = arguments
        .shell_version
        .map_or(Versions::USUAL, |versions| versions.of(shell));
    let known = match named {
        Some(runbook) => Known::of(std::iter::once(runbook), versions),
        None => Known::of_project(&project, versions)?,
    };
    let path = arguments.file.as_deref().unwrap_or(Path::new("-"));
    let text = world::read_lines(path, MOST)?;
    match arguments.format {
        InterpretFormat::Text => {
            world::print(known.told(shell, &text).as_bytes())?;
            Ok(Outcome::Done)
        }
        InterpretFormat::Jsonl => answers(&known, &text, path),
    }
}

/// Answers each line of input; lines that cannot be read are named, all of them, at the end.
fn answers(known: &Known, text: &str, path: &Path) -> Result<Outcome, Failure> {
    let mut faults = Vec::new();
    let mut out = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let answer = known.answer(line).unwrap_or_else(|error| {
            faults.push(format!("line {}: {error}", at + 1));
            Answer::Fault { error }
        });
        // The types of an answer have no map with other keys than texts.
        json::write_line(&answer, &mut out).unwrap_or_default();
        if out.len() > 1 << 20 {
            world::print(&out)?;
            out.clear();
        }
    }
    world::print(&out)?;
    if faults.is_empty() {
        return Ok(Outcome::Done);
    }
    const SHOWN: usize = 10;
    let more = faults.len().saturating_sub(SHOWN);
    faults.truncate(SHOWN);
    if more > 0 {
        faults.push(format!("and {more} more"));
    }
    Err(Failure::new(
        &FILE_FAULT,
        format!(
            "{}: not every line could be read: {}",
            path.display(),
            faults.join("; ")
        ),
        Some(
            "a line is {\"shell\": \"bash\", \"lines\": [\"…\"]} or {\"shell\": \"bash\", \"complete\": \"…\"}"
                .to_owned(),
        ),
    ))
}

impl Known {
    /// The tables of all runbooks of a project; a runbook that cannot be read is named.
    fn of_project(project: &Project, versions: Versions) -> Result<Self, Failure> {
        let sources = project
            .runbooks()
            .into_iter()
            .map(|file| project.source(&file.path));
        let mut runbooks = Vec::new();
        for source in sources {
            match source {
                Ok(source) => {
                    let parsed = runbook::parse(&source);
                    complain(&parsed.findings);
                    runbooks.extend(parsed.runbook);
                }
                Err(fault) => complain(&[of_fault(&fault)]),
            }
        }
        let mut known = Self::of(runbooks, versions);
        let mut findings = project.add_tables(&mut known.powershell)?;
        // The files are the same, and so is what is wrong with them.
        if findings.is_empty() {
            findings = project.add_tables(&mut known.bash)?;
        }
        match findings.is_empty() {
            true => Ok(known),
            false => Err(findings.into()),
        }
    }

    fn of(runbooks: impl IntoIterator<Item = runbook::Runbook>, versions: Versions) -> Self {
        let empty = |dialect| Tables {
            dialect,
            ..Tables::default()
        };
        let mut known = Self {
            powershell: empty(Dialect::PowerShell),
            versions,
            bash: empty(Dialect::Bash),
        };
        for runbook in runbooks {
            let tables = match runbook.shell {
                Shell::Powershell => &mut known.powershell,
                Shell::Bash => &mut known.bash,
            };
            tables.added.extend(runbook.tables.added);
            for command in runbook.tables.commands {
                if tables.find(&command.name).is_none() {
                    tables.commands.push(command);
                }
            }
        }
        known
    }

    fn answer(&self, line: &str) -> Result<Answer, String> {
        let request: Request = serde_json::from_str(line).map_err(|error| error.to_string())?;
        match (request.lines, request.complete) {
            (Some(lines), None) => {
                let mut session = self.session(request.shell);
                let ran = lines.iter().map(|line| report::ran(&session.run(line)));
                Ok(Answer::Session(ran.collect()))
            }
            (None, Some(text)) => Ok(Answer::Complete(is_complete(request.shell, &text))),
            _ => Err("`lines` or `complete` is wanted, one of them".to_owned()),
        }
    }

    fn told(&self, shell: ShellName, text: &str) -> String {
        let mut session = self.session(shell);
        let mut out = String::new();
        let mut entry = String::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            entry.push_str(line);
            // A statement goes on until the shell would have taken it.
            if lines.peek().is_some() && !is_complete(shell, &entry) {
                entry.push('\n');
                continue;
            }
            if !entry.trim().is_empty() {
                report::told(&entry, &session.run(&entry), &mut out);
            }
            entry.clear();
        }
        out
    }

    fn session(&self, shell: ShellName) -> Session<'_> {
        match shell {
            ShellName::Powershell => {
                let interpreter = powershell::Interpreter::new(&self.powershell);
                Session::Powershell(Box::new(interpreter.of_version(self.versions.powershell)))
            }
            ShellName::Bash => {
                let interpreter = bash::Interpreter::new(&self.bash);
                Session::Bash(Box::new(interpreter.of_kind(self.versions.bash)))
            }
        }
    }
}

fn is_complete(shell: ShellName, text: &str) -> bool {
    match shell {
        ShellName::Powershell => powershell::is_complete(text),
        ShellName::Bash => bash::is_complete(text),
    }
}

/// A session of one of the shells.
enum Session<'t> {
    Powershell(Box<powershell::Interpreter<'t>>),
    Bash(Box<bash::Interpreter<'t>>),
}

impl Session<'_> {
    fn run(&mut self, text: &str) -> Vec<Invocation> {
        let line = Line {
            text,
            folder: None,
            host: None,
        };
        match self {
            Self::Powershell(session) => session.run(&line),
            Self::Bash(session) => session.run_whole(&line),
        }
    }
}
