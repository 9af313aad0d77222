//! Sittings at a console as bytes: one file a format.

pub(crate) mod encoding;
pub(crate) mod events;
pub(crate) mod history;
pub(crate) mod staging;
pub(crate) mod terminal;
pub(crate) mod transcript;

use std::ops::RangeInclusive;

use jiff::civil::DateTime;

use crate::hosts::Host;
use crate::noise::Said;
use crate::scenario::{Folder, Id, Variant, What};

/// Somebody at a console, from the first prompt to the last.
#[derive(Debug, Clone)]
pub(crate) struct Sitting {
    pub(crate) machine: Host,
    pub(crate) user: &'static str,
    pub(crate) start: DateTime,
    pub(crate) end: DateTime,
    pub(crate) inputs: Vec<Input>,
}

/// One thing that was entered, and what came of it.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) at: DateTime,
    pub(crate) typed: String,
    pub(crate) said: Vec<Said>,
    /// The act that it carries out.
    pub(crate) act: Option<(Id, What)>,
    /// The folder that the prompt shows.
    pub(crate) folder: String,
    /// The computer that the prompt shows, in a remote session.
    pub(crate) remote: Option<Host>,
}

/// A capture.
#[derive(Debug, Clone)]
pub(crate) struct Recording {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Each act's lines in it.
    pub(crate) marks: Vec<(Id, RangeInclusive<u64>)>,
}

/// How a sitting is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Transcript(transcript::Form),
    Events(events::Form),
    History(history::Form),
}

impl Form {
    /// Whether each command has its time.
    pub(crate) fn is_timed(self) -> bool {
        match self {
            Self::Transcript(form) => form.has_times,
            Self::Events(_) => true,
            Self::History(form) => form.kind != history::Kind::ReadLine,
        }
    }

    /// The capture of these sittings, which are one computer's.
    pub(crate) fn record(self, stem: &str, variant: Variant, sittings: &[Sitting]) -> Recording {
        match self {
            Self::Transcript(form) => transcript::record(stem, form, sittings),
            Self::Events(form) => events::record(stem, form, variant, sittings),
            Self::History(form) => history::record(stem, form, sittings),
        }
    }
}

/// Lines as they are written, and the acts on them.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) lines: Vec<Said>,
    pub(crate) marks: Vec<(Id, RangeInclusive<u64>)>,
}

impl Page {
    /// The number of the line that comes next.
    pub(crate) fn next(&self) -> u64 {
        u64::try_from(self.lines.len()).expect("lines") + 1
    }

    /// Writes lines.
    pub(crate) fn write(&mut self, text: &str) {
        self.lines.extend(text.split('\n').map(Said::by_shell));
    }

    /// Writes the lines of an act, or of anything else.
    pub(crate) fn mark(&mut self, text: &str, act: Option<Id>) {
        let first = self.next();
        self.write(text);
        if let Some(act) = act {
            self.marks.push((act, first..=self.next() - 1));
        }
    }
}

/// The program that an act starts, by its absolute path.
pub(crate) fn image(what: &What, variant: Variant) -> Option<String> {
    match what {
        What::Bootstrapper(folder, _) => {
            Some(format!(r"{}\Bootstrapper.exe", Folder::path(*folder)))
        }
        What::Update => Some(format!(
            r"D:\Updates\July 2021\{}",
            match variant {
                Variant::Lync2013 => "LyncServerUpdateInstaller.exe",
                _ => "SkypeServerUpdateInstaller.exe",
            }
        )),
        _ => None,
    }
}

/// What PowerShell logs where it binds the parameters of an act's cmdlet.
pub(crate) fn bound(input: &Input) -> Option<String> {
    let bind = |name: &str, parameters: &[(&str, &str)]| {
        let mut text = format!("CommandInvocation({name}): \"{name}\"");
        for (parameter, value) in parameters {
            text.push_str(&format!(
                "\nParameterBinding({name}): name=\"{parameter}\"; value=\"{value}\""
            ));
        }
        text
    };
    match &input.act {
        Some((_, What::Start(service, _))) => {
            Some(bind("Start-CsWindowsService", &[("Name", service)]))
        }
        Some((_, What::Sync(pool, None))) => {
            Some(bind("Invoke-CsBackupServiceSync", &[("PoolFqdn", pool)]))
        }
        Some((_, What::Status(pool))) => {
            Some(bind("Get-CsBackupServiceStatus", &[("PoolFqdn", pool)]))
        }
        Some(_) => None,
        None => {
            let name = input.typed.split_whitespace().next()?;
            name.starts_with("Get-").then(|| bind(name, &[]))
        }
    }
}
