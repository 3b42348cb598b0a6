import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { type BuildOptions, build } from "esbuild";

/**
 * `npm run build`: the browser scripts and styles into `dist/site/assets/`, which Cloudflare serves
 * as static assets. Entry files keep their names: the assets server sends an ETag and
 * `must-revalidate`, so a deployed page never runs with yesterday's script. Shared chunks carry a
 * hash. Files are written over one by one, so that a running server misses none meanwhile.
 */
const client = join(import.meta.dirname, "client");
const assets = join(import.meta.dirname, "../../dist/site/assets");
const chunks = join(assets, "chunks");

const common = {
  outdir: assets,
  bundle: true,
  minify: true,
  logLevel: "warning",
} satisfies BuildOptions;

await mkdir(chunks, { recursive: true });
const [scripts] = await Promise.all([
  build({
    ...common,
    entryPoints: [join(client, "room.tsx"), join(client, "confirmation.tsx")],
    chunkNames: "chunks/[name]-[hash]",
    splitting: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    metafile: true,
  }),
  build({
    ...common,
    entryPoints: [join(client, "styles.css")],
    external: ["/assets/*"],
  }),
  cp(join(client, "fonts"), join(assets, "fonts"), { recursive: true }),
  cp(join(client, "favicon.svg"), join(assets, "favicon.svg")),
]);

const built = new Set(Object.keys(scripts.metafile.outputs).map((path) => basename(path)));
for (const file of await readdir(chunks)) {
  if (!built.has(file)) await rm(join(chunks, file));
}
