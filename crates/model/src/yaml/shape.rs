//! The tree held against a JSON Schema, every fault at its place.
//!
//! The schema is derived from the very types that serde reads, so what an editor completes, what
//! is checked here and what is read can not differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value as Json;

use super::de::as_bool;
use super::tree::{Node, Value};
use runproof_core::diagnostic::{
    Code, Diagnostic, Location, Source, Span, codes, did_you_mean, nearest,
};

codes! {
    /// A key that the format does not know.
    ///
    /// It would be ignored in silence, and whoever wrote it would trust it: a condition that is
    /// spelled wrong is a step that is always carried out.
    ///
    /// Correct the name, or remove the key. `runproof schema` prints all of them, and an editor
    /// with a YAML language server completes them.
    pub UNKNOWN_KEY = "unknown-key", Error;

    /// A key that must be there and is not.
    pub MISSING_KEY = "missing-key", Error;

    /// A value of another kind than the key takes: a text for a list, a number for a text.
    ///
    /// Text that YAML reads as something else (`yes`, `2019`, `1.0`, `null`) wants quotes.
    pub WRONG_KIND = "wrong-kind", Error;

    /// A value that is not among those that the key takes, or breaks a rule of its kind.
    pub WRONG_VALUE = "wrong-value", Error;
}

/// The shape of a type, from its JSON Schema.
#[derive(Debug)]
pub struct Shape {
    root: Rule,
    definitions: BTreeMap<String, Rule>,
    json: Json,
}

#[derive(Debug)]
enum Rule {
    Anything,
    Null,
    Boolean,
    Integer {
        least: Option<i64>,
    },
    Text,
    Choice(Vec<String>),
    List {
        items: Box<Rule>,
        least: usize,
    },
    Map {
        keys: Vec<(String, Rule)>,
        required: Vec<String>,
        rest: Option<Box<Rule>>,
    },
    AnyOf(Vec<Rule>),
    Named(String),
}

impl Shape {
    /// The shape of a type that serde reads.
    pub fn of<T: JsonSchema>() -> Self {
        // Draft 7 is what editors' YAML language servers know.
        let generator = SchemaSettings::draft07().into_generator();
        let json = generator.into_root_schema_for::<T>().to_value();
        let definitions = json.get("definitions").and_then(Json::as_object);
        Self {
            root: compile(&json),
            definitions: definitions
                .into_iter()
                .flatten()
                .map(|(name, schema)| (name.clone(), compile(schema)))
                .collect(),
            json,
        }
    }

    /// The JSON Schema itself.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// Everything in which the tree is not of this shape.
    pub(super) fn check(
        &self,
        node: &Node<'_>,
        source: &Arc<Source>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let checker = Checker {
            shape: self,
            source,
        };
        checker.check(&self.root, node, findings);
    }
}

fn compile(schema: &Json) -> Rule {
    if let Some(name) = schema.get("$ref").and_then(Json::as_str) {
        return Rule::Named(name.rsplit('/').next().unwrap_or(name).to_owned());
    }
    if let Some([only]) = schema
        .get("allOf")
        .and_then(Json::as_array)
        .map(Vec::as_slice)
    {
        return compile(only);
    }
    for union in ["anyOf", "oneOf"] {
        if let Some(alternatives) = schema.get(union).and_then(Json::as_array) {
            return union_of(alternatives.iter().map(compile).collect());
        }
    }
    if let Some(value) = schema.get("const").and_then(Json::as_str) {
        return Rule::Choice(vec![value.to_owned()]);
    }
    if let Some(values) = schema.get("enum").and_then(Json::as_array) {
        let texts = values.iter().filter_map(Json::as_str);
        return Rule::Choice(texts.map(ToOwned::to_owned).collect());
    }
    match schema.get("type") {
        Some(Json::Array(kinds)) => union_of(
            kinds
                .iter()
                .filter_map(Json::as_str)
                .map(|kind| of_kind(kind, schema))
                .collect(),
        ),
        Some(Json::String(kind)) => of_kind(kind, schema),
        _ => Rule::Anything,
    }
}

/// Alternatives; names to choose from become one choice, so that all of them are suggested.
fn union_of(rules: Vec<Rule>) -> Rule {
    let mut names = Vec::new();
    let mut others = Vec::new();
    for rule in rules {
        match rule {
            Rule::Choice(more) => names.extend(more),
            other => others.push(other),
        }
    }
    if !names.is_empty() {
        others.push(Rule::Choice(names));
    }
    match others.len() {
        1 => others.remove(0),
        _ => Rule::AnyOf(others),
    }
}

fn of_kind(kind: &str, schema: &Json) -> Rule {
    match kind {
        "null" => Rule::Null,
        "boolean" => Rule::Boolean,
        "integer" => Rule::Integer {
            least: schema.get("minimum").and_then(Json::as_i64),
        },
        "string" => Rule::Text,
        "array" => Rule::List {
            items: Box::new(schema.get("items").map_or(Rule::Anything, compile)),
            least: schema.get("minItems").and_then(Json::as_u64).unwrap_or(0) as usize,
        },
        "object" => {
            let keys = schema.get("properties").and_then(Json::as_object);
            let required = schema.get("required").and_then(Json::as_array);
            Rule::Map {
                keys: keys
                    .into_iter()
                    .flatten()
                    .map(|(name, schema)| (name.clone(), compile(schema)))
                    .collect(),
                required: required
                    .into_iter()
                    .flatten()
                    .filter_map(Json::as_str)
                    .map(ToOwned::to_owned)
                    .collect(),
                rest: match schema.get("additionalProperties") {
                    None | Some(Json::Bool(true)) => Some(Box::new(Rule::Anything)),
                    Some(Json::Bool(false)) => None,
                    Some(schema) => Some(Box::new(compile(schema))),
                },
            }
        }
        _ => Rule::Anything,
    }
}

struct Checker<'s> {
    shape: &'s Shape,
    source: &'s Arc<Source>,
}

impl<'s> Checker<'s> {
    fn check(&self, rule: &'s Rule, node: &Node<'_>, findings: &mut Vec<Diagnostic>) {
        match (self.resolve(rule), &node.value) {
            (Rule::Anything | Rule::Named(_), _) => {}
            (Rule::AnyOf(rules), _) => self.check_any(rules, node, findings),
            (Rule::Null, _) if node.is_null() => {}
            (Rule::Boolean, Value::Scalar { text, plain: true }) if as_bool(text).is_some() => {}
            (Rule::Integer { least }, Value::Scalar { text, plain: true }) => {
                match text.parse::<i64>() {
                    Ok(number) if least.is_none_or(|least| number >= least) => {}
                    Ok(number) => findings.push(self.at(
                        &WRONG_VALUE,
                        node.span,
                        format!("`{number}` is less than {}", least.unwrap_or_default()),
                    )),
                    Err(_) => findings.push(self.wrong_kind(rule, node)),
                }
            }
            (Rule::Text, Value::Scalar { text, plain }) => {
                if *plain && (node.is_null() || as_bool(text).is_some()) {
                    findings.push(self.wrong_kind(rule, node));
                }
            }
            (Rule::Choice(choices), Value::Scalar { text, .. }) => {
                if !choices.iter().any(|choice| choice == text) {
                    let names = choices.iter().map(String::as_str);
                    findings.push(
                        self.at(&WRONG_VALUE, node.span, format!("unknown value `{text}`"))
                            .maybe_help(did_you_mean(text, names)),
                    );
                }
            }
            (Rule::List { items, least }, Value::List(nodes)) => {
                for node in nodes {
                    self.check(items, node, findings);
                }
                if nodes.len() < *least {
                    let message = format!("at least {least} wanted here, {} found", nodes.len());
                    findings.push(self.at(&WRONG_VALUE, node.span, message));
                }
            }
            (
                Rule::Map {
                    keys,
                    required,
                    rest,
                },
                Value::Map(entries),
            ) => {
                for (key, value) in entries {
                    match (keys.iter().find(|(name, _)| *name == key.text), rest) {
                        (Some((_, rule)), _) => self.check(rule, value, findings),
                        (None, Some(rule)) => self.check(rule, value, findings),
                        (None, None) => {
                            let is_open =
                                |name: &&str| !entries.iter().any(|(k, _)| k.text == *name);
                            let known = || keys.iter().map(|(name, _)| name.as_str());
                            let meant = nearest(&key.text, known().filter(is_open))
                                .or_else(|| nearest(&key.text, known()));
                            let help = match meant {
                                Some(name) => Some(format!("did you mean `{name}`?")),
                                None => did_you_mean(&key.text, known()).or_else(|| {
                                    Some("`runproof schema` shows every key".to_owned())
                                }),
                            };
                            let message = format!("unknown key `{}`", key.text);
                            findings
                                .push(self.at(&UNKNOWN_KEY, key.span, message).maybe_help(help));
                        }
                    }
                }
                for name in required {
                    let there = entries.iter().any(|(key, _)| key.text == *name);
                    // A slip is one finding: the key that it was meant for is not also missing.
                    let slip = entries
                        .iter()
                        .filter(|(key, _)| !keys.iter().any(|(known, _)| *known == key.text))
                        .any(|(key, _)| nearest(&key.text, [name.as_str()]).is_some());
                    if !there && !slip {
                        let first = entries.first().map_or(node.span, |(key, _)| key.span);
                        findings.push(
                            self.at(&MISSING_KEY, first, format!("`{name}` is missing here"))
                                .help(format!("add `{name}:`")),
                        );
                    }
                }
            }
            _ => findings.push(self.wrong_kind(rule, node)),
        }
    }

    /// Of several shapes the one that fits; if none does, the one that comes nearest speaks.
    fn check_any(&self, rules: &'s [Rule], node: &Node<'_>, findings: &mut Vec<Diagnostic>) {
        let mut nearest: Option<(bool, Vec<Diagnostic>)> = None;
        for rule in rules {
            let mut found = Vec::new();
            self.check(rule, node, &mut found);
            if found.is_empty() {
                return;
            }
            let other_kind = !self.kind_fits(self.resolve(rule), node);
            let better = nearest
                .as_ref()
                .is_none_or(|(other, best)| (other_kind, found.len()) < (*other, best.len()));
            if better {
                nearest = Some((other_kind, found));
            }
        }
        match nearest {
            Some((false, found)) => findings.extend(found),
            _ => {
                let kinds: Vec<String> = rules
                    .iter()
                    .map(|rule| self.describe(rule))
                    .filter(|kind| kind != "nothing")
                    .collect();
                let message = format!(
                    "expected {}, found {}",
                    kinds.join(" or "),
                    found_kind(node)
                );
                findings.push(self.at(&WRONG_KIND, node.span, message));
            }
        }
    }

    fn kind_fits(&self, rule: &Rule, node: &Node<'_>) -> bool {
        match (rule, &node.value) {
            (Rule::Map { keys, rest, .. }, Value::Map(entries)) => {
                // Alternatives with one key each: the key that is there tells which was meant.
                rest.is_some()
                    || keys.len() != 1
                    || entries.iter().any(|(key, _)| key.text == keys[0].0)
            }
            (Rule::List { .. }, Value::List(_)) => true,
            (Rule::Text | Rule::Choice(_), Value::Scalar { .. }) => !node.is_null(),
            (Rule::Integer { .. }, Value::Scalar { text, .. }) => text.parse::<i64>().is_ok(),
            _ => false,
        }
    }

    fn resolve(&self, rule: &'s Rule) -> &'s Rule {
        match rule {
            Rule::Named(name) => self
                .shape
                .definitions
                .get(name)
                .map_or(&Rule::Anything, |rule| self.resolve(rule)),
            rule => rule,
        }
    }

    fn describe(&self, rule: &'s Rule) -> String {
        match self.resolve(rule) {
            Rule::Anything | Rule::Named(_) => "anything".to_owned(),
            Rule::Null => "nothing".to_owned(),
            Rule::Boolean => "`true` or `false`".to_owned(),
            Rule::Integer { .. } => "a whole number".to_owned(),
            Rule::Text => "text".to_owned(),
            Rule::Choice(names) => {
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                names.join(" or ")
            }
            Rule::List { .. } => "a list".to_owned(),
            Rule::Map {
                keys, rest: None, ..
            } if keys.len() == 1 => {
                format!("`{}: …`", keys[0].0)
            }
            Rule::Map { .. } => "a mapping".to_owned(),
            Rule::AnyOf(rules) => {
                let kinds: Vec<String> = rules
                    .iter()
                    .map(|rule| self.describe(rule))
                    .filter(|kind| kind != "nothing")
                    .collect();
                kinds.join(" or ")
            }
        }
    }

    fn wrong_kind(&self, rule: &'s Rule, node: &Node<'_>) -> Diagnostic {
        let message = format!(
            "expected {}, found {}",
            self.describe(rule),
            found_kind(node)
        );
        let finding = self.at(&WRONG_KIND, node.span, message);
        match (self.resolve(rule), &node.value) {
            (Rule::Text, Value::Scalar { text, plain: true }) if !text.is_empty() => {
                finding.help(format!("put quotes around it: '{text}'"))
            }
            (Rule::Boolean, Value::Scalar { text, .. }) => match text.to_lowercase().as_str() {
                "yes" | "on" | "y" => finding.help("write `true`"),
                "no" | "off" | "n" => finding.help("write `false`"),
                _ => finding,
            },
            (Rule::List { .. }, Value::Scalar { text, .. }) if !node.is_null() => {
                finding.help(format!("write `[{text}]`"))
            }
            _ => finding,
        }
    }

    fn at(&self, code: &'static Code, span: Span, message: String) -> Diagnostic {
        Diagnostic::at(code, Location::new(self.source, span), message)
    }
}

fn found_kind(node: &Node<'_>) -> String {
    match &node.value {
        _ if node.is_null() => "nothing".to_owned(),
        Value::Scalar { text, plain: true } if as_bool(text).is_some() => format!("`{text}`"),
        Value::Scalar { text, plain: true } if text.parse::<f64>().is_ok() => {
            format!("the number `{text}`")
        }
        Value::Scalar { .. } => "text".to_owned(),
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a mapping".to_owned(),
    }
}
