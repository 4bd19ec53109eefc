//! What a draft can choose among: kinds of report, on-cost profiles.

use pay::Tables;

use crate::muster::Muster;

impl Muster {
    /// The kinds of report that a case can ask for: key and name.
    pub fn kinds_of_report(&self) -> Vec<(String, String)> {
        let profiles = self.profiles.iter();
        let profiles = profiles.map(|profile| (profile.key.clone(), profile.name.clone()));
        profiles.collect()
    }

    /// The names of the on-cost profiles.
    pub fn on_cost_profiles(&self) -> Vec<String> {
        let profiles = Tables::shipped().profiles().iter();
        profiles.map(|profile| profile.name.clone()).collect()
    }
}
