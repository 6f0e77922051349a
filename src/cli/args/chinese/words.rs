//! The words themselves.

/// What each command does; the nameless one is smslint as a whole.
pub(super) const COMMANDS: &[(&str, &str)] = &[
    ("", "在提交之前指出短信签名和模板里审核会驳回的地方"),
    ("check", "检查文件和目录。不写命令时做的就是它"),
    ("explain", "解释一条规则、一个错误码或审核员的一句话：驳回什么、为什么、怎么改"),
    ("rules", "列出规则，或规则在什么时候有什么变更"),
    ("baseline", "记下现有的问题，之后 `check --baseline` 只报新问题"),
    ("measure", "测量模板：短信会有多长、按几条计费"),
    ("convert", "按另一家服务商的写法改写模板，作为变体写在原内容旁边"),
    ("init", "看看一个目录，写一份合适的 lint.yml"),
    ("schema", "输出 JSON Schema，供编辑器补全和校验"),
    ("test", "运行规则自带的用例：有自己的规则包就测自己的，没有就测内置的"),
    ("completions", "输出 shell 的补全脚本"),
    ("man", "输出手册页"),
    ("help", "显示本帮助，或某个命令的帮助"),
];

/// What each option and argument does; `command.name` goes before `name`.
pub(super) const ARGUMENTS: &[(&str, &str)] = &[
    ("help", "显示帮助"),
    ("version", "显示版本"),
    ("paths", "要检查的文件和目录；`-` 是标准输入。与命令同名的目录写作 ./rules"),
    ("convert.paths", "要改写模板的文件和目录；`-` 是标准输入，改写后的内容输出到标准输出"),
    ("baseline.paths", "要检查的文件和目录"),
    ("measure.paths", "要测量的文件和目录；`-` 是标准输入：一份文档，或一条短信"),
    (
        "format",
        "报告的格式：pretty、short、markdown、json、ndjson、sarif、github、gitlab、junit 或 rdjson；FORMAT=FILE 写到文件。可以写多次",
    ),
    ("explain.format", "输出的格式"),
    ("rules.format", "输出的格式"),
    ("test.format", "结果的格式"),
    ("measure.format", "输出的格式：给人看的表格，或包含全部数据的 JSON"),
    ("fail_on", "从哪一级起退出码为 1：info、warning 或 error；不写就是 error"),
    ("statistics", "按规则统计，不逐条列出问题"),
    ("show_files", "不报问题，而是列出见到的每个文件、是否检查以及为什么。也可配 --format json"),
    ("show_records", "不报问题，而是列出当作记录的每一处、在哪里、由谁检查以及为什么算记录。也可配 --format json"),
    (
        "show_settings",
        "不报问题，而是列出各项设置，以及关闭或改了级别的规则，并指出由哪个文件的哪一行决定。也可配 --format json，其中有全部规则",
    ),
    ("exit_zero", "无论发现什么，退出码都是 0"),
    ("allow_empty", "没有可检查的内容时，退出码为 0"),
    ("measure.allow_empty", "没有可测量的内容时，退出码为 0"),
    ("fix", "修正不改变短信内容的问题，并报告其余的；已提交或已通过审核的内容不动"),
    ("unsafe_fixes", "配合 --fix 或 --diff：连同会改动措辞的一起修正，改后请复核"),
    ("diff", "显示 --fix 会改什么，不写文件；会有改动时退出码为 1"),
    ("convert.diff", "显示会写入什么，不写文件；有内容要写时退出码为 1"),
    ("provider", "没有写明服务商的记录由谁来判断。可以写多次，或用逗号分开"),
    ("measure.provider", "没有写明服务商的模板由谁来发。可以写多次，或用逗号分开"),
    ("profile", "关于提交方的情况，如 account=enterprise。可以写多次"),
    ("measure.profile", "关于提交方的情况，如 max_variable_chars=6。可以写多次"),
    ("convert.profile", "关于提交方的情况，如 region=international。可以写多次"),
    ("to", "为哪家服务商改写；结果写入模板的 `variants`"),
    ("from", "改写哪家服务商的内容；不写则改写各家共用的内容"),
    ("as_of", "按哪一天有效的规则检查；不写就是上海时间的今天"),
    ("stdin_filename", "标准输入在报告里叫什么；它也决定格式和所用的配置"),
    (
        "force_exclude",
        "点名的文件与找到的文件同样对待：配置排除的仍然排除，没有记录的略过。供钩子使用，因为钩子会点名每个文件",
    ),
    ("changed", "只报告上次提交以来改动过的记录（以 git 为准）；规则仍会看到其他所有记录"),
    ("base", "配合 --changed：报告与这个版本分开以来改动过的记录"),
    ("baseline", "只计这个文件里没有的问题；它由 `smslint baseline` 生成"),
    ("pack", "自己的规则包：目录或文件。可以写多次"),
    ("config", "用这份配置，不用最近的 lint.yml"),
    ("isolated", "不用任何配置"),
    ("lang", "信息的语言；不写则看配置或系统的语言"),
    ("color", "何时使用颜色：auto（在终端上，除非环境变量另有说明）、always 或 never"),
    ("what", "规则的标识，如 cn/name 或只写 name；服务商的错误码或其最后一段；或原样复制的审核意见、接口返回"),
    ("changes", "列出什么时候有什么变更，新的在前：规则从哪天起生效，或到哪天为止"),
    ("since", "配合 --changes：只列出这一天及以后的变更"),
    ("output", "要写的文件；不写则输出到标准输出。其中的路径从该文件所在的目录看"),
    ("coverage", "还逐条列出每条规则有多少用例触发它、多少用例守住它；缺任何一种时退出码为 1"),
    ("details", "列出每个模板各部分占多少，而不只是多花钱的那些"),
    ("signature", "没有写明签名的模板用哪个签名，不带括号"),
    ("region", "没有写明去向的模板发往哪里"),
    ("price", "一条的单价，如 0.045；费用按最长的短信计算"),
    ("volume", "每个模板发送多少条短信"),
    ("dir", "要看的目录；lint.yml 就写在那里"),
    ("force", "覆盖已有的 lint.yml"),
    ("shell", "哪一种 shell"),
    ("command", "哪个命令的手册；不写则是 smslint 的总手册"),
    ("of", "哪一种：文档、配置 lint.yml，或规则和规则包"),
];

pub(super) const HEADINGS: &[(&str, &str)] = &[
    ("Output", "输出"),
    ("Fixes", "修正"),
    ("Rules", "规则"),
    ("Files", "文件"),
    ("Messages", "短信"),
    ("Cost", "费用"),
    ("Templates", "模板"),
];

pub(super) const EXIT_CODES: &str = "\
退出码：
  0  没有问题
  1  有达到 --fail-on 的问题
  2  有内容无法使用：选项、配置、规则包或文件
  3  没有可检查的内容（加 --allow-empty 则为 0）";
