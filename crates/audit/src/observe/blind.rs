//! What may hide an act: a script whose text is not known, a launcher, a name that nothing describes.

use super::{Blind, Observer, Trace};
use runproof_capture::{Entry, Gap, GapKind, Kind, Language, Output};
use runproof_shell::{Invocation, Opaque};

/// So many of them are kept of a capture; where there are more, it proves no absence.
const MOST: usize = 2_000;

impl Observer<'_> {
    /// Notes an invocation that may have done more than is seen; whether it may.
    pub(super) fn hide(
        &mut self,
        entry: &Entry<'_>,
        invocation: &Invocation,
        is_only: bool,
    ) -> bool {
        let session = &self.sessions[entry.session];
        let opaque = session.shell.opaque(invocation);
        if opaque.is_none() && !session.shell.may_run_arguments(invocation) {
            return false;
        }
        let names = self.expected.mentioned(entry.text);
        let is_logged_whole = match Trace::of(entry.kind) {
            Trace::Text => false,
            // What it runs leaves records of its own.
            Trace::Bound => true,
            // In a log of processes; what a transcript's session was started as is its only record.
            Trace::Process => session.language == Language::Windows,
        };
        let why = match opaque {
            Some(why) if !is_logged_whole || !names.is_empty() => why,
            // A program that nobody describes may run what it is told to.
            None if !names.is_empty() => {
                let name = super::super::expect::program_name(invocation);
                Opaque::Launcher(name.unwrap_or_default())
            }
            Some(_) | None => return false,
        };
        let place = self.place(entry, invocation, is_only);
        if place.is_scripted {
            return false;
        }
        self.add_blind(Blind { place, why, names });
        true
    }

    pub(super) fn add_blind(&mut self, blind: Blind) {
        // What one line hides is said once for each computer.
        let is_known = self.blinds.iter().rev().take(8).any(|other| {
            other.place.session == blind.place.session
                && other.place.line == blind.place.line
                && other.place.host == blind.place.host
        });
        if is_known {
            return;
        }
        if self.blinds.len() < MOST {
            self.sessions[blind.place.session].launched = Some(self.blinds.len());
            self.blinds.push(blind);
            return;
        }
        let what = "there are more commands of which nobody knows what they do than are kept";
        let gap = Gap {
            session: Some(blind.place.session),
            line: blind.place.line,
            kind: GapKind::Unreadable(what.to_owned()),
        };
        let mut gaps = self.gaps.iter();
        if !gaps.any(|other| other.session == gap.session && other.kind == gap.kind) {
            self.gaps.push(gap);
        }
    }

    /// Remembers a script whose text is in the capture.
    pub(super) fn note_script(&mut self, kind: Kind<'_>) {
        if let Kind::ScriptBlock { path: Some(path) } = kind {
            let name = path.rsplit(['\\', '/']).next().unwrap_or(path);
            let name = name.to_ascii_lowercase();
            if !self.scripts.contains(&name) {
                self.scripts.insert(name);
            }
        }
    }
}

impl Observer<'_> {
    /// Takes back what the last entry may hide, where its output says that the shell found no such
    /// command: nothing was run.
    pub(super) fn look_for_refusal(&mut self, output: &Output<'_>) {
        let Some(session) = self.sessions.get_mut(self.current) else {
            return;
        };
        let language = session.language;
        let Some(at) = session.launched.take() else {
            return;
        };
        let Some(blind) = self.blinds.get(at) else {
            return;
        };
        let (Opaque::Name(name) | Opaque::Script(name)) = &blind.why else {
            return;
        };
        if was_not_found(language, name, output.text) {
            self.void.insert(at);
        }
    }

    /// Takes back what the last entry may hide: its commands are seen.
    pub(super) fn show_launched(&mut self, session: usize) {
        if let Some(at) = self.sessions[session].launched.take() {
            self.void.insert(at);
        }
    }

    /// What is left of them.
    pub(super) fn kept_blinds(&mut self) -> Vec<Blind> {
        let all = std::mem::take(&mut self.blinds).into_iter().enumerate();
        let kept = all.filter(|(at, _)| !self.void.contains(at));
        kept.map(|(_, blind)| blind).collect()
    }
}

/// Whether an output says, in any language, that the shell found no command of that name.
fn was_not_found(language: Language, name: &str, text: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    match language {
        Language::Powershell | Language::Windows => {
            let mut errors = lines
                .filter(|line| line.contains("FullyQualifiedErrorId : CommandNotFoundException"));
            let is_first = |line: &str| {
                // `X: The term 'X' is not recognized …`
                line.split_once(": ").is_some_and(|(head, rest)| {
                    let quoted = rest.split('\'').nth(1).unwrap_or_default();
                    let base = quoted.rsplit(['\\', '/']).next().unwrap_or_default();
                    base.eq_ignore_ascii_case(&name)
                        && (head.eq_ignore_ascii_case(quoted) || matches!(head, "&" | "."))
                })
            };
            let first = text.lines().find(|line| !line.trim().is_empty());
            let first = first.unwrap_or_default();
            errors.next().is_some() && first.to_ascii_lowercase().contains(&name) || is_first(first)
        }
        Language::Bash => lines.next().is_some_and(|line| {
            let lower = line.to_ascii_lowercase();
            let shells = ["bash", "-bash", "sh", "-sh", "dash", "zsh", "ksh"];
            let Some((shell, rest)) = lower.split_once(": ") else {
                return false;
            };
            let is_shell = shells.contains(&shell.rsplit('/').next().unwrap_or(shell));
            let rest = rest
                .strip_prefix("line ")
                .or_else(|| rest.strip_prefix(|c: char| c.is_ascii_digit()))
                .and_then(|rest| rest.split_once(": "))
                .map_or(rest, |(_, rest)| rest);
            let subject = rest.split(": ").next().unwrap_or(rest);
            let base = |text: &str| text.rsplit('/').next().unwrap_or(text).trim().to_owned();
            let last = rest.rsplit(": ").next().unwrap_or(rest);
            is_shell && (base(subject) == name || base(last) == name)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_was_not_found_ran_nothing() {
        let shell = Language::Powershell;
        for text in [
            "Start-X : The term 'Start-X' is not recognized as the name of a cmdlet.\nAt line:1 char:1\n    + FullyQualifiedErrorId : CommandNotFoundException",
            "Start-X: Die Benennung 'Start-X' wurde nicht als Name erkannt.",
        ] {
            assert!(was_not_found(shell, "Start-X", text), "{text}");
        }
        assert!(was_not_found(
            shell,
            "x.ps1",
            "&: The term 'C:\\a\\x.ps1' is not recognized."
        ));
        for text in ["", "done", "Start-X: the service 'X' is not there"] {
            assert!(!was_not_found(shell, "Start-X", text), "{text}");
        }
        for text in [
            "bash: x.sh: command not found",
            "-bash: ./x.sh: Datei oder Verzeichnis nicht gefunden",
            "bash: line 1: x.sh: command not found",
            "sh: 1: x.sh: not found",
            "zsh: command not found: x.sh",
        ] {
            assert!(was_not_found(Language::Bash, "x.sh", text), "{text}");
        }
        for text in [
            "",
            "./x.sh: line 3: foo: command not found",
            "bash: y: command not found",
        ] {
            assert!(!was_not_found(Language::Bash, "x.sh", text), "{text}");
        }
    }
}
