//! How to record what is done: what a handout says before its first step.

use super::write::Writing;
use super::{Block, Command, Commands, Occurrence, Prose};
use crate::plan::Change;
use crate::runbook::Shell;

impl Writing<'_, '_> {
    /// Whether an elevated session is needed, which recording to start, how to end it, and what to
    /// submit.
    pub(super) fn recording(&mut self, change: &Change) -> Vec<Block> {
        let name = file_name(&change.id);
        let (elevated, start, run, end) = match self.plan.runbook.shell {
            // Without a name of its own a second transcript would take the place of the first.
            Shell::Powershell => (
                "doc-record-elevated-powershell",
                "doc-record-powershell",
                format!(
                    "Start-Transcript -IncludeInvocationHeader -Path \
                     \"$HOME\\{name}-$env:COMPUTERNAME-$(Get-Date -Format yyyyMMdd-HHmmss).txt\""
                ),
                "doc-record-powershell-end",
            ),
            Shell::Bash => (
                "doc-record-elevated-bash",
                "doc-record-bash",
                format!("script \"$HOME/{name}-$(hostname)-$(date +%Y%m%d-%H%M%S).typescript\""),
                "doc-record-bash-end",
            ),
        };
        let mut blocks = Vec::new();
        if self.plan.runbook.elevated {
            blocks.extend(self.told(elevated));
        }
        blocks.extend(self.told(start));
        blocks.push(Block::Commands(Commands {
            commands: vec![Command {
                text: run.as_str().into(),
                occurrences: vec![Occurrence::default()],
                ticks: Vec::new(),
            }],
            outcome: None,
        }));
        blocks.extend(self.told(end));
        blocks.extend(self.told("doc-record-submit"));
        blocks
    }

    /// The paragraphs of one of the program's own messages.
    fn told(&self, id: &str) -> Vec<Block> {
        let paragraphs = self.own_paragraphs(id);
        let block = |text| Block::Paragraph(Prose { text, lang: None });
        paragraphs.into_iter().map(block).collect()
    }
}

/// A change's id as the start of a file's name, on every file system and in double quotes of every
/// shell.
fn file_name(id: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut name: String = id.chars().filter(is_plain).take(60).collect();
    // A name that begins with a dot is hidden, and one with a hyphen is an option.
    name = name.trim_start_matches(['.', '-']).to_owned();
    if name.is_empty() {
        name.push_str("change");
    }
    name
}
