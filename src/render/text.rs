//! What several formats ask about characters and targets.

/// What a character is to the rules by which Markdown reads emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A letter or a digit.
    Word,
    /// A blank of any kind.
    Blank,
    /// Punctuation in ASCII, about which no two parsers differ.
    Punctuation,
    /// Anything else: parsers with different versions of Unicode may differ.
    Other,
}

/// What a character is.
pub(super) fn shape(c: char) -> Shape {
    if c.is_alphanumeric() {
        Shape::Word
    } else if c.is_whitespace() {
        Shape::Blank
    } else if c.is_ascii_punctuation() {
        Shape::Punctuation
    } else {
        Shape::Other
    }
}

/// Whether a link may lead there: a page or a mailbox, never a script.
pub(super) fn is_safe_target(target: &str) -> bool {
    const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
    let target = target.trim();
    if target.is_empty() || target.chars().any(char::is_control) {
        return false;
    }
    match target.split_once([':', '/', '?', '#']) {
        Some((scheme, _)) if target[scheme.len()..].starts_with(':') => SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known)),
        _ => true,
    }
}
