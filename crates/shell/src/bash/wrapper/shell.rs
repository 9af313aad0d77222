//! Shells, here and at the other end: bash(1), ssh(1), env(1).

use super::super::configured::{Sent, sent};
use super::options::{assigned, is_assignment, options};
use super::{Around, Environment, Folder, Wrapped};

/// ssh(1).
pub(super) fn ssh(words: &[String]) -> Wrapped {
    const VALUED: &str = "BbcDEeFIiJLlmOoPpQRSWw";
    let before = options(words, 0, VALUED, &[]);
    let Some(host) = words.get(before.at) else {
        return Wrapped::Nothing;
    };
    // Options may stand behind the host as well.
    let after = options(words, before.at + 1, VALUED, &[]);
    let asks = ["-O", "-Q", "-G", "-V", "-W"]
        .iter()
        .any(|name| before.has(name) || after.has(name));
    if asks {
        return Wrapped::Nothing;
    }
    let host = match host.strip_prefix("ssh://") {
        Some(address) => {
            let address = address.rsplit('@').next().unwrap_or(address);
            address.split([':', '/']).next().unwrap_or(address)
        }
        None => host.rsplit('@').next().unwrap_or(host),
    };
    let command = words.get(after.at..).unwrap_or_default();
    let has = |name: &str| before.has(name) || after.has(name);
    let given = before.given.iter().chain(&after.given);
    let options = given.map(|(name, value)| (name.as_str(), value.as_deref().unwrap_or_default()));
    let host = match sent(options.filter(|(name, _)| *name != "-S")) {
        Sent::AsNamed => host.to_owned(),
        Sent::To(host) => host,
        // Where it goes, or what it runs, the configuration says, which nobody captured.
        Sent::Elsewhere => return Wrapped::Unclear,
    };
    Wrapped::Remote {
        host,
        text: (!command.is_empty() && !has("-N")).then(|| command.join(" ")),
        reads_nothing: has("-n") || has("-f") || has("-N"),
    }
}

/// The options of a POSIX shell.
pub(super) fn shell(words: &[String]) -> Wrapped {
    let mut text = false;
    let mut input = false;
    let mut given = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if word == "--" || word == "-" {
            at += 1;
            break;
        }
        if word.len() < 2 || !word.starts_with(['-', '+']) {
            break;
        }
        at += 1;
        if let Some(long) = word.strip_prefix("--") {
            match long {
                "rcfile" | "init-file" => at += 1,
                "help" | "version" => return Wrapped::Nothing,
                _ => {}
            }
            continue;
        }
        let sign = &word[..1];
        for letter in word[1..].chars() {
            match letter {
                'c' => text = true,
                's' => input = true,
                // Only looked at, and not run.
                'n' if sign == "-" => return Wrapped::Nothing,
                'o' | 'O' => {
                    let Some(name) = words.get(at) else {
                        return Wrapped::Nothing;
                    };
                    if name == "noexec" && sign == "-" {
                        return Wrapped::Nothing;
                    }
                    given.push(format!("{sign}{letter} {name}"));
                    at += 1;
                }
                letter => given.push(format!("{sign}{letter}")),
            }
        }
    }
    let rest = words.get(at..).unwrap_or_default();
    let around = |parameters: &[String]| Around {
        parameters: parameters.to_vec(),
        options: given.clone(),
        ..Around::default()
    };
    match rest {
        [first, rest @ ..] if text => {
            Wrapped::Text(first.clone(), around(rest.get(1..).unwrap_or_default()))
        }
        [] if text => Wrapped::Nothing,
        rest if input => Wrapped::Input(around(rest)),
        [] => Wrapped::Input(around(&[])),
        [file, rest @ ..] => Wrapped::Script(file.clone(), around(rest)),
    }
}

/// env(1).
pub(super) fn env(words: &[String]) -> Wrapped {
    let options = options(words, 0, "uCS", &["--unset", "--chdir", "--split-string"]);
    if options.asks() {
        return Wrapped::Nothing;
    }
    let mut at = options.at;
    let mut empty = options.has("-i") || options.has("--ignore-environment");
    if words.get(at).is_some_and(|word| word == "-") {
        empty = true;
        at += 1;
    }
    let sets = assigned(words, &mut at);
    let names = |(name, value): &(String, Option<String>)| {
        matches!(name.as_str(), "-u" | "--unset")
            .then(|| value.clone())
            .flatten()
    };
    let around = Around {
        folder: match options.value(&["-C", "--chdir"]) {
            Some(folder) => Folder::To(folder.to_owned()),
            None => Folder::Same,
        },
        environment: if empty {
            Environment::Empty
        } else {
            Environment::Kept
        },
        unsets: options.given.iter().filter_map(names).collect(),
        sets,
        ..Around::default()
    };
    if let Some(text) = options.value(&["-S", "--split-string"]) {
        if text.contains(['\'', '"', '\\', '$', '#']) {
            return Wrapped::Unclear;
        }
        let mut all: Vec<String> = text.split_ascii_whitespace().map(str::to_owned).collect();
        all.extend_from_slice(words.get(options.at..).unwrap_or_default());
        return match all.iter().position(|word| !is_assignment(word)) {
            Some(0) => Wrapped::Words(all, around),
            _ => Wrapped::Unclear,
        };
    }
    if at >= words.len() {
        return Wrapped::Nothing;
    }
    Wrapped::Command(at, around)
}
