//! Which record ids of a log were seen, and which are missing.
//!
//! A log numbers its records without a hole. An export by a query keeps only some of them, so that
//! nearly every id is missing: holes are told only of a log that is whole but for a few.

/// So many runs are kept; a log with more is an export by a query.
const MOST_RUNS: usize = 4096;
/// Of so many records, one hole at most is a hole.
const RECORDS_TO_A_HOLE: u64 = 10;

/// Ids that were seen, as runs without a hole.
#[derive(Debug, Default)]
pub(super) struct Ids {
    runs: Vec<Run>,
    /// The run that was touched last.
    near: usize,
    /// How many ids were seen.
    seen: u64,
    /// There were too many runs to keep.
    is_scattered: bool,
}

/// Ids without a hole, and the line of the lowest.
#[derive(Debug, Clone, Copy)]
struct Run {
    low: u64,
    high: u64,
    line: u64,
}

/// Ids that are missing, first and last, and the line of the record behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hole {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) line: u64,
}

impl Ids {
    /// An id was seen on this line.
    pub(super) fn see(&mut self, id: u64, line: u64) {
        self.seen += 1;
        if self.is_scattered {
            return;
        }
        // Records come in order, either way: nearly always the last run grows by one.
        if let Some(run) = self.runs.get_mut(self.near) {
            if (run.low..=run.high).contains(&id) {
                return;
            }
            if run.high.checked_add(1) == Some(id) {
                run.high = id;
                return self.join(self.near);
            }
            if id.checked_add(1) == Some(run.low) {
                (run.low, run.line) = (id, line);
                return self.join(self.near.saturating_sub(1));
            }
        }
        let place = self.runs.partition_point(|run| run.high < id);
        if self.runs.get(place).is_some_and(|run| run.low <= id) {
            self.near = place;
            return;
        }
        let run = Run {
            low: id,
            high: id,
            line,
        };
        self.runs.insert(place, run);
        self.near = place;
        self.join(place);
        self.join(place.saturating_sub(1));
        if self.runs.len() > MOST_RUNS {
            self.is_scattered = true;
            self.runs = Vec::new();
        }
    }

    /// Joins this run with the next, where nothing is missing between them.
    fn join(&mut self, place: usize) {
        if let (Some(run), Some(next)) = (self.runs.get(place), self.runs.get(place + 1))
            && run.high.checked_add(1) == Some(next.low)
        {
            let high = next.high;
            self.runs[place].high = high;
            self.runs.remove(place + 1);
            self.near = place;
        }
    }

    /// What is missing between the lowest and the highest, where the log looks whole.
    pub(super) fn holes(&self) -> Vec<Hole> {
        let holes = self.runs.len().saturating_sub(1) as u64;
        if self.is_scattered || holes * RECORDS_TO_A_HOLE > self.seen {
            return Vec::new();
        }
        self.runs
            .windows(2)
            .map(|pair| Hole {
                first: pair[0].high + 1,
                last: pair[1].low - 1,
                line: pair[1].line,
            })
            .collect()
    }
}
