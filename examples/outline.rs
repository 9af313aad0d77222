//! Prints the outline of pages: lists as `count@start`, and how many blocks of code there are.
//!
//! `cargo run --example outline -- PAGE…`

use runproof_core::diagnostic::Source;
use runproof_pages::{CodeForm, Content, Page, command_blocks};

#[expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool for developers"
)]
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let page = Page::read(&Source::new(path.as_str(), text));
        let lists = page.blocks.iter().filter_map(|block| match &block.content {
            Content::List(list) => Some(format!("{}@{}", list.items.len(), list.start?)),
            _ => None,
        });
        let lists: Vec<String> = lists.collect();
        let outline = page.outline();
        let steps: Vec<String> = outline
            .procedures
            .iter()
            .map(|p| p.steps.len().to_string())
            .collect();
        let code = command_blocks(&page.blocks);
        let fenced = code.iter().filter(|(c, _)| c.form == CodeForm::Fenced);
        let indented = code.iter().filter(|(c, _)| c.form == CodeForm::Indented);
        println!(
            "{path}\t{}\t{}\t{}\t{}",
            lists.join("+"),
            steps.join("+"),
            fenced.count(),
            indented.count()
        );
    }
}
