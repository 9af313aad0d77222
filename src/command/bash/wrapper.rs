//! Programs that run another: what stands before it, and where it begins.

/// What a wrapper wraps.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrapped {
    /// A command, from this word on.
    Command(usize, Around),
    /// A command of these words.
    Words(Vec<String>, Around),
    /// A text of bash.
    Text(String, Around),
    /// A text of bash on a host.
    Remote {
        /// The host, without its user.
        host: String,
        /// The text; none for a login, or where it comes from the input.
        text: Option<String>,
        /// Whether it reads nothing, as with `-n`.
        reads_nothing: bool,
    },
    /// A shell that reads its input.
    Input(Around),
    /// A shell that reads this file.
    Script(String, Around),
    /// A shell that somebody types into from now on.
    Login,
    /// Nothing: the program itself is all there is.
    Nothing,
    /// Something that is not understood.
    Unclear,
}

/// What a wrapper changes for what it wraps.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct Around {
    /// In whose name.
    pub(super) user: User,
    /// What becomes of the folder.
    pub(super) folder: Folder,
    /// What becomes of exported variables.
    pub(super) environment: Environment,
    /// Variables that are set.
    pub(super) sets: Vec<(String, String)>,
    /// Variables that are taken away.
    pub(super) unsets: Vec<String>,
    /// `$1`, `$2`, … of a shell.
    pub(super) parameters: Vec<String>,
    /// The options of a shell, each with its sign: `-e`, `+u`, `-o pipefail`.
    pub(super) options: Vec<String>,
}

/// In whose name something is run.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) enum User {
    /// As before.
    #[default]
    Same,
    /// In root's.
    Root,
    /// In this one's.
    Named(String),
}

/// What becomes of exported variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Environment {
    /// They are passed on.
    #[default]
    Kept,
    /// None is.
    Empty,
    /// The system's settings decide.
    Unknown,
}

/// What a wrapper does to the folder.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) enum Folder {
    /// It stays.
    #[default]
    Same,
    /// It becomes one that is not known.
    Unknown,
    /// It becomes this one.
    To(String),
}

/// Wrappers of which only the options count: name, short options with a value, long ones, how many
/// operands stand before the command.
const PLAIN: &[(&str, &str, &[&str], usize)] = &[
    ("nohup", "", &[], 0),
    ("setsid", "", &[], 0),
    ("unbuffer", "", &[], 0),
    ("chronic", "", &[], 0),
    ("eatmydata", "", &[], 0),
    ("torsocks", "", &[], 0),
    ("time", "fo", &["--format", "--output"], 0),
    ("timeout", "ks", &["--kill-after", "--signal"], 1),
    ("ionice", "cn", &["--class", "--classdata"], 0),
    ("stdbuf", "ioe", &["--input", "--output", "--error"], 0),
    ("sshpass", "pfdP", &[], 0),
    ("chrt", "TPD", &[], 1),
    ("taskset", "", &[], 1),
    ("strace", "abeEIoOpPsSuUX", &[], 0),
    ("caffeinate", "tw", &[], 0),
    ("setarch", "", &[], 0),
    ("dbus-run-session", "", &[], 0),
];

/// What a program wraps, if it is one of those that wrap.
pub(super) fn wrapped(program: &str, words: &[String]) -> Option<Wrapped> {
    let plain = PLAIN.iter().find(|(name, ..)| *name == program);
    if let Some((_, short, long, operands)) = plain {
        let options = options(words, 0, short, long);
        // `-p` of these is about a process that runs already.
        let other =
            matches!(program, "taskset" | "ionice" | "chrt" | "strace") && options.has("-p");
        if options.asks() || other {
            return Some(Wrapped::Nothing);
        }
        return Some(command(options.at + operands, words));
    }
    Some(match program {
        "sudo" | "doas" => sudo(words),
        "su" | "runuser" => su(program, words),
        "ssh" => ssh(words),
        "bash" | "sh" | "dash" | "rbash" => shell(words),
        "zsh" | "ksh" | "mksh" | "fish" | "csh" | "tcsh" => match shell(words) {
            Wrapped::Input(_) if words.is_empty() => Wrapped::Login,
            _ => Wrapped::Unclear,
        },
        "env" => env(words),
        "flock" => flock(words),
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
        "watch" => {
            let options = options(words, 0, "nq", &["--interval", "--equexit"]);
            match words.get(options.at..) {
                _ if options.asks() => Wrapped::Nothing,
                Some(rest) if !rest.is_empty() => Wrapped::Text(rest.join(" "), Around::default()),
                _ => Wrapped::Nothing,
            }
        }
        "script" => {
            let options = options(words, 0, "cIOBTEmo", &["--command"]);
            match options.value(&["-c", "--command"]) {
                Some(text) => Wrapped::Text(text.to_owned(), Around::default()),
                None => Wrapped::Nothing,
            }
        }
        "parallel" | "pssh" | "parallel-ssh" | "pdsh" | "clush" | "chroot" | "nsenter"
        | "unshare" | "systemd-run" | "setpriv" | "pkexec" | "busybox" | "ltrace" | "gdb"
        | "expect" => Wrapped::Unclear,
        _ => return None,
    })
}

fn command(at: usize, words: &[String]) -> Wrapped {
    if at < words.len() {
        Wrapped::Command(at, Around::default())
    } else {
        Wrapped::Nothing
    }
}

/// flock(1).
fn flock(words: &[String]) -> Wrapped {
    let before = options(words, 0, "wE", &["--timeout", "--conflict-exit-code"]);
    if before.asks() || before.at + 1 >= words.len() {
        return Wrapped::Nothing;
    }
    match words.get(before.at + 1).map(String::as_str) {
        Some("-c" | "--command") => match words.get(before.at + 2) {
            Some(text) => Wrapped::Text(text.clone(), Around::default()),
            None => Wrapped::Nothing,
        },
        _ => command(before.at + 1, words),
    }
}

/// Options that stand before the first operand.
struct Options {
    given: Vec<(String, Option<String>)>,
    at: usize,
}

impl Options {
    /// Whether only the program itself is asked about.
    fn asks(&self) -> bool {
        self.has("--help") || self.has("--version")
    }

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

fn named(user: Option<&str>) -> User {
    match user {
        None | Some("root" | "#0" | "+0") => User::Root,
        Some(user) => User::Named(user.to_owned()),
    }
}

fn assigned(words: &[String], at: &mut usize) -> Vec<(String, String)> {
    let mut sets = Vec::new();
    while let Some(word) = words.get(*at).filter(|word| is_assignment(word)) {
        if let Some((name, value)) = word.split_once('=') {
            sets.push((name.to_owned(), value.to_owned()));
        }
        *at += 1;
    }
    sets
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
    let sets = assigned(words, &mut at);
    // Another root folder is another system; the others only ask, or forget.
    let other = [
        "-e",
        "--edit",
        "-R",
        "--chroot",
        "-l",
        "--list",
        "-v",
        "--validate",
        "-K",
        "--remove-timestamp",
        "-V",
        "--version",
        "--help",
    ];
    if other.iter().any(|name| options.has(name)) {
        return Wrapped::Nothing;
    }
    let login = options.has("-i") || options.has("--login");
    let around = Around {
        user: named(options.value(&["-u", "--user"])),
        folder: match options.value(&["-D", "--chdir"]) {
            Some(folder) => Folder::To(folder.to_owned()),
            None if login => Folder::Unknown,
            None => Folder::Same,
        },
        environment: Environment::Unknown,
        sets,
        ..Around::default()
    };
    if at < words.len() {
        Wrapped::Command(at, around)
    } else if login || options.has("-s") || options.has("--shell") {
        if around.user == User::Root {
            Wrapped::Input(Around {
                folder: Folder::Unknown,
                ..around
            })
        } else {
            Wrapped::Input(around)
        }
    } else {
        Wrapped::Nothing
    }
}

/// su(1): `su [-] [user] [-c text]`; runuser(1): `runuser -u user [--] command` as well.
fn su(program: &str, words: &[String]) -> Wrapped {
    const LONG: [&str; 4] = ["--command", "--group", "--shell", "--session-command"];
    if program == "runuser" {
        let options = options(
            words,
            0,
            "cgGsTwu",
            &["--user", "--command", "--group", "--shell"],
        );
        if let Some(user) = options.value(&["-u", "--user"]) {
            let around = Around {
                user: named(Some(user)),
                environment: Environment::Unknown,
                ..Around::default()
            };
            return if options.at < words.len() {
                Wrapped::Command(options.at, around)
            } else {
                Wrapped::Nothing
            };
        }
    }
    let mut operands: Vec<String> = Vec::new();
    let mut text = None;
    let mut login = false;
    let mut at = 0;
    while at < words.len() {
        let next = options(words, at, "cgGsTw", &LONG);
        if let Some(given) = next.value(&["-c", "--command", "--session-command"]) {
            text = Some(given.to_owned());
        }
        if next.asks() {
            return Wrapped::Nothing;
        }
        login |= next.has("-l") || next.has("--login");
        at = next.at;
        if let Some(word) = words.get(at) {
            if word == "-" {
                login = true;
            } else {
                operands.push(word.clone());
            }
            at += 1;
        }
    }
    let around = Around {
        user: named(operands.first().map(String::as_str)),
        folder: if login { Folder::Unknown } else { Folder::Same },
        environment: Environment::Unknown,
        parameters: operands.get(2..).unwrap_or_default().to_vec(),
        ..Around::default()
    };
    match text {
        Some(text) => Wrapped::Text(text, around),
        None if operands.len() > 1 => Wrapped::Unclear,
        None => Wrapped::Input(around),
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
    let host = match host.strip_prefix("ssh://") {
        Some(address) => {
            let address = address.rsplit('@').next().unwrap_or(address);
            address.split([':', '/']).next().unwrap_or(address)
        }
        None => host.rsplit('@').next().unwrap_or(host),
    };
    let command = words.get(after.at..).unwrap_or_default();
    let has = |name: &str| before.has(name) || after.has(name);
    // Where it goes, or what it runs, the configuration says, which nobody captured.
    let configured = ["-F"].iter().any(|name| has(name))
        || before
            .given
            .iter()
            .chain(&after.given)
            .any(|(name, value)| {
                let value = value.as_deref().unwrap_or_default().to_ascii_lowercase();
                let redirects = ["hostname", "remotecommand", "proxycommand", "include"];
                name == "-o"
                    && redirects
                        .iter()
                        .any(|option| value.trim_start().starts_with(option))
            });
    if configured {
        return Wrapped::Unclear;
    }
    Wrapped::Remote {
        host: host.to_owned(),
        text: (!command.is_empty() && !has("-N")).then(|| command.join(" ")),
        reads_nothing: has("-n") || has("-f") || has("-N"),
    }
}

/// The options of a POSIX shell.
fn shell(words: &[String]) -> Wrapped {
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
fn env(words: &[String]) -> Wrapped {
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
