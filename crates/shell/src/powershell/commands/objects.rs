//! What a cmdlet gives, where the text decides it.

use super::super::super::{Unresolved, paths};
use super::super::bind::Binding;
use super::super::interpret::Run;
use super::super::shared::{Object, ObjectKind, Properties};
use super::super::value::{Closure, Known};

/// What `& $object` runs.
pub(super) enum Meant {
    Name(String),
    Block(Closure),
}

/// The command that an object stands for: what `Get-Command` found, or a file.
pub(super) fn command_of(object: &Object) -> Option<Meant> {
    let properties = object.read().ok()?;
    if let Some(Known::Block(closure)) = properties.get("ScriptBlock") {
        return Some(Meant::Block(closure.clone()));
    }
    let is_command = properties.get("CommandType").is_some();
    let name = match properties.get("FullName") {
        Some(path) => Some(path),
        None => properties.get("Name").filter(|_| is_command),
    };
    name?.to_text().ok().map(Meant::Name)
}

/// A path: a text, or an object that stands for a file.
pub(super) fn path_text(value: &Known) -> Result<String, Unresolved> {
    if let Known::Object(object) = value
        && let Ok(properties) = object.read()
        && let Some(path) = properties.get("FullName")
    {
        return path.to_text();
    }
    value.to_argument()
}

impl Run<'_, '_> {
    /// `Get-Item function:f`
    fn item_of_drive(&self, path: &str) -> Option<Known> {
        let (drive, name) = path.split_once(':')?;
        let name = name.trim_start_matches(['\\', '/']);
        let own = |value: Known| ("Name", value);
        match drive.to_ascii_lowercase().as_str() {
            "function" => {
                let closure = self.session.function(&name.to_ascii_lowercase())?.clone()?;
                Some(open(vec![
                    own(Known::text(name)),
                    ("ScriptBlock", Known::Block(closure)),
                ]))
            }
            "variable" if self.session.has(&name.to_lowercase()) => {
                let value = self.session.get(&name.to_lowercase());
                Some(open(vec![own(Known::text(name)), ("Value", value)]))
            }
            "alias" => {
                let target = self.behind_aliases(name).ok()?;
                let kind = Known::text("Alias");
                Some(open(vec![own(Known::Text(target)), ("CommandType", kind)]))
            }
            _ => None,
        }
    }

    /// What a cmdlet that only reads gives, if that is known.
    pub(super) fn result(&self, name: &str, binding: &Binding) -> Option<Known> {
        let text = |name: &str| binding.get(name).and_then(|value| value.to_argument().ok());
        let has = |name: &str| binding.get(name).is_some();
        let path_of = |name: &str| binding.get(name).and_then(|value| path_text(value).ok());
        let path = || {
            let path = path_of("Path").filter(|path| !path.contains(['*', '?', '[']));
            path.or_else(|| path_of("LiteralPath"))
        };
        let resolved = |path: &str| {
            let path = paths::resolve(path, self.session.folder.as_deref());
            paths::written(&path)
        };
        match name {
            "Get-Location" if binding.bound.is_empty() => {
                self.session.folder.as_deref().map(Known::text)
            }
            "Get-Variable" if !has("Scope") && !has("Include") && !has("Exclude") => {
                let name = text("Name")?;
                let lower = name.to_lowercase();
                if name.contains(['*', '?', '[', ' ']) || !self.session.has(&lower) {
                    return None;
                }
                let value = self.session.get(&lower);
                if has("ValueOnly") {
                    return Some(value);
                }
                Some(open(vec![("Name", Known::Text(name)), ("Value", value)]))
            }
            "Get-Command" => {
                let wanted = text("Name")?;
                let is_plain = !wanted.contains(['*', '?', '[', ' ']);
                if !is_plain || binding.bound.len() > 1 {
                    return None;
                }
                let name = self.behind_aliases(&wanted).ok()?;
                let kind = Known::text("Command");
                match self.session.function(&name.to_ascii_lowercase()) {
                    Some(Some(closure)) => Some(open(vec![
                        ("Name", Known::Text(name)),
                        ("CommandType", kind),
                        ("ScriptBlock", Known::Block(closure.clone())),
                    ])),
                    Some(None) => None,
                    None => Some(open(vec![
                        ("Name", Known::Text(name)),
                        ("CommandType", kind),
                    ])),
                }
            }
            "Get-Item" if !has("Stream") && !has("Include") && !has("Exclude") => {
                let path = path()?;
                if path.contains(':') && path.find(':') != Some(1) {
                    return self.item_of_drive(&path);
                }
                let full = resolved(&path)?;
                let name = full.rsplit('\\').next().unwrap_or_default().to_owned();
                Some(open(vec![
                    ("FullName", Known::Text(full)),
                    ("Name", Known::Text(name)),
                ]))
            }
            "Resolve-Path" | "Convert-Path" if !has("Relative") => {
                resolved(&path()?).map(Known::Text)
            }
            "Join-Path" if !has("Resolve") && binding.bound.iter().all(|b| b.name.is_some()) => {
                let folder = path_of("Path")?;
                let child = path_of("ChildPath")?;
                if matches!(binding.get("Path"), Some(Known::List(_))) {
                    return None;
                }
                let folder = folder.trim_end_matches(['\\', '/']);
                let child = child.trim_start_matches(['\\', '/']);
                // Which separator it has, the system decides: it is a path, and no text yet.
                let joined = Known::Text(format!("{folder}\\{child}"));
                Some(open(vec![("FullName", joined)]))
            }
            "Split-Path" if binding.bound.len() <= 2 => {
                let path = text("Path")?;
                let bare = path.trim_end_matches(['\\', '/']);
                let (parent, leaf) = bare.rsplit_once(['\\', '/'])?;
                let others = [
                    "Qualifier",
                    "NoQualifier",
                    "LeafBase",
                    "Extension",
                    "Resolve",
                    "IsAbsolute",
                ];
                if others.iter().any(|other| has(other)) || parent.ends_with(':') {
                    return None;
                }
                Some(Known::text(if has("Leaf") { leaf } else { parent }))
            }
            _ => None,
        }
    }
}

/// An object of which only these properties are known.
fn open(properties: Vec<(&str, Known)>) -> Known {
    let properties = properties.into_iter();
    Known::object(Properties {
        kind: ObjectKind::Open,
        properties: properties
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    })
}
