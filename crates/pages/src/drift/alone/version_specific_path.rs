//! A path of one version of a product on a page for all of them.

use super::Findings;
use super::sheet::{Role, Sheet};
use runproof_core::diagnostic::codes;

codes! {
    /// A path that names one version of a product, on a page that names none.
    ///
    /// ## Why
    ///
    /// The page says that it holds for the product, whatever the version; its path holds for
    /// one. Whoever has another version finds no such folder, or a folder that was left behind.
    ///
    /// ## Example
    ///
    /// ````markdown
    /// # Change a lamp in Beacon Server
    ///
    /// ```powershell
    /// & "C:\Program Files\Beacon Server 2019\Lamp.exe"
    /// ```
    /// ````
    ///
    /// ## Instead
    ///
    /// Say in the title that the page is for Beacon Server 2019, or give the path of each version:
    ///
    /// ````markdown
    /// # Change a lamp in Beacon Server
    ///
    /// ```powershell
    /// & "C:\Program Files\Beacon Server <version>\Lamp.exe"
    /// ```
    /// ````
    pub VERSION_SPECIFIC_PATH = "version-specific-path", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for sample in &sheet.codes {
        for line in sample.lines(sheet) {
            for (start, segment) in segments(line.text) {
                let Some((product, version)) = versioned(segment) else {
                    continue;
                };
                if !is_for_all(sheet, product, version) {
                    continue;
                }
                let message = format!(
                    "the path is that of {product} {version}; the page names the product without a version"
                );
                findings.push(
                    sheet
                        .finding(
                            &VERSION_SPECIFIC_PATH,
                            line.place(start, start + segment.len()),
                            message,
                        )
                        .help(format!(
                            "give the path of every version, or say that the page is for {product} {version}"
                        )),
                );
            }
        }
    }
}

/// What stands between two backslashes or slashes, and where.
fn segments(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let cuts: Vec<usize> = line.match_indices(['\\', '/']).map(|(at, _)| at).collect();
    let pairs: Vec<(usize, usize)> = cuts.windows(2).map(|pair| (pair[0] + 1, pair[1])).collect();
    pairs
        .into_iter()
        .map(|(start, end)| (start, &line[start..end]))
}

/// A product's name of two words at least, and its version: `Beacon Server 2019`.
fn versioned(segment: &str) -> Option<(&str, &str)> {
    let (product, version) = segment.trim().rsplit_once(' ')?;
    let is_year = version.len() == 4
        && version.bytes().all(|byte| byte.is_ascii_digit())
        && (version.starts_with("19") || version.starts_with("20"));
    let is_number = version.starts_with(|c: char| c.is_ascii_digit())
        && version.contains('.')
        && version
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let words = product.split_whitespace();
    let is_name = words.clone().count() > 1
        && product.starts_with(|c: char| c.is_uppercase())
        && product
            .chars()
            .all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
        && words
            .clone()
            .last()
            .is_some_and(|word| word.starts_with(char::is_uppercase));
    ((is_year || is_number) && is_name).then_some((product, version))
}

/// Whether the title names the product without a version, and nothing on the page names this one.
fn is_for_all(sheet: &Sheet<'_>, product: &str, version: &str) -> bool {
    let names: Vec<&str> = product
        .split_whitespace()
        .skip_while(|word| *word == "Microsoft")
        .collect();
    let (Some(first), Some(last)) = (names.first(), names.last()) else {
        return false;
    };
    let mut is_named = false;
    for text in &sheet.texts {
        let words: Vec<&str> = text
            .words
            .iter()
            .map(|word| &text.flat.text[word.range.clone()])
            .collect();
        if text.flat.text.contains(version) && !text.words.is_empty() {
            let is_prose = text
                .flat
                .text
                .match_indices(version)
                .any(|(at, _)| !text.is_code(at));
            if is_prose {
                return false;
            }
        }
        let is_title = text.role == Role::Front
            || (text.role == Role::Heading
                && text.block.map(|b| b.span) == sheet.outline.title_span);
        if !is_title {
            continue;
        }
        for (at, word) in words.iter().enumerate() {
            // A translation may say one word otherwise: *Skype Entreprise Server*.
            let reach = (at + 1..at + names.len() + 1).take_while(|index| *index < words.len());
            let end = reach
                .into_iter()
                .find(|index| words[*index] == *last && word == first);
            let Some(end) = end else { continue };
            let after = words.get(end + 1).copied().unwrap_or_default();
            if after.starts_with(|c: char| c.is_ascii_digit()) {
                return false;
            }
            is_named = true;
        }
    }
    is_named
}
