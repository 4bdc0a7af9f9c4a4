// What the pages say.
export const STATUSES = ["Pending", "In progress", "Completed", "Cancelled", "Execution exception"];
export const TYPES = ["Redial all", "Redial failed calls"];
export const RANGES = { "24h": "Last 24 hours", "7d": "Last 7 days", "30d": "Last 30 days" };

export const statusName = (status) => STATUSES[status] ?? `Unknown (${status})`;
export const typeName = (type) => TYPES[type] ?? `Unknown (${type})`;
export const progressOf = ({ finishNum, recallNum }) => `${finishNum} of ${recallNum}`;

const relative = new Intl.RelativeTimeFormat("en", { style: "short" });

/** How long ago something of the vendor's wall time was. */
export function ago(createTime) {
  const minutes = Math.round((Date.parse(`${createTime.replace(" ", "T")}+08:00`) - Date.now()) / 60_000);
  if (minutes > -60) return relative.format(minutes, "minute");
  if (minutes > -1_440) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1_440), "day");
}
