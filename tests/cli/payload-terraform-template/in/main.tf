resource "tencentcloud_sms_template" "login" {
  template_name    = "登录验证码"
  template_content = "您的验证码是$${code}，{1}分钟内有效，请勿泄露。"
  sms_type         = 9
  international    = 0
  remrk            = "登录"
}
