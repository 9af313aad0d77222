//! A text of bash as statements, with every word as it is written.

use std::borrow::Cow;
use std::ops::Range;

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement<'a> {
    /// A command, or assignments alone.
    Simple(Simple<'a>),
    /// `a | b`, and its place in the text.
    Pipeline(Vec<Self>, Range<usize>),
    /// `a && b || c`: the first, and the others with what stands before each.
    List(Box<Self>, Vec<(Link, Self)>),
    /// `{ …; }`.
    Group(Vec<Self>),
    /// `( … )`.
    Subshell(Vec<Self>),
    /// `… &`: it runs in a shell of its own, beside what follows.
    Background(Box<Self>),
    /// `! …`; the group in it is empty for `!` alone.
    Negated(Box<Self>),
    /// `time …`; the group in it is empty for `time` alone.
    Timed(Box<Self>),
    /// `coproc NAME …`: it runs in a shell of its own, beside what follows.
    Coprocess(Option<&'a str>, Box<Self>),
    /// A compound command with redirections behind it.
    Redirected(Box<Self>, Vec<Redirect<'a>>),
    /// `if`.
    If {
        /// Each condition (`if`, `elif`) with what is run where it holds.
        branches: Vec<Branch<'a>>,
        /// `else`.
        otherwise: Option<Vec<Self>>,
    },
    /// `case`.
    Case {
        /// The word that is compared.
        word: &'a str,
        /// What it is compared with.
        arms: Vec<Arm<'a>>,
    },
    /// `while` or `until`.
    While {
        /// Whether it is `until`.
        until: bool,
        /// The condition.
        condition: Vec<Self>,
        /// The body.
        body: Vec<Self>,
    },
    /// `for NAME in WORDS`; no words for `for NAME`.
    For {
        /// The variable, which may be no name that bash takes.
        name: &'a str,
        /// The words, as written.
        words: Option<Vec<&'a str>>,
        /// The body.
        body: Vec<Self>,
    },
    /// `select NAME in WORDS`; no words for `select NAME`.
    Select {
        /// The variable.
        name: &'a str,
        /// The words, as written.
        words: Option<Vec<&'a str>>,
        /// The body.
        body: Vec<Self>,
    },
    /// `for ((…; …; …))`.
    ForArithmetic {
        /// The three expressions, as written.
        expressions: [&'a str; 3],
        /// The body.
        body: Vec<Self>,
    },
    /// A function: its name, and its body as a text of its own.
    Function(&'a str, Cow<'a, str>),
    /// `(( … ))`: the expression.
    Arithmetic(&'a str),
    /// `[[ … ]]`: what it tests, and the text between the brackets.
    Condition(Test<'a>, &'a str),
}

/// A condition and what is run where it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branch<'a> {
    /// The condition.
    pub(super) condition: Vec<Statement<'a>>,
    /// What is run.
    pub(super) body: Vec<Statement<'a>>,
}

/// An arm of `case`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arm<'a> {
    /// Its patterns, as written.
    pub(super) patterns: Vec<&'a str>,
    /// What is run.
    pub(super) body: Vec<Statement<'a>>,
    /// What happens after it.
    pub(super) then: Then,
}

/// What happens after an arm of `case`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// `;;`: the statement ends.
    End,
    /// `;&`: the next arm is run too.
    Next,
    /// `;;&`: the next patterns are tried.
    Test,
}

/// What `[[ … ]]` tests; all words as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test<'a> {
    /// `word`: whether it is not empty.
    Word(&'a str),
    /// `-f word`: the operator and the word.
    Unary(&'a str, &'a str),
    /// `word == word`: the left, the operator, the right.
    Binary(&'a str, &'a str, &'a str),
    /// `! …`.
    Not(Box<Self>),
    /// `… && …`: all of them.
    And(Vec<Self>),
    /// `… || …`: one of them.
    Or(Vec<Self>),
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
    /// The assignments before it.
    pub(super) assignments: Vec<Assignment<'a>>,
    /// Its words, as written, without those that are `declared`.
    pub(super) words: Vec<&'a str>,
    /// The words of `export`, `declare`, `typeset`, `local`, `readonly` that have the form of an
    /// assignment.
    pub(super) declared: Vec<Assignment<'a>>,
    /// Its redirections, in order.
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
    /// The words of the value, as written: one, which may be empty, or those of an array.
    pub(super) value: Vec<&'a str>,
    /// Whether it is an array.
    pub(super) array: bool,
}

/// A redirection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Redirect<'a> {
    /// What is redirected.
    pub(super) descriptor: Descriptor<'a>,
    /// Where it goes or comes from.
    pub(super) target: Target<'a>,
}

/// What is redirected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Descriptor<'a> {
    /// Input or output, as the operator says.
    Usual,
    /// Output and errors: `&>`, `>& file`.
    Both,
    /// This number.
    Number(u32),
    /// `{name}`: a new one, whose number the variable gets.
    Variable(&'a str),
}

/// Where a redirection goes or comes from; words as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// `< file`.
    Input(&'a str),
    /// `<> file`.
    Both(&'a str),
    /// `> file`, `>| file`, `&> file`, `>& file`.
    Output(&'a str),
    /// `>> file`, `&>> file`.
    Append(&'a str),
    /// `2>&1`, `<&3`, `>&-`: the descriptor.
    Duplicate(&'a str),
    /// `<< END`.
    Heredoc {
        /// The word that ends it, as written.
        end: &'a str,
        /// The text; for `<<-` without the tabs at its lines' beginnings.
        text: Cow<'a, str>,
        /// Whether its end is quoted, so that nothing in it is replaced.
        literal: bool,
    },
    /// `<<< word`.
    Word(&'a str),
}
