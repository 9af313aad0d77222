//! What a text of PowerShell says: statements, pipelines, commands, expressions.

use std::ops::Range;
use std::rc::Rc;

/// A text that was parsed, as far as it could be.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub(super) statements: Vec<Statement>,
    /// Where it stops making sense. PowerShell runs nothing of such a text; a capture may have
    /// damaged one that it ran.
    pub(super) fault: Option<usize>,
}

/// The inside of braces, or of `$(…)`.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) parameters: Vec<Declared>,
    pub(super) statements: Vec<Statement>,
    pub(super) span: Range<usize>,
}

/// A parameter that a function or block declares.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) kind: DeclaredKind,
    pub(super) default: Option<Expression>,
}

/// How a declared parameter gets its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DeclaredKind {
    /// By name or position; it may be left out.
    Plain,
    /// It is on or off.
    Switch,
    /// PowerShell asks for it, if it is left out.
    Mandatory,
    /// From the pipeline too.
    Piped,
}

#[derive(Debug)]
pub(super) struct Statement {
    pub(super) kind: StatementKind,
    pub(super) span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum StatementKind {
    Chain(Chain),
    Assign {
        target: Expression,
        /// `=`; the others (`+=`) change what is there.
        plain: bool,
        value: Box<Statement>,
    },
    If {
        branches: Vec<(Chain, Block)>,
        otherwise: Option<Block>,
    },
    Foreach {
        variable: String,
        over: Chain,
        body: Block,
    },
    Loop {
        first: Option<Box<Statement>>,
        condition: Option<Chain>,
        step: Option<Box<Statement>>,
        body: Block,
        /// `do`: the body comes before the condition.
        runs_once: bool,
    },
    Switch {
        over: Chain,
        clauses: Vec<Block>,
    },
    Try {
        body: Block,
        catches: Vec<Block>,
        finally: Option<Block>,
    },
    Function {
        name: String,
        body: Rc<Block>,
    },
    /// A block that is run where it stands: `end { … }`, `parallel { … }`; `process { … }` for each
    /// item of the pipeline.
    Inline {
        for_each: bool,
        body: Block,
    },
    Jump(Jump, Option<Chain>),
    /// A declaration that runs nothing: `class`, `enum`, `using`, `param`.
    Declaration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Jump {
    Break,
    Continue,
    Return,
    Throw,
    Exit,
}

/// Pipelines joined by `&&` and `||`.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) first: Pipeline,
    pub(super) rest: Vec<Pipeline>,
}

#[derive(Debug)]
pub(super) struct Pipeline {
    pub(super) stages: Vec<Stage>,
    pub(super) span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Stage {
    Expression(Expression),
    Command(Command),
}

#[derive(Debug)]
pub(super) struct Command {
    pub(super) call: Option<Call>,
    pub(super) name: Expression,
    pub(super) elements: Vec<Element>,
    pub(super) span: Range<usize>,
}

/// The operator before a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    /// `&`: in a scope of its own.
    Invoke,
    /// `.`: in this scope.
    Source,
}

#[derive(Debug)]
pub(super) struct Element {
    pub(super) kind: ElementKind,
    /// Whether it stands against what is before it, without a blank.
    pub(super) adjacent: bool,
}

#[derive(Debug)]
pub(super) enum ElementKind {
    Parameter {
        /// Without the dash.
        name: String,
        /// What stands after its colon.
        value: Option<Expression>,
    },
    Value(Expression),
    Splat(String),
}

#[derive(Debug)]
pub(super) struct Expression {
    pub(super) kind: ExpressionKind,
    pub(super) span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum ExpressionKind {
    /// A text: quoted, bare or a number.
    Text(Vec<Part>),
    Variable(String),
    /// `a, b`
    List(Vec<Expression>),
    /// `$( … )`
    Statements(Block),
    /// `@( … )`: always a list.
    Array(Block),
    /// `( … )`
    Parenthesis(Box<Statement>),
    Hash(Vec<(Expression, Statement)>),
    Block(Rc<Block>),
    /// `a.b`, `a[0]`, `a.b(…)`: of what, and what is evaluated beside.
    Member {
        of: Box<Expression>,
        name: Option<String>,
        inner: Vec<Expression>,
    },
    Cast {
        to: String,
        value: Box<Expression>,
    },
    Type,
    Unary {
        operator: String,
        value: Box<Expression>,
    },
    Binary {
        operator: String,
        left: Box<Expression>,
        right: Box<Expression>,
    },
}

/// A piece of a text.
#[derive(Debug)]
pub(super) enum Part {
    Text(String),
    Variable(String),
    Statements(Block),
}
