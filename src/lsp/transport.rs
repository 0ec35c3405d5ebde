//! Messages over standard input and output.
//!
//! `lsp-server` has a transport of its own, which ends the server at the first
//! message that is no JSON and takes any length a header names. This one passes
//! over what cannot be read, says so in the client's log, and goes on.

use std::io::{self, BufRead, Read};
use std::thread::{self, JoinHandle};

use gen_lsp_types::{LogMessageNotification, LogMessageParams, MessageType, Notification as _};
use lsp_server::{Connection, Message, Notification};

/// A message of more bytes is passed over.
const LARGEST: u64 = 256 * 1024 * 1024;
/// A line of a header has fewer bytes.
const HEADER: u64 = 4096;

/// The threads that carry messages; they end when the connection is dropped.
pub struct Wire {
    writer: JoinHandle<io::Result<()>>,
}

impl Wire {
    /// Waits until everything sent has been written.
    pub fn finish(self) {
        // A client that has gone away reads no more: nobody is left to tell.
        drop(self.writer.join());
    }
}

/// Opens the connection with the client that started this process.
pub fn stdio() -> (Connection, Wire) {
    let (server, client) = Connection::memory();
    let Connection { sender: inward, receiver: outward } = client;
    let log = server.sender.clone();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(frame)) = frame(&mut input) {
            match frame.and_then(|bytes| message(&bytes)) {
                Ok(message) => {
                    let last = matches!(&message, Message::Notification(last) if last.method == "exit");
                    if inward.send(message).is_err() || last {
                        break;
                    }
                }
                Err(reason) => drop(log.send(unreadable(&reason))),
            }
        }
    });
    let writer = thread::spawn(move || {
        let mut output = io::stdout().lock();
        outward.into_iter().try_for_each(|message| message.write(&mut output))
    });
    (server, Wire { writer })
}

fn unreadable(reason: &str) -> Message {
    let params = LogMessageParams {
        kind: MessageType::Error,
        message: format!("factlint passed over a message it cannot read: {reason}"),
    };
    Message::Notification(Notification::new(LogMessageNotification::METHOD.to_string(), params))
}

fn message(bytes: &[u8]) -> Result<Message, String> {
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

/// The bytes of the next message, or what is wrong with it; `None` at the end.
///
/// # Errors
///
/// When the stream fails.
fn frame(input: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, String>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        match (line.split_once(':'), length) {
            (None, Some(_)) if line.is_empty() => break,
            // Between messages anything may stand; the next header is looked for.
            (None, None) if line.is_empty() => {}
            (None, _) => return Ok(Some(Err(format!("no header: {line:?}")))),
            (Some((name, value)), _) if name.eq_ignore_ascii_case("content-length") => {
                match value.trim().parse::<u64>() {
                    Ok(bytes) => length = Some(bytes),
                    Err(error) => return Ok(Some(Err(format!("Content-Length: {error}")))),
                }
            }
            (Some(_), _) => {}
        }
    }
    let length = length.unwrap_or_default();
    if length > LARGEST {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Some(Err(format!("it has {length} bytes"))));
    }
    let mut body = Vec::new();
    let read = input.take(length).read_to_end(&mut body)?;
    Ok((read as u64 == length).then_some(Ok(body)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut input: &[u8]) -> Vec<Result<String, String>> {
        let mut found = Vec::new();
        while let Ok(Some(frame)) = frame(&mut input) {
            found.push(frame.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
        }
        found
    }

    #[test]
    fn what_is_broken_does_not_hide_what_follows() {
        let good = "content-length: 2\r\nContent-Type: x\r\n\r\n{}";
        assert_eq!(frames(good.as_bytes()), [Ok("{}".to_owned())]);
        for broken in ["Content-Length: ten\r\n\r\n", "nonsense\r\n\r\n", "Content-Length: -1\r\n\r\n"] {
            let found = frames(format!("{broken}{good}").as_bytes());
            assert_eq!(found.last(), Some(&Ok("{}".to_owned())), "{broken:?}");
            assert!(found[0].is_err(), "{broken:?}");
        }
    }

    #[test]
    fn a_message_cut_short_ends_the_stream() {
        assert_eq!(frames(b"Content-Length: 10\r\n\r\n{}"), []);
        assert_eq!(frames(b"Content-Length: 99999999999999\r\n\r\n{}").len(), 1);
    }

    #[test]
    fn what_is_no_message_is_no_panic() {
        for bytes in ["[]", "null", "{\"id\":null}", "\u{0}", "{\"id\":1.5}", "[[[[[["] {
            assert!(message(bytes.as_bytes()).is_err(), "{bytes}");
        }
    }
}
