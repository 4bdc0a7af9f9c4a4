//! Compressing ahead, as hard as it goes: it is done once and downloaded often.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{Outcome, files};

/// A way to compress.
type Coding = fn(&[u8]) -> std::io::Result<Vec<u8>>;

/// How the compressed copies of a file are called: its name with one of these behind it.
pub(crate) const CODINGS: [(&str, Coding); 2] = [(".br", brotli), (".gz", gzip)];

/// Whether a file is worth compressing; pictures and fonts already are.
pub(crate) fn compressible(name: &str) -> bool {
    ["css", "html", "js", "json", "svg", "txt", "wasm"].contains(&files::extension(name))
}

/// Compresses with one of the codings above.
pub(crate) fn compress(name: &str, coding: Coding, bytes: &[u8]) -> Outcome<Vec<u8>> {
    coding(bytes).map_err(|error| format!("{name} can't be compressed: {error}"))
}

/// Brotli at its highest quality, 11, with a window of 2^22 bytes: the largest that every browser must take. In blocks
/// of 2^16 bytes, after which it thinks anew about what is frequent, the module is 0.3 % smaller than by its own choice.
fn brotli(mut bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params =
        BrotliEncoderParams { quality: 11, lgwin: 22, lgblock: 16, ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &params)?;
    Ok(compressed)
}

/// Gzip at its highest level, without a time or a name inside, so that equal bytes stay equal.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const TEXT: &[u8] = b"the same words and the same words and the same words";

    #[test]
    fn what_is_compressed_can_be_read_again() {
        let mut from_brotli = Vec::new();
        brotli::Decompressor::new(&brotli(TEXT).unwrap()[..], 4096).read_to_end(&mut from_brotli).unwrap();
        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(&gzip(TEXT).unwrap()[..]).read_to_end(&mut from_gzip).unwrap();
        assert_eq!((from_brotli.as_slice(), from_gzip.as_slice()), (TEXT, TEXT));
    }

    #[test]
    fn pictures_are_left_as_they_are() {
        assert!(compressible("assets/desk_bg-1.wasm"));
        assert!(!compressible("assets/logo.png"));
    }
}
