//! Parts of steps and pages: from what is written in a `body` to what is meant.
//!
//! How deep they stand in each other is bounded by the reader of YAML.

use std::collections::HashMap;
use std::sync::Arc;

use super::lower::{DUPLICATE_NAME, Lowering, MISSING_FACT, STEP_KIND};
use super::syntax::{self, Align};
use super::{Column, Group, List, Part, PartId, Picture, Runbook, Says, Table};
use crate::diagnostic::{Span, codes};
use crate::yaml::{OneOrEach, Spanned};

codes! {
    /// A part of a page or of a step that is nothing, two things at once, or in the wrong place.
    ///
    /// A part has exactly one of `text`, `heading`, `steps`, `bullets`, `numbers`, `run`,
    /// `sample`, `image`, `table`, `note` and `quote`, and what belongs to one of them (`level`
    /// to a heading, `columns` to a table, `until` to `run`) stands with no other. Headings and
    /// procedures stand on the page itself, commands in steps.
    pub(crate) PART_KIND = "part-kind", Error;

    /// A page whose procedures are not the steps.
    ///
    /// Together the `steps` of a page are all steps, each once, in the order in which the
    /// definition has them: a step that stood nowhere would be audited and never be read.
    ///
    /// Correct `from` and `to`, or move the step.
    pub(crate) PAGE_STEPS = "page-steps", Error;
}

/// The kinds of part, as they are written.
const KINDS: &str = "`text`, `heading`, `steps`, `bullets`, `numbers`, `run`, `sample`, `image`, \
                     `table`, `note` and `quote`";

/// What parts stand in, and what is gathered from them.
pub(super) struct Body<'r> {
    runbook: &'r Runbook,
    commands: Commands<'r>,
    names: Names,
}

/// Whether there are commands among the parts.
enum Commands<'r> {
    /// On a page there are none.
    None,
    /// In a step there may be.
    Of {
        /// The items that the step is carried out for.
        enclosing: Vec<&'r List>,
        /// What is run, in reading order.
        groups: Vec<Group>,
    },
}

/// The names that parts may not have, and those that they have.
#[derive(Default)]
pub(super) struct Names {
    known: HashMap<String, Means>,
}

/// What a name stands for. Words may stand in two places; a cell is one cell.
#[derive(Clone, PartialEq, Eq)]
enum Means {
    Taken(String),
    Words,
    Cell {
        table: String,
        row: Option<String>,
        column: String,
    },
}

impl Names {
    /// A name that no part may have, and what it is.
    pub(super) fn take(&mut self, name: impl Into<String>, what: impl Into<String>) {
        self.known.insert(name.into(), Means::Taken(what.into()));
    }
}

/// What a step's `body` comes to.
pub(super) struct Arranged {
    pub(super) parts: Vec<Part>,
    pub(super) groups: Vec<Group>,
}

impl<'r> Body<'r> {
    pub(super) fn of_page(runbook: &'r Runbook, names: Names) -> Self {
        Self {
            runbook,
            commands: Commands::None,
            names,
        }
    }
}

impl Lowering<'_> {
    /// The parts of a step, and what they run.
    pub(super) fn body(
        &mut self,
        written: Vec<Spanned<syntax::Part>>,
        variants: &[usize],
        enclosing: &[&List],
        runbook: &Runbook,
    ) -> Arranged {
        let mut names = Names::default();
        names.take("title", "the step's title");
        for case in ["if-yes", "if-no", "yes", "no"] {
            names.take(case, "a case of a decision");
        }
        let mut body = Body {
            runbook,
            commands: Commands::Of {
                enclosing: enclosing.to_vec(),
                groups: Vec::new(),
            },
            names,
        };
        let parts = self.parts(written, variants, &mut body);
        Arranged {
            parts,
            groups: match body.commands {
                Commands::Of { groups, .. } => groups,
                Commands::None => Vec::new(),
            },
        }
    }

    /// What a body stands for must not stand beside it.
    pub(super) fn beside_body(&mut self, written: &syntax::Step) {
        let beside = [
            ("run", written.run.as_ref().map(|run| run.span)),
            ("commands", written.commands.as_ref().map(|c| c.span)),
            ("until", written.until.as_ref().map(|until| until.span)),
            ("expect", written.expect.as_ref().map(|expect| expect.span)),
            ("results", written.results.first().map(|r| r.span)),
            ("notes", written.notes.first().map(|note| note.id.span)),
        ];
        for (key, span) in beside {
            let Some(span) = span else { continue };
            let help = match key {
                "run" | "commands" => "write each command as a part of the body: `- run: …`",
                "until" | "expect" => "write it in the part with the command that it is about",
                "results" => "write each as a part of the body: `- text: …`",
                _ => "write each as a part of the body: `- note: [ { text: … } ]`",
            };
            self.find(&STEP_KIND, span, format!("`{key}` beside `body`"), help);
        }
    }

    /// Who carries out a step with a body: commands where there are some, else a person.
    pub(super) fn kind_with_body(
        &mut self,
        written: &syntax::Step,
        variants: &[usize],
        groups: &[Group],
        runbook: &Runbook,
    ) {
        let place = written.id.span;
        let mut given = Vec::new();
        if written.by.is_some() {
            given.push("by");
        }
        if written.decide.is_some() {
            given.push("decide");
        }
        let runs = |variant: &usize| groups.iter().any(|group| group.variants.contains(variant));
        let idle: Vec<usize> = variants.iter().copied().filter(|v| !runs(v)).collect();
        // Where only some variants run something, `by` speaks for the others.
        if !groups.is_empty() && (written.by.is_none() || idle.is_empty()) {
            given.push("run");
        }
        match given.as_slice() {
            [] => self.find(
                &STEP_KIND,
                place,
                "the step says neither who carries it out nor what is run",
                "write `by: hand`, `decide`, or a part of the body with `run`",
            ),
            [_] => {}
            many => self.find(
                &STEP_KIND,
                place,
                format!("`{}` in one step", many.join("` and `")),
                "write exactly one of `by: hand`, `decide`, and parts of the body with `run`",
            ),
        }
        if given.as_slice() == ["run"] {
            for variant in idle {
                let id = &runbook.variants[variant].id;
                self.find(
                    &STEP_KIND,
                    place,
                    format!("nothing is run in the variant `{id}`"),
                    "write `by: hand` if a person carries the step out there",
                );
            }
        }
        if !groups.is_empty() && !written.evidence.is_empty() {
            self.find(
                &STEP_KIND,
                place,
                "`evidence` beside commands",
                "the commands show that the step was carried out: remove `evidence`",
            );
        }
        let otherwise = written.otherwise.as_ref().map(|o| o.span);
        self.belongs(otherwise, "otherwise", "decide", &given);
        if groups.is_empty() && !written.evidence.is_empty() {
            self.belongs(Some(place), "evidence", "by", &given);
        }
    }

    pub(super) fn parts(
        &mut self,
        written: Vec<Spanned<syntax::Part>>,
        within: &[usize],
        body: &mut Body<'_>,
    ) -> Vec<Part> {
        written
            .into_iter()
            .filter_map(|part| self.part(part, within, body))
            .collect()
    }

    /// A part that stands in a step or in another part, or on the page as such a part does.
    fn part(
        &mut self,
        written: Spanned<syntax::Part>,
        within: &[usize],
        body: &mut Body<'_>,
    ) -> Option<Part> {
        let Spanned { mut value, span } = written;
        let kind = self.kind(&mut value, span)?;
        self.part_of(kind, value, within, body)
    }

    /// A part whose kind is known.
    pub(super) fn part_of(
        &mut self,
        kind: Kind,
        written: syntax::Part,
        within: &[usize],
        body: &mut Body<'_>,
    ) -> Option<Part> {
        let variants = self.narrowed(written.variants.as_ref(), within, body.runbook);
        let says = match kind {
            Kind::Text(name) => {
                self.kebab(&name, "the name of a text");
                Says::Text(self.part_name(&name, body))
            }
            Kind::Heading(Spanned { span, .. }) => {
                self.only_on_the_page("heading", span);
                return None;
            }
            Kind::Steps(Spanned { span, .. }) => {
                self.only_on_the_page("steps", span);
                return None;
            }
            Kind::Bullets(items) => Says::List {
                start: None,
                items: self.items(items, &variants, body),
            },
            Kind::Numbers(items) => Says::List {
                start: Some(written.start.map_or(1, |start| start.value)),
                items: self.items(items, &variants, body),
            },
            Kind::Run(run) => {
                let Commands::Of { enclosing, groups } = &mut body.commands else {
                    self.find(
                        &PART_KIND,
                        run.span,
                        "a command that is in no step",
                        "move it into the body of a step, or write it as a `sample`",
                    );
                    return None;
                };
                let group = syntax::Group {
                    id: None,
                    for_each: written.for_each,
                    run,
                    until: written.until,
                    expect: written.expect,
                };
                groups.push(self.group(group, &variants, enclosing, body.runbook));
                Says::Run(groups.len() - 1)
            }
            Kind::Sample(sample) => Says::Sample {
                texts: self.sample(sample, &variants, body.runbook),
                language: written.language.map(|language| language.value),
            },
            Kind::Image(image) => Says::Image(self.picture(image.value, body)),
            Kind::Table(name) => Says::Table(self.table(
                &name,
                written.columns,
                written.align,
                written.rows,
                body,
            )?),
            Kind::Note(parts) => Says::Note {
                kind: written.kind.map(|kind| kind.value).unwrap_or_default(),
                parts: self.filled_with(parts, "a note", &variants, body),
            },
            Kind::Quote(parts) => Says::Quote(self.filled_with(parts, "a quote", &variants, body)),
        };
        Some(Part { variants, says })
    }

    /// The one thing that a part is, taken out of it.
    pub(super) fn kind(&mut self, part: &mut syntax::Part, place: Span) -> Option<Kind> {
        let kinds = [
            part.text.take().map(Kind::Text),
            part.heading.take().map(Kind::Heading),
            part.steps.take().map(Kind::Steps),
            part.bullets.take().map(Kind::Bullets),
            part.numbers.take().map(Kind::Numbers),
            part.run.take().map(Kind::Run),
            part.sample.take().map(Kind::Sample),
            part.image.take().map(Kind::Image),
            part.table.take().map(Kind::Table),
            part.note.take().map(Kind::Note),
            part.quote.take().map(Kind::Quote),
        ];
        let mut given: Vec<Kind> = kinds.into_iter().flatten().collect();
        if given.len() != 1 {
            let (place, message) = match given.as_slice() {
                [] => (place, "a part that says nothing".to_owned()),
                [first, ..] => {
                    let keys: Vec<&str> = given.iter().map(Kind::key).collect();
                    let message = format!("`{}` in one part", keys.join("` and `"));
                    (first.span(), message)
                }
            };
            let help =
                format!("write exactly one of {KINDS}; each further one is a part of its own");
            self.find(&PART_KIND, place, message, help);
            return None;
        }
        let kind = given.pop()?;
        let belongs = [
            ("level", "heading", part.level.as_ref().map(|l| l.span)),
            ("start", "numbers", part.start.as_ref().map(|s| s.span)),
            ("language", "sample", part.language.as_ref().map(|l| l.span)),
            ("columns", "table", part.columns.as_ref().map(|c| c.span)),
            ("align", "table", part.align.as_ref().map(|a| a.span)),
            ("rows", "table", part.rows.as_ref().map(|r| r.span)),
            ("kind", "note", part.kind.as_ref().map(|k| k.span)),
            ("for_each", "run", part.for_each.as_ref().map(|f| f.span)),
            ("until", "run", part.until.as_ref().map(|u| u.span)),
            ("expect", "run", part.expect.as_ref().map(|e| e.span)),
        ];
        for (key, to, span) in belongs {
            if let Some(span) = span.filter(|_| kind.key() != to) {
                let is = kind.key();
                self.find(
                    &PART_KIND,
                    span,
                    format!("`{key}` belongs to `{to}`, and this part is `{is}`"),
                    format!("remove `{key}`, or write it in a part with `{to}`"),
                );
            }
        }
        Some(kind)
    }

    fn only_on_the_page(&mut self, key: &str, span: Span) {
        self.find(
            &PART_KIND,
            span,
            format!("`{key}` inside of a step or of another part"),
            "headings and procedures stand on the page itself: move it to the top of `page:`",
        );
    }

    /// The variants of a part, among those of what it stands in.
    pub(super) fn narrowed(
        &mut self,
        written: Option<&Spanned<Vec<Spanned<String>>>>,
        within: &[usize],
        runbook: &Runbook,
    ) -> Vec<usize> {
        let Some(names) = written else {
            return within.to_vec();
        };
        let variants = self.restriction(Some(&names.value), runbook);
        for name in &names.value {
            let known = || within.iter().map(|at| runbook.variants[*at].id.as_str());
            let exists = runbook.variant(&name.value).is_some();
            if exists && !known().any(|id| id == name.value) {
                self.dangling(name, "variant of what the part stands in", known());
            }
        }
        if names.value.is_empty() {
            self.find(
                &PART_KIND,
                names.span,
                "a part that belongs to no variant",
                "name those that have it, or remove it",
            );
        }
        variants
            .into_iter()
            .filter(|at| within.contains(at))
            .collect()
    }

    fn items(
        &mut self,
        written: Spanned<Vec<Spanned<Vec<Spanned<syntax::Part>>>>>,
        variants: &[usize],
        body: &mut Body<'_>,
    ) -> Vec<Vec<Part>> {
        if written.value.is_empty() {
            self.empty("a list", written.span);
        }
        let items = written.value.into_iter();
        items
            .map(|item| self.filled_with(item, "an item", variants, body))
            .collect()
    }

    fn filled_with(
        &mut self,
        written: Spanned<Vec<Spanned<syntax::Part>>>,
        what: &str,
        variants: &[usize],
        body: &mut Body<'_>,
    ) -> Vec<Part> {
        if written.value.is_empty() {
            self.empty(what, written.span);
        }
        self.parts(written.value, variants, body)
    }

    fn empty(&mut self, what: &str, span: Span) {
        self.find(
            &PART_KIND,
            span,
            format!("{what} with nothing in it"),
            "write what it says, or remove it",
        );
    }

    fn sample(
        &mut self,
        written: Spanned<OneOrEach<Spanned<String>>>,
        variants: &[usize],
        runbook: &Runbook,
    ) -> Vec<Arc<str>> {
        let text = |text: &str| -> Arc<str> { text.trim_end_matches('\n').into() };
        let texts = match written.value {
            OneOrEach::One(one) => return vec![text(&one.value); variants.len()],
            OneOrEach::Each(texts) => texts.0,
        };
        let known = || variants.iter().map(|at| runbook.variants[*at].id.as_str());
        for (name, _) in &texts {
            if !known().any(|id| id == name.value) {
                self.dangling(name, "variant of this part", known());
            }
        }
        let mut found = Vec::new();
        for id in known() {
            match texts.iter().find(|(name, _)| name.value == id) {
                Some((_, own)) => found.push(text(&own.value)),
                None => self.find(
                    &MISSING_FACT,
                    written.span,
                    format!("there is no sample for the variant `{id}`"),
                    format!("add `{id}:`, or restrict the part with `variants`"),
                ),
            }
        }
        found
    }

    fn picture(&mut self, written: syntax::Image, body: &mut Body<'_>) -> Picture {
        if written.source.value.trim().is_empty() {
            self.empty("the address of a picture", written.source.span);
        }
        let mut name = |name: Option<Spanned<String>>, what| {
            name.map(|name| {
                self.kebab(&name, what);
                self.part_name(&name, body)
            })
        };
        Picture {
            alt: name(written.alt, "the name of a picture's description"),
            title: name(written.title, "the name of a picture's title"),
            source: written.source.value,
        }
    }

    fn table(
        &mut self,
        name: &Spanned<String>,
        columns: Option<Spanned<Vec<Spanned<String>>>>,
        align: Option<Spanned<Vec<Align>>>,
        rows: Option<Spanned<Vec<Spanned<String>>>>,
        body: &mut Body<'_>,
    ) -> Option<Table> {
        self.kebab(name, "a table's name");
        let Some(columns) = columns.filter(|columns| !columns.value.is_empty()) else {
            self.find(
                &PART_KIND,
                name.span,
                "a table without columns",
                "add `columns: [names]`",
            );
            return None;
        };
        if let Some(align) = align.as_ref()
            && align.value.len() != columns.value.len()
        {
            let (found, wanted) = (align.value.len(), columns.value.len());
            self.find(
                &PART_KIND,
                align.span,
                format!("`align` is for {found} columns, and there are {wanted}"),
                "write one of `left`, `center`, `right` and `default` for each column",
            );
        }
        let columns = self.unique(columns.value, "column");
        let rows = self.unique(rows.map(|rows| rows.value).unwrap_or_default(), "row");
        for column in &columns {
            self.kebab(column, "a column's name");
        }
        for row in &rows {
            self.kebab(row, "a row's name");
        }
        let mut cell = |row: Option<&Spanned<String>>, column: &Spanned<String>| {
            let id = match row {
                Some(row) => format!("{}-{}-{}", name.value, row.value, column.value),
                None => format!("{}-{}", name.value, column.value),
            };
            let means = Means::Cell {
                table: name.value.clone(),
                row: row.map(|row| row.value.clone()),
                column: column.value.clone(),
            };
            let place = row.map_or(column.span, |row| row.span);
            self.meaning(id, means, place, body)
        };
        let aligned = |at: usize| align.as_ref().and_then(|all| all.value.get(at));
        let heads = columns.iter().enumerate();
        let heads = heads
            .map(|(at, column)| Column {
                head: cell(None, column),
                align: aligned(at).copied().unwrap_or_default(),
            })
            .collect();
        Some(Table {
            columns: heads,
            rows: rows
                .iter()
                .map(|row| {
                    columns
                        .iter()
                        .map(|column| cell(Some(row), column))
                        .collect()
                })
                .collect(),
        })
    }

    pub(super) fn part_name(&mut self, name: &Spanned<String>, body: &mut Body<'_>) -> PartId {
        self.meaning(name.value.clone(), Means::Words, name.span, body)
    }

    /// A name that means one thing, wherever it stands.
    fn meaning(&mut self, name: String, means: Means, span: Span, body: &mut Body<'_>) -> PartId {
        match body.names.known.get(&name) {
            None => {
                body.names.known.insert(name.clone(), means);
            }
            Some(same) if *same == means => {}
            Some(other) => {
                let message = match other {
                    Means::Taken(what) => format!("`{name}` is {what} already"),
                    _ => format!("`{name}` is the name of two things"),
                };
                self.find(
                    &DUPLICATE_NAME,
                    span,
                    message,
                    "a text's name and those of a table's cells (`table-row-column`, of its head \
                     `table-column`) share one space: rename one",
                );
            }
        }
        PartId(name.into())
    }
}

/// What a part is, as it is written.
pub(super) enum Kind {
    Text(Spanned<String>),
    Heading(Spanned<String>),
    Steps(Spanned<syntax::Steps>),
    Bullets(Spanned<Vec<Spanned<Vec<Spanned<syntax::Part>>>>>),
    Numbers(Spanned<Vec<Spanned<Vec<Spanned<syntax::Part>>>>>),
    Run(Spanned<OneOrEach<Spanned<String>>>),
    Sample(Spanned<OneOrEach<Spanned<String>>>),
    Image(Spanned<syntax::Image>),
    Table(Spanned<String>),
    Note(Spanned<Vec<Spanned<syntax::Part>>>),
    Quote(Spanned<Vec<Spanned<syntax::Part>>>),
}

impl Kind {
    fn key(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Heading(_) => "heading",
            Self::Steps(_) => "steps",
            Self::Bullets(_) => "bullets",
            Self::Numbers(_) => "numbers",
            Self::Run(_) => "run",
            Self::Sample(_) => "sample",
            Self::Image(_) => "image",
            Self::Table(_) => "table",
            Self::Note(_) => "note",
            Self::Quote(_) => "quote",
        }
    }

    fn span(&self) -> Span {
        match self {
            Self::Text(name) | Self::Heading(name) | Self::Table(name) => name.span,
            Self::Steps(steps) => steps.span,
            Self::Bullets(items) | Self::Numbers(items) => items.span,
            Self::Run(text) | Self::Sample(text) => text.span,
            Self::Image(image) => image.span,
            Self::Note(parts) | Self::Quote(parts) => parts.span,
        }
    }
}
