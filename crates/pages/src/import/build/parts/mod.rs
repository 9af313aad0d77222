//! The settled tree as parts, steps and messages.

mod commands;
mod figures;
mod messages;

use std::collections::BTreeMap;

use super::code;
use super::facts::Facts;
use super::names::Names;
use super::node::{Kind, Node, Says};
use super::{Options, Pages, Remarks};
use crate::import::model::{
    Each, Effect, Label, Message, Parameter, Part, PartKind, Piece, Step, Variants,
};
use runproof_language::Locale;
use runproof_model::runbook::TAKEN_IN_STEP;

/// What parts are made of.
pub(super) struct Built {
    pub(super) title: Message,
    pub(super) page: Vec<Part>,
    pub(super) steps: Vec<Step>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) facts: Vec<(String, Vec<String>)>,
}

/// Names that messages of a definition have already.
const RESERVED: &[&str] = &["title", "product", "summary", "procedure"];

/// Makes parts of places.
pub(super) fn build(
    titles: &Node<'_>,
    nodes: &[Node<'_>],
    pages: &Pages<'_, '_>,
    glossary: &[Label],
    options: &Options,
    remarks: &mut Remarks,
) -> Built {
    let mut builder = Builder {
        pages,
        glossary,
        remarks,
        parameters: Vec::new(),
        facts: Facts::default(),
        steps: Vec::new(),
        trailing: vec![Vec::new(); pages.inputs.len()],
        unwritten: BTreeMap::new(),
    };
    let mut names = Names::reserving(RESERVED);
    let all: Vec<usize> = (0..pages.leads.len()).collect();
    let title = builder.title(titles, options);
    let page = builder.page(nodes, &all, &mut names);
    builder.say_trailing();
    builder.say_unwritten();
    Built {
        title,
        page,
        steps: builder.steps,
        parameters: builder.parameters,
        facts: builder.facts.all,
    }
}

struct Builder<'a, 'i, 'p> {
    pages: &'a Pages<'i, 'p>,
    glossary: &'a [Label],
    remarks: &'a mut Remarks,
    parameters: Vec<Parameter>,
    facts: Facts,
    steps: Vec<Step>,
    /// Commands that end in blanks, by page.
    trailing: Vec<Vec<runproof_core::diagnostic::Span>>,
    /// Languages that have no page for a product, by the product's place.
    unwritten: BTreeMap<(Locale, usize), Filled>,
}

/// Where the words came from that a language has for a product without a page of its own.
#[derive(Debug, Default)]
struct Filled {
    /// From another product that says the same in the leading language.
    same: usize,
    /// From the leading language.
    leading: usize,
}

/// Where a part stands.
struct Scope<'s> {
    names: &'s mut Names,
    is_step: bool,
}

impl Builder<'_, '_, '_> {
    fn title(&mut self, titles: &Node<'_>, options: &Options) -> Message {
        let mut title = self.message(titles, "title".to_owned());
        for (page, input) in self.pages.inputs.iter().enumerate() {
            if titles.cell(page).is_none() {
                let place = input.page.source.line(1);
                let message = "the page has no title".to_owned();
                self.remarks.with(Effect::Form, page, place, message);
            }
        }
        if title.words.is_empty() {
            let words = vec![Piece::Text(options.id.clone())];
            let variants = 0..self.pages.leads.len();
            let own = variants.map(|variant| (variant, words.clone())).collect();
            title.words.insert(options.source.clone(), own);
        }
        title
    }

    fn page(&mut self, nodes: &[Node<'_>], all: &[usize], names: &mut Names) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut before = String::new();
        for node in nodes {
            let kind = match node.kind {
                Kind::Heading(level) => {
                    let name = names.name(&self.naming(node), "heading");
                    PartKind::Heading {
                        level,
                        text: self.message(node, name),
                    }
                }
                Kind::Procedure => {
                    let first = self.steps.len();
                    for step in &node.children {
                        let step = self.step(step, all, names);
                        self.steps.push(step);
                    }
                    PartKind::Steps(first..self.steps.len())
                }
                _ => {
                    let mut scope = Scope {
                        names,
                        is_step: false,
                    };
                    parts.extend(self.part(node, all, &before, &mut scope));
                    before = self.lead_in(node);
                    continue;
                }
            };
            before.clear();
            parts.push(Part {
                variants: variants(node, all),
                kind,
                comments: Vec::new(),
            });
        }
        parts
    }

    fn step(&mut self, node: &Node<'_>, all: &[usize], names: &mut Names) -> Step {
        let (first, rest) = match node.children.split_first() {
            Some((first, rest)) if first.kind == Kind::Text && first.variants == node.variants => {
                (Some(first), rest)
            }
            _ => (None, &node.children[..]),
        };
        let mut naming = self.naming(first.unwrap_or(node));
        if let Some(program) = first
            .filter(|_| super::names::only_runs(&naming))
            .and_then(|_| self.program(rest))
        {
            naming = format!("run {program}");
        }
        let id = names.name(&naming, "step");
        let text = match first {
            Some(first) => self.message(first, id.clone()),
            // A step that begins with a picture, a list or a command.
            None => self.empty(node, id.clone()),
        };
        let taken: Vec<&str> = TAKEN_IN_STEP.iter().map(|(name, _)| *name).collect();
        let mut own = Names::reserving(&taken);
        let mut scope = Scope {
            names: &mut own,
            is_step: true,
        };
        let before = first.map(|first| self.lead_in(first)).unwrap_or_default();
        let body = self.parts(rest, &node.variants, before, &mut scope);
        Step {
            id,
            variants: variants(node, all),
            text,
            body,
            comments: Vec::new(),
        }
    }

    /// What the first block of code among some places runs.
    fn program(&self, nodes: &[Node<'_>]) -> Option<String> {
        let code = nodes.iter().find(|node| node.kind == Kind::Code)?;
        let page = self.namer(code)?;
        let Says::Code(code) = code.cell(page)?.says else {
            return None;
        };
        code::program(&code.text)
    }

    fn parts(
        &mut self,
        nodes: &[Node<'_>],
        inherited: &[usize],
        mut before: String,
        scope: &mut Scope<'_>,
    ) -> Vec<Part> {
        let mut parts = Vec::new();
        // As deep as the pages are, which `read` bounds.
        for node in nodes {
            parts.extend(self.part(node, inherited, &before, scope));
            if node.kind != Kind::Code {
                before = self.lead_in(node);
            }
        }
        parts
    }

    fn part(
        &mut self,
        node: &Node<'_>,
        inherited: &[usize],
        before: &str,
        scope: &mut Scope<'_>,
    ) -> Option<Part> {
        let mut comments = Vec::new();
        let kind = match node.kind {
            Kind::Text | Kind::Heading(_) | Kind::Cell => {
                let name = scope.names.name(&self.naming(node), "text");
                PartKind::Text(self.message(node, name))
            }
            Kind::Code => self.code(node, before, scope, &mut comments),
            Kind::Image => self.image(node, scope)?,
            Kind::Bullets => PartKind::Bullets(self.items(node, before, scope)),
            Kind::Numbers(start) => PartKind::Numbers {
                start,
                items: self.items(node, before, scope),
            },
            Kind::Table => self.table(node, scope),
            Kind::Note(kind) => PartKind::Note {
                kind,
                parts: self.parts(&node.children, &node.variants, String::new(), scope),
            },
            Kind::Quote | Kind::Procedure | Kind::Step | Kind::Item | Kind::Row => {
                PartKind::Quote(self.parts(&node.children, &node.variants, String::new(), scope))
            }
        };
        Some(Part {
            variants: variants(node, inherited),
            kind,
            comments,
        })
    }

    /// The items of a list. What an item holds that not all products have says so itself, and an
    /// item of which a product has nothing is no item there.
    fn items(&mut self, node: &Node<'_>, before: &str, scope: &mut Scope<'_>) -> Vec<Vec<Part>> {
        let item =
            |item: &Node<'_>| self.parts(&item.children, &node.variants, before.to_owned(), scope);
        node.children.iter().map(item).collect()
    }
}

/// The products of a place among those of what it stands in.
fn variants(node: &Node<'_>, inherited: &[usize]) -> Variants {
    if node.variants == inherited {
        Variants::All
    } else {
        Variants::Only(node.variants.clone())
    }
}

fn each<T: PartialEq>(mut all: Vec<(usize, T)>) -> Each<T> {
    if all.windows(2).all(|pair| pair[0].1 == pair[1].1)
        && let Some((_, one)) = all.pop()
    {
        return Each::Same(one);
    }
    Each::Differs(all)
}
