//! `xargs` and `find -exec`: commands for what is read or found.

use std::ops::Range;

use super::super::Invocation;
use super::context::{Context, Input, Output, depends};
use super::flow::Status;
use super::holes;
use super::io::Stream;
use super::run::Interpreter;

impl Interpreter<'_> {
    /// The commands that `find` runs for each file that it finds.
    pub(super) fn found(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        let mut rest = words;
        while let Some(at) = rest
            .iter()
            .position(|word| matches!(word.as_str(), "-exec" | "-execdir" | "-ok" | "-okdir"))
        {
            rest = &rest[at + 1..];
            let end = rest.iter().position(|word| word == ";" || word == "+");
            let (command, behind) = rest.split_at(end.unwrap_or(rest.len()));
            rest = behind;
            let file = self.hole("find -exec");
            let command: Vec<String> = command
                .iter()
                .map(|word| word.replace("{}", &file))
                .collect();
            if command.is_empty() {
                continue;
            }
            let maybe = Context {
                depth: context.depth + 1,
                span: Some(span.clone()),
                output: Output::Elsewhere,
                ..depends(context, "find -exec")
            };
            let mut found = Vec::new();
            self.apart(&maybe, &mut found, |this, context, out| {
                this.shell = this.shell.child();
                this.program_run(&command, span, context, out)
            });
            out.append(&mut found);
        }
    }

    /// The command that `xargs` runs, with what it reads behind it.
    pub(super) fn xargs(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let mut at = 1;
        let mut most: Option<usize> = None;
        let mut replaced: Option<String> = None;
        let mut clear = true;
        while let Some(word) = words
            .get(at)
            .filter(|word| word.len() > 1 && word.starts_with('-'))
        {
            at += 1;
            let mut value = |rest: &str| {
                if rest.is_empty() {
                    at += 1;
                    words.get(at - 1).cloned().unwrap_or_default()
                } else {
                    rest.to_owned()
                }
            };
            match word.get(..2) {
                Some("-n") => most = value(&word[2..]).parse().ok(),
                Some("-I") => replaced = Some(value(&word[2..])),
                Some("-L" | "-P" | "-d" | "-s" | "-a" | "-E") => {
                    let _ = value(&word[2..]);
                    clear &= word.starts_with("-P");
                }
                _ if word == "-r" || word == "-t" || word == "--no-run-if-empty" => {}
                _ => clear = false,
            }
        }
        let never_empty = words
            .iter()
            .any(|word| word == "-r" || word == "--no-run-if-empty");
        let mut command = words.get(at..).unwrap_or_default().to_vec();
        if command.is_empty() {
            command.push("echo".to_owned());
        }
        let input = match context.input {
            Input::Stream(at) => match self.shell.io.streams.get(at) {
                Some(Stream::Text(text)) if holes::is_known(text) => Some(text.clone()),
                _ => None,
            },
            Input::Nothing => Some(String::new()),
            _ => None,
        };
        self.eats(context);
        let inner = Context {
            depth: context.depth + 1,
            span: Some(span.clone()),
            input: Input::Nothing,
            ..context.clone()
        };
        // What it runs is no stage of the pipeline: it is run for what comes.
        self.shell.io.scripts = self.shell.io.scripts.saturating_add(1);
        let plain = input.filter(|text| clear && !text.contains(['"', '\'', '\\']));
        let Some(text) = plain else {
            let reads = self.hole(&words.join(" "));
            match &replaced {
                Some(mark) if !mark.is_empty() => {
                    command = command
                        .iter()
                        .map(|word| word.replace(mark, &reads))
                        .collect();
                }
                _ => command.push(reads),
            }
            let maybe = depends(&inner, "xargs");
            self.apart(&maybe, out, |this, context, out| {
                this.shell = this.shell.child();
                this.program_run(&command, span, context, out)
            });
            self.write(None, context);
            return Status::Unknown;
        };
        let mut runs: Vec<Vec<String>> = Vec::new();
        if let Some(mark) = replaced.filter(|mark| !mark.is_empty()) {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let line = line.trim_start();
                runs.push(
                    command
                        .iter()
                        .map(|word| word.replace(&mark, line))
                        .collect(),
                );
            }
        } else {
            let items: Vec<&str> = text.split_ascii_whitespace().collect();
            let most = most.unwrap_or(items.len()).max(1);
            for part in items.chunks(most) {
                let mut all = command.clone();
                all.extend(part.iter().map(|item| (*item).to_owned()));
                runs.push(all);
            }
            if items.is_empty() && !never_empty {
                runs.push(command);
            }
        }
        let level = self.left;
        for (turn, command) in runs.into_iter().enumerate() {
            if self.left == 0 || level == 0 {
                break;
            }
            self.left -= 1;
            // A command that ends with 255 ends `xargs`.
            let inner = if turn > 0 {
                depends(&inner, "xargs")
            } else {
                inner.clone()
            };
            self.apart(&inner, out, |this, context, out| {
                this.shell = this.shell.child();
                this.program_run(&command, span, context, out)
            });
        }
        self.write(None, context);
        Status::Unknown
    }
}
