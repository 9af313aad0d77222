//! Bold and labels.

use super::{check, found};

/// Whether one code, and no other, is found in a sentence.
#[track_caller]
fn sentence(language: &str, text: &str, code: Option<&str>) {
    let found = found(language, text);
    let codes: Vec<&str> = found
        .lines()
        .filter_map(|line| line.split([' ', ':']).nth(3))
        .filter(|code| *code != "raw-html")
        .collect();
    assert_eq!(
        codes,
        code.into_iter().collect::<Vec<_>>(),
        "{text}\n{found}"
    );
}

#[test]
fn bold_swallows_its_neighbours() {
    for (language, text) in [
        ("fr", "Cliquez **sur Modifier la pompe.**"),
        ("fr", "Ouvrez **l’Assistant Pompe**."),
        ("pt", "Clique **em Editar Bomba**."),
        ("de", "Klicken Sie **auf Speichern**."),
        ("de", "Wählen Sie **Pumpe und** dann **Ventil**."),
        ("en", "Open it, **click Next** and wait."),
        ("en", "Click **OK.**"),
        ("en", "Click **Edit,** and then **Save**."),
        ("de", "Klicken Sie auf **\"Speichern**\"."),
        ("de", "Die Option **\"Pumpe** \" ist neu."),
        ("en", "Open <strong>Pump </strong>now."),
    ] {
        sentence(language, text, Some("bold-swallows"));
    }
    for (language, text) in [
        ("en", "Click **OK**."),
        ("en", "**Note.** It drips."),
        ("en", "**Warning:** it drips."),
        ("en", "It drips. **Do not open it.** Wait."),
        ("en", "**Do not open it.**"),
        ("en", "You should **never do this.**"),
        ("en", "In **Next pump:** choose one."),
        ("en", "Click **Browse...** now."),
        ("en", "Choose **Connect to the pump.** in the list."),
        ("en", "Type **pump.** *name*."),
        ("en", "Click **Log on to** and wait."),
        ("pt", "Clique em **Ajustar para** e espere."),
        ("fr", "Cliquez sur **À partir de la pompe**."),
        ("en", "> [!NOTE]\n> **The pump** drips."),
    ] {
        sentence(language, text, None);
    }
    insta::assert_snapshot!(found("fr", "Cliquez **sur Modifier la pompe.**"), @"1:9 warning bold-swallows: the bold swallows “sur” and the `.` of the sentence");
}

#[test]
fn asterisks_that_mark_nothing() {
    sentence("en", "Click **Save **.", Some("broken-bold"));
    sentence("en", "Type `a**b` or \\*\\*.", None);
    sentence("en", "Add **/*.md to the list.", None);
}

#[test]
fn a_blank_before_punctuation() {
    sentence(
        "de",
        "Klicken Sie auf **OK** .",
        Some("blank-before-punctuation"),
    );
    sentence(
        "de",
        "Klicken Sie auf **OK** , und warten Sie.",
        Some("blank-before-punctuation"),
    );
    sentence("en", "Wait : it drips.", Some("blank-before-punctuation"));
    sentence("fr", "Attendez : elle goutte !", None);
    sentence(
        "fr",
        "Cliquez sur **OK** .",
        Some("blank-before-punctuation"),
    );
    sentence("en", "Install .NET and press **?** now.", None);
    sentence("en", "Run `a .` and wait.", None);
}

#[test]
fn french_blanks_that_break_beside_some_that_do_not() {
    let page = "Attendez la fin\u{a0}: elle goutte.\n\nExécutez la commande :\n";
    check("fr", page, &["3:21 note punctuation-space"]);
    check(
        "fr",
        "Attendez la fin : vite.\n\nExécutez la commande :\n",
        &[],
    );
    check(
        "fr",
        "Attendez la fin\u{a0}: vite.\n\nResult : Success\n",
        &[],
    );
}

const LABEL: &str =
    "1. Selecione **Troca automática e limpeza para Bombas** e clique em **OK**.\n\n";

#[test]
fn bold_that_leaves_a_part_of_a_label_out() {
    let note = |text: &str| format!("{LABEL}> [!NOTE]\n> {text}\n");
    check(
        "pt",
        &note("A **opção limpeza e troca** automática para bombas é nova."),
        &["4:5 warning bold-incomplete"],
    );
    check(
        "pt",
        &note("A **substituição e lavagem** automáticas para Bombas é nova."),
        &[],
    );
    // The tail of the label stands outside, and what is bold stands where its head would.
    check(
        "fr",
        "1. Cochez **Remplacement et nettoyage automatiques pour Pompes**.\n\nL’option **swap et de cleanup** automatique pour Pompes est nouvelle.\n",
        &["3:10 warning bold-incomplete"],
    );
    check(
        "en",
        "1. Click **Start All pumps** or **Stop All pumps**.\n",
        &[],
    );
}

#[test]
fn a_label_in_two_ways() {
    let two = |a: &str, b: &str| format!("Click **{a}** now.\n\nClick **{b}** now.\n");
    check(
        "en",
        &two("Edit Pump", "Edit pump"),
        &["3:7 warning label-varies"],
    );
    check("en", &two("Next", "Next pump"), &[]);
    check("en", &two("Edit Pump", "Edit Pumps"), &[]);
    check(
        "en",
        &two("The pump store", "Pump store"),
        &["3:7 warning label-varies"],
    );
    check(
        "fr",
        "Cochez **Arrêt et démarrage automatiques pour Pompes** ici.\n\nL’option **Arrêt et démarrage automatique pour Pompes** est là.\n",
        &["3:10 warning label-varies"],
    );
}
