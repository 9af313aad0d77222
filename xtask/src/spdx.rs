//! An expression of licences, and which of them is chosen.

/// The licences that the project may be handed out under, the preferred first. `deny.toml` allows
/// the same.
pub(crate) const ACCEPTED: [&str; 10] = [
    "Apache-2.0",
    "MIT",
    "BSL-1.0",
    "Zlib",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Apache-2.0 WITH LLVM-exception",
    "MPL-2.0",
];

/// The licences that are chosen from an expression: all of what `AND` joins, the first accepted of
/// what `OR` joins. `None` where nothing of it is accepted, or it cannot be read.
pub(crate) fn chosen(expression: &str) -> Option<Vec<String>> {
    // Crates of old write a slash.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words };
    let (_, mut licences) = reader.either()?;
    licences.dedup();
    reader.words.is_empty().then_some(licences)
}

struct Reader<'a> {
    words: &'a [&'a str],
}

/// What was chosen, and how good it is: the least is the best, `usize::MAX` what is not accepted.
type Choice = (usize, Vec<String>);

impl Reader<'_> {
    fn next(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }

    fn either(&mut self) -> Option<Choice> {
        let mut best = self.both();
        while self.next("OR") {
            let other = self.both();
            best = match (best, other) {
                (Some(one), Some(other)) => Some(if other.0 < one.0 { other } else { one }),
                (one, other) => one.or(other),
            };
        }
        best
    }

    fn both(&mut self) -> Option<Choice> {
        let mut all = self.one();
        while self.next("AND") {
            let more = self.one();
            all = all.zip(more).map(|((a, mut licences), (b, more))| {
                licences.extend(more);
                (a.max(b), licences)
            });
        }
        all
    }

    fn one(&mut self) -> Option<Choice> {
        if self.next("(") {
            let inner = self.either();
            return if self.next(")") { inner } else { None };
        }
        let (name, rest) = self.words.split_first()?;
        self.words = rest;
        let mut name = (*name).to_owned();
        if self.next("WITH") {
            let (exception, rest) = self.words.split_first()?;
            self.words = rest;
            name = format!("{name} WITH {exception}");
        }
        let rank = ACCEPTED.iter().position(|accepted| *accepted == name)?;
        Some((rank, vec![name]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_licence_is_chosen_of_several() {
        let cases = [
            ("MIT", Some("MIT")),
            ("MIT OR Apache-2.0", Some("Apache-2.0")),
            ("Unlicense/MIT", Some("MIT")),
            ("Apache-2.0 OR GPL-2.0-only", Some("Apache-2.0")),
            ("GPL-2.0-only", None),
            ("MIT AND GPL-2.0-only", None),
            (
                "(MIT OR Apache-2.0) AND Unicode-3.0",
                Some("Apache-2.0, Unicode-3.0"),
            ),
            (
                "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
                Some("Apache-2.0"),
            ),
            ("Zlib OR Apache-2.0 OR MIT", Some("Apache-2.0")),
            ("", None),
            ("(MIT", None),
            ("MIT MIT", None),
        ];
        for (expression, expected) in cases {
            let found = chosen(expression).map(|licences| licences.join(", "));
            assert_eq!(found.as_deref(), expected, "{expression}");
        }
    }

    #[test]
    fn deny_allows_what_is_accepted() {
        let path = crate::shell::root().join("deny.toml");
        let deny = crate::shell::read(&path).expect("the rules");
        let (_, after) = deny.split_once("\nallow = [").expect("a list");
        let (list, _) = after.split_once(']').expect("its end");
        let allowed: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(allowed, ACCEPTED);
    }
}
