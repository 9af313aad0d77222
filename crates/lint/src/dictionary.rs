//! Spelling dictionaries in Hunspell's format. Whoever reads files hands their bytes in; they are
//! parsed only when a catalog of their language is looked at, since a large one takes a moment.

use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use runproof_language::Locale;

/// The dictionaries that there are.
#[derive(Default)]
pub struct Dictionaries {
    all: Vec<Dictionary>,
}

/// The dictionary of one language.
pub struct Dictionary {
    locale: Locale,
    name: String,
    aff: Vec<u8>,
    dic: Vec<u8>,
    parsed: OnceLock<Result<spellbook::Dictionary, String>>,
    // A catalog says the same words over and over, and looking one up takes microseconds.
    known: RwLock<HashMap<String, bool>>,
}

impl Dictionaries {
    /// Adds the two files of a dictionary. `name` is what a finding calls it, mostly the path
    /// of its `.dic`.
    pub fn add(
        &mut self,
        locale: Locale,
        name: impl Into<String>,
        aff: impl Into<Vec<u8>>,
        dic: impl Into<Vec<u8>>,
    ) {
        self.all.push(Dictionary {
            locale,
            name: name.into(),
            aff: aff.into(),
            dic: dic.into(),
            parsed: OnceLock::new(),
            known: RwLock::default(),
        });
    }

    /// The dictionary for a language: of its very tag, or of its language where one of the two
    /// names no region. `pt-BR` is not spelled by `pt-PT`.
    pub fn find(&self, locale: &Locale) -> Option<&Dictionary> {
        let exact = self.all.iter().find(|d| d.locale == *locale);
        exact.or_else(|| {
            self.all.iter().find(|d| {
                let regions = (d.locale.id().region, locale.id().region);
                d.locale.same_language(locale) && matches!(regions, (None, _) | (_, None))
            })
        })
    }
}

impl Dictionary {
    /// What findings call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Parses it, if that was not done yet; says why it cannot be used.
    pub fn load(&self) -> Result<(), &str> {
        self.parsed().map(|_| ())
    }

    /// Whether it knows a word. One that cannot be parsed objects to none.
    pub fn knows(&self, word: &str) -> bool {
        let Ok(parsed) = self.parsed() else {
            return true;
        };
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(word) {
            return *answer;
        }
        drop(known);
        let answer = parsed.check(word);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(word.to_owned(), answer);
        answer
    }

    /// What somebody who wrote `word` may have meant, the likeliest first. Slow.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut suggestions = Vec::new();
        if let Ok(parsed) = self.parsed() {
            parsed.suggest(word, &mut suggestions);
        }
        suggestions
    }

    fn parsed(&self) -> Result<&spellbook::Dictionary, &str> {
        let parsed = self.parsed.get_or_init(|| {
            let encoding = Encoding::of(&self.aff)?;
            let (aff, dic) = (encoding.decode(&self.aff)?, encoding.decode(&self.dic)?);
            spellbook::Dictionary::new(&aff, &dic).map_err(|error| error.to_string())
        });
        parsed.as_ref().map_err(String::as_str)
    }
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dictionary({}, {})", self.locale, self.name)
    }
}

impl std::fmt::Debug for Dictionaries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.all).finish()
    }
}

/// The encodings that dictionaries of Western languages come in.
#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Latin1,
    Latin9,
}

impl Encoding {
    /// Reads the `SET` line; without one, Hunspell means ISO 8859-1.
    fn of(aff: &[u8]) -> Result<Self, String> {
        let line = aff.split(|b| *b == b'\n').find_map(|line| {
            let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            line.strip_prefix(b"SET ")
        });
        let name = String::from_utf8_lossy(line.unwrap_or(b"ISO8859-1"));
        match name.trim().to_ascii_uppercase().replace('-', "").as_str() {
            "UTF8" => Ok(Self::Utf8),
            "ISO88591" | "ASCII" => Ok(Self::Latin1),
            "ISO885915" => Ok(Self::Latin9),
            _ => Err(format!("its encoding, `{}`, is not supported", name.trim())),
        }
    }

    fn decode(self, bytes: &[u8]) -> Result<String, String> {
        let latin1 = || bytes.iter().map(|b| char::from(*b));
        match self {
            Self::Utf8 => String::from_utf8(bytes.to_vec())
                .map_err(|_| "it says that it is UTF-8, and is not".to_owned()),
            Self::Latin1 => Ok(latin1().collect()),
            Self::Latin9 => Ok(latin1()
                .map(|c| match c {
                    '\u{a4}' => '€',
                    '\u{a6}' => 'Š',
                    '\u{a8}' => 'š',
                    '\u{b4}' => 'Ž',
                    '\u{b8}' => 'ž',
                    '\u{bc}' => 'Œ',
                    '\u{bd}' => 'œ',
                    '\u{be}' => 'Ÿ',
                    other => other,
                })
                .collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionaries(locale: &str, aff: &[u8], dic: &[u8]) -> Dictionaries {
        let mut all = Dictionaries::default();
        all.add(locale.parse().expect("a tag"), "test.dic", aff, dic);
        all
    }

    fn found(have: &str, want: &str) -> bool {
        let all = dictionaries(have, b"SET UTF-8\n", b"1\nun\n");
        all.find(&want.parse().expect("a tag")).is_some()
    }

    #[test]
    fn a_dictionary_serves_its_language_but_no_other_region() {
        assert!(found("fr", "fr-CA"));
        assert!(found("fr-FR", "fr"));
        assert!(found("pt-BR", "pt-BR"));
        assert!(!found("pt-BR", "pt-PT"));
        assert!(!found("fr", "de"));
    }

    #[test]
    fn the_encoding_is_the_one_that_the_file_names() {
        let all = dictionaries("fr", b"SET ISO8859-1\n", b"1\n\xe9tape\n");
        let french = all.find(&"fr".parse().expect("a tag")).expect("one");
        assert!(french.knows("étape"));
        assert!(!french.knows("etappe"));
    }

    #[test]
    fn a_broken_dictionary_says_why_and_objects_to_nothing() {
        let all = dictionaries("fr", b"SET UTF-8\n", b"1\n\xe9tape\n");
        let french = all.find(&"fr".parse().expect("a tag")).expect("one");
        assert_eq!(french.load(), Err("it says that it is UTF-8, and is not"));
        assert!(french.knows("x"));
    }
}
