//! Windows' paths: where a program lies, once its folder is known.

use super::{Drive, ProgramPath, Unresolved};

/// Stands in a text for the system's drive, whatever its letter. A captured text never holds it:
/// the interpreters refuse one that does.
pub(super) const SYSTEM_DRIVE: char = '\u{10fffd}';

/// Stands in a text for the name of the computer that a line was typed on.
pub(super) const THIS_COMPUTER: char = '\u{10fffc}';

/// What an environment variable is, where it is the same on every Windows.
pub(super) fn environment(name: &str) -> Option<String> {
    let after = match name.to_ascii_lowercase().as_str() {
        "systemdrive" => "",
        "programfiles" | "programw6432" => r"\Program Files",
        "programfiles(x86)" => r"\Program Files (x86)",
        "commonprogramfiles" => r"\Program Files\Common Files",
        "programdata" | "allusersprofile" => r"\ProgramData",
        "systemroot" | "windir" => r"\Windows",
        "comspec" => r"\Windows\System32\cmd.exe",
        "computername" => return Some(THIS_COMPUTER.to_string()),
        _ => return None,
    };
    Some(format!("{SYSTEM_DRIVE}{after}"))
}

/// Whether a text holds what only this program puts into texts.
pub(super) fn is_forged(text: &str) -> bool {
    // Both begin with the same three bytes, which no other character of real text has.
    text.contains([SYSTEM_DRIVE, THIS_COMPUTER])
}

/// A text as it is shown: what stands for something is written as one would type it.
pub(super) fn shown(text: &str) -> String {
    if !is_forged(text) {
        return text.to_owned();
    }
    text.replace(SYSTEM_DRIVE, "$env:SystemDrive")
        .replace(THIS_COMPUTER, "$env:COMPUTERNAME")
}

/// Whether a command's name is a path.
pub(super) fn is_path(name: &str) -> bool {
    name.contains(['\\', '/']) || name.contains(':') || name.starts_with('~')
}

/// The path that `text` names for somebody in `folder`.
pub(super) fn resolve(text: &str, folder: Option<&str>) -> ProgramPath {
    let text = text.trim();
    let bare = text
        .rsplit_once("FileSystem::")
        .map_or(text, |(_, bare)| bare);
    let bare = bare
        .strip_prefix(r"\\?\")
        .unwrap_or(bare)
        .replace('/', "\\");
    let unknown = || Drive::Unknown(Unresolved::Folder(shown(text)));
    let (drive, rest) = if let Some(rest) = bare.strip_prefix(r"\\") {
        let mut parts = rest.splitn(3, '\\');
        let server = parts.next().unwrap_or_default().to_owned();
        let share = parts.next().unwrap_or_default().to_owned();
        (
            Drive::Share(server, share),
            parts.next().unwrap_or_default().to_owned(),
        )
    } else if let Some(rest) = bare.strip_prefix(SYSTEM_DRIVE) {
        (Drive::System, rest.to_owned())
    } else if let Some((letter, rest)) = lettered(&bare) {
        if !rest.is_empty() && !rest.starts_with('\\') {
            // `C:x` is in the folder that was last current on that drive.
            (unknown(), rest.to_owned())
        } else {
            (Drive::Letter(letter), rest.to_owned())
        }
    } else if bare.contains(':') {
        // A drive of another kind: `HKLM:`, `Cert:`.
        (unknown(), bare.clone())
    } else if bare.starts_with('~') {
        (unknown(), bare.trim_start_matches(['~', '\\']).to_owned())
    } else {
        let Some(folder) = folder else {
            // Without its folder, only what comes after the leading dots is known.
            return ProgramPath {
                drive: unknown(),
                parts: parts_of(Vec::new(), &bare),
            };
        };
        let base = resolve(folder, None);
        let from = if bare.starts_with('\\') {
            Vec::new()
        } else {
            base.parts
        };
        return ProgramPath {
            drive: base.drive,
            parts: parts_of(from, &bare),
        };
    };
    ProgramPath {
        drive,
        parts: parts_of(Vec::new(), &rest),
    }
}

/// A path as a text that [`resolve`] reads.
pub(super) fn written(path: &ProgramPath) -> Option<String> {
    let drive = match &path.drive {
        Drive::Letter(letter) => format!("{letter}:"),
        Drive::System => SYSTEM_DRIVE.to_string(),
        Drive::Share(server, share) => format!(r"\\{server}\{share}"),
        Drive::Root => String::new(),
        Drive::Unknown(_) => return None,
    };
    Some(format!("{drive}\\{}", path.parts.join("\\")))
}

fn lettered(text: &str) -> Option<(char, &str)> {
    let (letter, rest) = text.split_once(':')?;
    let mut letters = letter.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    letters
        .next()
        .is_none()
        .then_some((letter.to_ascii_uppercase(), rest))
}

fn parts_of(mut from: Vec<String>, rest: &str) -> Vec<String> {
    for part in rest.split('\\') {
        // Windows takes trailing dots and blanks for nothing.
        match part.trim_end_matches(' ') {
            "" | "." => {}
            ".." => {
                from.pop();
            }
            part => from.push(part.trim_end_matches('.').to_owned()),
        }
    }
    from
}
