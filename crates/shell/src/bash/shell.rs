//! What a shell knows: its variables, functions, options and folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::{Streams, Unresolved};
use super::flow::{Jump, Status};
use super::io::Io;
use super::settings::Options;
use super::value::{Content, Sure, Variable};

/// How many references to references are followed.
const MOST_REFERENCES: usize = 8;

/// Stands before the text of a trap that may not be set.
pub(super) const MAYBE: char = '\0';

/// A shell: the session's own, one within it, or one at the other end of `ssh`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shell {
    /// Variables of which something is known; one that is not here may have any value.
    pub(super) variables: Arc<BTreeMap<String, Variable>>,
    /// For each function that is being run: its own variables, with what stood there before.
    pub(super) frames: Vec<BTreeMap<String, Option<Variable>>>,
    /// Functions; several where one of them has the name, and `None` where it may have no function.
    pub(super) functions: Arc<BTreeMap<String, Vec<Option<Function>>>>,
    /// What names stand for; `None` where that is not known.
    pub(super) aliases: Arc<BTreeMap<String, Option<String>>>,
    /// What `$1`, `$2`, … are; `None` where that is not known.
    pub(super) parameters: Option<Vec<String>>,
    /// The folder, absolute or from `~`, where it is known.
    pub(super) folder: Option<String>,
    /// The one before it.
    pub(super) previous: Option<String>,
    /// Whether the folder is what a `cd` left behind of which nothing shows that it worked.
    pub(super) believed: bool,
    /// What `~` is, once a prompt has told.
    pub(super) home: Option<String>,
    /// Whether `~` is the home folder of the session's user.
    pub(super) own_home: bool,
    /// `set` and `shopt`.
    pub(super) options: Options,
    /// How the last command ended.
    pub(super) status: Status,
    /// Where this path went, if it jumped away: what follows here is not run on it.
    pub(super) gone: Option<Jump>,
    /// Jumps that may have happened before: what follows is not certain until they end.
    pub(super) doubts: Vec<(Jump, Unresolved)>,
    /// Why the last jump was, or may have been.
    pub(super) why: Unresolved,
    /// What is read and written.
    pub(super) io: Io,
    /// How much of what is written reaches the terminal, once `exec` has changed it.
    pub(super) streams: Option<Streams>,
    /// `trap`.
    pub(super) traps: Traps,
    /// Files that were written, by their paths; `None` where the text is not known.
    pub(super) files: Arc<BTreeMap<String, Option<String>>>,
    /// Functions that children get, too.
    pub(super) exported_functions: Arc<std::collections::BTreeSet<String>>,
}

/// A function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Function {
    /// Its body, as a text of its own.
    pub(super) body: Arc<str>,
    /// The aliases that were there when it was read.
    pub(super) aliases: Arc<BTreeMap<String, Option<String>>>,
}

impl Traps {
    /// The `EXIT` trap may not be run.
    pub(super) fn doubt_exit(&mut self) {
        if let Some(text) = self.exit.take() {
            let text = text.trim_start_matches(MAYBE);
            self.exit = Some(format!("{MAYBE}{text}"));
        }
    }
}

/// Texts that `trap` keeps; `None` where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Traps {
    /// `EXIT`.
    pub(super) exit: Option<String>,
    /// `ERR`.
    pub(super) err: Option<String>,
    /// `DEBUG`.
    pub(super) debug: Option<String>,
    /// Those of signals, which may come at any time.
    pub(super) signals: Vec<String>,
}

impl Default for Shell {
    fn default() -> Self {
        Self {
            variables: Arc::default(),
            frames: Vec::new(),
            functions: Arc::default(),
            aliases: Arc::default(),
            parameters: Some(Vec::new()),
            folder: None,
            previous: None,
            believed: false,
            home: None,
            own_home: true,
            options: Options::of(true),
            status: Status::ZERO,
            gone: None,
            doubts: Vec::new(),
            why: Unresolved::Branch(String::new()),
            io: Io::default(),
            streams: None,
            traps: Traps::default(),
            files: Arc::default(),
            exported_functions: Arc::default(),
        }
    }
}

impl Shell {
    /// A shell at the other end of `ssh`, in the home folder there.
    pub(super) fn remote() -> Self {
        Self {
            folder: Some("~".to_owned()),
            options: Options::of(false),
            ..Self::default()
        }
    }

    /// A process that this shell starts: it gets what is exported, and nothing else.
    pub(super) fn child(&self) -> Self {
        let mut variables = BTreeMap::new();
        for (name, variable) in self.variables.iter() {
            let kept = match variable.exported {
                Sure::Yes => Variable {
                    content: match &variable.content {
                        Content::List(_) | Content::Map(_) => Content::Unset,
                        content => content.clone(),
                    },
                    exported: Sure::Yes,
                    ..Variable::default()
                },
                // Bash sets it itself.
                _ if name == "HOME" => Variable::default(),
                Sure::No => Variable::unset(),
                Sure::Unknown => Variable::default(),
            };
            // A new shell sets it itself.
            if name != "IFS" {
                variables.insert(name.clone(), kept);
            }
        }
        let mut functions = (*self.functions).clone();
        functions.retain(|name, _| self.exported_functions.contains(name));
        Self {
            variables: Arc::new(variables),
            frames: Vec::new(),
            functions: Arc::new(functions),
            aliases: Arc::default(),
            options: Options::of(false),
            traps: Traps::default(),
            parameters: Some(Vec::new()),
            status: Status::ZERO,
            ..self.clone()
        }
    }

    /// How much is known.
    pub(super) fn size(&self) -> usize {
        self.variables.len() + self.files.len()
    }

    /// The environment is not passed on: nothing is known of any variable.
    pub(super) fn forget_environment(&mut self) {
        self.variables = Arc::default();
    }

    /// A variable, references followed; `None` where nothing is known of it, or of what it refers to.
    pub(super) fn variable(&self, name: &str) -> Option<&Variable> {
        let mut found = self.variables.get(name)?;
        for _ in 0..MOST_REFERENCES {
            if !found.reference {
                return Some(found);
            }
            let Content::Text(name) = &found.content else {
                return None;
            };
            found = self.variables.get(name.as_str())?;
        }
        None
    }

    /// The variable itself, even where it refers to another.
    pub(super) fn own(&self, name: &str) -> Option<&Variable> {
        self.variables.get(name)
    }

    /// The name that an assignment to this name sets; `None` where that is not known.
    pub(super) fn target(&self, name: &str) -> Option<String> {
        let mut name = name.to_owned();
        for _ in 0..MOST_REFERENCES {
            match self.variables.get(&name) {
                Some(variable) if variable.reference => match &variable.content {
                    Content::Text(other) if super::holes::is_known(other) => name.clone_from(other),
                    _ => return None,
                },
                _ => return Some(name),
            }
        }
        None
    }

    /// What a variable holds.
    pub(super) fn content(&self, name: &str) -> &Content {
        self.variable(name)
            .map_or(&Content::Unknown, |variable| &variable.content)
    }

    /// The variable of this very name, to be changed.
    pub(super) fn edit(&mut self, name: &str) -> &mut Variable {
        Arc::make_mut(&mut self.variables)
            .entry(name.to_owned())
            .or_insert_with(|| Variable {
                exported: if is_environment(name) {
                    Sure::Yes
                } else {
                    Sure::Unknown
                },
                ..Variable::default()
            })
    }

    /// No variable that is known here is passed on.
    pub(super) fn unset_environment(&mut self) {
        for (name, variable) in Arc::make_mut(&mut self.variables) {
            *variable = if is_environment(name) {
                Variable::default()
            } else {
                Variable::unset()
            };
        }
        if !self.variables.contains_key("HOME") {
            self.edit("HOME").content = Content::Unknown;
        }
    }

    /// A variable may have any value from now on.
    pub(super) fn forget(&mut self, name: &str) {
        match self.target(name) {
            Some(name) => self.edit(&name).content = Content::Unknown,
            None => self.forget_variables(),
        }
    }

    /// Nothing is known of a variable, as before it was ever named.
    pub(super) fn drop_variable(&mut self, name: &str) {
        Arc::make_mut(&mut self.variables).remove(name);
    }

    /// So may all of them.
    pub(super) fn forget_variables(&mut self) {
        for variable in Arc::make_mut(&mut self.variables).values_mut() {
            *variable = Variable {
                readonly: variable.readonly,
                ..Variable::default()
            };
        }
        self.parameters = None;
        self.forget_separators();
    }

    /// What was not seen may have set `IFS`, which every other shell has from its start.
    fn forget_separators(&mut self) {
        let variables = Arc::make_mut(&mut self.variables);
        variables.entry("IFS".to_owned()).or_default();
    }

    /// So may all variables that a text names.
    pub(super) fn forget_named(&mut self, text: &str) {
        let mut rest = text;
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        while let Some(at) = rest.find(is_part) {
            rest = &rest[at..];
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            if self.variables.contains_key(&rest[..end]) {
                self.forget(&rest[..end]);
            }
            rest = &rest[end..];
        }
    }

    /// A text that is not known may have done anything here.
    pub(super) fn forget_all(&mut self) {
        // A function may be what it was, or gone.
        let mut functions = std::mem::take(&mut self.functions);
        for alternatives in Arc::make_mut(&mut functions).values_mut() {
            if alternatives.iter().all(Option::is_some) {
                alternatives.push(None);
            }
        }
        *self = Self {
            functions,
            parameters: None,
            status: Status::Unknown,
            gone: self.gone,
            doubts: std::mem::take(&mut self.doubts),
            why: self.why.clone(),
            io: std::mem::take(&mut self.io),
            streams: self.streams,
            options: Options::of(self.options.interactive),
            ..Self::default()
        };
        self.forget_separators();
    }

    /// A shell that was logged into takes over: of all that was known it has nothing but what every
    /// shell has.
    pub(super) fn forget_login(&mut self) {
        self.forget_all();
        let variables = Arc::make_mut(&mut self.variables);
        variables.remove("IFS");
    }

    /// A function begins.
    pub(super) fn push_frame(&mut self) {
        self.frames.push(BTreeMap::new());
    }

    /// The function ends: its own variables are gone.
    pub(super) fn pop_frame(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let variables = Arc::make_mut(&mut self.variables);
        for (name, before) in frame {
            match before {
                Some(before) => variables.insert(name, before),
                None => variables.remove(&name),
            };
        }
    }

    /// Whether a function is being run.
    pub(super) fn in_function(&self) -> bool {
        !self.frames.is_empty()
    }

    /// A variable of the function's own. Children go on getting it where they got the outer one.
    pub(super) fn localize(&mut self, name: &str) {
        let outer = self.variables.get(name).cloned();
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if frame.contains_key(name) {
            return;
        }
        let exported = outer.as_ref().map_or(Sure::Unknown, |outer| outer.exported);
        frame.insert(name.to_owned(), outer);
        *self.edit(name) = Variable {
            exported,
            ..Variable::unset()
        };
    }

    /// The folder that a prompt shows. After `cd /home/admin/renewal` one that shows `~/renewal` tells
    /// what `~` is.
    pub(super) fn arrive(&mut self, shown: &str) {
        self.believed = false;
        let below = shown
            .strip_prefix('~')
            .filter(|below| below.is_empty() || below.starts_with('/'));
        let Some(below) = below else {
            self.folder = Some(shown.to_owned());
            return;
        };
        let known = self
            .folder
            .as_deref()
            .filter(|folder| folder.starts_with('/'));
        if let Some(home) = known.and_then(|known| known.strip_suffix(below))
            && home.len() > 1
        {
            self.home = Some(home.to_owned());
        }
        self.folder = Some(match &self.home {
            Some(home) => format!("{home}{below}"),
            None => shown.to_owned(),
        });
    }

    /// Goes to a folder, as `cd` does; `None` for one that is not known.
    pub(super) fn enter(&mut self, folder: Option<String>) {
        self.previous = std::mem::replace(&mut self.folder, folder);
    }
}

/// Whether every session's environment has a variable.
fn is_environment(name: &str) -> bool {
    matches!(
        name,
        "HOME" | "PATH" | "USER" | "LOGNAME" | "SHELL" | "TERM"
    )
}
