//! JSON: the document itself, `runproof/document/1`.

use runproof_model::document::Document;
use runproof_text::json;

/// Indented JSON with a line break at its end.
pub(super) fn render(document: &Document) -> Vec<u8> {
    // A document holds nothing that JSON cannot: no map with other keys than text, no NaN.
    json::to_string(document).unwrap_or_default().into_bytes()
}
