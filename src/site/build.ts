import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type BuildOptions, build } from "esbuild";

/**
 * `npm run build`: the browser scripts and styles into `dist/site/assets/`, which Cloudflare serves
 * as static assets (`node src/site/build.ts DIRECTORY` builds elsewhere). Entry files keep their
 * names: the assets server sends an ETag and `must-revalidate`, so a deployed page never runs with
 * yesterday's script. Shared chunks carry a hash. `/widget.js`, which hotels paste into their pages,
 * is built beside them. A server may be running on the directory meanwhile: every file is whole at
 * every moment, and one that did not change is not touched.
 */
const client = join(import.meta.dirname, "client");
const site = resolve(process.argv[2] ?? join(import.meta.dirname, "../../dist/site"));
const assets = join(site, "assets");
const chunks = join(assets, "chunks");

/** The browser scripts, one for each page that has one. */
const islands = [
  "room",
  "experience",
  "confirmation",
  "guest-booking",
  "hotel-widget",
  "service",
  "service-booked",
];

const common = {
  outdir: assets,
  bundle: true,
  minify: true,
  logLevel: "warning",
  write: false,
} satisfies BuildOptions;

const builds = await Promise.all([
  build({
    ...common,
    entryPoints: islands.map((name) => join(client, `${name}.tsx`)),
    chunkNames: "chunks/[name]-[hash]",
    splitting: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
  }),
  build({
    ...common,
    entryPoints: [join(client, "styles.css")],
    external: ["/assets/*"],
  }),
  build({
    ...common,
    // A plain script at an address that never changes: it stands in other people's pages.
    entryPoints: { widget: join(client, "widget/embed.ts") },
    outdir: site,
    format: "iife",
    target: "es2020",
  }),
  build({
    ...common,
    // A plain script too: pages wait for it, so that they are never seen in another colour.
    entryPoints: [join(client, "brand.ts")],
    format: "iife",
    target: "es2022",
  }),
]);

const copied = [
  "favicon.svg",
  ...(await readdir(join(client, "fonts"))).map((name) => join("fonts", name)),
];
const files = new Map<string, Uint8Array>([
  ...builds.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, contents }) => [path, contents] as const),
  ),
  ...(await Promise.all(
    copied.map(async (name) => [join(assets, name), await readFile(join(client, name))] as const),
  )),
]);
for (const [path, contents] of files) await put(path, contents);
for (const name of await readdir(chunks)) {
  if (!files.has(join(chunks, name))) await rm(join(chunks, name), { force: true });
}

/** Whoever reads `path` meanwhile gets what was there or what will be, never a part or nothing. */
async function put(path: string, contents: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => undefined);
  if (present?.equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  // Outside of what is served: the assets server lists every file below it.
  const draft = `${site}.${process.pid}.${basename(path)}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}
