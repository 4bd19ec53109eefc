//! Numbers that look random and are the same each time: SplitMix64 by Steele, Lea and Flood (2014).

/// A source of numbers.
pub(crate) struct Seeded(u64);

impl Seeded {
    /// The source that a seed starts.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound; 0 where the bound is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        let within = self.next().checked_rem(bound).unwrap_or(0);
        usize::try_from(within).unwrap_or(0)
    }

    /// One of several; there must be one.
    pub(crate) fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_each_time() {
        let drawn = || {
            let mut seeded = Seeded::new(7);
            [(); 4].map(|()| seeded.below(1000))
        };
        assert_eq!(drawn(), drawn());
        assert_eq!(Seeded::new(7).below(0), 0);
    }
}
