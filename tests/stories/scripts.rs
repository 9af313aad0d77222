//! Guided scripts for PowerShell: every one of them is a script to two readers.

use runproof_shell::powershell;

use crate::story::Story;

const CHANGE: &str = "\
change: CHG0042137
variant: VARIANT
parameters:
  pools:
    - fqdn: pool01.contoso.com
      servers: [fe01.contoso.com, fe02.contoso.com]
    - fqdn: pool02.contoso.com
      servers: [fe11.contoso.com]
ANSWERS
";

/// Every script of the runbook, under a name: variants, languages, and changes.
fn scripts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let answers = [
        "",
        "answers: { pools_exist: false, pools_deployed_before_pairing: true, cumulative_update_applied: true }",
        "answers: { pools_exist: true, pools_deployed_before_pairing: false }",
    ];
    for variant in ["lync-2013", "sfb-2015", "sfb-2019"] {
        for locale in ["en", "de", "fr", "pt-BR"] {
            let mut commands = vec![(String::new(), "")];
            for answers in answers {
                let change = CHANGE
                    .replace("VARIANT", variant)
                    .replace("ANSWERS", answers);
                commands.push((change, " -c change.yaml"));
            }
            for (at, (change, option)) in commands.into_iter().enumerate() {
                let story = Story::new().file("change.yaml", change);
                let output = story.output(&format!(
                    "render paired-front-end-pools -V {variant} -L {locale} -F script{option}"
                ));
                assert!(
                    output.status.success(),
                    "{}",
                    String::from_utf8_lossy(&output.stderr)
                );
                let text = String::from_utf8(output.stdout).expect("text");
                let text = text
                    .strip_prefix('\u{feff}')
                    .expect("a byte order mark")
                    .to_owned();
                all.push((format!("{variant} {locale} {at}"), text));
            }
        }
    }
    all
}

#[test]
fn every_script_for_powershell_parses() {
    let mut parser = tree_sitter::Parser::new();
    let language = tree_sitter_powershell::LANGUAGE.into();
    parser.set_language(&language).expect("the versions fit");
    let scripts = scripts();
    assert_eq!(scripts.len(), 48);
    for (name, text) in scripts {
        let tree = parser.parse(&text, None).expect("it ends");
        let mut nodes = vec![tree.root_node()];
        while let Some(node) = nodes.pop() {
            let place = node.start_position();
            let line = text.lines().nth(place.row).unwrap_or_default();
            assert!(
                !node.is_error() && !node.is_missing(),
                "{name}: {place} {line}"
            );
            let mut cursor = node.walk();
            nodes.extend(
                node.children(&mut cursor)
                    .filter(tree_sitter::Node::has_error),
            );
        }
        let faulty = powershell::faulty_at(&text);
        let around = faulty.map(|at| text[at..].lines().next().unwrap_or_default().to_owned());
        assert_eq!(around, None, "{name}");
    }
}

/// Runs where there is a PowerShell; elsewhere its two readers have to do.
#[test]
fn powershell_itself_takes_every_script() {
    let runs = |program: &str| {
        let probe = std::process::Command::new(program)
            .args(["-NoProfile", "-Command", "1"])
            .output();
        probe.is_ok_and(|output| output.status.success())
    };
    let Some(program) = ["pwsh", "powershell"].into_iter().find(|name| runs(name)) else {
        return;
    };
    let mut story = Story::new();
    for (at, (_, text)) in scripts().into_iter().enumerate() {
        story = story.file(&format!("{at}.ps1"), format!("\u{feff}{text}"));
    }
    let check = "$faults = Get-ChildItem *.ps1 | ForEach-Object { $found = $null; [void][Management.Automation.Language.Parser]::ParseFile($_.FullName, [ref]$null, [ref]$found); $found }; if ($faults) { $faults; exit 1 }";
    let output = std::process::Command::new(program)
        .args(["-NoProfile", "-Command", check])
        .current_dir(story.path(""))
        .output()
        .expect("it runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

/// What a script for bash says, by name.
fn said(script: &str) -> Vec<(&str, &str)> {
    let lines = script
        .lines()
        .filter_map(|line| line.strip_prefix("rp_say_"));
    let pairs = lines.filter_map(|line| line.split_once('='));
    pairs
        .map(|(name, text)| (name, text.trim_matches('\'')))
        .collect()
}

/// Every key that a question shows answers it, no key means two things, and `y` is yes everywhere.
#[test]
fn keys_are_of_one_mind_in_every_language() {
    for locale in ["en", "de", "fr", "pt-BR"] {
        let story = Story::new();
        let output = story.output(&format!(
            "render rotate-tls-certificate -V rhel -L {locale} -F script"
        ));
        let script = String::from_utf8(output.stdout).expect("text");
        let said = said(&script);
        let lists: Vec<(&str, &str)> = said
            .iter()
            .copied()
            .filter(|(name, _)| name.starts_with("keys_"))
            .collect();
        assert_eq!(lists.len(), 6, "{locale}");
        for (name, list) in &lists {
            for key in list.split('|').filter(|key| !key.is_empty()) {
                let word = format!("|{key}|");
                let means = lists.iter().filter(|(_, other)| other.contains(&word));
                assert_eq!(means.count(), 1, "{locale}: `{key}` of {name}");
            }
        }
        let yes = lists
            .iter()
            .find(|(name, _)| *name == "keys_yes")
            .expect("a yes")
            .1;
        assert!(
            yes.contains("|y|") && yes.contains("|yes|"),
            "{locale}: {yes}"
        );
        for (name, keys) in said.iter().filter(|(name, _)| name.ends_with("_keys")) {
            let shown: Vec<&str> = keys
                .split('[')
                .skip(1)
                .filter_map(|part| part.split_once(']'))
                .map(|(key, _)| key)
                .collect();
            assert!(shown.len() > 1, "{locale}: {name}: {keys}");
            for key in shown {
                let word = format!("|{key}|");
                assert!(
                    lists.iter().any(|(_, list)| list.starts_with(&word)),
                    "{locale}: `{key}` of {name}"
                );
            }
        }
    }
}

/// A shell that reads the script as its own keeps nothing of it.
#[cfg(unix)]
#[test]
fn a_script_that_is_sourced_leaves_nothing() {
    let story = Story::new();
    let output = story.output("render rotate-tls-certificate -V rhel -F script --output guided.sh");
    assert!(output.status.success());
    let shell = std::process::Command::new("bash")
        .args([
            "-c",
            ". ./guided.sh </dev/null >/dev/null; declare -F; compgen -v rp_; echo still here",
        ])
        .current_dir(story.path(""))
        .output()
        .expect("bash runs");
    assert_eq!(String::from_utf8_lossy(&shell.stdout), "still here\n");
}
