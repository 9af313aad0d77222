//! The templates: embedded files, and a user's own in their place.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::Context;

use super::engine::{Engine, Family};
use runproof_core::diagnostic::{Diagnostic, Source, codes, did_you_mean};

codes! {
    /// A template does not parse, or refers to what there is not.
    ///
    /// Templates are Tera 2: <https://keats.github.io/tera/docs/>. The message is Tera's own. A
    /// template that includes another one, uses a component or a filter is refused as a whole
    /// when one of them is missing.
    pub(super) TEMPLATE_SYNTAX = "template-syntax", Error;

    /// A template could not be carried out.
    ///
    /// Mostly a name that the document does not have: `runproof render --format json` shows all
    /// that there is. Running text is already in the characters of the format; a plain value is
    /// escaped when it is printed.
    pub(super) TEMPLATE_RENDER = "template-render", Error;

    /// A template does not come to an end.
    ///
    /// A user's own templates may do a million small pieces of work for one document (a turn of a
    /// loop, a call of a component, a hundred bytes put into a variable) and write 64 MiB. A
    /// document of 100 steps needs some thousand pieces.
    pub(super) TEMPLATE_LIMIT = "template-limit", Error;

    /// A file that no format uses.
    ///
    /// A template takes the place of an embedded one by having its name, and a file in a format's
    /// folder can be included by the format's templates. A file with another name is never read.
    pub(super) UNUSED_TEMPLATE = "unused-template", Warning;
}

/// The templates of all formats. A format's own are compiled when the first document needs them.
#[derive(Debug)]
pub struct Templates {
    /// By name below `templates/`. A `BTreeMap` for order: findings come the same way every time.
    files: BTreeMap<String, File>,
    engines: [OnceLock<Result<Engine, Vec<Diagnostic>>>; Family::ALL.len()],
}

/// One template file.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) source: Arc<Source>,
    /// Whether a user wrote it: then its work is metered.
    pub(super) is_own: bool,
}

impl Templates {
    /// The embedded templates, and over them a user's own: those of the same name are replaced.
    /// Names are paths below `templates/`, with `/`.
    pub fn new(
        embedded: impl IntoIterator<Item = (String, Arc<Source>)>,
        own: impl IntoIterator<Item = (String, Arc<Source>)>,
    ) -> Self {
        let file =
            |is_own| move |(name, source): (String, Arc<Source>)| (name, File { source, is_own });
        Self {
            files: embedded
                .into_iter()
                .map(file(false))
                .chain(own.into_iter().map(file(true)))
                .collect(),
            engines: Default::default(),
        }
    }

    /// Compiles every template and returns all that is wrong with them.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = Family::ALL
            .iter()
            .filter_map(|family| self.engine(*family).err())
            .flatten()
            .cloned()
            .collect();
        for (name, file) in &self.files {
            if file.is_own && Family::ALL.iter().all(|family| !family.holds(name)) {
                findings.push(unused(name, file));
            }
        }
        findings
    }

    /// A template's output.
    pub(super) fn render(
        &self,
        family: Family,
        name: &str,
        context: &Context,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        match self.engine(family) {
            Ok(engine) => engine.render(name, context),
            Err(findings) => Err(findings.to_vec()),
        }
    }

    /// The text of a file that is no template: a style sheet, a script.
    pub(super) fn asset(&self, name: &str) -> &str {
        self.files.get(name).map_or("", |file| file.source.text())
    }

    fn engine(&self, family: Family) -> Result<&Engine, &[Diagnostic]> {
        self.engines[family as usize]
            .get_or_init(|| {
                let files = self
                    .files
                    .iter()
                    .filter(|(name, _)| family.is_template(name));
                Engine::new(family, files.map(|(name, file)| (name.as_str(), file)))
            })
            .as_ref()
            .map_err(Vec::as_slice)
    }
}

fn unused(name: &str, file: &File) -> Diagnostic {
    let known = Family::ALL.iter().flat_map(|family| family.entries());
    Diagnostic::at(
        &UNUSED_TEMPLATE,
        runproof_core::diagnostic::Location::new(&file.source, file.source.line(1)),
        format!("no format uses a template named `{name}`"),
    )
    .maybe_help(did_you_mean(name, known.copied()))
}
