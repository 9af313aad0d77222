//! What a session remembers from line to line.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::Unresolved;
use super::super::paths;
use super::assigned::Assigned;
use super::value::{Closure, HEAVY, Known};

/// How many variables or functions are remembered.
const MANY: usize = 1000;

/// Variables, folder, functions and aliases of a session.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// Innermost last; the first is the session's own.
    scopes: Vec<Rc<BTreeMap<String, Known>>>,
    functions: Rc<BTreeMap<String, Option<Closure>>>,
    pub(super) aliases: Rc<BTreeMap<String, String>>,
    pub(super) folder: Option<String>,
    pub(super) locations: Vec<Option<String>>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            scopes: vec![Rc::default()],
            functions: Rc::default(),
            aliases: Rc::default(),
            folder: None,
            locations: Vec::new(),
        }
    }
}

impl Session {
    /// A variable's value.
    pub(super) fn get(&self, name: &str) -> Known {
        let bare = bare(name);
        match bare {
            "true" => return Known::Bool(true),
            "false" => return Known::Bool(false),
            "null" => return Known::Null,
            _ => {}
        }
        let bare = if bare == "psitem" { "_" } else { bare };
        if let Some(value) = self.scopes.iter().rev().find_map(|scope| scope.get(bare)) {
            return value.clone();
        }
        if let Some(text) = bare.strip_prefix("env:").and_then(paths::environment) {
            return Known::Text(text);
        }
        if bare == "pwd"
            && let Some(folder) = &self.folder
        {
            return Known::Text(folder.clone());
        }
        Known::Unknown(Unresolved::Variable(format!("${bare}")))
    }

    /// Gives a variable a value, in the scope that its name says, or the innermost.
    pub(super) fn set(&mut self, name: &str, value: Known) {
        let value = match value {
            // From here on the variable is what can not be told.
            Known::Unknown(_) => unknown(name),
            value => value,
        };
        let everywhere =
            name.starts_with("global:") || name.starts_with("script:") || name.starts_with("env:");
        let scope = if everywhere {
            self.scopes.first_mut()
        } else {
            self.scopes.last_mut()
        };
        if let Some(scope) = scope {
            let scope = Rc::make_mut(scope);
            let name = bare(name);
            // What is not remembered is not known.
            if value.weight() > HEAVY || scope.len() >= MANY {
                scope.insert(name.to_owned(), unknown(name));
                return;
            }
            scope.insert(name.to_owned(), value);
        }
    }

    /// A function of that name, in lower case; `Some(None)` where which one it is is not known.
    pub(super) fn function(&self, name: &str) -> Option<&Option<Closure>> {
        self.functions.get(name)
    }

    /// Defines a function, or says that it is no longer known.
    pub(super) fn define(&mut self, name: &str, function: Option<Closure>) {
        let functions = Rc::make_mut(&mut self.functions);
        let function = function.filter(|_| functions.len() < MANY);
        functions.insert(name.to_owned(), function);
    }

    /// Functions that a branch defined: which one holds is not known afterwards.
    pub(super) fn doubt_functions(&mut self, after: &Self) {
        if Rc::ptr_eq(&self.functions, &after.functions) {
            return;
        }
        for (name, function) in after.functions.iter() {
            let same = matches!((self.functions.get(name), function),
                (Some(Some(one)), Some(other)) if Rc::ptr_eq(&one.block, &other.block));
            if !same {
                self.define(name, None);
            }
        }
    }

    /// Whether anything gave the variable a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.scopes
            .iter()
            .any(|scope| scope.contains_key(bare(name)))
    }

    pub(super) fn push_scope(&mut self) {
        self.scopes.push(Rc::default());
    }

    pub(super) fn pop_scope(&mut self) {
        if self.scopes.len() > 1 {
            self.scopes.pop();
        }
    }

    /// What another computer, or a job, knows of this session: nothing but `$using:`.
    pub(super) fn away(&self) -> Self {
        let mut away = Self::default();
        let mut using = BTreeMap::new();
        for scope in &self.scopes {
            for (name, value) in scope.iter() {
                using.insert(format!("using:{name}"), value.clone());
            }
        }
        away.scopes.push(Rc::new(using));
        away.push_scope();
        away
    }

    /// What may have changed is no longer known.
    pub(super) fn doubt(&mut self, assigned: &Assigned) {
        for name in &assigned.names {
            self.set(name, unknown(name));
            // A function's own scope does not hide that the outer one may have changed.
            for scope in &mut self.scopes {
                if scope.contains_key(bare(name))
                    && let Some(value) = Rc::make_mut(scope).get_mut(bare(name))
                {
                    *value = unknown(name);
                }
            }
        }
        if assigned.moves {
            self.folder = None;
        }
        if assigned.anything {
            self.forget();
        }
    }

    /// Anything may have changed.
    pub(super) fn forget(&mut self) {
        for scope in &mut self.scopes {
            for (name, value) in Rc::make_mut(scope).iter_mut() {
                *value = unknown(name);
            }
        }
        let functions = Rc::make_mut(&mut self.functions);
        functions.values_mut().for_each(|function| *function = None);
        self.folder = None;
    }
}

fn unknown(name: &str) -> Known {
    Known::Unknown(Unresolved::Variable(format!("${}", bare(name))))
}

fn bare(name: &str) -> &str {
    let scopes = ["global:", "script:", "local:", "private:", "variable:"];
    let bare = scopes.iter().find_map(|scope| name.strip_prefix(scope));
    bare.unwrap_or(name)
}
