//! HTML: the whole page, and that nothing a person writes becomes markup.

use proptest::prelude::*;

use super::blocks::any_page;
use super::fixture::*;
use super::templates;
use crate::text::{is_safe_picture, is_safe_target};
use crate::{Format, Templates, render};
use runproof_model::document::Document;

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
        document.generated = vec![text(hostile)];
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a document is made of, its page has no element and no attribute but ours, and
    /// nothing in it leads to a script or loads from where it must not.
    #[test]
    fn a_page_has_no_element_but_ours(document in any_page()) {
        thread_local!(static TEMPLATES: Templates = templates());
        let bytes = TEMPLATES.with(|templates| render(&document, Format::Html, templates));
        let page = String::from_utf8(bytes.expect("the templates are right")).expect("UTF-8");
        let (_, body) = page.split_once("<body").expect("a body");
        let (body, _) = body.split_once("<script>").expect("our script");
        let body = format!("<body{body}");
        let mut open = Vec::new();
        for Ok(token) in html5gum::Tokenizer::new(&body) {
            match token {
                html5gum::Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    prop_assert!(ELEMENTS.contains(&&*name), "{name}");
                    for (attribute, value) in &tag.attributes {
                        let attribute = String::from_utf8_lossy(attribute);
                        let value = String::from_utf8_lossy(value);
                        prop_assert!(ATTRIBUTES.contains(&&*attribute), "{attribute}");
                        prop_assert!(attribute != "src" || is_safe_picture(&value), "{value}");
                        prop_assert!(attribute != "href" || is_safe_target(&value), "{value}");
                    }
                    if !["br", "img", "input"].contains(&&*name) {
                        open.push(name);
                    }
                }
                html5gum::Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    prop_assert_eq!(open.pop(), Some(name));
                }
                html5gum::Token::Comment(_) | html5gum::Token::Error(_) => {
                    prop_assert!(false, "{token:?}");
                }
                _ => {}
            }
        }
    }
}

const ELEMENTS: &[&str] = &[
    "a",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "img",
    "input",
    "label",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "mark",
];

const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "autocomplete",
    "class",
    "data-copied",
    "data-field",
    "data-key",
    "dir",
    "hidden",
    "href",
    "id",
    "referrerpolicy",
    "rel",
    "role",
    "scope",
    "spellcheck",
    "src",
    "start",
    "tabindex",
    "title",
    "translate",
    "type",
];
