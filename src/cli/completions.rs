//! `runproof completions`: what a shell needs to complete our arguments.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::failure::{Failure, Outcome};
use runproof_core::world;

/// The arguments of `completions`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints completions.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut text = Vec::new();
    let mut command = super::Cli::command();
    clap_complete::generate(arguments.shell, &mut command, "runproof", &mut text);
    world::print(&text)?;
    Ok(Outcome::Done)
}
