//! A command as it is handed out, in pieces: what the definition says, and what was put in.

use std::ops::Range;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A command's text that knows which of it is a value, and which only stands for one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommandText {
    text: String,
    /// One behind the other; together they are the text. None is empty.
    pieces: Vec<Piece>,
}

/// A piece of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it comes from.
    pub origin: Origin,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// Where a piece of a command comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The definition.
    Text,
    /// The change or the variant, quoted as the shell wants it.
    Value,
    /// Nothing yet: the name of what is to be filled in.
    Placeholder,
}

impl CommandText {
    /// A command of which nothing was put in.
    pub fn text(text: impl Into<String>) -> Self {
        let mut command = Self::default();
        command.push(Origin::Text, &text.into());
        command
    }

    /// Puts a piece at the end.
    pub fn push(&mut self, origin: Origin, piece: &str) {
        if piece.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(piece);
        match self.pieces.last_mut() {
            // Two placeholders are two; text beside text is one.
            Some(last) if origin == Origin::Text && last.origin == origin => {
                last.range.end = self.text.len();
            }
            _ => self.pieces.push(Piece {
                origin,
                range: start..self.text.len(),
            }),
        }
    }

    /// The whole text. May have several lines; the last has no line break.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The places of its placeholders.
    pub fn placeholders(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let pieces = self.pieces.iter();
        pieces
            .filter(|piece| piece.origin == Origin::Placeholder)
            .map(|piece| piece.range.clone())
    }

    /// Whether placeholders stand in it, so that it cannot be run as it is.
    pub fn has_placeholders(&self) -> bool {
        self.placeholders().next().is_some()
    }
}

/// As `text` and `has_placeholders`.
impl Serialize for CommandText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("CommandText", 2)?;
        fields.serialize_field("text", &self.text)?;
        fields.serialize_field("has_placeholders", &self.has_placeholders())?;
        fields.end()
    }
}

impl From<&str> for CommandText {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_put_in_is_a_placeholder() {
        let mut command = CommandText::text("sort <input>");
        command.push(Origin::Text, "output ");
        command.push(Origin::Placeholder, "<service>");
        command.push(Origin::Value, "'a b'");
        assert_eq!(command.as_str(), "sort <input>output <service>'a b'");
        let placeholders: Vec<&str> = command
            .placeholders()
            .map(|place| &command.as_str()[place])
            .collect();
        assert_eq!(placeholders, ["<service>"]);
        let origins: Vec<Origin> = command.pieces().iter().map(|piece| piece.origin).collect();
        assert_eq!(origins, [Origin::Text, Origin::Placeholder, Origin::Value]);
    }
}
