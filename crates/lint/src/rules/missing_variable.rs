//! A variable of the source language that this language does not use.

use std::collections::BTreeSet;

use super::Findings;
use super::plural_category_missing::categories;
use crate::reading::{Filling, Reading};
use crate::sheet::{Target, Unit};
use crate::subject::{Explained, Subject};
use runproof_core::diagnostic::codes;

codes! {
    /// A variable that the source language's message has and the translation has not.
    ///
    /// ## Why
    ///
    /// What it stands for, a host, a path, a number, is missing from the translated sentence,
    /// or was typed into it and is wrong for every other document.
    ///
    /// ## Example
    ///
    /// The source language has `Sync the pool { $pool }.`, and French has
    ///
    /// ```ftl
    /// sync = Synchronisez le pool.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// sync = Synchronisez le pool { $pool }.
    /// ```
    ///
    /// An arm for exactly one (`[one]`, `[1]`, `[two]`) may leave its number out. A variable that the
    /// source language only chooses by, between arms of the same words (*See also*, *See Also*), is
    /// not needed in another language.
    pub MISSING_VARIABLE = "missing-variable", Error;
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let absent = absent(subject);
    // A number that was typed in place of its variable is reported as such.
    if subject.is_explained(Explained::SomeVariable) && absent.len() <= 1 {
        return;
    }
    for name in &absent {
        if subject.is_explained(Explained::Variable(name)) {
            continue;
        }
        let finding = subject.finding_at_name(
            &MISSING_VARIABLE,
            format!("`{}` does not use `${name}`", subject.name()),
        );
        let help = format!("write `{{ ${name} }}` where the source language has it");
        findings.push(subject.with_origin(finding, name).help(help));
    }
    if subject
        .origin
        .is_some_and(|origin| !refers_to_messages(origin) && !refers_to_messages(subject.unit))
    {
        check_arms(subject, &absent, findings);
    }
}

/// The variables of the source language's message that this one does not use at all.
pub(super) fn absent<'a>(subject: &Subject<'_, 'a>) -> BTreeSet<&'a str> {
    let (Some(origin), Some(scope)) = (subject.origin, subject.book.origin) else {
        return BTreeSet::new();
    };
    let own = subject.book.scope.reach(subject.unit).variables;
    let theirs = scope.reach(origin).variables;
    let absent = theirs.difference(&own).copied();
    absent
        .filter(|name| {
            // A language without plurals need not select on a number that is not printed.
            let only_counted =
                origin.counts(name) && !origin.readings.iter().any(|reading| prints(reading, name));
            let is_needless =
                only_counted && categories(&subject.book.folder.locale, false).len() == 1;
            !is_needless && !chooses_style(origin, name)
        })
        .collect()
}

/// Whether a variable only chooses between texts of the same words, in other case or with other
/// punctuation.
fn chooses_style(origin: &Unit<'_>, name: &str) -> bool {
    let is_by = |reading: &Reading<'_>| {
        let mut choices = reading.choices.iter();
        choices.any(|choice| choice.on == Filling::Variable(name) && !choice.is_plural)
    };
    let words = |reading: &Reading<'_>| -> Vec<String> {
        let parts = reading.text.split(|c: char| !c.is_alphanumeric());
        let words = parts.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let fillings = |reading: &Reading<'_>| -> Vec<String> {
        let holes = reading.holes.iter();
        holes.map(|hole| format!("{:?}", hole.filling)).collect()
    };
    let Some(first) = origin.readings.first() else {
        return false;
    };
    let like_first = |reading: &Reading<'_>| {
        words(reading) == words(first) && fillings(reading) == fillings(first)
    };
    origin
        .readings
        .iter()
        .all(|reading| is_by(reading) && !prints(reading, name) && like_first(reading))
}

/// A variable that the message uses, but not in an arm that prints it in the source language.
fn check_arms(subject: &Subject<'_, '_>, absent: &BTreeSet<&str>, findings: &mut Findings) {
    for text in &subject.texts {
        let twins = text.twins.iter();
        let holes = twins.flat_map(|twin| &twin.holes);
        let printed: BTreeSet<&str> = holes
            .filter_map(|hole| match hole.filling {
                Filling::Variable(name) => Some(name),
                _ => None,
            })
            .collect();
        for name in printed {
            let is_free = |reading: &Reading<'_>| prints(reading, name) || may_omit(reading, name);
            if absent.contains(name)
                || is_free(text.reading)
                || !text.twins.iter().all(|twin| is_free(twin))
                || text.twins.iter().all(|twin| may_omit(twin, name))
                || subject.is_explained(Explained::SomeVariable)
            {
                continue;
            }
            let arm = text.reading.choices.iter().rfind(|c| !c.range.is_empty());
            let message = format!("`{}` does not say `${name}` here", subject.name());
            let finding = match arm {
                Some(arm) => {
                    subject.finding(&MISSING_VARIABLE, text.reading, arm.range.clone(), message)
                }
                None => subject.finding_at_name(&MISSING_VARIABLE, message),
            };
            let help = format!("write `{{ ${name} }}` where the source language has it");
            findings.push(finding.help(help));
        }
    }
}

fn prints(reading: &Reading<'_>, name: &str) -> bool {
    let mut holes = reading.holes.iter();
    holes.any(|hole| hole.filling == Filling::Variable(name))
}

/// Whether the arm fixes the number, so that the sentence may say it in words or not at all.
fn may_omit(reading: &Reading<'_>, name: &str) -> bool {
    reading.choices.iter().any(|choice| {
        choice.on == Filling::Variable(name)
            && (choice.is_exact || matches!(choice.key, "zero" | "one" | "two"))
    })
}

fn refers_to_messages(unit: &Unit<'_>) -> bool {
    let mut references = unit.references.iter();
    references.any(|r| matches!(r.target, Target::Message(_)))
}
