//! Redirections: what a command reads and writes, and whether it can be run at all.

use std::sync::Arc;

use super::super::{Certainty, Invocation, Reach, Unresolved};
use super::context::{Context, Input, Output};
use super::holes;
use super::io::Stream;
use super::run::Interpreter;
use super::syntax::{Descriptor, Redirect, Target};
use super::value::Sure;
use super::{effect, path};

impl Interpreter<'_> {
    /// The context behind the redirections, and whether they work.
    pub(super) fn redirected(
        &mut self,
        redirects: &[Redirect<'_>],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> (Context, Sure) {
        let mut inner = context.clone();
        let within = self.within(context, 0..0);
        let mut works = Sure::Yes;
        for redirect in redirects {
            let number = match redirect.descriptor {
                Descriptor::Usual | Descriptor::Both => None,
                Descriptor::Number(number) => Some(number),
                Descriptor::Variable(name) => {
                    self.shell.forget(name);
                    Some(u32::MAX)
                }
            };
            let one = match &redirect.target {
                Target::Duplicate(word) => self.duplicated(word, number, &mut inner),
                Target::Input(target) => {
                    let file = self.file(target, &within, out);
                    self.read_from(file, number, &mut inner)
                }
                Target::Output(target) | Target::Append(target) => {
                    let file = self.file(target, &within, out);
                    let both = redirect.descriptor == Descriptor::Both;
                    point_away(file.as_deref().ok(), number, both, &mut inner);
                    let adds = matches!(redirect.target, Target::Append(_));
                    self.write_to(file, number, adds, &mut inner)
                }
                Target::Both(target) => {
                    let file = self.file(target, &within, out);
                    let works = self.write_to(file, Some(u32::MAX), true, &mut inner);
                    if number.unwrap_or(0) == 0 {
                        inner.input = self.new_stream(Stream::Unknown);
                    }
                    works
                }
                Target::Heredoc { text, literal, .. } => {
                    let text = if *literal {
                        text.clone().into_owned()
                    } else {
                        self.heredoc(text, &within, out)
                    };
                    if number.unwrap_or(0) == 0 {
                        inner.input = self.new_stream(Stream::Text(text));
                    }
                    Sure::Yes
                }
                Target::Word(word) => {
                    let stream = match self.word(word, &within, out) {
                        Ok(text) => Stream::Text(text + "\n"),
                        Err(_) => Stream::Unknown,
                    };
                    if number.unwrap_or(0) == 0 {
                        inner.input = self.new_stream(stream);
                    }
                    Sure::Yes
                }
            };
            works = match (works, one) {
                (Sure::No, _) | (_, Sure::No) => Sure::No,
                (Sure::Yes, Sure::Yes) => Sure::Yes,
                _ => Sure::Unknown,
            };
            if one == Sure::Unknown && inner.certainty == Certainty::Run {
                let why = Unresolved::Branch("redirection".to_owned());
                inner.certainty = Certainty::Depends(why);
            }
            if works == Sure::No || self.shell.gone.is_some() {
                return (inner, Sure::No);
            }
        }
        (inner, works)
    }

    /// The file that a redirection names: one word. `Err` where bash calls it ambiguous.
    fn file(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<String, Sure> {
        match self.words(&[raw], context, out) {
            Ok(words) => match words.as_slice() {
                [word] if holes::has_hole(word) => Err(Sure::Unknown),
                [word] if word.is_empty() => Err(Sure::No),
                [word] => Ok(word.clone()),
                words if words.iter().any(|word| holes::has_hole(word)) => Err(Sure::Unknown),
                _ => Err(Sure::No),
            },
            Err(_) => Err(Sure::Unknown),
        }
    }

    /// A file's whole path, as people write it.
    pub(super) fn whole_path(&self, file: &str) -> Option<String> {
        let file = holes::written(file)?;
        if file.starts_with(['/', '~']) {
            return path::join("/", &path::tidy(&file));
        }
        match &self.shell.folder {
            Some(folder) if !self.shell.believed => path::join(folder, &path::tidy(&file)),
            None if !file.contains("..") && !self.shell.believed => {
                Some(format!("./{}", file.trim_start_matches("./")))
            }
            _ => None,
        }
    }

    fn read_from(
        &mut self,
        file: Result<String, Sure>,
        number: Option<u32>,
        inner: &mut Context,
    ) -> Sure {
        let file = match file {
            Ok(file) => file,
            Err(works) => {
                inner.input = self.new_stream(Stream::Unknown);
                return works;
            }
        };
        if number.unwrap_or(0) != 0 {
            return Sure::Unknown;
        }
        if file == "/dev/null" {
            inner.input = Input::Nothing;
            return Sure::Yes;
        }
        if file.starts_with("<(") {
            inner.input = self.new_stream(Stream::Unknown);
            return Sure::Yes;
        }
        let known = self
            .whole_path(&file)
            .and_then(|path| self.shell.files.get(&path).cloned());
        match known {
            Some(Some(text)) => {
                inner.input = self.new_stream(Stream::Text(text));
                Sure::Yes
            }
            Some(None) => {
                inner.input = Input::File(file);
                Sure::Unknown
            }
            None => {
                inner.input = Input::File(file);
                Sure::Unknown
            }
        }
    }

    fn write_to(
        &mut self,
        file: Result<String, Sure>,
        number: Option<u32>,
        adds: bool,
        inner: &mut Context,
    ) -> Sure {
        let is_output = number.is_none_or(|number| number == 1);
        if is_output {
            inner.output = Output::Elsewhere;
        }
        let file = match file {
            Ok(file) => file,
            Err(works) => return works,
        };
        let whole = self.whole_path(&file);
        let shown = match (&whole, holes::written(&file)) {
            (Some(whole), _) if !whole.starts_with("./") => whole.clone(),
            (_, Some(file)) => match &self.shell.folder {
                Some(folder) => path::join(folder, &file).unwrap_or(file),
                None => file,
            },
            _ => String::new(),
        };
        if effect::is_system_path(&shown) {
            inner.writes = Some(shown);
        }
        if let "/dev/null" | "/dev/stdout" | "/dev/stderr" | "/dev/tty" = file.as_str() {
            return Sure::Yes;
        }
        if let Some(whole) = whole {
            let files = Arc::make_mut(&mut self.shell.files);
            if !adds {
                files.insert(whole.clone(), Some(String::new()));
            } else if !files.contains_key(&whole) {
                files.insert(whole.clone(), None);
            }
            if is_output {
                inner.output = Output::File(whole);
            } else {
                files.insert(whole, None);
            }
        }
        if self.shell.options.noclobber != Sure::No && !adds {
            return Sure::Unknown;
        }
        // A file in the folder that one works in, or in `/tmp`, can be written; elsewhere that is not
        // known.
        let name = file
            .strip_prefix("/tmp/")
            .or_else(|| file.strip_prefix("./"))
            .or_else(|| {
                file.strip_prefix(holes::HOME)
                    .and_then(|rest| rest.strip_prefix('/'))
            })
            .unwrap_or(&file);
        if name.contains('/') || self.shell.believed || !super::holes::is_known(name) {
            Sure::Unknown
        } else {
            Sure::Yes
        }
    }

    /// `2>&1`, `>&2`, `<&3`, `>&-`.
    fn duplicated(&mut self, word: &str, number: Option<u32>, inner: &mut Context) -> Sure {
        point(word, number, inner);
        match (number, word) {
            (Some(2), "1") => {
                // What goes wrong is written there as well.
                self.write(None, inner);
                Sure::Yes
            }
            (Some(2), "2" | "-") => Sure::Yes,
            (None | Some(1), "2") => {
                inner.output = Output::Elsewhere;
                Sure::Yes
            }
            (Some(1), "1") | (Some(0), "0") | (Some(2), "0") => Sure::Yes,
            (None, "0") => Sure::Yes,
            (None, "-") => {
                inner.input = self.new_stream(Stream::Unknown);
                inner.output = Output::Elsewhere;
                Sure::Yes
            }
            (Some(0), "-") => {
                inner.input = Input::Nothing;
                Sure::Yes
            }
            (Some(1), "-") => {
                inner.output = Output::Elsewhere;
                Sure::Unknown
            }
            _ => {
                self.write(None, inner);
                inner.input = self.new_stream(Stream::Unknown);
                inner.output = Output::Elsewhere;
                Sure::Unknown
            }
        }
    }
}

/// A file takes the output, the errors, or both.
fn point_away(file: Option<&str>, number: Option<u32>, both: bool, inner: &mut Context) {
    let reach = match file {
        Some("/dev/stdout" | "/dev/fd/1") => inner.streams.output,
        Some("/dev/stderr" | "/dev/fd/2") => inner.streams.errors,
        Some("/dev/tty") => Reach::Whole,
        _ => Reach::Nothing,
    };
    match number {
        None | Some(1) => inner.streams.output = reach,
        Some(2) => {
            inner.streams.errors = reach;
            inner.streams.merged = false;
        }
        Some(_) => {}
    }
    if both {
        inner.streams.errors = reach;
        inner.streams.merged = false;
    }
}

/// One stream goes where another one goes.
fn point(word: &str, number: Option<u32>, inner: &mut Context) {
    let to = match word {
        "1" => inner.streams.output,
        "2" => inner.streams.errors,
        "-" | "1-" | "2-" => Reach::Nothing,
        // Where another descriptor goes is not followed.
        _ => Reach::Filtered,
    };
    match number {
        None | Some(1) => inner.streams.output = to,
        Some(2) => {
            inner.streams.errors = to;
            // Where the output goes elsewhere already, they go there.
            inner.streams.merged = word == "1" && to != Reach::Nothing;
        }
        Some(_) => {}
    }
}
