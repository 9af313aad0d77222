//! The parameters that every cmdlet has, and every function with `[CmdletBinding()]` or
//! `[Parameter()]`: about_CommonParameters.

use super::super::super::Takes;
use super::BoundRole;

/// A parameter that every cmdlet has.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) name: &'static str,
    pub(super) alias: &'static str,
    pub(super) takes: Takes,
    pub(super) role: BoundRole,
    pub(super) of: Of,
}

/// Which commands have a common parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    All,
    /// Those that simulate: `-WhatIf`, `-Confirm`.
    Simulating,
}

const fn common(name: &'static str, alias: &'static str, takes: Takes, role: BoundRole) -> Common {
    Common {
        name,
        alias,
        takes,
        role,
        of: Of::All,
    }
}

const fn simulating(name: &'static str, alias: &'static str, role: BoundRole) -> Common {
    Common {
        name,
        alias,
        takes: Takes::Nothing,
        role,
        of: Of::Simulating,
    }
}

pub(super) const COMMON: &[Common] = &[
    simulating("WhatIf", "wi", BoundRole::WhatIf),
    simulating("Confirm", "cf", BoundRole::Confirm),
    common("Verbose", "vb", Takes::Nothing, BoundRole::Common),
    common("Debug", "db", Takes::Nothing, BoundRole::Common),
    common("ErrorAction", "ea", Takes::Value, BoundRole::Action),
    common("WarningAction", "wa", Takes::Value, BoundRole::Action),
    common("InformationAction", "infa", Takes::Value, BoundRole::Action),
    common("ProgressAction", "proga", Takes::Value, BoundRole::Action),
    common("ErrorVariable", "ev", Takes::Value, BoundRole::Variable),
    common("WarningVariable", "wv", Takes::Value, BoundRole::Variable),
    common(
        "InformationVariable",
        "iv",
        Takes::Value,
        BoundRole::Variable,
    ),
    common("OutVariable", "ov", Takes::Value, BoundRole::Variable),
    common("OutBuffer", "ob", Takes::Value, BoundRole::Common),
    common("PipelineVariable", "pv", Takes::Value, BoundRole::Variable),
];

/// What `-ErrorAction` and its like take (System.Management.Automation.ActionPreference); a text may
/// be cut to a beginning that is unique.
pub(super) fn is_action(text: &str) -> bool {
    const ACTIONS: [&str; 7] = [
        "SilentlyContinue",
        "Stop",
        "Continue",
        "Inquire",
        "Ignore",
        "Suspend",
        "Break",
    ];
    let text = text.trim();
    if let Ok(number) = text.parse::<u8>() {
        return number <= 6;
    }
    let begins = |action: &&&str| {
        action
            .get(..text.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(text))
    };
    let is_whole = ACTIONS.iter().any(|own| own.eq_ignore_ascii_case(text));
    !text.is_empty() && (is_whole || ACTIONS.iter().filter(begins).count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_action_may_be() {
        for text in [
            "Stop", "stop", "0", "silent", "St", "Continue", "c", " Ignore ",
        ] {
            assert!(is_action(text), "{text}");
        }
        for text in ["", "s", "Halt", "7", "i"] {
            assert!(!is_action(text), "{text}");
        }
    }
}
