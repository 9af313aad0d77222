//! A change as its handouts and its audit, by the library: what is rendered, and what is judged.

use std::borrow::Cow;
use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use runproof::project::Project;
use runproof_audit::{Audit, Options, Secrets, Verdict};
use runproof_capture::{self as capture, Input};
use runproof_core::diagnostic::Source;
use runproof_language::{Catalog, Locale, Translator};
use runproof_model::document::Writer;
use runproof_model::plan::{self, Plan};
use runproof_model::runbook::{self, Runbook};
use runproof_render::{self as render, Flavor, Format, Templates};

use super::change::{Change, Definition};
use super::definition;
use crate::capture::Recording;

/// What the program carries, read once for all cases.
struct Embedded {
    project: Project,
    pools: Arc<Runbook>,
    certificate: Arc<Runbook>,
    templates: Templates,
}

static EMBEDDED: LazyLock<Embedded> = LazyLock::new(|| {
    let project = Project::embedded();
    let of = |definition: Definition| {
        let source = project
            .source(&format!("runbooks/{}.yaml", definition.id()))
            .expect("embedded");
        Arc::new(runbook::parse(&source).runbook.expect("without errors"))
    };
    let [embedded, own] = project.templates().expect("embedded");
    Embedded {
        pools: of(Definition::Pools),
        certificate: of(Definition::Certificate),
        templates: Templates::new(embedded, own),
        project,
    }
});

/// A definition, read; a generated one is read each time.
fn runbook(definition: Definition) -> Arc<Runbook> {
    match definition {
        Definition::Pools => EMBEDDED.pools.clone(),
        Definition::Certificate => EMBEDDED.certificate.clone(),
        Definition::Generated(shell, seed) => {
            let written = definition::written(seed, shell);
            let parsed = runbook::parse(&Source::new("generated.yaml", written.yaml.as_str()));
            let read = parsed
                .runbook
                .unwrap_or_else(|| panic!("{}\n{:?}", written.yaml, parsed.findings));
            Arc::new(read)
        }
    }
}

/// The formats of a handout that are read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// The Markdown of `--format markdown`.
    Markdown,
    /// The page of `--format html`.
    Html,
}

/// The handout of a change.
pub(crate) fn rendered(change: &Change, tongue: &str, sheet: Sheet) -> String {
    let runbook = runbook(change.runbook);
    let runbook = runbook.as_ref();
    let source = Source::new("change.yaml", change.file(&[]));
    let parsed = plan::parse_change(&source, runbook);
    let parsed = parsed
        .change
        .unwrap_or_else(|| panic!("{:?}", parsed.findings));
    let variant = runbook.variant(change.variant).expect("a variant of it");
    let plan = Plan::resolve(runbook, variant, Some(&parsed));
    let locale = tongue.parse::<Locale>().expect("a language");
    let folder = EMBEDDED
        .project
        .folder_for(&locale, change.runbook.id())
        .expect("embedded");
    let program = Translator::new(&locale, folder.catalog("runproof"), None);
    let catalog = match change.runbook {
        Definition::Generated(shell, seed) => {
            let words = definition::written(seed, shell).words;
            Cow::Owned(Catalog::parse(Source::new("generated.ftl", words)))
        }
        _ => Cow::Borrowed(folder.catalog(change.runbook.id()).expect("embedded")),
    };
    let prose = Translator::new(&locale, [catalog.as_ref()], None);
    let document = Writer::new(&program, &prose, &locale).write(&plan);
    let format = match sheet {
        Sheet::Markdown => Format::Markdown(Flavor::Github),
        Sheet::Html => Format::Html,
    };
    let bytes = render::render(&document, format, &EMBEDDED.templates).expect("rendered");
    String::from_utf8(bytes).expect("text")
}

/// Whether a step depends on a question that the change file leaves open.
pub(crate) fn is_conditional(change: &Change, number: u32) -> bool {
    let runbook = runbook(change.runbook);
    let runbook = runbook.as_ref();
    let variant = runbook.variant(change.variant).expect("a variant of it");
    let plan = Plan::resolve(runbook, variant, None);
    let found = plan.steps.iter().find(|step| step.number == number);
    matches!(
        found.expect("a step of the plan").applicability,
        plan::Applicability::Open(_)
    )
}

/// The id of a step by its number, as whoever writes the change file finds it in the definition.
pub(crate) fn step_id(change: &Change, number: u32) -> String {
    let runbook = runbook(change.runbook);
    let runbook = runbook.as_ref();
    let variant = runbook.variant(change.variant).expect("a variant of it");
    let plan = Plan::resolve(runbook, variant, None);
    let found = plan.steps.iter().find(|step| step.number == number);
    found.expect("a step of the plan").id.as_str().to_owned()
}

/// What the audit says of a change file and captures; what is wrong with the file, if it is refused.
pub(crate) fn audited(
    change: &Change,
    file: &str,
    recordings: &[Recording],
) -> Result<Verdict, String> {
    let runbook = runbook(change.runbook);
    let runbook = runbook.as_ref();
    let parsed = plan::parse_change(&Source::new("change.yaml", file), runbook);
    let Some(parsed) = parsed.change else {
        return Err(format!("{:?}", parsed.findings));
    };
    let variant = runbook.variant(change.variant).expect("a variant of it");
    let plan = Plan::resolve(runbook, variant, Some(&parsed));
    let audit = Audit::new(&plan);
    let observations = recordings.iter().map(|recording| {
        let mut observer = audit.observer();
        let mut bytes = Cursor::new(&recording.bytes);
        let input = Input::Stream(&mut bytes);
        let capture = capture::read(
            &recording.name,
            input,
            &capture::Said::default(),
            &mut observer,
        );
        let capture =
            capture.map_err(|refused| format!("{} is refused: {refused:?}", recording.name))?;
        Ok(observer.finish(capture))
    });
    let observations = observations.collect::<Result<Vec<_>, String>>()?;
    let options = Options {
        clock_skew: 10,
        today: jiff::civil::date(2026, 4, 20),
        as_of: None,
        by: None,
        tool: "runproof".to_owned(),
        secrets: Secrets::Masked,
        refused: Vec::new(),
    };
    let conclusion = audit.conclude(observations, &options);
    conclusion
        .map(|conclusion| conclusion.verdict)
        .map_err(|fault| format!("{fault:?}"))
}
