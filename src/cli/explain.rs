//! `runproof explain`: the manual of a finding.

use clap::Args;

use super::failure::{Failure, Outcome, UNKNOWN_CODE};
use runproof_core::diagnostic::did_you_mean;
use runproof_core::world;

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The finding's code; left out, all codes with a line each
    code: Option<String>,
}

/// Explains.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let codes = super::lint::all_codes();
    let text = match &arguments.code {
        None => {
            let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
            codes
                .iter()
                .map(|code| {
                    format!(
                        "{:width$}  {:7}  {}\n",
                        code.name,
                        code.severity,
                        code.summary()
                    )
                })
                .collect()
        }
        Some(name) => {
            let Some(code) = codes.iter().find(|code| code.name == name) else {
                return Err(Failure::new(
                    &UNKNOWN_CODE,
                    format!("there is no code `{name}`"),
                    did_you_mean(name, codes.iter().map(|code| code.name))
                        .or_else(|| Some("`runproof explain` lists all of them".to_owned())),
                ));
            };
            format!("{} ({})\n\n{}", code.name, code.severity, code.manual())
        }
    };
    world::print(text.as_bytes())?;
    Ok(Outcome::Done)
}
