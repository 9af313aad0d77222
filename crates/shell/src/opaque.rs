//! What may have run more than its line says: scripts whose text is not known, programs that run what
//! they are told to, names that nothing describes.

use super::effect::is_reading_name;
use super::table::{Described, Launches, System, shipped, without_ending};
use super::{Certainty, Effect, Invocation, Program, ProgramPath, Tables, Unresolved, Word};

/// Why more may have run than an invocation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opaque {
    /// It was not understood.
    Text(Unresolved),
    /// A script whose text is not known: its file's name.
    Script(String),
    /// A program that runs what is not in its line: `make`, `schtasks /run`.
    Launcher(String),
    /// A name that no table describes: a function, an alias or a script.
    Name(String),
}

/// Why more may have run than an invocation says; `None` where nothing may.
pub(super) fn opaque(tables: &Tables, system: System, ran: &Invocation) -> Option<Opaque> {
    if ran.effect == Effect::Reads {
        return None;
    }
    if !is_read(ran) {
        return None;
    }
    match &ran.program {
        Program::Unknown(Unresolved::Script(path)) if is_setup(path) => None,
        // PowerShell's own variable of its profiles; a value that somebody gave it would be known.
        Program::Unknown(Unresolved::Variable(name)) if is_profile(name) => None,
        Program::Unknown(why) => Some(Opaque::Text(why.clone())),
        Program::File(path) => {
            let name = path.parts.last()?;
            if is_script(name) {
                return Some(Opaque::Script(name.clone()));
            }
            match system {
                System::Windows => launcher(tables, system, name, ran),
                _ if tables.find(name).is_some() => None,
                System::Unix if is_of_system(path) => named(tables, system, name, ran),
                // Programs of one's own are scripts more often than not.
                System::Unix => Some(Opaque::Script(name.clone())),
            }
        }
        // A member of a type does what it says.
        Program::Named(name) if name.starts_with('[') => None,
        Program::Named(name) => {
            let name = name.split(' ').next().unwrap_or(name);
            if name == "dotnet" && starts_powershell(ran) {
                return None;
            }
            if is_script(name) {
                return Some(Opaque::Script(name.to_owned()));
            }
            named(tables, system, name, ran)
        }
    }
}

/// Whether a command may run what its arguments say, since no table says what it does.
pub(super) fn may_run_arguments(ran: &Invocation) -> bool {
    ran.effect == Effect::Unknown && is_read(ran)
}

/// Whether a program was read as one. The first word of a text that does not parse is none; where such a
/// text names a command of the tables, it is unknown what it runs.
fn is_read(ran: &Invocation) -> bool {
    match &ran.program {
        Program::Unknown(_) | Program::File(_) => true,
        Program::Named(name) => {
            !matches!(&ran.certainty, Certainty::Depends(Unresolved::Syntax(_)))
                && name.contains(char::is_alphanumeric)
        }
    }
}

/// Whether it is PowerShell that is started, and nothing else.
fn starts_powershell(ran: &Invocation) -> bool {
    let mut words = ran.words.iter().flatten();
    let is_itself = |word: &Word| matches!(word, Word::Text(text) if text.ends_with("pwsh.dll"));
    words.next().is_some_and(is_itself)
        && words.all(|word| {
            let plain = ["-nologo", "-noprofile", "-noexit", "-interactive"];
            matches!(word, Word::Text(text) if plain.contains(&text.to_ascii_lowercase().as_str()))
        })
}

fn named(tables: &Tables, system: System, name: &str, ran: &Invocation) -> Option<Opaque> {
    if tables.find(name).is_some() {
        return None;
    }
    let cmdlet = shipped(name).map(|row| row.known.habits.launches);
    if let Some(launches) = cmdlet.filter(|_| system == System::Windows) {
        return (launches == Launches::Others).then(|| Opaque::Launcher(name.to_owned()));
    }
    if is_described(tables, system, name) {
        return launcher(tables, system, name, ran);
    }
    let is_binary = [".exe", ".com", ".msi", ".dll"]
        .iter()
        .any(|ending| name.to_ascii_lowercase().ends_with(ending));
    let is_harmless = match system {
        System::Unix => false,
        System::Windows => is_binary || is_reading_name(name) || is_of_family(tables, name),
    };
    (!is_harmless).then(|| Opaque::Name(name.to_owned()))
}

/// Whether a table describes a program of that name. PowerShell runs programs of either system.
fn is_described(tables: &Tables, system: System, name: &str) -> bool {
    let of = |system, name| tables.program(system, name).is_some();
    match system {
        System::Unix => of(System::Unix, name),
        System::Windows => of(System::Windows, without_ending(name)) || of(System::Unix, name),
    }
}

/// A program that is described, where it runs what is not in its line.
fn launcher(tables: &Tables, system: System, name: &str, ran: &Invocation) -> Option<Opaque> {
    let words: Vec<&str> = ran
        .words
        .iter()
        .flatten()
        .map(|word| match word {
            Word::Text(text) => text.as_str(),
            Word::Home(_) | Word::Process | Word::Unknown(_) => "",
        })
        .collect();
    let described = |system| Described::of(tables, system, name, words.iter().copied());
    let described = match system {
        System::Unix => described(System::Unix),
        System::Windows => described(System::Windows).or_else(|| described(System::Unix)),
    };
    let launches = described.is_some_and(|described| {
        described.launches == Launches::Others && described.effect != Effect::Reads
    });
    launches.then(|| Opaque::Launcher(name.to_owned()))
}

/// Whether a file's name is that of a script.
fn is_script(name: &str) -> bool {
    const ENDINGS: &[&str] = &[
        ".ps1", ".psm1", ".bat", ".cmd", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".sh",
        ".bash", ".zsh", ".ksh", ".csh", ".command", ".py", ".pyw", ".pl", ".rb", ".php", ".lua",
        ".tcl", ".exp", ".jar", ".yml", ".yaml",
    ];
    let lower = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether a file only sets a shell up: a profile, an environment.
fn is_setup(path: &str) -> bool {
    const FILES: &[&str] = &[
        ".bash_aliases",
        ".bash_login",
        ".bash_profile",
        ".bashrc",
        ".env",
        ".profile",
        ".zprofile",
        ".zshenv",
        ".zshrc",
        "activate",
        "activate.ps1",
        "bash.bashrc",
        "bash_completion",
        "bashrc",
        "environment",
        "os-release",
        "profile",
    ];
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    FILES.contains(&lower.as_str()) || lower.ends_with("profile.ps1") || lower.ends_with(".env")
}

/// Whether a variable is that of PowerShell's profiles.
fn is_profile(name: &str) -> bool {
    let name = name.trim_start_matches('$').to_ascii_lowercase();
    name == "profile" || name.starts_with("profile.")
}

/// Whether a program lies where a Unix system keeps those of its packages.
fn is_of_system(path: &ProgramPath) -> bool {
    let folders: Vec<&str> = path.parts.iter().map(String::as_str).collect();
    matches!(
        folders.as_slice(),
        ["bin" | "sbin", _] | ["usr", "bin" | "sbin", _]
    )
}

/// Whether a name is that of a cmdlet whose noun begins as those of the definition do: `Cs`. It is one
/// of the product's own, and does what it is called.
fn is_of_family(tables: &Tables, name: &str) -> bool {
    let Some(own) = family(name) else {
        return false;
    };
    let mut all = tables
        .commands
        .iter()
        .filter_map(|known| family(&known.name));
    all.any(|family| family.eq_ignore_ascii_case(own))
}

/// What the noun of a cmdlet begins with: `Cs` of `Get-CsPool`, `AD` of `Get-ADUser`.
fn family(name: &str) -> Option<&str> {
    let (_, noun) = name.split_once('-')?;
    let mut capitals = noun.char_indices().filter(|(_, c)| c.is_ascii_uppercase());
    let (first, _) = capitals.next().filter(|(at, _)| *at == 0)?;
    let (second, _) = capitals.next()?;
    // `ADUser`: the last of several capitals begins the next word.
    let end = match second {
        1 => capitals
            .scan(1, |last, (at, _)| {
                (at == *last + 1).then(|| std::mem::replace(last, at))
            })
            .last()
            .map_or(1, |last| last + 1)
            .max(2),
        _ => second,
    };
    noun.get(first..end).filter(|family| family.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dialect, Line, Session};

    fn told(dialect: Dialect, text: &str) -> Vec<String> {
        let tables = Tables {
            dialect,
            ..Tables::default()
        };
        let mut session = Session::new(dialect, &tables);
        let ran = session.run(&Line {
            text,
            folder: None,
            host: None,
        });
        let all = ran.iter().filter_map(|ran| session.opaque(ran));
        all.map(|opaque| match opaque {
            Opaque::Text(why) => format!("text {}", why.subject()),
            Opaque::Script(name) => format!("script {name}"),
            Opaque::Launcher(name) => format!("launcher {name}"),
            Opaque::Name(name) => format!("name {name}"),
        })
        .collect()
    }

    #[test]
    fn what_may_have_run_more_in_powershell() {
        for (text, expected) in [
            (r"& C:\x\both.ps1", "script both.ps1"),
            (r".\both.cmd /q", "script both.cmd"),
            (r"cmd /c C:\x\y.bat", "script y.bat"),
            (r"powershell -File x.ps1", "script x.ps1"),
            ("& $x", "text $x"),
            ("Sync-Everything", "name Sync-Everything"),
            ("doit", "name doit"),
            ("schtasks /run /tn x", "launcher schtasks"),
            ("Start-ScheduledTask x", "launcher Start-ScheduledTask"),
            ("python x.py", "launcher python"),
            ("wsl make", "launcher wsl"),
        ] {
            assert_eq!(told(Dialect::PowerShell, text), [expected], "{text}");
        }
        for text in [
            "Get-Everything",
            "schtasks /query",
            "ping fe01",
            "Stop-Service x",
            r"& 'C:\Program Files\7-Zip\7z.exe' x y.zip",
            "notepad.exe x.ps1",
            "Get-Content x.ps1",
            "net stop x",
        ] {
            assert!(told(Dialect::PowerShell, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_may_have_run_more_in_bash() {
        for (text, expected) in [
            ("./keep.sh web01", "script keep.sh"),
            ("/opt/x/reload-all", "script reload-all"),
            ("ssh web01 'sudo /opt/x/reload-all'", "script reload-all"),
            ("make test", "launcher make"),
            ("ansible-playbook site.yml", "launcher ansible-playbook"),
            ("python3 x.py", "launcher python3"),
            ("docker exec web nginx -t", "launcher docker"),
            ("doit", "name doit"),
        ] {
            assert_eq!(told(Dialect::Bash, text), [expected], "{text}");
        }
        for text in [
            "ls -l ./keep.sh",
            "cat keep.sh",
            "/usr/bin/systemctl restart x",
            "rsync -a a b",
            "docker ps",
            "python3 --version",
        ] {
            assert!(told(Dialect::Bash, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_the_nouns_of_a_product_begin_with() {
        for (name, expected) in [
            ("Get-CsPool", Some("Cs")),
            ("Get-ADUser", Some("AD")),
            ("Get-Service", None),
            ("Get-SPOSite", Some("SPO")),
            ("Sync-AllPools", Some("All")),
            ("get-cspool", None),
        ] {
            assert_eq!(family(name), expected, "{name}");
        }
    }
}
