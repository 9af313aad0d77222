//! What a command that no table of the definition describes does to the world.
//!
//! PowerShell: the verb says it. The approved verbs have agreed meanings, and the cmdlets that keep
//! to them are the whole product family. What changes nothing but the session itself (a variable,
//! the folder, a module, a remote session) is as good as reading: it is gone when the window is
//! closed. What writes a file that holds output (`Out-File`, `Export-Csv`, a transcript) keeps
//! evidence and leaves the system as it is, so it reads too; `Set-Content` may write a
//! configuration, so it changes. A verb that is not approved may do anything.

use super::table::{Described, System, without_ending};
use super::{Effect, Tables};

/// What a cmdlet does, by its name: its verb, or an exception.
pub(super) fn of_cmdlet(name: &str) -> Effect {
    let lower = name.to_ascii_lowercase();
    let Some((verb, _)) = lower.split_once('-') else {
        return Effect::Unknown;
    };
    if SESSION.contains(&lower.as_str()) {
        return Effect::Reads;
    }
    if READING_VERBS.contains(&verb) {
        Effect::Reads
    } else if CHANGING_VERBS.contains(&verb) {
        Effect::Changes
    } else {
        // `Invoke`, `Use`, and verbs that nobody agreed on.
        Effect::Unknown
    }
}

/// Whether a name is that of a cmdlet that looks.
pub(super) fn is_reading_name(name: &str) -> bool {
    of_cmdlet(name) == Effect::Reads
}

/// What a program of Windows does, by its file's name and its arguments.
pub(super) fn of_program(tables: &Tables, name: &str, arguments: &[&str]) -> Effect {
    // Git is the same program on every system.
    let described = Described::of(tables, System::Windows, name, arguments.iter().copied())
        .or_else(|| {
            let name = without_ending(name).to_ascii_lowercase();
            let is_shared = matches!(
                name.as_str(),
                "git" | "docker" | "kubectl" | "openssl" | "ssh" | "scp" | "curl"
            );
            is_shared
                .then(|| Described::of(tables, System::Unix, &name, arguments.iter().copied()))
                .flatten()
        });
    described.map_or(Effect::Unknown, |described| described.effect)
}

/// Cmdlets whose verb says more than they do.
const SESSION: &[&str] = &[
    "add-history",
    "add-member",
    "add-pssnapin",
    "add-type",
    "clear-history",
    "clear-host",
    "clear-variable",
    "connect-pssession",
    "connect-exchangeonline",
    "disable-psbreakpoint",
    "disconnect-pssession",
    "enable-psbreakpoint",
    "enter-pssession",
    "exit-pssession",
    "import-alias",
    "import-clixml",
    "import-csv",
    "import-localizeddata",
    "import-module",
    "import-powershelldatafile",
    "import-pssession",
    "new-alias",
    "new-csonlinesession",
    "new-guid",
    "new-module",
    "new-object",
    "new-psdrive",
    "new-pssession",
    "new-pssessionoption",
    "new-timespan",
    "new-variable",
    "new-cimsession",
    "new-cimsessionoption",
    "pop-location",
    "push-location",
    "receive-job",
    "remove-alias",
    "remove-cimsession",
    "remove-job",
    "remove-module",
    "remove-psbreakpoint",
    "remove-psdrive",
    "remove-pssession",
    "remove-pssnapin",
    "remove-variable",
    "set-alias",
    "set-location",
    "set-psbreakpoint",
    "set-psdebug",
    "set-psreadlinekeyhandler",
    "set-psreadlineoption",
    "set-strictmode",
    "set-tracesource",
    "set-variable",
    "start-sleep",
    "start-transcript",
    "stop-job",
    "stop-transcript",
    "update-formatdata",
    "update-help",
    "update-typedata",
    "wait-job",
    "wait-process",
];

/// Verbs that look, convert, or show; `Out`, `Export` and `Tee` keep what was seen.
const READING_VERBS: &[&str] = &[
    "assert",
    "compare",
    "confirm",
    "connect",
    "convert",
    "convertfrom",
    "convertto",
    "debug",
    "disconnect",
    "enter",
    "exit",
    "export",
    "find",
    "format",
    "get",
    "group",
    "join",
    "measure",
    "out",
    "ping",
    "prompt",
    "read",
    "resolve",
    "search",
    "select",
    "show",
    "sort",
    "split",
    "tee",
    "test",
    "trace",
    "wait",
    "watch",
    "where",
    "write",
];

/// Verbs that change what they name.
const CHANGING_VERBS: &[&str] = &[
    "add",
    "approve",
    "backup",
    "block",
    "checkpoint",
    "clear",
    "close",
    "complete",
    "compress",
    "connect",
    "copy",
    "deny",
    "deploy",
    "disable",
    "disconnect",
    "dismount",
    "edit",
    "enable",
    "enter",
    "exit",
    "expand",
    "grant",
    "hide",
    "import",
    "initialize",
    "install",
    "limit",
    "lock",
    "merge",
    "mount",
    "move",
    "new",
    "open",
    "optimize",
    "pop",
    "protect",
    "publish",
    "push",
    "redo",
    "register",
    "remove",
    "rename",
    "repair",
    "request",
    "reset",
    "resize",
    "restart",
    "restore",
    "resume",
    "revoke",
    "save",
    "send",
    "set",
    "skip",
    "start",
    "step",
    "stop",
    "submit",
    "suspend",
    "switch",
    "sync",
    "undo",
    "uninstall",
    "unblock",
    "unlock",
    "unprotect",
    "unpublish",
    "unregister",
    "update",
];
