//! Wrappers that change the user: sudo(8), su(1), runuser(1).

use super::options::{assigned, named, options};
use super::{Around, Environment, Folder, User, Wrapped};

/// sudo(8).
pub(super) fn sudo(words: &[String]) -> Wrapped {
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
pub(super) fn su(program: &str, words: &[String]) -> Wrapped {
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
