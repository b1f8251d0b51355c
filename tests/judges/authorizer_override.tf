# The server answers a version for authorizers of tokens, where AWS answers none.
resource "aws_apigatewayv2_authorizer" "jwt_login_example_com_a61188" {
  lifecycle {
    ignore_changes = [authorizer_payload_format_version]
  }
}
