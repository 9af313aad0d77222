//! Transcripts of PowerShell: `Start-Transcript`, the policy's system transcripts, and an
//! endpoint's. They are read by structure and never by words, since headers are translated.
//!
//! # What is a header, a footer, a time
//!
//! Between two lines of at least 20 stars: a line with `PowerShell`, a line `label: 14 digits`, and
//! more lines `label: value` are a header. Banner and time alone are a footer, or the least header
//! of PowerShell 7; one `label: 14 digits` alone is the time of the command that follows.
//! A header while a session is open begins another one (the file was appended to, or a transcript
//! was nested in it); after that one's footer the outer session goes on.
//! A session without a footer is cut off.
//!
//! # What is a command
//!
//! * Outside of a session nothing is: a transcript may be quoted in a document. Only a file that
//!   begins with a prompt is a transcript that lost its beginning, and that is a gap.
//! * Where commands have their times before them, only what follows such a time is.
//! * Else it is what stands behind a prompt. Lines follow it as long as PowerShell would ask for
//!   more; one that is never finished is its first line alone. `>> ` is the console's prompt for
//!   more only then, and what a script prints otherwise.
//! * In PowerShell 2 to 4 the console wraps: where a command is exactly as wide as the widest line
//!   and as some line of output, or as 80 or 120 columns, the next line belongs to it; so does the
//!   line after an unfinished one as wide as the widest, where the console did not ask for more.
//! * `TerminatingError(…)` behind a prompt is how the last command ended: output.
//! * Of an endpoint's commands only bound parameters are left: one entry each, with its bindings.
//!
//! # What only appears
//!
//! A command that prints files (`Get-Content`, `cat`, `type`, `more`, `Select-String` and the like)
//! can print a transcript, and nothing in that was done here:
//!
//! * A header in its output is printed where it is not later than the printing session or command,
//!   or of another computer, or does not name one; so is all up to its footer. Without a footer,
//!   the session goes on with a later time of a command, or with its own prompt where the printed
//!   prompts began as other ones.
//! * Times of commands before that of the printing command are printed ones, and so is the printing
//!   command itself when it is met again.
//! * After a command that only looks, a prompt in another folder or on another computer is printed:
//!   the folder can not have changed.
//! * A footer that is too early is printed; and where a prompt follows the footer after a printing
//!   command, the footer was printed and the session goes on.
//!
//! Where a session ends in such doubt, that is a gap. A printed prompt that is the session's own in
//! every character can not be told from it.

mod block;
mod bound;
mod command;
mod learn;
mod manner;
mod running;
mod shape;
#[cfg(test)]
mod tests;
mod together;
mod walk;

use super::lines::Lines;
use super::parts::Parts;
use super::read::Unreadable;
use super::sniff::{Head, Sign};
use super::{Format, Sink};
pub(super) use command::opens_shell;
pub(super) use manner::Above;
pub(super) use shape::prompt;
use walk::Walk;

/// Whether a capture that begins so is a transcript: it has a header or the time of a command, or
/// it begins with a prompt.
pub(super) fn looks_like(head: &Head<'_>) -> Sign {
    let first = head.first_line().trim_start_matches('\u{feff}');
    let is_first = shape::is_stars(first);
    if is_first && has_header(head) {
        Sign::Proof
    } else if shape::prompt(first).is_some() || is_console(head) || has_header(head) {
        Sign::Form
    } else {
        Sign::None
    }
}

/// Whether it is what a console shows from its greeting on.
fn is_console(head: &Head<'_>) -> bool {
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let first = lines.find(|line| !shape::is_greeting(line.trim_start_matches('\u{feff}')));
    first.is_some_and(|line| shape::prompt(line).is_some())
}

/// Whether there is a header, or the time of a command.
fn has_header(head: &Head<'_>) -> bool {
    let mut after_stars = 0_u32;
    let mut banner = false;
    for line in head.lines() {
        if shape::is_stars(line) {
            if after_stars == 2 && !banner {
                return true;
            }
            (after_stars, banner) = (1, false);
            continue;
        }
        let time = shape::time(line).is_some();
        after_stars = match after_stars {
            1 if time => 2,
            1 if line.contains("PowerShell") => {
                banner = true;
                2
            }
            2 if banner && time => return true,
            _ => 0,
        };
    }
    false
}

/// Reads a transcript.
///
/// # Errors
/// Where there is neither a header nor a prompt in it.
pub(super) fn read(
    lines: &mut Lines<'_>,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let mut walk = Walk::new(parts, sink);
    while let Some(line) = lines.next() {
        walk.line(line);
        if lines.turned() {
            walk.tick();
        }
    }
    walk.end(lines.count());
    if parts.sessions.is_empty() {
        return Err(Unreadable::Broken {
            format: Format::PowershellTranscript,
            reason: "there is neither a header nor a prompt in it".to_owned(),
        });
    }
    Ok(())
}
