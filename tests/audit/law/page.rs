//! The HTML handout, read back as a person reads it, by a tokenizer of the HTML standard.

use html5gum::{Token, Tokenizer};

use super::handout::{Block, Handout, Step};

/// Reads the steps of a page, in the order in which they stand there.
pub(crate) fn of_html(html: &str) -> Handout {
    let mut reader = Reader::default();
    for token in Tokenizer::new(html) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = text(&tag.name);
                let class = tag.attributes.iter();
                let mut class = class.filter(|(name, _)| text(name) == "class");
                let class = class.next().map(|(_, value)| text(value));
                reader.start(&name, &class.unwrap_or_default());
            }
            Ok(Token::EndTag(tag)) => reader.end(&text(&tag.name)),
            Ok(Token::String(string)) => {
                if let Some((_, words)) = reader.collects.last_mut() {
                    words.push_str(&text(&string));
                }
            }
            _ => {}
        }
    }
    Handout {
        steps: reader.steps,
        ..Handout::default()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Something whose words are collected until its element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Collects {
    Number,
    Text,
    Lead,
    Command,
    Host,
    /// In running text, a host or a piece of code.
    Inside,
}

#[derive(Debug, Default)]
struct Reader {
    /// How deep in elements the list of steps is; none outside of it.
    depth: Option<usize>,
    /// The open elements, each with whether it collects words.
    open: Vec<(String, bool)>,
    collects: Vec<(Collects, String)>,
    steps: Vec<Step>,
    /// Whether a list of acts is open.
    acts: usize,
}

const VOID: [&str; 6] = ["br", "input", "hr", "img", "meta", "link"];

impl Reader {
    fn start(&mut self, name: &str, class: &str) {
        if VOID.contains(&name) {
            return;
        }
        let has = |wanted: &str| class.split(' ').any(|one| one == wanted);
        if name == "ol" && has("steps") {
            self.depth = Some(self.open.len());
        }
        let mut collects = None;
        if self.depth.is_some() {
            if name == "li" && has("step") {
                self.steps.push(Step {
                    number: 0,
                    blocks: Vec::new(),
                });
                if has("not-applicable") {
                    self.block(Block::Title(String::new()));
                }
            }
            if name == "ul" && has("acts") {
                self.acts += 1;
            }
            collects = match name {
                "span" if has("number") => Some(Collects::Number),
                "span" if has("host") && self.acts > 0 => Some(Collects::Host),
                "p" if has("turn-name") => Some(Collects::Lead),
                "p" => Some(Collects::Text),
                "pre" => Some(Collects::Command),
                _ if !self.collects.is_empty() => Some(Collects::Inside),
                _ => None,
            };
        }
        if let Some(what) = collects {
            self.collects.push((what, String::new()));
        }
        self.open.push((name.to_owned(), collects.is_some()));
    }

    fn end(&mut self, name: &str) {
        while let Some((open, has_words)) = self.open.pop() {
            if has_words {
                self.collected();
            }
            if open == "ul" && self.acts > 0 && name == "ul" {
                self.acts -= 1;
            }
            if self.depth == Some(self.open.len()) {
                self.depth = None;
            }
            if open == name {
                break;
            }
        }
    }

    fn collected(&mut self) {
        let Some((what, words)) = self.collects.pop() else {
            return;
        };
        match what {
            Collects::Number => {
                if let (Some(step), Ok(number)) = (self.steps.last_mut(), words.trim().parse()) {
                    step.number = number;
                }
            }
            Collects::Text => self.block(Block::Text {
                words,
                code: Vec::new(),
            }),
            Collects::Lead => self.block(Block::Lead(words.trim().to_owned())),
            Collects::Command => {
                self.block(Block::Command(words.trim_end_matches('\n').to_owned()))
            }
            Collects::Host => self.block(Block::Box(words.trim().to_owned())),
            Collects::Inside => {
                if let Some((_, around)) = self.collects.last_mut() {
                    around.push_str(&words);
                }
            }
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(step) = self.steps.last_mut() {
            step.blocks.push(block);
        }
    }
}
