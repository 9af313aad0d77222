//! A message that the source language or a document has, and this language has not.

use super::{Findings, unused_message};
use crate::sheet::{Head, Kind, Sheet};
use crate::subject::Book;
use runproof_core::diagnostic::{Diagnostic, Location, Span, codes};

codes! {
    /// A message that is missing in a language.
    ///
    /// ## Why
    ///
    /// The document falls back to the source language: an English sentence stands in a French
    /// procedure, and whoever carries it out may not understand it.
    ///
    /// ## Example
    ///
    /// `locales/en/rb.ftl` has
    ///
    /// ```ftl
    /// publish = Publish the topology.
    /// ```
    ///
    /// and `locales/fr/rb.ftl` has no `publish`.
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// publish = Publiez la topologie.
    /// ```
    pub MISSING_MESSAGE = "missing-message", Error;
}

pub(super) fn check(book: &Book<'_, '_>, findings: &mut Findings) {
    let own = book.scope.own;
    let slips = slips(book);
    let mut previous: Option<&str> = None;
    for wanted in wanted(book) {
        match own.head(Kind::Message, wanted.id) {
            Some(head) if head.has_value || !wanted.has_value => {
                previous = Some(head.id);
                continue;
            }
            Some(head) => {
                previous = Some(head.id);
                findings.push(
                    wanted.explain(
                        Diagnostic::at(
                            &MISSING_MESSAGE,
                            own.locate(head.id),
                            format!("`{}` has attributes but no text of its own", wanted.id),
                        )
                        .help("write its text after `=`"),
                    ),
                );
                continue;
            }
            None if own.is_unread(Kind::Message, wanted.id) => continue,
            None => {}
        }
        let slip = slips.iter().find(|(missing, _)| *missing == wanted.id);
        findings.push(
            wanted.explain(match slip {
                Some((missing, stranger)) => Diagnostic::at(
                    &MISSING_MESSAGE,
                    own.locate(stranger),
                    format!("`{missing}` is missing, and nothing asks for `{stranger}`"),
                )
                .help(format!("rename it to `{missing}`")),
                None => Diagnostic::at(
                    &MISSING_MESSAGE,
                    place_after(own, previous),
                    format!("`{}` is missing in `{}`", wanted.id, book.folder.locale),
                )
                .help(match previous {
                    Some(previous) => format!("write `{} = …` after `{previous}`", wanted.id),
                    None => format!("write `{} = …`", wanted.id),
                }),
            }),
        );
    }
}

/// Ids that are missing, each with the id that is nearly the same and that nobody asks for:
/// one slip of the pen, reported once.
pub(super) fn slips<'b>(book: &'b Book<'_, '_>) -> Vec<(&'b str, &'b str)> {
    // Two files that have nothing to do with each other are not compared name by name.
    const MOST: usize = 10_000;
    let own = book.scope.own;
    let strangers: Vec<&str> = unused_message::strangers(book)
        .map(|head| head.id)
        .collect();
    if strangers.is_empty() {
        return Vec::new();
    }
    let missing: Vec<&str> = wanted(book)
        .map(|wanted| wanted.id)
        .filter(|id| own.head(Kind::Message, id).is_none())
        .collect();
    if missing.len() * strangers.len() > MOST {
        return Vec::new();
    }
    let near = |missing: &str, stranger: &str| {
        missing.len() > 4 && strsim::damerau_levenshtein(missing, stranger) <= 2
            // `step-1` and `step-2` are two messages.
            && digits(missing) == digits(stranger)
    };
    missing
        .into_iter()
        .filter_map(|m| Some((m, *strangers.iter().find(|s| near(m, s))?)))
        .collect()
}

struct Wanted<'b> {
    id: &'b str,
    has_value: bool,
    origin: Option<Location>,
}

impl Wanted<'_> {
    fn explain(&self, finding: Diagnostic) -> Diagnostic {
        match &self.origin {
            Some(place) => finding.related(place.clone(), "the source language has it here"),
            None => finding,
        }
    }
}

/// What the source language has, in its order, then what else documents want.
fn wanted<'b>(book: &'b Book<'_, '_>) -> impl Iterator<Item = Wanted<'b>> {
    let origin: Option<&'b Sheet<'_>> = book.origin.map(|scope| scope.own);
    let messages = |head: &&Head<'_>| head.kind == Kind::Message;
    let from_origin = origin.into_iter().flat_map(move |sheet| {
        sheet.heads.iter().filter(messages).map(|head| Wanted {
            id: head.id,
            has_value: head.has_value,
            origin: Some(sheet.locate(head.id)),
        })
    });
    let wants = book.wants.iter().flat_map(|wants| &wants.all);
    let from_wants = wants
        .filter(move |w| origin.is_none_or(|o| o.head(Kind::Message, &w.id).is_none()))
        .map(|w| Wanted {
            id: &w.id,
            has_value: w.attribute.is_none(),
            origin: None,
        });
    from_origin.chain(from_wants)
}

/// The entry after which something belongs, or the start of the file.
pub(super) fn place_after(sheet: &Sheet<'_>, previous: Option<&str>) -> Location {
    match previous {
        Some(previous) => sheet.locate(previous),
        None => sheet.at(Span::default()),
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
