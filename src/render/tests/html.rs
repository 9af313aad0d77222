//! HTML: the whole page, and that nothing a person writes becomes markup.

use super::fixture::*;
use super::templates;
use crate::document::Document;
use crate::render::{Format, render};

fn html(document: &Document) -> String {
    let bytes = render(document, Format::Html, &templates());
    String::from_utf8(bytes.expect("the templates are right")).expect("UTF-8")
}

/// The page without its style sheet and script, which are files of their own.
fn made(name: &str, document: &Document) -> String {
    let page = html(document);
    if let Some(folder) = std::env::var_os("RUNPROOF_LOOK") {
        std::fs::write(std::path::Path::new(&folder).join(name), &page).expect("written");
    }
    let (head, rest) = page.split_once("<style>").expect("a style");
    let (_, rest) = rest.split_once("</style>").expect("a style");
    let (body, rest) = rest.split_once("<script>").expect("a script");
    let (_, end) = rest.split_once("</script>").expect("a script");
    let policy = head.find("style-src").expect("a policy");
    let head = format!(
        "{}…{}",
        &head[..policy],
        &head[head.find("base-uri").unwrap()..]
    );
    format!("{head}<style>…</style>{body}<script>…</script>{end}")
}

#[test]
fn the_handout_of_a_change() {
    insta::assert_snapshot!(made("bound.html", &bound()));
}

#[test]
fn a_page_that_arranges_itself() {
    insta::assert_snapshot!(made("paged.html", &paged()));
}

#[test]
fn nothing_that_a_person_writes_becomes_markup() {
    let plain = html(&bound());
    for hostile in HOSTILE {
        let mut document = bound();
        document.title = vec![text(hostile)];
        document.product = (*hostile).into();
        document.generated = (*hostile).into();
        document.change.as_mut().expect("a change").id = (*hostile).into();
        document.steps[0].title = (*hostile).into();
        document.steps[0].body = vec![paragraph(vec![
            text(hostile),
            strong(hostile),
            code(hostile),
        ])];
        let page = html(&document);
        let tags = |page: &str| page.matches('<').count();
        // The first step loses a paragraph with a label, and gets one with a label and code.
        assert_eq!(tags(&page), tags(&plain), "{hostile}");
        assert!(!page.contains("onload=\""), "{hostile}");
    }
}
