//! Projects to measure on: generated, the same every time.
#![allow(
    clippy::disallowed_methods,
    dead_code,
    reason = "benches make files, and each uses what it needs"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) const LOCALES: [&str; 4] = ["en", "fr", "pt-BR", "de"];

/// A sentence of ordinary length with a label and a value, in each of [`LOCALES`].
const SENTENCES: [&str; 4] = [
    "In the left pane, click **{ -ui-resiliency }**, and select the server that takes over its users.",
    "Dans le volet gauche, cliquez sur **{ -ui-resiliency }** et sélectionnez le serveur qui prend le relais.",
    "No painel esquerdo, clique em **{ -ui-resiliency }** e selecione o servidor que assume os usuários.",
    "Klicken Sie im linken Bereich auf **{ -ui-resiliency }** und wählen Sie den Server aus, der übernimmt.",
];

/// Writes a project of so many runbooks: 30 steps, 3 variants, 4 languages each.
pub(crate) fn runbooks(root: &Path, number: usize) {
    fs::create_dir_all(root.join("runbooks")).expect("made");
    for locale in LOCALES {
        fs::create_dir_all(root.join("locales").join(locale)).expect("made");
    }
    for index in 0..number {
        let id = format!("rb-{index}");
        fs::write(root.join(format!("runbooks/{id}.yaml")), definition(&id)).expect("written");
        for (locale, sentence) in LOCALES.iter().zip(SENTENCES) {
            let path = root.join(format!("locales/{locale}/{id}.ftl"));
            fs::write(path, catalog(index, sentence)).expect("written");
        }
    }
}

fn definition(id: &str) -> String {
    let mut yaml = format!(
        "format: runproof/runbook/1\nid: {id}\nrevision: 1.0.0\nshell: powershell\nvariants:\n"
    );
    for year in [2013, 2015, 2019] {
        let _ = writeln!(
            yaml,
            "  v-{year}: {{ folder: 'Program Files\\Product {year}' }}"
        );
    }
    yaml.push_str("parameters:\n  server: { type: host }\nquestions: [is_live]\nsteps:\n");
    for step in 0..30 {
        let _ = writeln!(yaml, "  - id: step-{step}");
        yaml.push_str(match step % 3 {
            0 => "    by: hand\n",
            1 => {
                "    run: '& \"$env:SystemDrive\\{variant.folder}\\Setup.exe\" -Server {server}'\n"
            }
            _ => "    run: Get-Status -Server {server}\n    results: [shown]\n",
        });
        if step == 5 {
            yaml.push_str("    when: is_live\n");
        }
    }
    yaml
}

fn catalog(index: usize, sentence: &str) -> String {
    let mut ftl = format!(
        "product = {{ $variant ->\n    [v-2013] P 2013\n    [v-2015] P 2015\n   *[v-2019] P 2019\n    }}\n\
         title = T{index} {{ product }}\nsummary = {sentence}\nprocedure = X\nquestion-is_live = Q?\n"
    );
    for step in 0..30 {
        let _ = writeln!(ftl, "step-{step} = {sentence}\n    .title = Title {step}");
        if step % 3 == 2 {
            let _ = writeln!(ftl, "    .shown = `Status` {sentence}");
        }
    }
    ftl
}

/// Writes catalogs of so many messages in each language, in files of a hundred.
pub(crate) fn messages(root: &Path, number: usize) {
    for (locale, sentence) in LOCALES.iter().zip(SENTENCES) {
        let folder = root.join("locales").join(locale);
        fs::create_dir_all(&folder).expect("made");
        let labels = ["Resiliency", "Résilience", "Resiliência", "Flexibilität"];
        let at = LOCALES.iter().position(|l| l == locale).expect("known");
        fs::write(
            folder.join("ui.glossary.ftl"),
            format!("-ui-resiliency = {}\n", labels[at]),
        )
        .expect("written");
        for file in 0..number.div_ceil(100) {
            let mut ftl = String::new();
            for index in 0..100.min(number - file * 100) {
                let _ = writeln!(
                    ftl,
                    "m{file}-{index} = {sentence} `Get-Status -Server` {{ $host }}"
                );
            }
            fs::write(folder.join(format!("part-{file}.ftl")), ftl).expect("written");
        }
    }
}

/// A project that is made once a bench run.
pub(crate) fn project(name: &str, fill: impl FnOnce(&Path)) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if root.exists() {
        fs::remove_dir_all(&root).expect("removed");
    }
    fill(&root);
    root
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_runproof"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("it runs");
    assert!(status.success() || status.code() == Some(1));
}
