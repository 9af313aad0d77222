//! Tools for text that every room uses: one way to make hidden characters visible, one writer of
//! JSON and one of XML, one hash.

pub mod hash;
pub mod json;
pub mod visible;
pub mod xml;
