//! `runproof lint`: what is wrong with definitions, catalogs and templates.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failure::{FILE_FAULT, Failure, Outcome, is_error, of_fault, style};
use super::open;
use crate::project::{self, Config, FOLDERS, Project};
use runproof_core::diagnostic::{Code, Diagnostic, Location, codes};
use runproof_core::waiver::{self, Waiver};
use runproof_core::world;
use runproof_language::{Contract, Folder, Languages, Library, Locale, NamedCatalog};
use runproof_lint::{self as lint, Dictionaries, Inputs, Options};
use runproof_model::document;
use runproof_model::runbook;
use runproof_pages::drift;
use runproof_render::Templates;
use runproof_report::{self as report, Results};
use runproof_shell::Tables;

codes! {
    /// A runbook whose file has another name than its id.
    ///
    /// Its catalogs are `locales/<language>/<id>.ftl`, and people look for both by one name.
    /// Rename the file, or the id and its catalogs.
    pub(crate) FILE_NAME_DIFFERS = "file-name-differs", Warning;

    /// A day that can not be read: days are written `2027-03-31`.
    pub(crate) INVALID_DATE = "invalid-date", Error;
}

/// The arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folders with `runbooks/`, `locales/` or `templates/`, or files in one; left out, this
    /// project, or the embedded files
    paths: Vec<PathBuf>,
    /// The format
    #[arg(long, short = 'F', value_name = "FORMAT", default_value = "text")]
    format: LintFormat,
    /// The day on which waivers are judged, as 2026-11-21; left out, today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LintFormat {
    /// For people
    Text,
    /// For programs: `runproof/findings/1`
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
}

/// Every code that a finding of any room can have, by name.
pub(super) fn all_codes() -> Vec<&'static Code> {
    let mut codes = lint::registry();
    for room in [
        CODES,
        super::CODES,
        super::DRIFT_CODES,
        super::IMPORT_CODES,
        runproof_model::yaml::TREE_CODES,
        runproof_model::yaml::SHAPE_CODES,
        runproof_model::runbook::LOWER_CODES,
        runproof_model::runbook::ARRANGE_CODES,
        runproof_model::runbook::CHECK_CODES,
        runproof_model::plan::BIND_CODES,
        runproof_model::plan::CHANGE_CODES,
        crate::project::CONFIG_CODES,
        crate::project::TABLE_CODES,
        runproof_lint::PROGRAM_CODES,
        runproof_render::CODES,
        runproof_pages::import::CODES,
        runproof_report::verdict::CODES,
        runproof_audit::CODES,
        runproof_audit::STATED_CODES,
        runproof_audit::TIME_CODES,
    ] {
        codes.extend(room);
    }
    codes.extend(drift::alone::codes());
    codes.extend(drift::compare::codes());
    codes.sort_by_key(|code| code.name);
    codes
}

/// Lints.
pub(super) fn run(arguments: &Arguments, project: Option<&Path>) -> Result<Outcome, Failure> {
    let today = match &arguments.as_of {
        Some(day) => date(day, None)?,
        None => world::today(),
    };
    let targets = targets(&arguments.paths, project)?;
    let mut result = Found::default();
    for target in &targets {
        target.lint(today, &mut result)?;
    }
    let results = Results {
        findings: &result.findings,
        waived: &result.waived,
        waivers: &result.waivers,
    };
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = match arguments.format {
        LintFormat::Text => report::text(&results, style(world::output_is_terminal()), &mut out),
        LintFormat::Json => report::json(&results, &mut out),
        LintFormat::Sarif => report::sarif(&results, &mut out),
    };
    // Who could not read everything must not say that nothing was found.
    if result.faults.is_empty() || !result.findings.is_empty() {
        world::print(&out)?;
    }
    result.remark();
    if !result.faults.is_empty() {
        return Err(Failure(result.faults));
    }
    Ok(if result.findings.iter().any(is_error) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

#[derive(Default)]
struct Found {
    findings: Vec<Diagnostic>,
    waived: Vec<(Diagnostic, usize)>,
    waivers: Vec<Waiver>,
    faults: Vec<Diagnostic>,
    /// Languages whose spelling could not be checked.
    unspelled: Vec<Locale>,
}

impl Found {
    /// What a person should know besides the findings.
    fn remark(&mut self) {
        let mut said = String::new();
        self.unspelled.sort();
        self.unspelled.dedup();
        if !self.unspelled.is_empty() {
            let tags: Vec<String> = self.unspelled.iter().map(ToString::to_string).collect();
            said.push_str(&format!(
                "spelling was not checked for {}: there is no Hunspell dictionary; install one, \
                 or name it under `dictionaries` in {}\n",
                tags.join(", "),
                project::CONFIG
            ));
        }
        world::complain(said.as_bytes());
    }
}

/// A project to be linted, and the part of it that was asked for.
struct Target {
    project: Project,
    /// Findings are only shown in files whose path begins so.
    within: Option<PathBuf>,
    /// A definition that stands alone.
    alone: Option<PathBuf>,
}

fn targets(paths: &[PathBuf], project: Option<&Path>) -> Result<Vec<Target>, Failure> {
    let whole = |project| Target {
        project,
        within: None,
        alone: None,
    };
    if paths.is_empty() {
        let root = project.unwrap_or(Path::new("."));
        return Ok(vec![whole(if project.is_some() || Project::is_at(root) {
            Project::alone(root)
        } else {
            Project::embedded()
        })]);
    }
    let mut targets = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        match target(path) {
            Some(target) => targets.push(target),
            None => faults.push(
                Diagnostic::nowhere(
                    &FILE_FAULT,
                    format!("{}: there is nothing to lint", path.display()),
                )
                .help("give a folder with `runbooks/`, `locales/` or `templates/` in it, or a file in one"),
            ),
        }
    }
    if faults.is_empty() {
        Ok(targets)
    } else {
        Err(Failure(faults))
    }
}

fn target(path: &Path) -> Option<Target> {
    if world::is_folder(path) && Project::is_at(path) {
        return Some(Target {
            project: Project::alone(path),
            within: None,
            alone: None,
        });
    }
    if !world::is_folder(path) && !world::is_file(path) {
        return None;
    }
    // A file or folder inside of a project: `x/locales/fr/a.ftl` belongs to `x`.
    for room in path.ancestors() {
        let is_room = room
            .file_name()
            .is_some_and(|name| FOLDERS.iter().any(|f| name == *f));
        if is_room {
            let root = room.parent().filter(|root| !root.as_os_str().is_empty());
            return Some(Target {
                project: Project::alone(root.unwrap_or(Path::new("."))),
                within: Some(path.to_owned()),
                alone: None,
            });
        }
    }
    let ending = path.extension().and_then(|ending| ending.to_str());
    let is_definition = matches!(ending, Some("yaml" | "yml" | "json"));
    (world::is_file(path) && is_definition).then(|| Target {
        project: Project::alone(path.parent().unwrap_or(Path::new("."))),
        within: Some(path.to_owned()),
        alone: Some(path.to_owned()),
    })
}

impl Target {
    fn lint(&self, today: jiff::civil::Date, result: &mut Found) -> Result<(), Failure> {
        let mut findings = Vec::new();
        let config = self.config(&mut findings, result);
        let contracts = self.definitions(&mut findings, result);
        self.catalogs(&config, &contracts, &mut findings, result);
        self.templates(&mut findings, result);
        if let Some(within) = &self.within {
            findings.retain(|finding| {
                let place = finding.location.as_ref();
                place.is_some_and(|place| Path::new(place.source.name()).starts_with(tidy(within)))
            });
        }
        let waivers: Vec<Waiver> = config
            .waivers
            .iter()
            .map(|written| {
                Ok(Waiver {
                    code: written.code.clone(),
                    path: written.path.clone(),
                    message: written.message.clone(),
                    reason: written.reason.clone(),
                    until: date(&written.until, Some(&written.location))?,
                    location: Some(written.location.clone()),
                })
            })
            .collect::<Result<_, Failure>>()?;
        let applied = waiver::apply(findings, &waivers, &all_codes(), today);
        result.findings.extend(applied.findings);
        let before = result.waivers.len();
        let waived = applied.waived.into_iter();
        result
            .waived
            .extend(waived.map(|(finding, waiver)| (finding, waiver + before)));
        result.waivers.extend(waivers);
        Ok(())
    }

    fn config(&self, findings: &mut Vec<Diagnostic>, result: &mut Found) -> Config {
        match self.project.config_source() {
            Ok(Some(source)) => {
                let (config, found) = project::parse_config(&source);
                findings.extend(found);
                config.unwrap_or_default()
            }
            Ok(None) => Config::default(),
            Err(fault) => {
                result.faults.push(of_fault(&fault));
                Config::default()
            }
        }
    }

    /// Checks the definitions, and says what they want of the catalogs.
    fn definitions(&self, findings: &mut Vec<Diagnostic>, result: &mut Found) -> Vec<Contract> {
        let mut contracts = Vec::new();
        let mut sources = Vec::new();
        for file in self.project.runbooks() {
            match self.project.source(&file.path) {
                Ok(source) => sources.push((file.name, source)),
                Err(fault) => result.faults.push(of_fault(&fault)),
            }
        }
        if let Some(path) = &self.alone {
            match world::read_text(path) {
                Ok(text) => {
                    let name = path
                        .file_stem()
                        .and_then(|stem| stem.to_str())
                        .unwrap_or("");
                    let shown = path.display().to_string();
                    sources.push((
                        name.to_owned(),
                        runproof_core::diagnostic::Source::new(shown, text),
                    ));
                }
                Err(fault) => result.faults.push(of_fault(&fault)),
            }
        }
        match self.project.add_tables(&mut Tables::default()) {
            Ok(found) => findings.extend(found),
            Err(fault) => result.faults.push(of_fault(&fault)),
        }
        for (name, source) in sources {
            let parsed = runbook::parse(&source);
            findings.extend(parsed.findings);
            let Some(mut runbook) = parsed.runbook else {
                continue;
            };
            // What is wrong with the tables was said.
            drop(self.project.add_tables(&mut runbook.tables));
            findings.extend(lint::undescribed_programs(&runbook));
            if runbook.id.as_str() != name {
                let at = source.text().find("\nid:").map_or(0, |at| at + 1);
                let location =
                    Location::new(&source, source.line(source.line_column(at as u32).line));
                findings.push(
                    Diagnostic::at(
                        &FILE_NAME_DIFFERS,
                        location,
                        format!("the runbook `{}` is in the file `{name}`", runbook.id),
                    )
                    .help(format!("rename the file to `{}.yaml`", runbook.id)),
                );
            }
            contracts.push(document::contract(&runbook));
        }
        contracts
    }

    fn catalogs(
        &self,
        config: &Config,
        contracts: &[Contract],
        findings: &mut Vec<Diagnostic>,
        result: &mut Found,
    ) {
        let mut library = match self.project.library() {
            Ok(library) => library,
            Err(faults) => {
                result.faults.extend(faults.iter().map(of_fault));
                return;
            }
        };
        let background = Background::new(&self.project, contracts, &mut library);
        if library.folders.is_empty() && contracts.is_empty() {
            return;
        }
        let language = config.language.as_ref().map(ToString::to_string);
        let language = language.unwrap_or_else(|| self.language());
        let source = open::source_locale(&library.locales(), &language);
        if library.folder(&source).is_none() && !contracts.is_empty() {
            // A runbook without words in its own language lacks all of them.
            library.folders.push(Folder {
                locale: source.clone(),
                catalogs: Vec::new(),
                words: Vec::new(),
            });
        }
        let mut contracts = contracts.to_vec();
        if !contracts.is_empty()
            && library
                .folder(&source)
                .is_some_and(|f| f.catalog("runproof").is_some())
        {
            let mut program = document::program_contract();
            program
                .messages
                .extend(runproof_report::verdict::messages());
            contracts.push(program);
        }
        let dictionaries = self.dictionaries(config, &library, result);
        let inputs = Inputs {
            library: &library,
            source: &source,
            contracts: &contracts,
            languages: Languages::BUILT_IN,
            dictionaries: &dictionaries,
            options: &Options::default(),
        };
        let found = lint::catalogs(&inputs);
        findings.extend(
            found
                .into_iter()
                .filter(|finding| background.concerns(finding)),
        );
    }

    /// The language that most of the project's runbooks are written in first.
    fn language(&self) -> String {
        let runbooks = self.project.runbooks();
        let sources = runbooks
            .iter()
            .filter_map(|file| self.project.source(&file.path).ok());
        let parsed = sources.filter_map(|source| runbook::parse(&source).runbook);
        let mut languages = parsed.map(|runbook| runbook.language);
        languages.next().unwrap_or_else(|| "en".to_owned())
    }

    fn dictionaries(&self, config: &Config, library: &Library, result: &mut Found) -> Dictionaries {
        let mut dictionaries = Dictionaries::default();
        let root = self.project.root().unwrap_or(Path::new("."));
        for folder in library
            .folders
            .iter()
            .filter(|folder| !folder.catalogs.is_empty())
        {
            let named = config
                .dictionaries
                .iter()
                .find(|(locale, _)| *locale == folder.locale);
            let files = match named {
                Some((_, path)) => match project::at_path(root, path) {
                    Ok(files) => Some(files),
                    Err(fault) => {
                        result.faults.push(of_fault(&fault));
                        continue;
                    }
                },
                None => project::of_system(&folder.locale),
            };
            match files {
                Some(files) => {
                    dictionaries.add(folder.locale.clone(), files.name, files.aff, files.dic);
                }
                None => result.unspelled.push(folder.locale.clone()),
            }
        }
        dictionaries
    }

    fn templates(&self, findings: &mut Vec<Diagnostic>, result: &mut Found) {
        match self.project.templates() {
            Ok([embedded, own]) => findings.extend(Templates::new(embedded, own).check()),
            Err(fault) => result.faults.push(of_fault(&fault)),
        }
    }
}

/// Embedded catalogs that a project builds on without having them: terms that its messages refer
/// to, the source language of a catalog that it translates, the words of an embedded runbook whose
/// definition it changes.
struct Background {
    names: Vec<String>,
}

impl Background {
    fn new(project: &Project, contracts: &[Contract], library: &mut Library) -> Self {
        let mut background = Self { names: Vec::new() };
        if project.root().is_none() {
            return background;
        }
        let Ok(embedded) = Project::embedded().library() else {
            return background;
        };
        let has = |library: &Library, name: &str| {
            library
                .folders
                .iter()
                .any(|folder| folder.catalog(name).is_some())
        };
        // Whoever has neither a runbook nor a catalog of an embedded name builds on nothing: terms
        // that happen to have the same name are their own.
        let builds_on = library
            .folders
            .iter()
            .flat_map(|folder| &folder.catalogs)
            .any(|named| has(&embedded, &named.name));
        if contracts.is_empty() && !builds_on {
            return background;
        }
        let overridden: Vec<String> = embedded
            .folders
            .iter()
            .flat_map(|folder| &folder.catalogs)
            .map(|named| named.name.clone())
            .filter(|name| {
                has(library, name) || contracts.iter().any(|contract| contract.catalog == *name)
            })
            .collect();
        for folder in embedded.folders {
            let is_source = folder.locale == Locale::english();
            let there = library
                .folders
                .iter()
                .any(|own| own.locale == folder.locale);
            if !there && !is_source {
                continue;
            }
            let mut missing: Vec<NamedCatalog> = Vec::new();
            for named in folder
                .catalogs
                .iter()
                .filter(|n| overridden.contains(&n.name))
            {
                let own = library.folder(&folder.locale);
                // A language that the project is adding lacks what it lacks: that is a finding.
                if is_source && own.is_none_or(|own| own.catalog(&named.name).is_none()) {
                    missing.push(named.clone());
                }
            }
            let own = library.folder(&folder.locale);
            let catalogs = own
                .into_iter()
                .flat_map(|own| &own.catalogs)
                .chain(&missing);
            let catalogs: Vec<&NamedCatalog> = catalogs.collect();
            let glossaries = folder.catalogs.iter().filter(|named| named.is_glossary());
            let wanted: Vec<NamedCatalog> = glossaries
                .filter(|glossary| {
                    let is_there = catalogs.iter().any(|own| own.name == glossary.name);
                    let defines = |id: &str| {
                        glossary.catalog.terms().any(|term| term.id.name == id)
                            && !catalogs
                                .iter()
                                .any(|own| own.catalog.terms().any(|term| term.id.name == id))
                    };
                    !is_there
                        && catalogs
                            .iter()
                            .flat_map(|own| own.catalog.term_references())
                            .any(defines)
                })
                .cloned()
                .collect();
            missing.extend(wanted);
            // What a definition of the project's own wants of them is the project's business.
            let names = missing
                .iter()
                .filter(|named| {
                    !contracts
                        .iter()
                        .any(|contract| contract.catalog == named.name)
                })
                .map(|named| named.catalog.source().name().to_owned());
            background.names.extend(names);
            match library
                .folders
                .iter_mut()
                .find(|own| own.locale == folder.locale)
            {
                Some(own) => {
                    own.catalogs.extend(missing);
                    own.words.extend(folder.words);
                }
                None if !missing.is_empty() => library.folders.push(Folder {
                    locale: folder.locale,
                    catalogs: missing,
                    words: folder.words,
                }),
                None => {}
            }
        }
        library.folders.sort_by(|a, b| a.locale.cmp(&b.locale));
        background
    }

    /// Whether a finding is about the project's own files.
    fn concerns(&self, finding: &Diagnostic) -> bool {
        let place = finding.location.as_ref();
        place.is_none_or(|place| !self.names.iter().any(|name| name == place.source.name()))
    }
}

/// A path without `./` in front, as paths are printed.
fn tidy(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

fn date(text: &str, location: Option<&Location>) -> Result<jiff::civil::Date, Failure> {
    waiver::day(text).ok_or_else(|| {
        let message = format!("`{text}` is not a day");
        let finding = match location {
            Some(location) => Diagnostic::at(&INVALID_DATE, location.clone(), message),
            None => Diagnostic::nowhere(&INVALID_DATE, message),
        };
        Failure(vec![finding.help("write it as 2027-03-31")])
    })
}
