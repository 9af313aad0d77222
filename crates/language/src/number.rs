//! Numbers as a language writes them, by Unicode's data.

use fluent_bundle::types::FluentNumber;
use icu_decimal::input::Decimal;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

/// The number format of one language, built once a bundle.
pub(super) struct NumberFormat(Option<DecimalFormatter>);

impl Memoizable for NumberFormat {
    type Args = ();
    type Error = ();

    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let locale: Option<icu_locale_core::Locale> = lang.to_string().parse().ok();
        let preferences = locale.map_or_else(DecimalFormatterPreferences::default, Into::into);
        Ok(Self(
            DecimalFormatter::try_new(preferences, Default::default()).ok(),
        ))
    }
}

impl NumberFormat {
    /// The number as the language writes it: `1 234` in French, `1.234` in German.
    pub(super) fn format(&self, number: &FluentNumber) -> String {
        let plain = number.as_string();
        match (&self.0, Decimal::try_from_str(&plain)) {
            (Some(formatter), Ok(decimal)) => formatter.format(&decimal).to_string(),
            _ => plain.into_owned(),
        }
    }
}
