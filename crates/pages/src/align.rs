//! Two sequences side by side at the least cost: steps of a page and steps of another, in order.

/// What stands beside what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// The two are the same thing.
    Both(usize, usize),
    /// Only the first sequence has it.
    Left(usize),
    /// Only the second sequence has it.
    Right(usize),
}

/// Above this many cells two sequences are paired by their places: nobody writes such a page.
const MOST_CELLS: usize = 4_000_000;

/// Pairs two sequences so that the costs add up to the least. `cost` is that of calling the two
/// the same, in the unit in which leaving one without a partner costs `alone`; `None` forbids it.
/// Of equal ways, pairs stand as early as they can.
pub fn align(
    left: usize,
    right: usize,
    alone: u32,
    cost: impl Fn(usize, usize) -> Option<u32>,
) -> Vec<Pair> {
    if left.saturating_mul(right) > MOST_CELLS {
        let both = (0..left.min(right)).map(|at| Pair::Both(at, at));
        let more = (right..left).map(Pair::Left);
        return both
            .chain(more)
            .chain((left..right).map(Pair::Right))
            .collect();
    }
    // least[i][j]: from the i-th of the left and the j-th of the right to their ends.
    let width = right + 1;
    let mut least = vec![0u32; (left + 1) * width];
    let mut same = vec![None; left * right];
    for i in (0..=left).rev() {
        for j in (0..=right).rev() {
            let mut best = match (left - i, right - j) {
                (0, rest) | (rest, 0) => (rest as u32).saturating_mul(alone),
                _ => u32::MAX,
            };
            if i < left && j < right {
                let pair = cost(i, j);
                same[i * right + j] = pair;
                if let Some(pair) = pair {
                    best = best.min(pair.saturating_add(least[(i + 1) * width + j + 1]));
                }
                best = best.min(alone.saturating_add(least[(i + 1) * width + j]));
                best = best.min(alone.saturating_add(least[i * width + j + 1]));
            }
            least[i * width + j] = best;
        }
    }
    let mut pairs = Vec::with_capacity(left.max(right));
    let (mut i, mut j) = (0, 0);
    while i < left || j < right {
        let here = least[i * width + j];
        let pair = (i < left && j < right)
            .then(|| same[i * right + j])
            .flatten();
        if pair.is_some_and(|pair| pair.saturating_add(least[(i + 1) * width + j + 1]) == here) {
            pairs.push(Pair::Both(i, j));
            i += 1;
            j += 1;
        } else if i < left
            && (j == right || alone.saturating_add(least[(i + 1) * width + j]) == here)
        {
            pairs.push(Pair::Left(i));
            i += 1;
        } else {
            pairs.push(Pair::Right(j));
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(a: &str, b: &str) -> String {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let pairs = align(a.len(), b.len(), 2, |i, j| (a[i] == b[j]).then_some(0));
        let cell = |pair: &Pair| match pair {
            Pair::Both(i, _) => a[*i].to_string(),
            Pair::Left(i) => format!("-{}", a[*i]),
            Pair::Right(j) => format!("+{}", b[*j]),
        };
        pairs.iter().map(cell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_the_same_stands_side_by_side() {
        assert_eq!(shown("abcd", "abxd"), "a b -c +x d");
        assert_eq!(shown("abc", ""), "-a -b -c");
        assert_eq!(shown("aab", "ab"), "a -a b");
    }

    proptest! {
        #[test]
        fn everything_is_there_once_and_in_order(a in "[abc]{0,12}", b in "[abc]{0,12}") {
            let chars = |s: &str| s.chars().collect::<Vec<_>>();
            let (x, y) = (chars(&a), chars(&b));
            let pairs = align(x.len(), y.len(), 2, |i, j| Some(if x[i] == y[j] { 0 } else { 3 }));
            let left: Vec<usize> = pairs.iter().filter_map(|p| match p {
                Pair::Both(i, _) | Pair::Left(i) => Some(*i),
                Pair::Right(_) => None,
            }).collect();
            let right: Vec<usize> = pairs.iter().filter_map(|p| match p {
                Pair::Both(_, j) | Pair::Right(j) => Some(*j),
                Pair::Left(_) => None,
            }).collect();
            prop_assert_eq!(left, (0..x.len()).collect::<Vec<_>>());
            prop_assert_eq!(right, (0..y.len()).collect::<Vec<_>>());
        }
    }
}
