//! Which tags are HTML's, and which a placeholder that looks like one.

use std::borrow::Cow;

/// The elements that procedure pages use; anything else in angle brackets is a placeholder.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "nobr",
    "object",
    "ol",
    "p",
    "param",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Whether a tag, as it stands in the page, is one of HTML's. Comments and declarations are.
pub(crate) fn is_element(raw: &str) -> bool {
    if raw.starts_with("<!") || raw.starts_with("<?") {
        return true;
    }
    let Some(name) = name(raw) else { return false };
    if ELEMENTS.binary_search(&name.as_ref()).is_err() {
        return false;
    }
    // `<address of the server>` has words where HTML has attributes.
    let inside = raw
        .trim_start_matches(['<', '/'])
        .trim_end_matches(['>', '/']);
    let rest = inside.get(name.len()..).unwrap_or_default().trim();
    rest.is_empty() || rest.contains('=')
}

/// The name of a tag in lower case: `<STRONG>` and `</strong>` are both `strong`.
pub(super) fn name(raw: &str) -> Option<Cow<'_, str>> {
    let inside = raw.strip_prefix('<')?.trim_start_matches('/');
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inside.len());
    let name = &inside[..end];
    if name.is_empty() {
        None
    } else if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Some(name.to_ascii_lowercase().into())
    } else {
        Some(name.into())
    }
}

/// The name in `<a name="x">` or `<a id="x">`.
pub(super) fn anchor(raw: &str) -> Option<String> {
    if name(raw)? != "a" || raw.starts_with("</") {
        return None;
    }
    attribute(raw, "name").or_else(|| attribute(raw, "id"))
}

/// The value of an attribute in a tag.
pub(super) fn attribute(raw: &str, wanted: &str) -> Option<String> {
    let tokens = html5gum::Tokenizer::new(raw);
    let tag = tokens.flatten().find_map(|token| match token {
        html5gum::Token::StartTag(tag) => Some(tag),
        _ => None,
    })?;
    let value = tag.attributes.get(wanted.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_no_element() {
        assert!(ELEMENTS.is_sorted());
        for raw in [
            "<div>",
            "</STRONG>",
            "<br/>",
            "<a name=\"x\">",
            "<td width=50>",
            "<!-- x -->",
        ] {
            assert!(is_element(raw), "{raw}");
        }
        for raw in [
            "<Pool FQDN>",
            "<address of the server>",
            "<name\\>",
            "<code number>",
        ] {
            assert!(!is_element(raw), "{raw}");
        }
        assert_eq!(anchor("<a name=\"to-pair\">").as_deref(), Some("to-pair"));
    }
}
