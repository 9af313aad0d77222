//! Lists, tables and objects: what several variables may hold at once.
//!
//! A value is shared by reference, as in PowerShell: `$y = $x` is no copy, and a change through
//! one name is seen through the other.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::Unresolved;
use super::number::Number;
use super::value::Known;

/// Something that is changed in place.
#[derive(Debug)]
pub(super) struct Shared<T: Inside>(Rc<Node<T>>);

#[derive(Debug)]
struct Node<T: Inside> {
    /// What is in it, or why that cannot be told.
    inside: RefCell<Result<T, Unresolved>>,
}

/// The items of a list.
pub(super) type List = Shared<Items>;
/// `@{ … }`
pub(super) type Table = Shared<Entries>;
/// `[pscustomobject]@{ … }`
pub(super) type Object = Shared<Properties>;

#[derive(Debug, Clone, Default)]
pub(super) struct Items {
    pub(super) kind: ListKind,
    pub(super) items: Vec<Known>,
}

/// What sort of list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ListKind {
    /// `@( … )`: of a fixed size, of anything.
    #[default]
    Array,
    /// An array of one type, such as what `-split` gives.
    Typed,
    /// What a pipeline wrote, where it is one item that is a list: as a value it is that list.
    Written,
    /// `[System.Collections.ArrayList]` and its kin: it can be added to.
    Growing,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Entries {
    pub(super) order: Order,
    pub(super) entries: Vec<(Key, Known)>,
}

/// In which order the entries of a table come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// `[ordered]@{ … }`: as they were put in.
    Kept,
    /// `@{ … }`: in one that cannot be told, where there are several.
    #[default]
    Hidden,
}

/// The key of an entry: `1` and `'1'` are two.
#[derive(Debug, Clone)]
pub(super) enum Key {
    Text(String),
    Number(Number),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Properties {
    pub(super) kind: ObjectKind,
    pub(super) properties: Vec<(String, Known)>,
}

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ObjectKind {
    /// `[pscustomobject]`
    #[default]
    Custom,
    /// An entry of a table, `Key` and `Value`.
    Entry,
    /// Another one, of which the properties are known that are listed, and others may be there.
    Open,
}

/// What may lie inside something shared.
pub(super) trait Inside: Clone + Default {
    /// Takes out what it holds.
    fn take(&mut self) -> Vec<Known>;
}

impl Inside for Items {
    fn take(&mut self) -> Vec<Known> {
        std::mem::take(&mut self.items)
    }
}

impl Inside for Entries {
    fn take(&mut self) -> Vec<Known> {
        let entries = std::mem::take(&mut self.entries);
        entries.into_iter().map(|(_, value)| value).collect()
    }
}

impl Inside for Properties {
    fn take(&mut self) -> Vec<Known> {
        let properties = std::mem::take(&mut self.properties);
        properties.into_iter().map(|(_, value)| value).collect()
    }
}

impl<T: Inside> Clone for Shared<T> {
    /// Another name of the same thing.
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: Inside> Shared<T> {
    pub(super) fn new(inside: T) -> Self {
        let inside = RefCell::new(Ok(inside));
        Self(Rc::new(Node { inside }))
    }

    /// Looks at what is in it.
    pub(super) fn look<R>(&self, look: impl FnOnce(&T) -> R) -> Result<R, Unresolved> {
        match &*self.0.inside.borrow() {
            Ok(inside) => Ok(look(inside)),
            Err(why) => Err(why.clone()),
        }
    }

    /// What is in it, copied.
    pub(super) fn read(&self) -> Result<T, Unresolved> {
        self.look(T::clone)
    }

    /// Changes what is in it; `None` where that is not known.
    pub(super) fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.0.inside.borrow_mut().as_mut().ok().map(change)
    }

    /// From here on it is not known what is in it.
    pub(super) fn forget(&self, why: Unresolved) {
        let before = self.0.inside.replace(Err(why));
        drop(before);
    }

    /// Whether both are the same thing.
    pub(super) fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl List {
    pub(super) fn items(&self) -> Result<Vec<Known>, Unresolved> {
        self.look(|inside| inside.items.clone())
    }
}

impl Entries {
    /// The value under a key that is a text, in any case.
    pub(super) fn get(&self, name: &str) -> Option<&Known> {
        let is_it = |key: &Key| matches!(key, Key::Text(text) if same_name(text, name));
        let found = self.entries.iter().find(|(key, _)| is_it(key));
        found.map(|(_, value)| value)
    }

    /// How much they hold, in bytes or so.
    pub(super) fn weight(&self) -> usize {
        self.entries.iter().map(|(_, value)| value.weight()).sum()
    }

    pub(super) fn set(&mut self, key: Key, value: Known) {
        match self.entries.iter_mut().find(|(own, _)| own.is(&key)) {
            Some((_, own)) => *own = value,
            None => self.entries.push((key, value)),
        }
    }
}

impl Properties {
    pub(super) fn get(&self, name: &str) -> Option<&Known> {
        let found = self.properties.iter().find(|(own, _)| same_name(own, name));
        found.map(|(_, value)| value)
    }
}

impl Key {
    /// Whether both are one key.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => same_name(one, other),
            (Self::Number(one), Self::Number(other)) => one.amount == other.amount,
            _ => false,
        }
    }

    /// As the value that it is.
    pub(super) fn value(&self) -> Known {
        match self {
            Self::Text(text) => Known::text(text.as_str()),
            Self::Number(number) => Known::Number(number.clone()),
        }
    }
}

fn same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || one.to_lowercase() == other.to_lowercase()
}

impl<T: Inside> Drop for Node<T> {
    /// A list in a list in a list may be deep: it is taken apart level by level.
    fn drop(&mut self) {
        let Ok(inside) = self.inside.get_mut() else {
            return;
        };
        let mut left = inside.take();
        while let Some(value) = left.pop() {
            match value {
                Known::List(list) => take_apart(list, &mut left),
                Known::Table(table) => take_apart(table, &mut left),
                Known::Object(object) => take_apart(object, &mut left),
                _ => {}
            }
        }
    }
}

/// Moves what nobody else holds out of it.
fn take_apart<T: Inside>(mut shared: Shared<T>, left: &mut Vec<Known>) {
    if let Some(node) = Rc::get_mut(&mut shared.0)
        && let Ok(inside) = node.inside.get_mut()
    {
        left.extend(inside.take());
    }
}
