//! A workspace in which articles come, change and go finds what one run over the same
//! articles finds.

#![allow(clippy::disallowed_methods, reason = "tests read their data from files")]

mod common;

use factlint::article::{Article, Declared, parse};
use factlint::finding::{Finding, SourceId};
use factlint::lang::dateline::Datelines;
use factlint::lang::registry::Lexicons;
use factlint::lint::{Settings, lint};
use factlint::source::Source;
use factlint::workspace::{Changed, Workspace};

const RULES: &str = "rules/central-asia.yaml";

fn lexicons() -> Lexicons {
    common::lexicons(RULES, &common::text(RULES))
}

fn article(name: &str, text: &str) -> Article {
    parse(Source::new(name, text), &Declared::default(), Datelines::built_in())
}

/// The seeds, by name: in the languages of the packs, translations among them.
fn seeds() -> Vec<(String, String)> {
    let folders = ["seeds/clean", "seeds/planted"];
    let names = folders.iter().flat_map(|folder| common::files(folder, &[".txt", ".md"]));
    names.map(|name| (name.clone(), common::text(&name))).collect()
}

fn at_once(articles: &[(String, String)], lexicons: &Lexicons) -> Vec<Finding> {
    let mut articles: Vec<(String, String)> = articles.to_vec();
    articles.sort();
    let articles = articles.iter().map(|(name, text)| article(name, text)).collect();
    let mut findings = lint(articles, lexicons, &Settings::default()).findings;
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings
}

fn said<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<String> {
    findings.into_iter().map(|finding| format!("{finding:?}")).collect()
}

#[track_caller]
fn agree(workspace: &mut Workspace, articles: &[(String, String)], lexicons: &Lexicons) {
    let _ = workspace.refresh();
    let _ = workspace.settle();
    assert!(workspace.is_settled());
    let all: Vec<&Finding> = workspace.findings().iter().map(|finding| &**finding).collect();
    assert_eq!(said(all.iter().copied()), said(&at_once(articles, lexicons)));
    for at in 0..articles.len() {
        let is_there =
            |finding: &&Finding| finding.labels().any(|label| label.source == SourceId::Article(at));
        let here = all.iter().copied().filter(is_there);
        assert_eq!(said(workspace.findings_of(at..at + 1)), said(here), "of article {at}");
    }
}

#[test]
fn whatever_happens_to_articles_the_findings_are_those_of_one_run() {
    let lexicons = lexicons();
    let mut workspace = Workspace::new(self::lexicons(), Settings::default());
    let mut articles = seeds();
    // Half of them at once, the rest one after the other.
    let (first, rest) = articles.split_at(articles.len() / 2);
    workspace.put(first.iter().map(|(name, text)| article(name, text)).collect());
    agree(&mut workspace, first, &lexicons);
    workspace.put(rest.iter().map(|(name, text)| article(name, text)).collect());
    agree(&mut workspace, &articles, &lexicons);
    assert!(workspace.findings().len() > 20);
    for round in 0..24 {
        let at = round * 7 % articles.len();
        match round % 4 {
            // A digit of a figure, a line above it, an article less, an article twice.
            0 => articles[at].1 = articles[at].1.replacen('4', "7", round),
            1 => articles[at].1 = format!("{}\n", articles[at].1.replacen("\n\n", "\n\n\n", 1)),
            2 => {
                let (name, _) = articles.remove(at);
                workspace.remove(&name);
                agree(&mut workspace, &articles, &lexicons);
                continue;
            }
            _ => {
                let text = articles[at].1.replacen('2', "3", 1);
                articles.push((format!("more/{round}-{}", articles[at].0.replace('/', "-")), text));
            }
        }
        let at = if round % 4 == 3 { articles.len() - 1 } else { at };
        let (name, text) = &articles[at];
        workspace.put(vec![article(name, text)]);
        agree(&mut workspace, &articles, &lexicons);
    }
    // What one text allows may rest on all of them.
    let allowing = articles.iter().position(|(name, _)| name.ends_with(".en.md")).expect("seeds hold one");
    let before = articles[allowing].clone();
    for allowed in ["weekday-mismatch", "no-such-check"] {
        articles[allowing].1 = format!("{}\n\n<!-- factlint-allow {allowed}: tried -->\n\nMore.\n", before.1);
        workspace.put(vec![article(&before.0, &articles[allowing].1)]);
        agree(&mut workspace, &articles, &lexicons);
    }
    articles[allowing] = before;
    let (name, text) = &articles[allowing];
    workspace.put(vec![article(name, text)]);
    agree(&mut workspace, &articles, &lexicons);
}

#[test]
fn other_rules_ask_for_the_articles_again() {
    let mut workspace = Workspace::new(lexicons(), Settings::default());
    let articles = seeds();
    workspace.put(articles.iter().map(|(name, text)| article(name, text)).collect());
    let _ = workspace.refresh();
    let none = || common::lexicons("none.yaml", "factlint: 1\n");
    let back = workspace.change_rules(none());
    assert_eq!(back.len(), articles.len());
    workspace.put(back);
    agree(&mut workspace, &articles, &none());
}

#[test]
fn a_change_is_told_by_the_sources_it_touches() {
    let sentence = "The reading room of the county library in Ashford has exactly 340 seats for visitors.";
    let mut workspace = Workspace::new(lexicons(), Settings::default());
    let named = ["a.en.md", "b.en.md", "c.en.md"];
    workspace.put(named.iter().map(|name| article(name, sentence)).collect());
    assert_eq!(workspace.refresh(), Some(Changed::All));
    assert_eq!(workspace.refresh(), None);
    let _ = workspace.settle();
    assert_eq!(workspace.settle(), None);
    workspace.put(vec![article("c.en.md", &sentence.replace("340", "430"))]);
    let Some(Changed::Sources(sources)) = workspace.refresh() else { panic!("nothing has moved") };
    // The third, and the one it contradicts.
    assert_eq!(sources.len(), 2, "{sources:?} {:?}", workspace.findings());
}
