# Written by watershed for shop in dev.

data "aws_secretsmanager_secret" "mail_password" {
  name = "shared/mail-password"
}
