//! Names that no language changes.

use std::fmt;

use serde::Serialize;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
            #[serde(transparent)]
            pub struct $name(pub(super) Box<str>);

            impl $name {
                /// The name as it is written.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl From<&str> for $name {
                fn from(name: &str) -> Self {
                    Self(name.into())
                }
            }
        )+
    };
}

ids! {
    /// A runbook's id: kebab-case, so that it is safe in a path.
    RunbookId;
    /// A variant's id: kebab-case, so that it is safe in a path.
    VariantId;
    /// A step's id: kebab-case.
    StepId;
    /// The name of a part of a step's message: kebab-case.
    PartId;
    /// A question's name: a Fluent identifier.
    QuestionId;
    /// The name of an item of a list: `server`.
    ItemName;
}

/// Whether a name is kebab-case: lower-case words and digits with single hyphens, at most 64
/// characters. Such a name is safe in a path on every system.
pub fn is_kebab(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 64
        && name.as_bytes()[0].is_ascii_lowercase()
        && !name.ends_with('-')
        && !name.contains("--")
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !is_reserved_on_windows(name)
}

/// Whether a name can be a variable: letters, digits, `_` and `-`, beginning with a letter.
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 64
        && name.as_bytes()[0].is_ascii_lowercase()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

/// Windows opens a device where a file has one of these names.
fn is_reserved_on_windows(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || (name.len() == 4
            && (name.starts_with("com") || name.starts_with("lpt"))
            && name.as_bytes()[3].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leaves_its_folder() {
        assert!(is_kebab("paired-front-end-pools"));
        for name in [
            "", "..", "a/b", "a\\b", "A", "a--b", "-a", "a-", "a.b", "nul", "com1", "é",
        ] {
            assert!(!is_kebab(name), "{name}");
        }
    }
}
