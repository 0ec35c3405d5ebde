//! What a run read, and the lines that say so: silence is no approval.

/// Counts of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles linted.
    pub articles: usize,
    /// Mentions read in them.
    pub mentions: usize,
    /// Claims bound by the rules.
    pub claims: usize,
    /// Pairs of claims compared.
    pub compared: usize,
    /// Findings of severity error; counted by [`Report::new`](super::Report::new).
    pub errors: usize,
    /// Findings of severity warning; counted likewise.
    pub warnings: usize,
    /// Findings of severity advice; counted likewise.
    pub advice: usize,
    /// What else must be said aloud, e.g. `3 rules matched nothing`. One sentence
    /// each, no final full stop.
    pub notes: Vec<String>,
}

/// The summary in words, and the notes.
pub(super) fn lines(summary: &Summary) -> Vec<String> {
    let mut found = Vec::new();
    for (count, one, many) in [
        (summary.errors, "error", "errors"),
        (summary.warnings, "warning", "warnings"),
        (summary.advice, "advice", "advice"),
    ] {
        if count > 0 {
            found.push(counted(count, one, many));
        }
    }
    let found = if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    let articles = match summary.articles {
        0 => "; no article was linted".to_owned(),
        count => format!(" in {}", counted(count, "article", "articles")),
    };
    let compared = match summary.compared {
        0 => "nothing was compared".to_owned(),
        count => format!("{} compared", counted(count, "pair", "pairs")),
    };
    let first = format!("{found}{articles}; {compared}");
    std::iter::once(first).chain(summary.notes.iter().map(|note| format!("note: {note}"))).collect()
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
