import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import { openapi } from "../../src/http/routes/openapi.ts";
import { ALERT_WORDS } from "../../src/messages/alert-words.ts";

const read = (path: string) => readFileSync(path, "utf8");

const readme = read("README.md");
const runbook = read("docs/runbook.md");
const tables = read("docs/tables.md");
const decisions = globSync("docs/decisions/*.md").sort();
const documents = ["README.md", ...globSync("docs/**/*.md")];
const packageFile = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** Every first group of a pattern's matches. */
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, found]) => (found === undefined ? [] : [found]));

/** What the product says in its log: the sandbox and the pages have none. */
const speaking = [...globSync("src/{objects,outbox,http}/**/*.ts"), "src/worker.ts"]
  .map(read)
  .join("\n");
const logTable = runbook.slice(runbook.indexOf("## Log lines"));
const quotedMessages = all(logTable, /^\| `([^`]+)` \|/gm);

describe("the runbook", () => {
  it("quotes only log messages that the code writes", () => {
    expect(quotedMessages.length).toBeGreaterThan(30);
    expect(quotedMessages.filter((message) => !speaking.includes(`"${message}"`))).toEqual([]);
  });

  it("explains every message of the journal's events and of the effects", () => {
    const said = ["src/objects/event-log.ts", "src/objects/effect-runner.ts"]
      .map(read)
      .flatMap((text) => all(text, /(?<!case )"([A-Z][^"]* [^"]*)"/g));
    expect(said.length).toBeGreaterThan(25);
    expect(said.filter((message) => !quotedMessages.includes(message))).toEqual([]);
  });

  it("explains every message that the doors and the objects log", () => {
    const said = all(speaking, /log\(\{[^{}]*?message: "([^"]+)"/gs);
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((message) => !quotedMessages.includes(message))).toEqual([]);
  });

  it("has a section for every kind of alert, under the title that the email links to", () => {
    const headings = all(runbook, /^### (.+)$/gm);
    const titles = Object.values(ALERT_WORDS).map(({ title }) => title);
    expect(titles.filter((title) => !headings.includes(title))).toEqual([]);
  });

  it("has the ten playbooks in the order of the rooms document", () => {
    const numbers = all(runbook, /^### (\d+)\. /gm).map(Number);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe("the README", () => {
  it("names every cron with what it does", () => {
    const crons = all(read("src/http/sweep.ts"), /^ {2}"([^"]+)": "[a-z-]+",$/gm);
    const rows = readme.split("\n").filter((line) => crons.some((cron) => line.includes(cron)));
    expect(crons.length).toBeGreaterThan(3);
    expect(rows).toHaveLength(crons.length);
    const scheduled = read("wrangler.toml").match(/^crons = \[(.+)\]$/m)?.[1] ?? "";
    expect(crons.filter((cron) => !scheduled.includes(`"${cron}"`))).toEqual([]);
  });

  it("has where to click as the start prints it, with every service that is sold", () => {
    const listed = all(readme, /^\| `http:\/\/localhost:8787(\/[^`]*)` \|/gm);
    const printed = all(
      read("src/sandbox/start.ts"),
      /^ +` {2}.*?\$\{publicBase\}(\/\S*?)(?: .*)?`,$/gm,
    );
    expect(listed).toEqual(printed);
    const services = catalogue.services.map(({ slug }) => `/services/${slug}`);
    expect(listed).toEqual(expect.arrayContaining(services));
  });

  it("names every variable and secret that the Worker reads", () => {
    const schema = read("src/env.ts").split("settingsSchema")[1] ?? "";
    const names = all(schema, /^ {2}([A-Z][A-Z_]+):/gm);
    expect(names.length).toBeGreaterThan(10);
    expect(
      names.filter((name) => !readme.includes(`\`${name}\``) && !readme.includes(`put ${name}`)),
    ).toEqual([]);
  });

  it("lists exactly the events that the webhook understands", () => {
    const line = readme.split("\n").find((text) => text.includes("exactly these events")) ?? "";
    const listed = all(line, /`([a-z_]+\.[a-z_.]+)`/g).sort();
    const understood = all(read("src/providers/stripe/webhook.ts"), /case "([a-z_.]+)":/g).sort();
    expect(listed).toEqual(understood);
  });

  it("links to every document", () => {
    const missing = globSync("docs/*.md").filter((path) => !readme.includes(`(${path})`));
    expect(missing).toEqual([]);
  });
});

interface Described {
  paths: Record<
    string,
    Record<
      string,
      { requestBody?: { content: { "application/json": { schema: { anyOf?: object[] } } } } }
    >
  >;
}

describe("the description of the HTTP API", () => {
  const described = async () => (await openapi().json()) as Described;

  it("has only addresses that the router has, with their methods", async () => {
    const router = read("src/http/router.ts").replace(/\s+/g, " ");
    const { paths } = await described();
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => {
        const address = path.replace(/\{(\w+)\}/g, ":$1");
        return `.${method}("${address}"`;
      }),
    );
    expect(told.length).toBeGreaterThan(8);
    const spaced = router.replaceAll('( "', '("');
    expect(told.filter((route) => !spaced.includes(route))).toEqual([]);
  });

  it("tells rooms and classes apart by the schemas that check them", async () => {
    const { paths } = await described();
    const bodyOf = (path: string) =>
      paths[path]?.post?.requestBody?.content["application/json"].schema;
    expect(bodyOf("/api/create-payment-intent")?.anyOf).toMatchObject([
      { properties: { room: {}, dates: {} }, additionalProperties: false },
      { properties: { experience: {}, session: {} }, additionalProperties: false },
    ]);
    expect(bodyOf("/api/reservations")).toMatchObject({
      properties: { experience: {}, session: {}, requested: {}, guest: {}, hotel: {} },
    });
  });
});

describe("the staff API", () => {
  const routes = all(read("src/http/staff/staff-routes.ts"), /\.((?:get|post)\("[^"]+")/g).map(
    (route) => {
      const [method = "", path = ""] = route.split('("');
      const address = path.slice(0, -1).replace(/:(\w+)\+?/g, "<$1>");
      return `${method.toUpperCase()} /api/staff${address}`;
    },
  );

  it("is in the runbook, route by route", () => {
    expect(routes.length).toBeGreaterThan(15);
    expect(routes.filter((route) => !runbook.includes(`\`${route}`))).toEqual([]);
  });
});

describe("the page of tables", () => {
  it("names every table that a migration makes", () => {
    const migrations = [
      ...globSync("src/objects/**/*migrations.ts"),
      "src/objects/reservation-tables.ts",
      "src/outbox/outbox-migrations.ts",
      ...globSync("src/ledger/migrations/*.sql"),
    ].map(read);
    const made = migrations.flatMap((text) => all(text, /CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g));
    const headings = all(tables, /^### (\w+)$/gm);
    expect(made.length).toBeGreaterThan(9);
    expect(made.filter((table) => !headings.includes(table))).toEqual([]);
    expect(headings.filter((table) => !made.includes(table))).toEqual([]);
  });

  it("states an invariant for each of them", () => {
    const sections = tables.split(/^### /m).slice(1);
    const without = sections.filter((section) => !section.includes("**Invariant"));
    expect(without.map((section) => section.split("\n")[0])).toEqual([]);
  });
});

describe("the decisions", () => {
  it("are numbered without gaps, and each says context, decision and consequences", () => {
    const numbers = decisions.map((path) => Number(path.match(/(\d{4})-[a-z0-9-]+\.md$/)?.[1]));
    expect(numbers).toEqual(decisions.map((_, index) => index + 1));
    const incomplete = decisions.filter(
      (path) =>
        !["Context", "Decision", "Consequences"].every((part) =>
          read(path).includes(`**${part}.**`),
        ),
    );
    expect(incomplete).toEqual([]);
  });
});

describe.each(documents)("%s", (path) => {
  const text = read(path);

  it("names only files and folders that exist", () => {
    const named = all(
      text,
      /`((?:src|test|docs)\/[\w./-]+|rooms\.config\.ts|\w+\.(?:toml|json))`/g,
    );
    const ownFiles = named.filter((name) => name !== "key.json");
    expect(ownFiles.filter((name) => !existsSync(name))).toEqual([]);
  });

  it("links only to files and headings that exist", () => {
    const links = all(text, /\]\((?!https?:)([^)]+)\)/g);
    const broken = links.filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : normalize(join(dirname(path), file));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it("names only npm scripts that exist", () => {
    const named = all(text, /\bnpm run (?:-s )?([a-z:]+)/g);
    const short = all(text, /\bnpm (start|test)\b/g);
    const missing = [...named, ...short].filter((name) => !(name in packageFile.scripts));
    expect(missing).toEqual([]);
  });
});

/** As the usual renderers make them of headings. */
function anchorsOf(text: string): string[] {
  return all(text, /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
