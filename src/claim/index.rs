//! What binding asks of a rule set again and again, worked out once a run, so that
//! the cost of a sentence does not grow with the number of rules.

use rustc_hash::{FxHashMap, FxHashSet};

use super::topics::{Gazetteer, Topic as Found, What, gazetteer};
use crate::rule::checked::{Known, NameId, Rule, RuleSet, Sum, TermId, Topic};

/// The rule set by what its rules speak of.
#[derive(Clone, Debug, Default)]
pub struct RuleIndex {
    by_term: FxHashMap<TermId, Vec<usize>>,
    by_name: FxHashMap<NameId, Vec<usize>>,
    editions: FxHashMap<NameId, Vec<usize>>,
    years_since: FxHashMap<usize, Vec<usize>>,
    measures: FxHashSet<TermId>,
    partners: FxHashSet<(NameId, NameId)>,
    rosters: Vec<usize>,
    /// Names that packs know too.
    pub gazetteer: Gazetteer,
}

impl RuleIndex {
    /// Indexes each rule by the topics that must be met for it to count.
    #[must_use]
    pub fn of(rules: &RuleSet) -> Self {
        let mut index = Self { gazetteer: gazetteer(rules), ..Self::default() };
        for (at, rule) in rules.rules.iter().enumerate() {
            index.add(at, rule);
        }
        for (at, check) in rules.checks.iter().enumerate() {
            if let Sum::YearsSince { rule, .. } = check.sum {
                index.years_since.entry(rule).or_default().push(at);
            }
        }
        index
    }

    fn add(&mut self, at: usize, rule: &Rule) {
        for topic in triggers(rule) {
            match topic {
                Topic::Term(id) => self.by_term.entry(id).or_default().push(at),
                Topic::Name(id) => self.by_name.entry(id).or_default().push(at),
            }
        }
        for &a in &rule.parties {
            self.partners.extend(rule.parties.iter().map(|&b| (a, b)));
        }
        match &rule.value {
            Known::Figures { .. } => {
                self.measures.extend(terms(&rule.about.together).chain(terms(&rule.about.any)));
            }
            Known::Event(event) => {
                self.editions.entry(event.event).or_default().push(at);
                if !event.rosters.is_empty() {
                    self.rosters.push(at);
                }
            }
            Known::Roster(_) => self.rosters.push(at),
            _ => {}
        }
    }

    /// The rules that a sentence with these topics may concern, ascending.
    #[must_use]
    pub fn candidates(&self, topics: &[Found]) -> Vec<usize> {
        let of = |topic: &Found| match &topic.what {
            What::Term(id) => self.by_term.get(id),
            What::Name(id) => self.by_name.get(id),
            _ => None,
        };
        let mut found: Vec<usize> = topics.iter().filter_map(of).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The rules of an event's editions, in the order of the rule set.
    #[must_use]
    pub fn editions(&self, event: NameId) -> &[usize] {
        self.editions.get(&event).map_or(&[], Vec::as_slice)
    }

    /// The sums that count years from a rule's date.
    #[must_use]
    pub fn years_since(&self, rule: usize) -> &[usize] {
        self.years_since.get(&rule).map_or(&[], Vec::as_slice)
    }

    /// Whether a term is the measure of some table.
    #[must_use]
    pub fn is_measure(&self, term: TermId) -> bool {
        self.measures.contains(&term)
    }

    /// Whether two names are parties of one rule: one of them in a sentence does
    /// not stop the other from being carried over.
    #[must_use]
    pub fn are_partners(&self, a: NameId, b: NameId) -> bool {
        self.partners.contains(&(a, b))
    }

    /// The rules with a roster.
    #[must_use]
    pub fn rosters(&self) -> &[usize] {
        &self.rosters
    }
}

fn terms(topics: &[Topic]) -> impl Iterator<Item = TermId> + use<'_> {
    topics.iter().filter_map(|topic| match topic {
        Topic::Term(id) => Some(*id),
        Topic::Name(_) => None,
    })
}

/// The topics of which one must stand in the sentence itself.
fn triggers(rule: &Rule) -> Vec<Topic> {
    match &rule.value {
        Known::Event(event) => return vec![Topic::Name(event.event)],
        Known::Years(steps) => return steps.iter().map(|step| Topic::Term(step.term)).collect(),
        _ => {}
    }
    if let Some(first) = terms(&rule.about.together).next() {
        return vec![Topic::Term(first)];
    }
    let any: Vec<Topic> = terms(&rule.about.any).map(Topic::Term).collect();
    if any.is_empty() {
        rule.about.together.iter().chain(&rule.about.any).copied().take(1).collect()
    } else {
        any
    }
}
