//! Patterns of files, as `.gitignore` writes them. No file is looked at.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns that were read.
#[derive(Clone, Debug)]
pub struct Globs(Gitignore);

impl Default for Globs {
    fn default() -> Self {
        Self(Gitignore::empty())
    }
}

impl Globs {
    /// Reads patterns; those that are none are given to `wrong`, with the reason.
    pub(super) fn new<'p, T: Copy>(
        patterns: impl Iterator<Item = (&'p str, T)>,
        mut wrong: impl FnMut(T, String),
    ) -> Self {
        let mut builder = GitignoreBuilder::new("");
        // git takes a bracket that is not closed for itself; here it is a slip.
        builder.allow_unclosed_class(false);
        for (pattern, at) in patterns {
            if let Err(error) = builder.add_line(None, pattern) {
                wrong(at, error.to_string());
            }
        }
        builder.build().map(Self).unwrap_or_default()
    }

    /// Whether a file is meant: it, or a folder it is in. The path has `/` between its
    /// parts and no `..`.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        // A path from the root of the system would be outside of what patterns speak of.
        let path = path.trim_start_matches('/');
        !self.0.is_empty() && self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(patterns: &[&str]) -> (Globs, Vec<String>) {
        let mut wrong = Vec::new();
        let globs = Globs::new(patterns.iter().map(|pattern| (*pattern, *pattern)), |at, reason| {
            wrong.push(format!("{at}: {reason}"));
        });
        (globs, wrong)
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        let (globs, wrong) = globs(&["drafts/", "/top.md", "*.bak.md", "news/**/old", "!keep.bak.md"]);
        assert!(wrong.is_empty(), "{wrong:?}");
        for path in ["drafts/a.md", "x/drafts/b/c.md", "top.md", "x/y.bak.md", "news/1/2/old/a.md"] {
            assert!(globs.matches(path), "{path}");
        }
        for path in ["a.md", "x/top.md", "keep.bak.md", "drafts", "/elsewhere/a.md", ""] {
            assert!(!globs.matches(path), "{path}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        let (globs, wrong) = globs(&["a[", "b.md"]);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(globs.matches("b.md"));
    }
}
