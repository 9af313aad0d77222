//! What a reader collects beside its entries: sessions, gaps and totals.

use super::{Gap, Session};

/// What a reader hands back of a capture.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The sessions, in the order in which they begin.
    pub(super) sessions: Vec<Session>,
    /// What is missing.
    pub(super) gaps: Vec<Gap>,
    /// Lines or records read.
    pub(super) records: u64,
    /// Entries given.
    pub(super) entries: u64,
}
