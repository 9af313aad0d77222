//! Windows event logs: as XML, and as EVTX.
//!
//! Read are script blocks (4104), commands with their bindings (4103 and, in the classic log, 800),
//! errors (4100) and processes (Security 4688, Sysmon 1); of any other event only its header.
//!
//! **Sessions.** One for each computer, channel and user and, where the log tells it, process:
//! variables and folders do not outlive a process. It begins and ends with the earliest and the
//! latest record of that computer in the file, of whatever kind. What is newest first, as
//! `Get-WinEvent` exports it, is given oldest first.
//!
//! **Places.** An entry's line is the line in the file of XML, the record's id in EVTX.
//! An entry is quoted by the first line of its own text: XML's escapes are nobody's words.
//!
//! **Gaps.** Records that can not be read; parts of a script block that are not there, in which
//! case nothing of it is given; and holes in the record ids, but only of a log that has nearly all
//! of them: an export by a query has holes everywhere, and they say nothing.

mod blocks;
mod bound;
mod evtx;
mod ids;
mod log;
pub(super) mod record;
pub(super) mod records;
mod xml;

#[cfg(test)]
mod tests;

pub(super) use evtx::{looks_like as looks_like_evtx, read as read_evtx};
pub(super) use xml::{looks_like as looks_like_xml, read as read_xml};
