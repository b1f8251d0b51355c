# Written by watershed for shop in dev: secret mail-password

data "aws_secretsmanager_secret" "mail_password" {
  name = "shared/mail-password"
}
