// What the peers ask the relay for: the same two calls as the panel.

/** How many rows a page has when a whole window is read, and how many pages are asked for at once. */
const LARGEST_PAGE = 100;
const PARALLEL = 4;

async function call(path, options = {}) {
  const response = await fetch(`api/${path}`, {
    ...options,
    headers: { "X-Recall-Request": "1", ...options.headers },
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.title);
  return answer;
}

export const getSession = (signal) => call("session", { signal });

/** One page of a window. */
export async function getPage({ strTime, endTime, taskName }, current, size, signal) {
  const body = JSON.stringify({ current, size, params: { strTime, endTime, taskName: taskName || undefined } });
  const headers = { "Content-Type": "application/json" };
  const { data, fetchedAt } = await call("voice/recallFlow/queryPage", { method: "POST", headers, body, signal });
  return { rows: data.records, total: data.total, fetchedAt: Date.parse(fetchedAt) };
}

/** All pages of a window. */
export async function getWindow(window, signal, onProgress) {
  const first = await getPage(window, 1, LARGEST_PAGE, signal);
  const pages = [first.rows];
  const last = Math.ceil(first.total / LARGEST_PAGE);
  let next = 2;
  let read = first.rows.length;
  const worker = async () => {
    while (next <= last) {
      const current = next++;
      const { rows } = await getPage(window, current, LARGEST_PAGE, signal);
      pages[current - 1] = rows;
      read += rows.length;
      onProgress(read, first.total);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return { ...first, rows: pages.flat() };
}

const RANGES = { "24h": 1, "7d": 7, "30d": 30 };

/** A range up to the end of the present minute, in the vendor's wall time. */
export function windowOf(range, session) {
  const end = Math.floor(Date.now() / 60_000) * 60_000 + 59_000;
  const offset = -Date.parse(`1970-01-01T00:00${session.vendorUtcOffset}`);
  const wall = (time) => new Date(time + offset).toISOString().slice(0, 19).replace("T", " ");
  return { strTime: wall(end + 1_000 - RANGES[range] * 86_400_000), endTime: wall(end) };
}
