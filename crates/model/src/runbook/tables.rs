//! What the definition says about its commands: from what is written to the tables of the command
//! room.

use super::lower::{COMMAND_TABLE, DUPLICATE_NAME, Lowering};
use super::syntax::{self, CommandEffect, ParameterKind, Shell};
use crate::yaml::{Entries, Spanned};
use runproof_core::diagnostic::{Diagnostic, Location, Span};
use runproof_shell::{
    Count, Dialect, Effect, Habits, Kind, Known, Mandatory, Parameter, Printing, Property, Role,
    Shape, Tables, Takes,
};

impl Lowering<'_> {
    pub(super) fn tables(
        &mut self,
        shell: Shell,
        commands: Entries<syntax::Command>,
        allow: Vec<Spanned<String>>,
    ) -> Tables {
        let mut tables = Tables {
            dialect: match shell {
                Shell::Powershell => Dialect::PowerShell,
                Shell::Bash => Dialect::Bash,
            },
            ..Tables::default()
        };
        let mut places: Vec<Span> = Vec::new();
        for (name, command) in commands.0 {
            self.filled(&name, "a command's name");
            let first = tables.position(&name.value);
            if let Some(first) = first.and_then(|at| places.get(at).copied()) {
                self.twice(&name, first, "command");
            }
            places.push(name.span);
            tables.commands.push(Known {
                parameters: self.command_parameters(command.parameters),
                simulates: command.simulates,
                effect: command.effect.map(|effect| match effect {
                    CommandEffect::Reads => Effect::Reads,
                    CommandEffect::Changes => Effect::Changes,
                }),
                habits: Habits::default(),
                says: None,
                name: name.value,
            });
        }
        for allowed in allow {
            self.filled(&allowed, "an allowed command");
            tables.allowed.push(allowed.value);
        }
        tables
    }

    fn command_parameters(&mut self, written: Entries<syntax::CommandParameter>) -> Vec<Parameter> {
        // Names and aliases share one space.
        let mut names: Vec<Spanned<String>> = Vec::new();
        let mut positions: Vec<(u32, Span)> = Vec::new();
        let mut pipeline: Option<Span> = None;
        let mut parameters = Vec::new();
        for (name, parameter) in written.0 {
            for own in std::iter::once(&name).chain(&parameter.aliases) {
                self.filled(own, "a parameter's name");
                let first = names.iter().find(|n| same_name(&n.value, &own.value));
                if let Some(first) = first.map(|first| first.span) {
                    self.twice(own, first, "parameter");
                } else {
                    names.push(own.clone());
                }
            }
            if let Some(position) = &parameter.position {
                match positions.iter().find(|(at, _)| *at == position.value) {
                    Some((_, first)) => self.clash(
                        position.span,
                        *first,
                        format!("two parameters at position {}", position.value),
                        "give each a position of its own",
                    ),
                    None => positions.push((position.value, position.span)),
                }
            }
            if parameter.pipeline {
                match pipeline {
                    Some(first) => self.clash(
                        name.span,
                        first,
                        "two parameters take what comes through the pipeline".to_owned(),
                        "remove `pipeline: true` from one of them",
                    ),
                    None => pipeline = Some(name.span),
                }
            }
            let role = match (parameter.ignored, parameter.computer) {
                (false, false) => Role::Compared,
                (true, false) => Role::Ignored,
                (false, true) => Role::Computer,
                (true, true) => {
                    self.find(
                        &COMMAND_TABLE,
                        name.span,
                        format!("`{}` is `ignored` and `computer`", name.value),
                        "what names a computer matters: remove one of the two",
                    );
                    Role::Computer
                }
            };
            let wants_value = [
                ("position", parameter.position.is_some()),
                ("default", parameter.default.is_some()),
                ("computer", parameter.computer),
                ("pipeline", parameter.pipeline),
                ("type", parameter.kind.is_some()),
                ("many", parameter.many.is_some()),
            ];
            for (key, _) in wants_value
                .into_iter()
                .filter(|(_, there)| parameter.switch && *there)
            {
                self.find(
                    &COMMAND_TABLE,
                    name.span,
                    format!("`{}` is a switch and has `{key}`", name.value),
                    format!("no value follows a switch: remove `switch` or `{key}`"),
                );
            }
            parameters.push(Parameter {
                name: name.value,
                aliases: parameter.aliases.into_iter().map(|a| a.value).collect(),
                takes: if parameter.switch {
                    Takes::Nothing
                } else {
                    Takes::Value
                },
                position: parameter.position.map(|position| position.value),
                from_pipeline: parameter.pipeline,
                role,
                default: parameter.default.map(|default| default.value),
                shape: shape(parameter.kind, parameter.many, parameter.mandatory),
                effect: None,
                printing: Printing::default(),
            });
        }
        parameters
    }

    fn filled(&mut self, name: &Spanned<String>, what: &str) {
        if name.value.trim().is_empty() {
            self.find(
                &COMMAND_TABLE,
                name.span,
                format!("{what} that is empty"),
                "write the name, or remove the entry",
            );
        }
    }

    fn twice(&mut self, name: &Spanned<String>, first: Span, what: &str) {
        let first = Location::new(self.source, first);
        let finding = Diagnostic::at(
            &DUPLICATE_NAME,
            Location::new(self.source, name.span),
            format!("the {what} `{}` is there twice", name.value),
        );
        let finding = finding.related(first, "first here");
        self.findings
            .push(finding.help("rename or remove one of the two"));
    }

    fn clash(&mut self, span: Span, first: Span, message: String, help: &str) {
        let first = Location::new(self.source, first);
        let finding = Diagnostic::at(&COMMAND_TABLE, Location::new(self.source, span), message);
        self.findings
            .push(finding.related(first, "first here").help(help));
    }
}

fn shape(kind: Option<ParameterKind>, many: Option<bool>, mandatory: Option<bool>) -> Shape {
    Shape {
        kind: match kind {
            None => Kind::Unknown,
            Some(ParameterKind::Text) => Kind::Text,
            Some(ParameterKind::Number) => Kind::Number,
            Some(ParameterKind::Block) => Kind::Block,
            Some(ParameterKind::Table) => Kind::Table,
            Some(ParameterKind::Object) => Kind::Object,
            Some(ParameterKind::Any) => Kind::Any,
        },
        count: match many {
            None => Count::Unknown,
            Some(false) => Count::One,
            Some(true) => Count::Many,
        },
        mandatory: match mandatory {
            None => Mandatory::Unknown,
            Some(false) => Mandatory::No,
            Some(true) => Mandatory::Yes,
        },
        property: Property::Unknown,
    }
}

/// Options with a hyphen are told apart by case (`-p`, `-P`); parameters of cmdlets and options
/// with a slash are not.
fn same_name(one: &str, other: &str) -> bool {
    if one.starts_with('-') {
        one == other
    } else {
        one.eq_ignore_ascii_case(other)
    }
}
