//! "Did you mean": the name that somebody probably wanted to write.

/// The candidate nearest to `name`, if it is near enough to be what was meant.
///
/// Near enough is a third of the longer name's characters, counted as insertions, deletions,
/// replacements and swaps, with case and `_` for `-` free of charge.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name);
    candidates
        .into_iter()
        .map(|candidate| {
            let other = folded(candidate);
            let allowed = wanted
                .chars()
                .count()
                .max(other.chars().count())
                .div_ceil(3);
            let distance = if other.starts_with(&wanted) && !wanted.is_empty() {
                1
            } else {
                strsim::damerau_levenshtein(&wanted, &other)
            };
            (distance, allowed, candidate)
        })
        .filter(|(distance, allowed, _)| distance <= allowed)
        .min_by_key(|(distance, _, _)| *distance)
        .map(|(_, _, candidate)| candidate)
}

/// The advice for an unknown name: the nearest known one, or all of them where they are few.
pub fn did_you_mean<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    const FEW: usize = 12;
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if let Some(near) = nearest(name, candidates.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    (1..=FEW).contains(&candidates.len()).then(|| {
        let names: Vec<String> = candidates.iter().map(|c| format!("`{c}`")).collect();
        format!("known here: {}", names.join(", "))
    })
}

fn folded(name: &str) -> String {
    name.to_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_does_not() {
        let known = ["lync-2013", "sfb-2015", "sfb-2019"];
        assert_eq!(nearest("sfb2019", known), Some("sfb-2019"));
        assert_eq!(nearest("SFB_2015", known), Some("sfb-2015"));
        assert_eq!(nearest("exchange", known), None);
        assert_eq!(
            did_you_mean("exchange", known).as_deref(),
            Some("known here: `lync-2013`, `sfb-2015`, `sfb-2019`")
        );
    }
}
