//! What `runproof check` says of captures that were made for it: every conformant one is judged
//! conformant, and every deviation gives exactly its finding at its line.
//!
//! A capture is made in four strokes, each with a file of its own: what is carried out
//! (`scenario`), how it is typed (`manner`), what else goes on (`noise`), and how it is recorded
//! (`capture/`). A deviation (`mutation`) is made to the first, so it can be told in all the others.
//! Everything follows from a seed: a case that fails once fails always.
#![expect(clippy::disallowed_methods, reason = "captures are files")]

mod absence; // What a capture does not hold, and what it does not say.
mod bash; // The TLS runbook: its acts, its recordings, its deviations.
mod capture; // Sittings at a console as bytes: one file a format.
mod case; // A change, its captures, and what has to be found.
mod demo; // The captures that the program carries, held equal to what is made here.
mod dice; // Chance that can be repeated.
mod generator; // Laws of the generator itself.
mod hosts; // The computers, pools, people and hours of the sample change.
mod law; // Whoever follows a handout is conformant, whoever deviates is found.
mod manner; // Ways to type the same thing.
mod mutation; // One deviation, and the finding that it must give.
mod noise; // What else is typed and printed.
mod output; // What stands in an output, and whose it is.
mod scenario; // What is carried out, where and when.
mod tongue; // Languages, and what PowerShell says in them.
mod verdicts; // What the program says of it all.
