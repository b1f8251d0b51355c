//! The application's one HTTP API; the routes are in the functions' files.

use super::alarm::Alarm;
use super::{Cloud, File, authorizer, key};
use crate::model::Trigger;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{
    AccessLogSettings, Api, ApiMapping, CorsConfiguration, DomainConfiguration, DomainName, LogGroup, Resource as _,
    Stage,
};

/// The log group's name in Terraform, which no function can have.
const LOGS: &str = "api__access";

/// Where AWS lets all its services write by one policy of the account. A group elsewhere gets a line of its own in that
/// policy, whose size is bounded, so that the stages of an account with many APIs could not be made any more (Amazon
/// CloudWatch Logs guide, "Log group resource policy size limit considerations", 2026-11).
pub const GROUPS: &str = "vendedlogs/apigateway";

/// What the log says of a request, and what API Gateway calls it. The caller's address is left out: it is a person's.
const FIELDS: [(&str, &str); 6] = [
    ("requestId", "requestId"),
    ("routeKey", "routeKey"),
    ("status", "status"),
    ("responseLatency", "responseLatency"),
    ("authorizerError", "authorizer.error"),
    ("integrationErrorMessage", "integrationErrorMessage"),
];

/// `api.tf`, where there is a route.
pub fn lower(cloud: &Cloud<'_>) -> Option<File> {
    if !has_routes(cloud) {
        return None;
    }
    let model = cloud.model;
    let (name, http) = (format!("{}-{}-api", model.app, model.environment), &model.settings.http);
    let tags = || Expression::object([("component", "api")]);
    let mut file = Body::new();
    let mut api = Api::new(name.as_str(), "HTTP").tags(tags());
    if let Some(cors) = &http.cors {
        let list = |items: &[String]| (!items.is_empty()).then(|| Expression::from(items.to_vec()));
        let body = CorsConfiguration::new()
            .allow_origins(list(&cors.origins))
            .allow_methods(list(&cors.methods))
            .allow_headers(list(&cors.headers));
        api = api.nested(body);
    }
    // The domain is the one way in.
    api.disable_execute_api_endpoint(http.domain.as_ref().map(|_| true)).add("api", &mut file);
    let retention = model.settings.log_retention.as_ref().map_or(30, |it| it.value);
    LogGroup::new(format!("/aws/{GROUPS}/{name}"))
        .retention_in_days(retention)
        .kms_key_id(key::arn(model))
        .tags(tags())
        .add(LOGS, &mut file);
    let format = Expression::object(FIELDS.map(|(field, of)| (field, format!("$context.{of}"))));
    let logs = AccessLogSettings::new(LogGroup::at(LOGS, "arn"), Expression::json(format));
    Stage::new(Api::at("api", "id"), "$default").auto_deploy(true).tags(tags()).nested(logs).add("api", &mut file);
    Alarm::api_errors(cloud).write(tags(), &mut file);
    authorizer::lower(cloud, &mut file);
    if let (Some(domain), Some(certificate)) = (&http.domain, &http.certificate) {
        let body = DomainConfiguration::new(certificate.value.as_str(), "REGIONAL", "TLS_1_2");
        DomainName::new(domain.value.as_str()).tags(tags()).nested(body).add("api", &mut file);
        ApiMapping::new(Api::at("api", "id"), DomainName::at("api", "id"), Stage::at("api", "id"))
            .add("api", &mut file);
    }
    Some(File::Terraform("api.tf".to_owned(), file))
}

/// Whether a serverless function has a route: containers have theirs on the Gateway of their cluster.
pub fn has_routes(cloud: &Cloud<'_>) -> bool {
    cloud.serverless().any(|(_, it)| matches!(it.trigger, Trigger::Http { .. }))
}
