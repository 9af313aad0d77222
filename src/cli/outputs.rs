//! One document from its choices to its bytes.

use clap::ValueEnum;

use super::failure::Failure;
use super::open::Catalogs;
use runproof_core::diagnostic::Diagnostic;
use runproof_language::{BROKEN_MESSAGE, FALLBACK, Flaw, Translator};
use runproof_model::document::{Document, Writer};
use runproof_model::plan::{Change, Plan};
use runproof_model::runbook::{Runbook, Shell, Variant};
use runproof_render::{self as render, Flavor, Format, Templates};
use runproof_report::Style;

/// What a document is rendered to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    /// CommonMark with GitHub's alerts
    #[value(alias = "md")]
    Markdown,
    /// CommonMark of the page alone, as it is published
    Page,
    /// One self-contained page, for screen and paper
    Html,
    /// Text for a terminal
    #[value(alias = "txt")]
    Terminal,
    /// The document's structure
    Json,
    /// A guided script, in the runbook's shell
    Script,
}

impl FormatName {
    /// The ending of a file's name.
    pub(super) fn ending(self, shell: Shell) -> &'static str {
        match (self, shell) {
            (Self::Markdown, _) => "md",
            (Self::Page, _) => "page.md",
            (Self::Html, _) => "html",
            (Self::Terminal, _) => "txt",
            (Self::Json, _) => "json",
            (Self::Script, Shell::Powershell) => "ps1",
            (Self::Script, Shell::Bash) => "sh",
        }
    }
}

/// How formats that have a choice are rendered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks {
    pub(super) flavor: Flavor,
    pub(super) width: u16,
    pub(super) style: Style,
}

/// A document and what it is made with, for one language.
pub(super) struct Press<'a> {
    runbook: &'a Runbook,
    templates: &'a Templates,
    source: runproof_language::Locale,
    prose: Translator,
    program: Translator,
}

impl<'a> Press<'a> {
    /// Sets up what every document of a runbook in one language needs.
    pub(super) fn new(runbook: &'a Runbook, catalogs: &Catalogs, templates: &'a Templates) -> Self {
        Self {
            runbook,
            templates,
            source: catalogs.source().clone(),
            prose: catalogs.prose(runbook),
            program: catalogs.program(),
        }
    }

    /// Documents of variants of the runbook, each in each format.
    ///
    /// # Errors
    /// Where a message or a template is broken: such a document must not be handed out.
    pub(super) fn documents(
        &self,
        variants: &[&'a Variant],
        change: Option<&'a Change>,
        formats: &[FormatName],
        looks: Looks,
    ) -> Result<Made, Failure> {
        let writer = Writer::new(&self.program, &self.prose, &self.source);
        let mut printed = Vec::new();
        for variant in variants {
            let plan = Plan::resolve(self.runbook, variant, change);
            let document = writer.write(&plan);
            for format in formats {
                printed.push(Printed {
                    variant: variant.id.to_string(),
                    locale: document.locale.clone(),
                    ending: format.ending(self.runbook.shell),
                    bytes: self.print(&writer, &plan, &document, *format, looks)?,
                });
            }
        }
        let (broken, fallbacks) = self.flaws();
        if broken.is_empty() {
            Ok((printed, fallbacks))
        } else {
            Err(broken.into())
        }
    }

    fn print(
        &self,
        writer: &Writer<'_>,
        plan: &Plan<'_>,
        document: &Document,
        format: FormatName,
        looks: Looks,
    ) -> Result<Vec<u8>, Failure> {
        let script;
        let format = match format {
            FormatName::Markdown => Format::Markdown(looks.flavor),
            FormatName::Page => Format::Page,
            FormatName::Html => Format::Html,
            FormatName::Json => Format::Json,
            FormatName::Terminal => Format::Terminal {
                width: looks.width.into(),
                colour: looks.style == Style::Coloured,
            },
            FormatName::Script => {
                script = writer.guide(plan);
                Format::Script(&script)
            }
        };
        render::render(document, format, self.templates).map_err(Failure)
    }

    /// What was broken, and what was taken from the source language.
    fn flaws(&self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let mut broken = Vec::new();
        let mut fallbacks = Vec::new();
        let locale = self.prose.locale();
        let catalogs = [
            (&self.prose, self.runbook.id.as_str()),
            (&self.program, "runproof"),
        ];
        for (translator, catalog) in catalogs {
            for flaw in translator.take_flaws() {
                let place = format!("locales/{locale}/{catalog}.ftl");
                match flaw {
                    Flaw::Fallback { message } => fallbacks.push(Diagnostic::nowhere(
                        &FALLBACK,
                        format!(
                            "{place} has no `{message}`: the document shows `{}`",
                            self.source
                        ),
                    )),
                    Flaw::Missing { message } => broken.push(
                        Diagnostic::nowhere(
                            &BROKEN_MESSAGE,
                            format!("no language has the message `{message}`"),
                        )
                        .help(format!("add it to locales/{}/{catalog}.ftl", self.source)),
                    ),
                    Flaw::Broken { message, reason } => broken.push(
                        Diagnostic::nowhere(
                            &BROKEN_MESSAGE,
                            format!("{place}: `{message}` can not be said: {reason}"),
                        )
                        .help("`runproof lint` shows the place and what is known there"),
                    ),
                }
            }
        }
        (broken, fallbacks)
    }
}

/// Documents, and what is to be remarked about them.
pub(super) type Made = (Vec<Printed>, Vec<Diagnostic>);

/// A document's bytes and where they belong.
pub(super) struct Printed {
    pub(super) variant: String,
    pub(super) locale: String,
    pub(super) ending: &'static str,
    pub(super) bytes: Vec<u8>,
}
