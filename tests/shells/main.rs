//! Our reading of typed lines, held against what real shells did with them.

#![expect(
    clippy::disallowed_methods,
    reason = "stubs are files, and sessions take time"
)]

mod differential; // Generated lines beside the real shell.
mod fit; // Whether a claim fits what ran.
mod judge; // Whether what is said of a session is so.
mod recorded; // The recorded sessions.
mod replay; // Goes through all of them and counts.
