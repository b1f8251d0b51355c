//! The model in words: what `list`, `explain` and `inspect` show.

mod knobs;
pub mod registered;
mod table;
mod trigger;

pub use knobs::{Knob, arch, of_function, of_resource, of_service, place};
pub use table::table;
pub use trigger::{granted, permission, permissions, trigger};

use watershed_grammar::scale::Target;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::value::{Per, Rate};

/// Who may call.
pub fn auth(auth: &Auth) -> String {
    match auth {
        Auth::None => "none".to_owned(),
        Auth::Iam => "iam".to_owned(),
        Auth::Jwt { issuer, audience } => format!("jwt {issuer} for {}", audience.join(", ")),
    }
}

/// What scaling aims at.
pub fn target(target: Target) -> String {
    match target {
        Target::Cpu(percent) => format!("cpu {percent} %"),
        Target::Memory(percent) => format!("memory {percent} %"),
        Target::Requests(each) => format!("requests {}", rate(each)),
        Target::Depth(messages) => format!("depth {messages}"),
    }
}

/// How often something happens.
pub fn rate(rate: Rate) -> String {
    let per = match rate.per {
        Per::Second => "s",
        Per::Minute => "m",
        Per::Hour => "h",
    };
    format!("{}/{per}", rate.count)
}
