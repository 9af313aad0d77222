//! The command line: arguments, one file a command; it prints, and sets the exit code.
//!
//! Exit codes: 0 done, and a conformant audit; 1 findings at error level, drift, or a deviating audit;
//! 2 bad input or usage; 3 an inconclusive audit.
//! Data goes to standard output, everything else to standard error.

mod check;
mod completions;
mod demo;
mod drift;
mod explain;
mod failure;
mod import;
mod init;
mod interpret;
mod lint;
mod list;
mod man;
mod open;
mod outputs;
mod pages;
mod render;
mod schema;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub(crate) use drift::CODES as DRIFT_CODES;
pub(crate) use failure::CODES;
use failure::{Failure, Outcome};
pub(crate) use import::CODES as IMPORT_CODES;

use runproof_core::world;

/// Write a procedure once. Hand it out in every language and product version. Prove that it was
/// carried out.
#[derive(Debug, Parser)]
#[command(name = "runproof", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, conformant; 1 findings at error level, drift, deviating; 2 bad input or usage; 3 inconclusive.\n\
    `runproof explain CODE` says what a finding means and how to mend it."
)]
struct Cli {
    /// The project's folder, with `runbooks/`, `locales/` or `templates/` of your own over the
    /// embedded ones; left out, this folder if it has one of them
    #[arg(long, global = true, value_name = "DIR")]
    project: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Do the whole job on the embedded runbooks: every document of every variant and language, and
    /// the audit of a change of each
    Demo(demo::Arguments),
    /// Show runbooks with their variants, languages, parameters and questions
    List(list::Arguments),
    /// Put a procedure into a document, or all of its documents
    Render(render::Arguments),
    /// Hold what was captured while a change was carried out against its plan
    Check(check::Arguments),
    /// Find what is wrong with definitions, catalogs and templates
    Lint(lint::Arguments),
    /// Find what is wrong with published pages: steps, commands, counts and labels that are not the
    /// plan's or the source language's
    Drift(drift::Arguments),
    /// Make a definition with its catalogs of published pages
    Import(import::Arguments),
    /// Say what typed lines ran, as the audit reads them: a check of our reading
    Interpret(interpret::Arguments),
    /// Say what a finding means and how to mend it
    Explain(explain::Arguments),
    /// Print the JSON Schema of a file format, for editors
    Schema(schema::Arguments),
    /// Begin a project of your own
    Init(init::Arguments),
    /// Print completions for a shell
    Completions(completions::Arguments),
    /// Print the manual page
    Man,
}

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are data; what is wrong with the arguments is not.
            let is_error = error.use_stderr();
            // Nobody can be told where printing fails.
            let _ = error.print();
            return ExitCode::from(if is_error { 2 } else { 0 });
        }
    };
    match run(&cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Inconclusive) => ExitCode::from(3),
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome, Failure> {
    let project = cli.project.as_deref();
    if let Some(root) = project {
        // A name that is mistyped must not silently stand for the embedded files.
        world::look_into(root)?;
    }
    match &cli.command {
        Command::Demo(arguments) => demo::run(arguments),
        Command::List(arguments) => list::run(arguments, project),
        Command::Render(arguments) => render::run(arguments, project),
        Command::Check(arguments) => check::run(arguments, project),
        Command::Lint(arguments) => lint::run(arguments, project),
        Command::Drift(arguments) => drift::run(arguments, project),
        Command::Import(arguments) => import::run(arguments),
        Command::Interpret(arguments) => interpret::run(arguments, project),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man => man::run(),
    }
}
