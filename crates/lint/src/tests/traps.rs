//! What looks like a fault and is none. A linter that cries wolf is turned off.

use super::{Bench, alone, pair};
use runproof_language::{Contract, Need, Wanted};

#[track_caller]
fn clean(bench: &Bench) {
    assert_eq!(bench.list(), "");
}

#[test]
fn a_command_is_rightly_left_untranslated() {
    let text = "\
a = `Get-CsPool -Identity { $pool } -Verbose`
b = Start-CsWindowsService -Name LYNCBACKUP
c = Invoke-CsBackupServiceSync -PoolFqdn { $pool }
d = sudo systemctl reload nginx.service --no-block
e = C:\\Windows\\System32\\notepad.exe /etc/nginx/nginx.conf
f = https://learn.microsoft.com/en-us/skypeforbusiness
";
    // `sudo systemctl reload` are words that nobody can tell from prose: they belong in backticks.
    let text = text.replace(
        "d = sudo systemctl reload nginx.service",
        "d = `sudo systemctl reload` nginx.service",
    );
    clean(&pair(&text, &text));
}

#[test]
fn what_stands_in_for_a_value_may_be_translated() {
    clean(&pair(
        "a = Run `Get-CsPool -Identity <Pool1 FQDN> -Verbose`.\n",
        "a = Exécutez `Get-CsPool -Identity <FQDN du pool 1> -Verbose`.\n",
    ));
}

#[test]
fn names_and_cognates_are_the_same_in_two_languages() {
    let text = "\
a = Microsoft Lync Server 2013
b = Skype for Business Server
c = Installation
d = Document
e = PowerShell 7.5, OpenSSL 3
f = { -product } { $version }
g = OK
h = **Windows Server**
i = 1 / 2
-product = Skype for Business Server 2019
";
    clean(&pair(text, text));
}

#[test]
fn the_same_language_may_say_the_same() {
    let text = "a = Publish the topology.\n";
    clean(
        &Bench::default()
            .with("en", "rb", text)
            .with("en-GB", "rb", text),
    );
}

#[test]
fn numbers_in_code_and_in_their_own_arms_are_counted() {
    clean(&alone(
        "\
a = Run `step 3`, then `2 steps`.
b = { $count ->
    [2] Skip the final two steps.
    [3] Skip the final 3 steps.
    [one] Skip the final step.
   *[other] Skip the final { $count } steps.
}
c = Two-step verification takes a step or two.
d = Wait 10 minutes before the next step.
e = Lync Server 2013 steps in.
",
    ));
}

#[test]
fn times_addresses_and_colons_within_words_take_no_space() {
    let english = "a = At 10:30, see https://a.example/b?c: it’s *here*.\nb = Key\n";
    let french = "a = À 10:30, voir https://a.example/b?c\u{a0}: c’est *ici*.\nb = Clé «\u{a0}?\u{a0}» sur C:\u{202f}?!\n";
    clean(&pair(english, french));
}

#[test]
fn guillemets_and_german_quotes() {
    clean(
        &Bench::default()
            .with("en", "rb", "a = Choose “Edit”, then “OK”.\n")
            .with(
                "fr",
                "rb",
                "a = Choisissez «\u{a0}Modifier\u{a0}», puis «\u{202f}OK\u{202f}».\n",
            )
            .with("de", "rb", "a = Wählen Sie „Bearbeiten“, dann »OK«.\n")
            .with(
                "fr-CA",
                "rb",
                "a = Choisissez «\u{a0}Modifier\u{a0}»; ça va?\n",
            ),
    );
}

#[test]
fn a_blank_may_stand_before_what_is_no_punctuation() {
    clean(&alone(
        "a = Use .NET, ./run, … or :: and (see) [1] - fine ...\nb = A .conf file, ?x\n",
    ));
}

#[test]
fn exact_numbers_beside_categories() {
    clean(&pair(
        "a = { $n ->\n    [0] none\n    [one] { $n } hour\n   *[other] { $n } hours\n}\n",
        "a = { $n ->\n    [0] aucune\n    [1] une\n    [one] { $n } heure\n    [many] { $n } d’heures\n   *[other] { $n } heures\n}\n",
    ));
}

#[test]
fn a_language_without_plurals_has_one_form() {
    clean(
        &Bench::default()
            .with(
                "en",
                "rb",
                "a = { $n ->\n    [one] Wait one hour.\n   *[other] Wait some hours.\n}\n",
            )
            .with("ja", "rb", "a = お待ちください。\n"),
    );
}

#[test]
fn terms_with_grammar() {
    clean(
        &Bench::default()
            .with("en", "rb", "-pool = pool\nadd = Add { -pool }.\nlist = The { -pool } of { $host }\n")
            .with(
                "de",
                "rb",
                "-pool = { $case ->\n    [genitive] Pools\n   *[nominative] Pool\n}\n    .gender = masculine\n\
                add = { -pool.gender ->\n    [feminine] Fügen Sie die { -pool } hinzu.\n   *[masculine] Fügen Sie den { -pool } hinzu.\n}\n\
                list = Name des { -pool(case: \"genitive\") } von { $host }\n",
            ),
    );
}

#[test]
fn a_helper_message_is_used_and_brings_its_variables() {
    clean(&pair(
        "a = Sync { $pool } of { -product }.\n-product = Lync\n",
        "-product = Lync\na = Synchronisez { tail }.\ntail = { $pool } de { -product }\n",
    ));
}

#[test]
fn words_that_are_rightly_doubled() {
    clean(
        &Bench::default()
            .with("en", "rb", "a = It had had that that day.\n")
            .with("fr", "rb", "a = Vous vous connectez, nous nous taisons.\n")
            .with(
                "de",
                "rb",
                "a = Wenn Sie sie installieren, die, die da sind.\n",
            ),
    );
}

#[test]
fn bold_may_move_and_grow() {
    clean(&pair(
        "a = In **{ -ui-edit }**, click **{ -ui-ok }**.\nb = **Note:** do **not** wait.\n-ui-edit = Edit\n-ui-ok = OK\n",
        "a = Cliquez sur **{ -ui-ok }** dans **{ -ui-edit }**.\nb = **Remarque importante\u{a0}:** n’attendez **pas**.\n-ui-edit = Modifier\n-ui-ok = OK\n",
    ));
}

#[test]
fn a_link_may_lead_to_the_page_of_the_language() {
    clean(&pair(
        "a = See [it](https://learn.microsoft.com/en-us/lync/x).\n",
        "a = Voir [cela](https://learn.microsoft.com/fr-fr/lync/x).\n",
    ));
}

#[test]
fn a_default_that_is_named_for_no_variant_is_taken_at_its_word() {
    let contract = Contract {
        catalog: "rb".into(),
        messages: vec![Wanted {
            id: "a".into(),
            attribute: None,
            variables: vec!["variant".into()],
            need: Need::Must,
        }],
        variants: vec!["lync-2013".into(), "sfb-2015".into(), "sfb-2019".into()],
    };
    let text = "a = { $variant ->\n    [lync-2013] Lync\n   *[other] Skype\n}\n";
    clean(&alone(text).wanting(contract));
}

#[test]
fn words_that_no_dictionary_need_know() {
    let english = "a = Run Bootstrapper on the { $n } pools.\nb = B\n-product = Skype Server\n";
    let french = "a = Exécutez Bootstrapper avec l’état-major d’aujourd’hui sur S4B, DNS, \
        nginx.conf et { $n }-uple.\nb = Aujourd'hui avec Skype\n-product = Skype Entreprise\n";
    let words = "exécutez avec état major d aujourd'hui sur et";
    clean(&pair(english, french).knowing("fr", words));
}

#[test]
fn one_language_alone_is_compared_with_nothing() {
    clean(&alone(
        "a = Sync { $pool } with { NUMBER($n) }.\n    .title = **Sync** `now`\n",
    ));
    clean(&Bench::default().with("fr", "rb", "a = Bonjour { $x }\n"));
    clean(&Bench::default());
}

#[test]
fn hostile_catalogs_are_no_match() {
    let deep = format!("a = {}x{}\n", "{ \"a\" }**`".repeat(500), "`**".repeat(500));
    let text = format!(
        "{deep}b = \u{e000}\u{e000} {{ $x }} \u{e000}**\n\
         c = ** ** __ `` ` [x]( <a b> & \\\\ \\`\n\
         d = {{ \"\\uD800\" }}{{ \"\\U10FFFF\" }}\n\
         e =\r\n    x\r\n      y\r\n    .f = \u{301}'-'\u{2019}-\n"
    );
    // No panic, and the same twice.
    let bench = pair(&text, &text.replace("x", "é"));
    assert_eq!(bench.list(), bench.list());
}

#[test]
fn a_message_of_a_megabyte_ends() {
    let text = format!("a = {}\n", "`x y` C:\\a, b. **c** ".repeat(50_000));
    clean(&pair(&text, &text));
}

/// *See also* of one product and *See Also* of the other: a language that writes both the same way
/// needs no choice. Between other words it does.
#[test]
fn a_choice_of_case_is_not_for_every_language() {
    let list = |english: &str| {
        let bench = Bench::default()
            .with("en-US", "rb", english)
            .with("fr", "rb", "see = Voir aussi\n")
            .knowing("fr", "Voir aussi")
            .knowing("en", "See Also also the other lamp");
        bench.list()
    };
    let style = "see = { $variant ->\n    [beacon-3] See Also\n   *[beacon-pro] See also:\n}\n";
    assert_eq!(list(style), "");
    let words =
        "see = { $variant ->\n    [beacon-3] See also\n   *[beacon-pro] See the other lamp\n}\n";
    assert!(list(words).contains("missing-variable"), "{}", list(words));
}

/// A label of the user interface is a label where it is bold; elsewhere its words are words.
#[test]
fn words_of_a_label_in_running_text() {
    let english = "-ui-lamp-pools = Lamp pools\n-ui-lamp = Lamp\n\
        open = Click **{ -ui-lamp-pools }** or **{ -ui-lamp }**.\n\
        say = Lamp pools are pools of lamps, as all of your Lamp pools in the Lamp Manager.\n";
    let list = |english: &str| {
        Bench::default()
            .with("en-US", "rb", english)
            .knowing(
                "en",
                "Click or Lamp pools are of lamps as all your in the Manager",
            )
            .list()
    };
    assert_eq!(list(english), "");
    let bold = format!("{english}more = Click **Lamp pools**.\n");
    assert!(list(&bold).contains("label-by-hand"), "{}", list(&bold));
}

/// A term that a language has not: one finding, however many messages would use it.
#[test]
fn a_term_that_is_not_translated_is_said_once() {
    let list = Bench::default()
        .with(
            "en-US",
            "rb",
            "-ui-lamp = Lamp\none = Click **{ -ui-lamp }**.\ntwo = Select **{ -ui-lamp }**.\n",
        )
        .with(
            "fr",
            "rb",
            "one = Cliquez **sur Lampe**.\ntwo = Prenez **la lampe**.\n",
        )
        .knowing("fr", "Cliquez sur Lampe Prenez la lampe")
        .list();
    assert_eq!(list.matches("missing-term").count(), 1, "{list}");
    assert!(list.contains("here and in 1 more"), "{list}");
}

/// What comes later does not change how many steps came before.
#[test]
fn numbers_of_steps_that_came_before() {
    let list = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        Bench::default()
            .with("fr", "rb", &format!("say = {text}\n"))
            .knowing("fr", &words.join(" "))
            .list()
    };
    assert_eq!(list("Répétez les deux étapes précédentes"), "");
    assert_eq!(list("Répétez les deux premières étapes"), "");
    assert!(list("Passez les deux dernières étapes").contains("stated-number"));
    assert!(list("Passez les deux étapes suivantes").contains("stated-number"));
}
