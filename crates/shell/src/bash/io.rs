//! Texts that commands read from, and write to.

/// Texts that commands read from, and write to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Io {
    /// What is left in each input.
    pub(super) streams: Vec<Stream>,
    /// What was written so far to each output; `None` where that is not known.
    pub(super) captures: Vec<Option<String>>,
    /// How many shells read their commands from an input.
    pub(super) scripts: u32,
}

/// What is left in an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stream {
    /// This text.
    Text(String),
    /// It cannot be told.
    Unknown,
    /// The shell reads its script from here; whether something else has read from it.
    Script(bool),
}

impl Io {
    /// What both have in common.
    pub(super) fn meet(&mut self, other: &Self) {
        for (own, other) in self.streams.iter_mut().zip(&other.streams) {
            if own != other {
                *own = match own {
                    Stream::Script(_) => Stream::Script(true),
                    _ => Stream::Unknown,
                };
            }
        }
        self.scripts = self.scripts.max(other.scripts);
        for (own, other) in self.captures.iter_mut().zip(&other.captures) {
            if own != other {
                *own = None;
            }
        }
    }
}
