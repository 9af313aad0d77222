//! Arguments that are the same although they are written otherwise: `user@host:x`, `0644`, a unit
//! without its ending.

use super::path;

/// The endings of systemd's units.
const UNITS: [&str; 11] = [
    ".service",
    ".socket",
    ".device",
    ".mount",
    ".automount",
    ".swap",
    ".target",
    ".path",
    ".timer",
    ".slice",
    ".scope",
];

/// Puts a program's words into one spelling.
pub(super) fn spell(program: &str, words: &mut [String]) {
    for word in words.iter_mut() {
        if let std::borrow::Cow::Owned(tidy) = path::tidy(word) {
            *word = tidy;
        }
    }
    match program {
        "scp" | "rsync" | "sftp" => {
            for word in words.iter_mut().filter(|word| !word.starts_with('-')) {
                if let Some(spelt) = remote(word) {
                    *word = spelt;
                }
            }
        }
        "systemctl" => units(words),
        "install" | "mkdir" => modes(words),
        "chmod" => {
            if let Some(mode) = words.iter_mut().find(|word| !word.starts_with('-')) {
                octal(mode);
            }
        }
        _ => {}
    }
}

/// `user@host:./x` is `host:x`: who logs in is no part of what is copied where.
fn remote(word: &str) -> Option<String> {
    let (host, path) = path::remote(word)?;
    let host = host.rsplit('@').next()?;
    let path = path
        .strip_prefix("~/")
        .or_else(|| path.strip_prefix("./"))
        .unwrap_or(path);
    Some(format!("{host}:{path}"))
}

/// `systemctl reload nginx` is `systemctl reload nginx.service`.
fn units(words: &mut [String]) {
    let mut operands = words.iter_mut().filter(|word| !word.starts_with('-'));
    let verb = operands.next();
    let takes_units = verb.is_some_and(|verb| {
        matches!(
            verb.as_str(),
            "start"
                | "stop"
                | "restart"
                | "reload"
                | "try-restart"
                | "reload-or-restart"
                | "enable"
                | "disable"
                | "mask"
                | "unmask"
                | "status"
                | "is-active"
                | "is-enabled"
                | "is-failed"
                | "kill"
                | "show"
                | "cat"
                | "try-reload-or-restart"
                | "reset-failed"
                | "reenable"
        )
    });
    if takes_units {
        for unit in operands {
            if !UNITS.iter().any(|ending| unit.ends_with(ending)) && !unit.contains('/') {
                unit.push_str(".service");
            }
        }
    }
}

fn modes(words: &mut [String]) {
    let mut follows = false;
    for word in words {
        if follows {
            octal(word);
        }
        follows = word == "-m" || word == "--mode";
        for prefix in ["-m", "--mode="] {
            if let Some(mode) = word.strip_prefix(prefix).filter(|mode| !mode.is_empty()) {
                let mut mode = mode.to_owned();
                octal(&mut mode);
                *word = format!("{prefix}{mode}");
                break;
            }
        }
    }
}

/// `0644` is `644`.
fn octal(mode: &mut String) {
    if !mode.is_empty() && mode.bytes().all(|byte| matches!(byte, b'0'..=b'7')) {
        let short = mode.trim_start_matches('0');
        *mode = if short.is_empty() { "0" } else { short }.to_owned();
    }
}
