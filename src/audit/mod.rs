//! Plan + captures → Verdict: expectations, alignment, outcomes.

pub mod align;
mod verdict;

pub use verdict::{
    Argument, Binding, Code, Evidence, Finding, Level, Margin, Message, OccurrenceResult, Output,
    Overall, Provenance, Quoted, Status, StepResult, Totals, Unplanned, Verdict, Waived,
};
