//! Values keep their characters when a message is read as Markdown.
//!
//! A value such as `<Pool1 FQDN>` or `a*b` is put into a message before pulldown-cmark reads it,
//! and must not become markup. Each of its ASCII characters that could mean something is moved
//! into a private-use plane, where no parser looks, and moved back in the finished text.

const BASE: u32 = 0xF_0000;

/// The first byte of every shielded character in UTF-8.
const LEAD: u8 = 0xF3;

/// The value with every character that Markdown could read moved out of its sight.
pub fn shield(value: &str) -> String {
    value
        .chars()
        .map(|c| {
            if c.is_ascii() && !c.is_ascii_alphanumeric() && c != ' ' {
                // ASCII plus a private-use base is always a character.
                char::from_u32(BASE + c as u32).unwrap_or(c)
            } else {
                c
            }
        })
        .collect()
}

/// The text with every shielded character back in its place.
pub fn unshield(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    unshield_into(text, &mut out);
    out
}

/// Appends the text with every shielded character back in its place.
pub fn unshield_into(text: &str, out: &mut String) {
    // Most text holds no value: the byte that all shielded characters begin with is not there.
    if !text.as_bytes().contains(&LEAD) {
        out.push_str(text);
        return;
    }
    out.extend(text.chars().map(restore));
}

/// Whether a character stands for another one.
pub fn is_shielded(c: char) -> bool {
    (BASE..BASE + 0x80).contains(&(c as u32))
}

fn restore(c: char) -> char {
    if is_shielded(c) {
        char::from_u32(c as u32 - BASE).unwrap_or(c)
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shielded_value_holds_no_markup_and_comes_back_whole() {
        let value = "<Pool1 FQDN> `a*b` _c_\n# é";
        let shielded = shield(value);
        assert!(!shielded.contains(['<', '>', '`', '*', '_', '#', '\n']));
        assert_eq!(unshield(&shielded), value);
    }
}
