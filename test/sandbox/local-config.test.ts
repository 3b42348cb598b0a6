import { describe, expect, it } from "vitest";
import { settingsOf } from "../../src/env.ts";
import { cronFires } from "../../src/sandbox/cron.ts";
import { appConfig, appVariables, cronsOf } from "../../src/sandbox/local-config.ts";

const BASE = "http://localhost:8787";

describe("the app's local variables", () => {
  it("point every provider at the sandbox by default", () => {
    const variables = appVariables(BASE, { PUBLIC_URL: "https://real.example", OTHER: "x" }, {});
    expect(variables).toMatchObject({
      PUBLIC_URL: BASE,
      OTHER: "x",
      STRIPE_SECRET_KEY: "sk_test_sandbox",
      STRIPE_CONNECT_WEBHOOK_SECRET: "whsec_sandbox_connect",
      STRIPE_API_BASE: `${BASE}/sandbox/stripe`,
      STRIPE_JS_URL: "/sandbox/stripe/v3.js",
      GOOGLE_API_BASE: `${BASE}/sandbox/google`,
      MAILERSEND_API_BASE: `${BASE}/sandbox/mailersend/v1`,
      MAILERSEND_WEBHOOK_SECRET: "sandbox-mailersend-webhooks",
      TWILIO_API_BASE: `${BASE}/sandbox/twilio`,
    });
  });

  it("leave one provider to the person's own keys, and the others to the sandbox", () => {
    const variables = appVariables(BASE, {}, { STRIPE_SECRET_KEY: "sk_test_mine" });
    expect(variables.STRIPE_SECRET_KEY).toBe("sk_test_mine");
    expect(variables).not.toHaveProperty("STRIPE_API_BASE");
    expect(variables).not.toHaveProperty("STRIPE_WEBHOOK_SECRET");
    expect(variables).not.toHaveProperty("STRIPE_CONNECT_WEBHOOK_SECRET");
    expect(variables.MAILERSEND_API_KEY).toBe("mlsn.sandbox");
    expect(variables.GOOGLE_TOKEN_URL).toBe(`${BASE}/sandbox/google/token`);
  });
});

describe("the secret of the links in emails", () => {
  const settings = (change: object) => settingsOf({ ...appVariables(BASE, {}, {}), ...change });

  it("is there on a fresh machine, and a person's own one replaces it", () => {
    expect(settings({}).LINK_SECRET.length).toBeGreaterThanOrEqual(32);
    const own = "o".repeat(32);
    expect(appVariables(BASE, {}, { LINK_SECRET: own }).LINK_SECRET).toBe(own);
  });

  it.each([
    ["x".repeat(31), "LINK_SECRET: must be at least 32 characters"],
    ["", "LINK_SECRET: must be at least 32 characters"],
    [undefined, "LINK_SECRET"],
  ])("of %j is refused by name, and never repeated", (secret, words) => {
    expect(() => settings({ LINK_SECRET: secret })).toThrow(words);
    if (secret) expect(() => settings({ LINK_SECRET: secret })).not.toThrow(secret);
  });
});

describe("the app's local configuration", () => {
  it("keeps its meaning when it is read from another directory", () => {
    const raw = {
      name: "twogate",
      main: "src/worker.ts",
      assets: { directory: "dist/site", binding: "ASSETS" },
      build: { command: "node build.ts", watch_dir: "src/site" },
      d1_databases: [{ binding: "LEDGER", migrations_dir: "src/ledger/migrations" }],
      vars: { A: "1" },
    };
    const absolute = (path: string) => `/root/${path}`;
    expect(appConfig(raw, { variables: { B: "2" }, absolute })).toEqual({
      name: "twogate",
      main: "/root/src/worker.ts",
      assets: { directory: "/root/dist/site", binding: "ASSETS" },
      build: { command: "node build.ts", watch_dir: ["/root/src/site"], cwd: "/root/." },
      d1_databases: [{ binding: "LEDGER", migrations_dir: "/root/src/ledger/migrations" }],
      vars: { A: "1", B: "2" },
    });
  });

  it("names its crons", () => {
    expect(cronsOf({ triggers: { crons: ["*/15 * * * *"] } })).toEqual(["*/15 * * * *"]);
    expect(cronsOf({})).toEqual([]);
  });
});

describe("a cron expression", () => {
  const monday = Date.parse("2026-12-07T14:30:00Z");

  it.each([
    ["* * * * *", true],
    ["*/15 * * * *", true],
    ["*/20 * * * *", false],
    ["30 14 * * *", true],
    ["31 14 * * *", false],
    ["0-40 9-17 * * *", true],
    ["30 14 7 12 *", true],
    ["30 14 * JAN,DEC MON-FRI", true],
    ["30 14 * * 2", true],
    ["30 14 * * SUN", false],
    ["not a cron", false],
  ])("%s fires at 14:30 UTC on Monday 7 December: %s", (expression, fires) => {
    expect(cronFires(expression, monday)).toBe(fires);
  });
});
