//! Which packed form of a file a caller takes.

use http::{HeaderMap, header};

/// A content coding that files are kept in beside their plain form; the better one comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// Every coding, in the order of preference.
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The name in the headers.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The path of the plain file and the coding, if the path is that of a packed form.
    pub(super) fn of_path(path: &str) -> Option<(&str, Self)> {
        let brotli = path.strip_suffix(".br").map(|plain| (plain, Self::Brotli));
        brotli.or_else(|| path.strip_suffix(".gz").map(|plain| (plain, Self::Gzip)))
    }
}

/// How much a caller likes each coding, in thousandths; `None` for what it did not name.
struct Wishes<'a>(Vec<(&'a str, u16)>);

impl<'a> Wishes<'a> {
    fn read(headers: &'a HeaderMap) -> Self {
        let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let wishes = values.flat_map(|value| value.split(',')).filter_map(|wish| {
            let (name, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
            let weight = weight.trim().strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('=')?;
            Some((name.trim(), thousandths(weight.trim())?))
        });
        Self(wishes.collect())
    }

    /// The weight of exactly this name.
    fn named(&self, name: &str) -> Option<u16> {
        self.0.iter().find(|(wish, _)| wish.eq_ignore_ascii_case(name)).map(|(_, weight)| *weight)
    }

    /// The weight of a coding: its own, or that of `*`, or none at all.
    fn weight(&self, coding: Coding) -> u16 {
        self.named(coding.name()).or_else(|| self.named("*")).unwrap_or(0)
    }
}

/// The coding to answer in, out of those at hand; `None` for the plain form. That is always all right, and the least
/// liked unless it is weighed by name. It is also for a caller that says it takes nothing at all: an answer that it
/// may not like is better than none.
pub(super) fn choose(headers: &HeaderMap, at_hand: impl Fn(Coding) -> bool) -> Option<Coding> {
    let wishes = Wishes::read(headers);
    let mut best = (None, wishes.named("identity").unwrap_or(0));
    for coding in Coding::ALL.into_iter().rev().filter(|coding| at_hand(*coding)) {
        let weight = wishes.weight(coding);
        if weight > 0 && weight >= best.1 {
            best = (Some(coding), weight);
        }
    }
    best.0
}

/// A weight as RFC 9110 writes it, `0` to `1` with at most three decimals, in thousandths.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    let digits = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let decimals = format!("{decimals:0<3}").parse::<u16>().ok().filter(|_| digits)?;
    match whole {
        "0" => Some(decimals),
        "1" if decimals == 0 => Some(1_000),
        _ => None,
    }
}
