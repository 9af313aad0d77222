//! Who pages are, each in a line.

use super::{Identity, Place, Product};
use crate::Page;
use runproof_core::diagnostic::Source;

fn language(path: &str, text: &str) -> String {
    let page = Page::read(&Source::new(path, text));
    let identity = Identity::of(&page, path);
    identity.language.map_or("-".to_owned(), |l| l.to_string())
}

#[test]
fn the_language_stands_in_the_front_matter_in_the_path_or_in_the_words() {
    let english = "Open the tool and click the button that is on the left of the window.";
    let german = "Öffnen Sie das Programm und klicken Sie auf die Schaltfläche, die links ist.";
    let italian = "Aprire il programma e fare clic sul pulsante che è nella parte della finestra.";
    let front = "---\nms.contentlocale: fr-FR\n---\n\nx\n";
    let old = "---\nms:mtpsurl: https://docs.example/de-de/library/AB(v=1)\n---\n\nx\n";
    assert_eq!(language("a.md", front), "fr-FR");
    assert_eq!(language("a.md", old), "de-DE");
    assert_eq!(language("docs/pt-br/a.md", english), "pt-BR");
    assert_eq!(language("docs.fr-FR/a.md", english), "fr-FR");
    assert_eq!(language("x/a.pt.md", english), "pt");
    assert_eq!(language("x/en.old.md", german), "en");
    assert_eq!(language("x/a_fr.md", german), "fr");
    assert_eq!(language("docs/de/a.md", "x"), "de");
    // A folder of two letters may be anything.
    assert_eq!(language("home/it/a.md", english), "en");
    assert_eq!(language("a.md", english), "en");
    assert_eq!(language("a.md", german), "de");
    assert_eq!(language("a.md", italian), "it");
    assert_eq!(language("a.md", "![](a.png)"), "-");
    assert_eq!(language("", ""), "-");
}

#[test]
fn a_place_is_the_same_in_every_language() {
    let shown = |path: &str| {
        let place = Place::of(path).0;
        format!("{} + {}", place.folders.join("/"), place.stem)
    };
    assert_eq!(shown("docs/fr-fr/setup/a.md"), "docs/setup + a");
    assert_eq!(shown("docs/en/setup/a.md"), "docs/setup + a");
    assert_eq!(shown("Docs.de-DE/Setup/A.md"), "docs/setup + a");
    assert_eq!(shown("./x/tool2.fr.md"), "x + tool2");
    assert_eq!(shown("x/tool2.en.md"), "x + tool2");
    assert_eq!(shown("x\\fr.md"), "x + ");
    assert_eq!(shown("x/a_pt-BR.md"), "x + a");
    assert_eq!(shown("-"), " + -");
}

#[test]
fn a_title_names_its_product() {
    let named = |title: &str| Product::in_title(title).map_or("-".to_owned(), |p| p.name);
    assert_eq!(
        named("Restore a store in Harbor Server 2013"),
        "Harbor Server 2013"
    );
    assert_eq!(
        named("Harbor Server 2013: Restoring a store"),
        "Harbor Server 2013"
    );
    assert_eq!(
        named("Harbor Server 2013 : Restaurer"),
        "Harbor Server 2013"
    );
    assert_eq!(
        named("Restore a store for recovery in Tide for Business Server"),
        "Tide for Business Server"
    );
    assert_eq!(
        named("Restaurer dans Tide Entreprise Server"),
        "Tide Entreprise Server"
    );
    assert_eq!(
        named("Speichern der Daten in Harbor Server 2013"),
        "Harbor Server 2013"
    );
    assert_eq!(
        named("Stage a store in Tide for Business Server using -Roll in Set-TideStore"),
        "Tide for Business Server"
    );
    // Nouns are written large in German, and so is everything in some titles.
    assert_eq!(named("Bereitstellen von Speichern"), "-");
    assert_eq!(named("Restoring The Store After A Disaster"), "-");
    assert_eq!(named("Note: how to restore"), "-");
    assert_eq!(named(""), "-");
}

#[test]
fn a_translation_begins_the_name_alike() {
    let named = |first: &str, headline: &str| {
        Product::beginning_with(first, headline).map_or("-".to_owned(), |p| p.name)
    };
    assert_eq!(
        named("Tide", "Restaurer un magasin dans Tide Entreprise Server"),
        "Tide Entreprise Server"
    );
    assert_eq!(
        named("Harbor", "Harbor Server 2013 : Restaurer"),
        "Harbor Server 2013"
    );
    assert_eq!(
        named("Tide", "Restaurar o desastre Tide for Business Server"),
        "Tide for Business Server"
    );
    assert_eq!(named("Tide", "Restaurer"), "-");
}

#[test]
fn a_file_may_be_called_by_its_product() {
    let product = Product::in_title("Restore in Tide for Business Server 2019").expect("one");
    assert!(product.is_called("tide") && product.is_called("tfb") && product.is_called("tfb2019"));
    assert!(!product.is_called("tfb2015") && !product.is_called("restore"));
    assert_eq!(product.id(), "tide-for-business-server-2019");
}
