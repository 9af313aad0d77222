//! HTML where Markdown has words of its own.

use super::Findings;
use super::sheet::Sheet;
use crate::outline::walk;
use crate::tree::{OnPage, is_element};
use crate::{Content, Inline, InlineKind};
use runproof_core::diagnostic::{Span, codes};

codes! {
    /// HTML that Markdown has its own marks for, or that wraps other blocks.
    ///
    /// ## Why
    ///
    /// It is what a converter left behind. Tools that read pages do not see that `<STRONG>` is
    /// bold, wrappers are lost or left open when somebody edits the page, and a reader of the
    /// source has to look around it.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// <div class="note">
    ///
    /// The <STRONG>Spare</STRONG> option is new.
    ///
    /// </div>
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// > [!NOTE]
    /// > The **Spare** option is new.
    /// ```
    ///
    /// There is one finding for a kind of element and page. What Markdown cannot say is fine:
    /// `<br>` in a table, `<a name="…">`, `<sup>`, `<details>`, a comment.
    pub RAW_HTML = "raw-html", Note;
}

/// What a page has of an element.
struct Seen {
    name: &'static str,
    count: usize,
    first: Span,
    instead: &'static str,
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let source = sheet.source();
    let mut seen: Vec<Seen> = Vec::new();
    walk(&sheet.page.blocks, &mut |block| match &block.content {
        Content::Html(raw) => take_all(&mut seen, raw, block.span),
        Content::Table(table) if table.is_html => take(&mut seen, "<table", block.span),
        Content::Code(code) if code.form == crate::CodeForm::Html => {
            take(&mut seen, "<pre", block.span);
        }
        Content::Heading(_) if source[block.span.range()].starts_with('<') => {
            take(&mut seen, "<h1", block.span);
        }
        // What stands in an HTML table was counted with it.
        Content::Paragraph(text) => inlines(source, text, &mut seen),
        _ => {}
    });
    for text in &sheet.texts {
        if text.role == super::sheet::Role::Heading {
            inlines(source, text.inlines, &mut seen);
        }
    }
    for seen in seen {
        let message = match seen.count {
            1 => format!("`<{}>` is HTML", seen.name),
            count => format!("`<{}>` is HTML ({count} times on this page)", seen.name),
        };
        findings.push(
            sheet
                .finding(&RAW_HTML, seen.first, message)
                .help(seen.instead),
        );
    }
}

// As deep as the tree is, which `read` bounds.
fn inlines(source: &str, text: &[Inline], seen: &mut Vec<Seen>) {
    for inline in text {
        match &inline.kind {
            InlineKind::Other(OnPage::Html(raw)) if is_element(inline) => {
                take(seen, raw, inline.span)
            }
            InlineKind::Strong(_) | InlineKind::Emphasis(_) | InlineKind::Code(_) => {
                let raw = source.get(inline.span.range()).unwrap_or_default();
                if raw.starts_with('<') {
                    take(seen, raw, inline.span);
                }
            }
            _ => {}
        }
        inlines(source, inline.inner(), seen);
    }
}

/// Counts every tag of a block of HTML that opens something.
fn take_all(seen: &mut Vec<Seen>, raw: &str, span: Span) {
    if raw.starts_with("<!") {
        return;
    }
    for (at, _) in raw.match_indices('<') {
        let from = span.start as usize + at;
        let len = raw[at..].find('>').map_or(raw.len() - at, |end| end + 1);
        take(seen, &raw[at..], Span::new(from, from + len));
    }
}

fn take(seen: &mut Vec<Seen>, raw: &str, span: Span) {
    let Some((name, instead)) = element(raw) else {
        return;
    };
    match seen.iter_mut().find(|seen| seen.name == name) {
        Some(seen) => seen.count += 1,
        None => seen.push(Seen {
            name,
            count: 1,
            first: span,
            instead,
        }),
    }
}

/// The element that a tag opens, and what Markdown has in its place.
fn element(raw: &str) -> Option<(&'static str, &'static str)> {
    let rest = raw.strip_prefix('<')?;
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let name = rest[..end].to_ascii_lowercase();
    let found = match name.as_str() {
        "strong" => ("strong", "write `**bold**`"),
        "b" => ("b", "write `**bold**`"),
        "em" => ("em", "write `*emphasis*`"),
        "i" => ("i", "write `*emphasis*`"),
        "code" => ("code", "write code between backticks"),
        "tt" => ("tt", "write code between backticks"),
        "pre" => ("pre", "write code between fences"),
        "p" => ("p", "leave an empty line between paragraphs"),
        "div" => ("div", "take the wrapper away; write a note as `> [!NOTE]`"),
        "span" => ("span", "take it away"),
        "font" => ("font", "take it away"),
        "center" => ("center", "take it away"),
        "table" => ("table", "write the table with `|`"),
        "ul" => ("ul", "write `- ` before each item"),
        "ol" => ("ol", "write `1. ` before each item"),
        "li" => ("li", "write `- ` or `1. ` before each item"),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => ("h1", "write `#` before the heading"),
        _ => return None,
    };
    Some(found)
}
