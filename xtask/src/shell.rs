//! Running a command, and saying so.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process;

/// Why a task did not end well.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The folder of the project.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// The text of a file of the project.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

/// Writes a file of the project.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

/// A command that is run in the project's folder, and printed before.
#[derive(Debug)]
pub(crate) struct Command {
    program: String,
    arguments: Vec<String>,
    variables: Vec<(&'static str, String)>,
}

impl Command {
    pub(crate) fn new(program: impl Into<String>) -> Self {
        Self {
            program: program.into(),
            arguments: Vec::new(),
            variables: Vec::new(),
        }
    }

    /// A command of the cargo that runs this task.
    pub(crate) fn cargo(command: &str) -> Self {
        let mut cargo = Self::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
        cargo.with(command);
        cargo
    }

    /// With one argument more.
    pub(crate) fn with(&mut self, argument: &str) -> &mut Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// With more arguments.
    pub(crate) fn all(&mut self, arguments: &[String]) -> &mut Self {
        self.arguments.extend_from_slice(arguments);
        self
    }

    /// With a variable of the environment.
    pub(crate) fn set(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// Runs it. What it prints is seen.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        eprintln!("$ {self}");
        let status = self
            .process()
            .status()
            .map_err(|error| self.not_run(&error))?;
        if status.success() {
            Ok(())
        } else {
            Err(Failure::new(format!("{self}\nended with {status}")))
        }
    }

    /// Runs it and gives what it printed.
    pub(crate) fn output(&self) -> Result<String, Failure> {
        let output = self
            .process()
            .stderr(process::Stdio::inherit())
            .output()
            .map_err(|error| self.not_run(&error))?;
        if !output.status.success() {
            return Err(Failure::new(format!(
                "{self}\nended with {}",
                output.status
            )));
        }
        String::from_utf8(output.stdout)
            .map_err(|_| Failure::new(format!("{self}\nprinted what is not UTF-8")))
    }

    /// Whether it can be run at all, and ends well.
    pub(crate) fn is_there(&self) -> bool {
        let mut process = self.process();
        process
            .stdout(process::Stdio::null())
            .stderr(process::Stdio::null());
        process.status().is_ok_and(|status| status.success())
    }

    fn process(&self) -> process::Command {
        let mut process = process::Command::new(&self.program);
        process.args(&self.arguments).current_dir(root());
        for (name, value) in &self.variables {
            process.env(name, value);
        }
        process
    }

    fn not_run(&self, error: &std::io::Error) -> Failure {
        Failure::new(format!("{self}\ncannot be run: {error}"))
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.variables {
            write!(f, "{name}={value} ")?;
        }
        let program = Path::new(&self.program).file_stem().unwrap_or_default();
        f.write_str(&program.to_string_lossy())?;
        const SHOWN: usize = 12;
        for argument in self.arguments.iter().take(SHOWN) {
            write!(f, " {argument}")?;
        }
        match self.arguments.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " … ({more} arguments more)"),
        }
    }
}
