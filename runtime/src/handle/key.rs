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

impl IntoKey<String> for String {
    fn into_key(self) -> String {
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

impl IntoKey<Vec<u8>> for Vec<u8> {
    fn into_key(self) -> Vec<u8> {
        self
    }
}

impl IntoKey<Vec<u8>> for &[u8] {
    fn into_key(self) -> Vec<u8> {
        self.to_owned()
    }
}

macro_rules! numbers {
    ($($number:ident)+) => {$(
        impl IntoKey<$number> for $number {
            fn into_key(self) -> $number {
                self
            }
        }
    )+};
}

numbers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 }

impl<A, B, K, S> IntoKey<(K, S)> for (A, B)
where
    A: IntoKey<K>,
    B: IntoKey<S>,
{
    fn into_key(self) -> (K, S) {
        (self.0.into_key(), self.1.into_key())
    }
}
