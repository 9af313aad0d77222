//! What is known of a language, as plain data: rules ask a [`Language`], and hold no words of one.

use std::fmt;

use super::Locale;
use super::languages::Languages;
use super::typography::Typography;

/// A language. Its file in `languages/` is one value of this type; what a file leaves out it takes
/// from [`Language::NEUTRAL`].
///
/// Words are in lower case, with their accents, unless a field says otherwise.
pub struct Language {
    /// Its tag without a region: `pt`.
    pub tag: &'static str,
    /// Its name in English: `Portuguese`.
    pub name: &'static str,
    /// The region that most of its spelling dictionaries are for: `PT`, of `pt_PT`.
    pub home_region: &'static str,
    /// Dictionaries that serve where none for the tag or the home region is installed: `en_GB`.
    pub other_dictionaries: &'static [&'static str],
    /// What it writes with a capital letter within a sentence.
    pub capitals: Capitals,
    /// How it joins two nouns to one term.
    pub compounds: Compounds,
    /// Whether adjectives take the gender and number of their noun: *pools locaux*.
    pub adjectives_agree: bool,
    /// How it speaks of steps and their number.
    pub counting: Counting,
    /// Its small words.
    pub words: SmallWords,
    /// What it says around labels of a user interface.
    pub labels: LabelWords,
    /// What it says around the names of products.
    pub names: NameWords,
    /// Mistakes that translations into it make.
    pub slips: Slips,
    /// What its instructions say, for steps that are imported from pages.
    pub instructions: Instructions,
    /// Blanks and quotation marks.
    pub typography: Typography,
}

/// What a language writes with a capital letter within a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capitals {
    /// Names.
    Names,
    /// Names, and most words of a title: *Start the Front End Servers*.
    Titles,
    /// Every noun.
    Nouns,
}

/// How a language joins two nouns to one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compounds {
    /// It is not known.
    Unknown,
    /// One stands before the other; a hyphen makes an adjective: *a front-end server*.
    Before,
    /// A hyphen or nothing joins them: *Exchange-Server*, *Serverpool*.
    Joined,
    /// The second follows one of these words: *générateur de topologie*. A word of one letter stands
    /// for itself and an apostrophe: `d`.
    After(&'static [&'static str]),
}

/// How a language speaks of the steps of a procedure: *the final two steps*.
#[derive(Debug)]
pub struct Counting {
    /// The words for a step.
    pub steps: &'static [&'static str],
    /// The words for two to twelve; a slot may name several, first the one that stands beside the
    /// first of the words for a step.
    pub numbers: [&'static [&'static str]; 11],
    /// What may stand beside the number and its noun, by what it says.
    pub qualifiers: &'static [(Which, &'static [&'static str])],
    /// The words for a procedure.
    pub procedures: &'static [&'static str],
    /// *This*, before a procedure.
    pub these: &'static [&'static str],
    /// What stands between a procedure and the number of its steps: *has*, *consists of*.
    pub has: &'static [&'static str],
    /// What stands between the two ends of a range, or joins two numbers: *through*, *and*.
    pub through: &'static [&'static str],
    /// How the words begin that say that something is done again: the *last* steps are then those
    /// before.
    pub again: &'static [&'static str],
    /// How the words begin for a part of the documentation that a step may be of: *section*.
    pub sections: &'static [&'static str],
}

/// Which steps a qualifier names, seen from where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those at the end of the procedure.
    Final,
    /// Those that come next.
    Following,
    /// Those that came before.
    Previous,
    /// Those at its beginning.
    First,
    /// Others, somewhere.
    Other,
}

/// The small words of a language.
#[derive(Debug)]
pub struct SmallWords {
    /// Words that tell which language a *page* is in. A word that a neighbour shares tells nothing
    /// and is left out where another tells as much.
    pub of_pages: &'static [&'static str],
    /// Words that only this language has, or that others have rarely: they tell which language a
    /// *paragraph* is in, where fewer words must tell as much. Sorted, none longer than
    /// [`SmallWords::LONGEST_OF_TEXT`].
    pub of_text: &'static [&'static str],
    /// Words that hold a sentence together: articles, prepositions, conjunctions. None longer than
    /// [`SmallWords::LONGEST_JOINT`].
    pub joints: &'static [&'static str],
    /// Words that rightly stand twice in a row: *vous vous connectez*.
    pub doubled: &'static [&'static str],
    /// Definite articles that a label may have or lack.
    pub articles: &'static [&'static str],
    /// Pronouns for the reader that have a capital letter: *Sie*, *Ihre*.
    pub capital_pronouns: &'static [&'static str],
}

impl SmallWords {
    /// The most bytes that a word of [`SmallWords::of_text`] has: what is longer need not be put in
    /// lower case.
    pub const LONGEST_OF_TEXT: usize = 8;
    /// The most bytes that a word of [`SmallWords::joints`] has.
    pub const LONGEST_JOINT: usize = 6;
}

/// What a language says around labels of a user interface.
#[derive(Debug)]
pub struct LabelWords {
    /// What labels begin with that tell the user to do something: *save*. Sorted.
    pub imperatives: &'static [&'static str],
    /// What stands before a label and is no part of it: *click*, *the*.
    pub before: &'static [&'static str],
    /// What is elided before a label, with its apostrophe: *l’*.
    pub elided: &'static [&'static str],
    /// What no label ends with: *and*.
    pub after: &'static [&'static str],
    /// What bold that begins within a sentence does not end with: a preposition too.
    pub after_phrase: &'static [&'static str],
    /// What stands around a label beside [`SmallWords::joints`], in the case that it has there.
    pub around: &'static [&'static str],
    /// The pronoun that an imperative has beside it, in its case: *Klicken Sie*.
    pub imperative_pronouns: &'static [&'static str],
    /// What a label says that speaks to its reader: *you*.
    pub reader: &'static [&'static str],
    /// What a label is the label of: *button*.
    pub kinds: &'static [&'static str],
}

/// What a language says around the names of products. In lower case, as they stand there.
#[derive(Debug)]
pub struct NameWords {
    /// What stands within a name: the *for* of *Skype for Business*.
    pub within: &'static [&'static str],
    /// What may stand within a name, and joins two names as often: *and*.
    pub perhaps_within: &'static [&'static str],
    /// Prepositions that lead to a name: the *in* of *Start a pool in Lync Server 2013*.
    pub before: &'static [&'static str],
    /// What is left over at the end of a title without its product: the *in* of *Start a pool in*.
    pub left_over: &'static [&'static str],
}

/// Mistakes that translations into a language make.
#[derive(Debug)]
pub struct Slips {
    /// Terms that have a word of the language and a borrowed one: a text that mixes them has two
    /// names for one thing.
    pub borrowed: &'static [Borrowed],
    /// Endings that no word has, and that a lost letter makes.
    pub endings: &'static [LostLetter],
}

/// A term with a word of the language and a borrowed one.
#[derive(Debug)]
pub struct Borrowed {
    /// The borrowed word, and its other forms: *cmdlet*.
    pub words: &'static [&'static str],
    /// The language's own word, and its other forms: the *applet* of *applet de commande*.
    pub heads: &'static [&'static str],
    /// What follows the own word: *de*.
    pub of: &'static str,
    /// What follows that, or its beginning: *commande*.
    pub tail: &'static str,
}

/// An ending that no word has: *frontux*, of *frontaux*.
#[derive(Debug)]
pub struct LostLetter {
    /// The ending.
    pub ending: &'static str,
    /// The letters that may stand before it in a word.
    pub after: &'static str,
    /// The endings of the words that it may be what is left of.
    pub whole: &'static [&'static str],
}

/// What the instructions of a language say: steps are named, and examples recognized by it. Words
/// are without accents (`waehlen`), unless a field says otherwise.
#[derive(Debug)]
pub struct Instructions {
    /// What a clause begins with that says where or when something is done. With accents.
    pub clauses: &'static [&'static str],
    /// What is done with every label of a user interface: *click*.
    pub acts: &'static [&'static str],
    /// Words that say nothing in a name.
    pub fillers: &'static [&'static str],
    /// What a sentence that leads to a command is made of: *run the following command*.
    pub runs: &'static [&'static str],
    /// What leads to an example, or to what is printed. With accents.
    pub shown: &'static [&'static str],
}

impl Language {
    /// A language of which nothing is known.
    pub const NEUTRAL: Self = Self {
        tag: "und",
        name: "",
        home_region: "",
        other_dictionaries: &[],
        capitals: Capitals::Names,
        compounds: Compounds::Unknown,
        adjectives_agree: false,
        counting: Counting {
            steps: &[],
            numbers: [&[]; 11],
            qualifiers: &[],
            procedures: &[],
            these: &[],
            has: &[],
            through: &[],
            again: &[],
            sections: &[],
        },
        words: SmallWords {
            of_pages: &[],
            of_text: &[],
            joints: &[],
            doubled: &[],
            // A label that was not translated.
            articles: &["the"],
            capital_pronouns: &[],
        },
        labels: LabelWords {
            imperatives: &[],
            before: &[],
            elided: &[],
            after: &[],
            after_phrase: &[],
            around: &[],
            imperative_pronouns: &[],
            reader: &[],
            kinds: &[],
        },
        names: NameWords {
            within: &[],
            perhaps_within: &[],
            before: &[],
            left_over: &[],
        },
        slips: Slips {
            borrowed: &[],
            endings: &[],
        },
        instructions: Instructions {
            clauses: &[],
            acts: &[],
            fillers: &[],
            runs: &[],
            shown: &[],
        },
        typography: Typography::NEUTRAL,
    };

    /// The language of a locale, of those that come with the program; [`Language::NEUTRAL`], or what
    /// little is known, for all others.
    pub fn of(locale: &Locale) -> &'static Self {
        Languages::BUILT_IN.of(locale)
    }

    /// Whether the language has a file: rules that need its words have them.
    pub fn is_known(&self) -> bool {
        !self.counting.steps.is_empty()
    }

    /// The number that a word says, in digits from 1 and in words from two: *une étape* is an
    /// article and a noun. At most 99.
    pub fn number(&self, word: &str) -> Option<u32> {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let number = word.parse().ok()?;
            return (1..100).contains(&number).then_some(number);
        }
        let numbers = &self.counting.numbers;
        let index = numbers.iter().position(|words| has(words, word));
        index.map(|index| index as u32 + 2)
    }

    /// The word for a number of steps, from two to twelve. Beyond, and where a word bends with its
    /// noun ("one"), digits are written.
    pub fn number_word(&self, number: u32) -> Option<&'static str> {
        let index = usize::try_from(number).ok()?.checked_sub(2)?;
        self.counting.numbers.get(index)?.first().copied()
    }

    /// Whether a word means a step.
    pub fn is_step(&self, word: &str) -> bool {
        has(self.counting.steps, word)
    }

    /// Which steps a word beside a number names.
    pub fn which(&self, word: &str) -> Option<Which> {
        let mut qualifiers = self.counting.qualifiers.iter();
        let found = qualifiers.find(|(_, words)| has(words, word));
        found.map(|(which, _)| *which)
    }

    /// Whether a word means a procedure.
    pub fn is_procedure(&self, word: &str) -> bool {
        has(self.counting.procedures, word)
    }

    /// Whether a word points at what it stands in: *this* procedure.
    pub fn is_this(&self, word: &str) -> bool {
        has(self.counting.these, word)
    }

    /// Whether a word may stand between a procedure and the number of its steps.
    pub fn is_has(&self, word: &str) -> bool {
        has(self.counting.has, word)
    }

    /// Whether a word stands between the ends of a range, or joins two numbers.
    pub fn is_through(&self, word: &str) -> bool {
        has(self.counting.through, word)
    }

    /// Whether a word (in lower case) is one that holds a sentence together.
    pub fn is_joint(&self, word: &str) -> bool {
        word.len() <= SmallWords::LONGEST_JOINT && self.words.joints.contains(&word)
    }

    /// How many of some words (in lower case) tell that a text is in this language.
    pub fn telling<'w>(&self, words: impl Iterator<Item = &'w str>) -> usize {
        let known = self.words.of_text;
        words
            .filter(|word| known.binary_search(word).is_ok())
            .count()
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.tag)
    }
}

/// Whether a word is one of some, in whatever case.
fn has(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| same(known, word))
}

fn same(known: &str, word: &str) -> bool {
    known.len() == word.len()
        && (word.eq_ignore_ascii_case(known)
            || (!word.is_ascii() && word.chars().flat_map(char::to_lowercase).eq(known.chars())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_steps_and_which() {
        let language = |tag: &str| Language::of(&tag.parse().expect("a tag"));
        assert_eq!(language("en").number("Two"), Some(2));
        assert_eq!(language("de").number("beiden"), Some(2));
        assert_eq!(language("pt").number("três"), Some(3));
        assert_eq!(language("fr").number("12"), Some(12));
        assert_eq!(language("fr").number("une"), None);
        assert_eq!(language("en").number("2013"), None);
        assert!(language("fr").is_step("Étapes"));
        assert!(!language("en").is_step("two-step"));
        assert_eq!(language("de").which("abschließenden"), Some(Which::Final));
        assert_eq!(language("pt").which("próximas"), Some(Which::Following));
        assert!(!language("ja").is_known());
    }
}
