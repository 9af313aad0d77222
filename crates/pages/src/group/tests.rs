//! Pages as they lie, and what is held against what.

use std::fmt::Write as _;

use super::{Member, Origin, group};
use crate::Page;
use crate::identity::Identity;
use runproof_core::diagnostic::Source;

/// The groups of pages of which each is a path and a text.
fn grouped(origin: Origin, pages: &[(&str, String)]) -> String {
    let read: Vec<(Page, Identity)> = pages
        .iter()
        .map(|(path, text)| {
            let page = Page::read(&Source::new(*path, text.as_str()));
            let identity = Identity::of(&page, path);
            (page, identity)
        })
        .collect();
    let members: Vec<Member<'_>> = read
        .iter()
        .map(|(page, identity)| Member {
            page,
            identity,
            origin,
        })
        .collect();
    let grouping = group(&members, &runproof_language::Locale::english());
    let mut out = String::new();
    for group in &grouping.groups {
        let names: Vec<&str> = group.pages.iter().map(|at| pages[*at].0).collect();
        let _ = writeln!(out, "{}", names.join(" "));
        for pair in &group.pairs {
            let (leading, other) = (pages[pair.leading].0, pages[pair.other].0);
            let _ = writeln!(out, "  {:?}: {leading} -> {other}", pair.relation);
        }
    }
    for stray in &grouping.strays {
        let _ = writeln!(out, "stray: {}", pages[*stray].0);
    }
    out
}

fn page(title: &str, key: &str) -> String {
    let front = match key {
        "" => String::new(),
        key => format!("---\ntitle: {title}\nms.assetid: {key}\n---\n\n"),
    };
    format!(
        "{front}# {title}\n\n1. `Stop-HarborStore -Name main`\n2. `Move-HarborStore`\n3. `Start-HarborStore`\n4. `Get-HarborStore`\n"
    )
}

const KEY: &str = "11111111-2222-3333-4444-555555555555";

#[test]
fn the_publishers_key_joins_what_lies_apart() {
    let told = grouped(
        Origin::Found,
        &[
            (
                "docs/store.md",
                page("Restoring a store in Harbor Server 2013", KEY),
            ),
            (
                "de-de/speicher.md",
                page("Speichern in Harbor Server 2013", KEY),
            ),
            ("docs/other.md", page("Other things", "")),
        ],
    );
    insta::assert_snapshot!(told, @r"
    docs/store.md de-de/speicher.md
      Language: docs/store.md -> de-de/speicher.md
    docs/other.md
    ");
}

#[test]
fn without_a_key_the_place_joins() {
    let told = grouped(
        Origin::Found,
        &[
            ("docs/en/a/one.md", page("One", "")),
            ("docs/fr/a/one.md", page("Un", "")),
            ("docs/en/a/two.md", page("Two", "")),
            ("x/three.en.md", page("Three", "")),
            ("x/three.de.md", page("Drei", "")),
            (
                "repo/a/b/four.md",
                "# Four\n\nThis is the page that you want to read.\n".to_owned(),
            ),
            ("repo-pr.fr-FR/a/b/four.md", page("Quatre", "")),
        ],
    );
    insta::assert_snapshot!(told, @r"
    docs/en/a/one.md docs/fr/a/one.md
      Language: docs/en/a/one.md -> docs/fr/a/one.md
    docs/en/a/two.md
    x/three.en.md x/three.de.md
      Language: x/three.en.md -> x/three.de.md
    repo/a/b/four.md repo-pr.fr-FR/a/b/four.md
      Language: repo/a/b/four.md -> repo-pr.fr-FR/a/b/four.md
    ");
}

#[test]
fn a_translation_goes_with_its_product_and_copies_are_not_held_against_each_other() {
    let harbor = |title: &str| page(title, KEY);
    let told = grouped(
        Origin::Found,
        &[
            (
                "harbor2013.en.md",
                harbor("Restoring a store in Harbor Server 2013"),
            ),
            (
                "harbor2013.fr.md",
                harbor("Restaurer dans Harbor Server 2013"),
            ),
            (
                "tide.en.md",
                harbor("Restore a store in Tide for Business Server"),
            ),
            (
                "tide.fr.md",
                harbor("Restaurer dans Tide Entreprise Server"),
            ),
            (
                "tide-latest.fr.md",
                harbor("Restaurer dans Tide Entreprise Server"),
            ),
            (
                "tide2015.en.md",
                harbor("Restore a store in Tide for Business Server"),
            ),
            (
                "tide2019-old.de.md",
                harbor("Speichern in Tide for Business Server"),
            ),
        ],
    );
    insta::assert_snapshot!(told, @r"
    harbor2013.en.md harbor2013.fr.md tide.en.md tide.fr.md tide-latest.fr.md tide2015.en.md tide2019-old.de.md
      Product: harbor2013.en.md -> tide.en.md
      Language: harbor2013.en.md -> harbor2013.fr.md
      Language: tide.en.md -> tide.fr.md
      Language: tide.en.md -> tide-latest.fr.md
      Language: tide.en.md -> tide2019-old.de.md
    ");
}

#[test]
fn a_translation_without_its_product_s_source_is_alone() {
    let told = grouped(
        Origin::Found,
        &[
            (
                "harbor.en.md",
                page("Restoring a store in Harbor Server 2013", KEY),
            ),
            (
                "harbor.fr.md",
                page("Restaurer dans Harbor Server 2013", KEY),
            ),
            ("old.de.md", page("Speichern in Harbor Server 2010", KEY)),
        ],
    );
    insta::assert_snapshot!(told, @r"
    harbor.en.md harbor.fr.md old.de.md
      Language: harbor.en.md -> harbor.fr.md
    ");
}

#[test]
fn files_called_by_their_products_are_one_page_if_they_are_alike() {
    let told = grouped(
        Origin::Found,
        &[
            ("a/harbor2013.md", page("Restoring a store in Harbor Server 2013", "")),
            ("a/tide.md", page("Restore a store in Tide for Business Server", "")),
            (
                "a/reef.md",
                "# Paint the wall with Reef Colour Box\n\n`Get-Paint -Red`\n`Set-Wall`\n`Use-Brush`\n".to_owned(),
            ),
        ],
    );
    insta::assert_snapshot!(told, @r"
    a/harbor2013.md a/tide.md
      Product: a/harbor2013.md -> a/tide.md
    a/reef.md
    ");
}

#[test]
fn pages_that_are_named_together_are_joined_by_what_is_in_them() {
    let other = "# Peindre\n\n1. `Get-Paint -Red`\n2. `Set-Wall`\n3. `Use-Brush`\n";
    let told = grouped(
        Origin::Named,
        &[
            ("one.txt", page("Restoring the store of the server", "")),
            ("deux.txt", page("Restaurer les données et la base", "")),
            ("trois.fr.txt", other.to_owned()),
        ],
    );
    insta::assert_snapshot!(told, @r"
    one.txt deux.txt
      Language: one.txt -> deux.txt
    trois.fr.txt
    stray: trois.fr.txt
    ");
    let told = grouped(
        Origin::Named,
        &[
            ("one.en.txt", page("Restoring", "")),
            ("trois.fr.txt", other.to_owned()),
        ],
    );
    insta::assert_snapshot!(told, @r"
    one.en.txt
    trois.fr.txt
    stray: trois.fr.txt
    ");
}
