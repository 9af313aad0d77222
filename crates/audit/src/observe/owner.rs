//! Whose the lines of an output are: those that the line prints itself are told by their text, and
//! part the output into pieces of which each is printed by the commands between them.

use super::awaited::Awaited;
use runproof_shell::{CommandId, Condition, Printed, Reach, Said};

/// An output in its pieces.
#[derive(Debug)]
pub(super) struct Owned {
    /// Of each text that the line prints itself, in their order: what became of it.
    pub(super) texts: Vec<Text>,
    /// Of each line of the output, the text that it is.
    claimed: Vec<Option<usize>>,
    /// Where the texts stand that are always printed: their place among the commands, and the lines.
    cuts: Vec<(CommandId, usize, usize)>,
    /// Whether the texts that are always printed are not all there: whose the rest is, is not known.
    pub(super) is_odd: bool,
}

/// What became of a text that a line prints itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    /// It stands on this line, with these numbers and words for how something ended.
    There(usize, Vec<String>),
    /// It is not there.
    Absent,
    /// It stands there more than once, or may be anything.
    Unclear,
}

impl Owned {
    /// Parts an output.
    pub(super) fn new(awaited: &Awaited, lines: &[&str]) -> Self {
        let mut owned = Self {
            texts: vec![Text::Unclear; awaited.said.len()],
            claimed: vec![None; lines.len()],
            cuts: Vec::new(),
            is_odd: false,
        };
        // What stands behind all commands is looked for from the end.
        let last = awaited.ran.iter().rev().find(|ran| {
            ran.stages()
                .any(|shown| shown.streams.output != Reach::Nothing)
                && !awaited.said.iter().any(|said| said.id == ran.id())
        });
        let last = last.map(|ran| ran.id());
        let is_behind = |said: &Said| last.is_none_or(|last| said.id > last);
        let mut end = lines.len();
        for (at, said) in awaited.said.iter().enumerate().rev() {
            if !is_behind(said) {
                break;
            }
            let Some(wanted) = Wanted::of(said) else {
                continue;
            };
            let place = (0..end)
                .rev()
                .find_map(|from| Some((from, wanted.fits(lines, from, end)?)));
            owned.settle(at, said, &wanted, place, lines);
            if let (Some((from, _)), Condition::Always) = (&place_of(&owned, at), &said.when) {
                end = *from;
            }
        }
        let mut from = 0;
        for (at, said) in awaited.said.iter().enumerate() {
            if is_behind(said) {
                break;
            }
            let Some(wanted) = Wanted::of(said) else {
                continue;
            };
            let place = (from..end).find_map(|from| Some((from, wanted.fits(lines, from, end)?)));
            owned.settle(at, said, &wanted, place, lines);
            if let Some((place, count)) = place_of(&owned, at) {
                from = place + count;
            }
        }
        owned.cuts.sort_unstable();
        owned
    }

    fn settle(
        &mut self,
        at: usize,
        said: &Said,
        wanted: &Wanted,
        place: Option<(usize, Vec<String>)>,
        lines: &[&str],
    ) {
        let Some((from, told)) = place else {
            self.texts[at] = Text::Absent;
            self.is_odd |= said.when == Condition::Always && said.reach == Reach::Whole;
            return;
        };
        let count = wanted.lines.len();
        // A fixed text that stands there twice may be what a command printed.
        let is_fixed = told.is_empty();
        let times = (0..lines.len())
            .filter(|from| wanted.fits(lines, *from, lines.len()).is_some())
            .filter(|from| self.claimed.get(*from).is_none_or(Option::is_none))
            .count();
        if is_fixed && times > 1 && said.when != Condition::Always {
            self.texts[at] = Text::Unclear;
            return;
        }
        for claimed in self.claimed.iter_mut().skip(from).take(count) {
            *claimed = Some(at);
        }
        self.texts[at] = Text::There(from, told);
        self.cuts.push((said.id, from, count));
    }

    /// Whether a line is one that the command line prints itself.
    pub(super) fn is_claimed(&self, line: usize) -> bool {
        self.claimed.get(line).is_some_and(Option::is_some)
    }

    /// The lines between the texts around a command.
    pub(super) fn piece(&self, id: CommandId, lines: usize) -> (usize, usize) {
        let before = self.cuts.iter().rev().find(|(own, ..)| *own < id);
        let after = self.cuts.iter().find(|(own, ..)| *own > id);
        let from = before.map_or(0, |(_, from, count)| from + count);
        let to = after.map_or(lines, |(_, from, _)| *from);
        (from.min(to), to)
    }
}

fn place_of(owned: &Owned, at: usize) -> Option<(usize, usize)> {
    match owned.texts.get(at) {
        Some(Text::There(from, _)) => {
            let count = owned.claimed.iter().filter(|own| **own == Some(at)).count();
            Some((*from, count))
        }
        _ => None,
    }
}

/// A text as it is looked for: its lines, each of pieces.
#[derive(Debug)]
struct Wanted {
    lines: Vec<Vec<Token>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Text(String),
    /// A number, or `True` or `False`.
    Ended,
    /// Anything.
    Open,
}

impl Wanted {
    /// `None` where nothing in it could be told.
    fn of(said: &Said) -> Option<Self> {
        if said.reach != Reach::Whole {
            return None;
        }
        let mut lines: Vec<Vec<Token>> = vec![Vec::new()];
        for piece in &said.pieces {
            match piece {
                Printed::Text(text) => {
                    for (at, part) in text.split('\n').enumerate() {
                        if at > 0 {
                            lines.push(Vec::new());
                        }
                        if !part.is_empty()
                            && let Some(line) = lines.last_mut()
                        {
                            line.push(Token::Text(part.to_owned()));
                        }
                    }
                }
                Printed::Code(_) | Printed::Success(_) => lines.last_mut()?.push(Token::Ended),
                _ => lines.last_mut()?.push(Token::Open),
            }
        }
        let is_blank = |line: &Vec<Token>| {
            line.iter()
                .all(|token| matches!(token, Token::Text(text) if text.trim().is_empty()))
        };
        lines.retain(|line| !is_blank(line));
        let tells = |token: &Token| match token {
            Token::Text(text) => !text.trim().is_empty(),
            Token::Ended => true,
            Token::Open => false,
        };
        (!lines.is_empty() && lines.iter().all(|line| line.iter().any(tells)))
            .then_some(Self { lines })
    }

    /// Whether it stands from this line on, and with which numbers and words.
    fn fits(&self, lines: &[&str], from: usize, end: usize) -> Option<Vec<String>> {
        let mut told = Vec::new();
        for (at, wanted) in self.lines.iter().enumerate() {
            let line = lines.get(from + at).filter(|_| from + at < end)?;
            fits(wanted, line.trim(), &mut told)?;
        }
        Some(told)
    }
}

/// Whether a line is these pieces, one after the other.
fn fits(wanted: &[Token], line: &str, told: &mut Vec<String>) -> Option<()> {
    let mut rest = line;
    let mut is_open = false;
    for (at, token) in wanted.iter().enumerate() {
        match token {
            Token::Open => is_open = true,
            Token::Text(text) => {
                let is_last = at + 1 == wanted.len();
                // Blanks at the ends of a line are not there any more.
                let text = if at == 0 { text.trim_start() } else { text };
                let text = if is_last { text.trim_end() } else { text };
                let place = match (is_open, is_last) {
                    (true, true) if rest.ends_with(text) => rest.len() - text.len(),
                    (true, true) => return None,
                    (true, false) => rest.find(text)?,
                    (false, _) if rest.starts_with(text) => 0,
                    (false, _) => return None,
                };
                rest = &rest[place + text.len()..];
                is_open = false;
            }
            Token::Ended => {
                let start = match is_open {
                    true => rest.find(|c: char| c.is_ascii_digit() || c == '-')?,
                    false => 0,
                };
                rest = &rest[start..];
                let end = ended(rest)?;
                told.push(rest[..end].to_owned());
                rest = &rest[end..];
                is_open = false;
            }
        }
    }
    (is_open || rest.is_empty()).then_some(())
}

/// How long a number is, or `True` or `False`.
fn ended(text: &str) -> Option<usize> {
    for word in ["True", "False"] {
        if text.starts_with(word) {
            return Some(word.len());
        }
    }
    let sign = usize::from(text.starts_with('-'));
    let digits = text[sign..].bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then_some(sign + digits)
}
