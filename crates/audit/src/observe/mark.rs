//! The marks that a guided script leaves in a capture.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::verdict::Binding;
use super::{Ended, Meant, Observer, Place, Says, Trace, Vouched, Where};
use runproof_capture::{
    Computer, Entry, ForeignMarks, Gap, GapKind, Kind, Language, Stamp, Status, Wanted as Keep,
};
use runproof_shell::Session as Shell;

/// A mark of a guided script.
#[derive(Debug, Deserialize)]
struct Mark {
    event: String,
    session: String,
    #[serde(default)]
    time: Option<String>,
    /// What does not change in a session stands in its first mark; scripts of old repeat it in each.
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    revision: String,
    #[serde(default)]
    variant: String,
    #[serde(default)]
    change: String,
    #[serde(default)]
    host: String,
    /// Which of the plan's computers this one is, as the script found or was told.
    #[serde(default)]
    server: String,
    /// The computer's full name, in scripts of old that could tell it.
    #[serde(default)]
    fqdn: String,
    #[serde(default)]
    user: String,
    #[serde(default)]
    operator: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    binding: BTreeMap<String, String>,
    #[serde(default)]
    command: String,
    #[serde(default)]
    exit: Option<i32>,
    /// The question of a decision; scripts of old name the step that decides it.
    #[serde(default)]
    question: String,
    #[serde(default)]
    answer: Option<bool>,
    #[serde(default)]
    reason: String,
}

/// A guided script's session that was begun in a capture.
#[derive(Debug, Clone)]
pub(super) struct Guided {
    /// Its random id.
    id: String,
    /// Whether its marks count, and if not, why.
    counts: Result<For, ForeignMarks>,
    /// The computer that it runs on, by its own account.
    host: Option<String>,
    /// Who carries it out.
    by: String,
    /// How many commands it has begun.
    begun: u32,
}

/// What a script was rendered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    /// This very change.
    Change,
    /// No change in particular: what it ran counts like anything that was typed, and what was
    /// vouched for in it was not said of this change.
    None,
}

impl Mark {
    fn host(&self) -> Option<&str> {
        let names = [&self.server, &self.fqdn, &self.host];
        let mut names = names.into_iter().map(String::as_str);
        names.find(|name| !name.is_empty())
    }

    fn by(&self) -> &str {
        match self.operator.as_str() {
            "" => &self.user,
            operator => operator,
        }
    }

    fn binding(&self) -> Binding {
        let items = self.binding.iter();
        items
            .map(|(item, value)| (item.clone(), value.clone()))
            .collect()
    }
}

impl Observer<'_> {
    /// Takes a mark.
    pub(super) fn mark(&mut self, entry: &Entry<'_>) -> Keep {
        let Ok(mark) = serde_json::from_str::<Mark>(entry.text) else {
            return self.no_mark(entry.session);
        };
        if mark.event == "session-start" {
            return self.session_start(entry, mark);
        }
        // Only a random session id that was given before lends a mark its weight.
        let session = &mut self.sessions[entry.session];
        let guided = session.guided.as_ref().filter(|own| own.id == mark.session);
        let counts = match guided {
            Some(guided) => guided.counts.clone(),
            None if mark.sha256.is_empty() => Err(ForeignMarks::Beheaded),
            None => self.judged(&mark).and(Err(ForeignMarks::Beheaded)),
        };
        let of = match counts {
            Ok(of) => of,
            Err(why) => return self.foreign(entry, &mark, why),
        };
        let time = mark.time.as_deref().and_then(|time| time.parse().ok());
        let time = time.map(Stamp::Zoned).or(entry.time);
        match mark.event.as_str() {
            "command-start" => self.command_start(entry, &mark, time),
            "command-end" => {
                let session = &mut self.sessions[entry.session];
                let awaited = session.awaited.take();
                let acts = awaited.iter().flat_map(|awaited| &awaited.ran);
                for act in acts.filter_map(|ran| ran.act) {
                    self.acts[act].status = mark.exit.map(Status::Exit);
                    self.acts[act].ended = Ended::Said;
                }
                Keep::Nothing
            }
            "by-hand-done" => self.says(entry, mark, time, of, Says::Done),
            "skipped" => {
                let reason = mark.reason.clone();
                self.says(entry, mark, time, of, Says::Skipped(reason))
            }
            "decision" => match mark.answer {
                Some(answer) => self.says(entry, mark, time, of, Says::Answered(answer)),
                // Scripts of old said only that it was taken.
                None => self.says(entry, mark, time, of, Says::Done),
            },
            _ => Keep::Nothing,
        }
    }

    /// A guided script says who it is.
    fn session_start(&mut self, entry: &Entry<'_>, mark: Mark) -> Keep {
        let counts = self.judged(&mark);
        match &counts {
            Err(why) => self.tell_foreign(entry, why.clone()),
            Ok(For::None) => self.tell_foreign(entry, ForeignMarks::NoChange),
            Ok(For::Change) => {}
        }
        if counts.is_ok() {
            // What the script that was started runs is seen in its marks.
            self.show_launched(entry.session);
        }
        self.sessions[entry.session].guided = Some(Guided {
            counts,
            host: mark.host().map(ToOwned::to_owned),
            by: mark.by().to_owned(),
            id: mark.session,
            begun: 0,
        });
        Keep::Nothing
    }

    /// Whether a mark is of this definition and this change.
    fn judged(&self, mark: &Mark) -> Result<For, ForeignMarks> {
        let change = self.plan.change.map_or("", |change| change.id.as_str());
        if mark.sha256 != self.plan.runbook.sha256 {
            return Err(ForeignMarks::Definition {
                revision: mark.revision.clone(),
                sha256: mark.sha256.clone(),
            });
        }
        if !mark.variant.is_empty() && mark.variant != self.plan.variant.id.as_str() {
            return Err(ForeignMarks::Variant(mark.variant.clone()));
        }
        match mark.change.as_str() {
            "" => Ok(For::None),
            own if own == change => Ok(For::Change),
            other => Err(ForeignMarks::Change(other.to_owned())),
        }
    }

    fn command_start(&mut self, entry: &Entry<'_>, mark: &Mark, time: Option<Stamp>) -> Keep {
        let host = self.host_of(entry.session, mark);
        let marked = Entry {
            text: &mark.command,
            host: host.as_deref().map(Computer::Named),
            column: 0,
            quoted: &mark.command,
            kind: Kind::Typed,
            time,
            ..*entry
        };
        let first = self.acts.len();
        let keep = self.take(&marked);
        let Some(guided) = &mut self.sessions[entry.session].guided else {
            return keep;
        };
        guided.begun += 1;
        for act in &mut self.acts[first..] {
            act.ended = Ended::Awaited;
            act.meant = Some(Meant {
                step: mark.step.clone(),
                binding: mark.binding(),
                twin: (guided.id.clone(), guided.begun),
            });
        }
        keep
    }

    /// The computer of a mark: its own, or that of its session.
    fn host_of(&self, session: usize, mark: &Mark) -> Option<String> {
        let guided = self.sessions[session].guided.as_ref();
        let own = mark.host().map(ToOwned::to_owned);
        own.or_else(|| guided.and_then(|guided| guided.host.clone()))
    }

    /// What the operator says of a step.
    fn says(
        &mut self,
        entry: &Entry<'_>,
        mark: Mark,
        time: Option<Stamp>,
        of: For,
        says: Says,
    ) -> Keep {
        let session = &mut self.sessions[entry.session];
        session.last.clear();
        session.awaited = None;
        session.sequence += 1;
        if of == For::None {
            return Keep::Nothing;
        }
        let place = Place {
            session: entry.session,
            sequence: session.sequence,
            line: entry.line,
            quoted: entry.quoted.to_owned(),
            mark: 0..entry.quoted.len(),
            typed: mark.event.clone(),
            time,
            host: Where::Session,
            is_scripted: false,
            trace: Trace::Text,
        };
        let host = self.host_of(entry.session, &mark);
        let guided = self.sessions[entry.session].guided.as_ref();
        let by = match mark.by() {
            "" => guided.map_or("", |guided| guided.by.as_str()),
            by => by,
        };
        self.vouched.push(Vouched {
            place,
            by: by.to_owned(),
            binding: mark.binding(),
            step: mark.step,
            question: mark.question,
            host,
            says,
        });
        Keep::Nothing
    }

    /// A mark that does not count: what it says was run may have been run all the same.
    fn foreign(&mut self, entry: &Entry<'_>, mark: &Mark, why: ForeignMarks) -> Keep {
        let says = ["command-start", "by-hand-done", "skipped", "decision"];
        if says.contains(&mark.event.as_str()) {
            self.tell_foreign(entry, why);
        }
        if mark.event == "command-start" {
            let language = self.sessions[entry.session].language;
            let mut shell = match language {
                Language::Powershell => {
                    Shell::of_powershell(self.sessions[entry.session].version, self.tables)
                }
                Language::Bash | Language::Windows => {
                    Shell::new(runproof_shell::Dialect::Bash, self.tables)
                }
            };
            let line = runproof_shell::Line {
                text: &mark.command,
                folder: None,
                host: None,
            };
            for invocation in shell.run(&line) {
                let likes = self.resembled(&invocation, &mark.command);
                self.refused.extend(likes.into_iter().map(|(at, _)| at));
            }
        }
        self.no_mark(entry.session)
    }

    /// Says once that a session has marks that do not count.
    fn tell_foreign(&mut self, entry: &Entry<'_>, why: ForeignMarks) {
        let kind = GapKind::Marks(why);
        let is_told = self
            .gaps
            .iter()
            .any(|gap| gap.session == Some(entry.session) && gap.kind == kind);
        if !is_told {
            self.gaps.push(Gap {
                session: Some(entry.session),
                line: entry.line,
                kind,
            });
        }
    }

    /// Something that only looks like a mark: where it stands in the output of acts, what follows may
    /// still say that they failed.
    fn no_mark(&mut self, session: usize) -> Keep {
        let session = &mut self.sessions[session];
        session.goes_on = session.awaited.is_some();
        match session.goes_on {
            true => Keep::Output,
            false => Keep::Nothing,
        }
    }
}
