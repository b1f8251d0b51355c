//! A trigger as a type, for rustc, and as a value, for the adapters that run the function.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use watershed_grammar::args::PathNode;
use watershed_grammar::trigger::bucket::Happening;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::trigger::table::Change;
use watershed_grammar::trigger::{From, Trigger};
use watershed_grammar::value::Duration;
use watershed_grammar::{Spanned, trigger};

use super::krate;
use super::located::Located;

/// The trigger as a type. It stands where the subject is written, so that rustc underlines a wrong one there.
pub fn as_type(trigger: &Trigger, krate: &TokenStream, located: &Located) -> TokenStream {
    let kind = match trigger {
        Trigger::Http(_) => quote!(Http),
        Trigger::Url(_) => quote!(Url),
        Trigger::Schedule(_) => quote!(Schedule),
        Trigger::Call(_) => quote!(Call),
        Trigger::Queue(_) => quote!(Queue),
        Trigger::Topic(_) => quote!(Topic),
        Trigger::Table(_) => quote!(Table),
        Trigger::Bucket(_) => quote!(Bucket),
        Trigger::Stream(_) => quote!(Stream),
        Trigger::Event(_) => quote!(Event),
    };
    match (trigger.subject(), trigger) {
        (Some(subject), _) => {
            let (path, span) = (located.path(&subject.value), located.range(subject.span));
            let krate = krate::at(krate, span);
            quote_spanned!(span=> #krate::trigger::#kind<#path>)
        }
        (None, Trigger::Event(_)) => quote!(#krate::trigger::Event<#krate::resource::DefaultBus>),
        (None, _) => quote!(#krate::trigger::#kind),
    }
}

/// The trigger as a value of the registry.
pub fn as_value(trigger: &Trigger, krate: &TokenStream, located: &Located) -> TokenStream {
    let value = match trigger {
        Trigger::Http(http) => {
            let (method, path) = (&http.method.value, &http.path.value);
            let auth = auth(http.auth.as_ref(), krate);
            quote!(Http { method: #method, path: #path, auth: #auth })
        }
        Trigger::Url(url) => {
            let auth = auth(url.auth.as_ref(), krate);
            let streaming = url.streaming;
            quote!(Url { auth: #auth, streaming: #streaming })
        }
        Trigger::Schedule(schedule) => {
            let (when, timezone) = (schedule.when.value.aws(), option(schedule.timezone.as_ref()));
            quote!(Schedule { when: #when, timezone: #timezone })
        }
        Trigger::Call(_) => quote!(Call),
        Trigger::Queue(_)
        | Trigger::Topic(_)
        | Trigger::Table(_)
        | Trigger::Bucket(_)
        | Trigger::Event(_)
        | Trigger::Stream(_) => {
            let subject = trigger.subject().map(|subject| id(subject, krate, located));
            let default = || quote!(<#krate::resource::DefaultBus as #krate::resource::Resource>::ID);
            of_subject(trigger, &subject.unwrap_or_else(default), krate)
        }
    };
    quote!(#krate::registry::Trigger::#value)
}

/// The id of the resource that is named, where it is written.
fn id(subject: &Spanned<PathNode>, krate: &TokenStream, located: &Located) -> TokenStream {
    let (path, span) = (located.path(&subject.value), located.range(subject.span));
    let krate = krate::at(krate, span);
    quote_spanned!(span=> <#path as #krate::resource::Resource>::ID)
}

/// A trigger that a resource brings.
fn of_subject(trigger: &Trigger, id: &TokenStream, krate: &TokenStream) -> TokenStream {
    match trigger {
        Trigger::Queue(queue) => {
            let (batch, window) = (number(queue.batch.as_ref(), trigger::queue::BATCH), window(queue.window.as_ref()));
            let concurrency = option(queue.concurrency.as_ref());
            quote!(Queue { queue: #id, batch: #batch, window: #window, concurrency: #concurrency })
        }
        Trigger::Topic(topic) => {
            let filter = topic.filter.iter().map(|(name, values)| {
                let name = &name.value;
                quote!((#name, &[#(#values),*]))
            });
            quote!(Topic { topic: #id, filter: &[#(#filter),*] })
        }
        Trigger::Table(table) => {
            let on = table.on.iter().map(|on| change(on.value, krate));
            let (batch, oldest) = (number(table.batch.as_ref(), trigger::table::BATCH), oldest(table.from.as_ref()));
            quote!(Table { table: #id, on: &[#(#on),*], batch: #batch, from_oldest: #oldest })
        }
        Trigger::Bucket(bucket) => {
            let on = bucket.happenings().into_iter().map(|it| happening(it, krate));
            let (prefix, suffix) = (text(bucket.prefix.as_ref()), text(bucket.suffix.as_ref()));
            quote!(Bucket { bucket: #id, on: &[#(#on),*], prefix: #prefix, suffix: #suffix })
        }
        Trigger::Event(event) => {
            let source = event.source.iter().map(|it| &it.value);
            let detail_type = event.detail_type.iter().map(|it| &it.value);
            quote!(Event { bus: #id, source: &[#(#source),*], detail_type: &[#(#detail_type),*] })
        }
        Trigger::Stream(stream) => {
            let (batch, oldest) = (number(stream.batch.as_ref(), trigger::stream::BATCH), oldest(stream.from.as_ref()));
            let parallel = number(stream.parallel.as_ref(), 1);
            quote!(Stream { stream: #id, batch: #batch, parallel: #parallel, from_oldest: #oldest })
        }
        Trigger::Http(_) | Trigger::Url(_) | Trigger::Schedule(_) | Trigger::Call(_) => TokenStream::new(),
    }
}

fn change(change: Change, krate: &TokenStream) -> TokenStream {
    match change {
        Change::Insert => quote!(#krate::registry::Change::Insert),
        Change::Modify => quote!(#krate::registry::Change::Modify),
        Change::Remove => quote!(#krate::registry::Change::Remove),
    }
}

fn happening(happening: Happening, krate: &TokenStream) -> TokenStream {
    match happening {
        Happening::Created => quote!(#krate::Happening::Created),
        Happening::Removed => quote!(#krate::Happening::Removed),
    }
}

fn auth(written: Option<&Spanned<Auth>>, krate: &TokenStream) -> TokenStream {
    let auth = match written.map(|auth| &auth.value) {
        None => return quote!(::core::option::Option::None),
        Some(Auth::None) => quote!(None),
        Some(Auth::Iam) => quote!(Iam),
        Some(Auth::Jwt { issuer, audience }) => quote!(Jwt { issuer: #issuer, audience: &[#(#audience),*] }),
    };
    quote!(::core::option::Option::Some(#krate::registry::Auth::#auth))
}

/// A length of time.
pub fn duration(duration: Duration) -> TokenStream {
    let milliseconds = duration.milliseconds();
    quote!(::core::time::Duration::from_millis(#milliseconds))
}

/// A value, or that there is none.
pub fn option<T: ToTokens>(written: Option<&Spanned<T>>) -> TokenStream {
    match written.map(|it| &it.value) {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn number(written: Option<&Spanned<u32>>, default: u32) -> u32 {
    written.map_or(default, |it| it.value)
}

fn window(written: Option<&Spanned<Duration>>) -> TokenStream {
    duration(written.map_or(Duration::from_seconds(0), |it| it.value))
}

fn oldest(from: Option<&Spanned<From>>) -> bool {
    from.is_some_and(|from| from.value == From::Oldest)
}

fn text(written: Option<&Spanned<String>>) -> &str {
    written.map_or("", |it| it.value.as_str())
}
