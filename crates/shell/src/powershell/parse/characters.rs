//! What a character may begin and end.

use super::super::super::quote;
use super::super::DIALECT;

/// PowerShell takes typographic dashes for plain ones.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}')
}

pub(super) fn is_single(c: char) -> bool {
    quote::is_single(DIALECT, c)
}

pub(super) fn is_double(c: char) -> bool {
    quote::is_double(DIALECT, c)
}

pub(super) fn is_quote(c: char) -> bool {
    is_single(c) || is_double(c)
}

pub(super) fn is_newline(c: char) -> bool {
    c == '\n' || c == '\r'
}

/// A blank that does not end a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{1680}'
    ) || matches!(c, '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// What ends a bare word, also a number or a name.
pub(super) fn ends_word(c: char) -> bool {
    is_blank(c) || is_newline(c) || matches!(c, '|' | '&' | ';' | ',' | '(' | ')' | '{' | '}')
}

/// What ends a number where an expression is read.
pub(super) fn ends_number(c: char) -> bool {
    is_dash(c) || "!#%*+./<=>]".contains(c)
}

pub(super) fn begins_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What may follow the dollar of a variable that has no braces.
pub(super) fn begins_variable(c: char) -> bool {
    is_name(c) || matches!(c, '$' | '?' | '^' | ':')
}

/// What a type's name is made of.
pub(super) fn is_type_name(c: char) -> bool {
    is_name(c) || ".`+#\\".contains(c)
}
