//! SHA-256.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// A SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of the bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of several texts. Each is ended by a NUL, so that `ab`, `c` is not `a`, `bc`.
    pub fn of_parts<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> Self {
        let mut hasher = Hasher::default();
        for part in parts {
            hasher.update(part.as_ref());
            hasher.update(&[0]);
        }
        hasher.finish()
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// All of it in hex: 64 digits, small letters.
    pub fn hex(&self) -> String {
        self.short_hex(self.0.len())
    }

    /// The first bytes in hex, two digits each.
    pub fn short_hex(&self, bytes: usize) -> String {
        let mut hex = String::with_capacity(2 * self.0.len());
        for byte in self.0.iter().take(bytes) {
            // Writing to a text cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }
}

/// A digest of bytes that come one after the other.
#[derive(Debug, Clone, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all of them.
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_fips_180_2() {
        let digest = Digest::of("abc");
        assert_eq!(
            digest.hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(digest.short_hex(4), "ba7816bf");
    }

    #[test]
    fn parts_are_kept_apart() {
        assert_eq!(Digest::of_parts(["ab", "c"]), Digest::of("ab\0c\0"));
        assert_ne!(Digest::of_parts(["ab", "c"]), Digest::of_parts(["a", "bc"]));
    }
}
