//! The real bash, in a temporary folder of its own, with stubs for programs.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Map;
use tempfile::TempDir;

use crate::recorded::{Ran, Session};

/// The programs that there are: each logs its name and arguments.
pub(super) const STUBS: [&str; 5] = ["rm", "cp", "mv", "scp", "systemctl"];

/// How long a session may take.
const LONGEST: Duration = Duration::from_secs(10);

/// bash 5.2 and a folder for it.
pub(super) struct Bash {
    program: PathBuf,
    folder: TempDir,
    sessions: Cell<u32>,
}

impl Bash {
    /// `None` where there is no bash 5.2, or where stubs cannot be programs.
    pub(super) fn find() -> Option<Self> {
        let places = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash"];
        let program = places
            .iter()
            .map(PathBuf::from)
            .find(|path| is_bash_5_2(path))?;
        let folder = tempfile::tempdir().ok()?;
        let real = Self {
            program,
            folder,
            sessions: Cell::new(0),
        };
        real.stubs().ok()?;
        Some(real)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    #[cfg(unix)]
    fn stubs(&self) -> std::io::Result<()> {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let programs = self.path("bin");
        fs::create_dir(&programs)?;
        let log = self.path("log");
        let fails = self.path("fails");
        for stub in STUBS {
            // Each argument ends with a zero byte; a line of its own ends the record.
            let text = format!(
                "#!{}\nprintf '%s\\0' {stub} \"$@\" $'\\n' >> '{}'\n[ ! -e '{}' ]\n",
                self.program.display(),
                log.display(),
                fails.display(),
            );
            let path = programs.join(stub);
            fs::write(&path, text)?;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
        }
        symlink(&self.program, programs.join("bash"))?;
        for (name, body) in [
            (
                "cat",
                "while IFS= read -r line; do printf '%s\\n' \"$line\"; done",
            ),
            (
                "env",
                "while [[ $1 == *=* ]]; do export \"$1\"; shift; done\n\"$@\"",
            ),
        ] {
            let path = programs.join(name);
            fs::write(&path, format!("#!{}\n{body}\n", self.program.display()))?;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn stubs(&self) -> std::io::Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }

    /// Runs a session of typed lines; with `fails` every program ends with 1.
    pub(super) fn session(&self, lines: &[String], fails: bool) -> Session {
        let number = self.sessions.get();
        self.sessions.set(number + 1);
        let work = self.path(&format!("work-{number}"));
        fs::create_dir(&work).expect("a folder");
        fs::write(work.join("a.pem"), "").expect("a file");
        let log = self.path("log");
        fs::write(&log, "").expect("a log");
        match fails {
            true => fs::write(self.path("fails"), "").expect("a mark"),
            false => drop(fs::remove_file(self.path("fails"))),
        }
        let mut typed = lines.join("\n");
        typed.push('\n');
        let script = self.path("typed");
        fs::write(&script, typed).expect("the lines");
        // The prompt's command leaves `$?` as it is, and marks where a line ends.
        let mark = format!("builtin printf '\\n\\0' >> '{}'", log.display());
        let child = self
            .shell(&work)
            .args(["--norc", "--noprofile", "-i"])
            .env("PROMPT_COMMAND", mark)
            .stdin(fs::File::open(&script).expect("the lines"))
            .spawn();
        let is_whole = wait(child.expect("bash"));
        assert!(is_whole, "a session that does not end: {lines:?}");
        let (ran, prompts) = records(&fs::read(&log).expect("the log"));
        drop(fs::remove_dir_all(&work));
        Session {
            lines: lines.to_vec(),
            ran,
            kind: format!("typed{}", if fails { ", all fail" } else { "" }),
            left_open: None,
            // There is a prompt before each line that bash read, and one more where it reached the end.
            session_ended_by_line: (prompts <= lines.len()).then(|| prompts.saturating_sub(1)),
        }
    }

    /// Whether `bash -n` takes a text as it is; `None` where it refuses it for another reason than
    /// its end, and for a backslash at its end, which only a prompt waits behind.
    pub(super) fn is_complete(&self, text: &str) -> Option<bool> {
        if text.ends_with('\\') {
            return None;
        }
        let script = self.path("text");
        fs::write(&script, format!("{text}\n")).expect("the text");
        let output = self
            .shell(self.folder.path())
            .args(["--norc", "--noprofile", "-n", "text"])
            .stderr(Stdio::piped())
            .output()
            .expect("bash");
        let said = String::from_utf8_lossy(&output.stderr);
        let waits = [
            "unexpected end of file",
            "unexpected EOF",
            "delimited by end-of-file",
        ];
        match said.trim() {
            "" => Some(true),
            said if waits.iter().any(|wait| said.contains(wait)) => Some(false),
            _ => None,
        }
    }

    fn shell(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command
            .current_dir(folder)
            .env_clear()
            .env("PATH", self.path("bin"))
            .env("HOME", "/home/admin")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }
}

fn is_bash_5_2(path: &Path) -> bool {
    let output = Command::new(path)
        .args(["--norc", "--noprofile", "-c", "echo $BASH_VERSION"])
        .output();
    output.is_ok_and(|output| output.status.success() && output.stdout.starts_with(b"5.2."))
}

/// Waits for the end; `false` where it had to be killed.
fn wait(mut child: Child) -> bool {
    let step = Duration::from_millis(2);
    let mut left = LONGEST;
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return true,
            Ok(None) if left.is_zero() => {
                drop(child.kill());
                drop(child.wait());
                return false;
            }
            Ok(None) => {
                std::thread::sleep(step);
                left = left.saturating_sub(step);
            }
            Err(_) => return false,
        }
    }
}

/// What ran, by the line before whose end it was logged, and how many prompts there were.
fn records(log: &[u8]) -> (Vec<Ran>, usize) {
    let (mut ran, mut prompts) = (Vec::new(), 0_usize);
    let mut record: Vec<String> = Vec::new();
    for field in log.split(|byte| *byte == 0) {
        if field != b"\n" {
            record.push(String::from_utf8_lossy(field).into_owned());
            continue;
        }
        if record.is_empty() {
            prompts += 1;
            continue;
        }
        let name = record.remove(0);
        ran.push(Ran {
            line: prompts.saturating_sub(1),
            name,
            argv: std::mem::take(&mut record),
            args: Vec::new(),
            host: None,
            user: None,
            path: None,
            bound: Map::new(),
            whatif: false,
        });
    }
    (ran, prompts)
}
