# Written by watershed for shop in dev: variables

variable "package" {
  description = "Path of the zip file with the binary `bootstrap` for arm64."
  type        = string

  validation {
    condition     = endswith(var.package, ".zip")
    error_message = "The package is a zip file."
  }
}

variable "permissions_boundary" {
  description = "ARN of the policy that bounds every role; none where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : startswith(var.permissions_boundary, "arn:")
    error_message = "The boundary is the ARN of a policy."
  }
}

variable "alarm_topics" {
  description = "ARNs of the topics that alarms go to; without one they are seen in the console alone."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for topic in var.alarm_topics : startswith(topic, "arn:")])
    error_message = "Every topic is an ARN."
  }
}
