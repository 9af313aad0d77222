//! Commands that a definition allows beside its steps.

use super::{Comparison, Invocation, Program, Tables, compare, table};

/// What is allowed, parsed once.
#[derive(Debug)]
pub struct Allowances<'t> {
    tables: &'t Tables,
    /// Names that are allowed with any arguments; `*` stands for anything.
    names: Vec<&'t str>,
    commands: Vec<Invocation>,
}

impl<'t> Allowances<'t> {
    /// Reads what the tables allow. `parse` is the shell's: it gives what a line runs.
    pub fn new(tables: &'t Tables, mut parse: impl FnMut(&str) -> Vec<Invocation>) -> Self {
        let mut names = Vec::new();
        let mut commands = Vec::new();
        for allowed in &tables.allowed {
            let allowed = allowed.trim();
            if allowed.contains(char::is_whitespace) {
                commands.extend(parse(allowed));
            } else {
                names.push(allowed);
            }
        }
        Self {
            tables,
            names,
            commands,
        }
    }

    /// Whether the definition allows it.
    pub fn cover(&self, seen: &Invocation) -> bool {
        let name = match &seen.program {
            Program::Named(name) => name.as_str(),
            Program::File(path) => path.parts.last().map_or("", String::as_str),
            Program::Unknown(_) => return false,
        };
        let bare = table::without_ending(name).to_lowercase();
        let named = self.names.iter().any(|pattern| {
            let pattern = table::without_ending(pattern).to_lowercase();
            matches(&pattern, &bare)
        });
        named
            || self
                .commands
                .iter()
                .any(|allowed| compare(allowed, seen, self.tables) == Comparison::Same)
    }
}

/// Whether a name is of a pattern in which `*` stands for anything.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let mut last = None;
    for piece in pieces {
        // The last piece has to end the name; the others are taken as early as can be.
        if let Some(piece) = last.replace(piece) {
            match rest.find(piece) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
    }
    match last {
        Some(piece) => rest.ends_with(piece),
        None => rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::powershell::Interpreter;
    use super::super::{Known, Line, Parameter, Role, Takes};
    use super::*;

    #[test]
    fn a_name_or_a_whole_command() {
        let name = Parameter {
            name: "Name".into(),
            aliases: Vec::new(),
            takes: Takes::Value,
            position: Some(1),
            from_pipeline: false,
            role: Role::Compared,
            default: None,
            shape: crate::Shape::default(),
            printing: crate::Printing::default(),
            effect: None,
        };
        let tables = Tables {
            commands: vec![Known {
                name: "Stop-CsWindowsService".into(),
                parameters: vec![name],
                simulates: true,
                effect: None,
                habits: crate::Habits::default(),
                says: None,
            }],
            allowed: vec![
                "Stop-CsWindowsService -Name LYNCBACKUP".into(),
                "Set-Cs*Policy".into(),
                "notepad.exe".into(),
            ],
            ..Tables::default()
        };
        let run = |text: &str| {
            Interpreter::new(&tables).run(&Line {
                text,
                folder: None,
                host: None,
            })
        };
        let allowances = Allowances::new(&tables, run);
        let allowed = |text: &str| run(text).iter().all(|seen| allowances.cover(seen));
        assert!(allowed("stop-cswindowsservice lyncbackup"));
        assert!(!allowed("Stop-CsWindowsService RTCSRV"));
        assert!(!allowed("Stop-CsWindowsService"));
        assert!(allowed("Set-CsClientPolicy -Identity x"));
        assert!(!allowed("Set-CsClientPolicies"));
        assert!(allowed("C:\\Windows\\notepad C:\\x.txt"));
        assert!(!allowed("& $x"));
    }
}
