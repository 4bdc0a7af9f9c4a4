//! Names of parent tasks, as customers of many countries give them, or leave to the vendor.

use chrono::DateTime;

use super::dice::Dice;

/// A name that a customer may have given, or the vendor's default name if they gave none. `created` is the parent's
/// creation in unix seconds.
pub(super) fn name(dice: &mut Dice, created: i64, utc_offset_minutes: i32) -> String {
    match dice.below(10) {
        0..3 => default_name(created, utc_offset_minutes),
        3..7 => english(dice),
        7..9 => dice.pick(WORLD).to_owned(),
        _ => format!("{} {}", dice.pick(EMOJI), english(dice)),
    }
}

/// The vendor's default: `DEFAULT_TASK_NAME-(UTC + 8)20250817192923`, the creation in the account's own zone.
fn default_name(created: i64, utc_offset_minutes: i32) -> String {
    let local = DateTime::from_timestamp(created + i64::from(utc_offset_minutes) * 60, 0).unwrap_or_default();
    let sign = if utc_offset_minutes < 0 { '-' } else { '+' };
    let hours = utc_offset_minutes.abs() / 60;
    format!("DEFAULT_TASK_NAME-(UTC {sign} {hours}){}", local.format("%Y%m%d%H%M%S"))
}

fn english(dice: &mut Dice) -> String {
    let campaign = dice.pick(CAMPAIGNS);
    match dice.below(5) {
        0 => format!("{campaign} #{}", dice.below(900) + 100),
        1 => format!("{campaign} – wave {}", dice.below(4) + 1),
        2 => format!("{campaign} ({})", dice.pick(["VIP", "north", "test", "no answer", "18-25"])),
        3 => format!("{campaign} Q{}", dice.below(4) + 1),
        _ => campaign.to_owned(),
    }
}

/// A name of 64 characters, each of them wide: as much as the vendor's portal takes.
pub(super) fn long_cjk() -> String {
    "秋季会员续费电话回访任务第二批未接听号码自动重拨".chars().cycle().take(64).collect()
}

const CAMPAIGNS: [&str; 12] = [
    "Payment reminder",
    "Spring renewal",
    "Card activation",
    "Loan follow-up",
    "Insurance expiry notice",
    "Appointment confirmation",
    "Delivery check",
    "Customer satisfaction survey",
    "Welcome call",
    "Subscription win-back",
    "KYC document request",
    "Overdue balance",
];

const WORLD: [&str; 14] = [
    "双十一促销回访",
    "会员续费提醒",
    "账单到期通知（第二批）",
    "信用卡激活-华东",
    "تذكير بالدفع",
    "استبيان رضا العملاء ٢٠٢٥",
    "แจ้งเตือนการชำระเงิน",
    "โปรโมชั่นสมาชิกใหม่",
    "Nhắc thanh toán tháng 8",
    "Recordatorio de pago – México",
    "Pesquisa de satisfação",
    "भुगतान अनुस्मारक",
    "お支払いのご案内",
    "Напоминание о платеже",
];

const EMOJI: [&str; 5] = ["🎉", "🔥", "📞", "👩🏽‍💻", "🇹🇭"];
