//! What a session was like, to see whether a line changed it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::classes::Declared;
use super::super::journal::Change;
use super::{Aliases, Functions, Scope, Session, Variable, Writing};

/// What a session was like at some point.
///
/// It shares with the session what it holds, so that a change makes a copy: a state with the
/// variables is only taken where they are hardly ever changed.
#[derive(Debug)]
pub(in super::super) struct State {
    /// The session's own variables; `None` where any change of one counts.
    variables: Option<Rc<Scope>>,
    functions: Rc<Functions>,
    aliases: Rc<Aliases>,
    fixed: Rc<BTreeMap<String, Writing>>,
    classes: Rc<BTreeMap<String, Rc<[Declared]>>>,
    folder: Option<String>,
    locations: usize,
}

impl State {
    /// With the variables: a loop gives its variable the same values each time.
    pub(in super::super) fn whole(session: &Session) -> Self {
        Self {
            variables: session.scopes.first().cloned(),
            ..Self::without_variables(session)
        }
    }

    /// Without the variables.
    pub(in super::super) fn without_variables(session: &Session) -> Self {
        Self {
            variables: None,
            functions: Rc::clone(&session.functions),
            aliases: Rc::clone(&session.aliases),
            fixed: Rc::clone(&session.fixed),
            classes: Rc::clone(&session.classes),
            folder: session.folder.clone(),
            locations: session.locations.len(),
        }
    }

    /// Whether the session is the same again, by the changes since the line began.
    pub(in super::super) fn is_of(&self, session: &Session) -> bool {
        Rc::ptr_eq(&self.functions, &session.functions)
            && Rc::ptr_eq(&self.aliases, &session.aliases)
            && Rc::ptr_eq(&self.fixed, &session.fixed)
            && Rc::ptr_eq(&self.classes, &session.classes)
            && self.folder == session.folder
            && self.locations == session.locations.len()
            && session.scopes.len() == 1
            && session.journal.all(|change| match change {
                Change::Variable(0, name) => self.has_same(session, name),
                _ => false,
            })
    }

    /// Whether a variable is what it was.
    fn has_same(&self, session: &Session, name: &str) -> bool {
        let (Some(before), Some(after)) = (&self.variables, session.scopes.first()) else {
            return false;
        };
        match (before.get(name), after.get(name)) {
            (Some(before), Some(after)) => before.is_same(after),
            (None, None) => true,
            _ => false,
        }
    }
}

impl Variable {
    /// Whether both cannot be told apart. What a command wrote is another each time.
    fn is_same(&self, other: &Self) -> bool {
        self.value.is_same_scalar(&other.value)
            && self.types == other.types
            && self.access == other.access
            && self.origin.is_none()
            && other.origin.is_none()
    }
}
