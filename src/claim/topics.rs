//! Who and what an article speaks of: names, terms and measures, overlaps
//! resolved on whole words, short forms admitted only after a full one.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang::lexeme::Lexeme;
use crate::lang::lexicon::Hit;
use crate::mention::context::Context;
use crate::rule::checked::{Class, NameId, RuleSet, TermId};

/// What a phrase of the text speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// A name of the rule set.
    Name(NameId),
    /// A country the rule set has no name for, by ISO 3166-1 code.
    Country(String),
    /// A city the rule set has no name for, by its English name.
    City(String),
    /// A term of the rule set.
    Term(TermId),
    /// A noun of the pack that figures belong to.
    Measure,
}

/// The class within which names are rivals. Countries and groups of countries
/// are one class: either can be a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Countries and groups.
    Party,
    /// Cities.
    City,
    /// Persons.
    Person,
    /// Organisations.
    Organisation,
    /// Events.
    Event,
    /// Treaties and laws.
    Document,
    /// Initiatives and projects.
    Project,
}

impl Rank {
    /// The rank of a class of names.
    #[must_use]
    pub const fn of(class: &Class) -> Self {
        match class {
            Class::Country(_) | Class::Group => Self::Party,
            Class::City => Self::City,
            Class::Person => Self::Person,
            Class::Organisation => Self::Organisation,
            Class::Event => Self::Event,
            Class::Document => Self::Document,
            Class::Project => Self::Project,
        }
    }
}

/// A phrase that speaks of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// The hit it comes from.
    pub hit: Hit,
    /// What it speaks of.
    pub what: What,
    /// The class it has rivals in; `None` for terms and measures.
    pub rank: Option<Rank>,
    /// A short form, which counts only after a full one.
    pub short: bool,
}

/// Names of the rule set that packs know too: countries by ISO 3166-1 code, cities
/// by their forms in lower case, one of which is the key packs give them.
pub type Gazetteer = FxHashMap<String, NameId>;

/// The names of the rule set that are countries and cities.
#[must_use]
pub fn gazetteer(rules: &RuleSet) -> Gazetteer {
    let mut known = Gazetteer::default();
    for (index, name) in rules.names.iter().enumerate() {
        match &name.class {
            Class::Country(code) => {
                known.insert(code.clone(), NameId(index));
            }
            Class::City => {
                let forms = name.forms.values().flatten();
                known.extend(forms.map(|form| (form.text.to_lowercase(), NameId(index))));
            }
            _ => {}
        }
    }
    known
}

/// Everything an article speaks of, in the order of the text.
#[must_use]
pub fn topics(context: &Context<'_>, rules: &RuleSet, known: &Gazetteer) -> Vec<Topic> {
    let mut found: Vec<Topic> = context
        .scan
        .hits
        .iter()
        .filter_map(|hit| topic(hit, context.lexicon.lexeme(hit), rules, known))
        .collect();
    found = longest(found);
    admit_short_forms(&mut found, rules);
    found
}

fn topic(hit: &Hit, lexeme: &Lexeme, rules: &RuleSet, known: &Gazetteer) -> Option<Topic> {
    let rank_of = |id: NameId| Some(Rank::of(&rules.names[id.0].class));
    let (what, rank, short) = match lexeme {
        Lexeme::Name { id, short } => (What::Name(*id), rank_of(*id), *short),
        // A wrong rendering still says who is meant.
        Lexeme::Avoid { name, .. } => (What::Name(*name), rank_of(*name), false),
        Lexeme::Country(code) => match known.get(code) {
            Some(&id) => (What::Name(id), Some(Rank::Party), false),
            None => (What::Country(code.clone()), Some(Rank::Party), false),
        },
        Lexeme::City(name) => match known.get(&name.to_lowercase()) {
            Some(&id) => (What::Name(id), Some(Rank::City), false),
            None => (What::City(name.clone()), Some(Rank::City), false),
        },
        Lexeme::Term(id) => (What::Term(*id), None, false),
        Lexeme::Measure => (What::Measure, None, false),
        _ => return None,
    };
    Some(Topic { first: hit.first, end: hit.end, hit: *hit, what, rank, short })
}

/// Keeps the longest of overlapping phrases; phrases of the same extent all stay.
fn longest(mut found: Vec<Topic>) -> Vec<Topic> {
    found.sort_by(|a, b| (b.end - b.first).cmp(&(a.end - a.first)).then(a.first.cmp(&b.first)));
    let mut owner: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    found.retain(|topic| {
        let extent = (topic.first, topic.end);
        if (topic.first..topic.end).any(|token| owner.get(&token).is_some_and(|&other| other != extent)) {
            return false;
        }
        owner.extend((topic.first..topic.end).map(|token| (token, extent)));
        true
    });
    found.sort_by(|a, b| a.first.cmp(&b.first).then_with(|| order(&a.what).cmp(&order(&b.what))));
    // What the packs know and the rule set names too is the rule set's.
    let named: Vec<(usize, usize)> =
        found.iter().filter(|t| matches!(t.what, What::Name(_))).map(|t| (t.first, t.end)).collect();
    let is_pack = |what: &What| matches!(what, What::City(_) | What::Country(_));
    found.retain(|t| !is_pack(&t.what) || named.binary_search(&(t.first, t.end)).is_err());
    found.dedup_by(|a, b| a.first == b.first && a.end == b.end && a.what == b.what);
    found
}

const fn order(what: &What) -> (u8, usize) {
    match what {
        What::Name(id) => (0, id.0),
        What::Country(_) => (1, 0),
        What::City(_) => (2, 0),
        What::Term(id) => (3, id.0),
        What::Measure => (4, 0),
    }
}

/// Drops short forms that come before a full form, or after a rival.
///
/// "The region" and "the summit" are common nouns: any other name of the class is
/// a rival. A person's short form is a name itself, so only somebody who shares
/// it is one.
fn admit_short_forms(found: &mut Vec<Topic>, rules: &RuleSet) {
    let mut last: FxHashMap<Rank, What> = FxHashMap::default();
    let mut known = Introduced::default();
    found.retain(|topic| {
        let Some(rank) = topic.rank else { return true };
        let What::Name(id) = topic.what else {
            last.insert(rank, topic.what.clone());
            return true;
        };
        if topic.short {
            let unrivalled = last.get(&rank) == Some(&topic.what)
                || rank == Rank::Person && !known.shares_short_form(rules, id);
            if !(known.names.contains(&id) && unrivalled) {
                return false;
            }
        }
        known.introduce(rules, id);
        last.insert(rank, topic.what.clone());
        true
    });
}

/// The names an article has spoken of so far, and the short forms that mean them.
#[derive(Default)]
struct Introduced {
    names: FxHashSet<NameId>,
    /// By the form in small letters: whose it is; nobody's alone where two share it.
    short: FxHashMap<String, Option<NameId>>,
}

impl Introduced {
    fn introduce(&mut self, rules: &RuleSet, id: NameId) {
        if !self.names.insert(id) {
            return;
        }
        for form in short_forms(rules, id) {
            let whose = self.short.entry(form).or_insert(Some(id));
            *whose = whose.filter(|other| *other == id);
        }
    }

    fn shares_short_form(&self, rules: &RuleSet, id: NameId) -> bool {
        short_forms(rules, id).any(|form| self.short.get(&form).is_some_and(|whose| *whose != Some(id)))
    }
}

fn short_forms(rules: &RuleSet, id: NameId) -> impl Iterator<Item = String> + use<'_> {
    rules.names[id.0].short.values().flatten().map(|form| form.text.to_lowercase())
}
