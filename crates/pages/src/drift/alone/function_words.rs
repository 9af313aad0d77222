//! The small words of four languages: which language a text is in, and what is no part of a label.

/// Words that only this language has, or that others have rarely: they tell which language a text
/// is in. Sorted, lower case.
fn telling(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &[
            "all", "and", "are", "be", "been", "but", "by", "can", "does", "each", "for", "from",
            "has", "have", "how", "if", "into", "is", "it", "its", "may", "more", "must", "not",
            "of", "only", "or", "other", "should", "that", "the", "their", "then", "there",
            "these", "they", "this", "those", "to", "use", "used", "using", "when", "where",
            "which", "who", "will", "with", "you", "your",
        ],
        "fr" => &[
            "au", "aux", "avec", "ce", "ces", "cette", "chaque", "dans", "de", "des", "du", "elle",
            "en", "est", "et", "il", "la", "le", "les", "leur", "lorsque", "ne", "ou", "par",
            "pas", "peut", "plus", "pour", "puis", "que", "qui", "sa", "ses", "si", "son", "sont",
            "sur", "un", "une", "vos", "votre", "vous", "à", "être",
        ],
        "pt" => &[
            "ao", "aos", "as", "cada", "com", "como", "da", "das", "de", "deve", "do", "dos", "e",
            "em", "essa", "esse", "esta", "este", "isso", "mais", "na", "nas", "no", "nos", "não",
            "o", "os", "ou", "para", "pela", "pelo", "pode", "por", "quando", "que", "se", "seu",
            "sua", "são", "um", "uma", "você", "à", "é",
        ],
        "de" => &[
            "als", "auch", "auf", "aus", "bei", "das", "dass", "dem", "den", "der", "des", "die",
            "dies", "diese", "diesem", "diesen", "dieser", "ein", "eine", "einem", "einen",
            "einer", "eines", "für", "ihre", "im", "ist", "kann", "mit", "müssen", "nach", "nicht",
            "oder", "sich", "sie", "sind", "und", "von", "wenn", "werden", "wie", "wird", "zu",
            "zum", "zur", "über",
        ],
        _ => &[],
    }
}

/// How many of some words (in lower case) tell that the text is in a language.
pub(super) fn count<'w>(language: &str, words: impl Iterator<Item = &'w str>) -> usize {
    let known = telling(language);
    words
        .filter(|word| known.binary_search(word).is_ok())
        .count()
}

/// Whether a word (in lower case) is one that holds a sentence together: an article, a
/// preposition, a conjunction.
pub(crate) fn is_small(language: &str, word: &str) -> bool {
    let words: &[&str] = match language {
        "en" => &[
            "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or",
            "the", "then", "to", "with",
        ],
        "fr" => &[
            "a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le",
            "les", "ou", "par", "pour", "puis", "sous", "sur", "un", "une", "à",
        ],
        "pt" => &[
            "a", "ao", "aos", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "na", "nas",
            "no", "nos", "o", "os", "ou", "para", "pela", "pelo", "por", "um", "uma", "à",
        ],
        "de" => &[
            "am", "an", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "durch",
            "ein", "eine", "einem", "einen", "einer", "für", "im", "in", "ins", "mit", "oder",
            "und", "unter", "von", "vom", "zu", "zum", "zur", "über",
        ],
        _ => &[],
    };
    word.len() <= LONGEST_SMALL && words.contains(&word)
}

/// No function word has more bytes.
pub(super) const LONGEST: usize = 8;
/// No small word has more bytes.
const LONGEST_SMALL: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for language in ["en", "fr", "pt", "de"] {
            let words = telling(language);
            assert!(words.is_sorted(), "{language}");
            assert!(words.iter().all(|word| word.len() <= LONGEST), "{language}");
        }
    }
}
