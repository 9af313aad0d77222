//! Deviations from a handout, one each, and the finding that each deserves.

mod absent; // What was not done, or not by whom it should have been.
mod failed; // What was done and did not work, as errors and as the line itself say it.
mod hidden; // What was printed and is not the command's own, or was not printed at all.
mod otherwise; // What was done in another way: elsewhere, at another time, with other words.

use runproof_audit::Code;

use super::change::Change;
use super::definition::Shell;
use super::person::{Act, Night};
use crate::dice::Dice;

/// A deviation.
pub(crate) struct Mutation {
    pub(crate) name: &'static str,
    /// The only shell that it can be made in.
    pub(crate) only: Option<Shell>,
    pub(crate) needs: Needs,
    make: Make,
}

/// How a mutation is made; none where this night has nothing that it could be made to.
type Make = fn(&mut Scene<'_>) -> Option<Deserved>;

/// The mutations of a table, each with its name.
fn of(
    table: &'static [(&'static str, Make)],
    only: Shell,
    needs: Needs,
) -> impl Iterator<Item = Mutation> {
    table.iter().map(move |(name, make)| Mutation {
        name,
        only: Some(only),
        needs,
        make: *make,
    })
}

/// What a capture must show before the finding can be awaited; else it is only never conformant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Host, order and output.
    All,
    /// The time of each command, too.
    Times,
}

/// What a mutation is made to.
pub(crate) struct Scene<'a> {
    pub(crate) change: &'a Change,
    pub(crate) night: &'a mut Night,
    pub(crate) dice: &'a mut Dice,
    /// Lines of the change file in place of what was attested, by their step.
    pub(crate) attested: Attested,
    /// A computer whose captures are lost.
    pub(crate) lost: Option<String>,
}

/// What becomes of the attestations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attested {
    AsDone,
    /// One step's is left out.
    Without(u32),
    /// One step's has another time.
    At(u32, String),
}

/// The finding that a deviation deserves.
#[derive(Debug, Clone)]
pub(crate) struct Deserved {
    /// One of these, once or more, and nothing else.
    pub(crate) codes: Vec<Code>,
    /// Its step.
    pub(crate) step: Option<u32>,
    /// A host or a pool of its binding.
    pub(crate) item: Option<String>,
}

impl Mutation {
    /// Makes it; none where this night has nothing that it could be made to.
    pub(crate) fn make(&self, scene: &mut Scene<'_>) -> Option<Deserved> {
        if self
            .only
            .is_some_and(|only| only != scene.change.runbook.shell())
        {
            return None;
        }
        let deserved = (self.make)(scene)?;
        scene.night.deeds.sort_by_key(|deed| deed.at);
        Some(deserved)
    }
}

/// All of them.
pub(crate) fn all() -> Vec<Mutation> {
    let mut all = Vec::new();
    all.extend(absent::all());
    all.extend(failed::all());
    all.extend(hidden::all());
    all.extend(otherwise::all());
    all
}

/// The tries of one command: what was typed for it, the last of which counts.
pub(crate) struct Tries(Vec<usize>);

impl Scene<'_> {
    /// A command of the handout whose text is so, with all its tries.
    fn command(&mut self, is: impl Fn(&str) -> bool) -> Option<Tries> {
        let deeds = &self.night.deeds;
        let own = |at: &usize| deeds[*at].step.is_some() && deeds[*at].text().is_some_and(&is);
        let all: Vec<usize> = (0..deeds.len()).filter(own).collect();
        if all.is_empty() {
            return None;
        }
        let chosen = &deeds[self.dice.one_of(&all)];
        let same = all.into_iter().filter(|at| {
            let deed = &deeds[*at];
            deed.step == chosen.step
                && deed.machine == chosen.machine
                && deed.text() == chosen.text()
        });
        Some(Tries(same.collect()))
    }

    /// The finding of these codes about that command.
    fn deserves(&self, tries: &Tries, codes: &[Code]) -> Deserved {
        let deed = &self.night.deeds[tries.last()];
        Deserved {
            codes: codes.to_vec(),
            step: deed.step,
            item: deed.item.clone(),
        }
    }

    /// Types the last try in another way, with another output.
    fn retype(&mut self, tries: &Tries, text: String, said: &[&str]) {
        let said = said.iter().map(|line| (*line).to_owned()).collect();
        self.night.deeds[tries.last()].act = Act::Typed { text, said };
    }

    /// Types every try in another way, each with what it printed.
    fn retype_all(&mut self, tries: &Tries, text: &str) {
        for at in tries.0.clone() {
            let one = Tries(vec![at]);
            let said = self.said(&one);
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            self.retype(&one, text.to_owned(), &said);
        }
    }

    /// Another output of the last try.
    fn answer(&mut self, tries: &Tries, said: &[&str]) {
        let text = self.text(tries);
        self.retype(tries, text, said);
    }

    /// What was typed.
    fn text(&self, tries: &Tries) -> String {
        let deed = &self.night.deeds[tries.last()];
        deed.text().expect("a command").to_owned()
    }

    /// What the last try printed.
    fn said(&self, tries: &Tries) -> Vec<String> {
        match &self.night.deeds[tries.last()].act {
            Act::Typed { said, .. } => said.clone(),
            Act::Hand => Vec::new(),
        }
    }

    /// Takes all tries away.
    fn remove(&mut self, tries: &Tries) {
        let gone: Vec<usize> = tries.0.iter().map(|at| self.night.deeds[*at].id).collect();
        self.night.deeds.retain(|deed| !gone.contains(&deed.id));
    }

    /// Types something besides, after the last try; its id.
    fn besides(&mut self, tries: &Tries, text: &str, said: &[&str]) {
        let mut deed = self.night.deeds[tries.last()].clone();
        deed.step = None;
        deed.item = None;
        deed.id = self
            .night
            .deeds
            .iter()
            .map(|deed| deed.id)
            .max()
            .unwrap_or(0)
            + 1;
        deed.at += jiff::Span::new().seconds(5);
        deed.act = Act::Typed {
            text: text.to_owned(),
            said: said.iter().map(|line| (*line).to_owned()).collect(),
        };
        self.night.deeds.push(deed);
    }
}

impl Tries {
    /// The one that counts.
    fn last(&self) -> usize {
        *self.0.last().expect("a command was typed once at least")
    }
}
