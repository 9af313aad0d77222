//! Whole documents in every format, and the properties that hold for all of them.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read templates, run scripts and measure"
)]

mod blocks;
mod fixture;
mod hidden;
mod html;
mod markdown;
mod outline;
mod script;
mod speed;
mod templates;
mod terminal;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::Templates;
use runproof_core::diagnostic::Source;

/// The files of `templates/`, read as the program embeds them.
fn embedded() -> Vec<(String, Arc<Source>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Arc<Source>)>) {
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below the folder");
            let name = name.to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("templates are UTF-8");
            files.push((name.clone(), Source::new(format!("templates/{name}"), text)));
        }
    }
}

fn templates() -> Templates {
    Templates::new(embedded(), [])
}
