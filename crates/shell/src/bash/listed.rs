//! What was run, as an invocation: words in canonical form.

use std::ops::Range;

use super::super::{
    Argument, Drive, Effect, Invocation, Known, Mode, On, Program, ProgramPath, Shown, Streams,
    System, Unresolved, Value, Word,
};
use super::configured;
use super::context::{Context, Input};
use super::holes::{self, HOME};
use super::run::Interpreter;
use super::{effect, options, path, spelling};

impl<'t> Interpreter<'t> {
    /// An invocation of which nothing is known.
    pub(super) fn unknown(&self, why: Unresolved, context: &Context) -> Invocation {
        Invocation {
            program: Program::Unknown(why),
            arguments: Vec::new(),
            piped: Vec::new(),
            words: None,
            user: self.user(context),
            substituted: false,
            on: context.on.clone(),
            folder: self.shell.folder.clone(),
            mode: Mode::Real,
            certainty: context.certainty.clone(),
            effect: Effect::Unknown,
            shown: self.shown(context),
            span: context.span.clone().unwrap_or(0..0),
        }
    }

    /// What a command shows of itself.
    fn shown(&self, context: &Context) -> Shown {
        Shown {
            id: self.numbers.next(),
            streams: Streams {
                errors: context.streams.errors.through(self.within),
                ..context.streams
            },
            when: context.when.clone(),
            manner: context.manner,
            into: None,
            is_verbose: false,
        }
    }

    pub(super) fn unread(&self, text: &str, context: &Context) -> Invocation {
        const SHOWN: usize = 200;
        let mut end = text.len().min(SHOWN);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let shown: String = text[..end]
            .trim()
            .chars()
            .filter(|c| Self::is_known(c.encode_utf8(&mut [0; 4])))
            .collect();
        // A hole in the place of the whole text says more than that it does not parse.
        let why = match self.holes.why(text) {
            Some(why) if shown.trim().is_empty() => why,
            _ => Unresolved::Syntax(shown),
        };
        let mut unread = self.unknown(why, context);
        if context.span.is_none() {
            unread.span = 0..text.len();
        }
        unread
    }

    /// The invocation of a program.
    pub(super) fn invocation(
        &self,
        words: &[String],
        span: &Range<usize>,
        context: &Context,
    ) -> Invocation {
        let name = words.first().map_or("", String::as_str);
        let rest = words.get(1..).unwrap_or_default();
        let given = rest.iter().map(|word| self.given(word)).collect();
        let mut rest: Vec<String> = rest.iter().map(|word| self.written(word)).collect();
        let mut program = self.program(name);
        let mut known = None;
        let mut effect = Effect::Unknown;
        let mut is_sent = false;
        let base = match &program {
            Program::Named(name) => Some(name.clone()),
            Program::File(path) => path.parts.last().cloned(),
            Program::Unknown(_) => None,
        };
        if let Some(base) = base {
            if matches!(program, Program::Named(_)) {
                effect = effect::of(self.tables, &base, &rest);
            }
            if let Some(first) = rest.first()
                && let Some(both) = self.find(&format!("{base} {first}"))
            {
                known = Some(both);
                if let Program::Named(name) = &mut program {
                    name.clone_from(&both.name);
                    rest.remove(0);
                }
            } else {
                known = self.find(&base);
            }
            spelling::spell(&base, &mut rest);
            is_sent = configured::redirect(&base, &mut rest);
        }
        let holes = &self.holes;
        let canonical = options::canonical(known, &rest, &|text| holes.value(text));
        let mut arguments = Vec::new();
        if let Some(user) = &context.user {
            arguments.push(argument("sudo -u", holes.value(user)));
        }
        if let Input::File(file) = &context.input {
            arguments.push(argument("<", holes.value(&path::tidy(file))));
        }
        if let Some(file) = &context.writes {
            arguments.push(argument(">", holes.value(file)));
            effect = Effect::Changes;
        } else if let Some(known) = known
            .filter(|known| self.tables.find(&known.name).is_some())
            .and_then(|known| known.effect)
        {
            effect = known;
        }
        arguments.extend(canonical.arguments.into_iter().map(|mut argument| {
            if is_sent
                && let Value::Known(text) = &argument.value
                && configured::remote(text).is_some()
            {
                argument.value = Value::Unknown(Unresolved::Expression(words.join(" ")));
            }
            argument
        }));
        let dry = rest.iter().any(|word| {
            word == "--dry-run" || word.starts_with("--dry-run=") && word != "--dry-run=none"
        });
        let dry = dry || (name == "rsync" && rest.iter().any(|word| is_dry_rsync(word)));
        let on = match canonical.computer {
            Some(Value::Known(host)) => On::Host(host),
            Some(Value::Unknown(why)) => On::Unknown(why),
            _ => context.on.clone(),
        };
        Invocation {
            program,
            arguments,
            piped: Vec::new(),
            words: Some(given),
            user: self.user(context),
            substituted: false,
            on,
            folder: self
                .shell
                .folder
                .clone()
                .filter(|folder| !holes::has_hole(folder)),
            mode: if dry { Mode::Simulated } else { Mode::Real },
            certainty: context.certainty.clone(),
            effect,
            shown: self.shown(context),
            span: span.clone(),
        }
    }

    /// A word as the program gets it.
    fn given(&self, word: &str) -> Word {
        if let Some(why) = self.holes.why(word) {
            return Word::Unknown(why);
        }
        if word.starts_with("<(") && word.ends_with(')') {
            return Word::Process;
        }
        let why = || Unresolved::Variable("HOME".to_owned());
        match word.strip_prefix(HOME) {
            Some(rest) if rest.contains(HOME) => Word::Unknown(why()),
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Word::Home(rest.to_owned()),
            Some(_) => Word::Unknown(why()),
            None if word.contains(HOME) => Word::Unknown(why()),
            None => Word::Text(word.to_owned()),
        }
    }

    /// A word as people write it. One that only looks like a path below the home folder, and one in
    /// the middle of which its path stands, is no path that can be compared.
    fn written(&self, word: &str) -> String {
        match holes::written(word) {
            Some(written) if word.starts_with('~') => format!("{}{written}", holes::ODD),
            Some(written) => written,
            None => holes::ODD.to_string(),
        }
    }

    fn user(&self, context: &Context) -> Option<Value> {
        context.user.as_deref().map(|user| self.holes.value(user))
    }

    /// What the definition or a table of the project says about a program of exactly this name.
    fn find(&self, name: &str) -> Option<&'t Known> {
        let own = self.tables.find(name).filter(|known| known.name == name);
        own.or_else(|| {
            let mut added = self.tables.added.iter();
            let found = added.find(|(system, known)| *system == System::Unix && known.name == name);
            found.map(|(_, known)| known)
        })
    }

    fn program(&self, name: &str) -> Program {
        if let Some(why) = self.holes.why(name) {
            return Program::Unknown(why);
        }
        let Some(written) = holes::written(name) else {
            return Program::Unknown(Unresolved::Variable("HOME".to_owned()));
        };
        let name = standard(&written);
        if !name.contains('/') {
            // A name of one word: `openssl x509` is what tables call one.
            if name.contains(char::is_whitespace) {
                return Program::Unknown(Unresolved::Expression(name.to_owned()));
            }
            return Program::Named(name.to_owned());
        }
        let parts = |path: &str| -> Vec<String> {
            path.split('/')
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let whole = match &self.shell.folder {
            _ if name.starts_with('/') => path::join("/", &path::tidy(name)),
            Some(folder) if !self.shell.believed => path::join(folder, name),
            _ => None,
        };
        Program::File(match whole {
            Some(whole) if whole.starts_with('/') => ProgramPath {
                drive: Drive::Root,
                parts: parts(&whole),
            },
            _ => ProgramPath {
                drive: Drive::Unknown(Unresolved::Folder(name.to_owned())),
                parts: parts(name.trim_start_matches("./")),
            },
        })
    }
}

fn argument(name: &str, value: Value) -> Argument {
    Argument {
        parameter: Some(name.to_owned()),
        value,
    }
}

/// A program's name without the folder that the search path has anyway.
pub(super) fn standard(name: &str) -> &str {
    ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"]
        .into_iter()
        .find_map(|folder| name.strip_prefix(folder))
        .filter(|rest| !rest.contains('/') && !rest.is_empty())
        .unwrap_or(name)
}

fn is_dry_rsync(word: &str) -> bool {
    word.len() > 1
        && word.starts_with('-')
        && !word.starts_with("--")
        && word[1..]
            .bytes()
            .take_while(u8::is_ascii_alphabetic)
            .any(|byte| byte == b'n')
}
