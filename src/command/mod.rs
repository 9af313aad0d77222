//! What a shell reads: how a value is written so that it arrives as it is.
//!
//! Rules: about_Quoting_Rules and about_Parsing of PowerShell; "Quoting" of the bash manual.

mod quote;

pub use quote::{Dialect, Quoting, quote};
