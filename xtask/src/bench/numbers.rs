//! Figures put together and put into words.

/// The middle one of several figures, or the mean of the two in the middle; 0 of none.
pub(super) fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    match figures.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => figures[middle],
        _ => f64::midpoint(figures[middle - 1], figures[middle]),
    }
}

/// A count as a figure; exact below 2^53, which nothing here comes near.
#[expect(clippy::cast_precision_loss, reason = "counts of requests, bytes and microseconds are below 2^53")]
pub(super) fn figure(count: u64) -> f64 {
    count as f64
}

/// A large figure without a fraction, its thousands apart: `18,400`.
pub(super) fn thousands(figure: f64) -> String {
    let digits = format!("{:.0}", figure.abs());
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            written.push(',');
        }
        written.push(digit);
    }
    if figure < 0.0 && digits != "0" { format!("-{written}") } else { written }
}

/// Bytes in mebibytes, with one decimal.
pub(super) fn mebibytes(bytes: u64) -> String {
    format!("{:.1}", figure(bytes) / (1024.0 * 1024.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        assert!((median([5.0, 1.0, 9.0]) - 5.0).abs() < f64::EPSILON);
        assert!((median([4.0, 1.0, 9.0, 2.0]) - 3.0).abs() < f64::EPSILON);
        assert!(median([]).abs() < f64::EPSILON);
    }

    #[test]
    fn thousands_stand_apart() {
        let written = [0.4, 999.0, 1_000.0, 18_400.4, 1_234_567.0, -2_500.0].map(thousands);
        assert_eq!(written, ["0", "999", "1,000", "18,400", "1,234,567", "-2,500"]);
    }

    #[test]
    fn mebibytes_have_one_decimal() {
        assert_eq!(mebibytes(15 * 1024 * 1024 + 300_000), "15.3");
    }
}
