//! A picture that says nothing to who cannot see it.

use super::Findings;
use super::sheet::Sheet;
use crate::{Inline, InlineKind};
use runproof_core::diagnostic::codes;
use runproof_prose::Image;

codes! {
    /// A picture without a description, or with a file name or an identifier for one.
    ///
    /// ## Why
    ///
    /// Somebody who cannot see the picture is read its description aloud (WCAG 2.2, success
    /// criterion 1.1.1). A step that is only in the picture is then no step, and
    /// `36080581-db76-…` is worse than nothing.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// ![lamp-01.png](images/lamp-01.png)
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// ![The screw of the lamp, below the shade](images/lamp-01.png)
    /// ```
    pub UNDESCRIBED_IMAGE = "undescribed-image", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for text in &sheet.texts {
        look(sheet, text.inlines, findings);
    }
}

// As deep as the tree is, which `read` bounds.
fn look(sheet: &Sheet<'_>, inlines: &[Inline], findings: &mut Findings) {
    for inline in inlines {
        if let InlineKind::Image(image) = &inline.kind
            && let Some(message) = fault(image)
        {
            findings.push(
                sheet
                    .finding(&UNDESCRIBED_IMAGE, inline.span, message)
                    .help("say in a few words what the picture shows"),
            );
        }
        look(sheet, inline.inner(), findings);
    }
}

fn fault(image: &Image) -> Option<String> {
    let alt = image.alt.trim();
    if alt.is_empty() {
        return Some("the picture has no description".to_owned());
    }
    let is_file = alt.rsplit_once('.').is_some_and(|(name, extension)| {
        let extension = extension.to_ascii_lowercase();
        !name.contains(char::is_whitespace)
            && matches!(
                extension.as_str(),
                "png" | "jpg" | "jpeg" | "gif" | "svg" | "bmp" | "webp"
            )
    });
    if is_file {
        return Some(format!(
            "the description of the picture is a file name: `{alt}`"
        ));
    }
    is_guid(alt).then(|| format!("the description of the picture is an identifier: `{alt}`"))
}

/// 32 hexadecimal digits, with hyphens or without.
fn is_guid(alt: &str) -> bool {
    let digits = alt.bytes().filter(u8::is_ascii_hexdigit).count();
    let rest = alt.bytes().filter(|byte| !byte.is_ascii_hexdigit());
    digits == 32
        && rest
            .into_iter()
            .all(|byte| matches!(byte, b'-' | b'{' | b'}'))
}
