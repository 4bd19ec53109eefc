//! What an administrator sets for a council: its name, how it decides, its colours and fonts, how its posts
//! are costed.

use std::fmt::Write as _;
use std::sync::Arc;

use access::{Actor, Deed};
use base::{Date, Exact, exact};
use pay::{SpineVersion, Tables};
use proposal::{AccentFault, Bodies, BodyProfile, Look, PayRule, accent_contrast, is_font_list};
use storage::CouncilSetting;
use thiserror::Error;

use crate::bodies::{Body, BodyKey, bodies_of};
use crate::error::AppError;
use crate::muster::Muster;

/// The most characters of a council's name.
pub const LONGEST_COUNCIL_NAME: usize = 200;

/// What is set for a council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouncilSettings {
    /// The council as it was first set, whatever it is called since.
    pub key: BodyKey,
    /// Its name, in full.
    pub name: String,
    /// The body profile whose kind of report it writes.
    pub profile: String,
    /// Its colours and fonts.
    pub look: Look,
    /// How its posts are costed; where it is empty, as the body profile says.
    pub pay: Vec<PayRule>,
}

/// What is wrong with what is to be set.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettingFault {
    /// There is no name.
    #[error("enter the name of the council")]
    NoName,
    /// The name is too long.
    #[error("the name of the council must be {LONGEST_COUNCIL_NAME} characters or less")]
    LongName,
    /// The register holds posts of the council, under another name.
    #[error("the register holds posts of {0}; its name can be spelt otherwise, and not be another")]
    Recorded(String),
    /// No kind of report was chosen.
    #[error("select how the council decides")]
    NoProfile,
    /// It is no colour.
    #[error("the colour must be a # and six digits or letters from a to f, such as #1d70b8")]
    NotAColour,
    /// It is too pale.
    #[error(
        "the colour on white has a contrast of {0}; it must be at least 4.5 to 1, so choose a darker one"
    )]
    TooPale(proposal::Contrast),
    /// It is no list of fonts.
    #[error("the font must be names of fonts parted by commas, such as Arial, sans-serif")]
    NotFonts,
    /// No on-cost profile has that name.
    #[error("select how posts are costed")]
    NoOnCosts,
    /// The rate of the pension fund is needed, or is none.
    #[error("the employer\u{2019}s pension rate must be a percentage from 0 to 60, such as 21.6")]
    NoPensionRate,
}

impl CouncilSettings {
    /// The same, with the rate that the council pays its pension fund from a day on, as a share of pay.
    #[must_use]
    pub fn with_pension_rate(mut self, from: Date, rate: Exact) -> Self {
        self.pay.retain(|rule| rule.from != from);
        self.pay.push(PayRule {
            from,
            profile: Tables::DEFAULT_PROFILE.to_owned(),
            pension_rate: Some(rate),
        });
        self.pay.sort_by_key(|rule| rule.from);
        self
    }

    /// What is wrong with these settings; each fault once.
    pub fn faults(&self, profiles: &Bodies) -> Vec<SettingFault> {
        let mut faults = Vec::new();
        match self.name.chars().count() {
            0 => faults.push(SettingFault::NoName),
            1..=LONGEST_COUNCIL_NAME => {}
            _ => faults.push(SettingFault::LongName),
        }
        if profiles.named(&self.profile).is_none() {
            faults.push(SettingFault::NoProfile);
        }
        match accent_contrast(&self.look.accent) {
            Ok(_) => {}
            Err(AccentFault::NotAColour) => faults.push(SettingFault::NotAColour),
            Err(AccentFault::TooPale(contrast)) => faults.push(SettingFault::TooPale(contrast)),
        }
        let fonts = [&self.look.font, &self.look.heading_font];
        if fonts
            .iter()
            .any(|font| font.is_empty() || !is_font_list(font))
        {
            faults.push(SettingFault::NotFonts);
        }
        faults.extend(self.pay.iter().find_map(pay_fault));
        faults
    }

    /// How the council writes its reports, if its kind of report is known.
    fn profile(&self, shipped: &Bodies) -> Option<BodyProfile> {
        let kind = shipped.named(&self.profile)?;
        Some(kind.of_council(&self.name, self.look.clone(), self.pay.clone()))
    }

    fn stored(&self) -> CouncilSetting {
        CouncilSetting {
            body: self.key.as_str().to_owned(),
            name: self.name.clone(),
            profile: self.profile.clone(),
            accent: self.look.accent.clone(),
            font: self.look.font.clone(),
            heading_font: self.look.heading_font.clone(),
            pay: self.pay.iter().fold(String::new(), |mut lines, rule| {
                // Writing to a string cannot fail.
                let _ = write!(lines, "{} {}", rule.from, rule.profile);
                if let Some(rate) = rule.pension_rate {
                    let _ = write!(lines, " {}/{}", rate.numer(), rate.denom());
                }
                lines + "\n"
            }),
        }
    }

    fn read(setting: CouncilSetting) -> Self {
        Self {
            key: BodyKey::of(&setting.body),
            name: setting.name,
            profile: setting.profile,
            look: Look {
                accent: setting.accent,
                font: setting.font,
                heading_font: setting.heading_font,
            },
            pay: setting.pay.lines().filter_map(pay_rule).collect(),
        }
    }
}

/// A line of [`CouncilSetting::pay`]: a day, an on-cost profile, perhaps a rate.
fn pay_rule(line: &str) -> Option<PayRule> {
    let mut words = line.split(' ');
    let from: Date = words.next()?.parse().ok()?;
    let profile = words.next()?.to_owned();
    let rate = words.next().and_then(|rate| {
        let (above, below) = rate.split_once('/')?;
        let (above, below): (i128, i128) = (above.parse().ok()?, below.parse().ok()?);
        (below != 0).then(|| exact(above, below))
    });
    Some(PayRule {
        from,
        profile,
        pension_rate: rate,
    })
}

fn pay_fault(rule: &PayRule) -> Option<SettingFault> {
    let Some(profile) = Tables::shipped().profile(&rule.profile) else {
        return Some(SettingFault::NoOnCosts);
    };
    let needs = profile.needs_pension_rate();
    (needs && rule.pension_rate.is_none()).then_some(SettingFault::NoPensionRate)
}

/// What is set for councils, and how each writes and costs.
#[derive(Debug)]
pub(crate) struct Councils {
    /// The profiles with which Muster was started.
    given: Bodies,
    /// What was set since.
    set: Vec<CouncilSettings>,
    /// Both together.
    profiles: Arc<Bodies>,
}

impl Councils {
    pub(crate) fn of(given: Bodies, set: Vec<CouncilSettings>) -> Self {
        let mut profiles = given.clone();
        for council in set.iter().filter(|one| !is_given(&given, &one.name)) {
            if let Some(profile) = council.profile(&given) {
                profiles = profiles.with(profile);
            }
        }
        Self {
            given,
            set,
            profiles: Arc::new(profiles),
        }
    }

    /// The same settings, over other profiles.
    pub(crate) fn over(self, given: Bodies) -> Self {
        Self::of(given, self.set)
    }

    pub(crate) fn profiles(&self) -> &Arc<Bodies> {
        &self.profiles
    }

    /// What counts for a council for which nothing is set.
    fn unset(&self, body: Body) -> CouncilSettings {
        let profile = self.given.listing(&body.name);
        CouncilSettings {
            look: profile.map_or_else(Look::default, |profile| profile.look.clone()),
            profile: profile.map_or_else(String::new, |profile| profile.key.clone()),
            key: body.key,
            name: body.name,
            pay: Vec::new(),
        }
    }

    fn named(&self, council: &BodyKey) -> Option<&CouncilSettings> {
        let mut set = self.set.iter();
        set.find(|one| BodyKey::of(&one.name) == *council)
    }
}

/// Does a profile with which Muster was started, other than those that come with it, say how a council
/// works?
fn is_given(given: &Bodies, council: &str) -> bool {
    let own = given.listing(council);
    own.is_some_and(|own| Bodies::shipped().named(&own.key) != Some(own))
}

impl Muster {
    /// The pay awards that come with Muster, the latest first.
    pub fn awards(&self) -> Vec<&'static SpineVersion> {
        let mut all: Vec<_> = Tables::shipped().versions().iter().collect();
        all.sort_by_key(|version| std::cmp::Reverse(version.effective));
        all
    }

    /// How councils write their reports and cost their posts.
    pub fn profiles(&self) -> Arc<Bodies> {
        Arc::clone(self.councils().profiles())
    }

    /// What is set for each council, in the order in which it was first set; then, for those that are recorded
    /// and not set, what counts for them.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn council_settings(&self, actor: &Actor) -> Result<Vec<CouncilSettings>, AppError> {
        self.permit(actor, Deed::SetUp).await?;
        let recorded = bodies_of(&self.snapshot().await?.ledger);
        let councils = self.councils();
        let mut all = councils.set.clone();
        for body in recorded {
            if councils.named(&body.key).is_none() {
                all.push(councils.unset(body));
            }
        }
        Ok(all)
    }

    /// Does a file with which Muster was started say how a council works? Then that counts, and nothing that
    /// is set.
    pub fn is_set_by_file(&self, council: &str) -> bool {
        is_given(&self.councils().given, council)
    }

    /// The colours and fonts that are set for a council, where they count.
    pub fn look_of(&self, council: &BodyKey) -> Option<Look> {
        let councils = self.councils();
        let set = councils.named(council)?;
        (!is_given(&councils.given, &set.name)).then(|| set.look.clone())
    }

    /// All colours and fonts that are set for councils.
    pub fn looks(&self) -> Vec<Look> {
        let councils = self.councils();
        councils.set.iter().map(|one| one.look.clone()).collect()
    }

    /// The name of the council that is set, where there is just one.
    pub fn only_council(&self) -> Option<String> {
        match self.councils().set.as_slice() {
            [one] => Some(one.name.clone()),
            _ => None,
        }
    }

    /// Sets something for a council: from now on it counts, on every page.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::Settings`] with all that is wrong; [`AppError::Store`].
    pub async fn set_council(
        &self,
        actor: &Actor,
        settings: &CouncilSettings,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::SetUp).await?;
        let mut faults = settings.faults(&self.councils().given);
        let recorded = bodies_of(&self.snapshot().await?.ledger);
        let held = recorded.into_iter().find(|body| body.key == settings.key);
        let is_other = |held: &Body| BodyKey::of(&settings.name) != held.key;
        if let Some(held) = held.filter(is_other) {
            faults.push(SettingFault::Recorded(held.name));
        }
        if !faults.is_empty() {
            return Err(AppError::Settings(faults));
        }
        let (now, by) = (self.clock.now(), actor.account());
        self.store.set_council(now, by, &settings.stored()).await?;
        self.read_councils().await?;
        // What posts cost may have changed with it.
        self.forget_views().await;
        Ok(())
    }

    /// Reads what is set for councils.
    pub(crate) async fn read_councils(&self) -> Result<(), AppError> {
        let set = self.store.council_settings().await?;
        let set = set.into_iter().map(CouncilSettings::read).collect();
        let mut councils = self
            .councils
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *councils = Councils::of(councils.given.clone(), set);
        Ok(())
    }
}
