//! What a line of bash comes to: programs with their arguments, each on its host, without quotes,
//! variables, wrappers (`sudo`, `env`, `timeout` …), loops over known values, or `ssh` around them.
//!
//! What is only printed, quoted, commented out or fed to `cat` is no invocation. What only a run
//! could tell becomes an [`Unresolved`](super::Unresolved), never a guess. Rules: the bash manual,
//! POSIX.1 for options, ssh(1), sudo(8).

mod arithmetic;
mod asked;
mod assign;
mod braces;
mod builtin;
mod command;
mod compound;
mod dialect;
mod effect;
mod escape;
mod expand;
mod flow;
mod grammar;
mod history;
mod holes;
mod listed;
mod lists;
mod options;
mod parameter;
mod path;
mod pattern;
mod pipeline;
mod redirect;
mod run;
mod shell;
mod spelling;
mod substitute;
mod syntax;
mod value;
mod word;
mod wrapped;
mod wrapper;

#[cfg(test)]
mod tests;

pub use asked::{kept, printed, status_query};
pub use dialect::Kind;
pub use effect::is_filter;
pub use grammar::is_complete;
pub use path::same_text;
pub use run::Interpreter;
