//! `export`, `declare`, `typeset`, `local`, `readonly`, `unset`, `let`.

use std::ops::Range;
use std::sync::Arc;

use super::super::super::Invocation;
use super::super::arithmetic::NoValue;
use super::super::assign::{Array, Attributes, Given};
use super::super::context::Context;
use super::super::flow::Status;
use super::super::held::subscripted;
use super::super::holes;
use super::super::run::Interpreter;
use super::super::syntax::Assignment;
use super::super::value::{Content, Form, Sure, Variable};
use super::super::word::name_length;

/// What the options of a declaration say.
#[derive(Debug, Default)]
struct Options {
    attributes: Attributes,
    functions: bool,
    prints: bool,
    global: bool,
    wrong: bool,
}

/// A name of a declaration, and what it is given.
struct Named {
    name: String,
    given: Option<(Given, bool)>,
}

impl Interpreter<'_> {
    /// A declaration: its words, and those that the grammar has read as assignments.
    pub(in super::super) fn declaration(
        &mut self,
        words: &[String],
        declared: &[Assignment<'_>],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let within = self.within(context, span.clone());
        let command = words[0].as_str();
        let (options, operands) = options(command, &words[1..]);
        let mut names: Vec<Named> = operands.iter().map(|word| named(word)).collect();
        for assignment in declared {
            let given = self.worth(assignment, &within, out);
            names.push(Named {
                name: assignment.name.to_owned(),
                given: Some((given, assignment.adds)),
            });
        }
        self.noted(words, span, context, out);
        if self.shell.gone.is_some() {
            return Status::Unknown;
        }
        if options.wrong || command == "local" && !self.shell.in_function() {
            return Status::Fails;
        }
        if options.prints || names.is_empty() {
            self.write(None, context);
            return Status::Unknown;
        }
        if options.functions {
            if command == "export" {
                let exported = Arc::make_mut(&mut self.shell.exported_functions);
                exported.extend(names.iter().map(|named| named.name.clone()));
            }
            return Status::Unknown;
        }
        let mut status = Status::ZERO;
        for named in names {
            status = status_of(
                status,
                self.declare_one(command, &options, named, &within, out),
            );
        }
        status
    }

    fn declare_one(
        &mut self,
        command: &str,
        options: &Options,
        named: Named,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let (name, subscript) = subscripted(&named.name);
        if holes::has_hole(name) {
            // Any variable may have been set.
            self.shell.forget_variables();
            return Status::Unknown;
        }
        if name.is_empty() || name_length(name) != name.len() {
            return Status::Fails;
        }
        let is_local =
            command == "local" || matches!(command, "declare" | "typeset") && !options.global;
        let readonly = self
            .shell
            .own(name)
            .is_some_and(|variable| variable.readonly);
        if is_local && self.shell.in_function() && !readonly {
            self.shell.localize(name);
        }
        if options.global && self.shell.in_function() {
            self.shell.forget(name);
            return Status::Unknown;
        }
        let attributes = Attributes {
            readonly: false,
            ..options.attributes
        };
        if readonly && (named.given.is_some() || attributes != Attributes::default()) {
            return Status::Fails;
        }
        let mut status = Status::ZERO;
        if attributes.reference == Sure::Yes {
            let variable = self.shell.edit(name);
            variable.reference = true;
            variable.content = match named.given {
                Some((Given::Text(target), false)) => Content::Text(target),
                Some(_) => Content::Unknown,
                None => std::mem::take(&mut variable.content),
            };
        } else {
            self.shell_declare(name, attributes);
            if let Some((given, adds)) = named.given {
                let whole = match subscript {
                    Some(_) => named.name.as_str(),
                    None => name,
                };
                // `declare "a=(x y)"` gives an array to one that is declared as such.
                let odd = matches!(&given, Given::Text(text) if text.starts_with('('))
                    && !matches!(self.shell.content(name), Content::Text(_) | Content::Unset);
                if odd {
                    self.shell.forget(name);
                } else if self.assign(whole, given, adds, context, out) == Sure::No {
                    status = Status::Fails;
                }
            }
        }
        if options.attributes.readonly {
            let target = self.shell.target(name);
            if let Some(target) = target {
                self.shell.edit(&target).readonly = true;
            }
        }
        status
    }

    fn shell_declare(&mut self, name: &str, attributes: Attributes) {
        if attributes != Attributes::default() {
            self.declare(name, attributes);
        }
    }

    pub(super) fn unset(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        self.noted(words, span, context, out);
        let mut functions = false;
        let mut variables = false;
        let mut references = false;
        let mut names = Vec::new();
        for word in &words[1..] {
            match word.as_str() {
                "-f" => functions = true,
                "-v" => variables = true,
                "-n" => references = true,
                "--" => {}
                name => names.push(name),
            }
        }
        let mut status = Status::ZERO;
        for name in names {
            if holes::has_hole(name) {
                self.shell.forget_variables();
                status = Status::Unknown;
                continue;
            }
            let (array, subscript) = subscripted(name);
            if let Some(subscript) = subscript.filter(|_| !functions) {
                self.unset_element(array, subscript, context, out);
                continue;
            }
            let known = self
                .shell
                .own(array)
                .map(|variable| variable.content.clone());
            let is_function = self.shell.functions.contains_key(name);
            if functions || is_function && !variables && known == Some(Content::Unset) {
                Arc::make_mut(&mut self.shell.functions).remove(name);
                continue;
            }
            if is_function && !variables && matches!(known, None | Some(Content::Unknown)) {
                // Which of the two is taken away is not known.
                if let Some(bodies) = Arc::make_mut(&mut self.shell.functions).get_mut(name)
                    && !bodies.contains(&None)
                {
                    bodies.push(None);
                }
            }
            let target = if references {
                Some(array.to_owned())
            } else {
                self.shell.target(array)
            };
            let Some(target) = target else {
                self.shell.forget_variables();
                continue;
            };
            let variable = self.shell.edit(&target);
            if variable.readonly {
                status = Status::Fails;
            } else {
                *variable = Variable::unset();
            }
        }
        status
    }

    fn unset_element(
        &mut self,
        array: &str,
        subscript: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let index = self.number(subscript, context, out);
        let Some(array) = self.shell.target(array) else {
            return self.shell.forget_variables();
        };
        match (&mut self.shell.edit(&array).content, index) {
            (Content::List(texts), Ok(index)) => {
                let end = texts.keys().next_back().map_or(0, |last| last + 1);
                if let Some(at) = super::super::held::place(index, end) {
                    texts.remove(&at);
                }
            }
            (content, _) => *content = Content::Unknown,
        }
    }

    pub(super) fn let_be(
        &mut self,
        arguments: &[String],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut holds = None;
        for argument in arguments {
            holds = match self.number(argument, context, out) {
                Ok(number) => Some(number != 0),
                Err(NoValue::Error) => Some(false),
                Err(NoValue::Unknown) => {
                    if holes::has_hole(argument) {
                        self.shell.forget_variables();
                    }
                    None
                }
            };
        }
        Status::of(holds)
    }
}

fn status_of(before: Status, one: Status) -> Status {
    match (before.holds(), one.holds()) {
        (Some(true), _) => one,
        (Some(false), _) => before,
        (None, Some(false)) => one,
        (None, _) => before,
    }
}

/// `x`, `x=a`, `x+=a`, where a word has been expanded.
fn named(word: &str) -> Named {
    let Some((name, text)) = word.split_once('=') else {
        return Named {
            name: word.to_owned(),
            given: None,
        };
    };
    let (name, adds) = match name.strip_suffix('+') {
        Some(name) => (name, true),
        None => (name, false),
    };
    Named {
        name: name.to_owned(),
        given: Some((Given::Text(text.to_owned()), adds)),
    }
}

fn options<'w>(command: &str, words: &'w [String]) -> (Options, &'w [String]) {
    let mut options = Options::default();
    match command {
        "export" => options.attributes.exported = Sure::Yes,
        "readonly" => options.attributes.readonly = true,
        _ => {}
    }
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let Some(letters) = word
            .strip_prefix(['-', '+'])
            .filter(|rest| !rest.is_empty())
        else {
            break;
        };
        at += 1;
        if word == "--" {
            break;
        }
        let on = word.starts_with('-');
        let form = |form: Form| Some(if on { form } else { Form::AsWritten });
        for letter in letters.chars() {
            let attributes = &mut options.attributes;
            match letter {
                'n' if command == "export" => attributes.exported = Sure::No,
                'f' | 'F' => options.functions = true,
                'p' => options.prints = true,
                'g' => options.global = true,
                'a' => attributes.array = Some(Array::List),
                'A' => attributes.array = Some(Array::Map),
                'i' => attributes.form = form(Form::Number),
                'u' => attributes.form = form(Form::Upper),
                'l' => attributes.form = form(Form::Lower),
                'c' => attributes.form = form(Form::Capital),
                'x' => attributes.exported = on.into(),
                'r' => attributes.readonly |= on,
                'n' => attributes.reference = on.into(),
                't' | 'I' => {}
                _ => options.wrong = true,
            }
            let takes = match command {
                "export" => "fnp",
                "readonly" => "aAfp",
                _ => "aAfFgiIlnrtuxcp",
            };
            options.wrong |= !takes.contains(letter);
        }
    }
    (options, &words[at..])
}
