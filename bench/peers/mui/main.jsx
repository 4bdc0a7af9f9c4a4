// The page of tasks with MUI and its data grid, the free one.
import {
  Alert,
  AppBar,
  Box,
  Button,
  Chip,
  CssBaseline,
  LinearProgress,
  Link,
  MenuItem,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Toolbar,
  Typography,
} from "@mui/material";
import { DataGrid } from "@mui/x-data-grid";
import { useCallback, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";

import { useDesk } from "../common/useDesk.js";
import { RANGES, STATUSES, TYPES, ago, progressOf, statusName, typeName } from "../common/words.js";

const COLORS = ["warning", "primary", "success", "default", "error"];
const NO_FILTER = { items: [] };

const COLUMNS = [
  {
    field: "status",
    headerName: "Status",
    width: 170,
    type: "singleSelect",
    valueOptions: STATUSES.map((label, value) => ({ label, value })),
    renderCell: ({ value }) => <Chip size="small" color={COLORS[value]} label={statusName(value)} />,
  },
  {
    field: "taskName",
    headerName: "Task name",
    flex: 1,
    minWidth: 220,
    renderCell: ({ value }) => <Link component="button">{value}</Link>,
  },
  { field: "taskId", headerName: "Task ID", width: 110 },
  { field: "recallType", headerName: "Recall type", width: 150, valueFormatter: (value) => typeName(value) },
  {
    field: "progress",
    headerName: "Progress",
    width: 150,
    valueGetter: (_, row) => row.finishNum / row.recallNum,
    renderCell: ({ row, value }) => (
      <Stack direction="row" spacing={1} sx={{ alignItems: "center", height: "100%" }}>
        <LinearProgress variant="determinate" value={Math.min(100, value * 100)} sx={{ width: 56 }} />
        <span>{progressOf(row)}</span>
      </Stack>
    ),
  },
  { field: "recallInterval", headerName: "Interval", width: 90, valueFormatter: (value) => `${value} min` },
  {
    field: "createTime",
    headerName: "Created",
    width: 240,
    renderCell: ({ value }) => `${value} (${ago(value)})`,
  },
  { field: "keyId", headerName: "Recall ID", width: 100, type: "number", valueFormatter: String },
];

const getRowId = (row) => row.keyId;

function Table({ view, change, result, progress }) {
  const { whole } = result;
  const rows = useMemo(
    () => (view.types.length === 0 ? result.rows : result.rows.filter((row) => view.types.includes(row.recallType))),
    [result, view.types],
  );
  const filter = useMemo(
    () =>
      whole && view.statuses.length > 0
        ? { items: [{ field: "status", operator: "isAnyOf", value: view.statuses }] }
        : NO_FILTER,
    [whole, view.statuses],
  );
  const pagination = useMemo(() => ({ page: view.page - 1, pageSize: view.size }), [view.page, view.size]);
  const turn = useCallback(({ page, pageSize }) => change({ page: page + 1, size: pageSize }), [change]);
  const [order, setOrder] = useState([]);
  const sort = useCallback(
    (model) => {
      setOrder(model);
      change({ sorted: model.length > 0 });
    },
    [change],
  );
  return (
    // The grid keeps the count of rows that it was given once, so one that counts by itself is another grid.
    <DataGrid
      key={String(whole)}
      aria-label="Automatic recall tasks"
      rows={rows}
      columns={COLUMNS}
      getRowId={getRowId}
      rowHeight={40}
      loading={progress !== undefined && result.rows.length === 0}
      pagination
      paginationMode={whole ? "client" : "server"}
      rowCount={whole ? undefined : result.total}
      paginationModel={pagination}
      onPaginationModelChange={turn}
      pageSizeOptions={[10, 20, 50, 100]}
      sortModel={order}
      sortingMode={whole ? "client" : "server"}
      onSortModelChange={sort}
      filterMode={whole ? "client" : "server"}
      filterModel={filter}
      disableColumnFilter
      disableRowSelectionOnClick
    />
  );
}

function Filters({ view, change, counts }) {
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: "wrap" }}>
      <TextField
        select
        size="small"
        label="Time range"
        value={view.range}
        onChange={(event) => change({ range: event.target.value })}
      >
        {Object.entries(RANGES).map(([name, label]) => (
          <MenuItem key={name} value={name}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        size="small"
        type="search"
        label="Search by task name or task ID"
        value={view.search}
        onChange={(event) => change({ search: event.target.value })}
      />
      <ToggleButtonGroup size="small" value={view.statuses} onChange={(_, statuses) => change({ statuses })}>
        {STATUSES.map((name, status) => (
          <ToggleButton key={status} value={status}>
            {name} {counts?.get(status) ?? ""}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ToggleButtonGroup size="small" value={view.types} onChange={(_, types) => change({ types })}>
        {TYPES.map((name, type) => (
          <ToggleButton key={type} value={type}>
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Button onClick={() => change({ search: "", statuses: [], types: [] })}>Clear filters</Button>
    </Stack>
  );
}

function App() {
  const desk = useDesk();
  const { error, progress, result, refresh } = desk;
  return (
    <Box sx={{ display: "flex", flexDirection: "column", height: "100vh" }}>
      <CssBaseline />
      <AppBar position="static">
        <Toolbar variant="dense">
          <Typography component="h1" variant="h6">
            Recall tasks
          </Typography>
        </Toolbar>
      </AppBar>
      <Stack spacing={1} sx={{ flex: 1, minHeight: 0, p: 2 }}>
        <Filters {...desk} />
        <Stack direction="row" spacing={2} sx={{ alignItems: "center" }}>
          <Button onClick={refresh}>Refresh now</Button>
          <span>{result.fetchedAt && `Updated ${new Date(result.fetchedAt).toLocaleTimeString()}`}</span>
          <span>{progress?.total && `Reading ${progress.read} of ${progress.total}`}</span>
        </Stack>
        {error && <Alert severity="error">{error}</Alert>}
        <Box sx={{ flex: 1, minHeight: 0 }}>
          <Table {...desk} />
        </Box>
      </Stack>
    </Box>
  );
}

createRoot(document.getElementById("app")).render(<App />);
