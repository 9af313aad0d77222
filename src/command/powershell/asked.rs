//! What a line asks, keeps and prints beside what it runs. Read from its text alone.

use super::ast::{
    Command, ElementKind, Expression, ExpressionKind, Part, Pipeline, Stage, StageKind, Statement,
    StatementKind, Target,
};
use super::parse::parse;
use crate::command::StatusQuery;

/// Commands that print what they are given.
const PRINTERS: &[&str] = &[
    "echo",
    "write",
    "write-host",
    "write-output",
    "format-list",
    "format-table",
    "format-wide",
    "format-custom",
    "fl",
    "ft",
    "fw",
    "fc",
    "out-host",
    "oh",
    "out-default",
    "out-string",
];

/// Whether the line only prints how the last command ended: `$?`, `echo "exit: $LASTEXITCODE"`.
pub fn status_query(text: &str) -> Option<StatusQuery> {
    let script = parse(text);
    let [statement] = &script.statements[..] else {
        return None;
    };
    match value_of(statement)? {
        Printed::Expression(expression) => status(expression),
        Printed::Command(command) => match &command.elements[..] {
            [only] if is_printer(command) => match &only.kind {
                ElementKind::Value(expression) => status(expression),
                _ => None,
            },
            _ => None,
        },
    }
}

/// The variables that the line gives the output of its commands to, lower case: `$s = Get-X`,
/// `Get-X -OutVariable s`, `Get-X | Tee-Object -Variable s`.
pub fn kept(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for statement in &parse(text).statements {
        keep(statement, &mut names);
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// The variables whose content the line prints, lower case: `$s`, `$s | Format-List`,
/// `Write-Host $s.Status`.
pub fn printed(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for statement in &parse(text).statements {
        let StatementKind::Chain(chain) = &statement.kind else {
            continue;
        };
        let rest = chain.rest.iter().map(|(_, pipeline)| pipeline);
        for pipeline in std::iter::once(&chain.first).chain(rest) {
            print(pipeline, &mut names);
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// What a statement of one stage prints.
enum Printed<'s> {
    Expression(&'s Expression),
    Command(&'s Command),
}

fn value_of(statement: &Statement) -> Option<Printed<'_>> {
    let StatementKind::Chain(chain) = &statement.kind else {
        return None;
    };
    let [stage] = &chain.first.stages[..] else {
        return None;
    };
    if !chain.rest.is_empty() || chain.background || !stage.redirections.is_empty() {
        return None;
    }
    Some(match &stage.kind {
        StageKind::Expression(expression) => Printed::Expression(expression),
        StageKind::Command(command) => Printed::Command(command),
    })
}

fn is_status(variable: &str) -> bool {
    matches!(
        variable,
        "?" | "global:?" | "lastexitcode" | "global:lastexitcode"
    )
}

fn status(expression: &Expression) -> Option<StatusQuery> {
    match &expression.kind {
        ExpressionKind::Variable(name) if is_status(name) => Some(StatusQuery::bare()),
        ExpressionKind::Parenthesis(inner) => match value_of(inner)? {
            Printed::Expression(inner) => status(inner),
            Printed::Command(_) => None,
        },
        ExpressionKind::Text(parts) => {
            let (mut before, mut after, mut is_found) = (String::new(), String::new(), false);
            for part in parts {
                match part {
                    Part::Text(text) if is_found => after.push_str(text),
                    Part::Text(text) => before.push_str(text),
                    Part::Variable(name) if is_status(name) && !is_found => is_found = true,
                    Part::Variable(_) | Part::Statements(_) => return None,
                }
            }
            is_found.then(|| StatusQuery::within(&before, &after))
        }
        _ => None,
    }
}

/// The bare name of a command, lower case.
fn name_of(command: &Command) -> Option<String> {
    match &command.name.kind {
        ExpressionKind::Text(parts) => match &parts[..] {
            [Part::Text(name)] => Some(name.to_ascii_lowercase()),
            _ => None,
        },
        _ => None,
    }
}

fn is_printer(command: &Command) -> bool {
    name_of(command).is_some_and(|name| PRINTERS.contains(&name.as_str()))
}

/// A variable's name without a scope that the prompt shares.
fn unscoped(name: &str) -> &str {
    let scopes = ["global:", "script:", "local:", "private:", "variable:"];
    let mut bare = scopes.iter().filter_map(|scope| name.strip_prefix(scope));
    bare.next().unwrap_or(name)
}

fn keep(statement: &Statement, names: &mut Vec<String>) {
    match &statement.kind {
        StatementKind::Assign { target, value, .. } => {
            targets(target, names);
            keep(value, names);
        }
        StatementKind::Chain(chain) => {
            let rest = chain.rest.iter().map(|(_, pipeline)| pipeline);
            let pipelines = std::iter::once(&chain.first).chain(rest);
            for stage in pipelines.flat_map(|pipeline| &pipeline.stages) {
                match &stage.kind {
                    StageKind::Command(command) => named_by_parameter(command, names),
                    StageKind::Expression(Expression {
                        kind: ExpressionKind::Parenthesis(inner),
                        ..
                    }) => keep(inner, names),
                    StageKind::Expression(_) => {}
                }
            }
        }
        _ => {}
    }
}

fn targets(target: &Expression, names: &mut Vec<String>) {
    match &target.kind {
        ExpressionKind::Variable(name) => names.push(unscoped(name).to_owned()),
        ExpressionKind::Cast { value, .. } => targets(value, names),
        ExpressionKind::List(items) => items.iter().for_each(|item| targets(item, names)),
        _ => {}
    }
}

/// `-OutVariable s`, `-ov s`; `-Variable s` of `Tee-Object`; the name that `Set-Variable` sets.
fn named_by_parameter(command: &Command, names: &mut Vec<String>) {
    let own = name_of(command).unwrap_or_default();
    let is_tee = matches!(own.as_str(), "tee-object" | "tee");
    let is_set = matches!(
        own.as_str(),
        "set-variable" | "sv" | "set" | "new-variable" | "nv"
    );
    let mut elements = command.elements.iter().peekable();
    let mut is_first = true;
    while let Some(element) = elements.next() {
        let (parameter, value) = match &element.kind {
            ElementKind::Parameter { name, value } => {
                let name = name.to_ascii_lowercase();
                let value = match value {
                    Some(value) => Some(value),
                    None => elements.peek().and_then(|next| match &next.kind {
                        ElementKind::Value(value) => Some(value),
                        _ => None,
                    }),
                };
                (Some(name), value)
            }
            ElementKind::Value(value) if is_set && is_first => (None, Some(value)),
            _ => continue,
        };
        is_first = false;
        let keeps = match parameter.as_deref() {
            None => true,
            Some("ov") => true,
            Some(name) if is_tee && !name.is_empty() && "variable".starts_with(name) => true,
            Some(name) if is_set && !name.is_empty() && "name".starts_with(name) => true,
            Some(name) => name.len() > 3 && "outvariable".starts_with(name),
        };
        if let (true, Some(name)) = (keeps, value.and_then(bare_text)) {
            let name = name.trim_start_matches('+').to_ascii_lowercase();
            names.push(unscoped(&name).to_owned());
        }
    }
}

fn bare_text(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Text(parts) => match &parts[..] {
            [Part::Text(text)] => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Notes the variables that a pipeline prints: it begins with them, and nothing keeps its output.
fn print(pipeline: &Pipeline, names: &mut Vec<String>) {
    let Some((first, rest)) = pipeline.stages.split_first() else {
        return;
    };
    if pipeline.stages.iter().any(is_kept_away) {
        return;
    }
    let is_sunk = rest.iter().any(|stage| match &stage.kind {
        StageKind::Command(command) => {
            name_of(command).is_some_and(|name| matches!(name.as_str(), "out-null" | "out-file"))
        }
        StageKind::Expression(_) => false,
    });
    if is_sunk {
        return;
    }
    match &first.kind {
        StageKind::Expression(expression) => variables(expression, names),
        StageKind::Command(command) if is_printer(command) => {
            for element in &command.elements {
                match &element.kind {
                    ElementKind::Value(value)
                    | ElementKind::Parameter {
                        value: Some(value), ..
                    } => variables(value, names),
                    _ => {}
                }
            }
        }
        StageKind::Command(_) => {}
    }
}

/// Whether a file takes the output of a stage.
fn is_kept_away(stage: &Stage) -> bool {
    stage.redirections.iter().any(|redirection| {
        matches!(redirection.from, None | Some(1)) && matches!(redirection.to, Target::File { .. })
    })
}

fn variables(expression: &Expression, names: &mut Vec<String>) {
    match &expression.kind {
        ExpressionKind::Variable(name) => names.push(unscoped(name).to_owned()),
        ExpressionKind::Text(parts) => {
            for part in parts {
                match part {
                    Part::Variable(name) => names.push(unscoped(name).to_owned()),
                    Part::Statements(block) => {
                        block
                            .statements
                            .iter()
                            .for_each(|inner| within(inner, names));
                    }
                    Part::Text(_) => {}
                }
            }
        }
        ExpressionKind::List(items) => items.iter().for_each(|item| variables(item, names)),
        ExpressionKind::Member { of, .. } | ExpressionKind::Index { of, .. } => {
            variables(of, names);
        }
        ExpressionKind::Cast { value, .. } | ExpressionKind::Unary { value, .. } => {
            variables(value, names);
        }
        ExpressionKind::Parenthesis(inner) => within(inner, names),
        ExpressionKind::Statements(block) | ExpressionKind::Array(block) => {
            block
                .statements
                .iter()
                .for_each(|inner| within(inner, names));
        }
        _ => {}
    }
}

fn within(statement: &Statement, names: &mut Vec<String>) {
    if let StatementKind::Chain(chain) = &statement.kind {
        print(&chain.first, names);
    }
}

#[cfg(test)]
mod tests {
    use super::{kept, printed, status_query};
    use crate::command::{Ended, StatusQuery};

    #[test]
    fn a_line_that_asks_how_the_last_command_ended() {
        let bare = Some(StatusQuery::bare());
        for text in [
            "$?",
            "$LASTEXITCODE",
            "$global:LASTEXITCODE",
            "echo $?",
            "Write-Host $LASTEXITCODE",
            "\"$?\"",
        ] {
            assert_eq!(status_query(text), bare, "{text}");
        }
        let query = status_query("Write-Output \"exit code: $LASTEXITCODE.\"").expect("a query");
        assert_eq!(query.answer("exit code: 3.\r\n"), Some(Ended::Code(3)));
        assert_eq!(query.answer("3\r\n"), None);
        for text in [
            "$? | Out-Null",
            "$x",
            "if ($?) { 1 }",
            "$s = $?",
            "echo $? $x",
        ] {
            assert_eq!(status_query(text), None, "{text}");
        }
    }

    #[test]
    fn variables_that_keep_an_output() {
        let cases: [(&str, &[&str]); 9] = [
            ("$s = Get-X -Y 1", &["s"]),
            ("[string]$s = Get-X", &["s"]),
            ("$global:s = Get-X", &["s"]),
            ("$a = $b = Get-X", &["a", "b"]),
            ("($s = Get-X)", &["s"]),
            ("Get-X -OutVariable s", &["s"]),
            ("Get-X -ov +s | Tee-Object -Variable t", &["s", "t"]),
            ("Set-Variable s (Get-X)", &["s"]),
            ("Get-X $s", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(kept(text), expected, "{text}");
        }
    }

    #[test]
    fn variables_that_a_line_prints() {
        let cases: [(&str, &[&str]); 10] = [
            ("$s", &["s"]),
            ("$s.Status", &["s"]),
            ("$s | Format-List *", &["s"]),
            ("\"is $s and $($t.Name)\"", &["s", "t"]),
            ("Write-Host $s[0]", &["s"]),
            ("Format-Table -InputObject $s", &["s"]),
            ("Get-X -Name $s", &[]),
            ("$s > file.txt", &[]),
            ("$s | Out-Null", &[]),
            ("$t = $s", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(printed(text), expected, "{text}");
        }
    }
}
