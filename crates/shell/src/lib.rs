//! What a shell reads: how a value is written so that it arrives as it is, and what a line that
//! somebody typed comes to.
//!
//! Rules: about_Quoting_Rules, about_Parsing and about_Parameters of PowerShell; the bash manual.

mod allow;
pub mod bash;
mod compare;
mod complaint;
mod display;
mod effect;
mod invocation;
mod opaque;
mod paths;
mod pieces;
pub mod powershell;
mod program;
mod quote;
mod repeatable;
mod screen;
mod session;
mod silence;
mod table;
mod undo;
pub mod windows;

pub use allow::Allowances;
pub use compare::{Comparison, Difference, compare, compare_program, gist};
pub use invocation::{
    Argument, Certainty, Drive, Effect, Invocation, Mode, On, Program, ProgramPath, Unresolved,
    Value, Word,
};
pub use opaque::Opaque;
pub use pieces::{CommandText, Origin, Piece};
pub use quote::{Dialect, Quoting, quote};
pub use screen::{CommandId, Condition, Manner, Printed, Reach, Said, Shown, Streams};
pub use session::Session;
pub use silence::Prints;
pub use table::shipped;
pub use table::{
    Alone, Asks, Count, Failure, Habits, Kind, Known, Mandatory, Parameter, Printing, Property,
    Role, Shape, Success, System, Tables, Takes, Writes,
};
pub use undo::{Look, Pair, Sure, Turn, Watch, looks, undoers};

/// A line that was entered, and what its prompt says.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// What was typed.
    pub text: &'a str,
    /// The folder, where the prompt shows it.
    pub folder: Option<&'a str>,
    /// The computer, where the prompt shows that it is another than the session's.
    pub host: Option<&'a str>,
}
