//! Running the program in a folder of its own, and what it said.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with files, in which the program is run.
pub(crate) struct Story {
    folder: tempfile::TempDir,
}

impl Story {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// The folder with a file more.
    pub(crate) fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
        self
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The text of a file in the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect(name)
    }

    /// Every file below the folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let entry = entry.expect("an entry");
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                if entry.path().is_dir() {
                    walk(&entry.path(), &format!("{name}/"), found);
                } else {
                    found.push(name);
                }
            }
        }
        let mut found = Vec::new();
        walk(self.folder.path(), "", &mut found);
        found.sort();
        found
    }

    /// Runs the program, its arguments cut at blanks.
    pub(crate) fn output(&self, arguments: &str) -> Output {
        self.run(&arguments.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_runproof"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            // Dictionaries depend on the machine: stories are told without any.
            .env("HOME", self.folder.path())
            .env("RUNPROOF_NO_SYSTEM_DICTIONARIES", "1")
            .stdin(Stdio::null())
            .output()
            .expect("the program runs")
    }

    /// What the program printed and said, and its exit code, as a document.
    pub(crate) fn tell(&self, arguments: &str) -> String {
        told(&self.output(arguments))
    }
}

/// Output, remarks and exit code as a document.
pub(crate) fn told(output: &Output) -> String {
    let mut text = String::new();
    let out = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    if !out.is_empty() {
        text.push_str(&out);
    }
    if !said.is_empty() {
        text.push_str("--- said ---\n");
        text.push_str(&said);
    }
    let code = output.status.code().expect("it ended by itself");
    text.push_str(&format!("--- exit {code} ---\n"));
    text
}

/// Standard output of a run that went well.
pub(crate) fn printed(arguments: &str) -> String {
    let output = Story::new().output(arguments);
    assert!(output.status.success(), "{}", told(&output));
    String::from_utf8(output.stdout).expect("text")
}
