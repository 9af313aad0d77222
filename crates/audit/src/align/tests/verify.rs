//! A certificate checked by adding up. It shares nothing with the solver, and looks for no best.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

type Use = (i64, i64);

/// Whether the certificate proves what it says.
pub(super) fn verify(text: &str) -> Result<(), String> {
    let it = Check::read(&serde_json::from_str(text).map_err(|fault| fault.to_string())?);
    let (cost, bound) = (num(&it.all["cost"]), num(&it.all["bound"]));
    same("cost", it.cost()?, cost)?;
    same("bound", it.bound()?, bound)?;
    if bound > cost {
        Err("the bound is above the cost".into())
    } else {
        Ok(())
    }
}

struct Check {
    all: Value,
    precedes: Vec<Vec<bool>>,
    events: BTreeMap<i64, Value>,
    prices: BTreeMap<i64, i64>,
}

/// What is shut in a case: uses in order, uses at all.
type Shut = (BTreeSet<Use>, BTreeSet<Use>);

impl Check {
    fn read(all: &Value) -> Self {
        let order: Vec<(usize, usize)> = list(&all["order"])
            .iter()
            .map(|e| (num(&e[0]) as usize, num(&e[1]) as usize))
            .collect();
        let nodes = order.iter().map(|e| e.0.max(e.1) + 1).max().unwrap_or(0);
        let mut precedes = vec![
            vec![false; nodes.max(list(&all["slots"]).len())];
            nodes.max(list(&all["slots"]).len())
        ];
        order.iter().for_each(|(a, b)| precedes[*a][*b] = true);
        close(&mut precedes);
        let events = list(&all["events"])
            .iter()
            .map(|e| (num(&e["event"]), e.clone()))
            .collect();
        Self {
            all: all.clone(),
            precedes,
            events,
            prices: prices(&all["prices"]),
        }
    }

    fn before(&self, a: i64, b: i64) -> bool {
        let (a, b) = (&self.events[&a], &self.events[&b]);
        let clock = |event: &Value| num(&self.all["clocks"][num(&event["session"]) as usize]);
        let gap = if clock(a) == clock(b) {
            0
        } else {
            num(&self.all["skew"])
        };
        (a["session"] == b["session"] && num(&a["sequence"]) < num(&b["sequence"]))
            || num(&a["to"]).saturating_add(gap) < num(&b["from"])
    }

    /// Whether the first use is below the second, of different slots or of one.
    fn below(&self, (j, b): Use, (i, a): Use) -> bool {
        (i == j || self.precedes[i as usize][j as usize])
            && (j, b) != (i, a)
            && (a == b || self.before(b, a))
    }

    fn slot(&self, slot: i64) -> &Value {
        &self.all["slots"][slot as usize]
    }

    /// The uses of a slot, and what each costs less the event's extra.
    fn uses(&self, slot: i64) -> Vec<(i64, i64)> {
        let extra = |event: i64| num(&self.events[&event]["extra"]);
        let candidates = list(&self.slot(slot)["candidates"]);
        candidates
            .iter()
            .map(|c| (num(&c[0]), num(&c[1]) - extra(num(&c[0]))))
            .collect()
    }

    fn base(&self) -> i64 {
        self.events.values().map(|e| num(&e["extra"])).sum::<i64>() + num(&self.all["other_extra"])
    }

    fn cost(&self) -> Result<i64, String> {
        let (mut total, mut seen, mut uses) = (self.base(), BTreeSet::new(), Vec::new());
        same(
            "choices",
            list(&self.all["choices"]).len() as i64,
            list(&self.all["slots"]).len() as i64,
        )?;
        for (slot, choice) in (0..).zip(list(&self.all["choices"])) {
            if choice == "missing" {
                total += num(&self.slot(slot)["missing"]);
                continue;
            }
            let displaced = choice.get("displaced").map(num);
            let event = displaced.unwrap_or_else(|| num(&choice["in_order"]));
            let cost = self.uses(slot).into_iter().find(|one| one.0 == event);
            total += cost.ok_or("no candidate")?.1;
            match displaced {
                Some(_) => {
                    total += self.slot(slot)["displaced"]
                        .as_i64()
                        .ok_or("never displaced")?
                }
                None => uses.push((slot, event)),
            }
            if !seen.insert(event) {
                return Err("an event is used twice".into());
            }
        }
        let first =
            |a: &Use, b: &Use| self.precedes[a.0 as usize][b.0 as usize] || self.before(a.1, b.1);
        let mut joint: Vec<Vec<bool>> = uses
            .iter()
            .map(|a| uses.iter().map(|b| first(a, b)).collect())
            .collect();
        close(&mut joint);
        match (0..joint.len()).any(|at| joint[at][at]) {
            true => Err("not possible together".into()),
            false => Ok(total),
        }
    }

    fn bound(&self) -> Result<i64, String> {
        let mut total = self.base() - self.prices.values().sum::<i64>();
        let mut lone: BTreeSet<i64> = (0..list(&self.all["slots"]).len() as i64).collect();
        for part in list(&self.all["parts"]) {
            let slots: Vec<i64> = list(&part["slots"]).iter().map(num).collect();
            if !slots.iter().all(|slot| lone.remove(slot)) {
                return Err("a slot is in two parts".into());
            }
            total += self.tree(&slots, &part["proof"], &Shut::default())?;
        }
        for slot in lone {
            let missing = num(&self.slot(slot)["missing"]);
            let used = self
                .uses(slot)
                .into_iter()
                .map(|(e, c)| c + self.prices.get(&e).unwrap_or(&0));
            total += used.fold(missing, i64::min);
        }
        if self.prices.values().any(|price| *price < 0) {
            Err("a price".into())
        } else {
            Ok(total)
        }
    }

    fn tree(&self, slots: &[i64], tree: &Value, shut: &Shut) -> Result<i64, String> {
        if let Some(leaf) = tree.get("leaf") {
            return self.leaf(slots, leaf, shut);
        }
        let (kind, split) = tree
            .as_object()
            .and_then(|o| o.iter().next())
            .ok_or("no proof")?;
        let own = (num(&split["slot"]), num(&split["event"]));
        let all = slots
            .iter()
            .flat_map(|slot| self.uses(*slot).into_iter().map(|one| (*slot, one.0)));
        let mut cases = vec![shut.clone(), shut.clone()];
        match kind.as_str() {
            "owner" => {
                cases[0]
                    .1
                    .extend(all.filter(|one| one.1 == own.1 && one.0 != own.0));
                cases[1].1.insert(own);
            }
            "order" => {
                cases[0]
                    .0
                    .extend(all.filter(|one| one.0 == own.0 && one.1 != own.1));
                cases[1].0.insert(own);
            }
            _ => {
                let uses: Vec<Use> = list(&split["uses"]).iter().map(pair).collect();
                let next = uses.iter().cycle().skip(1);
                let is_round = uses.iter().zip(next).all(|(a, b)| {
                    self.precedes[a.0 as usize][b.0 as usize] || self.before(a.1, b.1)
                });
                if !is_round {
                    return Err("no circle".into());
                }
                let without = |one: Use| {
                    let mut shut = shut.clone();
                    shut.0.insert(one);
                    shut
                };
                cases = uses.into_iter().map(without).collect();
            }
        }
        same(
            "cases",
            list(&split["cases"]).len() as i64,
            cases.len() as i64,
        )?;
        let mut least = i64::MAX;
        for (tree, shut) in list(&split["cases"]).iter().zip(&cases) {
            least = least.min(self.tree(slots, tree, shut)?);
        }
        Ok(least)
    }

    fn leaf(&self, slots: &[i64], leaf: &Value, shut: &Shut) -> Result<i64, String> {
        let own = prices(&leaf["prices"]);
        let price = |e: i64| self.prices.get(&e).unwrap_or(&0) + own.get(&e).unwrap_or(&0);
        let mut total = -own.values().sum::<i64>();
        let mut weight: BTreeMap<Use, i64> = BTreeMap::new();
        for &slot in slots {
            let mut free = num(&self.slot(slot)["missing"]);
            let open = || {
                self.uses(slot)
                    .into_iter()
                    .filter(|one| !shut.1.contains(&(slot, one.0)))
            };
            if let Some(more) = self.slot(slot)["displaced"].as_i64() {
                free = open()
                    .map(|(e, c)| c + more + price(e))
                    .fold(free, i64::min);
            }
            total += free;
            for (event, cost) in open().filter(|one| !shut.0.contains(&(slot, one.0))) {
                if free > cost + price(event) {
                    weight.insert((slot, event), free - cost - price(event));
                }
            }
        }
        for drop in list(&leaf["dropped"]) {
            let (one, by) = (pair(&drop[0]), pair(&drop[1]));
            let against = |a: Use, b: Use| self.below(a, b) || self.below(b, a);
            let others = weight.keys().filter(|other| other.0 != one.0);
            let is_open = |slot: &&i64| {
                let one = (**slot, by.1);
                let may = !shut.0.contains(&one) || !self.slot(**slot)["displaced"].is_null();
                let is_of_use =
                    |u: &(i64, i64)| u.0 == by.1 && u.1 < num(&self.slot(**slot)["missing"]);
                may && !shut.1.contains(&one) && self.uses(**slot).iter().any(is_of_use)
            };
            let is_alone = slots.iter().filter(is_open);
            let may = one != by
                && one.0 == by.0
                && weight.get(&by) >= weight.get(&one)
                && is_alone.count() == 1;
            if !may
                || !others
                    .into_iter()
                    .all(|other| !against(by, *other) || against(one, *other))
            {
                return Err("dropped".into());
            }
            weight.remove(&one);
        }
        total -= weight.values().sum::<i64>();
        let (mut first, mut second) = (weight.clone(), weight);
        for entry in list(&leaf["pairs"]) {
            let (lower, upper, amount) = (pair(&entry[0]), pair(&entry[1]), num(&entry[2]));
            let left = [(&mut first, lower), (&mut second, upper)];
            for (left, one) in left {
                let left = left.get_mut(&one).ok_or("no such use")?;
                *left -= amount;
                if *left < 0 || amount < 0 || !self.below(lower, upper) {
                    return Err("a pair".into());
                }
            }
            total += amount;
        }
        if own.values().any(|price| *price < 0) {
            return Err("a price".into());
        }
        same("leaf", total, num(&leaf["bound"]))?;
        Ok(total)
    }
}

fn same(what: &str, found: i64, said: i64) -> Result<(), String> {
    if found == said {
        Ok(())
    } else {
        Err(format!("{what}: {found}, not {said}"))
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn num(value: &Value) -> i64 {
    value.as_i64().unwrap_or(i64::MIN / 4)
}

fn pair(value: &Value) -> Use {
    (num(&value[0]), num(&value[1]))
}

fn prices(value: &Value) -> BTreeMap<i64, i64> {
    list(value).iter().map(pair).collect()
}

fn close(relation: &mut [Vec<bool>]) {
    for via in 0..relation.len() {
        let more = relation[via].clone();
        for row in relation.iter_mut().filter(|row| row[via]) {
            row.iter_mut()
                .zip(&more)
                .for_each(|(cell, more)| *cell |= more);
        }
    }
}
