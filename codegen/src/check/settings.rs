//! What the source and `watershed.yaml` only say together.

use watershed_grammar::function::Place;
use watershed_grammar::{Diagnostic, Diagnostics, codes};

use crate::model::{Model, Origin, Scale, Value};

/// Numbers of an environment against those of the attribute, and knobs that need a setting.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let scales = model.whole_functions().map(|it| &it.scale).chain(model.whole_services().map(|it| &it.scale));
    for scale in scales {
        check_scale(scale, diagnostics);
    }
    for function in model.whole_functions() {
        if function.place.value != Place::Container
            && let (Some(at), None) = (function.vpc, &model.settings.vpc)
        {
            let wrong = Diagnostic::error(codes::MISSING_SETTING, at, "`watershed.yaml` does not say which VPC");
            diagnostics.push(wrong.help("write `vpc: { subnets: […], security_groups: […] }` there"));
        }
    }
}

/// Where both numbers are in the attribute, the grammar has compared them.
fn check_scale(scale: &Scale, diagnostics: &mut Diagnostics) {
    let Some(max) = &scale.max else { return };
    let of_environment = |value: &Value<u32>| match value.origin {
        Origin::Environment(span) => Some(span),
        Origin::Written(_) | Origin::Default => None,
    };
    for (name, lower) in [("min", &scale.min), ("warm", &scale.warm)] {
        let Some(lower) = lower.as_ref().filter(|lower| lower.value > max.value) else { continue };
        let place = of_environment(lower).or_else(|| of_environment(max));
        if let Some(place) = place {
            let message = format!("`{name}` is {} and more than `max`, which is {}", lower.value, max.value);
            let other = if of_environment(lower).is_some() { max } else { lower };
            let wrong = Diagnostic::error(codes::CONFLICT, place, message).also(other.place(place), "the other number");
            diagnostics.push(wrong.help(format!("lower `{name}` or raise `max` here")));
        }
    }
}
