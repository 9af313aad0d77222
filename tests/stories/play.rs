//! Playing a guided script: it is run by bash at a terminal, with programs of ours in the place of
//! those that do harm, and somebody answers what it asks.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::story::Story;

/// No question waits so long for its answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// No session asks so many questions.
const MOST: usize = 200;

/// A stage: a runbook, its change, and what the programs on it do.
pub(crate) struct Stage {
    story: Story,
    runbook: String,
    /// What the computers call themselves.
    pub(crate) host: String,
    sessions: usize,
}

/// What a question is asked about.
pub(crate) struct Asked<'a> {
    /// "Step 4 of 14: …", as the script heads it.
    pub(crate) step: &'a str,
    /// "Steps 3 through 11 for …", in a rolling part.
    pub(crate) round: &'a str,
    /// The line that waits for the answer.
    pub(crate) prompt: &'a str,
}

/// What came of a session.
pub(crate) struct Played {
    /// All that was to be seen.
    pub(crate) screen: String,
    /// What the programs were called with, a line each.
    pub(crate) ran: Vec<String>,
    /// The exit code.
    pub(crate) code: Option<i32>,
    /// The transcript's name in the folder.
    pub(crate) transcript: String,
}

impl Played {
    /// The procedure was gone through to its end.
    #[track_caller]
    pub(crate) fn finished(&self) {
        assert_eq!(self.code, Some(0), "{}", self.screen);
    }

    /// The session ended before that.
    #[track_caller]
    pub(crate) fn stopped(&self) {
        assert_eq!(self.code, Some(1), "{}", self.screen);
    }

    #[track_caller]
    pub(crate) fn says(&self, text: &str) {
        assert!(self.screen.contains(text), "{}", self.screen);
    }

    #[track_caller]
    pub(crate) fn does_not_say(&self, text: &str) {
        assert!(!self.screen.contains(text), "{}", self.screen);
    }
}

impl Stage {
    /// A runbook of the program, or of a definition with the words of a catalog, and a change.
    pub(crate) fn new(runbook: &str, definition: Option<(&str, &str)>, change: &str) -> Self {
        let mut story = Story::new().file("change.yaml", change);
        let mut named = runbook.to_owned();
        if let Some((definition, catalog)) = definition {
            named = format!("runbooks/{runbook}.yaml");
            story = story
                .file("runproof.yaml", "{}\n")
                .file(&named, definition)
                .file(&format!("locales/en/{runbook}.ftl"), catalog);
        }
        Self {
            story,
            runbook: named,
            host: "ops01".to_owned(),
            sessions: 0,
        }
        .program("hostname", "cat \"$STAGE/host\"")
        .program("uname", "cut -d. -f1 \"$STAGE/host\"")
    }

    /// A program, and the lines of bash that it is.
    pub(crate) fn program(self, name: &str, does: &str) -> Self {
        let text = format!("#!/bin/bash\nprintf '%s\\n' \"{name} $*\" >>\"$STAGE/ran\"\n{does}\n");
        let path = format!("bin/{name}");
        let story = self.story.file(&path, text);
        make_executable(&story.path(&path));
        Self { story, ..self }
    }

    /// Programs that do nothing, and do it well.
    pub(crate) fn programs(self, names: &[&str]) -> Self {
        names
            .iter()
            .fold(self, |stage, name| stage.program(name, ""))
    }

    /// Plays the script in a language, with these options. `answer` answers what is asked; nothing
    /// closes the terminal.
    pub(crate) fn play(
        &mut self,
        locale: &str,
        options: &str,
        mut answer: impl FnMut(&Asked<'_>) -> Option<String>,
    ) -> Played {
        self.sessions += 1;
        let folder = format!("session-{}", self.sessions);
        let script = format!("{folder}/guided.sh");
        let rendered = self.story.output(&format!(
            "render {} -c change.yaml --locale {locale} --format script --output {script}",
            self.runbook
        ));
        assert!(
            rendered.status.success(),
            "{}",
            String::from_utf8_lossy(&rendered.stderr)
        );
        let write = |name: &str, text: &str| {
            std::fs::write(self.story.path(name), text).expect("written");
        };
        write("host", &format!("{}\n", self.host));
        write("ran", "");
        let child = self.begin(&folder, &script, options);
        let mut terminal = Terminal::of(child);
        let (mut step, mut round) = (String::new(), String::new());
        let (mut seen, mut questions) = (0, 0);
        while let Some(at) = terminal.asked(seen) {
            let text = terminal.screen[seen..].to_owned();
            for line in text.lines() {
                match (line.strip_prefix("==== "), line.strip_prefix("== ")) {
                    (Some(label), _) => label.trim_end().clone_into(&mut round),
                    (_, Some(line)) => line.trim_end().clone_into(&mut step),
                    _ => {}
                }
            }
            let prompt = text.lines().last().unwrap_or_default().trim();
            seen = at;
            questions += 1;
            assert!(questions < MOST, "it asks and asks:\n{}", terminal.screen);
            let asked = Asked {
                step: &step,
                round: &round,
                prompt,
            };
            match answer(&asked) {
                Some(answer) => terminal.say(&answer),
                None => terminal.hang_up(),
            }
        }
        let code = terminal.ended();
        let transcripts = self.story.files();
        let transcript = transcripts
            .iter()
            .rfind(|name| name.starts_with(&format!("{folder}/runproof-")));
        Played {
            screen: terminal.screen,
            ran: self
                .story
                .read("ran")
                .lines()
                .filter(|line| !line.starts_with("hostname") && !line.starts_with("uname"))
                .map(ToOwned::to_owned)
                .collect(),
            code,
            transcript: transcript.cloned().unwrap_or_default(),
        }
    }

    fn begin(&self, folder: &str, script: &str, options: &str) -> Child {
        let path = std::env::var("PATH").unwrap_or_default();
        let bin = self.story.path("bin");
        Command::new("script")
            .args(["-q", "-e", "-c"])
            .arg(format!(
                "cd {folder} && exec bash {} {options}",
                self.story.path(script).display()
            ))
            .arg("/dev/null")
            .current_dir(self.story.path(""))
            .env("PATH", format!("{}:{path}", bin.display()))
            .env("STAGE", self.story.path(""))
            .env("SHELL", "/bin/sh")
            .env("TERM", "xterm")
            .env_remove("RUNPROOF_TRANSCRIPT")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("script(1) runs")
    }

    /// What the program says of these transcripts: the exit code, and its findings as "code step
    /// item".
    pub(crate) fn audited(&self, transcripts: &[&Played]) -> (Option<i32>, Vec<String>) {
        let names: Vec<&str> = transcripts
            .iter()
            .map(|one| one.transcript.as_str())
            .collect();
        let output = self.story.output(&format!(
            "check {} {} -c change.yaml --format json",
            self.runbook,
            names.join(" ")
        ));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let findings = report["findings"].as_array().cloned().unwrap_or_default();
        let findings = findings.iter().filter(|finding| finding["level"] != "note");
        let findings = findings.map(|finding| {
            let items = finding["binding"].as_object().expect("items");
            let item = items.values().next_back().map(text).unwrap_or_default();
            let (code, step) = (text(&finding["code"]), text(&finding["step"]));
            format!("{code} {step} {item}").trim_end().to_owned()
        });
        (output.status.code(), findings.collect())
    }

    /// A file of the stage.
    pub(crate) fn read(&self, name: &str) -> String {
        self.story.read(name)
    }

    /// Writes a file of the stage.
    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.story.path(name), text).expect("written");
    }
}

/// A terminal with a program in it.
struct Terminal {
    child: Child,
    printed: Receiver<Vec<u8>>,
    bytes: Vec<u8>,
    screen: String,
    is_over: bool,
}

impl Terminal {
    fn of(mut child: Child) -> Self {
        let (tell, printed) = channel();
        let mut from = child.stdout.take().expect("a pipe");
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = from.read(&mut buffer) {
                if tell.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            printed,
            bytes: Vec::new(),
            screen: String::new(),
            is_over: false,
        }
    }

    /// Where the screen ends when a question waits behind `seen`; nothing at the end.
    fn asked(&mut self, seen: usize) -> Option<usize> {
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < PATIENCE, "it waits:\n{}", self.screen);
            if !self.is_over && self.screen.len() > seen && is_prompt(&self.screen[seen..]) {
                return Some(self.screen.len());
            }
            match self.printed.recv_timeout(Duration::from_secs(1)) {
                Ok(bytes) => {
                    self.bytes.extend(bytes);
                    self.screen = String::from_utf8_lossy(&self.bytes).replace("\r\n", "\n");
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    fn say(&mut self, answer: &str) {
        let stdin = self.child.stdin.as_mut().expect("a pipe");
        writeln!(stdin, "{answer}").expect("it listens");
    }

    fn hang_up(&mut self) {
        self.is_over = true;
        drop(self.child.stdin.take());
    }

    fn ended(&mut self) -> Option<i32> {
        drop(self.child.stdin.take());
        self.child.wait().expect("it ends").code()
    }
}

/// Whether the last line is a question: it ends with its keys, or with a colon, and a blank.
fn is_prompt(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let Some(line) = line.strip_suffix(' ') else {
        return false;
    };
    let has_keys = line
        .rsplit_once('[')
        .is_some_and(|(_, key)| key.find(']') == Some(1));
    has_keys || line.ends_with(':')
}

#[cfg(unix)]
fn make_executable(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a program");
}
