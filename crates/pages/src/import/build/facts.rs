//! What differs between products in a command that is else the same: the part of a path that holds
//! a product's folder.

/// What every product has in the place of a name.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Names, and the value of each product in the order of the products.
    pub(super) all: Vec<(String, Vec<String>)>,
}

/// A text that is the same for all products but for one fact.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) before: String,
    pub(super) fact: String,
    pub(super) after: String,
}

impl Facts {
    /// The text of a command, one for each product, as one text with a fact in it.
    pub(super) fn common(&mut self, texts: &[&str]) -> Option<Common> {
        let first = *texts.first()?;
        let same = |a: &str, b: &str| {
            let pairs = a.char_indices().zip(b.chars());
            let mut pairs = pairs.skip_while(|((_, x), y)| x == y);
            pairs.next().map_or(a.len().min(b.len()), |((at, _), _)| at)
        };
        let start = texts.iter().map(|text| same(first, text)).min()?;
        let reversed: Vec<String> = texts
            .iter()
            .map(|text| text[start..].chars().rev().collect())
            .collect();
        let end = reversed.iter().map(|text| same(&reversed[0], text)).min()?;
        let (before, after) = (&first[..start], &first[first.len() - end..]);
        // The whole folder: from below the drive to above the last part of the path.
        let begin = first_folder(before)?;
        let stop = last_folder(after)?;
        let values: Vec<String> = texts
            .iter()
            .map(|text| text[begin..text.len() - end + stop].to_owned())
            .collect();
        if values
            .iter()
            .any(|value| value.is_empty() || value.contains(['<', '>', '"', '\'', '\n', '{', '}']))
        {
            return None;
        }
        Some(Common {
            before: first[..begin].to_owned(),
            fact: self.name(values),
            after: after[stop..].to_owned(),
        })
    }

    fn name(&mut self, values: Vec<String>) -> String {
        if let Some((name, _)) = self.all.iter().find(|(_, known)| *known == values) {
            return name.clone();
        }
        let last = values[0].rsplit('\\').next().unwrap_or_default();
        let mut name = super::names::kebab(last).replace('-', "_");
        if name.is_empty() {
            name.push_str("folder");
        }
        let taken = |name: &str| self.all.iter().any(|(known, _)| known == name);
        let mut numbered = name.clone();
        let mut number = 2;
        while taken(&numbered) {
            numbered = format!("{name}_{number}");
            number += 1;
        }
        self.all.push((numbered.clone(), values));
        numbered
    }
}

/// Where the path that goes on at the end of a text begins, its root left out.
fn first_folder(before: &str) -> Option<usize> {
    let mut begin = before.rfind('\\')? + 1;
    if !is_folder(&before[begin..]) {
        return None;
    }
    while let Some(above) = before[..begin - 1].rfind('\\') {
        if !is_folder(&before[above + 1..begin - 1]) {
            break;
        }
        begin = above + 1;
    }
    Some(begin)
}

/// Where the last part of the path that goes on at the start of a text begins, with its `\`.
fn last_folder(after: &str) -> Option<usize> {
    let mut stop = after.find('\\')?;
    if !is_folder(&after[..stop]) {
        return None;
    }
    while let Some(below) = after[stop + 1..].find('\\').map(|at| stop + 1 + at) {
        if !is_folder(&after[stop + 1..below]) {
            break;
        }
        stop = below;
    }
    Some(stop)
}

/// Whether a text can stand between two `\` of one path.
fn is_folder(text: &str) -> bool {
    !text.contains(['<', '>', '"', '\'', '\n', ':', '=', '%', '$', ',', ';'])
        && !text.contains(" -")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_product_is_a_fact() {
        let mut facts = Facts::default();
        let texts = [
            "<drive>\\Program Files\\Beacon 3\\Deployment\\setup.exe -q",
            "<drive>\\Program Files\\Lamps Pro 2019\\Deployment\\setup.exe -q",
        ];
        let common = facts.common(&texts);
        let expected = Common {
            before: "<drive>\\".into(),
            fact: "deployment".into(),
            after: "\\setup.exe -q".into(),
        };
        assert_eq!(common, Some(expected));
        let values = [
            "Program Files\\Beacon 3\\Deployment",
            "Program Files\\Lamps Pro 2019\\Deployment",
        ];
        assert_eq!(facts.all[0].1, values);
    }

    #[test]
    fn what_is_no_folder_is_no_fact() {
        let mut facts = Facts::default();
        assert_eq!(
            facts.common(&["Get-Lamp -Name a", "Get-Lamp -Name b"]),
            None
        );
        assert_eq!(facts.common(&["C:\\a\\b.exe", "C:\\a\\c.exe"]), None);
        assert!(facts.all.is_empty());
    }
}
