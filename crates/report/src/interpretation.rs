//! What typed lines came to: for programs (`runproof interpret --format jsonl`) and for people.
//!
//! The types are the format: they derive the writer and the schema.

use std::fmt::Write as _;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use runproof_shell::{
    self as command, Argument, Certainty, Drive, Effect, Invocation, Mode, On, ProgramPath,
    Unresolved, Value, Word,
};
use runproof_text::visible::{Breaks, visible};

/// A line of output: the answer to a line of input.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// Of a question `{"shell": …, "complete": …}`: whether the text is a whole statement, so that
    /// the shell would run it and not ask for another line.
    Complete(bool),
    /// Of a session: for each typed line what it ran, in order. An empty list says that nothing ran.
    Session(Vec<Vec<Ran>>),
    /// The line of input could not be read.
    Fault {
        /// What is wrong with it.
        error: String,
    },
}

/// One thing that a typed line ran, or may have run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Ran {
    program: Named,
    /// Of a cmdlet: what was bound to its parameters.
    arguments: Vec<Bound>,
    /// Of a program: its arguments, in the order in which it gets them after expansion. `null`
    /// among them stands for any number of words that are not known. Of a cmdlet `null`.
    words: Option<Vec<Option<Given>>>,
    /// The computer: `here` is the session's.
    host: Text,
    /// In whose name, where that is neither the session's user nor root.
    user: Option<Text>,
    mode: ModeName,
    certainty: CertaintyName,
    /// Why it is not certain.
    reason: Option<String>,
    /// Whether something of the entry was not understood, so that more may have run.
    blind: bool,
    effect: EffectName,
}

/// The program or cmdlet.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum Named {
    /// A cmdlet, or a program that the search path finds.
    Name {
        /// Its name.
        name: String,
    },
    /// A program in a folder.
    Path {
        /// Its path.
        path: String,
        /// Whether it begins in a folder, or on a drive, that is not known.
        relative: bool,
    },
    /// It cannot be told.
    Unknown {
        /// Why.
        unknown: String,
    },
}

/// A parameter and what was bound to it.
#[derive(Debug, Serialize, JsonSchema)]
struct Bound {
    /// Its name; `null` for a value without one, `@` where a splat is not known.
    parameter: Option<String>,
    #[serde(flatten)]
    value: BoundValue,
}

/// A parameter's value.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum BoundValue {
    /// A text. Several values of one parameter are several entries.
    Value(String),
    /// A switch, on or off.
    Switch(bool),
    /// It cannot be told, and why.
    Unknown(String),
}

/// A text, or why it is not known.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum Text {
    /// It is known.
    Known(String),
    /// It is not.
    Unknown {
        /// Why.
        unknown: String,
    },
}

/// A word of a program.
#[derive(Debug, JsonSchema)]
#[serde(untagged)]
enum Given {
    /// A text; `<(…)` for a process substitution.
    Text(String),
    /// A path below the session's home folder, which the shell put in.
    Home {
        /// What stands behind the home folder.
        home: String,
    },
}

impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Home { home } => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("home", home)?;
                map.end()
            }
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ModeName {
    Real,
    Simulated,
    Unknown,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum CertaintyName {
    Runs,
    MayRun,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum EffectName {
    Changes,
    Reads,
    Unknown,
}

/// The JSON Schema of [`Answer`].
pub fn schema() -> &'static serde_json::Value {
    static SCHEMA: LazyLock<serde_json::Value> =
        LazyLock::new(|| schemars::schema_for!(Answer).to_value());
    &SCHEMA
}

/// What one typed line ran, piped stages one by one.
pub fn ran(invocations: &[Invocation]) -> Vec<Ran> {
    let mut all = Vec::new();
    for invocation in invocations {
        all.push(Ran::of(invocation));
        all.extend(invocation.piped.iter().map(Ran::of));
    }
    all
}

/// What one typed line ran, for a person: a line each, below the text that was typed.
pub fn told(text: &str, invocations: &[Invocation], out: &mut String) {
    let mut lines = text.lines();
    let _ = writeln!(
        out,
        "> {}",
        visible(lines.next().unwrap_or_default(), Breaks::Kept)
    );
    for line in lines {
        let _ = writeln!(out, "  {}", visible(line, Breaks::Kept));
    }
    let all = ran(invocations);
    if all.is_empty() {
        out.push_str("    runs nothing\n");
    }
    for ran in all {
        let _ = writeln!(out, "    {}", visible(&ran.told(), Breaks::Kept));
    }
}

impl Ran {
    fn of(invocation: &Invocation) -> Self {
        let words = invocation.words.as_ref();
        let (certainty, because) = match &invocation.certainty {
            Certainty::Run => (CertaintyName::Runs, None),
            Certainty::Depends(why) => (CertaintyName::MayRun, Some(reason(why))),
        };
        let blind = matches!(invocation.program, command::Program::Unknown(_));
        Self {
            program: Named::of(&invocation.program, words.is_some()),
            arguments: match words {
                Some(_) => Vec::new(),
                None => invocation.arguments.iter().map(Bound::of).collect(),
            },
            words: words.map(|words| words.iter().map(Given::of).collect()),
            host: match &invocation.on {
                On::Here => Text::Known("here".to_owned()),
                On::Host(host) => Text::Known(host.clone()),
                On::Unknown(why) => Text::Unknown {
                    unknown: reason(why),
                },
            },
            user: invocation.user.as_ref().map(Text::of),
            mode: match invocation.mode {
                Mode::Real => ModeName::Real,
                Mode::Simulated => ModeName::Simulated,
                Mode::Unknown => ModeName::Unknown,
            },
            certainty,
            reason: because,
            blind,
            effect: match invocation.effect {
                Effect::Changes => EffectName::Changes,
                Effect::Reads => EffectName::Reads,
                Effect::Unknown => EffectName::Unknown,
            },
        }
    }

    fn told(&self) -> String {
        let mut text = match self.certainty {
            CertaintyName::Runs => "runs      ".to_owned(),
            CertaintyName::MayRun => "may run   ".to_owned(),
        };
        match &self.program {
            Named::Name { name } => text.push_str(name),
            Named::Path { path, .. } => text.push_str(path),
            Named::Unknown { unknown } => {
                let _ = write!(text, "something unknown ({unknown})");
            }
        }
        for argument in &self.arguments {
            text.push(' ');
            if let Some(parameter) = &argument.parameter {
                let _ = write!(text, "-{parameter} ");
            }
            match &argument.value {
                BoundValue::Value(value) => text.push_str(&quoted(value)),
                BoundValue::Switch(true) => {
                    text.pop();
                }
                BoundValue::Switch(false) => text.push_str("(off)"),
                BoundValue::Unknown(why) => {
                    let _ = write!(text, "?({why})");
                }
            }
        }
        for word in self.words.iter().flatten() {
            text.push(' ');
            match word {
                Some(Given::Text(word)) => text.push_str(&quoted(word)),
                Some(Given::Home { home }) => {
                    let _ = write!(text, "~{home}");
                }
                None => text.push('?'),
            }
        }
        match &self.host {
            Text::Known(host) if host == "here" => {}
            Text::Known(host) => {
                let _ = write!(text, "  on {host}");
            }
            Text::Unknown { unknown } => {
                let _ = write!(text, "  on an unknown computer ({unknown})");
            }
        }
        match &self.user {
            None => {}
            Some(Text::Known(user)) => {
                let _ = write!(text, "  as {user}");
            }
            Some(Text::Unknown { unknown }) => {
                let _ = write!(text, "  as an unknown user ({unknown})");
            }
        }
        match self.mode {
            ModeName::Real => {}
            ModeName::Simulated => text.push_str("  simulated"),
            ModeName::Unknown => text.push_str("  in earnest or simulated"),
        }
        let is_said = matches!((&self.program, &self.reason),
            (Named::Unknown { unknown }, Some(reason)) if unknown == reason);
        if let Some(reason) = self.reason.as_ref().filter(|_| !is_said) {
            let _ = write!(text, "  ({reason})");
        }
        if self.blind {
            text.push_str("  and perhaps more");
        }
        text
    }
}

impl Named {
    /// `openssl x509` is a program and its subcommand to the tables; here it is the program.
    fn of(program: &command::Program, has_words: bool) -> Self {
        match program {
            command::Program::Named(name) if has_words => Self::Name {
                name: name.split(' ').next().unwrap_or_default().to_owned(),
            },
            command::Program::Named(name) => Self::Name { name: name.clone() },
            command::Program::File(path) => Self::Path {
                path: path_text(path),
                relative: matches!(path.drive, Drive::Unknown(_) | Drive::System),
            },
            command::Program::Unknown(why) => Self::Unknown {
                unknown: reason(why),
            },
        }
    }
}

impl Bound {
    fn of(argument: &Argument) -> Self {
        Self {
            parameter: argument.parameter.clone(),
            value: match &argument.value {
                Value::Known(text) if let Some(why) = of_this_computer(text) => {
                    BoundValue::Unknown(reason(&why))
                }
                Value::Known(text) => BoundValue::Value(text.clone()),
                Value::Switch(on) => BoundValue::Switch(*on),
                Value::Unknown(why) => BoundValue::Unknown(reason(why)),
            },
        }
    }
}

impl Given {
    fn of(word: &Word) -> Option<Self> {
        Some(match word {
            Word::Text(text) if of_this_computer(text).is_some() => return None,
            Word::Text(text) => Self::Text(text.clone()),
            Word::Home(rest) => Self::Home { home: rest.clone() },
            Word::Process => Self::Text("<(…)".to_owned()),
            Word::Unknown(_) => return None,
        })
    }
}

impl Text {
    fn of(value: &Value) -> Self {
        match value {
            Value::Known(text) => Self::Known(text.clone()),
            Value::Switch(on) => Self::Known(on.to_string()),
            Value::Unknown(why) => Self::Unknown {
                unknown: reason(why),
            },
        }
    }
}

/// What only the computer itself could tell: its name, and its drive.
fn of_this_computer(text: &str) -> Option<Unresolved> {
    let variables = ["$env:COMPUTERNAME", "$env:SystemDrive"];
    let found = variables.iter().find(|variable| text.contains(*variable));
    found.map(|variable| Unresolved::Variable((*variable).to_owned()))
}

fn path_text(path: &ProgramPath) -> String {
    let (start, separator) = match &path.drive {
        Drive::Letter(letter) => (format!("{letter}:\\"), "\\"),
        Drive::System => ("%SystemDrive%\\".to_owned(), "\\"),
        Drive::Share(server, name) => (format!("\\\\{server}\\{name}\\"), "\\"),
        Drive::Root if path.parts.first().is_some_and(|part| part == "~") => (String::new(), "/"),
        Drive::Root => ("/".to_owned(), "/"),
        Drive::Unknown(_) => (String::new(), "/"),
    };
    start + &path.parts.join(separator)
}

fn reason(why: &Unresolved) -> String {
    let subject = visible(why.subject(), Breaks::Kept);
    match why {
        Unresolved::Variable(_) => format!("the value of `{subject}` is not known"),
        Unresolved::Expression(_) => format!("only a run could tell what `{subject}` comes to"),
        Unresolved::AmbiguousParameter(_) => format!("several parameters begin with `{subject}`"),
        Unresolved::Folder(_) => format!("the folder of `{subject}` is not known"),
        Unresolved::ShortName(_) => format!("`{subject}` is a short name"),
        Unresolved::Syntax(_) => format!("`{subject}` does not parse"),
        Unresolved::Version(_) => format!("`{subject}` depends on the version of the shell"),
        Unresolved::Branch(_) | Unresolved::Success(_) => format!("`{subject}` decides"),
        Unresolved::Script(_) => format!("the text of `{subject}` is not known"),
        Unresolved::Binding(_) => format!("`{subject}` may have been refused"),
        Unresolved::Computer(_) => format!("nothing says which computer `{subject}` is"),
        Unresolved::Format(_) => format!("nothing says that it is of the format `{subject}`"),
        Unresolved::Imported(_) => {
            format!("it is the command here, or one that was imported from `{subject}`")
        }
    }
}

/// A text in single quotes where it would not stand as one word.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:@%+=,\\".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}
