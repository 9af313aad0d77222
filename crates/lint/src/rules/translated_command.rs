//! A command, parameter or path that the translation changed.

use std::ops::Range;

use super::Findings;
use super::code_markup_lost::{codes, lost, same_code};
use crate::reading::Reading;
use crate::subject::{Explained, Subject, Text};
use crate::technical::Technical;
use runproof_core::diagnostic::{Diagnostic, codes as declare, nearest};
use runproof_language::Compounds;

declare! {
    /// A command, parameter, path, file name or variable that a translation changed.
    ///
    /// ## Why
    ///
    /// It is typed or pasted as it stands, and a translated one does not run: there is no
    /// `Get-Datum` and no parameter `-FqdnPool`. What stands between backticks in the source
    /// language must stand between backticks here, letter for letter; the same holds for what
    /// is plainly a command or a path outside of them.
    ///
    /// ## Example
    ///
    /// The source language has ``Run `Start-Service -Name nginx`.``, and German has
    ///
    /// ```ftl
    /// start = Führen Sie `Starten-Dienst -Name nginx` aus.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// start = Führen Sie `Start-Service -Name nginx` aus.
    /// ```
    ///
    /// If a reader's language really has another one (a localized folder), make it a variable.
    pub TRANSLATED_COMMAND = "translated-command", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    if subject.origin.is_none() || subject.is_explained(Explained::Markup) {
        return;
    }
    for text in &subject.texts {
        check_code(subject, text, findings);
        check_prose(subject, text, findings);
    }
}

/// What stands between backticks.
fn check_code(subject: &Subject<'_, '_>, text: &Text<'_, '_>, findings: &mut Findings) {
    let own = codes(text.reading);
    let Some(twin) = nearest_twin(&text.twins, &own) else {
        return;
    };
    let theirs = codes(twin);
    if own.is_empty() && theirs.is_empty() {
        return;
    }
    let bare = lost(text.reading, &text.twins);
    let mut missing: Vec<(usize, &String)> = theirs
        .iter()
        .enumerate()
        .filter(|(index, code)| {
            !has(&own, code)
                && !theirs[..*index].contains(code)
                && !bare.iter().any(|lost| lost.text == **code)
        })
        .collect();
    for (index, code) in own.iter().enumerate() {
        // What the source language has in plain words may well be marked as code here.
        if has(&theirs, code) || twin.spelled_out(0..twin.text.len()).contains(code.as_str()) {
            continue;
        }
        let near = nearest(code, missing.iter().map(|(_, code)| code.as_str()));
        let meant = missing
            .iter()
            .position(|(_, code)| Some(code.as_str()) == near)
            .or((!missing.is_empty()).then_some(0));
        let range = text.reading.markup.code[index].inner.clone();
        let finding = match meant {
            Some(meant) => {
                let (index, right) = missing.remove(meant);
                let place = twin.markup.code[index].inner.clone();
                changed(
                    subject,
                    text.reading,
                    range,
                    code,
                    right,
                    subject.origin_place(twin, place),
                )
            }
            None => subject
                .finding(
                    &TRANSLATED_COMMAND,
                    text.reading,
                    range,
                    format!("`{code}` is not in the source language's text"),
                )
                .help("write what the source language has, letter for letter"),
        };
        findings.push(finding);
    }
    for (index, code) in missing {
        let finding = subject
            .finding_at_name(
                &TRANSLATED_COMMAND,
                format!("`{}` does not have the code `{code}`", subject.name()),
            )
            .help("write it between backticks, letter for letter");
        let place = subject.origin_place(twin, twin.markup.code[index].inner.clone());
        findings.push(match place {
            Some(place) => finding.related(place, "the source language has it here"),
            None => finding,
        });
    }
}

/// What is plainly a command, and stands in prose.
fn check_prose(subject: &Subject<'_, '_>, text: &Text<'_, '_>, findings: &mut Findings) {
    let Some(twin) = text.twins.first() else {
        return;
    };
    let theirs = crate::words::words(twin).1;
    if theirs.is_empty() {
        return;
    }
    let inputs = &subject.book.settings.inputs;
    let may_hyphenate = inputs.languages.of(inputs.source).compounds != Compounds::Before;
    let mut candidates: Vec<&crate::words::Token<'_>> = text
        .tokens
        .iter()
        .filter(|own| !theirs.iter().any(|t| t.text == own.text))
        .collect();
    for token in &theirs {
        if token.kind == Technical::Address || text.reading.text.contains(token.text) {
            continue;
        }
        // `Start-Menü` is no command; English writes no such words.
        if token.kind == Technical::Command && may_hyphenate && capitals(token.text) < 3 {
            continue;
        }
        let place = subject.origin_place(twin, token.range.clone());
        let meant = candidates
            .iter()
            .position(|own| own.kind == token.kind)
            .or_else(|| {
                let names = candidates.iter().map(|own| own.text);
                let near = nearest(token.text, names)?;
                candidates.iter().position(|own| own.text == near)
            });
        if let Some(meant) = meant {
            let own = candidates.remove(meant);
            let range = own.range.clone();
            findings.push(changed(
                subject,
                text.reading,
                range,
                own.text,
                token.text,
                place,
            ));
        } else if let Some(word) = near_word(text, token.text) {
            let range = word.clone();
            let own = &text.reading.text[word];
            findings.push(changed(
                subject,
                text.reading,
                range,
                own,
                token.text,
                place,
            ));
        } else {
            let message = format!(
                "`{}` does not have the {} `{}`",
                subject.name(),
                token.kind.name(),
                token.text
            );
            let finding = subject.finding_at_name(&TRANSLATED_COMMAND, message);
            let finding = finding.help("write it letter for letter, between backticks");
            findings.push(match place {
                Some(place) => finding.related(place, "the source language has it here"),
                None => finding,
            });
        }
    }
}

fn changed(
    subject: &Subject<'_, '_>,
    reading: &Reading<'_>,
    range: Range<usize>,
    wrong: &str,
    right: &str,
    place: Option<runproof_core::diagnostic::Location>,
) -> Diagnostic {
    let finding = subject
        .finding(
            &TRANSLATED_COMMAND,
            reading,
            range,
            format!("`{wrong}` was changed by the translation"),
        )
        .help(format!("write `{right}`, as the source language does"));
    match place {
        Some(place) => finding.related(place, "the source language has it here"),
        None => finding,
    }
}

/// The word of prose that a command became: `Obtenir-CsPool` shares its noun with `Get-CsPool`.
fn near_word(text: &Text<'_, '_>, token: &str) -> Option<Range<usize>> {
    let parts: Vec<&str> = token.split('-').filter(|part| part.len() > 2).collect();
    let mut words = text.words.iter().filter(|word| word.text.contains('-'));
    words
        .find(|word| {
            let shares = word.text.split('-').any(|part| parts.contains(&part));
            shares || nearest(word.text, [token]).is_some()
        })
        .map(|word| word.range.clone())
}

/// The reading of the source language whose codes are most like these.
fn nearest_twin<'t, 'a>(twins: &[&'t Reading<'a>], own: &[String]) -> Option<&'t Reading<'a>> {
    let strangers = |twin: &Reading<'_>| {
        let theirs = codes(twin);
        let missing = theirs.iter().filter(|code| !has(own, code)).count();
        missing + own.iter().filter(|code| !has(&theirs, code)).count()
    };
    match twins {
        [] => None,
        [only] => Some(only),
        several => several.iter().min_by_key(|twin| strangers(twin)).copied(),
    }
}

fn has(codes: &[String], code: &str) -> bool {
    codes.iter().any(|other| same_code(other, code))
}

fn capitals(text: &str) -> usize {
    text.chars().filter(|c| c.is_uppercase()).count()
}
