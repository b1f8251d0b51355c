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
    bucket         = "shop-state"
    key            = "prod/terraform.tfstate.deployer"
    region         = "eu-central-1"
    dynamodb_table = "locks"
    kms_key_id     = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      application = "shop"
      brand       = "web-shop"
      environment = "prod"
      managed-by  = "terraform"
    }
  }
}

data "aws_caller_identity" "current" {}
