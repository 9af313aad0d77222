//! Unix programs begin the lines in which they complain with their name (GNU coding standards,
//! "Format of error messages"). What leads to them, `ssh`, `sudo` and the shell, does not always.

use super::{FailureKind, Heard, Said, Speaker, name_fits};

/// Programs that lead to others: what they say of themselves is that they did not get there.
const LEADING: [&str; 17] = [
    "bash", "-bash", "sh", "-sh", "dash", "zsh", "ksh", "fish", "ssh", "scp", "sftp", "sudo",
    "doas", "env", "timeout", "nohup", "command",
];

/// What a word before a message means: it is no failure.
const MILD: [&str; 16] = [
    "warning",
    "warn",
    "[warn]",
    "info",
    "[info]",
    "notice",
    "[notice]",
    "note",
    "hint",
    "debug",
    "[debug]",
    "log",
    "trace",
    "warnung",
    "avertissement",
    "aviso",
];

/// What a line begins with that says nothing about how a command ended.
const HARMLESS_STARTS: [&str; 17] = [
    "warning: ",
    "** ",
    "pseudo-terminal will not be allocated",
    "pty allocation request failed",
    "stdin: is not a tty",
    "mesg: ttyname failed",
    "mesg: cannot open",
    "tput: no value for $term",
    "term environment variable not set",
    "bash: no job control in this shell",
    "bash: cannot set terminal process group",
    "[sudo] ",
    "enter passphrase for ",
    "authenticated to ",
    "shared connection to ",
    "last login: ",
    "note: ",
];

/// What a line begins with that says that a command did not do its work.
const STARTS: [&str; 48] = [
    "killed by signal ",
    "connection closed by ",
    "connection reset by ",
    "connection timed out",
    "connection refused",
    "client_loop: ",
    "packet_write_wait: ",
    "kex_exchange_identification: ",
    "ssh_exchange_identification: ",
    "ssh_dispatch_run_fatal: ",
    "ssh_packet_",
    "banner exchange: ",
    "unable to negotiate with ",
    "no matching ",
    "timeout, server ",
    "received disconnect from ",
    "disconnected from ",
    "write failed: ",
    "host key verification failed",
    "no route to host",
    "network is unreachable",
    "too many authentication failures",
    "lost connection",
    "bad owner or permissions on ",
    "bad configuration option",
    "shell request failed on channel",
    "exec request failed on channel",
    "subsystem request failed on channel",
    "mux_client_request_session",
    "sorry, user ",
    "sorry, try again",
    "sorry, you must have a tty",
    "this account is ",
    "this service allows ",
    "your account has ",
    "account locked",
    "password change required",
    "you are required to change your password",
    "command not found",
    "failed to ",
    "could not ",
    "couldn't ",
    "unable to ",
    "cannot ",
    "can't ",
    "usage: ",
    "traceback (most recent call last)",
    "no such file or directory",
];

/// What stands before a message of failure, from any program.
const LABELS: [&str; 8] = [
    "error: ",
    "error ",
    "fatal: ",
    "fatal error: ",
    "panic: ",
    "critical: ",
    "failure: ",
    "err: ",
];

/// What a line ends with: the words of the system for what went wrong.
const ENDS: [&str; 28] = [
    ": no such file or directory",
    ": permission denied",
    ": operation not permitted",
    ": read-only file system",
    ": no space left on device",
    ": disk quota exceeded",
    ": device or resource busy",
    ": input/output error",
    ": not a directory",
    ": is a directory",
    ": text file busy",
    ": file exists",
    ": broken pipe",
    ": connection refused",
    ": connection timed out",
    ": connection reset by peer",
    ": no route to host",
    ": network is unreachable",
    ": name or service not known",
    ": temporary failure in name resolution",
    ": command not found",
    ": not found",
    ": exec format error",
    ": cannot execute binary file",
    ": bad file descriptor",
    ": argument list too long",
    ": stale file handle",
    ": timed out",
];

/// What a line holds somewhere.
const WITHIN: [&str; 20] = [
    " closed by remote host",
    " is not in the sudoers file",
    " is not allowed to run sudo on ",
    " is not allowed to execute ",
    "remote host identification has changed",
    "syntax error",
    "permission denied (",
    "permission denied, please try again",
    ": open failed: ",
    " is not active, cannot reload",
    " could not be found.",
    " not loaded.",
    "interactive authentication required",
    "authentication is required",
    " authentication failure",
    "operation timed out",
    "(core dumped)",
    "[emerg]",
    ":error:",
    "command not found: ",
];

/// How a shell says that a program was ended by a signal.
const SIGNALS: [&str; 18] = [
    "segmentation fault",
    "bus error",
    "illegal instruction",
    "floating point exception",
    "aborted",
    "killed",
    "terminated",
    "hangup",
    "quit",
    "user defined signal 1",
    "user defined signal 2",
    "alarm clock",
    "bad system call",
    "trace/breakpoint trap",
    "stack fault",
    "virtual timer expired",
    "cpu time limit exceeded",
    "file size limit exceeded",
];

/// Words of a message that is one of failure.
const GRAVE: [&str; 38] = [
    "error",
    "fatal",
    "emerg",
    "alert",
    "[crit]",
    "panic",
    "fail",
    "cannot",
    "can't",
    "can not",
    "could not",
    "couldn't",
    "unable",
    "denied",
    "refused",
    "rejected",
    "not found",
    "no such",
    "invalid",
    "illegal",
    "unknown",
    "unrecognized",
    "unsupported",
    "missing",
    "not permitted",
    "not allowed",
    "timed out",
    "timeout",
    "expired",
    "abort",
    "corrupt",
    "mismatch",
    "not exist",
    "no space",
    "busy",
    "must be",
    "required",
    "try again",
];

/// Words of a message that all is well.
const FINE: [&str; 9] = [
    "is successful",
    "successfully",
    "syntax is ok",
    "done",
    "complete",
    "finished",
    "passed",
    "no errors",
    "0 errors",
];

/// What one line says.
enum Line {
    Failure {
        names: Vec<String>,
    },
    Harmless,
    /// A program says something under its own name.
    Unclear(String),
    /// A program says that all is well.
    Fine(String),
    Plain,
}

pub(super) fn hear(speakers: &[Speaker], lines: &[Option<&str>]) -> Heard {
    let mut heard = Heard::default();
    for (at, line) in lines.iter().enumerate() {
        let Some(line) = line.map(str::trim).filter(|line| !line.is_empty()) else {
            continue;
        };
        if asks_again(lines, at) {
            heard.harmless.push(at);
            continue;
        }
        heard.is_refused |= line.contains(": syntax error") || line.contains("Syntax error:");
        match read(speakers, line) {
            Line::Failure { names } => heard.errors.push(Said {
                line: at,
                last: at,
                text: line.to_owned(),
                names,
                is_of_another: false,
                kind: FailureKind::Words,
            }),
            Line::Harmless => heard.harmless.push(at),
            Line::Unclear(name) => heard.unclear.push((at, name)),
            // What was unclear before was on the way to it.
            Line::Fine(name) => {
                heard.harmless.push(at);
                heard.unclear.retain(|(_, own)| *own != name);
            }
            Line::Plain => {}
        }
    }
    heard
}

/// Whether a line stands between two questions of `sudo` for a password: the first one was wrong, in
/// whatever language that is said. Where the last one was, too, `sudo` says so under its name.
fn asks_again(lines: &[Option<&str>], at: usize) -> bool {
    let is_asked = |line: &&str| line.to_lowercase().starts_with("[sudo] ");
    let rows = |range: std::ops::Range<usize>| {
        let rows = lines[range].iter().flatten().map(|line| line.trim());
        rows.filter(|line| !line.is_empty())
    };
    rows(0..at).next_back().as_ref().is_some_and(is_asked)
        && rows(at + 1..lines.len())
            .next()
            .as_ref()
            .is_some_and(is_asked)
}

fn read(speakers: &[Speaker], line: &str) -> Line {
    let lower = line.to_lowercase();
    let failure = || Line::Failure { names: Vec::new() };
    if lower == "^c" || lower.ends_with("^c") || lower.ends_with("^\\quit") {
        return failure();
    }
    if lower.contains("- stalled -") {
        return failure();
    }
    match service_status(&lower) {
        Some(true) => return Line::Harmless,
        Some(false) => return failure(),
        None => {}
    }
    if is_progress(&lower) || is_ordinary_end(&lower) || is_prompt(&lower) {
        return Line::Harmless;
    }
    if let Some(job) = job(&lower) {
        return match job.is_failed {
            true => Line::Failure {
                names: named_in(speakers, &job.command),
            },
            false => Line::Harmless,
        };
    }
    if HARMLESS_STARTS.iter().any(|start| lower.starts_with(start)) {
        return Line::Harmless;
    }
    if is_mild(&lower) {
        return Line::Harmless;
    }
    if is_signal(&lower) || WITHIN.iter().any(|part| lower.contains(part)) {
        return failure();
    }
    if lower.starts_with("job for ") {
        return failure();
    }
    if let Some((name, said)) = under_a_name(&lower) {
        if let Some(speaker) = speakers
            .iter()
            .find(|speaker| speaker.names.iter().any(|own| name_fits(name, own)))
        {
            return own(speaker, name, said);
        }
        if LEADING.contains(&name) {
            return failure();
        }
    }
    let is_bad = STARTS
        .iter()
        .chain(&LABELS)
        .any(|start| lower.starts_with(start))
        || ENDS
            .iter()
            .any(|end| lower.trim_end_matches('.').ends_with(end));
    match is_bad {
        true => failure(),
        false => Line::Plain,
    }
}

/// What a program says under its own name.
fn own(speaker: &Speaker, name: &str, said: &str) -> Line {
    if said.starts_with("pass ") || said.contains(": pass ") || said.contains("removing") {
        return Line::Harmless;
    }
    // `0 errors` is no error.
    if FINE.iter().any(|word| said.contains(word)) && !said.contains("fail") {
        return Line::Fine(name.to_owned());
    }
    match is_grave(said) || speaker.is_silent {
        true => Line::Failure {
            names: vec![name.to_owned()],
        },
        false => Line::Unclear(name.to_owned()),
    }
}

/// Whether a message, in lower case, is one of failure.
pub(super) fn is_grave(said: &str) -> bool {
    GRAVE.iter().any(|word| said.contains(word))
}

/// `name: message`, `name[123]: message`, `/usr/bin/name: message`, `zsh:1: message`.
fn under_a_name(line: &str) -> Option<(&str, &str)> {
    let (name, said) = line.split_once(": ")?;
    let name = match name.rsplit_once(':') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    };
    let name = name.split_once('[').map_or(name, |(name, _)| name);
    let base = name.rsplit('/').next().unwrap_or(name);
    (!base.is_empty() && !base.contains(char::is_whitespace)).then_some((base, said))
}

/// Whether a warning says that something came to nothing.
pub(super) fn warns_of_failure(line: &str) -> bool {
    const CAME_TO_NOTHING: [&str; 10] = [
        "failed",
        "denied",
        "refused",
        "fehlgeschlagen",
        "verweigert",
        "abgelehnt",
        "échoué",
        "refusé",
        "falhou",
        "negado",
    ];
    let lower = line.to_lowercase();
    let is_leading = |name: &str| LEADING.contains(&name);
    // What a program says of the language that it was given is not about its work.
    let is_of_the_way =
        under_a_name(&lower).is_some_and(|(name, _)| is_leading(name)) || lower.contains("locale");
    is_mild(&lower) && !is_of_the_way && CAME_TO_NOTHING.iter().any(|word| lower.contains(word))
}

/// `warning: …`, `name: warning: …`, `name: line 1: warning: …`
fn is_mild(line: &str) -> bool {
    let mut parts = line.split(": ").take(4);
    let first = parts.next().unwrap_or_default();
    let is_word = |part: &str| {
        let part = part.trim();
        MILD.contains(&part)
            || part
                .split(' ')
                .next()
                .is_some_and(|word| MILD.contains(&word))
    };
    if line.contains(": ") && MILD.contains(&first) {
        return true;
    }
    // Only what stands before the message: names, lines, and the word.
    for part in parts {
        if is_word(part) {
            return true;
        }
        let is_place = part.starts_with("line ")
            || part.starts_with("zeile ")
            || part.starts_with("ligne ")
            || part.starts_with("linha ")
            || part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_place {
            return line.contains("unable to resolve host");
        }
    }
    false
}

/// Whether all went well, in the words of scripts that start services: ` * Reloading nginx [ OK ]`,
/// `Stopping nginx: [FAILED]`, `Redirecting to /bin/systemctl reload nginx.service`.
fn service_status(line: &str) -> Option<bool> {
    let last = line.rsplit_once('[').map(|(_, last)| last);
    match last.and_then(|last| last.strip_suffix(']')).map(str::trim) {
        Some("ok" | "done") => return Some(true),
        Some("fail" | "failed") => return Some(false),
        _ => {}
    }
    let is_passed_on = line.starts_with("redirecting to ") && line.contains("systemctl ");
    (is_passed_on || line.ends_with("...done.")).then_some(true)
}

/// The meter of a copy: `name  42%  716  0.0KB/s  --:-- ETA`.
fn is_progress(line: &str) -> bool {
    if line.contains("- stalled -") && line.ends_with("^c") {
        return false;
    }
    let mut words = line.split_whitespace();
    words.any(|word| {
        word.strip_suffix('%')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    }) && (line.contains("b/s") || line.contains(" eta"))
}

/// `Connection to web01 closed.`: as a session with a terminal ends.
fn is_ordinary_end(line: &str) -> bool {
    line.starts_with("connection to ")
        && line.trim_end_matches('.').ends_with(" closed")
        && !line.contains(" by ")
}

/// `admin@web01's password:`
fn is_prompt(line: &str) -> bool {
    line.ends_with("'s password:")
        || line.ends_with(") password:")
        || line.ends_with("verification code:")
}

fn is_signal(line: &str) -> bool {
    let bare = line.trim_end_matches("(core dumped)").trim();
    SIGNALS.contains(&bare)
}

/// `[1]+  Exit 255    ssh web01 …`
struct Job {
    is_failed: bool,
    command: String,
}

fn job(line: &str) -> Option<Job> {
    let (number, rest) = line.strip_prefix('[')?.split_once(']')?;
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_start_matches(['+', '-']).trim();
    // `[1] 4711`: it was started.
    if rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Job {
            is_failed: false,
            command: String::new(),
        });
    }
    let (state, command) = rest.split_once("  ").unwrap_or((rest, ""));
    let is_failed = state.starts_with("exit ") || SIGNALS.iter().any(|end| state.starts_with(end));
    let is_known = is_failed
        || ["done", "running", "stopped"]
            .iter()
            .any(|s| state.starts_with(s));
    is_known.then(|| Job {
        is_failed,
        command: command.trim().to_owned(),
    })
}

/// The names of the commands that a text holds as words.
fn named_in(speakers: &[Speaker], text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut words = text.split(|c| !is_part(c));
    let names: Vec<String> = speakers.iter().flat_map(|s| s.names.clone()).collect();
    let mut found: Vec<String> = Vec::new();
    words.by_ref().for_each(|word| {
        if names.iter().any(|name| name == word) {
            found.push(word.to_owned());
        }
    });
    found
}
