//! What every page needs to know of this installation.

use std::fmt;
use std::sync::Arc;

use app::Muster;
use proposal::Look;

use crate::assets::{Assets, AssetsMissing};

/// What is set for an installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the council, as the header shows it.
    pub council: String,
    /// Its colours and fonts.
    pub look: Look,
    /// Do browsers reach it by HTTPS, through a proxy? The cookie then travels by nothing else.
    pub https: bool,
    /// In a demonstration, where everybody is invented, the account with which anybody signs in.
    pub demo: Option<DemoAccount>,
}

/// The account of a demonstration. Its password is no secret: the sign-in page shows it.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// The name that is typed.
    pub sign_in_name: String,
    /// The password that is typed.
    pub password: String,
}

/// An installation, as its pages see it; cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    settings: Settings,
    assets: Assets,
    muster: Arc<Muster>,
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
        let assets = Assets::new(&settings.look)?;
        Ok(Self(Arc::new(Inner {
            settings,
            assets,
            muster,
        })))
    }

    pub(crate) fn muster(&self) -> &Muster {
        &self.0.muster
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }
}
