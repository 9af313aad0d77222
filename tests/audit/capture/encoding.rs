//! Lines as bytes.

use std::io::Write;

use crate::noise::Said;

/// How text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8Bom,
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    /// UTF-8, but what programs printed is in the console's own code page (850).
    Mixed,
}

impl Encoding {
    pub(crate) const ALL: [Self; 6] = [
        Self::Utf8Bom,
        Self::Utf16Le,
        Self::Mixed,
        Self::Windows1252,
        Self::Utf8,
        Self::Utf16Be,
    ];

    /// The bytes of the lines, each ended as said.
    pub(crate) fn bytes(self, lines: &[Said], ends: Ends) -> Vec<u8> {
        let mut bytes = match self {
            Self::Utf8Bom => b"\xEF\xBB\xBF".to_vec(),
            Self::Utf16Le => b"\xFF\xFE".to_vec(),
            Self::Utf16Be => b"\xFE\xFF".to_vec(),
            Self::Utf8 | Self::Windows1252 | Self::Mixed => Vec::new(),
        };
        for line in lines {
            let text = format!("{}{}", line.text, ends.text());
            match self {
                Self::Mixed if line.is_native => bytes.extend(text.chars().map(code_page_850)),
                Self::Utf8 | Self::Utf8Bom | Self::Mixed => bytes.extend(text.as_bytes()),
                Self::Utf16Le => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
                Self::Utf16Be => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
                Self::Windows1252 => {
                    let (encoded, ..) = encoding_rs::WINDOWS_1252.encode(&text);
                    bytes.extend_from_slice(&encoded);
                }
            }
        }
        bytes
    }
}

/// How lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    Windows,
    Unix,
}

impl Ends {
    fn text(self) -> &'static str {
        match self {
            Self::Windows => "\r\n",
            Self::Unix => "\n",
        }
    }
}

/// As much of code page 850 as the noise needs.
fn code_page_850(letter: char) -> u8 {
    match letter {
        'ü' => 0x81,
        'é' => 0x82,
        'à' => 0x85,
        'ã' => 0xC6,
        'è' => 0x8A,
        'ç' => 0x87,
        letter => u8::try_from(letter)
            .ok()
            .filter(u8::is_ascii)
            .unwrap_or(b'?'),
    }
}

/// The bytes, compressed with gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}
