//! The captures that the program carries, held equal to what is made here.
//!
//! `SNAPSHOTS=overwrite cargo test --test audit demo` writes them anew; the difference is then read
//! by eye.

use std::path::{Path, PathBuf};

use crate::bash;
use crate::capture::encoding::Encoding;
use crate::capture::staging::Rendering;
use crate::capture::terminal;
use crate::capture::transcript::{Form, Generation};
use crate::capture::{self, Recording, events};
use crate::hosts::SERVERS;
use crate::manner::{Manner, Shape};
use crate::noise::Level;
use crate::scenario::{Scenario, Variant};
use crate::tongue::Tongue;

/// The sample change of the pools: four servers in four languages. On the last of them Bootstrapper
/// was not started from PowerShell, so only the security log has it.
pub(crate) fn pools() -> Vec<Recording> {
    let mut scenario = Scenario::conformant(Variant::Sfb2019, 2);
    let elsewhere = scenario.bootstrapper(SERVERS[3]);
    scenario.act(elsewhere).by = 1;
    let transcript = |generation, tongue, encoding| {
        capture::Form::Transcript(Form {
            generation,
            tongue,
            encoding,
            ..Form::PLAIN
        })
    };
    let rendering = Rendering {
        forms: vec![
            transcript(Generation::Five2019, Tongue::De, Encoding::Utf8Bom),
            transcript(Generation::Five2019, Tongue::Fr, Encoding::Utf8Bom),
            transcript(Generation::Five2019, Tongue::PtBr, Encoding::Utf16Le),
            transcript(Generation::Five2016, Tongue::En, Encoding::Utf8Bom),
        ],
        second: Some(capture::Form::Events(events::Form {
            kind: events::Kind::Processes,
            shape: events::Shape::PerLine,
            encoding: Encoding::Utf8,
        })),
        manners: vec![
            Manner::Canonical,
            Manner::Literal,
            Manner::SetLocation,
            Manner::StartProcess,
            Manner::Variable,
            Manner::Pipeline,
            Manner::Positional,
            Manner::Prefix,
        ],
        shape: Shape::Table,
        noise: Level::Reads,
        seed: 42_137,
        ..Rendering::plain()
    };
    let mut recordings = rendering.of(&scenario);
    for recording in &mut recordings {
        recording.name = recording.name.replace("-1.xml", "-security.xml");
    }
    recordings
}

/// The sample change of the certificate: as it happens.
pub(crate) fn certificate() -> Vec<Recording> {
    let sitting = bash::of_the_demo().sitting(Some(bash::Manner::Canonical), 42_170);
    vec![terminal::record(
        terminal::Form::Typescript,
        &sitting,
        42_170,
    )]
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/demo/captures")
}

#[test]
fn the_captures_of_the_demo_are_what_is_made_here() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite");
    for (runbook, recordings) in [
        ("paired-front-end-pools", pools()),
        ("rotate-tls-certificate", certificate()),
    ] {
        let folder = folder().join(runbook);
        if overwrite {
            std::fs::create_dir_all(&folder).expect("a folder");
        }
        let mut there: Vec<String> = std::fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        for recording in recordings {
            let path = folder.join(&recording.name);
            if overwrite {
                std::fs::write(&path, &recording.bytes).expect("written");
            }
            let held = std::fs::read(&path).expect(&recording.name);
            assert!(held == recording.bytes, "{} is another", path.display());
            there.retain(|name| *name != recording.name);
        }
        assert_eq!(there, Vec::<String>::new(), "nothing else is there");
    }
}
