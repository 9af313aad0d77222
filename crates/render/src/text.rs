//! What several formats ask about characters and targets.

/// What a character is to the rules by which Markdown reads emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A letter or a digit.
    Word,
    /// A blank of any kind.
    Blank,
    /// Punctuation in ASCII, about which no two parsers differ.
    Punctuation,
    /// Anything else: parsers with different versions of Unicode may differ.
    Other,
}

/// What a character is.
pub(super) fn shape(c: char) -> Shape {
    if c.is_alphanumeric() {
        Shape::Word
    } else if c.is_whitespace() {
        Shape::Blank
    } else if c.is_ascii_punctuation() {
        Shape::Punctuation
    } else {
        Shape::Other
    }
}

/// Whether a link may lead there: a page or a mailbox, never a script.
pub(super) fn is_safe_target(target: &str) -> bool {
    const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
    let target = target.trim();
    if target.is_empty() || target.chars().any(char::is_control) {
        return false;
    }
    match target.split_once([':', '/', '?', '#']) {
        Some((scheme, _)) if target[scheme.len()..].starts_with(':') => SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known)),
        _ => true,
    }
}

/// Whether a page may show a picture from there without being asked: from where the page itself
/// is, or by HTTPS. Not from another computer of the network, which `//host/x.png` would be for a
/// page that is opened from a disk: Windows would give its user's name away to it.
pub(super) fn is_safe_picture(source: &str) -> bool {
    let source = source.trim();
    let is_network = source.starts_with(['/', '\\']) && source[1..].starts_with(['/', '\\']);
    let scheme = source
        .split_once([':', '/', '?', '#'])
        .filter(|(scheme, _)| source[scheme.len()..].starts_with(':'))
        .map(|(scheme, _)| scheme);
    is_safe_target(source)
        && !is_network
        && scheme.is_none_or(|scheme| scheme.eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_comes_from_here_or_by_https() {
        for good in [
            "images/x.png",
            "../x.png",
            "/x.png",
            "https://x/y.png",
            "x.png?a=//b",
        ] {
            assert!(is_safe_picture(good), "{good}");
        }
        for bad in [
            "http://x/y.png",
            "mailto:x",
            "//host/x.png",
            " \\\\host\\x.png",
            "/\\host/x.png",
            "file://host/x.png",
            "data:image/svg+xml,x",
            "",
        ] {
            assert!(!is_safe_picture(bad), "{bad}");
        }
    }

    #[test]
    fn a_link_leads_to_a_page() {
        for good in [
            "https://x",
            "http://x",
            "MAILTO:a@b",
            "page.html",
            "/a:b",
            "#x",
            "?a:b",
        ] {
            assert!(is_safe_target(good), "{good}");
        }
        for bad in [
            "javascript:x",
            " JavaScript:x",
            "data:x",
            "",
            "java\nscript:x",
            "vbscript:x",
        ] {
            assert!(!is_safe_target(bad), "{bad}");
        }
    }
}
