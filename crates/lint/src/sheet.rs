//! One catalog taken apart: every pattern in it with its readings and what it refers to.

use std::collections::{HashMap, HashSet};

use fluent_syntax::ast::{self, Expression, InlineExpression, Pattern, PatternElement, Variant};

use super::reading::{Filling, Reading};
use runproof_core::diagnostic::{Location, Span};
use runproof_language::NamedCatalog;

/// A catalog as rules look at it.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// The catalog and its name.
    pub(super) named: &'a NamedCatalog,
    /// Its patterns, in their order.
    pub(super) units: Vec<Unit<'a>>,
    /// Its messages and terms, in their order.
    pub(super) heads: Vec<Head<'a>>,
    /// The names of entries that could not be read. They are reported as such and are not also
    /// missing. Those of terms begin with `-`.
    unread: HashSet<&'a str>,
    by_key: HashMap<Key<'a>, usize>,
    by_head: HashMap<(Kind, &'a str), usize>,
}

/// What names a pattern within a catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key<'a> {
    /// Message or term.
    pub(super) kind: Kind,
    /// Its id, without the hyphen of a term.
    pub(super) id: &'a str,
    /// The attribute, or `None` for the value.
    pub(super) attribute: Option<&'a str>,
}

/// The two kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// `id = …`
    Message,
    /// `-id = …`
    Term,
}

/// A message or a term as a whole.
#[derive(Debug)]
pub(super) struct Head<'a> {
    /// Message or term.
    pub(super) kind: Kind,
    /// Its id, cut from the text.
    pub(super) id: &'a str,
    /// Whether it has a value.
    pub(super) has_value: bool,
    /// Its attributes' ids, cut from the text.
    pub(super) attributes: Vec<&'a str>,
}

/// A pattern: the value of a message or term, or one of its attributes.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    /// Its name.
    pub(super) key: Key<'a>,
    /// What a reader may get to see.
    pub(super) readings: Vec<Reading<'a>>,
    /// Everything that it refers to, in the order of the text.
    pub(super) references: Vec<Reference<'a>>,
    /// Its selectors, the outer before the inner.
    pub(super) selectors: Vec<Selector<'a>>,
}

/// A variable, term, message or function by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference<'a> {
    /// What it refers to.
    pub(super) target: Target<'a>,
    /// The name, cut from the text.
    pub(super) name: &'a str,
}

/// What a reference refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// `$name`
    Variable,
    /// `-name` or `-name.attribute`
    Term(Option<&'a str>),
    /// `name` or `name.attribute`
    Message(Option<&'a str>),
    /// `NAME()`
    Function,
}

/// `{ … -> … }`
#[derive(Debug)]
pub(super) struct Selector<'a> {
    /// What is selected on.
    pub(super) on: &'a InlineExpression<&'a str>,
    /// Its arms.
    pub(super) arms: &'a [Variant<&'a str>],
}

impl<'a> Sheet<'a> {
    /// Takes a catalog apart.
    pub(super) fn of(named: &'a NamedCatalog) -> Self {
        let mut sheet = Self {
            named,
            units: Vec::new(),
            heads: Vec::new(),
            unread: HashSet::new(),
            by_key: HashMap::new(),
            by_head: HashMap::new(),
        };
        for entry in named.catalog.entries() {
            match entry {
                ast::Entry::Message(message) => {
                    let value = message.value.as_ref();
                    sheet.add(Kind::Message, message.id.name, value, &message.attributes);
                }
                ast::Entry::Term(term) => {
                    sheet.add(
                        Kind::Term,
                        term.id.name,
                        Some(&term.value),
                        &term.attributes,
                    );
                }
                ast::Entry::Junk { content } => {
                    sheet.unread.extend(content.lines().filter_map(defined_id));
                }
                _ => {}
            }
        }
        sheet
    }

    /// The pattern of that name.
    pub(super) fn unit(&self, key: &Key<'_>) -> Option<&Unit<'a>> {
        // A key of another lifetime hashes and compares alike.
        self.by_key.get(key).map(|index| &self.units[*index])
    }

    /// Whether an entry of that name is there, though perhaps unreadable.
    pub(super) fn is_unread(&self, kind: Kind, id: &str) -> bool {
        match kind {
            _ if self.unread.is_empty() => false,
            Kind::Message => self.unread.contains(id),
            Kind::Term => self.unread.contains(format!("-{id}").as_str()),
        }
    }

    /// The message or term of that name.
    pub(super) fn head(&self, kind: Kind, id: &str) -> Option<&Head<'a>> {
        let index = self.by_head.get(&(kind, id))?;
        self.heads.get(*index)
    }

    /// The place of a slice of the catalog's text.
    pub(super) fn locate(&self, slice: &str) -> Location {
        self.named.catalog.locate(slice)
    }

    /// A place in the catalog's text.
    pub(super) fn at(&self, span: Span) -> Location {
        Location::new(self.named.catalog.source(), span)
    }

    fn add(
        &mut self,
        kind: Kind,
        id: &'a str,
        value: Option<&'a Pattern<&'a str>>,
        attributes: &'a [ast::Attribute<&'a str>],
    ) {
        self.by_head.entry((kind, id)).or_insert(self.heads.len());
        self.heads.push(Head {
            kind,
            id,
            has_value: value.is_some(),
            attributes: attributes.iter().map(|a| a.id.name).collect(),
        });
        let named = attributes.iter().map(|a| (Some(a.id.name), &a.value));
        let all = value.map(|value| (None, value)).into_iter().chain(named);
        for (attribute, pattern) in all {
            let key = Key {
                kind,
                id,
                attribute,
            };
            let unit = Unit::of(key, self.named.catalog.resource().source(), pattern);
            // The first of two entries of one name is the one that Fluent uses.
            self.by_key.entry(key).or_insert(self.units.len());
            self.units.push(unit);
        }
    }
}

impl<'a> Unit<'a> {
    fn of(key: Key<'a>, base: &'a str, pattern: &'a Pattern<&'a str>) -> Self {
        let mut unit = Self {
            key,
            readings: Reading::all(base, pattern),
            references: Vec::new(),
            selectors: Vec::new(),
        };
        unit.collect(pattern);
        unit
    }

    /// The variables that it refers to.
    pub(super) fn variables(&self) -> impl Iterator<Item = &'a str> {
        self.names(|target| matches!(target, Target::Variable))
    }

    /// The terms that it refers to.
    pub(super) fn terms(&self) -> impl Iterator<Item = &'a str> {
        self.names(|target| matches!(target, Target::Term(_)))
    }

    /// Whether it selects on a variable of that name by plural categories.
    pub(super) fn counts(&self, variable: &str) -> bool {
        self.selectors.iter().any(|selector| {
            Filling::of(selector.on) == Filling::Variable(variable) && selector.is_plural()
        })
    }

    /// The slice that a finding about the whole pattern points at.
    pub(super) fn name_slice(&self) -> &'a str {
        self.key.attribute.unwrap_or(self.key.id)
    }

    fn names(&self, wanted: fn(Target<'a>) -> bool) -> impl Iterator<Item = &'a str> {
        let references = self.references.iter();
        references.filter_map(move |r| wanted(r.target).then_some(r.name))
    }

    fn collect(&mut self, pattern: &'a Pattern<&'a str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &'a Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                self.selectors.push(Selector {
                    on: selector,
                    arms: variants,
                });
                for variant in variants {
                    self.collect(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<&'a str>) {
        let mut refer = |target, name| self.references.push(Reference { target, name });
        match inline {
            InlineExpression::VariableReference { id } => refer(Target::Variable, id.name),
            InlineExpression::MessageReference { id, attribute } => {
                refer(Target::Message(attribute.as_ref().map(|a| a.name)), id.name);
            }
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                refer(Target::Term(attribute.as_ref().map(|a| a.name)), id.name);
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::FunctionReference { id, arguments } => {
                refer(Target::Function, id.name);
                self.arguments(arguments);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn arguments(&mut self, arguments: &'a ast::CallArguments<&'a str>) {
        for argument in &arguments.positional {
            self.inline(argument);
        }
        for argument in &arguments.named {
            self.inline(&argument.value);
        }
    }
}

impl Selector<'_> {
    /// Whether its arms are plural categories.
    pub(super) fn is_plural(&self) -> bool {
        super::reading::is_plural(self.on, self.arms)
    }
}

impl std::fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.kind == Kind::Term {
            f.write_str("-")?;
        }
        f.write_str(self.id)?;
        match self.attribute {
            Some(attribute) => write!(f, ".{attribute}"),
            None => Ok(()),
        }
    }
}

/// The id that a line of an unreadable entry defines or was to define: `-term` of `-term: …`.
fn defined_id(line: &str) -> Option<&str> {
    let hyphen = usize::from(line.starts_with('-'));
    let bare = &line[hyphen..];
    let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let length = bare.find(|c| !is_inner(c)).unwrap_or(bare.len());
    let is_id = bare.starts_with(|c: char| c.is_ascii_alphabetic());
    is_id.then(|| &line[..hyphen + length])
}
