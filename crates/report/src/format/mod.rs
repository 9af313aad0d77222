//! Formats that findings and verdicts share: the types and the writer of each.

pub(crate) mod junit;
pub(crate) mod sarif;
