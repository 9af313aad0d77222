//! What the command line says of a capture: `FORMAT=FILE`.

use super::Format;
use runproof_core::diagnostic::nearest;

/// A word of the command line that stands for a capture: `FORMAT=FILE`, or the file alone. Only the name
/// of a format before the first `=` is one, so that a path may hold `=` itself.
pub fn given(word: &str) -> (Option<Format>, &str) {
    let stated = word
        .split_once('=')
        .and_then(|(name, path)| Some((Format::named(name)?, path)));
    match stated {
        Some((format, path)) => (Some(format), path),
        None => (None, word),
    }
}

/// What a word may have meant that names no file: before its first `=` stands what looks like a format,
/// and is none. Gives the file and what to say.
pub fn misspelt(word: &str) -> Option<(&str, String)> {
    let (name, path) = word.split_once('=')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if name.is_empty() || !name.bytes().all(is_name) || Format::named(name).is_some() {
        return None;
    }
    let names = Format::ALL.map(Format::name);
    let advice = nearest(name, names)
        .map_or("`runproof check --help` lists them".to_owned(), |near| {
            format!("did you mean `{near}={path}`?")
        });
    Some((
        path,
        format!("there is no capture format `{name}`; {advice}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_before_the_first_equals_sign_is_said_and_anything_else_is_a_path() {
        let cases = [
            ("FE01.txt", None, "FE01.txt"),
            ("typescript=web01.log", Some("typescript"), "web01.log"),
            (
                r"psreadline-history=C:\logs\a=b.txt",
                Some("psreadline-history"),
                r"C:\logs\a=b.txt",
            ),
            ("evtx=-", Some("evtx"), "-"),
            ("history=FE01.txt", None, "history=FE01.txt"),
            ("logs/change=7/FE01.txt", None, "logs/change=7/FE01.txt"),
            ("./typescript=web01", None, "./typescript=web01"),
            ("Typescript=web01", None, "Typescript=web01"),
            ("=x", None, "=x"),
        ];
        for (word, format, path) in cases {
            let (found, rest) = given(word);
            assert_eq!((found.map(Format::name), rest), (format, path), "{word}");
        }
    }

    #[test]
    fn a_word_before_an_equals_sign_that_is_no_format_is_told() {
        let cases = [
            (
                "typescirpt=web01.log",
                Some(
                    "there is no capture format `typescirpt`; did you mean `typescript=web01.log`?",
                ),
            ),
            (
                "something-else=web01.log",
                Some(
                    "there is no capture format `something-else`; `runproof check --help` lists them",
                ),
            ),
            ("typescript=web01.log", None),
            ("logs/a=web01.log", None),
            ("web01.log", None),
        ];
        for (word, expected) in cases {
            let told = misspelt(word).map(|(_, told)| told);
            assert_eq!(told.as_deref(), expected, "{word}");
        }
    }
}
