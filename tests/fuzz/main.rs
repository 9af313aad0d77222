//! Readers of what others wrote, given their corpus, pieces of it and changes of it.
//!
//! `cargo test` replays. `cargo xtask fuzz TARGET SECONDS` goes on with new input for as long as
//! that; input that breaks a reader is left in `target/fuzz/TARGET.input`: mend the reader, and move
//! the file to `fuzz/corpus/TARGET/`.
#![expect(clippy::disallowed_methods, reason = "a corpus lies in files")]

mod targets; // What is given bytes.

use std::path::Path;
use std::time::{Duration, Instant};

use targets::{TARGETS, Target};

/// How many changes of each seed `cargo test` tries.
const CHANGES: u32 = 12;
/// A seed is cut to this many bytes: what is longer is only slower.
const LONGEST: usize = 8 << 10;

fn corpus(target: &Target) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = target.seeds.iter().map(|seed| root.join(seed)).collect();
    let folder = root.join("fuzz/corpus").join(target.name);
    for entry in std::fs::read_dir(&folder).into_iter().flatten() {
        paths.push(entry.expect("an entry").path());
    }
    paths.sort();
    let mut seeds: Vec<Vec<u8>> = Vec::new();
    for path in paths {
        let mut seed = std::fs::read(&path).unwrap_or_else(|_| panic!("{}", path.display()));
        seed.truncate(LONGEST);
        seeds.push(seed);
    }
    seeds
}

/// The same numbers each time: SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, or 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A seed, changed in some places: bytes, pieces taken out, twice, or from another seed.
    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            let from = self.below(input.len());
            let to = (from + 1 + self.below(40)).min(input.len());
            match self.below(6) {
                0 => {
                    if let Some(byte) = input.get_mut(from) {
                        *byte ^= 1 << self.below(8);
                    }
                }
                1 => drop(input.drain(from..to)),
                2 => {
                    let piece = input[from..to].to_vec();
                    input.splice(from..from, piece);
                }
                3 => {
                    let other = &seeds[self.below(seeds.len())];
                    let begin = self.below(other.len());
                    let end = (begin + self.below(200)).min(other.len());
                    input.splice(from..to, other[begin..end].iter().copied());
                }
                4 => {
                    let signs: &[&[u8]] = &[
                        b"\n",
                        b"\r\n",
                        b"\0",
                        b"\xff",
                        b"\"",
                        b"'",
                        b"{",
                        b"}",
                        b"(",
                        b"<",
                        b"\x1b[",
                        b"`",
                        b"|",
                        b"$(",
                        b"  ",
                        b"-",
                        b"\xe2\x80\x93",
                        b"99999999999999999999",
                    ];
                    let sign = signs[self.below(signs.len())];
                    input.splice(from..from, sign.iter().copied());
                }
                _ => input.truncate(to),
            }
        }
        input
    }
}

#[test]
fn every_corpus_is_replayed() {
    for target in TARGETS {
        let seeds = corpus(target);
        assert!(!seeds.is_empty(), "{} has no seed", target.name);
        for seed in &seeds {
            (target.read)(seed);
            for part in 1..8 {
                (target.read)(&seed[..seed.len() * part / 8]);
            }
        }
        let mut dice = Dice(1);
        for _ in 0..CHANGES * seeds.len() as u32 {
            (target.read)(&dice.changed(&seeds));
        }
    }
}

/// Names are those of folders, and no folder is without its target.
#[test]
fn every_folder_of_the_corpus_has_its_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    for entry in std::fs::read_dir(folder).expect("the corpus") {
        let name = entry.expect("an entry").file_name();
        assert!(names.iter().any(|known| name == *known), "{name:?}");
    }
}

/// `cargo xtask fuzz` says which target, and for how long.
#[test]
#[ignore = "it runs for as long as somebody says"]
#[expect(clippy::print_stdout, reason = "it is run by hand")]
fn random_input() {
    let variable = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let (name, seconds) = (variable("FUZZ_TARGET"), variable("FUZZ_SECONDS"));
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    let target = TARGETS.iter().find(|target| target.name == name);
    let target = target.unwrap_or_else(|| panic!("`{name}` is none of {names:?}"));
    let limit = Duration::from_secs(seconds.parse().expect("a number of seconds"));

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/fuzz");
    std::fs::create_dir_all(&folder).expect("made");
    // It is written before it is read: a reader that never ends leaves it, too.
    let path = folder.join(format!("{name}.input"));
    let seeds = corpus(target);
    let start = Instant::now();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seed = now.map_or(0, |now| now.as_nanos() as u64);
    let mut dice = Dice(seed);
    let (mut count, mut slowest) = (0_u64, Duration::ZERO);
    println!(
        "{name}: seed {seed}; what breaks it is left in {}",
        path.display()
    );
    while start.elapsed() < limit {
        let input = dice.changed(&seeds);
        std::fs::write(&path, &input).expect("written");
        let before = Instant::now();
        (target.read)(&input);
        slowest = slowest.max(before.elapsed());
        count += 1;
    }
    std::fs::remove_file(&path).expect("removed");
    println!("{name}: {count} inputs, the slowest took {slowest:?}");
}
