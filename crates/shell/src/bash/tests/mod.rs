//! What lines of bash come to.

mod complete;
mod grammar;
mod hostile;
mod kinds;
mod lines;
mod words;

use super::super::{
    Certainty, Drive, Effect, Invocation, Known, Line, Mode, On, Parameter, Program, Role, Tables,
    Takes, Value,
};
use super::Interpreter;

/// A table for tests: `install -m:mode -o=owner -g=group -v` and the like; `=` takes a value, `:` gives
/// another name, `?` is of no account.
pub(crate) fn tables(lines: &str) -> Tables {
    let commands = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let name: Vec<&str> = line
                .split(' ')
                .take_while(|word| !word.starts_with('-'))
                .collect();
            let parameters = line
                .split(' ')
                .skip(name.len())
                .map(|word| {
                    let ignored = word.ends_with('?');
                    let word = word.trim_end_matches('?');
                    let takes = if word.ends_with('=') {
                        Takes::Value
                    } else {
                        Takes::Nothing
                    };
                    let mut names = word.trim_end_matches('=').split(':');
                    Parameter {
                        name: names.next().unwrap_or_default().to_owned(),
                        aliases: names.map(str::to_owned).collect(),
                        takes,
                        position: None,
                        from_pipeline: false,
                        role: if ignored {
                            Role::Ignored
                        } else {
                            Role::Compared
                        },
                        default: None,
                        shape: crate::Shape::default(),
                        printing: crate::Printing::default(),
                        effect: None,
                    }
                })
                .collect();
            Known {
                name: name.join(" "),
                parameters,
                simulates: false,
                effect: None,
                habits: crate::Habits::default(),
                says: None,
            }
        })
        .collect();
    Tables {
        dialect: crate::Dialect::Bash,
        commands,
        ..Tables::default()
    }
}

/// The tables that the TLS runbook needs.
pub(super) const TLS: &str = "
    cp -p -a -r:-R -v? -f?
    install -m:--mode= -o:--owner= -g:--group= -v? -D
    rm -f:--force -r:-R:--recursive -v:--verbose? -i
    scp -p -q? -v? -C? -P= -i=? -o=? -r
    shred -u:--remove -z -v:--verbose? -f -n:--iterations=
    restorecon -v? -R:-r -F
    openssl x509 -in= -noout -serial -enddate -ext= -pubkey -subject -text
    openssl pkey -in= -pubout -noout
    openssl s_client -connect= -servername= -showcerts -brief
";

/// One line per invocation.
pub(super) fn show(invocations: &[Invocation]) -> String {
    let mut text = String::new();
    for invocation in invocations {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&one(invocation));
    }
    text
}

fn one(invocation: &Invocation) -> String {
    let mut text = String::new();
    match &invocation.on {
        On::Here => {}
        On::Host(host) => text.push_str(&format!("{host}: ")),
        On::Unknown(why) => text.push_str(&format!("{}?: ", why.subject())),
    }
    match &invocation.program {
        Program::Named(name) => text.push_str(name),
        Program::File(path) => {
            text.push_str(match &path.drive {
                Drive::Unknown(_) => "?/",
                _ => "/",
            });
            text.push_str(&path.parts.join("/"));
        }
        Program::Unknown(why) => text.push_str(&format!("<{} {}>", why.name(), why.subject())),
    }
    for argument in &invocation.arguments {
        let value = match &argument.value {
            Value::Known(text) => format!("«{text}»"),
            Value::Switch(_) => String::new(),
            Value::Unknown(why) => format!("<{} {}>", why.name(), why.subject()),
        };
        text.push_str(&format!(
            " {}{value}",
            argument.parameter.as_deref().unwrap_or_default()
        ));
    }
    for stage in &invocation.piped {
        text.push_str(&format!(" | {}", one(stage)));
    }
    if let Certainty::Depends(why) = &invocation.certainty {
        text.push_str(&format!(" if {}", why.subject()));
    }
    if invocation.mode == Mode::Simulated {
        text.push_str(" dry");
    }
    if invocation.effect != Effect::Reads {
        text.push_str(&format!(" !{}", invocation.effect));
    }
    text
}

/// What lines typed one after the other come to, with the tables of the TLS runbook.
pub(super) fn typed(text: &str) -> String {
    let tables = tables(TLS);
    let mut interpreter = Interpreter::new(&tables);
    show(&interpreter.run(&Line {
        text,
        folder: None,
        host: None,
    }))
}
