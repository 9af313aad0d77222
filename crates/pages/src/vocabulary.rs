//! The words of a project's glossaries, in all its languages: what a label of the user interface is
//! called elsewhere, and whether a text is one.
//!
//! A term whose name begins with `ui-` is a label, exactly as the product shows it; all others are
//! terms of the field. A term that has several texts (`{ $number -> … }`) is right in each of them.

use std::collections::{BTreeMap, HashMap};

use fluent_syntax::ast;

use runproof_language::{Library, Locale};

/// The most texts that one term may come to, and how deep terms may refer to terms.
const MOST_TEXTS: usize = 64;
const DEEPEST: usize = 8;

/// The words of glossaries.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    terms: Vec<Term>,
    /// The terms that a folded text belongs to.
    by_text: HashMap<String, Vec<usize>>,
}

/// One term in all languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its name without the hyphen: `ui-edit-properties`.
    pub key: String,
    /// What it is.
    pub kind: TermKind,
    /// Its texts by language; the default one first.
    pub texts: BTreeMap<Locale, Vec<String>>,
}

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermKind {
    /// A label of a user interface.
    Label,
    /// A name or a word of the field.
    Word,
}

impl Vocabulary {
    /// The terms of all glossaries.
    pub fn of(library: &Library) -> Self {
        let mut vocabulary = Self::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        for folder in &library.folders {
            let mut patterns: HashMap<&str, &ast::Pattern<&str>> = HashMap::new();
            let glossaries = || folder.catalogs.iter().filter(|named| named.is_glossary());
            for named in glossaries() {
                for term in named.catalog.terms() {
                    patterns.entry(term.id.name).or_insert(&term.value);
                }
            }
            for term in glossaries().flat_map(|named| named.catalog.terms()) {
                let texts = texts_of(&term.value, &patterns, 0);
                let at = *places
                    .entry(term.id.name.to_owned())
                    .or_insert(vocabulary.terms.len());
                if at == vocabulary.terms.len() {
                    vocabulary.terms.push(Term {
                        key: term.id.name.to_owned(),
                        kind: kind_of(term.id.name),
                        texts: BTreeMap::new(),
                    });
                }
                for text in texts {
                    vocabulary.add(at, &folder.locale, text);
                }
            }
        }
        vocabulary
    }

    /// Every term.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The label that a text is in a language, in whatever case it is written and with or without a
    /// colon at its end. `None` also where several terms have that text and differ.
    pub fn label(&self, text: &str, locale: &Locale) -> Option<&Term> {
        let found = self.labels(text, locale);
        let first = *found.first()?;
        let is_one = found.iter().all(|other| other.texts == first.texts);
        is_one.then_some(first)
    }

    /// Whether a text is a label in a language.
    pub fn is_label(&self, text: &str, locale: &Locale) -> bool {
        !self.labels(text, locale).is_empty()
    }

    /// What the label that is `text` in one language is in another; the default text first.
    pub fn expected(&self, text: &str, from: &Locale, to: &Locale) -> Option<&[String]> {
        self.label(text, from)?.in_language(to)
    }

    fn labels(&self, text: &str, locale: &Locale) -> Vec<&Term> {
        let folded = fold(text);
        let places = self.by_text.get(&folded).map_or(&[][..], Vec::as_slice);
        let terms = places.iter().map(|at| &self.terms[*at]);
        let is_it = |term: &&Term| {
            let texts = term.in_language(locale).unwrap_or_default();
            term.kind == TermKind::Label && texts.iter().any(|known| fold(known) == folded)
        };
        terms.filter(is_it).collect()
    }

    fn add(&mut self, at: usize, locale: &Locale, text: String) {
        let places = self.by_text.entry(fold(&text)).or_default();
        if !places.contains(&at) {
            places.push(at);
        }
        let texts = self.terms[at].texts.entry(locale.clone()).or_default();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
}

impl Term {
    /// Its texts in a language: in exactly that, or else in one of another region.
    pub fn in_language(&self, locale: &Locale) -> Option<&[String]> {
        let exactly = self.texts.get(locale);
        let alike = || {
            let mut all = self.texts.iter();
            all.find(|(tag, _)| tag.same_language(locale))
                .map(|(_, texts)| texts)
        };
        exactly.or_else(alike).map(Vec::as_slice)
    }
}

/// Labels are the same whatever their case, blanks and the colon or dots behind them.
pub fn fold(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    let words = label.split_whitespace();
    for word in words.filter(|word| !matches!(*word, ":" | "." | "…" | "...")) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.extend(word.chars().map(|c| match c {
                '\'' => '’',
                c => c.to_ascii_lowercase(),
            }));
        } else {
            folded.push_str(&word.to_lowercase().replace('\'', "’"));
        }
    }
    folded
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | ',' | ';' | '…'))
        .to_owned()
}

fn kind_of(key: &str) -> TermKind {
    if key.starts_with("ui-") {
        TermKind::Label
    } else {
        TermKind::Word
    }
}

/// All texts that a pattern can come to; none where it holds something that only a document knows.
fn texts_of(
    pattern: &ast::Pattern<&str>,
    terms: &HashMap<&str, &ast::Pattern<&str>>,
    depth: usize,
) -> Vec<String> {
    let mut texts = vec![String::new()];
    for element in &pattern.elements {
        let endings = match element {
            ast::PatternElement::TextElement { value } => vec![(*value).to_owned()],
            ast::PatternElement::Placeable { expression } => {
                of_expression(expression, terms, depth)
            }
        };
        if texts.len() * endings.len() > MOST_TEXTS {
            return Vec::new();
        }
        texts = texts
            .iter()
            .flat_map(|text| endings.iter().map(move |ending| format!("{text}{ending}")))
            .collect();
    }
    for text in &mut texts {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    texts.retain(|text| !text.is_empty());
    texts
}

fn of_expression(
    expression: &ast::Expression<&str>,
    terms: &HashMap<&str, &ast::Pattern<&str>>,
    depth: usize,
) -> Vec<String> {
    if depth >= DEEPEST {
        return Vec::new();
    }
    match expression {
        ast::Expression::Select { variants, .. } => {
            // The default first: it is what a text without a number is.
            let (default, others): (Vec<_>, Vec<_>) = variants.iter().partition(|v| v.default);
            let all = default.into_iter().chain(others);
            all.flat_map(|variant| texts_of(&variant.value, terms, depth + 1))
                .collect()
        }
        ast::Expression::Inline(inline) => match inline {
            ast::InlineExpression::StringLiteral { value }
            | ast::InlineExpression::NumberLiteral { value } => vec![(*value).to_owned()],
            ast::InlineExpression::TermReference { id, .. } => terms
                .get(id.name)
                .map(|pattern| texts_of(pattern, terms, depth + 1))
                .unwrap_or_default(),
            ast::InlineExpression::Placeable { expression } => {
                of_expression(expression, terms, depth + 1)
            }
            _ => Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use runproof_core::diagnostic::Source;
    use runproof_language::{Catalog, Folder, NamedCatalog};

    fn vocabulary(folders: &[(&str, &str)]) -> Vocabulary {
        let folders = folders.iter().map(|(tag, text)| Folder {
            locale: tag.parse().expect("a tag"),
            catalogs: vec![NamedCatalog {
                name: "lamps.glossary".to_owned(),
                catalog: Catalog::parse(Source::new("lamps.glossary.ftl", *text)),
            }],
            words: Vec::new(),
        });
        Vocabulary::of(&Library {
            folders: folders.collect(),
        })
    }

    fn tag(tag: &str) -> Locale {
        tag.parse().expect("a tag")
    }

    #[test]
    fn a_label_is_found_in_any_case_and_with_its_colon() {
        let words = vocabulary(&[
            ("en", "-ui-pair = Associated lamp\n-lamp = lamp\n"),
            ("fr", "-ui-pair = Lampe associée\n-lamp = lampe\n"),
        ]);
        let expected = |text| words.expected(text, &tag("en"), &tag("fr"));
        assert_eq!(
            expected("Associated lamp"),
            Some(&["Lampe associée".to_owned()][..])
        );
        assert_eq!(expected("associated  Lamp:"), expected("Associated lamp"));
        assert_eq!(expected("lamp"), None, "a word of the field is no label");
        assert_eq!(expected("Other lamp"), None);
        assert!(words.is_label("Lampe associée :", &tag("fr-CA")));
        assert!(!words.is_label("Lampe associée", &tag("en")));
    }

    #[test]
    fn every_arm_of_a_selector_counts_and_terms_in_terms_are_spelt_out() {
        let words = vocabulary(&[(
            "en",
            "-name = Beacon\n-ui-lamp = { $number ->\n   *[singular] { -name } lamp\n    [plural] { -name } lamps\n}\n-ui-open = { $x }\n",
        )]);
        let term = words.label("beacon lamps", &tag("en")).expect("a label");
        assert_eq!(
            term.in_language(&tag("en")),
            Some(&["Beacon lamp".to_owned(), "Beacon lamps".to_owned()][..])
        );
        let open = words.terms().iter().find(|term| term.key == "ui-open");
        assert!(open.is_some_and(|term| term.texts.is_empty()));
    }

    #[test]
    fn terms_that_go_in_a_circle_come_to_nothing() {
        let words = vocabulary(&[("en", "-ui-a = { -ui-b }\n-ui-b = { -ui-a }\n")]);
        assert!(words.terms().iter().all(|term| term.texts.is_empty()));
    }

    #[test]
    fn a_text_of_two_labels_that_differ_elsewhere_is_in_doubt() {
        let words = vocabulary(&[
            ("en", "-ui-a = Close\n-ui-b = Close\n"),
            ("de", "-ui-a = Schließen\n-ui-b = Nah\n"),
        ]);
        assert_eq!(words.expected("Close", &tag("en"), &tag("de")), None);
        assert!(words.is_label("close", &tag("en")));
    }
}
