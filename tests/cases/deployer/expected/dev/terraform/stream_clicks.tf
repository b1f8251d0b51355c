# Written by watershed for shop in dev: stream clicks

resource "aws_kinesis_stream" "clicks" {
  name            = "shop-dev-clicks"
  shard_count     = 2
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.environment.arn
  tags = {
    component = "clicks"
  }

  stream_mode_details {
    stream_mode = "PROVISIONED"
  }
}
