//! Write a procedure once, hand it out in every language and product version, prove that it was
//! carried out. `ARCHITECTURE.md` draws the rooms; a room imports only from rooms below it.

pub mod audit;
pub mod capture;
pub mod cli;
pub mod command;
pub mod diagnostic;
pub mod document;
pub mod lint;
pub mod locale;
pub mod page;
pub mod plan;
pub mod project;
pub mod render;
pub mod report;
pub mod runbook;
pub mod world;
pub mod yaml;
