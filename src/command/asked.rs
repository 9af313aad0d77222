//! What a typed line asks the shell to print: how the command before it ended, or what a variable
//! holds.

/// A line that prints how the last command ended, among nothing but fixed text: `echo "rc=$?"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusQuery {
    /// The text before it in the line that is printed.
    pub before: String,
    /// The text behind it.
    pub after: String,
}

/// How a command ended, as a shell printed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// With this exit code.
    Code(i32),
    /// `True` or `False`: PowerShell's `$?`.
    Succeeded(bool),
}

impl StatusQuery {
    /// A query without text around it.
    pub(super) fn bare() -> Self {
        Self::within("", "")
    }

    /// A query in a line with text around it.
    pub(super) fn within(before: &str, after: &str) -> Self {
        Self {
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    /// What the output of the line says. `None` where it is not what such a line prints.
    pub fn answer(&self, output: &str) -> Option<Ended> {
        let mut lines = output.lines().map(str::trim);
        let said = lines.find(|line| !line.is_empty())?;
        let said = said.strip_prefix(self.before.trim_start())?;
        let said = said.strip_suffix(self.after.trim_end())?;
        match said.trim() {
            "True" => Some(Ended::Succeeded(true)),
            "False" => Some(Ended::Succeeded(false)),
            number => number.parse().ok().map(Ended::Code),
        }
    }
}
