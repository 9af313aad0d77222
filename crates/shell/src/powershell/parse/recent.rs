//! Texts that were parsed before.
//!
//! A line is parsed to see whether it is whole, and again to follow it; and many lines are typed
//! more than once. What a text says depends on nothing but the text, so it is kept.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::ast::Script;
use super::parse;

/// So many texts are kept of each thread.
const MANY: usize = 512;

/// A longer text, in bytes, is hardly ever typed twice, and its tree is large.
const LONGEST: usize = 1024;

thread_local! {
    static KEPT: RefCell<HashMap<Box<str>, Rc<Script>>> = RefCell::default();
}

/// What a text says, as [`parse`] has it.
pub(in super::super) fn recent(text: &str) -> Rc<Script> {
    if text.len() > LONGEST {
        return Rc::new(parse(text));
    }
    KEPT.with_borrow_mut(|kept| {
        if let Some(script) = kept.get(text) {
            return Rc::clone(script);
        }
        if kept.len() >= MANY {
            kept.clear();
        }
        let script = Rc::new(parse(text));
        kept.insert(text.into(), Rc::clone(&script));
        script
    })
}
