//! A Document as a page: so that one way of comparing serves for pages and for Plans.
//!
//! It has no text of its own, so nothing in it has a place. What a Document has and published pages
//! do not (checklists, labels of branches) is left out.

use crate::tree::{
    Block, Code, CodeForm, Content, Heading, Inline, InlineKind, Item, List, Quote, Table,
};
use crate::{Align, Front, Page};
use runproof_core::diagnostic::{Source, Span};
use runproof_model::document::{self, AlertKind, Document, Part, ShellName};

/// The page that a Document would be.
pub(super) fn page_of(document: &Document) -> Page {
    let language = match document.shell {
        ShellName::Powershell => "powershell",
        ShellName::Bash => "bash",
    };
    let mut blocks = vec![heading(1, &document.title)];
    match &document.page {
        Some(parts) => {
            for part in parts {
                match part {
                    Part::Heading(found) => blocks.push(heading(found.level, &found.text)),
                    Part::Block(found) => add(found, language, &mut blocks),
                    Part::Steps(range) => {
                        let steps = document.steps.get(range.from..range.to);
                        blocks.push(steps_of(steps.unwrap_or_default(), language));
                    }
                }
            }
        }
        None => {
            for block in &document.summary {
                add(block, language, &mut blocks);
            }
            blocks.push(heading(2, &document.procedure));
            blocks.push(steps_of(&document.steps, language));
        }
    }
    blocks.extend(document.notes.iter().map(|note| alert(note, language)));
    Page {
        source: Source::new("plan", ""),
        front: Front::default(),
        blocks,
        is_too_deep: false,
    }
}

fn block(content: Content) -> Block {
    Block {
        span: Span::default(),
        content,
    }
}

fn heading(level: u8, text: &[runproof_prose::Inline]) -> Block {
    block(Content::Heading(Heading {
        level,
        text: inlines(text),
        anchor: None,
    }))
}

fn steps_of(steps: &[document::Step], language: &str) -> Block {
    let items = steps
        .iter()
        .map(|step| item(&step.body, language))
        .collect();
    block(Content::List(List {
        start: Some(1),
        items,
    }))
}

fn item(blocks: &[document::Block], language: &str) -> Item {
    Item {
        span: Span::default(),
        typed: None,
        blocks: all(blocks, language),
    }
}

fn all(blocks: &[document::Block], language: &str) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        add(block, language, &mut out);
    }
    out
}

fn alert(alert: &document::Alert, language: &str) -> Block {
    let name = match alert.kind {
        AlertKind::Note => "NOTE",
        AlertKind::Tip => "TIP",
        AlertKind::Important => "IMPORTANT",
        AlertKind::Warning => "WARNING",
        AlertKind::Caution => "CAUTION",
    };
    block(Content::Quote(Quote {
        alert: Some(name.to_owned()),
        blocks: all(&alert.blocks, language),
    }))
}

// As deep as definitions may be, which their reader bounds.
fn add(from: &document::Block, language: &str, out: &mut Vec<Block>) {
    use document::Block as From;
    match from {
        From::Paragraph(prose) => out.push(paragraph(&prose.text)),
        From::Commands(commands) => {
            out.extend(
                commands
                    .commands
                    .iter()
                    .map(|command| code(command.text.as_str(), language)),
            );
            if let Some(outcome) = &commands.outcome {
                let repeat = outcome.repeat.iter();
                out.extend(repeat.map(|prose| paragraph(&prose.text)));
                out.push(paragraph(&outcome.seen.text));
            }
        }
        From::Branches(branches) => {
            out.extend(all(&branches.yes.blocks, language));
            out.extend(all(&branches.no.blocks, language));
        }
        From::Turns(turns) => {
            for turn in turns {
                out.extend(all(&turn.blocks, language));
            }
        }
        From::Checklist(_) | From::Ticks(_) => {}
        From::Alert(found) => out.push(alert(found, language)),
        From::List(list) => {
            let items = list
                .items
                .iter()
                .map(|blocks| item(blocks, language))
                .collect();
            out.push(block(Content::List(List {
                start: list.start.map(u64::from),
                items,
            })));
        }
        From::Table(table) => out.push(block(Content::Table(Table {
            align: vec![Align::Default; table.columns.len()],
            head: table.columns.iter().map(|c| inlines(&c.head)).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| inlines(cell)).collect())
                .collect(),
            is_html: false,
        }))),
        From::Image(image) => out.push(block(Content::Paragraph(vec![inline(InlineKind::Image(
            image.clone(),
        ))]))),
        From::Sample(sample) => out.push(block(Content::Code(Code {
            text: sample.text.clone(),
            language: sample.language.clone().or(Some("text".to_owned())),
            form: CodeForm::Fenced,
            lines: Vec::new(),
        }))),
        From::Quote(blocks) => out.push(block(Content::Quote(Quote {
            alert: None,
            blocks: all(blocks, language),
        }))),
    }
}

fn paragraph(text: &[runproof_prose::Inline]) -> Block {
    block(Content::Paragraph(inlines(text)))
}

fn code(text: &str, language: &str) -> Block {
    block(Content::Code(Code {
        text: text.to_owned(),
        language: Some(language.to_owned()),
        form: CodeForm::Fenced,
        lines: Vec::new(),
    }))
}

fn inline(kind: InlineKind) -> Inline {
    Inline {
        span: Span::default(),
        kind,
    }
}

/// The pieces as a page has them: they stand nowhere.
fn inlines(text: &[runproof_prose::Inline]) -> Vec<Inline> {
    runproof_prose::widen(text)
}
