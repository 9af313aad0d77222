//! `!!`: the line before, as an interactive bash puts it in.

use std::borrow::Cow;

/// The text with the line before in the place of each `!!` that is not in single quotes.
pub(super) fn recall<'a>(text: &'a str, before: Option<&str>) -> Cow<'a, str> {
    let Some(before) = before.filter(|_| text.contains("!!")) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + before.len());
    let mut single = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if !single && c == '\\' {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if !single && rest.starts_with("!!") {
            out.push_str(before);
            rest = &rest[2..];
            continue;
        }
        single ^= c == '\'';
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    Cow::Owned(out)
}
