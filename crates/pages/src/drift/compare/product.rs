//! Paths that belong to another product than the page's.

use super::statement::of_both;
use super::values;
use super::{Against, Held};
use crate::drift::compare::Whose;
use crate::flat::Flat;
use crate::tree::{Block, Content};
use runproof_core::diagnostic::{Diagnostic, Location, codes};
use runproof_language::Languages;

codes! {
    /// A path or title that belongs to another product than the page does.
    ///
    /// ## Why
    ///
    /// The product of this page is not installed there: the command finds nothing, or the other
    /// product's program.
    ///
    /// ## Example
    ///
    /// `Program Files\Beacon 4\Deploy.exe` on a page for Beacon 3.
    pub OTHER_PRODUCT_PATH = "other-product-path", Error;
}

/// Against a Plan: a path that is a fact of another variant and not of this one.
pub(super) fn against(held: &Held<'_>, whose: &Whose<'_>, findings: &mut Vec<Diagnostic>) {
    for statement in of_both(held.leading, held.other).1 {
        let text = folded(&statement.text);
        let is_own = whose
            .own
            .iter()
            .any(|(_, fact)| text.contains(&folded(fact)));
        let foreign = whose
            .others
            .iter()
            .find(|other| text.contains(&folded(other.value)));
        if let (false, Some(foreign)) = (is_own, foreign) {
            findings.push(
                Diagnostic::at(
                    &OTHER_PRODUCT_PATH,
                    Location::new(held.other.source(), statement.span),
                    format!("`{}` belongs to `{}`", foreign.value, foreign.variant),
                )
                .help(match whose.own_like(foreign) {
                    Some(own) => format!("here it is `{own}`"),
                    None => "take the path of this page's product".to_owned(),
                }),
            );
        }
    }
}

/// Between two products: the same path on both pages, although it names the product of one of them.
pub(super) fn between(held: &Held<'_>, findings: &mut Vec<Diagnostic>) {
    if held.against != Against::Product {
        return;
    }
    let (theirs, ours) = (names(held.leading), names(held.other));
    let only = |mine: &[String], other: &[String]| -> Vec<String> {
        let is_only = |name: &&String| {
            let name = folded(name);
            let mut others = other.iter().map(|other| folded(other));
            !others.any(|other| other.contains(&name) || name.contains(&other))
        };
        mine.iter().filter(is_only).cloned().collect()
    };
    let foreign = only(&theirs, &ours);
    let (leading, other) = of_both(held.leading, held.other);
    for statement in other {
        let path = values::path(&statement);
        let lower = folded(&path);
        let same = |other: &&super::statement::Statement| folded(&values::path(other)) == lower;
        let Some(twin) = leading.iter().find(same) else {
            continue;
        };
        if statement.folder.is_empty() {
            continue;
        }
        if let Some(name) = foreign.iter().find(|name| lower.contains(&folded(name))) {
            findings.push(
                Diagnostic::at(
                    &OTHER_PRODUCT_PATH,
                    Location::new(held.other.source(), statement.span),
                    format!("the path `{path}` names `{name}`, the product of the other page"),
                )
                .related(
                    Location::new(held.leading.source(), twin.span),
                    "the same path",
                ),
            );
        }
    }
}

/// The names of products in a page's title: words with capitals in a row, "for" and the like between
/// them.
fn names(side: &super::side::Side<'_>) -> Vec<String> {
    let is_title = |block: &&Block| matches!(&block.content, Content::Heading(h) if h.level == 1);
    let title = side.page.blocks.iter().find(is_title);
    let heading =
        title.and_then(|block| block.texts().first().map(|t| Flat::of(t, side.text()).text));
    let front = side
        .page
        .front
        .get("title")
        .map(|entry| entry.value.clone());
    let mut found: Vec<String> = Vec::new();
    for title in heading.iter().chain(&front) {
        let mut name: Vec<&str> = Vec::new();
        let words = title
            .split_whitespace()
            .map(|w| w.trim_matches([':', ',', '.', '(', ')']));
        for word in words.chain(["end"]) {
            let is_capital = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            let is_between =
                !name.is_empty() && Languages::BUILT_IN.any_has(|of| of.names.within, word);
            if is_capital || is_between {
                name.push(word);
                continue;
            }
            while name
                .last()
                .is_some_and(|word| word.starts_with(char::is_lowercase))
            {
                name.pop();
            }
            let text = name.join(" ");
            if name.len() > 1 && !found.contains(&text) {
                found.push(text);
            }
            name.clear();
        }
    }
    found
}

fn folded(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace('/', "\\")
}
