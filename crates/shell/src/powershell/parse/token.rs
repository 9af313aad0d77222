//! The tokens.

use super::super::ast::Assignment;
use super::operator::Operator;

/// How the text is read. The same characters mean one thing among the words of a command and
/// another in an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Command,
    Expression,
    /// The head of a class: keywords, and no words.
    Signature,
}

/// A piece of text with a meaning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    /// Where it ends. Words and texts are not looked into before they are taken: these end where
    /// they begin.
    pub(super) end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    End,
    NewLine,
    Semicolon,
    Pipe,
    And,
    Or,
    Ampersand,
    Open,
    Close,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    /// `@(`
    OpenArray,
    /// `@{`
    OpenHash,
    /// `$(`
    OpenStatements,
    Comma,
    Dot,
    Colon,
    ColonColon,
    Question,
    Exclamation,
    PlusPlus,
    MinusMinus,
    /// `-and`, `+`, `..`, `??`: they join; some stand before an operand too.
    Operator(Operator),
    Assign(Assignment),
    Redirection(Direction),
    /// `<`, which PowerShell keeps for later.
    Input,
    Variable,
    /// `@name`
    Splatted,
    Number,
    /// A quoted text, not looked into yet.
    Text,
    /// A here-string, not looked into yet.
    Here,
    Name,
    Keyword(Keyword),
    /// `:name`
    Label,
    /// `-name`, and whether a colon stands behind it.
    Parameter {
        takes_value: bool,
    },
    /// A bare word, not looked into yet.
    Word,
    /// What begins nothing.
    Unknown,
}

/// Where a redirection goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Direction {
    /// The stream; none for all.
    pub(super) from: Option<u8>,
    pub(super) to: Goal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    Stream(u8),
    File,
    /// `>>`
    EndOfFile,
}

/// The words that begin a statement, or have a meaning in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    If,
    ElseIf,
    Else,
    Switch,
    Default,
    Foreach,
    In,
    For,
    While,
    Until,
    Do,
    Try,
    Catch,
    Finally,
    Trap,
    Data,
    Return,
    Continue,
    Break,
    Exit,
    Throw,
    Begin,
    Process,
    End,
    Clean,
    DynamicParam,
    Function,
    Filter,
    Workflow,
    Configuration,
    Param,
    Class,
    Enum,
    Using,
    Hidden,
    Static,
    Base,
    Namespace,
    Module,
    Type,
    Assembly,
    CommandWord,
    /// `parallel`, `sequence`: only a workflow knows them.
    Parallel,
    /// `from`, `define`, `var`: kept for later.
    Reserved,
    /// `public`, `private`, `interface`, `inlinescript`: without a meaning of their own here.
    Other,
}

impl Keyword {
    /// The keyword that a word is, in whatever case.
    pub(super) fn of(word: &str) -> Option<Self> {
        if word.len() > 13 {
            return None;
        }
        let keyword = match word.to_ascii_lowercase().as_str() {
            "if" => Self::If,
            "elseif" => Self::ElseIf,
            "else" => Self::Else,
            "switch" => Self::Switch,
            "default" => Self::Default,
            "foreach" => Self::Foreach,
            "in" => Self::In,
            "for" => Self::For,
            "while" => Self::While,
            "until" => Self::Until,
            "do" => Self::Do,
            "try" => Self::Try,
            "catch" => Self::Catch,
            "finally" => Self::Finally,
            "trap" => Self::Trap,
            "data" => Self::Data,
            "return" => Self::Return,
            "continue" => Self::Continue,
            "break" => Self::Break,
            "exit" => Self::Exit,
            "throw" => Self::Throw,
            "begin" => Self::Begin,
            "process" => Self::Process,
            "end" => Self::End,
            "clean" => Self::Clean,
            "dynamicparam" => Self::DynamicParam,
            "function" => Self::Function,
            "filter" => Self::Filter,
            "workflow" => Self::Workflow,
            "configuration" => Self::Configuration,
            "param" => Self::Param,
            "class" => Self::Class,
            "enum" => Self::Enum,
            "using" => Self::Using,
            "hidden" => Self::Hidden,
            "static" => Self::Static,
            "base" => Self::Base,
            "namespace" => Self::Namespace,
            "module" => Self::Module,
            "type" => Self::Type,
            "assembly" => Self::Assembly,
            "command" => Self::CommandWord,
            "parallel" | "sequence" => Self::Parallel,
            "from" | "define" | "var" => Self::Reserved,
            "public" | "private" | "interface" => Self::Other,
            _ => return None,
        };
        Some(keyword)
    }

    /// Whether it begins a part of a function: `begin`, `process`.
    pub(super) fn names_block(self) -> bool {
        matches!(
            self,
            Self::Begin | Self::Process | Self::End | Self::Clean | Self::DynamicParam
        )
    }

    /// Whether attributes may stand before it.
    pub(super) fn takes_attributes(self) -> bool {
        matches!(
            self,
            Self::Class | Self::Enum | Self::Configuration | Self::Param
        )
    }
}
