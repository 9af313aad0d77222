//! Which parameter an argument is for.
//!
//! Rules: about_Parameters and about_CommonParameters. A name may be cut to a prefix that no other
//! parameter or alias begins with, in any case; a cmdlet's own parameters come before the common
//! ones; what has no name goes to the positions that are still free.

use std::sync::LazyLock;

use super::super::table;
use super::super::{Parameter, Role, Takes, Unresolved};
use super::value::Known;

/// An argument as it is given.
#[derive(Debug, Clone)]
pub(super) enum Given {
    Parameter {
        /// Without its dash.
        name: String,
        /// After its colon, or from a table that was splatted.
        value: Option<Known>,
    },
    Value {
        value: Known,
        /// Whether it stands against what is before it.
        adjacent: bool,
    },
    /// What was splatted is not known.
    Splat(Unresolved),
}

/// An argument and its parameter.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) name: Option<String>,
    pub(super) role: BoundRole,
    pub(super) value: Known,
}

/// What a parameter that was bound means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BoundRole {
    Own(Role),
    WhatIf,
    Confirm,
    /// A common parameter that names a variable which is given a value.
    Variable,
    Common,
    /// No table knows it.
    Unknown,
}

/// Finds the parameter of every argument of a cmdlet. What came through the pipeline is `input`.
pub(super) fn bind(
    known: Option<&table::Known>,
    given: Vec<Given>,
    input: Option<Known>,
) -> Vec<Bound> {
    let parameters = known.map_or(&[][..], |known| &known.parameters);
    let mut bound: Vec<Bound> = Vec::new();
    let mut loose: Vec<Known> = Vec::new();
    let mut given = given.into_iter().peekable();
    while let Some(next) = given.next() {
        match next {
            Given::Value { value, .. } => loose.push(value),
            Given::Splat(why) => bound.push(Bound {
                name: Some("@".to_owned()),
                role: BoundRole::Unknown,
                value: Known::Unknown(why),
            }),
            Given::Parameter { name, value } => {
                let found = find(parameters, &name);
                let takes = match found {
                    Found::Own(parameter) => parameter.takes,
                    Found::Common(common) => common.takes,
                    Found::Ambiguous | Found::None => {
                        // A cmdlet that no table has: what follows is its value.
                        let follows = matches!(given.peek(), Some(Given::Value { .. }));
                        let takes = known.is_none() || matches!(found, Found::Ambiguous);
                        if takes && follows || value.is_some() {
                            Takes::Value
                        } else {
                            Takes::Nothing
                        }
                    }
                };
                let value = match (value, takes) {
                    (Some(value), _) => value,
                    (None, Takes::Nothing) => Known::Bool(true),
                    (None, Takes::Value) => {
                        match given.next_if(|next| matches!(next, Given::Value { .. })) {
                            Some(Given::Value { value, .. }) => value,
                            _ => Known::Unknown(Unresolved::Syntax(format!("-{name}"))),
                        }
                    }
                };
                bound.push(match found {
                    Found::Own(parameter) => Bound {
                        name: Some(parameter.name.clone()),
                        role: BoundRole::Own(parameter.role),
                        value,
                    },
                    Found::Common(common) => Bound {
                        name: Some(common.name.to_owned()),
                        role: common.role,
                        value,
                    },
                    Found::Ambiguous => Bound {
                        value: Known::Unknown(Unresolved::AmbiguousParameter(format!("-{name}"))),
                        name: Some(name),
                        role: BoundRole::Unknown,
                    },
                    Found::None => Bound {
                        name: Some(name),
                        role: BoundRole::Unknown,
                        value,
                    },
                });
            }
        }
    }
    let mut free: Vec<&Parameter> = parameters
        .iter()
        .filter(|parameter| parameter.position.is_some())
        .filter(|parameter| {
            !bound
                .iter()
                .any(|b| b.name.as_deref() == Some(parameter.name.as_str()))
        })
        .collect();
    free.sort_by_key(|parameter| parameter.position);
    let mut free = free.into_iter();
    for value in loose {
        let parameter = free.next();
        bound.push(Bound {
            name: parameter.map(|parameter| parameter.name.clone()),
            role: parameter.map_or(BoundRole::Unknown, |p| BoundRole::Own(p.role)),
            value,
        });
    }
    let piped = parameters.iter().find(|parameter| parameter.from_pipeline);
    if let (Some(parameter), Some(value)) = (piped, input)
        && !bound
            .iter()
            .any(|b| b.name.as_deref() == Some(parameter.name.as_str()))
    {
        bound.push(Bound {
            name: Some(parameter.name.clone()),
            role: BoundRole::Own(parameter.role),
            value,
        });
    }
    bound
}

#[derive(Clone, Copy)]
enum Found<'p> {
    Own(&'p Parameter),
    Common(&'p Common),
    Ambiguous,
    None,
}

fn find<'p>(parameters: &'p [Parameter], name: &str) -> Found<'p> {
    let begins = |full: &str| {
        full.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let names = |p: &'p Parameter| std::iter::once(&p.name).chain(&p.aliases);
    let exact = |p: &&'p Parameter| names(p).any(|own| own.eq_ignore_ascii_case(name));
    if let Some(parameter) = parameters.iter().find(exact) {
        return Found::Own(parameter);
    }
    let is = |common: &&Common| {
        common.name.eq_ignore_ascii_case(name) || common.alias.eq_ignore_ascii_case(name)
    };
    if let Some(common) = COMMON.iter().find(is) {
        return Found::Common(common);
    }
    if name.is_empty() {
        return Found::None;
    }
    let mut own = parameters
        .iter()
        .filter(|p| names(p).any(|own| begins(own)));
    match (own.next(), own.next()) {
        (Some(parameter), None) => return Found::Own(parameter),
        (Some(_), Some(_)) => return Found::Ambiguous,
        (None, _) => {}
    }
    let mut common = COMMON
        .iter()
        .filter(|common| begins(common.name) || begins(common.alias));
    match (common.next(), common.next()) {
        (Some(common), None) => Found::Common(common),
        (Some(_), Some(_)) => Found::Ambiguous,
        (None, _) => Found::None,
    }
}

/// A parameter that every cmdlet has.
struct Common {
    name: &'static str,
    alias: &'static str,
    takes: Takes,
    role: BoundRole,
}

const fn common(name: &'static str, alias: &'static str, takes: Takes, role: BoundRole) -> Common {
    Common {
        name,
        alias,
        takes,
        role,
    }
}

/// about_CommonParameters.
const COMMON: &[Common] = &[
    common("WhatIf", "wi", Takes::Nothing, BoundRole::WhatIf),
    common("Confirm", "cf", Takes::Nothing, BoundRole::Confirm),
    common("Verbose", "vb", Takes::Nothing, BoundRole::Common),
    common("Debug", "db", Takes::Nothing, BoundRole::Common),
    common("ErrorAction", "ea", Takes::Value, BoundRole::Common),
    common("WarningAction", "wa", Takes::Value, BoundRole::Common),
    common("InformationAction", "infa", Takes::Value, BoundRole::Common),
    common("ProgressAction", "proga", Takes::Value, BoundRole::Common),
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

/// The cmdlets that decide what else is run, or what is known afterwards.
static OWN: LazyLock<Vec<table::Known>> = LazyLock::new(|| {
    vec![
        cmdlet(
            "Invoke-Command",
            &[
                "ComputerName|Cn",
                "ScriptBlock|Command",
                "Session",
                "FilePath|PSPath",
                "ArgumentList|Args",
                "Credential",
                "InputObject",
                "JobName",
                "ThrottleLimit",
                "HostName",
                "VMName",
                "ConfigurationName",
                "SessionOption",
                "Authentication",
                "Port",
                "UseSSL*",
                "AsJob*",
                "HideComputerName*|HCN",
                "InDisconnectedSession*|Disconnected",
                "NoNewScope*",
                "SessionName",
            ],
        ),
        cmdlet(
            "ForEach-Object",
            &[
                "Process",
                "Begin",
                "End",
                "RemainingScripts",
                "MemberName",
                "ArgumentList|Args",
                "InputObject",
                "Parallel",
                "ThrottleLimit",
                "TimeoutSeconds",
                "AsJob*",
            ],
        ),
        cmdlet(
            "Start-Process",
            &[
                "FilePath|PSPath|Path 1",
                "ArgumentList|Args 2",
                "WorkingDirectory",
                "Credential|RunAs",
                "Verb",
                "WindowStyle",
                "RedirectStandardOutput|RSO",
                "RedirectStandardError|RSE",
                "RedirectStandardInput|RSI",
                "Environment",
                "Wait*",
                "PassThru*",
                "NoNewWindow*|nnw",
                "LoadUserProfile*|Lup",
                "UseNewEnvironment*",
            ],
        ),
        cmdlet("Invoke-Expression", &["Command 1 <"]),
        cmdlet(
            "Set-Location",
            &[
                "Path 1 <",
                "LiteralPath|PSPath|LP",
                "PassThru*",
                "StackName",
            ],
        ),
        cmdlet(
            "Push-Location",
            &[
                "Path 1 <",
                "LiteralPath|PSPath|LP",
                "PassThru*",
                "StackName",
            ],
        ),
        cmdlet("Pop-Location", &["StackName", "PassThru*"]),
        cmdlet(
            "Set-Variable",
            &[
                "Name 1",
                "Value 2 <",
                "Scope",
                "Option",
                "Visibility",
                "Description",
                "Include",
                "Exclude",
                "Force*",
                "PassThru*",
            ],
        ),
        cmdlet(
            "New-Variable",
            &[
                "Name 1",
                "Value 2 <",
                "Scope",
                "Option",
                "Visibility",
                "Description",
                "Force*",
                "PassThru*",
            ],
        ),
        cmdlet(
            "Clear-Variable",
            &["Name 1", "Scope", "Force*", "PassThru*"],
        ),
        cmdlet("Remove-Variable", &["Name 1", "Scope", "Force*"]),
        cmdlet(
            "Set-Alias",
            &[
                "Name 1",
                "Value 2",
                "Scope",
                "Option",
                "Description",
                "Force*",
                "PassThru*",
            ],
        ),
        cmdlet(
            "New-Alias",
            &[
                "Name 1",
                "Value 2",
                "Scope",
                "Option",
                "Description",
                "Force*",
                "PassThru*",
            ],
        ),
        cmdlet(
            "New-PSSession",
            &[
                "ComputerName|Cn 1",
                "Credential",
                "Name",
                "ConfigurationName",
                "SessionOption",
                "Authentication",
                "Port",
                "UseSSL*",
                "EnableNetworkAccess*",
                "HostName",
            ],
        ),
        cmdlet(
            "Start-Job",
            &[
                "ScriptBlock|Command 1",
                "Name",
                "ArgumentList|Args",
                "FilePath",
                "InitializationScript 2",
                "Credential",
                "RunAs32*",
            ],
        ),
        cmdlet(
            "Start-ThreadJob",
            &[
                "ScriptBlock 1",
                "Name",
                "ArgumentList|Args",
                "FilePath",
                "InitializationScript",
                "ThrottleLimit",
            ],
        ),
        cmdlet("Measure-Command", &["Expression 1", "InputObject"]),
        cmdlet(
            "Join-Path",
            &["Path|PSPath 1", "ChildPath 2", "Credential", "Resolve*"],
        ),
        cmdlet("Write-Output", &["InputObject 1 <", "NoEnumerate*"]),
        cmdlet(
            "Tee-Object",
            &[
                "FilePath|Path 1",
                "LiteralPath",
                "InputObject",
                "Variable",
                "Append*",
            ],
        ),
    ]
});

/// The table of a cmdlet that steers others, by its name in any case.
pub(super) fn own(name: &str) -> Option<&'static table::Known> {
    OWN.iter()
        .find(|known| known.name.eq_ignore_ascii_case(name))
}

/// A cmdlet's table, each parameter written `Name*|Alias position <`: `*` a switch, `<` from the
/// pipeline.
fn cmdlet(name: &str, parameters: &[&str]) -> table::Known {
    let parameters = parameters.iter().map(|written| {
        let mut words = written.split(' ');
        let mut names = words.next().unwrap_or_default().split('|');
        let full = names.next().unwrap_or_default();
        let bare = full.trim_end_matches('*');
        let rest: Vec<&str> = words.collect();
        Parameter {
            name: bare.to_owned(),
            aliases: names.map(str::to_owned).collect(),
            takes: if bare == full {
                Takes::Value
            } else {
                Takes::Nothing
            },
            position: rest.iter().find_map(|word| word.parse().ok()),
            from_pipeline: rest.contains(&"<"),
            role: Role::Compared,
            default: None,
        }
    });
    table::Known {
        name: name.to_owned(),
        parameters: parameters.collect(),
        simulates: true,
        effect: None,
    }
}
