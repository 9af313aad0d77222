//! What a text consists of.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Where it begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Which list of words is its value, if it is the assignment of an array.
    pub(super) array: Option<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Before the first token.
    Start,
    /// `$(`, before the first token of what is substituted.
    Substitution,
    /// The end of the text.
    End,
    Newline,
    Semicolon,
    Ampersand,
    Pipe,
    /// `|&`.
    PipeBoth,
    And,
    Or,
    /// `;;`.
    ArmEnd,
    /// `;&`.
    ArmNext,
    /// `;;&`.
    ArmTest,
    /// `(`.
    Open,
    /// `)`.
    Close,
    Less,
    Greater,
    /// `>>`.
    Append,
    /// `>|`.
    Clobber,
    /// `<>`.
    LessGreater,
    /// `<<`.
    Heredoc,
    /// `<<-`.
    HeredocTabs,
    /// `<<<`.
    HereString,
    /// `<&`.
    LessAnd,
    /// `>&`.
    GreaterAnd,
    /// `&>`.
    AndGreater,
    /// `&>>`.
    AndAppend,
    /// `-` behind `<&` or `>&`.
    Dash,
    Word,
    /// A word `name=value` where an assignment may stand.
    Assignment,
    /// Digits before a redirection.
    Number,
    /// `{name}` before a redirection.
    Variable,
    /// `((…))`.
    Arithmetic,
    /// `((…))` behind `for`.
    ArithmeticFor,
    If,
    Then,
    Else,
    Elif,
    Fi,
    Case,
    Esac,
    For,
    Select,
    While,
    Until,
    Do,
    Done,
    In,
    Function,
    Time,
    /// `-p` behind `time`.
    TimeOption,
    /// `--` behind `time`.
    TimeEnd,
    /// `{`.
    LeftBrace,
    /// `}`.
    RightBrace,
    /// `!`.
    Bang,
    /// `[[`.
    ConditionStart,
    /// `]]`.
    ConditionEnd,
    Coproc,
}

impl Kind {
    /// The word that is reserved where a command may begin.
    pub(super) fn reserved(text: &str) -> Option<Self> {
        Some(match text {
            "if" => Self::If,
            "then" => Self::Then,
            "else" => Self::Else,
            "elif" => Self::Elif,
            "fi" => Self::Fi,
            "case" => Self::Case,
            "esac" => Self::Esac,
            "for" => Self::For,
            "select" => Self::Select,
            "while" => Self::While,
            "until" => Self::Until,
            "do" => Self::Do,
            "done" => Self::Done,
            "in" => Self::In,
            "function" => Self::Function,
            "time" => Self::Time,
            "{" => Self::LeftBrace,
            "}" => Self::RightBrace,
            "!" => Self::Bang,
            "[[" => Self::ConditionStart,
            "]]" => Self::ConditionEnd,
            "coproc" => Self::Coproc,
            _ => return None,
        })
    }

    /// Whether a reserved word is one behind this.
    pub(super) fn before_reserved(self) -> bool {
        matches!(
            self,
            Self::Start
                | Self::Substitution
                | Self::Newline
                | Self::Semicolon
                | Self::Open
                | Self::Close
                | Self::Pipe
                | Self::PipeBoth
                | Self::Ampersand
                | Self::LeftBrace
                | Self::RightBrace
                | Self::And
                | Self::Or
                | Self::Bang
                | Self::Do
                | Self::Done
                | Self::Elif
                | Self::Else
                | Self::Esac
                | Self::Fi
                | Self::If
                | Self::ArmEnd
                | Self::ArmNext
                | Self::ArmTest
                | Self::Then
                | Self::Time
                | Self::TimeOption
                | Self::TimeEnd
                | Self::Coproc
                | Self::Until
                | Self::While
                | Self::Arithmetic
                | Self::ConditionEnd
        )
    }

    /// Whether `time` is reserved behind this. After a pipe it is a program.
    pub(super) fn before_time(self, before: Self) -> bool {
        match self {
            Self::Start | Self::Semicolon | Self::Newline => before != Self::Pipe,
            Self::And
            | Self::Or
            | Self::Ampersand
            | Self::While
            | Self::Do
            | Self::Until
            | Self::If
            | Self::Then
            | Self::Elif
            | Self::Else
            | Self::LeftBrace
            | Self::Open
            | Self::Close
            | Self::Bang
            | Self::Time
            | Self::TimeOption
            | Self::TimeEnd
            | Self::Substitution => true,
            _ => false,
        }
    }

    /// Whether a redirection begins with this.
    pub(super) fn begins_redirect(self) -> bool {
        matches!(self, Self::Number | Self::Variable) || self.is_redirect()
    }

    /// Whether it is the operator of a redirection.
    pub(super) fn is_redirect(self) -> bool {
        matches!(
            self,
            Self::Less
                | Self::Greater
                | Self::Append
                | Self::Clobber
                | Self::LessGreater
                | Self::Heredoc
                | Self::HeredocTabs
                | Self::HereString
                | Self::LessAnd
                | Self::GreaterAnd
                | Self::AndGreater
                | Self::AndAppend
        )
    }

    /// Whether a compound command begins with this.
    pub(super) fn begins_compound(self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::LeftBrace
                | Self::If
                | Self::For
                | Self::Case
                | Self::While
                | Self::Until
                | Self::Select
                | Self::ConditionStart
                | Self::Arithmetic
        )
    }

    /// Whether a statement begins with this.
    pub(super) fn begins_statement(self) -> bool {
        self.begins_compound()
            || self.begins_redirect()
            || matches!(
                self,
                Self::Word
                    | Self::Assignment
                    | Self::Function
                    | Self::Coproc
                    | Self::Time
                    | Self::Bang
            )
    }
}
