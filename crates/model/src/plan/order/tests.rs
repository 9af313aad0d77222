//! Whatever a definition says, the walk keeps its order, and the order is what the definition says.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Does, Order, Point, Stretch, Unit, item_of};
use crate::plan::{Act, Change, Plan, parse_change};
use crate::runbook::{self, Runbook};
use runproof_core::diagnostic::Source;

/// A step as it is drawn by chance.
#[derive(Debug, Clone)]
struct Drawn {
    for_each: usize,
    kind: usize,
    groups: Vec<usize>,
    after: Option<Vec<bool>>,
    question: usize,
    variant: usize,
}

const LISTS: [&str; 4] = ["host", "pool", "server", "zone"];

fn drawn() -> impl Strategy<Value = Drawn> {
    (
        0..LISTS.len() + 1,
        0..8usize,
        prop::collection::vec(0..LISTS.len() + 1, 1..4),
        prop::option::weighted(0.4, prop::collection::vec(any::<bool>(), 8)),
        0..6usize,
        0..8usize,
    )
        .prop_map(|(for_each, kind, groups, after, question, variant)| Drawn {
            for_each,
            kind,
            groups,
            after,
            question,
            variant,
        })
}

/// The items around the one that a `for_each` names, and it.
fn path(list: usize) -> &'static [&'static str] {
    match list {
        0 => &["host"],
        1 => &["pool"],
        2 => &["pool", "server"],
        3 => &["zone"],
        _ => &[],
    }
}

/// A definition of drawn steps. Steps `rolling` are carried out on one `each` after the other,
/// as far as they can be.
fn definition(steps: &[Drawn], rolling: (usize, usize), each: usize) -> String {
    let mut text = String::from(
        "format: runproof/runbook/1\nid: drawn\nrevision: '1'\nshell: bash\n\
         variants: { one: {}, two: {} }\n\
         parameters:\n  hosts: { list: host, type: host }\n  pools:\n    list: pool\n    key: name\n    \
         fields:\n      name: { type: host }\n      servers: { list: server, type: host }\n  \
         zones: { list: zone, type: text }\n\
         questions: [a, b, c]\nsteps:\n",
    );
    let range = rolling.0.min(steps.len())..rolling.1.min(steps.len());
    let each = LISTS[each];
    let can_roll = |at: usize| path(steps[at].for_each).contains(&each) && steps[at].kind != 0;
    let range = range.start
        ..(range.start..range.end)
            .find(|at| !can_roll(*at))
            .unwrap_or(range.end);
    for (at, step) in steps.iter().enumerate() {
        let _ = writeln!(text, "  - id: s{at}");
        if let Some(list) = LISTS.get(step.for_each)
            && step.kind != 0
        {
            let _ = writeln!(text, "    for_each: {list}");
        }
        if let Some(after) = &step.after {
            let names = (0..at).filter(|at| after[at % after.len()]);
            let names: Vec<String> = names.map(|at| format!("s{at}")).collect();
            let _ = writeln!(text, "    after: [{}]", names.join(", "));
        }
        if let Some(question) = ["when: a", "when: b", "unless: a"].get(step.question) {
            let _ = writeln!(text, "    {question}");
        }
        match step.variant {
            0 => text.push_str("    variants: [one]\n"),
            1 => text.push_str("    variants: [two]\n"),
            _ => {}
        }
        match step.kind {
            0 => text.push_str("    decide: c\n"),
            1 | 2 => text.push_str("    by: hand\n"),
            _ => {
                text.push_str("    commands:\n");
                for (number, list) in step.groups.iter().enumerate() {
                    let outer = path(step.for_each);
                    let inner = path(*list);
                    // Inside of the step's items, or a list of its own.
                    let is_inside = inner.starts_with(outer)
                        || !outer.contains(&inner.first().copied().unwrap_or(""));
                    let list = LISTS.get(*list).filter(|_| is_inside);
                    let mut run = format!("c{at}.{number}");
                    let items = if list.is_some() { inner } else { outer };
                    if step.kind > 3
                        && let Some(item) = items.last()
                    {
                        let _ = write!(run, " {{{item}}}");
                    }
                    let _ = writeln!(text, "      - id: g{number}\n        run: '{run}'");
                    if let Some(list) = list {
                        let _ = writeln!(text, "        for_each: {list}");
                    }
                }
            }
        }
    }
    text.push_str("  - id: last\n    by: hand\n");
    if !range.is_empty() {
        let _ = writeln!(
            text,
            "rolling:\n  - {{ id: one-by-one, each: {each}, from: s{}, to: s{} }}",
            range.start,
            range.end - 1
        );
    }
    text
}

fn change_text(
    hosts: usize,
    servers: &[usize],
    zones: usize,
    answers: [Option<bool>; 3],
    variant: &str,
) -> String {
    let list = |name: &str, count: usize| {
        let items: Vec<String> = (1..=count).map(|n| format!("{name}{n}")).collect();
        format!("[{}]", items.join(", "))
    };
    let pools: Vec<String> = servers
        .iter()
        .enumerate()
        // The servers of every pool have the same names: what is around an item is a part of it.
        .map(|(at, count)| format!("{{ name: p{at}, servers: {} }}", list("srv", *count)))
        .collect();
    let answers: Vec<String> = ["a", "b", "c"]
        .iter()
        .zip(answers)
        .filter_map(|(name, answer)| Some(format!("{name}: {}", answer?)))
        .collect();
    format!(
        "change: C1\nvariant: {variant}\nparameters:\n  hosts: {}\n  pools: [{}]\n  zones: {}\nanswers: {{ {} }}\n",
        list("web", hosts),
        pools.join(", "),
        list("z", zones),
        answers.join(", "),
    )
}

fn parsed(text: &str) -> Runbook {
    let source = Source::new("r.yaml", text);
    let parsed = runbook::parse(&source);
    parsed
        .runbook
        .unwrap_or_else(|| panic!("{text}\n{:#?}", parsed.findings))
}

fn bound(runbook: &Runbook, text: &str) -> Change {
    let source = Source::new("c.yaml", text);
    let parsed = parse_change(&source, runbook);
    parsed
        .change
        .unwrap_or_else(|| panic!("{text}\n{:#?}", parsed.findings))
}

/// What the definition says, word for word and slowly: of each unit those that come after it.
fn must(plan: &Plan<'_>, units: &[Unit<'_>]) -> Vec<BTreeSet<usize>> {
    let count = plan.steps.len();
    let part = |step: usize| plan.rolling_of(&plan.steps[step]);
    let beside = |a: usize, b: usize| a == b || (part(a).is_some() && part(a) == part(b));
    // The steps that are finished everywhere before each: what it waits for, in a rolling part what
    // the steps until there wait for, and with a step of a rolling part those before it there.
    let mut everywhere: Vec<Vec<bool>> = Vec::new();
    for t in 0..count {
        let mut before = vec![false; count];
        for at in (0..=t).filter(|at| beside(*at, t)) {
            for wait in plan.steps[at].after.iter().map(|n| *n as usize - 1) {
                if part(t).is_some() && beside(wait, t) {
                    continue;
                }
                for done in (0..=wait).filter(|done| beside(*done, wait)) {
                    before[done] = true;
                    for s in 0..count {
                        before[s] |= everywhere[done][s];
                    }
                }
            }
        }
        everywhere.push(before);
    }
    let direct = |one: &Unit<'_>, other: &Unit<'_>| {
        let (s, t) = (one.step, other.step);
        if s == t {
            let mut pairs = one.binding.iter().zip(other.binding);
            let parted = pairs.find(|(a, b)| a != b);
            let is_free = parted.is_some_and(|((list, _), (other, _))| list == other);
            return !is_free
                && matches!((one.does, other.does), (Does::Run { group: a, .. }, Does::Run { group: b, .. }) if a < b);
        }
        match part(s) {
            Some(rolling) if part(t) == Some(rolling) => {
                let each = &plan.rolling[rolling].each;
                s < t && item_of(one.binding, each) == item_of(other.binding, each)
            }
            _ => everywhere[t][s],
        }
    };
    // What comes after a unit comes after all that comes before that.
    let mut all: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); units.len()];
    for a in (0..units.len()).rev() {
        let mut own = BTreeSet::new();
        for b in 0..units.len() {
            if direct(&units[a], &units[b]) {
                assert!(
                    a < b,
                    "the walk breaks the order: {:#?}",
                    (&units[a], &units[b])
                );
                own.insert(b);
                own.extend(&all[b]);
            }
        }
        all[a] = own;
    }
    all
}

/// What the partial order says: of each unit those after it.
fn after(order: &Order<'_>) -> Vec<BTreeSet<usize>> {
    let count = order.units.len();
    let node = |point: Point| match point {
        Point::Unit(at) => at,
        Point::Joint(at) => count + at,
    };
    let mut next = vec![Vec::new(); count + order.joints];
    for (a, b) in &order.before {
        next[node(*a)].push(node(*b));
    }
    let from = |start: usize| {
        let mut seen = vec![false; next.len()];
        let mut open = next[start].clone();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                open.extend(&next[at]);
            }
        }
        assert!(!seen[start], "the order goes round in a circle");
        (0..count).filter(|at| seen[*at]).collect()
    };
    (0..count).map(from).collect()
}

fn holds(plan: &Plan<'_>) {
    let order = plan.order();
    let after = after(&order);
    for (at, must) in must(plan, &order.units).into_iter().enumerate() {
        assert_eq!(must, after[at], "after {:#?}", order.units[at]);
        assert!(after[at].first() > Some(&at) || after[at].is_empty());
    }
    every_act_once(plan, &order);
    shape(plan, &order);
    waits(&order, &after);
}

/// The walk has every act that may apply, once.
fn every_act_once(plan: &Plan<'_>, order: &Order<'_>) {
    let mut acts = Vec::new();
    for (at, step) in plan
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.may_apply())
    {
        match &step.act {
            Act::Decide { .. } => acts.push((at, Vec::new(), None)),
            Act::ByHand { occurrences, .. } => {
                acts.extend(
                    occurrences
                        .iter()
                        .map(|act| (at, act.binding.clone(), None)),
                );
            }
            Act::Run(groups) => {
                for (group, commands) in groups.iter().enumerate() {
                    for command in &commands.commands {
                        let text = Some((group, command.text.as_str()));
                        acts.extend(
                            command
                                .occurrences
                                .iter()
                                .map(|act| (at, act.binding.clone(), text)),
                        );
                    }
                }
            }
        }
    }
    let mut walked: Vec<_> = order
        .units
        .iter()
        .map(|unit| {
            let text = unit.command(plan).map(|command| command.text.as_str());
            let group = match unit.does {
                Does::Run { group, .. } => group,
                Does::ByHand | Does::Decide => 0,
            };
            (
                unit.step,
                unit.binding.to_vec(),
                text.map(|text| (group, text)),
            )
        })
        .collect();
    acts.sort();
    walked.sort();
    assert_eq!(acts, walked);
}

/// Stretches, items, turns and units follow each other without a gap, and each is of one kind.
fn shape(plan: &Plan<'_>, order: &Order<'_>) {
    let mut turn = 0;
    let mut last_step = None;
    for stretch in &order.stretches {
        assert_eq!(stretch.turns().start, turn);
        match stretch {
            Stretch::Step { step, turns } => {
                assert!(last_step < Some(*step));
                last_step = Some(*step);
                assert!(
                    order.turns[turns.clone()]
                        .iter()
                        .all(|turn| turn.step == *step)
                );
            }
            Stretch::Rolling {
                rolling,
                steps,
                items,
            } => {
                let part = &plan.rolling[*rolling];
                assert!(last_step < steps.first().copied());
                last_step = steps.last().copied();
                let mut known = BTreeSet::new();
                for item in items {
                    assert_eq!(item.turns.start, turn);
                    turn = item.turns.end;
                    assert!(known.insert(item.binding), "one item after the other");
                    let own = &order.turns[item.turns.clone()];
                    assert!(
                        own.iter()
                            .all(|turn| item_of(turn.binding, part.each) == item.binding)
                    );
                    assert!(own.is_sorted_by_key(|turn| turn.step));
                    assert!(own.iter().all(|turn| steps.contains(&turn.step)));
                }
            }
        }
        turn = stretch.turns().end;
    }
    assert_eq!(turn, order.turns.len());
    let mut unit = 0;
    for (at, turn) in order.turns.iter().enumerate() {
        assert_eq!(turn.units.start, unit);
        unit = turn.units.end;
        for unit in order.units_of(turn) {
            assert_eq!((unit.turn, unit.step), (at, turn.step));
            assert!(unit.binding.starts_with(turn.binding));
        }
    }
    assert_eq!(unit, order.units.len());
}

/// Whoever waits for what the turns say, and does an item's turns one after the other, keeps the
/// partial order.
fn waits(order: &Order<'_>, after: &[BTreeSet<usize>]) {
    let mut done_before: Vec<BTreeSet<usize>> = Vec::new();
    for (at, turn) in order.turns.iter().enumerate() {
        let awaited = order.awaited(turn);
        assert!(
            awaited.iter().all(|other| *other < at),
            "no turn waits for a later one"
        );
        let mut direct: BTreeSet<usize> = awaited.into_iter().collect();
        for stretch in &order.stretches {
            if let Stretch::Rolling { items, .. } = stretch
                && let Some(item) = items.iter().find(|item| item.turns.contains(&at))
            {
                direct.extend(item.turns.start..at);
            }
        }
        let further: Vec<usize> = direct
            .iter()
            .flat_map(|other| done_before[*other].clone())
            .collect();
        direct.extend(further);
        done_before.push(direct);
    }
    for (a, those) in after.iter().enumerate() {
        for b in those {
            let (one, other) = (order.units[a].turn, order.units[*b].turn);
            assert!(one == other || done_before[other].contains(&one));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_walk_keeps_the_order_and_the_order_is_what_the_definition_says(
        steps in prop::collection::vec(drawn(), 1..8),
        rolling in (0usize..6, 0usize..9),
        each in 0..LISTS.len(),
        hosts in 0usize..4,
        servers in prop::collection::vec(0usize..4, 0..3),
        zones in 0usize..3,
        answers in any::<[Option<bool>; 3]>(),
        is_second in any::<bool>(),
    ) {
        let runbook = parsed(&definition(&steps, rolling, each));
        for variant in &runbook.variants {
            holds(&Plan::resolve(&runbook, variant, None));
        }
        let variant = if is_second { "two" } else { "one" };
        let change = bound(&runbook, &change_text(hosts, &servers, zones, answers, variant));
        let variant = runbook.variant(variant).expect("it is there");
        holds(&Plan::resolve(&runbook, variant, Some(&change)));
    }

    #[test]
    fn both_runbooks_keep_their_order(
        hosts in 1usize..13,
        servers in (1usize..7, 1usize..7),
        answers in any::<[Option<bool>; 3]>(),
    ) {
        let tls = parsed(include_str!("../../../../../runbooks/rotate-tls-certificate.yaml"));
        let pools = parsed(include_str!("../../../../../runbooks/paired-front-end-pools.yaml"));
        let list = |from: usize, count: usize| {
            let items: Vec<String> = (from..from + count).map(|n| format!("h{n:02}.example.com")).collect();
            format!("[{}]", items.join(", "))
        };
        let answered = |names: &[&str]| {
            let answers = names.iter().zip(answers);
            let answers = answers.filter_map(|(name, answer)| Some(format!("{name}: {}", answer?)));
            answers.collect::<Vec<_>>().join(", ")
        };
        for variant in &tls.variants {
            let change = bound(&tls, &format!(
                "change: C1\nvariant: {}\nparameters: {{ domain: x.example, certificate: /c, key: /k, \
                 serial: '01', hosts: {} }}\nanswers: {{ {} }}\n",
                variant.id, list(1, hosts), answered(&["behind_load_balancer"]),
            ));
            holds(&Plan::resolve(&tls, variant, Some(&change)));
        }
        for variant in &pools.variants {
            let change = bound(&pools, &format!(
                "change: C1\nvariant: {}\nparameters:\n  pools:\n  - {{ fqdn: a.example, servers: {} }}\n  \
                 - {{ fqdn: b.example, servers: {} }}\nanswers: {{ {} }}\n",
                variant.id, list(1, servers.0), list(20, servers.1),
                answered(&["pools_exist", "pools_deployed_before_pairing", "cumulative_update_applied"]),
            ));
            holds(&Plan::resolve(&pools, variant, Some(&change)));
        }
    }
}
