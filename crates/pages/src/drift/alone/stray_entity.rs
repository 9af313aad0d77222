//! A paragraph of nothing.

use super::Findings;
use super::sheet::Sheet;
use crate::Content;
use runproof_core::diagnostic::codes;

codes! {
    /// A paragraph of nothing but `&nbsp;`.
    ///
    /// ## Why
    ///
    /// It was put there to hold two blocks apart, which Markdown does by itself. Readers see an
    /// empty line, and where it is indented differently from its neighbours it breaks a list.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// 1.  Ask both servers:
    ///
    ///         ping -c1 one
    ///
    ///     &nbsp;
    ///
    ///         ping -c1 two
    /// ```
    ///
    /// ## Instead
    ///
    /// ````markdown
    /// 1.  Ask both servers:
    ///
    ///     ```sh
    ///     ping -c1 one
    ///     ```
    ///
    ///     ```sh
    ///     ping -c1 two
    ///     ```
    /// ````
    pub STRAY_ENTITY = "stray-entity", Note;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for text in &sheet.texts {
        let Some(block) = text.block else { continue };
        if !matches!(block.content, Content::Paragraph(_))
            || !text.flat.text.chars().all(char::is_whitespace)
        {
            continue;
        }
        let raw = sheet.source().get(block.span.range()).unwrap_or_default();
        let mut words = raw.split_ascii_whitespace().peekable();
        let is_entity = |word: &str| {
            let parts = word.split_inclusive(';');
            parts
                .into_iter()
                .all(|part| matches!(part, "&nbsp;" | "&#160;" | "&#xA0;" | "&#xa0;"))
        };
        if words.peek().is_some() && words.all(is_entity) {
            findings.push(
                sheet
                    .finding(
                        &STRAY_ENTITY,
                        block.span,
                        "a paragraph of nothing but `&nbsp;`",
                    )
                    .help("take it away; fences hold two blocks of code apart"),
            );
        }
    }
}
