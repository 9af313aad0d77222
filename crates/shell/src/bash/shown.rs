//! Invocations as one text in canonical form: what `<(…)` is told by.

use super::super::{Argument, Drive, Invocation, On, Program, ProgramPath, Unresolved, Value};

/// Invocations as one text in canonical form, whatever they were written like. Those that are run here
/// do not name the computer.
pub(super) fn canonical(invocations: &[Invocation], here: &On) -> Result<String, Unresolved> {
    let mut text = String::new();
    for invocation in invocations {
        if !text.is_empty() {
            text.push_str("; ");
        }
        write(invocation, here, &mut text)?;
        for stage in &invocation.piped {
            text.push_str(" | ");
            write(stage, here, &mut text)?;
        }
    }
    Ok(text)
}

fn write(invocation: &Invocation, here: &On, text: &mut String) -> Result<(), Unresolved> {
    if let On::Host(host) = &invocation.on
        && invocation.on != *here
    {
        text.push_str(host);
        text.push_str(": ");
    }
    match &invocation.program {
        Program::Named(name) => text.push_str(name),
        Program::File(ProgramPath {
            drive: Drive::Unknown(why),
            ..
        })
        | Program::Unknown(why) => {
            return Err(why.clone());
        }
        Program::File(path) => {
            for part in &path.parts {
                text.push('/');
                text.push_str(part);
            }
        }
    }
    for Argument { parameter, value } in &invocation.arguments {
        if let Some(parameter) = parameter {
            text.push(' ');
            text.push_str(parameter);
        }
        match value {
            Value::Known(value) => {
                text.push(' ');
                text.push_str(&super::super::quote(
                    super::super::Dialect::Bash,
                    super::super::Quoting::Bare,
                    value,
                ));
            }
            Value::Switch(_) => {}
            Value::Unknown(why) => return Err(why.clone()),
        }
    }
    Ok(())
}
