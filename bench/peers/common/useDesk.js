// The state of a page of tasks: the view, the rows for it, and what is on its way.
import { useCallback, useEffect, useMemo, useState } from "react";

import { getPage, getSession, getWindow, windowOf } from "./relay.js";

const REFRESH = 30_000;

function fromAddress() {
  const said = new URLSearchParams(location.search);
  const numbers = (name) => (said.get(name) ?? "").split(",").filter(Boolean).map(Number);
  return {
    range: said.get("range") ?? "7d",
    search: said.get("q") ?? "",
    statuses: numbers("status"),
    types: numbers("type"),
    sorted: false,
    page: 1,
    size: Number(said.get("size") ?? 20),
    refresh: said.get("refresh") !== "0",
  };
}

/** A value once it has not changed for a while. */
function useSettled(value, milliseconds) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

const NOTHING = { rows: [], total: 0, fetchedAt: undefined, whole: false };

export function useDesk() {
  const [view, setView] = useState(fromAddress);
  const [session, setSession] = useState();
  const [result, setResult] = useState(NOTHING);
  const [progress, setProgress] = useState();
  const [error, setError] = useState();
  const [round, setRound] = useState(0);
  const change = useCallback((part) => setView((view) => ({ ...view, page: 1, ...part })), []);
  const refresh = useCallback(() => setRound((round) => round + 1), []);

  // The vendor neither filters by status and type nor sorts: for that all rows of the window are needed.
  const whole = view.statuses.length > 0 || view.types.length > 0 || view.sorted;
  const taskName = useSettled(view.search.trim(), 300);
  const { range, size } = view;
  const page = whole ? 0 : view.page;

  useEffect(() => {
    const control = new AbortController();
    const load = async () => {
      const known = session ?? (await getSession(control.signal));
      setSession(known);
      const window = { ...windowOf(range, known), taskName };
      const onProgress = (read, total) => setProgress({ read, total });
      const answer = whole
        ? await getWindow(window, control.signal, onProgress)
        : await getPage(window, page, size, control.signal);
      setResult({ ...answer, whole });
      setError(undefined);
    };
    setProgress({});
    load()
      .catch((error) => control.signal.aborted || setError(error.message))
      .finally(() => control.signal.aborted || setProgress(undefined));
    return () => control.abort();
    // The session is asked for once; what it says does not change what is asked.
  }, [whole, page, whole ? 0 : size, range, taskName, round]);

  useEffect(() => {
    if (!view.refresh || whole) return;
    const timer = setInterval(refresh, REFRESH);
    return () => clearInterval(timer);
  }, [view.refresh, whole, refresh]);

  const counts = useMemo(
    () => (result.whole ? countByStatus(result.rows, view.types) : undefined),
    [result, view.types],
  );
  return { view, change, refresh, result, progress, error, counts };
}

function countByStatus(rows, types) {
  const counts = new Map();
  for (const { status, recallType } of rows) {
    if (types.length === 0 || types.includes(recallType)) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

export const toggled = (list, value) => (list.includes(value) ? list.filter((other) => other !== value) : [...list, value]);
