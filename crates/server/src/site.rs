//! What every page needs to know of this installation.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use access::Role;
use app::{BodyKey, Muster};
use proposal::Look;

use crate::assets::{Assets, AssetsMissing};
use crate::mailing::Mailing;
use crate::pages::Imports;
use crate::printer::Printer;
use crate::sign_on::{HeldForms, SignOn};

/// What is set for an installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the council, as the header shows it.
    pub council: String,
    /// Its colours and fonts.
    pub look: Look,
    /// The colours and fonts of councils that have their own, by a name of the council.
    pub looks: Vec<(String, Look)>,
    /// Do browsers reach it by HTTPS, through a proxy? The cookie then travels by nothing else.
    pub https: bool,
    /// In a demonstration, where everybody is invented, the account with which anybody signs in.
    pub demo: Option<DemoAccount>,
    /// How long a client may take to say what it asks, before its connection is closed.
    pub slowest_head: Duration,
    /// How long somebody waits for an import before its progress is shown.
    pub patience: Duration,
    /// What makes PDF files; without it none is offered.
    pub printer: Option<Printer>,
    /// How people sign in through an identity provider; without it, with a password.
    pub sign_on: Option<SignOn>,
    /// How notices are sent by e-mail; without it they are not.
    pub mailing: Option<Mailing>,
}

/// How long the head of a request may take, unless something else is set: more than any browser needs
/// over a poor line.
const SLOWEST_HEAD: Duration = Duration::from_secs(20);

/// How long nobody minds waiting for an import, unless something else is set.
const PATIENCE: Duration = Duration::from_secs(2);

impl Default for Settings {
    fn default() -> Self {
        Self {
            council: "Muster".to_owned(),
            look: Look::default(),
            looks: Vec::new(),
            https: false,
            demo: None,
            slowest_head: SLOWEST_HEAD,
            patience: PATIENCE,
            printer: None,
            sign_on: None,
            mailing: None,
        }
    }
}

/// The account of a demonstration. Its password is no secret: the sign-in page shows it.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// The name that is typed.
    pub sign_in_name: String,
    /// The password that is typed.
    pub password: String,
    /// Other names with the same password, and what each may do.
    pub others: Vec<(String, Role)>,
}

/// An installation, as its pages see it; cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    settings: Settings,
    assets: Assets,
    muster: Arc<Muster>,
    imports: Imports,
    held_forms: HeldForms,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Site").field(&self.0.settings).finish()
    }
}

impl Site {
    /// The site with these settings, over what Muster holds.
    ///
    /// # Errors
    /// [`AssetsMissing`] if the program was built without its styles and scripts.
    pub fn new(settings: Settings, muster: Arc<Muster>) -> Result<Self, AssetsMissing> {
        let assets = Assets::new()?;
        Ok(Self(Arc::new(Inner {
            settings,
            assets,
            muster,
            imports: Imports::default(),
            held_forms: HeldForms::default(),
        })))
    }

    pub(crate) fn muster(&self) -> &Muster {
        &self.0.muster
    }

    /// The imports that are being recorded.
    pub(crate) fn imports(&self) -> &Imports {
        &self.0.imports
    }

    /// The forms of people who are at the identity provider.
    pub(crate) fn held_forms(&self) -> &HeldForms {
        &self.0.held_forms
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The colours and fonts of a council; without a council, those of the one that is set up, else those of
    /// the installation.
    pub(crate) fn look(&self, council: Option<&BodyKey>) -> Look {
        let settings = self.settings();
        let only = || self.muster().only_council().map(|name| BodyKey::of(&name));
        let whose = council.cloned().or_else(only);
        let set = whose.and_then(|key| self.muster().look_of(&key));
        let given = || {
            let mut looks = settings.looks.iter();
            let own = looks.find(|(name, _)| council.is_some_and(|key| BodyKey::of(name) == *key));
            own.map_or_else(|| settings.look.clone(), |(_, look)| look.clone())
        };
        set.unwrap_or_else(given)
    }

    /// All colours and fonts that a page may have.
    pub(crate) fn looks(&self) -> impl Iterator<Item = Look> {
        let settings = self.settings();
        let given = settings.looks.iter().map(|(_, look)| look);
        let given = std::iter::once(&settings.look).chain(given).cloned();
        given.chain(self.muster().looks())
    }

    /// What the header says where no council is chosen.
    pub(crate) fn name(&self) -> String {
        let named = self.muster().only_council();
        named.unwrap_or_else(|| self.settings().council.clone())
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }
}
