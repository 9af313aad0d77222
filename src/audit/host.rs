//! Names of computers, as plans and captures write them.

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

/// Compares names without regard to case. A name without a dot is the first label of the other, as
/// captures give it; two names with dots must be equal.
pub(super) fn same(a: &str, b: &str) -> Same {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    if a.eq_ignore_ascii_case(b) {
        return Same::Yes;
    }
    let is_address = |name: &str| name.parse::<IpAddr>().is_ok();
    if is_address(a) != is_address(b) {
        return Same::Perhaps;
    }
    let first = |name: &str| name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let is_bare = |name: &str| !name.contains('.');
    if (is_bare(a) || is_bare(b)) && !is_address(a) && first(a) == first(b) {
        Same::Yes
    } else {
        Same::No
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
}
