//! What the vendors of the measurements answer: a page in the vendor's documented form.

use flate2::{Compression, write::GzEncoder};
use std::io::Write as _;

use crate::Outcome;

/// A total so large that no page number of a measurement lies behind the last page.
const TOTAL: u64 = 1_000_000_000_000_000;

/// The answer with so many records, compact as a server writes it.
pub(super) fn page(records: usize) -> String {
    let tasks: Vec<_> = (0..records).map(task).collect();
    let page = serde_json::json!({"code": 0, "msg": "success", "data": {
        "records": tasks, "total": TOTAL, "size": records, "current": 1, "searchCount": true, "pages": TOTAL}});
    page.to_string()
}

fn task(at: usize) -> serde_json::Value {
    serde_json::json!({
        "keyId": 298 + at, "taskName": format!("DEFAULT_TASK_NAME-(UTC + 8)20250817{:06}", 192_923 + at),
        "taskId": 5_009_611 + at, "recallType": at % 2, "status": at % 5, "recallInterval": 30, "recallNum": 6,
        "finishNum": at % 6, "createTime": format!("2025-08-17 19:30:{:02}", at % 60)})
}

/// Almost 2 MiB of gzip that unpack to 512 MiB: as much as the relay reads before it gives up, twice.
pub(super) fn bomb() -> Outcome<Vec<u8>> {
    const NOISE: usize = 1_500_000;
    const ZEROS: usize = 512 * 1024 * 1024;
    let failed = |error| format!("the bomb can't be packed: {error}");
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    // A congruential generator's upper bits don't compress, and are the same each time.
    let mut state = 1_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    })
    .take(NOISE)
    .collect();
    packed.write_all(&noise).map_err(failed)?;
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..ZEROS / zeros.len() {
        packed.write_all(&zeros).map_err(failed)?;
    }
    packed.finish().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_ascii_that_nginx_can_hold_in_quotes() {
        let page = page(100);
        assert!(page.is_ascii() && !page.contains(['\'', '$', '\\']), "{page}");
        assert_eq!(page.matches("keyId").count(), 100);
    }
}
