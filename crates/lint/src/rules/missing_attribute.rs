//! An attribute that the source language or a document has, and this language has not.

use super::{Findings, unused_attribute};
use crate::sheet::{Head, Kind};
use crate::subject::Book;
use runproof_core::diagnostic::{Diagnostic, Location, codes};
use runproof_language::Need;

codes! {
    /// An attribute of a message that is missing in a language.
    ///
    /// ## Why
    ///
    /// The document falls back to the source language for this part of the message alone: a
    /// French step under an English title.
    ///
    /// ## Example
    ///
    /// `locales/en/rb.ftl` has
    ///
    /// ```ftl
    /// publish = Publish the topology.
    ///     .title = Publish
    /// ```
    ///
    /// and `locales/fr/rb.ftl` has
    ///
    /// ```ftl
    /// publish = Publiez la topologie.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```ftl
    /// publish = Publiez la topologie.
    ///     .title = Publier
    /// ```
    pub MISSING_ATTRIBUTE = "missing-attribute", Error;
}

pub(super) fn check(book: &Book<'_, '_>, findings: &mut Findings) {
    let own = book.scope.own;
    for head in own.heads.iter().filter(|head| head.kind == Kind::Message) {
        let strangers = unused_attribute::strangers(book, head);
        for Asked {
            attribute,
            origin,
            need,
        } in wanted(book, head)
        {
            if head.attributes.contains(&attribute) || need == Need::May {
                continue;
            }
            let stranger = strangers.first().filter(|_| strangers.len() == 1);
            let finding = match stranger {
                Some(stranger) => Diagnostic::at(
                    &MISSING_ATTRIBUTE,
                    own.locate(stranger),
                    format!(
                        "`{}` has no attribute `{attribute}`, and nothing asks for `{stranger}`",
                        head.id
                    ),
                )
                .help(format!("rename it to `.{attribute}`")),
                None => Diagnostic::at(
                    &MISSING_ATTRIBUTE,
                    own.locate(head.id),
                    format!("`{}` has no attribute `{attribute}`", head.id),
                )
                .help(format!("write `.{attribute} = …` below it")),
            };
            findings.push(match origin {
                Some(place) => finding.related(place, "the source language has it here"),
                None => finding,
            });
        }
    }
}

/// An attribute that somebody asks for.
pub(super) struct Asked<'b> {
    pub(super) attribute: &'b str,
    /// Its place in the source language.
    pub(super) origin: Option<Location>,
    /// What the source language has, its translations must have.
    pub(super) need: Need,
}

/// The attributes that are asked of a message.
pub(super) fn wanted<'b>(book: &'b Book<'_, '_>, head: &Head<'_>) -> Vec<Asked<'b>> {
    let mut wanted: Vec<Asked<'b>> = Vec::new();
    if let Some(scope) = book.origin
        && let Some(origin) = scope.own.head(Kind::Message, head.id)
    {
        let attributes = origin.attributes.iter();
        wanted.extend(attributes.map(|attribute| Asked {
            attribute,
            origin: Some(scope.own.locate(attribute)),
            need: Need::Must,
        }));
    }
    if let Some(wants) = &book.wants {
        for of_message in wants.of_message(head.id) {
            if let Some(attribute) = of_message.attribute.as_deref()
                && wanted.iter().all(|known| known.attribute != attribute)
            {
                wanted.push(Asked {
                    attribute,
                    origin: None,
                    need: of_message.need,
                });
            }
        }
    }
    wanted
}
