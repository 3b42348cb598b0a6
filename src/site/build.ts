import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * `npm run build`: the browser scripts and styles into `dist/site/assets/`, which Cloudflare serves
 * as static assets. Entry files keep their names: the assets server sends an ETag and
 * `must-revalidate`, so a deployed page never runs with yesterday's script. Shared chunks carry a
 * hash. Everything is made anew, so nothing stale is left.
 */
const client = join(import.meta.dirname, "client");
const assets = join(import.meta.dirname, "../../dist/site/assets");

await rm(assets, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
await Promise.all([
  build({
    entryPoints: [`${client}/room.tsx`, `${client}/confirmation.tsx`],
    outdir: assets,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  }),
  build({
    entryPoints: [`${client}/styles.css`],
    outdir: assets,
    bundle: true,
    minify: true,
    external: ["/assets/*"],
    logLevel: "warning",
  }),
  cp(`${client}/fonts`, `${assets}/fonts`, { recursive: true }),
  cp(`${client}/favicon.svg`, `${assets}/favicon.svg`),
]);
