//! What a line asks, keeps and prints beside what it runs. Read from its text alone.

use super::grammar::{Settings, parse};
use super::syntax::{Simple, Statement};
use crate::command::StatusQuery;

/// Whether the line only prints how the last command ended: `echo "rc=$?"`.
pub fn status_query(text: &str) -> Option<StatusQuery> {
    let simple = only_command(text)?;
    let word = match simple.words[..] {
        ["echo", word] => word,
        ["printf", format, word] if is_line(format) => word,
        _ => return None,
    };
    let word = within_quotes(word, '"').unwrap_or(word);
    ["${?}", "$?"].iter().find_map(|status| {
        let (before, after) = word.split_once(status)?;
        let is_fixed = |text: &str| !text.contains(['$', '`', '\\', '"', '\'', '*', '?', '[']);
        (is_fixed(before) && is_fixed(after)).then(|| StatusQuery::within(before, after))
    })
}

/// The variables that the line gives the output of its commands to: `s=$(…)`.
pub fn kept(text: &str) -> Vec<String> {
    let script = parse(text, Settings::default());
    let statements = script.lines.iter().flatten();
    let simple = statements.filter_map(|statement| match statement {
        Statement::Simple(simple) => Some(simple),
        _ => None,
    });
    let assignments = simple.flat_map(|simple| match simple.words.is_empty() {
        true => simple.assignments.iter().chain(&simple.declared),
        false => [].iter().chain(&simple.declared),
    });
    let mut names: Vec<String> = assignments
        .filter(|assignment| match assignment.value[..] {
            [value] => is_substitution(value),
            _ => false,
        })
        .map(|assignment| assignment.name.to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The variables whose content the line prints, and nothing else: `echo "$s"`, `cat <<< "$s"`.
pub fn printed(text: &str) -> Vec<String> {
    let Some(simple) = only_command(text) else {
        return Vec::new();
    };
    let words = match &simple.words[..] {
        ["echo", words @ ..] => words,
        ["printf", format, words @ ..] if is_line(format) => words,
        _ => return Vec::new(),
    };
    let names = words.iter().map(|word| {
        let name = within_quotes(word, '"').unwrap_or(word).strip_prefix('$')?;
        let name = match name.strip_prefix('{') {
            Some(name) => name.strip_suffix('}')?,
            None => name,
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        (!name.is_empty() && name.chars().all(is_name)).then(|| name.to_owned())
    });
    names.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The command of a line that is one command, with its output at the terminal.
fn only_command(text: &str) -> Option<Simple<'_>> {
    let mut lines = parse(text, Settings::default()).lines;
    let mut line = lines.pop().filter(|_| lines.is_empty())?;
    let statement = line.pop().filter(|_| line.is_empty())?;
    match statement {
        Statement::Simple(simple)
            if simple.redirects.is_empty() && simple.assignments.is_empty() =>
        {
            Some(simple)
        }
        _ => None,
    }
}

/// Whether a format prints its word on a line of its own.
fn is_line(format: &str) -> bool {
    let format = within_quotes(format, '"')
        .or_else(|| within_quotes(format, '\''))
        .unwrap_or(format);
    matches!(format, "%s\\n" | "%d\\n" | "%s" | "%d" | "%i\\n")
}

fn within_quotes(word: &str, quote: char) -> Option<&str> {
    word.strip_prefix(quote)?.strip_suffix(quote)
}

/// Whether a word is `$(…)` or `` `…` ``, perhaps in quotes, and nothing else.
fn is_substitution(word: &str) -> bool {
    let word = within_quotes(word, '"').unwrap_or(word);
    let inner = word
        .strip_prefix("$(")
        .filter(|inner| !inner.starts_with('('));
    match inner {
        Some(inner) => super::grammar::enclosed(inner, super::grammar::Enclosed::Substitution)
            .is_some_and(|length| length + 1 == inner.len()),
        None => {
            let inner = within_quotes(word, '`');
            inner.is_some_and(|inner| !inner.contains('`'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{kept, printed, status_query};
    use crate::command::{Ended, StatusQuery};

    #[test]
    fn a_line_that_asks_how_the_last_command_ended() {
        for text in [
            "echo $?",
            "echo \"$?\"",
            "echo ${?}",
            "printf '%s\\n' \"$?\"",
        ] {
            assert_eq!(status_query(text), Some(StatusQuery::bare()), "{text}");
        }
        let query = status_query("echo \"rc=$? (ended)\"").expect("a query");
        assert_eq!(query.answer("rc=12 (ended)\n"), Some(Ended::Code(12)));
        assert_eq!(query.answer("rc=no\n"), None);
        for text in [
            "echo $x",
            "echo $? > f",
            "echo $?; ls",
            "echo $? | cat",
            "echo $?$x",
            "echo '$?'",
        ] {
            assert_eq!(status_query(text), None, "{text}");
        }
    }

    #[test]
    fn variables_that_keep_an_output() {
        let cases: [(&str, &[&str]); 7] = [
            ("s=$(nginx -t 2>&1)", &["s"]),
            ("s=\"$(cat f)\"; t=`date`", &["s", "t"]),
            ("local s=$(date)", &["s"]),
            ("s=1", &[]),
            ("s=a$(date)", &[]),
            ("s=$(date) ls", &[]),
            ("s=$((1 + 2))", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(kept(text), expected, "{text}");
        }
    }

    #[test]
    fn variables_that_a_line_prints() {
        let cases: [(&str, &[&str]); 7] = [
            ("echo \"$s\"", &["s"]),
            ("echo $s ${t}", &["s", "t"]),
            ("printf '%s\\n' \"$s\"", &["s"]),
            ("echo a $s", &[]),
            ("echo '$s'", &[]),
            ("grep x <<< \"$s\"", &[]),
            ("echo \"$s\" > f", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(printed(text), expected, "{text}");
        }
    }
}
