//! From text to statements, in PowerShell's two modes: expressions, and the words of a command.
//!
//! Rules: about_Parsing, about_Quoting_Rules, about_Operator_Precedence, and the grammar in the
//! language specification. A recursive descent with a bounded depth, since the text is hostile.

use std::rc::Rc;

use super::super::quote::{is_double, is_single};
use super::ast::{
    Assignment, Attribute, Block, BlockName, Call, Catch, Chain, Clause, Command, Declared,
    Element, ElementKind, Expression, ExpressionKind, FunctionName, Joint, Jump, LoopKind,
    Matching, MemberName, Over, Part, Pipeline, Redirection, Refusal, Refused, Script, Stage,
    StageKind, Statement, StatementKind, Target,
};

/// How deep blocks, parentheses and operators may nest.
const DEPTH: u32 = 48;

/// Parses a text, as far as it makes sense.
pub(super) fn parse(text: &str) -> Script {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        redirections: Vec::new(),
    };
    let mut script = Script::default();
    loop {
        parser.separators();
        if parser.peek().is_none() {
            return script;
        }
        let start = parser.at;
        match parser.terminated_statement() {
            Ok(statement) => script.statements.push(statement),
            Err(Fault) => {
                script.refused = Some(Refused {
                    at: start,
                    reason: Refusal::Unexpected,
                });
                return script;
            }
        }
    }
}

/// PowerShell takes typographic dashes for plain ones.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}')
}

/// The text does not make sense here.
#[derive(Debug, Clone, Copy)]
struct Fault;

type Parsed<T> = Result<T, Fault>;

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: u32,
    /// Those of the command that was parsed last.
    redirections: Vec<Redirection>,
}

/// What stands between square brackets before a variable.
enum Bracketed {
    Type(String),
    Attribute(Attribute),
}

/// What ends a bare word.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '&' | ';' | ',' | '(' | ')' | '{' | '}' | '>')
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_newline(c: char) -> bool {
    c == '\n' || c == '\r'
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn peek_at(&self, n: usize) -> Option<char> {
        self.rest().chars().nth(n)
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Parsed<()> {
        if self.eat(token) { Ok(()) } else { Err(Fault) }
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEPTH {
            return Err(Fault);
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// Blanks, comments and continued lines.
    fn blanks(&mut self) {
        while let Some(c) = self.peek() {
            if c == '`' && self.peek_at(1).is_some_and(is_newline) {
                self.next();
                if !self.eat("\r\n") {
                    self.next();
                }
            } else if c == '#' {
                let rest = self.rest();
                self.at += rest.find(is_newline).unwrap_or(rest.len());
            } else if c == '<' && self.rest().starts_with("<#") {
                // One that is not closed is left to be a fault: no word begins with `<`.
                let Some(end) = self.rest().find("#>") else {
                    return;
                };
                self.at += end + 2;
            } else if c.is_whitespace() && !is_newline(c) || c == '\u{feff}' {
                self.next();
            } else {
                return;
            }
        }
    }

    /// Blanks and line breaks.
    fn lines(&mut self) {
        loop {
            self.blanks();
            if !self.peek().is_some_and(is_newline) {
                return;
            }
            self.next();
        }
    }

    /// Everything between two statements.
    fn separators(&mut self) {
        loop {
            self.lines();
            if !self.eat(";") {
                return;
            }
        }
    }

    /// The keyword at this place, lower case: a bare word that nothing continues.
    fn keyword(&self) -> Option<String> {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let after = rest[end..].chars().next();
        let whole = after.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | ')' | '{' | '}' | ';' | '$' | '#')
        });
        (end > 0 && end <= 14 && whole).then(|| rest[..end].to_ascii_lowercase())
    }

    /// Goes past a keyword, if it is the next word.
    fn eat_keyword(&mut self, word: &str) -> bool {
        let found = self.keyword().is_some_and(|keyword| keyword == word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn terminated_statement(&mut self) -> Parsed<Statement> {
        let statement = self.deeper(Self::statement)?;
        let has_block = !matches!(
            statement.kind,
            StatementKind::Chain(_) | StatementKind::Assign { .. } | StatementKind::Jump { .. }
        );
        self.blanks();
        match self.peek() {
            None | Some(';' | ')' | '}' | '\n' | '\r') => Ok(statement),
            _ if has_block => Ok(statement),
            _ => Err(Fault),
        }
    }

    /// Statements up to the closing bracket, which is left.
    fn statements(&mut self) -> Parsed<Vec<Statement>> {
        let mut statements = Vec::new();
        loop {
            self.separators();
            match self.peek() {
                None | Some(')' | '}') => return Ok(statements),
                _ => statements.push(self.terminated_statement()?),
            }
        }
    }

    fn statement(&mut self) -> Parsed<Statement> {
        let start = self.at;
        let kind = self.statement_kind()?;
        Ok(Statement {
            kind,
            span: start..self.at,
        })
    }

    fn statement_kind(&mut self) -> Parsed<StatementKind> {
        let label = if self.peek() == Some(':') && self.peek_at(1).is_some_and(is_name) {
            self.next();
            let label = self.name().to_lowercase();
            self.lines();
            Some(label)
        } else {
            None
        };
        let start = self.at;
        let Some(keyword) = self.keyword() else {
            return self.chain_or_assignment();
        };
        self.at += keyword.len();
        self.blanks();
        let next = self.peek();
        match (keyword.as_str(), next) {
            ("if", Some('(')) => self.if_statement(),
            ("foreach", Some(c)) if c == '(' || is_dash(c) => self.foreach_statement(label),
            ("for", Some('(')) => self.for_statement(label),
            ("while", Some('(')) => {
                let condition = self.condition()?;
                Ok(StatementKind::Loop {
                    label,
                    first: None,
                    condition: Some(condition),
                    step: None,
                    body: self.braces()?,
                    kind: LoopKind::While,
                })
            }
            ("do", _) if self.at_block() => {
                let body = self.braces()?;
                self.lines();
                let kind = if self.eat_keyword("while") {
                    LoopKind::DoWhile
                } else if self.eat_keyword("until") {
                    LoopKind::DoUntil
                } else {
                    return Err(Fault);
                };
                Ok(StatementKind::Loop {
                    label,
                    first: None,
                    condition: Some(self.condition()?),
                    step: None,
                    body,
                    kind,
                })
            }
            ("switch", Some(c)) if c == '(' || is_dash(c) => self.switch_statement(label),
            ("try", _) if self.at_block() => self.try_statement(),
            ("function" | "filter" | "workflow" | "configuration", Some(c)) if !ends_word(c) => {
                self.function_statement(keyword == "filter")
            }
            ("class" | "enum", Some(c)) if is_name(c) => {
                let rest = self.rest();
                self.at += rest.find('{').ok_or(Fault)?;
                self.skip_braces()?;
                Ok(StatementKind::Declaration)
            }
            ("param", Some('(')) => {
                self.parameters()?;
                Ok(StatementKind::Declaration)
            }
            ("using", Some(c)) if is_name(c) => {
                let rest = self.rest();
                self.at += rest
                    .find(|c| is_newline(c) || c == ';')
                    .unwrap_or(rest.len());
                Ok(StatementKind::Declaration)
            }
            ("trap", Some('{' | '[')) => {
                let types = match self.peek() {
                    Some('[') => vec![self.type_literal()?],
                    _ => Vec::new(),
                };
                let body = self.braces()?;
                Ok(StatementKind::Trap(Catch { types, body }))
            }
            ("data", _) if self.at_block() => Ok(StatementKind::Data {
                variable: None,
                body: self.braces()?,
            }),
            (keyword, _) if block_name(keyword).is_some() && self.at_block() => {
                Ok(StatementKind::Inline {
                    name: block_name(keyword).ok_or(Fault)?,
                    body: self.braces()?,
                })
            }
            ("break", _) => self.jump(Jump::Break),
            ("continue", _) => self.jump(Jump::Continue),
            ("return", _) => self.jump(Jump::Return),
            ("throw", _) => self.jump(Jump::Throw),
            ("exit", _) => self.jump(Jump::Exit),
            _ => {
                self.at = start;
                self.chain_or_assignment()
            }
        }
    }

    fn at_block(&mut self) -> bool {
        let start = self.at;
        self.lines();
        let found = self.peek() == Some('{');
        if !found {
            self.at = start;
        }
        found
    }

    fn jump(&mut self, jump: Jump) -> Parsed<StatementKind> {
        self.blanks();
        let (mut label, mut value) = (None, None);
        match self.peek() {
            None | Some(';' | ')' | '}' | '\n' | '\r') => {}
            _ if matches!(jump, Jump::Break | Jump::Continue) => label = Some(self.argument()?),
            _ => value = Some(self.chain()?),
        }
        Ok(StatementKind::Jump { jump, label, value })
    }

    /// `( … )` of `if` and `while`.
    fn condition(&mut self) -> Parsed<Chain> {
        self.blanks();
        self.expect("(")?;
        self.lines();
        let start = self.at;
        let statement = self.deeper(Self::statement)?;
        self.lines();
        self.expect(")")?;
        match statement.kind {
            StatementKind::Chain(chain) => Ok(chain),
            // `if ($x = Get-Y)`
            _ => Ok(Chain::of(Expression {
                kind: ExpressionKind::Parenthesis(Box::new(statement)),
                span: start..self.at,
            })),
        }
    }

    fn if_statement(&mut self) -> Parsed<StatementKind> {
        let mut branches = vec![(self.condition()?, self.braces()?)];
        let mut otherwise = None;
        loop {
            let end = self.at;
            self.lines();
            if self.eat_keyword("elseif") {
                branches.push((self.condition()?, self.braces()?));
            } else if self.eat_keyword("else") {
                otherwise = Some(self.braces()?);
                break;
            } else {
                self.at = end;
                break;
            }
        }
        Ok(StatementKind::If {
            branches,
            otherwise,
        })
    }

    fn foreach_statement(&mut self, label: Option<String>) -> Parsed<StatementKind> {
        while self.peek().is_some_and(is_dash) {
            self.word()?;
            self.blanks();
        }
        self.expect("(")?;
        self.lines();
        self.expect("$")?;
        let variable = self.variable_name().ok_or(Fault)?;
        self.lines();
        if !self.eat_keyword("in") {
            return Err(Fault);
        }
        self.lines();
        let over = self.chain()?;
        self.lines();
        self.expect(")")?;
        Ok(StatementKind::Foreach {
            label,
            variable,
            over,
            body: self.braces()?,
        })
    }

    fn for_statement(&mut self, label: Option<String>) -> Parsed<StatementKind> {
        self.expect("(")?;
        self.lines();
        let part = |parser: &mut Self| -> Parsed<Option<Box<Statement>>> {
            parser.blanks();
            let statement = match parser.peek() {
                Some(';' | ')') => None,
                _ => Some(Box::new(parser.deeper(Self::statement)?)),
            };
            parser.blanks();
            if parser.peek().is_some_and(|c| c == ';' || is_newline(c)) {
                parser.next();
                parser.lines();
            }
            Ok(statement)
        };
        let first = part(self)?;
        let condition = part(self)?;
        let step = part(self)?;
        self.lines();
        self.expect(")")?;
        let condition = condition.map(|statement| match statement.kind {
            StatementKind::Chain(chain) => chain,
            _ => Chain::of(Expression {
                span: statement.span.clone(),
                kind: ExpressionKind::Parenthesis(statement),
            }),
        });
        Ok(StatementKind::Loop {
            label,
            first,
            condition,
            step,
            body: self.braces()?,
            kind: LoopKind::While,
        })
    }

    fn switch_statement(&mut self, label: Option<String>) -> Parsed<StatementKind> {
        let mut matching = Matching::Exact;
        let mut is_case_sensitive = false;
        let mut file = None;
        while let Some(dash) = self.peek().filter(|c| is_dash(*c)) {
            let start = self.at + dash.len_utf8();
            self.word()?;
            match self.text[start..self.at].to_lowercase().as_str() {
                "regex" => matching = Matching::Regex,
                "wildcard" => matching = Matching::Wildcard,
                "exact" => {}
                "casesensitive" => is_case_sensitive = true,
                "file" => {
                    self.blanks();
                    file = Some(self.argument()?);
                }
                _ => return Err(Fault),
            }
            self.blanks();
        }
        let over = match file {
            Some(file) => Over::File(file),
            None => Over::Values(self.condition()?),
        };
        self.lines();
        self.expect("{")?;
        let mut clauses = Vec::new();
        let mut otherwise = None;
        loop {
            self.separators();
            if self.eat("}") {
                break;
            }
            if self.eat_keyword("default") {
                if otherwise.replace(self.braces()?).is_some() {
                    return Err(Fault);
                }
                continue;
            }
            let test = match self.peek() {
                None => return Err(Fault),
                Some(c) if matches!(c, '$' | '(' | '{') || is_quote(c) => {
                    self.deeper(Self::unary)?
                }
                _ => self.argument()?,
            };
            let body = self.braces()?;
            clauses.push(Clause { test, body });
        }
        Ok(StatementKind::Switch {
            label,
            matching,
            is_case_sensitive,
            over,
            clauses,
            otherwise,
        })
    }

    fn try_statement(&mut self) -> Parsed<StatementKind> {
        let body = self.braces()?;
        let mut catches = Vec::new();
        let mut finally = None;
        loop {
            let end = self.at;
            self.lines();
            // `catch [Type]` has a bracket against it.
            let catches_type = self
                .rest()
                .get(..6)
                .is_some_and(|word| word.eq_ignore_ascii_case("catch["));
            if catches_type || self.keyword().is_some_and(|keyword| keyword == "catch") {
                self.at += "catch".len();
                self.lines();
                let mut types = Vec::new();
                while self.peek().is_some_and(|c| c == '[' || c == ',') {
                    if !self.eat(",") {
                        types.push(self.type_literal()?);
                    }
                    self.lines();
                }
                let body = self.braces()?;
                catches.push(Catch { types, body });
            } else if self.eat_keyword("finally") {
                finally = Some(self.braces()?);
                break;
            } else {
                self.at = end;
                break;
            }
        }
        if catches.is_empty() && finally.is_none() {
            return Err(Fault);
        }
        Ok(StatementKind::Try {
            body,
            catches,
            finally,
        })
    }

    fn function_statement(&mut self, is_filter: bool) -> Parsed<StatementKind> {
        let rest = self.rest();
        let end = rest.find(ends_word).ok_or(Fault)?;
        let name = rest[..end].to_owned();
        self.at += end;
        self.lines();
        let declared = if self.peek() == Some('(') {
            self.parameters()?
        } else {
            Vec::new()
        };
        let mut body = self.braces()?;
        if body.parameters.is_empty() {
            body.parameters = declared;
        }
        if is_filter {
            // A filter is a function whose whole body is its `process` block.
            let span = body.span.clone();
            let inner = Block {
                statements: std::mem::take(&mut body.statements),
                span: span.clone(),
                ..Block::default()
            };
            let kind = StatementKind::Inline {
                name: BlockName::Process,
                body: inner,
            };
            body.statements.push(Statement { kind, span });
        }
        // `global:Name`
        let name = match name.split_once(':') {
            Some((scope, name)) => FunctionName {
                name: name.to_owned(),
                scope: Some(scope.to_lowercase()),
            },
            None => FunctionName { name, scope: None },
        };
        Ok(StatementKind::Function {
            name,
            body: Rc::new(body),
        })
    }

    /// `( [type]$name = default, … )`
    fn parameters(&mut self) -> Parsed<Vec<Declared>> {
        self.expect("(")?;
        let mut declared = Vec::new();
        loop {
            self.lines();
            if self.eat(")") {
                return Ok(declared);
            }
            let mut attributes = Vec::new();
            let mut types = Vec::new();
            while self.peek() == Some('[') {
                match self.attribute()? {
                    Bracketed::Type(name) => types.push(name),
                    Bracketed::Attribute(attribute) => attributes.push(attribute),
                }
                self.lines();
            }
            self.expect("$")?;
            let name = self.variable_name().ok_or(Fault)?;
            self.lines();
            let default = if self.eat("=") {
                self.lines();
                Some(self.deeper(|parser| parser.binary(0, false))?)
            } else {
                None
            };
            declared.push(Declared {
                name,
                attributes,
                types,
                default,
            });
            self.lines();
            if !self.eat(",") && self.peek() != Some(')') {
                return Err(Fault);
            }
        }
    }

    /// `[int]`, or an attribute with its arguments.
    fn attribute(&mut self) -> Parsed<Bracketed> {
        let start = self.at;
        if let Ok(written) = self.type_literal()
            && !written.starts_with('[')
        {
            return Ok(Bracketed::Type(written));
        }
        self.at = start;
        self.expect("[")?;
        self.lines();
        let rest = self.rest();
        let length = rest.find(|c: char| !is_name(c) && c != '.');
        let name = rest[..length.unwrap_or(rest.len())].to_owned();
        self.at += name.len();
        self.lines();
        self.expect("(")?;
        let mut arguments = Vec::new();
        loop {
            self.lines();
            if self.eat(")") {
                break;
            }
            let named = self.peek().is_some_and(|c| c.is_alphabetic());
            let name = named.then(|| self.name().to_owned());
            self.lines();
            let value = if name.is_none() || self.eat("=") {
                self.lines();
                Some(self.deeper(|parser| parser.binary(0, false))?)
            } else {
                None
            };
            arguments.push((name, value));
            self.lines();
            if !self.eat(",") && self.peek() != Some(')') {
                return Err(Fault);
            }
        }
        self.lines();
        self.expect("]")?;
        Ok(Bracketed::Attribute(Attribute { name, arguments }))
    }

    /// Whatever stands between brackets, and the brackets.
    fn bracketed(&mut self) -> Parsed<&'t str> {
        let start = self.at;
        let mut depth = 0_u32;
        loop {
            match self.peek().ok_or(Fault)? {
                '[' | '(' | '{' => depth += 1,
                ']' | ')' | '}' => {
                    depth = depth.checked_sub(1).ok_or(Fault)?;
                    if depth == 0 {
                        self.next();
                        return Ok(&self.text[start..self.at]);
                    }
                }
                c if is_single(super::DIALECT, c) || is_double(super::DIALECT, c) => {
                    self.quoted()?;
                    continue;
                }
                _ => {}
            }
            self.next();
        }
    }

    fn skip_braces(&mut self) -> Parsed<()> {
        self.bracketed().map(|_| ())
    }

    /// `{ … }`, also on the next line.
    fn braces(&mut self) -> Parsed<Block> {
        self.lines();
        let start = self.at;
        self.expect("{")?;
        let block = self.deeper(|parser| {
            parser.separators();
            let before = parser.at;
            // Attributes before `param`.
            let mut attributes = Vec::new();
            while parser.peek() == Some('[')
                && let Ok(bracketed) = parser.attribute()
            {
                if let Bracketed::Attribute(attribute) = bracketed {
                    attributes.push(attribute);
                }
                parser.lines();
            }
            let declares = parser.eat_keyword("param") && {
                parser.lines();
                parser.peek() == Some('(')
            };
            let parameters = if declares {
                parser.parameters()?
            } else {
                parser.at = before;
                attributes.clear();
                Vec::new()
            };
            Ok(Block {
                attributes,
                parameters,
                statements: parser.statements()?,
                span: 0..0,
            })
        })?;
        self.expect("}")?;
        Ok(Block {
            span: start..self.at,
            ..block
        })
    }

    fn chain_or_assignment(&mut self) -> Parsed<StatementKind> {
        let start = self.at;
        if self.at_expression() {
            let target = self.deeper(|parser| parser.binary(0, true))?;
            let end = self.at;
            self.blanks();
            let assigns = if self.peek() == Some('=') && self.peek_at(1) != Some('=') {
                self.next();
                Some(Assignment::Plain)
            } else if self.eat("??=") {
                Some(Assignment::IfNull)
            } else {
                self.peek()
                    .filter(|c| "+-*/%".contains(*c) && self.peek_at(1) == Some('='))
                    .map(|sign| {
                        self.at += 2;
                        Assignment::With(sign)
                    })
            };
            if let Some(operator) = assigns {
                self.lines();
                let value = Box::new(self.deeper(Self::statement)?);
                return Ok(StatementKind::Assign {
                    target,
                    operator,
                    value,
                });
            }
            self.at = end;
            let first = StageKind::Expression(target);
            return Ok(StatementKind::Chain(self.chain_from(start, first)?));
        }
        Ok(StatementKind::Chain(self.chain()?))
    }

    fn chain(&mut self) -> Parsed<Chain> {
        let start = self.at;
        let first = self.stage()?;
        self.chain_from(start, first)
    }

    fn chain_from(&mut self, start: usize, first: StageKind) -> Parsed<Chain> {
        let first = self.pipeline_from(start, first)?;
        let mut rest = Vec::new();
        loop {
            self.blanks();
            let joint = if self.eat("&&") {
                Joint::And
            } else if self.eat("||") {
                Joint::Or
            } else {
                let background = self.eat("&");
                return Ok(Chain {
                    first,
                    rest,
                    background,
                });
            };
            self.lines();
            let start = self.at;
            let stage = self.stage()?;
            rest.push((joint, self.pipeline_from(start, stage)?));
        }
    }

    fn pipeline_from(&mut self, start: usize, first: StageKind) -> Parsed<Pipeline> {
        let mut stages = Vec::new();
        let mut next = first;
        loop {
            let end = self.at;
            let mut redirections = std::mem::take(&mut self.redirections);
            self.blanks();
            // An expression may be redirected.
            while let Some(redirection) = self.redirection()? {
                redirections.push(redirection);
                self.blanks();
            }
            stages.push(Stage {
                kind: next,
                redirections,
            });
            // PowerShell 7 lets a line begin with the bar.
            let mut found = self.peek() == Some('|');
            if self.peek().is_some_and(is_newline) {
                let here = self.at;
                self.lines();
                found = self.peek() == Some('|') && self.peek_at(1) != Some('|');
                if !found {
                    self.at = here;
                }
            }
            if !found || self.rest().starts_with("||") {
                self.at = self.at.max(end);
                return Ok(Pipeline {
                    stages,
                    span: start..end,
                });
            }
            self.next();
            self.lines();
            next = self.stage()?;
        }
    }

    fn stage(&mut self) -> Parsed<StageKind> {
        if self.at_expression() {
            let expression = self.deeper(|parser| parser.binary(0, true))?;
            return Ok(StageKind::Expression(expression));
        }
        Ok(StageKind::Command(self.deeper(Self::command)?))
    }

    fn at_expression(&self) -> bool {
        let Some(c) = self.peek() else { return false };
        match c {
            '$' | '@' | '(' | '[' | '{' | '!' | ',' | '+' => true,
            '0'..='9' => self.number().is_some(),
            '.' => self.peek_at(1).is_some_and(|c| c.is_ascii_digit()) && self.number().is_some(),
            c => is_dash(c) || is_single(super::DIALECT, c) || is_double(super::DIALECT, c),
        }
    }

    /// The length of the number at this place, if it is nothing but a number.
    fn number(&self) -> Option<usize> {
        number(self.rest())
    }

    // ---- commands -------------------------------------------------------------------------

    fn command(&mut self) -> Parsed<Command> {
        let start = self.at;
        let mut call = None;
        if self.peek() == Some('&') && self.peek_at(1) != Some('&') {
            call = Some(Call::Invoke);
        } else if self.peek() == Some('.')
            && self.peek_at(1).is_none_or(|c| {
                c.is_whitespace()
                    || matches!(c, '$' | '(' | '{')
                    || is_single(super::DIALECT, c)
                    || is_double(super::DIALECT, c)
            })
        {
            call = Some(Call::Source);
        }
        let name = if call.is_some() {
            self.next();
            self.blanks();
            self.argument()?
        } else {
            self.word()?
        };
        if self.at == start || name.is_empty_text() {
            return Err(Fault);
        }
        let mut elements = Vec::new();
        let mut redirections = Vec::new();
        let mut end = self.at;
        loop {
            let before = self.at;
            self.blanks();
            let adjacent = self.at == before;
            let Some(c) = self.peek() else { break };
            if is_newline(c) || matches!(c, '|' | ';' | ')' | '}') {
                break;
            }
            if c == '&' {
                break;
            }
            if let Some(redirection) = self.redirection()? {
                redirections.push(redirection);
                end = self.at;
                continue;
            }
            let from = self.at;
            if !adjacent && self.rest().starts_with("--%") {
                let rest = self.rest();
                let length = rest.find(is_newline).unwrap_or(rest.len());
                self.at += length;
                end = self.at;
                elements.push(Element {
                    kind: ElementKind::Verbatim(rest[3..length].to_owned()),
                    adjacent: false,
                    span: from..end,
                });
                break;
            }
            let kind = self.element(c)?;
            end = self.at;
            elements.push(Element {
                kind,
                adjacent,
                span: from..end,
            });
        }
        self.at = end.max(self.at);
        self.redirections = redirections;
        Ok(Command {
            call,
            name,
            elements,
            span: start..end,
        })
    }

    fn element(&mut self, c: char) -> Parsed<ElementKind> {
        if c == '@' && self.peek_at(1).is_some_and(is_name) {
            self.next();
            return Ok(ElementKind::Splat(self.variable_name().ok_or(Fault)?));
        }
        if is_dash(c)
            && self.peek_at(1).is_some_and(is_dash)
            && self.peek_at(2).is_none_or(ends_word)
        {
            self.next();
            self.next();
            return Ok(ElementKind::EndOfParameters);
        }
        if is_dash(c)
            && self
                .peek_at(1)
                .is_some_and(|c| c.is_alphabetic() || c == '_' || c == '?')
        {
            let start = self.at;
            self.next();
            let rest = self.rest();
            let stop = |c: char| ends_word(c) || matches!(c, '.' | '[' | ':' | '`') || is_quote(c);
            let length = rest.find(stop).unwrap_or(rest.len());
            let after = rest[length..].chars().next();
            if !after.is_some_and(|c| is_quote(c) || c == '`' && !continues(&rest[length..])) {
                let name = rest[..length].to_owned();
                self.at += length;
                let value = if self.eat(":") {
                    self.blanks();
                    match self.peek() {
                        None | Some(';' | '|' | ')' | '}' | '\n' | '\r') => None,
                        Some(_) => Some(self.arguments()?),
                    }
                } else {
                    None
                };
                return Ok(ElementKind::Parameter { name, value });
            }
            self.at = start;
        }
        Ok(ElementKind::Value(self.arguments()?))
    }

    /// One argument, or several with commas between.
    fn arguments(&mut self) -> Parsed<Expression> {
        let start = self.at;
        let first = self.deeper(Self::argument)?;
        self.with_commas(start, first, Self::argument)
    }

    /// What follows a first item behind commas, if anything does.
    fn with_commas(
        &mut self,
        start: usize,
        first: Expression,
        item: fn(&mut Self) -> Parsed<Expression>,
    ) -> Parsed<Expression> {
        let mut items = Vec::new();
        loop {
            let end = self.at;
            self.blanks();
            if !self.eat(",") {
                self.at = end;
                break;
            }
            self.lines();
            items.push(self.deeper(item)?);
        }
        if items.is_empty() {
            return Ok(first);
        }
        items.insert(0, first);
        Ok(Expression {
            kind: ExpressionKind::List(items),
            span: start..self.at,
        })
    }

    fn argument(&mut self) -> Parsed<Expression> {
        let start = self.at;
        let c = self.peek().ok_or(Fault)?;
        if is_quote(c) {
            return self.quoted();
        }
        match (c, self.peek_at(1)) {
            ('(' | '{', _) => {
                let primary = self.primary()?;
                self.postfix(primary)
            }
            ('@', Some(next)) if matches!(next, '(' | '{') || is_quote(next) => {
                let primary = self.primary()?;
                self.postfix(primary)
            }
            ('$', Some(next)) if is_name(next) || matches!(next, '{' | '(' | '?' | '$' | '^') => {
                let primary = self.primary()?;
                let member = match self.peek() {
                    Some('.') => self.peek_at(1).is_some_and(is_name),
                    Some('[') => true,
                    Some(':') => self.peek_at(1) == Some(':'),
                    _ => false,
                };
                let value = if member {
                    self.postfix(primary)?
                } else {
                    primary
                };
                if self.peek().is_none_or(ends_word) {
                    return Ok(value);
                }
                // Something follows directly: after a plain variable it is one word with it.
                self.at = start;
                let word = self.word()?;
                if member {
                    return Ok(Expression {
                        kind: ExpressionKind::Type(String::new()),
                        span: word.span,
                    });
                }
                Ok(word)
            }
            _ => {
                let word = self.word()?;
                if self.at == start {
                    return Err(Fault);
                }
                let written = &self.text[start..self.at];
                let bare = written.strip_prefix(['-', '+']).unwrap_or(written);
                if number(bare) == Some(bare.len()) {
                    return Ok(Expression {
                        kind: ExpressionKind::Number(written.to_owned()),
                        span: word.span,
                    });
                }
                Ok(word)
            }
        }
    }

    /// A bare word, with whatever quotes and variables are in it.
    fn word(&mut self) -> Parsed<Expression> {
        let start = self.at;
        let mut parts = Parts::default();
        if self.peek() == Some('<') {
            return Err(Fault);
        }
        while let Some(c) = self.peek() {
            if ends_word(c) {
                break;
            }
            if is_quote(c) {
                let quoted = self.quoted()?;
                if let ExpressionKind::Text(inner) = quoted.kind {
                    parts.extend(inner);
                }
            } else if c == '`' {
                self.next();
                match self.next() {
                    Some(c) if is_newline(c) => break,
                    Some(c) => parts.push(escaped(c)),
                    None => return Err(Fault),
                }
            } else if c == '$' {
                self.dollar(&mut parts)?;
            } else {
                self.next();
                parts.push(c);
            }
        }
        Ok(Expression {
            kind: ExpressionKind::Text(parts.done()),
            span: start..self.at,
        })
    }

    /// `>`, `2>&1`, `*> file`, if there is one.
    fn redirection(&mut self) -> Parsed<Option<Redirection>> {
        let rest = self.rest();
        let (from, operator) = match rest.chars().next() {
            Some('*') => (None, &rest[1..]),
            Some(c @ '1'..='6') => (c.to_digit(10), &rest[1..]),
            _ => (Some(1), rest),
        };
        if !operator.starts_with('>') {
            return Ok(None);
        }
        self.at += rest.len() - operator.len() + 1;
        let appends = self.eat(">");
        let stream = self
            .rest()
            .strip_prefix('&')
            .and_then(|rest| rest.chars().next())
            .and_then(|c| c.to_digit(10));
        let to = if let Some(stream) = stream {
            self.at += 2;
            Target::Stream(u8::try_from(stream).unwrap_or_default())
        } else {
            self.blanks();
            let path = self.deeper(Self::argument)?;
            Target::File { path, appends }
        };
        Ok(Some(Redirection {
            from: from.and_then(|from| u8::try_from(from).ok()),
            to,
        }))
    }

    // ---- expressions ----------------------------------------------------------------------

    /// Operators of at least this precedence, and what they join.
    fn binary(&mut self, least: u8, commas: bool) -> Parsed<Expression> {
        let start = self.at;
        let mut left = self.list(commas)?;
        loop {
            let end = self.at;
            self.blanks();
            let Some((operator, precedence)) = self.operator() else {
                self.at = end;
                return Ok(left);
            };
            if precedence < least {
                self.at = end;
                return Ok(left);
            }
            self.lines();
            let right = self.deeper(|parser| parser.binary(precedence + 1, commas))?;
            left = Expression {
                kind: ExpressionKind::Binary {
                    operator,
                    left: Box::new(left),
                    right: Box::new(right),
                },
                span: start..self.at,
            };
        }
    }

    /// Goes past a binary operator; its name, lower case, and its precedence.
    fn operator(&mut self) -> Option<(String, u8)> {
        let c = self.peek()?;
        if is_dash(c) {
            let rest = &self.rest()[c.len_utf8()..];
            let length = rest
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            let word = rest[..length].to_ascii_lowercase();
            if word.is_empty() {
                if rest.starts_with(['=', '-']) {
                    return None;
                }
                self.next();
                return Some(("-".to_owned(), 4));
            }
            let precedence = match word.as_str() {
                "and" | "or" | "xor" => 1,
                "band" | "bor" | "bxor" | "shl" | "shr" => 2,
                "f" => 6,
                word => {
                    let stem = word.strip_prefix(['c', 'i']).unwrap_or(word);
                    let known = |word: &str| {
                        matches!(
                            word,
                            "eq" | "ne"
                                | "gt"
                                | "ge"
                                | "lt"
                                | "le"
                                | "like"
                                | "notlike"
                                | "match"
                                | "notmatch"
                                | "contains"
                                | "notcontains"
                                | "in"
                                | "notin"
                                | "replace"
                                | "split"
                                | "join"
                                | "is"
                                | "isnot"
                                | "as"
                        )
                    };
                    if !known(word) && !known(stem) {
                        return None;
                    }
                    3
                }
            };
            self.at += c.len_utf8() + length;
            return Some((word, precedence));
        }
        let assigns = self.peek_at(1) == Some('=');
        let (operator, precedence) = match c {
            '.' if self.peek_at(1) == Some('.') => ("..", 7),
            '?' if self.peek_at(1) == Some('?') && self.peek_at(2) != Some('=') => ("??", 1),
            '+' if !assigns && self.peek_at(1) != Some('+') => ("+", 4),
            '*' if !assigns && self.peek_at(1) != Some('>') => ("*", 5),
            '/' if !assigns => ("/", 5),
            '%' if !assigns => ("%", 5),
            _ => return None,
        };
        self.at += operator.len();
        Some((operator.to_owned(), precedence))
    }

    fn list(&mut self, commas: bool) -> Parsed<Expression> {
        let start = self.at;
        let first = self.deeper(Self::unary)?;
        if commas {
            self.with_commas(start, first, Self::unary)
        } else {
            Ok(first)
        }
    }

    fn unary(&mut self) -> Parsed<Expression> {
        self.blanks();
        let start = self.at;
        let c = self.peek().ok_or(Fault)?;
        let operator = match c {
            '!' | '+' | ',' => {
                self.next();
                if c == '+' && self.eat("+") {
                    return self.step(start, true);
                }
                c.to_string()
            }
            c if is_dash(c) => {
                let rest = &self.rest()[c.len_utf8()..];
                let length = rest
                    .find(|c: char| !c.is_ascii_alphabetic())
                    .unwrap_or(rest.len());
                let word = rest[..length].to_ascii_lowercase();
                if !matches!(
                    word.as_str(),
                    "" | "not" | "bnot" | "split" | "isplit" | "csplit" | "join"
                ) {
                    return Err(Fault);
                }
                self.at += c.len_utf8() + length;
                if word.is_empty() && self.eat("-") {
                    return self.step(start, false);
                }
                format!("-{word}")
            }
            '[' => {
                let to = self.type_literal()?;
                let next = self.peek();
                // `[type]::member` and a type alone.
                let casts = next.is_some_and(|c| {
                    matches!(c, '$' | '(' | '@' | '[' | '{')
                        || c.is_ascii_digit()
                        || is_quote(c)
                        || c == ' '
                });
                if casts {
                    let here = self.at;
                    self.blanks();
                    let operand = self.peek().is_some_and(|c| {
                        matches!(c, '$' | '(' | '@' | '[' | '{')
                            || c.is_ascii_digit()
                            || is_quote(c)
                    });
                    if operand {
                        let value = Box::new(self.deeper(Self::unary)?);
                        return Ok(Expression {
                            kind: ExpressionKind::Cast { to, value },
                            span: start..self.at,
                        });
                    }
                    self.at = here;
                }
                let literal = Expression {
                    kind: ExpressionKind::Type(to),
                    span: start..self.at,
                };
                return self.postfix(literal);
            }
            _ => {
                let primary = self.primary()?;
                return self.postfix(primary);
            }
        };
        let value = Box::new(self.deeper(Self::unary)?);
        Ok(Expression {
            kind: ExpressionKind::Unary { operator, value },
            span: start..self.at,
        })
    }

    /// What stands behind `++` or `--`.
    fn step(&mut self, start: usize, up: bool) -> Parsed<Expression> {
        let of = Box::new(self.deeper(Self::unary)?);
        Ok(Expression {
            kind: ExpressionKind::Step {
                of,
                up,
                before: true,
            },
            span: start..self.at,
        })
    }

    fn primary(&mut self) -> Parsed<Expression> {
        let start = self.at;
        let c = self.peek().ok_or(Fault)?;
        if is_quote(c) {
            return self.quoted();
        }
        let kind = match (c, self.peek_at(1)) {
            ('$', Some('(')) => {
                self.next();
                ExpressionKind::Statements(self.parentheses()?)
            }
            ('@', Some('(')) => {
                self.next();
                ExpressionKind::Array(self.parentheses()?)
            }
            ('$', _) => {
                self.next();
                ExpressionKind::Variable(self.variable_name().ok_or(Fault)?)
            }
            ('@', Some('{')) => {
                self.at += 2;
                self.deeper(Self::hash)?
            }
            ('@', Some(next)) if is_quote(next) => return self.here_string(),
            ('(', _) => {
                self.next();
                self.lines();
                let statement = self.deeper(Self::statement)?;
                self.lines();
                self.expect(")")?;
                ExpressionKind::Parenthesis(Box::new(statement))
            }
            ('{', _) => ExpressionKind::Block(Rc::new(self.braces()?)),
            ('0'..='9' | '.', _) => {
                let length = self.number().ok_or(Fault)?;
                let number = self.rest()[..length].to_owned();
                self.at += length;
                ExpressionKind::Number(number)
            }
            _ => return Err(Fault),
        };
        Ok(Expression {
            kind,
            span: start..self.at,
        })
    }

    /// `( statements )`
    fn parentheses(&mut self) -> Parsed<Block> {
        let start = self.at;
        self.expect("(")?;
        let statements = self.deeper(Self::statements)?;
        self.expect(")")?;
        Ok(Block {
            attributes: Vec::new(),
            parameters: Vec::new(),
            statements,
            span: start..self.at,
        })
    }

    fn hash(&mut self) -> Parsed<ExpressionKind> {
        let mut entries = Vec::new();
        loop {
            self.separators();
            if self.eat("}") {
                return Ok(ExpressionKind::Hash(entries));
            }
            let start = self.at;
            let rest = self.rest();
            let bare = rest
                .find(|c: char| !is_name(c) && !is_dash(c))
                .unwrap_or(rest.len());
            let key = if bare > 0 {
                self.at += bare;
                let written = rest[..bare].to_owned();
                let kind = if number(&written) == Some(bare) {
                    ExpressionKind::Number(written)
                } else {
                    ExpressionKind::Text(vec![Part::Text(written)])
                };
                Expression {
                    kind,
                    span: start..self.at,
                }
            } else {
                self.deeper(Self::unary)?
            };
            self.lines();
            self.expect("=")?;
            self.lines();
            let value = self.deeper(Self::statement)?;
            entries.push((key, value));
            self.blanks();
            if !self
                .peek()
                .is_some_and(|c| matches!(c, ';' | '}') || is_newline(c))
            {
                return Err(Fault);
            }
        }
    }

    fn postfix(&mut self, mut of: Expression) -> Parsed<Expression> {
        let start = of.span.start;
        loop {
            let if_there = self.peek() == Some('?') && matches!(self.peek_at(1), Some('.' | '['));
            if if_there {
                self.next();
            }
            let kind = match (self.peek(), self.peek_at(1)) {
                (Some('.'), Some(c)) if is_name(c) || matches!(c, '$' | '(') || is_quote(c) => {
                    self.next();
                    self.member(of, false, if_there)?
                }
                (Some(':'), Some(':')) => {
                    self.at += 2;
                    self.member(of, true, if_there)?
                }
                (Some('['), _) => {
                    self.next();
                    self.lines();
                    let index = self.deeper(|parser| parser.binary(0, true))?;
                    self.lines();
                    self.expect("]")?;
                    ExpressionKind::Index {
                        of: Box::new(of),
                        index: Box::new(index),
                        if_there,
                    }
                }
                (Some('+'), Some('+')) | (Some('-'), Some('-')) => {
                    let up = self.peek() == Some('+');
                    self.at += 2;
                    ExpressionKind::Step {
                        of: Box::new(of),
                        up,
                        before: false,
                    }
                }
                _ => return Ok(of),
            };
            of = Expression {
                kind,
                span: start..self.at,
            };
        }
    }

    fn member(
        &mut self,
        of: Expression,
        is_static: bool,
        if_there: bool,
    ) -> Parsed<ExpressionKind> {
        let name = if self.peek().is_some_and(is_name) {
            MemberName::Known(self.name().to_owned())
        } else {
            MemberName::Evaluated(Box::new(self.deeper(Self::primary)?))
        };
        let mut call = None;
        if self.peek() == Some('(') {
            self.next();
            let mut arguments = Vec::new();
            loop {
                self.lines();
                if self.eat(")") {
                    break;
                }
                arguments.push(self.deeper(|parser| parser.binary(0, false))?);
                self.lines();
                if !self.eat(",") && self.peek() != Some(')') {
                    return Err(Fault);
                }
            }
            call = Some(arguments);
        } else if self.peek() == Some('{') {
            call = Some(vec![self.deeper(Self::primary)?]);
        }
        Ok(ExpressionKind::Member {
            of: Box::new(of),
            name,
            is_static,
            call,
            if_there,
        })
    }

    fn type_literal(&mut self) -> Parsed<String> {
        let start = self.at;
        self.expect("[")?;
        let mut depth = 1_u32;
        while depth > 0 {
            match self.next().ok_or(Fault)? {
                '[' => depth += 1,
                ']' => depth -= 1,
                c if is_name(c) || c.is_whitespace() || "., `+".contains(c) => {}
                // An attribute on a variable.
                '(' => {
                    self.at = start;
                    return self.bracketed().map(str::to_owned);
                }
                _ => return Err(Fault),
            }
        }
        Ok(self.text[start + 1..self.at - 1].to_owned())
    }

    fn name(&mut self) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A variable's name after its `$`, lower case. The scopes that matter stay before it.
    fn variable_name(&mut self) -> Option<String> {
        let rest = self.rest();
        let written = if let Some(braced) = rest.strip_prefix('{') {
            let end = braced.find('}')?;
            self.at += end + 2;
            &braced[..end]
        } else if rest.starts_with(['$', '?', '^']) {
            self.at += 1;
            &rest[..1]
        } else {
            let name = |text: &str| {
                text.find(|c: char| !is_name(c) && c != '?')
                    .unwrap_or(text.len())
            };
            let mut end = name(rest);
            if end == 0 {
                return None;
            }
            let after = &rest[end..];
            if after.starts_with(':') && !after.starts_with("::") {
                let more = name(&after[1..]);
                if more > 0 {
                    end += 1 + more;
                }
            }
            self.at += end;
            &rest[..end]
        };
        let lower = written.to_lowercase();
        Some(lower)
    }

    // ---- texts ----------------------------------------------------------------------------

    /// A quoted text.
    fn quoted(&mut self) -> Parsed<Expression> {
        let start = self.at;
        let open = self.next().ok_or(Fault)?;
        let double = is_double(super::DIALECT, open);
        let mut parts = Parts::default();
        loop {
            let c = self.peek().ok_or(Fault)?;
            let closes = if double {
                is_double(super::DIALECT, c)
            } else {
                is_single(super::DIALECT, c)
            };
            if closes {
                self.next();
                let doubled = self.peek().is_some_and(|c| {
                    if double {
                        is_double(super::DIALECT, c)
                    } else {
                        is_single(super::DIALECT, c)
                    }
                });
                if !doubled {
                    break;
                }
                self.next();
                parts.push(c);
            } else if double && c == '`' {
                self.next();
                parts.push(escaped(self.next().ok_or(Fault)?));
            } else if double && c == '$' {
                self.dollar(&mut parts)?;
            } else {
                self.next();
                parts.push(c);
            }
        }
        Ok(Expression {
            kind: ExpressionKind::Text(parts.done()),
            span: start..self.at,
        })
    }

    /// `@"` … `"@`, each on a line of its own.
    fn here_string(&mut self) -> Parsed<Expression> {
        let start = self.at;
        self.next();
        let double = is_double(super::DIALECT, self.next().ok_or(Fault)?);
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.at += blank;
        if !self.eat("\r\n") && !self.eat("\n") {
            return Err(Fault);
        }
        let mut parts = Parts::default();
        let mut at_line_start = true;
        loop {
            let c = self.peek().ok_or(Fault)?;
            let closing = if double {
                is_double(super::DIALECT, c)
            } else {
                is_single(super::DIALECT, c)
            };
            if at_line_start && closing && self.peek_at(1) == Some('@') {
                self.next();
                self.next();
                break;
            }
            at_line_start = c == '\n';
            if double && c == '`' {
                self.next();
                parts.push(escaped(self.next().ok_or(Fault)?));
            } else if double && c == '$' {
                self.dollar(&mut parts)?;
            } else {
                self.next();
                parts.push(c);
            }
        }
        // The last line break is the delimiter's.
        parts.trim_line_break();
        Ok(Expression {
            kind: ExpressionKind::Text(parts.done()),
            span: start..self.at,
        })
    }

    /// A variable, `$( … )` or a plain dollar in a text.
    fn dollar(&mut self, parts: &mut Parts) -> Parsed<()> {
        self.next();
        if self.peek() == Some('(') {
            let block = self.parentheses()?;
            parts.add(Part::Statements(block));
            return Ok(());
        }
        match self.variable_name() {
            Some(name) => parts.add(Part::Variable(name)),
            None => parts.push('$'),
        }
        Ok(())
    }
}

/// The length of the number that a text begins with, if it is nothing but a number.
fn number(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let prefixed = |prefix: &str| {
        rest.get(..2)
            .is_some_and(|p| p.eq_ignore_ascii_case(prefix))
    };
    let mut end;
    if prefixed("0x") {
        let rest = &bytes[2..];
        end = 2 + rest.iter().take_while(|b| b.is_ascii_hexdigit()).count();
        if end == 2 {
            return None;
        }
    } else if prefixed("0b") && rest[2..].starts_with(['0', '1']) {
        let rest = &bytes[2..];
        end = 2 + rest.iter().take_while(|b| matches!(b, b'0' | b'1')).count();
    } else {
        end = digits(0);
        if bytes.get(end) == Some(&b'.') {
            let fraction = digits(end + 1);
            // `1.` is a number too, but not the head of a range.
            let range = bytes.get(end + 1) == Some(&b'.');
            if fraction > 0 || end > 0 && !range {
                end += 1 + fraction;
            }
        }
        if end > 0
            && bytes
                .get(end)
                .is_some_and(|b| b.eq_ignore_ascii_case(&b'e'))
        {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let exponent = digits(end + 1 + sign);
            if exponent > 0 {
                end += 1 + sign + exponent;
            }
        }
    }
    // A suffix alone is a word.
    if end == 0 {
        return None;
    }
    for suffixes in [
        &["ul", "us", "uy", "u", "l", "s", "y", "n", "d"][..],
        &["kb", "mb", "gb", "tb", "pb"][..],
    ] {
        let suffix = suffixes.iter().find(|suffix| {
            rest.get(end..end + suffix.len())
                .is_some_and(|written| written.eq_ignore_ascii_case(suffix))
        });
        end += suffix.map_or(0, |suffix| suffix.len());
    }
    let after = rest[end..].chars().next();
    let whole = after.is_none_or(|c| {
        let more = c == '.' && rest[end + 1..].starts_with(|c: char| c != '.');
        !(is_name(c) || c == '\\' || c == ':' || more)
    });
    whole.then_some(end)
}

fn block_name(keyword: &str) -> Option<BlockName> {
    match keyword {
        "begin" => Some(BlockName::Begin),
        "process" => Some(BlockName::Process),
        "end" => Some(BlockName::End),
        "clean" => Some(BlockName::Clean),
        "dynamicparam" => Some(BlockName::DynamicParam),
        _ => None,
    }
}

fn is_quote(c: char) -> bool {
    is_single(super::DIALECT, c) || is_double(super::DIALECT, c)
}

/// Whether the text begins with a backtick that continues the line.
fn continues(text: &str) -> bool {
    text.starts_with("`\n") || text.starts_with("`\r")
}

/// What a character after a backtick stands for.
fn escaped(c: char) -> char {
    match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        c => c,
    }
}

/// Pieces of a text as they are gathered.
#[derive(Default)]
struct Parts {
    parts: Vec<Part>,
    text: String,
}

impl Parts {
    fn push(&mut self, c: char) {
        self.text.push(c);
    }

    fn add(&mut self, part: Part) {
        if !self.text.is_empty() {
            self.parts.push(Part::Text(std::mem::take(&mut self.text)));
        }
        self.parts.push(part);
    }

    fn extend(&mut self, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Text(text) => self.text.push_str(&text),
                other => self.add(other),
            }
        }
    }

    fn trim_line_break(&mut self) {
        if self.text.ends_with('\n') {
            self.text.pop();
            if self.text.ends_with('\r') {
                self.text.pop();
            }
        }
    }

    fn done(mut self) -> Vec<Part> {
        if !self.text.is_empty() || self.parts.is_empty() {
            self.parts.push(Part::Text(self.text));
        }
        self.parts
    }
}

impl Chain {
    fn of(expression: Expression) -> Self {
        let span = expression.span.clone();
        let stage = Stage {
            kind: StageKind::Expression(expression),
            redirections: Vec::new(),
        };
        Self {
            first: Pipeline {
                stages: vec![stage],
                span,
            },
            rest: Vec::new(),
            background: false,
        }
    }
}

impl Expression {
    fn is_empty_text(&self) -> bool {
        matches!(&self.kind, ExpressionKind::Text(parts)
            if parts.iter().all(|part| matches!(part, Part::Text(text) if text.is_empty())))
    }
}
