import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

interface Import {
  from: string;
  /** A path below the project's root, or a package's name. */
  to: string;
  isPackage: boolean;
  typeOnly: boolean;
}

const files = globSync("src/**/*.{ts,tsx}");
const imports: Import[] = files.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const text = readFileSync(from, "utf8");
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)";/gms);
  return [...found].map(([, typeOnly, target = ""]) => {
    const isPackage = !target.startsWith(".");
    const to = isPackage ? target : normalize(join(dirname(from), target));
    return { from, to, isPackage, typeOnly: typeOnly !== undefined };
  });
}

const inside = (path: string, ...folders: string[]) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

/** What the platform's classes are made of: the only files of `objects` that know it. */
const shells = ["bookable", "desk/desk", "supplier/supplier"].map(
  (name) => `src/objects/${name}.ts`,
);

/** Every import from a place that is not among those allowed, as lines to read. */
function strays(from: string, allowed: (one: Import) => boolean): string[] {
  return imports
    .filter((one) => inside(one.from, from) && !allowed(one))
    .map((one) => `${one.from} imports ${one.to}`);
}

describe("the directions of the design", () => {
  it("finds the imports of every file", () => {
    expect(files.length).toBeGreaterThan(80);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it("keep the domain to itself: no package but Temporal, and that in one file", () => {
    const allowed = ({ from, to, isPackage }: Import) =>
      isPackage
        ? to === "temporal-polyfill" && from === "src/domain/local-time.ts"
        : inside(to, "src/domain");
    expect(strays("src/domain", allowed)).toEqual([]);
  });

  it("let only the catalogue read rooms.config.ts", () => {
    const readers = imports.filter(({ to }) => to === "rooms.config.ts").map(({ from }) => from);
    expect(readers).toEqual(["src/catalogue/catalogue.ts"]);
  });

  it("keep each vendor's folder from every other vendor's", () => {
    const vendors = ["stripe", "google-calendar", "mailersend", "twilio"].map(
      (name) => `src/providers/${name}`,
    );
    for (const vendor of vendors) {
      const others = vendors.filter((other) => other !== vendor);
      expect(strays(vendor, ({ to }) => !inside(to, ...others))).toEqual([]);
    }
  });

  it("keep each vendor's package in its own folder", () => {
    const homes = { stripe: "stripe", mailersend: "mailersend", twilio: "twilio" };
    for (const [name, folder] of Object.entries(homes)) {
      const users = imports.filter(({ to }) => to === name || to.startsWith(`${name}/`));
      expect(users.length).toBeGreaterThan(0);
      const strangers = users.filter(
        ({ from }) => !inside(from, `src/providers/${folder}`, "src/sandbox"),
      );
      expect(strangers).toEqual([]);
    }
  });

  it("let the outbox know providers by their ports only", () => {
    const allowed = ({ to }: Import) =>
      /^src\/providers\/[^/]+\.ts$/.test(to) ||
      inside(to, "src/outbox", "src/domain", "src/messages", "src/storage.ts");
    expect(strays("src/outbox", allowed)).toEqual([]);
  });

  it("keep objects from http and site", () => {
    expect(strays("src/objects", ({ to }) => !inside(to, "src/http", "src/site"))).toEqual([]);
  });

  it("let http reach objects by their stubs: it takes types, never a class", () => {
    const allowed = ({ to, typeOnly }: Import) => !inside(to, "src/objects") || typeOnly;
    expect(strays("src/http", allowed)).toEqual([]);
  });

  it("let the site talk HTTP only", () => {
    const allowed = ({ to, isPackage, typeOnly }: Import) =>
      isPackage ||
      inside(to, "src/site", "src/domain") ||
      (typeOnly && to === "src/catalogue/public-view.ts");
    expect(strays("src/site", allowed)).toEqual([]);
  });

  it("keep the sandbox out of the product, and the product out of the sandbox", () => {
    const intoSandbox = imports.filter(
      ({ from, to }) => inside(to, "src/sandbox") && !inside(from, "src/sandbox"),
    );
    expect(intoSandbox).toEqual([]);
    // The previews of emails are rendered by the product itself; what stands in for vendors knows
    // nothing of it.
    const allowed = ({ from, to, isPackage }: Import) =>
      isPackage ||
      inside(to, "src/sandbox") ||
      (inside(from, "src/sandbox/page") && inside(to, "src/messages"));
    expect(strays("src/sandbox", allowed)).toEqual([]);
  });

  it("decide nothing from the ledger: only shells, staff, lists and the sweep see it", () => {
    const readersAllowed = [
      "src/objects/room/room.ts",
      "src/objects/session/session.ts",
      "src/objects/service/service.ts",
      "src/http/routes/experience-sessions.ts",
      // Keep strangers from making objects, and from holding too much; the object decides, also
      // without the ledger.
      "src/http/is-listed.ts",
      "src/http/unpaid-in-all.ts",
      // Finds whose an event is that names its link only; the object takes it only if the link is its own.
      "src/http/webhooks/owner-of-event.ts",
      // Writes only: which session the sweep is to look at.
      "src/http/note-session.ts",
      "src/http/sweep.ts",
    ];
    const readers = imports
      .filter(({ from, to }) => inside(to, "src/ledger") && !inside(from, "src/ledger"))
      .map(({ from }) => from)
      .filter((from) => !inside(from, "src/http/staff", ...readersAllowed));
    expect(readers).toEqual([]);
  });

  it("name the platform in the entry and the shells only", () => {
    const users = imports.filter(({ to }) => to.startsWith("cloudflare:")).map(({ from }) => from);
    expect(users.filter((from) => !inside(from, "src/sandbox")).sort()).toEqual(shells);
  });
});

describe("what the rules are made of", () => {
  const read = (folder: string) =>
    files.filter((file) => inside(file, folder)).map((file) => [file, readFileSync(file, "utf8")]);

  it("is free of clocks and chance outside the shells", () => {
    const offenders = ["src/domain", "src/objects", "src/outbox", "src/messages", "src/catalogue"]
      .flatMap(read)
      .filter(([file]) => !shells.includes(String(file)))
      .filter(([, text]) => /\bDate\.now\(|\bnew Date\(\)|Math\.random\(/.test(String(text)))
      .map(([file]) => file);
    expect(offenders).toEqual([]);
  });

  it("is free of awaits in the domain", () => {
    const offenders = read("src/domain").filter(([, text]) =>
      /\bawait\b|\basync\b/.test(String(text)),
    );
    expect(offenders).toEqual([]);
  });

  it("is free of vendors' words, apart from the log's fixed field", () => {
    const offenders = ["src/domain", "src/outbox", "src/objects", "src/messages"]
      .flatMap(read)
      .flatMap(([file, text]) =>
        String(text)
          .split("\n")
          .filter((line) => /payment_intent|PaymentIntent|\bsid\b|syncToken/.test(line))
          .filter((line) => !/^\s*(\*|\/\/|\/\*\*)/.test(line))
          .filter((line) => !/payment_intent\??:/.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(offenders).toEqual([]);
  });
});
