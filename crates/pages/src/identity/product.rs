//! The product that a page is for, as its title names it. No product is known: a name is a run of
//! capitalised words, with or without a year, at the end of a title or before its colon.

use std::ops::Range;

use runproof_language::Languages;

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Product {
    /// Its name as the title has it, the year included: `Lync Server 2013`.
    pub name: String,
    /// The year in it.
    pub year: Option<u16>,
}

/// The most words that a name has: a longer run is a title in capitals.
const MOST_WORDS: usize = 6;

impl Product {
    /// The product that a title names: "… in Lync Server 2013", "Lync Server 2013: …".
    pub fn in_title(title: &str) -> Option<Self> {
        let before_colon = title.split_once(':').map(|(before, _)| before.trim());
        if let Some(before) = before_colon {
            let words = words(before);
            let run = run_at_end(&words);
            let is_whole = run.start == 0 && words.len() > 1;
            if is_whole && (words.len() > 2 || words.iter().any(|w| year(w).is_some())) {
                return Self::named(&words);
            }
        }
        let words = words(title);
        let run = run_at_end(&words);
        let name = &words[run.clone()];
        // Only a preposition, or a year at the end, tells a name from nouns that German or a title
        // in capitals writes large.
        let is_led = run.start > 0 && is_preposition(words[run.start - 1]);
        let has_year = name.last().is_some_and(|word| year(word).is_some());
        let is_name = name.len() > 1 && run.start > 0 && (is_led || has_year);
        if is_name {
            return Self::named(name);
        }
        Self::inside(&words)
    }

    /// The name that follows a preposition inside of a title: "… in Lync Server 2013 using a script".
    fn inside(words: &[&str]) -> Option<Self> {
        let leads = (0..words.len()).filter(|at| is_preposition(words[*at]));
        leads.into_iter().find_map(|lead| {
            let name = &words[lead + 1..run_from(words, lead + 1)];
            let has_year = name.last().is_some_and(|word| year(word).is_some());
            // Two words written large may be anything.
            let is_name = name.len() > 2 || (has_year && name.len() > 1);
            is_name.then(|| Self::named(name)).flatten()
        })
    }

    /// The name of a product that begins with a given word, wherever it stands in a headline: a
    /// translation calls it otherwise, but begins it alike ("Skype Entreprise Server").
    pub fn beginning_with(first: &str, headline: &str) -> Option<Self> {
        headline.lines().find_map(|line| {
            let words = words(line);
            let at = words.iter().position(|word| same(word, first))?;
            Self::named(&words[at..run_from(&words, at)])
        })
    }

    fn named(words: &[&str]) -> Option<Self> {
        (!words.is_empty() && words.len() <= MOST_WORDS).then(|| Self {
            name: words.join(" ").trim_end_matches(':').to_owned(),
            year: words.iter().find_map(|word| year(word)),
        })
    }

    /// The word that every language begins the name with.
    pub fn first(&self) -> &str {
        self.name.split(' ').next().unwrap_or(&self.name)
    }

    /// The name as an id: `lync-server-2013`.
    pub fn id(&self) -> String {
        let mut id = String::new();
        for c in self.name.chars().flat_map(char::to_lowercase) {
            if c.is_ascii_alphanumeric() {
                id.push(c);
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        id.truncate(id.trim_end_matches('-').len());
        id
    }

    /// Whether a file's name is short for it: `lync2013`, `lync`, and `sfb` for "Skype for Business".
    pub fn is_called(&self, stem: &str) -> bool {
        let letters: String = stem.chars().filter(|c| c.is_alphabetic()).collect();
        let digits: String = stem.chars().filter(char::is_ascii_digit).collect();
        if letters.is_empty() || letters.len() + digits.len() != stem.len() {
            return false;
        }
        let year_fits = digits.is_empty() || digits.parse::<u16>().ok() == self.year;
        let name = self.name.to_lowercase();
        let initials: String = name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .collect();
        let is_start = name.starts_with(&letters);
        year_fits && letters.len() > 1 && (is_start || initials.starts_with(&letters))
    }
}

/// The words of a title without the punctuation around them.
fn words(title: &str) -> Vec<&str> {
    title
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| matches!(c, ',' | ';' | '"' | '“' | '”' | '«' | '»' | '*'))
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// The run of words at the end that may be a name.
fn run_at_end(words: &[&str]) -> Range<usize> {
    let mut start = words.len();
    while let Some(word) = start.checked_sub(1).map(|at| words[at]) {
        let is_inside = start < words.len();
        let joins = is_inside
            && is_connector(word)
            && start > 1
            && is_large(words[start - 2])
            && year(words[start - 2]).is_none();
        if !is_large(word) && !joins {
            break;
        }
        start -= 1;
    }
    start..words.len()
}

/// Where the run of words ends that begins with one of them: after a year, before a colon, and
/// before the first word that is no part of a name.
fn run_from(words: &[&str], start: usize) -> usize {
    let mut end = start;
    while let Some(word) = words.get(end).filter(|_| end - start < MOST_WORDS) {
        let next_is_large = words.get(end + 1).is_some_and(|next| is_large(next));
        let joins = end > start && is_connector(word) && next_is_large;
        if !is_large(word) && !joins {
            break;
        }
        end += 1;
        if year(word).is_some() || word.ends_with(':') {
            break;
        }
    }
    end
}

fn is_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) || year(word).is_some()
}

/// A small word inside of a name: "Skype for Business".
fn is_connector(word: &str) -> bool {
    let all = Languages::BUILT_IN;
    all.any_has(|of| of.names.within, word) || all.any_has(|of| of.names.perhaps_within, word)
}

fn is_preposition(word: &str) -> bool {
    Languages::BUILT_IN.any_has(|of| of.names.before, &word.to_lowercase())
}

/// A year, which is the version of many a product.
pub(super) fn year(word: &str) -> Option<u16> {
    let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | ':' | '.'));
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let number: u16 = is_year.then(|| word.parse().ok()).flatten()?;
    (1990..2100).contains(&number).then_some(number)
}

fn same(word: &str, first: &str) -> bool {
    word.trim_end_matches(':').to_lowercase() == first.to_lowercase()
}

/// The years that a headline names.
pub(crate) fn years(headline: &str) -> impl Iterator<Item = u16> + '_ {
    headline.split_whitespace().filter_map(year)
}
