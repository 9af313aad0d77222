//! `runproof man`: the manual page, with a section for each command.

use clap::CommandFactory;

use super::failure::{Failure, Outcome};
use runproof_core::world;

/// Prints the manual page.
pub(super) fn run() -> Result<Outcome, Failure> {
    let mut text = Vec::new();
    let command = super::Cli::command();
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut text);
    for subcommand in command.get_subcommands() {
        let man = clap_mangen::Man::new(subcommand.clone());
        text.extend_from_slice(
            format!(".SH {}\n", subcommand.get_name().to_uppercase()).as_bytes(),
        );
        let _ = man.render_description_section(&mut text);
        let _ = man.render_options_section(&mut text);
    }
    world::print(&text)?;
    Ok(Outcome::Done)
}
