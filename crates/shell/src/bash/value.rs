//! Variables of bash: what they hold, and what `declare` says about them.

use std::collections::BTreeMap;

/// Whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sure {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It cannot be told.
    #[default]
    Unknown,
}

impl Sure {
    /// What both agree on.
    pub(super) fn meet(self, other: Self) -> Self {
        if self == other { self } else { Self::Unknown }
    }
}

impl From<bool> for Sure {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// What a variable holds. A text may have holes; see [`super::holes`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Content {
    /// It may hold anything, or not be set at all.
    #[default]
    Unknown,
    /// It is not set.
    Unset,
    /// A text.
    Text(String),
    /// `x=(a b)`: texts by number.
    List(BTreeMap<usize, String>),
    /// `declare -A`: texts by name. Their order only a run could tell.
    Map(BTreeMap<String, String>),
}

impl Content {
    /// An array of these texts.
    pub(super) fn list(texts: Vec<String>) -> Self {
        Self::List(texts.into_iter().enumerate().collect())
    }
}

/// What a text becomes when it is assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// What it is.
    #[default]
    AsWritten,
    /// `declare -i`: what it comes to as arithmetic.
    Number,
    /// `declare -u`.
    Upper,
    /// `declare -l`.
    Lower,
    /// `declare -c`: a capital first.
    Capital,
    /// It cannot be told.
    Unknown,
}

/// A variable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Variable {
    /// What it holds.
    pub(super) content: Content,
    /// What assigned texts become.
    pub(super) form: Form,
    /// Whether child processes get it.
    pub(super) exported: Sure,
    /// `readonly`. Assumed of none that nothing shows to be so.
    pub(super) readonly: bool,
    /// `declare -n`: the content is another variable's name.
    pub(super) reference: bool,
}

impl Variable {
    /// One that is not set, and that no child gets.
    pub(super) fn unset() -> Self {
        Self {
            content: Content::Unset,
            exported: Sure::No,
            ..Self::default()
        }
    }

    /// What both have in common: it is one of them.
    pub(super) fn meet(&mut self, other: &Self) {
        if self == other {
            return;
        }
        if self.content != other.content || self.reference != other.reference {
            self.content = Content::Unknown;
            self.reference = false;
        }
        if self.form != other.form {
            self.form = Form::Unknown;
        }
        if self.readonly != other.readonly {
            // Whether an assignment does anything is not known.
            self.content = Content::Unknown;
            self.form = Form::Unknown;
            self.readonly = false;
        }
        self.exported = self.exported.meet(other.exported);
    }
}
