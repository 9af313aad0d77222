//! A text of bash as statements. The grammar is tree-sitter's; what is kept of it stands here, with
//! every word as it is written.

use std::borrow::Cow;
use std::ops::Range;

use tree_sitter::{Node, Parser};

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement<'a> {
    /// A command, or assignments alone.
    Simple(Simple<'a>),
    /// `a | b`, and its place in the text.
    Pipeline(Vec<Self>, Range<usize>),
    /// `a && b || c`: the first, and the others with what stands before each.
    List(Box<Self>, Vec<(Link, Self)>),
    /// `{ …; }` or `! …`.
    Group(Vec<Self>),
    /// `( … )`.
    Subshell(Vec<Self>),
    /// With redirections around it.
    Redirected(Box<Self>, Vec<Redirect<'a>>),
    /// `if` and `case`: what is run in any case, and the arms of which one may be.
    Branches(&'static str, Vec<Self>, Vec<Vec<Self>>),
    /// `while` or `until`: the condition and the body.
    While(Vec<Self>, Vec<Self>),
    /// `for NAME in WORDS`; no words for `for NAME` and `for ((…))`.
    For(Option<&'a str>, Option<Vec<&'a str>>, Vec<Self>),
    /// A function: its name and its body's text.
    Function(&'a str, &'a str),
    /// `[[ … ]]`, `[ … ]`, `(( … ))`: only what is substituted in it is run.
    Expression(&'a str),
}

/// What stands between two statements of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `&&`.
    And,
    /// `||`.
    Or,
}

impl Link {
    /// As written.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::And => "&&",
            Self::Or => "||",
        }
    }
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Simple<'a> {
    /// The assignments before it, or those that it declares.
    pub(super) assignments: Vec<Assignment<'a>>,
    /// Its words, as written.
    pub(super) words: Vec<&'a str>,
    /// Its redirections that stand before or among its words.
    pub(super) redirects: Vec<Redirect<'a>>,
    /// Its place in the text.
    pub(super) span: Range<usize>,
}

/// `name=value` or `name+=value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Assignment<'a> {
    /// The name, with a subscript where there is one.
    pub(super) name: &'a str,
    /// Whether the value is added.
    pub(super) adds: bool,
    /// The words of the value, as written: one, or those of an array.
    pub(super) value: Vec<&'a str>,
    /// Whether it is an array.
    pub(super) array: bool,
}

/// A redirection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Redirect<'a> {
    /// `< file`.
    Input(&'a str),
    /// `> file`, `>> file`, `&> file`.
    Output(&'a str),
    /// `2>&1`, `>&-`.
    Duplicate,
    /// `<< END`.
    Heredoc {
        /// The text.
        text: &'a str,
        /// Whether its end is quoted, so that nothing in it is replaced.
        literal: bool,
    },
    /// `<<< word`.
    Word(&'a str),
}

/// Why a text is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotRead;

/// How deep statements may lie in each other.
const DEEPEST: usize = 64;

/// How many here-documents a text may have: the grammar's scanner keeps their number in a byte.
const MOST_HEREDOCS: usize = 64;

/// The text with a letter in the place of each byte that is not ASCII. The grammar's scanner looks
/// characters up in a table of C that ends at 255 (`isalnum`), and takes foreign blanks for blanks;
/// bash takes them all for parts of words, which a letter is. Places stay the same.
fn shadow(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && byte != 0) {
        return Cow::Borrowed(text);
    }
    let letters = text.bytes().map(|byte| {
        if byte.is_ascii() && byte != 0 {
            char::from(byte)
        } else {
            'a'
        }
    });
    Cow::Owned(letters.collect())
}

/// The statements of a text.
pub(super) fn parse<'a>(parser: &mut Parser, text: &'a str) -> Result<Vec<Statement<'a>>, NotRead> {
    if text.matches("<<").count() > MOST_HEREDOCS {
        return Err(NotRead);
    }
    let tree = parser.parse(shadow(text).as_bytes(), None).ok_or(NotRead)?;
    let root = tree.root_node();
    if root.has_error() {
        return Err(NotRead);
    }
    let lower = Lower { text };
    lower.statements(root, 0)
}

/// A parser of the grammar.
pub(super) fn parser() -> Option<Parser> {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_bash::LANGUAGE.into())
        .ok()
        .map(|()| parser)
}

struct Lower<'a> {
    text: &'a str,
}

impl<'a> Lower<'a> {
    fn of(&self, node: Node<'_>) -> Result<&'a str, NotRead> {
        self.text.get(node.byte_range()).ok_or(NotRead)
    }

    fn field(&self, node: Node<'_>, name: &str) -> Result<&'a str, NotRead> {
        self.of(node.child_by_field_name(name).ok_or(NotRead)?)
    }

    /// The statements among a node's children.
    fn statements(&self, node: Node<'_>, depth: usize) -> Result<Vec<Statement<'a>>, NotRead> {
        let mut found = Vec::new();
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor) {
            if is_statement(child.kind()) {
                found.push(self.statement(child, depth + 1)?);
            }
        }
        Ok(found)
    }

    fn statement(&self, node: Node<'_>, depth: usize) -> Result<Statement<'a>, NotRead> {
        if depth > DEEPEST {
            return Err(NotRead);
        }
        Ok(match node.kind() {
            "command"
            | "declaration_command"
            | "unset_command"
            | "variable_assignment"
            | "variable_assignments" => Statement::Simple(self.simple(node)?),
            "pipeline" => {
                let stages = self.statements(node, depth)?;
                Statement::Pipeline(stages, node.byte_range())
            }
            "list" => self.list(node, depth)?,
            "negated_command" => Statement::Group(self.statements(node, depth)?),
            "compound_statement" if self.of(node)?.starts_with("((") => {
                Statement::Expression(self.of(node)?)
            }
            "compound_statement" => Statement::Group(self.statements(node, depth)?),
            "subshell" => Statement::Subshell(self.statements(node, depth)?),
            "redirected_statement" => self.redirected(node, depth)?,
            "if_statement" => {
                let mut condition = Vec::new();
                let mut first = Vec::new();
                let mut arms = Vec::new();
                let mut cursor = node.walk();
                for (at, child) in (0_u32..).zip(node.children(&mut cursor)) {
                    if is_statement(child.kind()) {
                        let statement = self.statement(child, depth + 1)?;
                        if node.field_name_for_child(at) == Some("condition") {
                            condition.push(statement);
                        } else {
                            first.push(statement);
                        }
                    } else if matches!(child.kind(), "elif_clause" | "else_clause") {
                        arms.push(self.statements(child, depth + 1)?);
                    }
                }
                arms.insert(0, first);
                Statement::Branches("if", condition, arms)
            }
            "while_statement" => {
                let mut condition = Vec::new();
                let mut body = Vec::new();
                let mut cursor = node.walk();
                for child in node.named_children(&mut cursor) {
                    if child.kind() == "do_group" {
                        body = self.statements(child, depth + 1)?;
                    } else if is_statement(child.kind()) {
                        condition.push(self.statement(child, depth + 1)?);
                    }
                }
                Statement::While(condition, body)
            }
            "for_statement" => {
                let body = node.child_by_field_name("body").ok_or(NotRead)?;
                let mut values = Vec::new();
                let mut cursor = node.walk();
                for value in node.children_by_field_name("value", &mut cursor) {
                    values.push(self.of(value)?);
                }
                let listed = node
                    .children(&mut node.walk())
                    .any(|child| child.kind() == "in");
                let chosen = node.child(0).is_some_and(|first| first.kind() == "select");
                Statement::For(
                    Some(self.field(node, "variable")?),
                    (listed && !chosen).then_some(values),
                    self.statements(body, depth + 1)?,
                )
            }
            "c_style_for_statement" => {
                let body = node.child_by_field_name("body").ok_or(NotRead)?;
                let head = node.byte_range().start..body.byte_range().start;
                let head = self.text.get(head).ok_or(NotRead)?;
                let body = self.statements(body, depth + 1)?;
                Statement::Group(vec![
                    Statement::Expression(head),
                    Statement::For(None, None, body),
                ])
            }
            "case_statement" => {
                let mut arms = Vec::new();
                let mut cursor = node.walk();
                for child in node.named_children(&mut cursor) {
                    if child.kind() == "case_item" {
                        arms.push(self.statements(child, depth + 1)?);
                    }
                }
                let value = Statement::Expression(self.field(node, "value")?);
                Statement::Branches("case", vec![value], arms)
            }
            "function_definition" => {
                Statement::Function(self.field(node, "name")?, self.field(node, "body")?)
            }
            "test_command" => Statement::Expression(self.of(node)?),
            _ => return Err(NotRead),
        })
    }

    /// Lists lean to the left in the grammar; here they are flat.
    fn list(&self, node: Node<'_>, depth: usize) -> Result<Statement<'a>, NotRead> {
        let mut rest = Vec::new();
        let mut node = node;
        loop {
            let left = node.named_child(0).ok_or(NotRead)?;
            let mut link = None;
            let mut right = None;
            let mut cursor = node.walk();
            for child in node.children(&mut cursor) {
                match child.kind() {
                    "&&" => link = Some(Link::And),
                    "||" => link = Some(Link::Or),
                    kind if link.is_some() && is_statement(kind) => right = Some(child),
                    _ => {}
                }
            }
            let (link, right) = (link.ok_or(NotRead)?, right.ok_or(NotRead)?);
            match self.statement(right, depth + 1)? {
                // `a && (b || c)` of the grammar would be another reading than bash's.
                Statement::List(..) => return Err(NotRead),
                right => rest.push((link, right)),
            }
            if left.kind() != "list" {
                let first = self.statement(left, depth + 1)?;
                rest.reverse();
                return Ok(Statement::List(Box::new(first), rest));
            }
            node = left;
        }
    }

    fn simple(&self, node: Node<'_>) -> Result<Simple<'a>, NotRead> {
        let mut simple = Simple {
            span: node.byte_range(),
            ..Simple::default()
        };
        if node.kind() == "variable_assignment" {
            simple.assignments.push(self.assignment(node)?);
            return Ok(simple);
        }
        let declares = matches!(node.kind(), "declaration_command" | "unset_command");
        let mut cursor = node.walk();
        for (at, child) in (0_u32..).zip(node.children(&mut cursor)) {
            match child.kind() {
                "variable_assignment" => simple.assignments.push(self.assignment(child)?),
                "file_redirect" | "herestring_redirect" => {
                    let mut extra = Vec::new();
                    simple.redirects.push(self.redirect(child, &mut extra)?);
                    simple.words.extend(extra);
                }
                "comment" => {}
                // `x(…)` of extended patterns is no command that is read here.
                "subshell" => return Err(NotRead),
                "command_name" => simple.words.push(self.of(child)?),
                _ if declares => simple.words.push(self.of(child)?),
                _ if node.field_name_for_child(at) == Some("argument") => {
                    simple.words.push(self.of(child)?);
                }
                _ => return Err(NotRead),
            }
        }
        Ok(simple)
    }

    fn assignment(&self, node: Node<'_>) -> Result<Assignment<'a>, NotRead> {
        let name = self.field(node, "name")?;
        let value = node.child_by_field_name("value").ok_or(NotRead)?;
        let array = value.kind() == "array";
        let mut words = Vec::new();
        if array {
            let mut cursor = value.walk();
            for word in value.named_children(&mut cursor) {
                words.push(self.of(word)?);
            }
        } else {
            words.push(self.of(value)?);
        }
        let adds = self
            .of(node)?
            .get(name.len()..)
            .is_some_and(|rest| rest.starts_with("+="));
        Ok(Assignment {
            name,
            adds,
            value: words,
            array,
        })
    }

    fn redirected(&self, node: Node<'_>, depth: usize) -> Result<Statement<'a>, NotRead> {
        let mut body = None;
        let mut redirects = Vec::new();
        let mut extra = Vec::new();
        let mut piped = Vec::new();
        let mut linked = Vec::new();
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor) {
            match child.kind() {
                "file_redirect" | "herestring_redirect" => {
                    redirects.push(self.redirect(child, &mut extra)?);
                }
                "heredoc_redirect" => {
                    self.heredoc(
                        child,
                        &mut redirects,
                        &mut extra,
                        &mut piped,
                        &mut linked,
                        depth,
                    )?;
                }
                "comment" => {}
                kind if is_statement(kind) && body.is_none() => {
                    body = Some(self.statement(child, depth + 1)?);
                }
                _ => return Err(NotRead),
            }
        }
        let span = node.byte_range();
        let mut body = body.unwrap_or_else(|| {
            Statement::Simple(Simple {
                span: span.clone(),
                ..Simple::default()
            })
        });
        if !extra.is_empty() {
            match &mut body {
                Statement::Simple(simple) => {
                    simple.words.extend(extra);
                    simple.span = span.clone();
                }
                _ => return Err(NotRead),
            }
        }
        // In `a | b > x` and `a && b <<E` the redirection belongs to the last alone.
        let mut statement = match body {
            Statement::Pipeline(mut stages, _) => {
                let last = stages.pop().ok_or(NotRead)?;
                stages.push(Statement::Redirected(Box::new(last), redirects));
                Statement::Pipeline(stages, span.clone())
            }
            Statement::List(first, mut rest) => {
                let (link, last) = rest.pop().ok_or(NotRead)?;
                // In `a && b | c <<E` too.
                let last = match last {
                    Statement::Pipeline(mut stages, place) => {
                        let last = stages.pop().ok_or(NotRead)?;
                        stages.push(Statement::Redirected(Box::new(last), redirects));
                        Statement::Pipeline(stages, place)
                    }
                    last => Statement::Redirected(Box::new(last), redirects),
                };
                rest.push((link, last));
                Statement::List(first, rest)
            }
            body => Statement::Redirected(Box::new(body), redirects),
        };
        if !piped.is_empty() {
            statement = match statement {
                Statement::Pipeline(mut stages, _) => {
                    stages.extend(piped);
                    Statement::Pipeline(stages, span)
                }
                Statement::List(..) => return Err(NotRead),
                first => {
                    let mut stages = vec![first];
                    stages.extend(piped);
                    Statement::Pipeline(stages, span)
                }
            };
        }
        if !linked.is_empty() {
            statement = match statement {
                Statement::List(first, mut rest) => {
                    rest.extend(linked);
                    Statement::List(first, rest)
                }
                first => Statement::List(Box::new(first), linked),
            };
        }
        Ok(statement)
    }

    fn redirect(&self, node: Node<'_>, extra: &mut Vec<&'a str>) -> Result<Redirect<'a>, NotRead> {
        if node.kind() == "herestring_redirect" {
            let word = node
                .named_children(&mut node.walk())
                .last()
                .ok_or(NotRead)?;
            return Ok(Redirect::Word(self.of(word)?));
        }
        let mut operator = "";
        let mut target = None;
        let mut cursor = node.walk();
        for (at, child) in (0_u32..).zip(node.children(&mut cursor)) {
            match node.field_name_for_child(at) {
                Some("descriptor") => {}
                Some("destination") if target.is_none() => target = Some(self.of(child)?),
                // What follows the file's name is an argument: `echo a >&2 b`.
                Some("destination") => extra.push(self.of(child)?),
                _ => operator = self.of(child)?,
            }
        }
        let is_descriptor = |target: &str| {
            target == "-"
                || target
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'-')
        };
        Ok(match (operator, target) {
            ("<", Some(target)) => Redirect::Input(target),
            (">" | ">>" | ">|" | "&>" | "&>>", Some(target)) => Redirect::Output(target),
            (">&", Some(target)) if !is_descriptor(target) => Redirect::Output(target),
            (">&" | "<&" | ">&-" | "<&-", _) => Redirect::Duplicate,
            _ => return Err(NotRead),
        })
    }

    fn heredoc(
        &self,
        node: Node<'_>,
        redirects: &mut Vec<Redirect<'a>>,
        extra: &mut Vec<&'a str>,
        piped: &mut Vec<Statement<'a>>,
        linked: &mut Vec<(Link, Statement<'a>)>,
        depth: usize,
    ) -> Result<(), NotRead> {
        let mut literal = false;
        let mut text = "";
        let mut link = None;
        let mut cursor = node.walk();
        for (at, child) in (0_u32..).zip(node.children(&mut cursor)) {
            match child.kind() {
                "heredoc_start" => literal = self.of(child)?.contains(['\'', '"', '\\']),
                "heredoc_body" => text = self.of(child)?,
                "file_redirect" | "herestring_redirect" => {
                    redirects.push(self.redirect(child, extra)?);
                }
                "pipeline" => piped.extend(self.statements(child, depth + 1)?),
                "&&" => link = Some(Link::And),
                "||" => link = Some(Link::Or),
                kind if node.field_name_for_child(at) == Some("right") && is_statement(kind) => {
                    match self.statement(child, depth + 1)? {
                        Statement::List(first, rest) => {
                            linked.push((link.ok_or(NotRead)?, *first));
                            linked.extend(rest);
                        }
                        statement => linked.push((link.ok_or(NotRead)?, statement)),
                    }
                }
                _ if node.field_name_for_child(at) == Some("argument") => {
                    extra.push(self.of(child)?)
                }
                _ => {}
            }
        }
        // `a <<E | b && c`: the grammar has the list within the pipeline.
        match piped.pop() {
            Some(Statement::List(first, rest)) => {
                piped.push(*first);
                linked.extend(rest);
            }
            last => piped.extend(last),
        }
        redirects.push(Redirect::Heredoc { text, literal });
        Ok(())
    }
}

fn is_statement(kind: &str) -> bool {
    matches!(
        kind,
        "command"
            | "declaration_command"
            | "unset_command"
            | "variable_assignment"
            | "variable_assignments"
            | "pipeline"
            | "list"
            | "negated_command"
            | "compound_statement"
            | "subshell"
            | "redirected_statement"
            | "if_statement"
            | "while_statement"
            | "for_statement"
            | "c_style_for_statement"
            | "case_statement"
            | "function_definition"
            | "test_command"
    )
}
