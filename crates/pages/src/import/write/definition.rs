//! The definition: YAML as a person writes it.

use super::template;
use super::yaml::{comment, scalar, value};
use crate::Align;
use crate::import::model::{
    Each, Imported, Message, Parameter, Part, PartKind, Remark, Step, Variant, Variants,
};
use crate::import::report::kind_name;
use runproof_model::runbook::NoteKind;

/// Writes the definition.
pub(super) fn definition(imported: &Imported) -> String {
    let mut writing = Writing {
        imported,
        within: (0..imported.variants.len()).collect(),
        out: String::new(),
    };
    writing.head();
    writing.variants();
    writing.parameters();
    writing.page();
    writing.steps();
    writing.out
}

struct Writing<'i> {
    imported: &'i Imported,
    /// The variants that have what is written.
    within: Vec<usize>,
    out: String,
}

impl Writing<'_> {
    fn head(&mut self) {
        let imported = self.imported;
        self.line(
            0,
            "# Brought in from published pages. The words are in locales/.",
        );
        if !imported.undecided.is_empty() {
            self.line(0, "#");
            self.line(0, "# Left for a person to look at:");
            for remark in &imported.undecided {
                comment(&format!("- {}", said(remark)), 0, &mut self.out);
            }
        }
        self.out.push('\n');
        self.line(0, "format: runproof/runbook/1");
        self.line(0, &format!("id: {}", scalar(&imported.id)));
        self.line(0, "revision: 0.1.0");
        self.line(
            0,
            &format!("language: {}", scalar(&imported.source.to_string())),
        );
        self.line(0, "shell: powershell");
    }

    fn variants(&mut self) {
        self.line(0, "\nvariants:");
        for Variant { id, facts, .. } in &self.imported.variants {
            if facts.is_empty() {
                self.line(2, &format!("{}: {{}}", scalar(id)));
                continue;
            }
            self.line(2, &format!("{}:", scalar(id)));
            for (name, fact) in facts {
                self.line(4, &format!("{}: {}", scalar(name), value(fact, 4)));
            }
        }
    }

    fn parameters(&mut self) {
        if self.imported.parameters.is_empty() {
            return;
        }
        self.line(0, "\nparameters:");
        for parameter in &self.imported.parameters {
            let Parameter {
                name,
                kind,
                placeholder,
            } = parameter;
            let kind = kind_name(*kind);
            let placeholder = scalar(placeholder);
            let name = scalar(name);
            self.line(
                2,
                &format!("{name}: {{ type: {kind}, placeholder: {placeholder} }}"),
            );
        }
    }

    fn page(&mut self) {
        self.line(0, "\npage:");
        if self.imported.page.is_empty() {
            self.out.truncate(self.out.len() - 1);
            self.out.push_str(" []\n");
        }
        self.parts(&self.imported.page, 2);
    }

    fn steps(&mut self) {
        self.line(0, "\nsteps:");
        if self.imported.steps.is_empty() {
            self.out.truncate(self.out.len() - 1);
            self.out.push_str(" []\n");
        }
        for (at, step) in self.imported.steps.iter().enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        for text in &step.comments {
            comment(text, 2, &mut self.out);
        }
        self.line(2, &format!("- id: {}", scalar(&step.id)));
        self.restriction(&step.variants, 4);
        let own = places(&step.variants, self.imported.variants.len());
        if !own.iter().all(|variant| runs(&step.body, *variant)) {
            self.line(4, "by: hand");
        }
        let outer = std::mem::replace(&mut self.within, own);
        if step.body.is_empty() {
            self.line(4, "body: []");
        } else {
            self.line(4, "body:");
            self.parts(&step.body, 6);
        }
        self.within = outer;
    }

    fn restriction(&mut self, variants: &Variants, indent: usize) {
        if let Some(list) = self.listed(variants) {
            self.line(indent, &format!("variants: {list}"));
        }
    }

    fn listed(&self, variants: &Variants) -> Option<String> {
        let Variants::Only(places) = variants else {
            return None;
        };
        let ids = places
            .iter()
            .filter_map(|place| self.imported.variants.get(*place));
        let ids: Vec<String> = ids.map(|variant| scalar(&variant.id)).collect();
        Some(format!("[{}]", ids.join(", ")))
    }

    /// Parts, each an entry of a list that is indented by `indent`.
    fn parts(&mut self, parts: &[Part], indent: usize) {
        for part in parts {
            for text in &part.comments {
                comment(text, indent, &mut self.out);
            }
            self.out.push_str(&" ".repeat(indent));
            self.out.push_str("- ");
            self.part(part, indent + 2);
        }
    }

    /// A part whose first line has begun already: its mapping is indented by `indent`.
    fn part(&mut self, part: &Part, indent: usize) {
        let own = match &part.variants {
            Variants::All => self.within.clone(),
            Variants::Only(places) => places.clone(),
        };
        let outer = std::mem::replace(&mut self.within, own);
        self.part_within(part, indent);
        self.within = outer;
    }

    fn part_within(&mut self, part: &Part, indent: usize) {
        match &part.kind {
            PartKind::Text(message) => self.go_on(&format!("text: {}", scalar(&message.name))),
            PartKind::Heading { level, text } => {
                self.go_on(&format!("heading: {}", scalar(&text.name)));
                if *level != 2 {
                    self.line(indent, &format!("level: {level}"));
                }
            }
            PartKind::Steps(range) => {
                let id = |at: usize| self.imported.steps.get(at).map_or("", |step| &step.id);
                let (from, to) = (scalar(id(range.start)), scalar(id(range.end.max(1) - 1)));
                self.go_on(&format!("steps: {{ from: {from}, to: {to} }}"));
                // Each step says for itself which variants have it.
                return;
            }
            PartKind::Run(command) => {
                let texts = template::texts(command, &self.within, self.imported);
                self.each("run", &texts, indent);
            }
            PartKind::Sample { text, language } => {
                self.each("sample", text, indent);
                if let Some(language) = language {
                    self.line(indent, &format!("language: {}", scalar(language)));
                }
            }
            PartKind::Image { source, alt, title } => {
                self.image(source, alt.as_ref(), title.as_ref(), &part.variants, indent);
                return;
            }
            PartKind::Bullets(items) => {
                self.go_on("bullets:");
                self.items(items, indent);
            }
            PartKind::Numbers { start, items } => {
                self.go_on("numbers:");
                self.items(items, indent);
                if *start != 1 {
                    self.line(indent, &format!("start: {start}"));
                }
            }
            PartKind::Table {
                name,
                columns,
                rows,
            } => {
                self.go_on(&format!("table: {}", scalar(name)));
                let names: Vec<String> = columns.iter().map(|c| scalar(&c.name)).collect();
                self.line(indent, &format!("columns: [{}]", names.join(", ")));
                if columns.iter().any(|column| column.align != Align::Default) {
                    let align: Vec<&str> = columns.iter().map(|c| aligned(c.align)).collect();
                    self.line(indent, &format!("align: [{}]", align.join(", ")));
                }
                let names: Vec<String> = rows.iter().map(|(name, _)| scalar(name)).collect();
                self.line(indent, &format!("rows: [{}]", names.join(", ")));
            }
            PartKind::Note { kind, parts } => {
                self.inner("note", parts, indent);
                let kind = match kind {
                    NoteKind::Note => "note",
                    NoteKind::Tip => "tip",
                    NoteKind::Important => "important",
                    NoteKind::Warning => "warning",
                    NoteKind::Caution => "caution",
                };
                if kind != "note" {
                    self.line(indent, &format!("kind: {kind}"));
                }
            }
            PartKind::Quote(parts) => self.inner("quote", parts, indent),
        }
        self.restriction(&part.variants, indent);
    }

    fn inner(&mut self, key: &str, parts: &[Part], indent: usize) {
        match parts {
            [only] if short(only).is_some() => {
                let only = short(only).unwrap_or_default();
                self.go_on(&format!("{key}: [{only}]"));
            }
            parts => {
                self.go_on(&format!("{key}:"));
                self.parts(parts, indent + 2);
            }
        }
    }

    fn items(&mut self, items: &[Vec<Part>], indent: usize) {
        for item in items {
            if let [only] = item.as_slice()
                && let Some(only) = short(only)
            {
                self.line(indent + 2, &format!("- [{only}]"));
                continue;
            }
            let comments = item.iter().take(1).flat_map(|part| &part.comments);
            for text in comments {
                comment(text, indent + 2, &mut self.out);
            }
            for (at, part) in item.iter().enumerate() {
                if at > 0 {
                    for text in &part.comments {
                        comment(text, indent + 4, &mut self.out);
                    }
                }
                self.out.push_str(&" ".repeat(indent + 2));
                self.out.push_str(if at == 0 { "- - " } else { "  - " });
                self.part(part, indent + 6);
            }
        }
    }

    /// A picture. Where its address differs, each has a part of its own with the same words.
    fn image(
        &mut self,
        source: &Each<String>,
        alt: Option<&Message>,
        title: Option<&Message>,
        variants: &Variants,
        indent: usize,
    ) {
        let picture = |source: &str| {
            let mut keys = vec![format!("source: {}", scalar(source))];
            keys.extend(alt.map(|alt| format!("alt: {}", scalar(&alt.name))));
            keys.extend(title.map(|title| format!("title: {}", scalar(&title.name))));
            format!("image: {{ {} }}", keys.join(", "))
        };
        match source {
            Each::Same(source) => {
                self.go_on(&picture(source));
                self.restriction(variants, indent);
            }
            Each::Differs(all) => {
                for (at, (variant, source)) in all.iter().enumerate() {
                    if at > 0 {
                        self.out.push_str(&" ".repeat(indent - 2));
                        self.out.push_str("- ");
                    }
                    self.go_on(&picture(source));
                    self.restriction(&Variants::Only(vec![*variant]), indent);
                }
            }
        }
    }

    fn each(&mut self, key: &str, text: &Each<String>, indent: usize) {
        match text {
            Each::Same(text) => self.go_on(&format!("{key}: {}", value(text, indent))),
            Each::Differs(all) => {
                self.go_on(&format!("{key}:"));
                for (variant, text) in all {
                    let id = self.imported.variants.get(*variant).map_or("", |v| &v.id);
                    let line = format!("{}: {}", scalar(id), value(text, indent + 2));
                    self.line(indent + 2, &line);
                }
            }
        }
    }

    /// The rest of a line that has begun.
    fn go_on(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.go_on(text);
    }
}

/// A part that is one name, for all who have what it stands in: `{ text: intro }`.
fn short(part: &Part) -> Option<String> {
    match &part.kind {
        PartKind::Text(message) if part.variants == Variants::All && part.comments.is_empty() => {
            Some(format!("{{ text: {} }}", scalar(&message.name)))
        }
        _ => None,
    }
}

/// Whether a variant has a command among parts.
fn runs(parts: &[Part], variant: usize) -> bool {
    parts
        .iter()
        .filter(|part| match &part.variants {
            Variants::All => true,
            Variants::Only(places) => places.contains(&variant),
        })
        .any(|part| match &part.kind {
            PartKind::Run(_) => true,
            PartKind::Bullets(items) | PartKind::Numbers { items, .. } => {
                items.iter().any(|item| runs(item, variant))
            }
            PartKind::Note { parts, .. } | PartKind::Quote(parts) => runs(parts, variant),
            _ => false,
        })
}

/// The places of variants.
pub(super) fn places(variants: &Variants, all: usize) -> Vec<usize> {
    match variants {
        Variants::All => (0..all).collect(),
        Variants::Only(places) => places.clone(),
    }
}

fn aligned(align: Align) -> &'static str {
    match align {
        Align::Default => "default",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// A remark with its place.
fn said(remark: &Remark) -> String {
    match &remark.location {
        Some(at) => {
            let start = at.start();
            format!("{}:{}: {}", at.source.name(), start.line, remark.message)
        }
        None => remark.message.clone(),
    }
}
