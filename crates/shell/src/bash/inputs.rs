//! What programs read, and what they pass on.

use std::ops::Range;

use super::super::Invocation;
use super::context::{Context, Input};
use super::effect;
use super::flow::Status;
use super::io::Stream;
use super::run::Interpreter;

impl Interpreter<'_> {
    pub(super) fn set_stream(&mut self, at: usize, stream: Stream) {
        if let Some(own) = self.shell.io.streams.get_mut(at) {
            *own = stream;
        }
    }

    /// A program may read what the commands behind it would have read.
    pub(super) fn reads_input(&mut self, program: &str, words: &[String], context: &Context) {
        if !effect::reads_no_input(program, words) {
            self.eats(context);
        }
    }

    /// All of an input may be read.
    pub(super) fn eats(&mut self, context: &Context) {
        if let Input::Stream(at) = context.input {
            match self.shell.io.streams.get(at) {
                Some(Stream::Script(_)) => self.set_stream(at, Stream::Script(true)),
                _ => self.set_stream(at, Stream::Unknown),
            }
        }
    }

    /// `cat`, which passes on what it reads.
    pub(super) fn concatenated(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut text = Some(String::new());
        let files = match &words[1..] {
            [] => vec!["-".to_owned()],
            files
                if files
                    .iter()
                    .any(|file| file.len() > 1 && file.starts_with('-')) =>
            {
                text = None;
                files.to_vec()
            }
            files => files.to_vec(),
        };
        for file in &files {
            let one = match (file.as_str(), &context.input) {
                ("-", Input::Nothing) => Some(String::new()),
                ("-", Input::Stream(at)) => match self.shell.io.streams.get(*at) {
                    Some(Stream::Text(text)) => {
                        let text = text.clone();
                        self.set_stream(*at, Stream::Text(String::new()));
                        Some(text)
                    }
                    _ => {
                        self.eats(context);
                        None
                    }
                },
                ("-", _) => None,
                (file, _) => self.file_text(file),
            };
            text = match (text, one) {
                (Some(text), Some(one)) => Some(text + &one),
                _ => None,
            };
        }
        let invocation = self.invocation(words, span, context);
        out.push(invocation);
        if text.is_some() {
            self.says(text.as_deref(), context, out);
        }
        self.write(text.as_deref(), context);
        Status::Unknown
    }

    /// `tee`, which writes files, too.
    pub(super) fn teed(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let text = match context.input {
            Input::Stream(at) => match self.shell.io.streams.get(at) {
                Some(Stream::Text(text)) => {
                    let text = text.clone();
                    self.set_stream(at, Stream::Text(String::new()));
                    Some(text)
                }
                _ => {
                    self.eats(context);
                    None
                }
            },
            Input::Nothing => Some(String::new()),
            _ => None,
        };
        let adds = words.iter().any(|word| word == "-a" || word == "--append");
        let invocation = self.invocation(words, span, context);
        out.push(invocation);
        for file in words[1..].iter().filter(|word| !word.starts_with('-')) {
            if let Some(path) = self.whole_path(file) {
                let text = text.clone().filter(|_| !adds);
                std::sync::Arc::make_mut(&mut self.shell.files).insert(path, text);
            }
        }
        self.write(text.as_deref(), context);
        Status::Unknown
    }
}
