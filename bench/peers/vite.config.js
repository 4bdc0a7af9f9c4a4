// Builds one of the peers: `vite build mui`, `vite build ag`.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  logLevel: "warn",
  plugins: [react()],
  build: { emptyOutDir: true, chunkSizeWarningLimit: 5_000 },
});
