//! Other computers, and jobs: what is run there knows nothing of this session but `$using:`.

use super::super::super::{On, Unresolved, paths};
use super::super::interpret::Run;
use super::super::reach::Guard;
use super::super::value::{Known, short};
use super::given::arguments_of;
use super::steer::Steered;

impl Run<'_, '_> {
    /// Runs something in a session of its own, on other computers or in a job.
    pub(super) fn away<T>(&mut self, on: Option<On>, run: impl FnOnce(&mut Self) -> T) -> T {
        let mut session = self.session.away();
        if on.is_none() {
            session.folder.clone_from(&self.session.folder);
        }
        let home = std::mem::replace(self.session, session);
        let here = self.on.clone();
        if let Some(on) = on {
            self.on = on;
        }
        let kept = std::mem::take(&mut self.kept);
        let guard = std::mem::replace(&mut self.guard, Guard::Open);
        let start = self.start();
        let value = run(self);
        // What fails or leaves there ends nothing here.
        self.ends = None;
        self.absorb(&start, |_| true);
        self.finish(start);
        self.guard = guard;
        self.kept = kept;
        *self.session = home;
        self.on = here;
        value
    }

    pub(super) fn start_job(&mut self, steered: &Steered<'_>) -> Known {
        let command = steered.command;
        let span = &command.span;
        match steered
            .get("ScriptBlock")
            .or_else(|| steered.get("FilePath"))
        {
            Some(Known::Block(closure)) => {
                let arguments = arguments_of(steered.get("ArgumentList"));
                self.as_job(|run| {
                    run.away(None, |run| run.run_block(&closure, arguments, command));
                });
            }
            Some(Known::Unknown(why)) => self.unknown_program(why, span),
            Some(other) => {
                let subject = other.to_text().unwrap_or_default();
                self.unknown_program(Unresolved::Script(subject), span);
            }
            None => self.reads(steered.name, &[], span),
        }
        Known::expression(self.slice(span))
    }

    pub(super) fn new_session(&mut self, steered: &Steered<'_>) -> Known {
        let computers = steered
            .get("ComputerName")
            .or_else(|| steered.get("HostName"));
        self.reads(steered.name, &[], &steered.command.span);
        match computers {
            Some(Known::Unknown(why)) => Known::Unknown(why),
            Some(names) => Known::Session(vec![names]),
            None => Known::Session(Vec::new()),
        }
    }

    pub(super) fn invoke_command(&mut self, steered: &Steered<'_>) -> Known {
        let command = steered.command;
        let span = &command.span;
        let bound = &steered.binding.bound;
        let mut computers = steered
            .get("ComputerName")
            .or_else(|| steered.get("HostName"));
        let sessions = steered.get("Session");
        let mut block = steered.get("ScriptBlock");
        let mut file = steered.get("FilePath");
        // Without names: a block, or computers and then what they run.
        for loose in bound.iter().filter(|bound| bound.name.is_none()) {
            match &loose.value {
                Known::Block(_) if block.is_none() => block = Some(loose.value.clone()),
                value if computers.is_none() && sessions.is_none() => {
                    computers = Some(value.clone());
                }
                value if block.is_none() && file.is_none() => {
                    // A variable may hold a block or a path.
                    if matches!(value, Known::Text(_)) {
                        file = Some(value.clone());
                    } else {
                        block = Some(value.clone());
                    }
                }
                _ => {}
            }
        }
        if steered.get("VMName").is_some() {
            computers = Some(Known::Unknown(Unresolved::Expression("-VMName".to_owned())));
        }
        let splatted = bound.iter().find_map(|b| match (&b.name, &b.value) {
            (Some(name), Known::Unknown(why)) if name == "@" => Some(why.clone()),
            _ => None,
        });
        let places: Vec<Option<On>> = match (computers, sessions, splatted) {
            (_, _, Some(why)) => vec![Some(On::Unknown(why))],
            (Some(names), ..) | (None, Some(names), None) => {
                self.computers(vec![names]).into_iter().map(Some).collect()
            }
            (None, None, None) => vec![None],
        };
        let arguments = arguments_of(steered.get("ArgumentList"));
        for place in places {
            match (&block, &file) {
                (Some(Known::Block(closure)), _) => {
                    let arguments = arguments.clone();
                    if let Some(place) = place {
                        let run = |run: &mut Self| {
                            run.away(Some(place), |run| {
                                run.run_block(closure, arguments, command)
                            })
                        };
                        match steered.is_on("AsJob") {
                            true => self.as_job(run),
                            false => run(self),
                        };
                    } else {
                        let is_inner = !steered.is_on("NoNewScope");
                        if is_inner {
                            self.session.push_scope();
                        }
                        self.run_block(closure, arguments, command);
                        if is_inner {
                            self.session.pop_scope();
                        }
                    }
                }
                (other, file) => {
                    let why = match (other, file) {
                        (Some(Known::Unknown(why)), _) => why.clone(),
                        (_, Some(Known::Text(file))) => Unresolved::Script(paths::shown(file)),
                        _ => Unresolved::Script(short(self.slice(span))),
                    };
                    let here = self.on.clone();
                    if let Some(place) = place {
                        self.on = place;
                    }
                    self.unknown_program(why, span);
                    self.on = here;
                }
            }
        }
        Known::expression(self.slice(span))
    }
}
