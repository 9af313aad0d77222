//! Learns what the prompt of a session is from the lines that it was met in: each command stands
//! behind it, the first line of all begins it, and it is the same each time but for what changes.

use super::manner::{Above, Manner, Pattern, folder, is_sign};
use super::shape::prompt;

/// A prompt has at most so many lines above its last one.
const MOST_ABOVE: usize = 3;

/// So many beginnings of a prompt are tried.
const MOST_STARTS: usize = 60;

/// No prompt, and no word that is looked at, is longer.
const LONGEST: usize = 200;

/// What stands above PowerShell's own prompt, where that is always the same.
pub(super) fn above_own(lines: &[&str]) -> Option<Manner> {
    let typed = |line: &&str| prompt(line).is_some_and(|prompt| !prompt.text.is_empty());
    let found = lines.iter().enumerate().filter(|(_, line)| typed(line));
    let found: Vec<usize> = found.map(|(at, _)| at).collect();
    let before = above(lines, &found);
    let is_clear = found.len() > 1
        || found.first().is_some_and(|first| {
            lines[..*first]
                .iter()
                .all(|line| folder(line) == line.trim_end().len())
        });
    (is_clear && !before.is_empty()).then_some(Manner { before, last: None })
}

/// The lines that stand above all prompts and are the same each time, or differ by what changes.
fn above(lines: &[&str], found: &[usize]) -> Vec<Above> {
    let mut before: Vec<Above> = Vec::new();
    let Some(first) = found.first() else {
        return before;
    };
    for up in 1..=MOST_ABOVE.min(*first) {
        // Commands that fail alike have the same error above the next prompt.
        if is_of_error(lines[first - up]) {
            break;
        }
        let above = Above::of(lines[first - up]);
        let is_same = found
            .iter()
            .all(|at| at.checked_sub(up).is_some_and(|at| above.fits(lines[at])));
        if !is_same {
            break;
        }
        before.insert(0, above);
    }
    before
}

/// Whether a line is of an error that PowerShell shows.
fn is_of_error(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("+ ") || line.starts_with("TerminatingError(") || line.starts_with(">> Term")
}

/// The prompt of a session whose body these lines begin: there is more than one command behind it, and
/// it begins the body, or the command that ends the transcript stands behind it as well.
pub(super) fn from_body(lines: &[&str]) -> Option<Manner> {
    let last = lines.iter().rposition(|line| !line.trim().is_empty())?;
    let ending = ending(lines[last]);
    let heads = lines.iter().take(MOST_ABOVE + 1);
    let mut starts: Vec<&str> = heads
        .flat_map(|line| ends(line).into_iter().map(|end| &line[..end]))
        .collect();
    starts.truncate(MOST_STARTS);
    starts.extend(ending.filter(|end| *end > 0).map(|end| &lines[last][..end]));
    let mut best: Option<(usize, usize, Pattern, Vec<usize>)> = None;
    for start in starts {
        let pattern = Pattern::of(start);
        let typed = |line: &str| -> Option<bool> {
            let (length, _) = pattern.start_of(line)?;
            let text = line[length..].trim();
            looks_typed(text).then(|| is_surely_typed(text))
        };
        let found: Vec<(usize, bool)> = lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| Some((at, typed(line)?)))
            .collect();
        let is_sure = found.iter().any(|(_, sure)| *sure);
        let begins = found.first().is_some_and(|(at, _)| *at <= MOST_ABOVE);
        let is_last = found.last().is_some_and(|(at, _)| *at == last);
        let is_more = best
            .as_ref()
            .is_none_or(|(count, length, ..)| (found.len(), start.len()) > (*count, *length));
        // A folder and a bracket behind it are a prompt, though only one command stands there.
        let is_enough = found.len() >= 2 || begins && pattern.shows_folder() && start.contains('>');
        if is_enough && is_sure && (begins || ending.is_some() && is_last) && is_more {
            let at = found.iter().map(|(at, _)| *at).collect();
            best = Some((found.len(), start.len(), pattern, at));
        }
    }
    let (_, _, pattern, found) = best?;
    Some(Manner {
        before: above(lines, &found),
        last: Some(pattern),
    })
}

/// The prompt of a session in which each command has its time before it: these lines follow such times.
/// A prompt of one line needs no learning.
pub(super) fn from_samples(samples: &[Vec<&str>]) -> Option<Manner> {
    let first = samples.first()?;
    for up in 0..=MOST_ABOVE {
        let line = first.get(up)?;
        let fits = |pattern: &Pattern| {
            samples.iter().all(|sample| {
                sample.get(up).is_some_and(|line| {
                    let start = pattern.start_of(line);
                    start.is_some_and(|(length, _)| looks_typed(line[length..].trim()))
                })
            })
        };
        let mut found = None;
        for end in ends(line) {
            let pattern = Pattern::of(&line[..end]);
            let is_sure = samples.iter().any(|sample| {
                let shown = sample.get(up).and_then(|line| {
                    let (length, _) = pattern.start_of(line)?;
                    line.get(length..)
                });
                shown.is_some_and(|text| is_surely_typed(text.trim()))
            });
            if is_sure && fits(&pattern) {
                found = Some(pattern);
            }
        }
        if let Some(last) = found {
            if up == 0 {
                return None;
            }
            let before = first[..up].iter().map(|line| Above::of(line));
            return Some(Manner {
                before: before.collect(),
                last: Some(last),
            });
        }
        let above = Above::of(line);
        let is_same = samples
            .iter()
            .all(|sample| sample.get(up).is_some_and(|line| above.fits(line)));
        if !is_same {
            return None;
        }
    }
    None
}

/// Where the command begins that ends a transcript, if the line ends in it.
fn ending(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let length = ["Stop-Transcript", "exit"]
        .iter()
        .find(|word| {
            let at = line.len().checked_sub(word.len());
            at.and_then(|at| line.get(at..))
                .is_some_and(|end| end.eq_ignore_ascii_case(word))
        })?
        .len();
    Some(line.len() - length)
}

/// Whether the line may be a command behind a prompt, of whatever shape.
pub(super) fn may_be_prompted(line: &str) -> bool {
    let ends = ends(line);
    ends.iter().any(|end| is_surely_typed(line[*end..].trim()))
}

/// Where a prompt may end in the line: behind a sign, where what follows may have been typed.
fn ends(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, c) in line.char_indices() {
        if at > LONGEST || matches!(c, '"' | '\'' | '=' | ';' | '{') {
            break;
        }
        if !is_sign(c) {
            continue;
        }
        let after = at + c.len_utf8();
        let rest = &line[after..];
        let is_blank = rest.starts_with(' ');
        if !is_blank && (c.is_ascii() && c != '>') {
            continue;
        }
        let end = after + usize::from(is_blank);
        if line[..at].split(' ').any(is_cmdlet) {
            break;
        }
        if looks_typed(line[end..].trim()) {
            found.push(end);
        }
    }
    found
}

/// Whether the text may have been typed, and is not a folder or the like.
fn looks_typed(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let plain = |c: char| c.is_alphanumeric() || "-_.\\/:~()[]{}$@'\"&,;+|*?#=`%<>".contains(c);
    let is_path = folder(word) == word.len() && !word.is_empty() && !word.contains('.');
    !text.is_empty()
        && word.len() <= LONGEST
        && word.chars().all(plain)
        && !(is_path && word == text)
}

/// Whether the text is a command by its looks: `Verb-Noun`, `& '…'`, `$x = …`, `.\x`.
fn is_surely_typed(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    is_cmdlet(word)
        || text.starts_with("& ")
        || text.starts_with(".\\")
        || text.starts_with("./")
        || (text.starts_with('$') && text.contains('='))
}

/// Whether the word is the name of a cmdlet.
pub(super) fn is_cmdlet(word: &str) -> bool {
    let Some((verb, noun)) = word.split_once('-') else {
        return false;
    };
    let letters = |text: &str| text.len() > 1 && text.bytes().all(|b| b.is_ascii_alphanumeric());
    letters(verb)
        && letters(noun)
        && verb.bytes().all(|byte| byte.is_ascii_alphabetic())
        && noun.starts_with(|c: char| c.is_ascii_alphabetic())
}
