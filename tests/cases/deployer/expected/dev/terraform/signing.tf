# Written by watershed for shop in dev: signing

resource "aws_lambda_code_signing_config" "functions" {
  description = "Whose code the functions of shop take in dev."
  tags = {
    component = "signing"
  }

  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:123456789012:/signing-profiles/shop/a1b2c3d4e5"]
  }

  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}
