//! A session of any shell, followed line by line.

use super::{Dialect, Invocation, Line, StatusQuery, Tables, bash, powershell, windows};

/// Follows one session: what each line ran, asked, kept and printed.
pub struct Session<'t> {
    tables: &'t Tables,
    reader: Reader<'t>,
    /// Whether a line may have kept the errors of all later ones from the terminal.
    is_silenced: bool,
}

enum Reader<'t> {
    PowerShell(Box<powershell::Interpreter<'t>>),
    Bash(Box<bash::Interpreter<'t>>),
    /// Command lines of processes: no shell reads them.
    Windows,
}

impl<'t> Session<'t> {
    /// A session of a shell.
    pub fn new(dialect: Dialect, tables: &'t Tables) -> Self {
        let reader = match dialect {
            Dialect::PowerShell => {
                Reader::PowerShell(Box::new(powershell::Interpreter::new(tables)))
            }
            Dialect::Bash => Reader::Bash(Box::new(bash::Interpreter::new(tables))),
        };
        Self::reading(tables, reader)
    }

    /// A session of a PowerShell that is known.
    pub fn of_powershell(version: powershell::Version, tables: &'t Tables) -> Self {
        let interpreter = powershell::Interpreter::new(tables).of_version(version);
        Self::reading(tables, Reader::PowerShell(Box::new(interpreter)))
    }

    /// The command lines of a Windows computer's processes.
    pub fn of_processes(tables: &'t Tables) -> Self {
        Self::reading(tables, Reader::Windows)
    }

    fn reading(tables: &'t Tables, reader: Reader<'t>) -> Self {
        Self {
            tables,
            reader,
            is_silenced: false,
        }
    }

    /// What a line ran.
    pub fn run(&mut self, line: &Line<'_>) -> Vec<Invocation> {
        self.is_silenced = self.is_silenced || super::complaint::silences(line.text);
        match &mut self.reader {
            Reader::PowerShell(shell) => shell.run(line),
            Reader::Bash(shell) => shell.run(line),
            Reader::Windows => windows::process("", line.text, self.tables),
        }
    }

    /// Whether a line only asks how the command before it ended.
    pub fn status_query(&self, text: &str) -> Option<StatusQuery> {
        // Few lines are one, and few of them are long.
        if !text.contains('$') || text.len() > 200 {
            return None;
        }
        match &self.reader {
            Reader::PowerShell(_) => powershell::status_query(text),
            Reader::Bash(_) => bash::status_query(text),
            Reader::Windows => None,
        }
    }

    /// The variables that a line gives the output of its commands to.
    pub fn kept(&self, text: &str) -> Vec<String> {
        match &self.reader {
            Reader::PowerShell(_) => powershell::kept(text),
            Reader::Bash(_) => bash::kept(text),
            Reader::Windows => Vec::new(),
        }
    }

    /// The variables whose content a line prints.
    pub fn printed(&self, text: &str) -> Vec<String> {
        match &self.reader {
            _ if !text.contains('$') => Vec::new(),
            Reader::PowerShell(_) => powershell::printed(text),
            Reader::Bash(_) => bash::printed(text),
            Reader::Windows => Vec::new(),
        }
    }

    /// Whether a command says so when it fails: a cmdlet by an error record, a program by a message.
    /// Some say it by their exit code alone, and of some no table says anything.
    pub fn complains(&self, ran: &Invocation) -> bool {
        super::complaint::complains(self.tables, ran)
    }

    /// Whether a line may keep errors from the terminal, or one before it.
    pub fn hides_errors(&self, text: &str) -> bool {
        self.is_silenced || super::complaint::are_hidden(text)
    }

    /// Whether a line comes to the same whenever it is typed, until one [`redefines`](Self::redefines)
    /// a name. `ran` is what it came to.
    pub fn is_repeatable(&self, text: &str, ran: &[Invocation]) -> bool {
        let dialect = match &self.reader {
            Reader::PowerShell(_) => Dialect::PowerShell,
            Reader::Bash(_) => Dialect::Bash,
            Reader::Windows => return false,
        };
        super::repeatable::is_repeatable(dialect, text, ran)
    }

    /// Whether a line may give a name another meaning.
    pub fn redefines(&self, text: &str) -> bool {
        super::repeatable::redefines(text)
    }
}
