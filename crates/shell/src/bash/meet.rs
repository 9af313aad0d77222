//! Two paths come together: only what is the same on both is known.

use std::sync::Arc;

use super::shell::{MAYBE, Shell};
use super::value::Variable;

impl Shell {
    /// Comes together with the path on which the last command failed. If that was a `cd`, its folder
    /// is a belief from now on.
    pub(super) fn join_believing(&mut self, failed: &Self) {
        let both = self.gone.is_none() && failed.gone.is_none();
        let entered = (self.folder.clone(), self.previous.clone());
        let moved = both && self.folder != failed.folder;
        self.join(failed);
        if moved {
            (self.folder, self.previous) = entered;
            self.believed = true;
        }
    }

    /// Keeps what is the same in both: one of them is what the shell has become.
    pub(super) fn meet(&mut self, other: &Self) {
        if !Arc::ptr_eq(&self.variables, &other.variables) && self.variables != other.variables {
            let variables = Arc::make_mut(&mut self.variables);
            variables.retain(|name, variable| match other.variables.get(name) {
                Some(other) => {
                    variable.meet(other);
                    true
                }
                // What nothing is known of may be what it is here; its kind is not.
                None => {
                    variable.meet(&Variable::default());
                    true
                }
            });
            for (name, variable) in other.variables.iter() {
                if !variables.contains_key(name) {
                    let mut variable = variable.clone();
                    variable.meet(&Variable::default());
                    variables.insert(name.clone(), variable);
                }
            }
        }
        self.meet_frames(other);
        if !Arc::ptr_eq(&self.functions, &other.functions) && self.functions != other.functions {
            let functions = Arc::make_mut(&mut self.functions);
            for (name, bodies) in other.functions.iter() {
                let own = functions.entry(name.clone()).or_insert_with(|| vec![None]);
                for body in bodies {
                    if !own.contains(body) {
                        own.push(body.clone());
                    }
                }
            }
            for (name, bodies) in functions.iter_mut() {
                if !other.functions.contains_key(name) && !bodies.contains(&None) {
                    bodies.push(None);
                }
            }
        }
        if self.aliases != other.aliases {
            let aliases = Arc::make_mut(&mut self.aliases);
            for (name, text) in aliases.iter_mut() {
                if other.aliases.get(name) != Some(text) {
                    *text = None;
                }
            }
            for name in other.aliases.keys() {
                aliases.entry(name.clone()).or_insert(None);
            }
        }
        if self.parameters != other.parameters {
            self.parameters = None;
        }
        self.believed |= other.believed;
        if self.folder != other.folder {
            self.folder = None;
        }
        if self.previous != other.previous {
            self.previous = None;
        }
        self.own_home &= other.own_home;
        self.options.meet(&other.options);
        self.status = self.status.meet(other.status);
        self.io.meet(&other.io);
        self.meet_traps(other);
        if self.files != other.files {
            let files = Arc::make_mut(&mut self.files);
            for (path, text) in files.iter_mut() {
                if other.files.get(path) != Some(text) {
                    *text = None;
                }
            }
            for path in other.files.keys() {
                files.entry(path.clone()).or_insert(None);
            }
        }
        if self.exported_functions != other.exported_functions {
            let names = Arc::make_mut(&mut self.exported_functions);
            names.extend(other.exported_functions.iter().cloned());
        }
    }

    /// A trap that is set on one path only may be set.
    pub(super) fn meet_traps(&mut self, other: &Self) {
        for (own, other) in [
            (&mut self.traps.exit, &other.traps.exit),
            (&mut self.traps.err, &other.traps.err),
            (&mut self.traps.debug, &other.traps.debug),
        ] {
            if own != other && (own.is_some() || other.is_some()) {
                // What it would run is put behind a condition that nothing decides.
                let text = own.clone().or_else(|| other.clone()).unwrap_or_default();
                *own = Some(format!("{MAYBE}{text}"));
            }
        }
        for text in &other.traps.signals {
            if !self.traps.signals.contains(text) {
                self.traps.signals.push(text.clone());
            }
        }
    }

    /// A name that is a function's own in one of them only: neither value is known.
    pub(super) fn meet_frames(&mut self, other: &Self) {
        if self.frames == other.frames {
            return;
        }
        if self.frames.len() != other.frames.len() {
            return self.forget_variables();
        }
        for at in 0..self.frames.len() {
            let mut unclear: Vec<String> = Vec::new();
            for (name, before) in &self.frames[at] {
                if other.frames[at].get(name) != Some(before) {
                    unclear.push(name.clone());
                }
            }
            for name in other.frames[at].keys() {
                if !self.frames[at].contains_key(name) {
                    unclear.push(name.clone());
                }
            }
            for name in unclear {
                self.frames[at].insert(name.clone(), Some(Variable::default()));
                *self.edit(&name) = Variable::default();
            }
        }
    }
}
