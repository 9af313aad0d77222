//! Literals of PowerShell.

use std::io::{self, Write};

use runproof_shell::{self as command, Dialect, Quoting};
use runproof_text::visible::{Breaks, visible_prose};

/// A plain value as a literal.
pub(in super::super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut quoted = String::with_capacity(text.len() + 2);
    quote(text, &mut quoted);
    out.write_all(quoted.as_bytes())
}

/// A single-quoted literal. PowerShell takes typographic single quotes for the straight one, so
/// each of them would end the literal: all are doubled.
pub(super) fn quote(text: &str, out: &mut String) {
    out.push('\'');
    out.push_str(&command::quote(
        Dialect::PowerShell,
        Quoting::Single,
        &visible_prose(text, Breaks::Kept),
    ));
    out.push('\'');
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn every_quote_that_powershell_knows_is_doubled() {
        let mut out = String::new();
        quote("l’été 'x' ‘y‚z‛ \"$(x)` \u{0}", &mut out);
        assert_eq!(out, "'l’’été ''x'' ‘‘y‚‚z‛‛ \"$(x)` ␀'");
    }
}
