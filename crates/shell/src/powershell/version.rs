//! Which PowerShell reads the lines, and what it makes of a text.

use super::ast::{Newer, Refusal, Script};

/// Which PowerShell reads the lines. Where the two differ and it is not known which it was, a
/// line is not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// Windows PowerShell, 3 to 5.1.
    Windows,
    /// PowerShell 7.
    Seven,
    /// One of them.
    #[default]
    Unknown,
}

impl Version {
    /// The version that a number is of: `5.1.17763.1852`, `7.6`. Of others, such as the first
    /// PowerShell without Windows, nothing is known here.
    pub fn of(number: &str) -> Self {
        let mut parts = number.trim().split('.');
        let major = parts.next().and_then(|major| major.parse::<u32>().ok());
        let is_number = number.trim().starts_with(|c: char| c.is_ascii_digit());
        match major {
            Some(3..=5) if is_number => Self::Windows,
            Some(7..) if is_number => Self::Seven,
            _ => Self::Unknown,
        }
    }
}

/// What a PowerShell makes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It runs it as it was parsed.
    Whole,
    /// It refuses it: nothing is run, and nothing is set.
    Refused,
    /// It refuses it, if all of it was captured: its end is missing.
    CutOff,
    /// It may run it as it was parsed.
    Perhaps,
}

impl Version {
    pub(super) fn takes(self, script: &Script) -> Taken {
        match (script.refused.map(|refused| refused.reason), self) {
            (Some(Refusal::OnlyInWorkflow), Self::Windows | Self::Unknown) => Taken::CutOff,
            (Some(Refusal::TooDeep), _) => Taken::CutOff,
            (Some(_), _) if script.is_unfinished => Taken::CutOff,
            (Some(_), _) => Taken::Refused,
            (None, Self::Seven) => Taken::Whole,
            (None, Self::Windows) => match script.newer {
                None => Taken::Whole,
                Some(Newer::Refused(_)) => Taken::Refused,
                Some(Newer::Otherwise(_)) => Taken::Perhaps,
            },
            (None, Self::Unknown) => match script.newer {
                None => Taken::Whole,
                Some(_) => Taken::Perhaps,
            },
        }
    }
}
