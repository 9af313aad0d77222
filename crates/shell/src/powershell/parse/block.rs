//! What stands between braces: parameters, named parts, statements.
//!
//! Rule: about_Script_Blocks, about_Functions, about_Functions_Advanced_Parameters.

use super::super::ast::{Attribute, Block, BlockName, Declared, Refusal, Statement, StatementKind};
use super::Parser;
use super::attribute::Bracketed;
use super::token::{Keyword, Kind, Mode, Token};

/// `param( … )`, and the attributes before it.
pub(super) struct Parameters {
    pub(super) attributes: Vec<Attribute>,
    pub(super) parameters: Vec<Declared>,
}

impl Parser<'_> {
    /// `{ … }` of a statement, also on the next line; none if no brace stands there.
    pub(super) fn braces(&mut self) -> Option<Block> {
        let before = (self.at, self.last);
        self.skip_lines();
        let Some(open) = self.eat(Kind::OpenBrace) else {
            (self.at, self.last) = before;
            return None;
        };
        let statements = self.deeper(|parser| Some(parser.statements()));
        self.close_brace();
        Some(Block {
            statements: statements.unwrap_or_default(),
            span: self.span(open.start),
            ..Block::default()
        })
    }

    fn close_brace(&mut self) {
        if self.eat(Kind::CloseBrace).is_none() {
            let next = self.peek();
            self.missing(next.end, Refusal::Unclosed);
        }
    }

    /// The rest of a script block or function, whose brace was taken.
    pub(super) fn block(&mut self, open: Token) -> Option<Block> {
        self.deeper(|parser| {
            parser.skip_lines();
            let head = parser.head();
            parser.skip_terminators();
            let next = parser.peek();
            let statements = match next.kind {
                Kind::Keyword(keyword) if keyword.names_block() => parser.named_blocks(true),
                _ => {
                    let statements = parser.statements();
                    parser.close_brace();
                    statements
                }
            };
            let (attributes, parameters) = match head {
                Some(head) => (head.attributes, head.parameters),
                None => Default::default(),
            };
            Some(Block {
                attributes,
                parameters,
                statements,
                span: parser.span(open.start),
            })
        })
    }

    /// `param( … )` with the attributes before it, if that is what stands here.
    pub(super) fn head(&mut self) -> Option<Parameters> {
        let before = (self.at, self.last);
        let token = self.peek();
        let may_be =
            token.kind == Kind::Keyword(Keyword::Param) || self.char_at(token.start) == Some('[');
        if !may_be {
            return None;
        }
        let bracketed = self.attributes(false);
        self.skip_lines();
        if self.eat(Kind::Keyword(Keyword::Param)).is_none() {
            // They belong to a statement.
            (self.at, self.last) = before;
            return None;
        }
        self.skip_lines();
        let Some(open) = self.eat(Kind::Open) else {
            // A command with that name.
            (self.at, self.last) = before;
            return None;
        };
        let parameters = self.parameters();
        let end = if parameters.is_empty() {
            open.end
        } else {
            self.last
        };
        self.skip_lines();
        if self.eat(Kind::Close).is_none() {
            self.missing(end, Refusal::Unclosed);
        }
        let mut attributes = Vec::new();
        for one in bracketed {
            match one {
                Bracketed::Attribute(attribute) => attributes.push(attribute),
                Bracketed::Type(_) => self.refuse(Refusal::Unexpected),
            }
        }
        Some(Parameters {
            attributes,
            parameters,
        })
    }

    /// `[type]$name = default, …`, up to the bracket, which is left.
    pub(super) fn parameters(&mut self) -> Vec<Declared> {
        let mut declared: Vec<Declared> = Vec::new();
        let mut comma: Option<Token> = None;
        loop {
            let parameter = self.with_commas(false, |parser| {
                parser.in_mode(Mode::Expression, Self::declared)
            });
            let Some(parameter) = parameter else {
                if let Some(comma) = comma {
                    self.missing(comma.end, Refusal::Unfinished);
                }
                return declared;
            };
            if declared.iter().any(|other| other.name == parameter.name) {
                self.refuse(Refusal::Twice);
            }
            declared.push(parameter);
            let end = (self.at, self.last);
            self.skip_lines();
            comma = self.eat(Kind::Comma);
            if comma.is_none() {
                (self.at, self.last) = end;
                return declared;
            }
        }
    }

    fn declared(&mut self) -> Option<Declared> {
        self.skip_lines();
        let bracketed = self.attributes(false);
        let end = self.last;
        self.skip_lines();
        let variable = self.peek();
        if !matches!(variable.kind, Kind::Variable | Kind::Splatted) {
            if !bracketed.is_empty() {
                self.missing(end, Refusal::Unfinished);
                self.go_to(&[Kind::Close]);
            }
            return None;
        }
        self.take(variable);
        let name = self.variable_name(variable);
        let (mut attributes, mut types) = (Vec::new(), Vec::new());
        for one in bracketed {
            match one {
                Bracketed::Attribute(attribute) => attributes.push(attribute),
                Bracketed::Type(name) => types.push(name),
            }
        }
        let before = (self.at, self.last);
        self.skip_lines();
        let equals = Kind::Assign(super::super::ast::Assignment::Plain);
        let default = match self.eat(equals) {
            Some(equals) => {
                self.skip_lines();
                let default = self.expression(false);
                if default.is_none() {
                    self.missing(equals.end, Refusal::Unfinished);
                }
                default
            }
            None => {
                (self.at, self.last) = before;
                None
            }
        };
        Some(Declared {
            name,
            attributes,
            types,
            default,
        })
    }

    /// `begin { … }`, `process { … }`: nothing else may stand among them.
    pub(super) fn named_blocks(&mut self, in_braces: bool) -> Vec<Statement> {
        let mut blocks: Vec<Statement> = Vec::new();
        loop {
            let token = self.peek();
            let name = match token.kind {
                Kind::Keyword(Keyword::Begin) => BlockName::Begin,
                Kind::Keyword(Keyword::Process) => BlockName::Process,
                Kind::Keyword(Keyword::End) => BlockName::End,
                Kind::Keyword(Keyword::Clean) => BlockName::Clean,
                Kind::Keyword(Keyword::DynamicParam) => BlockName::DynamicParam,
                Kind::CloseBrace if in_braces => {
                    self.take(token);
                    return blocks;
                }
                Kind::End if !in_braces => return blocks,
                Kind::End => {
                    self.missing(token.end, Refusal::Unclosed);
                    return blocks;
                }
                _ => {
                    self.refuse(Refusal::AmongBlocks);
                    if !in_braces {
                        self.discard(token);
                    }
                    return blocks;
                }
            };
            self.take(token);
            if name == BlockName::Clean {
                self.differs_in_seven(token.start);
            }
            match self.braces() {
                Some(body) => {
                    let is_twice = blocks.iter().any(|other| {
                        matches!(&other.kind, StatementKind::Inline { name: own, .. } if *own == name)
                    });
                    if is_twice {
                        self.refuse(Refusal::Twice);
                    }
                    blocks.push(Statement {
                        kind: StatementKind::Inline { name, body },
                        span: self.span(token.start),
                    });
                }
                None => self.missing(token.end, Refusal::Unfinished),
            }
            self.skip_terminators();
        }
    }
}
