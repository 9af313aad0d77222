//! A paragraph that was left in English.

use super::Findings;
use super::sheet::{Role, Sheet, Text};
use runproof_core::diagnostic::codes;
use runproof_language::{Language, Locale, SmallWords};

codes! {
    /// A paragraph in English on a page in another language.
    ///
    /// ## Why
    ///
    /// It was added to the source after the page was translated, or overlooked. Its readers came
    /// to this page because they do not read English well.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// Make sure that the lamp is off before you touch any of its parts.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// Assurez-vous que la lampe est éteinte avant de toucher à ses pièces.
    /// ```
    ///
    /// The small words tell the language, from eight words on. Code, labels and names are left
    /// out. Where most of a page is English there is one finding for all of it.
    pub UNTRANSLATED_PARAGRAPH = "untranslated-paragraph", Warning;
}

/// A shorter text may be a name.
const SHORTEST: usize = 8;

/// From this many on, a page that is mostly English is one finding.
const MANY: usize = 4;

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let english = Language::of(&Locale::english());
    if !sheet.language.is_known() || sheet.language.tag == english.tag {
        return;
    }
    let language = sheet.language.name;
    let mut long = 0;
    let mut found = Vec::new();
    for text in &sheet.texts {
        match is_in(english, sheet.language, text) {
            Some(true) => {
                long += 1;
                found.push(text);
            }
            Some(false) => long += 1,
            None => {}
        }
    }
    let place = |text: &Text<'_>| text.flat.place(0..text.flat.text.len());
    if found.len() >= MANY && found.len() * 2 > long {
        let message = format!("{} of {long} paragraphs are English", found.len());
        findings.push(
            sheet
                .finding(&UNTRANSLATED_PARAGRAPH, place(found[0]), message)
                .help(format!("translate the page into {language}")),
        );
        return;
    }
    for text in found {
        let what = match text.role {
            Role::Heading => "heading",
            Role::Front => "value",
            Role::Paragraph => "paragraph",
            Role::Cell => "cell",
        };
        findings.push(
            sheet
                .finding(
                    &UNTRANSLATED_PARAGRAPH,
                    place(text),
                    format!("the {what} is English"),
                )
                .help(format!("translate it into {language}")),
        );
    }
}

/// Whether a text is in another language than its page; `None` where it is too short.
fn is_in(other: &Language, own: &Language, text: &Text<'_>) -> Option<bool> {
    let words: Vec<&str> = text
        .words
        .iter()
        .filter(|word| !word.is_technical && !word.is_bold)
        .map(|word| &text.flat.text[word.range.clone()])
        .collect();
    if words.len() < SHORTEST {
        return None;
    }
    let number = words.len();
    // What is longer is no function word, in whatever case.
    let short = words
        .into_iter()
        .filter(|word| word.len() <= SmallWords::LONGEST_OF_TEXT);
    let words: Vec<String> = short.map(str::to_lowercase).collect();
    let other = other.telling(words.iter().map(String::as_str));
    let own = own.telling(words.iter().map(String::as_str));
    Some(other >= 3 && other >= 4 * own && other * 5 >= number)
}
