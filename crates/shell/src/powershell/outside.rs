//! What a line changes without a command of its own: files that it writes, members of .NET, methods of
//! what a cmdlet gave.

use std::ops::Range;

use super::interpret::Run;
use super::value::Known;
use crate::{Argument, Effect, Program, Value};

/// Members of types of .NET that change something outside of the session: a type, and its members.
const MEMBERS: &[(&str, &[&str])] = &[
    (
        "io.file",
        &[
            "copy",
            "create",
            "createsymboliclink",
            "decrypt",
            "delete",
            "encrypt",
            "move",
            "replace",
            "setaccesscontrol",
            "setattributes",
        ],
    ),
    (
        "io.directory",
        &[
            "createdirectory",
            "createsymboliclink",
            "delete",
            "move",
            "setaccesscontrol",
        ],
    ),
    (
        "diagnostics.eventlog",
        &[
            "createeventsource",
            "delete",
            "deleteeventsource",
            "writeentry",
        ],
    ),
    ("io.compression.zipfile", &["extracttodirectory"]),
    ("microsoft.win32.registry", &["setvalue"]),
];

/// Members that write a text into a file.
const WRITERS: &[&str] = &[
    "appendalllines",
    "appendalltext",
    "writeallbytes",
    "writealllines",
    "writealltext",
];

/// What a cmdlet that looks gives, the methods of that, and the cmdlets that do the same.
const METHODS: &[(&str, &str, &str)] = &[
    ("get-service", "stop", "Stop-Service"),
    ("get-service", "start", "Start-Service"),
    ("get-service", "pause", "Suspend-Service"),
    ("get-service", "continue", "Resume-Service"),
    ("get-process", "kill", "Stop-Process"),
    ("get-item", "delete", "Remove-Item"),
    ("get-childitem", "delete", "Remove-Item"),
];

/// Methods that change what they are called on, whatever that is.
const CHANGING: &[&str] = &[
    "change",
    "changestartmode",
    "commitchanges",
    "copyto",
    "delete",
    "deletetree",
    "kill",
    "moveto",
    "pauseservice",
    "put",
    "reboot",
    "resumeservice",
    "setinfo",
    "shutdown",
    "startservice",
    "stopservice",
    "terminate",
    "win32shutdown",
];

/// Whether a file that is written there changes the system. What a command printed is kept as evidence in
/// most places; what somebody made up is not.
pub(super) fn is_change(path: &str, is_made_up: bool) -> bool {
    let path = path.to_lowercase().replace('/', "\\");
    let bytes = path.as_bytes();
    let is_drive =
        bytes.first().is_some_and(u8::is_ascii_alphabetic) && path[1..].starts_with(":\\");
    if !(is_drive || path.starts_with('\\')) {
        return false;
    }
    let scratch = [
        "\\temp\\",
        "\\tmp\\",
        "\\users\\",
        "\\home\\",
        "\\logs\\",
        "\\log\\",
        "\\transcripts\\",
    ];
    if path.ends_with(".log") || scratch.iter().any(|folder| path.contains(folder)) {
        return false;
    }
    let below = path.get(2..).unwrap_or_default();
    let system = [
        "\\windows\\",
        "\\program files",
        "\\programdata\\",
        "\\inetpub\\",
    ];
    is_made_up
        || is_drive && system.iter().any(|folder| below.starts_with(folder))
        || path.starts_with("\\etc\\")
}

/// Whether a cmdlet that keeps what it gets changes the system with it.
pub(super) fn writes(name: &str, arguments: &[Argument], is_made_up: bool) -> bool {
    let of = |wanted: &str| {
        let mut all = arguments.iter();
        all.find(|own| own.parameter.as_deref() == Some(wanted))
            .map(|own| &own.value)
    };
    let path = match name {
        "Out-File" | "Tee-Object" => of("FilePath").or_else(|| of("LiteralPath")),
        _ => None,
    };
    let is_made_up = is_made_up || matches!(of("InputObject"), Some(Value::Known(_)));
    matches!(path, Some(Value::Known(path)) if is_change(path, is_made_up))
}

/// Whether a value was written down, and is not what a command printed.
pub(super) fn is_made_up(value: &Known) -> bool {
    !matches!(value, Known::Nothing) && value.to_text().is_ok()
}

impl Run<'_, '_> {
    /// A file is written by a redirection.
    pub(super) fn wrote(&mut self, path: &Known, is_made_up: bool, span: &Range<usize>) {
        let Ok(text) = path.to_text() else {
            return;
        };
        if is_change(&text, is_made_up) {
            let path = Argument {
                parameter: Some("FilePath".to_owned()),
                value: Value::Known(text),
            };
            self.changes("Out-File", vec![path], span);
        }
    }

    /// A member of a type of .NET that changes something outside of the session.
    pub(super) fn member_changes(
        &mut self,
        type_name: &str,
        member: &str,
        arguments: &[Known],
        span: &Range<usize>,
    ) {
        let text = |at: usize| arguments.get(at).map(Known::to_text);
        let is_listed = || {
            let mut listed = MEMBERS.iter().filter(|(name, _)| *name == type_name);
            listed.any(|(_, members)| members.contains(&member))
        };
        let is_written = || {
            let path = text(0).and_then(Result::ok);
            type_name == "io.file"
                && WRITERS.contains(&member)
                && path.is_some_and(|path| is_change(&path, true))
        };
        // Without a target it is the session's own.
        let is_set = || {
            let target = text(2).map(|target| target.unwrap_or_default().to_lowercase());
            type_name == "environment"
                && member == "setenvironmentvariable"
                && target.is_some_and(|target| target != "process" && target != "0")
        };
        if !(is_listed() || is_written() || is_set()) {
            return;
        }
        let all = arguments.iter().map(|argument| Argument {
            parameter: None,
            value: match argument.to_text() {
                Ok(text) => Value::Known(text),
                Err(why) => Value::Unknown(why),
            },
        });
        let name = format!("[{type_name}]::{member}");
        self.changes(&name, all.collect(), span);
    }

    /// A method of what a cmdlet in brackets gave: `(Get-Service X).Stop()`. Whether it is understood so.
    pub(super) fn method_changes(&mut self, method: &str, span: &Range<usize>) -> bool {
        let Some(source) = self.found.last() else {
            return false;
        };
        let Program::Named(of) = &source.program else {
            return false;
        };
        let is_inside = source.span.start > span.start && source.span.end < span.end;
        let lower = of.to_ascii_lowercase();
        let same = METHODS
            .iter()
            .find(|(of, own, _)| *of == lower && *own == method);
        let is_known = same.is_some() || CHANGING.contains(&method);
        if !(is_inside && lower.starts_with("get-") && is_known) {
            return false;
        }
        let (name, arguments) = match same {
            Some((_, _, cmdlet)) => ((*cmdlet).to_owned(), source.arguments.clone()),
            None => (format!("({of}).{method}"), source.arguments.clone()),
        };
        let on = source.on.clone();
        let outer = std::mem::replace(&mut self.on, on);
        self.changes(&name, arguments, span);
        self.on = outer;
        true
    }

    fn changes(&mut self, name: &str, arguments: Vec<Argument>, span: &Range<usize>) {
        self.list(
            Program::Named(name.to_owned()),
            arguments,
            Effect::Changes,
            span,
        );
    }
}
