//! The words around a procedure: labels of a page, prompts of a guided script.

use serde::Serialize;

use super::AlertKind;

/// What a page says around the procedure, in the document's language. Plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(
    missing_docs,
    reason = "each is the words of the message of its name, doc-…"
)]
pub struct Words {
    pub contents: String,
    pub product: String,
    pub change: String,
    pub runbook: String,
    pub revision: String,
    pub window: String,
    pub timezone: String,
    pub done: String,
    pub by: String,
    pub at: String,
    pub signature: String,
    pub copy: String,
    pub copied: String,
    pub note: String,
    pub tip: String,
    pub important: String,
    pub warning: String,
    pub caution: String,
    pub not_applicable: String,
    pub on_any: String,
    pub skip_to_steps: String,
    pub yes: String,
    pub no: String,
}

impl Words {
    /// The name of a kind of alert.
    pub fn alert(&self, kind: AlertKind) -> &str {
        match kind {
            AlertKind::Note => &self.note,
            AlertKind::Tip => &self.tip,
            AlertKind::Important => &self.important,
            AlertKind::Warning => &self.warning,
            AlertKind::Caution => &self.caution,
        }
    }
}

/// What a guided script says. Plain text; `{0}`, `{1}` stand for what is known only when the
/// script runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(
    missing_docs,
    reason = "each is the words of the message of its name, script-…"
)]
pub struct ScriptWords {
    pub intro: String,
    /// `{0}`: the transcript's path.
    pub transcript: String,
    pub operator: String,
    pub by_hand_prompt: String,
    pub run_prompt: String,
    pub question_prompt: String,
    pub repeat_prompt: String,
    /// `{0}`: the computer that the act belongs on, `{1}`: this computer.
    pub host_prompt: String,
    pub elsewhere: String,
    /// `{0}`: the placeholder.
    pub value_prompt: String,
    /// `{0}`: the placeholder.
    pub value_invalid: String,
    pub skipped: String,
    pub skip_reason: String,
    /// `{0}`: what the command reported.
    pub failed: String,
    /// `{0}`: the step's number.
    pub quit: String,
    pub finished: String,
    pub not_applicable: String,
    /// "Step 8 of 11: …", one a step, in order.
    pub steps: Vec<String>,
}
