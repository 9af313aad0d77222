//! A page that a definition arranges itself, in every format, from its files to its bytes.

use crate::pages::{RUNBOOK, WORDS};
use crate::story::Story;

fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/formats");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn an_arranged_page_in_every_format() {
    let story = Story::new()
        .file("runbooks/move-store.yaml", RUNBOOK)
        .file("locales/en/move-store.ftl", WORDS);
    for (format, ending) in [
        ("page", "page.md"),
        ("markdown", "md"),
        ("terminal --width 72", "txt"),
        ("json", "json"),
    ] {
        let arguments = format!("render move-store --variant v2 --format {format}");
        hold(&format!("move-store.v2.{ending}"), &story.tell(&arguments));
    }
}
