//! Every answer against an exhaustive search, on many small problems.

use super::*;
use crate::audit::verdict::Margin;

mod exhaustive;
mod random;

/// How many problems; more by the environment, as in `RUNPROOF_CASES=1000000`.
fn cases() -> u64 {
    option_env!("RUNPROOF_CASES")
        .and_then(|n| n.parse().ok())
        .unwrap_or(3_000)
}

#[test]
fn the_cost_is_the_least_there_is() {
    for seed in 0..cases() {
        let problem = random::problem(seed);
        let truth = exhaustive::least(&problem, None);
        let found = align(&problem);
        assert_eq!(
            Some(found.cost),
            truth,
            "seed {seed}: {problem:#?} {:?}",
            found.choices
        );
        assert_eq!(found.proof, Proof::Proved, "seed {seed}");
        assert_eq!(
            exhaustive::cost(&problem, &found.choices),
            Some(found.cost),
            "seed {seed}: {problem:#?} {:?}",
            found.choices
        );
    }
}

#[test]
fn a_margin_is_the_cost_of_the_next_best() {
    for seed in 0..cases() / 10 {
        let problem = random::problem(seed);
        let found = align(&problem);
        for slot in (0..problem.slots().len() as u32).map(SlotId) {
            let other = exhaustive::least(&problem, Some((slot, found.choices[slot.index()])));
            let expected = match other.map(|cost| cost - found.cost) {
                None => Margin::Only,
                Some(0) => Margin::Tie,
                Some(more) => Margin::By(more),
            };
            assert_eq!(
                found.margin(slot),
                expected,
                "seed {seed}, {slot:?}: {problem:#?} {:?}",
                found.choices
            );
        }
    }
}
