#!/usr/bin/env -S cargo run
//! The binary. Its attributes stand in every way in which rustc finds them.
// #[function(call)] async fn in_a_comment() {}
/* #[function(call)] /* nested */ async fn in_a_block_comment() {} */

extern crate plain as smooth;
extern crate self as myself;
use beyond as _;
use by_default as _;
#[cfg(feature = "by-slash")]
use by_slash as _;
use mistaken::*;
use own_library as _;
use ws::function as handler;
use ws::prelude::*;

/// ```
/// #[function(call)]
/// async fn in_a_doc_test() {}
/// ```
#[allow(dead_code)]
const TEXT: &str = r#"#[function(call)] async fn in_a_text() {} "quoted" '"#;
#[allow(dead_code)]
const LIFETIME: fn(&'static str) -> char = |_: &'static str| '\'';

#[function(call)]
async fn by_glob() {}

#[handler(call)]
async fn by_rename() {}

#[ws::function(call)]
async fn by_path() {}

#[::ws::function(call)]
async fn by_global_path() {}

#[ws :: function (call)]
async fn by_spaced_path() {}

#[crate::names::again::deep::f(call)]
async fn by_long_path() {}

#[myself::names::again::deep::f(call)]
async fn by_own_crate() {}

#[smooth::attributes::task(call)]
async fn by_other_crate() {}

/// Doc.
#[allow(unused_variables, reason = "it stands # [among] others")]
#[inline]
#[function(
    // a comment ) in the arguments
    call, /* and ( another */
    timeout = "5s",
)]
#[must_use]
#[cfg(all(unix, not(test), target_os = "linux", feature = "text"))]
pub(crate) async fn among_others(Input(number): Input<u32>) -> Result<u32> {
    Ok(number)
}

#[cfg(any(windows, feature = "off"))]
#[function(call)]
async fn not_built() {}

#[cfg_attr(all(), cfg(windows))]
#[function(call)]
async fn not_built_either() {}

#[cfg_attr(any(), cfg(windows))]
#[function(call)]
async fn built_all_the_same() {}

#[function(call)]
async fn r#async() {}

#[function(call, id = "size")]
async fn größe() {}

mod names {
    pub mod again {
        #[allow(unused_imports)]
        pub(crate) use self::deep::f as g;
        pub(crate) mod deep {
            pub(crate) use super::super::super::handler as f;
        }
    }
}

/// Globs that shadow, and globs that are shadowed.
mod mistaken {
    // The item beats the glob, and what is private here is not seen through a glob.
    pub use self::inner::*;
    #[allow(unused_imports)]
    use std::fmt::Result;

    #[allow(dead_code)]
    mod inner {
        pub struct Pages;
        pub fn function() {}
    }

    #[ws::queue(id = "shadowed")]
    #[derive(serde::Serialize, serde::Deserialize)]
    pub struct Shadowed(u8);
}

mod two_namespaces {
    // A function and an attribute of one name are no conflict.
    #[allow(unused_imports)]
    use plain::functions::function;
    use ws::function;

    #[function(call)]
    async fn of_two() {}
}

mod inline {
    #[path = "else\u{77}here.rs"]
    mod by_path_inside;
    mod outline;
    #[path = "other"]
    mod nested {
        mod leaf;
        #[path = "../sideways.rs"]
        mod sideways;
    }
    pub mod deeper {
        use super::super::handler;
        #[handler(call)]
        async fn super_super() {}
    }
}
mod flat;
mod folder;
mod r#type;
#[path = r"odd/place.rs"]
mod placed;
#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod system;
#[cfg(windows)]
mod missing;

fn main() {
    on_unix::touch();
    let _ = post_office::LETTERS;
    weakly::touch();
    derive_nothing::nothing!();
    ws::run()
}
