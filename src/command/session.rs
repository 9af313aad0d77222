//! A session of any shell, followed line by line.

use super::{Dialect, Invocation, Line, StatusQuery, Tables, bash, powershell, windows};

/// Follows one session: what each line ran, asked, kept and printed.
pub struct Session<'t> {
    tables: &'t Tables,
    shell: Shell<'t>,
}

enum Shell<'t> {
    PowerShell(Box<powershell::Interpreter<'t>>),
    Bash(Box<bash::Interpreter<'t>>),
    /// Command lines of processes: no shell reads them.
    Windows,
}

impl<'t> Session<'t> {
    /// A session of a shell.
    pub fn new(dialect: Dialect, tables: &'t Tables) -> Self {
        let shell = match dialect {
            Dialect::PowerShell => {
                Shell::PowerShell(Box::new(powershell::Interpreter::new(tables)))
            }
            Dialect::Bash => Shell::Bash(Box::new(bash::Interpreter::new(tables))),
        };
        Self { tables, shell }
    }

    /// The command lines of a Windows computer's processes.
    pub fn of_processes(tables: &'t Tables) -> Self {
        Self {
            tables,
            shell: Shell::Windows,
        }
    }

    /// What a line ran.
    pub fn run(&mut self, line: &Line<'_>) -> Vec<Invocation> {
        match &mut self.shell {
            Shell::PowerShell(shell) => shell.run(line),
            Shell::Bash(shell) => shell.run(line),
            Shell::Windows => windows::process("", line.text, self.tables),
        }
    }

    /// Whether a line only asks how the command before it ended.
    pub fn status_query(&self, text: &str) -> Option<StatusQuery> {
        // Few lines are one, and few of them are long.
        if !text.contains('$') || text.len() > 200 {
            return None;
        }
        match &self.shell {
            Shell::PowerShell(_) => powershell::status_query(text),
            Shell::Bash(_) => bash::status_query(text),
            Shell::Windows => None,
        }
    }

    /// The variables that a line gives the output of its commands to.
    pub fn kept(&self, text: &str) -> Vec<String> {
        match &self.shell {
            Shell::PowerShell(_) => powershell::kept(text),
            Shell::Bash(_) => bash::kept(text),
            Shell::Windows => Vec::new(),
        }
    }

    /// The variables whose content a line prints.
    pub fn printed(&self, text: &str) -> Vec<String> {
        match &self.shell {
            _ if !text.contains('$') => Vec::new(),
            Shell::PowerShell(_) => powershell::printed(text),
            Shell::Bash(_) => bash::printed(text),
            Shell::Windows => Vec::new(),
        }
    }

    /// Whether a line comes to the same whenever it is typed, until one [`redefines`](Self::redefines)
    /// a name. `ran` is what it came to.
    pub fn is_repeatable(&self, text: &str, ran: &[Invocation]) -> bool {
        let dialect = match &self.shell {
            Shell::PowerShell(_) => Dialect::PowerShell,
            Shell::Bash(_) => Dialect::Bash,
            Shell::Windows => return false,
        };
        super::repeatable::is_repeatable(dialect, text, ran)
    }

    /// Whether a line may give a name another meaning.
    pub fn redefines(&self, text: &str) -> bool {
        super::repeatable::redefines(text)
    }
}
