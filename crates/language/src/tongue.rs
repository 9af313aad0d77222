//! How the four languages speak of the steps of a procedure: *the final two steps*, *die letzten
//! beiden Schritte*, *as duas etapas finais*, *les deux dernières étapes*.

/// How a language speaks of steps. Words are in lower case.
#[derive(Debug)]
pub struct Tongue {
    language: &'static str,
    /// The words for a step.
    nouns: &'static [&'static str],
    /// The words for two to twelve; a slot may name several, first the one that stands beside the
    /// first of the nouns.
    numbers: [&'static [&'static str]; 11],
    /// What may stand beside the number and its noun, by what it says.
    qualifiers: &'static [(Which, &'static [&'static str])],
    /// The words for a procedure.
    procedures: &'static [&'static str],
    /// *This*, before a procedure.
    these: &'static [&'static str],
    /// What stands between a procedure and the number of its steps: *has*, *consists of*.
    has: &'static [&'static str],
    /// What stands between the two ends of a range.
    through: &'static [&'static str],
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

impl Tongue {
    /// How a language (without its region) speaks; `None` for one that is not known.
    pub fn of(language: &str) -> Option<&'static Self> {
        TONGUES.iter().find(|tongue| tongue.language == language)
    }

    /// The language, without its region.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// The number that a word says, in digits from 1 and in words from two: *une étape* is an
    /// article and a noun. At most 99.
    pub fn number(&self, word: &str) -> Option<u32> {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let number = word.parse().ok()?;
            return (1..100).contains(&number).then_some(number);
        }
        let index = self.numbers.iter().position(|words| has(words, word));
        index.map(|index| index as u32 + 2)
    }

    /// The word for a number of steps, from two to twelve. Beyond, and where a word bends with its
    /// noun ("one"), digits are written.
    pub fn word(&self, number: u32) -> Option<&'static str> {
        let index = usize::try_from(number).ok()?.checked_sub(2)?;
        self.numbers.get(index)?.first().copied()
    }

    /// Whether a word means a step.
    pub fn is_step(&self, word: &str) -> bool {
        has(self.nouns, word)
    }

    /// Which steps a word beside a number names.
    pub fn which(&self, word: &str) -> Option<Which> {
        let found = self.qualifiers.iter().find(|(_, words)| has(words, word));
        found.map(|(which, _)| *which)
    }

    /// Whether a word means a procedure.
    pub fn is_procedure(&self, word: &str) -> bool {
        has(self.procedures, word)
    }

    /// Whether a word points at what it stands in: *this* procedure.
    pub fn is_this(&self, word: &str) -> bool {
        has(self.these, word)
    }

    /// Whether a word may stand between a procedure and the number of its steps.
    pub fn is_has(&self, word: &str) -> bool {
        has(self.has, word)
    }

    /// Whether a word stands between the ends of a range, or joins two numbers.
    pub fn is_through(&self, word: &str) -> bool {
        has(self.through, word)
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

static TONGUES: &[Tongue] = &[
    Tongue {
        language: "en",
        nouns: &["step", "steps"],
        numbers: [
            &["two"],
            &["three"],
            &["four"],
            &["five"],
            &["six"],
            &["seven"],
            &["eight"],
            &["nine"],
            &["ten"],
            &["eleven"],
            &["twelve"],
        ],
        qualifiers: &[
            (
                Which::Final,
                &["final", "last", "remaining", "closing", "concluding"],
            ),
            (Which::Following, &["following", "next", "subsequent"]),
            (Which::Previous, &["previous", "preceding"]),
            (Which::First, &["first"]),
            (Which::Other, &["more", "further", "additional", "other"]),
        ],
        procedures: &["procedure"],
        these: &["this"],
        has: &[
            "has",
            "contains",
            "includes",
            "consists",
            "of",
            "comprises",
            "in",
        ],
        through: &["through", "to", "and", "or"],
    },
    Tongue {
        language: "fr",
        nouns: &["étape", "étapes"],
        numbers: [
            &["deux"],
            &["trois"],
            &["quatre"],
            &["cinq"],
            &["six"],
            &["sept"],
            &["huit"],
            &["neuf"],
            &["dix"],
            &["onze"],
            &["douze"],
        ],
        qualifiers: &[
            (
                Which::Final,
                &["dernières", "dernière", "ultimes", "finales", "restantes"],
            ),
            (Which::Following, &["suivantes", "prochaines"]),
            (Which::Previous, &["précédentes"]),
            (Which::First, &["premières"]),
            (Which::Other, &["autres", "supplémentaires"]),
        ],
        procedures: &["procédure"],
        these: &["cette"],
        has: &["comporte", "compte", "contient", "comprend", "a", "en"],
        through: &["à", "et", "ou"],
    },
    Tongue {
        language: "pt",
        nouns: &["etapa", "etapas", "passo", "passos"],
        numbers: [
            &["duas", "dois"],
            &["três"],
            &["quatro"],
            &["cinco"],
            &["seis"],
            &["sete"],
            &["oito"],
            &["nove"],
            &["dez"],
            &["onze"],
            &["doze"],
        ],
        qualifiers: &[
            (
                Which::Final,
                &["últimas", "últimos", "finais", "restantes", "demais"],
            ),
            (Which::Following, &["seguintes", "próximas", "próximos"]),
            (Which::Previous, &["anteriores"]),
            (Which::First, &["primeiras", "primeiros"]),
            (Which::Other, &["outras", "outros", "adicionais"]),
        ],
        procedures: &["procedimento"],
        these: &["este", "deste", "neste"],
        has: &["tem", "contém", "possui", "inclui", "em"],
        through: &["a", "até", "e", "ou"],
    },
    Tongue {
        language: "de",
        nouns: &[
            "schritt",
            "schritte",
            "schritten",
            "arbeitsschritte",
            "arbeitsschritten",
        ],
        numbers: [
            &["zwei", "beide", "beiden"],
            &["drei"],
            &["vier"],
            &["fünf"],
            &["sechs"],
            &["sieben"],
            &["acht"],
            &["neun"],
            &["zehn"],
            &["elf"],
            &["zwölf"],
        ],
        qualifiers: &[
            (
                Which::Final,
                &[
                    "letzten",
                    "letzte",
                    "abschließenden",
                    "abschließende",
                    "übrigen",
                    "verbleibenden",
                    "restlichen",
                ],
            ),
            (
                Which::Following,
                &["folgenden", "folgende", "nächsten", "nächste"],
            ),
            (
                Which::Previous,
                &["vorherigen", "vorigen", "vorhergehenden", "vorangegangenen"],
            ),
            (Which::First, &["ersten"]),
            (Which::Other, &["weiteren", "weitere", "anderen"]),
        ],
        procedures: &["verfahren", "prozedur", "vorgang"],
        these: &["dieses", "diesem", "diese", "dieser", "diesen"],
        has: &["hat", "umfasst", "enthält", "besteht", "aus", "in"],
        through: &["bis", "und", "oder"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_steps_and_which() {
        let tongue = |language| Tongue::of(language).expect("known");
        assert_eq!(tongue("en").number("Two"), Some(2));
        assert_eq!(tongue("de").number("beiden"), Some(2));
        assert_eq!(tongue("pt").number("três"), Some(3));
        assert_eq!(tongue("fr").number("12"), Some(12));
        assert_eq!(tongue("fr").number("une"), None);
        assert_eq!(tongue("en").number("2013"), None);
        assert!(tongue("fr").is_step("Étapes"));
        assert!(!tongue("en").is_step("two-step"));
        assert_eq!(tongue("de").which("abschließenden"), Some(Which::Final));
        assert_eq!(tongue("pt").which("próximas"), Some(Which::Following));
        assert!(Tongue::of("ja").is_none());
    }
}
