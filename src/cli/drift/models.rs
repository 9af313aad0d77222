//! The plans that pages are held against, and the words of the project's glossaries.

use crate::cli::failure::Failure;
use crate::diagnostic::Diagnostic;
use crate::page::drift::Subject;
use crate::page::identity::Identity;
use crate::page::vocabulary::Vocabulary;
use crate::project::Project;

/// What a project knows of its pages.
pub(super) struct Models {
    vocabulary: Vocabulary,
}

impl Models {
    /// The words alone.
    pub(super) fn none(project: &Project) -> Result<Self, Failure> {
        let library = project.library()?;
        Ok(Self {
            vocabulary: Vocabulary::of(&library),
        })
    }

    pub(super) fn read(
        project: &Project,
        _runbook: Option<&str>,
        _variant: Option<&str>,
    ) -> Result<Self, Failure> {
        Self::none(project)
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Holds a page against the plan that fits it, and says whether one does.
    pub(super) fn against(
        &self,
        _subject: Subject<'_>,
        _identity: &Identity,
        _findings: &mut Vec<Diagnostic>,
    ) -> bool {
        false
    }
}
