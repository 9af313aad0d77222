//! Drift of published pages: what is found, what is held against what, and how it ends.

use crate::story::{Story, told};

/// A page as a writer publishes it.
const ENGLISH: &str = "\
---
title: Move a store in Harbor Server 2013
ms.assetid: 0a1b2c3d-0000-1111-2222-333344445555
---

# Move a store in Harbor Server 2013

You can move a store while the server is running. Follow the two final steps on every server.

1. Open the **Store Manager**, and then click **Properties**.

2. On each server, run the following command:

   ```powershell
   Stop-HarborStore -Name Main
   ```

3. Run the following command, and wait until the store is there:

   ```powershell
   Move-HarborStore -Name Main -To <New Server>
   ```

4. Start the store:

   ```powershell
   Start-HarborStore -Name Main
   ```
";

/// Its translation, which lacks the step that starts the store.
const FRENCH: &str = "\
---
title: Déplacer une banque dans Harbor Server 2013
ms.assetid: 0a1b2c3d-0000-1111-2222-333344445555
---

# Déplacer une banque dans Harbor Server 2013

Vous pouvez déplacer une banque pendant que le serveur est en cours d’exécution.

1. Ouvrez **Store Manager**, puis cliquez sur **Propriétés**.

2. Sur chaque serveur, exécutez la commande suivante :

   ```powershell
   Stop-HarborStore -Name Main
   ```

3. Exécutez la commande suivante et attendez que la banque soit là :

   ```powershell
   Move-HarborStore -Name Main -To <Nouveau serveur>
   ```
";

fn folder() -> Story {
    Story::new()
        .file("docs/en/store.md", ENGLISH)
        .file("docs/fr/store.md", FRENCH)
}

#[test]
fn a_translation_that_lacks_a_step_is_found() {
    insta::assert_snapshot!(folder().tell("drift docs"));
}

#[test]
fn a_pull_request_gets_markdown() {
    insta::assert_snapshot!(folder().tell("drift docs --format markdown"));
}

#[test]
fn continuous_integration_gets_junit() {
    insta::assert_snapshot!(folder().tell("drift docs --format junit"));
}

#[test]
fn what_is_named_together_is_held_against_each_other_whatever_it_is_called() {
    let strip = |page: &str| page.split("---\n\n").nth(1).expect("a page").to_owned();
    let story = Story::new()
        .file("a.txt", strip(ENGLISH))
        .file("b.txt", strip(FRENCH));
    let told = story.tell("drift a.txt b.txt");
    assert!(told.contains("error[step-missing]"), "{told}");
    // The language that leads is a choice: then the English page has a step too many.
    let told = story.tell("drift a.txt b.txt --source fr");
    assert!(told.contains("[step-added]"), "{told}");
}

#[test]
fn the_same_bytes_whatever_the_number_of_cores() {
    let mut story = Story::new();
    for number in 0..40 {
        let key = format!("0a1b2c3d-0000-1111-2222-{number:012}");
        for (language, page) in [("en", ENGLISH), ("fr", FRENCH)] {
            let text = page.replace("0a1b2c3d-0000-1111-2222-333344445555", &key);
            story = story.file(&format!("docs/{language}/{number}.md"), text);
        }
    }
    let run = |threads: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_runproof"))
            .args(["drift", "docs", "--format", "sarif"])
            .current_dir(story.path("."))
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("it runs");
        told(&output)
    };
    let one = run("1");
    assert!(one.contains("80 files"), "{one}");
    assert_eq!(one, run("7"));
}

#[test]
fn a_page_without_a_procedure_is_remarked_only_where_it_is_named() {
    let story = Story::new().file(
        "docs/about.md",
        "# About the store\n\nThis is what the store is for, and who may use it.\n",
    );
    insta::assert_snapshot!(story.tell("drift docs/about.md"));
    insta::assert_snapshot!(story.tell("drift docs"));
}

#[test]
fn two_pages_that_are_not_the_same_are_not_compared() {
    let story = folder().file(
        "paint.md",
        "# Peindre un mur\n\nAvec les outils que vous avez dans le garage.\n\n\
         1. Prenez une échelle.\n2. Lancez `Get-Paint -Colour red`.\n3. `Set-Wall`.\n4. `Use-Brush`.\n",
    );
    insta::assert_snapshot!(story.tell("drift docs/en/store.md paint.md --format json"));
}

#[test]
fn a_language_without_a_catalog_is_still_compared() {
    let italian = "# Spostare un archivio in Harbor Server 2013\n\n\
        È possibile spostare un archivio mentre il server è in esecuzione, per esempio di notte.\n\n\
        1. Aprire **Store Manager** e quindi fare clic su **Proprietà**.\n\n\
        2. Eseguire il comando che segue:\n\n   ```powershell\n   Stop-HarborStore -Name Main\n   ```\n\n\
        3. Avviare l’archivio:\n\n   ```powershell\n   Start-HarborStore -Name Main\n   ```\n";
    let story = Story::new()
        .file("store.en.md", ENGLISH)
        .file("store.md", italian);
    let told = story.tell("drift store.en.md store.md");
    assert!(
        told.contains("note[language-without-catalog]: there is no catalog for `it`"),
        "{told}"
    );
    assert!(told.contains("error[step-missing]"), "{told}");
}

#[test]
fn standard_input_is_a_page() {
    let story = folder();
    let page = std::fs::File::open(story.path("docs/fr/store.md")).expect("a page");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_runproof"))
        .args(["drift", "docs/en/store.md", "-"])
        .current_dir(story.path("."))
        .stdin(page)
        .output()
        .expect("it runs");
    let told = told(&output);
    assert!(
        told.contains("error[step-missing]") && told.contains("--> -:"),
        "{told}"
    );
}

#[test]
fn the_report_goes_where_it_is_wanted() {
    let story = folder();
    let told = story.tell("drift docs --format sarif --output out/drift.sarif");
    assert!(told.starts_with("--- said ---\n2 files"), "{told}");
    let sarif = story.read("out/drift.sarif");
    assert!(sarif.contains("\"ruleId\": \"step-missing\""), "{sarif}");
    assert!(sarif.contains("\"uri\": \"docs/fr/store.md\""), "{sarif}");
}

#[test]
fn every_code_can_be_explained() {
    let story = folder();
    let told = story.tell("drift docs --format json");
    for line in told.lines().filter(|line| line.contains("\"code\"")) {
        let code = line.split('"').nth(3).expect("a code");
        let explained = story.tell(&format!("explain {code}"));
        assert!(explained.starts_with(code), "{explained}");
    }
    for code in [
        "not-the-same-page",
        "language-without-catalog",
        "no-page",
        "no-procedure",
    ] {
        assert!(story.tell(&format!("explain {code}")).starts_with(code));
    }
}
