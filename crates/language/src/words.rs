//! Where words begin and end: the one tokenizer of catalogs and pages.

use std::ops::Range;

/// What belongs to a word beside its letters and digits. Catalogs, pages and counts differ in it on
/// purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// In a catalog: hyphens, apostrophes and soft hyphens between two letters. Spelling
    /// dictionaries know such words whole, and an author types a soft hyphen within a word.
    Catalog,
    /// On a page: hyphens and apostrophes between two letters. A soft hyphen is what a converter
    /// left, and cuts.
    Page,
    /// Where a number is looked for: every hyphen, and no apostrophe, so that *l'étape* has the word
    /// for a step in it and *two-step* has not.
    Count,
}

/// The words of a text, as ranges of its bytes.
pub fn words(text: &str, cut: Cut) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|c| is_letter(c, cut))?;
        at = end(text, start, cut);
        Some(start..at)
    })
}

/// The runs of letters and digits of a text; every other character cuts.
pub fn runs(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
}

fn is_letter(c: char, cut: Cut) -> bool {
    c.is_alphanumeric()
        || match cut {
            // Combining marks, as decomposed accents are, belong to their letter.
            Cut::Catalog | Cut::Page => ('\u{300}'..='\u{36f}').contains(&c),
            Cut::Count => c == '-',
        }
}

/// Whether a character joins two letters to one word.
fn joins(c: char, cut: Cut) -> bool {
    match cut {
        Cut::Count => false,
        Cut::Catalog if c == '\u{ad}' => true,
        Cut::Catalog | Cut::Page => {
            matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}')
        }
    }
}

fn end(text: &str, start: usize, cut: Cut) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let goes_on = is_letter(c, cut)
            || (joins(c, cut) && chars.peek().is_some_and(|(_, c)| is_letter(*c, cut)));
        if !goes_on {
            break;
        }
        end = start + offset + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_cuts_in_its_way() {
        let cut = |text: &'static str, cut| -> Vec<&str> {
            words(text, cut).map(|range| &text[range]).collect()
        };
        let text = "l'étape two-step -x e\u{301}t so\u{ad}ft 3.";
        assert_eq!(
            cut(text, Cut::Catalog),
            ["l'étape", "two-step", "x", "e\u{301}t", "so\u{ad}ft", "3"]
        );
        assert_eq!(
            cut(text, Cut::Page),
            ["l'étape", "two-step", "x", "e\u{301}t", "so", "ft", "3"]
        );
        assert_eq!(
            cut(text, Cut::Count),
            ["l", "étape", "two-step", "-x", "e", "t", "so", "ft", "3"]
        );
        assert_eq!(runs("a-b, c").collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
