//! Our reading of typed lines, held against what real shells did with them.

mod fit; // Whether a claim fits what ran.
mod recorded; // The recorded sessions.
mod replay; // Goes through all of them and counts.
