//! A handout, read back as a person reads it: steps with their texts, commands, boxes and tables.
//! Nothing here knows the Plan.

use comrak::nodes::{AstNode, ListType, NodeValue};

/// A page: what stands above the steps, the steps, and what stands below them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Handout {
    pub(crate) above: Vec<Block>,
    pub(crate) steps: Vec<Step>,
    pub(crate) below: Vec<Block>,
}

/// A step with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) number: u32,
    pub(crate) blocks: Vec<Block>,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading's words.
    Heading(String),
    /// Running text, and what of it is in the type of code.
    Text { words: String, code: Vec<String> },
    /// A line in italics alone: the title of a step that does not apply.
    Title(String),
    /// A line in bold alone: what follows is for the step or the item that it names.
    Lead(String),
    /// A command to type.
    Command(String),
    /// A box to tick, with its label.
    Box(String),
    /// A table, row by row; the first is its head.
    Table(Vec<Vec<String>>),
    /// A list that is neither the steps nor boxes.
    Item(String),
}

/// Reads a Markdown handout, by a CommonMark parser that the program does not use.
pub(crate) fn of_markdown(markdown: &str) -> Handout {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, markdown, &options);
    let mut handout = Handout::default();
    for node in root.children() {
        let is_steps = matches!(&node.data.borrow().value,
            NodeValue::List(list) if list.list_type == ListType::Ordered);
        if is_steps {
            let start = match &node.data.borrow().value {
                NodeValue::List(list) => list.start,
                _ => 1,
            };
            for (place, item) in node.children().enumerate() {
                let mut blocks = Vec::new();
                item.children().for_each(|child| block(child, &mut blocks));
                handout.steps.push(Step {
                    number: u32::try_from(start + place).expect("few steps"),
                    blocks,
                });
            }
        } else if handout.steps.is_empty() {
            block(node, &mut handout.above);
        } else {
            block(node, &mut handout.below);
        }
    }
    handout
}

fn block<'a>(node: &'a AstNode<'a>, blocks: &mut Vec<Block>) {
    match &node.data.borrow().value {
        NodeValue::Heading(_) => blocks.push(Block::Heading(words(node).0)),
        NodeValue::Paragraph => {
            let children: Vec<_> = node.children().collect();
            let (words, code) = words(node);
            blocks.push(match children.as_slice() {
                [only] if matches!(only.data.borrow().value, NodeValue::Emph) => {
                    Block::Title(words)
                }
                [only] if matches!(only.data.borrow().value, NodeValue::Strong) => {
                    Block::Lead(words)
                }
                _ => Block::Text { words, code },
            });
        }
        NodeValue::CodeBlock(code) => {
            blocks.push(Block::Command(
                code.literal.trim_end_matches('\n').to_owned(),
            ));
        }
        NodeValue::TaskItem(_) => blocks.push(Block::Box(words(node).0.trim().to_owned())),
        NodeValue::Item(_) => blocks.push(Block::Item(words(node).0.trim().to_owned())),
        NodeValue::Table(_) => {
            let rows = node.children().map(|row| {
                let cells = row.children().map(|cell| words(cell).0.trim().to_owned());
                cells.collect()
            });
            blocks.push(Block::Table(rows.collect()));
        }
        _ => node.children().for_each(|child| block(child, blocks)),
    }
}

/// The words of a node, and what of them is code.
fn words<'a>(node: &'a AstNode<'a>) -> (String, Vec<String>) {
    let mut words = String::new();
    let mut code = Vec::new();
    for below in node.descendants() {
        match &below.data.borrow().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(text) => {
                words.push_str(&text.literal);
                code.push(text.literal.clone());
            }
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push('\n'),
            _ => {}
        }
    }
    (words, code)
}

/// What is to be done in one go: a step, or what of it is for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Task {
    /// The number of the step.
    pub(crate) step: u32,
    /// The item that a line in bold names.
    pub(crate) item: Option<String>,
    pub(crate) blocks: Vec<Block>,
}

impl Handout {
    /// The tasks from top to bottom, as they are done by whoever reads no further than they are.
    pub(crate) fn tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for step in &self.steps {
            let mut task = Task {
                step: step.number,
                item: None,
                blocks: Vec::new(),
            };
            for block in &step.blocks {
                let Block::Lead(words) = block else {
                    task.blocks.push(block.clone());
                    continue;
                };
                let mut tokens = words.split([' ', '\u{a0}', '\u{202f}', ':']);
                let number = tokens.find_map(|token| token.parse().ok());
                // What stands above the first item of a rolling part is part of it.
                if number == Some(task.step) && task.item.is_none() {
                    continue;
                }
                let next = Task {
                    step: number.unwrap_or(task.step),
                    item: number.is_none().then(|| words.clone()),
                    blocks: Vec::new(),
                };
                tasks.push(std::mem::replace(&mut task, next));
            }
            tasks.push(task);
        }
        tasks.retain(|task| !task.blocks.is_empty());
        // A text above the items of a step says what is done for each of them.
        let is_intro = |at: usize, task: &Task| {
            let next: Option<&Task> = tasks.get(at + 1);
            task.item.is_none()
                && task
                    .blocks
                    .iter()
                    .all(|block| matches!(block, Block::Text { .. }))
                && next.is_some_and(|next| next.step == task.step && next.item.is_some())
        };
        let tasks = tasks.iter().enumerate();
        let done = tasks.filter(|(at, task)| !is_intro(*at, task));
        done.map(|(_, task)| task.clone()).collect()
    }
}
