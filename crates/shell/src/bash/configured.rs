//! Options of `ssh`, `scp` and `sftp` that say where it really goes: ssh_config(5).

/// Where options send a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sent {
    /// To the host that is named.
    AsNamed,
    /// To this one.
    To(String),
    /// The configuration says it, or a program, which nobody captured.
    Elsewhere,
}

/// Where the options `-o` and `-F` send a connection.
pub(super) fn sent<'w>(options: impl IntoIterator<Item = (&'w str, &'w str)>) -> Sent {
    let mut host = None;
    for (name, value) in options {
        match name {
            "-F" if matches!(value, "none" | "/dev/null") => {}
            "-F" | "-S" => return Sent::Elsewhere,
            "-o" => match setting(value) {
                // What stands first holds.
                (key, to) if key == "hostname" => {
                    host.get_or_insert(to);
                }
                (key, "none") if key == "proxycommand" || key == "remotecommand" => {}
                (key, _)
                    if matches!(
                        key.as_str(),
                        "proxycommand" | "remotecommand" | "include" | "match" | "localcommand"
                    ) =>
                {
                    return Sent::Elsewhere;
                }
                _ => {}
            },
            _ => {}
        }
    }
    match host {
        None => Sent::AsNamed,
        Some(host) if host.is_empty() || host.contains('%') => Sent::Elsewhere,
        Some(host) => Sent::To(host.to_owned()),
    }
}

/// `HostName=web01`, `HostName web01`, `hostname = "web01"`.
fn setting(text: &str) -> (String, &str) {
    let text = text.trim();
    let end = text.find(|c: char| c == '=' || c.is_whitespace());
    let (key, value) = text.split_at(end.unwrap_or(text.len()));
    let value = value.trim_start_matches(|c: char| c == '=' || c.is_whitespace());
    (key.to_ascii_lowercase(), value.trim().trim_matches('"'))
}

/// Takes the options away that say where a copy really goes, and puts in the host to which they send it.
/// The answer is whether nobody knows where it goes.
pub(super) fn redirect(program: &str, words: &mut Vec<String>) -> bool {
    match program {
        "scp" | "sftp" => {}
        "rsync" => {
            let mut shells = words.iter().zip(words.iter().skip(1));
            let is_sent = |shell: &str| {
                let shell = shell.to_ascii_lowercase();
                ["-f ", "hostname", "proxycommand"]
                    .iter()
                    .any(|sign| shell.contains(sign))
            };
            return shells
                .any(|(name, value)| matches!(name.as_str(), "-e" | "--rsh") && is_sent(value))
                || words.iter().any(|word| {
                    let shell = word.strip_prefix("--rsh=");
                    shell.is_some_and(is_sent)
                });
        }
        _ => return false,
    }
    let mut given: Vec<(String, String)> = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    let mut all = words.iter();
    while let Some(word) = all.next() {
        let option = word
            .get(..2)
            .filter(|name| matches!(*name, "-o" | "-F" | "-S"));
        let Some(name) = option else {
            kept.push(word.clone());
            continue;
        };
        let value = match &word[2..] {
            "" => all.next().cloned().unwrap_or_default(),
            joined => joined.to_owned(),
        };
        given.push((name.to_owned(), value));
    }
    let options = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    match sent(options) {
        Sent::AsNamed => false,
        Sent::Elsewhere => {
            *words = kept;
            true
        }
        Sent::To(host) => {
            for word in &mut kept {
                if let Some((named, path)) = remote(word) {
                    let user = named.rsplit_once('@').map(|(user, _)| format!("{user}@"));
                    *word = format!("{}{host}:{path}", user.unwrap_or_default());
                }
            }
            *words = kept;
            false
        }
    }
}

/// Host and path of `host:path`.
pub(super) fn remote(word: &str) -> Option<(&str, &str)> {
    let (host, path) = word.split_once(':')?;
    (!host.is_empty() && !host.contains('/') && !word.starts_with('-')).then_some((host, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_options_send_a_connection_to() {
        for (options, expected) in [
            (vec![("-o", "HostName=web09")], Sent::To("web09".to_owned())),
            (vec![("-o", "hostname web09")], Sent::To("web09".to_owned())),
            (
                vec![("-o", "HostName = \"web09\""), ("-o", "HostName=web01")],
                Sent::To("web09".to_owned()),
            ),
            (vec![("-o", "HostName=%h.lab")], Sent::Elsewhere),
            (vec![("-o", "ProxyCommand=nc web09 22")], Sent::Elsewhere),
            (vec![("-o", "ProxyCommand=none")], Sent::AsNamed),
            (vec![("-F", "lab.conf")], Sent::Elsewhere),
            (vec![("-F", "/dev/null")], Sent::AsNamed),
            (vec![("-o", "StrictHostKeyChecking=no")], Sent::AsNamed),
        ] {
            assert_eq!(sent(options.clone()), expected, "{options:?}");
        }
    }

    #[test]
    fn copies_go_where_options_send_them() {
        let told = |program: &str, line: &str| {
            let mut words = line.split(' ').map(str::to_owned).collect();
            let is_unknown = redirect(program, &mut words);
            (words.join(" "), is_unknown)
        };
        let known = |line: &str| (line.to_owned(), false);
        assert_eq!(
            told("scp", "-q -oHostName=web09 a u@web01:b"),
            known("-q a u@web09:b")
        );
        assert_eq!(told("scp", "-P 22 a web01:b"), known("-P 22 a web01:b"));
        assert_eq!(
            told("scp", "-F x a web01:b"),
            ("a web01:b".to_owned(), true)
        );
        let mut words = ["-e", "ssh -F x", "a", "web01:b"]
            .map(str::to_owned)
            .to_vec();
        assert!(redirect("rsync", &mut words));
    }
}
