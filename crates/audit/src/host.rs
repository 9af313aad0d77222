//! Names of computers, as plans and captures write them.

use std::collections::HashMap;
use std::net::IpAddr;

/// Whether two names mean one computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Same {
    /// They do.
    Yes,
    /// They do not.
    No,
    /// That cannot be told: an address against a name.
    Perhaps,
}

/// How long a computer's NetBIOS name is at most: Windows cuts longer ones.
const NETBIOS: usize = 15;

/// What a name begins with, in lower case, as long as every capture gives it: names that mean one
/// computer have the same.
pub(super) fn label(name: &str) -> String {
    let mut first = first_label(name).to_ascii_lowercase();
    if let Some((end, _)) = first.char_indices().nth(NETBIOS) {
        first.truncate(end);
    }
    first
}

fn first_label(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Whether a name is the other's, cut at its fifteenth letter.
pub(super) fn is_cut_of(bare: &str, name: &str) -> bool {
    let (bare, first) = (bare.trim_end_matches('.'), first_label(name));
    let head = first.get(..bare.len());
    first.len() > bare.len()
        && head.is_some_and(|head| head.eq_ignore_ascii_case(bare))
        && !bare.contains('.')
        && bare.chars().count() == NETBIOS
}

/// Compares names without regard to case. A name of fifteen letters may be a longer one that was cut.
/// A name without a dot is the first label of the other, as captures give it; two names with dots must
/// be equal.
pub(super) fn same(a: &str, b: &str) -> Same {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    if a.eq_ignore_ascii_case(b) {
        return Same::Yes;
    }
    let is_address = is_address(a);
    if is_address != self::is_address(b) {
        return Same::Perhaps;
    }
    if is_cut_of(a, b) || is_cut_of(b, a) {
        return Same::Yes;
    }
    let is_bare = |name: &str| !name.contains('.');
    let has_same_label = first_label(a).eq_ignore_ascii_case(first_label(b));
    if (is_bare(a) || is_bare(b)) && !is_address && has_same_label {
        Same::Yes
    } else {
        Same::No
    }
}

fn is_address(name: &str) -> bool {
    // Most names are none by their first look.
    let may_be = name.contains(':') || name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    may_be && name.parse::<IpAddr>().is_ok()
}

/// The computers of a plan.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By their labels.
    all: HashMap<String, Vec<String>>,
    /// Whether two of them have the same label.
    any_share: bool,
}

impl Names {
    /// The computers of a plan, each once or more often.
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n String>) -> Self {
        let mut found = Self::default();
        for name in names {
            let same = found.all.entry(label(name)).or_default();
            if same.iter().all(|other| !other.eq_ignore_ascii_case(name)) {
                same.push(name.clone());
                found.any_share |= same.len() > 1;
            }
        }
        found
    }

    /// The computers that a name may mean.
    pub(super) fn meant_by(&self, name: &str) -> impl Iterator<Item = &str> {
        let all = self.all.get(&label(name)).into_iter().flatten();
        all.map(String::as_str)
            .filter(move |own| same(name, own) == Same::Yes)
    }

    /// Whether a name may mean several computers: the first label of two of them, or what both were cut
    /// to.
    pub(super) fn is_shared(&self, name: &str) -> bool {
        self.any_share && self.meant_by(name).nth(1).is_some()
    }
}

/// Whether a name says "this computer".
pub(super) fn is_here(name: &str) -> bool {
    name == "." || name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "::1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_is_a_first_label() {
        assert_eq!(same("FE01", "fe01.contoso.com"), Same::Yes);
        assert_eq!(same("fe01.contoso.com.", "FE01.CONTOSO.COM"), Same::Yes);
        assert_eq!(same("fe01.contoso.com", "fe01.fabrikam.com"), Same::No);
        assert_eq!(same("FE01", "FE02"), Same::No);
        assert_eq!(same("192.168.51.10", "fe01.contoso.com"), Same::Perhaps);
        assert_eq!(same("192.168.51.10", "192.168.51.11"), Same::No);
    }

    #[test]
    fn a_name_of_fifteen_letters_may_have_been_cut() {
        let whole = "skype-frontend-01.contoso.com";
        assert_eq!(same("SKYPE-FRONTEND-", whole), Same::Yes);
        assert_eq!(same(whole, "skype-frontend-"), Same::Yes);
        assert_eq!(same("SKYPE-FRONTEND", whole), Same::No);
        assert_eq!(same("SKYPE-BACKEND-1", whole), Same::No);
        assert_eq!(same("skype-frontend-.contoso.com", whole), Same::No);
        assert_eq!(label("SKYPE-FRONTEND-"), label(whole));
    }

    #[test]
    fn a_name_may_mean_several_computers_of_a_plan() {
        let names = [
            "fe01.emea.contoso.com",
            "fe01.apac.contoso.com",
            "fe02.emea.contoso.com",
        ];
        let names = Names::of(names.map(str::to_owned).iter());
        assert!(names.is_shared("FE01"));
        assert!(!names.is_shared("fe01.emea.contoso.com"));
        assert!(!names.is_shared("FE02"));
        assert!(!names.is_shared("FE03"));
    }
}
