// Tasks as the vendor sends them, made by hand.

/** A task in the vendor's words. */
export interface VendorTask {
  keyId: number;
  taskId: number;
  taskName: string;
  createTime: string;
  recallType: number;
  recallInterval: number;
  recallNum: number;
  finishNum: number;
  status: number;
}

/** A moment in the vendor's own time, so many minutes ago. */
export function vendorTime(minutesAgo: number): string {
  const shifted = new Date(Date.now() - minutesAgo * 60_000 + 8 * 3_600_000);
  return shifted.toISOString().slice(0, 19).replace("T", " ");
}

/** The moment that a time of the vendor's means. */
export function moment(vendorTime: string): number {
  return Date.parse(`${vendorTime.replace(" ", "T")}+08:00`);
}

/** So many completed tasks, a minute apart; number 1 is the newest, and the vendor sends it first. */
export function tasks(count: number, change: (number: number) => Partial<VendorTask> = () => ({})): VendorTask[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    return {
      keyId: 100_000 + number,
      taskId: 5_000_000 + number,
      taskName: `Task ${number}`,
      createTime: vendorTime(number),
      recallType: 1,
      recallInterval: 30,
      recallNum: 6,
      finishNum: 6,
      status: 2,
      ...change(number),
    };
  });
}

/** The names of tasks from one number to another, as the rows show them. */
export function names(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `Task ${first + index}`);
}
