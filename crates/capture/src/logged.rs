//! What PowerShell logs of a command, whatever the language of Windows: Windows PowerShell translates the
//! words of it, and not its structure.
//!
//! ```text
//! CommandInvocation(Start-X): "Start-X"
//! ParameterBinding(Start-X): name="Name"; value="Y"
//! TerminatingError(powershell.exe): "…"
//! ```

use std::borrow::Cow;

/// Neither the words before the bracket nor a label is longer, in bytes.
const LONGEST_WORDS: usize = 90;

/// What one logged element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Invocation,
    Binding,
    Error,
}

/// What an element is, and the command that it is about.
pub(super) fn element(text: &str) -> Option<(Element, &str)> {
    let known = [
        ("CommandInvocation(", Element::Invocation),
        ("ParameterBinding(", Element::Binding),
        ("TerminatingError(", Element::Error),
        ("NonTerminatingError(", Element::Error),
    ];
    let english = known.iter().find_map(|(start, element)| {
        let rest = text.strip_prefix(start)?;
        let end = rest.find("): ")?;
        Some((*element, &rest[..end]))
    });
    english.or_else(|| translated(text).map(|(element, name, _)| (element, name)))
}

/// The first line of an element with PowerShell's own words.
pub(super) fn in_english(line: &str) -> Cow<'_, str> {
    match translated(line) {
        Some((Element::Invocation, name, body)) => {
            format!("CommandInvocation({name}): {body}").into()
        }
        Some((Element::Error, name, body)) => format!("TerminatingError({name}): {body}").into(),
        Some((Element::Binding, name, body)) => match labelled(body) {
            Some((parameter, value)) => {
                format!("ParameterBinding({name}): name=\"{parameter}\"; value=\"{value}").into()
            }
            None => Cow::Borrowed(line),
        },
        None => Cow::Borrowed(line),
    }
}

/// `WORDS(command): "command"`, `WORDS(command): word="…"; word="…"`, `WORDS(command): "an error"`.
fn translated(line: &str) -> Option<(Element, &str, &str)> {
    let (words, rest) = line.split_once('(')?;
    let (name, body) = rest.split_once("): ")?;
    let is_name = !name.contains([' ', '"', '\'', '(', '$', '=']) && name.len() <= LONGEST_WORDS;
    if !is_words(words) || !is_name || is_english(words) {
        return None;
    }
    let quoted = body.strip_prefix('"');
    match quoted {
        Some(text) if text.strip_suffix('"') == Some(name) => {
            Some((Element::Invocation, name, body))
        }
        // In English an error has its own word, and a text behind other words is a text.
        Some(_) if !words.is_ascii() || words.contains(' ') => Some((Element::Error, name, body)),
        Some(_) => None,
        None => labelled(body).map(|_| (Element::Binding, name, body)),
    }
}

/// Parameter and value of `word="…"; word="…"`; the value may go on in the next line.
fn labelled(body: &str) -> Option<(&str, &str)> {
    let (label, rest) = body.split_once("=\"")?;
    let (parameter, rest) = rest.split_once("\"; ")?;
    let (other, value) = rest.split_once("=\"")?;
    (is_words(label) && is_words(other)).then_some((parameter, value))
}

fn is_words(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_WORDS
        && text.starts_with(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() && !c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}'))
}

fn is_english(words: &str) -> bool {
    [
        "CommandInvocation",
        "ParameterBinding",
        "TerminatingError",
        "NonTerminatingError",
    ]
    .contains(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_structure_tells_what_an_element_is() {
        let cases = [
            (
                "CommandInvocation(Start-X): \"Start-X\"",
                Some((Element::Invocation, "Start-X")),
            ),
            (
                "Befehlsaufruf(Start-X): \"Start-X\"",
                Some((Element::Invocation, "Start-X")),
            ),
            (
                "パラメーター バインド(Start-X): 名前=\"Name\"; 値=\"LYNCBACKUP\"",
                Some((Element::Binding, "Start-X")),
            ),
            (
                "종료 오류(powershell.exe): \"…\"",
                Some((Element::Error, "powershell.exe")),
            ),
            ("Write-Host (1): \"x\"", None),
            ("note(1): \"x\"", None),
            ("$x = f(1): 2", None),
            ("Start-X -Name Y", None),
        ];
        for (text, expected) in cases {
            assert_eq!(element(text), expected, "{text}");
        }
    }

    #[test]
    fn an_element_is_read_in_english() {
        let cases = [
            (
                "Associazione parametri(Start-X): nome=\"Name\"; valore=\"LYNCBACKUP\"",
                "ParameterBinding(Start-X): name=\"Name\"; value=\"LYNCBACKUP\"",
            ),
            (
                "ParameterBinding(Start-X): name=\"Name\"; value=\"Y\"",
                "ParameterBinding(Start-X): name=\"Name\"; value=\"Y\"",
            ),
            (
                "パラメーター バインド(Start-X): 名前=\"Script\"; 値=\"a",
                "ParameterBinding(Start-X): name=\"Script\"; value=\"a",
            ),
            ("Get-Date", "Get-Date"),
        ];
        for (line, expected) in cases {
            assert_eq!(in_english(line), expected);
        }
    }
}
