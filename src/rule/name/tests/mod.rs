//! The matchers of names against the lists that ship with the packs.

mod companies;
mod laws;
mod signatures;

use std::sync::LazyLock;

use super::*;

mod lists {
    pub(super) const PLACES: &str = include_str!("../../../../rules/cn/words/places.txt");
    pub(super) const TRADES: &str = include_str!("../../../../rules/cn/words/trades.txt");
    pub(super) const FORMS: &str = include_str!("../../../../rules/cn/words/forms.txt");
    pub(super) const GENERIC: &str = include_str!("../../../../rules/cn/words/generic.txt");
    pub(super) const INSTITUTIONS: &str = include_str!("../../../../rules/cn/words/institutions.txt");
    pub(super) const DISTINCTIVE: &str = include_str!("../../../../rules/cn/words/distinctive.txt");
    pub(super) const SURNAMES: &str = include_str!("../../../../rules/cn/words/surnames.txt");
    pub(super) const GIVEN_NAMES: &str = include_str!("../../../../rules/cn/words/given-names.txt");
    pub(super) const NAME_BRANDS: &str = include_str!("../../../../rules/cn/words/name-brands.txt");
}

static NAME_WORDS: LazyLock<NameWords> = LazyLock::new(|| NameWords {
    places: WordSet::parse(lists::PLACES),
    trades: WordSet::parse(lists::TRADES),
    forms: WordSet::parse(lists::FORMS),
});

static DISTINCTIVE_WORDS: LazyLock<DistinctiveWords> = LazyLock::new(|| DistinctiveWords {
    without: WordSet::parse(lists::GENERIC),
    places: WordSet::parse(lists::PLACES),
    institutions: WordSet::parse(lists::INSTITUTIONS),
    except: WordSet::parse(lists::DISTINCTIVE),
});

static PERSON_WORDS: LazyLock<PersonWords> = LazyLock::new(|| PersonWords {
    surnames: WordSet::parse(lists::SURNAMES),
    given_names: WordSet::parse(lists::GIVEN_NAMES),
    except: WordSet::parse(lists::NAME_BRANDS),
});
