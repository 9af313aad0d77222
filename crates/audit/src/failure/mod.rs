//! What an output says went wrong: PowerShell's error records, and what Unix programs complain of.
//!
//! A record of PowerShell is an error, whatever else is stated. Words decide only where nothing states
//! how the command ended.

mod complaint; // What looks like one, in the languages that systems speak.
mod powershell;
#[cfg(test)]
mod tests;
mod unix;

use runproof_capture::Language;
use runproof_shell::{Invocation, Program, Value};

/// A line in which something went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// The line of the output, from 0; `None` where only the exit code says so.
    pub(super) line: Option<usize>,
    /// What it says.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: FailureKind,
}

/// What kind of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailureKind {
    /// An error record of PowerShell: the command failed, whatever its exit code.
    Record,
    /// Words that are those of a failure. A stated exit code of 0 is stronger.
    Words,
    /// An exit code, or another statement that it failed.
    Stated,
    /// It asked before it acted, and the answer was no.
    Declined,
}

/// A command whose output it may be.
#[derive(Debug, Clone, Default)]
pub(super) struct Speaker {
    /// What errors call it, in lower case.
    pub(super) names: Vec<String>,
    /// Whether it prints nothing when all goes well.
    pub(super) is_silent: bool,
}

/// What an output says, line by line.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// What went wrong, in order.
    errors: Vec<Said>,
    /// Lines that say nothing about how a command ended: warnings, progress, banners of a shell.
    pub(super) harmless: Vec<usize>,
    /// Lines of a command under its own name that say neither that it failed nor that it did not.
    pub(super) unclear: Vec<(usize, String)>,
    /// Lines of nobody in particular that look like a complaint, warnings among them.
    pub(super) complaints: Vec<usize>,
    /// Whether the shell refused the text: nothing of it was run.
    pub(super) is_refused: bool,
}

impl Heard {
    /// What went wrong with each of the commands. `is_certain` says whether a line that names none of
    /// them can only be theirs.
    pub(super) fn of_each(&self, speakers: &[Speaker]) -> Vec<Option<Failure>> {
        let mut found: Vec<Option<Failure>> = vec![None; speakers.len()];
        for error in &self.errors {
            let is_of = |speaker: &Speaker| {
                error.names.iter().any(|name| {
                    let name = name.to_ascii_lowercase();
                    speaker.names.iter().any(|own| name_fits(&name, own))
                })
            };
            let is_of_any = speakers.iter().any(is_of);
            for (speaker, found) in speakers.iter().zip(&mut found) {
                // An error that names another command than all of these is that one's; one that names
                // none is taken as of each: what cannot be told must not pass for a success.
                let is_mine = if error.names.is_empty() {
                    true
                } else if is_of_any {
                    is_of(speaker)
                } else {
                    speakers.len() == 1 && !error.is_of_another
                };
                let is_graver = match found {
                    None => true,
                    Some(found) => {
                        found.kind == FailureKind::Words && error.kind == FailureKind::Record
                    }
                };
                if is_mine && is_graver {
                    *found = Some(Failure {
                        line: Some(error.line),
                        text: error.text.clone(),
                        kind: error.kind,
                    });
                }
            }
        }
        found
    }

    /// The first error that names a command which none of these is.
    pub(super) fn stranger(&self, speakers: &[Speaker]) -> Option<usize> {
        let is_of = |error: &&Said| {
            error.names.iter().any(|name| {
                let name = name.to_ascii_lowercase();
                let mut own = speakers.iter().flat_map(|speaker| &speaker.names);
                own.any(|own| name_fits(&name, own))
            })
        };
        let mut errors = self.errors.iter();
        let found = errors.find(|error| error.is_of_another && !is_of(error))?;
        Some(found.line)
    }

    /// Whether a line says that something went wrong.
    pub(super) fn is_error(&self, line: usize) -> bool {
        self.errors
            .iter()
            .any(|error| (error.line..=error.last).contains(&line))
    }
}

/// What lines say of the commands whose output they are. A line that is `None` is somebody else's.
pub(super) fn hear(language: Language, speakers: &[Speaker], lines: &[Option<&str>]) -> Heard {
    let (mut heard, warns): (Heard, fn(&str) -> bool) = match language {
        Language::Bash => (unix::hear(speakers, lines), unix::warns_of_failure),
        Language::Powershell | Language::Windows => {
            (powershell::hear(speakers, lines), powershell::is_stream)
        }
    };
    let complains = |(at, line): (usize, &Option<&str>)| {
        let line = line.as_ref()?.trim();
        let is_quiet = heard.harmless.contains(&at) && !warns(line);
        let is_head = lines
            .get(at + 1)
            .is_some_and(|next| next.is_some_and(is_rule));
        let is_other = heard.is_error(at) || is_quiet || is_head;
        (!is_other && complaint::is_complaint(line)).then_some(at)
    };
    heard.complaints = lines.iter().enumerate().filter_map(complains).collect();
    heard
}

/// The dashes below the heads of a table.
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| c == '-' || c.is_whitespace())
}

/// Whether a line is one of PowerShell that is no error: a warning, and what is verbose.
pub(super) fn is_stream(line: &str) -> bool {
    powershell::is_stream(line.trim_start())
}

/// Whether a shell of Unix says that it did not get to a folder: `bash: cd: /x: No such file or directory`.
pub(super) fn is_of_a_folder(line: &str) -> bool {
    let mut parts = line.trim().split(": ").take(4);
    parts.any(|part| matches!(part, "cd" | "pushd" | "chdir"))
}

/// What a command may be called in an error, in lower case.
pub(super) fn names(ran: &Invocation) -> Vec<String> {
    let own = match &ran.program {
        Program::Named(name) => name.split(' ').next().unwrap_or(name).to_ascii_lowercase(),
        Program::File(path) => path
            .parts
            .last()
            .map(|name| name.to_ascii_lowercase())
            .unwrap_or_default(),
        Program::Unknown(_) => String::new(),
    };
    let mut names = vec![own];
    // What speaks for a service goes by the service's name.
    if let Program::Named(name) = &ran.program
        && ["service", "systemctl", "rc-service"].contains(&name.split(' ').next().unwrap_or(name))
    {
        let texts = ran
            .arguments
            .iter()
            .filter_map(|argument| match &argument.value {
                Value::Known(text) => Some(text.trim_end_matches(".service").to_ascii_lowercase()),
                _ => None,
            });
        names.extend(texts);
    }
    names.extend(ran.piped.iter().flat_map(self::names));
    names.retain(|name| !name.is_empty());
    names
}

fn name_fits(said: &str, own: &str) -> bool {
    let bare = |name: &str| name.trim_end_matches(".exe").to_owned();
    bare(said) == bare(own)
}

/// An error in an output, and whose it may be.
#[derive(Debug)]
struct Said {
    line: usize,
    /// The last line of it.
    last: usize,
    text: String,
    /// The commands that it may be about.
    names: Vec<String>,
    /// Whether it names a command that is surely another one.
    is_of_another: bool,
    kind: FailureKind,
}
