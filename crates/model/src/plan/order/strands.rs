//! The partial order: what must come before what.

use std::collections::HashMap;

use super::{Binding, Does, Order, Point, Stretch, item_of};
use crate::plan::Plan;

/// Adds the partial order to a walk.
pub(super) fn tie<'p>(plan: &'p Plan<'_>, order: &mut Order<'p>) {
    let mut knots = Knots::default();
    // Where each step begins and ends, for every item.
    let ends: Vec<(Point, Point)> = plan
        .steps
        .iter()
        .map(|_| {
            let (begin, end) = (knots.joint(), knots.joint());
            knots.tie(begin, end);
            (begin, end)
        })
        .collect();
    for (at, step) in plan.steps.iter().enumerate() {
        for earlier in plan.waits_of(at) {
            knots.tie(ends[earlier].1, ends[at].0);
        }
        // A rolling part is finished with its last step.
        let rolling = plan.rolling_of(step);
        if rolling.is_some() && at > 0 && plan.rolling_of(&plan.steps[at - 1]) == rolling {
            knots.tie(ends[at - 1].1, ends[at].1);
        }
    }
    for (at, unit) in order.units.iter().enumerate() {
        knots.tie(ends[unit.step].0, Point::Unit(at));
        knots.tie(Point::Unit(at), ends[unit.step].1);
    }
    for (place, turn) in order.turns.iter().enumerate() {
        let groups = |at: &usize| match order.units[*at].does {
            Does::Run { group, .. } => group,
            Does::ByHand | Does::Decide => 0,
        };
        let units: Vec<usize> = turn.units.clone().collect();
        debug_assert!(units.iter().all(|at| order.units[*at].turn == place));
        let groups: Vec<&[usize]> = units.chunk_by(|a, b| groups(a) == groups(b)).collect();
        let binding = |at: usize| order.units[at].binding;
        for next in 1..groups.len() {
            knots.follow(&groups[..next], groups[next], turn.binding.len(), binding);
        }
    }
    for stretch in &order.stretches {
        let Stretch::Rolling { rolling, items, .. } = stretch else {
            continue;
        };
        let each = &plan.rolling[*rolling].each;
        for item in items {
            let turns = &order.turns[item.turns.clone()];
            debug_assert!(
                turns
                    .iter()
                    .all(|t| item_of(t.binding, each) == item.binding)
            );
            let mut before: Vec<Point> = Vec::new();
            for step in turns.chunk_by(|a, b| a.step == b.step) {
                let units = step.iter().flat_map(|turn| turn.units.clone());
                let own: Vec<Point> = units.map(Point::Unit).collect();
                knots.series(&before, &own);
                before = own;
            }
        }
    }
    order.before = knots.before;
    order.joints = knots.joints;
}

#[derive(Default)]
struct Knots {
    before: Vec<(Point, Point)>,
    joints: usize,
}

impl Knots {
    fn joint(&mut self) -> Point {
        self.joints += 1;
        Point::Joint(self.joints - 1)
    }

    fn tie(&mut self, first: Point, then: Point) {
        self.before.push((first, then));
    }

    /// All of these, and then all of those.
    fn series(&mut self, first: &[Point], then: &[Point]) {
        if first.len() * then.len() <= first.len() + then.len() {
            for before in first {
                self.before
                    .extend(then.iter().map(|after| (*before, *after)));
            }
            return;
        }
        let joint = self.joint();
        self.before
            .extend(first.iter().map(|before| (*before, joint)));
        self.before.extend(then.iter().map(|after| (joint, *after)));
    }

    /// A group of commands comes after the groups before it as far as they are about the same:
    /// about its item, an item around it, an item in it, or another list. What is about another
    /// item of the same list is free. The first items of all bindings, `shared`, are the same.
    fn follow<'p>(
        &mut self,
        groups: &[&[usize]],
        next: &[usize],
        shared: usize,
        binding: impl Fn(usize) -> &'p Binding,
    ) {
        // For each item, what is about itself, and all that is about it or in it.
        let mut exact: HashMap<&Binding, Vec<Point>> = HashMap::new();
        let mut within: HashMap<&Binding, Vec<Point>> = HashMap::new();
        // For the inside of each item, all that is in it, by the list that it goes through there.
        let mut lists: HashMap<&Binding, Vec<(&str, Vec<Point>)>> = HashMap::new();
        for at in groups.iter().flat_map(|group| group.iter()) {
            let own = binding(*at);
            exact.entry(own).or_default().push(Point::Unit(*at));
            for width in shared..=own.len() {
                let (around, inside) = own.split_at(width);
                within.entry(around).or_default().push(Point::Unit(*at));
                let Some((list, _)) = inside.first() else {
                    continue;
                };
                let known = lists.entry(around).or_default();
                match known.iter_mut().find(|(name, _)| *name == list.as_str()) {
                    Some((_, points)) => points.push(Point::Unit(*at)),
                    None => known.push((list.as_str(), vec![Point::Unit(*at)])),
                }
            }
        }
        let mut through: HashMap<(&Binding, &str), Vec<Point>> = HashMap::new();
        for at in next {
            let own = binding(*at);
            let point = Point::Unit(*at);
            for width in shared..own.len() {
                let (around, inside) = own.split_at(width);
                for before in exact.get(around).into_iter().flatten() {
                    self.before.push((*before, point));
                }
                for (list, _) in lists.get(around).into_iter().flatten() {
                    if *list != inside[0].0.as_str() {
                        through.entry((around, *list)).or_default().push(point);
                    }
                }
            }
            for before in within.get(own).into_iter().flatten() {
                self.before.push((*before, point));
            }
        }
        let mut through: Vec<_> = through.into_iter().collect();
        through.sort_unstable_by(|(_, a), (_, b)| a.cmp(b));
        for ((around, list), then) in through {
            let lists = lists.get(around).into_iter().flatten();
            for (_, first) in lists.filter(|(name, _)| *name == list) {
                self.series(first, &then);
            }
        }
    }
}
