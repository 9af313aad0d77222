//! Makes one model of pages: reads each as a tree ([`raw`]), lays the trees upon each other
//! ([`merge`]), says what only some have ([`settle`]), finds counts ([`counts`]) and labels
//! ([`labels`]), and writes it all as parts and steps ([`parts`]).

mod code;
mod counts;
mod facts;
mod labels;
mod merge;
mod names;
mod node;
mod parts;
mod raw;
mod settle;
mod similar;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use super::model::{Effect, Imported, Remark, Variant};
use super::{Input, Options};
use merge::{Merger, steps_in_common};
use node::{Kind, Node};
use runproof_core::diagnostic::{Diagnostic, Location, Span, codes};
use runproof_language::Locale;

codes! {
    /// Two pages of the same language for the same product.
    ///
    /// A definition holds each language of each product once. Leave one of the two pages out, or
    /// say for which product each is.
    pub PAGE_TWICE = "page-twice", Error;
    /// Pages that are brought in, and the leading one has no procedure.
    ///
    /// A procedure is a numbered list that stands in the page itself, not within another list or a note.
    /// The leading page of a product, that in the language that leads, says what the product has.
    pub NO_PROCEDURE = "nothing-to-import", Error;
    /// Pages that are not the same page in other languages or for other products.
    ///
    /// Hardly anything of the one stands beside anything of the other. Pages are held against
    /// each other by their order, commands, pictures, numbers and bold texts, and by their words where the
    /// language is the same.
    pub OTHER_PAGE = "other-page", Error;
}

/// Makes one model of pages of several languages and products.
///
/// # Errors
/// There is no page, none of them has a procedure, two are of the same language and product, or
/// they are not the same page.
pub fn build(inputs: &[Input<'_>], options: &Options) -> Result<Imported, Vec<Diagnostic>> {
    check(inputs)?;
    let pages = Pages::of(inputs, &options.source);
    let mut remarks = Remarks::default();
    let mut titles = Node {
        kind: Kind::Heading(1),
        cells: Vec::new(),
        children: Vec::new(),
        variants: (0..pages.leads.len()).collect(),
    };
    let mut trees = Vec::new();
    for (page, input) in inputs.iter().enumerate() {
        let raw = raw::read(input, page, inputs.len(), &mut remarks);
        titles.cells.push(raw.title);
        trees.push(Some(raw.nodes));
    }
    let nodes = lay(&pages, trees, &mut remarks)?;
    let all: Vec<usize> = (0..inputs.len()).collect();
    let mut nodes = settle::settle(nodes, &all, &pages, &mut remarks);
    if !nodes.iter().any(|node| node.kind == Kind::Procedure) {
        let at = pages.leads.first().and_then(|lead| inputs.get(*lead));
        let message = "the page has no procedure: a numbered list that stands in the page itself";
        let mut finding = Diagnostic::nowhere(&NO_PROCEDURE, message);
        finding.location = at.map(whole);
        return Err(vec![finding]);
    }
    counts::count(&mut nodes, &pages, &mut remarks);
    let glossary = labels::label(&mut nodes, &pages, &mut remarks);
    let built = parts::build(&titles, &nodes, &pages, &glossary, options, &mut remarks);
    let variants = pages.variants.iter().enumerate().map(|(at, id)| Variant {
        id: (*id).to_owned(),
        product: inputs
            .iter()
            .filter(|input| input.variant == *id)
            .map(|input| (input.locale.clone(), input.product.clone()))
            .collect(),
        facts: built
            .facts
            .iter()
            .map(|(name, values)| (name.clone(), values[at].clone()))
            .collect(),
    });
    Ok(Imported {
        id: options.id.clone(),
        source: options.source.clone(),
        locales: pages.locales.clone(),
        variants: variants.collect(),
        parameters: built.parameters,
        title: built.title,
        page: built.page,
        steps: built.steps,
        glossary,
        undecided: remarks.finish(&pages),
    })
}

/// Whether every page is of another language or product.
fn check(inputs: &[Input<'_>]) -> Result<(), Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let mut known: BTreeMap<(&str, &Locale), &Input<'_>> = BTreeMap::new();
    for input in inputs {
        if let Some(first) = known.insert((&input.variant, &input.locale), input) {
            let message = format!(
                "a second page in `{}` for `{}`",
                input.locale, input.variant
            );
            let finding = Diagnostic::at(&PAGE_TWICE, whole(input), message)
                .related(whole(first), "the first");
            findings.push(finding.help("leave one out, or say for which product each is"));
        }
    }
    if inputs.is_empty() {
        findings.push(Diagnostic::nowhere(&NO_PROCEDURE, "there is no page"));
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(findings)
    }
}

/// Lays all pages upon each other: the languages of each product first, its leading page before
/// the others; then the products.
fn lay<'p>(
    pages: &Pages<'_, 'p>,
    mut trees: Vec<Option<Vec<Node<'p>>>>,
    remarks: &mut Remarks,
) -> Result<Vec<Node<'p>>, Vec<Diagnostic>> {
    let words = |input: &Input<'_>| -> Vec<String> {
        let words = input.product.split(|c: char| !c.is_alphanumeric());
        words.map(str::to_lowercase).collect()
    };
    let merger = Merger {
        inputs: pages.inputs,
        source: pages.source,
        names: pages.inputs.iter().flat_map(words).collect(),
    };
    let mut findings = Vec::new();
    let mut whole_tree: Option<(usize, Vec<Node<'p>>)> = None;
    for (variant, lead) in pages.leads.iter().enumerate() {
        let Some(mut tree) = trees[*lead].take() else {
            continue;
        };
        for (page, other) in trees.iter_mut().enumerate() {
            if pages.variant(page) != variant {
                continue;
            }
            let Some(other) = other.take() else { continue };
            tree = merger.nodes(tree, other, remarks);
            findings.extend(pages.stranger(&tree, *lead, page));
        }
        whole_tree = Some(match whole_tree {
            None => (*lead, tree),
            Some((first, known)) => {
                let both = merger.nodes(known, tree, remarks);
                findings.extend(pages.stranger(&both, first, *lead));
                (first, both)
            }
        });
    }
    if findings.is_empty() {
        Ok(whole_tree.map(|(_, tree)| tree).unwrap_or_default())
    } else {
        Err(findings)
    }
}

/// The pages and what they are to each other.
pub(super) struct Pages<'i, 'p> {
    inputs: &'i [Input<'p>],
    source: &'i Locale,
    /// Ids of the products, in the order of the pages.
    variants: Vec<&'i str>,
    /// Languages, the leading one first.
    locales: Vec<Locale>,
    /// Of each product the page that says what it has: that in the leading language, else its first.
    leads: Vec<usize>,
}

impl<'i, 'p> Pages<'i, 'p> {
    fn of(inputs: &'i [Input<'p>], source: &'i Locale) -> Self {
        let mut variants: Vec<&str> = Vec::new();
        let mut locales = vec![source.clone()];
        for input in inputs {
            if !variants.contains(&input.variant.as_str()) {
                variants.push(&input.variant);
            }
            if !locales.contains(&input.locale) {
                locales.push(input.locale.clone());
            }
        }
        let lead = |variant: &&str| {
            let of = |input: &Input<'_>| input.variant == *variant;
            let leading = inputs
                .iter()
                .position(|input| of(input) && input.locale == *source);
            leading.or_else(|| inputs.iter().position(of))
        };
        let leads = variants.iter().filter_map(lead).collect();
        Self {
            inputs,
            source,
            variants,
            locales,
            leads,
        }
    }

    /// The place of a page's product.
    fn variant(&self, page: usize) -> usize {
        let id = self.inputs.get(page).map(|input| input.variant.as_str());
        let found = self
            .variants
            .iter()
            .position(|variant| Some(*variant) == id);
        found.unwrap_or_default()
    }

    /// Whether there is a page in a language for a product.
    fn has(&self, locale: &Locale, variant: usize) -> bool {
        let id = self.variants.get(variant);
        let is_it = |input: &Input<'_>| input.locale == *locale && Some(&&*input.variant) == id;
        self.inputs.iter().any(is_it)
    }

    /// A finding where a page is not the same page as another.
    fn stranger(&self, nodes: &[Node<'_>], lead: usize, page: usize) -> Option<Diagnostic> {
        let asset = |page: usize| {
            let front = &self.inputs[page].page.front;
            front.get("ms.assetid").map(|entry| entry.value.as_str())
        };
        let (mut both, mut least) = steps_in_common(nodes, lead, page);
        let mut what = "steps";
        if least == 0 {
            // One of them has no procedure: then what else they have must do.
            let has = |page: usize| nodes.iter().filter(move |node| node.cell(page).is_some());
            both = has(lead).filter(|node| node.cell(page).is_some()).count();
            least = has(lead).count().min(has(page).count());
            what = "parts";
        }
        let share = both as f64 / least.max(1) as f64;
        let enough = match (asset(lead), asset(page)) {
            (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => return None,
            (Some(_), Some(_)) => 0.5,
            _ => 0.3,
        };
        if share >= enough && both > 0 {
            return None;
        }
        let message = format!(
            "not the same page: {both} of {least} {what} stand beside one of the other page's"
        );
        let finding = Diagnostic::at(&OTHER_PAGE, whole(&self.inputs[page]), message)
            .related(whole(&self.inputs[lead]), "the page it was held against");
        Some(finding)
    }
}

/// What is found while the model is made.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// The page, the place, what is said, and what it means.
    all: Vec<(usize, Span, String, Effect)>,
    /// What is true of all pages together.
    nowhere: Vec<String>,
}

impl Remarks {
    /// Something to know, at a place of a page that is kept as it is.
    fn at(&mut self, page: usize, span: Span, message: String) {
        self.with(Effect::Kept, page, span, message);
    }

    /// Something to know that has no place.
    fn nowhere(&mut self, message: String) {
        self.nowhere.push(message);
    }

    /// Something to know, at a place of a page that is written differently.
    fn with(&mut self, effect: Effect, page: usize, span: Span, message: String) {
        self.all.push((page, span, message, effect));
    }

    /// By page and place; what is said twice of one place, once.
    fn finish(mut self, pages: &Pages<'_, '_>) -> Vec<Remark> {
        self.all
            .sort_by(|a, b| (a.0, a.1, &a.2, &a.3).cmp(&(b.0, b.1, &b.2, &b.3)));
        self.all.dedup();
        let remark = |(page, span, message, effect): (usize, Span, String, Effect)| Remark {
            location: Some(Location::new(&pages.inputs[page].page.source, span)),
            message,
            effect,
        };
        let nowhere = self.nowhere.into_iter().map(|message| Remark {
            location: None,
            message,
            effect: Effect::Kept,
        });
        nowhere.chain(self.all.into_iter().map(remark)).collect()
    }
}

/// The first line of a page.
fn whole(input: &Input<'_>) -> Location {
    let source = &input.page.source;
    Location::new(source, source.line(1))
}

/// The beginning of a text, as one line.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = similar::squeezed(text);
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
