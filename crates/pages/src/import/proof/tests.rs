//! Pages that come back, pages that do not, and what is said of them.

use super::*;
use crate::import::{Options, import};
use runproof::project::Project;

fn templates() -> Templates {
    let [embedded, own] = Project::embedded().templates().expect("templates");
    Templates::new(embedded, own)
}

/// Brings pages in and gives the report for people. A page is `variant.language`, and its text.
fn report(pages: &[(&str, &str)]) -> String {
    bundle(pages).report.text()
}

fn bundle(pages: &[(&str, &str)]) -> crate::import::Bundle {
    let read: Vec<Page> = pages
        .iter()
        .map(|(name, text)| Page::read(&Source::new(format!("{name}.md"), *text)))
        .collect();
    let inputs: Vec<Input<'_>> = pages
        .iter()
        .zip(&read)
        .map(|((name, _), page)| {
            let (variant, locale) = name.split_once('.').expect("variant.language");
            Input {
                page,
                locale: locale.parse().expect("a tag"),
                variant: variant.into(),
                product: match variant {
                    "oven-1" => "Oven Keeper 1".into(),
                    _ => "Oven Keeper 2".into(),
                },
            }
        })
        .collect();
    let options = Options {
        id: "replace-a-thermocouple".into(),
        source: "en".parse().expect("a tag"),
    };
    import(&inputs, &options, &templates()).expect("a bundle")
}

const ENGLISH: &str = "\
# Replace a thermocouple in Oven Keeper 1

Do this while the oven is *cold*. See [the manual](https://ovens.example/manual?a=1&b=2).

## To replace the thermocouple

1. In **Oven Console**, right-click the zone, and then click **Edit Zone**.

2. Stop the zone:

   ```powershell
   Stop-Zone -Name <Zone Name>
   ```

   > [!WARNING]
   > The mantle stays hot.

3. Change the sensor:

   - Loosen the `M4` screws.

   - Pull. The connector has two halves:

     ![The connector](images/connector.png)

4. Choose the curve:

   | Type | Range |
   |:-----|------:|
   | K | 1,200 °C |
   | S | *1,600 °C* |

5. Complete the final two steps.

6. Start the zone:

   ```powershell
   Start-Zone -Name <Zone Name>
   ```

7. In **Oven Console**, click **OK**.

## See also

[Zones](zones.md)
";

const GERMAN: &str = "\
# Ein Thermoelement in Oven Keeper 1 ersetzen

Nur bei *kaltem* Ofen. Siehe [das Handbuch](https://ovens.example/manual?a=1&b=2).

## So ersetzen Sie das Thermoelement

1. Klicken Sie in der **Ofenkonsole** mit der rechten Maustaste auf die Zone und dann auf **Zone bearbeiten**.

2. Halten Sie die Zone an:

   ```powershell
   Stop-Zone -Name <Zone Name>
   ```

   > [!WARNING]
   > Der Mantel bleibt heiß.

3. Tauschen Sie den Fühler:

   - Lösen Sie die Schrauben `M4`.

   - Ziehen Sie. Der Stecker hat zwei Hälften:

     ![Der Stecker](images/connector.png)

4. Wählen Sie die Kurve:

   | Typ | Bereich |
   |:-----|------:|
   | K | 1.200 °C |
   | S | *1.600 °C* |

5. Führen Sie die letzten beiden Schritte aus.

6. Starten Sie die Zone:

   ```powershell
   Start-Zone -Name <Zone Name>
   ```

7. Klicken Sie in der **Ofenkonsole** auf **OK**.

## Siehe auch

[Zonen](zones.md)
";

/// The second product's page, with a step more.
fn newer() -> String {
    ENGLISH
        .replace("Oven Keeper 1", "Oven Keeper 2")
        .replace(
            "7. In **Oven",
            "7. Wait until the zone is at 300 °C.\n\n8. In **Oven",
        )
        .replace("final two steps", "final three steps")
}

#[test]
fn pages_that_are_well_come_back_as_they_were() {
    let newer = newer();
    let bundle = bundle(&[
        ("oven-1.en", ENGLISH),
        ("oven-1.de", GERMAN),
        ("oven-2.en", &newer),
    ]);
    let proof = &bundle.report.proof;
    let found: Vec<_> = proof
        .pages
        .iter()
        .map(|p| (&p.explained, &p.unexplained))
        .collect();
    assert!(
        proof
            .pages
            .iter()
            .all(|p| p.holds && p.explained.is_empty()),
        "{found:#?}"
    );
    insta::assert_snapshot!("report", bundle.report.text());
    let files = bundle.files.iter();
    let files: Vec<String> = files
        .map(|f| format!("==> {}\n{}", f.path, f.text))
        .collect();
    insta::assert_snapshot!("files", files.join("\n"));
    let parsed = runbook::parse(&Source::new("x.yaml", bundle.files[0].text.clone()));
    assert!(parsed.findings.is_empty(), "{:#?}", parsed.findings);
}

#[test]
fn where_a_page_is_broken_the_report_says_so() {
    let english = ENGLISH.replace("final two", "final three");
    let broken = GERMAN
        // A code block that is not indented ends the list.
        .replace(
            "   ```powershell\n   Start-Zone -Name <Zone Name>\n   ```",
            "```powershell\nStart-Zone -Name <Zone Name>\n```",
        )
        .replace("Zone Name>\n", "Zone Name> \n")
        .replace("\n2. Halten", "\n2. Halten  Sie\u{a0}ein. Halten");
    insta::assert_snapshot!(report(&[("oven-1.en", &english), ("oven-1.de", &broken)]));
}

/// Files that say something else than the page, as a fault of ours would.
#[test]
fn what_nothing_explains_is_listed_where_it_stands() {
    let bundle = bundle(&[("oven-1.en", ENGLISH)]);
    let files: Vec<File> = bundle
        .files
        .iter()
        .map(|file| File {
            path: file.path.clone(),
            text: file
                .text
                .replace("Stop-Zone", "Start-Zone")
                .replace("stays hot", "is cold")
                .replace("level: 3", "level: 4")
                .replace("images/connector.png", "images/other.png")
                .replace("zones.md", "ovens.md")
                .replace("1,200", "1,100")
                .replace("kind: warning", "kind: tip")
                .replace("= Edit Zone", "= Edit Zones"),
        })
        .collect();
    let page = Page::read(&Source::new("oven-1.en.md", ENGLISH));
    let input = Input {
        page: &page,
        locale: "en".parse().expect("a tag"),
        variant: "oven-1".into(),
        product: "Oven Keeper 1".into(),
    };
    let proof = prove(
        &files,
        &[input],
        &[],
        &"en".parse().expect("a tag"),
        &templates(),
    );
    let proof = proof.expect("a proof");
    let found: Vec<String> = proof.pages[0]
        .unexplained
        .iter()
        .map(|d| {
            let said = |text: &Option<String>| text.clone().unwrap_or_default();
            format!(
                "{} {:?}: {} -> {}",
                d.line,
                d.kind,
                said(&d.page),
                said(&d.written)
            )
        })
        .collect();
    insta::assert_snapshot!(found.join("\n"));
    assert!(!proof.pages[0].holds);
}

/// A page that lagged behind: breaks in a row say no more than one, and code that has nothing in
/// common with the leading page's is explained by the remark that says so.
#[test]
fn a_page_that_lags_behind_comes_back_but_for_its_code() {
    let english = "\
# Replace a thermocouple

1. Look at the zone.<br><br>
   ![The zone](zone.png)

2. Stop the zone:

   ```powershell
   Connect-Kiln -Module OvenPanel
   Stop-Zone -Name 3
   ```
";
    let german = "\
# Ein Thermoelement austauschen

1. Sehen Sie sich die Zone an.<br><br>
   ![Die Zone](zone.png)

2. Halten Sie die Zone an:

   ```powershell
   Import-OldPanel
   $z=Get-Panel; $z.Halt()
   ```
";
    let bundle = bundle(&[("oven-1.en", english), ("oven-1.de", german)]);
    let [first, second] = &bundle.report.proof.pages[..] else {
        panic!("two pages");
    };
    assert!(first.holds && first.explained.is_empty(), "{first:#?}");
    assert!(second.holds && !second.explained.is_empty(), "{second:#?}");
}

/// Many remarks of one kind stand under the first of them; the report of machines has each.
#[test]
fn remarks_of_one_kind_are_gathered() {
    let english = "# Zones\n\n1. Click **Zone**.\n2. Click **Edit**.\n3. Click **Heat**.\n4. Click **Next**.\n";
    let german = "# Zonen\n\n1. Klicken **Sie auf** Zone.\n2. Klicken **Sie auf** Bearbeiten.\n\
        3. Klicken **Sie auf** Heizen.\n4. Klicken **Sie auf** Weiter.\n";
    let bundle = bundle(&[("oven-1.en", english), ("oven-1.de", german)]);
    let text = bundle.report.text();
    assert!(
        text.starts_with("2 of 2 pages come back as they were\n"),
        "{text}"
    );
    let shown = text.split("To look at:\n").nth(1);
    let shown = shown.and_then(|rest| rest.split("\n\n").next());
    insta::assert_snapshot!(shown.unwrap_or_default(), @"
    oven-1.de.md
      3: the label `ui-zone` has no certain text in `de`: kept to the letter
        the same 3 times more, in lines 4, 5, 6: `ui-edit`, `ui-heat`, `ui-next`
    ");
    assert_eq!(bundle.report.remarks.len(), 4);
}

#[test]
fn files_that_can_not_be_read_prove_nothing() {
    let files = [File {
        path: "runbooks/x.yaml".into(),
        text: "format: [".into(),
    }];
    let source: Locale = "en".parse().expect("a tag");
    let findings = prove(&files, &[], &[], &source, &templates()).expect_err("no proof");
    assert_eq!(findings[0].code.name, "yaml-syntax");
}

#[test]
fn the_report_of_machines_has_a_schema() {
    let bundle = bundle(&[("oven-1.en", ENGLISH)]);
    let json = serde_json::to_value(&bundle.report).expect("JSON");
    assert_eq!(json["schema"], "runproof/import/1");
    assert_eq!(json["proof"]["pages"][0]["holds"], true);
    assert_eq!(json["taken"][0]["steps"], 7);
}

/// Lines of which pages are made, and some of which none should be.
fn bits() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let bit = prop_oneof![
        4 => "[ ]{0,6}([0-9]{1,2}\\.|-|>|#{1,3}) [a-zA-Z .*_`<>{}\\[\\]&\\\\|!]{0,20}\n".boxed(),
        2 => "[ ]{0,8}\\PC{0,24}\n".boxed(),
        1 => Just("\n".to_owned()).boxed(),
        1 => Just("   ```powershell\n   Get-Oven -Name <Oven> -If {x} ${y} {{z}}\n   ```\n".to_owned()).boxed(),
        1 => Just("> [!NOTE]\n> Hot.\n".to_owned()).boxed(),
        1 => Just("   | a | b |\n   |---|---|\n   | c ![d](e \"f\") | **g** |\n".to_owned()).boxed(),
        1 => Just("Click <strong>OK</strong>, **a**b_c_ <br/> [d](<e f> \"g\").\n".to_owned()).boxed(),
    ];
    prop::collection::vec(bit, 0..14).prop_map(|lines| lines.concat())
}

proptest::proptest! {
    #[test]
    fn whatever_a_page_says_its_files_are_read(text in bits()) {
        let text = format!("# Ovens\n\n1. Open\n\n{text}");
        // What stands for another character in messages can not stand for itself.
        let text = text.replace(|c| ('\u{f0000}'..='\u{f00ff}').contains(&c), "");
        let page = Page::read(&Source::new("oven-1.en.md", text.clone()));
        let input = Input {
            page: &page,
            locale: "en".parse().expect("a tag"),
            variant: "oven-1".into(),
            product: "Oven Keeper 1".into(),
        };
        let options = Options { id: "ovens".into(), source: "en".parse().expect("a tag") };
        let imported = crate::import::build(std::slice::from_ref(&input), &options);
        let Ok(imported) = imported else { return Ok(()) };
        let files = crate::import::write(&imported);
        let remarks = &imported.undecided;
        let proof = prove(&files, &[input], remarks, &options.source, &templates());
        proof.map_err(|findings| {
            let said: Vec<_> = findings.iter().map(|f| (f.code.name, &f.message)).collect();
            proptest::test_runner::TestCaseError::fail(format!("{said:?}\n{}", files[0].text))
        })?;
    }
}
