# Written by watershed for shop in dev: stream views

resource "aws_kinesis_stream" "views" {
  name            = "shop-dev-views"
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
  tags = {
    component = "views"
  }

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }
}
