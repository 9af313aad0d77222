//! Literals of bash.

use std::io::{self, Write};

/// A plain value as a literal.
pub(in super::super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut quoted = String::with_capacity(text.len() + 2);
    quote(text, &mut quoted);
    out.write_all(quoted.as_bytes())
}

/// A single-quoted literal, in which nothing has a meaning but the quote that ends it.
pub(super) fn quote(text: &str, out: &mut String) {
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("'\\''"),
            '\n' | '\t' => out.push(c),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('\'');
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn a_quote_ends_no_literal() {
        let mut out = String::new();
        quote("it's $(x) `y` \\ \u{1b}[0m", &mut out);
        assert_eq!(out, "'it'\\''s $(x) `y` \\  [0m'");
    }
}
