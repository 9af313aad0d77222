//! The facts of DESIGN about the embedded runbook, in every variant and language.

use serde_json::Value;

use crate::story::printed;

const LOCALES: [&str; 4] = ["en", "fr", "pt-BR", "de"];

struct Variant {
    id: &'static str,
    product: &'static str,
    french: &'static str,
    steps: usize,
    folder: &'static str,
    remaining: [&'static str; 4],
}

const VARIANTS: [Variant; 3] = [
    Variant {
        id: "lync-2013",
        product: "Lync Server 2013",
        french: "Lync Server 2013",
        steps: 10,
        folder: r"Program Files\Microsoft Lync Server 2013\Deployment",
        remaining: ["three", "trois", "três", "drei"],
    },
    Variant {
        id: "sfb-2015",
        product: "Skype for Business Server 2015",
        french: "Skype Entreprise Server 2015",
        steps: 10,
        folder: r"Program Files\Skype for Business Server 2015\Deployment",
        remaining: ["three", "trois", "três", "drei"],
    },
    Variant {
        id: "sfb-2019",
        product: "Skype for Business Server 2019",
        french: "Skype Entreprise Server 2019",
        steps: 11,
        folder: r"Program Files\Skype for Business Server 2019\Deployment",
        remaining: ["four", "quatre", "quatro", "vier"],
    },
];

const STEPS: [&str; 11] = [
    "create-pools",
    "edit-properties",
    "choose-resiliency",
    "select-backup-pool",
    "enable-voice-failover",
    "publish-topology",
    "deploy-or-continue",
    "run-bootstrapper",
    "reapply-cumulative-update",
    "start-backup-service",
    "synchronize-pools",
];

/// Label by label, in the order of `LOCALES`; the steps whose text must have it in bold.
const LABELS: [([&str; 4], &[&str]); 6] = [
    (
        [
            "Topology Builder",
            "Générateur de topologies",
            "Construtor de Topologias",
            "Topologie-Generator",
        ],
        &["create-pools", "edit-properties", "publish-topology"],
    ),
    (
        [
            "Edit Properties",
            "Modifier les propriétés",
            "Editar Propriedades",
            "Eigenschaften bearbeiten",
        ],
        &["edit-properties"],
    ),
    (
        ["Resiliency", "Résilience", "Resiliência", "Flexibilität"],
        &["choose-resiliency", "enable-voice-failover"],
    ),
    (
        [
            "Associated backup pool",
            "Pool de stockage associé",
            "Pool de backup associado",
            "Zugeordneter Sicherungspool",
        ],
        &["choose-resiliency", "select-backup-pool"],
    ),
    (
        [
            "Automatic failover and failback for Voice",
            "Basculement et restauration automatique pour Voice",
            "Failback e failover automático para Voz",
            "Automatisches Failover und Failback für Sprachdienste",
        ],
        &["enable-voice-failover"],
    ),
    (["OK", "OK", "OK", "OK"], &["enable-voice-failover"]),
];

fn document(variant: &str, locale: &str) -> Value {
    let arguments = format!("render --variant {variant} --locale {locale} --format json");
    serde_json::from_str(&printed(&arguments)).expect("JSON")
}

fn commands(step: &Value) -> Vec<&str> {
    let blocks = step["body"].as_array().expect("blocks");
    blocks
        .iter()
        .filter_map(|block| block["commands"]["commands"].as_array())
        .flatten()
        .filter_map(|command| command["text"].as_str())
        .collect()
}

fn bold(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| bold(item, found)),
        Value::Object(map) => {
            for (key, value) in map {
                if key == "strong" {
                    found.push(plain(value));
                } else {
                    bold(value, found);
                }
            }
        }
        _ => {}
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(map) => map.values().map(plain).collect(),
        _ => String::new(),
    }
}

#[test]
fn every_document_says_what_the_design_says() {
    for variant in &VARIANTS {
        for (at, locale) in LOCALES.iter().enumerate() {
            let document = document(variant.id, locale);
            let steps = document["steps"].as_array().expect("steps");
            let expected = STEPS
                .iter()
                .filter(|id| variant.id == "sfb-2019" || **id != "reapply-cumulative-update");
            let ids: Vec<&str> = steps.iter().filter_map(|s| s["id"].as_str()).collect();
            assert_eq!(ids, expected.copied().collect::<Vec<_>>());
            assert_eq!(ids.len(), variant.steps);
            for (index, step) in steps.iter().enumerate() {
                assert_eq!(step["number"], index + 1);
            }
            let step = |id: &str| &steps[ids.iter().position(|i| *i == id).expect(id)];

            let product = if *locale == "fr" {
                variant.french
            } else {
                variant.product
            };
            assert_eq!(document["product"], product);
            assert!(
                plain(&document["title"]).contains(product),
                "{}",
                document["title"]
            );

            let bootstrapper = format!(
                r#"& "$env:SystemDrive\{}\Bootstrapper.exe""#,
                variant.folder
            );
            assert_eq!(commands(step("run-bootstrapper")), [bootstrapper.as_str()]);
            assert_eq!(
                commands(step("start-backup-service")),
                ["Start-CsWindowsService -Name LYNCBACKUP"]
            );
            assert_eq!(
                commands(step("synchronize-pools")),
                [
                    "Invoke-CsBackupServiceSync -PoolFqdn <Pool1 FQDN>",
                    "Invoke-CsBackupServiceSync -PoolFqdn <Pool2 FQDN>",
                    "Get-CsBackupServiceStatus -PoolFqdn <Pool1 FQDN>",
                    "Get-CsBackupServiceStatus -PoolFqdn <Pool2 FQDN>",
                ]
            );

            let decision = plain(&step("deploy-or-continue")["body"]);
            assert!(
                decision.contains(variant.remaining[at]),
                "{locale}: {decision}"
            );

            for (names, ids) in &LABELS {
                for id in *ids {
                    let mut found = Vec::new();
                    bold(&step(id)["body"], &mut found);
                    let label = names[at].to_owned();
                    assert!(
                        found.contains(&label),
                        "{locale} {id}: {label} in {found:?}"
                    );
                }
            }
            let mut in_note = Vec::new();
            bold(&document["notes"], &mut in_note);
            assert!(in_note.contains(&LABELS[4].0[at].to_owned()));
            assert!(plain(&document["notes"]).contains("Lync Server 2010"));
        }
    }
}

#[test]
fn nothing_invisible_and_nothing_unfinished_reaches_a_document() {
    for variant in &VARIANTS {
        for locale in LOCALES {
            for format in ["markdown", "html", "terminal", "script"] {
                let arguments = format!(
                    "render --variant {} --locale {locale} --format {format}",
                    variant.id
                );
                let text = printed(&arguments);
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                let hidden = |c: char| {
                    matches!(
                        c,
                        '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{fffd}' | '\u{feff}'
                    ) || ('\u{f0000}'..='\u{fffff}').contains(&c)
                };
                assert!(!text.contains(hidden), "{arguments}");
                // In a script for PowerShell a brace begins a block.
                let is_script = format == "script";
                let has_placeable = text.contains("{$") || text.contains("{ $");
                assert!(is_script || !has_placeable, "{arguments}");
            }
        }
    }
}

#[test]
fn a_language_is_negotiated() {
    let by = |tag: &str| printed(&format!("render --variant sfb-2019 --locale {tag}"));
    assert_eq!(by("pt"), by("pt-BR"));
    assert_eq!(by("de-AT"), by("de"));
}
