//! Simplified Chinese.

use contract::ProblemKind;

use super::{
    Advice, AppWords, DrawerWords, FaultWords, FilterWords, LiveWords, Locale, PagerWords, SummaryWords,
    TableWords, ViewWords, grouped,
};
use crate::model::column::Column;
use crate::model::meaning::{RecallType, Status};
use crate::model::schedule::Pause;
use crate::model::view::{Density, Language, Refresh, Theme, ZoneChoice};
use crate::model::window::Preset;

/// The words.
pub(super) const LOCALE: Locale = Locale {
    language: Language::Chinese,
    missing: "—",
    app: AppWords {
        name: "Recall Desk",
        demo: ("演示数据", "这些数据来自模拟的供应商。"),
        time_zone: "时区",
        zone: |choice, offset| match choice {
            ZoneChoice::Vendor => format!("供应商时间（{offset}）"),
            ZoneChoice::Local => format!("本地时间（{offset}）"),
            ZoneChoice::Utc => "UTC".to_owned(),
        },
        connected: "已连接",
        failed: "上次加载失败",
        offline: "无网络",
        theme: "主题",
        theme_name: |theme| match theme {
            Theme::Auto => "跟随系统",
            Theme::Light => "浅色",
            Theme::Dark => "深色",
        },
        language: "语言",
        copy_link: "复制链接",
        link_copied: "链接已复制",
        copy_failed: "浏览器不允许复制",
        dropped: |values| format!("已忽略地址中的无效参数：{values}"),
        dismiss: "关闭提示",
    },
    filters: FilterWords {
        title: "筛选",
        unfold: |set| if set == 0 { "筛选".to_owned() } else { format!("筛选（{set}）") },
        range: "时间范围",
        preset: |preset| match preset {
            Preset::Today => "今天",
            Preset::Yesterday => "昨天",
            Preset::Last24Hours => "最近 24 小时",
            Preset::Last7Days => "最近 7 天",
            Preset::Last30Days => "最近 30 天",
            Preset::ThisMonth => "本月",
        },
        custom: "自定义",
        from: "开始",
        to: "结束",
        apply: "应用",
        incomplete: "请填写开始和结束时间。",
        skipped: "该时区的时钟在此处拨快，此时间不存在，请选择更晚的时间。",
        reversed: "结束时间早于开始时间，请选择更晚的结束时间。",
        search: "按任务名称或任务 ID 搜索",
        status: "状态",
        recall_type: "重拨类型",
        clear: "清除筛选",
    },
    table: TableWords {
        caption: "自动重拨任务",
        region: "任务表格，可横向滚动",
        column: |column| match column {
            Column::Status => "状态",
            Column::Name => "任务名称",
            Column::Task => "任务 ID",
            Column::Type => "重拨类型",
            Column::Progress => "进度",
            Column::Interval => "间隔",
            Column::Created => "创建时间",
            Column::Id => "重拨 ID",
        },
        columns: "列",
        move_column: |column, down| format!("{}移{column}", if down { "下" } else { "上" }),
        all_columns: "显示所有列",
        density: "行高",
        density_name: |density| match density {
            Density::Compact => "紧凑",
            Density::Normal => "标准",
        },
        export: "导出",
        export_failed: "浏览器未能保存文件",
        export_cancelled: "已取消导出",
        exported: |rows| format!("已导出 {rows} 行"),
        loading: "正在加载任务…",
        reading: |read, total| format!("正在读取全部行：{read} / {total}"),
        waiting: "。对方要求稍候，随后会自动继续。",
        cancel: "取消",
        nothing_in_range: ("此范围内没有任务", "请选择更长的时间范围。"),
        nothing_matches: ("没有符合筛选条件的任务", "清除筛选可查看此范围内的所有任务。"),
        ask_first: |total| format!("供应商不支持按状态或类型筛选，也不支持排序，需先加载全部 {total} 行。"),
        load: |rows, all| format!("加载{} {rows} 行", if all { "全部" } else { "前" }),
        partial: |loaded, total| format!("已加载前 {loaded} 行，共 {total} 行；筛选和计数仅针对已加载的行。"),
        outgrown: |total| {
            format!("此范围已增至 {total} 行，数量过多，不会自动加载。当前显示的是之前加载的内容。")
        },
    },
    summary: SummaryWords {
        title: "概览",
        tasks: |rows| format!("{} 个任务", grouped(rows)),
        part_of: |read, total| format!("前 {read} 个任务，共 {total} 个"),
        count_all: |total| format!("统计全部 {total} 个任务"),
        count_what: "按状态和时间",
        too_many: |most| format!("超过 {most} 个任务时不作统计，请缩短时间范围。"),
        shares: "构成",
        share: |state, rows, total| format!("{state}：{rows} / {total}"),
        attention: "需要关注",
        exceptions: |rows| format!("{} 个异常", grouped(rows)),
        overdue: |rows| format!("{} 个可能超时（估算）", grouped(rows)),
        overdue_means: "任务仍在执行中，但按创建时间、重拨次数和间隔推算，最后一次重拨应已在所示时间结束。此为估算：供应商不提供每次重拨的时间；已另留一个间隔的余量（至少 15 分钟）。",
        over_time: "任务时间分布",
        brush: "缩小时间范围：拖动，或用方向键和回车键",
        bar: |time, rows, failed| match failed {
            0 => format!("{time}：{} 个任务", grouped(rows)),
            _ => format!("{time}：{} 个任务，{} 个异常", grouped(rows), grouped(failed)),
        },
    },
    pager: PagerWords {
        pages: "分页",
        first: "第一页",
        previous: "上一页",
        next: "下一页",
        last: "最后一页",
        go_to: "跳转到页",
        of_pages: |pages| format!("共 {pages} 页"),
        rows_per_page: "每页行数",
        rows: |first, last, total| format!("第 {first}–{last} 行，共 {total} 行"),
        rows_aloud: |first, last, total| format!("显示第 {first} 至 {last} 行，共 {total} 行"),
    },
    live: LiveWords {
        updated: |ago| format!("{ago}更新"),
        stale: |ago| format!("{ago}的数据"),
        waiting: |tasks| match tasks {
            0 => "更新列表".to_owned(),
            _ => format!("{} 个新任务", grouped(tasks)),
        },
        trying_again: |seconds| match seconds {
            ..=0 => "正在重试…".to_owned(),
            1..=99 => format!("{seconds} 秒后重试"),
            _ => format!("{} 分钟后重试", (seconds + 59) / 60),
        },
        refresh_now: "立即刷新",
        auto_refresh: "自动刷新",
        interval: |interval| match interval {
            Refresh::Off => "关闭",
            Refresh::Ten => "每 10 秒",
            Refresh::Thirty => "每 30 秒",
            Refresh::Minute => "每分钟",
            Refresh::FiveMinutes => "每 5 分钟",
        },
        pause: "暂停自动刷新",
        resume: "恢复自动刷新",
        paused: |pause| match pause {
            Pause::ByUser => "已暂停",
            Pause::WhileOpen => "已暂停：任务已打开",
            Pause::WhileMenu => "已暂停：菜单已打开",
            Pause::WhileRange => "已暂停：正在设置时间范围",
            Pause::WhileSelected => "已暂停：已选中文本",
            Pause::Offline => "已暂停：无网络",
            Pause::LongWindow => "已暂停：范围较大",
            Pause::Hidden => "已暂停：页面已隐藏",
        },
    },
    faults: FaultWords {
        problem,
        offline: ("网络已断开", "网络恢复后会重新获取数据。"),
        unreachable: ("中继服务没有响应", "请检查网络。如果其他人也遇到同样的问题，请联系门户运维人员。"),
        garbage: ("无法读取响应", "响应并非来自中继服务，可能是登录页面。请刷新页面或重新登录。"),
        refused: ("门户拒绝了请求", "请重新登录门户。如果仍然无效，请联系门户运维人员开通权限。"),
        gateway: (
            "无法连接中继服务",
            "响应来自中继服务前面的网关。请稍后重试。如持续出现，请联系门户运维人员。",
        ),
        stale: ("供应商没有响应", "当前显示的是中继服务已有的最新数据，每次刷新都会重新获取。"),
        since: |time| format!("自 {time} 起失败。"),
        rows_as_of: |time| format!("当前显示的是 {time} 的数据。"),
        rows_before_the_change: "当前显示的是上次更改之前的数据。",
        both: |one, other| format!("{one}{other}"),
        vendor_says: |code, reason| format!("供应商的响应：{code} {reason}"),
        request_id: |id| format!("请求编号 {id}"),
        request: "请求编号",
        try_again: "重试",
    },
    drawer: DrawerWords {
        close: "关闭",
        copy: |what| format!("复制{what}"),
        copied: |what| format!("{what}已复制"),
        not_found: |id| format!("此范围已加载的行中没有重拨 {id}。请选择更长的时间范围继续查找。"),
        elsewhere: |id| format!("重拨 {id} 不在此页。"),
        attempts_asked: "计划重拨次数",
        attempts_done: "已完成次数",
    },
    views: ViewWords {
        button: "视图",
        title: "已保存的视图",
        none: "可将当前显示的内容命名保存：时间范围、搜索、筛选、排序、列、时区和每页行数。",
        not_kept: "此浏览器不允许面板保存数据，视图和设置在关闭页面后将丢失。",
        name: "将当前视图保存为",
        new_name: "新名称",
        save: "保存",
        replace: "替换",
        rename: "重命名",
        delete: "删除",
        restore: "恢复",
        about: |act, name| format!("{act}“{name}”"),
        no_name: "请输入名称。",
        in_use: "已有同名视图。",
        full: "最多保存 30 个视图，请先删除一个。",
        saved: |name| format!("视图“{name}”已保存"),
        reset: "重置设置",
        reset_more: "列、行高、主题、语言、刷新间隔、时区和每页行数。",
        reset_done: "设置已重置",
    },
    status: |status| match status {
        Status::Pending => "待执行".to_owned(),
        Status::InProgress => "执行中".to_owned(),
        Status::Completed => "已完成".to_owned(),
        Status::Cancelled => "已取消".to_owned(),
        Status::Exception => "执行异常".to_owned(),
        Status::Unknown(number) => format!("未知 ({number})"),
    },
    recall_type: |kind| match kind {
        RecallType::All => "全部重拨".to_owned(),
        RecallType::Failed => "重拨失败呼叫".to_owned(),
        RecallType::Unknown(number) => format!("未知 ({number})"),
    },
    minutes: |minutes| format!("{minutes} 分钟"),
    attempts: |done, asked| format!("{done} / {asked}"),
    ago: |seconds| match seconds {
        ..=4 => "刚刚".to_owned(),
        5..=59 => format!("{seconds} 秒前"),
        60..=3599 => format!("{} 分钟前", seconds / 60),
        3600..=86_399 => format!("{} 小时前", seconds / 3600),
        _ => format!("{} 天前", grouped(seconds / 86_400)),
    },
};

fn problem(kind: ProblemKind) -> Advice {
    match kind {
        ProblemKind::MalformedRequest | ProblemKind::NotJson | ProblemKind::MethodNotAllowed => {
            ("中继服务无法理解请求", "请刷新页面：页面版本可能较旧。")
        }
        ProblemKind::InvalidRequest => ("中继服务拒绝了筛选条件", "请检查时间范围和搜索内容。"),
        ProblemKind::TooLarge => ("请求过大", "请缩短搜索内容。"),
        ProblemKind::Unauthenticated => ("登录已失效", "请在另一个标签页重新登录门户，然后在此重试。"),
        ProblemKind::Forbidden => ("中继服务拒绝了请求", "请从您的门户打开此面板。"),
        ProblemKind::UnknownHost => ("中继服务不认识此地址", "请联系门户运维人员将此主机名加入允许列表。"),
        ProblemKind::NotFound => ("此地址没有中继服务", "请联系门户运维人员检查路径。"),
        ProblemKind::SlowRequest => ("请求发送时间过长", "请检查网络后重试。"),
        ProblemKind::RateLimited => ("请求过于频繁", "请稍候，或选择更长的刷新间隔。"),
        ProblemKind::VendorCredentials => {
            ("供应商不接受中继服务的密钥", "门户运维人员需要检查 API Key 和密钥。")
        }
        ProblemKind::VendorIpBlocked => {
            ("供应商不接受中继服务的 IP 地址", "门户运维人员需要将该地址加入白名单。")
        }
        ProblemKind::VendorClock => ("供应商认为中继服务的时钟有误", "门户运维人员需要校准时钟。"),
        ProblemKind::VendorRefused => ("供应商拒绝了这些筛选条件", "请检查时间范围和搜索内容。"),
        ProblemKind::VendorFault => ("供应商系统故障", "请稍后重试。如持续出现，请联系供应商。"),
        ProblemKind::VendorBadAnswer => {
            ("无法读取供应商的响应", "请稍后重试。如持续出现，请联系门户运维人员。")
        }
        ProblemKind::VendorUnknownCode => {
            ("供应商返回了未知代码", "如持续出现，请将下方代码告知门户运维人员。")
        }
        ProblemKind::VendorUnreachable => ("无法连接供应商", "请稍后重试。如持续出现，请联系门户运维人员。"),
        ProblemKind::VendorTimeout => ("供应商响应超时", "请重试，或选择更短的范围。"),
        ProblemKind::VendorThrottled => ("供应商要求减少请求", "请稍候，或选择更长的刷新间隔。"),
        ProblemKind::Busy => ("中继服务繁忙", "请稍后重试。"),
        ProblemKind::Internal => ("中继服务故障", "请重试。如持续出现，请将下方请求编号告知门户运维人员。"),
    }
}
