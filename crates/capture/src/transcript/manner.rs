//! A prompt that somebody made: what its lines consist of, so that others like it are known.
//!
//! PowerShell writes a prompt as the function `prompt` returned it, escapes and line breaks included.
//! What changes from one to the next is the folder, numbers and times, and what stands in brackets:
//! the state of a repository.

use super::shape::Prompt;

/// No folder's name is longer.
const LONGEST_FOLDER: usize = 500;

/// What a line of a prompt consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Folder,
    Digits,
    /// Brackets and what is in them, with the blank before them; they may be left out.
    Mood,
}

/// A line of a prompt, or its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Part>);

/// The prompt of a session.
#[derive(Debug, Clone)]
pub(super) struct Manner {
    /// Its lines but the last.
    pub(super) before: Vec<Above>,
    /// Its last line, behind which commands are typed; `None` is PowerShell's own, `PS C:\x>`.
    pub(super) last: Option<Pattern>,
}

/// A line of a prompt above its last one.
#[derive(Debug, Clone)]
pub(in super::super) struct Above {
    pattern: Pattern,
    start: String,
}

impl Manner {
    /// The command behind the prompt's last line, if the line begins with that.
    pub(super) fn prompt<'l>(&self, line: &'l str) -> Option<Prompt<'l>> {
        let Some(last) = &self.last else {
            return super::shape::prompt(line);
        };
        let (length, folder) = last.start_of(line)?;
        let text = line[length..].trim();
        let column = length + (line[length..].len() - line[length..].trim_start().len());
        Some(Prompt {
            host: None,
            folder: folder.filter(|folder| !folder.starts_with('~')),
            text,
            column: column.min(line.len()),
        })
    }
}

impl Above {
    pub(in super::super) fn of(line: &str) -> Self {
        const START: usize = 5;
        let line = &line[..super::shape::floor(line, LONGEST_FOLDER)];
        let start: String = line.trim().chars().take(START).collect();
        Self {
            pattern: Pattern::of(line),
            start,
        }
    }

    /// Whether the line may be this one, of a later prompt.
    pub(in super::super) fn fits(&self, line: &str) -> bool {
        if self.start.is_empty() || line.trim().is_empty() {
            return self.start.is_empty() && line.trim().is_empty();
        }
        self.pattern
            .start_of(line)
            .is_some_and(|(length, _)| line[length..].trim().is_empty())
            || (self.start.chars().count() == 5 && line.trim().starts_with(&self.start))
    }
}

impl Pattern {
    /// Whether there is a folder in it.
    pub(super) fn shows_folder(&self) -> bool {
        self.0.contains(&Part::Folder)
    }

    /// The pattern of a prompt as it stands there.
    pub(super) fn of(prompt: &str) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        let mut text = String::new();
        let mut at = 0;
        while let Some(c) = prompt[at..].chars().next() {
            let rest = &prompt[at..];
            let after_word = text.ends_with(|c: char| c.is_alphanumeric());
            let folder = if after_word { 0 } else { folder(rest) };
            let brackets = if text.ends_with(' ') {
                brackets(rest)
            } else {
                0
            };
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (part, length) = if folder > 0 {
                (Part::Folder, folder)
            } else if brackets > 0 {
                text.truncate(text.trim_end_matches(' ').len());
                (Part::Mood, brackets)
            } else if digits > 0 {
                (Part::Digits, digits)
            } else {
                text.push(c);
                at += c.len_utf8();
                continue;
            };
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(part);
            at += length;
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        Self(parts)
    }

    /// How much of the line it is, and the folder in it.
    pub(super) fn start_of<'l>(&self, line: &'l str) -> Option<(usize, Option<&'l str>)> {
        let mut at = 0;
        let mut shown = None;
        for (number, part) in self.0.iter().enumerate() {
            let rest = &line[at..];
            at += match part {
                // Behind a prompt without a command the blank may be gone.
                Part::Text(text) if number + 1 == self.0.len() && rest == text.trim_end() => {
                    rest.len()
                }
                Part::Text(text) => rest.starts_with(text.as_str()).then_some(text.len())?,
                Part::Digits => {
                    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                    (digits.len() < rest.len()).then(|| rest.len() - digits.len())?
                }
                Part::Mood => {
                    let blanks = rest.len() - rest.trim_start_matches(' ').len();
                    match brackets(&rest[blanks..]) {
                        0 => 0,
                        length => blanks + length,
                    }
                }
                Part::Folder => {
                    if folder(rest) == 0 {
                        return None;
                    }
                    let end = self.folder_end(number, rest)?;
                    shown = Some(rest[..end].trim_end());
                    end
                }
            };
        }
        Some((at, shown))
    }

    /// Where a folder ends that begins the text: where what follows it begins.
    fn folder_end(&self, number: usize, rest: &str) -> Option<usize> {
        let near = &rest[..super::shape::floor(rest, LONGEST_FOLDER)];
        let next = self.0[number + 1..].iter().find_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let Some(next) = next else {
            let mood = near.find(" [").or_else(|| near.find(" ("));
            return Some(mood.unwrap_or(near.len()));
        };
        let end = near.find(next.trim_end()).filter(|end| *end > 0)?;
        let has_mood = matches!(self.0.get(number + 1), Some(Part::Mood));
        let mood = near[..end].find(" [").or_else(|| near[..end].find(" ("));
        Some(mood.filter(|_| has_mood).unwrap_or(end))
    }
}

/// How long the folder is that the text begins with, as far as its looks tell.
pub(super) fn folder(text: &str) -> usize {
    let begins = match text.as_bytes() {
        [b'~', next, ..] => !next.is_ascii_alphanumeric(),
        [b'~'] | [b'/', ..] | [b'\\', b'\\', ..] => true,
        [letter, b':', b'\\' | b'/', ..] => letter.is_ascii_alphabetic(),
        _ => false,
    };
    if !begins {
        return 0;
    }
    let near = &text[..super::shape::floor(text, LONGEST_FOLDER)];
    let ends = [" [", " (", "$ ", "# ", "% "];
    let end = ends.iter().filter_map(|end| near.find(end)).min();
    let sign = near.find(|c: char| matches!(c, '>' | '|' | '"') || is_sign(c) && !c.is_ascii());
    let mut end = end.unwrap_or(near.len()).min(sign.unwrap_or(near.len()));
    let trimmed = near[..end].trim_end().trim_end_matches(['$', '#', '%']);
    end = trimmed.trim_end().len();
    end
}

/// How long the brackets are that the text begins with.
fn brackets(text: &str) -> usize {
    let closing = match text.as_bytes().first() {
        Some(b'[') => ']',
        Some(b'(') => ')',
        _ => return 0,
    };
    let near = &text[..super::shape::floor(text, 200)];
    near.find(closing).map_or(0, |at| at + 1)
}

/// Whether prompts end in that sign, or have it between their parts.
pub(super) fn is_sign(c: char) -> bool {
    matches!(
        c,
        '>' | '$' | '#' | '%' | ']' | ')' | '❯' | 'λ' | '»' | '→' | '➜' | '›' | '▶' | '⟩'
    ) || ('\u{e000}'..='\u{f8ff}').contains(&c)
}
