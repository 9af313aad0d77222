//! An invocation in one line, for reports and tests.

use std::fmt;

use super::{Certainty, Drive, Invocation, Mode, On, Program, ProgramPath, Value};

/// `Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com @fe01 [simulated]`. What can not be told
/// stands in `⟨…⟩` with the reason's name.
impl fmt::Display for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.program {
            Program::Named(name) => f.write_str(name)?,
            Program::File(path) => write!(f, "{path}")?,
            Program::Unknown(why) => write!(f, "⟨{} {}⟩", why.name(), why.subject())?,
        }
        for argument in &self.arguments {
            let is_said = self.mode == Mode::Simulated && argument.value == Value::Switch(true);
            if is_said && argument.parameter.as_deref() == Some("WhatIf") {
                continue;
            }
            f.write_str(" ")?;
            if let Some(name) = &argument.parameter {
                if !name.starts_with(['-', '/']) {
                    f.write_str("-")?;
                }
                f.write_str(name)?;
                match &argument.value {
                    Value::Switch(true) => continue,
                    Value::Switch(false) => {
                        f.write_str(":$false")?;
                        continue;
                    }
                    Value::Known(text) if text.is_empty() => continue,
                    _ => f.write_str(" ")?,
                }
            }
            match &argument.value {
                Value::Known(text) if text.contains(char::is_whitespace) || text.is_empty() => {
                    write!(f, "'{text}'")?;
                }
                Value::Known(text) => f.write_str(text)?,
                Value::Switch(on) => write!(f, "${on}")?,
                Value::Unknown(why) => write!(f, "⟨{} {}⟩", why.name(), why.subject())?,
            }
        }
        for stage in &self.piped {
            write!(f, " | {stage}")?;
        }
        match &self.on {
            On::Here => {}
            On::Host(host) => write!(f, " @{host}")?,
            On::Unknown(why) => write!(f, " @⟨{} {}⟩", why.name(), why.subject())?,
        }
        if self.mode == Mode::Simulated {
            f.write_str(" [simulated]")?;
        }
        if let Certainty::Depends(why) = &self.certainty {
            write!(f, " [if {} {}]", why.name(), why.subject())?;
        }
        Ok(())
    }
}

impl fmt::Display for ProgramPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = match &self.drive {
            Drive::Root => "/",
            _ => "\\",
        };
        match &self.drive {
            Drive::Letter(letter) => write!(f, "{letter}:")?,
            Drive::System => f.write_str("<system drive>")?,
            Drive::Share(server, share) => write!(f, r"\\{server}\{share}")?,
            Drive::Root => {}
            Drive::Unknown(_) => f.write_str("…")?,
        }
        for part in &self.parts {
            write!(f, "{separator}{part}")?;
        }
        Ok(())
    }
}
