# Written by watershed for shop in dev: main

terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      application = "shop"
      environment = "dev"
      managed-by  = "terraform"
    }
  }
}
