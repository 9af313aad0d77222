//! Blocks of code as commands.

use super::sheet::{Sample, Sheet};
use runproof_core::diagnostic::Span;

/// A line of a block of code.
pub(super) struct Line<'p> {
    /// The line, as it is shown.
    pub(super) text: &'p str,
    /// Where it begins in the page.
    pub(super) start: u32,
}

impl Line<'_> {
    /// A part of the line in the page.
    pub(super) fn place(&self, from: usize, to: usize) -> Span {
        let at = self.start as usize;
        Span::new(at + from, at + to)
    }
}

impl<'p> Sample<'p> {
    /// The lines whose places are known to the byte.
    pub(super) fn lines(&self, sheet: &Sheet<'p>) -> Vec<Line<'p>> {
        let source = sheet.source();
        let lines = self.code.text.split('\n').zip(&self.code.lines);
        lines
            .filter(|(text, start)| {
                let rest = source.get(**start as usize..).unwrap_or_default();
                rest.starts_with(text)
            })
            .map(|(text, start)| Line {
                text,
                start: *start,
            })
            .collect()
    }

    /// Whether the block may hold commands: it does not say that it is something else.
    pub(super) fn may_be_shell(&self) -> bool {
        let Some(language) = &self.code.language else {
            return true;
        };
        matches!(
            language.to_ascii_lowercase().as_str(),
            "powershell"
                | "ps"
                | "ps1"
                | "pwsh"
                | "azurepowershell"
                | "powershell-interactive"
                | "azurepowershell-interactive"
                | "console"
                | "shell"
                | "sh"
                | "bash"
                | "zsh"
                | "cmd"
                | "bat"
                | "batch"
                | "dos"
                | "azurecli"
                | "azurecli-interactive"
        )
    }

    /// Whether the block says that it holds commands and nothing that they print.
    pub(super) fn is_script(&self) -> bool {
        let language = self.code.language.as_deref().unwrap_or_default();
        self.is_powershell()
            || matches!(
                language.to_ascii_lowercase().as_str(),
                "sh" | "bash" | "zsh" | "shell" | "cmd" | "bat" | "batch" | "azurecli"
            )
    }

    /// Whether the block is said to be PowerShell.
    pub(super) fn is_powershell(&self) -> bool {
        let language = self.code.language.as_deref().unwrap_or_default();
        let language = language.to_ascii_lowercase();
        language.starts_with("azurepowershell")
            || language.starts_with("powershell")
            || matches!(language.as_str(), "ps" | "ps1" | "pwsh")
    }
}

/// Where the command of a line begins, after blanks and a prompt.
pub(super) fn command_start(line: &str) -> usize {
    let mut at = line.len() - line.trim_start().len();
    let rest = &line[at..];
    // `PS C:\>`, `C:\>`: what ends in `>` and has no blank but that after `PS`.
    if let Some(end) = rest.find('>') {
        let prompt = rest[..end].strip_prefix("PS ").unwrap_or(&rest[..end]);
        let is_prompt = prompt.len() > 1 && prompt.as_bytes()[1] == b':' && !prompt.contains(' ');
        if is_prompt {
            at += end + 1;
        }
    }
    for prefix in ["& ", "$ ", "# ", ". "] {
        let rest = line[at..].trim_start();
        if rest.starts_with(prefix) {
            at = line.len() - rest.len() + prefix.len();
            break;
        }
    }
    line.len() - line[at..].trim_start().len()
}

/// Whether a line begins with a command: `Verb-Noun`, a program by its file name.
pub(super) fn is_command(line: &str) -> bool {
    let rest = &line[command_start(line)..];
    let first = rest.split_whitespace().next().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    let is_program = [".exe", ".ps1", ".cmd", ".bat", ".msi", ".sh"]
        .iter()
        .any(|ending| lower.trim_end_matches('"').ends_with(ending));
    let is_cmdlet = first.split_once('-').is_some_and(|(verb, noun)| {
        verb.len() > 1
            && verb.chars().all(|c| c.is_ascii_alphabetic())
            && verb.starts_with(|c: char| c.is_ascii_uppercase())
            && noun.len() > 2
            && noun.starts_with(|c: char| c.is_ascii_uppercase())
            && noun.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    is_program || is_cmdlet
}
