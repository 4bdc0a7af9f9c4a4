// The page of tasks with AG Grid Community: only the modules that it uses, and plain controls around it.
import {
  ClientSideRowModelModule,
  ExternalFilterModule,
  ModuleRegistry,
  PaginationModule,
  RowApiModule,
  themeQuartz,
} from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { createRoot } from "react-dom/client";

import { toggled, useDesk } from "../common/useDesk.js";
import { RANGES, STATUSES, TYPES, ago, progressOf, statusName, typeName } from "../common/words.js";
import "./style.css";

ModuleRegistry.registerModules([ClientSideRowModelModule, ExternalFilterModule, PaginationModule, RowApiModule]);

const theme = themeQuartz.withParams({ rowHeight: 40, headerHeight: 40 });

const Status = ({ value }) => <span className={`status status-${value}`}>{statusName(value)}</span>;
const Name = ({ value }) => <button className="link">{value}</button>;
const Progress = ({ data }) => (
  <>
    <progress max={data.recallNum} value={data.finishNum} /> {progressOf(data)}
  </>
);

const COLUMNS = [
  { field: "status", headerName: "Status", width: 170, cellRenderer: Status },
  { field: "taskName", headerName: "Task name", flex: 1, minWidth: 220, cellRenderer: Name },
  { field: "taskId", headerName: "Task ID", width: 110 },
  { field: "recallType", headerName: "Recall type", width: 150, valueFormatter: ({ value }) => typeName(value) },
  {
    colId: "progress",
    headerName: "Progress",
    width: 150,
    valueGetter: ({ data }) => data.finishNum / data.recallNum,
    cellRenderer: Progress,
  },
  { field: "recallInterval", headerName: "Interval", width: 90, valueFormatter: ({ value }) => `${value} min` },
  {
    field: "createTime",
    headerName: "Created",
    width: 240,
    valueFormatter: ({ value }) => `${value} (${ago(value)})`,
  },
  { field: "keyId", headerName: "Recall ID", width: 100 },
];

const getRowId = ({ data }) => String(data.keyId);

function Table({ view, change, result }) {
  const grid = useRef(null);
  // The grid asks for the filter outside of React's rendering.
  const filter = useRef(view);
  filter.current = view;
  const isFiltered = useCallback(() => filter.current.statuses.length > 0 || filter.current.types.length > 0, []);
  const passes = useCallback(({ data }) => {
    const { statuses, types } = filter.current;
    return (
      (statuses.length === 0 || statuses.includes(data.status)) && (types.length === 0 || types.includes(data.recallType))
    );
  }, []);
  useEffect(() => grid.current?.api?.onFilterChanged(), [view.statuses, view.types]);
  const sort = useCallback(
    ({ api }) => change({ sorted: api.getColumnState().some((column) => column.sort) }),
    [change],
  );
  const defaults = useMemo(() => ({ sortable: true, resizable: false }), []);
  return (
    <AgGridReact
      ref={grid}
      theme={theme}
      rowData={result.rows}
      columnDefs={COLUMNS}
      defaultColDef={defaults}
      getRowId={getRowId}
      pagination={result.whole}
      paginationPageSize={view.size}
      paginationPageSizeSelector={[10, 20, 50, 100]}
      isExternalFilterPresent={isFiltered}
      doesExternalFilterPass={passes}
      onSortChanged={sort}
    />
  );
}

function Chips({ label, names, chosen, counts, onChange }) {
  return (
    <fieldset aria-label={label}>
      {names.map((name, value) => (
        <button key={value} aria-pressed={chosen.includes(value)} onClick={() => onChange(toggled(chosen, value))}>
          {name} {counts?.get(value) ?? ""}
        </button>
      ))}
    </fieldset>
  );
}

function Filters({ view, change, counts }) {
  return (
    <div className="bar">
      <select aria-label="Time range" value={view.range} onChange={(event) => change({ range: event.target.value })}>
        {Object.entries(RANGES).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <input
        type="search"
        aria-label="Search by task name or task ID"
        value={view.search}
        onChange={(event) => change({ search: event.target.value })}
      />
      <Chips
        label="Status"
        names={STATUSES}
        chosen={view.statuses}
        counts={counts}
        onChange={(statuses) => change({ statuses })}
      />
      <Chips label="Recall type" names={TYPES} chosen={view.types} onChange={(types) => change({ types })} />
      <button onClick={() => change({ search: "", statuses: [], types: [] })}>Clear filters</button>
    </div>
  );
}

function Pager({ view, change, result }) {
  const { page, size } = view;
  const last = Math.max(1, Math.ceil(result.total / size));
  return (
    <nav className="bar" aria-label="Pages">
      <button aria-label="Previous page" disabled={page <= 1} onClick={() => change({ page: page - 1 })}>
        ‹
      </button>
      <span>
        {(page - 1) * size + 1}–{Math.min(page * size, result.total)} of {result.total}
      </span>
      <button aria-label="Next page" disabled={page >= last} onClick={() => change({ page: page + 1 })}>
        ›
      </button>
      <select
        aria-label="Rows per page"
        value={size}
        onChange={(event) => change({ size: Number(event.target.value) })}
      >
        {[10, 20, 50, 100].map((size) => (
          <option key={size}>{size}</option>
        ))}
      </select>
    </nav>
  );
}

function App() {
  const desk = useDesk();
  const { error, progress, result, refresh } = desk;
  return (
    <div className="page">
      <header>
        <h1>Recall tasks</h1>
      </header>
      <Filters {...desk} />
      <div className="bar">
        <button onClick={refresh}>Refresh now</button>
        <span>{result.fetchedAt && `Updated ${new Date(result.fetchedAt).toLocaleTimeString()}`}</span>
        <span>{progress?.total && `Reading ${progress.read} of ${progress.total}`}</span>
      </div>
      {error && <p role="alert">{error}</p>}
      <div className="table">
        <Table {...desk} />
      </div>
      {!result.whole && <Pager {...desk} />}
    </div>
  );
}

createRoot(document.getElementById("app")).render(<App />);
