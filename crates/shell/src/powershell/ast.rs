//! What a text of PowerShell says: statements, pipelines, commands, expressions.

use std::ops::Range;
use std::rc::Rc;

/// A text that was parsed, as far as it could be.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// The attributes before `param` at its head.
    pub(super) attributes: Vec<Attribute>,
    /// What stands between `param(` and `)` at its head.
    pub(super) parameters: Vec<Declared>,
    pub(super) statements: Vec<Statement>,
    /// Why PowerShell refuses the text. It runs nothing of such a text, and sets nothing; a
    /// capture may have damaged one that it ran.
    pub(super) refused: Option<Refused>,
    /// Whether PowerShell would wait for more of the text.
    pub(super) is_unfinished: bool,
    /// Where PowerShell 3 to 5.1 does not read the same.
    pub(super) newer: Option<Newer>,
}

/// What only PowerShell 7 understands, and where it stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Newer {
    /// PowerShell 3 to 5.1 refuses the text: `&&`, `??`, `a ? b : c`.
    Refused(usize),
    /// PowerShell 3 to 5.1 takes it for something else: `` `e ``, `1u`.
    Otherwise(usize),
}

/// Why a text does not parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused {
    /// Where it stops making sense.
    pub(super) at: usize,
    pub(super) reason: Refusal,
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// What stands here cannot follow what stands before it.
    Unexpected,
    /// Something must follow: an operand, a body, a name.
    Unfinished,
    /// A bracket, a quote or a comment is not closed.
    Unclosed,
    /// A value must follow: `-Force:`, `> `.
    MissingValue,
    /// `${}`, `"$p: x"`: a variable without a name.
    BadVariable,
    /// `` `u{} ``: a character that there is not.
    BadEscape,
    /// A key, a parameter, a stream, a clause or a block for the second time.
    Twice,
    /// `'a' = 1`, `1++`: what cannot be set.
    NotSettable,
    /// `<`, `1>&2`: a redirection that PowerShell does not have.
    NoSuchRedirection,
    /// `@x` where no command takes it.
    Splatted,
    /// A statement among `begin`, `process` and `end`.
    AmongBlocks,
    /// What `data` does not allow.
    InData,
    /// `workflow`, `parallel`, `foreach -parallel`: PowerShell 7 has none.
    OnlyInWorkflow,
    /// A word that is kept for later: `from`, `define`, `var`.
    Reserved,
    /// It nests deeper than is followed. PowerShell itself may take it.
    TooDeep,
}

/// The inside of braces, or of `$(…)`.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The attributes before `param`: `[CmdletBinding(…)]`.
    pub(super) attributes: Vec<Attribute>,
    pub(super) parameters: Vec<Declared>,
    pub(super) statements: Vec<Statement>,
    pub(super) span: Range<usize>,
}

/// A parameter that a function or block declares.
#[derive(Debug)]
pub(super) struct Declared {
    /// Lower case.
    pub(super) name: String,
    /// `[Parameter(Mandatory)]`, `[ValidateSet('a')]`, `[Alias('x')]`.
    pub(super) attributes: Vec<Attribute>,
    /// `[int]`, `[switch]`: their names without the brackets, in the order in which they stand.
    pub(super) types: Vec<String>,
    pub(super) default: Option<Expression>,
}

/// `[Name(value, Other = value)]`
#[derive(Debug)]
pub(super) struct Attribute {
    /// As written.
    pub(super) name: String,
    /// Each argument; one without a name stands by itself, and a name without a value means that
    /// it is set.
    pub(super) arguments: Vec<(Option<String>, Option<Expression>)>,
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
        operator: Assignment,
        value: Box<Statement>,
    },
    If {
        branches: Vec<(Chain, Block)>,
        otherwise: Option<Block>,
    },
    Foreach {
        /// The loop's label, lower case.
        label: Option<String>,
        variable: String,
        over: Chain,
        body: Block,
    },
    Loop {
        label: Option<String>,
        first: Option<Box<Statement>>,
        condition: Option<Chain>,
        step: Option<Box<Statement>>,
        body: Block,
        kind: LoopKind,
    },
    Switch {
        label: Option<String>,
        matching: Matching,
        /// `-CaseSensitive`
        is_case_sensitive: bool,
        over: Over,
        clauses: Vec<Clause>,
        otherwise: Option<Block>,
    },
    Try {
        body: Block,
        catches: Vec<Catch>,
        finally: Option<Block>,
    },
    Trap(Catch),
    Function {
        name: FunctionName,
        body: Rc<Block>,
    },
    /// A named block: `begin { … }`, `process { … }`.
    Inline {
        name: BlockName,
        body: Block,
    },
    /// `data { … }`: what it comes to, which a variable may be set to.
    Data {
        /// `data name { … }`: lower case.
        variable: Option<String>,
        body: Block,
    },
    Jump {
        jump: Jump,
        /// Of `break` and `continue`: which loop is meant.
        label: Option<Expression>,
        /// Of the others: what is given back or thrown.
        value: Option<Chain>,
    },
    Class(Class),
    /// A declaration that runs nothing: `enum`, `using`.
    Declaration,
}

/// The parts of a function or script that has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockName {
    Begin,
    Process,
    End,
    Clean,
    DynamicParam,
}

/// `class Name { … }`: its methods run when they are called.
#[derive(Debug)]
pub(super) struct Class {
    pub(super) name: String,
    /// The methods and constructors, as functions of their own.
    pub(super) methods: Vec<Method>,
    /// The values that its properties begin with.
    pub(super) properties: Vec<(String, Option<Expression>)>,
}

/// A method of a class; a constructor has the name of its class.
#[derive(Debug)]
pub(super) struct Method {
    pub(super) name: String,
    pub(super) is_static: bool,
    pub(super) body: Rc<Block>,
}

/// How a `switch` compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matching {
    Exact,
    /// `-Wildcard`
    Wildcard,
    /// `-Regex`
    Regex,
}

/// What a `switch` goes through.
#[derive(Debug)]
pub(super) enum Over {
    Values(Chain),
    /// `-File name`: its lines.
    File(Expression),
}

/// The name that a function is defined by.
#[derive(Debug)]
pub(super) struct FunctionName {
    pub(super) name: String,
    /// `global`, `script`, `local` or `private`; lower case.
    pub(super) scope: Option<String>,
}

/// How a variable is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Assignment {
    /// `=`
    Plain,
    /// `??=`
    IfNull,
    /// `+=`, `-=`, `*=`, `/=`, `%=`: the operator's sign.
    With(char),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LoopKind {
    /// `while`, `for`: the condition comes first.
    While,
    /// `do … while`: the body comes first.
    DoWhile,
    /// `do … until`
    DoUntil,
}

/// A clause of a `switch`.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) test: Expression,
    pub(super) body: Block,
}

/// `catch [A], [B] { … }`
#[derive(Debug)]
pub(super) struct Catch {
    /// The types that it catches; none for all.
    pub(super) types: Vec<String>,
    pub(super) body: Block,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Jump {
    Break,
    Continue,
    Return,
    Throw,
    Exit,
}

/// Pipelines joined by `&&` and `||`.
#[derive(Debug, Default)]
pub(super) struct Chain {
    pub(super) first: Pipeline,
    pub(super) rest: Vec<(Joint, Pipeline)>,
    /// Whether `&` stands at its end: a job of its own.
    pub(super) background: bool,
}

/// What joins two pipelines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    And,
    Or,
}

#[derive(Debug, Default)]
pub(super) struct Pipeline {
    pub(super) stages: Vec<Stage>,
    pub(super) span: Range<usize>,
}

#[derive(Debug)]
pub(super) struct Stage {
    pub(super) kind: StageKind,
    pub(super) redirections: Vec<Redirection>,
}

#[derive(Debug)]
pub(super) enum StageKind {
    Expression(Expression),
    Command(Command),
}

/// `2> file`, `3>&1`
#[derive(Debug)]
pub(super) struct Redirection {
    /// The stream's number; `None` for all of them.
    pub(super) from: Option<u8>,
    pub(super) to: Target,
}

#[derive(Debug)]
pub(super) enum Target {
    File {
        path: Expression,
        /// `>>`
        appends: bool,
    },
    /// Another stream.
    Stream(u8),
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
    pub(super) span: Range<usize>,
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
    /// `--`: what follows are values, whatever they begin with.
    EndOfParameters,
    /// `--%`: what follows, letter for letter.
    Verbatim(String),
}

#[derive(Debug)]
pub(super) struct Expression {
    pub(super) kind: ExpressionKind,
    pub(super) span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum ExpressionKind {
    /// A text, quoted or bare.
    Text(Vec<Part>),
    /// A number as it is written, in an expression or as a bare word: `01`, `0x1F`, `1kb`, `-5`.
    Number(String),
    /// Lower case, with its scope or drive: `env:path`, `global:x`, `x`.
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
    /// `a.b`, `a::b`, `a.b(…)`
    Member {
        of: Box<Expression>,
        name: MemberName,
        /// `::`
        is_static: bool,
        /// What stands between its brackets, if it is called.
        call: Option<Vec<Expression>>,
        /// `?.`: nothing, if it is of nothing.
        if_there: bool,
    },
    /// `a[0]`
    Index {
        of: Box<Expression>,
        index: Box<Expression>,
        /// `?[`
        if_there: bool,
    },
    /// `[ValidateSet('a')]$x`: an attribute before a variable.
    Attributed {
        attribute: Attribute,
        value: Box<Expression>,
    },
    /// `[int]$x`: what stands between the brackets.
    Cast {
        to: String,
        value: Box<Expression>,
    },
    /// `[int]`
    Type(String),
    /// `!`, `-not`, `-`, `+`, `,`, `-split`, `-join`, `-bnot`: lower case, with the dash.
    Unary {
        operator: String,
        value: Box<Expression>,
    },
    /// `++$x`, `$x--`
    Step {
        of: Box<Expression>,
        /// `++`, not `--`
        up: bool,
        /// Whether its value is that after the step.
        before: bool,
    },
    /// `+`, `..`, `-eq` without the dash: lower case.
    Binary {
        operator: String,
        left: Box<Expression>,
        right: Box<Expression>,
    },
    /// `a ? b : c`
    Ternary {
        condition: Box<Expression>,
        then: Box<Expression>,
        otherwise: Box<Expression>,
    },
}

/// Which member is meant.
#[derive(Debug)]
pub(super) enum MemberName {
    Known(String),
    /// `$x.$name`, `$x.(…)`, `$x."…"`
    Evaluated(Box<Expression>),
}

/// A piece of a text.
#[derive(Debug)]
pub(super) enum Part {
    Text(String),
    Variable(String),
    Statements(Block),
}
