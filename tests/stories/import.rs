//! Published pages brought in: what is made, what is said, and that it is made whole or not at all.

use crate::story::Story;

const ENGLISH: &str = "\
# Replace a disk in Harbor Server 2013

Replace a disk while the server is running.

## To replace a disk

1. In **Store Manager**, click **Properties**.

2. On the server, run the following command:

   ```powershell
   Stop-HarborDisk -Name <Disk Name>
   ```

3. Replace the disk, and then run the following command:

   ```powershell
   Start-HarborDisk -Name <Disk Name>
   ```
";

const GERMAN: &str = "\
# Ersetzen eines Datenträgers in Harbor Server 2013

Ersetzen Sie einen Datenträger, während der Server ausgeführt wird.

## So ersetzen Sie einen Datenträger

1. Klicken Sie in **Store Manager** auf **Eigenschaften**.

2. Führen Sie auf dem Server den folgenden Befehl aus:

   ```powershell
   Stop-HarborDisk -Name <Disk Name>
   ```

3. Ersetzen Sie den Datenträger, und führen Sie dann den folgenden Befehl aus:

   ```powershell
   Start-HarborDisk -Name <Disk Name>
   ```
";

fn pages() -> Story {
    Story::new()
        .file("disk.en.md", ENGLISH)
        .file("disk.de.md", GERMAN)
}

#[test]
fn two_languages_become_one_project() {
    let story = pages();
    insta::assert_snapshot!(story.tell("import disk.en.md disk.de.md --out project"));
    let files = story.files();
    let made: Vec<&str> = files
        .iter()
        .filter_map(|file| file.strip_prefix("project/"))
        .collect();
    assert_eq!(
        made,
        [
            "locales/de/replace-a-disk.ftl",
            "locales/de/replace-a-disk.glossary.ftl",
            "locales/en/replace-a-disk.ftl",
            "locales/en/replace-a-disk.glossary.ftl",
            "runbooks/replace-a-disk.yaml",
        ]
    );
}

#[test]
fn what_was_made_renders_and_its_pages_do_not_drift() {
    let story = pages();
    story.tell("import disk.en.md disk.de.md --out project --id swap");
    let told = story.tell("--project project render swap --locale de");
    assert!(
        told.contains("3.  Ersetzen Sie den Datenträger, und führen Sie dann"),
        "{told}"
    );
    let told = story.tell("--project project drift disk.en.md disk.de.md --runbook swap");
    assert!(told.ends_with("--- exit 0 ---\n"), "{told}");
}

#[test]
fn programs_get_the_report_as_json() {
    let story = pages();
    let told = story.tell("import disk.en.md disk.de.md --out project --format json");
    assert!(
        told.starts_with("{\n  \"schema\": \"runproof/import/1\""),
        "{told}"
    );
    assert!(
        told.contains("\"holds\": true") && !told.contains("\"holds\": false"),
        "{told}"
    );
}

#[test]
fn what_is_there_is_not_written_over() {
    let story = pages().file("project/notes.txt", "mine");
    let before = story.files();
    insta::assert_snapshot!(story.tell("import disk.en.md --out project"));
    insta::assert_snapshot!(story.tell("import disk.en.md --out disk.de.md"));
    assert_eq!(story.files(), before);
}

#[test]
fn pages_that_are_not_one_page_are_refused() {
    let other = "# Mur\n\n1. Prenez l’outil.\n2. `Get-Paint -Colour red`\n3. `Set-Wall`\n4. `Use-Brush -Fine`\n";
    let story = pages().file("mur.fr.md", other);
    let before = story.files();
    insta::assert_snapshot!(story.tell("import disk.en.md disk.de.md mur.fr.md --out project"));
    assert_eq!(story.files(), before, "nothing is half-written");
}

#[test]
fn what_can_not_be_brought_in_is_refused_and_nothing_is_written() {
    let copy = ENGLISH.replace("while", "whilst");
    let story = pages()
        .file("copy/disk.en.md", copy)
        .file("empty.md", "")
        .file("about.md", "# About\n\nThis is what it is for, and who may use it.\n")
        .file("old.md", b"# Stra\xdfe\n")
        .file("words.md", "# Щит\n\nЗамените диск, пока сервер работает, и затем выполните следующую команду на каждом сервере пула. Замените диск, пока сервер работает, и затем выполните следующую команду на каждом сервере пула. Затем ещё раз откройте окно и посмотрите.\n\n1. Раз.\n2. Два.\n");
    let before = story.files();
    for (pages, said) in [
        ("disk.en.md copy/disk.en.md", "error[page-twice]"),
        ("empty.md", "error[nothing-to-import]"),
        ("about.md", "error[nothing-to-import]"),
        (
            "old.md",
            "old.md: line 1, column 7: the byte 0xdf is not UTF-8",
        ),
        (
            "words.md",
            "words.md: which language this page is in can not be told",
        ),
        ("nowhere.md", "there is no such file"),
        (
            "disk.en.md --id Not_Good",
            "`Not_Good` can not be the id of a runbook",
        ),
        (
            "disk.en.md --id ../x",
            "`../x` can not be the id of a runbook",
        ),
        ("disk.en.md --source !", "`!` is no tag of a language"),
    ] {
        let told = story.tell(&format!("import --out project {pages}"));
        assert!(told.contains(said), "{pages}: {told}");
        assert!(told.ends_with("--- exit 2 ---\n"), "{pages}: {told}");
        assert_eq!(story.files(), before, "{pages}: nothing is half-written");
    }
}
