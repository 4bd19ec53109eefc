//! What the typesetting engine may see: one template, the values of one report, and the fonts.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

use crate::fonts::Fonts;

/// The only file there is. The engine numbers files in 16 bits for the life of the process, so
/// nothing else is ever given a name.
static TEMPLATE: LazyLock<Source> = LazyLock::new(|| {
    #[expect(clippy::unwrap_used, reason = "the path is a literal")]
    let path = VirtualPath::new("report.typ").unwrap();
    let id = RootedPath::new(VirtualRoot::Project, path).intern();
    Source::new(id, include_str!("report.typ").to_owned())
});

/// The world of one rendering.
pub(crate) struct World {
    fonts: &'static Fonts,
    library: LazyHash<Library>,
}

impl World {
    /// The world in which the template finds these values and fonts.
    pub(crate) fn new(values: Dict, fonts: &'static Fonts) -> Self {
        let library = Library::builder()
            .with_inputs(values)
            .with_features([Feature::A11yExtras].into_iter().collect())
            .build();
        Self {
            fonts,
            library: LazyHash::new(library),
        }
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() {
            Ok(TEMPLATE.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
