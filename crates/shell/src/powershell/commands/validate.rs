//! The attributes that look at a parameter's value: about_Functions_Advanced_Parameters.

use super::super::super::Unresolved;
use super::super::ast::{Attribute, Command, Expression};
use super::super::bind::Outcome;
use super::super::convert;
use super::super::interpret::Run;
use super::super::number::Number;
use super::super::value::Known;
use super::call::worse;

impl Run<'_, '_> {
    /// Whether a value may be bound to a parameter with that attribute.
    pub(super) fn validate(
        &mut self,
        attribute: &Attribute,
        value: &Known,
        command: &Command,
    ) -> Outcome {
        let lower = attribute.name.to_ascii_lowercase();
        let bare = lower.rsplit('.').next().unwrap_or_default();
        let name = bare.strip_suffix("attribute").unwrap_or(bare);
        let fails = || Outcome::Fails(Unresolved::Binding(attribute.name.clone()));
        let unknown = || Outcome::MayFail(Unresolved::Binding(attribute.name.clone()));
        let decided = |holds: Option<bool>| match holds {
            Some(true) => Outcome::Binds,
            Some(false) => fails(),
            None => unknown(),
        };
        match name {
            "parameter"
            | "alias"
            | "allownull"
            | "allowemptystring"
            | "allowemptycollection"
            | "supportswildcards"
            | "psdefaultvalue"
            | "argumentcompleter"
            | "argumentcompletions"
            | "cmdletbinding"
            | "outputtype" => return Outcome::Binds,
            "validatenotnull" => {
                return decided(match value {
                    Known::Unknown(_) => None,
                    value => Some(!value.is_null()),
                });
            }
            _ => {}
        }
        if let Known::Unknown(why) = value {
            return Outcome::MayFail(why.clone());
        }
        // Each of several is looked at, but for what counts them.
        let items = match value {
            Known::List(list) => match list.items() {
                Ok(items) => items,
                Err(why) => return Outcome::MayFail(why),
            },
            value => vec![value.clone()],
        };
        let arguments = self.constants(attribute);
        let mut outcome = Outcome::Binds;
        match name {
            "validatecount" => {
                let [least, most] = arguments.as_slice() else {
                    return unknown();
                };
                let count = i64::try_from(items.len()).ok();
                return decided(between(count, whole(least), whole(most)));
            }
            "validatenotnullorempty" if items.is_empty() => return fails(),
            _ => {}
        }
        for item in &items {
            let verdict = match name {
                "validatenotnullorempty" => {
                    decided(item.to_text().ok().map(|text| !text.is_empty()))
                }
                "validatenotnullorwhitespace" => {
                    decided(item.to_text().ok().map(|text| !text.trim().is_empty()))
                }
                "validateset" => {
                    // In any case, unless it says otherwise.
                    if attribute.arguments.iter().any(|(name, _)| name.is_some()) {
                        unknown()
                    } else {
                        decided(is_one_of(item, &arguments))
                    }
                }
                "validatelength" => match arguments.as_slice() {
                    [least, most] => {
                        let length = item.to_text().ok();
                        let length = length.map(|text| text.encode_utf16().count());
                        let length = length.and_then(|length| i64::try_from(length).ok());
                        decided(between(length, whole(least), whole(most)))
                    }
                    _ => unknown(),
                },
                "validaterange" => match arguments.as_slice() {
                    [least, most] => decided(is_within(item, least, most)),
                    _ => unknown(),
                },
                "validatepattern" => match arguments.as_slice() {
                    [Known::Text(pattern)] => {
                        decided(item.to_text().ok().and_then(|text| fits(pattern, &text)))
                    }
                    _ => unknown(),
                },
                "validatescript" => match arguments.first() {
                    Some(Known::Block(closure)) => {
                        self.session.push_scope();
                        self.session.set("_", item.clone());
                        let holds = self.inline(closure, &command.span).holds();
                        self.session.pop_scope();
                        decided(holds)
                    }
                    _ => unknown(),
                },
                _ => unknown(),
            };
            worse(&mut outcome, verdict);
        }
        outcome
    }

    /// The arguments of an attribute that have no name.
    fn constants(&mut self, attribute: &Attribute) -> Vec<Known> {
        let unnamed = attribute
            .arguments
            .iter()
            .filter(|(name, _)| name.is_none());
        let values: Vec<&Expression> = unnamed.filter_map(|(_, value)| value.as_ref()).collect();
        values
            .into_iter()
            .map(|value| self.evaluate(value))
            .collect()
    }
}

fn whole(value: &Known) -> Option<i64> {
    match value {
        Known::Number(number) => number.whole(),
        _ => None,
    }
}

fn between(value: Option<i64>, least: Option<i64>, most: Option<i64>) -> Option<bool> {
    Some((least?..=most?).contains(&value?))
}

fn is_one_of(item: &Known, allowed: &[Known]) -> Option<bool> {
    let text = item.to_text().ok()?.to_lowercase();
    let mut is_in = false;
    for own in allowed {
        is_in |= own.to_text().ok()?.to_lowercase() == text;
    }
    Some(is_in)
}

fn is_within(item: &Known, least: &Known, most: &Known) -> Option<bool> {
    let number = |value: &Known| Some(Number::of(convert::number(value)??));
    let (item, least, most) = (number(item)?, number(least)?, number(most)?);
    let is_less = item.compare(&least)?.is_lt();
    let is_more = item.compare(&most)?.is_gt();
    Some(!is_less && !is_more)
}

/// Whether a text fits a pattern that is nothing but letters, digits and anchors.
fn fits(pattern: &str, text: &str) -> Option<bool> {
    let (begins, rest) = match pattern.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let (ends, word) = match rest.strip_suffix('$') {
        Some(word) => (true, word),
        None => (false, rest),
    };
    let is_plain = word
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_ ".contains(&b));
    if !is_plain || !text.is_ascii() {
        return None;
    }
    let (word, text) = (word.to_ascii_lowercase(), text.to_ascii_lowercase());
    Some(match (begins, ends) {
        (true, true) => text == word,
        (true, false) => text.starts_with(&word),
        (false, true) => text.ends_with(&word),
        (false, false) => text.contains(&word),
    })
}
