//! A seeded sample, and how far what it says can be off.

/// The first `size` of the items in an order that only the seed decides.
pub(crate) fn sample<T>(mut items: Vec<T>, size: usize, seed: u64) -> Vec<T> {
    let mut state = seed;
    for at in (1..items.len()).rev() {
        let other = (next(&mut state) % (at as u64 + 1)) as usize;
        items.swap(at, other);
    }
    items.truncate(size);
    items
}

/// SplitMix64, as its authors give it.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The interval of Wilson that holds the true share with 95 %, of `hits` in `all`.
pub(crate) fn wilson(hits: usize, all: usize) -> (f64, f64) {
    if all == 0 {
        return (0.0, 1.0);
    }
    const Z: f64 = 1.959_963_985;
    let n = all as f64;
    let share = hits as f64 / n;
    let below = 1.0 + Z * Z / n;
    let middle = (share + Z * Z / (2.0 * n)) / below;
    let half = Z / below * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_depends_on_the_seed_alone() {
        let all = || (0..1000).collect::<Vec<u32>>();
        assert_eq!(sample(all(), 300, 1), sample(all(), 300, 1));
        assert_ne!(sample(all(), 300, 1), sample(all(), 300, 2));
        let mut drawn = sample(all(), 300, 1);
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn.len(), 300);
        assert_eq!(sample(vec![7], 300, 1), [7]);
    }

    #[test]
    fn the_interval_is_that_of_the_textbook() {
        // Hits, all, and the interval in thousandths.
        let cases = [
            (0, 10, 0, 278),
            (10, 10, 722, 1000),
            (5, 10, 237, 763),
            (255, 300, 805, 886),
        ];
        for (hits, all, low, high) in cases {
            let (a, b) = wilson(hits, all);
            let thousandths = ((a * 1000.0).round() as u32, (b * 1000.0).round() as u32);
            assert_eq!(thousandths, (low, high), "{hits} of {all}");
        }
    }
}
