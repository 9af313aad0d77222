//! Language tags, and the choice of a language.

use std::fmt;
use std::str::FromStr;

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

/// A language as its BCP 47 tag says it: `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale(LanguageIdentifier);

impl Locale {
    /// English, the language that everything falls back to.
    pub fn english() -> Self {
        // A language of two letters is a tag; `und` would only mean that nothing matches it.
        Self("en".parse().unwrap_or_default())
    }

    /// A language that nobody knows: `und`.
    pub fn unknown() -> Self {
        Self(LanguageIdentifier::default())
    }

    /// The tag as Unicode's libraries want it.
    pub fn id(&self) -> &LanguageIdentifier {
        &self.0
    }

    /// The language without region or script: `pt`.
    pub fn language(&self) -> &str {
        self.0.language.as_str()
    }

    /// Whether the two are the same language, in whatever region.
    pub fn same_language(&self, other: &Self) -> bool {
        self.0.language == other.0.language
    }

    /// Whether the language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.0.character_direction() == unic_langid::CharacterDirection::RTL
    }
}

impl AsRef<LanguageIdentifier> for Locale {
    fn as_ref(&self) -> &LanguageIdentifier {
        &self.0
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Locale {
    type Err = ();

    /// Reads a tag, with `-` or `_` between its parts.
    fn from_str(tag: &str) -> Result<Self, ()> {
        // `LanguageIdentifier` takes the empty string for `und`; nobody means that.
        if tag.is_empty() {
            return Err(());
        }
        tag.parse().map(Self).map_err(|_| ())
    }
}

/// The available language that serves a reader of `requested` best: `pt` finds `pt-BR`,
/// `fr-CA` finds `fr`. `None` where no available one is a variety of that language.
pub fn negotiate<'a>(requested: &'a Locale, available: &'a [Locale]) -> Option<&'a Locale> {
    if let Some(exact) = available.iter().find(|locale| *locale == requested) {
        return Some(exact);
    }
    negotiate_languages(
        std::slice::from_ref(requested),
        available,
        None,
        NegotiationStrategy::Lookup,
    )
    .first()
    .copied()
    .filter(|found| found.same_language(requested))
    .or_else(|| available.iter().find(|l| l.same_language(requested)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(requested: &str) -> Option<String> {
        let available: Vec<Locale> = ["de", "en", "fr", "pt-BR"]
            .iter()
            .map(|tag| tag.parse().expect("a tag"))
            .collect();
        let requested = requested.parse().ok()?;
        negotiate(&requested, &available).map(ToString::to_string)
    }

    #[test]
    fn languages_are_negotiated_not_compared() {
        assert_eq!(found("pt").as_deref(), Some("pt-BR"));
        assert_eq!(found("pt-PT").as_deref(), Some("pt-BR"));
        assert_eq!(found("fr_CA").as_deref(), Some("fr"));
        assert_eq!(found("de-AT").as_deref(), Some("de"));
        assert_eq!(found("ja"), None);
        assert_eq!(found(""), None);
        assert_eq!(found("not a tag"), None);
    }
}
