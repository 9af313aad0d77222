//! The words around a procedure: labels of a page.

use serde::Serialize;

use super::AlertKind;
use runproof_language::{Args, Translator, unshield};

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
    pub date: String,
    pub initials: String,
    pub recording: String,
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
    /// `{0}` and `{1}`: numbers of steps, `{2}`: an item.
    pub round: String,
    /// `{0}`: a label.
    pub lead: String,
}

impl Words {
    /// A label before what it is about, at the start of a paragraph: "Warning:".
    pub fn lead(&self, label: &str) -> String {
        if self.lead.contains("{0}") {
            self.lead.replace("{0}", label)
        } else {
            format!("{label}:")
        }
    }

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

/// The program's messages that stand alone on a page. The order is that of [`Words::read`].
pub(super) const PAGE: [&str; 26] = [
    "doc-contents",
    "doc-product",
    "doc-change",
    "doc-runbook",
    "doc-revision",
    "doc-window",
    "doc-timezone",
    "doc-done",
    "doc-by",
    "doc-at",
    "doc-date",
    "doc-initials",
    "doc-recording",
    "doc-signature",
    "doc-copy",
    "doc-copied",
    "doc-note",
    "doc-tip",
    "doc-important",
    "doc-warning",
    "doc-caution",
    "doc-not-applicable",
    "doc-on-any",
    "doc-skip-to-steps",
    "doc-answer-yes",
    "doc-answer-no",
];

impl Words {
    /// The words in a translator's language.
    pub fn read(program: &Translator) -> Self {
        let none = Args::new();
        let mut words = PAGE
            .iter()
            .map(|id| unshield(&program.format(id, None, &none).text));
        let mut next = || words.next().unwrap_or_default();
        let pattern = |id: &str, names: &[&str]| {
            let mut args = Args::new();
            for (at, name) in names.iter().enumerate() {
                args.set(*name, format!("{{{at}}}"));
            }
            unshield(&program.format(id, None, &args).text)
        };
        Self {
            contents: next(),
            product: next(),
            change: next(),
            runbook: next(),
            revision: next(),
            window: next(),
            timezone: next(),
            done: next(),
            by: next(),
            at: next(),
            date: next(),
            initials: next(),
            recording: next(),
            signature: next(),
            copy: next(),
            copied: next(),
            note: next(),
            tip: next(),
            important: next(),
            warning: next(),
            caution: next(),
            not_applicable: next(),
            on_any: next(),
            skip_to_steps: next(),
            yes: next(),
            no: next(),
            round: pattern("doc-round", &["first", "last", "item"]),
            lead: pattern("doc-lead", &["label"]),
        }
    }
}
