//! The one-line form of a collection: `{Name:[State,State], …}`, its states in the order of the rule's
//! fields.

/// A name with its states.
pub(super) struct Item<'a> {
    pub(super) name: &'a str,
    pub(super) states: Vec<&'a str>,
}

/// The items of a line, and whether it was visibly cut; `None` where it is none of that form.
pub(super) fn items(line: &str) -> Option<(Vec<Item<'_>>, bool)> {
    if !line.contains(":[") {
        return None;
    }
    let mut rest = line;
    let mut found = Vec::new();
    while let Some(open) = rest.find(":[") {
        let before = &rest[..open];
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-')))
            .map_or(0, |at| {
                at + before[at..].chars().next().map_or(1, char::len_utf8)
            });
        let after = &rest[open + 2..];
        let Some(close) = after.find(']') else {
            return Some((found, true));
        };
        found.push(Item {
            name: &before[start..],
            states: after[..close].split(',').map(str::trim).collect(),
        });
        rest = &after[close + 1..];
    }
    let is_cut = rest.contains("...") || rest.contains('…');
    // A list that is opened is closed.
    let is_open = line.contains('{') && !line.contains('}');
    Some((found, is_cut || is_open))
}
