//! Words as the shell passes them on: braces, variables and quotes are gone. What is not known leaves
//! a hole in the text: a character that no keyboard types, and that remembers why.

use std::collections::HashMap;

use super::super::{Argument, Drive, Invocation, Program, ProgramPath, Unresolved, Value};
use super::braces::braces;
use super::pipeline;
use super::run::{Context, Interpreter};
use super::word::{self, Broken, Kind, Piece};

/// The first character that is a hole: the beginning of a private plane of Unicode.
const FIRST: u32 = 0xF_0000;
/// How many different holes a session may have; the last stands for all further ones.
const MOST: usize = 0xFFF0;

/// The holes of a session, and why each is one.
#[derive(Debug, Default)]
pub(super) struct Holes {
    reasons: Vec<Unresolved>,
    known: HashMap<(&'static str, String), usize>,
}

impl Holes {
    /// A hole for a reason.
    pub(super) fn hole(&mut self, reason: Unresolved) -> char {
        let key = (reason.name(), reason.subject().to_owned());
        let at = match self.known.get(&key) {
            Some(at) => *at,
            None if self.reasons.len() >= MOST => MOST - 1,
            None => {
                self.reasons.push(reason);
                self.known.insert(key, self.reasons.len() - 1);
                self.reasons.len() - 1
            }
        };
        u32::try_from(at)
            .ok()
            .and_then(|at| char::from_u32(FIRST + at))
            .unwrap_or('\u{fffd}')
    }

    /// Why a text is not known, if it has a hole.
    pub(super) fn why(&self, text: &str) -> Option<Unresolved> {
        let hole = text.chars().find(|c| is_hole(*c))?;
        let at = usize::try_from(u32::from(hole) - FIRST).ok()?;
        let reason = self.reasons.get(at).cloned();
        Some(reason.unwrap_or_else(|| Unresolved::Expression(text.to_owned())))
    }

    /// A text as a value.
    pub(super) fn value(&self, text: &str) -> Value {
        match self.why(text) {
            Some(why) => Value::Unknown(why),
            None => Value::Known(text.to_owned()),
        }
    }
}

fn is_hole(c: char) -> bool {
    (FIRST..=0xF_FFFF).contains(&u32::from(c))
}

/// Whether a text has a hole.
pub(super) fn has_hole(text: &str) -> bool {
    // Their first byte in UTF-8 is no other character's.
    memchr::memchr(0xf3, text.as_bytes()).is_some() && text.chars().any(is_hole)
}

impl Interpreter<'_> {
    /// The words of a command.
    pub(super) fn words(
        &mut self,
        raw: &[&str],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<Vec<String>, Broken> {
        let mut fields = Vec::with_capacity(raw.len());
        for raw in raw {
            if word::plain(raw) {
                fields.push((*raw).to_owned());
                continue;
            }
            let Some(several) = braces(raw) else {
                let hole = self.holes.hole(Unresolved::Expression((*raw).to_owned()));
                fields.push(hole.to_string());
                continue;
            };
            for raw in several {
                let pieces = word::pieces(&raw)?;
                self.fields(&raw, &pieces, context, out, &mut fields);
            }
        }
        Ok(fields)
    }

    /// A word that stays one: an assignment's value, a file's name.
    pub(super) fn word(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<String, Broken> {
        let pieces = word::pieces(raw)?;
        Ok(self.joined(&pieces, context, out))
    }

    /// A here-document's text.
    pub(super) fn heredoc(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> String {
        match word::pieces_of_heredoc(raw) {
            Ok(pieces) => self.joined(&pieces, context, out),
            Err(Broken) => self
                .holes
                .hole(Unresolved::Syntax(raw.to_owned()))
                .to_string(),
        }
    }

    fn joined(
        &mut self,
        pieces: &[Piece<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> String {
        let mut text = String::new();
        for piece in pieces {
            match &piece.kind {
                Kind::Text(part) => text.push_str(part),
                Kind::Pattern(part) => text.push_str(part),
                Kind::Variable(name) => match self.lookup(name) {
                    Some(values) => text.push_str(&values.join(" ")),
                    None => text.push(self.hole_of(name)),
                },
                other => text.push_str(&self.put_in(other, context, out)),
            }
        }
        text
    }

    fn hole_of(&mut self, name: &str) -> char {
        self.holes.hole(Unresolved::Variable(name.to_owned()))
    }

    /// What is put in for anything but text and variables.
    fn put_in(&mut self, kind: &Kind<'_>, context: &Context, out: &mut Vec<Invocation>) -> String {
        match kind {
            Kind::Text(text) => text.to_string(),
            Kind::Pattern(text) => (*text).to_owned(),
            Kind::Variable(name) => match self.lookup(name) {
                Some(values) => values.join(" "),
                None => self.hole_of(name).to_string(),
            },
            Kind::Expression(text) => {
                // `$((x=1))` and what is run within.
                if text.starts_with("$((") {
                    self.shell.forget_named(text);
                }
                self.inner_commands(text, context, out);
                self.holes
                    .hole(Unresolved::Expression((*text).to_owned()))
                    .to_string()
            }
            Kind::Default(name, other) => match self.lookup(name) {
                Some(values) if values.iter().any(|value| !value.is_empty()) => values.join(" "),
                _ => {
                    self.inner_commands(other, context, out);
                    let text = format!("${{{name}:-{other}}}");
                    self.holes.hole(Unresolved::Expression(text)).to_string()
                }
            },
            Kind::Command(commands) => {
                self.subshell(commands, context, out);
                let text = format!("$({commands})");
                self.holes.hole(Unresolved::Expression(text)).to_string()
            }
            Kind::Process(commands) => {
                let mut inner = Vec::new();
                self.subshell(commands, context, &mut inner);
                let text = match canonical(&pipeline::simplified(inner.clone())) {
                    Ok(text) => format!("<({text})"),
                    Err(why) => self.holes.hole(why).to_string(),
                };
                for inner in &mut inner {
                    inner.substituted = true;
                }
                out.extend(inner);
                text
            }
        }
    }

    /// Runs what is substituted within an expression.
    pub(super) fn inner_commands(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let within = if text.starts_with("${") || text.starts_with("$((") {
            &text[2..]
        } else {
            text
        };
        if !(within.contains("$(") || within.contains('`')) || context.depth > super::run::DEEPEST {
            return;
        }
        let deeper = Context {
            depth: context.depth + 1,
            ..context.clone()
        };
        if let Ok(pieces) = word::pieces_of_heredoc(within) {
            for piece in pieces {
                if matches!(
                    piece.kind,
                    Kind::Command(_) | Kind::Expression(_) | Kind::Default(..)
                ) {
                    self.put_in(&piece.kind, &deeper, out);
                }
            }
        }
    }

    fn fields(
        &mut self,
        raw: &str,
        pieces: &[Piece<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
        fields: &mut Vec<String>,
    ) {
        let first = fields.len();
        let mut current: Option<String> = None;
        let mut matches = false;
        for piece in pieces {
            match &piece.kind {
                Kind::Text(text) => current.get_or_insert_default().push_str(text),
                Kind::Pattern(text) => {
                    matches = true;
                    current.get_or_insert_default().push_str(text);
                }
                Kind::Variable(name) => match self.lookup(name) {
                    None => {
                        let hole = self.hole_of(name);
                        current.get_or_insert_default().push(hole);
                    }
                    Some(values) if piece.quoted => {
                        let apart = name.ends_with("[@]") || *name == "@";
                        if apart {
                            for (at, value) in values.iter().enumerate() {
                                if at > 0 {
                                    fields.extend(current.take());
                                }
                                current.get_or_insert_default().push_str(value);
                            }
                        } else {
                            current.get_or_insert_default().push_str(&values.join(" "));
                        }
                    }
                    Some(values) => {
                        for (at, value) in values.iter().enumerate() {
                            if at > 0 || value.starts_with([' ', '\t', '\n']) {
                                fields.extend(current.take());
                            }
                            matches |= value.contains(['*', '?']);
                            for (at, part) in value.split_ascii_whitespace().enumerate() {
                                if at > 0 {
                                    fields.extend(current.take());
                                }
                                current.get_or_insert_default().push_str(part);
                            }
                            if value.ends_with([' ', '\t', '\n']) {
                                fields.extend(current.take());
                            }
                        }
                    }
                },
                other => {
                    let text = self.put_in(other, context, out);
                    current.get_or_insert_default().push_str(&text);
                }
            }
        }
        fields.extend(current);
        if matches {
            // Which files there are, nobody captured.
            fields.truncate(first);
            let hole = self.holes.hole(Unresolved::Expression(raw.to_owned()));
            fields.push(hole.to_string());
        }
    }

    /// The values of a variable, where they are known.
    fn lookup(&self, name: &str) -> Option<Vec<String>> {
        let shell = &self.shell;
        let all = name
            .strip_suffix("[@]")
            .or_else(|| name.strip_suffix("[*]"));
        if let Some(array) = all {
            return shell.value(array).map(<[String]>::to_vec);
        }
        if let Some((array, index)) = name.strip_suffix(']').and_then(|name| name.split_once('[')) {
            let index: usize = index.parse().ok()?;
            return shell
                .value(array)?
                .get(index)
                .map(|value| vec![value.clone()]);
        }
        if matches!(name, "@" | "*") {
            return shell.parameters.clone();
        }
        if let Ok(place) = name.parse::<usize>() {
            let parameters = shell.parameters.as_ref()?;
            return parameters
                .get(place.checked_sub(1)?)
                .map(|value| vec![value.clone()]);
        }
        if let Some(values) = shell.value(name) {
            return values.first().map(|value| vec![value.clone()]);
        }
        match name {
            "HOME" => Some(vec!["~".to_owned()]),
            "PWD" => shell.folder.clone().map(|folder| vec![folder]),
            "OLDPWD" => shell.previous.clone().map(|folder| vec![folder]),
            _ => None,
        }
    }
}

/// Invocations as one text in canonical form, whatever they were written like.
fn canonical(invocations: &[Invocation]) -> Result<String, Unresolved> {
    let mut text = String::new();
    for invocation in invocations {
        if !text.is_empty() {
            text.push_str("; ");
        }
        write(invocation, &mut text)?;
        for stage in &invocation.piped {
            text.push_str(" | ");
            write(stage, &mut text)?;
        }
    }
    Ok(text)
}

fn write(invocation: &Invocation, text: &mut String) -> Result<(), Unresolved> {
    if let super::super::On::Host(host) = &invocation.on {
        text.push_str(host);
        text.push_str(": ");
    }
    match &invocation.program {
        Program::Named(name) => text.push_str(name),
        Program::File(ProgramPath {
            drive: Drive::Unknown(why),
            ..
        })
        | Program::Unknown(why) => {
            return Err(why.clone());
        }
        Program::File(path) => {
            for part in &path.parts {
                text.push('/');
                text.push_str(part);
            }
        }
    }
    for Argument { parameter, value } in &invocation.arguments {
        if let Some(parameter) = parameter {
            text.push(' ');
            text.push_str(parameter);
        }
        match value {
            Value::Known(value) => {
                text.push(' ');
                text.push_str(&super::super::quote(
                    super::super::Dialect::Bash,
                    super::super::Quoting::Bare,
                    value,
                ));
            }
            Value::Switch(_) => {}
            Value::Unknown(why) => return Err(why.clone()),
        }
    }
    Ok(())
}
