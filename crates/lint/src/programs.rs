//! Planned programs that no table describes.

use std::collections::BTreeSet;

use runproof_core::diagnostic::{Diagnostic, Location, Span, codes};
use runproof_model::plan::{Act, Command, Plan};
use runproof_model::runbook::Runbook;
use runproof_shell::{Dialect, Line, Origin, Program, Session, System};

codes! {
    /// A program in a step that no table describes.
    ///
    /// The audit can still say whether the command was carried out as it is written. It cannot say
    /// whether other spellings of its options are the same, what a person does who uses the program
    /// elsewhere, or whether silence means that it worked. Describe the program under `commands:`, or in
    /// a file `tables/NAME.tsv`.
    pub UNDESCRIBED_PROGRAM = "undescribed-program", Note;
}

/// The programs of a runbook's steps that neither its own tables nor the shipped ones describe, each
/// once, where it is first named.
pub fn undescribed_programs(runbook: &Runbook) -> Vec<Diagnostic> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for variant in &runbook.variants {
        let plan = Plan::resolve(runbook, variant, None);
        for step in &plan.steps {
            let Act::Run(groups) = &step.act else {
                continue;
            };
            for command in groups.iter().flat_map(|group| &group.commands) {
                names.extend(undescribed(runbook, command));
            }
        }
    }
    let text = runbook.source.text();
    let place = |name: &str| {
        let at = text.find(name).unwrap_or_default();
        Location::new(
            &runbook.source,
            Span::new(at, at + name.len().min(text.len() - at)),
        )
    };
    let finding = |name: String| {
        Diagnostic::at(
            &UNDESCRIBED_PROGRAM,
            place(&name),
            format!("no table describes `{name}`: only its exact spelling can be compared, and nobody knows what it does"),
        )
        .help("describe it under `commands:`, or in a file `tables/NAME.tsv`")
    };
    names.into_iter().map(finding).collect()
}

/// The programs of a command that no table describes.
fn undescribed(runbook: &Runbook, command: &Command) -> Vec<String> {
    let tables = &runbook.tables;
    // A placeholder is no text of a shell; a word stands for it.
    let pieces = command.text.pieces().iter();
    let text: String = pieces
        .map(|piece| match piece.origin {
            Origin::Placeholder => "value",
            Origin::Text | Origin::Value => &command.text.as_str()[piece.range.clone()],
        })
        .collect();
    let line = Line {
        text: &text,
        folder: None,
        host: None,
    };
    let ran = Session::new(tables.dialect, tables).run(&line);
    let stages = ran
        .iter()
        .flat_map(|ran| std::iter::once(ran).chain(&ran.piped));
    let names = stages.filter_map(|ran| match &ran.program {
        Program::Named(name) => Some(name.clone()),
        Program::File(path) => path.parts.last().cloned(),
        Program::Unknown(_) => None,
    });
    let system = match tables.dialect {
        Dialect::PowerShell => System::Windows,
        Dialect::Bash => System::Unix,
    };
    names
        .filter(|name| !tables.describe(system, name))
        .collect()
}
