//! How statements end, and where a shell goes on: statuses, and jumps such as `break` and `exit`.
//!
//! A path that jumps waits where it jumps to, with the shell as it was. Where paths come together
//! again, only what is the same on all of them is known.

use super::super::Unresolved;
use super::run::Interpreter;
use super::shell::Shell;

/// How a statement ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Status {
    /// With this number; 0 is success.
    Is(u8),
    /// With a number that is not 0.
    Fails,
    /// Only a run could tell.
    #[default]
    Unknown,
}

impl Status {
    /// Success.
    pub(super) const ZERO: Self = Self::Is(0);

    /// 0 where something holds, 1 where it does not.
    pub(super) fn of(holds: Option<bool>) -> Self {
        match holds {
            Some(true) => Self::Is(0),
            Some(false) => Self::Is(1),
            None => Self::Unknown,
        }
    }

    /// Whether it is success.
    pub(super) fn holds(self) -> Option<bool> {
        match self {
            Self::Is(number) => Some(number == 0),
            Self::Fails => Some(false),
            Self::Unknown => None,
        }
    }

    /// That of `! …`.
    pub(super) fn negated(self) -> Self {
        Self::of(self.holds().map(|holds| !holds))
    }

    /// What both have in common.
    pub(super) fn meet(self, other: Self) -> Self {
        match (self.holds(), other.holds()) {
            _ if self == other => self,
            (Some(false), Some(false)) => Self::Fails,
            _ => Self::Unknown,
        }
    }
}

/// How a statement ended, and what the shell is if it failed, where that is another than if it did not.
#[derive(Debug)]
pub(super) struct Outcome {
    /// How.
    pub(super) status: Status,
    /// The shell if it failed.
    pub(super) failed: Option<Box<Shell>>,
}

impl From<Status> for Outcome {
    fn from(status: Status) -> Self {
        Self {
            status,
            failed: None,
        }
    }
}

/// What ends at a place where jumps end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// `for`, `while`, `until`, `select`.
    Loop,
    /// A function, or a text that `.` reads.
    Function,
    /// A shell.
    Shell,
    /// A line at a prompt.
    Line,
}

/// A jump to the end of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Jump {
    /// Which of the levels that are open.
    pub(super) level: usize,
    /// Whether the loop goes on.
    pub(super) again: bool,
}

impl Interpreter<'_> {
    /// Opens a level.
    pub(super) fn open(&mut self, level: Level) -> usize {
        self.levels.push(level);
        self.levels.len() - 1
    }

    /// Closes it: the paths that jumped here go on.
    pub(super) fn close(&mut self, level: usize) {
        self.arrive(level, false);
        self.levels.truncate(level);
    }

    /// Lets the paths go on that jumped to this level: to the loop's next turn, or behind it.
    pub(super) fn arrive(&mut self, level: usize, again: bool) {
        let jump = Jump { level, again };
        let is_it = |(to, _): &mut (Jump, Shell)| *to == jump;
        for (_, shell) in self.escapes.extract_if(.., is_it).collect::<Vec<_>>() {
            if self.shell.gone == Some(jump) {
                self.shell = shell;
            } else {
                self.shell.join(&shell);
            }
        }
        if self.shell.gone == Some(jump) {
            self.shell.gone = None;
        }
        self.shell.doubts.retain(|(to, _)| *to != jump);
        for (_, shell) in &mut self.escapes {
            shell.doubts.retain(|(to, _)| *to != jump);
        }
    }

    /// Whether paths wait for this level's end.
    pub(super) fn awaits(&self, level: usize) -> bool {
        let jump = Jump {
            level,
            again: false,
        };
        self.escapes.iter().any(|(to, _)| *to == jump)
            || self.shell.doubts.iter().any(|(to, _)| *to == jump)
    }

    /// The innermost level of a kind, within this shell.
    pub(super) fn innermost(&self, wanted: Level) -> Option<usize> {
        for (at, level) in self.levels.iter().enumerate().rev() {
            if *level == wanted {
                return Some(at);
            }
            if *level == Level::Shell {
                return None;
            }
        }
        None
    }

    /// The loop that `break` with a number ends; the outermost where there are fewer.
    pub(super) fn nth_loop(&self, mut number: usize) -> Option<usize> {
        let mut found = None;
        for (at, level) in self.levels.iter().enumerate().rev() {
            match level {
                Level::Loop => {
                    found = Some(at);
                    number = number.saturating_sub(1);
                    if number == 0 {
                        return found;
                    }
                }
                _ => return found,
            }
        }
        found
    }

    /// The path goes on elsewhere.
    pub(super) fn jump(&mut self, level: usize, again: bool, why: &str) {
        let jump = Jump { level, again };
        self.note(jump, why);
        self.shell.gone = Some(jump);
    }

    /// The path may go on elsewhere.
    pub(super) fn may_jump(&mut self, level: usize, why: &str) {
        let jump = Jump {
            level,
            again: false,
        };
        self.note(jump, why);
        self.doubt(jump, why);
    }

    fn note(&mut self, jump: Jump, why: &str) {
        let mut shell = self.shell.clone();
        shell.why = Unresolved::Branch(why.to_owned());
        self.shell.why = shell.why.clone();
        self.escapes.push((jump, shell));
    }

    fn doubt(&mut self, jump: Jump, why: &str) {
        if !self.shell.doubts.iter().any(|(to, _)| *to == jump) {
            let why = Unresolved::Branch(why.to_owned());
            self.shell.doubts.push((jump, why));
        }
    }

    /// Where the shell itself ends.
    pub(super) fn shell_level(&self) -> usize {
        self.innermost_shell().unwrap_or(0)
    }

    fn innermost_shell(&self) -> Option<usize> {
        self.levels.iter().rposition(|level| *level == Level::Shell)
    }

    /// Where an expansion that fails goes to: the end of the line at a prompt, else of the shell.
    pub(super) fn abort_level(&self) -> usize {
        let is_end = |level: &Level| matches!(level, Level::Shell | Level::Line);
        self.levels.iter().rposition(is_end).unwrap_or(0)
    }

    /// An expansion or assignment fails, or may: the rest is thrown away.
    pub(super) fn abort(&mut self, fails: super::value::Sure, why: &str) {
        let level = self.abort_level();
        let before = self.shell.status;
        match fails {
            super::value::Sure::Yes => {
                self.shell.status = Status::Fails;
                self.jump(level, false, why);
            }
            super::value::Sure::Unknown => {
                self.shell.status = Status::Unknown;
                self.may_jump(level, why);
                self.shell.status = before;
            }
            super::value::Sure::No => {}
        }
    }
}

impl Shell {
    /// Comes together with another path.
    pub(super) fn join(&mut self, other: &Self) {
        match (self.gone, other.gone) {
            (None, None) => {
                self.meet(other);
                self.add_doubts(other);
            }
            (None, Some(jump)) => {
                self.add_doubts(other);
                self.add_doubt(jump, &other.why);
                self.io.meet(&other.io);
            }
            (Some(jump), None) => {
                let own = std::mem::replace(self, other.clone());
                self.add_doubts(&own);
                self.add_doubt(jump, &own.why);
                self.io.meet(&own.io);
            }
            (Some(one), Some(another)) => {
                // Where the inner one ends, the outer one may have happened.
                let why = self.why.clone();
                if another.level > one.level {
                    self.gone = Some(another);
                    self.add_doubt(one, &why);
                } else if one != another {
                    self.add_doubt(another, &other.why);
                }
                self.add_doubts(other);
            }
        }
    }

    fn add_doubts(&mut self, other: &Self) {
        for (jump, why) in &other.doubts {
            self.add_doubt(*jump, why);
        }
    }

    fn add_doubt(&mut self, jump: Jump, why: &Unresolved) {
        if !self.doubts.iter().any(|(to, _)| *to == jump) {
            self.doubts.push((jump, why.clone()));
        }
    }
}
