//! How large the picture is shown: links, so that no script is needed.

use maud::{Markup, html};

use crate::query::Query;

/// The sizes, in per cent.
const SIZES: [u16; 8] = [25, 50, 75, 100, 150, 200, 300, 400];

/// How large the picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zoom {
    /// As wide as the page.
    Fit,
    /// So many per cent; one of the sizes.
    At(u16),
}

impl Zoom {
    /// Its own size where nothing is asked.
    pub(crate) fn read(query: &Query) -> Self {
        match query.get("zoom") {
            Some("fit") => Self::Fit,
            Some(text) => {
                let asked = text.parse().ok().filter(|size| SIZES.contains(size));
                Self::At(asked.unwrap_or(100))
            }
            None => Self::At(100),
        }
    }

    /// The class that shows it so.
    pub(crate) fn class(self) -> String {
        match self {
            Self::Fit => "muster-zoom-fit".to_owned(),
            Self::At(size) => format!("muster-zoom-{size}"),
        }
    }

    fn at(self) -> usize {
        let size = match self {
            Self::Fit => 100,
            Self::At(size) => size,
        };
        SIZES.iter().position(|known| *known == size).unwrap_or(3)
    }
}

/// Links to the next sizes, which lead to the picture again, and past it.
pub(crate) fn zoom_links(query: &Query, path: &str, zoom: Zoom) -> Markup {
    let at = zoom.at();
    let link = |value: &str, way: &str, words: &str| {
        let address = query.with("zoom", value).address(path);
        html! { a.govuk-link data-zoom=(way) href={ (address) "#picture" } { (words) } }
    };
    let smaller = SIZES[at.saturating_sub(1)];
    let larger = SIZES[(at + 1).min(SIZES.len() - 1)];
    let now = match zoom {
        Zoom::Fit => "as wide as the page".to_owned(),
        Zoom::At(size) => format!("{size}%"),
    };
    html! {
        ul.muster-toolbar {
            li data-zoom-now { "Shown " (now) }
            li { (link(&smaller.to_string(), "out", "Zoom out")) }
            li { (link(&larger.to_string(), "in", "Zoom in")) }
            li { (link("fit", "fit", "Fit the width")) }
            li { a.govuk-link href="#list" { "Go to the list" } }
        }
    }
}
