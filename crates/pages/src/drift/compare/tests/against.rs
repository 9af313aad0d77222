//! Pages held against the embedded runbooks.

use std::fmt::Write as _;
use std::sync::Arc;

use super::super::*;
use crate::Page;
use runproof::project::Project;
use runproof_core::diagnostic::Source;
use runproof_language::{Locale, Translator};
use runproof_model::document::Writer;
use runproof_model::runbook::Runbook;
use runproof_render::{Flavor, Format, Templates, render};

const RUNBOOKS: [&str; 2] = ["paired-front-end-pools", "rotate-tls-certificate"];
const LOCALES: [&str; 4] = ["en", "de", "fr", "pt-BR"];

fn runbook(project: &Project, id: &str) -> Runbook {
    let path = format!("runbooks/{id}.yaml");
    let source: Arc<Source> = project.source(&path).expect("an embedded runbook");
    runproof_model::runbook::parse(&source)
        .runbook
        .expect("a definition")
}

/// Does something with every variant's Plan and Document in a language.
fn with<T>(id: &str, locale: &Locale, then: impl FnOnce(&[(Plan<'_>, Document)]) -> T) -> T {
    let project = Project::embedded();
    let runbook = runbook(&project, id);
    let folder = project.folder_for(locale, id).expect("catalogs");
    let prose = Translator::new(locale, folder.for_runbook(id), None);
    let program = Translator::new(locale, folder.catalog("runproof"), None);
    let writer = Writer::new(&program, &prose, &Locale::english());
    let all: Vec<_> = runbook
        .variants
        .iter()
        .map(|variant| {
            let plan = Plan::resolve(&runbook, variant, None);
            let document = writer.write(&plan);
            (plan, document)
        })
        .collect();
    then(&all)
}

fn shown(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for finding in findings {
        let line = finding.location.as_ref().map_or(0, |at| at.start().line);
        let _ = writeln!(out, "{line}: {}: {}", finding.code.name, finding.message);
    }
    out
}

fn vocabulary() -> Vocabulary {
    Vocabulary::of(&Project::embedded().library().expect("catalogs"))
}

/// The variant that a page is for, and what is found in it.
fn found(id: &str, tag: &str, text: &str) -> String {
    let locale: Locale = tag.parse().expect("a tag");
    let page = Page::read(&Source::new("page.md", text));
    let subject = Subject::new(&page, &locale);
    with(id, &locale, |all| {
        let candidates: Vec<Candidate<'_>> = all
            .iter()
            .map(|(plan, document)| Candidate { plan, document })
            .collect();
        let Some(best) = best_fit(subject, &candidates) else {
            return "fits none\n".to_owned();
        };
        let (plan, document) = &all[best];
        let mut findings = Vec::new();
        against(subject, plan, document, &vocabulary(), &mut findings);
        format!("{}\n{}", plan.variant.id.as_str(), shown(&findings))
    })
}

/// A page that is worded in its own way, with and without what is wrong.
const PAGE: &str = "\
# Connecting two pools in Lync Server 2013

1. Make new pools with Topology Builder if there are none.
2. Right-click a pool there and choose **Edit Properties**.
3. Choose **Resiliency**, then **Associated backup pool**.
4. Below **Associated backup pool**, take the other pool.
5. Tick **Automatic failover and failback for Voice** and press **OK**.
6. Publish everything.
7. Deploy pools that are not deployed; you can then leave out the last three steps.
8. On all servers of both:

   ```powershell
   <system drive>\\Program Files\\Microsoft Lync Server 2013\\Deployment\\Bootstrapper.exe
   ```

9. Start the service:

   ```powershell
   Start-CsWindowsService LYNCBACKUP
   ```

10. Bring the data together, and look at it:

    ```powershell
    Invoke-CsBackupServiceSync -PoolFqdn <first pool>
    Invoke-CsBackupServiceSync -PoolFqdn <second pool>
    Get-CsBackupServiceStatus -PoolFqdn <first pool>
    Get-CsBackupServiceStatus -PoolFqdn <second pool>
    ```

> [!NOTE]
> **Automatic failover and failback for Voice** is about what came with Lync Server 2010. Failover and failback of pools are always done by an administrator.
";

fn page(from: &str, to: &str) -> String {
    assert!(PAGE.contains(from), "the page has no {from:?}");
    found(RUNBOOKS[0], "en", &PAGE.replacen(from, to, 1))
}

#[test]
fn a_page_in_words_of_its_own_agrees_with_its_plan() {
    insta::assert_snapshot!(found(RUNBOOKS[0], "en", PAGE), @"lync-2013");
}

#[test]
fn what_the_plan_knows_better_is_found() {
    insta::assert_snapshot!(page("last three steps", "last two steps"), @r#"
    lync-2013
    9: count-differs: "last two steps": 3 steps follow in the plan
    "#);
    insta::assert_snapshot!(page("9. Start the service:\n\n   ```powershell\n   Start-CsWindowsService LYNCBACKUP\n   ```\n\n", ""), @r#"
    lync-2013
    10: step-missing: step 9 of the plan is missing here: "In the Lync Server Management Shell on one Front End Server …"
    "#);
    insta::assert_snapshot!(page("8. On all servers of both:\n", "8. Install the update 4711 from KB2809243 on all servers, then reboot them.\n9. On all servers of both:\n"), @r#"
    lync-2013
    10: step-added: step 8 is not in the plan
    "#);
    insta::assert_snapshot!(page("Files\\Microsoft Lync Server 2013", "Files\\Skype for Business Server 2015"), @r#"
    lync-2013
    13: other-product-path: `Program Files\Skype for Business Server 2015\Deployment` belongs to `sfb-2015`
    "#);
    insta::assert_snapshot!(page("<system drive>\\Program Files\\Microsoft", "<system drive>\\Programs\\Microsoft"), @r#"
    lync-2013
    13: path-differs: the path `<system drive>\Programs\Microsoft Lync Server 2013\Deployment\Bootstrapper.exe` is `$env:SystemDrive\Program Files\Microsoft Lync Server 2013\Deployment\Bootstrapper.exe` in the plan
    "#);
    insta::assert_snapshot!(page("Start-CsWindowsService LYNCBACKUP", "Start-CsWindowsService -Name REPLICA"), @r#"
    lync-2013
    19: command-differs: `-Name` is `REPLICA`; it is `LYNCBACKUP` in the plan
    "#);
    insta::assert_snapshot!(page("    Get-CsBackupServiceStatus -PoolFqdn <second pool>\n", ""), @r#"
    lync-2013
    24: command-missing: a command is missing here: `Get-CsBackupServiceStatus -PoolFqdn <Pool2 FQDN>`
    "#);
    insta::assert_snapshot!(page("**Resiliency**", "**Resilience**"), @r#"
    lync-2013
    5: label-differs: the label `Resilience` is `Resiliency` in the glossary
    "#);
    insta::assert_snapshot!(page("then **Associated backup pool**", "then **Associated Backup Pool**"), @r#"
    lync-2013
    5: label-differs: the label `Associated Backup Pool` is `Associated backup pool` in the glossary
    "#);
    insta::assert_snapshot!(page("7. Deploy pools that are not deployed; you can then leave out the last three steps.\n", ""), @r#"
    lync-2013
    8: step-missing: step 7 of the plan is missing here: "Determine whether the pools were already deployed before …"
    "#);
    insta::assert_snapshot!(page("LYNCBACKUP", "LYNCBACKUP -WhatIf"), @r#"
    lync-2013
    19: command-differs: `Start-CsWindowsService` has `-WhatIf`, which it does not have in the plan
    "#);
    insta::assert_snapshot!(page("> [!NOTE]\n> **Automatic failover and failback for Voice** is about what came with Lync Server 2010. Failover and failback of pools are always done by an administrator.\n", ""), @r#"
    lync-2013
    22: note-missing: a note of the plan is missing here: "The Automatic failover and failback for Voice option does …"
    "#);
    insta::assert_snapshot!(page("3. Choose **Resiliency**, then **Associated backup pool**.\n4. Below **Associated backup pool**, take the other pool.\n", "3. Below **Associated backup pool**, take the other pool.\n4. Choose **Resiliency**, then **Associated backup pool**.\n"), @r#"
    lync-2013
    5: step-moved: step 3 stands at another place in the plan: it is step 4 there
    "#);
    insta::assert_snapshot!(page("Lync Server 2010.", "Lync Server."), @r#"
    lync-2013
    32: product-version: the version of `Lync Server 2010` in the plan is lost
    "#);
}

#[test]
fn a_command_for_another_computer_is_a_command() {
    let locale = Locale::english();
    let page = with(RUNBOOKS[1], &locale, |all| {
        let templates = Project::embedded().templates().expect("templates");
        let templates = Templates::new(templates[0].clone(), []);
        let bytes = render(&all[1].1, Format::Page, &templates).expect("a document");
        String::from_utf8(bytes).expect("text")
    });
    let changed = page.replace("systemctl reload", "systemctl restart");
    insta::assert_snapshot!(found(RUNBOOKS[1], "en", &changed), @r#"
    rhel
    84: command-differs: the value `<host> 'sudo systemctl restart nginx.service'` is `<host> 'sudo systemctl reload nginx.service'` in the plan
    "#);
}

#[test]
fn what_may_be_left_out_or_stand_beside_is_let_be() {
    // Not every number of steps is that of all that follow.
    insta::assert_snapshot!(page("6. Publish everything.", "6. Publish everything. The next two steps take time; repeat the last two steps if they fail."), @"lync-2013");
    // A service that is started again is started.
    insta::assert_snapshot!(page("   Start-CsWindowsService LYNCBACKUP\n", "   Stop-CsWindowsService -Name LYNCBACKUP\n   Start-CsWindowsService LYNCBACKUP\n"), @"lync-2013");
}

#[test]
fn another_page_fits_no_plan() {
    let text = "# Change a lamp in Beacon 3\n\n1. Open **Lamps**.\n2. Run `Set-Lamp -On`.\n3. Close **Lamps**.\n";
    assert_eq!(found(RUNBOOKS[0], "en", text), "fits none\n");
    assert_eq!(found(RUNBOOKS[1], "en", ""), "fits none\n");
}

#[test]
fn every_document_read_as_a_page_fits_its_plan_and_no_other_and_agrees_with_it() {
    let templates = Templates::new(
        runproof::project::Project::embedded()
            .templates()
            .expect("templates")[0]
            .clone(),
        [],
    );
    let vocabulary = vocabulary();
    for id in RUNBOOKS {
        for tag in LOCALES {
            let locale: Locale = tag.parse().expect("a tag");
            with(id, &locale, |all| {
                let candidates: Vec<Candidate<'_>> = all
                    .iter()
                    .map(|(plan, document)| Candidate { plan, document })
                    .collect();
                for (at, (plan, document)) in all.iter().enumerate() {
                    let format = Format::Markdown(Flavor::Github);
                    let bytes = render(document, format, &templates).expect("a document");
                    let text = String::from_utf8(bytes).expect("text");
                    let page = Page::read(&Source::new("page.md", text));
                    let subject = Subject::new(&page, &locale);
                    let variant = plan.variant.id.as_str();
                    assert_eq!(
                        best_fit(subject, &candidates),
                        Some(at),
                        "{id} {variant} {tag}"
                    );
                    let mut findings = Vec::new();
                    against(subject, plan, document, &vocabulary, &mut findings);
                    assert_eq!(shown(&findings), "", "{id} {variant} {tag}");
                }
            });
        }
    }
}
