//! What a shell knows: its variables, functions and folder.

use std::collections::HashMap;

/// A shell: the session's own, one within it, or one at the other end of `ssh`.
#[derive(Debug, Clone, Default)]
pub(super) struct Shell {
    /// Variables whose value is known; one that is not here may have any.
    variables: HashMap<String, Vec<String>>,
    /// Functions' bodies.
    pub(super) functions: HashMap<String, String>,
    /// What names stand for.
    pub(super) aliases: HashMap<String, String>,
    /// What `$1`, `$2`, … are, in a function.
    pub(super) parameters: Option<Vec<String>>,
    /// The folder, absolute or from `~`, where it is known.
    pub(super) folder: Option<String>,
    /// The one before it.
    pub(super) previous: Option<String>,
    /// What `~` is, once a prompt has told.
    pub(super) home: Option<String>,
}

impl Shell {
    /// A shell at the other end of `ssh`, in the home folder there.
    pub(super) fn remote() -> Self {
        Self {
            folder: Some("~".to_owned()),
            ..Self::default()
        }
    }

    /// The values of a variable: one, or an array's; `None` where they are not known.
    pub(super) fn value(&self, name: &str) -> Option<&[String]> {
        self.variables.get(name).map(Vec::as_slice)
    }

    /// Gives a variable values that are known.
    pub(super) fn set(&mut self, name: &str, values: Vec<String>) {
        self.variables.insert(name.to_owned(), values);
    }

    /// A variable may have any value from now on.
    pub(super) fn forget(&mut self, name: &str) {
        self.variables.remove(name);
    }

    /// So may all variables that a text names.
    pub(super) fn forget_named(&mut self, text: &str) {
        self.variables
            .retain(|name, _| !text.contains(name.as_str()));
    }

    /// Another shell may have taken over.
    pub(super) fn forget_all(&mut self) {
        *self = Self::default();
    }

    /// The folder that a prompt shows. After `cd /home/admin/renewal` one that shows `~/renewal` tells
    /// what `~` is.
    pub(super) fn arrive(&mut self, shown: &str) {
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

    /// Keeps what is the same in both: one of them is what the shell has become.
    pub(super) fn meet(&mut self, other: &Self) {
        self.variables
            .retain(|name, values| other.variables.get(name) == Some(values));
        self.functions
            .retain(|name, body| other.functions.get(name) == Some(body));
        self.aliases
            .retain(|name, text| other.aliases.get(name) == Some(text));
        if self.folder != other.folder {
            self.folder = None;
        }
        if self.previous != other.previous {
            self.previous = None;
        }
    }
}
