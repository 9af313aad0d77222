//! Unix programs begin the lines in which they complain with their name (GNU coding standards,
//! "Format of error messages").

use super::{Said, name_fits};

/// Lines in which one of the programs, or what leads to it, complains.
pub(super) fn complaints(own: &[String], text: &str) -> Vec<Said> {
    const ALWAYS: [&str; 7] = ["bash", "sh", "ssh", "sudo", "scp", "-bash", "command"];
    const HARMLESS: [&str; 9] = [
        "is successful",
        "syntax is ok",
        "[warn]",
        "[notice]",
        "Warning: Permanently added",
        "unable to resolve host",
        ": pass ",
        ": removing",
        ": removed",
    ];
    const KNOWN_SHAPES: [&str; 4] = [
        "Permission denied (",
        "lost connection",
        "Host key verification failed",
        "Job for ",
    ];
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_end();
        let prefix = line.split_once(": ").map(|(name, _)| name);
        let base = prefix.map(|name| name.rsplit('/').next().unwrap_or(name));
        let is_own = base.is_some_and(|base| own.iter().any(|name| name_fits(base, name)));
        let is_led = base.is_some_and(|base| ALWAYS.contains(&base));
        let is_shape = KNOWN_SHAPES.iter().any(|shape| line.contains(shape))
            && (!line.starts_with("Job for ") || line.contains(" failed"));
        let is_openssl = own.iter().any(|name| name == "openssl")
            && (line.contains(":error:")
                || line.starts_with("Could not ")
                || line.starts_with("unable to load"));
        if (is_own || is_led || is_shape || is_openssl)
            && !HARMLESS.iter().any(|harmless| line.contains(harmless))
        {
            found.push(Said {
                line: at,
                text: line.trim().to_owned(),
                names: base
                    .filter(|_| is_own)
                    .map(ToOwned::to_owned)
                    .into_iter()
                    .collect(),
                is_of_another: false,
            });
        }
    }
    found
}
