//! What a name holds: a variable, an element, a parameter of the shell.

use super::super::{Invocation, Printed};
use super::context::Context;
use super::expand::Joined;
use super::holes;
use super::parameter::{self, Operation, Parameter};
use super::run::Interpreter;
use super::value::{Content, Sure};

/// What a parameter holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    /// It cannot be told.
    Unknown,
    /// Nothing: it is not set.
    Nothing,
    /// A text.
    Text(String),
    /// Several.
    Texts(Vec<String>, Joined),
}

impl Interpreter<'_> {
    /// `${!name}`, `${!name[@]}`, `${!prefix*}`.
    pub(super) fn indirect(
        &mut self,
        parameter: Parameter<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Held {
        if parameter.operation == Operation::Names {
            return Held::Unknown;
        }
        if let Some(all @ ("@" | "*")) = parameter.subscript {
            let joined = if all == "@" {
                Joined::Apart
            } else {
                Joined::Together
            };
            return match self.content_of(parameter.name) {
                Content::Unknown => Held::Unknown,
                Content::Unset => Held::Texts(Vec::new(), joined),
                Content::Text(_) => Held::Texts(vec!["0".to_owned()], joined),
                Content::List(texts) => {
                    Held::Texts(texts.keys().map(usize::to_string).collect(), joined)
                }
                Content::Map(texts) if texts.len() < 2 => {
                    Held::Texts(texts.keys().cloned().collect(), joined)
                }
                Content::Map(_) => Held::Unknown,
            };
        }
        let own = self.shell.own(parameter.name);
        if own.is_some_and(|variable| variable.reference) {
            return Held::Unknown;
        }
        match self.held(parameter.name, parameter.subscript, context, out) {
            Held::Text(name) if holes::is_known(&name) => match parameter::parse(&name) {
                Some(target) if target.operation == Operation::Plain && !target.indirect => {
                    self.held(target.name, target.subscript, context, out)
                }
                _ => {
                    self.abort(Sure::Unknown, &name);
                    Held::Unknown
                }
            },
            Held::Nothing => {
                self.abort(Sure::Yes, &format!("${{!{}}}", parameter.name));
                Held::Unknown
            }
            _ => {
                self.abort(Sure::Unknown, &format!("${{!{}}}", parameter.name));
                Held::Unknown
            }
        }
    }

    /// What a name holds.
    pub(super) fn held(
        &mut self,
        name: &str,
        subscript: Option<&str>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Held {
        match (name, &self.shell.parameters) {
            ("@", Some(texts)) => return Held::Texts(texts.clone(), Joined::Apart),
            ("*", Some(texts)) => return Held::Texts(texts.clone(), Joined::Together),
            ("#", Some(texts)) => return Held::Text(texts.len().to_string()),
            ("?", _) => {
                return match self.shell.status {
                    super::flow::Status::Is(number) => Held::Text(number.to_string()),
                    _ => Held::Text(self.hole_for("${?}", Printed::Code(self.condition.clone()))),
                };
            }
            ("PIPESTATUS", _) => return self.stage_status(subscript),
            ("@" | "*" | "#" | "0" | "$" | "!" | "-" | "_", _) => return Held::Unknown,
            _ => {}
        }
        if let Ok(place) = name.parse::<usize>() {
            return match (&self.shell.parameters, place.checked_sub(1)) {
                (Some(texts), Some(at)) => texts.get(at).cloned().map_or(Held::Nothing, Held::Text),
                _ => Held::Unknown,
            };
        }
        let content = self.content_of(name);
        let Some(subscript) = subscript else {
            return match content {
                Content::Unknown => Held::Unknown,
                Content::Unset => Held::Nothing,
                Content::Text(text) => Held::Text(text),
                Content::List(texts) => texts.get(&0).cloned().map_or(Held::Nothing, Held::Text),
                Content::Map(texts) => texts.get("0").cloned().map_or(Held::Nothing, Held::Text),
            };
        };
        if let "@" | "*" = subscript {
            let joined = if subscript == "@" {
                Joined::Apart
            } else {
                Joined::Together
            };
            return match content {
                Content::Unknown => Held::Unknown,
                Content::Unset => Held::Texts(Vec::new(), joined),
                Content::Text(text) => Held::Texts(vec![text], joined),
                Content::List(texts) => Held::Texts(texts.into_values().collect(), joined),
                Content::Map(texts) if texts.len() < 2 => {
                    Held::Texts(texts.into_values().collect(), joined)
                }
                Content::Map(_) => Held::Unknown,
            };
        }
        if let Content::Map(texts) = content {
            let key = self
                .heredoc(subscript, context, out)
                .replace(['"', '\''], "");
            return match texts.get(&key) {
                _ if !holes::is_known(&key) => Held::Unknown,
                Some(text) => Held::Text(text.clone()),
                None => Held::Nothing,
            };
        }
        let Ok(index) = self.number(subscript, context, out) else {
            return Held::Unknown;
        };
        let texts = match content {
            Content::Text(text) => std::collections::BTreeMap::from([(0, text)]),
            Content::List(texts) => texts,
            Content::Unset => return Held::Nothing,
            Content::Unknown | Content::Map(_) => return Held::Unknown,
        };
        let end = texts.keys().next_back().map_or(0, |last| last + 1);
        match place(index, end) {
            Some(at) => texts.get(&at).cloned().map_or(Held::Nothing, Held::Text),
            None => Held::Nothing,
        }
    }

    /// How a command of the last pipeline ended.
    fn stage_status(&mut self, subscript: Option<&str>) -> Held {
        let at = match subscript {
            None => Some(0),
            Some(text) => text.parse::<usize>().ok(),
        };
        match at.and_then(|at| self.stages.get(at).cloned()) {
            Some(condition) => Held::Text(self.hole_for("${PIPESTATUS}", Printed::Code(condition))),
            None => Held::Unknown,
        }
    }

    /// What a variable holds, also one that the shell keeps itself.
    pub(super) fn content_of(&self, name: &str) -> Content {
        let known = self.shell.own(name).is_some();
        let folder = |folder: &Option<String>| match folder {
            Some(path) if !self.shell.believed => Content::Text(holes::folder(path)),
            _ => Content::Unknown,
        };
        match name {
            // The shell sets them itself, whatever they are given.
            "BASHPID" | "BASH_COMMAND" | "COMP_WORDBREAKS" | "DIRSTACK" | "EPOCHREALTIME"
            | "EPOCHSECONDS" | "EUID" | "FUNCNAME" | "GROUPS" | "LINENO" | "PIPESTATUS"
            | "PPID" | "RANDOM" | "SECONDS" | "SHELLOPTS" | "SRANDOM" | "UID" => Content::Unknown,
            "HOME" if !known && self.shell.own_home => Content::Text(holes::HOME.to_string()),
            "PWD" if !known => folder(&self.shell.folder),
            "OLDPWD" if !known => folder(&self.shell.previous),
            name => self.shell.content(name).clone(),
        }
    }
}

/// `a[1]`: the name and the subscript.
pub(super) fn subscripted(name: &str) -> (&str, Option<&str>) {
    match name.split_once('[') {
        Some((array, subscript)) => (array, subscript.strip_suffix(']')),
        None => (name, None),
    }
}

/// The place that an index means, where negative ones count from the end.
pub(super) fn place(index: i64, end: usize) -> Option<usize> {
    match usize::try_from(index) {
        Ok(index) => Some(index),
        Err(_) => end.checked_sub(usize::try_from(index.unsigned_abs()).ok()?),
    }
}
