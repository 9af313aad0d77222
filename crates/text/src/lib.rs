//! Tools for text that every room uses: one way to make hidden characters visible, one writer of
//! JSON, one hash.

pub mod hash;
pub mod json;
pub mod visible;
