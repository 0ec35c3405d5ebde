//! What binding asks of a rule set again and again, worked out once a run, so that
//! the cost of a sentence does not grow with the number of rules.

use rustc_hash::{FxHashMap, FxHashSet};

use super::topics::{Gazetteer, Topic as Found, What, gazetteer};
use crate::rule::checked::{Known, NameId, Rule, RuleSet, Sum, TermId, Topic};

/// The rule set by what its rules speak of.
#[derive(Clone, Debug, Default)]
pub struct RuleIndex {
    /// Rules by each topic of which one must stand in the sentence itself.
    by_trigger: FxHashMap<Topic, Vec<usize>>,
    /// Rules by the topic they cannot do without that the fewest rules share.
    by_key: FxHashMap<Topic, Vec<usize>>,
    triggers: Vec<Vec<Topic>>,
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
        let mut shared: FxHashMap<Topic, usize> = FxHashMap::default();
        for topic in rules.rules.iter().flat_map(needed) {
            *shared.entry(topic).or_default() += 1;
        }
        for (at, rule) in rules.rules.iter().enumerate() {
            index.add(at, rule, &shared);
        }
        for (at, check) in rules.checks.iter().enumerate() {
            if let Sum::YearsSince { rule, .. } = check.sum {
                index.years_since.entry(rule).or_default().push(at);
            }
        }
        index
    }

    fn add(&mut self, at: usize, rule: &Rule, shared: &FxHashMap<Topic, usize>) {
        let triggers = triggers(rule);
        for &topic in &triggers {
            self.by_trigger.entry(topic).or_default().push(at);
        }
        match needed(rule).min_by_key(|topic| (shared.get(topic).copied(), *topic)) {
            Some(rarest) => self.by_key.entry(rarest).or_default().push(at),
            None => {
                for &topic in &triggers {
                    self.by_key.entry(topic).or_default().push(at);
                }
            }
        }
        self.triggers.push(triggers);
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

    /// The rules that may be bound in a sentence with the topics `here`, ascending.
    /// `near` are those topics and the ones before from which names carry over: a
    /// thousand rules about the trade of a thousand firms are left alone by a sentence
    /// about trade, unless the firm is named.
    #[must_use]
    pub fn candidates(&self, here: &[Found], near: &[Found]) -> Vec<usize> {
        let stands_here = |trigger: &Topic| here.iter().any(|topic| topic_of(topic) == Some(*trigger));
        let mut found: Vec<usize> = near
            .iter()
            .filter_map(topic_of)
            .filter_map(|topic| self.by_key.get(&topic))
            .flatten()
            .copied()
            .filter(|&rule| self.triggers[rule].iter().any(stands_here))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Every rule that is met in a sentence with these topics, also where a name it
    /// asks for is missing, ascending.
    #[must_use]
    pub fn met(&self, here: &[Found]) -> Vec<usize> {
        let rules = here.iter().filter_map(topic_of).filter_map(|topic| self.by_trigger.get(&topic));
        let mut found: Vec<usize> = rules.flatten().copied().collect();
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

/// The topic of a rule that a phrase speaks of.
const fn topic_of(found: &Found) -> Option<Topic> {
    match found.what {
        What::Term(id) => Some(Topic::Term(id)),
        What::Name(id) => Some(Topic::Name(id)),
        _ => None,
    }
}

/// The topics a rule cannot do without; names among them may carry over from the
/// sentences before.
fn needed(rule: &Rule) -> impl Iterator<Item = Topic> + use<'_> {
    let of_event = matches!(rule.value, Known::Event(_));
    let parties = rule.parties.iter().map(|&party| Topic::Name(party));
    rule.about.together.iter().copied().chain(parties).filter(move |_| !of_event)
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
