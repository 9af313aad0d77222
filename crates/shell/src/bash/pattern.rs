//! Patterns of the shell, held against texts that are known: `*`, `?`, `[a-z]`.

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Char(char),
    Any,
    Many,
    Set(bool, Vec<Item>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    Range(char, char),
    Class(Class),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Alpha,
    Digit,
    Alnum,
    Upper,
    Lower,
    Space,
    Blank,
    Punct,
    Xdigit,
}

impl Pattern {
    /// Reads a pattern in which `\` stands before what was quoted. `None` where it holds what is not
    /// modelled: extended patterns, unless they mean nothing, classes by locale.
    pub(super) fn new(text: &str, extended: bool) -> Option<Self> {
        let chars: Vec<char> = text.chars().collect();
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(c) = chars.get(at) {
            at += 1;
            match c {
                '\\' => {
                    parts.push(Part::Char(*chars.get(at).unwrap_or(&'\\')));
                    at += 1;
                }
                '?' | '*' | '+' | '@' | '!' if extended && chars.get(at) == Some(&'(') => {
                    return None;
                }
                '?' => parts.push(Part::Any),
                '*' => {
                    if parts.last() != Some(&Part::Many) {
                        parts.push(Part::Many);
                    }
                }
                '[' => match set(&chars, at)? {
                    Some((part, end)) => {
                        parts.push(part);
                        at = end;
                    }
                    None => parts.push(Part::Char('[')),
                },
                c => parts.push(Part::Char(*c)),
            }
        }
        Some(Self(parts))
    }

    /// How many parts it has.
    pub(super) fn parts(&self) -> usize {
        self.0.len()
    }

    /// How long each text is that it matches, where that is one length.
    pub(super) fn length(&self) -> Option<usize> {
        let varies = self.0.contains(&Part::Many);
        (!varies).then_some(self.0.len())
    }

    /// Whether it matches the whole text.
    pub(super) fn matches(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
        self.fits(&chars)
    }

    /// Whether it matches these characters: greedy, with one place to go back to.
    pub(super) fn fits(&self, text: &[char]) -> bool {
        let (mut part, mut at) = (0, 0);
        let mut back: Option<(usize, usize)> = None;
        loop {
            let fits = match self.0.get(part) {
                Some(Part::Many) => {
                    back = Some((part, at));
                    part += 1;
                    continue;
                }
                Some(one) => text.get(at).is_some_and(|c| one.fits(*c)),
                None if at == text.len() => return true,
                None => false,
            };
            if fits {
                part += 1;
                at += 1;
                continue;
            }
            match back {
                Some((many, from)) if from < text.len() => {
                    back = Some((many, from + 1));
                    part = many + 1;
                    at = from + 1;
                }
                _ => return false,
            }
        }
    }
}

impl Part {
    fn fits(&self, c: char) -> bool {
        match self {
            Self::Char(own) => *own == c,
            Self::Any => true,
            Self::Many => false,
            Self::Set(negated, items) => items.iter().any(|item| item.fits(c)) != *negated,
        }
    }
}

impl Item {
    fn fits(&self, c: char) -> bool {
        match self {
            Self::Range(from, to) => (*from..=*to).contains(&c),
            Self::Class(class) => match class {
                Class::Alpha => c.is_alphabetic(),
                Class::Digit => c.is_ascii_digit(),
                Class::Alnum => c.is_alphanumeric(),
                Class::Upper => c.is_uppercase(),
                Class::Lower => c.is_lowercase(),
                Class::Space => c.is_whitespace(),
                Class::Blank => matches!(c, ' ' | '\t'),
                Class::Punct => c.is_ascii_punctuation(),
                Class::Xdigit => c.is_ascii_hexdigit(),
            },
        }
    }
}

/// The set that begins behind `[`, and where it ends; `Some(None)` where no set begins, `None` where
/// it is not modelled.
#[expect(clippy::option_option, reason = "no set and a set not modelled differ")]
fn set(chars: &[char], from: usize) -> Option<Option<(Part, usize)>> {
    let mut at = from;
    let negated = matches!(chars.get(at), Some('!' | '^'));
    at += usize::from(negated);
    let mut items = Vec::new();
    let mut first = true;
    loop {
        let Some(c) = chars.get(at) else {
            return Some(None);
        };
        match c {
            ']' if !first => return Some(Some((Part::Set(negated, items), at + 1))),
            '[' if chars.get(at + 1) == Some(&':') => {
                let end = chars[at + 2..].iter().position(|c| *c == ':')? + at + 2;
                if chars.get(end + 1) != Some(&']') {
                    return None;
                }
                let name: String = chars[at + 2..end].iter().collect();
                items.push(Item::Class(class(&name)?));
                at = end + 2;
            }
            '[' if matches!(chars.get(at + 1), Some('.' | '=')) => return None,
            _ => {
                let (low, next) = escaped(chars, at)?;
                at = next;
                if chars.get(at) == Some(&'-') && chars.get(at + 1).is_some_and(|c| *c != ']') {
                    let (high, next) = escaped(chars, at + 1)?;
                    at = next;
                    items.push(Item::Range(low, high));
                } else {
                    items.push(Item::Range(low, low));
                }
            }
        }
        first = false;
    }
}

fn escaped(chars: &[char], at: usize) -> Option<(char, usize)> {
    match chars.get(at)? {
        '\\' => Some((*chars.get(at + 1)?, at + 2)),
        c => Some((*c, at + 1)),
    }
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "alpha" => Class::Alpha,
        "digit" => Class::Digit,
        "alnum" => Class::Alnum,
        "upper" => Class::Upper,
        "lower" => Class::Lower,
        "space" => Class::Space,
        "blank" => Class::Blank,
        "punct" => Class::Punct,
        "xdigit" => Class::Xdigit,
        _ => return None,
    })
}
