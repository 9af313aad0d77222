//! The parameter that a name means.

use super::super::super::table::Takes;
use super::BoundRole;
use super::common::{COMMON, Common, Of};
use super::slots::{Rest, Signature, Slot};

#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'s> {
    Own(&'s Slot<'s>),
    Common(&'static Common),
    /// Several names begin so.
    Ambiguous,
    None,
}

impl Found<'_> {
    /// Whether a value follows; `None` where no parameter is found.
    pub(super) fn takes(&self) -> Option<Takes> {
        match self {
            Self::Own(slot) => Some(slot.takes),
            Self::Common(common) => Some(common.takes),
            Self::Ambiguous | Self::None => None,
        }
    }
}

/// A parameter that a default is for.
pub(in super::super) struct Meant<'s> {
    pub(in super::super) full: &'s str,
    pub(in super::super) role: BoundRole,
    /// `None` for a common one.
    pub(in super::super) slot: Option<&'s Slot<'s>>,
}

impl Signature<'_> {
    /// The one parameter whose name is like a pattern; `None` where there is none, or several.
    pub(in super::super) fn one_like(
        &self,
        pattern: &str,
        is_like: fn(&str, &str) -> bool,
    ) -> Option<Meant<'_>> {
        if !pattern.contains(['*', '?', '[']) {
            return match find(self, pattern) {
                Found::Own(slot) => Some(Meant::of(slot)),
                Found::Common(common) => Some(Meant {
                    full: common.name,
                    role: common.role,
                    slot: None,
                }),
                Found::Ambiguous | Found::None => None,
            };
        }
        let pattern = pattern.to_lowercase();
        let fits = |slot: &&Slot<'_>| {
            let mut names = slot.names();
            names.any(|name| is_like(&pattern, &name.to_lowercase()))
        };
        let mut own = self.slots.iter().filter(fits);
        match (own.next(), own.next()) {
            (Some(slot), None) => Some(Meant::of(slot)),
            _ => None,
        }
    }
}

impl<'s> Meant<'s> {
    fn of(slot: &'s Slot<'s>) -> Self {
        Self {
            full: slot.name,
            role: BoundRole::Own(slot.role),
            slot: Some(slot),
        }
    }
}

pub(super) fn find<'s>(signature: &'s Signature<'_>, name: &str) -> Found<'s> {
    let begins = |full: &str| {
        full.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let is_there = |common: &&Common| {
        let is_of = common.of == Of::All || signature.simulates != Some(false);
        signature.common && is_of
    };
    let is_exact = |own: &str| own.eq_ignore_ascii_case(name);
    if let Some(slot) = signature
        .slots
        .iter()
        .find(|slot| slot.names().any(is_exact))
    {
        return Found::Own(slot);
    }
    let mut all = COMMON.iter().filter(is_there);
    if let Some(common) = all.find(|common| is_exact(common.name) || is_exact(common.alias)) {
        return Found::Common(common);
    }
    if name.is_empty() {
        return Found::None;
    }
    let mut own = signature
        .slots
        .iter()
        .filter(|slot| slot.names().any(begins));
    match (own.next(), own.next()) {
        (Some(slot), None) => return Found::Own(slot),
        (Some(_), Some(_)) => return Found::Ambiguous,
        (None, _) => {}
    }
    // Of a cmdlet that no table has, a beginning may be that of a parameter of its own.
    if signature.rest == Rest::Kept && name.len() < 2 {
        return Found::None;
    }
    let mut common = COMMON
        .iter()
        .filter(is_there)
        .filter(|common| begins(common.name) || begins(common.alias));
    match (common.next(), common.next()) {
        (Some(common), None) => Found::Common(common),
        (Some(_), Some(_)) => Found::Ambiguous,
        (None, _) => Found::None,
    }
}
