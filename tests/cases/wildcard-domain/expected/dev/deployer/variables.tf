# Written by watershed for shop in dev: its deployer, variables

variable "trusted" {
  description = "ARNs of the roles and users who may deploy."
  type        = list(string)

  validation {
    condition     = length(var.trusted) > 0 && alltrue([for arn in var.trusted : startswith(arn, "arn:") && !strcontains(arn, "*")])
    error_message = "At least one may deploy, and each is an ARN without a star."
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
