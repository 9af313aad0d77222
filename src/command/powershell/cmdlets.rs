//! Commands: which they are, what they run in turn, and what they leave behind.

use std::ops::Range;
use std::rc::Rc;

use super::super::windows;
use super::super::{
    Argument, Certainty, Effect, Invocation, Mode, On, Program, Role, Unresolved, Value, Word,
};
use super::super::{effect, paths, program, table};
use super::alias;
use super::ast::{BlockName, Call, Command, Declared, ElementKind, Statement, StatementKind};
use super::bind::{self, Bound, BoundRole, Given};
use super::interpret::{Flow, HEAVIEST, Run};
use super::shared::Key;
use super::value::{Closure, Gathered, Known, short};

impl Run<'_, '_> {
    /// Runs a command; gives what it writes to the pipeline.
    pub(super) fn command(&mut self, command: &Command, input: Option<Known>) -> Known {
        if !self.step(&command.span) {
            return Known::expression("…");
        }
        let name = self.evaluate(&command.name);
        let given = self.given(command);
        match name {
            Known::Block(closure) => self.call(&closure, given, input, command),
            Known::Unknown(why) => {
                self.unknown_program(why, &command.span);
                self.after_source(command.call);
                Known::expression(self.slice(&command.span))
            }
            other => match other.to_text() {
                Ok(name) => self.named(&name, given, input, command),
                Err(why) => {
                    self.unknown_program(why, &command.span);
                    Known::expression(self.slice(&command.span))
                }
            },
        }
    }

    /// What a sourced script changes is not seen.
    fn after_source(&mut self, call: Option<Call>) {
        if call == Some(Call::Source) {
            let folder = self.session.folder.take();
            self.session.forget();
            self.session.folder = folder;
        }
    }

    fn given(&mut self, command: &Command) -> Vec<Given> {
        let mut given = Vec::with_capacity(command.elements.len());
        for element in &command.elements {
            if let Some(last) = given.last() {
                self.weight += match last {
                    Given::Value { value, .. } => value.weight(),
                    Given::Parameter { value, .. } => value.as_ref().map_or(0, Known::weight),
                    Given::Splat(_) => 0,
                };
                if self.weight > HEAVIEST {
                    given.push(Given::Splat(Unresolved::Expression("…".to_owned())));
                    break;
                }
            }
            match &element.kind {
                ElementKind::Value(value) => given.push(Given::Value {
                    value: self.argument(value),
                    adjacent: element.adjacent,
                }),
                ElementKind::Parameter { name, value } => given.push(Given::Parameter {
                    name: name.clone(),
                    value: value.as_ref().map(|value| self.evaluate(value)),
                }),
                ElementKind::Splat(name) => match self.session.get(name) {
                    Known::Table(table) => match table.read() {
                        Ok(table) => given.extend(table.entries.into_iter().map(splatted)),
                        Err(why) => given.push(Given::Splat(why)),
                    },
                    Known::List(list) => match list.items() {
                        Ok(values) => given.extend(values.into_iter().map(|value| Given::Value {
                            value,
                            adjacent: false,
                        })),
                        Err(why) => given.push(Given::Splat(why)),
                    },
                    Known::Unknown(why) => given.push(Given::Splat(why)),
                    Known::Null | Known::Nothing => {}
                    value => given.push(Given::Value {
                        value,
                        adjacent: false,
                    }),
                },
                ElementKind::EndOfParameters => {}
                ElementKind::Verbatim(text) => {
                    for word in text.split_whitespace() {
                        given.push(Given::Value {
                            value: Known::text(word),
                            adjacent: false,
                        });
                    }
                }
            }
        }
        given
    }

    fn named(
        &mut self,
        name: &str,
        given: Vec<Given>,
        input: Option<Known>,
        command: &Command,
    ) -> Known {
        let name = name.trim();
        let bare = without_module(name);
        let mut name = bare.to_owned();
        // An alias may stand for an alias.
        for _ in 0..8 {
            let lower = name.to_ascii_lowercase();
            if let Some(target) = self.session.aliases.get(&lower) {
                let Some(target) = target else {
                    self.unknown_program(Unresolved::Script(name), &command.span);
                    return Known::expression(self.slice(&command.span));
                };
                name.clone_from(target);
            } else if self.session.function(&lower).is_some() {
                break;
            } else if let Some(target) = alias::target(&name) {
                name = target.to_owned();
            } else {
                break;
            }
        }
        let lower = name.to_ascii_lowercase();
        match self.session.function(&lower).cloned() {
            Some(Some(closure)) => return self.call(&closure, given, input, command),
            Some(None) => {
                self.unknown_program(Unresolved::Script(name), &command.span);
                return Known::expression(self.slice(&command.span));
            }
            None => {}
        }
        match lower.as_str() {
            "cd.." => return self.go("..", &command.span),
            "cd\\" | "cd/" => return self.go("\\", &command.span),
            _ => {}
        }
        if given.is_empty() && lower.len() == 2 && lower.ends_with(':') {
            return self.go(&format!("{name}\\"), &command.span);
        }
        if let Some(known) = bind::own(&lower) {
            let shown = known.name.as_str();
            let whole = given.clone();
            let bound = bind::bind(Some(known), given, input.clone());
            return self.steering(shown, bound, whole, input, command);
        }
        let known = self.tables.find(&name);
        let is_path = paths::is_path(&name);
        let is_program = is_path
            || known.map_or_else(|| !is_cmdlet(&name), program::is_program)
            || name.len() != table::without_ending(&name).len();
        if is_program {
            return self.program(&name, argv(given), command);
        }
        self.cmdlet(&name, known, given, input, command)
    }

    /// A cmdlet that only does what it does.
    fn cmdlet(
        &mut self,
        name: &str,
        known: Option<&table::Known>,
        given: Vec<Given>,
        input: Option<Known>,
        command: &Command,
    ) -> Known {
        let blocks: Vec<Closure> = given
            .iter()
            .filter_map(|given| match given {
                Given::Value {
                    value: Known::Block(closure),
                    ..
                }
                | Given::Parameter {
                    value: Some(Known::Block(closure)),
                    ..
                } => Some(closure.clone()),
                _ => None,
            })
            .collect();
        let takes_input = known.is_some_and(|k| k.parameters.iter().any(|p| p.from_pipeline));
        let inputs = match input {
            Some(input) if takes_input => match input.items() {
                Ok(items) => items.into_iter().map(Some).collect(),
                Err(why) => vec![Some(Known::Unknown(why))],
            },
            _ => vec![None],
        };
        for input in inputs {
            let bound = bind::bind(known, given.clone(), input);
            self.emit(name, known, bound, command);
        }
        // What a cmdlet does with a block is its own affair: what the definition names may be run.
        for closure in blocks {
            let why = Unresolved::Script(name.to_owned());
            self.filter(&closure, why, command);
        }
        Known::expression(self.slice(&command.span))
    }

    /// Runs a block of which only commands that the tables know are of interest.
    fn filter(&mut self, closure: &Closure, why: Unresolved, command: &Command) {
        let from = self.found.len();
        let session = self.session.clone();
        self.under(Certainty::Depends(why), |run| {
            let item = Known::Unknown(Unresolved::Variable("$_".to_owned()));
            run.session.set("_", item);
            run.inline(closure, &command.span)
        });
        let assigned = super::assigned::Assigned::in_block(&closure.block);
        *self.session = session;
        self.session.doubt_assigned(&assigned);
        let tables = self.tables;
        let found = self.found.split_off(from);
        self.found.extend(found.into_iter().filter(|invocation| {
            let name = match &invocation.program {
                Program::Named(name) => Some(name.as_str()),
                Program::File(path) => path.parts.last().map(String::as_str),
                Program::Unknown(_) => return false,
            };
            name.is_some_and(|name| tables.find(name).is_some())
        }));
    }

    fn emit(
        &mut self,
        name: &str,
        known: Option<&table::Known>,
        bound: Vec<Bound>,
        command: &Command,
    ) {
        let mut arguments = Vec::new();
        let mut computers = Vec::new();
        let mut what_if = self
            .session
            .has("whatifpreference")
            .then(|| self.session.get("whatifpreference"));
        let mut asks = false;
        for bound in bound {
            match bound.role {
                BoundRole::WhatIf => what_if = Some(bound.value),
                BoundRole::Confirm => asks = bound.value.holds() != Some(false),
                BoundRole::Common => {}
                BoundRole::Variable => {
                    if let Ok(variable) = bound.value.to_text() {
                        let variable = variable.trim_start_matches('+').to_lowercase();
                        let value = Known::expression(self.slice(&command.span));
                        self.session.set(&variable, value);
                    }
                }
                BoundRole::Own(Role::Computer) => computers.push(bound.value),
                BoundRole::Own(_) | BoundRole::Unknown => {
                    for value in bound.value.to_values() {
                        arguments.push(Argument {
                            parameter: bound.name.clone(),
                            value,
                        });
                    }
                }
            }
        }
        let mut mode = Mode::Real;
        if let Some(value) = what_if {
            match value.holds() {
                Some(true) => mode = Mode::Simulated,
                Some(false) => {}
                None => arguments.push(Argument {
                    parameter: Some("WhatIf".to_owned()),
                    value: Value::Unknown(match value {
                        Known::Unknown(why) => why,
                        _ => Unresolved::Expression("-WhatIf".to_owned()),
                    }),
                }),
            }
        }
        program::sort(&mut arguments);
        let certainty = match &self.certainty {
            // The operator may have said no.
            Certainty::Run if asks => Certainty::Depends(Unresolved::Branch("-Confirm".to_owned())),
            certainty => certainty.clone(),
        };
        let name = known.map_or(name, |known| known.name.as_str());
        let effect = known
            .and_then(|known| known.effect)
            .unwrap_or_else(|| effect::of_cmdlet(name));
        for on in self.computers(computers) {
            self.weight += arguments.iter().map(weight).sum::<usize>();
            if !self.step(&command.span) {
                break;
            }
            self.found.push(Invocation {
                folder: None,
                program: Program::Named(name.to_owned()),
                arguments: arguments.clone(),
                piped: Vec::new(),
                words: None,
                user: None,
                substituted: false,
                on,
                mode,
                certainty: certainty.clone(),
                effect,
                span: self.place.clone().unwrap_or_else(|| command.span.clone()),
            });
        }
    }

    /// Where a command acts that names these computers.
    fn computers(&self, names: Vec<Known>) -> Vec<On> {
        let mut computers = Vec::new();
        for name in names {
            match name {
                Known::List(names) => match names.items() {
                    Ok(names) => computers.extend(self.computers(names)),
                    Err(why) => computers.push(On::Unknown(why)),
                },
                Known::Session(names) => computers.extend(self.computers(names)),
                name => computers.push(match name.to_text() {
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

    pub(super) fn unknown_program(&mut self, why: Unresolved, span: &Range<usize>) {
        self.found.push(Invocation {
            folder: None,
            program: Program::Unknown(why),
            arguments: Vec::new(),
            piped: Vec::new(),
            words: None,
            user: None,
            substituted: false,
            on: self.on.clone(),
            mode: Mode::Real,
            certainty: self.certainty.clone(),
            effect: Effect::Unknown,
            span: self.place.clone().unwrap_or_else(|| span.clone()),
        });
    }

    /// A program, by its name or path.
    fn program(&mut self, name: &str, given: Vec<Known>, command: &Command) -> Known {
        let (program, file) = if paths::is_path(name) {
            let path = paths::resolve(name, self.session.folder.as_deref());
            let file = path.parts.last().cloned().unwrap_or_default();
            (Program::File(path), file)
        } else {
            let known = self.tables.find(name);
            let name = known.map_or(name, |known| known.name.as_str());
            (Program::Named(name.to_owned()), name.to_owned())
        };
        let stem = table::without_ending(&file).to_ascii_lowercase();
        if self.shell(&stem, &given, command) {
            return Known::expression(self.slice(&command.span));
        }
        let values: Vec<Value> = given.iter().flat_map(Known::to_values).collect();
        let known = self.tables.find(&file);
        let texts: Vec<&str> = values
            .iter()
            .filter_map(|value| match value {
                Value::Known(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let effect = known
            .and_then(|known| known.effect)
            .unwrap_or_else(|| effect::of_program(&file, &texts));
        let words = values.iter().map(Word::of).collect();
        let mut arguments = program::arguments(known, values);
        program::sort(&mut arguments);
        self.found.push(Invocation {
            folder: None,
            program,
            arguments,
            piped: Vec::new(),
            words: Some(words),
            user: None,
            substituted: false,
            on: self.on.clone(),
            mode: Mode::Real,
            certainty: self.certainty.clone(),
            effect,
            span: self.place.clone().unwrap_or_else(|| command.span.clone()),
        });
        self.after_source(command.call);
        Known::expression(self.slice(&command.span))
    }

    /// A shell that is started with something to run: that is what counts. Whether it was one.
    fn shell(&mut self, stem: &str, given: &[Known], command: &Command) -> bool {
        if !windows::is_shell(stem) {
            return false;
        }
        // `powershell { … }` takes the block itself.
        if let Some(Known::Block(closure)) = given.iter().find(|g| matches!(g, Known::Block(_))) {
            let closure = closure.clone();
            self.away(None, |run| run.inline(&closure, &command.span));
            return true;
        }
        let texts: Result<Vec<String>, Unresolved> =
            given.iter().map(|value| value.to_argument()).collect();
        let found = match texts {
            Ok(texts) => windows::shell(
                stem,
                &texts,
                self.session.folder.as_deref(),
                self.tables,
                &self.work.inner(),
            ),
            Err(why) => {
                self.unknown_program(why, &command.span);
                return true;
            }
        };
        let Some(found) = found else {
            // A session in the session, that knows nothing of this one.
            self.session.forget();
            return false;
        };
        self.adopt(found, command);
        true
    }

    /// Takes what another shell ran as run from here.
    fn adopt(&mut self, found: Vec<Invocation>, command: &Command) {
        for mut invocation in found {
            if invocation.on == On::Here {
                invocation.on = self.on.clone();
            }
            if invocation.certainty == Certainty::Run {
                invocation.certainty = self.certainty.clone();
            }
            invocation.span = self.place.clone().unwrap_or_else(|| command.span.clone());
            self.found.push(invocation);
        }
    }

    /// Runs something in a session of its own, on other computers or in a job.
    fn away<T>(&mut self, on: Option<On>, run: impl FnOnce(&mut Self) -> T) -> T {
        let mut session = self.session.away();
        if on.is_none() {
            session.folder.clone_from(&self.session.folder);
        }
        let home = std::mem::replace(self.session, session);
        let here = self.on.clone();
        if let Some(on) = on {
            self.on = on;
        }
        let value = run(self);
        *self.session = home;
        self.on = here;
        value
    }

    fn go(&mut self, to: &str, span: &Range<usize>) -> Known {
        let path = paths::resolve(to, self.session.folder.as_deref());
        self.session.enter(paths::written(&path));
        self.reads("Set-Location", &[to], span);
        Known::Nothing
    }

    /// A command that changes nothing but the session.
    fn reads(&mut self, name: &str, values: &[&str], span: &Range<usize>) {
        let arguments = values.iter().map(|value| Argument {
            parameter: None,
            value: Value::Known(paths::shown(value)),
        });
        self.found.push(Invocation {
            folder: None,
            program: Program::Named(name.to_owned()),
            arguments: arguments.collect(),
            piped: Vec::new(),
            words: None,
            user: None,
            substituted: false,
            on: self.on.clone(),
            mode: Mode::Real,
            certainty: self.certainty.clone(),
            effect: Effect::Reads,
            span: self.place.clone().unwrap_or_else(|| span.clone()),
        });
    }

    /// A function or block with its arguments.
    fn call(
        &mut self,
        closure: &Closure,
        given: Vec<Given>,
        input: Option<Known>,
        command: &Command,
    ) -> Known {
        if command.call == Some(Call::Source) {
            return self.inline(closure, &command.span);
        }
        // A function that is nothing but a `process` block is run for each item; of another, what
        // comes through the pipeline can not be told where it is more than one.
        let only_process = matches!(
            closure.block.statements.as_slice(),
            [Statement {
                kind: StatementKind::Inline {
                    name: BlockName::Process,
                    ..
                },
                ..
            }]
        );
        let inputs = match input.map(Known::items) {
            None => vec![None],
            Some(Ok(items)) if only_process || items.len() == 1 => {
                items.into_iter().map(Some).collect()
            }
            Some(Ok(_)) => vec![Some(Known::Unknown(Unresolved::Variable("$_".to_owned())))],
            Some(Err(why)) => vec![Some(Known::Unknown(why))],
        };
        let mut written = Gathered::default();
        for input in inputs {
            // The defaults are worked out in the function's own scope.
            self.session.push_scope();
            self.declare(closure, given.clone(), input.as_ref());
            if let Some(input) = input {
                self.session.set("input", input.clone());
                self.session.set("_", input);
            }
            let value = self.inline(closure, &command.span);
            written.write(value);
            self.session.pop_scope();
        }
        written.written()
    }

    /// Gives a block's parameters their values.
    fn declare(&mut self, closure: &Closure, given: Vec<Given>, input: Option<&Known>) {
        let declared = &closure.block.parameters;
        let mut values: Vec<Option<Known>> = declared.iter().map(|_| None).collect();
        let mut loose = Vec::new();
        let mut doubtful: Option<Unresolved> = None;
        let mut given = given.into_iter().peekable();
        while let Some(next) = given.next() {
            match next {
                Given::Value { value, .. } => loose.push(value),
                Given::Splat(why) => doubtful = Some(why),
                Given::Parameter { name, value } => {
                    let lower = name.to_lowercase();
                    let exact = declared.iter().position(|d| d.name == lower);
                    let mut begin = declared
                        .iter()
                        .enumerate()
                        .filter(|(_, d)| d.name.starts_with(&lower));
                    let place = exact.or_else(|| match (begin.next(), begin.next()) {
                        (Some((at, _)), None) => Some(at),
                        _ => None,
                    });
                    let Some(at) = place else { continue };
                    let is_switch = declared
                        .get(at)
                        .is_some_and(|d| DeclaredKind::of(d) == DeclaredKind::Switch);
                    let value = value.unwrap_or_else(|| {
                        let next = (!is_switch)
                            .then(|| given.next_if(|next| matches!(next, Given::Value { .. })));
                        match next.flatten() {
                            Some(Given::Value { value, .. }) => value,
                            _ => Known::Bool(true),
                        }
                    });
                    if let Some(slot) = values.get_mut(at) {
                        *slot = Some(value);
                    }
                }
            }
        }
        let mut loose = loose.into_iter();
        for (at, declared) in declared.iter().enumerate() {
            let value = values.get_mut(at).and_then(Option::take);
            let kind = DeclaredKind::of(declared);
            let value = match value {
                Some(value) => value,
                None if kind == DeclaredKind::Switch => Known::Bool(false),
                None if kind == DeclaredKind::Piped && input.is_some() => {
                    input.cloned().unwrap_or(Known::Null)
                }
                None => match (loose.next(), &doubtful, &declared.default) {
                    (Some(value), ..) => value,
                    (None, Some(why), _) => Known::Unknown(why.clone()),
                    (None, None, Some(default)) => {
                        let source =
                            std::mem::replace(&mut self.source, Rc::clone(&closure.source));
                        let value = self.evaluate(default);
                        self.source = source;
                        value
                    }
                    // PowerShell asked for it.
                    (None, None, None) if kind != DeclaredKind::Plain => {
                        Known::Unknown(Unresolved::Variable(format!("${}", declared.name)))
                    }
                    (None, None, None) => Known::Null,
                },
            };
            self.session.set(&declared.name, value);
        }
        self.session.set("args", Known::list(loose.collect()));
    }

    /// The cmdlets that decide what else is run, or what is known afterwards.
    fn steering(
        &mut self,
        name: &str,
        bound: Vec<Bound>,
        given: Vec<Given>,
        input: Option<Known>,
        command: &Command,
    ) -> Known {
        let span = &command.span;
        let get = |wanted: &str| {
            let found = bound.iter().find(|b| b.name.as_deref() == Some(wanted));
            found.map(|bound| bound.value.clone())
        };
        let text = |wanted: &str| get(wanted).map(|value| value.to_text());
        match name {
            "Invoke-Command" => self.invoke_command(&bound, command),
            "ForEach-Object" => self.for_each(&bound, input, command),
            "Start-Job" | "Start-ThreadJob" => {
                match get("ScriptBlock").or_else(|| get("FilePath")) {
                    Some(Known::Block(closure)) => {
                        let arguments = arguments_of(get("ArgumentList"));
                        self.away(None, |run| {
                            run.declare(&closure, arguments, None);
                            run.inline(&closure, span)
                        });
                    }
                    Some(Known::Unknown(why)) => self.unknown_program(why, span),
                    Some(other) => {
                        let subject = other.to_text().unwrap_or_default();
                        self.unknown_program(Unresolved::Script(subject), span);
                    }
                    None => self.reads(name, &[], span),
                }
                Known::expression(self.slice(span))
            }
            "Measure-Command" => {
                if let Some(Known::Block(closure)) = get("Expression") {
                    self.inline(&closure, span);
                }
                Known::expression(self.slice(span))
            }
            "Invoke-Expression" => match text("Command") {
                Some(Ok(text)) => self.script(&paths::shown(&text), span),
                Some(Err(why)) => {
                    self.unknown_program(why, span);
                    Known::expression(self.slice(span))
                }
                None => Known::Nothing,
            },
            "Start-Process" => self.start_process(&bound, command),
            "Set-Location" | "Push-Location" => {
                let stacks = get("StackName").is_some();
                if name == "Push-Location" && !stacks {
                    self.session.locations.push(self.session.folder.clone());
                }
                let shown = match text("Path").or_else(|| text("LiteralPath")) {
                    Some(Ok(to)) if to == "-" || to == "+" => {
                        self.session.enter(None);
                        to
                    }
                    Some(Ok(to)) => {
                        let path = paths::resolve(&to, self.session.folder.as_deref());
                        self.session.enter(paths::written(&path));
                        to
                    }
                    Some(Err(why)) => {
                        self.session.enter(None);
                        why.subject().to_owned()
                    }
                    None => String::new(),
                };
                let values: &[&str] = if shown.is_empty() { &[] } else { &[&shown] };
                self.reads(name, values, span);
                Known::Nothing
            }
            "Pop-Location" => {
                let folder = match get("StackName") {
                    Some(_) => None,
                    None => self.session.locations.pop().flatten(),
                };
                self.session.enter(folder);
                self.reads(name, &[], span);
                Known::Nothing
            }
            "Set-Variable" | "New-Variable" | "Clear-Variable" | "Remove-Variable" => {
                match text("Name") {
                    Some(Ok(variable)) => {
                        let value = match name {
                            "Set-Variable" | "New-Variable" => get("Value").unwrap_or(Known::Null),
                            _ => Known::Unknown(Unresolved::Variable(format!("${variable}"))),
                        };
                        // Another scope's variable may be meant.
                        let value = match get("Scope").map(|scope| scope.to_text()) {
                            None => value,
                            Some(Ok(scope)) if scope.eq_ignore_ascii_case("global") => value,
                            Some(_) => Known::Unknown(Unresolved::Variable(format!("${variable}"))),
                        };
                        let variable = variable.to_lowercase();
                        self.session.set(&variable, value);
                    }
                    _ => self.session.forget(),
                }
                self.reads(name, &[], span);
                Known::Nothing
            }
            "Set-Alias" | "New-Alias" => {
                if let (Some(Ok(alias)), Some(Ok(target))) = (text("Name"), text("Value")) {
                    self.session
                        .alias(&alias.to_ascii_lowercase(), Some(target));
                }
                self.reads(name, &[], span);
                Known::Nothing
            }
            "New-PSSession" => {
                let computers = get("ComputerName").or_else(|| get("HostName"));
                self.reads(name, &[], span);
                match computers {
                    Some(Known::Unknown(why)) => Known::Unknown(why),
                    Some(names) => Known::Session(vec![names]),
                    None => Known::Session(Vec::new()),
                }
            }
            "Join-Path" => {
                self.reads(name, &[], span);
                match (text("Path"), text("ChildPath")) {
                    (Some(Ok(folder)), Some(Ok(child))) => {
                        let folder = folder.trim_end_matches(['\\', '/']);
                        let child = child.trim_start_matches(['\\', '/']);
                        Known::Text(format!("{folder}\\{child}"))
                    }
                    _ => Known::expression(self.slice(span)),
                }
            }
            "Write-Output" => {
                // Also of an echo that is piped on: what it writes is what it was given.
                let values: Vec<Known> = bound
                    .iter()
                    .filter(|bound| bound.role != BoundRole::Common)
                    .map(|bound| bound.value.clone())
                    .collect();
                self.reads(name, &[], span);
                let mut values = values.into_iter();
                match (values.next(), values.next()) {
                    (Some(one), None) => one,
                    (None, _) => Known::Nothing,
                    _ => Known::expression(self.slice(span)),
                }
            }
            "Tee-Object" => {
                if let Some(Ok(variable)) = text("Variable") {
                    let value = Known::expression(self.slice(span));
                    self.session.set(&variable.to_lowercase(), value);
                }
                self.reads(name, &[], span);
                input.unwrap_or(Known::Nothing)
            }
            _ => self.cmdlet(name, None, given, input, command),
        }
    }

    fn invoke_command(&mut self, bound: &[Bound], command: &Command) -> Known {
        let span = &command.span;
        let named = |wanted: &str| {
            let found = bound.iter().find(|b| b.name.as_deref() == Some(wanted));
            found.map(|bound| bound.value.clone())
        };
        let mut computers = named("ComputerName").or_else(|| named("HostName"));
        let sessions = named("Session");
        let mut block = named("ScriptBlock");
        let mut file = named("FilePath");
        // Without names: a block, or computers and then what they run.
        for loose in bound.iter().filter(|bound| bound.name.is_none()) {
            match &loose.value {
                Known::Block(_) if block.is_none() => block = Some(loose.value.clone()),
                value if computers.is_none() && sessions.is_none() => {
                    computers = Some(value.clone());
                }
                value if block.is_none() && file.is_none() => {
                    // A variable may hold a block or a path.
                    if matches!(value, Known::Text(_)) {
                        file = Some(value.clone());
                    } else {
                        block = Some(value.clone());
                    }
                }
                _ => {}
            }
        }
        if named("VMName").is_some() {
            computers = Some(Known::Unknown(Unresolved::Expression("-VMName".to_owned())));
        }
        let splatted = bound.iter().find_map(|b| match (&b.name, &b.value) {
            (Some(name), Known::Unknown(why)) if name == "@" => Some(why.clone()),
            _ => None,
        });
        let places: Vec<Option<On>> = match (computers, sessions, splatted) {
            (_, _, Some(why)) => vec![Some(On::Unknown(why))],
            (Some(names), ..) | (None, Some(names), None) => {
                self.computers(vec![names]).into_iter().map(Some).collect()
            }
            (None, None, None) => vec![None],
        };
        let arguments = arguments_of(named("ArgumentList"));
        for place in places {
            match (&block, &file) {
                (Some(Known::Block(closure)), _) => {
                    let arguments = arguments.clone();
                    if let Some(place) = place {
                        self.away(Some(place), |run| {
                            run.declare(closure, arguments, None);
                            run.inline(closure, span)
                        });
                    } else {
                        self.session.push_scope();
                        self.declare(closure, arguments, None);
                        self.inline(closure, span);
                        self.session.pop_scope();
                    }
                }
                (other, file) => {
                    let why = match (other, file) {
                        (Some(Known::Unknown(why)), _) => why.clone(),
                        (_, Some(Known::Text(file))) => Unresolved::Script(paths::shown(file)),
                        _ => Unresolved::Script(short(self.slice(span))),
                    };
                    let here = self.on.clone();
                    if let Some(place) = place {
                        self.on = place;
                    }
                    self.unknown_program(why, span);
                    self.on = here;
                }
            }
        }
        Known::expression(self.slice(span))
    }

    fn for_each(&mut self, bound: &[Bound], input: Option<Known>, command: &Command) -> Known {
        let span = &command.span;
        let mut begin = Vec::new();
        let mut process = Vec::new();
        let mut end = Vec::new();
        let mut loose = Vec::new();
        for bound in bound {
            let blocks: Vec<Closure> = match &bound.value {
                Known::Block(closure) => vec![closure.clone()],
                Known::List(list) => {
                    let items = list.items().unwrap_or_default();
                    let blocks = items.into_iter().filter_map(|item| match item {
                        Known::Block(closure) => Some(closure),
                        _ => None,
                    });
                    blocks.collect()
                }
                Known::Unknown(why) if bound.name.is_none() => {
                    self.unknown_program(why.clone(), span);
                    return Known::expression(self.slice(span));
                }
                _ => Vec::new(),
            };
            match bound.name.as_deref() {
                Some("Begin") => begin.extend(blocks),
                Some("Process" | "Parallel") => process.extend(blocks),
                Some("End") => end.extend(blocks),
                None | Some("RemainingScripts") => loose.extend(blocks),
                _ => {}
            }
        }
        // One block is the process block; of several the first begins and, of three, the last ends.
        if process.is_empty() {
            if loose.len() > 1 && begin.is_empty() {
                begin.push(loose.remove(0));
            }
            if loose.len() > 1 && end.is_empty() {
                end.extend(loose.pop());
            }
            process = loose;
        } else {
            process.extend(loose);
        }
        if begin.is_empty() && process.is_empty() && end.is_empty() {
            // A member's name: it may be a method that does anything.
            self.reads("ForEach-Object", &[], span);
            if let Some(last) = self.found.last_mut() {
                last.effect = Effect::Unknown;
            }
            return Known::expression(self.slice(span));
        }
        let mut written = Gathered::default();
        let before = self.certainty.clone();
        for closure in &begin {
            self.inline(closure, span);
        }
        let items = match input {
            None => Ok(vec![Known::Null]),
            Some(input) => input.items(),
        };
        match items {
            Ok(items) => {
                for item in items {
                    for closure in &process {
                        self.session.set("_", item.clone());
                        let value = self.inline(closure, span);
                        written.write(value);
                    }
                    // `break` leaves the whole pipeline.
                    match self.left {
                        Some(Flow::Jumps(_)) => break,
                        Some(Flow::MayJump(_)) if self.certainty == Certainty::Run => {
                            self.certainty = Certainty::Depends(self.branch(span));
                        }
                        _ => {}
                    }
                }
            }
            Err(why) => {
                let assigned: Vec<_> = process
                    .iter()
                    .map(|closure| super::assigned::Assigned::in_block(&closure.block))
                    .collect();
                assigned
                    .iter()
                    .for_each(|assigned| self.session.doubt_assigned(assigned));
                for closure in &process {
                    let item = Known::Unknown(why.clone());
                    let branch = Unresolved::Branch(why.subject().to_owned());
                    self.under(Certainty::Depends(branch), |run| {
                        run.session.set("_", item);
                        run.inline(closure, span)
                    });
                }
                assigned
                    .iter()
                    .for_each(|assigned| self.session.doubt_assigned(assigned));
                let value = Known::expression(self.slice(span));
                written.write(value);
            }
        }
        for closure in &end {
            self.inline(closure, span);
        }
        self.certainty = before;
        written.written()
    }

    fn start_process(&mut self, bound: &[Bound], command: &Command) -> Known {
        let span = &command.span;
        let named = |wanted: &str| {
            let found = bound.iter().find(|b| b.name.as_deref() == Some(wanted));
            found.map(|bound| bound.value.clone())
        };
        let simulated = bound
            .iter()
            .any(|bound| bound.role == BoundRole::WhatIf && bound.value.holds() != Some(false));
        // What is given as one text is cut by the program itself.
        let mut given = Vec::new();
        for item in arguments_of(named("ArgumentList")) {
            let Given::Value { value, .. } = item else {
                continue;
            };
            match value.to_text() {
                Ok(text) => given.extend(windows::argv(&text).into_iter().map(Known::Text)),
                Err(why) => given.push(Known::Unknown(why)),
            }
        }
        let from = self.found.len();
        match named("FilePath").map(|file| file.to_text()) {
            Some(Ok(file)) => {
                // A relative path is looked up from here, not from where the program will be.
                self.program(&file, given, command);
            }
            Some(Err(why)) => self.unknown_program(why, span),
            None => self.reads("Start-Process", &[], span),
        }
        if simulated {
            for found in self.found.iter_mut().skip(from) {
                found.mode = Mode::Simulated;
            }
        }
        Known::expression(self.slice(span))
    }
}

/// How much an argument holds, in bytes or so.
fn weight(argument: &Argument) -> usize {
    const EACH: usize = 64;
    EACH + match &argument.value {
        Value::Known(text) => text.len(),
        Value::Switch(_) | Value::Unknown(_) => 0,
    }
}

/// Whether a bare name is a cmdlet's: a verb and a noun.
fn is_cmdlet(name: &str) -> bool {
    name.split_once('-').is_some_and(|(verb, noun)| {
        !verb.is_empty()
            && verb.chars().all(char::is_alphabetic)
            && noun.starts_with(char::is_alphabetic)
            && !noun.contains('.')
    })
}

/// `SkypeForBusiness\Start-CsWindowsService` is the cmdlet of that module.
fn without_module(name: &str) -> &str {
    match name.rsplit_once('\\') {
        Some((module, cmdlet))
            if is_cmdlet(cmdlet)
                && module.starts_with(char::is_alphabetic)
                && !module.contains([':', '/']) =>
        {
            cmdlet
        }
        _ => name,
    }
}

/// The arguments of a program, as it gets them.
fn argv(given: Vec<Given>) -> Vec<Known> {
    let mut argv: Vec<Known> = Vec::new();
    for given in given {
        match given {
            Given::Parameter { name, value } => {
                let dashed = format!("-{name}");
                argv.push(match value {
                    None => Known::Text(dashed),
                    Some(value) => match value.to_argument() {
                        Ok(text) => Known::Text(format!("{dashed}:{text}")),
                        Err(why) => Known::Unknown(why),
                    },
                });
            }
            Given::Splat(why) => argv.push(Known::Unknown(why)),
            Given::Value { value, adjacent } => match (value, argv.last_mut()) {
                (Known::Text(text), Some(Known::Text(last))) if adjacent => last.push_str(&text),
                (Known::List(list), _) => match list.items() {
                    Ok(items) => argv.extend(items),
                    Err(why) => argv.push(Known::Unknown(why)),
                },
                (Known::Null | Known::Nothing, _) => {}
                (value, _) => argv.push(value),
            },
        }
    }
    argv
}

/// An entry of a table that is splatted.
fn splatted((key, value): (Key, Known)) -> Given {
    let name = match key {
        Key::Text(name) => name,
        Key::Number(number) => number.text().unwrap_or_default(),
    };
    Given::Parameter {
        name,
        value: Some(value),
    }
}

/// The values of `-ArgumentList`.
fn arguments_of(value: Option<Known>) -> Vec<Given> {
    let values = match value {
        None | Some(Known::Null | Known::Nothing) => Vec::new(),
        Some(Known::List(list)) => match list.items() {
            Ok(values) => values,
            Err(why) => return vec![Given::Splat(why)],
        },
        Some(value) => vec![value],
    };
    let values = values.into_iter().map(|value| Given::Value {
        value,
        adjacent: false,
    });
    values.collect()
}

/// How a declared parameter gets its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeclaredKind {
    /// By name or position; it may be left out.
    Plain,
    /// It is on or off.
    Switch,
    /// PowerShell asks for it, if it is left out.
    Mandatory,
    /// From the pipeline too.
    Piped,
}

impl DeclaredKind {
    fn of(declared: &Declared) -> Self {
        let argument = |wanted: &str| {
            let mut named = declared.attributes.iter().flat_map(|a| &a.arguments);
            named.any(|(name, _)| {
                name.as_deref()
                    .is_some_and(|name| name.to_ascii_lowercase().starts_with(wanted))
            })
        };
        if declared
            .types
            .iter()
            .any(|t| t.eq_ignore_ascii_case("switch"))
        {
            Self::Switch
        } else if argument("valuefrompipeline") {
            Self::Piped
        } else if argument("mandatory") {
            Self::Mandatory
        } else {
            Self::Plain
        }
    }
}
