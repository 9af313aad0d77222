//! Blanks before punctuation, and quotation marks.

use super::Locale;

/// Quotation marks of all languages, opening and closing. English `“` opens, German `“` closes.
pub const QUOTATION_MARKS: [(char, char); 4] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];

/// How a language sets its punctuation.
#[derive(Debug)]
pub struct Typography {
    /// Which marks have a blank that does not break.
    pub spacing: Spacing,
    /// Regions with a habit of their own: `CA`.
    pub regions: &'static [(&'static str, Spacing)],
    /// The marks that never have a blank before them. A catalog is held to this in every language,
    /// a page only where it is stated here.
    pub tight: &'static [char],
}

/// Which marks have a blank that does not break beside them.
#[derive(Debug, Clone, Copy)]
pub struct Spacing {
    /// The marks with a blank before them.
    pub before: &'static [char],
    /// The quotation marks with a blank inside, opening and closing.
    pub inside: Option<(char, char)>,
}

impl Spacing {
    /// No blank anywhere.
    pub const NONE: Self = Self {
        before: &[],
        inside: None,
    };

    /// Whether a mark opens a quotation that has a blank inside.
    pub fn is_opening(self, c: char) -> bool {
        self.inside.is_some_and(|(open, _)| open == c)
    }

    /// Whether a mark closes a quotation that has a blank inside.
    pub fn is_closing(self, c: char) -> bool {
        self.inside.is_some_and(|(_, close)| close == c)
    }
}

impl Typography {
    /// No habit that is known.
    pub const NEUTRAL: Self = Self {
        spacing: Spacing::NONE,
        regions: &[],
        tight: &[],
    };

    /// The spacing that a locale of the language has.
    pub fn spacing_in(&self, locale: &Locale) -> Spacing {
        let region = locale.id().region;
        let own = region.and_then(|region| {
            let mut regions = self.regions.iter();
            regions.find(|(name, _)| *name == region.as_str())
        });
        own.map_or(self.spacing, |(_, spacing)| *spacing)
    }
}
