//! What is put in for `$name`, `${…}`, `$((…))`, `$(…)` and `<(…)`.

use super::super::{Argument, Drive, Invocation, Program, ProgramPath, Unresolved, Value};
use super::arithmetic::{self, NoValue};
use super::expand::{Joined, LONGEST_VALUE, PutIn};
use super::holes;
use super::parameter::{self, Missing, Operation, Parameter, Where};
use super::pattern::Pattern;
use super::pipeline;
use super::run::{Context, Interpreter};
use super::value::{Content, Sure};
use super::word::Kind;

/// What becomes of a text; `None` where that is not known.
type Change = Box<dyn Fn(&str) -> Option<String>>;

/// What a parameter holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Held {
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
    /// What is put in for anything but text.
    pub(super) fn put_in<'k>(
        &mut self,
        kind: &'k Kind<'_>,
        quoted: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> PutIn<'k> {
        match kind {
            Kind::Text(text) => PutIn::Text(text.clone().into_owned()),
            Kind::Pattern(text) => PutIn::Text((*text).to_owned()),
            Kind::Variable(name) => {
                let parameter = Parameter {
                    indirect: false,
                    name,
                    subscript: None,
                    operation: Operation::Plain,
                };
                self.parameter(parameter, name, quoted, context, out)
            }
            Kind::Parameter(inner) => match parameter::parse(inner) {
                Some(parameter) => self.parameter(parameter, inner, quoted, context, out),
                None => {
                    self.abort(Sure::Unknown, &format!("${{{inner}}}"));
                    self.inner_commands(inner, context, out);
                    PutIn::Text(self.hole(&format!("${{{inner}}}")))
                }
            },
            Kind::Arithmetic(text) => PutIn::Text(match self.number(text, context, out) {
                Ok(number) => number.to_string(),
                Err(why) => {
                    let text = format!("$(({text}))");
                    if why == NoValue::Error {
                        self.abort(Sure::Yes, &text);
                    }
                    self.hole(&text)
                }
            }),
            Kind::Command(commands) => PutIn::Text(self.output_of(commands, context, out)),
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
                PutIn::Text(text)
            }
        }
    }

    /// What an expression of arithmetic comes to. What it assigns is assigned.
    pub(super) fn number(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<i64, NoValue> {
        let text = self.heredoc(text, context, out).replace(['"', '\''], "");
        let worked = self.worked_out(&text, context, out);
        if worked == Err(NoValue::Unknown) {
            self.shell.forget_named(&text);
        }
        worked
    }

    fn worked_out(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<i64, NoValue> {
        arithmetic::evaluate(
            text,
            &mut Numbers {
                session: self,
                context,
                out,
            },
        )
    }

    /// A parameter, with what is done with it.
    fn parameter<'k>(
        &mut self,
        parameter: Parameter<'k>,
        written: &str,
        quoted: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> PutIn<'k> {
        let held = if parameter.indirect {
            self.indirect(parameter, context, out)
        } else {
            self.held(parameter.name, parameter.subscript, context, out)
        };
        if let Operation::Missing(empty, kind, word) = parameter.operation {
            return self.missing(parameter, held, (empty, kind, word), context, out);
        }
        let exempt =
            matches!(parameter.name, "@" | "*") || matches!(parameter.subscript, Some("@" | "*"));
        let unset = match &held {
            Held::Nothing => Sure::Yes,
            Held::Unknown => Sure::Unknown,
            _ => Sure::No,
        };
        let nounset = self.shell.options.nounset;
        if !exempt && unset != Sure::No && nounset != Sure::No {
            let both = unset == Sure::Yes && nounset == Sure::Yes;
            self.abort(
                if both { Sure::Yes } else { Sure::Unknown },
                &format!("${{{written}}}"),
            );
        }
        let reason = |this: &mut Self| match parameter.operation {
            Operation::Plain if !parameter.indirect => {
                let reason = Unresolved::Variable(written.to_owned());
                this.holes.hole(reason).to_string()
            }
            _ => this.hole(&format!("${{{written}}}")),
        };
        let several = exempt && !matches!(parameter.operation, Operation::Length);
        let reason = |this: &mut Self| {
            let hole = reason(this);
            if several {
                super::expand::spread(&hole)
            } else {
                hole
            }
        };
        match self.operated(parameter, held, quoted, context, out) {
            Some(PutIn::Text(text)) if text.len() > LONGEST_VALUE => PutIn::Text(reason(self)),
            Some(found) => found,
            None => PutIn::Text(reason(self)),
        }
    }

    /// `${!name}`, `${!name[@]}`, `${!prefix*}`.
    fn indirect(
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
                _ => Held::Unknown,
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
    fn held(
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
                    _ => Held::Unknown,
                };
            }
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

    /// What a variable holds, also one that the shell keeps itself.
    pub(super) fn content_of(&self, name: &str) -> Content {
        let known = self.shell.own(name).is_some();
        let folder = |folder: &Option<String>| match folder {
            Some(path) if !self.shell.believed => Content::Text(holes::folder(path)),
            _ => Content::Unknown,
        };
        match name {
            "HOME" if !known && self.shell.own_home => Content::Text(holes::HOME.to_string()),
            "PWD" if !known => folder(&self.shell.folder),
            "OLDPWD" if !known => folder(&self.shell.previous),
            name => self.shell.content(name).clone(),
        }
    }

    /// `${name:-word}` and its kin.
    fn missing<'k>(
        &mut self,
        parameter: Parameter<'k>,
        held: Held,
        (empty, kind, word): (bool, Missing, &'k str),
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> PutIn<'k> {
        let is_missing = match &held {
            Held::Unknown => Sure::Unknown,
            Held::Nothing => Sure::Yes,
            Held::Text(text) if empty && text.is_empty() => Sure::Yes,
            // What it holds may be empty.
            Held::Text(text)
                if empty
                    && text
                        .chars()
                        .all(|c| holes::has_hole(c.encode_utf8(&mut [0; 4]))) =>
            {
                Sure::Unknown
            }
            Held::Texts(texts, _) if texts.is_empty() => Sure::Yes,
            Held::Texts(texts, _) if empty && texts.iter().all(String::is_empty) => {
                if texts.len() == 1 {
                    Sure::Yes
                } else {
                    Sure::Unknown
                }
            }
            _ => Sure::No,
        };
        let written = format!("${{{}{}…}}", parameter.name, if empty { ":" } else { "" });
        let own = |held: Held| match held {
            Held::Text(text) => PutIn::Text(text),
            Held::Texts(texts, joined) => PutIn::Texts(texts, joined),
            Held::Nothing | Held::Unknown => PutIn::Text(String::new()),
        };
        match (kind, is_missing) {
            (Missing::Other, Sure::No) | (Missing::Default, Sure::Yes) => PutIn::Word(word),
            (Missing::Other, Sure::Yes) => PutIn::Text(String::new()),
            (Missing::Default | Missing::Assign | Missing::Error, Sure::No) => own(held),
            (Missing::Assign, Sure::Yes) => {
                let text = match super::word::pieces_with_blanks(word) {
                    Ok(_) => self.unsplit(word, context, out),
                    Err(_) => self.hole(word),
                };
                match parameter.subscript {
                    None if super::word::name_length(parameter.name) > 0 => {
                        self.store(parameter.name, text.clone());
                    }
                    _ => self.abort(Sure::Unknown, &written),
                }
                PutIn::Text(text)
            }
            (Missing::Error, is_missing) => {
                self.abort(is_missing, &written);
                let _ = self.unsplit(word, context, out);
                PutIn::Text(self.hole(&written))
            }
            (_, Sure::Unknown) => {
                // Whether it is looked at is not known.
                let maybe = super::run::depends(context, &written);
                let before = self.shell.clone();
                let _ = self.unsplit(word, &maybe, out);
                self.shell.meet(&before);
                if kind == Missing::Assign {
                    self.shell.forget(parameter.name);
                }
                PutIn::Text(self.hole(&format!("${{{}:-{word}}}", parameter.name)))
            }
        }
    }

    /// A word within braces as one text.
    fn unsplit(&mut self, word: &str, context: &Context, out: &mut Vec<Invocation>) -> String {
        let pattern = self.pattern(word, context, out);
        let mut text = String::with_capacity(pattern.len());
        let mut chars = pattern.chars();
        while let Some(c) = chars.next() {
            text.extend(if c == '\\' {
                chars.next().or(Some(c))
            } else {
                Some(c)
            });
        }
        text
    }

    fn operated<'k>(
        &mut self,
        parameter: Parameter<'k>,
        held: Held,
        quoted: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<PutIn<'k>> {
        let (texts, joined) = match held {
            Held::Unknown => {
                self.look_into(parameter.operation, context, out);
                return None;
            }
            Held::Nothing => (Vec::new(), None),
            Held::Text(text) => (vec![text], None),
            Held::Texts(texts, joined) => (texts, Some(joined)),
        };
        let plural = |texts: Vec<String>| match joined {
            Some(joined) => PutIn::Texts(texts, joined),
            None => PutIn::Text(texts.into_iter().next().unwrap_or_default()),
        };
        let change: Change = match parameter.operation {
            Operation::Plain => return Some(plural(texts)),
            Operation::Missing(..) | Operation::Names => return None,
            Operation::Length => {
                if joined.is_some() {
                    return Some(PutIn::Text(texts.len().to_string()));
                }
                let text = texts.first().map_or("", String::as_str);
                return holes::is_known(text)
                    .then(|| PutIn::Text(text.chars().count().to_string()));
            }
            Operation::Slice(from, length) => {
                let from = self.number(from, context, out).ok()?;
                let length = match length {
                    Some(length) => Some(self.number(length, context, out).ok()?),
                    None => None,
                };
                if joined.is_some() {
                    let first = i64::from(matches!(parameter.name, "@" | "*"));
                    return some_of(&texts, from, length, first).map(plural);
                }
                Box::new(move |text| part_of(text, from, length))
            }
            Operation::Prefix(longest, pattern) => {
                let pattern = self.read_pattern(pattern, context, out)?;
                Box::new(move |text| Some(without_prefix(text, &pattern, longest)))
            }
            Operation::Suffix(longest, pattern) => {
                let pattern = self.read_pattern(pattern, context, out)?;
                Box::new(move |text| Some(without_suffix(text, &pattern, longest)))
            }
            Operation::Replace(place, pattern, with) => {
                let pattern = self.read_pattern(pattern, context, out)?;
                if quoted && with.contains(['"', '\'', '\\']) {
                    return None;
                }
                let with = self.pattern(with, context, out);
                if !holes::is_known(&with) {
                    return None;
                }
                Box::new(move |text| replaced(text, place, &pattern, &with))
            }
            Operation::Case(upper, all, pattern) => {
                let pattern = match pattern {
                    "" => Pattern::new("?", false)?,
                    pattern => self.read_pattern(pattern, context, out)?,
                };
                Box::new(move |text| Some(cased(text, upper, all, &pattern)))
            }
            Operation::Transform(letter) => match letter {
                "U" | "L" | "u" => {
                    let (upper, all) = (letter != "L", letter != "u");
                    let pattern = Pattern::new("?", false)?;
                    Box::new(move |text| Some(cased(text, upper, all, &pattern)))
                }
                _ => return None,
            },
        };
        let mut changed = Vec::with_capacity(texts.len());
        for text in &texts {
            if !holes::is_known(text) {
                return None;
            }
            changed.push(change(text)?);
        }
        Some(plural(changed))
    }

    fn read_pattern(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Option<Pattern> {
        let pattern = self.pattern(raw, context, out);
        if !holes::is_known(&pattern) {
            return None;
        }
        Pattern::new(&pattern, self.shell.options.extglob != Sure::No)
    }

    /// What is run within the words of an operation, whose result is not known anyway.
    fn look_into(
        &mut self,
        operation: Operation<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        match operation {
            Operation::Plain | Operation::Length | Operation::Names | Operation::Transform(_) => {}
            Operation::Missing(_, _, word)
            | Operation::Prefix(_, word)
            | Operation::Suffix(_, word)
            | Operation::Case(_, _, word) => {
                let _ = self.pattern(word, context, out);
            }
            Operation::Replace(_, pattern, with) => {
                let _ = self.pattern(pattern, context, out);
                let _ = self.pattern(with, context, out);
            }
            Operation::Slice(from, length) => {
                let _ = self.number(from, context, out);
                if let Some(length) = length {
                    let _ = self.number(length, context, out);
                }
            }
        }
    }

    /// Runs what is substituted within an expression that is not understood.
    pub(super) fn inner_commands(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        if !(text.contains("$(") || text.contains('`')) || context.depth > super::run::DEEPEST {
            return;
        }
        let deeper = Context {
            depth: context.depth + 1,
            ..context.clone()
        };
        if let Ok(pieces) = super::word::pieces_of_heredoc(text) {
            for piece in pieces {
                if !matches!(piece.kind, Kind::Text(_)) {
                    let _ = self.put_in(&piece.kind, true, &deeper, out);
                }
            }
        }
    }
}

/// The variables of a session, for its expressions.
struct Numbers<'s, 't> {
    session: &'s mut Interpreter<'t>,
    context: &'s Context,
    out: &'s mut Vec<Invocation>,
}

impl arithmetic::Variables for Numbers<'_, '_> {
    fn text(&mut self, name: &str) -> Option<String> {
        let (name, subscript) = subscripted(name);
        match self.session.held(name, subscript, self.context, self.out) {
            Held::Unknown | Held::Texts(..) => None,
            Held::Nothing if self.session.shell.options.nounset != Sure::No => {
                self.session.abort(Sure::Unknown, name);
                None
            }
            Held::Nothing => Some(String::new()),
            Held::Text(text) => holes::is_known(&text).then_some(text),
        }
    }

    fn assign(&mut self, name: &str, value: Option<i64>) {
        let (name, subscript) = subscripted(name);
        match (value, subscript) {
            (Some(value), None) => self.session.store(name, value.to_string()),
            (Some(value), Some(subscript)) => {
                let text = value.to_string();
                self.session
                    .store_at(name, subscript, text, false, self.context, self.out);
            }
            (None, _) => self.session.shell.forget(name),
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

fn part_of(text: &str, from: i64, length: Option<i64>) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let count = i64::try_from(chars.len()).ok()?;
    let start = if from < 0 { count + from } else { from };
    if start < 0 || start > count {
        return Some(String::new());
    }
    let end = match length {
        None => count,
        Some(length) if length < 0 => count + length,
        Some(length) => count.min(start.saturating_add(length)),
    };
    // Bash calls an end before the beginning an error.
    let range = usize::try_from(start).ok()?..usize::try_from(end).ok()?;
    chars.get(range).map(|chars| chars.iter().collect())
}

fn some_of(texts: &[String], from: i64, length: Option<i64>, first: i64) -> Option<Vec<String>> {
    let count = i64::try_from(texts.len()).ok()?;
    let start = if from < 0 { count + from } else { from - first };
    // `${@:0}` begins with `$0`.
    if from >= 0 && start < 0 {
        return None;
    }
    let length = match length {
        None => count,
        Some(length) if length < 0 => return None,
        Some(length) => length,
    };
    let Ok(start) = usize::try_from(start) else {
        return Some(Vec::new());
    };
    let length = usize::try_from(length).ok()?;
    Some(texts.iter().skip(start).take(length).cloned().collect())
}

fn without_prefix(text: &str, pattern: &Pattern, longest: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut ends: Box<dyn Iterator<Item = usize>> = if longest {
        Box::new((0..=chars.len()).rev())
    } else {
        Box::new(0..=chars.len())
    };
    let end = ends.find(|end| pattern.fits(&chars[..*end]));
    chars[end.unwrap_or(0)..].iter().collect()
}

fn without_suffix(text: &str, pattern: &Pattern, longest: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut starts: Box<dyn Iterator<Item = usize>> = if longest {
        Box::new(0..=chars.len())
    } else {
        Box::new((0..=chars.len()).rev())
    };
    let start = starts.find(|start| pattern.fits(&chars[*start..]));
    chars[..start.unwrap_or(chars.len())].iter().collect()
}

/// How long a text may be in which patterns are replaced.
const LONGEST_REPLACED: usize = 1024;

fn replaced(text: &str, place: Where, pattern: &Pattern, with: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() > LONGEST_REPLACED {
        return None;
    }
    let longest = |from: usize| {
        (from..=chars.len())
            .rev()
            .find(|end| pattern.fits(&chars[from..*end]))
    };
    let mut out = String::new();
    let mut at = 0;
    match place {
        Where::Start => {
            if let Some(end) = longest(0) {
                put(&mut out, with, &chars[..end]);
                at = end;
            }
        }
        Where::End => {
            let start = (0..=chars.len()).find(|start| pattern.fits(&chars[*start..]));
            if let Some(start) = start {
                out.extend(&chars[..start]);
                put(&mut out, with, &chars[start..]);
                return Some(out);
            }
        }
        Where::First | Where::All => {
            while at < chars.len() {
                match longest(at).filter(|end| *end > at) {
                    Some(end) => {
                        put(&mut out, with, &chars[at..end]);
                        at = end;
                        if place == Where::First {
                            break;
                        }
                    }
                    None => {
                        out.push(chars[at]);
                        at += 1;
                    }
                }
            }
        }
    }
    out.extend(&chars[at..]);
    Some(out)
}

/// A replacement, in which `&` is what was matched.
fn put(out: &mut String, with: &str, matched: &[char]) {
    let mut chars = with.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().or(Some('\\'))),
            '&' => out.extend(matched),
            c => out.push(c),
        }
    }
}

fn cased(text: &str, upper: bool, all: bool, pattern: &Pattern) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        if (all || at == 0) && pattern.fits(&[c]) {
            if upper {
                out.extend(c.to_uppercase());
            } else {
                out.extend(c.to_lowercase());
            }
        } else {
            out.push(c);
        }
    }
    out
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
