import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { build } from "esbuild";
import type { Kind } from "./season.ts";

/** One guard taken out of the product: `find` must stand in the file exactly once. */
export interface Mutant {
  name: string;
  /** The runs that must see it; rooms when not said. */
  of?: Kind;
  /** Where its search begins; 1 when not said. A guard that few runs need has spared those before. */
  from?: number;
  file: string;
  find: string;
  replace: string;
}

const ROOT = resolve(import.meta.dirname, "../..");

/** Bundles the simulator with the real product, or with the product less one guard. */
export async function bundle(outfile: string, mutant?: Mutant): Promise<void> {
  let isApplied = mutant === undefined;
  await build({
    entryPoints: [resolve(ROOT, "test/simulation/run.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "error",
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: "mutant",
        setup({ onLoad }) {
          if (mutant === undefined) return;
          onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
            if (relative(ROOT, path) !== mutant.file) return undefined;
            const text = readFileSync(path, "utf8");
            const places = text.split(mutant.find).length - 1;
            if (places !== 1) {
              throw new Error(
                `mutant "${mutant.name}": its guard stands ${places} times in ${mutant.file}`,
              );
            }
            isApplied = true;
            return {
              contents: text.replace(mutant.find, () => mutant.replace),
              loader: path.endsWith("x") ? "tsx" : "ts",
            };
          });
        },
      },
    ],
  });
  if (!isApplied) throw new Error(`mutant "${mutant?.name}": ${mutant?.file} is not in the bundle`);
}
