//! Numbers that look random and are the same each time: SplitMix64 by Steele, Lea and Flood (2014).

/// A source of numbers.
#[derive(Clone, Debug)]
pub struct Seeded(u64);

impl Seeded {
    /// The source that a seed starts.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The source that a name starts.
    pub fn named(name: &str) -> Self {
        let mixed = |sum: u64, byte: u8| sum.wrapping_mul(31).wrapping_add(u64::from(byte));
        Self(name.bytes().fold(17, mixed))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound; 0 where the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        let within = self.next().checked_rem(bound).unwrap_or(0);
        usize::try_from(within).unwrap_or(0)
    }

    /// One of several.
    ///
    /// # Panics
    /// If there is none.
    pub fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_each_time() {
        let drawn = |mut seeded: Seeded| [(); 4].map(|()| seeded.below(1000));
        assert_eq!(drawn(Seeded::new(7)), drawn(Seeded::new(7)));
        assert_ne!(drawn(Seeded::named("one")), drawn(Seeded::named("other")));
        assert_eq!(Seeded::new(7).below(0), 0);
    }
}
