//! A command of a pair, as a table writes it.

use super::target::Target;
use crate::{Argument, Dialect, Invocation, Tables, Value};

/// A command of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// In lower case; of a verb alone with its dash: `start-`.
    name: String,
    rest: Rest,
}

/// What follows the name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Rest {
    /// Of a cmdlet: what its parameters must be, in lower case; without a value it is what the cmdlet acts
    /// on.
    Parameters(Vec<(String, Option<String>)>),
    /// Of a program: its operands, and options that must be there.
    Words(Vec<Word>, Vec<String>),
}

/// An operand of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    /// This one.
    Literal(String),
    /// Any number of them.
    Any,
    /// What the program acts on.
    Target,
}

impl Form {
    /// Reads a command of a pair.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let Some(name) = words.next() else {
            return Err("a command without a name".to_owned());
        };
        let is_cmdlet =
            name.starts_with(|first: char| first.is_ascii_uppercase()) && name.contains('-');
        let name = name.to_ascii_lowercase();
        if is_cmdlet {
            let mut parameters = Vec::new();
            for word in words {
                let Some((parameter, value)) =
                    word.strip_prefix('-').and_then(|w| w.split_once('='))
                else {
                    return Err(format!("`{word}` is not `-Parameter=value`"));
                };
                let value = Some(value.to_ascii_lowercase()).filter(|value| value != "{}");
                parameters.push((parameter.to_ascii_lowercase(), value));
            }
            return Ok(Self {
                name: name.trim_end_matches('*').to_owned(),
                rest: Rest::Parameters(parameters),
            });
        }
        let (mut operands, mut options) = (Vec::new(), Vec::new());
        for word in words {
            match word {
                "{}" => operands.push(Word::Target),
                "*" => operands.push(Word::Any),
                option if option.starts_with(['-', '/']) => options.push(option.to_owned()),
                literal => operands.push(Word::Literal(literal.to_owned())),
            }
        }
        let several = |wanted: Word| operands.iter().filter(|word| **word == wanted).count() > 1;
        if several(Word::Target) || several(Word::Any) {
            return Err(format!("`{{}}` or `*` twice in `{text}`"));
        }
        Ok(Self {
            name,
            rest: Rest::Words(operands, options),
        })
    }

    /// What it is looked up by.
    pub(super) fn key(&self) -> &str {
        &self.name
    }

    fn is_verb(&self) -> bool {
        self.name.ends_with('-')
    }

    /// The whole name, with the noun of another cmdlet where it is a verb alone.
    pub(super) fn named_like(&self, other: &str) -> Option<String> {
        if !self.is_verb() {
            return Some(self.name.clone());
        }
        let (_, noun) = other.split_once('-')?;
        Some(format!("{}{noun}", self.name))
    }

    /// What a command of that name acts on, if it is of this form.
    pub(super) fn hold(&self, name: &str, ran: &Invocation, tables: &Tables) -> Option<Target> {
        let is_named = match self.is_verb() {
            true => name
                .strip_prefix(&self.name)
                .is_some_and(|noun| !noun.contains('-')),
            false => name == self.name,
        } && super::name_of(&ran.program).is_some_and(|own| own == name);
        if !is_named {
            return None;
        }
        match &self.rest {
            Rest::Parameters(wanted) => of_cmdlet(wanted, ran, tables),
            Rest::Words(words, options) => of_program(words, options, ran, tables.dialect),
        }
    }
}

fn of_cmdlet(
    wanted: &[(String, Option<String>)],
    ran: &Invocation,
    tables: &Tables,
) -> Option<Target> {
    let is_given = |(name, value): &(String, Option<String>)| {
        let mut own = ran.arguments.iter().filter(|argument| is(argument, name));
        match value {
            None => own.next().is_some(),
            Some(value) => own.any(|argument| match &argument.value {
                Value::Known(text) => text.eq_ignore_ascii_case(value),
                Value::Switch(_) | Value::Unknown(_) => false,
            }),
        }
    };
    if !wanted.iter().all(is_given) {
        return None;
    }
    let own = wanted.iter().find(|(_, value)| value.is_none());
    Some(match own {
        Some((name, _)) => Target::of_parameter(name, ran),
        None => {
            let fixed = wanted.iter().map(|(name, _)| name.as_str());
            Target::of_cmdlet(ran, &fixed.collect::<Vec<_>>(), tables)
        }
    })
}

fn is(argument: &Argument, name: &str) -> bool {
    let own = argument.parameter.as_deref();
    own.is_some_and(|own| own.eq_ignore_ascii_case(name))
}

fn of_program(
    words: &[Word],
    options: &[String],
    ran: &Invocation,
    dialect: Dialect,
) -> Option<Target> {
    let same = |one: &str, other: &str| match dialect {
        Dialect::PowerShell => one.eq_ignore_ascii_case(other),
        Dialect::Bash => one == other,
    };
    let is_option = |text: &str| {
        text.len() > 1
            && (text.starts_with('-') || dialect == Dialect::PowerShell && text.starts_with('/'))
    };
    let is_given = |option: &String| {
        ran.arguments
            .iter()
            .any(|argument| match &argument.parameter {
                Some(name) => same(name, option),
                None => matches!(&argument.value, Value::Known(text) if same(text, option)),
            })
    };
    if !options.iter().all(is_given) {
        return None;
    }
    let operands = ran.arguments.iter().filter(|one| one.parameter.is_none());
    let operands: Vec<&Value> = operands
        .map(|one| &one.value)
        .filter(|value| !matches!(value, Value::Known(text) if is_option(text)))
        .collect();
    let is_literal = |word: &Word, value: &Value| match (word, value) {
        (Word::Literal(wanted), Value::Known(text)) => same(wanted, text),
        (Word::Literal(_), _) => false,
        (Word::Any | Word::Target, _) => true,
    };
    let open = words.iter().position(|word| *word == Word::Any);
    let target_at = words.iter().position(|word| *word == Word::Target);
    let last = words.len().saturating_sub(1);
    // How many operands are left for what takes any number of them.
    let (at, least) = match (open, target_at) {
        (Some(any), _) => (any, usize::from(any < last)),
        (None, Some(target)) if target == last => (target, 1),
        (None, _) => (words.len(), 0),
    };
    let fixed = words.len() - usize::from(at < words.len());
    let many = operands.len().checked_sub(fixed)?;
    if many < least || (at == words.len() && many > 0) {
        return None;
    }
    let place = |word: usize| match word.cmp(&at) {
        std::cmp::Ordering::Less => word..word + 1,
        std::cmp::Ordering::Equal => word..word + many,
        std::cmp::Ordering::Greater => word + many - 1..word + many,
    };
    let is_held = words.iter().enumerate().all(|(word, wanted)| {
        let mut own = operands[place(word)].iter();
        own.all(|value| is_literal(wanted, value))
    });
    is_held.then(|| {
        let own = target_at.map_or(0..0, place);
        Target::of_operands(&operands[own])
    })
}
