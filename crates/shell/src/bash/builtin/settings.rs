//! `set`, `shopt`, `shift`, `alias`.

use std::ops::Range;
use std::sync::Arc;

use super::super::super::Invocation;
use super::super::context::Context;
use super::super::flow::Status;
use super::super::holes;
use super::super::run::Interpreter;
use super::super::settings::Options;
use super::super::value::Sure;

impl Options {
    /// An option of a shell's command line: `-e`, `+u`, `-o pipefail`.
    pub(in super::super) fn set_word(&mut self, word: &str) {
        let on = word.starts_with('-');
        match word[1..].split_once(' ') {
            Some(("o", name)) => self.set_named(name, on),
            Some((_, name)) => self.set_shopt(name, on),
            None => {
                for letter in word[1..].chars() {
                    self.set_letter(letter, on);
                }
            }
        }
    }

    fn set_letter(&mut self, letter: char, on: bool) {
        let on = Sure::from(on);
        match letter {
            'e' => self.errexit = on,
            'u' => self.nounset = on,
            'f' => self.noglob = on,
            'C' => self.noclobber = on,
            'a' => self.allexport = on,
            'H' => self.histexpand = on,
            'k' | 'B' | 't' => self.others = Sure::Yes,
            'i' => {
                self.interactive = on == Sure::Yes;
                self.aliases = on;
                self.others = Sure::Yes;
            }
            _ => {}
        }
    }

    fn set_named(&mut self, name: &str, on: bool) {
        let letter = match name {
            "errexit" => 'e',
            "nounset" => 'u',
            "noglob" => 'f',
            "noclobber" => 'C',
            "allexport" => 'a',
            "histexpand" => 'H',
            "keyword" => 'k',
            "braceexpand" => 'B',
            "onecmd" => 't',
            "pipefail" => {
                self.pipefail = on.into();
                return;
            }
            "history" => {
                self.history = on.into();
                return;
            }
            "posix" => {
                self.posix = on.into();
                if on && !self.interactive {
                    self.aliases = Sure::Unknown;
                }
                return;
            }
            _ => return,
        };
        self.set_letter(letter, on);
    }

    fn set_shopt(&mut self, name: &str, on: bool) {
        let sure = Sure::from(on);
        match name {
            "extglob" => self.extglob = sure,
            "expand_aliases" => self.aliases = sure,
            "failglob" => self.failglob = sure,
            "checkwinsize" | "cmdhist" | "histappend" | "progcomp" | "promptvars"
            | "sourcepath" | "globstar" | "nullglob" | "dotglob" | "nocaseglob" | "huponexit"
            | "mailwarn" | "histverify" | "histreedit" | "lithist" | "checkhash" | "checkjobs"
            | "cdspell" | "autocd" | "direxpand" | "dirspell" | "inherit_errexit" => {}
            _ => self.others = Sure::Yes,
        }
    }
}

impl Interpreter<'_> {
    pub(super) fn set_options(
        &mut self,
        arguments: &[String],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        if arguments.is_empty() {
            self.write(None, context);
            return Status::ZERO;
        }
        let mut at = 0;
        while let Some(word) = arguments.get(at) {
            at += 1;
            if word == "--" {
                self.set_parameters(&arguments[at..]);
                return Status::ZERO;
            }
            if word == "-" {
                if at < arguments.len() {
                    self.set_parameters(&arguments[at..]);
                }
                return Status::ZERO;
            }
            if holes::has_hole(word) {
                // It may be an option, or several words.
                self.shell.parameters = None;
                self.shell.options.errexit = Sure::Unknown;
                self.shell.options.nounset = Sure::Unknown;
                self.shell.options.noglob = Sure::Unknown;
                return Status::Unknown;
            }
            let Some(letters) = word
                .strip_prefix(['-', '+'])
                .filter(|word| !word.is_empty())
            else {
                self.set_parameters(&arguments[at - 1..]);
                return Status::ZERO;
            };
            let sign = &word[..1];
            if letters.contains('o') {
                let Some(name) = arguments.get(at) else {
                    self.write(None, context);
                    return Status::ZERO;
                };
                self.shell.options.set_word(&format!("{sign}o {name}"));
                at += 1;
            }
            if letters.contains('n') && sign == "-" && !self.shell.options.interactive {
                let level = self.shell_level();
                self.jump(level, false, "set -n");
                return Status::ZERO;
            }
            if letters.contains('t') && sign == "-" {
                self.not_understood("set -t", context, out);
            }
            self.shell.options.set_word(&format!("{sign}{letters}"));
        }
        Status::ZERO
    }

    fn set_parameters(&mut self, words: &[String]) {
        let known = !words.iter().any(|word| self.may_be_several(word));
        self.shell.parameters = known.then(|| words.to_vec());
    }

    pub(super) fn shift(&mut self, arguments: &[String]) -> Status {
        let count = match arguments.first() {
            None => Some(1),
            Some(word) => word.parse::<usize>().ok(),
        };
        match (count, &mut self.shell.parameters) {
            (Some(count), Some(parameters)) if count <= parameters.len() => {
                parameters.drain(..count);
                Status::ZERO
            }
            (Some(_), Some(_)) => Status::Fails,
            _ => {
                self.shell.parameters = None;
                Status::Unknown
            }
        }
    }

    pub(super) fn shopt(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        self.noted(words, span, context, out);
        let mut on = None;
        let mut named = false;
        for word in &words[1..] {
            match (word.strip_prefix('-'), on) {
                (Some(letters), _) => {
                    for letter in letters.chars() {
                        match letter {
                            's' => on = Some(true),
                            'u' => on = Some(false),
                            'o' => named = true,
                            _ => {}
                        }
                    }
                }
                (None, Some(on)) if named => self.shell.options.set_named(word, on),
                (None, Some(on)) => self.shell.options.set_shopt(word, on),
                (None, None) => {}
            }
        }
        self.write(None, context);
        Status::Unknown
    }

    pub(super) fn alias(
        &mut self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Status {
        let aliases = Arc::make_mut(&mut self.shell.aliases);
        if words[0] == "unalias" {
            for word in &words[1..] {
                if word == "-a" {
                    aliases.clear();
                }
                aliases.remove(word);
            }
            return Status::Unknown;
        }
        for word in &words[1..] {
            if let Some((name, text)) = word.split_once('=') {
                let text = (!holes::has_hole(text)).then(|| text.to_owned());
                aliases.insert(name.to_owned(), text);
            }
        }
        self.noted(words, span, context, out);
        self.write(None, context);
        Status::Unknown
    }
}
