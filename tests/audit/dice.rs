//! Chance that can be repeated: the same seed, the same throws, on every machine.

/// A xorshift generator (Marsaglia 2003, 64 bits, shifts 13, 7, 17).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice of that seed.
    pub(crate) fn new(seed: u64) -> Self {
        // Seeds beside each other must not throw alike; zero would throw zero for ever.
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..4 {
            dice.throw();
        }
        dice
    }

    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 on, below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).expect("a number");
        usize::try_from((self.throw() >> 11) % limit).expect("below a number")
    }

    /// One of them.
    pub(crate) fn one_of<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// True once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}
