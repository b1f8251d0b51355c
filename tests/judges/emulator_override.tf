# Beside generated Terraform, this makes the provider content with a server on this machine that speaks AWS's API.
# Terraform merges it into the provider block of the configuration, because of its name.
provider "aws" {
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true

  # A call that the server lacks fails after seconds instead of minutes, and one that a busy machine cut off is repeated.
  max_retries = 5
}
