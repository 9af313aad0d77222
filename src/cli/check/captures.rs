//! The captures of an audit: which files they are, what is said of them, and what is in them.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::cli::failure::{CHOICE_WANTED, Failure, NO_CAPTURE, of_fault};
use runproof_audit::{Audit, Observation, Refused};
use runproof_capture::{self as capture, Input, Said, Unreadable};
use runproof_core::diagnostic::{Diagnostic, Location, Severity};
use runproof_core::world::{self, Opened};
use runproof_model::plan::Change;

/// A capture to be read.
pub(in crate::cli) struct Source {
    /// What reports call it; of a file, its path.
    path: PathBuf,
    origin: Origin,
    said: Said,
}

/// Where a capture comes from.
enum Origin {
    /// It was named itself.
    Named,
    /// It was found in a folder, in which other things may lie.
    Found,
    /// The program carries it.
    Embedded(&'static [u8]),
}

impl Source {
    /// A capture that the program carries.
    pub(in crate::cli) fn embedded(path: PathBuf, bytes: &'static [u8]) -> Self {
        Self {
            path,
            origin: Origin::Embedded(bytes),
            said: Said::default(),
        }
    }

    /// How many bytes there are to read.
    fn size(&self) -> u64 {
        match self.origin {
            Origin::Embedded(bytes) => bytes.len() as u64,
            Origin::Named | Origin::Found => world::size(&self.path),
        }
    }
}

/// The captures that are to be read, and what is wrong with those that cannot be.
#[derive(Default)]
pub(in crate::cli) struct Sources {
    all: Vec<Source>,
    /// Paths at which there is nothing to be read.
    absent: Vec<(PathBuf, world::Fault)>,
    /// What the change says of captures that were not given.
    remarks: Vec<Diagnostic>,
}

impl Sources {
    /// Captures that the program carries.
    pub(in crate::cli) fn embedded(all: Vec<Source>) -> Self {
        Self {
            all,
            ..Self::default()
        }
    }

    /// The captures that the command line gives, else those that the change lists. What is said of each
    /// of them comes from the command line, from the change, and then from `otherwise`.
    pub(super) fn of(
        words: &[String],
        change: &Change,
        change_file: &Path,
        otherwise: Option<capture::Format>,
    ) -> Result<Self, Failure> {
        let mut found = Self::default();
        for word in words {
            let (format, path) = capture::given(word);
            found.put(Path::new(path), format);
            if let Some((absent, fault)) = found.absent.last_mut()
                && absent == Path::new(word)
                && let Some((meant, told)) = capture::misspelt(word)
                && world::captures_at(Path::new(meant)).is_ok()
            {
                fault.help = Some(told);
            }
        }
        if words.is_empty() {
            let folder = change_file.parent().unwrap_or(Path::new(""));
            for stated in &change.captures {
                found.put(&folder.join(stated.file.value.replace('\\', "/")), None);
            }
        }
        if found.all.is_empty() && found.absent.is_empty() && words.is_empty() {
            return Err(Failure::new(
                &CHOICE_WANTED,
                "which captures?",
                Some("give the files or folders that hold what was captured".to_owned()),
            ));
        }
        let mut is_given = vec![false; change.captures.len()];
        for source in &mut found.all {
            let path = source.path.to_string_lossy();
            if let Some((entry, said)) = runproof_audit::stated(change, &path) {
                let own = change.captures.iter();
                for (at, _) in own.enumerate().filter(|(_, own)| std::ptr::eq(*own, entry)) {
                    is_given[at] = true;
                }
                source.said.format = source.said.format.or(said.format);
                source.said.host = said.host;
            }
            source.said.otherwise = otherwise;
        }
        if !words.is_empty() {
            let others = change.captures.iter().zip(&is_given);
            for (entry, _) in others.filter(|(_, is_given)| !**is_given) {
                let message = format!("`{}` is not among the captures", entry.file.value);
                let place = Location::new(&change.source, entry.file.span);
                let mut remark = Diagnostic::at(&NO_CAPTURE, place, message);
                remark.severity = Severity::Warning;
                found.remarks.push(remark);
            }
        }
        Ok(found)
    }

    /// The first word, where nothing lies at it and it is no path: it was meant as a runbook.
    pub(super) fn not_there(&self, words: &[String]) -> Option<Failure> {
        let first = words.first()?;
        let (path, fault) = self.absent.first()?;
        let is_word = !first.contains(['/', '\\', '.', '=']);
        (path == Path::new(first) && is_word).then(|| fault.clone().into())
    }

    fn put(&mut self, path: &Path, format: Option<capture::Format>) {
        let files = match world::captures_at(path) {
            Ok(files) => files,
            Err(fault) => return self.absent.push((path.to_owned(), fault)),
        };
        for file in files {
            let own = self.all.iter_mut().find(|other| other.path == file);
            match own {
                Some(own) => own.said.format = own.said.format.or(format),
                None => self.all.push(Source {
                    origin: match file == path {
                        true => Origin::Named,
                        false => Origin::Found,
                    },
                    said: Said {
                        format,
                        ..Said::default()
                    },
                    path: file,
                }),
            }
        }
    }

    /// Reads all of them. One that cannot be read is a warning and stops none of the others.
    ///
    /// # Errors
    /// Where nothing could be read at all.
    pub(super) fn read(self, audit: &Audit<'_>, shows_progress: bool) -> Result<Captured, Failure> {
        let bar = bar(&self.all, shows_progress);
        let read: Vec<Result<Observation, Box<Fault>>> = self
            .all
            .par_iter()
            .map(|file| read(audit, file, &bar))
            .collect();
        bar.finish_and_clear();
        let mut found = Captured {
            remarks: self.remarks,
            ..Captured::default()
        };
        let are_absent = !self.absent.is_empty();
        for (path, fault) in self.absent {
            found.refuse(&path, fault.reason.clone(), of_fault(&fault), true);
        }
        for (source, result) in self.all.iter().zip(read) {
            match result {
                Ok(observation) => found.take(observation),
                Err(fault) => {
                    let is_named = matches!(source.origin, Origin::Named);
                    let is_evidence = is_named && !fault.is_empty;
                    found.refuse(&source.path, fault.reason, fault.diagnostic, is_evidence);
                }
            }
        }
        if found.observations.is_empty() {
            let is_named = |one: &Source| !matches!(one.origin, Origin::Found);
            if !are_absent && !self.all.iter().any(is_named) {
                let message = "there is no capture to be audited";
                found
                    .remarks
                    .push(Diagnostic::nowhere(&NO_CAPTURE, message));
            }
            return Err(found.remarks.into());
        }
        for remark in &mut found.remarks {
            remark.severity = Severity::Warning;
        }
        Ok(found)
    }
}

/// What was read.
#[derive(Default)]
pub(super) struct Captured {
    pub(super) observations: Vec<Observation>,
    /// Files that could not be read.
    pub(super) refused: Vec<Refused>,
    /// What is to be said of files.
    pub(super) remarks: Vec<Diagnostic>,
}

impl Captured {
    /// The same bytes twice are one capture.
    fn take(&mut self, observation: Observation) {
        let sha256 = &observation.capture.sha256;
        let mut others = self.observations.iter();
        match others.find(|other| other.capture.sha256 == *sha256) {
            Some(twin) => self.remarks.push(Diagnostic::nowhere(
                &NO_CAPTURE,
                format!(
                    "{} is the same as {}: it is read once",
                    observation.capture.path, twin.capture.path
                ),
            )),
            None => self.observations.push(observation),
        }
    }

    fn refuse(&mut self, path: &Path, reason: String, remark: Diagnostic, is_evidence: bool) {
        let path = path.display().to_string();
        self.remarks.push(remark);
        self.refused.push(Refused {
            path,
            reason,
            is_evidence,
        });
    }
}

/// Why a file was not read.
struct Fault {
    reason: String,
    diagnostic: Diagnostic,
    /// Whether there is nothing in it.
    is_empty: bool,
}

fn read(audit: &Audit<'_>, source: &Source, bar: &ProgressBar) -> Result<Observation, Box<Fault>> {
    let name = source.path.display().to_string();
    let told = AtomicU64::new(0);
    let mut observer = audit.observer().on_progress(|bytes| {
        let before = told.swap(bytes, Ordering::Relaxed);
        bar.inc(bytes.saturating_sub(before));
    });
    let mut opened = match source.origin {
        Origin::Embedded(bytes) => Opened::Once(Box::new(bytes)),
        Origin::Named | Origin::Found => world::open_capture(&source.path).map_err(|fault| {
            Box::new(Fault {
                reason: fault.reason.clone(),
                diagnostic: of_fault(&fault),
                is_empty: false,
            })
        })?,
    };
    let input = match &mut opened {
        Opened::File(file) => Input::File(file),
        Opened::Once(stream) => Input::Stream(stream),
    };
    match capture::read(&name, input, &source.said, &mut observer) {
        Ok(capture) => Ok(observer.finish(capture)),
        Err(unreadable) => Err(Box::new(Fault {
            reason: unreadable.to_string(),
            diagnostic: Diagnostic::nowhere(&NO_CAPTURE, format!("{name}: {unreadable}")).help(
                "captures are transcripts, histories, recordings and event logs; `FORMAT=FILE` says which a file is",
            ),
            is_empty: unreadable == Unreadable::Empty,
        })),
    }
}

/// A bar on a terminal, and silence elsewhere.
fn bar(files: &[Source], is_wanted: bool) -> ProgressBar {
    if !is_wanted || !world::errors_are_on_terminal() {
        return ProgressBar::hidden();
    }
    let bytes = files.iter().map(Source::size).sum();
    let bar = ProgressBar::new(bytes);
    let shape = "{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}";
    match ProgressStyle::with_template(shape) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
