//! As much of HTTP/1.1 as both ends of a measurement need: a head, and a body of a known length or in chunks.

use std::io::{self, BufRead, BufReader, Read};
use std::net::TcpStream;

/// A request or a response.
pub struct Message {
    /// Its first line.
    pub first: String,
}

/// Reads one message to its end; nothing where the other side has closed the connection.
pub fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Message>> {
    let mut first = String::new();
    if stream.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let (mut length, mut chunked) = (0, false);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
        chunked |= line.strip_prefix("transfer-encoding:").is_some_and(|value| value.trim() == "chunked");
    }
    if chunked {
        skip_chunks(stream)?;
    } else {
        skip(stream, length)?;
    }
    Ok(Some(Message { first }))
}

fn skip(stream: &mut BufReader<TcpStream>, length: u64) -> io::Result<()> {
    io::copy(&mut stream.take(length), &mut io::sink()).map(drop)
}

fn skip_chunks(stream: &mut BufReader<TcpStream>) -> io::Result<()> {
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let length = u64::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
        // The line's end behind a chunk is two bytes.
        skip(stream, length + 2)?;
        if length == 0 {
            return Ok(());
        }
    }
}
