//! The recorded sessions: see README.md.

use serde::Deserialize;
use serde_json::{Map, Value};

/// A session of typed lines.
#[derive(Debug, Deserialize)]
pub(crate) struct Session {
    pub(crate) lines: Vec<String>,
    pub(crate) ran: Vec<Ran>,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) left_open: Option<Value>,
    #[serde(default)]
    pub(crate) session_ended_by_line: Option<usize>,
}

/// What really ran.
#[derive(Debug, Deserialize)]
pub(crate) struct Ran {
    pub(crate) line: usize,
    #[serde(default)]
    pub(crate) name: String,
    /// The arguments of a program in bash.
    #[serde(default)]
    pub(crate) argv: Vec<String>,
    /// The arguments of a program in PowerShell.
    #[serde(default)]
    pub(crate) args: Vec<String>,
    #[serde(default)]
    pub(crate) host: Option<String>,
    #[serde(default)]
    pub(crate) user: Option<String>,
    #[serde(default)]
    pub(crate) path: Option<String>,
    #[serde(default)]
    pub(crate) bound: Map<String, Value>,
    #[serde(default)]
    pub(crate) whatif: bool,
}

impl Ran {
    /// In one line.
    pub(crate) fn brief(&self) -> String {
        let name = self.path.as_deref().unwrap_or(&self.name);
        let mut brief = format!("{name} {:?}", [&self.argv[..], &self.args[..]].concat());
        if !self.bound.is_empty() {
            brief = format!("{name} {}", Value::Object(self.bound.clone()));
        }
        if self.whatif {
            brief.push_str(" (what-if)");
        }
        for (what, value) in [("host", &self.host), ("user", &self.user)] {
            if let Some(value) = value {
                brief.push_str(&format!(" {what} {value}"));
            }
        }
        brief
    }
}

impl Session {
    /// Whether the shell never ran the line: it wanted more, or had ended.
    pub(crate) fn is_past(&self, line: usize) -> bool {
        let open = match &self.left_open {
            Some(Value::Array(open)) => open.iter().any(|at| at.as_u64() == Some(line as u64)),
            _ => false,
        };
        open || self.session_ended_by_line.is_some_and(|last| line > last)
    }
}

/// The sessions of a file.
pub(crate) fn sessions(text: &str) -> Vec<Session> {
    let parse = |line| serde_json::from_str(line).expect("a recorded session");
    text.lines().map(parse).collect()
}
