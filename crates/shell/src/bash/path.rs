//! Paths as bash and ssh have them: what is the same although it is written otherwise.

use std::borrow::Cow;

/// A path without what changes nothing: `//`, `/./`, a leading `./`.
pub(super) fn tidy(path: &str) -> Cow<'_, str> {
    let is_path = path.starts_with('/') || path.starts_with("./") || path.starts_with("~/");
    if !is_path || !(path.starts_with("./") || path.contains("//") || path.contains("/./")) {
        return Cow::Borrowed(path);
    }
    let mut tidy = path.to_owned();
    while tidy.contains("/./") {
        tidy = tidy.replace("/./", "/");
    }
    while tidy.contains("//") {
        tidy = tidy.replace("//", "/");
    }
    match tidy.strip_prefix("./") {
        // `./-x` is a file and `-x` is not.
        Some(rest) if !rest.is_empty() && !rest.starts_with('-') => Cow::Owned(rest.to_owned()),
        _ => Cow::Owned(tidy),
    }
}

/// The path from a folder, `..` taken away where that is sure to be right in text.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let (folder, path) = match path.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => ("~", rest),
        // Another user's home.
        Some(_) => return None,
        None if path.starts_with('/') => ("", path),
        None => (folder, path),
    };
    let mut joined = folder.trim_end_matches('/').to_owned();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                let at = joined.rfind('/')?;
                joined.truncate(at);
            }
            part => {
                joined.push('/');
                joined.push_str(part);
            }
        }
    }
    if joined.is_empty() {
        joined.push('/');
    }
    Some(joined)
}

/// What two texts have in common that name the same, if they are paths: the last name in them, or
/// the computer. `None` where they may have nothing in common.
pub fn last_name(text: &str) -> Option<String> {
    if text.starts_with("<(") {
        return None;
    }
    if let Some((host, _)) = remote(text) {
        return Some(format!("{host}:"));
    }
    // What these come to is told by the folder.
    if text.split('/').any(|part| matches!(part, "." | "..")) {
        return None;
    }
    let last = text.trim_end_matches('/').rsplit('/').next()?;
    // The name of a computer is the same with the dot of the root.
    let last = last.trim_end_matches('.');
    (!last.is_empty() && !last.starts_with('~')).then(|| last.to_owned())
}

/// Host and path of `host:path` as scp and rsync have it.
pub(super) fn remote(text: &str) -> Option<(&str, &str)> {
    let (host, path) = text.split_once(':')?;
    let named = !host.is_empty() && !host.contains('/') && !host.starts_with('-');
    (named && !path.starts_with("//")).then_some((host, path))
}

/// Whether two arguments name the same, if they are paths, and each was written in a folder that
/// may be known. `None` where only the folder could tell. The texts themselves being equal is
/// enough: a relative path in a runbook is one from wherever its reader stands.
pub fn same_text(planned: (&str, Option<&str>), typed: (&str, Option<&str>)) -> Option<bool> {
    let ((planned, planned_folder), (typed, typed_folder)) = (planned, typed);
    if planned == typed {
        return Some(true);
    }
    // Commands whose output is an argument: word by word.
    if let (Some(planned), Some(typed)) = (planned.strip_prefix("<("), typed.strip_prefix("<(")) {
        let words = |text: &'_ str| {
            text.trim_end_matches(')')
                .split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let (planned, typed) = (words(planned), words(typed));
        if planned.len() != typed.len() {
            return Some(false);
        }
        let mut all = Some(true);
        for (planned, typed) in planned.iter().zip(&typed) {
            match same_text((planned, planned_folder), (typed, typed_folder)) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => all = None,
            }
        }
        return all;
    }
    if let (Some((planned_host, planned)), Some((typed_host, typed))) =
        (remote(planned), remote(typed))
    {
        return if planned_host == typed_host {
            same_text((planned, Some("~")), (typed, Some("~")))
        } else {
            Some(false)
        };
    }
    if remote(planned).is_some() || remote(typed).is_some() {
        return Some(false);
    }
    let whole = |text: &str, folder: Option<&str>| {
        let from = if text.starts_with(['/', '~']) {
            "/"
        } else {
            folder?
        };
        join(from, &tidy(text))
    };
    let tail = |long: &str, short: &str| {
        let short = short.trim_start_matches("~/").trim_start_matches("../");
        long.ends_with(short) && long[..long.len() - short.len()].ends_with('/')
    };
    let planned_whole = whole(planned, planned_folder);
    let typed_whole = whole(typed, typed_folder);
    let sure = match (&planned_whole, &typed_whole) {
        (Some(planned), Some(typed)) if planned == typed => return Some(true),
        (Some(planned), Some(typed)) => planned.starts_with('~') == typed.starts_with('~'),
        _ => false,
    };
    if sure {
        return Some(false);
    }
    let planned = planned_whole.as_deref().unwrap_or(planned);
    let typed = typed_whole.as_deref().unwrap_or(typed);
    if tail(planned, typed) || tail(typed, planned) {
        None
    } else {
        Some(false)
    }
}
