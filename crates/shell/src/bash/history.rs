//! `!!`, `!ssh`, `!$`, `^a^b`: earlier lines, as an interactive bash puts them in. Source: the bash
//! manual, "History Expansion".

use super::holes;
use super::value::{Content, Sure};

/// How many lines are kept, and how long they may be together.
const MOST: usize = 500;
const LONGEST: usize = 64 * 1024;

/// The lines before.
#[derive(Debug, Default)]
pub(super) struct History {
    /// From the oldest; `None` where it is not known which line stands there, or whether one does.
    lines: Vec<Option<String>>,
    /// The last substitution, for `:&`.
    substitution: Option<(String, String)>,
}

/// Which lines are kept.
#[derive(Debug)]
pub(super) struct Keeps {
    /// Whether any is.
    pub(super) keeps: Sure,
    /// What `HISTCONTROL` holds.
    pub(super) control: Content,
}

/// What is run in the place of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Recalled {
    /// The line as it was typed.
    AsTyped,
    /// This text.
    Text(String),
    /// Nothing.
    Nothing,
    /// It cannot be told: the event, as written.
    Unknown(String),
}

/// An event could not be put in.
enum Fault {
    /// Which it is, is not known.
    Unknown(String),
    /// Bash refuses the line.
    Refused,
}

impl History {
    /// Puts earlier lines in, and notes the line.
    pub(super) fn recall(&mut self, text: &str, expands: Sure, keeps: &Keeps) -> Recalled {
        if expands == Sure::No || !text.contains('!') && !text.starts_with('^') {
            self.note(text, keeps);
            return Recalled::AsTyped;
        }
        let mut prints = false;
        match self.expanded(text, &mut prints) {
            Ok(expanded) if expanded == text => {
                self.note(text, keeps);
                Recalled::AsTyped
            }
            _ if expands == Sure::Unknown => {
                self.lines.push(None);
                Recalled::Unknown("!".to_owned())
            }
            Ok(expanded) => {
                self.note(&expanded, keeps);
                if prints {
                    Recalled::Nothing
                } else {
                    Recalled::Text(expanded)
                }
            }
            Err(Fault::Refused) => Recalled::Nothing,
            Err(Fault::Unknown(event)) => {
                self.lines.push(None);
                Recalled::Unknown(event)
            }
        }
    }

    fn note(&mut self, text: &str, keeps: &Keeps) {
        if text.trim().is_empty() {
            return;
        }
        let is_same = self
            .lines
            .last()
            .is_some_and(|last| last.as_deref() == Some(text));
        match keeps.keeps {
            Sure::Yes => {}
            Sure::No => return,
            Sure::Unknown => return self.lines.push(None),
        }
        let (blank, same) = match &keeps.control {
            Content::Text(control) if holes::is_known(control) => {
                let has = |word: &str| control.split(':').any(|part| part == word);
                let both = has("ignoreboth");
                if has("erasedups") {
                    self.lines.retain(|line| line.as_deref() != Some(text));
                }
                (
                    Some(both || has("ignorespace")),
                    Some(both || has("ignoredups")),
                )
            }
            Content::Unset => (Some(false), Some(false)),
            _ => (None, None),
        };
        let is_blank = text.starts_with(' ');
        let kept = match (
            is_blank && blank != Some(false),
            is_same && same != Some(false),
        ) {
            (true, _) => blank.map(|_| false),
            (_, true) => same.map(|_| false),
            (false, false) => Some(true),
        };
        if self.lines.len() >= MOST {
            self.lines.remove(0);
        }
        match kept {
            Some(true) => {
                let known = text.len() <= LONGEST && !text.contains('\n');
                self.lines.push(known.then(|| text.to_owned()));
            }
            Some(false) => {}
            // Whether it was kept is not known: nor is what `!!` means then, unless it is the same.
            None if is_same => {
                let last = self.lines.len() - 1;
                self.lines.insert(last, None);
            }
            None => self.lines.push(None),
        }
    }

    fn expanded(&mut self, text: &str, prints: &mut bool) -> Result<String, Fault> {
        if let Some(rest) = text.strip_prefix('^') {
            let mut parts = rest.splitn(3, '^');
            let old = parts.next().unwrap_or_default();
            let new = parts.next().unwrap_or_default();
            let behind = parts.next().unwrap_or_default();
            let line = self
                .back(1)
                .ok_or_else(|| Fault::Unknown(text.to_owned()))?;
            if behind.starts_with(':') || text.contains('\\') {
                return Err(Fault::Unknown(text.to_owned()));
            }
            let changed = self.substituted(&line, old, new, false)?;
            return Ok(changed + behind);
        }
        let mut out = String::with_capacity(text.len());
        let mut quote: Option<char> = None;
        let mut rest = text;
        let mut word_starts = true;
        while let Some(c) = rest.chars().next() {
            let behind = &rest[c.len_utf8()..];
            match (quote, c) {
                (Some('\''), '\'') => quote = None,
                (Some('\''), _) => {}
                (_, '\\') => {
                    let length = 1 + behind.chars().next().map_or(0, char::len_utf8);
                    out.push_str(&rest[..length]);
                    rest = &rest[length..];
                    word_starts = false;
                    continue;
                }
                (None, '\'' | '"') => quote = Some(c),
                (Some('"'), '"') => quote = None,
                (None, '#') if word_starts => {
                    let end = rest.find('\n').unwrap_or(rest.len());
                    out.push_str(&rest[..end]);
                    rest = &rest[end..];
                    continue;
                }
                (quote, '!') if begins_event(behind, quote) && !is_operator(&out, behind) => {
                    // Which lines of a text of several are looked at is another matter.
                    if text.contains('\n') {
                        return Err(Fault::Unknown(shown(rest)));
                    }
                    let (put_in, length) = self.event(behind, quote, prints)?;
                    out.push_str(&put_in);
                    rest = &behind[length..];
                    word_starts = false;
                    continue;
                }
                _ => {}
            }
            word_starts =
                quote.is_none() && (c.is_whitespace() || matches!(c, ';' | '&' | '|' | '('));
            out.push(c);
            rest = behind;
        }
        Ok(out)
    }

    /// The event that begins behind `!`: what is put in, and how long it is written.
    fn event(
        &mut self,
        text: &str,
        quote: Option<char>,
        prints: &mut bool,
    ) -> Result<(String, usize), Fault> {
        let unknown = || Fault::Unknown(format!("!{}", shown(text)));
        let (line, mut at) = if text.starts_with('!') {
            (self.back(1), 1)
        } else if text.starts_with(['$', '^', '*', ':', '%']) {
            (self.back(1), 0)
        } else if text.starts_with(|c: char| c.is_ascii_digit()) {
            // The number of the first line of the session is not known.
            return Err(unknown());
        } else if let Some(number) = text
            .strip_prefix('-')
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            let count: usize = number[..digits].parse().map_err(|_| unknown())?;
            (self.back(count), 1 + digits)
        } else if text.starts_with(['#', '?', '-']) {
            return Err(unknown());
        } else {
            let end = text
                .find(|c: char| {
                    c.is_whitespace()
                        || matches!(c, ':' | ';' | '&' | '(' | ')' | '|' | '<' | '>')
                        || c == '"' && quote == Some('"')
                })
                .unwrap_or(text.len());
            let wanted = &text[..end];
            let mut found = None;
            for line in self.lines.iter().rev() {
                match line {
                    Some(line) if line.starts_with(wanted) => {
                        found = Some(line.clone());
                        break;
                    }
                    Some(_) => {}
                    None => break,
                }
            }
            (found, end)
        };
        let mut put_in = line.ok_or_else(unknown)?;
        let rest = &text[at..];
        if let Some((designated, length)) = designated(rest) {
            let all = words(&put_in).ok_or_else(unknown)?;
            put_in = match designated {
                Designated::Words(from, to) => {
                    let last = all.len().checked_sub(1).ok_or_else(unknown)?;
                    let to = match to {
                        To::Word(to) => to,
                        To::Last => last,
                        To::LastButOne => last.saturating_sub(1),
                    };
                    let from = if from == usize::MAX { last } else { from };
                    if from > to && from == last + 1 {
                        String::new()
                    } else {
                        all.get(from..=to).ok_or(Fault::Refused)?.join(" ")
                    }
                }
                Designated::Unclear => return Err(unknown()),
            };
            at += length;
        }
        loop {
            let rest = &text[at..];
            let Some(modifier) = rest.strip_prefix(':') else {
                return Ok((put_in, at));
            };
            let (global, modifier, skipped) = match modifier.strip_prefix(['g', 'a']) {
                Some(behind) if behind.starts_with(['s', '&']) => (true, behind, 2),
                _ => (false, modifier, 1),
            };
            let Some(letter) = modifier.chars().next() else {
                return Ok((put_in, at));
            };
            at += skipped + letter.len_utf8();
            match letter {
                'p' => *prints = true,
                'h' => {
                    if let Some((folder, _)) = put_in.rsplit_once('/') {
                        put_in = folder.to_owned();
                    }
                }
                't' => {
                    if let Some((_, name)) = put_in.rsplit_once('/') {
                        put_in = name.to_owned();
                    }
                }
                'r' => {
                    if let Some((root, ending)) = put_in.rsplit_once('.')
                        && !ending.contains('/')
                    {
                        put_in = root.to_owned();
                    }
                }
                'e' => {
                    let ending = put_in.rfind('.').map(|at| put_in[at..].to_owned());
                    put_in = ending.ok_or_else(unknown)?;
                }
                's' => {
                    let behind = &text[at..];
                    let separator = behind.chars().next().ok_or_else(unknown)?;
                    let inner = &behind[separator.len_utf8()..];
                    if behind.contains('\\') {
                        return Err(unknown());
                    }
                    let (old, more) = inner.split_once(separator).ok_or_else(unknown)?;
                    let (new, length) = match more.split_once(separator) {
                        Some((new, _)) => (new, new.len() + separator.len_utf8()),
                        None => (more, more.len()),
                    };
                    let (old, new) = (old.to_owned(), new.to_owned());
                    put_in = self.substituted(&put_in, &old, &new, global)?;
                    at += 2 * separator.len_utf8() + old.len() + length;
                }
                '&' => {
                    let (old, new) = self.substitution.clone().ok_or_else(unknown)?;
                    put_in = self.substituted(&put_in, &old, &new, global)?;
                }
                _ => return Err(unknown()),
            }
        }
    }

    fn substituted(
        &mut self,
        line: &str,
        old: &str,
        new: &str,
        global: bool,
    ) -> Result<String, Fault> {
        let old = match (old, &self.substitution) {
            ("", Some((before, _))) => before.clone(),
            ("", None) => return Err(Fault::Unknown("!:s".to_owned())),
            (old, _) => old.to_owned(),
        };
        if !line.contains(&old) {
            return Err(Fault::Refused);
        }
        let put_in = new.replace('&', &old);
        self.substitution = Some((old.clone(), put_in.clone()));
        Ok(if global {
            line.replace(&old, &put_in)
        } else {
            line.replacen(&old, &put_in, 1)
        })
    }

    /// The line so many before this one.
    fn back(&self, count: usize) -> Option<String> {
        let at = self.lines.len().checked_sub(count)?;
        if self.lines[at..].iter().any(Option::is_none) {
            return None;
        }
        self.lines[at].clone()
    }
}

/// Whether `!` with this behind it is an event.
fn begins_event(behind: &str, quote: Option<char>) -> bool {
    let Some(next) = behind.chars().next() else {
        return false;
    };
    !(next.is_whitespace() || next == '=' || next == '(' || next == '"' && quote == Some('"'))
}

/// Whether `!` is one of the shell's own: `${!x}`, `$!`, `[!a]`.
fn is_operator(before: &str, behind: &str) -> bool {
    before.ends_with("${") && behind.contains('}')
        || before.ends_with('$')
        || before.ends_with('[') && behind.contains(']')
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

enum Designated {
    /// From this word to that one; the last, where the number is the highest.
    Words(usize, To),
    /// It is not understood.
    Unclear,
}

enum To {
    Word(usize),
    Last,
    LastButOne,
}

/// `:2`, `:$`, `^`, `:1-3`, `:*`: which words, and how long it is written.
fn designated(text: &str) -> Option<(Designated, usize)> {
    let (rest, skipped) = match text.strip_prefix(':') {
        Some(rest) => (rest, 1),
        None if text.starts_with(['^', '$', '*']) => (text, 0),
        None => return None,
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let from: usize = rest[..digits].parse().ok()?;
        let behind = &rest[digits..];
        let length = skipped + digits;
        if behind.starts_with('*') {
            return Some((Designated::Words(from, To::Last), length + 1));
        }
        let Some(range) = behind.strip_prefix('-') else {
            return Some((Designated::Words(from, To::Word(from)), length));
        };
        if range.starts_with('$') {
            return Some((Designated::Words(from, To::Last), length + 2));
        }
        let more = range.bytes().take_while(u8::is_ascii_digit).count();
        if more == 0 {
            return Some((Designated::Words(from, To::LastButOne), length + 1));
        }
        let to = range[..more].parse().ok()?;
        return Some((Designated::Words(from, To::Word(to)), length + 1 + more));
    }
    match rest.chars().next()? {
        '^' if !rest[1..].starts_with('-') => {
            Some((Designated::Words(1, To::Word(1)), skipped + 1))
        }
        '$' => Some((Designated::Words(usize::MAX, To::Last), skipped + 1)),
        '*' => Some((Designated::Words(1, To::Last), skipped + 1)),
        '%' | '-' | '^' => Some((Designated::Unclear, skipped + 1)),
        _ => None,
    }
}

/// A line in words; `None` where it holds what is cut in other ways.
fn words(line: &str) -> Option<Vec<&str>> {
    if line.contains(['<', '>', '(', ')', '\n']) {
        return None;
    }
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        if b"|&;".contains(&bytes[at]) {
            at += 1;
            if at < bytes.len() && bytes[at] == bytes[start] {
                at += 1;
            }
            found.push(&line[start..at]);
            continue;
        }
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() && !b"|&;".contains(&bytes[at]) {
            match bytes[at] {
                b'\\' => at += 2,
                quote @ (b'\'' | b'"' | b'`') => {
                    let end = line[at + 1..].find(char::from(quote))?;
                    at += end + 2;
                }
                _ => at += 1,
            }
        }
        found.push(line.get(start..at.min(bytes.len()))?);
    }
    Some(found)
}
