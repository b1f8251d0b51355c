# Written by watershed for shop in sandbox: signing

resource "aws_lambda_code_signing_config" "functions" {
  description = "Whose code the functions of shop take in sandbox."
  tags = {
    component = "signing"
  }

  allowed_publishers {
    signing_profile_version_arns = [
      "arn:aws:signer:eu-west-1:123456789012:/signing-profiles/shop/a1b2c3d4e5",
      "arn:aws:signer:eu-west-1:210987654321:/signing-profiles/platform/f6g7h8i9j0",
    ]
  }

  policies {
    untrusted_artifact_on_deployment = "Warn"
  }
}
