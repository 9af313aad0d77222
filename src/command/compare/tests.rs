//! What is the same, and what is not.
