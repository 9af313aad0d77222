//! Which parameter an argument is for.
//!
//! Rules: about_Parameters and about_CommonParameters. A name may be cut to a prefix that no other
//! parameter or alias begins with, in any case; a cmdlet's own parameters come before the common
//! ones; what has no name goes to the positions that are still free.

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

/// The shipped table of a cmdlet that decides what else is run, or what is known afterwards; by its
/// name in any case.
pub(super) fn own(name: &str) -> Option<&'static table::Known> {
    const STEERING: &[&str] = &[
        "clear-variable",
        "foreach-object",
        "invoke-command",
        "invoke-expression",
        "join-path",
        "measure-command",
        "new-alias",
        "new-pssession",
        "new-variable",
        "pop-location",
        "push-location",
        "remove-variable",
        "set-alias",
        "set-location",
        "set-variable",
        "start-job",
        "start-process",
        "start-threadjob",
        "tee-object",
        "write-output",
    ];
    let lower = name.to_ascii_lowercase();
    STEERING
        .contains(&lower.as_str())
        .then(|| table::shipped(&lower).map(|row| &row.known))
        .flatten()
}
