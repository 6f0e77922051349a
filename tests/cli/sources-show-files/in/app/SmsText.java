package com.example.sms;

/** What customers are told. */
public enum SmsText {
    LOGIN_CODE("【示例商城】{1} 是您的登录验证码，{2} 分钟内有效。"),
    PICKED_UP("【示例商城】您的包裹{1}已由\u5FEB\u9012员取走，限时特惠\uFF01"),
    SAYS("【示例商城】您预约的“\"{1}\"”将于{2}开始，请准时参加，点击 http://t.cn/{3} 查看。");

    private final String text;

    SmsText(String text) {
        this.text = text;
    }
}
