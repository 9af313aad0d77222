//! Questions that a command asked before it acted, and how they were answered.
//!
//! PowerShell's own question has the choices yes, yes to all, no, no to all and suspend, or yes, no
//! and suspend, in this order in every language. A transcript has them with the letters that were
//! offered marked (`&Yes  Yes to &All …`) and the letter that was chosen on the next line; a terminal
//! shows `[Y] Yes  [A] Yes to All … (default is "Y"): ` and what was typed behind it.

/// A question in an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// The line with its answer, or with its choices where there is none, from 0.
    pub(super) line: usize,
    /// How it was answered.
    pub(super) answer: Answer,
    /// What was asked, in lower case.
    asked: String,
}

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// The command went on.
    Yes,
    /// It did not act.
    No,
    /// That cannot be told: it was suspended, given up, or is another kind of question.
    Unknown,
}

/// How many lines a question has before its choices, at most.
const LONGEST: usize = 8;

impl Question {
    /// Whether it names one of these commands, which are in lower case.
    pub(super) fn names(&self, commands: &[String]) -> bool {
        commands.iter().any(|name| self.asked.contains(name))
    }
}

/// The questions in an output.
pub(super) fn questions(text: &str) -> Vec<Question> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let marked = marked(line);
        let (line, answer) = if marked.len() > 1 {
            match lines.get(at + 1).map(|next| next.trim()) {
                Some(next) if next.chars().count() == 1 => (at + 1, answer(&marked, next)),
                _ => (at, Answer::Unknown),
            }
        } else if let Some((letters, typed)) = bracketed(line) {
            (at, answer(&letters, typed))
        } else {
            continue;
        };
        found.push(Question {
            line,
            answer,
            asked: lines[at.saturating_sub(LONGEST)..at]
                .join("\n")
                .to_lowercase(),
        });
    }
    found
}

/// The letters of `&Yes  Yes to &All  &No`: one for each choice.
fn marked(line: &str) -> Vec<char> {
    let choices = line.trim().split("  ").map(str::trim);
    let letter = |choice: &str| {
        let (_, rest) = choice.split_once('&')?;
        rest.chars().next().filter(|c| c.is_alphanumeric())
    };
    let letters: Option<Vec<char>> = choices
        .filter(|choice| !choice.is_empty())
        .map(letter)
        .collect();
    letters.unwrap_or_default()
}

/// The letters of `[Y] Yes  [N] No  [S] Suspend  [?] Help (default is "Y"): n`, and what was typed;
/// nothing typed is the default.
fn bracketed(line: &str) -> Option<(Vec<char>, &str)> {
    let line = line.trim();
    if !line.starts_with('[') {
        return None;
    }
    let (choices, rest) = line.split_once("[?]")?;
    let letters: Vec<char> = choices
        .split('[')
        .filter_map(|choice| choice.split_once("] "))
        .filter_map(|(letter, _)| letter.chars().next())
        .collect();
    let (help, typed) = rest.rsplit_once([':', '：'])?;
    let typed = typed.trim();
    let typed = if typed.is_empty() {
        help.rsplit('"').nth(1)?
    } else {
        typed
    };
    (letters.len() > 1).then_some((letters, typed))
}

fn answer(letters: &[char], typed: &str) -> Answer {
    let same = |letter: &char| letter.to_lowercase().eq(typed.to_lowercase().chars());
    match (letters.len(), letters.iter().position(same)) {
        (5, Some(0 | 1)) | (3, Some(0)) => Answer::Yes,
        (5, Some(2 | 3)) | (3, Some(1)) => Answer::No,
        _ => Answer::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = "Confirm\nAre you sure you want to perform this action?\n\
        Performing the operation \"Start-CsWindowsService\" on target \"LYNCBACKUP\".\n";

    fn answers(text: &str) -> Vec<Answer> {
        let found = questions(text);
        found.into_iter().map(|question| question.answer).collect()
    }

    #[test]
    fn a_transcript_has_the_letter_below_the_choices() {
        let choices = "&Yes  Yes to &All  &No  No to A&ll  &Suspend\n";
        for (letter, wanted) in [
            ("Y", Answer::Yes),
            ("A", Answer::Yes),
            ("N", Answer::No),
            ("L", Answer::No),
            ("S", Answer::Unknown),
        ] {
            let text = format!("{ASKED}{choices}{letter}\n");
            assert_eq!(answers(&text), [wanted]);
            assert!(questions(&text)[0].names(&["start-cswindowsservice".to_owned()]));
        }
        assert_eq!(answers(&format!("{ASKED}{choices}")), [Answer::Unknown]);
        let german = "&Ja  Ja, &alle  &Nein  Nein, &keine  An&halten\nN\n";
        assert_eq!(answers(german), [Answer::No]);
    }

    #[test]
    fn a_terminal_has_it_behind_them() {
        let choices = "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help \
                       (default is \"Y\"):";
        assert_eq!(answers(&format!("{ASKED}{choices} n")), [Answer::No]);
        assert_eq!(answers(&format!("{ASKED}{choices} y")), [Answer::Yes]);
        assert_eq!(answers(&format!("{ASKED}{choices} ")), [Answer::Yes]);
    }

    #[test]
    fn other_text_asks_nothing() {
        assert!(questions("a & b\nN\n").is_empty());
        assert!(questions("R&D  Sales\nN\n").is_empty());
        assert!(questions("[fe01] ok [?] unknown").is_empty());
    }
}
