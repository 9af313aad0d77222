//! Stated numbers of steps.

use super::{check, found};

/// Four steps, of which the first says something.
fn page(first: &str) -> String {
    format!("# Page\n\n1. {first}\n2. Zwei.\n3. Trois.\n4. Quatro.\n")
}

const WRONG: &[&str] = &["3:"];

#[track_caller]
fn says(language: &str, first: &str, is_wrong: bool) {
    let found = found(language, &page(first));
    let counts = found.lines().filter(|line| line.contains("stated-count"));
    let places: Vec<&str> = counts.map(|line| &line[..2]).collect();
    let expected: &[&str] = if is_wrong { WRONG } else { &[] };
    assert_eq!(places, expected, "{first}\n{found}");
}

#[test]
fn the_final_steps_are_those_that_follow() {
    for (language, text) in [
        ("en", "Skip the final two steps."),
        ("en", "Skip the last 2 steps in this procedure."),
        ("en", "Carry out the following two final steps."),
        ("en", "Carry out the remaining four steps."),
        ("en", "Carry out the **next five steps**."),
        ("de", "Überspringen Sie die letzten beiden Schritte."),
        (
            "de",
            "Führen Sie die beiden folgenden abschließenden Schritte aus.",
        ),
        ("de", "Führen Sie die nächsten vier Schritte aus."),
        ("fr", "Ignorez les deux dernières étapes."),
        ("fr", "Procédez aux deux dernières étapes suivantes."),
        ("fr", "Effectuez les 4 étapes suivantes."),
        ("pt", "Ignore as duas etapas finais."),
        ("pt", "Conclua as seguintes duas etapas finais."),
        ("pt", "Conclua as próximas quatro etapas."),
        ("pt", "Ignore os dois últimos passos."),
    ] {
        says(language, text, true);
    }
    for (language, text) in [
        ("en", "Skip the final three steps."),
        ("en", "Use the next two steps to drain it."),
        ("en", "Wait for the next two minutes."),
        ("en", "Carry out the following steps."),
        ("en", "Turn on two-step verification."),
        ("en", "Repeat the last two steps."),
        ("de", "Wiederholen Sie die letzten beiden Schritte."),
        ("de", "Überspringen Sie die letzten drei Schritte."),
        ("fr", "Ignorez les trois dernières étapes."),
        ("pt", "Repita as duas últimas etapas."),
        ("ja", "final two steps"),
    ] {
        says(language, text, false);
    }
}

#[test]
fn steps_of_a_list_that_breaks_are_counted_together() {
    let page = "1. Skip the final two steps.\n2. Stop:\n\n   ```sh\n   stop\n   ```\n\n3. Wait:\n\n```sh\nwait\n```\n\n4. Start.\n";
    assert!(found("en", page).contains("“final two steps”: 3 steps follow step 1"));
}

#[test]
fn lists_within_steps_have_steps_of_their_own() {
    let page = "1. Carry out the following two final steps:\n\n   1. Stop.\n   2. Start.\n\n2. Look.\n3. Go.\n4. Rest.\n";
    check("en", page, &[]);
}

#[test]
fn before_a_procedure_the_number_is_that_of_all_its_steps() {
    let page = |lead: &str| format!("# Page\n\n{lead}\n\n1. Stop.\n2. Wait.\n3. Start.\n");
    check("en", &page("Carry out the following three steps:"), &[]);
    check(
        "en",
        &page("Carry out the following two steps:"),
        &["3:15 error stated-count"],
    );
    check(
        "en",
        &page("This procedure has 10 steps."),
        &["3:20 error stated-count"],
    );
    check("en", &page("This procedure has 3 steps."), &[]);
}

#[test]
fn a_step_that_is_not_there() {
    says("en", "If it drips, go on with step 5.", true);
    says("de", "Fahren Sie mit Schritt 5 fort.", true);
    says("en", "If it drips, go on with step 4.", false);
    says("en", "Carry out steps 2 through 5.", true);
    // Another procedure's, a page of a wizard's, a link's.
    says("en", "Carry out steps 1 through 9.", false);
    says("en", "In the wizard, open Step 5.", false);
    says("en", "See step 5 of the [other page](other.md).", false);
    says("en", "See step 5 of the procedure for pumps.", false);
}
