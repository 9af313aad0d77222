//! JSON: the document itself, `runproof/document/1`.

use runproof_model::document::Document;

/// Indented JSON with a line break at its end.
pub(super) fn render(document: &Document) -> Vec<u8> {
    // A document holds nothing that JSON cannot: no map with other keys than text, no NaN.
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
