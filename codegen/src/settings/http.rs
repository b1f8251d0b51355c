//! `http:`: the application's one HTTP API.

use watershed_grammar::limits::ROUTE_AUDIENCES;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::value::issuer::issuer_fault;
use watershed_grammar::{Diagnostic, Span, Spanned, codes};

use super::section::Section;
use super::yaml::{Content, Node};
use super::{fault, keys};

/// The application's HTTP API.
#[derive(Clone, Debug, Default)]
pub struct Http {
    /// Who may call routes that say nothing.
    pub auth: Option<Spanned<Auth>>,
    /// Whether something is written there, which may be a mistake.
    pub says_auth: bool,
    /// Which other sites may call it.
    pub cors: Option<Cors>,
    /// Its own domain.
    pub domain: Option<Spanned<String>>,
    /// The ARN of the certificate for the domain.
    pub certificate: Option<Spanned<String>>,
}

/// Cross-origin requests.
#[derive(Clone, Debug)]
pub struct Cors {
    /// Where they are written.
    pub at: Span,
    /// The sites.
    pub origins: Vec<String>,
    /// The methods.
    pub methods: Vec<String>,
    /// The headers that a request may have.
    pub headers: Vec<String>,
}

impl Http {
    /// Reads the section.
    pub fn read(section: &mut Section<'_>) -> Self {
        let written = section.take("auth");
        Self {
            says_auth: written.is_some(),
            auth: written.and_then(|node| auth(node, section)),
            cors: section.section("cors", &[keys::CORS], cors),
            domain: section.good("domain", fault::route_host),
            certificate: section.good("certificate", fault::certificate),
        }
    }

    /// This word, and the one below where it says nothing.
    #[must_use]
    pub fn over(&self, below: &Self) -> Self {
        Self {
            auth: self.auth.clone().or_else(|| below.auth.clone()),
            says_auth: self.says_auth || below.says_auth,
            cors: self.cors.clone().or_else(|| below.cors.clone()),
            domain: self.domain.clone().or_else(|| below.domain.clone()),
            certificate: self.certificate.clone().or_else(|| below.certificate.clone()),
        }
    }

    /// A domain answers with its certificate, which is in the region of the API, and a certificate is for a domain.
    pub fn check(&self, region: Option<&Spanned<String>>, section: &mut Section<'_>) {
        let (there, missing) = match (&self.domain, &self.certificate) {
            (Some(domain), None) => (domain, "certificate"),
            (None, Some(certificate)) => (certificate, "domain"),
            (Some(_), Some(certificate)) => {
                section.diagnostics.extend_some(region.and_then(|region| elsewhere(certificate, region)));
                return;
            }
            (None, None) => return,
        };
        let message = format!("`http` has no `{missing}` for this");
        let help = "a domain of one's own needs `domain` and `certificate`";
        section.diagnostics.push(Diagnostic::error(codes::MISSING_SETTING, there.span, message).help(help));
    }
}

/// A certificate in another region than the API, whose domain is of its region.
fn elsewhere(certificate: &Spanned<String>, region: &Spanned<String>) -> Option<Diagnostic> {
    // What is no ARN or no region has been told already.
    let is_told = fault::certificate(&certificate.value).is_some() || fault::region(&region.value).is_some();
    let place = certificate.value.split(':').nth(3).filter(|place| !is_told && *place != region.value)?;
    let message = format!("this certificate is in {place}, and the API in {}", region.value);
    let wrong = Diagnostic::error(codes::BAD_SETTINGS, certificate.span, message).also(region.span, "the region");
    Some(wrong.help("name a certificate in the region of the API: only CloudFront takes those of us-east-1"))
}

fn cors(section: &mut Section<'_>) -> Cors {
    let plain = |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value).collect::<Vec<String>>();
    let origins = section.texts("origins").unwrap_or_default();
    if origins.is_empty() {
        section.missing("origins");
    }
    Cors {
        at: section.at(),
        origins: plain(section.checked("origins", origins, fault::origin)),
        methods: plain(section.all_good("methods", fault::method)),
        headers: plain(section.all_good("headers", fault::header)),
    }
}

fn auth(node: Node, section: &mut Section<'_>) -> Option<Spanned<Auth>> {
    let span = node.span;
    let auth = match node.value {
        Content::Text(word) if word == "none" => Auth::None,
        Content::Text(word) if word == "iam" => Auth::Iam,
        Content::Map(mut entries) if entries.len() == 1 && entries[0].0.value == "jwt" => {
            let mut inner = Section::new("`jwt`", &[keys::JWT], entries.remove(0).1, section.diagnostics);
            let auth = jwt(&mut inner);
            inner.finish();
            auth?
        }
        Content::Text(word) => {
            let message = format!("`auth` cannot be `{}`", word.escape_debug());
            let wrong = Diagnostic::error(codes::BAD_SETTINGS, span, message);
            section.diagnostics.push(wrong.help("write `none`, `iam` or `{ jwt: { issuer: …, audience: […] } }`"));
            return None;
        }
        other => {
            section.wrong(span, "`auth` is `none`, `iam` or `{ jwt: { issuer: …, audience: […] } }`", &other);
            return None;
        }
    };
    Some(Spanned::new(auth, span))
}

fn jwt(section: &mut Section<'_>) -> Option<Auth> {
    let written = section.text("issuer");
    let audience = section.texts("audience").unwrap_or_default();
    if written.is_none() {
        section.missing("issuer");
    }
    if audience.is_empty() {
        section.missing("audience");
    }
    for empty in audience.iter().filter(|it| it.value.is_empty()) {
        let wrong = Diagnostic::error(codes::BAD_SETTINGS, empty.span, "no token is for an empty audience");
        let help = "write the audience as the issuer writes it into `aud` or `client_id`";
        section.diagnostics.push(wrong.help(help));
    }
    if let Some(beyond) = audience.get(ROUTE_AUDIENCES.most() as usize) {
        let message = format!("`jwt` takes {} audiences, and this one has {}", ROUTE_AUDIENCES.most(), audience.len());
        let wrong = Diagnostic::error(codes::OUT_OF_RANGE, beyond.span, message);
        section.diagnostics.push(wrong.help(ROUTE_AUDIENCES.source));
    }
    let issuer = written?;
    if let Some(fault) = issuer_fault(&issuer.value) {
        let wrong = Diagnostic::error(codes::BAD_SETTINGS, issuer.span, "this is no issuer of tokens");
        section.diagnostics.push(wrong.help(fault));
    }
    Some(Auth::Jwt { issuer: issuer.value, audience: audience.into_iter().map(|it| it.value).collect() })
}
