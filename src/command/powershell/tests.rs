//! What a line comes to, side by side: each case is the lines of one session, and below them what
//! they run.

use std::fmt::Write as _;

use super::*;
use crate::command::{Known, Parameter, Role, Takes};

/// A parameter as the runbooks write it: `Name 1`, `PoolFqdn <`, `Force*~` (a switch, ignored),
/// `ComputerName @`, `BackupModule =All`.
fn parameter(written: &str) -> Parameter {
    let (name, marks) = written.split_once(' ').unwrap_or((written, ""));
    Parameter {
        name: name.trim_end_matches(['*', '~']).to_owned(),
        aliases: Vec::new(),
        takes: if name.contains('*') {
            Takes::Nothing
        } else {
            Takes::Value
        },
        position: marks.parse().ok(),
        from_pipeline: marks == "<",
        role: match marks {
            _ if name.contains('~') => Role::Ignored,
            "@" => Role::Computer,
            _ => Role::Compared,
        },
        default: marks.strip_prefix('=').map(str::to_owned),
    }
}

fn known(name: &str, parameters: &[&str]) -> Known {
    Known {
        name: name.to_owned(),
        parameters: parameters
            .iter()
            .map(|written| parameter(written))
            .collect(),
        simulates: name.contains("Service"),
        effect: name.ends_with(".exe").then_some(Effect::Changes),
    }
}

pub(in crate::command) fn tables() -> Tables {
    Tables {
        commands: vec![
            known("Bootstrapper.exe", &["/SourceDirectory~"]),
            known(
                "Start-CsWindowsService",
                &[
                    "Name 1",
                    "InputObject <",
                    "ComputerName @",
                    "NoWait*~",
                    "Force*~",
                    "Report~",
                ],
            ),
            known(
                "Invoke-CsBackupServiceSync",
                &["PoolFqdn <", "BackupModule =All", "Force*~"],
            ),
            known(
                "Get-CsBackupServiceStatus",
                &["PoolFqdn <", "Category", "Force*~"],
            ),
        ],
        ..Tables::default()
    }
}

/// A line; `[host] folder> text` where its prompt shows them.
fn told(lines: &[&str]) -> String {
    let tables = tables();
    let mut interpreter = Interpreter::new(&tables);
    let mut told = String::new();
    for line in lines {
        let (host, rest) = match line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "))
        {
            Some((host, rest)) => (Some(host), rest),
            None => (None, *line),
        };
        let (folder, text) = match rest
            .strip_prefix("PS ")
            .and_then(|rest| rest.split_once("> "))
        {
            Some((folder, text)) => (Some(folder), text),
            None => (None, rest),
        };
        for invocation in interpreter.run(&Line { text, folder, host }) {
            let _ = writeln!(told, "{invocation} ({})", invocation.effect);
        }
    }
    told
}

#[test]
fn one_line() {
    assert_eq!(
        told(&["Start-CsWindowsService –Name “LYNCBACKUP”"]),
        "Start-CsWindowsService -Name LYNCBACKUP (changes)\n"
    );
}
