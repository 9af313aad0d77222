//! A session of any shell, followed line by line.

use super::{
    Condition, Dialect, Invocation, Line, Opaque, Prints, Said, System, Tables, bash, powershell,
    windows,
};

/// Follows one session: what each line ran, and what of it is seen at the terminal.
pub struct Session<'t> {
    tables: &'t Tables,
    reader: Reader<'t>,
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
        Self { tables, reader }
    }

    /// What a line ran.
    pub fn run(&mut self, line: &Line<'_>) -> Vec<Invocation> {
        match &mut self.reader {
            Reader::PowerShell(shell) => shell.run(line),
            Reader::Bash(shell) => shell.run(line),
            Reader::Windows => windows::process("", line.text, self.tables),
        }
    }

    /// What the last line printed itself, in the order of the commands that it ran.
    pub fn said(&self) -> &[Said] {
        match &self.reader {
            Reader::PowerShell(shell) => shell.said(),
            Reader::Bash(shell) => shell.said(),
            Reader::Windows => &[],
        }
    }

    /// When the last line succeeded, by its last command.
    pub fn succeeds(&self) -> Condition {
        match &self.reader {
            Reader::PowerShell(shell) => shell.succeeds(),
            Reader::Bash(shell) => shell.succeeds(),
            Reader::Windows => Condition::Unknown,
        }
    }

    /// A line was typed that came to nothing new, and is not read again: how it ended is not known.
    pub fn skip(&mut self, line: &Line<'_>) {
        match &mut self.reader {
            Reader::PowerShell(shell) => shell.skip(line),
            Reader::Bash(shell) => shell.skip(line),
            Reader::Windows => {}
        }
    }

    /// Whether what a line prints may say that it did not get to the folder that it went to.
    pub fn moves(&self, text: &str) -> bool {
        let mut words = text.split(|c: char| c.is_whitespace() || "\"';&|(){}".contains(c));
        matches!(self.reader, Reader::Bash(_)) && words.any(|word| matches!(word, "cd" | "pushd"))
    }

    /// The last line did not get to the folder that it went to.
    pub fn lose_folder(&mut self) {
        if let Reader::Bash(shell) = &mut self.reader {
            shell.lose_folder();
        }
    }

    /// What a command prints when all goes well.
    pub fn prints(&self, ran: &Invocation) -> Prints {
        super::silence::prints(self.tables, ran)
    }

    /// Why more may have run than an invocation says: a script whose text is not known, a launcher, a
    /// name that nothing describes.
    pub fn opaque(&self, ran: &Invocation) -> Option<Opaque> {
        let system = match &self.reader {
            Reader::Bash(_) => System::Unix,
            Reader::PowerShell(_) | Reader::Windows => System::Windows,
        };
        super::opaque::opaque(self.tables, system, ran)
    }

    /// Whether a command may run what its arguments say, since no table says what it does.
    pub fn may_run_arguments(&self, ran: &Invocation) -> bool {
        super::opaque::may_run_arguments(ran)
    }

    /// Whether a command says so when it fails: a cmdlet by an error record, a program by a message.
    /// Some say it by their exit code alone, and of some no table says anything.
    pub fn complains(&self, ran: &Invocation) -> bool {
        super::complaint::complains(self.tables, ran)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A line that is not read again is the last one of the session all the same.
    #[test]
    fn what_is_skipped_is_in_the_history() {
        for (dialect, looks, changes, again) in [
            (Dialect::PowerShell, "Get-Date", "Stop-Service X", "r"),
            (Dialect::Bash, "date", "rm x", "!!"),
        ] {
            let tables = Tables {
                dialect,
                ..Tables::default()
            };
            let line = |text| Line {
                text,
                folder: None,
                host: None,
            };
            let mut session = Session::new(dialect, &tables);
            let looked = session.run(&line(looks));
            session.run(&line(changes));
            session.skip(&line(looks));
            let ran = session.run(&line(again));
            let programs = |ran: &[Invocation]| -> Vec<_> {
                ran.iter().map(|ran| ran.program.clone()).collect()
            };
            assert_eq!(programs(&ran), programs(&looked), "{again}");
        }
    }
}
