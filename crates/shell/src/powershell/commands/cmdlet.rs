//! A cmdlet: its arguments are bound, and it is run once for each item that comes to it.

use super::super::super::{
    Argument, Asks, Certainty, CommandId, Effect, Invocation, Mode, On, Printed, Program, Reach,
    Role, Unresolved, Value, Writes, paths, program, table,
};
use super::super::ast::Command;
use super::super::bind::{self, Binding, Bound, BoundRole, Given, Outcome, Piped, Rest, Signature};
use super::super::interpret::Run;
use super::super::outside;
use super::super::value::{Closure, Known, short};
use super::effect_of;

/// Whether a cmdlet simulates, and whether it asks first.
pub(super) struct Manner {
    pub(super) mode: Mode,
    /// Why the mode is not known.
    unknown: Option<Unresolved>,
    /// Somebody may say no.
    pub(super) asks: Option<Unresolved>,
}

impl Run<'_, '_> {
    pub(super) fn cmdlet(
        &mut self,
        name: &str,
        given: Vec<Given>,
        input: Option<Known>,
        command: &Command,
    ) -> Known {
        if asks_for_help(&given) {
            self.reads("Get-Help", &[name], &command.span);
            return Known::expression(self.slice(&command.span));
        }
        let tables = self.tables;
        let signature = Signature::of_cmdlet(tables, name);
        let mut binding = bind::bind(&signature, given);
        self.apply_defaults(name, &signature, &mut binding, input.is_some());
        let shown = tables
            .find(name)
            .or_else(|| table::shipped(name).map(|row| &row.known))
            .map_or(name, |known| known.name.as_str());
        if let Some(value) = self.steer(shown, &signature, &binding, input.clone(), command) {
            self.set_variables(&binding, command);
            return value;
        }
        let mut blocks = Vec::new();
        for bound in &binding.bound {
            blocks_in(&bound.value, 0, &mut blocks);
        }
        let outcome = binding.outcome.clone();
        let piped = input.clone();
        self.bound(&outcome, (), |run| {
            run.for_input(shown, &signature, &binding, input, command);
        });
        self.set_variables(&binding, command);
        self.keep_files(shown, &binding, piped.as_ref());
        // What a cmdlet does with a block is its own affair: what the definition names may be run.
        if !matches!(outcome, Outcome::Fails(_)) {
            for closure in blocks {
                let why = Unresolved::Script(shown.to_owned());
                self.filter(&closure, why, command);
            }
        }
        self.written(shown, &binding, command)
    }

    /// What a cmdlet writes to the pipeline.
    fn written(&self, name: &str, binding: &Binding, command: &Command) -> Known {
        if let Some(result) = self.result(name, binding) {
            return result;
        }
        let passes = binding
            .get("PassThru")
            .is_some_and(|passes| passes.holds() != Some(false));
        let writes = table::shipped(name).map(|row| row.known.habits.writes);
        match writes {
            Some(Writes::Nothing) if !passes => Known::Nothing,
            _ => Known::expression(self.slice(&command.span)),
        }
    }

    /// Runs a cmdlet for what comes through the pipeline.
    fn for_input(
        &mut self,
        name: &str,
        signature: &Signature<'_>,
        binding: &Binding,
        input: Option<Known>,
        command: &Command,
    ) {
        let is_of_definition = self.tables.find(name).is_some();
        let Some(input) = input else {
            let missing = bind::missing(signature, binding);
            // A cmdlet of several parameter sets wants the parameters of one of them.
            let is_asked = is_of_definition || binding.bound.is_empty();
            if let Some(slot) = missing.first().filter(|_| is_asked) {
                // PowerShell asks for it: somebody typed a value, or gave up.
                let why = Unresolved::Binding(slot.name.to_owned());
                let mut asked = binding.clone();
                asked.bound.extend(missing.iter().map(|slot| Bound {
                    name: Some(slot.name.to_owned()),
                    role: BoundRole::Own(slot.role),
                    value: Known::Unknown(why.clone()),
                }));
                self.unsure(why, |run| run.emit(name, signature, &asked.bound, command));
            } else {
                self.emit(name, signature, &binding.bound, command);
            }
            return;
        };
        if !is_of_definition {
            // What only looks at what comes is run whatever comes.
            let reads = effect_of(None, name) == Effect::Reads;
            match input.items() {
                Ok(items) if !items.is_empty() => {
                    // What is kept counts where somebody made it up.
                    self.is_made_up = items.iter().all(outside::is_made_up);
                    self.emit(name, signature, &binding.bound, command);
                    self.is_made_up = false;
                }
                _ if reads => self.emit(name, signature, &binding.bound, command),
                _ => {
                    let why = Unresolved::Branch(short(self.slice(&command.span)));
                    self.unsure(why, |run| {
                        run.emit(name, signature, &binding.bound, command)
                    });
                }
            }
            return;
        }
        match input.items() {
            // It is called once for each item; none came.
            Ok(items) if items.is_empty() => {
                let why = Unresolved::Branch(short(self.slice(&command.span)));
                self.unsure(why, |run| {
                    run.emit(name, signature, &binding.bound, command)
                });
            }
            Ok(items) => {
                for item in items {
                    self.for_item(name, signature, binding, &item, command);
                }
            }
            Err(why) => {
                let mut bound = binding.bound.clone();
                bound.extend(unknown_inputs(signature, binding, &why));
                let why = Unresolved::Branch(why.subject().to_owned());
                self.unsure(why, |run| run.emit(name, signature, &bound, command));
            }
        }
    }

    fn for_item(
        &mut self,
        name: &str,
        signature: &Signature<'_>,
        binding: &Binding,
        item: &Known,
        command: &Command,
    ) {
        let mut bound = binding.bound.clone();
        let mut doubt = None;
        for piped in bind::bind_item(signature, binding, item) {
            match piped {
                Piped::To(to) => bound.push(to),
                // The table may lack the parameter that takes it.
                Piped::Nothing => {
                    let what = item
                        .to_text()
                        .unwrap_or_else(|why| why.subject().to_owned());
                    doubt = Some(Unresolved::Binding(short(&what)));
                }
                Piped::Unknown(why) => {
                    bound.extend(unknown_inputs(signature, binding, &why));
                    doubt = Some(why);
                }
            }
        }
        let missing = bind::missing(signature, binding);
        let is_there = |slot: &&&bind::Slot<'_>| {
            bound
                .iter()
                .any(|bound| bound.name.as_deref() == Some(slot.name))
        };
        if let Some(slot) = missing.iter().find(|slot| !is_there(slot)) {
            doubt.get_or_insert_with(|| Unresolved::Binding(slot.name.to_owned()));
        }
        match doubt {
            None => self.emit(name, signature, &bound, command),
            Some(why) => {
                self.unsure(why, |run| run.emit(name, signature, &bound, command));
            }
        }
    }

    /// Variables that a common parameter names.
    pub(super) fn set_variables(&mut self, binding: &Binding, command: &Command) {
        let own: Vec<CommandId> = match self.found.last() {
            Some(last) if last.span == self.place.clone().unwrap_or(command.span.clone()) => {
                vec![last.shown.id]
            }
            _ => Vec::new(),
        };
        for bound in &binding.bound {
            if bound.role == BoundRole::Variable
                && let Ok(variable) = bound.value.to_text()
            {
                let variable = variable.trim_start_matches('+').to_lowercase();
                let value = Known::expression(self.slice(&command.span));
                self.session.set(&variable, value);
                let origin = match bound.name.as_deref() {
                    Some("OutVariable") => Some(Printed::Output(own.clone())),
                    Some("ErrorVariable") => Some(Printed::Errors(own.clone())),
                    _ => None,
                };
                let origin = origin.filter(|_| !own.is_empty());
                self.session.came_from(&variable, origin);
            }
        }
    }

    /// Runs a block of which only commands that the tables know are of interest.
    pub(super) fn filter(&mut self, closure: &Closure, why: Unresolved, command: &Command) {
        let from = self.found.len();
        let output = std::mem::replace(&mut self.screen.streams.output, Reach::Nothing);
        self.unsure(why, |run| {
            let item = Known::Unknown(Unresolved::Variable("$_".to_owned()));
            run.session.push_scope();
            run.session.set("_", item);
            run.inline(closure, &command.span);
            run.session.pop_scope();
        });
        self.screen.streams.output = output;
        let tables = self.tables;
        let found = self.found.split_off(from);
        self.found.extend(found.into_iter().filter(|invocation| {
            let name = match &invocation.program {
                Program::Named(name) => Some(name.as_str()),
                Program::File(path) => path.parts.last().map(String::as_str),
                Program::Unknown(_) => return true,
            };
            name.is_some_and(|name| tables.find(name).is_some())
        }));
    }

    /// Whether a cmdlet that is bound so is run in earnest: `-WhatIf` comes before
    /// `$WhatIfPreference`, and only cmdlets that simulate look at either.
    pub(super) fn manner(&self, name: &str, signature: &Signature<'_>, bound: &[Bound]) -> Manner {
        let find = |role: BoundRole| {
            let found = bound.iter().find(|bound| bound.role == role);
            found.map(|bound| &bound.value)
        };
        let mut manner = Manner {
            mode: Mode::Real,
            unknown: None,
            asks: None,
        };
        // What was splatted may hold `-WhatIf`.
        let is_open = find(BoundRole::WhatIf).is_none() && signature.simulates != Some(false);
        if is_open && open_splat(bound).is_some() {
            manner.mode = Mode::Unknown;
            return manner;
        }
        let preference = |name: &str| self.session.has(name).then(|| self.session.get(name));
        let what_if = match (find(BoundRole::WhatIf), signature.simulates) {
            (Some(value), _) => Some(value.clone()),
            (None, Some(false)) => None,
            (None, _) => preference("whatifpreference"),
        };
        if let Some(value) = what_if {
            match (value.holds(), signature.simulates) {
                (Some(false), _) => {}
                (Some(true), Some(true)) => manner.mode = Mode::Simulated,
                // Whether it simulates at all is not known, or whether it is to.
                (Some(true), _) if find(BoundRole::WhatIf).is_some() => {
                    manner.mode = Mode::Simulated;
                }
                _ => {
                    manner.mode = Mode::Unknown;
                    manner.unknown = Some(match value {
                        Known::Unknown(why) => why,
                        _ => Unresolved::Variable("$WhatIfPreference".to_owned()),
                    });
                }
            }
        }
        let asks = match (find(BoundRole::Confirm), signature.simulates) {
            (Some(value), _) => value.holds() != Some(false),
            (None, Some(false)) => false,
            (None, _) => {
                let own = self.tables.find(name).map(|known| known.habits.asks);
                let shipped = table::shipped(name).map(|row| row.known.habits.asks);
                let impact = own.filter(|asks| *asks != Asks::Unknown).or(shipped);
                let impact = impact.unwrap_or_default();
                match preference("confirmpreference") {
                    // `High`, as it is when nobody set it.
                    None => impact == Asks::High,
                    Some(value) => match value.to_text().map(|text| text.to_ascii_lowercase()) {
                        Ok(text) => match text.as_str() {
                            "none" | "0" => false,
                            "high" | "3" => impact == Asks::High,
                            "medium" | "2" => impact != Asks::Low,
                            _ => true,
                        },
                        Err(_) => true,
                    },
                }
            }
        };
        if asks {
            // The operator may have said no.
            manner.asks = Some(Unresolved::Branch("-Confirm".to_owned()));
        }
        manner
    }

    fn emit(&mut self, name: &str, signature: &Signature<'_>, bound: &[Bound], command: &Command) {
        let manner = self.manner(name, signature, bound);
        let mut arguments = Vec::new();
        let mut computers = Vec::new();
        for bound in bound {
            match bound.role {
                BoundRole::WhatIf if bound.value.holds() == Some(true) => {
                    arguments.push(Argument {
                        parameter: bound.name.clone(),
                        value: Value::Switch(true),
                    })
                }
                BoundRole::WhatIf
                | BoundRole::Confirm
                | BoundRole::Common
                | BoundRole::Action
                | BoundRole::Variable => {}
                BoundRole::Own(Role::Computer) => computers.push(bound.value.clone()),
                BoundRole::Own(_) | BoundRole::Unknown => {
                    for value in values(&bound.value) {
                        arguments.push(Argument {
                            parameter: bound.name.clone(),
                            value,
                        });
                    }
                }
            }
        }
        if let Some(why) = manner.unknown {
            arguments.push(Argument {
                parameter: Some("WhatIf".to_owned()),
                value: Value::Unknown(why),
            });
        }
        let names_computer = |slot: &bind::Slot<'_>| slot.role == Role::Computer;
        if let Some(why) = open_splat(bound)
            && computers.is_empty()
            && signature.slots.iter().any(names_computer)
        {
            computers.push(Known::Unknown(why.clone()));
        }
        program::sort(&mut arguments);
        let certainty = match (&self.certainty, manner.asks) {
            (Certainty::Run, Some(why)) => Certainty::Depends(why),
            (certainty, _) => certainty.clone(),
        };
        let known = self.tables.find(name);
        let name = known.map_or(name, |known| known.name.as_str());
        let effect = match effect_of(known, name) {
            Effect::Reads if outside::writes(name, &arguments, self.is_made_up) => Effect::Changes,
            effect => effect,
        };
        let errors = self.errors_of(bound);
        let is_verbose = self.is_verbose(bound);
        let imported = self.session.imported.as_ref();
        let imported = imported.filter(|_| computers.is_empty());
        let places = match imported.and_then(|imported| imported.place(name)) {
            Some(on) => vec![on],
            None => self.computers(computers),
        };
        for on in places {
            self.weight += arguments.iter().map(weight).sum::<usize>();
            if !self.step(&command.span) {
                break;
            }
            let mut shown = self.shown();
            shown.streams.errors = shown.streams.errors.through(errors);
            shown.is_verbose = is_verbose;
            self.found.push(Invocation {
                folder: None,
                program: Program::Named(name.to_owned()),
                arguments: arguments.clone(),
                piped: Vec::new(),
                words: None,
                user: None,
                substituted: false,
                on,
                mode: manner.mode,
                certainty: certainty.clone(),
                effect,
                shown,
                span: self.place.clone().unwrap_or_else(|| command.span.clone()),
            });
        }
    }

    /// How much of a cmdlet's errors `-ErrorAction` and `$ErrorActionPreference` let be seen.
    fn errors_of(&self, bound: &[Bound]) -> Reach {
        let action = bound.iter().find(|bound| {
            bound.role == BoundRole::Action && bound.name.as_deref() == Some("ErrorAction")
        });
        let action = match action {
            Some(action) => action.value.to_text(),
            None if !self.session.has("erroractionpreference") => return Reach::Whole,
            None => self.session.get("erroractionpreference").to_text(),
        };
        match action.map(|action| action.trim().to_ascii_lowercase()) {
            Ok(action) if matches!(action.as_str(), "0" | "4") => Reach::Nothing,
            Ok(action) if action.starts_with("si") || action.starts_with("ig") => Reach::Nothing,
            Ok(_) => Reach::Whole,
            Err(_) => Reach::Filtered,
        }
    }

    /// Whether a cmdlet says what it does.
    fn is_verbose(&self, bound: &[Bound]) -> bool {
        let own = bound
            .iter()
            .find(|bound| bound.name.as_deref() == Some("Verbose"));
        match own {
            Some(own) => own.value.holds() != Some(false),
            None => {
                let preference = self.session.get("verbosepreference").to_text();
                self.session.has("verbosepreference")
                    && !preference.is_ok_and(|text| text.to_ascii_lowercase().starts_with("si"))
            }
        }
    }

    /// Where a command acts that names these computers.
    pub(super) fn computers(&self, names: Vec<Known>) -> Vec<On> {
        let mut computers = Vec::new();
        for name in names {
            match name {
                Known::List(list) => match list.items() {
                    Ok(names) => computers.extend(self.computers(names)),
                    Err(why) => computers.push(On::Unknown(why)),
                },
                Known::Session(names) => computers.extend(self.computers(names)),
                // Which computer no name at all is, the cmdlet itself decides.
                Known::Null | Known::Nothing => {
                    computers.push(On::Unknown(Unresolved::Expression("$null".to_owned())));
                }
                name => computers.push(match name.to_argument() {
                    Ok(name) if name.is_empty() => {
                        On::Unknown(Unresolved::Expression("''".to_owned()))
                    }
                    Ok(name) => self.computer(&name),
                    Err(why) => On::Unknown(why),
                }),
            }
        }
        if computers.is_empty() {
            computers.push(self.on.clone());
        }
        computers
    }

    fn computer(&self, name: &str) -> On {
        let name = name.trim();
        let lower = name.to_ascii_lowercase();
        let own = matches!(lower.as_str(), "" | "." | "localhost" | "127.0.0.1" | "::1");
        let this = name.strip_prefix(paths::THIS_COMPUTER);
        if own || this.is_some_and(|domain| domain.is_empty() || domain.starts_with('.')) {
            return self.on.clone();
        }
        if paths::is_forged(name) {
            return On::Unknown(Unresolved::Variable("$env:COMPUTERNAME".to_owned()));
        }
        On::Host(name.to_owned())
    }
}

/// `-?`: the cmdlet is not run, its help is shown.
pub(super) fn asks_for_help(given: &[Given]) -> bool {
    given
        .iter()
        .any(|given| matches!(given, Given::Parameter { name, .. } if name == "?"))
}

/// The parameters that something unknown from the pipeline may have bound to.
fn unknown_inputs(signature: &Signature<'_>, binding: &Binding, why: &Unresolved) -> Vec<Bound> {
    let free = signature.slots.iter().filter(|slot| {
        slot.piped && binding.get(slot.name).is_none() && signature.rest != Rest::Kept
    });
    let unknown = free.map(|slot| Bound {
        name: Some(slot.name.to_owned()),
        role: BoundRole::Own(slot.role),
        value: Known::Unknown(why.clone()),
    });
    unknown.take(1).collect()
}

/// Why it is not known what was splatted, if that is so.
fn open_splat(bound: &[Bound]) -> Option<&Unresolved> {
    bound
        .iter()
        .find_map(|bound| match (bound.name.as_deref(), &bound.value) {
            (Some("@"), Known::Unknown(why)) => Some(why),
            _ => None,
        })
}

/// The blocks in a value; those in the entries of a table too, as in `@{ n = 'x'; e = { … } }`.
fn blocks_in(value: &Known, depth: u32, blocks: &mut Vec<Closure>) {
    const DEEP: u32 = 3;
    if depth > DEEP {
        return;
    }
    match value {
        Known::Block(closure) => blocks.push(closure.clone()),
        Known::List(list) => {
            for item in list.items().unwrap_or_default() {
                blocks_in(&item, depth + 1, blocks);
            }
        }
        Known::Table(table) => {
            for (_, value) in table.read().unwrap_or_default().entries {
                blocks_in(&value, depth + 1, blocks);
            }
        }
        _ => {}
    }
}

/// An argument's values; `$null` is none that a text could stand for.
fn values(value: &Known) -> Vec<Value> {
    if value.is_null() {
        return vec![Value::Unknown(Unresolved::Expression("$null".to_owned()))];
    }
    value.to_values()
}

/// How much an argument holds, in bytes or so.
fn weight(argument: &Argument) -> usize {
    const EACH: usize = 64;
    EACH + match &argument.value {
        Value::Known(text) => text.len(),
        Value::Switch(_) | Value::Unknown(_) => 0,
    }
}
