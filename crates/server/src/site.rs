//! What every page needs to know of this installation.

use std::sync::Arc;

use proposal::Look;

use crate::assets::{Assets, AssetsMissing};

/// What is set for an installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the council, as the header shows it.
    pub council: String,
    /// Its colours and fonts.
    pub look: Look,
    /// Is everybody and everything in it invented?
    pub demo: bool,
}

/// An installation, as its pages see it; cheap to clone.
#[derive(Clone, Debug)]
pub struct Site(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: Settings,
    assets: Assets,
}

impl Site {
    /// The site with these settings.
    ///
    /// # Errors
    /// [`AssetsMissing`] if the program was built without its styles and scripts.
    pub fn new(settings: Settings) -> Result<Self, AssetsMissing> {
        let assets = Assets::new(&settings.look)?;
        Ok(Self(Arc::new(Inner { settings, assets })))
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }
}
