//! The Dockerfile: the workspace's binary in a small image that is not root.

use serde::Serialize;

use super::FileSet;
use crate::shell::word;
use crate::template::fill;

const DOCKERFILE: &str = include_str!("../templates/Dockerfile.hbs");
const IGNORED: &str = include_str!("../templates/Dockerfile.dockerignore");

/// What the image is built from.
#[derive(Clone, Debug, Serialize)]
pub struct Image<'a> {
    /// The application.
    pub app: &'a str,
    /// The package.
    pub package: &'a str,
    /// Its binary.
    pub binary: &'a str,
    /// Features, with commas between them; may be empty.
    pub features: String,
    /// Whether the default features are off.
    pub no_default_features: bool,
    /// The repository.
    pub repository: &'a str,
    /// `linux/arm64` or `linux/amd64`; empty where environments differ.
    pub platform: &'a str,
    /// The workspace's folder, from the application's.
    pub context: &'a str,
    /// Folders of dependencies that Docker does not see, as words of a sentence; may be empty.
    pub outside: String,
}

/// The Dockerfile, and what it leaves out.
pub fn render(image: &Image<'_>) -> FileSet {
    let file = |name: &str, text: String| (format!("Dockerfile{name}"), text);
    // The template and its context are ours, and a test fills them. A name with a line's end, which would end a line here
    // too, is in no manifest that was read.
    let dockerfile = fill(DOCKERFILE, word, image).expect("the template and its context fit");
    FileSet::from([file("", dockerfile), file(".dockerignore", IGNORED.to_owned())])
}

#[cfg(test)]
mod tests {
    use super::{Image, render};

    fn image(features: &str, package: &'static str) -> String {
        of(features, package, "")
    }

    fn of(features: &str, package: &'static str, outside: &str) -> String {
        let image = Image {
            app: "shop",
            package,
            binary: "shop",
            features: features.to_owned(),
            no_default_features: false,
            repository: "registry.example.com/shop",
            platform: "linux/arm64",
            context: "../..",
            outside: outside.to_owned(),
        };
        render(&image)["Dockerfile"].clone()
    }

    #[test]
    fn what_docker_does_not_see_is_said() {
        let text = of("", "shop", "`../../watershed`");
        assert!(
            text.contains("\n# Docker does not see") && text.contains("is in `../../watershed`: `watershed build`"),
            "{text}"
        );
        assert!(text.lines().nth(3).is_some_and(|line| line.starts_with("FROM ")), "{text}");
        assert!(image("", "shop").lines().nth(2).is_some_and(|line| line.starts_with("FROM ")));
    }

    #[test]
    fn the_binary_is_built_and_copied() {
        let text = image("", "shop");
        assert!(text.contains("cargo build --locked --release --package shop --bin shop \\\n    && cp"), "{text}");
        let first =
            "docker build --file infra/Dockerfile --platform linux/arm64 --tag registry.example.com/shop:TAG ../..";
        assert!(text.contains(first) && text.contains("\nUSER 65532:65532\n"), "{text}");
        assert!(image("a,b", "shop").contains("--bin shop --features a,b \\\n"));
    }

    #[test]
    fn a_hostile_name_stays_one_word() {
        let text = image("", "a; rm -rf / '");
        assert!(text.contains("--package 'a; rm -rf / '\\''' --bin"), "{text}");
    }

    #[test]
    fn folders_of_the_source_are_never_left_out() {
        let ignored: Vec<&str> = super::IGNORED.lines().filter(|line| !line.starts_with('#')).collect();
        for folder in ["infra", "target"] {
            let anywhere = format!("**/{folder}");
            assert!(!ignored.contains(&anywhere.as_str()), "`src/{folder}/mod.rs` would be missing");
        }
        for folder in ["target", "**/infra/*/terraform", "**/infra/*/deployer", "**/.env", "**/.env.*"] {
            assert!(ignored.contains(&folder), "{folder} would be in the image's layers");
        }
    }
}
