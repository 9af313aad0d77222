//! What an output says went wrong.
//!
//! PowerShell's error records are told by what no language translates: `+ CategoryInfo`,
//! `+ FullyQualifiedErrorId`, `TerminatingError(X)`, and the `Line |` frame of PowerShell 7. Unix
//! programs begin the lines in which they complain with their name (GNU coding standards, "Format
//! of error messages").

use crate::capture::{Language, Status};
use crate::command::{Invocation, Program};

/// A line in which something went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// The line of the output, from 0; `None` where only the exit code says so.
    pub(super) line: Option<usize>,
    /// What it says.
    pub(super) text: String,
}

/// What went wrong with each of the commands whose output this is.
pub(super) fn failures(
    language: Language,
    acts: &[&Invocation],
    text: &str,
    status: Option<Status>,
) -> Vec<Option<Failure>> {
    let mut found: Vec<Option<Failure>> = vec![None; acts.len()];
    let errors = match language {
        Language::Bash => unix(acts, text),
        Language::Powershell | Language::Windows => records(text),
    };
    for error in errors {
        let is_of = |act: &Invocation| {
            let names = names(act);
            error.names.iter().any(|name| {
                let name = name.to_ascii_lowercase();
                names.iter().any(|own| name_fits(&name, own))
            })
        };
        let is_of_any = acts.iter().any(|act| is_of(act));
        let others = acts.len();
        for (act, found) in acts.iter().zip(&mut found) {
            // An error that names another command than all of these is that one's; one that names
            // none is taken as of each: what cannot be told must not pass for a success.
            let is_mine = if error.names.is_empty() {
                true
            } else if is_of_any {
                is_of(act)
            } else {
                others == 1 && !error.is_of_another
            };
            if is_mine && found.is_none() {
                *found = Some(Failure {
                    line: Some(error.line),
                    text: error.text.clone(),
                });
            }
        }
    }
    let exit = match status {
        Some(Status::Exit(0) | Status::Completed) | None => None,
        Some(Status::Exit(code)) => Some(code.to_string()),
        Some(Status::Failed) => Some(String::new()),
    };
    if let Some(code) = exit {
        // The status is the last command's.
        if let Some(last) = found.last_mut()
            && last.is_none()
        {
            *last = Some(Failure {
                line: None,
                text: code,
            });
        }
    }
    found
}

/// What a command may be called in an error, in lower case.
fn names(act: &Invocation) -> Vec<String> {
    let own = match &act.program {
        Program::Named(name) => name.split(' ').next().unwrap_or(name).to_ascii_lowercase(),
        Program::File(path) => path
            .parts
            .last()
            .map(|name| name.to_ascii_lowercase())
            .unwrap_or_default(),
        Program::Unknown(_) => String::new(),
    };
    let mut names = vec![own];
    names.extend(act.piped.iter().flat_map(self::names));
    names.retain(|name| !name.is_empty());
    names
}

fn name_fits(said: &str, own: &str) -> bool {
    let bare = |name: &str| name.trim_end_matches(".exe").to_owned();
    bare(said) == bare(own)
}

struct Said {
    line: usize,
    text: String,
    /// The commands that it may be about.
    names: Vec<String>,
    /// Whether it names a cmdlet that is surely another one.
    is_of_another: bool,
}

/// The error records of PowerShell in a text.
fn records(text: &str) -> Vec<Said> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found: Vec<Said> = Vec::new();
    let mut is_in_record = false;
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let trimmed = trimmed.strip_prefix(">> ").unwrap_or(trimmed);
        if let Some((name, said)) = terminating(trimmed) {
            found.push(Said {
                line: at,
                text: said.to_owned(),
                is_of_another: !name.is_empty(),
                names: Some(name.to_owned())
                    .filter(|name| !name.is_empty())
                    .into_iter()
                    .collect(),
            });
            continue;
        }
        let is_info = ["+ CategoryInfo", "+ FullyQualifiedErrorId"]
            .iter()
            .any(|mark| trimmed.starts_with(mark) && trimmed.contains(':'));
        let is_frame = trimmed.trim_end() == "Line |";
        if !(is_info || is_frame) {
            is_in_record = false;
            continue;
        }
        if is_in_record {
            continue;
        }
        is_in_record = true;
        let first = beginning(&lines, at);
        let name = lines[first]
            .split_once(':')
            .map(|(name, _)| name.trim())
            .filter(|name| is_command_name(name));
        found.push(Said {
            line: first,
            text: lines[first].trim().to_owned(),
            is_of_another: name.is_some_and(|name| name.contains('-')),
            names: name.map(ToOwned::to_owned).into_iter().collect(),
        });
    }
    // `Error:` at the beginning of a line is how deployment programs say it.
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line
            .strip_prefix("Error:")
            .is_some_and(|rest| !rest.trim().is_empty())
        {
            found.push(Said {
                line: at,
                text: line.to_owned(),
                names: Vec::new(),
                is_of_another: false,
            });
        }
    }
    found.sort_by_key(|said| said.line);
    found
}

/// `TerminatingError(Name): "text"`, with or without a prompt before it.
fn terminating(line: &str) -> Option<(&str, &str)> {
    let start = ["NonTerminatingError(", "TerminatingError("]
        .iter()
        .find_map(|mark| line.find(mark).map(|at| at + mark.len()))?;
    let before = &line[..start];
    let is_said = before.starts_with("NonTerminatingError(")
        || before.starts_with("TerminatingError(")
        || before.starts_with("PS");
    if !is_said {
        return None;
    }
    let (name, rest) = line[start..].split_once(')')?;
    Some((name, rest.trim_start_matches(':').trim()))
}

/// The line that an error record begins on: above its position (`+ …`, `At line:`), its message.
fn beginning(lines: &[&str], info: usize) -> usize {
    // As many lines as a message has at most.
    const MOST: usize = 12;
    let lowest = info.saturating_sub(MOST);
    let mut first = info;
    for at in (lowest..info).rev() {
        let line = lines[at];
        if line.trim().is_empty() {
            break;
        }
        first = at;
        let name = line.split_once(':').map(|(name, _)| name.trim());
        if name.is_some_and(|name| is_command_name(name) && !line.starts_with(' ')) {
            let is_position = lines
                .get(at + 1)
                .is_some_and(|next| next.trim_start().starts_with("+ "));
            // `At line:1 char:1` and its translations stand right above the code.
            if !is_position || at == lowest {
                break;
            }
        }
    }
    first
}

fn is_command_name(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(char::is_whitespace)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '\\' | '/'))
}

/// Lines in which one of the programs, or what leads to it, complains.
fn unix(acts: &[&Invocation], text: &str) -> Vec<Said> {
    const ALWAYS: [&str; 7] = ["bash", "sh", "ssh", "sudo", "scp", "-bash", "command"];
    const HARMLESS: [&str; 9] = [
        "is successful",
        "syntax is ok",
        "[warn]",
        "[notice]",
        "Warning: Permanently added",
        "unable to resolve host",
        ": pass ",
        ": removing",
        ": removed",
    ];
    const KNOWN_SHAPES: [&str; 4] = [
        "Permission denied (",
        "lost connection",
        "Host key verification failed",
        "Job for ",
    ];
    let own: Vec<String> = acts.iter().flat_map(|act| names(act)).collect();
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_end();
        let prefix = line.split_once(": ").map(|(name, _)| name);
        let base = prefix.map(|name| name.rsplit('/').next().unwrap_or(name));
        let is_own = base.is_some_and(|base| own.iter().any(|name| name_fits(base, name)));
        let is_led = base.is_some_and(|base| ALWAYS.contains(&base));
        let is_shape = KNOWN_SHAPES.iter().any(|shape| line.contains(shape))
            && (!line.starts_with("Job for ") || line.contains(" failed"));
        let is_openssl = own.iter().any(|name| name == "openssl")
            && (line.contains(":error:")
                || line.starts_with("Could not ")
                || line.starts_with("unable to load"));
        if (is_own || is_led || is_shape || is_openssl)
            && !HARMLESS.iter().any(|harmless| line.contains(harmless))
        {
            found.push(Said {
                line: at,
                text: line.trim().to_owned(),
                names: base
                    .filter(|_| is_own)
                    .map(ToOwned::to_owned)
                    .into_iter()
                    .collect(),
                is_of_another: false,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
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
}
