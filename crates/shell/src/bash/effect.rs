//! What the programs of a Unix system do to the world, where the definition does not say so.

use super::super::table::{Described, System, Writes};
use super::super::{Effect, Invocation, Program, Tables};

/// What a program does, with these arguments.
pub(super) fn of(tables: &Tables, program: &str, words: &[String]) -> Effect {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.first() == Some(&"--help") || words == ["--version"] {
        return Effect::Reads;
    }
    special(program, &words).unwrap_or_else(|| {
        let described = Described::of(tables, System::Unix, program, words.iter().copied());
        described.map_or(Effect::Unknown, |described| described.effect)
    })
}

/// Programs of which operands or values decide, so that no table can say what they do.
fn special(program: &str, words: &[&str]) -> Option<Effect> {
    use Effect::{Changes, Reads, Unknown};
    let operands = || words.iter().copied().filter(|word| !word.starts_with('-'));
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    // Behind the first operand they are another command's.
    let leading = || {
        words
            .iter()
            .copied()
            .take_while(|word| word.starts_with('-'))
    };
    let either = |reads: bool| Some(if reads { Reads } else { Changes });
    match program {
        // In a pipeline; what it writes into decides.
        "tee" => either(operands().all(|file| !is_system_path(file))),
        "awk" | "gawk" | "mawk" => Some(if words.iter().any(|word| word.contains("system(")) {
            Unknown
        } else {
            Reads
        }),
        "service" => {
            let action = operands().nth(1).unwrap_or("status");
            either(has(&["--status-all"]) || matches!(action, "status" | "configtest"))
        }
        "rc-service" => either(matches!(operands().nth(1), None | Some("status"))),
        "curl" => either(!words.iter().enumerate().any(|(at, word)| {
            let method = word
                .strip_prefix("--request=")
                .or_else(|| word.strip_prefix("-X"))
                .filter(|method| !method.is_empty())
                .or_else(|| {
                    let next = words.get(at + 1).copied().unwrap_or("");
                    matches!(*word, "-X" | "--request").then_some(next)
                });
            method.is_some_and(|method| !matches!(method, "GET" | "HEAD" | "OPTIONS"))
                || matches!(
                    *word,
                    "--upload-file" | "--form" | "--json" | "-Q" | "--quote"
                )
                || ["-d", "--data", "-T", "-F"]
                    .iter()
                    .any(|sends| word.starts_with(sends))
        })),
        // `-n` before a script or `-c` reads commands and runs none.
        "bash" | "sh" | "dash" | "rbash" => leading()
            .any(|word| is_cluster_with(word, 'n') || matches!(word, "--version" | "--help"))
            .then_some(Reads),
        "sudo" | "doas" => Some(if has(&["-e", "--edit"]) {
            Changes
        } else if operands().next().is_some() && !leading().any(asks_sudo) {
            Unknown
        } else {
            Reads
        }),
        "ip" => either(!has(&[
            "add", "del", "delete", "set", "flush", "replace", "change", "append", "up", "down",
        ])),
        "ifconfig" | "route" | "arp" => either(operands().count() <= 1 && !has(&["add", "del"])),
        "firewall-cmd" => either(words.iter().all(|word| {
            [
                "--list",
                "--get",
                "--state",
                "--query",
                "--zone",
                "--permanent",
                "--info",
            ]
            .iter()
            .any(|reads| word.starts_with(reads))
        })),
        "date" => either(
            !words
                .iter()
                .any(|word| *word == "-s" || word.starts_with("--set"))
                && operands().all(|word| word.starts_with('+') || has(&["-d", "-r"])),
        ),
        "hostname" => either(operands().next().is_none()),
        "sysctl" => either(
            !has(&["-w", "-p", "--system", "--write", "--load"])
                && !words.iter().any(|word| word.contains('=')),
        ),
        "mount" => either(words.is_empty() || words == ["-l"]),
        "tar" => {
            let mode = words
                .first()
                .map_or("", |word| word.trim_start_matches('-'));
            either(has(&["--list"]) || (mode.contains('t') && !words[0].starts_with("--")))
        }
        _ if program.starts_with("mkfs.") => Some(Changes),
        _ => None,
    }
}

/// Whether an option of sudo(8) only asks or forgets, and runs nothing.
fn asks_sudo(option: &str) -> bool {
    matches!(
        option,
        "-l" | "-ll"
            | "--list"
            | "-v"
            | "--validate"
            | "-K"
            | "--remove-timestamp"
            | "-V"
            | "--version"
            | "--help"
    )
}

/// Whether short options in one word hold this one: `-ni` holds `i`.
fn is_cluster_with(word: &str, letter: char) -> bool {
    word.len() > 1
        && word.starts_with('-')
        && !word.starts_with("--")
        && word[1..].bytes().all(|byte| byte.is_ascii_alphabetic())
        && word.contains(letter)
}

/// Whether a file there belongs to the system, so that writing into it changes the host.
pub(super) fn is_system_path(path: &str) -> bool {
    const SYSTEM: [&str; 14] = [
        "/bin", "/boot", "/etc", "/lib", "/lib64", "/opt", "/proc", "/root", "/run", "/sbin",
        "/srv", "/sys", "/usr", "/var",
    ];
    let below = |folder: &str| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if path.contains("/..") {
        return path.starts_with('/');
    }
    // What is hidden in a home folder is a configuration.
    let home = path.strip_prefix("~/").or_else(|| {
        let user = path.strip_prefix("/home/")?;
        user.split_once('/').map(|(_, rest)| rest)
    });
    let is_configured =
        home.is_some_and(|rest| rest.starts_with('.') && !rest.starts_with(".cache"));
    is_configured || SYSTEM.into_iter().any(below) && !below("/var/tmp")
}

/// Whether a stage of a pipeline only shows or narrows what comes through it. Such stages at the
/// end of a pipeline do not make it another command; they may hide what it printed.
pub fn is_filter(stage: &Invocation) -> bool {
    let Program::Named(name) = &stage.program else {
        return false;
    };
    let described = Described::of(&Tables::default(), System::Unix, name, []);
    stage.effect == Effect::Reads
        && described.is_some_and(|described| described.writes == Writes::Input)
}

/// Programs that read no input of their own accord, whatever their arguments.
const NO_INPUT: &[&str] = &[
    ":",
    "[",
    "basename",
    "chgrp",
    "chmod",
    "chown",
    "cp",
    "date",
    "df",
    "dirname",
    "du",
    "echo",
    "env",
    "expr",
    "false",
    "free",
    "groupadd",
    "hostname",
    "hostnamectl",
    "id",
    "install",
    "kill",
    "killall",
    "ln",
    "ls",
    "mkdir",
    "mktemp",
    "mv",
    "nginx",
    "printenv",
    "printf",
    "ps",
    "pwd",
    "readlink",
    "realpath",
    "rm",
    "rmdir",
    "rsync",
    "scp",
    "seq",
    "sleep",
    "ss",
    "stat",
    "systemctl",
    "test",
    "touch",
    "true",
    "uname",
    "unlink",
    "uptime",
    "useradd",
    "usermod",
    "userdel",
    "who",
    "whoami",
    "restorecon",
    "shred",
    "journalctl",
    "find",
    "ip",
    "lsblk",
    "mount",
    "umount",
    "curl",
    "wget",
    "getent",
    "nproc",
    "pgrep",
    "pkill",
    "reboot",
];

/// Whether a program leaves its input alone. Of one that is not known it may read all of it.
pub(super) fn reads_no_input(program: &str, words: &[String]) -> bool {
    let asks = || {
        words
            .iter()
            .any(|word| word == "-i" || word == "--interactive" || word == "-")
    };
    match program {
        "rm" | "cp" | "mv" => !words
            .iter()
            .any(|word| word == "--interactive" || is_cluster_with(word, 'i') || word == "-I"),
        "curl" | "wget" | "rsync" | "scp" => {
            !asks() && !words.iter().any(|word| word.contains("@-"))
        }
        _ => NO_INPUT.contains(&program),
    }
}
