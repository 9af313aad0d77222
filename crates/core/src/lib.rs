//! What every room stands on: a finding about a text ([`diagnostic`]), a decision to live with one
//! ([`waiver`]), and the one door to files, clock, environment and terminal ([`world`]).

pub mod diagnostic;
pub mod waiver;
pub mod world;
