//! What stands at a place: the article or rule file, the figure there, and the claims
//! made of it.

use gen_lsp_types::{Location, Range, TextDocumentPositionParams};

use super::position::Lines;
use super::project::Project;
use super::server::Server;
use crate::claim::Claim;
use crate::finding::{Finding, Label, SourceId};
use crate::lint::Reading;
use crate::mention::Mention;
use crate::rule::checked::{Place, RuleSet};
use crate::source::Source;
use crate::span::Span;

/// A file of a project: an article as it was last read, or a rule file.
pub struct Spot<'a> {
    /// Who is asked.
    pub server: &'a Server,
    /// The folder it belongs to.
    pub project: &'a Project,
    /// Which of its sources it is.
    pub id: SourceId,
    /// The source.
    pub source: &'a Source,
    /// Its lines.
    pub lines: Lines<'a>,
}

impl<'a> Spot<'a> {
    /// The file of an address; nothing for what is neither article nor rule file. Of a
    /// bilingual file, each language.
    pub fn all(server: &'a Server, uri: &str) -> Vec<Self> {
        let Some((project, name)) = server.named(uri) else { return Vec::new() };
        let articles = project.workspace.articles(&name).map(SourceId::Article);
        let rules = rule_sources(project).position(|source| source.name == name).map(SourceId::Rules);
        let spot = |id| {
            let source = source(project, id)?;
            let lines = Lines::new(&source.text, server.client.encoding);
            Some(Self { server, project, id, source, lines })
        };
        articles.chain(rules).filter_map(spot).collect()
    }

    /// The file of a position, and the offset there.
    pub fn at(server: &'a Server, params: &TextDocumentPositionParams) -> Option<(Self, usize)> {
        let (spot, span) =
            Self::over(server, &params.text_document.uri.0, Range::new(params.position, params.position))?;
        Some((spot, span.start))
    }

    /// The file of a range, and the span it is; of a bilingual file, the language whose
    /// words stand there.
    pub fn over(server: &'a Server, uri: &str, range: Range) -> Option<(Self, Span)> {
        let mut all = Self::all(server, uri);
        let span = all.first()?.lines.span(range);
        let here = |spot: &Self| all_blocks(spot).any(|block| touches(block, span.start));
        let at = if all.len() > 1 { all.iter().position(here).unwrap_or(0) } else { 0 };
        Some((all.swap_remove(at), span))
    }

    /// The rules in use.
    pub fn rules(&self) -> &'a RuleSet {
        self.project.workspace.lexicons().rules()
    }

    /// The article as it was read, when it is one.
    pub fn reading(&self) -> Option<&'a Reading> {
        match self.id {
            SourceId::Article(at) => self.project.workspace.readings().get(at),
            SourceId::Rules(_) => None,
        }
    }

    /// The figure, date, name or list at an offset: the shortest of those that hold it,
    /// one that only ends there last.
    pub fn mention(&self, offset: usize) -> Option<&'a Mention> {
        let mentions = &self.reading()?.mentions;
        let here = mentions.iter().filter(|mention| touches(mention.span, offset));
        here.min_by_key(|mention| (mention.span.end == offset, mention.span.len()))
    }

    /// The claims made of a span of this article.
    pub fn claims(&self, span: Span) -> impl Iterator<Item = &'a Claim> {
        let id = self.id;
        self.project.workspace.claims().filter(move |claim| {
            claim.article().map(SourceId::Article) == Some(id)
                && claim.span().is_some_and(|own| own.overlaps(span))
        })
    }

    /// The findings with a label in a span of this file, and that label.
    pub fn findings(&self, span: Span) -> impl Iterator<Item = (&'a Finding, &'a Label)> {
        let id = self.id;
        self.project.workspace.findings().iter().map(|finding| &**finding).filter_map(move |finding| {
            let mut labels = std::iter::once(&finding.primary).chain(&finding.related);
            let meets = |label: &&Label| {
                label.source == id && label.span.start <= span.end && span.start <= label.span.end
            };
            labels.find(meets).map(|label| (finding, label))
        })
    }

    /// Where another source of the project has a span.
    pub fn location(&self, id: SourceId, span: Span) -> Option<Location> {
        let source = source(self.project, id)?;
        let range = Lines::new(&source.text, self.server.client.encoding).range(span);
        Some(Location::new(self.project.uri_of(&source.name, &self.server.documents).into(), range))
    }

    /// Where a place of the rule set is.
    pub fn place(&self, place: Place) -> Option<Location> {
        self.location(SourceId::Rules(place.source), place.span)
    }

    /// The rule that an offset of this rule file lies in: the last that begins before it.
    pub fn rule(&self, offset: usize) -> Option<usize> {
        let SourceId::Rules(source) = self.id else { return None };
        let rules = self.rules().rules.iter().enumerate();
        let before = rules.filter(|(_, rule)| rule.place.source == source && rule.place.span.start <= offset);
        before.max_by_key(|(_, rule)| rule.place.span.start).map(|(at, _)| at)
    }
}

/// Where the words of an article stand.
fn all_blocks(spot: &Spot<'_>) -> impl Iterator<Item = Span> {
    let article = spot.reading().map(|reading| &reading.article);
    article
        .into_iter()
        .flat_map(|article| article.blocks.iter().map(|block| article.map.to_source(block.span)))
}

/// What findings of a project point at besides articles: the files of the rule set, then
/// those of the configuration.
pub fn rule_sources(project: &Project) -> impl Iterator<Item = &Source> {
    let configs = project.workspace.settings().configs.files();
    project.workspace.lexicons().rules().sources.iter().chain(configs.iter().map(|config| &config.source))
}

/// A source of a project.
pub fn source(project: &Project, id: SourceId) -> Option<&Source> {
    match id {
        SourceId::Article(at) => project.workspace.readings().get(at).map(|reading| &reading.article.source),
        SourceId::Rules(at) => rule_sources(project).nth(at),
    }
}

/// Whether an offset lies in a span or at its end, as a cursor does.
pub const fn touches(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}
