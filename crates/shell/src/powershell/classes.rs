//! Classes that a session declares: their methods and constructors run when they are called
//! (about_Classes).

use std::ops::Range;
use std::rc::Rc;

use super::super::Unresolved;
use super::ast::Class;
use super::interpret::Run;
use super::shared::{Object, ObjectKind, Properties};
use super::value::{Closure, Known, short};

/// A method that a class declares.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    /// Lower case; a constructor's is that of its class.
    name: String,
    closure: Closure,
}

/// The property of an object that says which class it is of; no real one has such a name.
const CLASS: &str = "\u{0}class";

impl Run<'_, '_> {
    pub(super) fn declare_class(&mut self, class: &Class) {
        let methods = class.methods.iter().map(|method| Declared {
            name: method.name.to_ascii_lowercase(),
            closure: Closure {
                source: Rc::clone(&self.source),
                block: Rc::clone(&method.body),
            },
        });
        let methods = methods.collect();
        self.session.declare_class(&class.name, methods);
    }

    /// `[C]::new()` and `[C]::Go()` of a class that the session declared; `None` for another type.
    pub(super) fn of_class(
        &mut self,
        class: &str,
        name: &str,
        arguments: &[Known],
        span: &Range<usize>,
    ) -> Option<Known> {
        let methods = self.session.class(class)?;
        if name != "new" {
            return Some(self.one_method(&methods, name, arguments, span));
        }
        let constructs = |method: &Declared| method.name.eq_ignore_ascii_case(class);
        if methods.iter().any(constructs) {
            self.one_method(&methods, &class.to_ascii_lowercase(), arguments, span);
        }
        Some(Known::object(Properties {
            kind: ObjectKind::Open,
            properties: vec![(CLASS.to_owned(), Known::text(class))],
        }))
    }

    /// A method of an object of such a class; `None` for another object.
    pub(super) fn of_instance(
        &mut self,
        object: &Object,
        name: &str,
        arguments: &[Known],
        span: &Range<usize>,
    ) -> Option<Known> {
        let class = object.look(|inside| inside.get(CLASS).cloned()).ok()??;
        let class = class.to_text().ok()?;
        let methods = self.session.class(&class)?;
        self.session.set("this", Known::Object(object.clone()));
        Some(self.one_method(&methods, name, arguments, span))
    }

    fn one_method(
        &mut self,
        methods: &[Declared],
        name: &str,
        arguments: &[Known],
        span: &Range<usize>,
    ) -> Known {
        let fits = |method: &&Declared| {
            let wants = method.closure.block.parameters.len();
            method.name == name && wants == arguments.len()
        };
        let mut fitting = methods.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(method), None) => self.invoke(&method.closure, arguments, span),
            // It may be that of a class that this one is made from, or one of several.
            (found, other) => {
                let why = Unresolved::Script(short(self.slice(span)));
                for method in found.into_iter().chain(other) {
                    self.perhaps(why.clone(), |run| {
                        run.invoke(&method.closure, arguments, span)
                    });
                }
                self.unsure(why.clone(), |run| run.unknown_program(why, span));
                Known::expression(self.slice(span))
            }
        }
    }
}
