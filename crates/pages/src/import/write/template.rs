//! Commands as the definition writes them: names in braces, and braces that are none.

use crate::import::model::{Command, CommandPiece, Each, Imported, Parameter, Variant};
use runproof_shell::{Dialect, Quoting, quote};

/// Commands are written for this shell.
const DIALECT: Dialect = Dialect::PowerShell;

/// The text of a command. A value that the format can not tell from its neighbours (`{{name}}`
/// is no name) stays what the page shows.
pub(super) fn template(pieces: &[CommandPiece], parameters: &[Parameter]) -> String {
    let mut out = String::new();
    let mut literal = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let name = match piece {
            CommandPiece::Text(text) => {
                literal.push_str(text);
                continue;
            }
            CommandPiece::Parameter(place) => parameters.get(*place).map(|p| &p.name).cloned(),
            CommandPiece::Fact(name) => Some(format!("variant.{name}")),
        };
        let next = match pieces.get(at + 1) {
            Some(CommandPiece::Text(text)) => text.chars().next(),
            _ => None,
        };
        let touches = literal.ends_with('$') || (literal.ends_with('{') && next == Some('}'));
        match (name, piece) {
            (Some(name), _) if !touches || matches!(piece, CommandPiece::Fact(_)) => {
                out.push_str(&escaped(&literal));
                literal.clear();
                out.push_str(&format!("{{{name}}}"));
            }
            (_, CommandPiece::Parameter(place)) => {
                let shown = parameters.get(*place).map(|p| p.placeholder.as_str());
                literal.push_str(shown.unwrap_or_default());
            }
            _ => {}
        }
    }
    out.push_str(&escaped(&literal));
    out
}

/// The text of each variant, or one for all. Where the shell would have to quote a fact, and the
/// page does not, each variant has the text that stands in its page.
pub(super) fn texts(command: &Command, own: &[usize], imported: &Imported) -> Each<String> {
    let Imported {
        parameters,
        variants,
        ..
    } = imported;
    match &command.text {
        Each::Same(pieces) if own.iter().any(|v| is_quoted(pieces, variants.get(*v))) => {
            let text = |variant: &usize| {
                let facts = variants.get(*variant);
                (*variant, template(&filled(pieces, facts), parameters))
            };
            Each::Differs(own.iter().map(text).collect())
        }
        Each::Same(pieces) => Each::Same(template(pieces, parameters)),
        Each::Differs(all) => Each::Differs(
            all.iter()
                .map(|(variant, pieces)| {
                    let facts = variants.get(*variant);
                    let pieces = match is_quoted(pieces, facts) {
                        true => filled(pieces, facts),
                        false => pieces.clone(),
                    };
                    (*variant, template(&pieces, parameters))
                })
                .collect(),
        ),
    }
}

fn fact<'v>(variant: Option<&'v Variant>, name: &str) -> Option<&'v str> {
    let facts = &variant?.facts;
    let found = facts.iter().find(|(own, _)| own == name);
    found.map(|(_, value)| value.as_str())
}

/// Whether one of the facts in a command would be put between quotes, or changed in them.
fn is_quoted(pieces: &[CommandPiece], variant: Option<&Variant>) -> bool {
    let mut quoting = Quoting::default();
    for piece in pieces {
        match piece {
            CommandPiece::Text(text) => quoting = quoting.after(DIALECT, text),
            CommandPiece::Parameter(_) => {}
            CommandPiece::Fact(name) => {
                let value = fact(variant, name).unwrap_or_default();
                if quote(DIALECT, quoting, value) != value {
                    return true;
                }
            }
        }
    }
    false
}

/// The pieces with the variant's facts in their places.
fn filled(pieces: &[CommandPiece], variant: Option<&Variant>) -> Vec<CommandPiece> {
    let fill = |piece: &CommandPiece| match piece {
        CommandPiece::Fact(name) => {
            CommandPiece::Text(fact(variant, name).unwrap_or_default().to_owned())
        }
        other => other.clone(),
    };
    pieces.iter().map(fill).collect()
}

/// Text in which no brace is a name: `{name}` is written `{{name}}`, and `${name}` is the shell's.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match name(&from[1..]) {
            Some(name) => {
                let whole = &from[..name.len() + 2];
                if before.ends_with('$') {
                    out.push_str(whole);
                } else {
                    out.push('{');
                    out.push_str(whole);
                    out.push('}');
                }
                rest = &from[whole.len()..];
            }
            None => {
                out.push('{');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// What the format takes for a name: up to a closing brace.
fn name(text: &str) -> Option<&str> {
    let end = text.find('}')?;
    let name = &text[..end];
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with(['.', '-'])
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b));
    is_name.then_some(name)
}
