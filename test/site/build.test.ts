import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const SCRIPT = resolve(import.meta.dirname, "../../src/site/build.ts");

let home: string;
let site: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "site-"));
  site = join(home, "site");
  build();
});
afterAll(() => rmSync(home, { recursive: true }));

describe("building the site while a server runs on it", () => {
  it("touches no file that did not change, so that nobody misses one", () => {
    const before = changes();
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(["assets/favicon.svg", "assets/room.js", "widget.js"]),
    );
    build();
    expect(changes()).toEqual(before);
  });

  it("replaces a file that changed as a whole: who has begun to read the old one gets its end", () => {
    for (const name of ["assets/favicon.svg", "assets/styles.css", "assets/brand.js"]) {
      const path = join(site, name);
      const built = readFileSync(path, "utf8");
      writeFileSync(path, "of yesterday");
      const reader = openSync(path, "r");
      build();
      expect(readFileSync(reader, "utf8"), name).toBe("of yesterday");
      closeSync(reader);
      expect(readFileSync(path, "utf8"), name).toBe(built);
    }
  });

  it("leaves no draft, and no chunk that no page asks for any more", () => {
    const old = join(site, "assets/chunks/old-ABCDEFGH.js");
    writeFileSync(old, "");
    build();
    expect(Object.keys(changes())).not.toContain("assets/chunks/old-ABCDEFGH.js");
    expect(readdirSync(home)).toEqual(["site"]);
  });
});

function build(): void {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, site], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** When each file, or its name, was last written: a copy over the old one shows, equal as it is. */
function changes(): Record<string, number> {
  const files = readdirSync(site, { recursive: true, encoding: "utf8" })
    .map((name) => [name, statSync(join(site, name))] as const)
    .filter(([, stat]) => stat.isFile());
  return Object.fromEntries(files.map(([name, stat]) => [name, stat.ctimeMs]));
}
