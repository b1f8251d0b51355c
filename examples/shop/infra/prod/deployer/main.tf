# Written by watershed for shop in prod: its deployer, main

terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  backend "s3" {
    bucket       = "shop-terraform-state"
    key          = "prod/terraform.tfstate.deployer"
    region       = "eu-west-1"
    use_lockfile = true
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      application = "shop"
      environment = "prod"
      managed-by  = "terraform"
      team        = "checkout"
    }
  }
}

data "aws_caller_identity" "current" {}
