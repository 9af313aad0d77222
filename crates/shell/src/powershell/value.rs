//! What is known of a value while a session is followed, and of which type it is.

use std::rc::Rc;

use super::super::paths;
use super::super::{Unresolved, Value};
use super::ast::Block;
use super::number::Number;
use super::shared::{Entries, Items, List, ListKind, Object, Order, Properties, Table};

/// A value, as far as it is known.
#[derive(Debug, Clone)]
pub(super) enum Known {
    Text(String),
    /// One character, as an index of a text gives it.
    Char(char),
    Number(Number),
    Bool(bool),
    /// `$null`: one item of a pipeline.
    Null,
    /// Nothing was written: no item of a pipeline, `$null` where a value is wanted.
    Nothing,
    List(List),
    Table(Table),
    Object(Object),
    Block(Closure),
    /// `[int]`: its name without the brackets, lower case.
    Type(String),
    /// A remote session, and the computers that it is with.
    Session(Vec<Known>),
    Unknown(Unresolved),
}

/// The most that a value may hold, in bytes or so. A line may put a long text into a list many
/// times over, and that list into another.
pub(super) const HEAVY: usize = super::LONGEST;

/// Values one after the other, as long as they are not too many.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    values: Vec<Known>,
    weight: usize,
    /// Why it cannot be told what was written.
    unknown: Option<Unresolved>,
}

impl Gathered {
    pub(super) fn push(&mut self, value: Known) {
        self.weight += value.weight();
        if self.weight <= HEAVY {
            self.values.push(value);
        }
    }

    /// As a pipeline takes it: nothing for nothing, and the items of a list.
    pub(super) fn write(&mut self, value: Known) {
        match value {
            Known::Nothing => {}
            Known::List(list) => match list.items() {
                Ok(items) => items.into_iter().for_each(|item| self.push(item)),
                Err(why) => self.doubt(why),
            },
            // It may be any number of items.
            Known::Unknown(why) => {
                self.doubt(why.clone());
                self.push(Known::Unknown(why));
            }
            value => self.push(value),
        }
    }

    /// What was written, or whether it was, cannot be told.
    pub(super) fn doubt(&mut self, why: Unresolved) {
        self.unknown.get_or_insert(why);
    }

    /// What a pipeline writes: nothing, one value, or several.
    pub(super) fn written(mut self) -> Known {
        match (self.unknown, self.values.len()) {
            (Some(why), _) => Known::Unknown(why),
            _ if self.weight > HEAVY => Known::expression("…"),
            (None, 0) => Known::Nothing,
            (None, 1) => match self.values.pop() {
                Some(list @ Known::List(_)) => Known::List(List::new(Items {
                    kind: ListKind::Written,
                    items: vec![list],
                })),
                Some(one) => one,
                None => Known::Nothing,
            },
            (None, _) => Known::list(self.values),
        }
    }

    pub(super) fn list(self) -> Known {
        if self.weight > HEAVY {
            return Known::expression("…");
        }
        Known::list(self.values)
    }
}

/// A block and the text that its places are in.
#[derive(Debug, Clone)]
pub(super) struct Closure {
    pub(super) source: Rc<str>,
    pub(super) block: Rc<Block>,
}

impl Known {
    /// Whether both are the same text, number or truth, or are unknown for the same reason. What is
    /// shared, or runs something, is never the same.
    pub(super) fn is_same_scalar(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) | (Self::Type(one), Self::Type(other)) => {
                one == other
            }
            (Self::Char(one), Self::Char(other)) => one == other,
            (Self::Number(one), Self::Number(other)) => one.is_same(other),
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Null, Self::Null) | (Self::Nothing, Self::Nothing) => true,
            (Self::Unknown(one), Self::Unknown(other)) => one == other,
            _ => false,
        }
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn int(value: i64) -> Self {
        Self::Number(Number::int(value))
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::List(List::new(Items {
            kind: ListKind::Array,
            items,
        }))
    }

    /// What a command writes: each of the items.
    pub(super) fn written(items: Vec<Self>) -> Self {
        let mut gathered = Gathered::default();
        items.into_iter().for_each(|item| gathered.push(item));
        gathered.written()
    }

    /// What was written, as a value: one item is that item.
    pub(super) fn collapsed(self) -> Self {
        let inner = match &self {
            Self::List(list) => list.look(|inside| match inside.kind {
                ListKind::Written => inside.items.first().cloned(),
                _ => None,
            }),
            _ => Ok(None),
        };
        match inner {
            Ok(Some(inner)) => inner,
            _ => self,
        }
    }

    /// An array of texts, as `-split` gives it.
    pub(super) fn texts(texts: impl IntoIterator<Item = String>) -> Self {
        Self::List(List::new(Items {
            kind: ListKind::Typed,
            items: texts.into_iter().map(Self::Text).collect(),
        }))
    }

    pub(super) fn table(entries: Entries) -> Self {
        Self::Table(Table::new(entries))
    }

    pub(super) fn object(properties: Properties) -> Self {
        Self::Object(Object::new(properties))
    }

    pub(super) fn expression(text: &str) -> Self {
        Self::Unknown(Unresolved::Expression(short(text)))
    }

    /// How much of its own it holds, in bytes or so; what lies deeper is shared.
    pub(super) fn weight(&self) -> usize {
        const EACH: usize = 4;
        let flat = |value: &Self| match value {
            Self::Text(text) => EACH + text.len(),
            _ => EACH,
        };
        match self {
            Self::List(list) => {
                let items = list.look(|inside| inside.items.iter().map(flat).sum::<usize>());
                EACH + items.unwrap_or(0)
            }
            Self::Table(table) => {
                let entries = table.look(|inside| {
                    let values = inside.entries.iter().map(|(_, value)| EACH + flat(value));
                    values.sum::<usize>()
                });
                EACH + entries.unwrap_or(0)
            }
            Self::Object(object) => {
                let properties = object.look(|inside| {
                    let values = inside
                        .properties
                        .iter()
                        .map(|(_, value)| EACH + flat(value));
                    values.sum::<usize>()
                });
                EACH + properties.unwrap_or(0)
            }
            Self::Session(names) => EACH + names.iter().map(flat).sum::<usize>(),
            value => flat(value),
        }
    }

    /// As a text, the way PowerShell makes one of it; a list's items are joined by `$OFS`.
    pub(super) fn to_text_by(&self, separator: &str) -> Result<String, Unresolved> {
        match self {
            Self::List(list) => {
                let texts: Result<Vec<String>, Unresolved> =
                    list.items()?.iter().map(Self::item_text).collect();
                Ok(texts?.join(separator))
            }
            value => value.item_text(),
        }
    }

    /// As a text, with `$OFS` as it is when nobody set it.
    pub(super) fn to_text(&self) -> Result<String, Unresolved> {
        self.to_text_by(" ")
    }

    /// As the text that an argument of a program or of a parameter that takes texts is: a bare
    /// number as it was written.
    pub(super) fn to_argument(&self) -> Result<String, Unresolved> {
        match self {
            Self::Number(number) => match number.spelling() {
                Some(spelling) => Ok(spelling.to_owned()),
                None => self.to_text(),
            },
            value => value.to_text(),
        }
    }

    /// As a text where it is one of several: a list in a list is only named.
    fn item_text(&self) -> Result<String, Unresolved> {
        let opaque = |shown: &str| Err(Unresolved::Expression(shown.to_owned()));
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::Char(c) => Ok(c.to_string()),
            Self::Number(number) => match number.text() {
                Some(text) => Ok(text),
                None => opaque("number"),
            },
            Self::Bool(true) => Ok("True".to_owned()),
            Self::Bool(false) => Ok("False".to_owned()),
            Self::Null | Self::Nothing => Ok(String::new()),
            Self::List(list) => match list.look(|inside| inside.kind)? {
                ListKind::Array => Ok("System.Object[]".to_owned()),
                ListKind::Typed | ListKind::Growing | ListKind::Written => opaque("…"),
            },
            Self::Table(table) => Ok(match table.look(|inside| inside.order)? {
                Order::Hidden => "System.Collections.Hashtable",
                Order::Kept => "System.Collections.Specialized.OrderedDictionary",
            }
            .to_owned()),
            Self::Object(_) => opaque("[pscustomobject]"),
            Self::Block(_) => opaque("{…}"),
            Self::Type(name) => opaque(name),
            Self::Session(_) => opaque("PSSession"),
            Self::Unknown(why) => Err(why.clone()),
        }
    }

    /// Whether a condition holds, where that is known.
    pub(super) fn holds(&self) -> Option<bool> {
        match self {
            Self::Bool(holds) => Some(*holds),
            Self::Null | Self::Nothing => Some(false),
            Self::Text(text) => Some(!text.is_empty()),
            Self::Char(c) => Some(*c != '\0'),
            Self::Number(number) => Some(!number.is_zero()),
            Self::List(list) => {
                let items = list.items().ok()?;
                match items.as_slice() {
                    [] => Some(false),
                    // Of one item, that item decides; a list in it does not.
                    [Self::List(_)] => match self.clone().collapsed() {
                        Self::List(inner) if inner.is(list) => None,
                        inner => inner.holds(),
                    },
                    [one] => one.holds(),
                    _ => Some(true),
                }
            }
            Self::Table(_) | Self::Object(_) | Self::Block(_) | Self::Type(_) => Some(true),
            Self::Session(_) | Self::Unknown(_) => None,
        }
    }

    /// One after the other, as a pipeline takes them: `$null` is one.
    pub(super) fn items(self) -> Result<Vec<Self>, Unresolved> {
        match self {
            Self::List(list) => list.items(),
            Self::Nothing => Ok(Vec::new()),
            Self::Unknown(why) => Err(why),
            one => Ok(vec![one]),
        }
    }

    /// Whether it is nothing, as `-eq $null` has it.
    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Null | Self::Nothing)
    }

    /// As it is kept: a number has no spelling of its own any more.
    pub(super) fn plain(self) -> Self {
        match self {
            Self::Number(number) => Self::Number(number.plain()),
            value => value.collapsed(),
        }
    }

    /// As an argument's values.
    pub(super) fn to_values(&self) -> Vec<Value> {
        let one = |value: &Self| match value {
            Self::Bool(on) => Value::Switch(*on),
            value => match value.to_argument() {
                Ok(text) => Value::Known(paths::shown(&text)),
                Err(why) => Value::Unknown(why),
            },
        };
        match self {
            Self::List(list) => match list.items() {
                Ok(items) => items
                    .iter()
                    .map(|item| match item {
                        Self::List(_) => Value::Unknown(Unresolved::Expression("…".to_owned())),
                        item => one(item),
                    })
                    .collect(),
                Err(why) => vec![Value::Unknown(why)],
            },
            value => vec![one(value)],
        }
    }
}
/// The beginning of a text on one line, for a reason's subject.
pub(super) fn short(text: &str) -> String {
    const LONG: usize = 60;
    // Most texts are short and of one line already.
    let plain = text.len() <= LONG
        && !text.bytes().any(|b| b.is_ascii_control())
        && !text.contains("  ")
        && text.trim().len() == text.len();
    if plain {
        return text.to_owned();
    }
    let mut line = String::with_capacity(2 * LONG);
    let mut letters = 0;
    // Where the last letter begins that may stand if the text goes on.
    let mut cut = 0;
    for word in text.split_whitespace() {
        let blank = (letters > 0).then_some(' ');
        for letter in blank.into_iter().chain(word.chars()) {
            letters += 1;
            match letters {
                LONG => cut = line.len(),
                _ if letters > LONG => {
                    line.truncate(cut);
                    line.push('…');
                    return line;
                }
                _ => {}
            }
            line.push(letter);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_subject_is_one_line_of_sixty_letters_at_most() {
        assert_eq!(short(" a\r\n  b\tc "), "a b c");
        let (longest, longer) = ("é".repeat(60), "é ".repeat(31));
        assert_eq!(short(&longest), longest);
        assert_eq!(short(&longer), format!("{}é…", "é ".repeat(29)));
        assert_eq!(short(""), "");
    }
}
