//! The plans that pages are held against, and the words of the project's glossaries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::cli::failure::Failure;
use crate::cli::open::{self, Catalogs};
use crate::project::Project;
use runproof_core::diagnostic::Diagnostic;
use runproof_language::Locale;
use runproof_model::document::{Block, Document, Writer};
use runproof_model::plan::Plan;
use runproof_model::runbook::Runbook;
use runproof_pages::drift::Subject;
use runproof_pages::drift::compare::{self, Candidate};
use runproof_pages::vocabulary::Vocabulary;

/// What a project knows of its pages.
pub(super) struct Models {
    vocabulary: Vocabulary,
    known: Vec<Known>,
    /// The words of commands, each with the runbooks that have it.
    words: HashMap<String, Vec<usize>>,
    /// What these words look like.
    looks: Looks,
    choice: Choice,
}

/// A runbook and its documents by language, in the order of its variants.
struct Known {
    runbook: Runbook,
    documents: BTreeMap<Locale, Vec<Document>>,
    /// How many words its commands have.
    words: usize,
}

/// Who says which plan a page is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// What is in the page.
    Page,
    /// Somebody named the runbook.
    Runbook,
    /// Somebody named the runbook and the variant, which is at this place in it.
    Variant(usize),
}

/// How a page was held against plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Against the one that fits it.
    Against,
    /// None fits it, and none was wanted.
    Not,
    /// None fits it, and one was wanted.
    Wanted,
}

impl Models {
    /// The words alone.
    pub(super) fn none(project: &Project) -> Result<Self, Failure> {
        let library = project.library()?;
        Ok(Self {
            vocabulary: Vocabulary::of(&library),
            known: Vec::new(),
            words: HashMap::new(),
            looks: Looks::default(),
            choice: Choice::Page,
        })
    }

    /// The words, and the plans of the runbook that is named, else of the project's own runbooks,
    /// else of the embedded ones.
    ///
    /// # Errors
    /// Where a runbook or a catalog can not be read, or there is none of that name.
    pub(super) fn read(
        project: &Project,
        named: Option<&str>,
        variant: Option<&str>,
    ) -> Result<Self, Failure> {
        let mut models = Self::none(project)?;
        if named.is_some() || variant.is_some() {
            let runbook = open::runbook(project, named)?;
            models.choice = Choice::Runbook;
            if variant.is_some() {
                let chosen = open::variant(&runbook, variant, None)?;
                let place = runbook.variants.iter().position(|v| v.id == chosen.id);
                models.choice = place.map_or(Choice::Runbook, Choice::Variant);
            }
            models.learn(project, runbook)?;
            return Ok(models);
        }
        let files = project.runbooks();
        let has_own = files.iter().any(|file| file.is_own);
        for file in files.iter().filter(|file| file.is_own || !has_own) {
            models.learn(project, open::runbook(project, Some(&file.name))?)?;
        }
        Ok(models)
    }

    fn learn(&mut self, project: &Project, runbook: Runbook) -> Result<(), Failure> {
        let mut documents = BTreeMap::new();
        let mut words = BTreeSet::new();
        for locale in project.locales_of(runbook.id.as_str()) {
            let catalogs = Catalogs::read(project, &runbook, &locale)?;
            let (program, prose) = (catalogs.program(), catalogs.prose(&runbook));
            let writer = Writer::new(&program, &prose, catalogs.source());
            let variants = runbook.variants.iter();
            let written: Vec<Document> = variants
                .map(|variant| writer.write(&Plan::resolve(&runbook, variant, None)))
                .collect();
            // What is not whole in a language is nothing to hold a page against; lint says why.
            let is_whole = prose.take_flaws().is_empty() && program.take_flaws().is_empty();
            if is_whole {
                words.extend(written.iter().flat_map(command_words));
                documents.insert(locale, written);
            }
        }
        let place = self.known.len();
        self.known.push(Known {
            words: words.len(),
            runbook,
            documents,
        });
        for word in words {
            self.looks.learn(&word);
            self.words.entry(word).or_default().push(place);
        }
        Ok(())
    }

    /// The words of the glossaries.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Holds a page against the plan that fits it, if one does.
    pub(super) fn against(&self, subject: Subject<'_>, findings: &mut Vec<Diagnostic>) -> Held {
        let runbooks = match self.choice {
            Choice::Page => self.likely(subject),
            Choice::Runbook | Choice::Variant(_) => vec![0],
        };
        let mut plans: Vec<(Plan<'_>, &Document)> = Vec::new();
        for known in runbooks.into_iter().filter_map(|at| self.known.get(at)) {
            let documents = known.documents.get(subject.locale);
            let variants = known.runbook.variants.iter();
            for (at, (variant, document)) in
                variants.zip(documents.into_iter().flatten()).enumerate()
            {
                if !matches!(self.choice, Choice::Variant(chosen) if chosen != at) {
                    plans.push((Plan::resolve(&known.runbook, variant, None), document));
                }
            }
        }
        let candidates: Vec<Candidate<'_>> = plans
            .iter()
            .map(|(plan, document)| Candidate { plan, document })
            .collect();
        let fitting = match (self.choice, candidates.as_slice()) {
            // Who names the variant knows what it is.
            (Choice::Variant(_), [only]) => Some(only),
            (_, []) => None,
            (_, candidates) => {
                compare::best_fit(subject, candidates).and_then(|at| candidates.get(at))
            }
        };
        let Some(Candidate { plan, document }) = fitting else {
            return match self.choice {
                Choice::Page => Held::Not,
                Choice::Runbook | Choice::Variant(_) => Held::Wanted,
            };
        };
        let mut found = Vec::new();
        compare::against(subject, plan, document, &self.vocabulary, &mut found);
        // A page of which half of the steps are not the plan's is another procedure, in which the
        // plan's commands happen to stand too.
        let strange = found
            .iter()
            .filter(|finding| matches!(finding.code.name, "step-missing" | "step-added"));
        if self.choice == Choice::Page && strange.count() * 2 > plan.steps.len() {
            return Held::Not;
        }
        findings.append(&mut found);
        Held::Against
    }

    /// The runbooks of whose commands a page has a part: only these are looked at closely.
    fn likely(&self, subject: Subject<'_>) -> Vec<usize> {
        let mut seen: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        let words = words(subject.page.source.text());
        for word in words.filter(|word| self.looks.may_know(word)) {
            for runbook in self.words.get(word).into_iter().flatten() {
                seen.entry(*runbook).or_default().insert(word);
            }
        }
        let all = self.known.iter().enumerate();
        all.filter(|(at, known)| {
            let seen = seen.get(at).map_or(0, BTreeSet::len);
            seen * 3 >= known.words
        })
        .map(|(at, _)| at)
        .collect()
    }
}

/// What some words look like at a glance: most words of a page look like none of them.
#[derive(Debug, Default)]
struct Looks([u64; 16]);

impl Looks {
    fn learn(&mut self, word: &str) {
        let (slot, bit) = Self::of(word);
        self.0[slot] |= bit;
    }

    fn may_know(&self, word: &str) -> bool {
        let (slot, bit) = Self::of(word);
        self.0[slot] & bit != 0
    }

    /// One of 1024 looks, by the length, the first two bytes and the last.
    fn of(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let byte = |at: usize| bytes.get(at).map_or(0, |byte| usize::from(*byte));
        let last = byte(bytes.len().saturating_sub(1));
        let look = bytes.len() + 7 * byte(0) + 31 * byte(1) + 131 * last;
        (look % 16, 1 << (look / 16 % 64))
    }
}

/// The words of a document's commands.
fn command_words(document: &Document) -> Vec<String> {
    fn collect(blocks: &[Block], found: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Commands(commands) => {
                    for command in &commands.commands {
                        found.extend(words(command.text.as_str()).map(ToOwned::to_owned));
                    }
                }
                Block::Turns(turns) => {
                    turns.iter().for_each(|turn| collect(&turn.blocks, found));
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for step in &document.steps {
        collect(&step.body, &mut found);
    }
    found
}

/// Words that are long enough to be somebody's own.
fn words(text: &str) -> impl Iterator<Item = &str> {
    const SHORTEST: usize = 4;
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'))
        .filter(|word| word.len() >= SHORTEST)
}
