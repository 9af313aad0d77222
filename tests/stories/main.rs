//! Stories of the command line and laws of the whole: one binary, so that there is one link.
//!
//! `SNAPSHOTS=overwrite INSTA_UPDATE=always cargo test --test stories` updates what is expected;
//! the difference is then read by eye.
#![expect(clippy::disallowed_methods, reason = "stories are told with files")]

mod bad_input; // What is refused, with its place, and nothing half-written.
mod check; // The audit: what is printed, what is refused, and what never changes a verdict.
mod compatibility; // An audit that was made once, made again.
mod definitions; // Every code of definitions and changes, shown whole.
mod documents; // The embedded documents, held whole.
mod drift; // Published pages: what drifts, and what is held against what.
mod drift_bad_input; // Pages that are none, or are broken.
mod facts; // What DESIGN says that each of them must say.
mod floors; // A room imports only from rooms below it.
mod formats; // A page that its definition arranges, in every format.
mod guide; // The examples of CONTRIBUTING.md are those that are compiled.
mod guided; // What the marks of a guided script show to `check`.
mod handout; // Handouts, followed from top to bottom and read back.
mod import; // Published pages that become a project.
mod interpret; // Typed lines, and what they ran.
mod laws; // Random definitions: one list, every command in its own item.
mod licences; // What the program is made of is listed.
mod lint; // What lint sees of a project as a whole.
mod made_up; // A language that nobody speaks, added.
mod outline; // A document as an outline for eyes.
mod page_laws; // Random pages: numbers without a gap, every command in one place.
mod page_words; // Decisions, rolling orders and missing words on pages.
mod pages; // Pages that a definition arranges itself.
mod parts; // What can be wrong with a page and with the bodies of steps.
#[cfg(unix)]
mod play; // Playing a guided script at a terminal.
#[cfg(unix)]
mod plays; // Guided scripts in bash, really run, and what the audit makes of them.
mod program; // Help, list, explain, schema, init, completions.
mod projects; // A user's own runbooks, languages and templates.
mod registries; // No file, rule or format was forgotten.
mod scripts; // Guided scripts for PowerShell, read by two readers.
mod spelling; // Pages for people, spelled.
mod story; // Running the program on files, and what it said.
