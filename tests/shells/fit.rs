//! Whether what was said fits what ran. Works on the JSON that `runproof interpret` prints, as
//! anybody would who reads it.

use serde_json::Value;

use crate::recorded::Ran;

/// The homes of the recorded sessions: the user's, root's and deploy's.
const HOMES: [&str; 3] = ["/home/admin", "/root", "/home/other"];

/// Parameters that every cmdlet has; the recordings do not hold all of them.
const COMMON: [&str; 12] = [
    "verbose",
    "debug",
    "erroraction",
    "warningaction",
    "informationaction",
    "errorvariable",
    "warningvariable",
    "informationvariable",
    "outvariable",
    "outbuffer",
    "pipelinevariable",
    "progressaction",
];

/// The name of the program, without its folder; `None` where it is not known.
pub(crate) fn name(said: &Value) -> Option<&str> {
    let program = &said["program"];
    let path = || program["path"].as_str()?.rsplit(['/', '\\']).next();
    program["name"].as_str().or_else(path)
}

/// Whether it is said to have run for certain.
pub(crate) fn is_certain(said: &Value) -> bool {
    said["certainty"] == "runs"
}

/// Whether all of it is known: program, values, computer, user and mode.
pub(crate) fn is_whole(said: &Value) -> bool {
    let is_known = |value: &Value| value.get("unknown").is_none();
    let arguments = said["arguments"].as_array().into_iter().flatten();
    is_certain(said)
        && said["blind"] == false
        && name(said).is_some()
        && said["mode"] != "unknown"
        && is_known(&said["host"])
        && is_known(&said["user"])
        && said["words"]
            .as_array()
            .is_none_or(|words| !words.contains(&Value::Null))
        && arguments
            .into_iter()
            .all(|argument| is_known(argument) && argument["parameter"] != "@")
}

/// Whether a program of bash that was said is the one that ran.
pub(crate) fn fits_bash(said: &Value, ran: &Ran) -> bool {
    let Some(name) = name(said) else {
        return true;
    };
    let host = match &said["host"] {
        Value::String(host) if host == "here" => Some(None),
        Value::String(host) => Some(Some(host.as_str())),
        _ => None,
    };
    let user = match &said["user"] {
        Value::Null => Some(None),
        Value::String(user) => Some(Some(user.as_str())),
        _ => None,
    };
    name == ran.name
        && is_path(said, ran, false)
        && host.is_none_or(|host| host == ran.host.as_deref())
        && user.is_none_or(|user| user == ran.user.as_deref())
        && words_fit(said, &ran.argv)
}

/// Whether a cmdlet or program of PowerShell that was said is the one that ran.
pub(crate) fn fits_powershell(said: &Value, ran: &Ran) -> bool {
    let Some(name) = name(said) else {
        return true;
    };
    let stem = |name: &str| name.to_lowercase().trim_end_matches(".exe").to_owned();
    if stem(name) != stem(&ran.name) {
        return false;
    }
    if ran.path.is_some() {
        return is_path(said, ran, true) && words_fit(said, &ran.args);
    }
    let is_mode = match said["mode"].as_str() {
        Some("real") => !ran.whatif,
        Some("simulated") => ran.whatif,
        _ => true,
    };
    is_mode && bound_fit(said, ran)
}

fn is_path(said: &Value, ran: &Ran, folds: bool) -> bool {
    let (Some(path), Some(real)) = (said["program"]["path"].as_str(), &ran.path) else {
        return true;
    };
    if said["program"]["relative"] == true {
        return true;
    }
    let path = match path.strip_prefix('~') {
        Some(rest) => format!("{}{rest}", HOMES[0]),
        None => path.to_owned(),
    };
    if folds {
        path.eq_ignore_ascii_case(real)
    } else {
        path == *real
    }
}

fn words_fit(said: &Value, argv: &[String]) -> bool {
    match said["words"].as_array() {
        Some(words) => fit(words, argv),
        None => true,
    }
}

/// Word by word; `null` stands for any number of words.
fn fit(words: &[Value], argv: &[String]) -> bool {
    let Some((first, words)) = words.split_first() else {
        return argv.is_empty();
    };
    if first.is_null() {
        return (0..=argv.len()).any(|from| fit(words, &argv[from..]));
    }
    let Some((real, argv)) = argv.split_first() else {
        return false;
    };
    let is_same = match (first["home"].as_str(), first.as_str()) {
        (Some(home), _) => HOMES.iter().any(|start| *real == format!("{start}{home}")),
        (None, Some("<(…)")) => real.starts_with("/dev/fd/"),
        (None, text) => text == Some(real),
    };
    is_same && fit(words, argv)
}

/// Parameter by parameter.
fn bound_fit(said: &Value, ran: &Ran) -> bool {
    let arguments: Vec<&Value> = said["arguments"].as_array().into_iter().flatten().collect();
    let named = |name: &str| -> Vec<&&Value> {
        let is_it = |argument: &&&Value| {
            argument["parameter"]
                .as_str()
                .is_some_and(|own| own.eq_ignore_ascii_case(name))
        };
        arguments.iter().filter(is_it).collect()
    };
    let real = |name: &str| {
        let mut bound = ran.bound.iter();
        bound
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    };
    let texts = |value: &Value| -> Vec<String> {
        let one = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match value {
            Value::Array(values) => values.iter().map(one).collect(),
            value => vec![one(value)],
        }
    };
    for argument in &arguments {
        let Some(name) = argument["parameter"].as_str().filter(|name| *name != "@") else {
            continue;
        };
        let own = named(name);
        let is_known = own.iter().all(|one| one.get("unknown").is_none());
        if COMMON.contains(&name.to_lowercase().as_str()) || !is_known {
            continue;
        }
        let values: Vec<String> = own
            .iter()
            .map(|one| match one.get("switch") {
                Some(on) => on.to_string(),
                None => one["value"].as_str().unwrap_or_default().to_owned(),
            })
            .collect();
        match real(name) {
            Some(bound) if values == texts(bound) => {}
            None if values == ["false"] => {}
            _ => return false,
        }
    }
    let is_open = arguments
        .iter()
        .any(|argument| argument["parameter"].is_null() || argument["parameter"] == "@");
    ran.bound.iter().all(|(name, bound)| {
        let lower = name.to_lowercase();
        let is_said = !named(name).is_empty();
        if is_said || is_open || *bound == Value::Bool(false) || COMMON.contains(&lower.as_str()) {
            return true;
        }
        lower == "computername"
            && match said["host"].as_str() {
                Some("here") | None => {
                    texts(bound)
                        .iter()
                        .all(|host| ["FE01", "localhost", "."].contains(&host.as_str()))
                        || said["host"].as_str().is_none()
                }
                Some(host) => texts(bound).iter().any(|bound| bound == host),
            }
    })
}
