//! Assignments: `x=a`, `x+=b`, `a=(b c)`, `a[1]=c`, and what the words of `declare` come to.

use super::super::Invocation;
use super::arithmetic::NoValue;
use super::context::Context;
use super::held::{place, subscripted};
use super::holes;
use super::run::Interpreter;
use super::syntax::Assignment;
use super::value::{Content, Form, Sure, Variable};
use super::word::{self, Broken};

/// How many texts an array may hold to be followed, and how high its numbers may be.
const MOST_TEXTS: usize = 4096;

/// What an assignment gives: texts with the places that they are given, or one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// One text.
    Text(String),
    /// The words of an array, some with a subscript.
    Texts(Vec<(Option<String>, String)>),
    /// It cannot be told.
    Unknown,
}

impl Interpreter<'_> {
    /// What is assigned, worked out.
    pub(super) fn worth(
        &mut self,
        assignment: &Assignment<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Given {
        if assignment.array {
            let mut texts = Vec::new();
            for raw in &assignment.value {
                let element = raw.strip_prefix('[').and_then(|raw| raw.split_once("]="));
                if let Some((subscript, raw)) = element {
                    match self.value(raw, context, out) {
                        Ok(text) => texts.push((Some(subscript.to_owned()), text)),
                        Err(Broken) => return Given::Unknown,
                    }
                    continue;
                }
                match self.words(&[raw], context, out) {
                    Ok(words) => texts.extend(words.into_iter().map(|word| (None, word))),
                    Err(Broken) => return Given::Unknown,
                }
            }
            return Given::Texts(texts);
        }
        let raw = assignment.value.first().copied().unwrap_or_default();
        match self.value(raw, context, out) {
            Ok(text) => Given::Text(text),
            Err(Broken) => Given::Unknown,
        }
    }

    /// Assigns it to the name, which may have a subscript. Whether bash takes it, as far as can be told.
    pub(super) fn assign(
        &mut self,
        name: &str,
        given: Given,
        adds: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Sure {
        let (name, subscript) = subscripted(name);
        if self
            .shell
            .variable(name)
            .is_some_and(|variable| variable.readonly)
        {
            return Sure::No;
        }
        if let ("BASH_ALIASES", Some(alias)) = (name, subscript) {
            let text = match &given {
                Given::Text(text) if holes::is_known(text) => Some(text.clone()),
                _ => None,
            };
            std::sync::Arc::make_mut(&mut self.shell.aliases).insert(alias.to_owned(), text);
        }
        match (given, subscript) {
            (Given::Unknown, _) => self.shell.forget(name),
            (Given::Text(text), Some(subscript)) => {
                self.store_at(name, subscript, text, adds, context, out);
            }
            (Given::Text(text), None) if adds => self.add(name, text, context, out),
            (Given::Text(text), None) => self.store(name, text),
            (Given::Texts(texts), None) => self.store_texts(name, texts, adds, context, out),
            (Given::Texts(_), Some(_)) => return Sure::No,
        }
        Sure::Yes
    }

    /// `name=text`, whatever `declare` said about the name.
    pub(super) fn store(&mut self, name: &str, text: String) {
        let Some(target) = self.shell.target(name) else {
            return self.shell.forget_variables();
        };
        let (target, subscript) = subscripted(&target);
        if subscript.is_some() || word::name_length(target) != target.len() || target.is_empty() {
            return self.shell.forget(target);
        }
        let text = self.formed(target, text);
        let exports = self.shell.options.allexport;
        let variable = self.shell.edit(target);
        if exports != Sure::No {
            variable.exported = exports;
        }
        match (&mut variable.content, text) {
            // The first of an array.
            (Content::List(texts), Some(text)) => {
                texts.insert(0, text);
            }
            (Content::Map(texts), Some(text)) => {
                texts.insert("0".to_owned(), text);
            }
            (content, Some(text)) => *content = Content::Text(text),
            (content, None) => *content = Content::Unknown,
        }
    }

    /// What a text becomes when it is assigned to this name; `None` where that is not known.
    fn formed(&mut self, name: &str, text: String) -> Option<String> {
        let form = self
            .shell
            .variable(name)
            .map_or(Form::AsWritten, |variable| variable.form);
        let known = holes::is_known(&text);
        match form {
            Form::AsWritten => Some(text),
            _ if !known => None,
            Form::Upper => Some(text.to_uppercase()),
            Form::Lower => Some(text.to_lowercase()),
            Form::Number => self.plain_number(&text).map(|number| number.to_string()),
            Form::Capital | Form::Unknown => None,
        }
    }

    /// A number, in a place where nothing can be run.
    fn plain_number(&mut self, text: &str) -> Option<i64> {
        let context = Context::nowhere();
        let mut unseen = Vec::new();
        match self.number(text, &context, &mut unseen) {
            Ok(number) => Some(number),
            Err(NoValue::Unknown) => None,
            Err(NoValue::Error) => {
                self.abort(Sure::Unknown, text);
                None
            }
        }
    }

    fn add(&mut self, name: &str, text: String, context: &Context, out: &mut Vec<Invocation>) {
        let Some(variable) = self.shell.variable(name) else {
            // It may be a number: then it is no text that is longer.
            return self.shell.forget(name);
        };
        let form = variable.form;
        let before = match &variable.content {
            Content::Text(text) => text.clone(),
            Content::Unset => String::new(),
            Content::List(texts) => texts.get(&0).cloned().unwrap_or_default(),
            Content::Map(texts) => texts.get("0").cloned().unwrap_or_default(),
            Content::Unknown => return self.shell.forget(name),
        };
        if form == Form::Number {
            let sum = format!("{}+({text})", if before.is_empty() { "0" } else { &before });
            return match self.number(&sum, context, out) {
                Ok(sum) => self.store(name, sum.to_string()),
                Err(_) => self.shell.forget(name),
            };
        }
        self.store(name, before + &text);
    }

    /// `name[subscript]=text`.
    pub(super) fn store_at(
        &mut self,
        name: &str,
        subscript: &str,
        text: String,
        adds: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let Some(name) = self.shell.target(name) else {
            return self.shell.forget_variables();
        };
        let is_map = matches!(self.shell.content(&name), Content::Map(_));
        if *self.shell.content(&name) == Content::Unknown {
            // It may be a list or a map; what stands in the brackets is worked out either way.
            let _ = self.number(subscript, context, out);
            return self.shell.forget(&name);
        }
        if is_map {
            let key = self
                .heredoc(subscript, context, out)
                .replace(['"', '\''], "");
            let text = self.formed(&name, text);
            let Content::Map(texts) = &mut self.shell.edit(&name).content else {
                return;
            };
            match text {
                Some(text) if holes::is_known(&key) && !key.is_empty() => {
                    let element = texts.entry(key).or_default();
                    if adds {
                        element.push_str(&text);
                    } else {
                        *element = text;
                    }
                }
                _ => self.shell.forget(&name),
            }
            return;
        }
        let index = self.number(subscript, context, out);
        let text = self.formed(&name, text);
        let variable = self.shell.edit(&name);
        let mut texts = match std::mem::take(&mut variable.content) {
            Content::List(texts) => texts,
            Content::Text(text) => std::collections::BTreeMap::from([(0, text)]),
            Content::Unset => std::collections::BTreeMap::new(),
            Content::Unknown | Content::Map(_) => return,
        };
        let end = texts.keys().next_back().map_or(0, |last| last + 1);
        let at = index.ok().and_then(|index| place(index, end));
        if let (Some(at), Some(text)) = (at, text)
            && texts.len() < MOST_TEXTS
        {
            let element = texts.entry(at).or_default();
            if adds && variable.form == Form::AsWritten {
                element.push_str(&text);
            } else if adds {
                return;
            } else {
                *element = text;
            }
            variable.content = Content::List(texts);
        }
    }

    fn store_texts(
        &mut self,
        name: &str,
        texts: Vec<(Option<String>, String)>,
        adds: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        // A word that is not known may be any number of words.
        let several = texts.iter().any(|(_, text)| self.may_be_several(text));
        if several || texts.len() > MOST_TEXTS {
            return self.shell.forget(name);
        }
        let Some(target) = self.shell.target(name) else {
            return self.shell.forget_variables();
        };
        let variable = self.shell.edit(&target);
        let content = std::mem::take(&mut variable.content);
        let is_map = matches!(content, Content::Map(_));
        let before = match content {
            _ if !adds => Content::Unset,
            Content::Unknown => return,
            content => content,
        };
        variable.content = match before {
            Content::Text(text) => Content::list(vec![text]),
            content @ (Content::List(_) | Content::Map(_)) => content,
            _ if is_map => Content::Map(std::collections::BTreeMap::new()),
            _ => Content::list(Vec::new()),
        };
        let exports = self.shell.options.allexport;
        if exports != Sure::No {
            self.shell.edit(&target).exported = exports;
        }
        let mut next = match self.shell.content(&target) {
            Content::List(texts) => texts.keys().next_back().map_or(0, |last| last + 1),
            _ => 0,
        };
        for (subscript, text) in texts {
            if let Some(subscript) = subscript {
                if !is_map {
                    match self.number(&subscript, context, out) {
                        Ok(index) => next = place(index, next).unwrap_or(0) + 1,
                        Err(_) => return self.shell.forget(&target),
                    }
                }
                self.store_at(&target, &subscript, text, false, context, out);
                continue;
            }
            if is_map {
                // `m=(key value …)`.
                return self.shell.forget(&target);
            }
            self.store_at(&target, &next.to_string(), text, false, context, out);
            next += 1;
        }
    }

    /// Gives a name attributes, as `declare` does. `None` for an attribute: as it is.
    pub(super) fn declare(&mut self, name: &str, attributes: Attributes) {
        let Attributes {
            array,
            form,
            exported,
            readonly,
            reference,
        } = attributes;
        let target = if reference == Sure::Unknown {
            match self.shell.target(name) {
                Some(target) => target,
                None => return self.shell.forget_variables(),
            }
        } else {
            name.to_owned()
        };
        let variable: &mut Variable = self.shell.edit(&target);
        match reference {
            Sure::Yes => variable.reference = true,
            Sure::No => variable.reference = false,
            Sure::Unknown => {}
        }
        if exported != Sure::Unknown {
            variable.exported = exported;
        }
        if let Some(form) = form {
            variable.form = form;
        }
        variable.readonly |= readonly;
        match (array, &variable.content) {
            (None, _) => {}
            (Some(Array::List), Content::Unset) => variable.content = Content::list(Vec::new()),
            (Some(Array::List), Content::Text(text)) => {
                variable.content = Content::list(vec![text.clone()]);
            }
            (Some(Array::Map), Content::Unset | Content::Unknown) => {
                // One that was not known is taken for one that was not there.
                variable.content = Content::Map(std::collections::BTreeMap::new());
            }
            (Some(Array::List), Content::Unknown)
            | (Some(Array::Map), Content::Text(_) | Content::List(_)) => {
                variable.content = Content::Unknown;
            }
            (Some(_), Content::List(_) | Content::Map(_)) => {}
        }
    }
}

/// What kind of array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Array {
    /// `-a`.
    List,
    /// `-A`.
    Map,
}

/// What the options of `declare` say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Attributes {
    /// `-a`, `-A`.
    pub(super) array: Option<Array>,
    /// `-i`, `-u`, `-l`, `-c`, and `+i` and its kin.
    pub(super) form: Option<Form>,
    /// `-x`, `+x`.
    pub(super) exported: Sure,
    /// `-r`.
    pub(super) readonly: bool,
    /// `-n`, `+n`.
    pub(super) reference: Sure,
}
