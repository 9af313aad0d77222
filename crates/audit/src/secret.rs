//! Secrets that somebody typed: they are masked in everything that is written, and looked at by
//! nothing that judges.

mod place; // Secrets that are known by their program and their place.

use std::ops::Range;

/// What stands in a secret's place.
const MASK: &str = "••••••";

/// Names of parameters and keys whose value is a secret, in lower case, without `-`, `_` and `.`.
const NAMES: [&str; 19] = [
    "password",
    "passwd",
    "pwd",
    "pass",
    "passphrase",
    "secret",
    "clientsecret",
    "sharedsecret",
    "token",
    "accesstoken",
    "bearertoken",
    "apikey",
    "accesskey",
    "secretkey",
    "sharedaccesskey",
    "accountkey",
    "sastoken",
    "pin",
    "sshpass",
];

/// Beginnings of tokens that say themselves what they are.
const BEGINNINGS: [&str; 9] = [
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "eyJ",
    "AKIA",
];

/// The places of secrets in a text, in order, apart from each other.
pub(super) fn secrets(text: &str) -> Vec<Range<usize>> {
    within(text, 0)
}

/// So many commands in quotes of commands are looked into.
const DEEPEST: usize = 4;

fn within(text: &str, depth: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let words = words(text);
    let mut is_value_next = false;
    for (at, word) in words.iter().enumerate() {
        let said = &text[word.clone()];
        let previous = at
            .checked_sub(1)
            .map(|at| text[words[at].clone()].to_ascii_lowercase());
        let before_previous = at
            .checked_sub(2)
            .map(|at| text[words[at].clone()].to_ascii_lowercase());
        if is_value_next {
            is_value_next = false;
            if !is_reference(said) && !said.starts_with('-') {
                found.push(unquoted(text, word.clone()));
                continue;
            }
        }
        // `-Password x`, `--token=x`, `-ApiKey:x`, `/pass:x`; `-p x` says it only in some programs.
        if let Some(name) = said.strip_prefix(['-', '\u{2013}', '\u{2014}', '/']) {
            let end = name.find([':', '=']);
            let (name, value) = (&name[..end.unwrap_or(name.len())], end.map(|end| end + 1));
            // `/secret` alone may be a folder.
            let is_option = !said.starts_with('/') || value.is_some();
            if is_option && is_name(name) {
                match value {
                    Some(_) => {
                        let start = word.start + said.find([':', '=']).unwrap_or(0) + 1;
                        if start < word.end && !is_reference(&text[start..word.end]) {
                            found.push(unquoted(text, start..word.end));
                        } else if start >= word.end {
                            is_value_next = true;
                        }
                    }
                    None => is_value_next = true,
                }
                continue;
            }
        }
        // `ConvertTo-SecureString 'x' -AsPlainText`, with or without `-String`.
        let makes = |word: &Option<String>| {
            word.as_deref()
                .is_some_and(|w| w.ends_with("convertto-securestring"))
        };
        let is_string = previous.as_deref() == Some("-string") && makes(&before_previous);
        if (makes(&previous) && !said.starts_with('-') || is_string) && !is_reference(said) {
            found.push(unquoted(text, word.clone()));
            continue;
        }
        // `Bearer x` outside of quotes.
        if previous
            .as_deref()
            .is_some_and(|w| matches!(w, "bearer" | "basic"))
            && said.len() >= 8
        {
            found.push(unquoted(text, word.clone()));
            continue;
        }
        pairs(text, word.clone(), &mut found);
        // `ssh host 'deploy --token x'`
        if depth < DEEPEST && said.starts_with(['"', '\'']) && said.contains(char::is_whitespace) {
            let inner = unquoted(text, word.clone());
            let shifted = |one: Range<usize>| inner.start + one.start..inner.start + one.end;
            found.extend(
                within(&text[inner.clone()], depth + 1)
                    .into_iter()
                    .map(shifted),
            );
        }
    }
    place::known(text, &words, &mut found);
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup_by(|later, earlier| {
        let overlaps = later.start < earlier.end;
        if overlaps {
            earlier.end = earlier.end.max(later.end);
        }
        overlaps
    });
    found.retain(|range| !range.is_empty());
    found
}

/// `Password=x;` of connection strings and URLs, `user:x@host`, and tokens that say what they are.
fn pairs(text: &str, word: Range<usize>, found: &mut Vec<Range<usize>>) {
    let said = &text[word.clone()];
    let mut from = 0;
    while let Some(equals) = said[from..].find('=') {
        let equals = from + equals;
        let name_start = said[..equals]
            .rfind([';', '&', '?', '"', '\'', ',', '{', '(', '$'])
            .map_or(0, |at| at + 1);
        let value_end = said[equals + 1..]
            .find([';', '&', '"', '\'', ','])
            .map_or(said.len(), |at| equals + 1 + at);
        let mut value = equals + 1..value_end;
        // `password="x y"`
        if value.is_empty() && said[value.start..].starts_with(['"', '\'']) {
            let quote = &said[value.start..=value.start];
            let end = said[value.start + 1..]
                .find(quote)
                .map_or(said.len(), |at| value.start + 1 + at);
            value = value.start + 1..end;
        }
        if is_name(said[name_start..equals].trim()) && !is_reference(&said[value.clone()]) {
            found.push(word.start + value.start..word.start + value.end);
        }
        from = value.end.max(equals + 1);
        if from >= said.len() {
            break;
        }
    }
    if let Some(scheme) = said.find("://")
        && let Some(at) = said[scheme + 3..].find('@')
        && let Some(colon) = said[scheme + 3..scheme + 3 + at].find(':')
    {
        let start = scheme + 3;
        found.push(word.start + start + colon + 1..word.start + start + at);
    }
    // `"Authorization: Bearer x"`
    let lower = said.to_ascii_lowercase();
    for scheme in ["bearer ", "basic "] {
        if let Some(at) = lower.find(scheme) {
            let start = at + scheme.len();
            let end = said[start..]
                .find(['"', '\'', ' '])
                .map_or(said.len(), |end| start + end);
            if end - start >= 8 && !is_reference(&said[start..end]) {
                found.push(word.start + start..word.start + end);
            }
        }
    }
    let bare = said.trim_start_matches(['"', '\'']);
    if bare.len() >= 20 && BEGINNINGS.iter().any(|begin| bare.starts_with(begin)) {
        found.push(unquoted(text, word));
    }
}

fn is_name(name: &str) -> bool {
    let folded: String = name
        .chars()
        .filter(|c| !matches!(c, '-' | '_' | '.' | ' '))
        .flat_map(char::to_lowercase)
        .collect();
    NAMES.contains(&folded.as_str())
        || (folded.len() > 8
            && ["password", "secret", "apikey", "passphrase"]
                .iter()
                .any(|n| folded.ends_with(n)))
}

/// A variable or an expression: it shows nothing.
fn is_reference(said: &str) -> bool {
    said.is_empty() || said.starts_with(['$', '(', '@', '<', '%'])
}

fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    let said = &text[range.clone()];
    let quote = said.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) if said.len() >= 2 && said.ends_with(quote) => range.start + 1..range.end - 1,
        Some(_) => range.start + 1..range.end,
        None => {
            // What closes an expression around it is no part of it.
            let end = said.trim_end_matches([')', ';', '}', '|']).len();
            range.start..range.start + end
        }
    }
}

/// Words by blanks outside of quotes; opening brackets before a word are no part of it.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) => {
                if c == open {
                    quote = None;
                }
            }
            None if matches!(c, '"' | '\'') => {
                quote = Some(c);
                start.get_or_insert(at);
            }
            None if c.is_whitespace() || (matches!(c, '(' | '{') && start.is_none()) => {
                if let Some(start) = start.take() {
                    found.push(start..at);
                }
            }
            None => {
                start.get_or_insert(at);
            }
        }
    }
    if let Some(start) = start {
        found.push(start..text.len());
    }
    found
}

/// The text with its secrets masked; where one was, and a range of the old text in the new one.
pub(super) fn masked(text: &str, mark: Range<usize>) -> (String, Range<usize>) {
    let secrets = secrets(text);
    if secrets.is_empty() {
        return (text.to_owned(), mark);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut moved = mark.clone();
    for secret in &secrets {
        out.push_str(&text[at..secret.start]);
        let grown = MASK.len() as isize - (secret.end - secret.start) as isize;
        let shift = |place: usize| place.saturating_add_signed(grown);
        if mark.start >= secret.end {
            moved.start = shift(moved.start);
        } else if mark.start > secret.start {
            moved.start = out.len();
        }
        if mark.end >= secret.end {
            moved.end = shift(moved.end);
        } else if mark.end > secret.start {
            moved.end = out.len() + MASK.len();
        }
        out.push_str(MASK);
        at = secret.end;
    }
    out.push_str(&text[at..]);
    (out, moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        masked(text, 0..0).0
    }

    #[test]
    fn secrets_are_masked_and_what_is_none_stays() {
        let cases = [
            (
                "Set-X -Password hunter2 -Force",
                "Set-X -Password •••••• -Force",
            ),
            ("Set-X -Password:'hunter 2'", "Set-X -Password:'••••••'"),
            ("Set-X -password $secure", "Set-X -password $secure"),
            (
                "$p = ConvertTo-SecureString 'P@ss w0rd' -AsPlainText -Force",
                "$p = ConvertTo-SecureString '••••••' -AsPlainText -Force",
            ),
            (
                "(ConvertTo-SecureString -String \"x1\" -AsPlainText)",
                "(ConvertTo-SecureString -String \"••••••\" -AsPlainText)",
            ),
            (
                "\"Server=db;User Id=sa;Password=abc def;Encrypt=true\"",
                "\"Server=db;User Id=sa;Password=••••••;Encrypt=true\"",
            ),
            (
                "curl https://me:s3cret@host/x",
                "curl https://me:••••••@host/x",
            ),
            (
                "curl -H 'Authorization: Bearer abcdefgh12'",
                "curl -H 'Authorization: Bearer ••••••'",
            ),
            (
                "deploy --token=abc123 --host x",
                "deploy --token=•••••• --host x",
            ),
            (
                "net user svc_backup P4ss /add",
                "net user svc_backup •••••• /add",
            ),
            (
                "net user svc_backup /active:no",
                "net user svc_backup /active:no",
            ),
            (
                r"net use Z: \\nas\logs P4ss",
                r"net use Z: \\nas\logs ••••••",
            ),
            (
                r"net use \\nas\logs * /user:me",
                r"net use \\nas\logs * /user:me",
            ),
            (
                "cmdkey /add:nas /user:me /pass:P4ss",
                "cmdkey /add:nas /user:me /pass:••••••",
            ),
            (
                r"psexec \\fe11 -u me -p P4ss cmd",
                r"psexec \\fe11 -u me -p •••••• cmd",
            ),
            (
                "sudo sshpass -p P4ss ssh web01",
                "sudo sshpass -p •••••• ssh web01",
            ),
            (
                r"PS C:\> net user me P4ss; hostname",
                r"PS C:\> net user me ••••••; hostname",
            ),
            (r"C:\>net user me P4ss", r"C:\>net user me ••••••"),
            (
                r"psexec \\fe11 net user me P4ss",
                r"psexec \\fe11 net user me ••••••",
            ),
            ("mkdir -p P4ss", "mkdir -p P4ss"),
            (
                "cd /tmp && mysql -uroot -pP4ss db",
                "cd /tmp && mysql -uroot -p•••••• db",
            ),
            (
                "curl -u me:P4ss https://host/x",
                "curl -u me:•••••• https://host/x",
            ),
            (
                "openssl pkey -passin pass:P4ss",
                "openssl pkey -passin pass:••••••",
            ),
            (
                "ssh web01 'deploy --token P4ss'",
                "ssh web01 'deploy --token ••••••'",
            ),
            ("ls /secret /etc", "ls /secret /etc"),
            ("export API_KEY=abc; run", "export API_KEY=••••••; run"),
            ("git clone ghp_0123456789abcdefghij", "git clone ••••••"),
            (
                "Invoke-CsBackupServiceSync -PoolFqdn pool01",
                "Invoke-CsBackupServiceSync -PoolFqdn pool01",
            ),
            ("Get-Help -Name Password", "Get-Help -Name Password"),
        ];
        for (typed, expected) in cases {
            assert_eq!(shown(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_mark_moves_with_its_text() {
        let text = "Set-X -Password abc; Invoke-Y";
        let at = text.find("Invoke-Y").expect("there");
        let (masked, mark) = masked(text, at..text.len());
        assert_eq!(&masked[mark], "Invoke-Y");
    }

    proptest! {
        #[test]
        fn any_text_is_masked_without_a_fall(text in ".*", a in 0usize..40, b in 0usize..40) {
            let at = |n: usize| text.char_indices().map(|(at, _)| at).nth(n).unwrap_or(text.len());
            let (a, b) = (at(a).min(at(b)), at(a).max(at(b)));
            let (masked, mark) = masked(&text, a..b);
            prop_assert!(masked.get(mark).is_some());
        }
    }
}
