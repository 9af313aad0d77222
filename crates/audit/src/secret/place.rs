//! Secrets that are known by their program and their place in its line: `net user NAME x`,
//! `sshpass -p x`, `mysql -px`, `curl -u me:x`, `openssl … -passin pass:x`.

use std::ops::Range;

use super::{is_reference, unquoted};

/// Where the value of an option stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    /// In the word of the option: `-px`.
    Joined,
    /// In the next word: `-p x`.
    Next,
}

/// Programs, and their options whose value is a secret.
const OPTIONS: [(&str, &str, Value); 14] = [
    ("sshpass", "-p", Value::Next),
    ("sshpass", "-p", Value::Joined),
    ("psexec", "-p", Value::Next),
    ("psexec", "/p", Value::Next),
    ("psexec64", "-p", Value::Next),
    ("winrs", "-p:", Value::Joined),
    ("winrs", "/p:", Value::Joined),
    ("schtasks", "/p", Value::Next),
    ("schtasks", "/rp", Value::Next),
    ("mysql", "-p", Value::Joined),
    ("mysqldump", "-p", Value::Joined),
    ("mysqladmin", "-p", Value::Joined),
    ("useradd", "-p", Value::Next),
    ("usermod", "-p", Value::Next),
];

/// Programs with rules of their own.
const OTHERS: [&str; 3] = ["openssl", "curl", "net"];

/// Adds the places of such secrets.
pub(super) fn known(text: &str, words: &[Range<usize>], found: &mut Vec<Range<usize>>) {
    let mut add = |range: Range<usize>| {
        if !is_reference(&text[range.clone()]) {
            found.push(unquoted(text, range));
        }
    };
    let mut program = String::new();
    let mut operands: Vec<String> = Vec::new();
    let mut before = "";
    for (at, word) in words.iter().enumerate() {
        let said = &text[word.clone()];
        let before = std::mem::replace(&mut before, said);
        if matches!(said, "|" | "||" | "&" | "&&" | ";") {
            program.clear();
            continue;
        }
        // What stands before a program is a prompt, `sudo`, another program that starts it.
        let own = stem(said);
        if own != program && is_of(&own) {
            program = own;
            operands.clear();
            continue;
        }
        for (_, option, value) in OPTIONS.iter().filter(|(name, ..)| *name == program) {
            let start = said.get(..option.len());
            if !start.is_some_and(|start| start.eq_ignore_ascii_case(option)) {
                continue;
            }
            match (value, said.len() == option.len()) {
                (Value::Joined, false) => add(word.start + option.len()..word.end),
                (Value::Next, true) => words.get(at + 1).cloned().into_iter().for_each(&mut add),
                (Value::Joined, true) | (Value::Next, false) => {}
            }
        }
        match program.as_str() {
            "openssl" if said.starts_with("pass:") => add(word.start + "pass:".len()..word.end),
            "curl" if matches!(before, "-u" | "--user" | "-U" | "--proxy-user") => {
                if let Some(colon) = said.find(':') {
                    add(word.start + colon + 1..word.end);
                }
            }
            // In `net use Z: \\server\share x` the letter is one operand more.
            "net" if !said.starts_with('/') => {
                let is_share = said.starts_with(r"\\") && operands.len() == 2;
                if !is_share {
                    operands.push(said.to_ascii_lowercase());
                }
                let takes_one =
                    matches!(operands.first().map(String::as_str), Some("user" | "use"));
                if takes_one && operands.len() == 3 && !is_share && said != "*" {
                    add(word.clone());
                }
            }
            _ => {}
        }
    }
}

fn is_of(stem: &str) -> bool {
    let mut all = OPTIONS.iter().map(|(name, ..)| *name).chain(OTHERS);
    all.any(|name| name == stem)
}

/// The name of a program without its folder and its ending.
fn stem(word: &str) -> String {
    let word = word.trim_matches(['"', '\'']);
    // A prompt may stand before it without a blank: `C:\>net`.
    let file = word
        .rsplit(['/', '\\', '>', '$', '#'])
        .next()
        .unwrap_or(word);
    let file = file.to_ascii_lowercase();
    file.strip_suffix(".exe").unwrap_or(&file).to_owned()
}
