//! `cd`, `pushd`, `popd`. Behind a `cd` that may have failed there are two paths.

use std::ops::Range;

use super::super::super::Invocation;
use super::super::context::Context;
use super::super::flow::{Outcome, Status};
use super::super::run::Interpreter;
use super::super::value::Content;
use super::super::{holes, path};

impl Interpreter<'_> {
    pub(super) fn change_folder(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        self.noted(words, span, context, out);
        let mut operands = Vec::new();
        let mut ended = false;
        for word in &words[1..] {
            if ended || word == "-" || !word.starts_with('-') {
                ended = true;
                operands.push(word.as_str());
            } else if word == "--" {
                ended = true;
            } else if !word[1..].bytes().all(|byte| b"LPe@".contains(&byte)) {
                return Status::Fails.into();
            }
        }
        let unknown = words.iter().any(|word| holes::has_hole(word));
        if operands.len() > 1 && !unknown {
            return Status::Fails.into();
        }
        let by_path = match self.content_of("CDPATH") {
            Content::Unknown => self.shell.own("CDPATH").is_some(),
            Content::Unset => false,
            _ => true,
        };
        let folder = match operands.first() {
            _ if unknown => None,
            None => match self.content_of("HOME") {
                Content::Text(home) => self.entered(&home),
                _ => None,
            },
            Some(&"-") => {
                self.write(None, context);
                self.shell.previous.clone()
            }
            Some(&"") => self.shell.folder.clone(),
            Some(folder) if by_path && !folder.starts_with(['/', '.', holes::HOME]) => {
                self.write(None, context);
                None
            }
            Some(folder) => self.entered(folder),
        };
        let failed = self.shell.clone();
        let plain = operands.first().is_none_or(|folder| !folder.contains(".."));
        let sure = plain && folder.as_deref().is_some_and(is_there);
        // Which folder `cd -` goes to, or a relative one, is a belief where the one before was.
        let absolute = folder.is_some()
            && operands
                .first()
                .is_none_or(|folder| folder.starts_with(['/', holes::HOME]));
        self.shell.enter(folder);
        if absolute {
            self.shell.believed = false;
        }
        for name in ["PWD", "OLDPWD"] {
            self.shell.drop_variable(name);
        }
        if sure {
            return Status::ZERO.into();
        }
        Outcome {
            status: Status::Unknown,
            failed: Some(Box::new(failed)),
        }
    }

    /// The folder that a word names.
    fn entered(&self, folder: &str) -> Option<String> {
        let written = holes::written(folder)?;
        let joined = if written.starts_with('/') || folder.starts_with(holes::HOME) {
            path::join("/", &path::tidy(&written))
        } else {
            let from = self.shell.folder.as_deref()?;
            path::join(from, &format!("./{written}"))
        };
        joined.map(|folder| {
            if folder.len() > 1 {
                folder.trim_end_matches('/').to_owned()
            } else {
                folder
            }
        })
    }

    /// `pushd` and `popd`: of the stack nothing is known.
    pub(super) fn stacked(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let plain = words.len() == 2 && !words[1].starts_with(['-', '+']);
        if words[0] == "pushd" && plain {
            self.write(None, context);
            return self.change_folder(words, span, context, out);
        }
        self.noted(words, span, context, out);
        self.write(None, context);
        if !words.iter().any(|word| word == "-n") {
            self.shell.enter(None);
            self.shell.previous = None;
        }
        Status::Unknown.into()
    }
}

/// Folders that every Unix has.
fn is_there(folder: &str) -> bool {
    matches!(
        folder,
        "/" | "~" | "/tmp" | "/etc" | "/usr" | "/var" | "/dev"
    )
}
