//! What `sh` may read otherwise than bash does: on one computer it is bash, on another dash.
//!
//! Rule: POSIX.1, Shell Command Language, and dash(1). What is on no list here both read alike;
//! where a quoted text holds the same signs, it counts too, so that a text may be doubted without
//! need and is never trusted without reason.

use super::super::{Certainty, Invocation, Unresolved};
use super::context::Context;
use super::run::Interpreter;

/// How much of a text a reason shows, in characters.
const MOST_SHOWN: usize = 80;

/// Which shell reads the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// bash.
    #[default]
    Bash,
    /// `sh`: dash, or whatever the system calls so.
    Posix,
}

impl Kind {
    /// The shell that a program of that name is.
    pub(super) fn of_program(program: &str) -> Self {
        match program {
            "sh" | "dash" => Self::Posix,
            _ => Self::Bash,
        }
    }

    fn differs(self, text: &str) -> bool {
        self == Self::Posix && is_of_bash(text)
    }
}

impl Interpreter<'_> {
    /// Where a shell may read the text otherwise than bash does, nothing in it is certain, and more
    /// may be run than is seen in it; whether that is so.
    pub(super) fn doubted_text(
        &mut self,
        kind: Kind,
        text: &str,
        context: &mut Context,
        out: &mut Vec<Invocation>,
    ) -> bool {
        if !kind.differs(text) {
            return false;
        }
        let why = Unresolved::Version(text.chars().take(MOST_SHOWN).collect());
        if context.certainty == Certainty::Run {
            context.certainty = Certainty::Depends(why.clone());
        }
        let unknown = self.unknown(why, context);
        out.push(unknown);
        true
    }
}

/// Signs that only bash gives a meaning to.
const SIGNS: &[&str] = &[
    "[[", "<(", ">(", "$'", "$\"", "<<<", "&>", "|&", "+=", "${!", ";&", "$[", "=(", "[^", " == ",
    "~+", "%q",
];

/// Words that only bash knows, or that do something else in it.
const WORDS: &[&str] = &[
    "function",
    "declare",
    "typeset",
    "source",
    "shopt",
    "let",
    "select",
    "pushd",
    "popd",
    "dirs",
    "mapfile",
    "readarray",
    "coproc",
    "disown",
    "enable",
    "caller",
    "compgen",
    "complete",
    "history",
    "builtin",
    "bind",
    "suspend",
    "logout",
    "pipefail",
    "ERR",
    "DEBUG",
    "RETURN",
    "RANDOM",
    "SECONDS",
    "BASH",
    "PIPESTATUS",
    "EUID",
    "UID",
    "HOSTNAME",
    "HOSTTYPE",
    "OSTYPE",
    "FUNCNAME",
    "SHLVL",
    "REPLY",
    "DIRSTACK",
    "GROUPS",
    "SRANDOM",
    "BASHPID",
];

fn is_of_bash(text: &str) -> bool {
    SIGNS.iter().any(|sign| text.contains(sign))
        || words(text).any(|word| WORDS.contains(&word) || word.starts_with("BASH_"))
        || has_arithmetic(text)
        || has_expansion(text)
        || has_braces(text)
        || has_output_to_word(text)
        || has_builtin(text)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
}

/// `(( … ))`, and what only bash counts with.
fn has_arithmetic(text: &str) -> bool {
    let mut before = None;
    for (at, c) in text.char_indices() {
        if c == '(' && text[at..].starts_with("((") && before != Some('$') && before != Some('(') {
            return true;
        }
        before = Some(c);
    }
    text.contains("$((")
        && ["++", "--", "**", ","]
            .iter()
            .any(|sign| text.contains(sign))
}

/// `${x/a/b}`, `${x:1}`, `${x^}`, `${x[0]}`: expansions that POSIX does not have.
fn has_expansion(text: &str) -> bool {
    text.match_indices("${").any(|(at, _)| {
        let rest = &text[at + 2..];
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        match rest.as_bytes() {
            [b'/' | b'^' | b',' | b'@' | b'[', ..] => true,
            [b':', next, ..] => !b"-=?+".contains(next),
            _ => false,
        }
    })
}

/// `{a,b}`, `{1..3}`: braces that bash expands.
fn has_braces(text: &str) -> bool {
    let mut before = None;
    for (at, c) in text.char_indices() {
        if c == '{' && before != Some('$') {
            let inside = &text[at + 1..];
            let end = inside.find(|c: char| c == '}' || c.is_whitespace());
            let inside = &inside[..end.unwrap_or(inside.len())];
            if inside.contains(',') || inside.contains("..") {
                return true;
            }
        }
        before = Some(c);
    }
    false
}

/// `>& file`
fn has_output_to_word(text: &str) -> bool {
    text.match_indices(">&").any(|(at, sign)| {
        let next = text[at + sign.len()..].chars().next();
        !next.is_some_and(|c| c.is_ascii_digit() || c == '-')
    })
}

/// Builtins that both know, and that do not do the same with these arguments.
fn has_builtin(text: &str) -> bool {
    let has = |name: &str| words(text).any(|word| word == name);
    let option = |command: &str, known: &str| {
        text.match_indices(command).any(|(at, _)| {
            let letters = text[at + command.len()..].split_whitespace().next();
            letters.is_some_and(|letters| !letters.chars().all(|c| known.contains(c)))
        })
    };
    has("echo") && (text.contains('\\') || text.contains(" -e") || text.contains(" -E"))
        || option("read -", "rp")
        || text.contains("printf -v")
        || option("export -", "p")
        || option("wait -", "")
        || option("exec -", "")
        || option("set -", "abCefmnuvxo")
        // What is assigned behind these is split into words by dash, and not by bash.
        || (has("export") || has("readonly") || has("local")) && text.contains("=$")
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn what_sh_may_read_otherwise() {
        for text in [
            "[[ -f x ]] && a",
            "a=(b c)",
            "diff <(a) <(b)",
            "echo $'a'",
            "function f { a; }",
            "a &> b",
            "a |& b",
            "x+=1",
            "(( 1 )) && a",
            "a ${x/b/c}",
            "a ${x:1}",
            "a ${x^^}",
            "a {b,c}",
            "for i in {1..3}; do a $i; done",
            "a <<< b",
            "source x",
            "echo -e a",
            "echo 'a\\tb'",
            "set -o pipefail; a",
            "read -a x",
            "[ a == b ] && c",
            "export x=$y",
            "a >& b",
        ] {
            assert!(Kind::Posix.differs(text), "{text}");
            assert!(!Kind::Bash.differs(text), "{text}");
        }
        for text in [
            "a && b || c",
            "cd /x && rm -f y",
            "for i in a b; do c \"$i\"; done",
            "if [ -f x ]; then a; fi",
            "a > b 2>&1",
            "a ${x:-b} ${x#y} ${x%%z}",
            "x=$((x + 1)); a $x",
            "f() { a; }; f",
            "while read -r l; do a \"$l\"; done < x",
            "case $x in a|b) c;; esac",
            "#!/bin/sh\na",
            "systemctl reload nginx",
            "a <<EOF\nb\nEOF",
            "{ a; b; }",
        ] {
            assert!(!Kind::Posix.differs(text), "{text}");
        }
    }
}
