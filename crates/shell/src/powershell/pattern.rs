//! Regular expressions, as far as .NET's and everybody else's are surely one.
//!
//! Literals, classes of ASCII, groups, alternatives and repetitions over texts of ASCII. All the
//! rest (look-around, back references, options) is refused: then the match cannot be told.

use super::operators::Outcome;

/// A pattern that was read.
#[derive(Debug)]
pub(super) struct Pattern {
    node: Node,
    groups: usize,
    names: Vec<(usize, String)>,
    folds: bool,
}

/// Where it matched: the whole first, then its groups.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) spans: Vec<Option<(usize, usize)>>,
    pub(super) names: Vec<(usize, String)>,
}

#[derive(Debug)]
enum Node {
    Byte(u8),
    Class(Box<[bool; 128]>),
    Start,
    End,
    Group(Option<usize>, Box<Node>),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        of: Box<Node>,
        least: usize,
        most: usize,
        greedy: bool,
    },
}

/// How many steps a match may take.
const STEPS: usize = 50_000;
/// How deep groups may nest, and how long a text may be.
const DEEP: usize = 30;
const LONG: usize = 2000;

impl Pattern {
    /// Reads a pattern; `None` for what is not modelled.
    pub(super) fn new(text: &str, folds: bool) -> Option<Self> {
        if !text.is_ascii() || text.len() > LONG {
            return None;
        }
        let mut reader = Reader {
            bytes: text.as_bytes(),
            at: 0,
            groups: 0,
            names: Vec::new(),
        };
        let node = reader.either(0)?;
        if reader.at < reader.bytes.len() {
            return None;
        }
        Some(Self {
            node,
            groups: reader.groups,
            names: reader.names,
            folds,
        })
    }

    /// The first match at or behind a place.
    pub(super) fn find(&self, text: &str, from: usize) -> Outcome<Option<Found>> {
        if !text.is_ascii() || text.len() > LONG {
            return Outcome::Unknown;
        }
        let mut matcher = Matcher {
            bytes: text.as_bytes(),
            folds: self.folds,
            spans: vec![None; self.groups + 1],
            left: STEPS,
        };
        for start in from..=text.len() {
            let mut end = None;
            let is_match = matcher.node(&self.node, start, &mut |_, at| {
                end = Some(at);
                true
            });
            if matcher.left == 0 {
                return Outcome::Unknown;
            }
            if is_match && let Some(end) = end {
                let mut spans = matcher.spans.clone();
                if let Some(whole) = spans.first_mut() {
                    *whole = Some((start, end));
                }
                return Outcome::Is(Some(Found {
                    spans,
                    names: self.names.clone(),
                }));
            }
            matcher.spans.fill(None);
        }
        Outcome::Is(None)
    }
}

struct Reader<'p> {
    bytes: &'p [u8],
    at: usize,
    groups: usize,
    names: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    fn either(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEP {
            return None;
        }
        let mut ways = vec![self.sequence(depth)?];
        while self.eat(b'|') {
            ways.push(self.sequence(depth)?);
        }
        Some(match ways.len() {
            1 => ways.pop()?,
            _ => Node::Either(ways),
        })
    }

    fn sequence(&mut self, depth: usize) -> Option<Node> {
        let mut nodes = Vec::new();
        while let Some(byte) = self.peek() {
            if matches!(byte, b'|' | b')') {
                break;
            }
            let node = self.atom(depth)?;
            nodes.push(self.repeated(node)?);
        }
        Some(Node::Sequence(nodes))
    }

    fn repeated(&mut self, of: Node) -> Option<Node> {
        let (least, most) = match self.peek() {
            Some(b'*') => (0, usize::MAX),
            Some(b'+') => (1, usize::MAX),
            Some(b'?') => (0, 1),
            Some(b'{') => {
                let rest = self.bytes.get(self.at + 1..)?;
                let close = rest.iter().position(|b| *b == b'}')?;
                let inner = std::str::from_utf8(rest.get(..close)?).ok()?;
                let (least, most) = match inner.split_once(',') {
                    None => {
                        let count = inner.parse().ok()?;
                        (count, count)
                    }
                    Some((least, "")) => (least.parse().ok()?, usize::MAX),
                    Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
                };
                self.at += close + 1;
                (least, most)
            }
            _ => return Some(of),
        };
        if least > 100 || matches!(of, Node::Start | Node::End) {
            return None;
        }
        self.at += 1;
        let greedy = !self.eat(b'?');
        // Two repetitions of one thing are a fault.
        if matches!(self.peek(), Some(b'*' | b'+' | b'?' | b'{')) {
            return None;
        }
        Some(Node::Repeat {
            of: Box::new(of),
            least,
            most,
            greedy,
        })
    }

    fn atom(&mut self, depth: usize) -> Option<Node> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'.' => Some(class(|b| b != b'\n')),
            b'^' => Some(Node::Start),
            b'$' => Some(Node::End),
            b'[' => self.class(),
            b'(' => self.group(depth),
            b'\\' => self.escaped(),
            b'*' | b'+' | b'?' | b'{' | b'}' | b']' => None,
            byte => Some(Node::Byte(byte)),
        }
    }

    fn group(&mut self, depth: usize) -> Option<Node> {
        let index = if self.eat(b'?') {
            match self.peek()? {
                b':' => {
                    self.at += 1;
                    None
                }
                b'<' => {
                    let rest = self.bytes.get(self.at + 1..)?;
                    let close = rest.iter().position(|b| *b == b'>')?;
                    let name = std::str::from_utf8(rest.get(..close)?).ok()?;
                    let is_name = !name.is_empty()
                        && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
                    if !is_name {
                        return None;
                    }
                    self.groups += 1;
                    self.names.push((self.groups, name.to_owned()));
                    self.at += close + 2;
                    Some(self.groups)
                }
                _ => return None,
            }
        } else {
            // .NET counts groups with names behind all others.
            if !self.names.is_empty() {
                return None;
            }
            self.groups += 1;
            Some(self.groups)
        };
        let inner = self.either(depth + 1)?;
        self.eat(b')').then(|| Node::Group(index, Box::new(inner)))
    }

    fn escaped(&mut self) -> Option<Node> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'd' => class(|b| b.is_ascii_digit()),
            b'D' => class(|b| !b.is_ascii_digit()),
            b'w' => class(is_word),
            b'W' => class(|b| !is_word(b)),
            b's' => class(is_blank),
            b'S' => class(|b| !is_blank(b)),
            b'n' => Node::Byte(b'\n'),
            b'r' => Node::Byte(b'\r'),
            b't' => Node::Byte(b'\t'),
            byte if !byte.is_ascii_alphanumeric() => Node::Byte(byte),
            _ => return None,
        })
    }

    fn class(&mut self) -> Option<Node> {
        let negates = self.eat(b'^');
        let mut allowed = [false; 128];
        let mut is_first = true;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            let from = match byte {
                b']' if !is_first => break,
                b'[' | b']' => return None,
                b'\\' => {
                    let node = self.escaped()?;
                    match node {
                        Node::Byte(byte) => byte,
                        Node::Class(other) => {
                            for (own, other) in allowed.iter_mut().zip(other.iter()) {
                                *own |= *other;
                            }
                            is_first = false;
                            continue;
                        }
                        _ => return None,
                    }
                }
                byte => byte,
            };
            is_first = false;
            let mut to = from;
            if self.peek() == Some(b'-') && self.bytes.get(self.at + 1) != Some(&b']') {
                self.at += 1;
                to = self.peek()?;
                self.at += 1;
                if matches!(to, b'[' | b'\\') || to < from {
                    return None;
                }
            }
            for byte in from..=to {
                if let Some(own) = allowed.get_mut(usize::from(byte)) {
                    *own = true;
                }
            }
        }
        if negates {
            allowed.iter_mut().for_each(|own| *own = !*own);
        }
        Some(Node::Class(Box::new(allowed)))
    }
}

fn class(allows: impl Fn(u8) -> bool) -> Node {
    let mut allowed = [false; 128];
    for (own, byte) in allowed.iter_mut().zip(0..) {
        *own = allows(byte);
    }
    Node::Class(Box::new(allowed))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}

struct Matcher<'t> {
    bytes: &'t [u8],
    folds: bool,
    spans: Vec<Option<(usize, usize)>>,
    left: usize,
}

type Then<'a, 't> = &'a mut dyn FnMut(&mut Matcher<'t>, usize) -> bool;

/// How long a chain of repetitions may be, so that the stack holds it.
const CHAIN: usize = 400;

impl<'t> Matcher<'t> {
    fn node(&mut self, node: &Node, at: usize, then: Then<'_, 't>) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        match node {
            Node::Byte(byte) => {
                let is_it = self
                    .bytes
                    .get(at)
                    .is_some_and(|own| own == byte || self.folds && own.eq_ignore_ascii_case(byte));
                is_it && then(self, at + 1)
            }
            Node::Class(allowed) => {
                let is_it = self.bytes.get(at).is_some_and(|own| {
                    let allows =
                        |byte: u8| allowed.get(usize::from(byte)).copied().unwrap_or(false);
                    allows(*own)
                        || self.folds
                            && (allows(own.to_ascii_lowercase())
                                || allows(own.to_ascii_uppercase()))
                });
                is_it && then(self, at + 1)
            }
            Node::Start => at == 0 && then(self, at),
            Node::End => {
                let rest = self.bytes.get(at..).unwrap_or_default();
                (rest.is_empty() || rest == b"\n") && then(self, at)
            }
            Node::Group(index, inner) => self.node(inner, at, &mut |matcher, end| {
                let Some(index) = index else {
                    return then(matcher, end);
                };
                let Some(slot) = matcher.spans.get_mut(*index) else {
                    return false;
                };
                let before = slot.replace((at, end));
                if then(matcher, end) {
                    return true;
                }
                if let Some(slot) = matcher.spans.get_mut(*index) {
                    *slot = before;
                }
                false
            }),
            Node::Sequence(nodes) => self.sequence(nodes, at, then),
            Node::Either(ways) => ways.iter().any(|way| self.node(way, at, then)),
            Node::Repeat {
                of,
                least,
                most,
                greedy,
            } => self.repeat(of, (*least, *most), *greedy, 0, at, then),
        }
    }

    fn sequence(&mut self, nodes: &[Node], at: usize, then: Then<'_, 't>) -> bool {
        match nodes.split_first() {
            None => then(self, at),
            Some((first, rest)) => self.node(first, at, &mut |matcher, at| {
                matcher.sequence(rest, at, then)
            }),
        }
    }

    fn repeat(
        &mut self,
        of: &Node,
        bounds: (usize, usize),
        greedy: bool,
        count: usize,
        at: usize,
        then: Then<'_, 't>,
    ) -> bool {
        let (least, most) = bounds;
        if count > CHAIN {
            self.left = 0;
            return false;
        }
        let is_enough = count >= least;
        if is_enough && !greedy && then(self, at) {
            return true;
        }
        let more = count < most
            && self.node(of, at, &mut |matcher, next| {
                // What matched nothing does so for ever.
                next > at && matcher.repeat(of, bounds, greedy, count + 1, next, then)
            });
        more || is_enough && greedy && then(self, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_modelled_matches_as_in_net() {
        let cases = [
            ("01", "pool01", "01"),
            ("^pool\\d+$", "POOL01", "POOL01"),
            (
                "(\\w+)\\.(\\w+)",
                "pool01.contoso.com",
                "pool01.contoso|pool01|contoso",
            ),
            ("a|b+", "xbbb", "bbb"),
            ("[^.]+$", "a.b.com", "com"),
            ("x{2,3}?", "xxxx", "xx"),
            ("(?<n>p.)", "up1", "p1|p1"),
            ("z", "abc", "-"),
            // Not modelled.
            ("(?i)a", "A", "?"),
            ("\\bA", "A", "?"),
            ("a**", "a", "?"),
            ("ü", "ü", "?"),
            ("(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "-"),
        ];
        for (pattern, text, expected) in cases {
            let told = match Pattern::new(pattern, true).map(|p| p.find(text, 0)) {
                None | Some(Outcome::Unknown | Outcome::Fails) => "?".to_owned(),
                Some(Outcome::Is(None)) => "-".to_owned(),
                Some(Outcome::Is(Some(found))) => {
                    let spans = found.spans.iter().flatten();
                    let texts: Vec<&str> = spans.map(|(from, to)| &text[*from..*to]).collect();
                    texts.join("|")
                }
            };
            if pattern == "(a*)*b" {
                assert!(told == "-" || told == "?", "{told}");
            } else {
                assert_eq!(told, expected, "{pattern} in {text}");
            }
        }
    }
}
