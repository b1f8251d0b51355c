# Written by watershed for shop in prod: secret token

data "aws_secretsmanager_secret" "token" {
  name = "token"
}
