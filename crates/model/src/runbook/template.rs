//! Text with names in braces: a command before its values are known.
//!
//! `{pool.fqdn}` is a name to be replaced. Any other brace is itself, so that script blocks need
//! no escaping; `{{name}}` gives `{name}`, and `${name}` is the shell's own.

use runproof_core::diagnostic::Span;

/// A text with holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
    /// Where it stands in the definition.
    pub span: Span,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stays as it is.
    Text(String),
    /// A value.
    Hole(Reference),
}

/// What a hole is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// A fact of the variant: `{variant.deployment}`.
    Fact(String),
    /// A parameter that is one value: `{domain}`.
    Parameter(String),
    /// The item of a list of values, or the key of an item of a list of records: `{server}`.
    Item(String),
    /// A field of an item of a list of records: `{pool.fqdn}`.
    Field {
        /// The item.
        item: String,
        /// The field.
        field: String,
    },
}

/// A piece before anybody knows what its names are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RawPiece<'a> {
    Text(&'a str),
    /// `name` or `name.field`, without the braces.
    Name(&'a str),
}

/// Cuts a text at its names.
pub(super) fn cut(text: &str) -> Vec<RawPiece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(offset) = text[at..].find('{') {
        let open = at + offset;
        let Some(name) = name_at(&text[open + 1..]) else {
            at = open + 1;
            continue;
        };
        let close = open + 1 + name.len();
        let doubled = open > 0 && bytes[open - 1] == b'{' && bytes.get(close + 1) == Some(&b'}');
        if doubled {
            pieces.push(RawPiece::Text(&text[start..open - 1]));
            pieces.push(RawPiece::Text(&text[open..=close]));
            start = close + 2;
            at = start;
        } else if open > 0 && bytes[open - 1] == b'$' {
            at = close + 1;
        } else {
            pieces.push(RawPiece::Text(&text[start..open]));
            pieces.push(RawPiece::Name(name));
            start = close + 1;
            at = start;
        }
    }
    pieces.push(RawPiece::Text(&text[start..]));
    pieces.retain(|piece| *piece != RawPiece::Text(""));
    pieces
}

/// The name at the start of a text, if a closing brace follows it.
fn name_at(text: &str) -> Option<&str> {
    let end =
        text.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c)))?;
    let name = &text[..end];
    let is_closed = text.as_bytes()[end] == b'}';
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.ends_with(['.', '-']);
    (is_closed && is_name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::RawPiece::{Name, Text};
    use super::*;

    #[test]
    fn only_names_in_braces_are_holes() {
        assert_eq!(
            cut("& \"$env:SystemDrive\\{variant.deployment}\\B.exe\" {pool.fqdn}"),
            [
                Text("& \"$env:SystemDrive\\"),
                Name("variant.deployment"),
                Text("\\B.exe\" "),
                Name("pool.fqdn"),
            ]
        );
        for text in ["{ $_.Name }", "${HOME} {}", "@{a=1}", "{a", "{A}", "é{"] {
            assert_eq!(cut(text), [Text(text)]);
        }
        assert_eq!(
            cut("awk '{{print}}'"),
            [Text("awk '"), Text("{print}"), Text("'")]
        );
    }
}
