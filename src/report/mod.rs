//! Findings in the forms that people and machines read: one file a form.
use crate::diagnostic::Diagnostic;
use std::io::{self, Write};
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style { Plain, Coloured }
pub fn text(f: &[Diagnostic], _: Style, out: &mut dyn Write) -> io::Result<()> {
    for f in f { let at = f.location.as_ref().map(|l| format!("{}:{}:{}", l.source.name(), l.start().line, l.start().column)).unwrap_or_default();
      writeln!(out, "{at} {}[{}]: {}\n   help: {}", f.severity, f.code.name, f.message, f.help.as_deref().unwrap_or(""))?; }
    Ok(())
}
pub fn json(_: &[Diagnostic], _: &mut dyn Write) -> io::Result<()> { Ok(()) }
pub fn sarif(_: &[Diagnostic], _: &[(Diagnostic, String)], _: &mut dyn Write) -> io::Result<()> { Ok(()) }
