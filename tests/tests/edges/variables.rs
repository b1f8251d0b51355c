//! The variables of a function, as AWS Lambda counts them: as JSON. What is refused has one byte more than fits, counted
//! once more in the files that come out.

use hcl_edit::structure::Body;
use watershed_grammar::limits::VARIABLES;
use watershed_tests::{policy, seen};

use super::application::{Application, letters};
use super::policy::{HANDLES, RESOURCES};

/// A function that is told of everything, with so many bytes of its own, in a region.
fn told(bytes: u64, region: &str) -> Application {
    let text = letters(bytes);
    let more = "#[bucket(external = \"arn:aws:s3:::company-archive\")] struct Archive;";
    let function =
        format!("#[function(call, env(TEXT = \"{text}\"))] async fn f({HANDLES}, p: Bucket<Archive, can::Get>) {{}}");
    let source = format!("{RESOURCES}{more}{function}").replace("eu-west-1:2109", &format!("{region}:2109"));
    Application::of(source).in_region(region)
}

/// Bytes of the variables as they are written, with addresses as AWS gives them.
fn written(application: &Application, region: &str) -> usize {
    let files = application.compiled();
    let body: Body = files["dev/terraform/function_f.tf"].parse().expect("it is HCL");
    let function = body.get_blocks("resource").find(|it| it.has_exact_labels(&["aws_lambda_function", "f"]));
    let environment = function.expect("it is there").body.get_blocks("environment").next().expect("it has variables");
    let variables = &environment.body.get_attribute("variables").expect("they are an object").value;
    let (partition, domain) =
        if region.starts_with("cn-") { ("aws-cn", "amazonaws.com.cn") } else { ("aws", "amazonaws.com") };
    let address = |reference: &str| {
        let parts: Vec<&str> = reference.trim().trim_start_matches("data.").split('.').collect();
        let (kind, local, attribute) = (parts[0], parts[1], parts[2]);
        let name = name(&files.values().cloned().collect::<String>(), kind, local);
        match (kind, attribute) {
            ("aws_sqs_queue", "url") => format!("https://sqs.{region}.{domain}/123456789012/{name}"),
            ("aws_sns_topic", "arn") => format!("arn:{partition}:sns:{region}:123456789012:{name}"),
            ("aws_secretsmanager_secret", "arn") => {
                format!("arn:{partition}:secretsmanager:{region}:123456789012:secret:{name}-XXXXXX")
            }
            (_, "name" | "bucket") => name,
            other => panic!("{other:?} tells a function nothing"),
        }
    };
    policy::value_with(variables, &address).to_string().len()
}

/// What something is called in its block.
fn name(files: &str, kind: &str, local: &str) -> String {
    let (_, block) = files.split_once(&format!("\"{kind}\" \"{local}\" {{")).expect("it has a block");
    let is_name = |line: &&str| matches!(line.split_whitespace().next(), Some("name" | "bucket"));
    let line = block.lines().find(is_name).expect("it has a name");
    line.split('"').nth(1).expect("it is a text").to_owned()
}

#[test]
fn variables_are_counted_as_they_are_written() {
    for region in ["eu-west-1", "cn-north-1"] {
        let said = |bytes| {
            let found = seen::by_compiler(&told(bytes, region).files());
            found.into_iter().find(|it| it.seen.code == "WS0223").map(|it| it.seen.text)
        };
        let (mut fits, mut beyond) = (1, VARIABLES.high);
        while fits + 1 < beyond {
            let middle = fits.midpoint(beyond);
            if said(middle).is_some() { beyond = middle } else { fits = middle }
        }
        assert!(said(beyond).is_some_and(|it| it.contains("take 4097 bytes")), "{region}: one byte more than fits");
        assert_eq!(written(&told(fits, region), region), 4096, "{region}: what fits fills it");
    }
}
