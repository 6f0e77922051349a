//! A pack as it was written: a manifest, rules, word lists.

use std::{collections::BTreeMap, sync::Arc};

use super::spec::{PackSpec, RuleSpec};
use crate::{
    diagnostic::{Diagnostic, Language},
    text::Source,
};

/// A pack that could be read. Whether its rules can run is for [`super::RuleSet`] to say.
#[derive(Clone, Debug)]
pub struct Pack {
    /// `pack.yml`, or the first document of a pack file.
    pub manifest: PackSpec,
    /// Its rules, each with the file it stands in.
    pub rules: Vec<(Arc<Source>, RuleSpec)>,
    /// Its word lists, by path below the pack's folder.
    pub words: BTreeMap<String, Arc<str>>,
}

impl Pack {
    /// Reads a pack from the files of its folder: `pack.yml`, any number of rules (`*.yml`), word lists
    /// (`words/*.txt`). Names of the sources are shown in reports; the second half of each pair is the path below the
    /// folder, with `/`. A single file with the manifest as its first document is a pack too.
    ///
    /// # Errors
    /// Everything that is wrong with any of the files, each with its place.
    pub fn read(files: &[(Arc<Source>, String)], language: Language) -> Result<Self, Vec<Diagnostic>> {
        let _ = (files, language);
        Err(Vec::new())
    }
}
