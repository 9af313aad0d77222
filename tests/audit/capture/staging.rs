//! Who sat where: a scenario as sittings, and the sittings as captures.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::{Form, Input, Recording, Sitting, transcript};
use crate::dice::Dice;
use crate::hosts::{Host, OPERATORS, SERVERS, WORKSTATION, at};
use crate::manner::{Manner, Shape, Typing};
use crate::noise::{self, Aside, Level, Said};
use crate::scenario::{Act, Printed, Scenario, What};
use crate::tongue::Tongue;

/// How a scenario becomes captures.
#[derive(Debug, Clone)]
pub(crate) struct Rendering {
    pub(crate) layout: Layout,
    /// Of each server, in their order, and over again.
    pub(crate) forms: Vec<Form>,
    /// Of what the second operator does, where that is recorded in another way.
    pub(crate) second: Option<Form>,
    /// Other logs of the same sittings.
    pub(crate) also: Vec<Form>,
    /// The ways to type, one of them each time; none is any of all.
    pub(crate) manners: Vec<Manner>,
    pub(crate) shape: Shape,
    pub(crate) noise: Level,
    pub(crate) seed: u64,
}

/// Where people sat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// At each server, for the whole night.
    Night,
    /// At each server, a session for each stage of the change, all in one file.
    Stages,
    /// At a workstation, by remote sessions.
    RemotePrompts,
    /// At a workstation, by `Invoke-Command`.
    InvokeCommand,
}

impl Rendering {
    /// The plainest.
    pub(crate) fn plain() -> Self {
        Self {
            layout: Layout::Night,
            forms: vec![Form::Transcript(transcript::Form::PLAIN)],
            second: None,
            also: Vec::new(),
            manners: vec![Manner::Canonical],
            shape: Shape::Table,
            noise: Level::Quiet,
            seed: 1,
        }
    }

    fn form(&self, host: Host, by: usize) -> Form {
        if let (1, Some(second)) = (by, self.second) {
            return second;
        }
        let place = SERVERS.iter().position(|server| *server == host);
        self.forms[place.unwrap_or(0) % self.forms.len()]
    }

    /// The captures of a scenario.
    pub(crate) fn of(&self, scenario: &Scenario) -> Vec<Recording> {
        let mut dice = Dice::new(self.seed);
        let acts = scenario.in_order();
        let mut recordings = Vec::new();
        match self.layout {
            Layout::Night | Layout::Stages => {
                let mut hosts = SERVERS.to_vec();
                for act in &acts {
                    if !hosts.contains(&act.on) {
                        hosts.push(act.on);
                    }
                }
                hosts.retain(|host| !scenario.lost.contains(host));
                for host in hosts {
                    for by in 0..OPERATORS.len() {
                        let here: Vec<&Act> = acts
                            .iter()
                            .copied()
                            .filter(|act| act.on == host && act.by == by)
                            .collect();
                        if here.is_empty() && by > 0 {
                            continue;
                        }
                        let sittings = self.sittings(scenario, &here, host, by, &mut dice);
                        let stem = match by {
                            0 => host.computer(),
                            _ => format!("{}-{by}", host.computer()),
                        };
                        let form = self.form(host, by);
                        recordings.push(form.record(&stem, scenario.variant, &sittings));
                        for (place, form) in self.also.iter().enumerate() {
                            let stem = format!("{stem}-log{place}");
                            recordings.push(form.record(&stem, scenario.variant, &sittings));
                        }
                    }
                }
            }
            Layout::RemotePrompts | Layout::InvokeCommand => {
                let sitting = self.remote(scenario, &acts, &mut dice);
                let form = self.forms[0];
                let stem = WORKSTATION.computer();
                recordings.push(form.record(&stem, scenario.variant, &[sitting]));
            }
        }
        recordings
    }

    /// One operator at one server.
    fn sittings(
        &self,
        scenario: &Scenario,
        acts: &[&Act],
        host: Host,
        by: usize,
        dice: &mut Dice,
    ) -> Vec<Sitting> {
        let mut stages: Vec<Vec<&Act>> = Vec::new();
        for act in acts {
            let apart = |last: &Act| act.at.duration_since(last.at).as_mins() > 15;
            match stages.last_mut() {
                Some(stage) if self.layout == Layout::Night || !apart(stage[stage.len() - 1]) => {
                    stage.push(act);
                }
                _ => stages.push(vec![act]),
            }
        }
        if stages.is_empty() {
            stages.push(Vec::new());
        }
        let mut sittings = Vec::new();
        for stage in stages {
            let first = stage.first().map(|act| act.at);
            let last = stage.last().map(|act| act.at);
            let (start, end) = match self.layout {
                Layout::Night => (
                    first.map_or(at(20, 3), |first| at(20, 3).min(first - 3.minutes())),
                    last.map_or(at(22, 55), |last| at(22, 55).max(last + 5.minutes())),
                ),
                _ => (
                    first.map_or(at(20, 3), |first| first - 2.minutes()),
                    last.map_or(at(20, 9), |last| last + 5.minutes()),
                ),
            };
            let form = self.form(host, by);
            let mut typist = Typist {
                rendering: self,
                scenario,
                form,
                folder: r"C:\Users\uc.admin".to_owned(),
                inputs: Vec::new(),
            };
            typist.beside(start + 1.minutes(), None, dice);
            for act in &stage {
                typist.act(act, None, dice);
                typist.beside(act.at + 40.seconds(), None, dice);
            }
            typist.beside(end - 1.minutes(), None, dice);
            let mut inputs = typist.inputs;
            inputs.sort_by_key(|input| input.at);
            sittings.push(Sitting {
                machine: host,
                user: OPERATORS[by],
                start,
                end,
                inputs,
            });
        }
        sittings
    }

    /// One operator at a workstation.
    fn remote(&self, scenario: &Scenario, acts: &[&Act], dice: &mut Dice) -> Sitting {
        let local = r"C:\Users\uc.admin".to_owned();
        let far = r"C:\Users\uc.admin\Documents".to_owned();
        let mut typist = Typist {
            rendering: self,
            scenario,
            form: self.forms[0],
            folder: local.clone(),
            inputs: Vec::new(),
        };
        let start = at(20, 3);
        // A header that names no computer is no evidence of what was typed at its own prompt.
        let mut connected: Option<Host> = None;
        for act in acts {
            if self.layout == Layout::RemotePrompts && connected != Some(act.on) {
                if connected.is_some() {
                    typist.line(act.at - 90.seconds(), "Exit-PSSession", connected);
                }
                typist.folder.clone_from(&local);
                let enter = format!("Enter-PSSession -ComputerName {}", act.on.full());
                typist.line(act.at - 60.seconds(), &enter, None);
                typist.folder.clone_from(&far);
                connected = Some(act.on);
            }
            typist.act(act, connected, dice);
            typist.beside(act.at + 40.seconds(), connected, dice);
        }
        let end = acts.last().map_or(at(22, 55), |last| last.at + 5.minutes());
        typist.inputs.sort_by_key(|input| input.at);
        Sitting {
            machine: WORKSTATION,
            user: OPERATORS[0],
            start,
            end,
            inputs: typist.inputs,
        }
    }
}

fn tongue(form: Form) -> Tongue {
    match form {
        Form::Transcript(form) => form.tongue,
        Form::Events(_) | Form::History(_) => Tongue::En,
    }
}

/// Somebody who types.
struct Typist<'a> {
    rendering: &'a Rendering,
    scenario: &'a Scenario,
    /// How what is typed is recorded.
    form: Form,
    folder: String,
    inputs: Vec<Input>,
}

impl Typist<'_> {
    fn act(&mut self, act: &Act, remote: Option<Host>, dice: &mut Dice) {
        let typing = Typing {
            what: &act.what,
            on: act.on,
            variant: self.scenario.variant,
            // A narrowed list is one that nobody asked to be wide.
            shape: match act.printed {
                Printed::Narrowed(_) => Shape::OneLine,
                _ => self.rendering.shape,
            },
        };
        let possible: Vec<_> = Manner::ALL
            .into_iter()
            .filter_map(|manner| Some((manner, manner.of(typing)?)))
            .collect();
        let wanted = match (self.rendering.layout, &act.printed) {
            (Layout::InvokeCommand, _) => &[Manner::InvokeCommand],
            // An error is seen where the command is typed, not where its output is thrown away.
            (_, Printed::Error) => &[Manner::Canonical],
            _ => self.rendering.manners.as_slice(),
        };
        let is_wanted = |manner: Manner| {
            // Nobody goes to a server to go to it once more.
            let is_there = remote.is_some() && manner == Manner::InvokeCommand;
            !is_there && (wanted.is_empty() || wanted.contains(&manner))
        };
        let mut chosen = possible.clone();
        chosen.retain(|(manner, _)| is_wanted(*manner));
        let (_, entered) = match chosen.is_empty() {
            true => possible[0].clone(),
            false => dice.one_of(&chosen),
        };
        for entered in entered {
            let said = match entered.decides {
                true => self.said(act, &entered.text, dice),
                false => Vec::new(),
            };
            let early = if entered.decides { 0 } else { 20 };
            self.inputs.push(Input {
                at: act.at - early.seconds(),
                typed: entered.text,
                said,
                act: entered.decides.then(|| (act.id, act.what.clone())),
                folder: self.folder.clone(),
                remote,
            });
            if let Some(folder) = entered.folder {
                self.folder = folder;
            }
        }
    }

    fn said(&self, act: &Act, typed: &str, dice: &mut Dice) -> Vec<Said> {
        let first = typed.lines().next().unwrap_or_default();
        match (&act.printed, &act.what) {
            (Printed::States(states), _) => noise::states(*states, self.rendering.shape),
            (Printed::Lines(lines), _) => lines.iter().copied().map(Said::by_shell).collect(),
            (Printed::Narrowed(states), _) => noise::narrowed(*states),
            (Printed::Error, What::Bootstrapper(..)) => {
                noise::bootstrapper(self.scenario.variant, true)
            }
            (Printed::Error, what) => {
                let command = match what {
                    What::Sync(..) | What::SyncBoth => "Invoke-CsBackupServiceSync",
                    What::Status(_) => "Get-CsBackupServiceStatus",
                    _ => "Start-CsWindowsService",
                };
                let message = "The operation could not be completed (0xC3EC79E6).";
                let said = tongue(self.form).error(command, first, message);
                said.into_iter().map(Said::by_shell).collect()
            }
            (Printed::Nothing, What::Bootstrapper(..)) if dice.once_in(2) => {
                noise::bootstrapper(self.scenario.variant, false)
            }
            (Printed::Nothing, _) => Vec::new(),
        }
    }

    /// What is typed beside the procedure.
    fn beside(&mut self, from: DateTime, remote: Option<Host>, dice: &mut Dice) {
        let endpoint = matches!(
            self.form,
            Form::Transcript(form) if form.prompt == transcript::Prompt::Endpoint
        );
        let tongue = tongue(self.form);
        let is_timed = self.form.is_timed();
        let asides: Vec<Aside> = match self.rendering.noise {
            Level::Quiet => vec![noise::clock(tongue, from)],
            _ if endpoint => vec![noise::clock(tongue, from)],
            Level::Reads => vec![noise::read(dice, tongue, from)],
            Level::Deceptive => vec![
                noise::read(dice, tongue, from),
                noise::deception(dice, tongue, is_timed),
            ],
        };
        for (place, aside) in asides.into_iter().enumerate() {
            let seconds = 4 * i64::try_from(place).expect("small");
            self.inputs.push(Input {
                at: from + seconds.seconds(),
                typed: aside.typed,
                said: aside.said,
                act: None,
                folder: self.folder.clone(),
                remote,
            });
        }
    }

    fn line(&mut self, when: DateTime, typed: &str, remote: Option<Host>) {
        self.inputs.push(Input {
            at: when,
            typed: typed.to_owned(),
            said: Vec::new(),
            act: None,
            folder: self.folder.clone(),
            remote,
        });
    }
}
