//! What stands for a key: `"a"` for a `String`, `7` for a `u64`, a pair for `key` and `sort`.

/// A value that can stand for a key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a key of this table",
    label = "the key is a `{Key}`",
    note = "a table with `sort` is asked with a pair: the key, then the sort key"
)]
pub trait IntoKey<Key> {
    /// The key.
    fn into_key(self) -> Key;
}

/// The key of a table whose attribute has a mistake: anything fits, so that one mistake stays one.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct AnyKey;

impl<T> IntoKey<AnyKey> for T {
    fn into_key(self) -> AnyKey {
        AnyKey
    }
}

/// The key of a table with `sort`: its `key`, then its `sort`.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Pair<K, S>(pub K, pub S);

// What is read from an item stands for itself; `AnyKey` is never read.
impl<K: serde::de::DeserializeOwned> IntoKey<K> for K {
    fn into_key(self) -> K {
        self
    }
}

impl IntoKey<String> for &String {
    fn into_key(self) -> String {
        self.clone()
    }
}

impl IntoKey<String> for &str {
    fn into_key(self) -> String {
        self.to_owned()
    }
}

impl IntoKey<Vec<u8>> for &[u8] {
    fn into_key(self) -> Vec<u8> {
        self.to_owned()
    }
}

impl<A, B, K, S> IntoKey<Pair<K, S>> for (A, B)
where
    A: IntoKey<K>,
    B: IntoKey<S>,
{
    fn into_key(self) -> Pair<K, S> {
        Pair(self.0.into_key(), self.1.into_key())
    }
}
