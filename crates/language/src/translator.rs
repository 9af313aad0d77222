//! A language's messages for one reader: formatting, and falling back to the source language.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use fluent_bundle::FluentBundle;
use fluent_bundle::types::FluentType;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::IntlLangMemoizer;

use super::number::NumberFormat;
use super::shield::shield;
use super::{Catalog, Locale};
use runproof_core::diagnostic::codes;

codes! {
    /// A message that a document wanted and the language does not have.
    ///
    /// The document shows the text of the source language in its place, and says so. `lint`
    /// reports the same as `missing-message`, an error, with the place where it belongs.
    pub FALLBACK = "fallback-used", Warning;

    /// A message that could not be formatted.
    ///
    /// It names a variable, message, term or function that nobody provides, or refers to itself.
    /// A document with a hole in a sentence must not be handed out, so nothing is rendered.
    pub BROKEN_MESSAGE = "broken-message", Error;
}

/// What a message is formatted with.
pub type Args<'a> = FluentArgs<'a>;

/// A value that is markup already: the text of another message, with its own values shielded.
pub fn markup(text: String) -> FluentValue<'static> {
    FluentValue::Custom(Box::new(Markup(text)))
}

#[derive(Debug, Clone, PartialEq)]
struct Markup(String);

impl FluentType for Markup {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        self.0.clone().into()
    }

    fn as_string_threadsafe(
        &self,
        _: &intl_memoizer::concurrent::IntlLangMemoizer,
    ) -> Cow<'static, str> {
        self.0.clone().into()
    }
}

type Bundle = FluentBundle<Arc<FluentResource>>;

/// What went wrong while a document was put into words. Kept, not printed: the caller decides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// The language lacks the message; the source language's text was used.
    Fallback {
        /// The message, with its attribute: `edit-properties.title`.
        message: String,
    },
    /// No language has the message.
    Missing {
        /// The message, with its attribute.
        message: String,
    },
    /// The message could not be formatted.
    Broken {
        /// The message, with its attribute.
        message: String,
        /// What Fluent says about it.
        reason: String,
    },
}

/// A formatted message, still Markdown, and the language that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text. Values in it are shielded: read it as Markdown, then unshield its parts.
    pub text: String,
    /// Whether it is in the source language for want of a translation.
    pub is_fallback: bool,
}

/// The messages of one runbook, or of the program, in one language.
pub struct Translator {
    locale: Locale,
    own: Bundle,
    source: Option<Bundle>,
    flaws: RefCell<BTreeSet<Flaw>>,
}

impl Translator {
    /// Messages from `catalogs`; what they lack is taken from `source`, if the source language
    /// is another one.
    pub fn new<'a>(
        locale: &Locale,
        catalogs: impl IntoIterator<Item = &'a Catalog>,
        source: Option<(&Locale, Vec<&'a Catalog>)>,
    ) -> Self {
        Self {
            locale: locale.clone(),
            own: bundle(locale, catalogs),
            source: source.map(|(locale, catalogs)| bundle(locale, catalogs)),
            flaws: RefCell::default(),
        }
    }

    /// The language asked for.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// A message, or one of its attributes, with values put in.
    ///
    /// Always gives a text: what is missing everywhere is named in braces, and recorded as a
    /// [`Flaw`] that forbids handing the document out.
    pub fn format(&self, id: &str, attribute: Option<&str>, args: &Args<'_>) -> Formatted {
        if let Some(text) = self.format_in(&self.own, id, attribute, args) {
            return Formatted {
                text,
                is_fallback: false,
            };
        }
        let message = full_id(id, attribute);
        let fallback = self.source.as_ref();
        match fallback.and_then(|source| self.format_in(source, id, attribute, args)) {
            Some(text) => {
                self.record(Flaw::Fallback { message });
                Formatted {
                    text,
                    is_fallback: true,
                }
            }
            None => {
                let text = shield(&format!("{{{message}}}"));
                self.record(Flaw::Missing { message });
                Formatted {
                    text,
                    is_fallback: true,
                }
            }
        }
    }

    /// Whether any of the languages has the message.
    pub fn has(&self, id: &str, attribute: Option<&str>) -> bool {
        has(&self.own, id, attribute) || self.source.as_ref().is_some_and(|s| has(s, id, attribute))
    }

    /// What went wrong so far, in a stable order; asking empties the list.
    pub fn take_flaws(&self) -> Vec<Flaw> {
        std::mem::take(&mut *self.flaws.borrow_mut())
            .into_iter()
            .collect()
    }

    fn format_in(
        &self,
        bundle: &Bundle,
        id: &str,
        attribute: Option<&str>,
        args: &Args<'_>,
    ) -> Option<String> {
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let mut text = String::new();
        // Not `format_pattern`: it would send the finished text through the formatter as well.
        // Writing to a string does not fail.
        let _ = bundle.write_pattern(&mut text, pattern, Some(args), &mut errors);
        for error in &errors {
            self.record(Flaw::Broken {
                message: full_id(id, attribute),
                reason: error.to_string(),
            });
        }
        Some(text)
    }

    fn record(&self, flaw: Flaw) {
        self.flaws.borrow_mut().insert(flaw);
    }
}

fn full_id(id: &str, attribute: Option<&str>) -> String {
    match attribute {
        Some(attribute) => format!("{id}.{attribute}"),
        None => id.to_owned(),
    }
}

fn has(bundle: &Bundle, id: &str, attribute: Option<&str>) -> bool {
    bundle
        .get_message(id)
        .is_some_and(|message| match attribute {
            Some(name) => message.get_attribute(name).is_some(),
            None => message.value().is_some(),
        })
}

fn bundle<'a>(locale: &Locale, catalogs: impl IntoIterator<Item = &'a Catalog>) -> Bundle {
    let mut bundle = FluentBundle::new(vec![locale.id().clone()]);
    // Isolation marks would be copied with the commands, and break them.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(format_value));
    // Fails only where a function of that name is there already, and none is.
    let _ = bundle.add_builtins();
    for catalog in catalogs {
        // A second entry of one id is a finding of lint; the first one counts, as in Fluent.
        let _ = bundle.add_resource(Arc::clone(catalog.resource()));
    }
    bundle
}

fn format_value(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    match value {
        FluentValue::String(text) => Some(shield(text)),
        FluentValue::Number(number) => memoizer
            .with_try_get::<NumberFormat, _, _>((), |format| format.format(number))
            .ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unshield;
    use runproof_core::diagnostic::Source;

    fn catalog(text: &str) -> Catalog {
        Catalog::parse(Source::new("x.ftl", text))
    }

    fn locale(tag: &str) -> Locale {
        tag.parse().expect("a tag")
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let mut args = Args::new();
        args.set("n", 1_234_567);
        let written = |tag: &str| {
            let catalog = catalog("a = { $n }");
            let translator = Translator::new(&locale(tag), [&catalog], None);
            unshield(&translator.format("a", None, &args).text)
        };
        assert_eq!(written("en"), "1,234,567");
        assert_eq!(written("de"), "1.234.567");
        assert_eq!(written("fr"), "1\u{202f}234\u{202f}567");
        assert_eq!(written("pt-BR"), "1.234.567");
    }

    #[test]
    fn values_are_shielded_and_carry_no_isolation_marks() {
        let mut args = Args::new();
        args.set("pool", "<Pool*1*>");
        let catalog = catalog("a = see { $pool }!");
        let translator = Translator::new(&locale("en"), [&catalog], None);
        let text = translator.format("a", None, &args).text;
        assert!(!text.contains(['<', '*', '\u{2068}', '\u{2069}']));
        assert_eq!(unshield(&text), "see <Pool*1*>!");
    }

    #[test]
    fn a_message_in_a_message_keeps_its_markup() {
        let catalog = catalog("a = not so: { $why }\nb = `{ $name }` is not known");
        let translator = Translator::new(&locale("en"), [&catalog], None);
        let mut inner = Args::new();
        inner.set("name", "$x`");
        let inner = translator.format("b", None, &inner).text;
        let mut args = Args::new();
        args.set("why", markup(inner));
        let text = translator.format("a", None, &args).text;
        assert_eq!(text.matches('`').count(), 2);
        assert_eq!(unshield(&text), "not so: `$x`` is not known");
    }

    #[test]
    fn the_writers_markup_is_not_shielded() {
        let catalog = catalog("-ui = OK\na = Click **{ -ui }**.\n\n    Then { b }.\nb = *wait*");
        let translator = Translator::new(&locale("en"), [&catalog], None);
        assert_eq!(
            translator.format("a", None, &Args::new()).text,
            "Click **OK**.\n\nThen *wait*."
        );
    }

    #[test]
    fn what_a_language_lacks_comes_from_the_source_language_and_is_recorded() {
        let (fr, en) = (
            catalog("a = Un"),
            catalog("a = One\nb = Two\n    .c = Three"),
        );
        let translator = Translator::new(&locale("fr"), [&fr], Some((&locale("en"), vec![&en])));
        let args = Args::new();
        assert_eq!(translator.format("a", None, &args).text, "Un");
        assert_eq!(translator.format("b", Some("c"), &args).text, "Three");
        assert_eq!(
            unshield(&translator.format("none", None, &args).text),
            "{none}"
        );
        assert_eq!(
            translator.take_flaws(),
            [
                Flaw::Fallback {
                    message: "b.c".into()
                },
                Flaw::Missing {
                    message: "none".into()
                },
            ]
        );
    }
}
