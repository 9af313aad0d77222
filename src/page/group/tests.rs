//! Pages as they lie, and what is held against what.
