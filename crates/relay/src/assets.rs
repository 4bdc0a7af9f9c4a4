//! The panel's files, as they are handed out: which form of a file a caller gets, and how long it may keep it.

mod coding;
mod embedded;
mod file;
mod media_type;

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use http::HeaderValue;

use coding::Coding;
pub(crate) use file::File;

/// The page at the base path.
const INDEX: &str = "index.html";

/// One file that the build of the panel left.
pub struct Source {
    /// Its path below the base, like `assets/panel-0a1b.js`. A name that ends in `.br` or `.gz` is the packed form of
    /// the file before that ending, and is handed out under that file's name only.
    pub path: Cow<'static, str>,
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
    /// A text of letters and digits that changes whenever the bytes do.
    pub tag: String,
}

/// All files of the panel.
#[derive(Default)]
pub struct Assets(BTreeMap<String, Arc<File>>);

impl Assets {
    /// The files that were built into this binary; none, if it was built before the panel was.
    pub fn embedded() -> Self {
        Self::new(embedded::sources())
    }

    /// Puts each file together from its forms.
    pub fn new(sources: impl IntoIterator<Item = Source>) -> Self {
        let (packed, plain): (Vec<Source>, Vec<Source>) =
            sources.into_iter().partition(|source| Coding::of_path(&source.path).is_some());
        let mut files: BTreeMap<String, File> = plain
            .into_iter()
            .map(|source| {
                let path = source.path.clone().into_owned();
                let file = File::new(&path, form(source, "plain"));
                (path, file)
            })
            .collect();
        for source in packed {
            let Some((of, coding)) = Coding::of_path(&source.path) else { continue };
            if let Some(file) = files.get_mut(of) {
                file.add(coding, form(source, coding.name()));
            }
        }
        Self(files.into_iter().map(|(path, file)| (path, Arc::new(file))).collect())
    }

    /// The page itself.
    pub(crate) fn index(&self) -> Option<&Arc<File>> {
        self.0.get(INDEX)
    }

    /// Every file, by its path below the base.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &Arc<File>)> {
        self.0.iter().map(|(path, file)| (path.as_str(), file))
    }
}

/// Each form is an answer of its own to a cache, so each has a tag of its own.
fn form(source: Source, name: &str) -> file::Form {
    let bytes = match source.bytes {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    let etag = HeaderValue::try_from(format!("\"{}-{name}\"", source.tag)).ok();
    file::Form { bytes, etag }
}
