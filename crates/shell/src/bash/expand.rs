//! Words as the shell passes them on: braces, variables and quotes are gone.

use super::super::{Invocation, Printed, Unresolved};
use super::braces::braces;
use super::context::Context;
use super::holes::{self, HOME};
use super::run::Interpreter;
use super::value::{Content, Sure};
use super::word::{self, Broken, Kind, Piece};

/// How many words a command may have, and how many bytes they.
const MOST_WORDS: usize = 16 * 1024;
const MOST_BYTES: usize = 1 << 20;
/// How many outputs and statuses of a session are kept in mind.
const MOST_ORIGINS: usize = 1024;
/// How long a value may be, in bytes, to be followed.
pub(super) const LONGEST_VALUE: usize = 64 * 1024;

/// What is put in for a piece of a word.
pub(super) enum PutIn<'a> {
    /// A text.
    Text(String),
    /// Several, each a word of its own where the piece is `"$@"`.
    Texts(Vec<String>, Joined),
    /// This word, which stands within the braces.
    Word(&'a str),
}

/// How several texts become words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    /// `@`: each for itself.
    Apart,
    /// `*`: all of them, with the first character of `IFS` between.
    Together,
}

/// Words as they grow.
#[derive(Debug, Default)]
struct Fields {
    done: Vec<String>,
    current: Option<String>,
    /// Whether the current one matches names of files.
    matches: bool,
    /// Where in `done` the words are that do.
    matching: Vec<usize>,
}

impl Fields {
    fn add(&mut self, text: &str) {
        self.current.get_or_insert_default().push_str(text);
    }

    fn end(&mut self) {
        if let Some(current) = self.current.take() {
            if std::mem::take(&mut self.matches) {
                self.matching.push(self.done.len());
            }
            self.done.push(current);
        }
    }

    /// A text that is split where the characters of `IFS` stand.
    fn split(&mut self, text: &str, ifs: &str) {
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n') && ifs.contains(c);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if !ifs.contains(c) {
                self.matches |= matches!(c, '*' | '?' | '[');
                self.current.get_or_insert_default().push(c);
                continue;
            }
            let mut separated = !is_blank(c);
            while let Some(next) = chars.peek().copied() {
                if is_blank(next) {
                    chars.next();
                } else if !separated && ifs.contains(next) {
                    separated = true;
                    chars.next();
                } else {
                    break;
                }
            }
            if self.current.is_some() {
                self.end();
            } else if separated {
                self.done.push(String::new());
            }
        }
    }
}

impl Interpreter<'_> {
    /// The words of a command.
    pub(super) fn words(
        &mut self,
        raw: &[&str],
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<Vec<String>, Broken> {
        let mut words = Vec::with_capacity(raw.len());
        let mut bytes = 0;
        for raw in raw {
            if word::plain(raw) {
                words.push((*raw).to_owned());
                continue;
            }
            let Some(several) = braces(raw) else {
                words.push(spread(&self.hole(raw)));
                continue;
            };
            for raw in several {
                let pieces = word::pieces(&raw)?;
                let mut fields = Fields::default();
                self.fields(&pieces, true, context, out, &mut fields);
                fields.end();
                self.match_files(&raw, &mut fields);
                bytes += fields.done.iter().map(String::len).sum::<usize>();
                words.append(&mut fields.done);
                if words.len() > MOST_WORDS || bytes > MOST_BYTES {
                    return Ok(vec![spread(&self.hole(&raw))]);
                }
            }
        }
        Ok(words)
    }

    /// A word that stays one: an assignment's value, a file's name.
    pub(super) fn word(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<String, Broken> {
        if word::plain(raw) {
            return Ok(raw.to_owned());
        }
        let pieces = word::pieces(raw)?;
        Ok(self.joined(&pieces, Tilde::Start, context, out))
    }

    /// The value of an assignment: one word, in which `~` also counts behind each colon.
    pub(super) fn value(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<String, Broken> {
        let pieces = word::pieces(raw)?;
        Ok(self.joined(&pieces, Tilde::Value, context, out))
    }

    /// A here-document's text.
    pub(super) fn heredoc(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> String {
        match word::pieces_of_heredoc(raw) {
            Ok(pieces) => self.joined(&pieces, Tilde::None, context, out),
            Err(Broken) => self.hole(raw),
        }
    }

    /// A word as a pattern: `\` stands before what was quoted.
    pub(super) fn pattern(
        &mut self,
        raw: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> String {
        let Ok(pieces) = word::pieces_with_blanks(raw) else {
            return self.hole(raw);
        };
        let mut pattern = String::new();
        for piece in &pieces {
            let text = self.text_of(piece, context, out);
            if piece.quoted {
                for c in text.chars() {
                    if c.is_ascii_punctuation() {
                        pattern.push('\\');
                    }
                    pattern.push(c);
                }
            } else {
                pattern.push_str(&text);
            }
        }
        pattern
    }

    /// A hole in the place of an expression.
    pub(super) fn hole(&mut self, expression: &str) -> String {
        let shown = expression
            .chars()
            .filter(|c| holes::is_known(c.encode_utf8(&mut [0; 4])));
        let reason = Unresolved::Expression(shown.collect());
        self.holes.hole(reason).to_string()
    }

    /// A hole that stands for an output or a status.
    pub(super) fn hole_for(&mut self, expression: &str, stands_for: Printed) -> String {
        let shown = expression
            .chars()
            .filter(|c| holes::is_known(c.encode_utf8(&mut [0; 4])));
        let reason = Unresolved::Expression(shown.collect());
        if self.origins.len() >= MOST_ORIGINS {
            return self.holes.hole(reason).to_string();
        }
        let hole = self.holes.own_hole(reason);
        self.origins.insert(hole, stands_for);
        hole.to_string()
    }

    /// The characters of `IFS`, where they are known.
    pub(super) fn separators(&self) -> Option<String> {
        match self.shell.variable("IFS") {
            None if self.shell.own("IFS").is_none() => Some(" \t\n".to_owned()),
            Some(variable) => match &variable.content {
                Content::Text(text) if holes::is_known(text) => Some(text.clone()),
                Content::Unset => Some(" \t\n".to_owned()),
                _ => None,
            },
            None => None,
        }
    }

    /// Several texts as one, as `"$*"` is.
    pub(super) fn together(&mut self, texts: &[String]) -> String {
        if let [one] = texts {
            return one.clone();
        }
        match self.separators() {
            Some(separators) => {
                let between = separators.chars().next().map(String::from);
                texts.join(between.as_deref().unwrap_or_default())
            }
            None => self.hole("$*"),
        }
    }

    fn joined(
        &mut self,
        pieces: &[Piece<'_>],
        tilde: Tilde,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> String {
        let mut text = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            match &piece.kind {
                Kind::Text(part) if !piece.quoted && tilde != Tilde::None => {
                    let part = self.with_home(part, tilde, at == 0, at + 1 == pieces.len());
                    text.push_str(&part);
                }
                _ => text.push_str(&self.text_of(piece, context, out)),
            }
            if text.len() > LONGEST_VALUE {
                return self.hole("a text too long to be followed");
            }
        }
        text
    }

    /// A text in which `~` is the home folder, where it counts.
    fn with_home(&mut self, text: &str, tilde: Tilde, starts: bool, ends: bool) -> String {
        if !text.contains('~') {
            return text.to_owned();
        }
        let mut found = String::new();
        let mut at_start = starts;
        let mut behind_name = !starts;
        let mut rest = text;
        loop {
            let length = rest.find([':', '=']).unwrap_or(rest.len());
            let (part, more) = rest.split_at(length);
            match part.strip_prefix('~').filter(|_| at_start) {
                Some(behind) => {
                    let name = behind.split('/').next().unwrap_or_default();
                    let is_whole = name.len() < behind.len() || !more.is_empty() || ends;
                    if is_whole {
                        found.push_str(&self.home(name));
                        found.push_str(&behind[name.len()..]);
                    } else {
                        found.push_str(part);
                    }
                }
                None => found.push_str(part),
            }
            let Some(separator) = more.chars().next() else {
                return found;
            };
            found.push(separator);
            rest = &more[1..];
            at_start = match tilde {
                Tilde::Value => separator == ':',
                // `dd of=~/x`: a word in the form of an assignment.
                Tilde::Start if separator == '=' && !behind_name => {
                    behind_name = true;
                    word::name_length(part) == part.len() && !part.is_empty()
                }
                Tilde::Start | Tilde::None => false,
            };
        }
    }

    /// `~`, or `~` with a name behind it.
    fn home(&mut self, name: &str) -> String {
        match name {
            "" => match self.content_of("HOME") {
                Content::Text(home) => home,
                _ => self.hole("~"),
            },
            "+" | "-" => {
                let name = if name == "+" { "PWD" } else { "OLDPWD" };
                match self.content_of(name) {
                    Content::Text(folder) => folder,
                    _ => self.hole(&format!("~{name}")),
                }
            }
            name => self.hole(&format!("~{name}")),
        }
    }

    /// What a piece comes to as one text.
    fn text_of(
        &mut self,
        piece: &Piece<'_>,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> String {
        match &piece.kind {
            Kind::Text(text) => text.clone().into_owned(),
            Kind::Pattern(text) => (*text).to_owned(),
            kind => match self.put_in(kind, piece.quoted, context, out) {
                PutIn::Text(text) => text,
                PutIn::Texts(texts, Joined::Apart) => texts.join(" "),
                PutIn::Texts(texts, Joined::Together) => self.together(&texts),
                PutIn::Word(word) => {
                    let pieces = if piece.quoted {
                        within_quotes(word)
                    } else {
                        word::pieces_with_blanks(word)
                    };
                    match pieces {
                        Ok(pieces) => self.joined(&pieces, Tilde::Start, context, out),
                        Err(Broken) => self.hole(word),
                    }
                }
            },
        }
    }

    fn fields(
        &mut self,
        pieces: &[Piece<'_>],
        is_word: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
        fields: &mut Fields,
    ) {
        for (at, piece) in pieces.iter().enumerate() {
            match &piece.kind {
                Kind::Text(text) if piece.quoted => fields.add(text),
                Kind::Text(text) => {
                    let text = self.with_home(text, Tilde::Start, at == 0, at + 1 == pieces.len());
                    if is_word {
                        fields.add(&text);
                    } else {
                        self.split(&text, fields);
                    }
                }
                Kind::Pattern(text) => {
                    fields.matches = true;
                    fields.add(text);
                }
                kind => match self.put_in(kind, piece.quoted, context, out) {
                    PutIn::Text(text) if piece.quoted => fields.add(&text),
                    PutIn::Text(text) if matches!(kind, Kind::Process(_)) => fields.add(&text),
                    PutIn::Text(text) => self.split(&text, fields),
                    PutIn::Texts(texts, Joined::Together) if piece.quoted => {
                        let text = self.together(&texts);
                        fields.add(&text);
                    }
                    PutIn::Texts(texts, _) => {
                        for (at, text) in texts.iter().enumerate() {
                            if at > 0 {
                                fields.end();
                            }
                            if piece.quoted {
                                fields.add(text);
                            } else {
                                self.split(text, fields);
                            }
                        }
                    }
                    PutIn::Word(word) if piece.quoted => match within_quotes(word) {
                        Ok(pieces) => {
                            fields.add("");
                            for piece in &mut pieces.into_iter() {
                                let quoted = Piece {
                                    quoted: true,
                                    ..piece
                                };
                                self.fields(&[quoted], true, context, out, fields);
                            }
                        }
                        Err(Broken) => {
                            let hole = self.hole(word);
                            fields.add(&hole);
                        }
                    },
                    PutIn::Word(word) => match word::pieces_with_blanks(word) {
                        Ok(pieces) => self.fields(&pieces, false, context, out, fields),
                        Err(Broken) => {
                            let hole = self.hole(word);
                            fields.add(&hole);
                        }
                    },
                },
            }
        }
    }

    fn split(&mut self, text: &str, fields: &mut Fields) {
        match self.separators() {
            Some(separators) if separators == " \t\n" || !text.contains(HOME) => {
                if holes::has_hole(text) && !separators.is_empty() {
                    fields.split(&spread(text), &separators);
                } else {
                    fields.split(text, &separators);
                }
            }
            _ if text.is_empty() => {}
            _ => {
                let hole = self.hole("$IFS");
                fields.add(&spread(&hole));
            }
        }
    }

    /// Which files there are, nobody captured.
    fn match_files(&mut self, raw: &str, fields: &mut Fields) {
        if fields.matching.is_empty() || self.shell.options.noglob == Sure::Yes {
            return;
        }
        for at in std::mem::take(&mut fields.matching) {
            let is_pattern = match fields.done[at].find(['*', '?', '[']) {
                Some(_) if fields.done[at].contains(['*', '?']) => true,
                Some(from) => fields.done[at][from..].contains(']'),
                None => false,
            };
            if is_pattern {
                fields.done[at] = spread(&self.hole(raw));
            }
        }
    }
}

/// A text whose holes may be any number of words.
pub(super) fn spread(text: &str) -> String {
    let mut spread = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        spread.push(c);
        if holes::has_hole(c.encode_utf8(&mut [0; 4])) {
            spread.push(holes::SEVERAL);
        }
    }
    spread
}

/// The pieces of a word within `"${…}"`.
fn within_quotes(word: &str) -> Result<Vec<Piece<'_>>, Broken> {
    match word
        .strip_prefix('"')
        .and_then(|word| word.strip_suffix('"'))
    {
        Some(inner) if !inner.contains(['"', '\\']) => word::pieces_of_heredoc(inner),
        _ if word.contains('"') => Err(Broken),
        _ => word::pieces_of_heredoc(word),
    }
}

/// Where `~` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tilde {
    /// At the beginning, and behind `name=`.
    Start,
    /// At the beginning, and behind each colon.
    Value,
    /// Nowhere.
    None,
}
