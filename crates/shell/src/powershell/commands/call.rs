//! Functions and blocks: their parameters get their values, and their parts are run for what comes
//! through the pipeline (about_Functions_Advanced_Parameters, about_Functions).

use std::rc::Rc;

use super::super::super::table::Mandatory;
use super::super::super::{Mode, Takes, Unresolved};
use super::super::ast::{Block, BlockName, Call, Command, Declared, StatementKind};
use super::super::bind::{self, Binding, BoundRole, Given, Outcome, Piped, Rest, Signature, Slot};
use super::super::convert::{self, Converted};
use super::super::interpret::Run;
use super::super::shared::{Entries, Key, ObjectKind, Properties};
use super::super::value::{Closure, Gathered, Known};
use super::cmdlet::asks_for_help;
use super::given::kept_values;

/// A function that is called.
struct Called<'c> {
    closure: &'c Closure,
    signature: Signature<'c>,
    binding: Binding,
    command: &'c Command,
}

impl Run<'_, '_> {
    /// A function or block with its arguments; gives what it writes.
    pub(super) fn call(
        &mut self,
        name: &str,
        closure: &Closure,
        given: Vec<Given>,
        input: Option<Known>,
        command: &Command,
    ) -> Known {
        if !name.is_empty() && asks_for_help(&given) {
            self.reads("Get-Help", &[name], &command.span);
            return Known::expression(self.slice(&command.span));
        }
        let signature = Signature::of_block(&closure.block);
        let mut binding = bind::bind(&signature, given);
        self.apply_defaults(name, &signature, &mut binding, input.is_some());
        let is_sourced = command.call == Some(Call::Source);
        let outcome = binding.outcome.clone();
        let called = Called {
            closure,
            signature,
            binding,
            command,
        };
        let nothing = Known::Nothing;
        let written = self.bound(&outcome, nothing, |run| {
            if is_sourced {
                run.enter(&called, input)
            } else {
                run.session.push_scope();
                let written = run.enter(&called, input);
                run.session.pop_scope();
                written
            }
        });
        self.set_variables(&called.binding, command);
        written
    }

    /// Runs a block with these arguments and nothing from a pipeline, in the scope that is there.
    pub(super) fn run_block(
        &mut self,
        closure: &Closure,
        given: Vec<Given>,
        command: &Command,
    ) -> Known {
        let signature = Signature::of_block(&closure.block);
        let binding = bind::bind(&signature, given);
        let outcome = binding.outcome.clone();
        let called = Called {
            closure,
            signature,
            binding,
            command,
        };
        self.bound(&outcome, Known::Nothing, |run| run.enter(&called, None))
    }

    /// Runs a function in the scope that is there.
    fn enter(&mut self, called: &Called<'_>, input: Option<Known>) -> Known {
        let kept: Rc<[Given]> = called.binding.rest.clone().into();
        self.session.set("args", kept_values(&kept));
        self.kept.push(kept);
        self.prefer(called);
        let declared = self.declare(called, input.is_some());
        let written = self.bound(&declared, Known::Nothing, |run| run.body(called, input));
        self.kept.pop();
        written
    }

    /// The preferences that common parameters stand for hold for all that the function calls.
    fn prefer(&mut self, called: &Called<'_>) {
        for bound in &called.binding.bound {
            let Some(name) = bound.name.as_deref() else {
                continue;
            };
            let value = bound.value.clone();
            let (variable, value) = match (bound.role, name) {
                (BoundRole::WhatIf, _) => ("whatifpreference", value),
                (BoundRole::Confirm, _) => {
                    let preference = match value.holds() {
                        Some(true) => Known::text("Low"),
                        Some(false) => Known::text("None"),
                        None => value,
                    };
                    ("confirmpreference", preference)
                }
                (BoundRole::Action, "ErrorAction") => ("erroractionpreference", value),
                _ => continue,
            };
            self.session.set(variable, value);
        }
        if called.signature.simulates == Some(true) {
            self.set_answer(called);
        }
    }

    /// What `$PSCmdlet.ShouldProcess(…)` gives in a function.
    fn set_answer(&mut self, called: &Called<'_>) {
        let bound = &called.binding.bound;
        let manner = self.manner("", &called.signature, bound);
        let is_mild = !says_high(&called.closure.block);
        let answer = match (manner.mode, manner.asks) {
            (Mode::Simulated, _) => Known::Bool(false),
            (Mode::Real, None) if is_mild => Known::Bool(true),
            _ => Known::Unknown(Unresolved::Branch("-Confirm".to_owned())),
        };
        let properties = Properties {
            kind: ObjectKind::Open,
            properties: vec![("ShouldProcess".to_owned(), answer)],
        };
        self.session.set("pscmdlet", Known::object(properties));
    }

    /// Gives a function's parameters their values; whether all could have one.
    fn declare(&mut self, called: &Called<'_>, is_piped: bool) -> Outcome {
        let Called {
            closure,
            signature,
            binding,
            ..
        } = called;
        let mut outcome = Outcome::Binds;
        let missing: Vec<&str> = bind::missing(signature, binding)
            .iter()
            .map(|slot| slot.name)
            .collect();
        let mut typed = Entries::default();
        for (declared, slot) in closure.block.parameters.iter().zip(&signature.slots) {
            if let Some(value) = binding.get(slot.name) {
                let value = value.clone();
                let is_checked = self.checked(called, slot, value);
                let (value, checked) = is_checked;
                worse(&mut outcome, checked);
                let key = Key::Text(slot.name.to_owned());
                typed.entries.push((key, value.clone()));
                self.session.set_typed(slot.name, &declared.types, value);
                continue;
            }
            let is_of_pipeline = is_piped
                && (slot.piped || slot.shape.property == super::super::super::table::Property::Own);
            let value = match &declared.default {
                _ if is_of_pipeline => Known::Null,
                _ if missing.contains(&slot.name) => {
                    // PowerShell asks for it.
                    let why = Unresolved::Binding(format!("${}", slot.name));
                    worse(&mut outcome, Outcome::MayFail(why.clone()));
                    Known::Unknown(why)
                }
                Some(default) => {
                    let source = Rc::clone(&closure.source);
                    let source = std::mem::replace(&mut self.source, source);
                    let value = self.evaluate(default);
                    self.source = source;
                    value
                }
                None if slot.takes == Takes::Nothing => Known::Bool(false),
                None => Known::Null,
            };
            // An unset variable of a type holds what the type makes of nothing.
            let types: &[String] = if is_of_pipeline { &[] } else { &declared.types };
            let kept = value.is_null() && !types.iter().all(|own| is_of_value(own));
            if kept {
                self.session.set(slot.name, value);
            } else {
                self.session.set_typed(slot.name, types, value);
            }
        }
        self.session.set("psboundparameters", Known::table(typed));
        outcome
    }

    /// A value as a parameter takes it: converted to its type, and looked at by its attributes.
    fn checked(&mut self, called: &Called<'_>, slot: &Slot<'_>, value: Known) -> (Known, Outcome) {
        let mut parameters = called.closure.block.parameters.iter();
        let Some(declared) = parameters.find(|declared| declared.name == slot.name) else {
            return (value, Outcome::Binds);
        };
        let is_advanced = called.signature.rest == Rest::Fails;
        let fails = || Outcome::Fails(Unresolved::Binding(format!("-{}", slot.name)));
        let mut value = value;
        for wanted in declared.types.iter().rev() {
            let lower = wanted.to_ascii_lowercase();
            let bare = lower.strip_prefix("system.").unwrap_or(&lower);
            // Binding is stricter than a cast.
            let is_refused = match (bare, &value) {
                ("string", Known::List(_)) => is_advanced,
                ("bool" | "boolean" | "switch", Known::Text(_)) => true,
                ("bool" | "boolean", Known::Null | Known::Nothing) => true,
                _ => false,
            };
            if is_refused {
                return (value, fails());
            }
            if let ("string", Known::Number(_), Ok(text)) = (bare, &value, value.to_argument()) {
                value = Known::Text(text);
                continue;
            }
            value = match convert::to(wanted, value) {
                Converted::To(value) => value,
                Converted::Fails => return (Known::Null, fails()),
                Converted::Unknown(why) => {
                    return (Known::Unknown(why.clone()), Outcome::MayFail(why));
                }
            };
        }
        let mut outcome = Outcome::Binds;
        if slot.shape.mandatory == Mandatory::Yes && is_refused_as_empty(declared, &value) {
            return (value, fails());
        }
        let source = Rc::clone(&called.closure.source);
        let source = std::mem::replace(&mut self.source, source);
        for attribute in &declared.attributes {
            let verdict = self.validate(attribute, &value, called.command);
            worse(&mut outcome, verdict);
        }
        self.source = source;
        (value, outcome)
    }

    /// Runs the parts of a function for what comes through the pipeline.
    fn body(&mut self, called: &Called<'_>, input: Option<Known>) -> Known {
        let parts = Parts::of(&called.closure.block);
        let source = &called.closure.source;
        let span = &called.command.span;
        let Some(parts) = parts else {
            if let Some(input) = input {
                // All of it is there at once; a parameter that takes it holds the last.
                let last = match input.clone().items() {
                    Ok(items) => items.into_iter().next_back(),
                    Err(why) => Some(Known::Unknown(why)),
                };
                if let Some(last) = last {
                    let outcome = self.take_item(called, &last);
                    if let Outcome::MayFail(why) | Outcome::Fails(why) = outcome {
                        self.may_fail(why);
                    }
                }
                let items = match input.items() {
                    Ok(items) => Known::list(items),
                    Err(why) => Known::Unknown(why),
                };
                self.session.set("input", items);
            } else {
                self.session.set("input", Known::list(Vec::new()));
            }
            return self.part(source, &called.closure.block.statements, span);
        };
        let mut written = Gathered::default();
        for block in parts.first {
            let value = self.part(source, &block.statements, span);
            written.write(value);
        }
        let items = match (parts.process, input.map(Known::items)) {
            (None, _) => Vec::new(),
            (Some(block), None) => {
                let value = self.part(source, &block.statements, span);
                written.write(value);
                Vec::new()
            }
            (Some(_), Some(Ok(items))) => items,
            (Some(block), Some(Err(why))) => {
                // How often it is run cannot be told.
                let branch = Unresolved::Branch(why.subject().to_owned());
                self.repeatedly(&branch, |run| {
                    run.take_item(called, &Known::Unknown(why.clone()));
                    run.part(source, &block.statements, span);
                });
                written.doubt(why);
                Vec::new()
            }
        };
        for item in items {
            let Some(block) = parts.process else { break };
            let outcome = self.take_item(called, &item);
            let value = self.bound(&outcome, Known::Nothing, |run| {
                run.part(source, &block.statements, span)
            });
            written.write(value);
            if self.is_left() {
                break;
            }
        }
        for block in parts.last {
            let value = self.part(source, &block.statements, span);
            written.write(value);
        }
        written.written()
    }

    /// An item of the pipeline becomes `$_`, `$input`, and the value of the parameters that take it.
    fn take_item(&mut self, called: &Called<'_>, item: &Known) -> Outcome {
        self.session.set("input", Known::list(vec![item.clone()]));
        if Parts::of(&called.closure.block).is_some() {
            self.session.set("_", item.clone());
        }
        let mut outcome = Outcome::Binds;
        for piped in bind::bind_item(&called.signature, &called.binding, item) {
            match piped {
                Piped::To(bound) => {
                    let name = bound.name.unwrap_or_default();
                    let slot = called.signature.slots.iter().find(|slot| slot.name == name);
                    let Some(slot) = slot else { continue };
                    let (value, checked) = self.checked(called, slot, bound.value);
                    worse(&mut outcome, checked);
                    self.session.set(&name, value);
                }
                Piped::Nothing if called.signature.rest == Rest::Fails => {
                    worse(
                        &mut outcome,
                        Outcome::Fails(Unresolved::Binding("|".to_owned())),
                    );
                }
                Piped::Nothing => {}
                Piped::Unknown(why) => {
                    for slot in called.signature.slots.iter().filter(|slot| slot.piped) {
                        self.session.set(slot.name, Known::Unknown(why.clone()));
                    }
                    if called.signature.rest == Rest::Fails {
                        worse(&mut outcome, Outcome::MayFail(why));
                    }
                }
            }
        }
        outcome
    }
}

/// The parts of a function that has named ones.
struct Parts<'b> {
    first: Vec<&'b Block>,
    process: Option<&'b Block>,
    last: Vec<&'b Block>,
}

impl<'b> Parts<'b> {
    fn of(block: &'b Block) -> Option<Self> {
        let mut parts = Self {
            first: Vec::new(),
            process: None,
            last: Vec::new(),
        };
        let mut is_cut = false;
        for statement in &block.statements {
            if let StatementKind::Inline { name, body } = &statement.kind {
                is_cut = true;
                match name {
                    BlockName::DynamicParam => parts.first.insert(0, body),
                    BlockName::Begin => parts.first.push(body),
                    BlockName::Process => parts.process = Some(body),
                    BlockName::End => parts.last.insert(0, body),
                    BlockName::Clean => parts.last.push(body),
                }
            }
        }
        is_cut.then_some(parts)
    }
}

/// Whether a mandatory parameter refuses a value for being `$null` or an empty text.
fn is_refused_as_empty(declared: &Declared, value: &Known) -> bool {
    let allows = |wanted: &str| {
        let mut attributes = declared.attributes.iter();
        attributes.any(|attribute| attribute.name.eq_ignore_ascii_case(wanted))
    };
    match value {
        Known::Null | Known::Nothing => !allows("AllowNull"),
        Known::Text(text) => {
            let is_text = declared
                .types
                .iter()
                .any(|own| own.eq_ignore_ascii_case("string"));
            text.is_empty() && is_text && !allows("AllowEmptyString")
        }
        Known::List(list) => {
            let items = list.items().unwrap_or_default();
            let is_text = declared
                .types
                .iter()
                .any(|own| own.eq_ignore_ascii_case("string[]"));
            let is_empty = |item: &Known| match item {
                Known::Null | Known::Nothing => !allows("AllowNull"),
                Known::Text(text) => text.is_empty() && is_text && !allows("AllowEmptyString"),
                _ => false,
            };
            items.is_empty() && !allows("AllowEmptyCollection") || items.iter().any(is_empty)
        }
        _ => false,
    }
}

/// Whether a function says that it asks first: `ConfirmImpact = 'High'`.
fn says_high(block: &Block) -> bool {
    let mut arguments = block.attributes.iter().flat_map(|own| &own.arguments);
    arguments.any(|(name, _)| {
        name.as_deref()
            .is_some_and(|name| name.eq_ignore_ascii_case("ConfirmImpact"))
    })
}

/// Whether an unset variable of the type holds something.
fn is_of_value(wanted: &str) -> bool {
    let lower = wanted.to_ascii_lowercase();
    let bare = lower.strip_prefix("system.").unwrap_or(&lower);
    matches!(
        bare,
        "string"
            | "int"
            | "int32"
            | "long"
            | "int64"
            | "double"
            | "byte"
            | "bool"
            | "boolean"
            | "switch"
    )
}

/// Keeps the graver of two outcomes.
pub(super) fn worse(outcome: &mut Outcome, other: Outcome) {
    match (&*outcome, &other) {
        (Outcome::Binds, _) | (Outcome::MayFail(_), Outcome::Fails(_)) => *outcome = other,
        _ => {}
    }
}
