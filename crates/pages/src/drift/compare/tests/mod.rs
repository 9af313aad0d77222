//! Pages side by side and beside their Plans.

mod against;
mod between;
