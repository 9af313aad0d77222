//! Bold that marks a part of a label.

use super::Findings;
use super::label_varies::{label, stem};
use super::sheet::{Role, Sheet, Text};
use crate::Mark;
use runproof_core::diagnostic::codes;
use runproof_language::{Language, Languages, runs};

codes! {
    /// Bold that leaves out a part of a label which the page elsewhere has whole.
    ///
    /// ## Why
    ///
    /// The words around the bold complete the label, in another order or with other endings: a
    /// translator (mostly a machine) took it for a sentence. A reader does not find such a label
    /// on the screen.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// 1. Selecione **Troca automática de lâmpadas queimadas**.
    ///
    /// A **opção troca de lâmpadas** queimadas automática é nova.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// 1. Selecione **Troca automática de lâmpadas queimadas**.
    ///
    /// A opção **Troca automática de lâmpadas queimadas** é nova.
    /// ```
    pub BOLD_INCOMPLETE = "bold-incomplete", Warning;
}

/// A label of the page, taken apart.
struct Known<'t> {
    text: &'t str,
    words: Vec<String>,
    /// Those that tell something, without their endings.
    stems: Vec<String>,
}

/// More labels of three words and more than any page has.
const MOST_KNOWN: usize = 300;

/// How many words after the bold may complete a label.
const REACH: usize = 4;

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let mut known: Vec<Known<'_>> = Vec::new();
    let mut bolds: Vec<(&Text<'_>, &Mark, &str, usize)> = Vec::new();
    for text in &sheet.texts {
        if matches!(text.role, Role::Heading | Role::Front) {
            continue;
        }
        let marks: Vec<&Mark> = text.flat.strong().collect();
        for (at, mark) in marks.iter().enumerate() {
            let Some(label) = label(text, mark) else {
                continue;
            };
            // What is bold itself is another label.
            let end = marks
                .get(at + 1)
                .map_or(text.flat.text.len(), |next| next.range.start);
            bolds.push((text, mark, label, end));
            let words = split(label);
            let telling = words.iter().filter(|word| !sheet.language.is_joint(word));
            let is_new = known.len() < MOST_KNOWN && known.iter().all(|other| other.text != label);
            let is_command = label
                .split_whitespace()
                .any(|word| word.contains('-') && word.chars().skip(1).any(char::is_uppercase));
            if is_new
                && !is_command
                && telling.count() >= 3
                && label.starts_with(char::is_uppercase)
                && !label.contains([',', '.'])
                && !words.iter().any(is_pronoun)
            {
                let stems = stems(sheet.language, &words);
                known.push(Known {
                    text: label,
                    words,
                    stems,
                });
            }
        }
    }
    if known.is_empty() {
        return;
    }
    for (text, mark, bold, end) in &bolds {
        let own = split(bold);
        let begins = flat_before(text, mark).trim().is_empty();
        if own.len() < 2 || begins {
            continue;
        }
        let flat = &text.flat.text;
        let after = first_words(flat.get(mark.range.end..*end).unwrap_or_default());
        // What is bold elsewhere too is a label of its own.
        let is_own = || {
            let same = bolds.iter().filter(|(_, _, other, _)| other == bold);
            bold.starts_with(char::is_uppercase) && same.take(2).count() > 1
        };
        let telling = stems(sheet.language, &own);
        let whole = known.iter().find(|label| {
            (completes(sheet.language, label, &telling, &after)
                || ends_outside(sheet.language, &label.words, &own, &after))
                && label.text != *bold
        });
        if let Some(whole) = whole
            && !is_own()
        {
            findings.push(
                sheet
                    .finding(
                        &BOLD_INCOMPLETE,
                        mark.span,
                        format!("`{bold}` is a part of the label `{}`", whole.text),
                    )
                    .help(format!("write `**{}**`", whole.text)),
            );
        }
    }
}

/// Whether the bold has two telling words of the label at least, no more than one that is not the
/// label's, and the words right after it are all the others.
fn completes(language: &Language, label: &Known<'_>, own: &[String], after: &[String]) -> bool {
    let telling = &label.stems;
    let shared = telling.iter().filter(|word| own.contains(word)).count();
    // Most labels have nothing in common.
    if shared < 2 {
        return false;
    }
    let strange = own.iter().filter(|word| !telling.contains(word)).count();
    let mut missing: Vec<&String> = telling.iter().filter(|word| !own.contains(word)).collect();
    if strange > 1 || missing.is_empty() {
        return false;
    }
    for word in after {
        if let Some(at) = missing.iter().position(|wanted| *wanted == stem(word)) {
            missing.remove(at);
        } else if !(language.is_joint(word) && label.words.contains(word)) {
            break;
        }
    }
    missing.is_empty()
}

/// Whether the label's last words stand right after the bold, not bold, and the bold stands where
/// its first words would: joined by the same small word, of nearly the same length.
fn ends_outside(language: &Language, label: &[String], own: &[String], after: &[String]) -> bool {
    let froms =
        own.len().saturating_sub(1).max(2)..(own.len() + 2).min(label.len().saturating_sub(1));
    froms.into_iter().any(|from| {
        let (head, tail) = label.split_at(from);
        if after.len() < tail.len() || stem(&tail[0]) != stem(&after[0]) {
            return false;
        }
        let telling = tail.iter().filter(|word| !language.is_joint(word)).count();
        let stands_after =
            after.len() >= tail.len() && tail.iter().zip(after).all(|(a, b)| stem(a) == stem(b));
        let mut joints = head
            .iter()
            .filter(|word| language.is_joint(word))
            .peekable();
        telling >= 2
            && stands_after
            && head.len().abs_diff(own.len()) <= 1
            && joints.peek().is_some()
            && joints.all(|word| own.contains(word))
            && !language.is_joint(&tail[0])
    })
}

/// The words that tell something, without their endings.
fn stems(language: &Language, words: &[String]) -> Vec<String> {
    let words = words.iter().filter(|word| !language.is_joint(word));
    words.map(|word| stem(word).to_owned()).collect()
}

fn flat_before<'t>(text: &'t Text<'_>, mark: &Mark) -> &'t str {
    text.flat.text.get(..mark.range.start).unwrap_or_default()
}

fn split(text: &str) -> Vec<String> {
    runs(text).map(str::to_lowercase).collect()
}

/// Whether a word is the *Sie* of an imperative: its sentence is bold, and no label.
fn is_pronoun(word: &String) -> bool {
    let all = Languages::BUILT_IN.all();
    let mut pronouns = all.flat_map(|language| language.labels.imperative_pronouns);
    pronouns.any(|pronoun| pronoun.to_lowercase() == *word)
}

/// The words up to the end of the clause.
fn first_words(after: &str) -> Vec<String> {
    let end = after
        .find(['.', ',', ';', ':', '!', '?', '(', '\n'])
        .unwrap_or(after.len());
    let mut words = split(&after[..end]);
    words.truncate(REACH);
    words
}
