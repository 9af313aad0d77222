//! `exit`, `return`, `break`, `continue`, `exec`, `trap`, `kill`: where shells and loops end.

use std::ops::Range;

use super::super::super::Invocation;
use super::super::context::{Context, Input, depends};
use super::super::flow::{Level, Outcome, Status};
use super::super::holes;
use super::super::run::Interpreter;

impl Interpreter<'_> {
    pub(super) fn end(&mut self, words: &[String], context: &Context) -> Status {
        let word = words[0].as_str();
        let number = words.get(1).filter(|number| *number != "--");
        let status = match number.map(|number| number.parse::<i64>()) {
            None if word == "exit" || word == "return" => self.shell.status,
            None => Status::ZERO,
            Some(Ok(number)) => u8::try_from(number & 0xff).map_or(Status::Unknown, Status::Is),
            Some(Err(_)) => Status::Unknown,
        };
        match word {
            "exit" | "logout" => {
                let level = self.shell_level();
                // `logout` is refused where nobody logged in.
                if word == "logout" {
                    self.may_jump(level, word);
                    return Status::Unknown;
                }
                self.shell.status = status;
                self.jump(level, false, word);
                status
            }
            "return" => match self.innermost(Level::Function) {
                Some(level) => {
                    self.shell.status = status;
                    self.jump(level, false, word);
                    status
                }
                None => Status::Fails,
            },
            _ => {
                let count = match number {
                    None => Some(1),
                    Some(number) => number.parse::<usize>().ok().filter(|number| *number > 0),
                };
                let Some(count) = count else {
                    // How far it goes is not known.
                    let level = self.abort_level();
                    self.may_jump(level, word);
                    return Status::Unknown;
                };
                let _ = context;
                if let Some(level) = self.nth_loop(count) {
                    self.shell.status = Status::ZERO;
                    self.jump(level, word == "continue", word);
                }
                Status::ZERO
            }
        }
    }

    pub(super) fn exec(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Outcome {
        let mut at = 1;
        while let Some(word) = words.get(at).filter(|word| word.starts_with('-')) {
            at += 1;
            match word.as_str() {
                "--" => break,
                "-a" => at += 1,
                _ => {}
            }
        }
        let rest = words.get(at..).unwrap_or_default();
        if rest.is_empty() {
            self.noted(words, span, context, out);
            self.shell.streams = Some(context.streams);
            if !matches!(context.input, Input::Terminal | Input::Nothing) {
                // What is typed from now on comes from elsewhere.
                self.not_understood("exec", context, out);
            }
            return Status::ZERO.into();
        }
        let deeper = Context {
            span: Some(span.clone()),
            depth: context.depth + 1,
            ..context.clone()
        };
        let _ = self.program_run(rest, span, &deeper, out);
        // Where the program is there, the shell's trap is never run.
        self.shell.traps.doubt_exit();
        let level = self.shell_level();
        self.shell.status = Status::Unknown;
        if self.shell.options.interactive {
            // Where there is no such program, the shell goes on.
            self.may_jump(level, "exec");
        } else {
            self.jump(level, false, "exec");
        }
        Status::Unknown.into()
    }

    pub(super) fn trap(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        self.noted(words, span, context, out);
        let arguments = match words.get(1) {
            Some(first) if first == "--" => &words[2..],
            _ => &words[1..],
        };
        if arguments.is_empty() || arguments[0] == "-p" || arguments[0] == "-l" {
            self.write(None, context);
            return Status::ZERO;
        }
        let (text, signals) = match arguments {
            [signal] => ("-", std::slice::from_ref(signal)),
            [text, signals @ ..] if text.parse::<u32>().is_err() => (text.as_str(), signals),
            signals => ("-", signals),
        };
        for signal in signals {
            let name = signal.to_ascii_uppercase();
            let kept = match text {
                "-" | "" => None,
                text => Some(text.to_owned()),
            };
            match name.strip_prefix("SIG").unwrap_or(&name) {
                "EXIT" | "0" => self.shell.traps.exit = kept,
                "ERR" => self.shell.traps.err = kept,
                "DEBUG" => self.shell.traps.debug = kept,
                "RETURN" => {
                    if kept.is_some() {
                        self.not_understood("trap RETURN", context, out);
                    }
                }
                _ => self.shell.traps.signals.extend(kept),
            }
            if holes::has_hole(signal) {
                self.not_understood("trap", context, out);
            }
        }
        Status::ZERO
    }

    pub(super) fn kill(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let status = self.listed(words, span, context, out);
        let own = words[1..]
            .iter()
            .any(|word| holes::has_hole(word) || word == "0");
        if own {
            for text in self.shell.traps.signals.clone() {
                let before = self.shell.clone();
                self.trapped(&text, &depends(context, "trap"), out);
                self.shell.join(&before);
            }
            let level = self.shell_level();
            self.shell.status = Status::Unknown;
            self.shell.traps.doubt_exit();
            self.may_jump(level, "kill");
        }
        status
    }
}
