//! Printing: standard output for what was asked, standard error for the rest.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use super::args::{AUTO, Direction, Looks, When};
use super::failure::Failure;
use super::write;
use crate::report::sanitise;
use crate::report::{self, Bidi, Options, Report};

/// Widest a report gets: longer lines are hard to read.
const WIDEST: usize = 120;
/// Width where there is no terminal to ask.
const USUAL: usize = 100;

/// Writes to standard output. A reader that has gone away is not an error.
///
/// # Errors
///
/// Any other error of the stream.
pub fn print(text: &(impl AsRef<[u8]> + ?Sized)) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

/// Says on standard error what went wrong, and the way out.
pub fn complain(message: &str, help: Option<&str>) {
    let mut text = format!("error: {}\n", sanitise::visible(message));
    if let Some(help) = help {
        text.push_str(&format!("  help: {}\n", sanitise::visible(help)));
    }
    say(&text);
}

/// Says something on standard error. Nobody may be listening.
pub fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints a report in one format, and writes it to files in others.
///
/// # Errors
///
/// When standard output or one of the files cannot be written to; the rest is.
pub fn publish(
    report: &Report,
    format: &str,
    options: &Options,
    files: &[(String, PathBuf)],
) -> Result<(), Failure> {
    let format = if format == AUTO { surroundings() } else { format };
    print(&rendered(report, format, options))?;
    let bare = Options { color: false, width: USUAL, ..*options };
    let mut failed = None;
    for (format, path) in files {
        if let Err(error) = write::atomically(path, rendered(report, format, &bare).as_bytes()) {
            let failure = Failure::OutputFile { path: path.clone(), reason: error.to_string() };
            if let Some(earlier) = failed.replace(failure) {
                complain(&earlier.to_string(), earlier.help());
            }
        }
    }
    failed.map_or(Ok(()), Err)
}

fn rendered(report: &Report, format: &str, options: &Options) -> String {
    let output = report::output(format).expect("clap took only names of the table");
    (output.render)(report, options)
}

/// What `--format auto` means here.
fn surroundings() -> &'static str {
    let on_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    if on_github { "github" } else { "human" }
}

/// What the reader's screen bears.
pub fn options(looks: Looks, quiet: bool) -> Options {
    let terminal = io::stdout().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let color = match looks.color {
        When::Always => true,
        When::Never => false,
        When::Auto => !set("NO_COLOR") && (terminal || set("CLICOLOR_FORCE")),
    };
    let bidi = match looks.bidi {
        Direction::Isolate => Bidi::Isolate,
        Direction::Plain => Bidi::Plain,
        Direction::Auto => Bidi::auto(&std::env::var("TERM").unwrap_or_default()),
    };
    let width = terminal_size::terminal_size().map_or(USUAL, |(width, _)| usize::from(width.0).min(WIDEST));
    Options { color, width, bidi, quiet }
}
