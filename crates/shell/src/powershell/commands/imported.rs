//! Commands that are imported from a session on another computer, and run there:
//! about_Remote, the reference of `Import-PSSession`.

use super::super::super::table::shipped;
use super::super::super::{Certainty, On, Unresolved};
use super::super::interpret::Run;
use super::super::value::{Known, short};
use super::steer::Steered;

/// Commands that run in a session on another computer.
#[derive(Debug, Clone)]
pub(in super::super) struct Imported {
    on: On,
    /// The names that were asked for, in lower case, with their wildcards; none is all of them.
    names: Vec<String>,
    /// Whether they come before commands of the same name here.
    clobbers: bool,
}

impl Imported {
    /// Commands of which nobody knows where they run.
    pub(in super::super) fn perhaps() -> Self {
        Self {
            on: On::Unknown(Unresolved::Variable("Import-PSSession".to_owned())),
            names: Vec::new(),
            clobbers: false,
        }
    }

    /// Where a command runs, if it may be one of them.
    pub(super) fn place(&self, name: &str) -> Option<On> {
        // A session has the modules of PowerShell itself.
        let is_own =
            shipped(name).is_some_and(|row| row.module.starts_with("Microsoft.PowerShell"));
        let lower = name.to_ascii_lowercase();
        let is_named = self.names.is_empty() || self.names.iter().any(|names| fits(names, &lower));
        if is_own || !is_named {
            return None;
        }
        Some(match (&self.on, self.clobbers) {
            (On::Host(host), false) => On::Unknown(Unresolved::Imported(host.clone())),
            (on, _) => on.clone(),
        })
    }
}

/// Whether a name is one that a wildcard means; only `*` is looked at.
fn fits(wildcard: &str, name: &str) -> bool {
    let mut parts = wildcard.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

impl Run<'_, '_> {
    /// `Import-PSSession`, and `Import-Module -PSSession`.
    pub(super) fn import(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        let is_module = steered.name == "Import-Module";
        let session = steered.get(match is_module {
            true => "PSSession",
            false => "Session",
        });
        let Some(session) = session else {
            self.reads(steered.name, &[], span);
            return Known::Nothing;
        };
        self.reads(steered.name, &[], span);
        let names = match (is_module, steered.get("CommandName")) {
            (true, _) | (_, None) => Ok(Vec::new()),
            (false, Some(names)) => names.items().map(|names| {
                let names = names.iter().filter_map(|name| name.to_text().ok());
                names.map(|name| name.to_ascii_lowercase()).collect()
            }),
        };
        let on = match self.computers(vec![session]).pop() {
            Some(On::Here) | None => On::Unknown(Unresolved::Expression(short(self.slice(span)))),
            Some(on) => on,
        };
        // With a prefix they have other names.
        if steered.get("Prefix").is_none() {
            self.session.import(Imported {
                on,
                names: names.unwrap_or_default(),
                clobbers: is_module && !steered.is_on("NoClobber") || steered.is_on("AllowClobber"),
            });
        }
        Known::expression(self.slice(span))
    }

    /// `Remove-Module`: it may be the one that was imported.
    pub(super) fn remove_module(&mut self, steered: &Steered<'_>) -> Known {
        self.reads(steered.name, &[], &steered.command.span);
        let Some(mut imported) = self.session.imported.clone() else {
            return Known::Nothing;
        };
        // The module that holds what was imported has a name of its own.
        let named = steered.text("Name").and_then(Result::ok);
        let is_it = named.is_some_and(|name| name.to_ascii_lowercase().starts_with("tmp"));
        if is_it && self.certainty == Certainty::Run {
            self.session.imported = None;
        } else {
            imported.clobbers = false;
            self.session.import(imported);
        }
        Known::Nothing
    }
}

#[cfg(test)]
mod tests {
    use crate::{Dialect, Line, On, Session, Tables};

    fn places(lines: &str) -> Vec<String> {
        let tables = Tables {
            dialect: Dialect::PowerShell,
            ..Tables::default()
        };
        let mut session = Session::new(Dialect::PowerShell, &tables);
        let mut last = Vec::new();
        for text in lines.lines() {
            last = session.run(&Line {
                text: text.trim(),
                folder: None,
                host: None,
            });
        }
        let told = last.iter().map(|ran| match &ran.on {
            On::Here => "here".to_owned(),
            On::Host(host) => host.clone(),
            On::Unknown(why) => format!("{}? {}", why.name(), why.subject()),
        });
        told.collect()
    }

    #[test]
    fn imported_commands_run_where_they_come_from() {
        let session = "$s = New-PSSession fe01\n";
        for (lines, expected) in [
            ("Import-PSSession $s -AllowClobber\nStart-CsX y", "fe01"),
            ("Import-PSSession $s\nStart-CsX y", "imported? fe01"),
            ("Import-PSSession $s -AllowClobber\nGet-Process", "here"),
            (
                "Import-PSSession $s -CommandName Get-Cs* -AllowClobber\nStart-CsX y",
                "here",
            ),
            (
                "Import-PSSession $s -CommandName *-Cs* -AllowClobber\nStart-CsX y",
                "fe01",
            ),
            (
                "Import-PSSession $s -Prefix R -AllowClobber\nStart-CsX y",
                "here",
            ),
            ("Import-Module -PSSession $s -Name X\nStart-CsX y", "fe01"),
            ("Import-Module X\nStart-CsX y", "here"),
            (
                "Import-PSSession (New-PSSession -ComputerName fe02) -AllowClobber\nStart-CsX y",
                "fe02",
            ),
            (
                "Import-PSSession $s -AllowClobber\nRemove-Module tmp*\nStart-CsX y",
                "here",
            ),
            (
                "Import-PSSession $s -AllowClobber\nRemove-Module x\nStart-CsX y",
                "imported? fe01",
            ),
        ] {
            assert_eq!(places(&format!("{session}{lines}")), [expected], "{lines}");
        }
        assert_eq!(
            places("Import-PSSession $x -AllowClobber\nStart-CsX y"),
            ["variable? Import-PSSession"]
        );
    }
}
