//! `ForEach-Object`: a block for each item of the pipeline.

use super::super::super::{Effect, Unresolved};
use super::super::bind::Bound;
use super::super::interpret::Run;
use super::super::value::{Closure, Gathered, Known};
use super::steer::Steered;

/// The blocks of a `ForEach-Object`.
#[derive(Default)]
struct Blocks {
    begin: Vec<Closure>,
    process: Vec<Closure>,
    end: Vec<Closure>,
    /// They are run in sessions of their own.
    is_parallel: bool,
}

impl Run<'_, '_> {
    pub(super) fn for_each(&mut self, steered: &Steered<'_>) -> Known {
        let span = &steered.command.span;
        let blocks = match Blocks::of(&steered.binding.bound) {
            Ok(blocks) => blocks,
            Err(why) => {
                self.unknown_program(why, span);
                return Known::expression(self.slice(span));
            }
        };
        if blocks.begin.is_empty() && blocks.process.is_empty() && blocks.end.is_empty() {
            // A member's name.
            if let Some(written) = self.each_member(steered) {
                self.reads("ForEach-Object", &[], span);
                return written;
            }
            // It may be a method that does anything.
            self.reads("ForEach-Object", &[], span);
            if let Some(last) = self.found.last_mut() {
                last.effect = Effect::Unknown;
            }
            return Known::expression(self.slice(span));
        }
        let items = match (steered.get("InputObject"), steered.input.clone()) {
            // It is one item, even if it is a list.
            (Some(item), _) => Ok(vec![item]),
            (None, None) => Ok(vec![Known::Null]),
            (None, Some(input)) => input.items(),
        };
        // Afterwards `$_` is what it was.
        let outer = self.session.get("_");
        let mut written = Gathered::default();
        for closure in &blocks.begin {
            let value = self.inline(closure, span);
            written.write(value);
        }
        match items {
            Ok(items) => {
                for item in items {
                    for closure in &blocks.process {
                        let value = self.one(closure, item.clone(), blocks.is_parallel, steered);
                        written.write(value);
                    }
                    // `break` leaves the whole pipeline.
                    if self.is_left() {
                        break;
                    }
                }
            }
            Err(why) => {
                let branch = Unresolved::Branch(why.subject().to_owned());
                self.repeatedly(&branch, |run| {
                    for closure in &blocks.process {
                        let item = Known::Unknown(why.clone());
                        run.one(closure, item, blocks.is_parallel, steered);
                    }
                });
                written.doubt(why);
            }
        }
        for closure in &blocks.end {
            let value = self.inline(closure, span);
            written.write(value);
        }
        self.session.set("_", outer);
        written.written()
    }

    fn one(
        &mut self,
        closure: &Closure,
        item: Known,
        is_parallel: bool,
        steered: &Steered<'_>,
    ) -> Known {
        let span = &steered.command.span;
        if is_parallel {
            return self.away(None, |run| {
                run.session.set("_", item);
                run.inline(closure, span)
            });
        }
        self.session.set("_", item);
        self.inline(closure, span)
    }
}

impl Blocks {
    fn of(bound: &[Bound]) -> Result<Self, Unresolved> {
        let mut found = Self::default();
        let mut loose = Vec::new();
        for bound in bound {
            let blocks: Vec<Closure> = match &bound.value {
                Known::Block(closure) => vec![closure.clone()],
                Known::List(list) => {
                    let items = list.items().unwrap_or_default();
                    let blocks = items.into_iter().filter_map(|item| match item {
                        Known::Block(closure) => Some(closure),
                        _ => None,
                    });
                    blocks.collect()
                }
                Known::Unknown(why) if bound.name.is_none() => return Err(why.clone()),
                _ => Vec::new(),
            };
            match bound.name.as_deref() {
                Some("Begin") => found.begin.extend(blocks),
                Some("Process") => found.process.extend(blocks),
                Some("Parallel") => {
                    found.is_parallel = true;
                    found.process.extend(blocks);
                }
                Some("End") => found.end.extend(blocks),
                None | Some("RemainingScripts") => loose.extend(blocks),
                _ => {}
            }
        }
        // One block is the process block; of several the first begins and, of three, the last ends.
        if found.process.is_empty() {
            if loose.len() > 1 && found.begin.is_empty() {
                found.begin.push(loose.remove(0));
            }
            if loose.len() > 1 && found.end.is_empty() {
                found.end.extend(loose.pop());
            }
            found.process = loose;
        } else {
            found.process.extend(loose);
        }
        Ok(found)
    }
}
