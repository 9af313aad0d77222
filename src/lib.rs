//! Write a procedure once, hand it out in every language and product version, prove that it was
//! carried out. `ARCHITECTURE.md` draws the rooms; a room imports only from rooms below it.

pub mod cli;
pub mod project;
