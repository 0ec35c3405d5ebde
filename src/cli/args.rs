//! The arguments, as clap reads them.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config;
use crate::finding::Severity;
use crate::mention::edtf::Edtf;

/// A linter for facts in prose: finds the figures, dates, names and lists that
/// cannot both be true.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, about, max_term_width = 100, after_help = FIRST_STEPS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What a newcomer asks after reading the list of commands.
const FIRST_STEPS: &str = "\
Examples:
  factlint check stories                        a folder, with the rules in ./rules
  factlint check story.he.md --rules rules.yaml one article, with a rule file
  factlint mentions story.he.md                 what is read in it, and how
  factlint explain figure-mismatch              what a finding means";

/// The promise behind the exit code.
const EXIT_CODES: &str = "\
Exit codes:
  0  nothing at or above --fail-on was found
  1  something was
  2  the job could not be done in full: wrong arguments, mistakes in the rules or in
     factlint.yaml, no article, or one that could not be read (the others are linted
     all the same)";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compare articles with the rule set and with each other
    Check(CheckArguments),
    /// Print everything read in articles, and how it was read
    Mentions(MentionsArguments),
    /// Print every claim that a rule binds, or find who carries a figure
    Claims(ClaimsArguments),
    /// Run the rules' own examples
    Test(TestArguments),
    /// Explain a check
    Explain(ExplainArguments),
    /// List the rules, or print the schema of rule files
    Rules(RulesArguments),
    /// Serve an editor: the language server, on standard input and output
    Lsp(LspArguments),
    /// Print the schema of factlint.yaml
    Config(ConfigArguments),
}

/// Where articles come from.
#[derive(Clone, Debug, Args)]
pub struct Input {
    /// Articles, folders of them, or `-` for standard input; without any, the folder
    /// you are in
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// How articles are given. `jsonl` reads the files named, or standard input
    #[arg(long, value_enum, default_value_t = InputKind::Files, value_name = "KIND")]
    pub input: InputKind,
    /// With `-`: the file that standard input is a newer state of. It lends its name,
    /// and is not read itself
    #[arg(long, value_name = "PATH")]
    pub stdin_path: Option<PathBuf>,
    /// The language of the originals in bilingual files that do not name it, as a tag
    /// such as `en`; without it, what the text looks like
    #[arg(long, value_name = "TAG", value_parser = tag)]
    pub source_lang: Option<String>,
}

fn tag(text: &str) -> Result<String, String> {
    crate::lang::detect::normal_tag(text)
        .ok_or_else(|| "expected a language tag such as `zh-Hant`".to_owned())
}

/// How articles are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputKind {
    /// Plain text, Markdown and HTML; XLIFF, PO, TMX and tables of two columns.
    Files,
    /// One JSON object a line, with the keys `id` and `text`, and any of `lang`,
    /// `date`, `title` and `translation_of`.
    Jsonl,
}

/// Which rules to use.
#[derive(Debug, Args)]
pub struct RuleChoice {
    /// A rule file or a folder of them; may be given several times. Without it,
    /// the rule files of the folder `rules` where factlint is run, if there are any
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
    /// Use no rules at all
    #[arg(long, conflicts_with = "rules")]
    pub no_rules: bool,
}

/// Which configuration to follow.
#[derive(Clone, Debug, Default, Args)]
pub struct ConfigChoice {
    /// Follow this configuration instead of the factlint.yaml upwards of each article
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Follow no configuration
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

/// How to print for people.
#[derive(Clone, Copy, Debug, Args)]
pub struct Looks {
    /// When to use colours
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub color: When,
    /// How to send right-to-left text to the terminal
    #[arg(long, value_enum, default_value_t = Direction::Auto, value_name = "HOW")]
    pub bidi: Direction,
}

/// A choice that may be left to the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal only, and as `NO_COLOR` and `CLICOLOR_FORCE` say.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How to send right-to-left text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Direction {
    /// By the type of the terminal.
    Auto,
    /// With invisible marks that keep it in one piece.
    Isolate,
    /// With nothing added, where such marks show as blanks.
    Plain,
}

/// `factlint check`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct CheckArguments {
    /// Where articles come from.
    #[command(flatten)]
    pub input: Input,
    /// Which rules to use.
    #[command(flatten)]
    pub choice: RuleChoice,
    /// Which configuration to follow.
    #[command(flatten)]
    pub configuration: ConfigChoice,
    /// How to print what was found
    #[arg(long, default_value = "human", value_parser = format_names())]
    pub format: String,
    /// Write what was found to a file as well, in any format; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = format_and_file)]
    pub output: Vec<(String, PathBuf)>,
    /// The least severity that makes the exit code 1; without it, as the configuration
    /// says, or `error`
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Compare a translation with its original; may be given several times. Files named
    /// here are read even if PATHS lacks them. With `--input jsonl`: the ids of two articles
    #[arg(long, num_args = 2, value_names = ["ORIGINAL", "TRANSLATION"], action = clap::ArgAction::Append)]
    pub pair: Vec<PathBuf>,
    /// Show only what changed since this branch left BASE: what is committed, staged,
    /// changed and new. Without BASE: `GITHUB_BASE_REF`, or else the default branch. All
    /// articles are read all the same
    #[arg(long, value_name = "BASE", num_args = 0..=1, default_missing_value = "")]
    pub diff: Option<String>,
    /// Show only what a unified diff changes, `-` for one on standard input
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub diff_file: Option<PathBuf>,
    /// Show only what is not in this file, which --write-baseline writes
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found to the file of --baseline, or of the configuration, and show
    /// nothing
    #[arg(long)]
    pub write_baseline: bool,
    /// Write wanted renderings and spellings into the articles; figures, dates and names of
    /// who took part are never changed
    #[arg(long, conflicts_with = "write_baseline")]
    pub fix: bool,
    /// With --fix: print what would be written as a unified diff, and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Report rule sets that are overdue for review on this day, and findings accepted until
    /// a day before it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Edtf>,
    /// List the rules that matched nothing
    #[arg(long)]
    pub unmatched: bool,
    /// Print findings only: no summary, no notes
    #[arg(long, short)]
    pub quiet: bool,
    /// How to print for people.
    #[command(flatten)]
    pub looks: Looks,
}

/// The format that asks the environment: annotations on GitHub, words elsewhere.
pub const AUTO: &str = "auto";

fn format_names() -> PossibleValuesParser {
    let outputs = crate::report::OUTPUTS.iter();
    let auto = PossibleValue::new(AUTO).help("`github` in a job of GitHub Actions, `human` elsewhere");
    PossibleValuesParser::new(
        outputs.map(|output| PossibleValue::new(output.name).help(output.about)).chain([auto]),
    )
}

fn format_and_file(text: &str) -> Result<(String, PathBuf), String> {
    let expected = || {
        let names: Vec<_> = crate::report::OUTPUTS.iter().map(|output| output.name).collect();
        format!("expected FORMAT=FILE, with one of {}", names.join(", "))
    };
    let (format, file) = text.split_once('=').filter(|(_, file)| !file.is_empty()).ok_or_else(expected)?;
    crate::report::output(format).ok_or_else(expected)?;
    Ok((format.to_owned(), PathBuf::from(file)))
}

fn day(text: &str) -> Result<Edtf, String> {
    text.parse::<Edtf>()
        .ok()
        .filter(|date| date.first_day().is_some() && date.first_day() == date.last_day())
        .ok_or_else(|| "expected a date such as 2025-06-20".to_owned())
}

/// The least severity that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Advice,
    /// None.
    Never,
}

impl FailOn {
    /// The same, as the configuration holds it.
    pub const fn checked(self) -> config::FailOn {
        match self {
            Self::Error => config::FailOn::At(Severity::Error),
            Self::Warning => config::FailOn::At(Severity::Warning),
            Self::Advice => config::FailOn::At(Severity::Advice),
            Self::Never => config::FailOn::Never,
        }
    }
}

/// `factlint mentions`.
#[derive(Debug, Args)]
pub struct MentionsArguments {
    /// Where articles come from.
    #[command(flatten)]
    pub input: Input,
    /// Which rules to use.
    #[command(flatten)]
    pub choice: RuleChoice,
    /// Which configuration to follow.
    #[command(flatten)]
    pub configuration: ConfigChoice,
    /// One line for people, or one JSON object a line
    #[arg(long, value_enum, default_value_t = LineFormat::Concise)]
    pub format: LineFormat,
}

/// Formats of one line an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LineFormat {
    /// For people.
    Concise,
    /// For programs.
    Jsonl,
}

/// `factlint claims`.
#[derive(Debug, Args)]
pub struct ClaimsArguments {
    /// Where articles come from.
    #[command(flatten)]
    pub input: Input,
    /// Which rules to use.
    #[command(flatten)]
    pub choice: RuleChoice,
    /// Which configuration to follow.
    #[command(flatten)]
    pub configuration: ConfigChoice,
    /// One line for people, or one JSON object a line
    #[arg(long, value_enum, default_value_t = LineFormat::Concise)]
    pub format: LineFormat,
    /// Find this figure, at any magnitude, in claims and outside them
    #[arg(long, value_name = "NUMBER", value_parser = number)]
    pub value: Option<rust_decimal::Decimal>,
    /// Show also where a rule was met and nothing bound, and which condition failed
    #[arg(long)]
    pub why: bool,
}

fn number(text: &str) -> Result<rust_decimal::Decimal, String> {
    text.replace(',', "").parse().map_err(|_| "expected a number such as 98.4".to_owned())
}

/// `factlint test`.
#[derive(Debug, Args)]
pub struct TestArguments {
    /// Rule files or folders of them; without any, the folder `rules`
    #[arg(value_name = "RULES")]
    pub rules: Vec<PathBuf>,
}

/// `factlint explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// Name of a check; without one, all are listed
    pub check: Option<String>,
}

/// `factlint rules`.
#[derive(Debug, Args)]
pub struct RulesArguments {
    /// What to print.
    #[command(subcommand)]
    pub command: RulesCommand,
}

/// What `factlint rules` prints.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// One line a rule: id, value key, claim
    List {
        /// Rule files or folders of them; without any, the folder `rules`
        #[arg(value_name = "RULES")]
        rules: Vec<PathBuf>,
    },
    /// The JSON Schema of rule files
    Schema,
}

/// `factlint lsp`.
#[derive(Debug, Args)]
pub struct LspArguments {
    /// Which rules to use.
    #[command(flatten)]
    pub choice: RuleChoice,
    /// Which configuration to follow.
    #[command(flatten)]
    pub configuration: ConfigChoice,
    /// Taken because editors give it: the server speaks over nothing else
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// `factlint config`.
#[derive(Debug, Args)]
pub struct ConfigArguments {
    /// What to print.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What `factlint config` prints.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// The JSON Schema of factlint.yaml
    Schema,
}
