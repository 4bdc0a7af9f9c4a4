// What the vendor has to offer, the same in every run.

/** A number that looks random and is the same each time (a linear congruence, as in C's standard). */
const mixed = (number) => (Math.imul(number, 1_103_515_245) + 12_345) >>> 1;

/** So many tasks, the newest first, ten seconds apart, with names whose order is not that of their creation. */
export function tasks(count) {
  const newest = Date.now() - 60_000 + 8 * 3_600_000;
  return Array.from({ length: count }, (_, at) => ({
    keyId: 1_000_000 - at,
    taskId: 5_000_000 + (mixed(at) % 900_000),
    taskName: `Renewal reminder ${String(mixed(at) % 1_000_000).padStart(6, "0")}-${String(at).padStart(5, "0")}`,
    createTime: new Date(newest - at * 10_000).toISOString().slice(0, 19).replace("T", " "),
    recallType: mixed(at + 7) % 2,
    recallInterval: 30,
    recallNum: 6,
    finishNum: mixed(at + 3) % 7,
    status: (mixed(at + 5) >>> 8) % 5,
  }));
}

/** Lets the simulated vendor offer them. */
export async function offer(vendor, records) {
  const body = JSON.stringify({ records });
  const answer = await fetch(new URL("/_sim/dataset", vendor), { method: "POST", body });
  if (!answer.ok) throw new Error(`the simulated vendor refused the tasks: ${await answer.text()}`);
}
