//! The `.cases` files.
//!
//! ```text
//! # Where something was run         the heading of docs/evidence.md that the next cases hold
//! == a name                        a case begins
//! > A relative path counts as …    the sentence that it holds, or a part of it
//! night tls                        the change; left out, the one of the pools
//! prompt [ADMIN]: PS C:\>          what stands before each command that is not replaced
//! head Skript gestartet auf …      what its captures begin with; `foot` is their end, and `-` nothing
//! SA:                              an act is replaced by these lines
//! | PS C:\> & C:\Scripts\both.ps1
//! FE01.txt:                        a file is replaced, or there is one more
//! | …
//! without FE11.txt                 a file is left out
//! change:                          lines at the end of the change
//! | captures: …
//! change s/a/b/                    the change with another word in it; `s|a|b|` where one has a slash
//! with --capture-format=typescript an argument
//! reads typescript=FE01.txt        what is given as a capture, in the place of all files; alone, nothing
//! = inconclusive                   the verdict; `refused` is exit code 2
//! - no-evidence synchronize-pools pool01
//! - …                              and others
//! ~ what the report says
//! ! what it does not say
//! ```
//!
//! A line's `{SA}` is that act's command, `\e`, `\r`, `\b` and `\a` are control characters.

use super::night::{self, Night};

/// A change, its captures and what is said of them.
pub(super) struct Case {
    pub(super) name: String,
    /// The heading that it stands under; empty where the file has none.
    pub(super) heading: String,
    /// What it holds, word for word.
    pub(super) rules: Vec<String>,
    pub(super) runbook: &'static str,
    pub(super) change: String,
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) arguments: Vec<String>,
    pub(super) overall: String,
    pub(super) findings: Vec<String>,
    pub(super) says: Vec<String>,
    pub(super) silent: Vec<String>,
    /// Whether it is shown although nothing is wrong with it.
    pub(super) is_shown: bool,
}

/// The cases of a file.
pub(super) fn cases(text: &str) -> Vec<Case> {
    let mut found = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut heading = "";
    for line in text.lines().chain(["== "]) {
        let next = line.strip_prefix("# ");
        if line.starts_with("== ") || next.is_some() {
            if lines.first().is_some_and(|line| line.starts_with("== ")) {
                found.push(case(heading, &lines));
            }
            lines.clear();
        }
        match next {
            Some(next) => heading = next,
            None => lines.push(line),
        }
    }
    found
}

/// What the lines behind a directive are for.
enum Into {
    Nothing,
    Act(String),
    File(String),
    Change,
}

fn case(heading: &str, lines: &[&str]) -> Case {
    let name = lines[0].trim_start_matches("== ");
    let word = |start: &str| {
        let mut all = lines.iter().filter_map(|line| line.strip_prefix(start));
        all.next().map(str::trim_end)
    };
    let mut night = match word("night ") {
        Some(name) => Night::named(name),
        None => Night::named("pools"),
    };
    if let Some(prompt) = word("prompt ") {
        night.prompt = night::expanded(&night, &format!("{prompt} "));
    }
    for (word, part) in [
        (word("head "), &mut night.head),
        (word("foot "), &mut night.foot),
    ] {
        *part = word.map(|line| match line {
            "-" => String::new(),
            line => format!("{line}\n"),
        });
    }
    let mut change = night.change.to_owned();
    let mut case = Case {
        name: name.to_owned(),
        heading: heading.to_owned(),
        rules: Vec::new(),
        runbook: night.runbook,
        change: String::new(),
        files: Vec::new(),
        arguments: Vec::new(),
        overall: String::new(),
        findings: Vec::new(),
        says: Vec::new(),
        silent: Vec::new(),
        is_shown: false,
    };
    let mut into = Into::Nothing;
    let mut without: Vec<&str> = Vec::new();
    let mut reads: Vec<String> = Vec::new();
    let mut files: Vec<(String, String)> = Vec::new();
    for line in &lines[1..] {
        if let Some(content) = line.strip_prefix('|') {
            let content = content.strip_prefix(' ').unwrap_or(content);
            let content = night::expanded(&night, content);
            match &into {
                Into::Act(act) => night.add(act, &content),
                Into::File(name) => {
                    let file = files
                        .iter_mut()
                        .find(|(own, _)| own == name)
                        .expect("begun");
                    file.1.push_str(&content);
                    file.1.push('\n');
                }
                Into::Change => {
                    change.push_str(&content);
                    change.push('\n');
                }
                Into::Nothing => panic!("{name}: `{line}` is for nothing"),
            }
            continue;
        }
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match first {
            "" | "#" | "night" | "prompt" | "head" | "foot" => {}
            "show" => case.is_shown = true,
            "without" => without.push(rest),
            "with" => case.arguments.push(rest.to_owned()),
            "reads" => reads.push(rest.to_owned()),
            ">" => case.rules.push(rest.to_owned()),
            "=" => case.overall = rest.to_owned(),
            "-" => case.findings.push(rest.trim_end().to_owned()),
            "~" => case.says.push(rest.to_owned()),
            "!" => case.silent.push(rest.to_owned()),
            "change:" => into = Into::Change,
            "change" => {
                let separator = rest.chars().nth(1).expect("s, and what parts the words");
                let parts: Vec<&str> = rest.split(separator).collect();
                assert!(change.contains(parts[1]), "{name}: {rest}");
                change = change.replace(parts[1], parts[2]);
            }
            other if other.ends_with(':') => {
                let what = other.trim_end_matches(':').to_owned();
                into = if night.clear(&what) {
                    Into::Act(what)
                } else {
                    files.push((what.clone(), String::new()));
                    Into::File(what)
                };
            }
            _ => panic!("{name}: what is `{line}`?"),
        }
    }
    case.findings.sort();
    for (name, text) in night.files() {
        if files.iter().all(|(own, _)| *own != name) {
            files.push((name, text));
        }
    }
    files.retain(|(name, _)| !without.contains(&name.as_str()));
    files.sort();
    if reads.is_empty() {
        reads = files.iter().map(|(name, _)| name.clone()).collect();
    }
    reads.retain(|word| !word.is_empty());
    case.arguments.extend(reads);
    case.files = files
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect();
    case.change = change;
    case
}
