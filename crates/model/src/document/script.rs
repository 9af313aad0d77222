//! The words of a guided script.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Words;
use runproof_language::{Args, Translator, unshield};

/// What a guided script says itself, by names that its templates use. Plain text; `{0}`, `{1}` stand
/// for what is known only when the script runs. Of a question the keys that answer it stand apart:
/// `failed` is the question, `failed_keys` is `[r] retry, [s] skip, [q] quit`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ScriptWords(BTreeMap<String, String>);

/// The messages that a script says, with their values, in the order of `{0}`, `{1}`. The name of
/// one is what its templates know it by.
pub(super) const SCRIPT: &[(&str, &[&str])] = &[
    ("script-transcript", &["path"]),
    ("script-operator", &[]),
    ("script-name", &[]),
    ("script-servers", &[]),
    ("script-here", &["here"]),
    ("script-here-other", &["here"]),
    ("script-here-unsure-prompt", &["here", "server"]),
    ("script-which", &["here"]),
    ("script-which-none", &[]),
    ("script-which-number", &[]),
    ("script-elevated", &[]),
    ("script-not-elevated-powershell", &[]),
    ("script-not-elevated-bash", &[]),
    ("script-constrained", &[]),
    ("script-exists", &["path"]),
    ("script-no-file", &["path"]),
    ("script-no-marks", &["path"]),
    ("script-no-step", &["number"]),
    ("script-begins", &["number"]),
    ("script-begins-with-prompt", &["item"]),
    ("script-resumed", &["path"]),
    ("script-done-before", &[]),
    ("script-wrong-key", &["keys"]),
    ("script-by-hand-prompt", &[]),
    ("script-run-prompt", &[]),
    ("script-question-prompt", &[]),
    ("script-no-prompt", &[]),
    ("script-applies", &[]),
    ("script-repeat-prompt", &[]),
    ("script-reached", &[]),
    ("script-not-reached-prompt", &[]),
    ("script-wrong-prompt", &[]),
    ("script-host-prompt", &["host", "here"]),
    ("script-elsewhere", &["option"]),
    ("script-wait", &["number"]),
    ("script-wait-for", &["number", "hosts"]),
    ("script-wait-how", &["option"]),
    ("script-wait-done-prompt", &[]),
    ("script-value-prompt", &["placeholder"]),
    ("script-value-invalid", &["placeholder"]),
    ("script-skipped", &[]),
    ("script-skip-reason", &[]),
    ("script-reason-wanted", &[]),
    ("script-failed-prompt", &["error"]),
    ("script-not-applicable", &[]),
    ("script-quit", &["number"]),
    ("script-quit-before", &[]),
    ("script-go-on", &["option"]),
    ("script-finished", &[]),
    ("script-submit", &["path"]),
];

/// The messages that list the keys of an answer: keys and whole words, the one that is shown first.
pub(super) const KEYS: [&str; 6] = [
    "script-keys-yes",
    "script-keys-no",
    "script-keys-skip",
    "script-keys-retry",
    "script-keys-back",
    "script-keys-quit",
];

/// What answers in every language, where it is no other answer there.
const EVERYWHERE: [&[&str]; 6] = [
    &["y", "yes"],
    &["n", "no"],
    &["s", "skip"],
    &["r", "retry"],
    &["b", "back"],
    &["q", "quit"],
];

/// A word as it is typed where letters with accents are not at hand.
fn without_accents(word: &str) -> String {
    let bare = |letter| match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    word.chars().map(bare).collect()
}

impl ScriptWords {
    /// The words in a translator's language for a procedure with this title and so many steps.
    pub fn read(program: &Translator, page: &Words, title: &str, steps: usize) -> Self {
        let mut words = Self::default();
        words.put("script-lead", page.lead.clone());
        let mut args = Args::new();
        args.set("title", title);
        args.set("steps", steps);
        let intro = program.format("script-intro", None, &args).text;
        words.put("script-intro", unshield(&intro));
        for (id, values) in SCRIPT {
            let mut args = Args::new();
            for (at, name) in values.iter().enumerate() {
                args.set(*name, format!("{{{at}}}"));
            }
            words.put(id, unshield(&program.format(id, None, &args).text));
        }
        let own = KEYS.map(|id| {
            let text = unshield(&program.format(id, None, &Args::new()).text);
            let keys = text.split(',').map(|key| key.trim().to_lowercase());
            let keys = keys.filter(|key| !key.is_empty());
            // Not every keyboard has every letter.
            let keys = keys.flat_map(|key| [key.clone(), without_accents(&key)]);
            keys.collect::<Vec<_>>()
        });
        for (at, id) in KEYS.iter().enumerate() {
            let mut keys = own[at].clone();
            keys.dedup();
            for key in EVERYWHERE[at] {
                if own.iter().flatten().all(|own| own != key) {
                    keys.push((*key).to_owned());
                }
            }
            words.put(id, format!("|{}|", keys.join("|")));
        }
        words
    }

    /// Takes the words of a message. A question is told from its keys.
    fn put(&mut self, id: &str, text: String) {
        let name = id.trim_start_matches("script-").replace('-', "_");
        match (name.strip_suffix("_prompt"), text.find('[')) {
            (Some(name), Some(at)) => {
                let (question, keys) = text.split_at(at);
                self.0.insert(format!("{name}_keys"), keys.to_owned());
                self.0.insert(name.to_owned(), question.trim().to_owned());
            }
            _ => {
                self.0.insert(name, text);
            }
        }
    }

    /// What is said under a name; nothing where there is none of it.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// All names with what is said under them.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter();
        all.map(|(name, text)| (name.as_str(), text.as_str()))
    }
}
