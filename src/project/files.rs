//! Files by their path in a project, embedded or on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::FOLDERS;
use runproof_core::diagnostic::Source;
use runproof_core::world::{self, Fault};

static RUNBOOKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/runbooks");
static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locales");
static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Where a file is.
#[derive(Debug, Clone)]
pub enum Origin {
    /// In the program.
    Embedded(&'static str),
    /// On disk: a user's own.
    Disk(PathBuf),
}

impl Origin {
    /// Whether the file is a user's own.
    pub fn is_own(&self) -> bool {
        matches!(self, Self::Disk(_))
    }
}

/// Files by path, `/` between the parts: `locales/fr/runproof.ftl`.
#[derive(Debug, Default)]
pub struct Files(BTreeMap<String, Origin>);

impl Files {
    pub(super) fn embedded() -> Self {
        let mut files = BTreeMap::new();
        for (folder, dir) in [("runbooks", &RUNBOOKS), ("locales", &LOCALES)] {
            walk(dir, &mut |path, text| {
                files.insert(format!("{folder}/{path}"), Origin::Embedded(text));
            });
        }
        Self(files)
    }

    /// The user's files take the place of the embedded ones of the same path.
    pub(super) fn overlay(&mut self, root: &Path) {
        // Paths are printed as people write them, without `./` in front.
        let root = root.strip_prefix(".").unwrap_or(root);
        for folder in FOLDERS {
            for (name, path) in world::files_below(&root.join(folder)) {
                self.0
                    .insert(format!("{folder}/{name}"), Origin::Disk(path));
            }
        }
    }

    /// The files whose path begins so, sorted.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Origin)> {
        self.0
            .range(prefix.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(prefix))
            .map(|(path, origin)| (path.as_str(), origin))
    }

    /// The text of a file. An embedded one goes by its path, one on disk by its path there.
    ///
    /// # Errors
    /// Where it is not there or can not be read.
    pub fn source(&self, path: &str) -> Result<Arc<Source>, Fault> {
        match self.0.get(path) {
            Some(Origin::Embedded(text)) => Ok(Source::new(path, *text)),
            Some(Origin::Disk(on_disk)) => {
                let text = world::read_text(on_disk)?;
                Ok(Source::new(on_disk.display().to_string(), text))
            }
            None => Err(Fault {
                path: path.into(),
                reason: "there is no such file".to_owned(),
                help: None,
            }),
        }
    }
}

pub(super) fn embedded_templates() -> Vec<(String, Arc<Source>)> {
    let mut templates = Vec::new();
    walk(&TEMPLATES, &mut |path, text| {
        let name = path.to_owned();
        templates.push((name, Source::new(format!("templates/{path}"), text)));
    });
    templates
}

fn walk(dir: &Dir<'static>, take: &mut impl FnMut(&str, &'static str)) {
    for file in dir.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            take(&path.replace('\\', "/"), text);
        }
    }
    for below in dir.dirs() {
        walk(below, take);
    }
}
