//! The settled tree as parts, steps and messages.

use super::code::{self, Reading};
use super::facts::Facts;
use super::names::{Names, kebab};
use super::node::{Kind, Node, Says};
use super::words::shown;
use super::{Options, Pages, Remarks};
use crate::page::import::model::{
    Column, Command, CommandPiece, Each, Effect, Label, Message, Parameter, Part, PartKind, Piece,
    Step, Variants, Words,
};
use crate::page::{Align, Image};

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

/// Names that attributes of a step's message have already.
const RESERVED_IN_STEP: &[&str] = &["title", "yes", "no"];

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
    };
    let mut names = Names::reserving(RESERVED);
    let all: Vec<usize> = (0..pages.leads.len()).collect();
    let title = builder.title(titles, options);
    let page = builder.page(nodes, &all, &mut names);
    builder.say_trailing();
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
    trailing: Vec<Vec<crate::diagnostic::Span>>,
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
        let mut own = Names::reserving(RESERVED_IN_STEP);
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

    fn code(
        &mut self,
        node: &Node<'_>,
        before: &str,
        scope: &Scope<'_>,
        comments: &mut Vec<String>,
    ) -> PartKind {
        let mut language = None;
        let mut texts: Vec<(usize, String)> = Vec::new();
        let mut is_run = scope.is_step;
        for variant in &node.variants {
            let lead = self.pages.leads[*variant];
            let Some(Says::Code(code)) = node.cell(lead).map(|cell| &cell.says) else {
                continue;
            };
            if scope.is_step {
                let reading = code::reading(&code.text, code.language.as_deref(), before);
                is_run &= reading == Reading::Run;
                if let Reading::Sample(Some(why)) = reading
                    && !comments.iter().any(|known| known == why)
                {
                    comments.push(why.to_owned());
                }
            }
            language = language.or_else(|| code.language.clone());
            texts.push((*variant, code.text.clone()));
        }
        self.compare(node, is_run);
        if is_run {
            comments.clear();
            let cleaned: Vec<(usize, String)> = texts
                .into_iter()
                .map(|(variant, text)| (variant, code::clean(&text)))
                .collect();
            if cleaned.iter().any(|(_, text)| has_bare_blanks(text)) {
                comments.push(
                    "the path holds blanks and stands without quotes, as in the page: a shell \
                     does not take it so"
                        .to_owned(),
                );
            }
            return PartKind::Run(self.command(cleaned));
        }
        let is_same = |of: &dyn Fn(&str) -> String| {
            let mut all = texts.iter().map(|(_, text)| of(text));
            let first = all.next();
            all.all(|text| Some(text) == first)
        };
        let text = if is_same(&|text| text.to_owned()) || !is_same(&|text| code::clean(text)) {
            each(texts)
        } else {
            each(
                texts
                    .into_iter()
                    .map(|(variant, text)| (variant, code::clean(&text)))
                    .collect(),
            )
        };
        PartKind::Sample { text, language }
    }

    fn command(&mut self, texts: Vec<(usize, String)>) -> Command {
        let is_for_all = texts.len() == self.pages.leads.len();
        let is_same = texts.windows(2).all(|pair| pair[0].1 == pair[1].1);
        if !is_same && is_for_all {
            let all: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
            if let Some(common) = self.facts.common(&all) {
                let mut pieces = code::pieces(&common.before, &mut self.parameters);
                pieces.push(CommandPiece::Fact(common.fact));
                pieces.extend(code::pieces(&common.after, &mut self.parameters));
                return Command {
                    text: Each::Same(pieces),
                };
            }
        }
        let mut pieces = Vec::new();
        for (variant, text) in texts {
            pieces.push((variant, code::pieces(&text, &mut self.parameters)));
        }
        Command { text: each(pieces) }
    }

    /// Holds the code of translations against that of their product's leading page.
    fn compare(&mut self, node: &Node<'_>, is_run: bool) {
        for page in node.pages() {
            let Some(cell) = node.cell(page) else {
                continue;
            };
            let Says::Code(own) = cell.says else { continue };
            if is_run && own.text.lines().any(|line| line.trim_end() != line) {
                self.trailing[page].push(cell.span);
            }
            let lead = self.pages.leads[self.pages.variant(page)];
            let Some(Says::Code(leading)) = node.cell(lead).map(|cell| &cell.says) else {
                continue;
            };
            let (ours, theirs) = (code::clean(&own.text), code::clean(&leading.text));
            if page == lead || super::similar::squeezed(&ours) == super::similar::squeezed(&theirs)
            {
                continue;
            }
            let (mine, named) = (code::placeholders(&ours), code::placeholders(&theirs));
            let differ = mine
                .iter()
                .zip(&named)
                .find(|((_, a), (_, b))| a != b)
                .map(|((_, a), (_, b))| format!("`{a}` here, `{b}` in the leading page"));
            let is_only_names =
                mine.len() == named.len() && without(&ours, &mine) == without(&theirs, &named);
            let message = match differ.filter(|_| is_only_names) {
                Some(differ) => {
                    format!("a placeholder is translated: {differ}, which was taken")
                }
                None => format!(
                    "the code differs from the leading page's, which was taken: “{}”",
                    super::excerpt(&ours)
                ),
            };
            self.remarks.with(Effect::Code, page, cell.span, message);
        }
    }

    fn say_trailing(&mut self) {
        for (page, spans) in self.trailing.iter().enumerate() {
            let Some(first) = spans.first() else { continue };
            let message = match spans.len() {
                1 => "a command ends in blanks: dropped".to_owned(),
                n => format!("{n} commands end in blanks, this one first: dropped"),
            };
            self.remarks.at(page, *first, message);
        }
    }

    fn image(&mut self, node: &Node<'_>, scope: &mut Scope<'_>) -> Option<PartKind> {
        let mut sources = Vec::new();
        for variant in &node.variants {
            if let Some(image) = image(node, self.pages.leads[*variant]) {
                sources.push((*variant, image.source.clone()));
            }
        }
        for page in node.pages() {
            let lead = self.pages.leads[self.pages.variant(page)];
            let (Some(own), Some(leading), Some(cell)) =
                (image(node, page), image(node, lead), node.cell(page))
            else {
                continue;
            };
            if own.source != leading.source {
                let message = format!(
                    "the picture is `{}` here and `{}` in the leading page, which was taken",
                    own.source, leading.source
                );
                self.remarks.with(Effect::Picture, page, cell.span, message);
            }
        }
        if sources.is_empty() {
            return None;
        }
        let alt = self.of_image(node, "alt", scope, |image| &image.alt);
        let title = self.of_image(node, "title", scope, |image| &image.title);
        Some(PartKind::Image {
            source: each(sources),
            alt,
            title,
        })
    }

    /// A message of what pages say of a picture, where any does.
    fn of_image(
        &self,
        node: &Node<'_>,
        what: &str,
        scope: &mut Scope<'_>,
        says: impl Fn(&Image) -> &String,
    ) -> Option<Message> {
        let mut message = Message {
            name: String::new(),
            words: std::collections::BTreeMap::new(),
        };
        let mut naming = String::new();
        for page in node.pages() {
            let Some(text) = image(node, page).map(&says).filter(|text| !text.is_empty()) else {
                continue;
            };
            let input = &self.pages.inputs[page];
            if naming.is_empty() || input.locale == *self.pages.source {
                naming.clone_from(text);
            }
            let own = message.words.entry(input.locale.clone()).or_default();
            own.push((self.pages.variant(page), vec![Piece::Text(text.clone())]));
        }
        if message.words.is_empty() {
            return None;
        }
        let words = naming
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ");
        let named = kebab(&words);
        // A file's name is no name.
        let is_speaking = !named.is_empty() && !naming.contains(|c: char| c.is_ascii_digit());
        message.name = scope.names.numbered(&match is_speaking {
            true => format!("picture-{named}-{what}"),
            false => format!("picture-{what}"),
        });
        order(&mut message);
        Some(message)
    }

    fn table(&mut self, node: &Node<'_>, scope: &mut Scope<'_>) -> PartKind {
        let lead = node
            .variants
            .first()
            .map(|variant| self.pages.leads[*variant]);
        let align: &[Align] = match lead.and_then(|lead| node.cell(lead)).map(|cell| &cell.says) {
            Some(Says::Columns(align)) => align,
            _ => &[],
        };
        let (head, rows) = match node.children.split_first() {
            Some((head, rows)) => (&head.children[..], rows),
            None => (&[][..], &[][..]),
        };
        let heads: Vec<String> = head.iter().map(|cell| self.naming(cell)).collect();
        let name = scope.names.name(&heads.join(" "), "table");
        let mut taken = Names::default();
        let mut columns = Vec::new();
        for (at, cell) in head.iter().enumerate() {
            let column = taken.name(&heads[at], "column");
            let head = self.message(cell, scope.names.numbered(&format!("{name}-{column}")));
            columns.push(Column {
                name: column,
                align: align.get(at).copied().unwrap_or_default(),
                head,
            });
        }
        let mut taken = Names::default();
        let mut filled = Vec::new();
        for row in rows {
            let naming = row.children.first().map(|cell| self.naming(cell));
            let own = taken.name(&naming.unwrap_or_default(), "row");
            let mut cells = Vec::new();
            for (cell, column) in row.children.iter().zip(&columns) {
                let id = format!("{name}-{own}-{}", column.name);
                cells.push(self.message(cell, scope.names.numbered(&id)));
            }
            filled.push((own, cells));
        }
        PartKind::Table {
            name,
            columns,
            rows: filled,
        }
    }

    /// The words of a place in every language and for every product that has it.
    fn message(&self, node: &Node<'_>, name: String) -> Message {
        let mut message = Message {
            name,
            words: std::collections::BTreeMap::new(),
        };
        for page in node.pages() {
            if let Some(words) = node.words(page) {
                let input = &self.pages.inputs[page];
                let own = message.words.entry(input.locale.clone()).or_default();
                own.push((self.pages.variant(page), words.clone()));
            }
        }
        order(&mut message);
        message
    }

    /// A message of no words, for all who have a place.
    fn empty(&self, node: &Node<'_>, name: String) -> Message {
        let mut message = Message {
            name,
            words: std::collections::BTreeMap::new(),
        };
        for page in node.pages() {
            let own = message
                .words
                .entry(self.pages.inputs[page].locale.clone())
                .or_default();
            own.push((self.pages.variant(page), Words::new()));
        }
        order(&mut message);
        message
    }

    /// The page whose words name a place: in the leading language, if there is one.
    fn namer(&self, node: &Node<'_>) -> Option<usize> {
        let mut pages = node.pages();
        let leading = pages.find(|page| self.pages.inputs[*page].locale == *self.pages.source);
        leading.or_else(|| node.pages().next())
    }

    fn naming(&self, node: &Node<'_>) -> String {
        let mut text = String::new();
        let Some(page) = self.namer(node) else {
            return text;
        };
        let locale = &self.pages.inputs[page].locale;
        let label = |place: usize| {
            let label = self.glossary.get(place);
            label
                .and_then(|label| label.texts.get(locale))
                .map_or("", String::as_str)
        };
        node.walk(&mut |node| {
            if let Some(words) = node.words(page) {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&shown(words, &label));
            }
        });
        text
    }

    /// The words that lead to what stands behind a place.
    fn lead_in(&self, node: &Node<'_>) -> String {
        match node.kind {
            Kind::Text => self.naming(node),
            _ => String::new(),
        }
    }
}

fn image<'p>(node: &Node<'p>, page: usize) -> Option<&'p Image> {
    match node.cell(page)?.says {
        Says::Image(image) => Some(image),
        _ => None,
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

fn order(message: &mut Message) {
    for words in message.words.values_mut() {
        words.sort_by_key(|(variant, _)| *variant);
    }
}

/// A text without its placeholders.
fn without(text: &str, placeholders: &[(std::ops::Range<usize>, &str)]) -> String {
    let mut bare = text.to_owned();
    for (range, _) in placeholders.iter().rev() {
        bare.replace_range(range.clone(), "<>");
    }
    super::similar::squeezed(&bare)
}

/// Whether a path with blanks stands at the start of a text, without quotes.
fn has_bare_blanks(text: &str) -> bool {
    let Some((root, rest)) = text.split_once('\\') else {
        return false;
    };
    let is_bare = !root.contains(['"', '\'']) && !root.trim_matches(['<', '>']).contains('-');
    let program = rest.rsplit_once('\\').map_or("", |(folder, _)| folder);
    is_bare && program.contains(' ') && !program.contains(['"', '\'', '-'])
}
