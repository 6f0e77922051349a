resource "tencentcloud_sms_sign" "shop" {
  sign_name     = "【山野书局】"
  sign_type     = 0
  document_type = 1
  international = "0"
  sign_purpose  = 0
  proof_image   = filebase64("licence.jpg")
}
