//! Findings that a project has decided to live with, for a reason and until a day.

use jiff::civil::Date;

use crate::codes;
use crate::diagnostic::{Code, Diagnostic, Location, did_you_mean};

codes! {
    /// A waiver whose last day is over.
    ///
    /// ## Why
    ///
    /// It was granted until that day. What it waived is reported again.
    ///
    /// ## Example
    ///
    /// A waiver with `until: 2026-01-31`, in February.
    ///
    /// ## Instead
    ///
    /// Mend what it waives and delete it; or grant it anew, with a day to come and the reason
    /// for which it takes longer.
    pub WAIVER_EXPIRED = "waiver-expired", Warning;

    /// A waiver that waives nothing.
    ///
    /// ## Why
    ///
    /// What it was granted for is mended, or its path or id has a slip. Left standing, it will
    /// hide the next finding that happens to fit.
    ///
    /// ## Example
    ///
    /// A waiver for `locales/fr/old.ftl`, which was deleted.
    ///
    /// ## Instead
    ///
    /// Delete it.
    pub WAIVER_UNUSED = "waiver-unused", Warning;

    /// A waiver for a code that there is not.
    ///
    /// ## Why
    ///
    /// It waives nothing, and its author believes that it does.
    ///
    /// ## Example
    ///
    /// A waiver for `mispelt-word`.
    ///
    /// ## Instead
    ///
    /// Write the code as the finding has it: `misspelt-word`.
    pub WAIVER_UNKNOWN_CODE = "waiver-unknown-code", Error;
}

/// One decision to live with findings.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The code of what is waived.
    pub code: String,
    /// The files that it holds for: `*` stands for any characters but `/`, `**` for any at all.
    /// `None` holds for all.
    pub path: Option<String>,
    /// The message or term that it holds for, as its file has it: `publish`, `publish.title`,
    /// `-product`. `None` holds for all.
    pub message: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Date,
    /// Where it is written, if that is known.
    pub location: Option<Location>,
}

/// What is left of findings, and what was waived.
#[derive(Debug)]
pub struct Waived {
    /// What still counts, with findings about the waivers themselves, in reading order.
    pub findings: Vec<Diagnostic>,
    /// What was waived, each with the index of its waiver.
    pub waived: Vec<(Diagnostic, usize)>,
}

/// Applies waivers on a given day. `known` are all codes that a waiver may name.
pub fn apply(
    findings: Vec<Diagnostic>,
    waivers: &[Waiver],
    known: &[&'static Code],
    today: Date,
) -> Waived {
    let mut used = vec![false; waivers.len()];
    let mut kept = Vec::with_capacity(findings.len());
    let mut waived = Vec::new();
    for finding in findings {
        let mut fitting = waivers.iter().enumerate().filter(|(_, w)| w.fits(&finding));
        // An expired waiver is used all the same: it is not to be deleted, but decided on.
        let mut holding = None;
        for (index, waiver) in fitting.by_ref() {
            used[index] = true;
            if today <= waiver.until {
                holding.get_or_insert(index);
            }
        }
        match holding {
            Some(index) => waived.push((finding, index)),
            None => kept.push(finding),
        }
    }
    for (waiver, used) in waivers.iter().zip(used) {
        kept.extend(waiver.fault(used, known, today));
    }
    kept.sort_by(|a, b| a.reading_order().cmp(&b.reading_order()));
    Waived {
        findings: kept,
        waived,
    }
}

impl Waiver {
    fn fits(&self, finding: &Diagnostic) -> bool {
        let place = finding.location.as_ref();
        let path = self
            .path
            .as_deref()
            .is_none_or(|glob| place.is_some_and(|place| glob_fits(glob, place.source.name())));
        self.code == finding.code.name
            && path
            && self.message.as_deref().is_none_or(|wanted| {
                // What is missing stands nowhere; its finding begins with its name.
                let named = finding.message.strip_prefix('`');
                let named = named.and_then(|rest| rest.strip_prefix(wanted));
                let is_named = named.is_some_and(|rest| rest.starts_with('`'));
                is_named
                    || place.is_some_and(|place| {
                        let (entry, attribute) = entry_at(place);
                        let full = attribute.map(|attribute| format!("{entry}.{attribute}"));
                        entry == wanted || full.as_deref() == Some(wanted)
                    })
            })
    }

    fn fault(&self, used: bool, known: &[&'static Code], today: Date) -> Option<Diagnostic> {
        let at = |code, message: String| match &self.location {
            Some(place) => Diagnostic::at(code, place.clone(), message),
            None => Diagnostic::nowhere(code, message),
        };
        let name = &self.code;
        if !known.iter().any(|code| code.name == name) {
            let names = known.iter().map(|code| code.name);
            let finding = at(&WAIVER_UNKNOWN_CODE, format!("there is no code `{name}`"));
            return Some(finding.maybe_help(did_you_mean(name, names)));
        }
        if !used {
            let finding = at(
                &WAIVER_UNUSED,
                format!("nothing needs this waiver of `{name}`"),
            );
            return Some(finding.help("delete it"));
        }
        (self.until < today).then(|| {
            at(
                &WAIVER_EXPIRED,
                format!("the waiver of `{name}` held until {}", self.until),
            )
            .help("mend what it waives, or grant it anew with a day to come")
        })
    }
}

/// The message or term that a place of a Fluent file belongs to, and the attribute. Both are
/// empty in other files.
fn entry_at(place: &Location) -> (&str, Option<&str>) {
    let text = place.source.text();
    let end = text[place.span.start as usize..].find('\n');
    let end = end.map_or(text.len(), |length| place.span.start as usize + length);
    let mut attribute = None;
    for line in text[..end].lines().rev() {
        let (name, _) = line.split_once('=').unwrap_or(("", ""));
        let name = name.trim_end();
        if let Some(id) = line
            .trim_start()
            .strip_prefix('.')
            .filter(|_| line.starts_with(' '))
        {
            let id = id.split(['=', ' ']).next().unwrap_or("");
            attribute = attribute.or(Some(id));
        } else if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            return (name, attribute);
        }
    }
    ("", None)
}

/// Whether a path fits a pattern with `*` (within a folder) and `**` (across folders).
fn glob_fits(glob: &str, path: &str) -> bool {
    let path = path.replace('\\', "/");
    let (glob, path) = (glob.as_bytes(), path.as_bytes());
    // Where to go on after the last star of either kind, if what follows does not fit.
    let (mut g, mut p) = (0, 0);
    let mut star: Option<(usize, usize, bool)> = None;
    let mut stars: Vec<(usize, usize, bool)> = Vec::new();
    loop {
        if glob[g..].starts_with(b"*") {
            let is_deep = glob[g..].starts_with(b"**");
            g += if is_deep { 2 } else { 1 };
            // `**/x` fits `x` too.
            if is_deep && glob[g..].starts_with(b"/") && (p == 0 || path[p - 1] == b'/') {
                g += 1;
            }
            stars.extend(star.take());
            star = Some((g, p, is_deep));
            continue;
        }
        if g < glob.len() && p < path.len() && glob[g] == path[p] {
            g += 1;
            p += 1;
            continue;
        }
        if g == glob.len() && p == path.len() {
            return true;
        }
        // Lets the last star take one byte more; a shallow one takes no `/`.
        loop {
            let Some((after, taken, is_deep)) = star else {
                return false;
            };
            if taken < path.len() && (is_deep || path[taken] != b'/') {
                star = Some((after, taken + 1, is_deep));
                (g, p) = (after, taken + 1);
                break;
            }
            star = stars.pop();
        }
    }
}

/// Reads a day as `2026-03-14`, and nothing shorter or longer.
pub fn day(text: &str) -> Option<Date> {
    let is_written_so = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    is_written_so.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let date = |text: &str| day(text).map(|day| day.to_string());
        assert_eq!(date("2028-02-29"), Some("2028-02-29".into()));
        for wrong in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "2026-01-01T00:00",
            "२०२६-०१",
            "20260101",
        ] {
            assert!(day(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn patterns_fit_paths() {
        for (glob, path, fits) in [
            ("locales/fr/*.ftl", "locales/fr/rb.ftl", true),
            ("locales/*/rb.ftl", "locales/fr/rb.ftl", true),
            ("locales/*", "locales/fr/rb.ftl", false),
            ("locales/**", "locales/fr/rb.ftl", true),
            ("**/rb.ftl", "rb.ftl", true),
            ("**/rb.ftl", "locales\\fr\\rb.ftl", true),
            ("**/*/x", "a/b/c/x", true),
            ("**a*b", "a/xab/b", false),
            ("", "x", false),
        ] {
            assert_eq!(glob_fits(glob, path), fits, "{glob} {path}");
        }
    }
}
