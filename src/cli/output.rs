//! Printing: standard output for what was asked, standard error for the rest.

use std::io::{self, IsTerminal, Write};

use super::args::{Direction, Looks, When};
use crate::report::sanitise;
use crate::report::{Bidi, Options};

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
