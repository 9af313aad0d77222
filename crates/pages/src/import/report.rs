//! The report of an import: what was taken, what a person must look at, and the proof.

use std::fmt::Write as _;

use serde::Serialize;

use super::model::{Imported, Message, Part, PartKind, Piece, Remark, Variants};
use super::proof::{Difference, DifferenceKind, Proof};
use super::write::File;
use runproof_language::Locale;
use runproof_model::runbook::ValueKind;

/// The report of an import. Its JSON form is `runproof/import/1`.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Always `runproof/import/1`.
    pub schema: &'static str,
    /// The runbook's id.
    pub runbook: String,
    /// The language that leads.
    pub source: String,
    /// The products, in the order of the definition.
    pub variants: Vec<String>,
    /// The paths of the files, below the output folder.
    pub files: Vec<String>,
    /// How many procedures the definition has.
    pub procedures: usize,
    /// How many steps, those of all products together.
    pub steps: usize,
    /// What a change binds.
    pub parameters: Vec<TakenParameter>,
    /// What was taken from each page's language and product.
    pub taken: Vec<Taken>,
    /// What a person must decide, or know.
    pub remarks: Vec<Said>,
    /// What came of the round trip.
    pub proof: Proof,
}

/// What was taken for a language and a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The language.
    pub locale: String,
    /// The id of the product.
    pub variant: String,
    /// What the product is called; `None` where no page says.
    pub product: Option<String>,
    /// How many steps have words.
    pub steps: usize,
    /// How many messages have words, those of steps among them.
    pub messages: usize,
    /// How many messages the product has and this language has no words for.
    pub missing: usize,
    /// The labels of the user interface that the words refer to, sorted.
    pub labels: Vec<String>,
}

/// A placeholder of the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakenParameter {
    /// Its name.
    pub name: String,
    /// What kind of value it is, as the definition says it.
    pub kind: &'static str,
    /// What stands in the pages.
    pub placeholder: String,
}

/// A remark and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The page; `None` where it is about all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column, in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// What, as a sentence.
    pub message: String,
}

impl Report {
    /// The report of what was taken, written and proved.
    pub fn new(imported: &Imported, files: &[File], proof: Proof) -> Self {
        let parts = imported.page.iter();
        Self {
            schema: "runproof/import/1",
            runbook: imported.id.clone(),
            source: imported.source.to_string(),
            variants: imported.variants.iter().map(|v| v.id.clone()).collect(),
            files: files.iter().map(|file| file.path.clone()).collect(),
            procedures: parts
                .filter(|part| matches!(part.kind, PartKind::Steps(_)))
                .count(),
            steps: imported.steps.len(),
            parameters: imported
                .parameters
                .iter()
                .map(|parameter| TakenParameter {
                    name: parameter.name.clone(),
                    kind: kind_name(parameter.kind),
                    placeholder: parameter.placeholder.clone(),
                })
                .collect(),
            taken: taken(imported),
            remarks: imported.undecided.iter().map(said).collect(),
            proof,
        }
    }

    /// The report for people.
    pub fn text(&self) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = self.write_text(&mut out);
        out
    }

    fn write_text(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "{}\n", self.verdict())?;
        writeln!(
            out,
            "{}: {} in {}, {}",
            self.runbook,
            counted(self.steps, "step"),
            counted(self.procedures, "procedure"),
            counted(self.parameters.len(), "parameter"),
        )?;
        for parameter in &self.parameters {
            let TakenParameter {
                name,
                kind,
                placeholder,
            } = parameter;
            writeln!(out, "  {name} ({kind}): {placeholder}")?;
        }
        writeln!(out, "\nTaken:")?;
        for taken in &self.taken {
            let product = taken.product.as_deref().unwrap_or(&taken.variant);
            write!(
                out,
                "  {} · {product}: {}, {}, {}",
                taken.locale,
                counted(taken.steps, "step"),
                counted(taken.messages, "message"),
                counted(taken.labels.len(), "label"),
            )?;
            match taken.missing {
                0 => writeln!(out)?,
                some => writeln!(out, "; {} without words", counted(some, "message"))?,
            }
        }
        self.write_remarks(out)?;
        writeln!(out, "\nRound trip:")?;
        for page in &self.proof.pages {
            let verdict = match (page.holds, page.explained.is_empty()) {
                (true, true) => "comes back as it was".to_owned(),
                (true, false) => format!(
                    "comes back but for {} that the page explains",
                    counted(page.explained.len(), "difference")
                ),
                (false, _) => format!(
                    "{} that nothing explains",
                    counted(page.unexplained.len(), "difference")
                ),
            };
            writeln!(out, "  {}: {verdict}", page.path)?;
            for difference in &page.unexplained {
                write_difference(difference, out)?;
            }
            for difference in &page.explained {
                write_difference(difference, out)?;
            }
        }
        Ok(())
    }

    /// What a person wants to know first.
    fn verdict(&self) -> String {
        let pages = &self.proof.pages;
        let held = self.proof.held();
        let explained: usize = pages.iter().map(|page| page.explained.len()).sum();
        let unexplained: usize = pages.iter().map(|page| page.unexplained.len()).sum();
        let (come, were) = match held {
            1 => ("comes", "it was"),
            _ => ("come", "they were"),
        };
        let all = counted(pages.len(), "page");
        let mut verdict = format!("{held} of {all} {come} back as {were}");
        if explained > 0 {
            let of = counted(explained, "difference");
            let explain = if pages.len() == 1 {
                "page explains"
            } else {
                "pages explain"
            };
            verdict.push_str(&format!(", but for {of} that the {explain}"));
        }
        if unexplained > 0 {
            let of = counted(unexplained, "difference");
            verdict.push_str(&format!("; nothing explains {of}"));
        }
        verdict
    }

    /// The remarks by page, in reading order; many of one kind are gathered under the first.
    fn write_remarks(&self, out: &mut String) -> std::fmt::Result {
        if self.remarks.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nTo look at:")?;
        let mut pages: Vec<(Option<&str>, Vec<Gathered<'_>>)> = Vec::new();
        for remark in &self.remarks {
            let path = remark.path.as_deref();
            let at = pages.iter().position(|(known, _)| *known == path);
            let at = at.unwrap_or_else(|| {
                pages.push((path, Vec::new()));
                pages.len() - 1
            });
            let kind = Kind::of(&remark.message);
            let all = &mut pages[at].1;
            match all.iter_mut().find(|known| known.kind == kind) {
                Some(known) => known.remarks.push(remark),
                None => all.push(Gathered {
                    kind,
                    remarks: vec![remark],
                }),
            }
        }
        for (path, all) in &pages {
            if let Some(path) = path {
                writeln!(out, "  {path}")?;
            }
            for gathered in all {
                gathered.write(path.is_some(), out)?;
            }
        }
        Ok(())
    }
}

/// A remark without what differs from place to place: names, quotations and numbers.
#[derive(PartialEq, Eq)]
struct Kind(String);

impl Kind {
    fn of(message: &str) -> Self {
        let mut kind = String::new();
        let mut until = None;
        for c in message.chars() {
            match (until, c) {
                (Some(end), c) if c == end => until = None,
                (Some(_), _) => {}
                (None, '`') => until = Some('`'),
                (None, '“') => until = Some('”'),
                (None, c) if c.is_ascii_digit() => {}
                (None, c) => kind.push(c),
            }
        }
        // How often it is so is no other kind.
        let kind = kind.replace(" (at  places)", "");
        Self(kind)
    }
}

/// Remarks of one kind on one page.
struct Gathered<'r> {
    kind: Kind,
    remarks: Vec<&'r Said>,
}

impl Gathered<'_> {
    /// Fewer stand one by one.
    const MANY: usize = 3;

    fn write(&self, has_lines: bool, out: &mut String) -> std::fmt::Result {
        let own = match self.remarks.len() < Self::MANY {
            true => &self.remarks[..],
            false => &self.remarks[..1],
        };
        for remark in own {
            match remark.line {
                Some(line) if has_lines => writeln!(out, "    {line}: {}", remark.message)?,
                _ => writeln!(out, "  {}", remark.message)?,
            }
        }
        let more = &self.remarks[own.len()..];
        if more.is_empty() {
            return Ok(());
        }
        let mut lines: Vec<String> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for remark in more {
            let line = remark.line.map(|line| line.to_string());
            lines.extend(line.filter(|line| lines.last() != Some(line)));
            let name = remark.message.split('`').nth(1);
            names.extend(name.filter(|name| !names.contains(name)));
        }
        let is_named = names.len() > 1;
        write!(out, "      the same {} times more", more.len())?;
        if !lines.is_empty() {
            write!(out, ", in lines {}", lines.join(", "))?;
        }
        if is_named {
            write!(out, ": `{}`", names.join("`, `"))?;
        }
        writeln!(out)
    }
}

fn write_difference(difference: &Difference, out: &mut String) -> std::fmt::Result {
    let what = match difference.kind {
        DifferenceKind::Missing => "not written",
        DifferenceKind::Added => "written in addition",
        DifferenceKind::Structure => "another place or number",
        DifferenceKind::Command => "another command",
        DifferenceKind::Wording => "other words",
        DifferenceKind::Label => "another label",
        DifferenceKind::Markup => "other markup",
        DifferenceKind::Link => "another link",
        DifferenceKind::Picture => "another picture",
        DifferenceKind::BrokenList => "a list that breaks",
    };
    write!(out, "    {}: {what}", difference.line)?;
    match &difference.explanation {
        Some(explanation) => writeln!(out, " ({explanation})")?,
        None => writeln!(out)?,
    }
    // A text of several lines stands in one.
    let line = |text: &str| text.replace(['\n', '\r'], "⏎");
    if let Some(page) = &difference.page {
        writeln!(out, "      - {}", line(page))?;
    }
    if let Some(written) = &difference.written {
        writeln!(out, "      + {}", line(written))?;
    }
    Ok(())
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

/// What a kind of value is called in the definition.
pub(super) fn kind_name(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "text",
        ValueKind::Host => "host",
        ValueKind::Path => "path",
        ValueKind::Url => "url",
        ValueKind::Integer => "integer",
        ValueKind::Hex => "hex",
    }
}

fn said(remark: &Remark) -> Said {
    let start = remark.location.as_ref().map(|at| at.start());
    let path = remark.location.as_ref().map(|at| at.source.name());
    Said {
        path: path.map(ToOwned::to_owned),
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        message: remark.message.clone(),
    }
}

fn taken(imported: &Imported) -> Vec<Taken> {
    let mut all = Vec::new();
    for (at, variant) in imported.variants.iter().enumerate() {
        for locale in &imported.locales {
            let mut count = Count {
                imported,
                locale,
                variant: at,
                messages: 0,
                missing: 0,
                labels: Vec::new(),
            };
            count.message(&imported.title);
            for part in &imported.page {
                count.part(part);
            }
            let mut steps = 0;
            for step in &imported.steps {
                if !count.has(&step.variants) {
                    continue;
                }
                steps += usize::from(count.message(&step.text));
                for part in &step.body {
                    count.part(part);
                }
            }
            // A product that has no page in this language.
            if count.messages == 0 {
                continue;
            }
            count.labels.sort();
            count.labels.dedup();
            all.push(Taken {
                locale: locale.to_string(),
                variant: variant.id.clone(),
                product: variant.product.get(locale).cloned(),
                steps,
                messages: count.messages,
                missing: count.missing,
                labels: count.labels,
            });
        }
    }
    all
}

struct Count<'i> {
    imported: &'i Imported,
    locale: &'i Locale,
    variant: usize,
    messages: usize,
    missing: usize,
    labels: Vec<String>,
}

impl Count<'_> {
    fn has(&self, variants: &Variants) -> bool {
        match variants {
            Variants::All => true,
            Variants::Only(places) => places.contains(&self.variant),
        }
    }

    /// Counts a message and says whether this language has it for this product.
    fn message(&mut self, message: &Message) -> bool {
        let words = message.words.get(self.locale).into_iter().flatten();
        let own = words.clone().find(|(variant, _)| *variant == self.variant);
        match own {
            Some((_, words)) => {
                self.messages += 1;
                self.labels_in(words);
                true
            }
            None => {
                let is_wanted = message
                    .words
                    .values()
                    .flatten()
                    .any(|(variant, _)| *variant == self.variant);
                self.missing += usize::from(is_wanted);
                false
            }
        }
    }

    // As deep as running text nests, which the reader of pages bounds.
    fn labels_in(&mut self, words: &[Piece]) {
        for piece in words {
            match piece {
                Piece::Label(at) => {
                    let label = self.imported.glossary.get(*at);
                    self.labels.extend(label.map(|label| label.key.clone()));
                }
                Piece::Strong(inner) | Piece::Emphasis(inner) => self.labels_in(inner),
                Piece::Link { text, .. } => self.labels_in(text),
                _ => {}
            }
        }
    }

    fn part(&mut self, part: &Part) {
        if !self.has(&part.variants) {
            return;
        }
        match &part.kind {
            PartKind::Text(message) | PartKind::Heading { text: message, .. } => {
                self.message(message);
            }
            PartKind::Steps(_) | PartKind::Run(_) | PartKind::Sample { .. } => {}
            PartKind::Image { alt, title, .. } => {
                for message in alt.iter().chain(title) {
                    self.message(message);
                }
            }
            PartKind::Bullets(items) | PartKind::Numbers { items, .. } => {
                for part in items.iter().flatten() {
                    self.part(part);
                }
            }
            PartKind::Table { columns, rows, .. } => {
                for column in columns {
                    self.message(&column.head);
                }
                for cell in rows.iter().flat_map(|(_, cells)| cells) {
                    self.message(cell);
                }
            }
            PartKind::Note { parts, .. } | PartKind::Quote(parts) => {
                for part in parts {
                    self.part(part);
                }
            }
        }
    }
}
