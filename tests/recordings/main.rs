//! Real sessions of PowerShell, recorded in every way: what `runproof check` says of each, and what
//! is read of it. See README.md.
#![expect(clippy::disallowed_methods, reason = "captures are files")]

mod guided; // Plays of the guided script.
mod index; // INDEX.tsv: what was typed, what happened, what is right.
mod judged; // The verdict on each.
mod read; // What is read of each.
