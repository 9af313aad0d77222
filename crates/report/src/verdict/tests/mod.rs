//! Each format whole, for the same verdict, and that no text from a log gets through.

mod fixture;
mod formats;
mod hostile;
mod look;
