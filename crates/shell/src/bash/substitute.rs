//! What is put in for `$name`, `${…}`, `$((…))`, `$(…)` and `<(…)`.

use super::super::{Invocation, Reach};
use super::arithmetic::{self, NoValue};
use super::context::Context;
use super::expand::PutIn;
use super::held::{Held, subscripted};
use super::holes;
use super::parameter::{self, Operation, Parameter};
use super::pipeline;
use super::run::{Interpreter, MOST_NESTED};
use super::shown::canonical;
use super::value::Sure;
use super::word::Kind;

impl Interpreter<'_> {
    /// What is put in for anything but text.
    pub(super) fn put_in<'k>(
        &mut self,
        kind: &'k Kind<'_>,
        quoted: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> PutIn<'k> {
        if self.nested >= MOST_NESTED {
            self.not_understood("too deep", context, out);
            return PutIn::Text(self.hole("too deep"));
        }
        self.nested += 1;
        let before = std::mem::take(&mut self.within);
        let put_in = self.substitution(kind, quoted, context, out);
        self.within = self.within.through(before);
        self.nested -= 1;
        put_in
    }

    fn substitution<'k>(
        &mut self,
        kind: &'k Kind<'_>,
        quoted: bool,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> PutIn<'k> {
        match kind {
            Kind::Text(text) => PutIn::Text(text.clone().into_owned()),
            Kind::Pattern(text) => PutIn::Text((*text).to_owned()),
            Kind::Variable(name) => {
                let parameter = Parameter {
                    indirect: false,
                    name,
                    subscript: None,
                    operation: Operation::Plain,
                };
                self.parameter(parameter, name, quoted, context, out)
            }
            Kind::Parameter(inner) => match parameter::parse(inner) {
                Some(parameter) => self.parameter(parameter, inner, quoted, context, out),
                None => {
                    self.abort(Sure::Unknown, &format!("${{{inner}}}"));
                    self.inner_commands(inner, context, out);
                    PutIn::Text(self.hole(&format!("${{{inner}}}")))
                }
            },
            Kind::Arithmetic(text) => PutIn::Text(match self.number(text, context, out) {
                Ok(number) => number.to_string(),
                Err(why) => {
                    let text = format!("$(({text}))");
                    // A value that is not known may be no number.
                    let fails = match why {
                        NoValue::Error => Sure::Yes,
                        NoValue::Unknown => Sure::Unknown,
                    };
                    self.abort(fails, &text);
                    self.hole(&text)
                }
            }),
            Kind::Command(commands) => {
                let text = self.output_of(commands, context, out);
                self.within = Reach::Whole;
                PutIn::Text(text)
            }
            Kind::Process(commands) => {
                let mut inner = Vec::new();
                self.subshell(commands, context, &mut inner);
                self.within = Reach::Whole;
                let text = match canonical(&pipeline::simplified(inner.clone()), &context.on) {
                    Ok(text) => format!("<({text})"),
                    Err(why) => self.holes.hole(why).to_string(),
                };
                for inner in &mut inner {
                    inner.substituted = true;
                    self.within = self.within.through(inner.shown.streams.errors);
                }
                out.extend(inner);
                PutIn::Text(text)
            }
        }
    }

    /// What an expression of arithmetic comes to. What it assigns is assigned.
    pub(super) fn number(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<i64, NoValue> {
        let text = self.heredoc(text, context, out).replace(['"', '\''], "");
        let worked = self.worked_out(&text, context, out);
        if worked == Err(NoValue::Unknown) {
            self.shell.forget_named(&text);
        }
        worked
    }

    fn worked_out(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) -> Result<i64, NoValue> {
        arithmetic::evaluate(
            text,
            &mut Numbers {
                session: self,
                context,
                out,
            },
        )
    }

    /// Runs what is substituted within an expression that is not understood.
    pub(super) fn inner_commands(
        &mut self,
        text: &str,
        context: &Context,
        out: &mut Vec<Invocation>,
    ) {
        if !(text.contains("$(") || text.contains('`')) || context.depth > super::run::DEEPEST {
            return;
        }
        let deeper = Context {
            depth: context.depth + 1,
            ..context.clone()
        };
        if let Ok(pieces) = super::word::pieces_of_heredoc(text) {
            for piece in pieces {
                if !matches!(piece.kind, Kind::Text(_)) {
                    let _ = self.put_in(&piece.kind, true, &deeper, out);
                }
            }
        }
    }
}

/// The variables of a session, for its expressions.
struct Numbers<'s, 't> {
    session: &'s mut Interpreter<'t>,
    context: &'s Context,
    out: &'s mut Vec<Invocation>,
}

impl arithmetic::Variables for Numbers<'_, '_> {
    fn text(&mut self, name: &str) -> Option<String> {
        let (name, subscript) = subscripted(name);
        match self.session.held(name, subscript, self.context, self.out) {
            Held::Unknown | Held::Texts(..) => {
                if self.session.shell.options.nounset != Sure::No {
                    self.session.abort(Sure::Unknown, name);
                }
                None
            }
            Held::Nothing if self.session.shell.options.nounset != Sure::No => {
                self.session.abort(Sure::Unknown, name);
                None
            }
            Held::Nothing => Some(String::new()),
            Held::Text(text) => holes::is_known(&text).then_some(text),
        }
    }

    fn assign(&mut self, name: &str, value: Option<i64>) {
        let (name, subscript) = subscripted(name);
        match (value, subscript) {
            (Some(value), None) => self.session.store(name, value.to_string()),
            (Some(value), Some(subscript)) => {
                let text = value.to_string();
                self.session
                    .store_at(name, subscript, text, false, self.context, self.out);
            }
            (None, _) => self.session.shell.forget(name),
        }
    }
}
