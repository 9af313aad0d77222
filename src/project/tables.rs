//! A project's own tables of commands, beside the shipped ones.

use runproof_core::diagnostic::{Diagnostic, Location, codes};
use runproof_core::world::Fault;
use runproof_shell::Tables;

use super::Project;

codes! {
    /// A line in a table of commands that is not of the format.
    ///
    /// A file `tables/*.tsv` describes commands, a line for each, and below it a line that begins with
    /// a tab for each of its parameters. Nothing of a file with such a line is used. Correct it; the
    /// format is in the manual under "Tables of commands".
    pub(crate) TABLE_SYNTAX = "table-syntax", Error;
}

impl Project {
    /// Adds the project's own tables to those of a definition. What is wrong with them is given back;
    /// a file with a fault adds nothing.
    ///
    /// # Errors
    /// Where a file can not be read.
    pub fn add_tables(&self, tables: &mut Tables) -> Result<Vec<Diagnostic>, Fault> {
        let mut findings = Vec::new();
        let paths = self.files().below("tables/").map(|(path, _)| path);
        for path in paths.filter(|path| path.ends_with(".tsv")) {
            let source = self.source(path)?;
            if let Err((line, what)) = tables.add(source.text()) {
                let location = Location::new(
                    &source,
                    source.line(u32::try_from(line).unwrap_or(u32::MAX)),
                );
                findings.push(Diagnostic::at(&TABLE_SYNTAX, location, what));
            }
        }
        Ok(findings)
    }
}
