//! Aliases, and the drives `alias:`, `function:`, `variable:` and `env:` of a session
//! (about_Aliases, about_Providers).

use std::rc::Rc;

use super::super::super::table;
use super::super::ast::Block;
use super::super::bind::Binding;
use super::super::interpret::Run;
use super::super::parse;
use super::super::session::Writing;
use super::super::value::{Closure, Known};
use super::steer::Steered;

/// What a path of a drive of the session names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drive {
    Alias,
    Function,
    Variable,
    Environment,
}

impl Run<'_, '_> {
    pub(super) fn set_alias(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        let (Some(Ok(name)), Some(value)) = (steered.text("Name"), steered.text("Value")) else {
            self.session.forget_aliases();
            return Known::Nothing;
        };
        let lower = name.to_ascii_lowercase();
        let option = steered
            .text("Option")
            .and_then(Result::ok)
            .unwrap_or_default();
        let force = steered.is_on("Force");
        let everywhere = match steered.text("Scope") {
            None => false,
            Some(Ok(scope)) => matches!(
                scope.trim().to_ascii_lowercase().as_str(),
                "global" | "script"
            ),
            Some(Err(_)) => false,
        } || option.to_ascii_lowercase().contains("allscope");
        let own = self.session.aliases.get(&lower).cloned();
        let built_in = table::alias(&lower).map(|(alias, _)| alias);
        let fixed = self.session.fixed.get(&lower).copied();
        match fixed {
            Some(Writing::Constant) => return Known::Nothing,
            Some(Writing::ReadOnly) if !force => return Known::Nothing,
            _ => {}
        }
        let is_removed = own
            .as_ref()
            .is_some_and(|own| own.as_deref() == Some(&lower));
        let is_there = !is_removed && (own.is_some() || built_in.is_some());
        if steered.name == "New-Alias" && is_there && !force {
            // It stays what it is.
            return Known::Nothing;
        }
        let target = match (built_in.filter(|_| own.is_none()), value) {
            // Whether a built-in alias may be set over depends on its options.
            (Some(alias), _)
                if alias.is_read_only && !force
                    || alias.is_of_all_scopes
                        && !option.to_ascii_lowercase().contains("allscope") =>
            {
                None
            }
            (_, Ok(target)) => Some(target),
            (_, Err(_)) => None,
        };
        let writing = match option.to_ascii_lowercase() {
            option if option.contains("constant") => Writing::Constant,
            option if option.contains("readonly") => Writing::ReadOnly,
            _ => Writing::Free,
        };
        if writing != Writing::Free || fixed.is_some() {
            Rc::make_mut(&mut self.session.fixed).insert(lower.clone(), writing);
        }
        if everywhere {
            self.session.alias_everywhere(&lower, target);
        } else {
            self.session.alias(&lower, target);
        }
        Known::Nothing
    }

    pub(super) fn remove_alias(&mut self, steered: &Steered<'_>) -> Known {
        self.reads(steered.name, &[], &steered.command.span);
        let names = steered.get("Name").or_else(|| steered.input.clone());
        match names.map(Known::items) {
            Some(Ok(names)) => {
                for name in names {
                    match name.to_text() {
                        Ok(name) => self.drop_alias(&name, steered.is_on("Force")),
                        Err(_) => self.session.forget_aliases(),
                    }
                }
            }
            _ => self.session.forget_aliases(),
        }
        Known::Nothing
    }

    fn drop_alias(&mut self, name: &str, force: bool) {
        let lower = name.to_ascii_lowercase();
        if lower.contains(['*', '[']) {
            self.session.forget_aliases();
            return;
        }
        let is_own = self.session.aliases.contains_key(&lower);
        match self.session.fixed.get(&lower) {
            Some(Writing::Constant) => return,
            Some(Writing::ReadOnly) if !force => return,
            _ => {}
        }
        let is_locked = table::alias(&lower).is_some_and(|(alias, _)| alias.is_read_only);
        // An alias of itself is none.
        let none = (is_own || force || !is_locked).then(|| lower.clone());
        self.session.alias(&lower, none);
    }

    /// `New-Item function:f`, `Remove-Item alias:s`.
    pub(super) fn item(&mut self, steered: &Steered<'_>) -> Known {
        for path in paths(steered.binding) {
            let Some((drive, name)) = drive_of(&path) else {
                continue;
            };
            let name = match steered.text("Name") {
                Some(Ok(own)) if name.is_empty() => own,
                _ => name.to_owned(),
            };
            self.drive_item(drive, &name, steered);
        }
        let span = &steered.command.span;
        self.reads(steered.name, &[], span);
        match steered.name {
            "New-Item" => Known::expression(self.slice(span)),
            _ => Known::Nothing,
        }
    }

    fn drive_item(&mut self, drive: Drive, name: &str, steered: &Steered<'_>) {
        let is_known = !name.is_empty() && !name.contains(['*', '?', '[']);
        let value = match steered.get("Value").or_else(|| steered.input.clone()) {
            Some(value) => value,
            None => Known::Null,
        };
        match (steered.name, drive) {
            ("New-Item" | "Set-Item" | "Set-Content", _) if is_known => {
                let lower = name.to_ascii_lowercase();
                let is_there = match drive {
                    Drive::Alias => {
                        self.session.aliases.contains_key(&lower) || table::alias(&lower).is_some()
                    }
                    Drive::Function => self.session.function(&lower).is_some(),
                    Drive::Variable | Drive::Environment => false,
                };
                if steered.name == "New-Item" && is_there && !steered.is_on("Force") {
                    return;
                }
                self.set_on_drive(drive, name, value);
            }
            ("Remove-Item", Drive::Alias) => self.drop_alias(name, steered.is_on("Force")),
            ("Remove-Item", Drive::Function) if is_known => {
                self.session.undefine(&name.to_ascii_lowercase());
            }
            ("Remove-Item", Drive::Variable) if is_known => {
                self.session.unset(&name.to_lowercase());
            }
            ("Remove-Item" | "Clear-Item", Drive::Environment) if is_known => {
                self.session
                    .set(&format!("env:{}", name.to_lowercase()), Known::Null);
            }
            ("Clear-Item", Drive::Variable) if is_known => {
                self.session.set(&name.to_lowercase(), Known::Null);
            }
            _ => {
                self.session.forget();
                self.session.forget_aliases();
            }
        }
    }

    fn set_on_drive(&mut self, drive: Drive, name: &str, value: Known) {
        match drive {
            Drive::Alias => {
                let target = value.to_text().ok();
                self.session.alias(&name.to_ascii_lowercase(), target);
            }
            Drive::Function => {
                let function = match value {
                    Known::Block(closure) => Some(closure),
                    Known::Text(text) => closure_of(&text),
                    _ => None,
                };
                self.session.define(&name.to_ascii_lowercase(), function);
            }
            Drive::Variable => {
                self.session.set(&name.to_lowercase(), value);
            }
            Drive::Environment => {
                let text = value.to_text().map_or_else(Known::Unknown, Known::Text);
                self.session
                    .set(&format!("env:{}", name.to_lowercase()), text);
            }
        }
    }

    /// `$function:f = { … }` and `$alias:s = 'X'`; whether it is one of them.
    pub(in super::super) fn assign_on_drive(&mut self, name: &str, value: &Known) -> bool {
        match drive_of(name) {
            Some((drive @ (Drive::Alias | Drive::Function), name)) => {
                let name = name.to_owned();
                self.set_on_drive(drive, &name, value.clone());
                true
            }
            _ => false,
        }
    }
}

/// Whether a cmdlet is of those that make, set and remove items of a drive.
pub(super) fn is_item(name: &str) -> bool {
    matches!(
        name,
        "New-Item"
            | "Set-Item"
            | "Set-Content"
            | "Remove-Item"
            | "Clear-Item"
            | "Rename-Item"
            | "Copy-Item"
            | "Move-Item"
    )
}

/// Whether what it is for lies on a drive of the session.
pub(super) fn names_drive(binding: &Binding) -> bool {
    paths(binding).iter().any(|path| drive_of(path).is_some())
}

fn paths(binding: &Binding) -> Vec<String> {
    let path = binding.get("Path").or_else(|| binding.get("LiteralPath"));
    let paths = path.map(|paths| paths.clone().items().unwrap_or_default());
    let texts = paths.into_iter().flatten().map(|path| path.to_text());
    texts.filter_map(Result::ok).collect()
}

/// A block of a text, as `[scriptblock]::Create` makes one.
pub(in super::super) fn closure_of(text: &str) -> Option<Closure> {
    let script = parse::parse(text);
    if script.refused.is_some() || text.len() > super::super::LONGEST {
        return None;
    }
    let block = Block {
        attributes: script.attributes,
        parameters: script.parameters,
        statements: script.statements,
        span: 0..text.len(),
    };
    Some(Closure {
        source: Rc::from(text),
        block: Rc::new(block),
    })
}

/// The drive of a path and what stands behind it; `None` for a path of files.
fn drive_of(path: &str) -> Option<(Drive, &str)> {
    let (drive, name) = path.split_once(':')?;
    let drive = match drive.to_ascii_lowercase().as_str() {
        "alias" => Drive::Alias,
        "function" => Drive::Function,
        "variable" => Drive::Variable,
        "env" => Drive::Environment,
        _ => return None,
    };
    Some((drive, name.trim_start_matches([':', '\\', '/'])))
}
