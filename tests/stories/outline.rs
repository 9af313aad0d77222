//! A document as an outline that is read at a glance: one block a line, what stands in it below.

use runproof_model::document::{Block, Document, Part, Place, Step, Table};
use runproof_prose::{Image, Inline, InlineKind, plain_text};

/// The whole document; the page in its own order, where it has one.
pub(crate) fn outline(document: &Document) -> String {
    let mut out = Outline::default();
    out.line(&format!("# {}", plain_text(&document.title)));
    match &document.page {
        Some(parts) => {
            for part in parts {
                match part {
                    Part::Heading(heading) => out.line(&format!(
                        "{} {}",
                        "#".repeat(heading.level.into()),
                        plain_text(&heading.text)
                    )),
                    Part::Block(block) => out.block(block),
                    Part::Steps(steps) => {
                        for step in &document.steps[steps.from..steps.to] {
                            out.step(step);
                        }
                    }
                }
            }
        }
        None => {
            for step in &document.steps {
                out.step(step);
            }
        }
    }
    out.text
}

/// Inlines with their markup.
pub(crate) fn marked(inlines: &[Inline]) -> String {
    let piece = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::Strong(inner) => format!("**{}**", marked(inner)),
        InlineKind::Emphasis(inner) => format!("*{}*", marked(inner)),
        InlineKind::Code(code) => format!("`{code}`"),
        InlineKind::Link { target, text, .. } => format!("[{}]({target})", marked(text)),
        InlineKind::Image(image) => picture(image),
        InlineKind::Break => "⏎".to_owned(),
        InlineKind::Other(nothing) => match *nothing {},
    };
    inlines.iter().map(piece).collect()
}

fn picture(image: &Image) -> String {
    let title = image.title.as_ref();
    let title = title.map_or(String::new(), |title| format!(" {title:?}"));
    format!("![{}]({}{title})", image.alt, image.source)
}

#[derive(Default)]
struct Outline {
    text: String,
    depth: usize,
}

impl Outline {
    fn line(&mut self, line: &str) {
        self.text.push_str(&"    ".repeat(self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn within(&mut self, blocks: &[Block]) {
        self.depth += 1;
        for block in blocks {
            self.block(block);
        }
        self.depth -= 1;
    }

    fn step(&mut self, step: &Step) {
        self.line(&format!(
            "{}. {} [{}, {:?}] {:?}",
            step.ordinal, step.id, step.label, step.kind, step.title
        ));
        self.within(&step.body);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(prose) => {
                let lang = prose.lang.as_ref();
                let lang = lang.map_or(String::new(), |lang| format!(" ({lang})"));
                self.line(&format!("{}{lang}", marked(&prose.text)));
            }
            Block::Commands(commands) => {
                for command in &commands.commands {
                    let on: Vec<String> = command
                        .occurrences
                        .iter()
                        .map(|one| match &one.place {
                            Place::On(host) => format!(" on {host}"),
                            _ if one.binding.is_empty() => String::new(),
                            _ => format!(" for {}", one.label()),
                        })
                        .collect();
                    self.line(&format!("> {}{}", command.text.as_str(), on.join("")));
                }
                if let Some(outcome) = &commands.outcome {
                    self.line(&format!("= {}", marked(&outcome.seen.text)));
                }
            }
            Block::List(list) => {
                for (at, item) in list.items.iter().enumerate() {
                    match list.start {
                        None => self.line("-"),
                        Some(start) => self.line(&format!("{})", start as usize + at)),
                    }
                    self.within(item);
                }
            }
            Block::Table(table) => self.table(table),
            Block::Image(image) => self.line(&picture(image)),
            Block::Sample(sample) => self.line(&format!(
                "sample {}: {:?}",
                sample.language.as_deref().unwrap_or("-"),
                sample.text
            )),
            Block::Alert(alert) => {
                self.line(&format!("[{}]", alert.label));
                self.within(&alert.blocks);
            }
            Block::Quote(blocks) => {
                self.line("quote");
                self.within(blocks);
            }
            Block::Branches(branches) => {
                for branch in [&branches.yes, &branches.no] {
                    self.line(&format!("{}:", branch.label));
                    self.within(&branch.blocks);
                }
            }
            Block::Turns(turns) => {
                for turn in turns {
                    self.line(&format!("for {}", turn.label));
                    self.within(&turn.blocks);
                }
            }
            Block::Checklist(list) | Block::Ticks(list) => {
                for item in &list.items {
                    self.line(&format!("[ ] {}", item.label()));
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let heads = table.columns.iter();
        let heads = heads.map(|column| format!("{} ({:?})", marked(&column.head), column.align));
        self.line(&row(heads.collect()));
        for cells in &table.rows {
            self.line(&row(cells.iter().map(|cell| marked(cell)).collect()));
        }
    }
}
