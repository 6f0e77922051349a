resource "tencentcloud_sms_template" "login" {
  template_name    = "登录验证码"
  international    = 0
  sms_type         = 3
  remark           = "登录时发送"
  template_content = <<-EOT
    您的验证码是{1}★，{2}分钟内有效。
  EOT
}

resource "tencentcloud_sms_template" "computed" {
  template_name    = "算出来的"
  template_content = var.text
}

resource "tencentcloud_sms_sign" "shop" {
  sign_name     = "示例★商城"
  sign_type     = 0
  document_type = 1
  international = 0
  sign_purpose  = 0
  proof_image   = filebase64("licence.jpg")
}
