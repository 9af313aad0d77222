//! A documentation repository: pages in four languages, looked at alone and against their sources.
//!
//! `cargo bench --bench pages`; docs/performance.md says what came of it. `PAGES=DIR` measures a
//! folder of your own.

#![allow(clippy::disallowed_methods, reason = "a benchmark makes its own files")]

#[path = "support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// The process: a folder of n pages in each of four languages.
#[divan::bench(args = [250, 1_250], sample_count = 5, sample_size = 1)]
fn drift(bencher: Bencher<'_, '_>, number: usize) {
    let root = support::project(&format!("pages-{number}"), |root| pages(root, number));
    let root = root.display().to_string();
    bencher
        .counter(ItemsCount::new(number * 4))
        .bench(|| support::run(&["drift", &root]));
}

/// The process: a folder of the user's.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn own(bencher: Bencher<'_, '_>) {
    if let Ok(root) = std::env::var("PAGES") {
        bencher.bench(|| support::run(&["drift", &root]));
    }
}

/// Titles, sentences and leads to a command, by language.
const WORDS: [(&str, &str, &str, &str); 4] = [
    (
        "en-us",
        "Move a store in Harbor Server 2013",
        "In the **Store Manager**, click **Properties**, and then wait until the server is there.",
        "On each server, run the following command:",
    ),
    (
        "fr-fr",
        "Déplacer une banque dans Harbor Server 2013",
        "Dans **Store Manager**, cliquez sur **Propriétés**, puis attendez que le serveur soit là.",
        "Sur chaque serveur, exécutez la commande suivante :",
    ),
    (
        "pt-br",
        "Mover um repositório no Harbor Server 2013",
        "No **Store Manager**, clique em **Propriedades** e aguarde até que o servidor esteja lá.",
        "Em cada servidor, execute o comando a seguir:",
    ),
    (
        "de-de",
        "Verschieben eines Speichers in Harbor Server 2013",
        "Klicken Sie im **Store Manager** auf **Eigenschaften**, und warten Sie auf den Server.",
        "Führen Sie auf jedem Server den folgenden Befehl aus:",
    ),
];

fn pages(root: &Path, number: usize) {
    for (folder, title, sentence, lead) in WORDS {
        for page in 0..number {
            let mut text = format!(
                "---\ntitle: {title}\nms.assetid: 0a1b2c3d-0000-1111-2222-{page:012}\n---\n\n# {title}\n\n{sentence}\n\n"
            );
            for step in 1..=30 {
                let _ = match step % 3 {
                    0 => writeln!(text, "{step}. {sentence}\n"),
                    1 => writeln!(
                        text,
                        "{step}. {lead}\n\n    ```powershell\n    Move-HarborStore -Name Main{step} -To <Server FQDN>\n    ```\n"
                    ),
                    _ => writeln!(
                        text,
                        "{step}. {sentence}\n\n    > [!NOTE]\n    > {sentence}\n"
                    ),
                };
            }
            let path = root.join(format!("{folder}/part{:02}/page{page}.md", page % 50));
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
    }
}
