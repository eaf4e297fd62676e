//! Messages on the wire: a header with the length, then so many bytes. Reads whatever
//! comes: what is no header is passed over up to the next one, and no length is believed
//! before the bytes are there.

use std::io::{BufRead, Read, Write};

/// The longest message that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// So much of a line is looked at; headers are shorter.
const LINE: u64 = 4096;

/// What is kept of an endless line, in case that a header begins at its end.
const OVERLAP: usize = 64;

const LENGTH: &str = "content-length:";

/// A stream of messages.
pub(super) struct Frames<R> {
    input: R,
}

/// What came next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The bytes of a message.
    Body(Vec<u8>),
    /// Something that is no message was passed over.
    Noise(&'static str),
}

impl<R: BufRead> Frames<R> {
    /// Reads from here on.
    pub fn new(input: R) -> Self {
        Self { input }
    }

    /// A line with its end, cut where it is too long; nothing at the end of the stream.
    fn line(&mut self, line: &mut Vec<u8>) -> bool {
        let read = (&mut self.input).take(LINE).read_until(b'\n', line);
        read.is_ok_and(|count| count > 0)
    }

    /// The next message, or that there was something else before it; nothing at the end.
    /// Noise is told once for all that comes before the next header.
    pub fn next(&mut self) -> Option<Vec<Frame>> {
        let mut frames = Vec::new();
        let mut length: Option<u64> = None;
        let mut line = Vec::new();
        loop {
            if !self.line(&mut line) {
                return None;
            }
            if !line.ends_with(b"\n") {
                noise(&mut frames, "this is no header of a message");
                line.drain(..line.len().saturating_sub(OVERLAP));
                continue;
            }
            let text = String::from_utf8_lossy(&line)
                .trim_end()
                .to_ascii_lowercase();
            line.clear();
            if text.is_empty() {
                match length {
                    None => continue,
                    Some(length) if length > LONGEST => {
                        noise(&mut frames, "the message is too long");
                    }
                    Some(length) => {
                        frames.push(Frame::Body(self.body(length)?));
                        return Some(frames);
                    }
                }
                length = None;
            } else if let Some(at) = text.rfind(LENGTH) {
                if at > 0 {
                    noise(&mut frames, "this is no header of a message");
                }
                length = text[at + LENGTH.len()..].trim().parse().ok();
                if length.is_none() {
                    noise(&mut frames, "`Content-Length` is no number");
                }
            } else if !text.starts_with("content-type:") {
                noise(&mut frames, "this is no header of a message");
            }
        }
    }

    /// So many bytes; nothing if the stream ends before.
    fn body(&mut self, length: u64) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        (&mut self.input)
            .take(length)
            .read_to_end(&mut body)
            .ok()
            .filter(|&read| read as u64 == length)
            .map(|_| body)
    }
}

fn noise(frames: &mut Vec<Frame>, what: &'static str) {
    if frames.is_empty() {
        frames.push(Frame::Noise(what));
    }
}

/// Writes a message.
pub(super) fn write(output: &mut dyn Write, body: &str) -> std::io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Frame> {
        let mut frames = Frames::new(bytes);
        let mut all = Vec::new();
        while let Some(next) = frames.next() {
            all.extend(next);
        }
        all
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_may_be_several_and_in_any_case() {
        let text = b"Content-Length: 2\r\nContent-Type: x\r\n\r\n{}content-length:3\n\n{1}";
        assert_eq!(all(text), [body("{}"), body("{1}")]);
    }

    #[test]
    fn what_is_no_message_is_passed_over() {
        let good = "Content-Length: 2\r\n\r\n{}";
        for bad in [
            "hello\r\n\r\n",
            "Content-Length: many\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 99999999999999999999999999\r\n\r\n",
            "Content-Length: 9999999999999\r\n\r\n{\"a\": 1}",
            "\u{0}\u{1}\r\n",
        ] {
            let found = all(format!("{bad}{good}").as_bytes());
            assert!(matches!(found[0], Frame::Noise(_)), "{bad:?}: {found:?}");
            assert_eq!(found[1..], [body("{}")], "{bad:?}");
        }
        let long = format!("{}{good}", "x".repeat(100_000));
        assert_eq!(all(long.as_bytes()).last(), Some(&body("{}")));
    }

    #[test]
    fn a_length_is_not_believed_before_the_bytes_are_there() {
        assert!(all(b"Content-Length: 60000000\r\n\r\n{}").is_empty());
        assert!(all(b"Content-Length: 2\r\n").is_empty());
    }

    #[test]
    fn what_is_written_is_read() {
        let mut out = Vec::new();
        write(&mut out, "{\"б\": 1}").expect("memory takes everything");
        assert_eq!(all(&out), [body("{\"б\": 1}")]);
    }
}
