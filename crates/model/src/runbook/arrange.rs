//! Parts of steps and pages: from what is written to what is meant.
//!
//! How deep they stand in each other is bounded by the reader of YAML.

use std::sync::Arc;

use super::kind::Kind;
use super::lower::{Lowering, MISSING_FACT};
use super::names::{Means, Names};
use super::syntax::{self, Align};
use super::{Column, Group, List, Part, Picture, Runbook, Says, Table};
use crate::yaml::{OneOrEach, Spanned};
use runproof_core::diagnostic::{Span, codes};

codes! {
    /// A part of a page or of a step that is nothing, two things at once, or in the wrong place.
    ///
    /// A part has exactly one of `text`, `heading`, `steps`, `bullets`, `numbers`, `run`,
    /// `sample`, `image`, `table`, `note` and `quote`, and what belongs to one of them (`level`
    /// to a heading, `columns` to a table, `until` to `run`) stands with no other. Headings and
    /// procedures stand on the page itself, commands in steps.
    pub PART_KIND = "part-kind", Error;

    /// A page whose procedures are not the steps.
    ///
    /// Together the `steps` of a page are all steps, each once, in the order in which the
    /// definition has them: a step that stood nowhere would be audited and never be read.
    ///
    /// Correct `from` and `to`, or move the step.
    pub PAGE_STEPS = "page-steps", Error;
}

/// What parts stand in, and what is gathered from them.
pub(super) struct Body<'r> {
    pub(super) runbook: &'r Runbook,
    pub(super) commands: Commands<'r>,
    pub(super) names: Names,
}

/// Whether there are commands among the parts.
pub(super) enum Commands<'r> {
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
                Says::Text(self.part_name(&name, &mut body.names))
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
                    undone_by: Vec::new(),
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
                self.find(
                    &PART_KIND,
                    name.span,
                    format!(
                        "what the part stands in is not for the variant `{}`",
                        name.value
                    ),
                    "remove it here, or add it there",
                );
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
        written: syntax::Items,
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
        written: syntax::Parts,
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
            self.find(
                &PART_KIND,
                written.source.span,
                "a picture without an address",
                "write the path of its file, from the page on",
            );
        }
        let mut name = |name: Option<Spanned<String>>, what| {
            name.map(|name| {
                self.kebab(&name, what);
                self.part_name(&name, &mut body.names)
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
                format!("`align` and `columns` differ in length: {found} and {wanted}"),
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
            self.meaning(id, means, place, &mut body.names)
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
}
