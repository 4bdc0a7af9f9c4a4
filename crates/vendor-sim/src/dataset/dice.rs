//! Dice that fall the same way for the same seed: splitmix64, so that seeded data needs no crate and never changes
//! with one.

/// A source of numbers that look random and are not.
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one thing: the same seed, purpose and index always give the same throws.
    pub(super) fn new(seed: u64, purpose: u64, index: usize) -> Self {
        let mut dice = Self(seed);
        for part in [purpose, index as u64] {
            dice.0 = dice.throw() ^ part.wrapping_mul(0xa076_1d64_78bd_642f);
        }
        dice
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including `bound`, which must be positive.
    pub(super) fn below(&mut self, bound: i64) -> i64 {
        (self.throw() >> 1).cast_signed() % bound
    }

    /// True once in `times` throws.
    pub(super) fn one_in(&mut self, times: i64) -> bool {
        self.below(times) == 0
    }

    /// One of the choices, which must not be empty.
    pub(super) fn pick<T: Copy, const N: usize>(&mut self, choices: [T; N]) -> T {
        choices[usize::try_from(self.throw() % N as u64).unwrap_or_default()]
    }
}
