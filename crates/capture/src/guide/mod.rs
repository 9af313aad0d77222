//! The format that CONTRIBUTING.md adds, compiled and run.
#![expect(
    unreachable_pub,
    reason = "the row makes a public list, and the guide's is only a test's"
)]

mod fish_history;

use crate::decode::Text;
use crate::formats::{Holds, How, Proof};
use crate::lines::Lines;
use crate::printed::printed;
use crate::sniff::{Head, Sign};

formats! {
    /// The history of fish.
    FishHistory = "fish-history" {
        turn: 105,
        looks_like: fish_history::looks_like,
        is_named: |name| name == "fish_history",
        proof: Proof::Always,
        holds: Holds::History,
        read: How::Lines(fish_history::read),
    }
}

const HISTORY: &str = "- cmd: systemctl stop web\n  when: 1712345678\n- cmd: date\n";

#[test]
fn the_format_of_the_guide_is_recognized() {
    let row = &ROWS[Format::ALL[0] as usize];
    assert!((row.is_named)("fish_history"));
    let sign = |text: &str| (row.looks_like)(&Head::new(row.name, text.as_bytes(), text, true));
    assert_eq!(sign(HISTORY), Sign::Proof);
    assert_eq!(sign("- cmd: date\n"), Sign::None);
}

#[test]
fn the_format_of_the_guide_is_read() {
    let How::Lines(read) = ROWS[Format::FishHistory as usize].read else {
        panic!("it is read by lines");
    };
    let mut lines = Lines::new(Text::new(Box::new(HISTORY.as_bytes())));
    let printed = printed(|parts, sink| read(&mut lines, parts, sink));
    let expected = "\
begins: -
0:1 2024-04-05T19:34:38Z typed
    systemctl stop web
0:3 - typed
    date
session 0: line 1 - - Bash - to - Whole
";
    assert_eq!(printed, expected);
}
