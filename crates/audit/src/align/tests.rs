//! Every answer against an exhaustive search, on many small problems.

use super::*;
use crate::verdict::Margin;

mod exhaustive;
mod laws;
mod random;
mod verify;

/// How many problems; more by the environment, as in `RUNPROOF_CASES=1000000`.
fn cases() -> u64 {
    option_env!("RUNPROOF_CASES")
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_500)
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
                Worse::Found(expected),
                "seed {seed}, {slot:?}: {problem:#?} {:?}",
                found.choices
            );
        }
    }
}

#[test]
fn a_certificate_proves_it() {
    for seed in 0..cases() / 4 {
        let problem = random::problem(seed);
        let certificate = serde_json::to_string(&align(&problem).certificate()).unwrap();
        let judged = verify::verify(&certificate);
        assert_eq!(judged, Ok(()), "seed {seed}: {problem:#?}\n{certificate}");
    }
}

#[test]
fn a_certificate_with_anything_changed_proves_nothing() {
    let mut changed = 0;
    for seed in 0..cases() / 4 {
        let problem = random::problem(seed);
        let found = align(&problem);
        let certificate = serde_json::to_value(found.certificate()).unwrap();
        let dice = &mut random::Dice::new(!seed);
        // Another choice: none that costs the same is as good.
        let slot = dice.below(problem.slots().len() as u64) as usize;
        let mut options = vec![Choice::Missing];
        for one in &problem.slots()[slot].candidates {
            options.extend([Choice::InOrder(one.event), Choice::Displaced(one.event)]);
        }
        let mut choices = found.choices.clone();
        choices[slot] = options[dice.below(options.len() as u64) as usize];
        let mut other = certificate.clone();
        other["choices"][slot] = match choices[slot] {
            Choice::InOrder(event) => serde_json::json!({"in_order": event.0}),
            Choice::Displaced(event) => serde_json::json!({"displaced": event.0}),
            Choice::Missing => serde_json::json!("missing"),
        };
        let is_as_good = exhaustive::cost(&problem, &choices) == Some(found.cost);
        let judged = verify::verify(&other.to_string());
        assert_eq!(
            judged.is_ok(),
            is_as_good,
            "seed {seed}: {judged:?} {other}"
        );
        // Another number in what is claimed: costs, bounds, amounts. (Of prices several may be right.)
        for key in ["cost", "bound", "parts"] {
            let count = numbers(&mut certificate.clone()[key], &mut |_, _| {});
            for at in 0..count {
                let mut other = certificate.clone();
                let by = if dice.below(2) == 0 { 1 } else { -1 };
                numbers(&mut other[key], &mut |n, number| {
                    *number += i64::from(n == at) * by
                });
                let judged = verify::verify(&other.to_string());
                assert!(judged.is_err(), "seed {seed}, {key} {at}: {other}");
                changed += 1;
            }
        }
    }
    assert!(changed > 1_000, "only {changed}");
}

/// Tells every amount below a value in turn; how many there are. The last of a list that begins
/// with other than a number alone is an amount; so are `cost` and `bound`.
fn numbers(value: &mut serde_json::Value, tell: &mut dyn FnMut(usize, &mut i64)) -> usize {
    fn walk(
        value: &mut serde_json::Value,
        is_amount: bool,
        at: &mut usize,
        tell: &mut dyn FnMut(usize, &mut i64),
    ) {
        match value {
            serde_json::Value::Number(number) if is_amount => {
                let mut changed = number.as_i64().unwrap();
                tell(*at, &mut changed);
                *at += 1;
                *value = changed.into();
            }
            serde_json::Value::Array(list) => {
                list.iter_mut().for_each(|v| walk(v, false, at, tell))
            }
            serde_json::Value::Object(map) => {
                for (key, value) in map {
                    match (key.as_str(), value) {
                        ("pairs", serde_json::Value::Array(list)) => {
                            for entry in list.iter_mut().filter_map(|v| v.as_array_mut()) {
                                walk(entry.last_mut().unwrap(), true, at, tell);
                            }
                        }
                        (key, value) => walk(value, key == "bound", at, tell),
                    }
                }
            }
            _ => {}
        }
    }
    let mut at = 0;
    let is_amount = value.is_number();
    walk(value, is_amount, &mut at, tell);
    at
}

/// What is told of large problems, on small ones: never more, and mostly the same.
#[test]
fn a_quick_margin_is_never_more() {
    let (mut same, mut all) = (0, 0);
    for seed in 0..cases() {
        let problem = random::problem(seed);
        let found = align(&problem);
        for slot in (0..problem.slots().len() as u32).map(SlotId) {
            let quick = solve::quick_loss(&found.ground, &found.answer, slot);
            let exact = solve::exact_loss(&found.ground, &found.answer, slot);
            let exact = exact.expect("found without a limit");
            let is_less = quick.is_some_and(|quick| exact.is_none_or(|exact| quick < exact));
            assert!(
                quick == exact || is_less,
                "seed {seed}, {slot:?}: {quick:?}, not {exact:?}"
            );
            same += usize::from(quick == exact);
            all += 1;
        }
    }
    assert!(same * 10 > all * 7, "{same} of {all}");
}

/// Equal acts that nobody can tell apart, as in the histories of ten computers: the search comes to
/// an end, and what it claims holds.
#[test]
fn a_search_among_equals_comes_to_an_end() {
    let problem = random::alike(10, 5);
    let found = align(&problem);
    let proof = serde_json::to_string(&found.certificate()).expect("JSON");
    assert_eq!(verify::verify(&proof), Ok(()));
    for slot in (0..problem.slots().len() as u32).map(SlotId) {
        found.margin(slot);
    }
}
