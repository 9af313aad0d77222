//! What is no capture at all.
