//! A model as a tree that a person reads: a part a line, its words by language below it.

use std::fmt::Write as _;

use super::model::{
    Command, CommandPiece, Counted, Each, Imported, Message, Part, PartKind, Piece, Variants, Words,
};

/// The whole model.
pub(crate) fn dump(imported: &Imported) -> String {
    let mut out = Dump {
        imported,
        out: String::new(),
    };
    out.all();
    out.out
}

struct Dump<'a> {
    imported: &'a Imported,
    out: String,
}

impl Dump<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "  ".repeat(depth));
    }

    fn all(&mut self) {
        let imported = self.imported;
        let locales: Vec<String> = imported.locales.iter().map(ToString::to_string).collect();
        self.line(0, &format!("{} in {}", imported.id, locales.join(" ")));
        for variant in &imported.variants {
            let names: Vec<String> = variant
                .product
                .iter()
                .map(|(locale, name)| format!("{locale} {name}"))
                .collect();
            self.line(0, &format!("variant {}: {}", variant.id, names.join(", ")));
            for (name, value) in &variant.facts {
                self.line(1, &format!("{name} = {value}"));
            }
        }
        for parameter in &imported.parameters {
            let text = format!(
                "parameter {}: {:?} {}",
                parameter.name, parameter.kind, parameter.placeholder
            );
            self.line(0, &text);
        }
        self.message(0, "title", &imported.title);
        for part in &imported.page {
            self.part(0, part);
        }
        for label in &imported.glossary {
            let texts: Vec<String> = label
                .texts
                .iter()
                .map(|(locale, text)| format!("{locale} {text}"))
                .collect();
            self.line(0, &format!("label {}: {}", label.key, texts.join(" | ")));
        }
        for remark in &imported.undecided {
            let place = remark.location.as_ref().map_or(String::new(), |at| {
                let start = at.start();
                format!("{}:{}:{}: ", at.source.name(), start.line, start.column)
            });
            self.line(0, &format!("! {place}{}", remark.message));
        }
    }

    fn variants(&self, variants: &Variants) -> String {
        match variants {
            Variants::All => String::new(),
            Variants::Only(places) => {
                let ids: Vec<&str> = places
                    .iter()
                    .map(|place| self.imported.variants[*place].id.as_str())
                    .collect();
                format!(" [{}]", ids.join(" "))
            }
        }
    }

    fn parts(&mut self, depth: usize, parts: &[Part]) {
        for part in parts {
            self.part(depth, part);
        }
    }

    fn part(&mut self, depth: usize, part: &Part) {
        let only = self.variants(&part.variants);
        for comment in &part.comments {
            self.line(depth, &format!("# {comment}"));
        }
        match &part.kind {
            PartKind::Text(text) => self.message(depth, &format!("text{only}"), text),
            PartKind::Heading { level, text } => {
                self.message(depth, &format!("heading {level}{only}"), text);
            }
            PartKind::Steps(range) => {
                self.line(depth, &format!("steps{only}"));
                for at in range.clone() {
                    let step = &self.imported.steps[at];
                    let only = self.variants(&step.variants);
                    for comment in &step.comments {
                        self.line(depth + 1, &format!("# {comment}"));
                    }
                    self.message(depth + 1, &format!("{}{only}", at + 1), &step.text);
                    self.parts(depth + 2, &step.body);
                }
            }
            PartKind::Run(command) => self.command(depth, &only, command),
            PartKind::Sample { text, language } => {
                let language = language.as_deref().unwrap_or("");
                self.line(depth, &format!("sample{only} {language}"));
                match text {
                    Each::Same(text) => self.line(depth + 1, &format!("{text:?}")),
                    Each::Differs(all) => {
                        for (place, text) in all {
                            let id = &self.imported.variants[*place].id;
                            self.line(depth + 1, &format!("{id}: {text:?}"));
                        }
                    }
                }
            }
            PartKind::Image { source, alt, title } => {
                self.line(depth, &format!("image{only} {source:?}"));
                if let Some(alt) = alt {
                    self.message(depth + 1, "alt", alt);
                }
                if let Some(title) = title {
                    self.message(depth + 1, "title", title);
                }
            }
            PartKind::Bullets(items) => {
                self.line(depth, &format!("bullets{only}"));
                self.items(depth, items);
            }
            PartKind::Numbers { start, items } => {
                self.line(depth, &format!("numbers {start}{only}"));
                self.items(depth, items);
            }
            PartKind::Table {
                name,
                columns,
                rows,
            } => {
                self.line(depth, &format!("table{only} {name}"));
                for column in columns {
                    let what = format!("column {} {:?}", column.name, column.align);
                    self.message(depth + 1, &what, &column.head);
                }
                for (row, cells) in rows {
                    self.line(depth + 1, &format!("row {row}"));
                    for cell in cells {
                        self.message(depth + 2, "cell", cell);
                    }
                }
            }
            PartKind::Note { kind, parts } => {
                self.line(depth, &format!("{kind:?}{only}").to_lowercase());
                self.parts(depth + 1, parts);
            }
            PartKind::Quote(parts) => {
                self.line(depth, &format!("quote{only}"));
                self.parts(depth + 1, parts);
            }
        }
    }

    fn items(&mut self, depth: usize, items: &[Vec<Part>]) {
        for item in items {
            self.line(depth + 1, "-");
            self.parts(depth + 2, item);
        }
    }

    fn command(&mut self, depth: usize, only: &str, command: &Command) {
        let shown = |pieces: &[CommandPiece]| {
            let pieces = pieces.iter().map(|piece| match piece {
                CommandPiece::Text(text) => text.clone(),
                CommandPiece::Parameter(place) => {
                    format!("{{{}}}", self.imported.parameters[*place].name)
                }
                CommandPiece::Fact(name) => format!("{{variant.{name}}}"),
            });
            pieces.collect::<String>()
        };
        match &command.text {
            Each::Same(pieces) => {
                let text = format!("run{only} {:?}", shown(pieces));
                self.line(depth, &text);
            }
            Each::Differs(all) => {
                let all: Vec<String> = all
                    .iter()
                    .map(|(place, pieces)| {
                        let id = &self.imported.variants[*place].id;
                        format!("{id} {:?}", shown(pieces))
                    })
                    .collect();
                self.line(depth, &format!("run{only}"));
                for one in all {
                    self.line(depth + 1, &one);
                }
            }
        }
    }

    /// Words that are the same for all products stand once.
    fn message(&mut self, depth: usize, what: &str, message: &Message) {
        self.line(depth, &format!("{what} ({})", message.name));
        for (locale, words) in &message.words {
            let same = words.len() > 1 && words.windows(2).all(|pair| pair[0].1 == pair[1].1);
            for (place, own) in words {
                let variant = &self.imported.variants[*place].id;
                let text = self.words(own);
                if same {
                    self.line(depth + 2, &format!("{locale}: {text}"));
                    break;
                }
                self.line(depth + 2, &format!("{locale} {variant}: {text}"));
            }
        }
    }

    fn words(&self, words: &Words) -> String {
        let mut out = String::new();
        for piece in words {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Strong(inner) => out.extend(["**", &self.words(inner), "**"]),
                Piece::Emphasis(inner) => out.extend(["_", &self.words(inner), "_"]),
                Piece::Code(code) => out.extend(["`", code, "`"]),
                Piece::Link { target, text } => {
                    out.extend(["[", &self.words(text), "](", target, ")"]);
                }
                Piece::Image(image) => out.extend(["![", &image.alt, "](", &image.source, ")"]),
                Piece::Break => out.push('⏎'),
                Piece::Paragraph => out.push('¶'),
                Piece::Label(place) => {
                    out.extend(["{", &self.imported.glossary[*place].key, "}"]);
                }
                Piece::Count(count) => {
                    let what = match count.of {
                        Counted::Remaining => "remaining".to_owned(),
                        Counted::Steps => "steps".to_owned(),
                        Counted::StepNumber(at) => {
                            format!("step-{}", self.imported.steps[at].id)
                        }
                    };
                    out.extend(["{$", &what, " “", &count.written, "”}"]);
                }
            }
        }
        out
    }
}
