//! Programs of Windows that run another one: `psexec`, `runas`, `winrs`, `wmic process call create`.
//!
//! Rules: the help that each of them prints.

use super::super::powershell::Work;
use super::super::{Certainty, Invocation, On, Program, Tables, Unresolved, paths};
use super::{argv, cmd, is_shell, shell, started};

/// So many commands are told of one line.
const MOST: usize = 1000;

/// What such a program runs, and where; `None` where it runs nothing, or is none of them.
pub(crate) fn launched(
    stem: &str,
    arguments: &[String],
    folder: Option<&str>,
    tables: &Tables,
    work: &Work,
) -> Option<Vec<Invocation>> {
    let is_one = matches!(stem, "psexec" | "psexec64" | "runas" | "winrs" | "wmic");
    if !is_one || work.shells > super::NESTING || !work.step() {
        return None;
    }
    let launch = match stem {
        "runas" => runas(arguments),
        "winrs" => winrs(arguments),
        "wmic" => wmic(arguments),
        _ => psexec(arguments),
    }?;
    let folder = folder.filter(|_| launch.hosts.is_empty());
    let once = match &launch.what {
        // What stands there is for cmd.exe of that computer.
        What::Line(line) => cmd(line, folder, tables, work),
        What::Words(words) => run(words, folder, tables, work),
    };
    if launch.hosts.is_empty() {
        return Some(once);
    }
    if launch.hosts.len().saturating_mul(once.len()) > MOST {
        return Some(vec![super::unknown(Unresolved::Script(stem.to_owned()))]);
    }
    let mut found = Vec::new();
    for on in launch.hosts {
        found.extend(once.iter().cloned().map(|mut invocation| {
            if invocation.on == On::Here {
                invocation.on = on.clone();
            }
            if let On::Unknown(why) = &on {
                invocation.certainty = Certainty::Depends(why.clone());
            }
            invocation
        }));
    }
    Some(found)
}

/// What is run, and on which computers; none is this one.
struct Launch {
    hosts: Vec<On>,
    what: What,
}

enum What {
    Words(Vec<String>),
    Line(String),
}

fn run(words: &[String], folder: Option<&str>, tables: &Tables, work: &Work) -> Vec<Invocation> {
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let path = paths::resolve(first, folder);
    let file = path.parts.last().cloned().unwrap_or_default();
    let stem = super::super::table::without_ending(&file).to_ascii_lowercase();
    let inner = work.inner();
    if is_shell(&stem) {
        return shell(&stem, rest, folder, tables, &inner).unwrap_or_default();
    }
    if let Some(found) = launched(&stem, rest, folder, tables, &inner) {
        return found;
    }
    let program = match paths::is_path(first) {
        true => Program::File(path),
        false => Program::Named(file.clone()),
    };
    vec![started(program, &file, rest, tables, 0..0)]
}

/// `psexec \\a,b -u user -s program arguments`
fn psexec(arguments: &[String]) -> Option<Launch> {
    let mut hosts = Vec::new();
    let mut words = arguments.iter().peekable();
    while let Some(word) = words.peek() {
        if let Some(names) = word.strip_prefix(r"\\") {
            hosts.extend(names.split(',').map(|name| match name {
                "*" => On::Unknown(Unresolved::Variable(r"\\*".to_owned())),
                name => On::Host(name.to_owned()),
            }));
            words.next();
        } else if word.starts_with('@') {
            hosts.push(On::Unknown(Unresolved::Script((*word).clone())));
            words.next();
        } else if let Some(option) = word.strip_prefix(['-', '/']) {
            let option = option.to_ascii_lowercase();
            words.next();
            match option.as_str() {
                "u" | "p" | "n" | "r" | "w" | "a" | "g" => {
                    words.next();
                }
                // The session of the desktop is a number that may be left out.
                "i" => {
                    words.next_if(|next| next.bytes().all(|byte| byte.is_ascii_digit()));
                }
                "?" => return None,
                _ => {}
            }
        } else {
            break;
        }
    }
    let words: Vec<String> = words.cloned().collect();
    (!words.is_empty()).then_some(Launch {
        hosts,
        what: What::Words(words),
    })
}

/// `runas /user:X "program arguments"`
fn runas(arguments: &[String]) -> Option<Launch> {
    let program = arguments.iter().position(|word| !word.starts_with('/'))?;
    let words = match &arguments[program..] {
        [line] => argv(line),
        words => words.to_vec(),
    };
    Some(Launch {
        hosts: Vec::new(),
        what: What::Words(words),
    })
}

/// `winrs -r:host command`
fn winrs(arguments: &[String]) -> Option<Launch> {
    let mut hosts = Vec::new();
    let mut words = arguments.iter().peekable();
    while let Some(option) = words.next_if(|word| word.starts_with(['-', '/'])) {
        let (name, value) = option[1..].split_once(':').unwrap_or((&option[1..], ""));
        match name.to_ascii_lowercase().as_str() {
            "r" | "remote" => {
                let host = value.rsplit("//").next().unwrap_or(value);
                let host = host.split(['/', ':']).next().unwrap_or(host);
                hosts.push(On::Host(host.to_owned()));
            }
            "?" => return None,
            _ => {}
        }
    }
    let line = words.cloned().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(Launch {
        hosts,
        what: What::Line(line),
    })
}

/// `wmic /node:host process call create "program arguments"`
fn wmic(arguments: &[String]) -> Option<Launch> {
    let is = |word: &String, name: &str| word.eq_ignore_ascii_case(name);
    let create = arguments.windows(3).position(|words| {
        is(&words[0], "process") && is(&words[1], "call") && is(&words[2], "create")
    })?;
    let line = arguments.get(create + 3)?;
    let mut hosts = Vec::new();
    for option in &arguments[..create] {
        let lower = option.to_ascii_lowercase();
        if lower.starts_with("/node:") {
            let names = option["/node:".len()..].split(',');
            hosts.extend(names.map(|name| On::Host(name.trim_matches(['"', '\'']).to_owned())));
        } else if lower.starts_with("/failfast") || lower.starts_with("/user") {
            continue;
        }
    }
    // The program's arguments may stand behind a comma, with its folder.
    let words = argv(line);
    (!words.is_empty()).then_some(Launch {
        hosts,
        what: What::Words(words),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::Dialect;
    use super::*;
    use crate::{Line, Session};

    fn told(text: &str) -> Vec<String> {
        let tables = Tables {
            dialect: Dialect::PowerShell,
            ..Tables::default()
        };
        let mut session = Session::new(Dialect::PowerShell, &tables);
        let ran = session.run(&Line {
            text,
            folder: None,
            host: None,
        });
        let told = ran.iter().map(|ran| match &ran.on {
            On::Here | On::Host(_) => ran.to_string(),
            On::Unknown(_) => format!("?: {ran}"),
        });
        told.collect()
    }

    #[test]
    fn what_is_launched_counts() {
        for (text, expected) in [
            (
                r#"psexec \\fe11 -accepteula -s "C:\x y\B.exe" /q"#,
                r"C:\x y\B.exe /q @fe11",
            ),
            (r"psexec64.exe -i 1 -d C:\x\B.exe", r"C:\x\B.exe"),
            (r"psexec \\fe11 cmd /c net stop x", "net stop x @fe11"),
            (
                r#"runas /user:A\b /savecred "C:\x\B.exe /q""#,
                r"C:\x\B.exe /q",
            ),
            (r"winrs -r:fe11 net stop x", "net stop x @fe11"),
            (
                r"winrs -r:http://fe11:5985 -u:a C:\x\B.exe",
                r"C:\x\B.exe @fe11",
            ),
            (
                r#"wmic /node:fe11 process call create "C:\x\B.exe /q""#,
                r"C:\x\B.exe /q @fe11",
            ),
            (r"cmd /c psexec \\fe11 C:\x\B.exe", r"C:\x\B.exe @fe11"),
        ] {
            assert_eq!(told(text), [expected], "{text}");
        }
        assert_eq!(
            told(r"psexec \\a,b hostname"),
            ["hostname @a", "hostname @b"]
        );
        assert_eq!(told("wmic service list"), ["wmic service list"]);
    }
}
