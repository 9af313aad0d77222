//! The computers, pools, people and hours of the sample change.

use jiff::civil::{DateTime, date};

/// A computer, by its first label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Host(pub(crate) &'static str);

/// The Front End Servers, in the order of the change.
pub(crate) const SERVERS: [Host; 4] = [Host("fe01"), Host("fe02"), Host("fe11"), Host("fe12")];
/// A server that is in no pool of the change.
pub(crate) const STRANGER: Host = Host("fe99");
/// Where an administrator sits who works by remote sessions.
pub(crate) const WORKSTATION: Host = Host("adm01");

/// The two pools.
pub(crate) const POOLS: [&str; 2] = ["pool01.contoso.com", "pool02.contoso.com"];
/// A pool that is not in the change.
pub(crate) const THIRD_POOL: &str = "pool03.contoso.com";

/// Who carries it out.
pub(crate) const OPERATORS: [&str; 2] = [r"CONTOSO\uc.admin", r"CONTOSO\j.moreau"];

impl Host {
    /// As event logs and remote prompts have it.
    pub(crate) fn full(self) -> String {
        format!("{}.contoso.com", self.0)
    }

    /// As transcripts have it.
    pub(crate) fn computer(self) -> String {
        self.0.to_ascii_uppercase()
    }
}

/// A time of the night of the change, in Berlin.
pub(crate) fn at(hour: i8, minute: i8) -> DateTime {
    date(2026, 3, 14).at(hour, minute, 7, 0)
}
