//! Reading the articles of a folder, some at a time, and putting them in their places.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::project::{Project, Trouble, Waiting};
use crate::article::Article;
use crate::cli::rule_files;
use crate::rule::checked::RuleSet;

/// How many articles are read before messages are looked at again.
const BATCH: usize = 64;

/// What came of reading a file.
enum Read {
    Articles(Vec<Article>),
    /// There is something wrong in it.
    Trouble(Box<Trouble>),
    /// It is gone, or cannot be read, for the reason given.
    Nothing(Option<String>),
}

impl Project {
    /// Puts articles in the place of those of their names; a name without any is
    /// forgotten.
    pub(super) fn take(&mut self, files: Vec<(String, Vec<Article>)>) {
        for (name, articles) in &files {
            self.said_anew |= self.unread.remove(name).is_some();
            if articles.is_empty() {
                self.workspace.remove(name);
            }
        }
        self.workspace.put(files.into_iter().flat_map(|(_, articles)| articles).collect());
    }

    /// A file cannot be read: it is said of it, and it is no article.
    pub(super) fn cannot_read(&mut self, name: String, trouble: Trouble) {
        self.workspace.remove(&name);
        self.unread.insert(name, trouble);
        self.said_anew = true;
    }

    /// Reads some of what waits.
    pub(super) fn read(&mut self) {
        let count = self.waiting.len().min(BATCH);
        let batch: Vec<Waiting> = self.waiting.drain(..count).collect();
        let read: Vec<(String, Read)> = batch.into_par_iter().map(|waiting| self.read_one(waiting)).collect();
        // A file that waited twice is read once: the second time it is what it is now.
        let read: BTreeMap<String, Read> = read.into_iter().collect();
        let mut files = Vec::new();
        for (name, read) in read {
            if self.open.contains_key(&name) {
                continue;
            }
            match read {
                Read::Articles(articles) => files.push((name, articles)),
                Read::Trouble(trouble) => self.cannot_read(name, *trouble),
                Read::Nothing(complaint) => {
                    files.push((name, Vec::new()));
                    self.complaints.extend(complaint);
                }
            }
        }
        self.take(files);
    }

    fn read_one(&self, waiting: Waiting) -> (String, Read) {
        let path = match waiting {
            Waiting::Articles(articles) => {
                let name = articles.first().map_or_else(String::new, |one| one.source.name.clone());
                return (name, Read::Articles(articles));
            }
            Waiting::File(path) => path,
        };
        let read = match self.source_on_disk(&path) {
            Ok(source) => self.articles_in(source).map_or_else(Read::Trouble, Read::Articles),
            Err(complaint) => Read::Nothing(complaint),
        };
        (self.name_of(&path), read)
    }

    /// The rules were read again, and every article is to be.
    pub(super) fn rules_changed(&mut self, rules: RuleSet) {
        let articles = self.workspace.change_rules(rule_files::lexicons(&Arc::new(rules)));
        let mut files: Vec<Vec<Article>> = Vec::new();
        for article in articles {
            match files.last_mut().filter(|file| file[0].source.name == article.source.name) {
                Some(file) => file.push(article),
                None => files.push(vec![article]),
            }
        }
        let (open, closed): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| self.open.contains_key(&file[0].source.name));
        self.workspace.put(open.into_iter().flatten().collect());
        self.waiting.extend(closed.into_iter().map(Waiting::Articles));
    }
}
