//! The definition and what becomes of it: YAML with places ([`yaml`]), what is written and what it
//! means ([`runbook`]), resolved for one variant and one change ([`plan`]), put into words
//! ([`document`]). A module imports only from those that are named before it.

pub mod document;
pub mod plan;
pub mod runbook;
pub mod yaml;
