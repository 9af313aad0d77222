//! Models and logs for another aligner to be held against ours, and ours on the same files.
//!
//! ```text
//! cargo run --release --example oracle -- write DIR
//! cargo run --release --example oracle -- read DIR > DIR/ours.tsv
//! python3 oracle/compare.py DIR
//! ```
//!
//! The models have no choices and no loops: sequences and parallel branches, as Petri nets (PNML)
//! in which no place has two ways out. A missing step costs 1, an event too many costs 1, and no
//! event shows a step at the wrong time: the standard costs of alignments.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it reads, writes and times"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};
use runproof_audit::align::{
    Candidate, Event, EventId, Node, Order, Problem, Proof, Slot, SlotId, align,
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder] => write(Path::new(folder)),
        ["read", folder] => read(Path::new(folder)),
        _ => Err("oracle write DIR | oracle read DIR".into()),
    }
}

/// A model: what is to be done.
enum Tree {
    Leaf(String),
    Seq(Vec<Tree>),
    Par(Vec<Tree>),
}

/// Numbers without pattern (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

/// Random trees with labels of their own, random sequences that repeat labels, and runbooks.
fn write(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let dice = &mut Dice(1);
    for number in 0..300 {
        let (kind, tree, traces) = match number % 3 {
            0 => ("unique", random(dice, &mut Vec::new(), 3, false), 20),
            1 => ("repeated", random(dice, &mut Vec::new(), 3, true), 20),
            _ => ("runbook", runbook(2 + number / 3 % 7), 10),
        };
        let name = format!("{kind}-{number:03}");
        fs::write(folder.join(format!("{name}.pnml")), pnml(&tree))?;
        let logs: Vec<Vec<String>> = (0..traces)
            .map(|_| deviate(dice, &tree, number / 30 % 4))
            .collect();
        fs::write(folder.join(format!("{name}.xes")), xes(&logs))?;
    }
    Ok(())
}

/// A random tree. Labels are its own, or, in sequence, some that went before.
fn random(dice: &mut Dice, used: &mut Vec<String>, depth: usize, repeats: bool) -> Tree {
    if depth == 0 || dice.below(4) == 0 {
        let label = format!("act {}", used.len());
        used.push(label.clone());
        return Tree::Leaf(label);
    }
    let count = 2 + dice.below(2);
    if depth % 2 == 1 {
        let first = used.len();
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.push(random(dice, used, depth - 1, repeats));
            if repeats && dice.below(2) == 0 && used.len() > first {
                // Only of this sequence: branches beside it must not share it.
                parts.push(Tree::Leaf(
                    used[first + dice.below(used.len() - first)].clone(),
                ));
            }
        }
        Tree::Seq(parts)
    } else {
        Tree::Par(
            (0..count)
                .map(|_| random(dice, used, depth - 1, repeats))
                .collect(),
        )
    }
}

/// Two stages over all hosts, three steps a host, with a check before, between and after.
fn runbook(hosts: usize) -> Tree {
    let check = || Tree::Leaf("check".into());
    let stage = |stage: &str| {
        let step = |host: usize, step: &str| Tree::Leaf(format!("{stage} {step} host{host}"));
        let steps = |host| {
            ["stop", "patch", "start"]
                .map(|name| step(host, name))
                .into()
        };
        Tree::Par((0..hosts).map(|host| Tree::Seq(steps(host))).collect())
    };
    Tree::Seq(vec![
        check(),
        stage("first"),
        check(),
        stage("second"),
        check(),
    ])
}

/// A log of the tree, with so many mistakes.
fn deviate(dice: &mut Dice, tree: &Tree, mistakes: usize) -> Vec<String> {
    let mut log = play(dice, tree);
    for _ in 0..mistakes {
        let at = dice.below(log.len().max(1));
        match dice.below(4) {
            0 if !log.is_empty() => drop(log.remove(at)),
            1 if at + 1 < log.len() => log.swap(at, at + 1),
            2 if !log.is_empty() => log.push(log[at].clone()),
            _ => log.insert(at, "noise".into()),
        }
    }
    log
}

fn play(dice: &mut Dice, tree: &Tree) -> Vec<String> {
    match tree {
        Tree::Leaf(label) => vec![label.clone()],
        Tree::Seq(parts) => parts.iter().flat_map(|part| play(dice, part)).collect(),
        Tree::Par(parts) => {
            let mut left: Vec<_> = parts
                .iter()
                .map(|part| play(dice, part).into_iter().peekable())
                .collect();
            let mut log = Vec::new();
            loop {
                left.retain_mut(|part| part.peek().is_some());
                if left.is_empty() {
                    return log;
                }
                let part = dice.below(left.len());
                log.extend(left[part].next());
            }
        }
    }
}

/// A net being written: transitions, silent ones with no label, and the places between them.
#[derive(Default)]
struct Net {
    transitions: Vec<Option<String>>,
    places: Vec<(Option<usize>, Option<usize>)>,
}

impl Net {
    /// The first and the last transition of a tree.
    fn add(&mut self, tree: &Tree) -> (usize, usize) {
        match tree {
            Tree::Leaf(label) => {
                self.transitions.push(Some(label.clone()));
                (self.transitions.len() - 1, self.transitions.len() - 1)
            }
            Tree::Seq(parts) => {
                let ends: Vec<_> = parts.iter().map(|part| self.add(part)).collect();
                for pair in ends.windows(2) {
                    self.places.push((Some(pair[0].1), Some(pair[1].0)));
                }
                (ends[0].0, ends[ends.len() - 1].1)
            }
            Tree::Par(parts) => {
                self.transitions.extend([None, None]);
                let (split, join) = (self.transitions.len() - 2, self.transitions.len() - 1);
                for part in parts {
                    let (first, last) = self.add(part);
                    self.places.push((Some(split), Some(first)));
                    self.places.push((Some(last), Some(join)));
                }
                (split, join)
            }
        }
    }
}

fn pnml(tree: &Tree) -> String {
    let mut net = Net::default();
    let (first, last) = net.add(tree);
    net.places.extend([(None, Some(first)), (Some(last), None)]);
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pnml><net id=\"net\" \
         type=\"http://www.pnml.org/version-2009/grammar/pnmlcoremodel\"><page id=\"page\">\n",
    );
    for (at, (from, _)) in net.places.iter().enumerate() {
        let mark = if from.is_none() {
            "<initialMarking><text>1</text></initialMarking>"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "<place id=\"p{at}\"><name><text>p{at}</text></name>{mark}</place>"
        );
    }
    for (at, label) in net.transitions.iter().enumerate() {
        let silent = "<toolspecific tool=\"ProM\" version=\"6.4\" activity=\"$invisible$\"/>";
        let (name, more) = match label {
            Some(label) => (label.as_str(), ""),
            None => ("", silent),
        };
        let _ = writeln!(
            text,
            "<transition id=\"t{at}\"><name><text>{name}</text></name>{more}</transition>"
        );
    }
    let mut arcs = 0;
    for (at, (from, to)) in net.places.iter().enumerate() {
        let ends = [
            from.map(|t| (format!("t{t}"), format!("p{at}"))),
            to.map(|t| (format!("p{at}"), format!("t{t}"))),
        ];
        for (source, target) in ends.into_iter().flatten() {
            let _ = writeln!(
                text,
                "<arc id=\"a{arcs}\" source=\"{source}\" target=\"{target}\"/>"
            );
            arcs += 1;
        }
    }
    let end = net.places.len() - 1;
    let _ = writeln!(
        text,
        "</page><finalmarkings><marking><place idref=\"p{end}\"><text>1</text></place></marking>\
         </finalmarkings></net></pnml>"
    );
    text
}

fn xes(logs: &[Vec<String>]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1849.2016\" xes.features=\"\">\n\
         <extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n\
         <extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>\n",
    );
    for (case, log) in logs.iter().enumerate() {
        let _ = writeln!(
            text,
            "<trace><string key=\"concept:name\" value=\"{case}\"/>"
        );
        for (at, label) in log.iter().enumerate() {
            let _ = writeln!(
                text,
                "<event><string key=\"concept:name\" value=\"{label}\"/><date key=\"time:timestamp\" \
                 value=\"2026-03-14T{:02}:{:02}:00.000+00:00\"/></event>",
                at / 60,
                at % 60
            );
        }
        text.push_str("</trace>\n");
    }
    text + "</log>\n"
}

/// Reads and aligns all; a line a trace: model, trace, cost, microseconds. The time is of the
/// alignment; that of all, reading and printing included, is on the last line.
fn read(folder: &Path) -> Result<()> {
    let all = Instant::now();
    let mut names: Vec<_> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".pnml").map(str::to_owned))
        .collect();
    names.sort();
    for name in names {
        let model = model(&fs::read_to_string(folder.join(format!("{name}.pnml")))?)?;
        let logs = traces(&fs::read_to_string(folder.join(format!("{name}.xes")))?)?;
        for (trace, log) in logs.iter().enumerate() {
            let start = Instant::now();
            let problem = problem(&model, log)?;
            let found = align(&problem);
            let (cost, took) = (found.cost, start.elapsed().as_nanos() as f64 / 1_000.0);
            let note = if found.proof == Proof::Proved {
                ""
            } else {
                "\tunproved"
            };
            println!("{name}\t{trace}\t{cost}\t{took:.1}{note}");
        }
    }
    println!("# all\t{:.3} s", all.elapsed().as_secs_f64());
    Ok(())
}

/// A model as read: the labels of its acts, and their order.
struct Model {
    labels: Vec<String>,
    order: Order,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<String> {
    let found = tag
        .try_get_attribute(name)?
        .ok_or("an attribute is missing")?;
    Ok(found.value.into_owned())
}

/// Transitions with a label are acts, silent ones barriers, and places edges.
fn model(text: &str) -> Result<Model> {
    let mut reader = Reader::from_str(text);
    let mut labels: Vec<(String, String)> = Vec::new();
    let mut arcs: Vec<(String, String)> = Vec::new();
    let mut is_in_transition = false;
    loop {
        match reader.read_event()? {
            Xml::Start(tag) if tag.name().as_ref() == "transition" => {
                labels.push((attribute(&tag, "id")?, String::new()));
                is_in_transition = true;
            }
            Xml::End(tag) if tag.name().as_ref() == "transition" => is_in_transition = false,
            Xml::Text(label) if is_in_transition => {
                if let Some(last) = labels.last_mut() {
                    last.1.push_str(label.trim());
                }
            }
            Xml::Empty(tag) if tag.name().as_ref() == "arc" => {
                arcs.push((attribute(&tag, "source")?, attribute(&tag, "target")?));
            }
            Xml::Eof => break,
            _ => {}
        }
    }
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    let mut acts = Vec::new();
    let mut barriers = 0;
    for (id, label) in labels {
        let node = if label.is_empty() {
            barriers += 1;
            Node::Barrier(barriers - 1)
        } else {
            acts.push(label);
            Node::Slot(SlotId(acts.len() as u32 - 1))
        };
        nodes.insert(id, node);
    }
    let mut into: BTreeMap<&str, Node> = BTreeMap::new();
    for (source, target) in &arcs {
        into.extend(nodes.get(source).map(|node| (target.as_str(), *node)));
    }
    let mut edges = Vec::new();
    for (source, target) in &arcs {
        if let (Some(later), Some(earlier)) = (nodes.get(target), into.get(source.as_str())) {
            edges.push((*earlier, *later));
        }
    }
    Ok(Model {
        labels: acts,
        order: Order { barriers, edges },
    })
}

/// The names of the events of each trace.
fn traces(text: &str) -> Result<Vec<Vec<String>>> {
    let mut reader = Reader::from_str(text);
    let mut traces: Vec<Vec<String>> = Vec::new();
    let mut is_in_event = false;
    loop {
        match reader.read_event()? {
            Xml::Start(tag) if tag.name().as_ref() == "trace" => traces.push(Vec::new()),
            Xml::Start(tag) if tag.name().as_ref() == "event" => is_in_event = true,
            Xml::End(tag) if tag.name().as_ref() == "event" => is_in_event = false,
            Xml::Empty(tag) if is_in_event && tag.name().as_ref() == "string" => {
                if attribute(&tag, "key")? == "concept:name"
                    && let Some(last) = traces.last_mut()
                {
                    last.push(attribute(&tag, "value")?);
                }
            }
            Xml::Eof => return Ok(traces),
            _ => {}
        }
    }
}

/// One session, and the standard costs.
fn problem(model: &Model, log: &[String]) -> Result<Problem> {
    let event = |(sequence, _)| Event {
        from: i64::MIN,
        to: i64::MAX,
        session: 0,
        sequence,
        extra: 1,
    };
    let events = (0..).zip(log).map(event).collect();
    let candidates = |label: &String| {
        let same = (0..).zip(log).filter(|(_, other)| *other == label);
        same.map(|(event, _)| Candidate {
            event: EventId(event),
            cost: 0,
        })
        .collect()
    };
    let slot = |label| Slot {
        missing: 1,
        displaced: None,
        candidates: candidates(label),
    };
    let slots = model.labels.iter().map(slot).collect();
    Problem::new(slots, model.order.clone(), events, vec![0], 0)
        .map_err(|fault| format!("{fault:?}").into())
}
