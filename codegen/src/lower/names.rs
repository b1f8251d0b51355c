//! Names in Terraform, and where a function is in AWS. Physical names are in [`crate::physical`].

use watershed_grammar::function::Arch;
use watershed_grammar::resource::Shape;
use watershed_grammar::value::Arn;

use crate::model::{Function, Model, Resource};
use crate::physical;
pub use crate::physical::partition;
use crate::terraform::hcl::{Expression, Part};

/// Where a program in a container answers calls of other functions; the function's id follows.
pub const CALLS: &str = "/_call/";

/// The account that is deployed to, as Terraform reads it.
pub const ACCOUNT: &str = "data.aws_caller_identity.current.account_id";

/// A name in Terraform. Ids have no double hyphen, so a suffix behind `__` meets no other id.
pub fn local(id: &str) -> String {
    id.replace('-', "_")
}

/// A name in Terraform for something that belongs to a component.
pub fn part(id: &str, part: &str) -> String {
    format!("{}__{part}", local(id))
}

/// The variable that tells a program where a resource is, such as `WATERSHED_QUEUE_CHARGES`.
pub fn variable(kind: &str, id: &str) -> String {
    format!("WATERSHED_{}_{}", kind.to_uppercase(), id.replace('-', "_").to_uppercase())
}

/// The file of a component.
pub fn file(kind: &str, id: &str) -> String {
    format!("{kind}_{}.tf", local(id))
}

/// The name that callers invoke a function by: with the alias, where environments are kept ready.
pub fn called(model: &Model, function: &Function) -> String {
    let name = physical::name(model, &function.identity, physical::FUNCTION, "");
    if super::is_warm(function) { format!("{name}:{}", super::ALIAS) } else { name }
}

/// The ARN that callers invoke. It is put together and refers to no resource: two functions that call each other
/// would wait for each other.
pub fn called_arn(model: &Model, function: &Function) -> Expression {
    function_arn(model, &called(model, function))
}

/// The ARN of a function without an alias, put together.
pub fn arn(model: &Model, function: &Function) -> Expression {
    function_arn(model, &physical::name(model, &function.identity, physical::FUNCTION, ""))
}

fn function_arn(model: &Model, name: &str) -> Expression {
    let region = region(model);
    Expression::Template(vec![
        Part::Text(format!("arn:{}:lambda:{region}:", partition(region))),
        Part::Reference(ACCOUNT.into()),
        Part::Text(format!(":function:{name}")),
    ])
}

/// The region of an environment.
pub fn region(model: &Model) -> &str {
    model.settings.region.as_ref().map_or("", |region| region.value.as_str())
}

/// What the names of services end with in the partition of a region.
pub fn domain(region: &str) -> &'static str {
    if partition(region) == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" }
}

/// The name of a resource as a program is told it; of one that is known by its ARN, the ARN, or a queue's URL.
pub fn told(model: &Model, resource: &Resource) -> String {
    if let Some(external) = &resource.external {
        let arn = Arn::parse(&external.value).filter(|_| matches!(resource.shape, Shape::Queue(_)));
        return arn.map_or_else(|| external.value.clone(), |arn| queue_url(&arn));
    }
    let space = match &resource.shape {
        Shape::Queue(_) => physical::QUEUE,
        Shape::Topic(_) => physical::TOPIC,
        Shape::Table(_) => physical::TABLE,
        Shape::Bucket(_) => physical::BUCKET,
        Shape::Secret(_) => physical::SECRET,
        Shape::Stream(_) => physical::STREAM,
        Shape::Bus(_) => physical::BUS,
    };
    let suffix = if physical::is_fifo(resource) { physical::FIFO } else { "" };
    physical::name(model, &resource.identity, space, suffix)
}

/// The URL of a queue that is known by its ARN.
pub fn queue_url(arn: &Arn<'_>) -> String {
    format!("https://sqs.{}.{}/{}/{}", arn.region, arn.domain(), arn.account, arn.name())
}

/// The namespace of an environment.
pub fn namespace(model: &Model) -> String {
    let written = model.settings.kubernetes.namespace.as_ref();
    written.map_or_else(|| format!("{}-{}", model.app, model.environment), |it| it.value.clone())
}

/// The processor of the environment's image.
pub fn arch(model: &Model) -> Arch {
    match &model.settings.arch {
        Some(arch) if arch.value == "x86_64" => Arch::X86_64,
        _ => Arch::Arm64,
    }
}
