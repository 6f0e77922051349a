package com.example.notice;

/** What customers are told, by the ids of the templates. */
public enum NoticeText {
    STORED("SMS_481920376", "您的包裹已到云杉驿站，取件码${code}，"
            + "请于今晚八点前领取。"),

    // aliyun/blank-in-variable
    PICKED_UP("SMS_481920377", "您的包裹已由${ name }取走，如非本人操作，请尽快联系驿站。"),

    // cn/invisible-character
    RETURNED("SMS_481920378", "您的包裹\u200B逾期未取，已退回寄件人，如有疑问请联系驿站。");

    private final String id;
    private final String text;

    NoticeText(String id, String text) {
        this.id = id;
        this.text = text;
    }
}
