# Written by watershed for shop in dev.

resource "aws_s3_bucket_notification" "receipts" {
  bucket = aws_s3_bucket.receipts.id

  lambda_function {
    lambda_function_arn = aws_lambda_function.read_receipt.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "in/"
    filter_suffix       = ".pdf"
  }

  lambda_function {
    lambda_function_arn = aws_lambda_function.forget_receipt.arn
    events              = ["s3:ObjectRemoved:*"]
    filter_prefix       = "archive/"
  }

  # S3 asks each function whether it may be called.
  depends_on = [aws_lambda_permission.read_receipt, aws_lambda_permission.forget_receipt]
}
