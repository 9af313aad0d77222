//! The words of the page as values.

use std::cell::RefCell;
use std::sync::Arc;

use tera::Value;

use super::map;
use runproof_model::document::Words;

/// The words of the page. Documents of one language share them, and so do their values.
pub(super) fn words(words: &Arc<Words>) -> Value {
    thread_local! {
        static LAST: RefCell<Option<(Arc<Words>, Value)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| match last {
        Some((of, value)) if Arc::ptr_eq(of, words) => value.clone(),
        _ => {
            let value = words_map(words);
            *last = Some((Arc::clone(words), value.clone()));
            value
        }
    })
}

fn words_map(words: &Words) -> Value {
    map([
        ("contents", words.contents.as_str().into()),
        ("product", words.product.as_str().into()),
        ("change", words.change.as_str().into()),
        ("runbook", words.runbook.as_str().into()),
        ("revision", words.revision.as_str().into()),
        ("window", words.window.as_str().into()),
        ("timezone", words.timezone.as_str().into()),
        ("done", words.done.as_str().into()),
        ("by", words.by.as_str().into()),
        ("at", words.at.as_str().into()),
        ("date", words.date.as_str().into()),
        ("initials", words.initials.as_str().into()),
        ("recording", words.recording.as_str().into()),
        ("signature", words.signature.as_str().into()),
        ("copy", words.copy.as_str().into()),
        ("copied", words.copied.as_str().into()),
        ("note", words.note.as_str().into()),
        ("tip", words.tip.as_str().into()),
        ("important", words.important.as_str().into()),
        ("warning", words.warning.as_str().into()),
        ("caution", words.caution.as_str().into()),
        ("not_applicable", words.not_applicable.as_str().into()),
        ("on_any", words.on_any.as_str().into()),
        ("skip_to_steps", words.skip_to_steps.as_str().into()),
        ("yes", words.yes.as_str().into()),
        ("no", words.no.as_str().into()),
    ])
}
