//! Programs that run another: what stands before it, and where it begins.

mod options; // Options before the first operand.
mod shell; // `bash`, `ssh`, `env`.
mod user; // `sudo`, `su`.

use options::options;
use shell::{env, shell, ssh};
use user::{su, sudo};

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
                _ => {
                    let options = options(words, 0, "n", &["--adjustment"]);
                    if options.asks() {
                        return Some(Wrapped::Nothing);
                    }
                    options.at
                }
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
                _ if options.asks() => Wrapped::Nothing,
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
