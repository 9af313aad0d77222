//! Markdown: whole documents, and what two parsers read in any of them.

use proptest::prelude::*;

use super::blocks::any_page;
use super::fixture::*;
use super::outline::{self, Alerts, Node};
use super::templates;
use crate::{Flavor, Format, Templates, render};
use runproof_model::document::Document;

fn markdown_with(document: &Document, flavor: Flavor, templates: &Templates) -> String {
    let bytes = render(document, Format::Markdown(flavor), templates);
    String::from_utf8(bytes.expect("the templates are right")).expect("UTF-8")
}

fn markdown(document: &Document) -> String {
    markdown_with(document, Flavor::Github, &templates())
}

#[test]
fn the_handout_of_a_change() {
    insta::assert_snapshot!(markdown(&bound()));
}

#[test]
fn the_handout_for_learn() {
    let mut document = bound();
    document.title = vec![text("Pools: \"A\" & 'B' #1")];
    insta::assert_snapshot!(markdown_with(&document, Flavor::Learn, &templates()));
}

#[test]
fn learn_calls_bash_a_console() {
    let mut document = bound();
    document.shell = runproof_model::document::ShellName::Bash;
    let learn = markdown_with(&document, Flavor::Learn, &templates());
    assert!(
        learn.contains("\n    ```console\n    Enable-CsTopology\n"),
        "{learn}"
    );
    assert!(learn.contains("\n    ```console\n"), "{learn}");
    assert!(!learn.contains("```bash"), "{learn}");
}

#[test]
fn a_page_that_arranges_itself() {
    insta::assert_snapshot!(markdown(&paged()));
}

#[test]
fn the_page_alone() {
    let page = |document: &Document| {
        let bytes = render(document, Format::Page, &templates()).expect("the templates are right");
        String::from_utf8(bytes).expect("UTF-8")
    };
    insta::assert_snapshot!("the_page_alone_arranged", page(&paged()));
    insta::assert_snapshot!("the_page_alone_of_a_procedure", page(&bound()));
}

thread_local!(static TEMPLATES: Templates = templates());

fn rendered(document: &Document, format: Format<'_>) -> String {
    let bytes = TEMPLATES.with(|templates| render(document, format, templates));
    String::from_utf8(bytes.expect("the templates are right")).expect("UTF-8")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The published pages break in two at their tenth step; ours are one list for every parser.
    /// Whatever blocks a document is made of and however they are nested: who reads its Markdown
    /// finds the same blocks with the same text.
    #[test]
    fn every_parser_reads_the_blocks_that_were_written(document in any_page()) {
        let wanted = |alerts| {
            let mut wanted = vec![Node::Heading(1, outline::seen(&document.title))];
            wanted.extend(outline::expected(&document, alerts));
            wanted
        };
        let (nested, lead) = (wanted(Alerts::Nested), wanted(Alerts::Lead));
        let page = rendered(&document, Format::Page);
        prop_assert_eq!(&outline::read_by_pulldown(&page), &nested, "pulldown: {}", page);
        prop_assert_eq!(&outline::read_by_comrak(&page), &nested, "comrak: {}", page);

        // The other flavours say the same, between the facts and the line at the foot.
        let github = rendered(&document, Format::Markdown(Flavor::Github));
        let learn = rendered(&document, Format::Markdown(Flavor::Learn));
        let learn = learn.splitn(3, "---\n").nth(2).expect("front matter");
        for (text, wanted) in [(github.as_str(), &lead), (learn, &nested)] {
            let read = outline::read_by_pulldown(text);
            prop_assert_eq!(&read[0], &wanted[0]);
            prop_assert_eq!(&read[2..read.len() - 1], &wanted[1..], "{}", text);
        }
    }
}
