//! Control totals: what became of every command that was read. They are a partition by their type:
//! a command is put into one account, and how many there were is the sum of the accounts.

/// What became of a command that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// It shows a step.
    Matched,
    /// It is a step's command again: carried out once more, or one look of several.
    Again,
    /// It is in another account already: a second capture shows the same act.
    Shown,
    /// It is in no step, and changed nothing: it looks, was only simulated, or failed.
    Harmless,
    /// It is in no step, and the definition allows it.
    Allowed,
    /// It is in no step, and a module's own script ran it.
    Scripted,
    /// It is in no step, and was provably outside the change window.
    Outside,
    /// It is in no step, and changes something: a finding names it.
    Changing,
    /// Nobody knows what it did.
    Unknown,
}

impl Account {
    /// All of them, in the order in which reports have them.
    pub const ALL: [Self; 9] = [
        Self::Matched,
        Self::Again,
        Self::Shown,
        Self::Harmless,
        Self::Allowed,
        Self::Scripted,
        Self::Outside,
        Self::Changing,
        Self::Unknown,
    ];

    /// Its name in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Again => "again",
            Self::Shown => "shown",
            Self::Harmless => "harmless",
            Self::Allowed => "allowed",
            Self::Scripted => "scripted",
            Self::Outside => "outside",
            Self::Changing => "changing",
            Self::Unknown => "unknown",
        }
    }
}

/// How many commands are in each account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally([u64; Account::ALL.len()]);

impl Tally {
    /// Puts so many commands into an account.
    pub fn add(&mut self, account: Account, count: u64) {
        self.0[account as usize] += count;
    }

    /// How many are in an account.
    pub fn of(&self, account: Account) -> u64 {
        self.0[account as usize]
    }

    /// How many there are in all.
    pub fn all(&self) -> u64 {
        self.0.iter().sum()
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        for account in Account::ALL {
            self.add(account, other.of(account));
        }
    }
}
