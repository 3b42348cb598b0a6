import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Entry>;
};

/** `npm ci` refuses a lock file without them, and a registry's gap drops them in silence. */
it("locks every platform's optional packages, so that `npm ci` works everywhere", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

it("names no address of a registry", () => {
  const text = readFileSync("package-lock.json", "utf8");
  expect(text).not.toMatch(/"resolved"/);
});
