//! Terms, languages, HTML and pictures.

use super::{check, found};

#[test]
fn a_name_with_half_its_capitals() {
    let page = "# Pump\n\nOpen the Front End Pump. Then start the Front End Pump.\n\nStop every Front end Pump.\n";
    insta::assert_snapshot!(found("en", page), @"5:12 warning term-varies: a term is written two ways on this page: `Front end` here, `Front End` elsewhere");
}

#[test]
fn hyphens_blanks_and_case() {
    check(
        "pt",
        "# Bombas front-end\n\nAbra a bomba front-end no Servidor Front-End.\n",
        &["3:36 warning term-varies"],
    );
    check(
        "de",
        "# Pumpen\n\nÖffnen Sie den Pumpen-Generator. Der Pumpen Generator startet im Pumpen-Generator.\n",
        &["3:38 warning term-varies"],
    );
}

#[test]
fn what_is_no_evidence() {
    for (language, page) in [
        // A noun and its adjective.
        ("en", "The front end of a front-end pump.\n"),
        // What begins a sentence, a heading in title case, a label.
        ("en", "The new pump is here. New pump parts are there.\n"),
        (
            "en",
            "# Open the Front End Pump Today\n\nThe front end pump is open.\n",
        ),
        ("en", "Click **New Pump** for a new pump.\n"),
        // A label that nobody marked.
        ("en", "Open the Define New Pump wizard for a new pump.\n"),
        ("en", "Run `front end` and `Front End` for Front End.\n"),
        // A product and what runs it.
        ("de", "Öffnen Sie Pump Server 2019 auf dem Pump-Server.\n"),
        ("en", "See \"The Front End pump\" for the Front end pump.\n"),
    ] {
        check(language, page, &[]);
    }
}

#[test]
fn one_and_many() {
    check(
        "fr",
        "Ouvrez le Générateur de pompe. Fermez le Générateur de pompe.\n\nDans le Générateur de pompes, attendez.\n",
        &["3:9 warning term-varies"],
    );
    check(
        "fr",
        "Le nom de pompe est ici, et la liste de noms de pompes là.\n",
        &[],
    );
}

#[test]
fn french_words_beside_english_ones() {
    check(
        "fr",
        "Utilisez les applets de commande ici, et l’applet de commande là.\n\nLes cmdlets suivantes.\n",
        &["3:5 warning term-varies"],
    );
    check("fr", "Les cmdlets suivantes.\n", &[]);
}

#[test]
fn a_plural_that_lost_a_letter() {
    check(
        "fr",
        "---\ntitle: Les serveurs frontux\n---\n\nLe serveur frontal attend.\n",
        &["2:21 warning term-varies"],
    );
    check("fr", "Les deux flux du système Linux.\n", &[]);
}

#[test]
fn english_on_a_page_in_another_language() {
    let english = "Make sure that the pump is off before you touch any of its parts.";
    for language in ["fr", "de", "pt"] {
        check(language, english, &["1:1 warning untranslated-paragraph"]);
    }
    check("en", english, &[]);
    check(
        "fr",
        "Assurez-vous que la pompe est éteinte avant de toucher à ses pièces.",
        &[],
    );
    check(
        "de",
        "Front End Server Management Shell for Pump Server Enterprise Edition",
        &[],
    );
    let many = format!("{english}\n\n").repeat(5);
    insta::assert_snapshot!(found("de", &many), @"1:1 warning untranslated-paragraph: 5 of 5 paragraphs are English");
}

#[test]
fn html_once_a_kind() {
    let page = "<div class=\"a\">\n\nThe <STRONG>Spare</STRONG> and <b>x</b>.\n\n</div>\n\n<div>\n\n</div>\n\n<span> </span>\n";
    insta::assert_snapshot!(found("en", page), @"
    1:1 note raw-html: `<div>` is HTML (2 times on this page)
    3:5 note raw-html: `<strong>` is HTML
    3:32 note raw-html: `<b>` is HTML
    11:1 note raw-html: `<span>` is HTML
    ");
    check(
        "en",
        "# <a name=\"x\"></a>Pump\n\nA<sup>2</sup>, <Pool FQDN> and a\\\nb.\n\n<!-- x -->\n",
        &[],
    );
}

#[test]
fn nothing_but_a_blank() {
    check("en", "One.\n\n&nbsp;\n\nTwo.\n", &["3:1 note stray-entity"]);
    check("en", "One&nbsp;two.\n", &[]);
}

#[test]
fn pictures_that_say_nothing() {
    check("en", "![](a.png)\n", &["1:1 warning undescribed-image"]);
    check(
        "en",
        "![a.png](a.png)\n",
        &["1:1 warning undescribed-image"],
    );
    check(
        "en",
        "![36080581-db76-497d-bf9e-f02b39574d0e](a.png)\n",
        &["1:1 warning undescribed-image"],
    );
    check("en", "![The screw, below the shade](a.png)\n", &[]);
}

#[test]
fn front_matter() {
    check(
        "en",
        "---\ntitle: Pump\n\n# Pump\n",
        &["1:1 error broken-front-matter"],
    );
    check(
        "en",
        "---\ntitle: Pump: how to drain it\n---\n\n# Pump\n",
        &["2:12 error broken-front-matter"],
    );
    check(
        "en",
        "---\ntitle: 'Pump: how'\nms.reviewer: \n---\n\n# Pump\n",
        &[],
    );
    check("en", "# Pump\n\n---\n", &[]);
}
