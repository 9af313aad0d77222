//! Literals of bash.

use std::io::{self, Write};

use runproof_shell::{self as command, Dialect, Quoting};
use runproof_text::visible::{Breaks, visible_prose};

/// A plain value as a literal.
pub(in super::super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut quoted = String::with_capacity(text.len() + 2);
    quote(text, &mut quoted);
    out.write_all(quoted.as_bytes())
}

/// A single-quoted literal, in which nothing has a meaning but the quote that ends it.
pub(super) fn quote(text: &str, out: &mut String) {
    out.push('\'');
    out.push_str(&command::quote(
        Dialect::Bash,
        Quoting::Single,
        &visible_prose(text, Breaks::Kept),
    ));
    out.push('\'');
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn a_quote_ends_no_literal() {
        let mut out = String::new();
        quote("it's $(x) `y` \\ \u{1b}[0m", &mut out);
        assert_eq!(out, "'it'\\''s $(x) `y` \\ ␛[0m'");
    }
}
