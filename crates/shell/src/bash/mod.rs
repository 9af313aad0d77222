//! What a line of bash comes to: programs with their arguments, each on its host, without quotes,
//! variables, wrappers (`sudo`, `env`, `timeout` …), loops over known values, or `ssh` around them.
//!
//! What is only printed, quoted, commented out or fed to `cat` is no invocation. What only a run
//! could tell becomes an [`Unresolved`](super::Unresolved), never a guess. Rules: the bash manual,
//! POSIX.1 for options, ssh(1), sudo(8).
//!
//! It is an abstract interpretation. What is modelled:
//!
//! - words in bash's order: braces, `~`, parameters, commands, arithmetic, `IFS`, quotes (`expand`,
//!   `operate`, `arithmetic`, `pattern`); which files match a pattern is not known;
//! - variables with their attributes, arrays, references, scopes, and what is exported (`value`, `shell`,
//!   `assign`, `builtin::declare`);
//! - statuses: what is known decides `&&`, `if`, `case` and loops; elsewhere two paths are open, and
//!   where they come together only what is the same on both is known (`flow`, `meet`, `compound`);
//! - jumps: `break`, `return`, `exit`, `set -e`, expansions that fail, traps (`flow`, `process`);
//! - inputs and outputs that are known, and inputs that are eaten (`io`, `inputs`, `redirect`);
//! - processes: subshells, `&`, wrappers, shells in shells, hosts (`process`, `wrapped`, `remote`);
//! - earlier lines, aliases and functions (`history`, `command`, `function`).
//!
//! All else is marked: an unknown program, a value that is a hole, or `Depends`. The recorded sessions of
//! `tests/shells` hold it to what bash 5.2 did.

mod arithmetic;
mod assign;
mod braces;
mod builtin;
mod command;
mod compound;
mod configured;
mod context;
mod dialect;
mod effect;
mod escape;
mod expand;
mod flow;
mod function;
mod grammar;
mod held;
mod history;
mod holes;
mod inputs;
mod io;
mod listed;
mod lists;
mod meet;
mod operate;
mod options;
mod parameter;
mod path;
mod pattern;
mod pipeline;
mod process;
mod program;
mod redirect;
mod remote;
mod run;
mod saying;
mod script;
mod settings;
mod shell;
mod shown;
mod spelling;
mod substitute;
mod syntax;
mod texts;
mod value;
mod word;
mod wrapped;
mod wrapper;
mod xargs;

#[cfg(test)]
pub(super) mod tests;

pub use dialect::Kind;
pub use effect::is_filter;
pub use grammar::is_complete;
pub use path::{last_name, same_text};
pub use run::Interpreter;
