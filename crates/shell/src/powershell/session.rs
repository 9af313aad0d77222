//! What a session remembers from line to line.

mod state; // What it was like, to see whether a line changed it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::paths;
use super::super::{Printed, Unresolved};
use super::classes::Declared;
use super::commands::Imported;
use super::convert::{self, Converted};
use super::journal::{Change, Journal};
use super::records::{Files, History};
use super::shared::{Entries, Inside, Key, Shared};
use super::value::{Closure, HEAVY, Known};
use super::version::Version;

pub(super) use state::State;

/// The parameters that nobody types; hardly any script sets them.
pub(super) const DEFAULTS: &str = "psdefaultparametervalues";

/// How many variables or functions are remembered.
const MANY: usize = 1000;

/// Variables, folder, functions and aliases of a session.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// Innermost last; the first is the session's own.
    scopes: Vec<Rc<Scope>>,
    functions: Rc<Functions>,
    pub(super) aliases: Rc<Aliases>,
    pub(super) folder: Option<String>,
    pub(super) locations: Vec<Option<String>>,
    /// Aliases that only `-Force` gives another target, or nothing does.
    pub(super) fixed: Rc<BTreeMap<String, Writing>>,
    /// Aliases and functions that a function set for good.
    lasting: Vec<Lasting>,
    /// The aliases and functions as they were when each of the inner scopes began.
    outer: Vec<(Rc<Aliases>, Rc<Functions>)>,
    /// The classes that were declared, by their names in lower case.
    classes: Rc<BTreeMap<String, Rc<[Declared]>>>,
    /// The lines that were typed.
    pub(super) history: History,
    /// The files that were written.
    pub(super) files: Files,
    /// What was changed, in order: shared by all copies of the session.
    pub(super) journal: Journal,
    /// Commands that run on another computer.
    pub(super) imported: Option<Imported>,
    /// Which PowerShell it is.
    pub(super) version: Version,
}

type Scope = BTreeMap<String, Variable>;
type Functions = BTreeMap<String, Option<Closure>>;
type Aliases = BTreeMap<String, Option<String>>;

/// What outlives the function that sets it.
#[derive(Debug, Clone)]
enum Lasting {
    Alias(String, Option<String>),
    Function(String, Option<Closure>),
}

/// A variable of one scope.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) value: Known,
    /// `[int]$x`: what every later value is converted to, too.
    types: Rc<[String]>,
    /// What it stands for, where its value is what a command wrote, or how one ended.
    origin: Option<Printed>,
    pub(super) access: Access,
}

/// Who may see or change a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Access {
    /// `$private:x`: scopes within do not see it.
    pub(super) sight: Sight,
    pub(super) writing: Writing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sight {
    #[default]
    Within,
    Private,
    /// It was removed: there is none.
    Gone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Writing {
    #[default]
    Free,
    /// Only `-Force` gives it another value.
    ReadOnly,
    /// Nothing does.
    Constant,
}

/// What became of an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kept {
    /// The variable has the value.
    Is,
    /// PowerShell refuses it: the variable keeps what it had.
    Refused,
    /// One of the two.
    Doubtful(Unresolved),
}

/// Which scope a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The innermost that has it; the innermost, to set it.
    Any,
    Innermost,
    Private,
    /// `global:`, and `script:` of what is typed; the environment.
    Outermost,
}

impl Default for Session {
    fn default() -> Self {
        let mut session = Self {
            scopes: vec![Rc::default()],
            functions: Rc::default(),
            aliases: Rc::default(),
            folder: None,
            locations: Vec::new(),
            fixed: Rc::default(),
            lasting: Vec::new(),
            outer: Vec::new(),
            classes: Rc::default(),
            history: History::default(),
            files: Files::default(),
            journal: Journal::default(),
            imported: None,
            version: Version::default(),
        };
        // It is there from the beginning, and has nothing in it.
        let defaults = Known::table(Entries::default());
        session.insert(0, DEFAULTS, defaults, None);
        session
    }
}

impl Session {
    /// A variable's value.
    pub(super) fn get(&self, name: &str) -> Known {
        let (place, bare) = place(name);
        match bare {
            "true" => return Known::Bool(true),
            "false" => return Known::Bool(false),
            "null" => return Known::Null,
            _ => {}
        }
        if let Some(name) = bare.strip_prefix("function:")
            && let Some(Some(closure)) = self.function(&name.to_ascii_lowercase())
        {
            return Known::Block(closure.clone());
        }
        if let Some(variable) = self.find(place, bare) {
            return variable.value.clone();
        }
        match bare {
            // Nothing runs, so there is none.
            "_" | "args" | "input" if self.scopes.len() == 1 => return Known::Null,
            _ => {}
        }
        // A scope of its own begins empty; the session may have begun before the capture.
        if place == Place::Innermost && self.scopes.len() > 1 {
            return Known::Null;
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

    /// The variable that a name means, if anything gave it a value.
    fn find(&self, place: Place, bare: &str) -> Option<&Variable> {
        let innermost = self.scopes.len().checked_sub(1)?;
        let sees = |at: usize, variable: &Variable| match variable.access.sight {
            Sight::Within => true,
            Sight::Private => at == innermost,
            Sight::Gone => at == 0,
        };
        let mut scopes = self.scopes.iter().enumerate();
        match place {
            Place::Outermost => scopes.next()?.1.get(bare),
            Place::Innermost | Place::Private => self.scopes.last()?.get(bare),
            Place::Any => {
                let mut found = scopes
                    .rev()
                    .filter_map(|(at, scope)| Some((at, scope.get(bare)?)));
                let (_, variable) = found.find(|(at, variable)| sees(*at, variable))?;
                Some(variable)
            }
        }
    }

    /// Gives a variable a value, in the scope that its name says, or the innermost. A variable
    /// with a type converts it.
    pub(super) fn set(&mut self, name: &str, value: Known) -> Kept {
        self.set_at(self.scope_of(name), name, value)
    }

    /// Gives a variable a type and a value, as `[int]$x = 1` does. The types stand as written,
    /// outermost first.
    pub(super) fn set_typed(&mut self, name: &str, types: &[String], value: Known) -> Kept {
        let at = self.scope_of(name);
        let (_, bare) = place(name);
        let value = match convert::to_all(types, value) {
            Converted::To(value) => value,
            Converted::Fails => return Kept::Refused,
            Converted::Unknown(why) => {
                let unknown = Known::Unknown(why.clone());
                self.insert(at, bare, unknown, Some(types.into()));
                return Kept::Doubtful(why);
            }
        };
        self.insert(at, bare, value, Some(types.into()));
        Kept::Is
    }

    /// The scope that a name is set in.
    fn scope_of(&self, name: &str) -> usize {
        match place(name).0 {
            Place::Outermost => 0,
            Place::Any | Place::Innermost | Place::Private => self.scopes.len().saturating_sub(1),
        }
    }

    /// Gives the variable of a scope a value; the outermost is 0.
    pub(super) fn set_at(&mut self, at: usize, name: &str, value: Known) -> Kept {
        let (place, bare) = place(name);
        let own = self.scopes.get(at).and_then(|scope| scope.get(bare));
        if own.is_some_and(|own| own.access.writing != Writing::Free) {
            return Kept::Refused;
        }
        let types = own.map(|own| Rc::clone(&own.types)).unwrap_or_default();
        let kept = match convert::to_all(&types, value) {
            Converted::To(value) => {
                self.insert(at, bare, value, None);
                Kept::Is
            }
            Converted::Fails => Kept::Refused,
            Converted::Unknown(why) => {
                self.insert(at, bare, Known::Unknown(why.clone()), None);
                Kept::Doubtful(why)
            }
        };
        if place == Place::Private {
            self.restrict(at, bare, |access| access.sight = Sight::Private);
        }
        kept
    }

    /// Changes who may see or change a variable.
    pub(super) fn restrict(&mut self, at: usize, name: &str, restrict: impl FnOnce(&mut Access)) {
        if let Some(scope) = self.scopes.get_mut(at)
            && let Some(variable) = Rc::make_mut(scope).get_mut(place(name).1)
        {
            restrict(&mut variable.access);
            self.journal
                .note(Change::Variable(at, place(name).1.to_owned()));
        }
    }

    /// What a variable stands for, where its value is what a command wrote, or how one ended.
    pub(super) fn origin(&self, name: &str) -> Option<Printed> {
        let (place, bare) = place(name);
        self.find(place, bare)?.origin.clone()
    }

    /// Notes what a variable stands for that was just set.
    pub(super) fn came_from(&mut self, name: &str, origin: Option<Printed>) {
        let at = self.scope_of(name);
        if let Some(scope) = self.scopes.get_mut(at)
            && let Some(variable) = Rc::make_mut(scope).get_mut(place(name).1)
        {
            variable.origin = origin;
        }
    }

    fn insert(&mut self, at: usize, bare: &str, value: Known, types: Option<Rc<[String]>>) {
        let Some(scope) = self.scopes.get_mut(at) else {
            return;
        };
        let scope = Rc::make_mut(scope);
        let is_new = !scope.contains_key(bare);
        let value = match value {
            // From here on the variable is what cannot be told; what is not remembered neither.
            Known::Unknown(_) => unknown(bare),
            value if value.weight() > HEAVY || is_new && scope.len() >= MANY => unknown(bare),
            value => value.plain(),
        };
        match scope.get_mut(bare) {
            Some(own) => {
                own.value = value;
                own.origin = None;
                if own.access.sight == Sight::Gone {
                    own.access.sight = Sight::Within;
                }
                if let Some(types) = types {
                    own.types = types;
                }
            }
            None => {
                let variable = Variable {
                    value,
                    types: types.unwrap_or_default(),
                    origin: None,
                    access: Access::default(),
                };
                scope.insert(bare.to_owned(), variable);
            }
        }
        self.journal.note(Change::Variable(at, bare.to_owned()));
    }

    /// The variable is gone; whether it was there.
    pub(super) fn unset(&mut self, name: &str) -> bool {
        let (place, bare) = place(name);
        let at = match place {
            Place::Any => (0..self.scopes.len())
                .rev()
                .find(|at| self.has_at(*at, bare)),
            _ => Some(self.scope_of(name)),
        };
        let Some(at) = at.filter(|at| self.has_at(*at, bare)) else {
            return false;
        };
        if let Some(scope) = self.scopes.get_mut(at) {
            Rc::make_mut(scope).remove(bare);
        }
        // Afterwards there is none; that is known, as it was here.
        if at == 0 {
            self.insert(0, bare, Known::Null, None);
            self.restrict(0, bare, |access| access.sight = Sight::Gone);
        }
        self.journal.note(Change::Variable(at, bare.to_owned()));
        true
    }

    /// Whether a scope has the variable; the outermost is 0.
    pub(super) fn has_at(&self, at: usize, name: &str) -> bool {
        let own = self
            .scopes
            .get(at)
            .and_then(|scope| scope.get(place(name).1));
        own.is_some_and(|own| own.access.sight != Sight::Gone)
    }

    /// How many scopes are open; the innermost is the last of them.
    pub(super) fn depth(&self) -> usize {
        self.scopes.len()
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
        self.journal.note(Change::Function(name.to_owned()));
    }

    /// Gives an alias a target, or says that it is not known; its name in lower case.
    pub(super) fn alias(&mut self, name: &str, target: Option<String>) {
        Rc::make_mut(&mut self.aliases).insert(name.to_owned(), target);
        self.journal.note(Change::Alias(name.to_owned()));
    }

    /// Gives an alias a target that holds beyond the function that is being called.
    pub(super) fn alias_everywhere(&mut self, name: &str, target: Option<String>) {
        let lasting = Lasting::Alias(name.to_owned(), target.clone());
        self.lasting.push(lasting);
        self.alias(name, target);
    }

    /// Defines a function that is there beyond the function that is being called.
    pub(super) fn define_everywhere(&mut self, name: &str, function: Option<Closure>) {
        let lasting = Lasting::Function(name.to_owned(), function.clone());
        self.lasting.push(lasting);
        self.define(name, function);
    }

    /// What every alias of the session stands for is not known.
    pub(super) fn forget_aliases(&mut self) {
        let names: Vec<String> = self.aliases.keys().cloned().collect();
        for name in names {
            self.alias(&name, None);
        }
    }

    /// There is no function of that name any more; it is in lower case.
    pub(super) fn undefine(&mut self, name: &str) {
        Rc::make_mut(&mut self.functions).remove(name);
        self.journal.note(Change::Function(name.to_owned()));
    }

    /// A file gets a text, or one that is not known; its whole path in lower case.
    pub(super) fn write_file(&mut self, path: &str, text: Option<String>, appends: bool) {
        self.files.write(path.to_owned(), text, appends);
        self.journal.note(Change::File(path.to_owned()));
    }

    /// Enters a folder, or one that is not known.
    pub(super) fn enter(&mut self, folder: Option<String>) {
        self.folder = folder;
        self.journal.note(Change::Folder);
    }

    /// Changes something shared in place; `None` where what is in it is not known.
    pub(super) fn change<T: Inside, R>(
        &self,
        shared: &Shared<T>,
        change: impl FnOnce(&mut T) -> R,
    ) -> Option<R>
    where
        Change: From<Shared<T>>,
    {
        self.journal.note(Change::from(shared.clone()));
        shared.change(change)
    }

    /// Whether anything gave the variable a value.
    pub(super) fn has(&self, name: &str) -> bool {
        let (place, bare) = place(name);
        self.find(place, bare).is_some()
    }

    pub(super) fn push_scope(&mut self) {
        self.scopes.push(Rc::default());
        let outer = (Rc::clone(&self.aliases), Rc::clone(&self.functions));
        self.outer.push(outer);
    }

    pub(super) fn pop_scope(&mut self) {
        if self.scopes.len() > 1 {
            self.scopes.pop();
        }
        // Aliases and functions live as long as the scope that they were set in.
        let Some((aliases, functions)) = self.outer.pop() else {
            return;
        };
        let is_same =
            Rc::ptr_eq(&aliases, &self.aliases) && Rc::ptr_eq(&functions, &self.functions);
        if is_same {
            return;
        }
        self.aliases = aliases;
        self.functions = functions;
        for lasting in std::mem::take(&mut self.lasting) {
            match &lasting {
                Lasting::Alias(name, target) => self.alias(name, target.clone()),
                Lasting::Function(name, function) => self.define(name, function.clone()),
            }
            if !self.outer.is_empty() {
                self.lasting.push(lasting);
            }
        }
    }

    /// The innermost scope ends; its functions and aliases stay.
    pub(super) fn pop_variables(&mut self) {
        if self.scopes.len() > 1 {
            self.scopes.pop();
        }
        self.outer.pop();
    }

    /// A class is declared.
    pub(super) fn declare_class(&mut self, name: &str, methods: Rc<[Declared]>) {
        if self.classes.len() < MANY {
            Rc::make_mut(&mut self.classes).insert(name.to_ascii_lowercase(), methods);
        }
    }

    /// The methods of a class that was declared.
    pub(super) fn class(&self, name: &str) -> Option<Rc<[Declared]>> {
        self.classes.get(&name.to_ascii_lowercase()).cloned()
    }

    /// What another computer, or a job, knows of this session: nothing but `$using:`.
    pub(super) fn away(&self) -> Self {
        let mut away = Self::default();
        let mut using = Scope::new();
        for scope in &self.scopes {
            for (name, variable) in scope.iter() {
                using.insert(format!("using:{name}"), variable.clone());
            }
        }
        away.scopes.push(Rc::new(using));
        away.push_scope();
        away
    }

    /// The same functions and aliases, and nothing that could be changed.
    pub(super) fn without_variables(&self) -> Self {
        Self {
            functions: Rc::clone(&self.functions),
            aliases: Rc::clone(&self.aliases),
            folder: self.folder.clone(),
            imported: self.imported.clone(),
            version: self.version,
            ..Self::default()
        }
    }

    /// What changed, or may have, is no longer known.
    pub(super) fn doubt(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Variable(at, name) => {
                    if *at < self.scopes.len() {
                        self.doubt_at(*at, name);
                    }
                }
                Change::Function(name) => self.define(name, None),
                Change::Alias(name) => self.alias(name, None),
                Change::Folder => self.enter(None),
                Change::File(path) => self.write_file(path, None, false),
                Change::List(list) => list.forget(changed()),
                Change::Table(table) => table.forget(changed()),
                Change::Object(object) => object.forget(changed()),
                Change::Import => self.import(Imported::perhaps()),
                Change::Anything => self.forget(),
            }
        }
    }

    /// What a variable of a scope holds, or whether it is there, is not known.
    fn doubt_at(&mut self, at: usize, name: &str) {
        self.insert(at, name, unknown(name), None);
    }

    /// Commands run elsewhere from now on.
    pub(super) fn import(&mut self, imported: Imported) {
        self.imported = Some(imported);
        self.journal.note(Change::Import);
    }

    /// Anything may have changed.
    pub(super) fn forget(&mut self) {
        self.forget_shared();
        for scope in &mut self.scopes {
            for (name, variable) in Rc::make_mut(scope).iter_mut() {
                if name != DEFAULTS {
                    variable.value = unknown(name);
                    variable.origin = None;
                }
            }
        }
        let functions = Rc::make_mut(&mut self.functions);
        functions.values_mut().for_each(|function| *function = None);
        self.folder = None;
        self.journal.note(Change::Anything);
    }

    /// Anything that is shared may have been changed in place.
    pub(super) fn forget_shared(&mut self) {
        let mut left: Vec<Known> = Vec::new();
        for scope in &self.scopes {
            let shared = scope.iter().filter(|(name, _)| *name != DEFAULTS);
            left.extend(shared.map(|(_, variable)| variable.value.clone()));
        }
        while let Some(value) = left.pop() {
            match value {
                Known::List(list) => {
                    left.extend(list.items().unwrap_or_default());
                    self.journal.note(Change::List(list.clone()));
                    list.forget(changed());
                }
                Known::Table(table) => {
                    let entries = table.read().unwrap_or_default().entries;
                    left.extend(entries.into_iter().map(|(_, value)| value));
                    self.journal.note(Change::Table(table.clone()));
                    table.forget(changed());
                }
                Known::Object(object) => {
                    let properties = object.read().unwrap_or_default().properties;
                    left.extend(properties.into_iter().map(|(_, value)| value));
                    self.journal.note(Change::Object(object.clone()));
                    object.forget(changed());
                }
                _ => {}
            }
        }
    }
}

/// The key of a table, as PowerShell takes it from a value.
pub(super) fn key(value: Known) -> Result<Key, Unresolved> {
    match value.plain() {
        Known::Text(text) => Ok(Key::Text(text)),
        Known::Char(_) => Err(Unresolved::Expression("[char]".to_owned())),
        Known::Number(number) => Ok(Key::Number(number)),
        Known::Unknown(why) => Err(why),
        _ => Err(Unresolved::Expression("@{…}".to_owned())),
    }
}

fn changed() -> Unresolved {
    Unresolved::Expression("…".to_owned())
}

fn unknown(name: &str) -> Known {
    Known::Unknown(Unresolved::Variable(format!("${}", place(name).1)))
}

/// The scope that a name says, and the name without it.
fn place(name: &str) -> (Place, &str) {
    let (place, bare) = match name.split_once(':') {
        Some(("global" | "script", bare)) => (Place::Outermost, bare),
        Some(("local", bare)) => (Place::Innermost, bare),
        Some(("private", bare)) => (Place::Private, bare),
        Some(("variable", bare)) => (Place::Any, bare),
        Some(("env", _)) => (Place::Outermost, name),
        _ => (Place::Any, name),
    };
    (place, if bare == "psitem" { "_" } else { bare })
}
