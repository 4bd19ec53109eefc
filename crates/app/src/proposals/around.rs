//! What a draft can choose among: kinds of report, on-cost profiles.

use pay::Tables;

use crate::muster::Muster;

impl Muster {
    /// The kinds of report that a case can ask for: key and name.
    pub fn kinds_of_report(&self) -> Vec<(String, String)> {
        let profiles = self.profiles();
        let profiles = profiles.iter();
        let profiles = profiles.map(|profile| (profile.key.clone(), profile.name.clone()));
        profiles.collect()
    }

    /// The on-cost profiles: name and title. The first is the one that counts where none is chosen.
    pub fn on_cost_profiles(&self) -> Vec<(String, String)> {
        let profiles = Tables::shipped().profiles().iter();
        let named = profiles.map(|profile| (profile.name.clone(), profile.title.clone()));
        let mut named: Vec<(String, String)> = named.collect();
        named.sort_by_key(|(name, _)| name != Tables::DEFAULT_PROFILE);
        named
    }
}
