//! Pages and the model that is made of them, side by side.

mod dump;
mod failures;
mod laws;
mod pages;

use crate::Page;
use crate::import::{Input, Options, build, model};
use runproof_core::diagnostic::{Diagnostic, Source};

/// A page for a test: product, language, text.
type Written<'a> = (&'a str, &'a str, &'a str);

fn built(pages: &[Written<'_>]) -> Result<model::Imported, Vec<Diagnostic>> {
    let read: Vec<Page> = pages
        .iter()
        .map(|(variant, locale, text)| {
            Page::read(&Source::new(format!("{variant}.{locale}.md"), *text))
        })
        .collect();
    let inputs: Vec<Input<'_>> = pages
        .iter()
        .zip(&read)
        .map(|((variant, locale, _), page)| Input {
            page,
            locale: locale.parse().expect("a locale"),
            variant: (*variant).to_owned(),
            product: match *variant {
                "beacon-3" => "Beacon 3".to_owned(),
                _ => "Beacon Pro".to_owned(),
            },
        })
        .collect();
    let options = Options {
        id: "lamp".to_owned(),
        source: "en".parse().expect("a locale"),
    };
    build(&inputs, &options)
}

/// The model as a tree that a person reads.
fn shown(pages: &[Written<'_>]) -> String {
    match built(pages) {
        Ok(imported) => dump::dump(&imported),
        Err(findings) => {
            let lines = findings.iter().map(|finding| {
                let place = finding.location.as_ref().map_or("", |at| at.source.name());
                format!(
                    "error {}: {place}: {}\n",
                    finding.code.name, finding.message
                )
            });
            lines.collect()
        }
    }
}
