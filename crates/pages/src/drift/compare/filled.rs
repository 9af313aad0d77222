//! Commands of a Plan without a change on a page of one: the handout of a change, or a page that
//! names its servers. Every placeholder is a place that a value fills.

use std::collections::HashSet;

use super::statement::Statement;
use runproof_model::document::{Block, Document};

/// The placeholders of a document's commands.
pub(super) fn placeholders(document: &Document) -> Vec<String> {
    fn collect(blocks: &[Block], found: &mut HashSet<String>) {
        for block in blocks {
            match block {
                Block::Commands(commands) => {
                    for command in &commands.commands {
                        let text = command.text.as_str();
                        let places = command.text.placeholders();
                        found.extend(places.map(|place| text[place].to_owned()));
                    }
                }
                Block::Turns(turns) => turns.iter().for_each(|turn| collect(&turn.blocks, found)),
                Block::List(list) => list.items.iter().for_each(|item| collect(item, found)),
                Block::Alert(alert) => collect(&alert.blocks, found),
                Block::Quote(blocks) => collect(blocks, found),
                Block::Branches(branches) => {
                    collect(&branches.yes.blocks, found);
                    collect(&branches.no.blocks, found);
                }
                _ => {}
            }
        }
    }
    let mut found = HashSet::new();
    for step in &document.steps {
        collect(&step.body, &mut found);
    }
    let mut found: Vec<String> = found.into_iter().collect();
    // The longest first: one may begin as another does.
    found.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    found
}

/// Whether a command is another with its placeholders filled, each with the same value wherever it
/// stands.
pub(super) fn is_filled(open: &Statement, filled: &Statement, placeholders: &[String]) -> bool {
    if open.name != filled.name {
        return false;
    }
    let pieces = cut(&open.text, placeholders);
    let has_holes = pieces.iter().any(|piece| matches!(piece, Piece::Hole(_)));
    has_holes && fills(&pieces, &filled.text, &mut Vec::new())
}

#[derive(Clone, Copy)]
enum Piece<'t> {
    Text(&'t str),
    Hole(&'t str),
}

fn cut<'t>(text: &'t str, placeholders: &[String]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = text[at..].find('<') {
        at += next;
        match placeholders
            .iter()
            .find(|name| text[at..].starts_with(name.as_str()))
        {
            Some(name) => {
                if from < at {
                    pieces.push(Piece::Text(&text[from..at]));
                }
                pieces.push(Piece::Hole(&text[at..at + name.len()]));
                at += name.len();
                from = at;
            }
            None => at += 1,
        }
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}

/// Whether the rest of a text is these pieces, with what the holes hold already.
fn fills<'t>(pieces: &[Piece<'t>], text: &'t str, held: &mut Vec<(&'t str, &'t str)>) -> bool {
    let Some((first, rest)) = pieces.split_first() else {
        return text.is_empty();
    };
    match first {
        Piece::Text(piece) => text
            .strip_prefix(piece)
            .is_some_and(|text| fills(rest, text, held)),
        Piece::Hole(name) => {
            if let Some((_, value)) = held.iter().find(|(known, _)| known == name) {
                return text
                    .strip_prefix(value)
                    .is_some_and(|text| fills(rest, text, held));
            }
            // Where what follows stands: a value ends there.
            let ends: Vec<usize> = match rest.first() {
                None => vec![text.len()],
                Some(Piece::Text(next)) => text.match_indices(next).map(|(at, _)| at).collect(),
                Some(Piece::Hole(_)) => text.char_indices().map(|(at, _)| at).collect(),
            };
            ends.into_iter().filter(|end| *end > 0).any(|end| {
                held.push((*name, &text[..end]));
                let is_one = fills(rest, &text[end..], held);
                held.pop();
                is_one
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::statement::parse;
    use super::is_filled;

    #[test]
    fn a_placeholder_is_the_same_value_wherever_it_stands() {
        let names = ["<host>".to_owned(), "<domain>".to_owned()];
        let open = parse("Copy-Item -Path <domain>.pem -Destination <host>:/etc/<domain>.pem")
            .expect("a command");
        let is = |line: &str| is_filled(&open, &parse(line).expect("a command"), &names);
        assert!(is(
            "Copy-Item -Path a.b.pem -Destination web01:/etc/a.b.pem"
        ));
        assert!(
            !is("Copy-Item -Path a.b.pem -Destination web01:/etc/c.d.pem"),
            "two domains"
        );
        assert!(
            !is("Copy-Item -Path a.b.pem -Destination web01:/tmp/a.b.pem"),
            "another folder"
        );
        assert!(
            !is("Copy-Item -Path .pem -Destination web01:/etc/.pem"),
            "no domain"
        );
        assert!(
            !is("Copy-Item -Path a.b.pem -Destination web01:/etc/a.b.pem -Force"),
            "an option more"
        );
        let plain = parse("Copy-Item -Path a -Destination b").expect("a command");
        assert!(!is_filled(&plain, &plain, &names), "nothing to be filled");
    }
}
