//! What several machine outputs say in the same words: the text of a finding, of its
//! other places, and the path of a source.

use super::places::Places;
use super::{Bidi, sanitise};
use crate::finding::{Finding, Label};

/// Name of the finding: `check`, or `check/rule` when a rule is one side of it.
pub fn title(finding: &Finding) -> String {
    match &finding.rule {
        None => finding.check.to_owned(),
        Some(rule) => format!("{}/{}", finding.check, sanitise::line(rule, Bidi::Plain)),
    }
}

/// The message in one line, right-to-left quotations in isolates: the viewers of
/// these outputs are browsers and editors, which know what to do with them.
pub fn message(finding: &Finding) -> String {
    sanitise::line(&finding.message, Bidi::Isolate)
}

/// The help in one line; empty when there is none.
pub fn help(finding: &Finding) -> String {
    sanitise::line(&finding.help, Bidi::Isolate)
}

/// What a label says, and how the words were read when that says more.
pub fn label(label: &Label) -> String {
    let (text, reading) =
        (sanitise::line(&label.text, Bidi::Isolate), sanitise::line(&label.reading, Bidi::Isolate));
    match (text.is_empty(), reading.is_empty()) {
        (_, true) => text,
        (true, false) => reading,
        (false, false) if text.contains(&reading) => text,
        (false, false) => format!("{text} ({reading})"),
    }
}

/// Message, help and every other place, a line each.
pub fn whole(finding: &Finding, places: &Places) -> String {
    let mut lines = vec![message(finding)];
    let help = help(finding);
    if !help.is_empty() {
        lines.push(format!("help: {help}"));
    }
    for related in &finding.related {
        let (line, column) = places.start(related);
        let said = label(related);
        let said = if said.is_empty() { said } else { format!(": {said}") };
        lines.push(format!("see {}:{line}:{column}{said}", path(places.source(related.source).name)));
    }
    lines.join("\n")
}

/// The name of a source as these outputs want a path: with `/`, no `./` before it,
/// nothing in it that could act on a terminal.
pub fn path(name: &str) -> String {
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let name = name.strip_prefix("./").unwrap_or(&name);
    sanitise::visible(name)
}
