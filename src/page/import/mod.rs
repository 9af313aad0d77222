//! Published pages brought in: the same page in several languages and for several products becomes
//! one definition, a catalog for each language, and a glossary.

pub mod model;
