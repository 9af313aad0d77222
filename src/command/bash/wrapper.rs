//! Programs that run another: what stands before it, and where it begins.

/// What a wrapper wraps.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrapped {
    /// A command, from this word on.
    Command {
        /// The place of its first word.
        at: usize,
        /// The user in whose name, where that is another than root.
        user: Option<String>,
        /// What becomes of the folder.
        folder: Folder,
    },
    /// A text of bash, and what `$0`, `$1`, … are in it.
    Text {
        /// The text.
        text: String,
        /// The parameters after `$0`.
        parameters: Vec<String>,
        /// The user in whose name, where that is another than root.
        user: Option<String>,
        /// What becomes of the folder.
        folder: Folder,
    },
    /// A text of bash on a host.
    Remote {
        /// The host, without its user.
        host: String,
        /// The text; none for a login, or where it comes from the input.
        text: Option<String>,
    },
    /// A shell that reads its input.
    Input,
    /// A shell that somebody types into from now on.
    Login,
    /// Nothing: the program itself is all there is.
    Nothing,
}

/// What a wrapper does to the folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// It stays.
    Same,
    /// It becomes one that is not known.
    Unknown,
    /// It becomes this one.
    To(String),
}

/// What a program wraps, if it is one of those that wrap.
pub(super) fn wrapped(program: &str, words: &[String]) -> Option<Wrapped> {
    Some(match program {
        "sudo" | "doas" => sudo(words),
        "su" => su(words),
        "ssh" => ssh(words),
        "bash" | "sh" | "dash" | "zsh" | "ksh" => shell(words),
        "env" => env(words),
        "nohup" | "setsid" | "unbuffer" | "chronic" | "builtin" => {
            command(options(words, 0, "", &[]).at, words)
        }
        "time" => {
            let mut at = options(words, 0, "fo", &["--format", "--output"]).at;
            // A word of the grammar in bash, before which assignments do not stand.
            while words.get(at).is_some_and(|word| is_assignment(word)) {
                at += 1;
            }
            command(at, words)
        }
        "exec" => command(options(words, 0, "a", &[]).at, words),
        "command" => {
            let options = options(words, 0, "", &[]);
            if options.has("-v") || options.has("-V") {
                Wrapped::Nothing
            } else {
                command(options.at, words)
            }
        }
        "timeout" => {
            let options = options(words, 0, "ks", &["--kill-after", "--signal"]);
            command(options.at + 1, words)
        }
        "nice" => {
            // `nice -10 x` is the old way.
            let at = match words.first() {
                Some(first)
                    if first.len() > 1
                        && first.starts_with('-')
                        && first[1..].bytes().all(|byte| byte.is_ascii_digit()) =>
                {
                    1
                }
                _ => options(words, 0, "n", &["--adjustment"]).at,
            };
            command(at, words)
        }
        "ionice" => command(
            options(words, 0, "cn", &["--class", "--classdata"]).at,
            words,
        ),
        "stdbuf" => command(
            options(words, 0, "ioe", &["--input", "--output", "--error"]).at,
            words,
        ),
        "watch" => {
            let options = options(words, 0, "n", &["--interval"]);
            match words.get(options.at..) {
                Some(rest) if !rest.is_empty() => Wrapped::Text {
                    text: rest.join(" "),
                    parameters: Vec::new(),
                    user: None,
                    folder: Folder::Same,
                },
                _ => Wrapped::Nothing,
            }
        }
        _ => return None,
    })
}

fn command(at: usize, words: &[String]) -> Wrapped {
    if at < words.len() {
        Wrapped::Command {
            at,
            user: None,
            folder: Folder::Same,
        }
    } else {
        Wrapped::Nothing
    }
}

/// Options that stand before the first operand.
struct Options {
    given: Vec<(String, Option<String>)>,
    at: usize,
}

impl Options {
    fn has(&self, name: &str) -> bool {
        self.given.iter().any(|(given, _)| given == name)
    }

    fn value(&self, names: &[&str]) -> Option<&str> {
        self.given
            .iter()
            .rev()
            .find(|(given, _)| names.contains(&given.as_str()))
            .and_then(|(_, value)| value.as_deref())
    }
}

/// Reads options as POSIX has them: up to the first word that is none. `short` and `long` take values.
fn options(words: &[String], from: usize, short: &str, long: &[&str]) -> Options {
    let mut given = Vec::new();
    let mut at = from;
    while let Some(word) = words.get(at) {
        if word == "--" {
            at += 1;
            break;
        }
        if word.len() < 2 || !word.starts_with('-') {
            break;
        }
        at += 1;
        if word.starts_with("--") {
            match word.split_once('=') {
                Some((name, value)) => given.push((name.to_owned(), Some(value.to_owned()))),
                None if long.contains(&word.as_str()) => {
                    given.push((word.clone(), words.get(at).cloned()));
                    at += 1;
                }
                None => given.push((word.clone(), None)),
            }
            continue;
        }
        for (place, letter) in word[1..].char_indices() {
            let rest = &word[1 + place + letter.len_utf8()..];
            let name = format!("-{letter}");
            if short.contains(letter) {
                if rest.is_empty() {
                    given.push((name, words.get(at).cloned()));
                    at += 1;
                } else {
                    given.push((name, Some(rest.to_owned())));
                }
                break;
            }
            given.push((name, None));
        }
    }
    Options {
        given,
        at: at.min(words.len()),
    }
}

fn another(user: Option<&str>) -> Option<String> {
    user.filter(|user| !matches!(*user, "root" | "#0"))
        .map(str::to_owned)
}

fn is_assignment(word: &str) -> bool {
    let length = super::word::name_length(word);
    length > 0 && word[length..].starts_with('=')
}

/// sudo(8).
fn sudo(words: &[String]) -> Wrapped {
    let options = options(
        words,
        0,
        "CDghpRrtTuUc",
        &[
            "--close-from",
            "--chdir",
            "--group",
            "--host",
            "--prompt",
            "--chroot",
            "--role",
            "--type",
            "--command-timeout",
            "--user",
            "--other-user",
        ],
    );
    let mut at = options.at;
    while words.get(at).is_some_and(|word| is_assignment(word)) {
        at += 1;
    }
    let edits = options.has("-e") || options.has("--edit");
    // Another root folder is another system.
    if edits
        || options.has("-R")
        || options.has("--chroot")
        || options.has("-l")
        || options.has("--list")
    {
        return Wrapped::Nothing;
    }
    let user = another(options.value(&["-u", "--user"]));
    let login = options.has("-i") || options.has("--login");
    let folder = match options.value(&["-D", "--chdir"]) {
        Some(folder) => Folder::To(folder.to_owned()),
        None if login => Folder::Unknown,
        None => Folder::Same,
    };
    if at < words.len() {
        Wrapped::Command { at, user, folder }
    } else if login || options.has("-s") || options.has("--shell") {
        Wrapped::Login
    } else {
        Wrapped::Nothing
    }
}

/// su(1): `su [-] [user] [-c text]`.
fn su(words: &[String]) -> Wrapped {
    let mut user = None;
    let mut text = None;
    let mut login = false;
    let mut at = 0;
    while at < words.len() {
        let next = options(
            words,
            at,
            "cgGsTw",
            &["--command", "--group", "--shell", "--session-command"],
        );
        if let Some(given) = next.value(&["-c", "--command", "--session-command"]) {
            text = Some(given.to_owned());
        }
        login |= next.has("-l") || next.has("--login");
        at = next.at;
        if let Some(word) = words.get(at) {
            if word == "-" {
                login = true;
            } else if user.is_none() {
                user = Some(word.clone());
            }
            at += 1;
        }
    }
    match text {
        Some(text) => Wrapped::Text {
            text,
            parameters: Vec::new(),
            user: another(user.as_deref()),
            folder: if login { Folder::Unknown } else { Folder::Same },
        },
        None => Wrapped::Login,
    }
}

/// ssh(1).
fn ssh(words: &[String]) -> Wrapped {
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
    let host = host.strip_prefix("ssh://").unwrap_or(host);
    let host = host.rsplit('@').next().unwrap_or(host);
    let command = words.get(after.at..).unwrap_or_default();
    let forwards = before.has("-N") || after.has("-N");
    Wrapped::Remote {
        host: host.to_owned(),
        text: (!command.is_empty() && !forwards).then(|| command.join(" ")),
    }
}

/// The options of a POSIX shell.
fn shell(words: &[String]) -> Wrapped {
    let mut text = false;
    let mut input = false;
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
        if word.starts_with("--") {
            at += usize::from(matches!(word.as_str(), "--rcfile" | "--init-file"));
            continue;
        }
        text |= word[1..].contains('c');
        input |= word[1..].contains('s');
        // Only looked at, and not run.
        if word.starts_with('-') && word[1..].contains('n') {
            return Wrapped::Nothing;
        }
        at += usize::from(word.ends_with(['o', 'O']));
    }
    let rest = words.get(at..).unwrap_or_default();
    match rest {
        [first, rest @ ..] if text => Wrapped::Text {
            text: first.clone(),
            parameters: rest.iter().skip(1).cloned().collect(),
            user: None,
            folder: Folder::Same,
        },
        [] if text => Wrapped::Nothing,
        [] => Wrapped::Input,
        _ if input => Wrapped::Input,
        // A script: its text was not captured.
        _ => Wrapped::Nothing,
    }
}

/// env(1).
fn env(words: &[String]) -> Wrapped {
    let options = options(words, 0, "uCS", &["--unset", "--chdir", "--split-string"]);
    let mut at = options.at;
    while words.get(at).is_some_and(|word| is_assignment(word)) {
        at += 1;
    }
    if let Some(text) = options.value(&["-S", "--split-string"]) {
        return Wrapped::Text {
            text: text.to_owned(),
            parameters: Vec::new(),
            user: None,
            folder: Folder::Same,
        };
    }
    if at >= words.len() {
        return Wrapped::Nothing;
    }
    let folder = match options.value(&["-C", "--chdir"]) {
        Some(folder) => Folder::To(folder.to_owned()),
        None => Folder::Same,
    };
    Wrapped::Command {
        at,
        user: None,
        folder,
    }
}
