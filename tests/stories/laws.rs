//! Laws: whatever a definition says, its Markdown is one list with as many items as the Plan has
//! steps, and each command stands inside its own item, for two parsers of CommonMark.

use std::fmt::Write as _;

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use runproof::project::Project;
use runproof_core::diagnostic::Source;
use runproof_language::{Catalog, Locale, Translator};
use runproof_model::document::{Block, Writer};
use runproof_model::plan::Plan;
use runproof_model::runbook;
use runproof_render::{self as render, Flavor, Format, Templates};

#[derive(Debug, Clone)]
struct RandomStep {
    words: String,
    commands: Vec<String>,
    has_note: bool,
}

fn step() -> impl Strategy<Value = RandomStep> {
    // Text that Markdown could read as something else, and commands that could end a fence.
    let words = "[a-zA-Z0-9 .,:;()#*_`<>|~!=&+é’-]{1,40}";
    let command = "[a-zA-Z0-9 $|<>`~'\"#*-]{0,30}[a-z]";
    (words, prop::collection::vec(command, 0..4), any::<bool>()).prop_map(
        |(words, commands, has_note)| RandomStep {
            words,
            commands,
            has_note,
        },
    )
}

/// A definition and its catalog.
fn written(steps: &[RandomStep]) -> (String, String) {
    let mut yaml = String::from(
        "format: runproof/runbook/1\nid: random\nrevision: '1'\nshell: bash\nvariants: { one: {} }\nsteps:\n",
    );
    let mut ftl = String::from("title = T\nproduct = P\nsummary = S\nprocedure = X\n");
    for (index, step) in steps.iter().enumerate() {
        let _ = writeln!(yaml, "  - id: s{index}");
        if step.commands.is_empty() {
            yaml.push_str("    by: hand\n");
        } else {
            yaml.push_str("    commands:\n");
            for command in &step.commands {
                let json = serde_json::to_string(command).expect("JSON");
                let _ = writeln!(yaml, "      - run: {json}");
            }
        }
        let words = step.words.trim().replace('"', "");
        let _ = writeln!(ftl, "s{index} = {{ \"x\" }}{words}\n    .title = t");
        if step.has_note {
            yaml.push_str("    notes: [{ id: n, kind: warning }]\n");
            let _ = writeln!(ftl, "    .n = {{ \"x\" }}{words}");
        }
    }
    (yaml, ftl)
}

#[derive(Debug, Default, PartialEq)]
struct Item {
    code: Vec<String>,
}

/// The items of every ordered list at top level, by pulldown-cmark.
fn by_pulldown(markdown: &str) -> Vec<Vec<Item>> {
    let mut lists = Vec::new();
    let mut depth = 0;
    let mut code: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_GFM | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Start(Tag::List(start)) => {
                depth += 1;
                if depth == 1 && start.is_some() {
                    lists.push(Vec::new());
                }
            }
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => {
                if let Some(list) = lists.last_mut() {
                    list.push(Item::default());
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => code = Some(String::new()),
            Event::Text(text) => {
                if let Some(code) = &mut code {
                    code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let text = code.take().unwrap_or_default();
                if depth > 0
                    && let Some(item) = lists.last_mut().and_then(|list| list.last_mut())
                {
                    item.code.push(text.trim_end_matches('\n').to_owned());
                }
            }
            _ => {}
        }
    }
    lists
}

/// The same by comrak.
fn by_comrak(markdown: &str) -> Vec<Vec<Item>> {
    use comrak::nodes::{ListType, NodeValue};
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, markdown, &comrak::Options::default());
    let mut lists = Vec::new();
    for node in root.children() {
        if !matches!(&node.data.borrow().value, NodeValue::List(list) if list.list_type == ListType::Ordered)
        {
            continue;
        }
        let items = node.children().map(|item| {
            let mut found = Item::default();
            for below in item.descendants() {
                if let NodeValue::CodeBlock(block) = &below.data.borrow().value {
                    found
                        .code
                        .push(block.literal.trim_end_matches('\n').to_owned());
                }
            }
            found
        });
        lists.push(items.collect());
    }
    lists
}

fn templates() -> Templates {
    let [embedded, own] = Project::embedded().templates().expect("embedded");
    Templates::new(embedded, own)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_is_one_list_with_every_command_in_its_own_item(
        steps in prop::collection::vec(step(), 1..14)
    ) {
        let (yaml, ftl) = written(&steps);
        let source = Source::new("random.yaml", yaml.clone());
        let parsed = runbook::parse(&source);
        prop_assert!(parsed.runbook.is_some(), "{yaml}\n{:?}", parsed.findings);
        let runbook = parsed.runbook.expect("just seen");
        let embedded = Project::embedded();
        let english = Locale::english();
        let folder = embedded.folder_for(&english, "random").expect("embedded");
        let program = Translator::new(&english, folder.catalog("runproof"), None);
        let catalog = Catalog::parse(Source::new("random.ftl", ftl));
        let prose = Translator::new(&english, [&catalog], None);
        let plan = Plan::resolve(&runbook, &runbook.variants[0], None);
        let document = Writer::new(&program, &prose, &english).write(&plan);
        let bytes = render::render(&document, Format::Markdown(Flavor::Github), &templates())
            .expect("rendered");
        let markdown = String::from_utf8(bytes).expect("text");

        let expected: Vec<Item> = document
            .steps
            .iter()
            .map(|step| Item {
                code: step
                    .body
                    .iter()
                    .filter_map(|block| match block {
                        Block::Commands(group) => Some(&group.commands),
                        _ => None,
                    })
                    .flatten()
                    .map(|command| command.text.as_str().to_owned())
                    .collect(),
            })
            .collect();
        prop_assert_eq!(plan.steps.len(), expected.len());
        prop_assert_eq!(by_pulldown(&markdown), vec![expected], "{}", markdown);
        prop_assert_eq!(by_comrak(&markdown), by_pulldown(&markdown), "{}", markdown);
    }
}
