//! The parameters that a command has: from the tables, or from a function's own declaration.

use super::super::super::table::{self, Count, Kind, Mandatory, Property, Shape, Takes};
use super::super::super::{Role, Tables};
use super::super::ast::{Attribute, Block, Declared, Expression, ExpressionKind, Part};

/// What a command says of its arguments.
#[derive(Debug)]
pub(in super::super) struct Signature<'a> {
    pub(in super::super) slots: Vec<Slot<'a>>,
    /// What becomes of an argument that no parameter takes.
    pub(in super::super) rest: Rest,
    /// Whether it has the common parameters.
    pub(in super::super) common: bool,
    /// Whether it has `-WhatIf` and `-Confirm`; `None` where no table says it.
    pub(in super::super) simulates: Option<bool>,
    /// The parameter set that counts where several fit.
    pub(super) default_set: Option<&'a str>,
}

/// What becomes of an argument that no parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Rest {
    /// The command is not run.
    Fails,
    /// The command may have more parameters than its table: it may not be run.
    MayFail,
    /// It stands in `$args`.
    Args,
    /// No table knows the command.
    Kept,
}

/// A parameter.
#[derive(Debug, Clone)]
pub(in super::super) struct Slot<'a> {
    pub(in super::super) name: &'a str,
    aliases: Vec<&'a str>,
    pub(in super::super) takes: Takes,
    pub(in super::super) position: Option<u32>,
    pub(in super::super) piped: bool,
    /// It takes all that is left over.
    pub(in super::super) remaining: bool,
    pub(in super::super) role: Role,
    pub(in super::super) shape: Shape,
    /// The parameter sets that it belongs to; none for all of them.
    pub(super) sets: Vec<&'a str>,
}

impl Slot<'_> {
    /// Its name and its aliases.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }
}

impl<'a> Signature<'a> {
    /// A cmdlet's, from the definition's table and the shipped one.
    pub(in super::super) fn of_cmdlet(tables: &'a Tables, name: &str) -> Self {
        let own = tables.find(name);
        let shipped = table::shipped(name).map(|row| &row.known);
        let mut slots: Vec<Slot<'a>> = Vec::new();
        for parameter in shipped.iter().flat_map(|known| &known.parameters) {
            slots.push(slot(parameter));
        }
        for parameter in own.iter().flat_map(|known| &known.parameters) {
            let there = slots
                .iter_mut()
                .find(|slot| slot.name.eq_ignore_ascii_case(&parameter.name));
            match there {
                Some(there) => there.refine(parameter),
                None => slots.push(slot(parameter)),
            }
        }
        let simulates = own
            .map(|known| known.simulates)
            .into_iter()
            .chain(shipped.map(|known| known.simulates))
            .reduce(|one, other| one || other);
        Self {
            slots,
            rest: match (own, shipped) {
                (None, None) => Rest::Kept,
                _ => Rest::MayFail,
            },
            common: true,
            simulates,
            default_set: None,
        }
    }

    /// A function's or block's.
    pub(in super::super) fn of_block(block: &'a Block) -> Self {
        let binding = named(&block.attributes, "cmdletbinding");
        let is_advanced = binding.is_some()
            || block
                .parameters
                .iter()
                .any(|declared| named(&declared.attributes, "parameter").is_some());
        let is_on = |attribute: Option<&Attribute>, wanted: &str, absent: bool| match attribute
            .and_then(|attribute| argument(attribute, wanted))
        {
            None => absent,
            Some(None) => true,
            Some(Some(value)) => !is_false(value),
        };
        let has_positions = is_on(binding, "positionalbinding", true);
        let mut slots: Vec<Slot<'a>> = block.parameters.iter().map(declared).collect();
        // Without a place of its own each parameter that is no switch has the next; where one says
        // its place, the others have none.
        let says_places = slots.iter().any(|slot| slot.position.is_some());
        if has_positions && !says_places {
            let places = slots
                .iter_mut()
                .filter(|slot| slot.takes == Takes::Value && !slot.remaining);
            for (at, slot) in places.enumerate() {
                slot.position = u32::try_from(at).ok();
            }
        }
        Self {
            slots,
            rest: if is_advanced { Rest::Fails } else { Rest::Args },
            common: is_advanced,
            simulates: Some(is_on(binding, "supportsshouldprocess", false)),
            default_set: binding
                .and_then(|binding| argument(binding, "defaultparametersetname").flatten())
                .and_then(plain_text),
        }
    }
}

fn slot(parameter: &table::Parameter) -> Slot<'_> {
    Slot {
        name: &parameter.name,
        aliases: parameter.aliases.iter().map(String::as_str).collect(),
        takes: parameter.takes,
        position: parameter.position,
        piped: parameter.from_pipeline,
        remaining: parameter.shape.count == Count::Rest,
        role: parameter.role,
        shape: parameter.shape,
        sets: Vec::new(),
    }
}

impl<'a> Slot<'a> {
    /// What the definition says comes before what the shipped table does.
    fn refine(&mut self, parameter: &'a table::Parameter) {
        let Shape {
            kind,
            count,
            mandatory,
            property,
        } = parameter.shape;
        self.name = &parameter.name;
        self.aliases
            .extend(parameter.aliases.iter().map(String::as_str));
        self.takes = parameter.takes;
        self.role = parameter.role;
        self.position = parameter.position.or(self.position);
        self.piped |= parameter.from_pipeline;
        let shape = &mut self.shape;
        if kind != Kind::Unknown {
            shape.kind = kind;
        }
        if count != Count::Unknown {
            shape.count = count;
        }
        if mandatory != Mandatory::Unknown {
            shape.mandatory = mandatory;
        }
        if property != Property::Unknown {
            shape.property = property;
        }
    }
}

fn declared(declared: &Declared) -> Slot<'_> {
    let has_type = |wanted: &str| {
        let mut types = declared.types.iter();
        types.any(|own| own.eq_ignore_ascii_case(wanted))
    };
    let parameter = named(&declared.attributes, "parameter");
    let is_on = |wanted: &str| {
        let found = parameter.and_then(|parameter| argument(parameter, wanted));
        found.is_some_and(|value| value.is_none_or(|value| !is_false(value)))
    };
    let position = parameter
        .and_then(|parameter| argument(parameter, "position"))
        .flatten()
        .and_then(|place| match &place.kind {
            ExpressionKind::Number(number) => number.parse().ok(),
            _ => None,
        });
    let aliases = declared
        .attributes
        .iter()
        .filter(|attribute| attribute.name.eq_ignore_ascii_case("alias"))
        .flat_map(|attribute| &attribute.arguments)
        .filter_map(|(_, value)| plain_text(value.as_ref()?));
    let sets = declared
        .attributes
        .iter()
        .filter(|attribute| attribute.name.eq_ignore_ascii_case("parameter"))
        .filter_map(|attribute| argument(attribute, "parametersetname").flatten())
        .filter_map(plain_text);
    Slot {
        sets: sets.collect(),
        name: &declared.name,
        aliases: aliases.collect(),
        takes: if has_type("switch") || has_type("switchparameter") {
            Takes::Nothing
        } else {
            Takes::Value
        },
        position,
        piped: is_on("valuefrompipeline"),
        remaining: is_on("valuefromremainingarguments"),
        role: Role::Compared,
        shape: Shape {
            // What its type makes of a value is worked out where it is called.
            kind: Kind::Any,
            count: Count::Many,
            mandatory: if is_on("mandatory") {
                Mandatory::Yes
            } else {
                Mandatory::No
            },
            property: if is_on("valuefrompipelinebypropertyname") {
                Property::Own
            } else {
                Property::No
            },
        },
    }
}

/// The attribute of that name, in lower case.
fn named<'a>(attributes: &'a [Attribute], wanted: &str) -> Option<&'a Attribute> {
    attributes.iter().find(|attribute| {
        let lower = attribute.name.to_ascii_lowercase();
        let bare = lower.rsplit('.').next().unwrap_or_default();
        bare.strip_suffix("attribute").unwrap_or(bare) == wanted
    })
}

/// An attribute's argument of that name, in lower case; `Some(None)` where it stands without a value.
fn argument<'a>(attribute: &'a Attribute, wanted: &str) -> Option<Option<&'a Expression>> {
    let mut arguments = attribute.arguments.iter();
    let found = arguments.find(|(name, _)| {
        name.as_deref()
            .is_some_and(|name| name.eq_ignore_ascii_case(wanted))
    });
    found.map(|(_, value)| value.as_ref())
}

/// A text without variables.
fn plain_text(value: &Expression) -> Option<&str> {
    match &value.kind {
        ExpressionKind::Text(parts) => match parts.as_slice() {
            [Part::Text(text)] => Some(text),
            _ => None,
        },
        _ => None,
    }
}

fn is_false(value: &Expression) -> bool {
    match &value.kind {
        ExpressionKind::Variable(name) => name == "false" || name == "null",
        ExpressionKind::Number(number) => number.parse() == Ok(0),
        _ => false,
    }
}
