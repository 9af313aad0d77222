//! Which parameter an argument is for, and whether the command is run at all.
//!
//! Rules: about_Parameters, about_Parameters_Binding and about_CommonParameters. A name may be cut to
//! a prefix that no other parameter or alias begins with, in any case; a command's own parameters
//! come before the common ones; what has no name goes to the positions that are still free. Where
//! an argument cannot be bound, the command is not run.

mod accept; // Whether a parameter takes a value.
mod common; // The parameters that every cmdlet has.
mod names; // The parameter that a name means.
mod slots; // The parameters that a command has.

use super::super::table::{Mandatory, Property, Takes};
use super::super::{Role, Unresolved};
use super::value::Known;
use accept::{Accepted, accept, accept_action, accept_switch};
use common::Common;
pub(super) use names::Meant;
use names::{Found, find};
pub(super) use slots::{Rest, Signature, Slot};

/// An argument as it is given.
#[derive(Debug, Clone)]
pub(super) enum Given {
    Parameter {
        /// Without its dash.
        name: String,
        /// After its colon, or from a table that was splatted.
        value: Option<Known>,
        origin: Origin,
    },
    Value {
        value: Known,
        /// Whether it stands against what is before it.
        adjacent: bool,
        /// A list of bare words, as it is written.
        written: Option<String>,
    },
    /// What stands behind `--%`, which is for programs.
    Verbatim(String),
    /// What was splatted is not known.
    Splat(Unresolved),
}

/// Where a named argument comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Typed,
    /// A table that was splatted: what is typed comes before it, from PowerShell 7 on.
    Splatted,
}

/// An argument and its parameter.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) name: Option<String>,
    pub(super) role: BoundRole,
    pub(super) value: Known,
}

/// What a parameter that was bound means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BoundRole {
    Own(Role),
    WhatIf,
    Confirm,
    /// A common parameter that names a variable which is given a value.
    Variable,
    /// `-ErrorAction` and its like.
    Action,
    Common,
    /// No table knows it.
    Unknown,
}

/// What became of the arguments of a command.
#[derive(Debug, Clone)]
pub(super) struct Binding {
    pub(super) bound: Vec<Bound>,
    /// What stands in `$args`.
    pub(super) rest: Vec<Given>,
    pub(super) outcome: Outcome,
    /// The parameters that a splatted table gave a value.
    splatted: Vec<String>,
}

/// Whether the arguments of a command could be bound: it is run only then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Binds,
    MayFail(Unresolved),
    Fails(Unresolved),
}

impl Binding {
    pub(super) fn get(&self, name: &str) -> Option<&Known> {
        let mut bound = self.bound.iter();
        let is_it = |b: &&Bound| b.name.as_deref() == Some(name);
        bound.find(is_it).map(|bound| &bound.value)
    }

    fn has(&self, name: &str) -> bool {
        self.bound
            .iter()
            .any(|bound| bound.name.as_deref() == Some(name))
    }

    pub(super) fn fail(&mut self, what: String) {
        if !matches!(self.outcome, Outcome::Fails(_)) {
            self.outcome = Outcome::Fails(Unresolved::Binding(what));
        }
    }

    pub(super) fn doubt(&mut self, why: Unresolved) {
        if self.outcome == Outcome::Binds {
            self.outcome = Outcome::MayFail(why);
        }
    }

    /// Gives a parameter that nobody named its default; one that it does not take is left out.
    pub(super) fn default(
        &mut self,
        name: &str,
        role: BoundRole,
        slot: Option<&Slot<'_>>,
        value: Known,
    ) {
        let accepted = match slot {
            Some(slot) if slot.takes == Takes::Value => accept(&slot.shape, value),
            Some(_) => accept_switch(value),
            None if matches!(role, BoundRole::WhatIf | BoundRole::Confirm) => accept_switch(value),
            None => Accepted::Is(value),
        };
        let value = match accepted {
            Accepted::Is(value) => value,
            Accepted::May(value, why) => {
                self.doubt(why.unwrap_or_else(|| Unresolved::Binding(format!("-{name}"))));
                value
            }
            // PowerShell warns, and goes on without.
            Accepted::Not(_) => return,
        };
        self.bound.push(Bound {
            name: Some(name.to_owned()),
            role,
            value,
        });
    }

    fn take(&mut self, accepted: Accepted, what: impl FnOnce() -> String) -> Known {
        match accepted {
            Accepted::Is(value) => value,
            Accepted::May(value, why) => {
                self.doubt(why.unwrap_or_else(|| Unresolved::Binding(what())));
                value
            }
            Accepted::Not(value) => {
                self.fail(what());
                value
            }
        }
    }

    /// The same of a parameter that a table describes: another version of the cmdlet may take more.
    fn take_by_table(&mut self, accepted: Accepted, what: impl FnOnce() -> String) -> Known {
        match accepted {
            Accepted::Not(value) => {
                self.doubt(Unresolved::Binding(what()));
                value
            }
            accepted => self.take(accepted, what),
        }
    }
}

/// Finds the parameter of every argument.
pub(super) fn bind(signature: &Signature<'_>, given: Vec<Given>) -> Binding {
    let mut binding = Binding {
        bound: Vec::new(),
        rest: Vec::new(),
        outcome: Outcome::Binds,
        splatted: Vec::new(),
    };
    let mut loose: Vec<Known> = Vec::new();
    let mut left = given.into_iter().peekable();
    while let Some(next) = left.next() {
        match next {
            Given::Value { value, .. } => loose.push(value),
            Given::Verbatim(text) => {
                binding.doubt(Unresolved::Binding("--%".to_owned()));
                loose.push(Known::Text(text));
            }
            Given::Splat(why) => {
                binding.doubt(why.clone());
                binding.bound.push(Bound {
                    name: Some("@".to_owned()),
                    role: BoundRole::Unknown,
                    value: Known::Unknown(why),
                });
            }
            Given::Parameter {
                name,
                value,
                origin,
            } => {
                let found = find(signature, &name);
                if matches!((found, signature.rest), (Found::None, Rest::Args)) {
                    // It stands in `$args`, and so does its value.
                    let is_bare = value.is_none();
                    binding.rest.push(Given::Parameter {
                        name,
                        value,
                        origin,
                    });
                    let follows = matches!(left.peek(), Some(Given::Value { .. }));
                    if is_bare && follows {
                        binding.rest.extend(left.next());
                    }
                    continue;
                }
                let value = match (value, found.takes()) {
                    (Some(value), _) => Some(value),
                    (None, Some(Takes::Nothing)) => Some(Known::Bool(true)),
                    (None, Some(Takes::Value)) => match left.peek() {
                        Some(Given::Value { .. }) => match left.next() {
                            Some(Given::Value { value, .. }) => Some(value),
                            _ => None,
                        },
                        // What looks like a parameter and is none is a value.
                        Some(Given::Parameter {
                            name: next,
                            value: None,
                            origin: Origin::Typed,
                        }) if matches!(find(signature, next), Found::None) => {
                            let text = Known::text(format!("-{next}"));
                            left.next();
                            Some(text)
                        }
                        _ => None,
                    },
                    // No table has it: what follows may be its value.
                    (None, None) => match (signature.rest, left.peek()) {
                        (Rest::Kept, Some(Given::Value { .. })) => match left.next() {
                            Some(Given::Value { value, .. }) => Some(value),
                            _ => None,
                        },
                        (Rest::Kept, _) => Some(Known::Bool(true)),
                        _ => None,
                    },
                };
                named(signature, &mut binding, (name, value, origin), found);
            }
        }
    }
    positional(signature, &mut binding, loose);
    one_set(signature, &mut binding);
    binding
}

/// What was bound has to be of one parameter set.
fn one_set(signature: &Signature<'_>, binding: &mut Binding) {
    if !signature.slots.iter().any(|slot| !slot.sets.is_empty()) {
        return;
    }
    let left = sets_left(signature, binding);
    let is_default = |set: &&str| {
        let own = signature.default_set;
        own.is_some_and(|own| own.eq_ignore_ascii_case(set))
    };
    match left.as_slice() {
        [] => binding.fail("ParameterSetName".to_owned()),
        [_] => {}
        several if several.iter().any(is_default) => {}
        // PowerShell cannot tell which one is meant.
        _ => binding.doubt(Unresolved::Binding("ParameterSetName".to_owned())),
    }
}

/// The parameter sets that all of what was bound belongs to.
fn sets_left<'s>(signature: &'s Signature<'_>, binding: &Binding) -> Vec<&'s str> {
    let is_in = |slot: &Slot<'_>, set: &str| {
        slot.sets.is_empty() || slot.sets.iter().any(|own| own.eq_ignore_ascii_case(set))
    };
    let mut sets: Vec<&str> = Vec::new();
    for set in signature.slots.iter().flat_map(|slot| &slot.sets) {
        if !sets.iter().any(|own| own.eq_ignore_ascii_case(set)) {
            sets.push(set);
        }
    }
    let bound = signature.slots.iter().filter(|slot| binding.has(slot.name));
    for slot in bound {
        sets.retain(|set| is_in(slot, set));
    }
    sets
}

/// Binds an argument with a name.
fn named(
    signature: &Signature<'_>,
    binding: &mut Binding,
    (name, value, origin): (String, Option<Known>, Origin),
    found: Found<'_>,
) {
    let (full, role) = match found {
        Found::Own(slot) => (slot.name, BoundRole::Own(slot.role)),
        Found::Common(common) => (common.name, common.role),
        Found::Ambiguous => {
            // The table may lack the parameter that is meant.
            let why = Unresolved::AmbiguousParameter(format!("-{name}"));
            match signature.rest {
                Rest::Fails | Rest::Args => binding.fail(format!("-{name}")),
                Rest::MayFail | Rest::Kept => binding.doubt(why.clone()),
            }
            binding.bound.push(Bound {
                name: Some(name),
                role: BoundRole::Unknown,
                value: Known::Unknown(why),
            });
            return;
        }
        Found::None => {
            match signature.rest {
                Rest::Fails => binding.fail(format!("-{name}")),
                Rest::MayFail => binding.doubt(Unresolved::Binding(format!("-{name}"))),
                Rest::Args | Rest::Kept => {}
            }
            binding.bound.push(Bound {
                name: Some(name),
                role: BoundRole::Unknown,
                value: value.unwrap_or(Known::Bool(true)),
            });
            return;
        }
    };
    if binding.has(full) {
        let is_splatted = binding.splatted.iter().any(|own| own == full);
        match (origin, is_splatted) {
            // From PowerShell 7 on what is typed holds; before, the command is not run.
            (Origin::Typed, true) => {
                binding.doubt(Unresolved::Binding(format!("-{full}")));
                binding.splatted.retain(|own| own != full);
                binding
                    .bound
                    .retain(|bound| bound.name.as_deref() != Some(full));
            }
            (Origin::Splatted, false) => {
                binding.doubt(Unresolved::Binding(format!("-{full}")));
                return;
            }
            _ => {
                binding.fail(format!("-{full}"));
                return;
            }
        }
    }
    if origin == Origin::Splatted {
        binding.splatted.push(full.to_owned());
    }
    let Some(value) = value else {
        binding.fail(format!("-{full}"));
        return;
    };
    let accepted = match (found, role) {
        (_, BoundRole::Action) => accept_action(value),
        (Found::Common(Common { takes, .. }) | Found::Own(Slot { takes, .. }), _)
            if *takes == Takes::Nothing =>
        {
            accept_switch(value)
        }
        (Found::Own(slot), _) => accept(&slot.shape, value),
        _ => Accepted::Is(value),
    };
    let is_of_table = matches!(found, Found::Own(slot) if slot.takes == Takes::Value)
        && matches!(signature.rest, Rest::MayFail | Rest::Kept);
    let what = || format!("-{full}");
    let value = if is_of_table {
        binding.take_by_table(accepted, what)
    } else {
        binding.take(accepted, what)
    };
    binding.bound.push(Bound {
        name: Some(full.to_owned()),
        role,
        value,
    });
}

/// Binds what has no name to the places that are free.
fn positional(signature: &Signature<'_>, binding: &mut Binding, loose: Vec<Known>) {
    let mut free: Vec<&Slot<'_>> = signature
        .slots
        .iter()
        .filter(|slot| slot.position.is_some() && !slot.remaining && !binding.has(slot.name))
        .collect();
    free.sort_by_key(|slot| slot.position);
    // Places that parameter sets share: which one it is, the value decides.
    let mut free = free.into_iter().peekable();
    let mut loose = loose.into_iter();
    while let Some(next) = free.peek() {
        let place = next.position;
        let Some(value) = loose.next() else { break };
        let mut rivals: Vec<&Slot<'_>> = Vec::new();
        while let Some(slot) = free.next_if(|slot| slot.position == place) {
            rivals.push(slot);
        }
        let slot = match rivals.as_slice() {
            [one] => Some(*one),
            rivals => {
                let takes = |slot: &&&Slot<'_>| {
                    matches!(accept(&slot.shape, value.clone()), Accepted::Is(_))
                };
                rivals
                    .iter()
                    .find(takes)
                    .or_else(|| rivals.first())
                    .copied()
            }
        };
        let Some(slot) = slot else { break };
        let accepted = accept(&slot.shape, value);
        let what = || slot.name.to_owned();
        let value = match signature.rest {
            Rest::MayFail | Rest::Kept => binding.take_by_table(accepted, what),
            Rest::Fails | Rest::Args => binding.take(accepted, what),
        };
        binding.bound.push(Bound {
            name: Some(slot.name.to_owned()),
            role: BoundRole::Own(slot.role),
            value,
        });
    }
    let mut loose = loose.peekable();
    if loose.peek().is_none() {
        return;
    }
    if let Some(slot) = signature
        .slots
        .iter()
        .find(|slot| slot.remaining && !binding.has(slot.name))
    {
        binding.bound.push(Bound {
            name: Some(slot.name.to_owned()),
            role: BoundRole::Own(slot.role),
            value: Known::list(loose.collect()),
        });
        return;
    }
    for value in loose {
        let what = || value.to_text().unwrap_or_default();
        match signature.rest {
            Rest::Args => {
                binding.rest.push(Given::Value {
                    value,
                    adjacent: false,
                    written: None,
                });
                continue;
            }
            Rest::Fails => binding.fail(what()),
            Rest::MayFail => binding.doubt(Unresolved::Binding(what())),
            Rest::Kept => {}
        }
        binding.bound.push(Bound {
            name: None,
            role: BoundRole::Unknown,
            value,
        });
    }
}

/// The parameters that PowerShell would ask for.
pub(super) fn missing<'s>(signature: &'s Signature<'_>, binding: &Binding) -> Vec<&'s Slot<'s>> {
    let mut slots = signature.slots.iter();
    let mut missing = Vec::new();
    let left = sets_left(signature, binding);
    // Where several sets fit, the default's parameters are asked for.
    let set = match left.as_slice() {
        [one] => Some(*one),
        _ => signature.default_set,
    };
    for slot in &mut slots {
        let is_of_set = match set {
            Some(set) => {
                slot.sets.is_empty() || slot.sets.iter().any(|own| own.eq_ignore_ascii_case(set))
            }
            None => slot.sets.is_empty(),
        };
        if is_of_set && slot.shape.mandatory == Mandatory::Yes && !binding.has(slot.name) {
            missing.push(slot);
        }
    }
    missing
}

/// What an item of the pipeline binds to.
#[derive(Debug)]
pub(super) enum Piped {
    /// To nothing: PowerShell writes an error, and the command does not see the item.
    Nothing,
    /// To this parameter.
    To(Bound),
    /// It cannot be told.
    Unknown(Unresolved),
}

/// Binds an item of the pipeline: first as it is, then its properties, each to a parameter that has
/// no value yet (about_Parameters_Binding).
pub(super) fn bind_item(signature: &Signature<'_>, binding: &Binding, item: &Known) -> Vec<Piped> {
    let is_free = |slot: &&Slot<'_>| !binding.has(slot.name);
    let to = |slot: &Slot<'_>, value: Known| {
        Piped::To(Bound {
            name: Some(slot.name.to_owned()),
            role: BoundRole::Own(slot.role),
            value,
        })
    };
    if let Known::Unknown(why) = item {
        return vec![Piped::Unknown(why.clone())];
    }
    let free = || signature.slots.iter().filter(is_free);
    // As it is, without making another type of it.
    for slot in free().filter(|slot| slot.piped) {
        if accept::is_of_kind(&slot.shape, item)
            && let Accepted::Is(value) = accept(&slot.shape, item.clone())
        {
            return vec![to(slot, value)];
        }
    }
    let mut found = Vec::new();
    for slot in free().filter(|slot| slot.shape.property == Property::Own) {
        for name in slot.names() {
            match accept::property(item, name) {
                Some(Known::Unknown(why)) => return vec![Piped::Unknown(why)],
                Some(value) => {
                    match accept(&slot.shape, value) {
                        Accepted::Is(value) => found.push(to(slot, value)),
                        Accepted::May(_, why) => {
                            let why = why.unwrap_or(Unresolved::Binding(name.to_owned()));
                            return vec![Piped::Unknown(why)];
                        }
                        Accepted::Not(_) => {}
                    }
                    break;
                }
                None => {}
            }
        }
    }
    if !found.is_empty() {
        return found;
    }
    for slot in free().filter(|slot| slot.piped) {
        match accept(&slot.shape, item.clone()) {
            Accepted::Is(value) => return vec![to(slot, value)],
            Accepted::May(_, why) => {
                let why = why.unwrap_or(Unresolved::Binding(slot.name.to_owned()));
                return vec![Piped::Unknown(why)];
            }
            Accepted::Not(_) => {}
        }
    }
    vec![Piped::Nothing]
}
