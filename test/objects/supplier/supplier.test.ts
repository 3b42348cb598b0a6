import { describe, expect, it } from "vitest";
import type { LogLine } from "../../../src/objects/event-log.ts";
import { SupplierObject } from "../../../src/objects/supplier/supplier-object.ts";
import { type Outcome, ok } from "../../../src/providers/outcome.ts";
import type { PayoutAccount, Payouts } from "../../../src/providers/payouts.ts";
import { stripeClient } from "../../../src/providers/stripe/client.ts";
import { stripePayouts } from "../../../src/providers/stripe/stripe-payouts.ts";
import { SANDBOX_KEYS } from "../../../src/sandbox/defaults.ts";
import { objectStorage } from "../../object-storage.ts";
import { BASE, makeBench } from "../../sandbox/bench.ts";

const supplier = {
  slug: "harbour-kayaks",
  name: "Harbour Kayaks",
  email: "kayaks@example.com",
  country: "CA",
};
const addresses = { returnUrl: `${BASE}/suppliers/onboarded`, refreshUrl: `${BASE}/again` };
const HOUR_MS = 60 * 60_000;

/** One supplier's object on the sandbox's Stripe, under the sandbox's clock. */
function stage() {
  const bench = makeBench();
  const storage = objectStorage();
  const log: LogLine[] = [];
  const keys: string[] = [];
  let asked = 0;
  let hold: Promise<void> | undefined;
  const fetcher: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (/\/v1\/accounts\/acct_/.test(request.url)) asked += 1;
    const isOpening = request.method === "POST" && request.url.endsWith("/v1/accounts");
    if (isOpening) keys.push(request.headers.get("idempotency-key") ?? "");
    const waits = bench.waits.length;
    const answer = await bench.sandbox.handle(request);
    if (bench.waits.length > waits) throw new TypeError("fetch failed");
    await hold;
    return answer;
  };
  const settings = {
    secretKey: SANDBOX_KEYS.stripeSecret,
    apiBase: `${BASE}/sandbox/stripe`,
    fetch: fetcher,
  };
  const payouts = stripePayouts(stripeClient(settings));
  const live = (change: Partial<typeof supplier> = {}, others: Payouts = payouts) =>
    new SupplierObject({
      supplier: { ...supplier, ...change },
      storage,
      payouts: others,
      now: bench.now,
      log: (line) => void log.push(line),
    });
  return {
    bench,
    storage,
    log,
    keys,
    live,
    payouts,
    asked: () => asked,
    /** Answers of Stripe wait until the function that this returns is called. */
    holdAnswers() {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold = promise;
      return () => {
        hold = undefined;
        resolve();
      };
    },
    fault: (operation: string, mode: string, more: object = {}) =>
      bench.control("POST", "/faults", { provider: "stripe", operation, mode, ...more }),
    switchTo: (status: string) =>
      bench.control("POST", `/stripe/accounts/${accountIn(bench)}/capabilities`, { status }),
    accounts: () => bench.sandbox.state().stripe.accounts,
    account: () => accountIn(bench),
    messages: () => log.map(({ message }) => message),
  };
}

function accountIn({ sandbox }: ReturnType<typeof makeBench>): string {
  return sandbox.state().stripe.accounts[0]?.id ?? "";
}

function okay<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== "ok") throw new Error(`${outcome.kind}: ${outcome.reason}`);
  return outcome.value;
}

describe("a supplier's account", () => {
  it("does not exist before the supplier asks for the page, and Stripe is not asked", async () => {
    const { live, asked } = stage();
    expect(await live().account()).toEqual({ kind: "ok", value: undefined });
    expect(asked()).toBe(0);
  });

  it("is opened once, however often the page is asked for", async () => {
    const { live, accounts, keys } = stage();
    const object = live();
    const first = okay(await object.onboardingUrl(addresses));
    const second = okay(await object.onboardingUrl(addresses));
    expect(second.url).not.toBe(first.url);
    expect(accounts()).toHaveLength(1);
    expect(keys).toEqual(["supplier/harbour-kayaks/account"]);
    expect(object.journal().map(({ event }) => event.type)).toEqual([
      "AccountOpening",
      "AccountOpened",
    ]);
  });

  it("is opened once when the page is asked for by many at the same time", async () => {
    const { live, accounts, keys } = stage();
    const object = live();
    const pages = await Promise.all(
      Array.from({ length: 5 }, () => object.onboardingUrl(addresses)),
    );
    expect(pages.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => "ok"));
    expect(accounts()).toHaveLength(1);
    expect(keys).toHaveLength(1);
  });

  it.each([0, HOUR_MS, 30 * HOUR_MS])(
    "is opened once when the answer is lost and the repeat comes %i ms later",
    async (ms) => {
      const { live, accounts, fault, bench } = stage();
      await fault("accounts.create", "timeout-after-success");
      expect((await live().onboardingUrl(addresses)).kind).toBe("unknown");
      await bench.advance(ms);
      const after = live();
      expect((await after.onboardingUrl(addresses)).kind).toBe("ok");
      expect(accounts()).toHaveLength(1);
      expect(okay(await after.account())?.account).toBe(accounts()[0]?.id);
    },
  );

  it("is opened once when the object dies before it has the answer", async () => {
    const { live, accounts, holdAnswers } = stage();
    const release = holdAnswers();
    const dying = live().onboardingUrl(addresses);
    // What that life still waits for never comes: another life begins on the same storage.
    const after = live();
    release();
    await after.onboardingUrl(addresses);
    await dying;
    expect(accounts()).toHaveLength(1);
  });

  it("is opened under a new key once Stripe has answered the old one with a failure", async () => {
    const { live, accounts, fault, keys } = stage();
    await fault("accounts.create", "fail", { status: 500 });
    expect(await live().onboardingUrl(addresses)).toMatchObject({ kind: "unknown" });
    expect((await live().onboardingUrl(addresses)).kind).toBe("ok");
    expect(accounts()).toHaveLength(1);
    expect(keys).toEqual(["supplier/harbour-kayaks/account", "supplier/harbour-kayaks/account/2"]);
  });

  it("can be opened once what Stripe refused has been mended", async () => {
    const { live, accounts, messages } = stage();
    expect((await live({ country: "ZZ" }).onboardingUrl(addresses)).kind).toBe("permanent");
    expect(messages()).toContain("Supplier account could not be opened");
    expect((await live().onboardingUrl(addresses)).kind).toBe("ok");
    expect(accounts()).toHaveLength(1);
  });

  it("keeps its key while Stripe has not begun to answer", async () => {
    const { live, fault, keys } = stage();
    await fault("accounts.create", "fail", { status: 429 });
    expect((await live().onboardingUrl(addresses)).kind).toBe("retryable");
    expect((await live().onboardingUrl(addresses)).kind).toBe("ok");
    expect(new Set(keys)).toEqual(new Set(["supplier/harbour-kayaks/account"]));
  });

  it("is kept when only the page could not be made", async () => {
    const { live, accounts, fault, messages } = stage();
    await fault("account_links.create", "fail", { status: 503 });
    const object = live();
    expect((await object.onboardingUrl(addresses)).kind).toBe("unknown");
    expect(messages()).toContain("Supplier onboarding could not begin");
    expect(okay(await object.account())?.transfersActive).toBe(false);
    expect((await object.onboardingUrl(addresses)).kind).toBe("ok");
    expect(accounts()).toHaveLength(1);
  });
});

describe("whether transfers are active", () => {
  it("is asked afresh while they are not, but not more often than every few seconds", async () => {
    const { live, bench, asked, switchTo } = stage();
    const object = live();
    await object.onboardingUrl(addresses);
    for (let count = 0; count < 10; count += 1) await object.account();
    expect(asked()).toBe(1);
    await switchTo("active");
    expect(okay(await object.account())?.transfersActive).toBe(false);
    await bench.advance(3_000);
    expect(okay(await object.account())?.transfersActive).toBe(true);
    expect(asked()).toBe(2);
  });

  it("is one question when many ask at once", async () => {
    const { live, asked } = stage();
    const object = live();
    await object.onboardingUrl(addresses);
    await Promise.all(Array.from({ length: 20 }, () => object.account()));
    expect(asked()).toBe(1);
  });

  it("is believed for a day once they are, also through an outage and an eviction", async () => {
    const { live, bench, asked, switchTo, fault } = stage();
    await live().onboardingUrl(addresses);
    await switchTo("active");
    expect(okay(await live().account())?.transfersActive).toBe(true);
    const before = asked();
    await bench.advance(23 * HOUR_MS);
    expect(okay(await live().account())?.transfersActive).toBe(true);
    expect(asked()).toBe(before);
    await bench.advance(2 * HOUR_MS);
    await fault("accounts.retrieve", "fail", { status: 503 });
    expect(okay(await live().account())?.transfersActive).toBe(true);
    expect(asked()).toBe(before + 1);
  });

  it("is found out after a day when the news that they ended was lost", async () => {
    const { live, bench, switchTo } = stage();
    await live().onboardingUrl(addresses);
    await switchTo("active");
    await live().account();
    await switchTo("inactive");
    await bench.advance(25 * HOUR_MS);
    expect(okay(await live().account())?.transfersActive).toBe(false);
  });

  it("is no longer believed of an account that Stripe does not show us any more", async () => {
    const { live, bench, switchTo, account, messages, payouts } = stage();
    await live().onboardingUrl(addresses);
    await switchTo("active");
    await live().account();
    await bench.advance(25 * HOUR_MS);
    // Deleted, or not ours any more: Stripe answers as for an account that does not exist.
    const gone = { ...payouts, account: () => payouts.account("acct_gone") };
    const object = live({}, gone);
    expect(okay(await object.account())).toEqual({ account: account(), transfersActive: false });
    expect(messages()).toContain("Supplier account inactive");
  });

  it("is not answered when they were not active and Stripe cannot say", async () => {
    const { live, fault } = stage();
    const object = live();
    await object.onboardingUrl(addresses);
    await fault("accounts.retrieve", "fail", { status: 503, times: 2 });
    expect((await object.account()).kind).toBe("unknown");
    expect((await object.account()).kind, "the few seconds hold for failures too").toBe("unknown");
  });
});

describe("news of an account", () => {
  it("is a reason to ask: what Stripe says now is stored, journalled and logged", async () => {
    const { live, switchTo, account, messages } = stage();
    const object = live();
    await object.onboardingUrl(addresses);
    await switchTo("active");
    expect(await object.accountChanged(account())).toBe("stored");
    expect(await object.accountChanged(account())).toBe("stored");
    await switchTo("inactive");
    expect(await object.accountChanged(account())).toBe("stored");
    expect(object.journal().map(({ event }) => event.type)).toEqual([
      "AccountOpening",
      "AccountOpened",
      "TransfersActivated",
      "TransfersStopped",
    ]);
    expect(messages()).toEqual([
      "Supplier account opened",
      "Supplier onboarding begun",
      "Supplier account active",
      "Supplier account inactive",
    ]);
  });

  it("is asked for again when Stripe cannot say", async () => {
    const { live, switchTo, account, fault } = stage();
    const object = live();
    await object.onboardingUrl(addresses);
    await switchTo("active");
    await fault("accounts.retrieve", "timeout");
    expect(await object.accountChanged(account())).toBe("unreachable");
    expect(await object.accountChanged(account())).toBe("stored");
    expect(okay(await object.account())?.transfersActive).toBe(true);
  });

  it("takes on the account whose answer we never got", async () => {
    const { live, account, accounts, fault } = stage();
    await fault("accounts.create", "timeout-after-success");
    const object = live();
    await object.onboardingUrl(addresses);
    expect(await object.accountChanged(account())).toBe("stored");
    expect((await object.onboardingUrl(addresses)).kind).toBe("ok");
    expect(accounts()).toHaveLength(1);
  });

  it("of another account changes nothing", async () => {
    const { live, bench, account, messages } = stage();
    const object = live();
    await object.onboardingUrl(addresses);
    const other = await bench.stripe.accounts.create({ type: "express" });
    expect(await object.accountChanged(other.id)).toBe("foreign");
    expect(okay(await object.account())?.account).toBe(account());
    expect(messages()).toContain("Supplier account unknown");
  });

  it("of a first account that comes while another is being opened wins: there are never two", async () => {
    const opening = Promise.withResolvers<Outcome<PayoutAccount>>();
    const payouts: Pick<Payouts, "openAccount" | "account" | "onboardingUrl"> = {
      openAccount: () => opening.promise,
      account: (account) => Promise.resolve(ok({ account, transfersActive: true })),
      onboardingUrl: ({ account }) =>
        Promise.resolve(ok({ url: `https://stripe.test/${account}` })),
    };
    const { live, messages } = stage();
    const object = live({}, payouts as Payouts);
    const page = object.onboardingUrl(addresses);
    expect(await object.accountChanged("acct_first")).toBe("stored");
    opening.resolve(ok({ account: "acct_second", transfersActive: false }));
    expect(okay(await page).url).toBe("https://stripe.test/acct_first");
    expect(okay(await object.account())).toEqual({ account: "acct_first", transfersActive: true });
    expect(messages()).toContain("Supplier account unknown");
  });

  it("that comes late never overwrites what was seen after it", async () => {
    const answers: ((active: boolean) => void)[] = [];
    const payouts: Pick<Payouts, "openAccount" | "account" | "onboardingUrl"> = {
      openAccount: () =>
        Promise.resolve({ kind: "ok", value: { account: "acct_1", transfersActive: false } }),
      onboardingUrl: () => Promise.resolve({ kind: "ok", value: { url: "https://stripe.test" } }),
      account: (account) =>
        new Promise((resolve) => {
          answers.push((transfersActive) =>
            resolve({ kind: "ok", value: { account, transfersActive } }),
          );
        }),
    };
    const object = stage().live({}, payouts as Payouts);
    await object.onboardingUrl(addresses);
    const [early, late] = [object.accountChanged("acct_1"), object.accountChanged("acct_1")];
    answers[1]?.(true);
    expect(await late).toBe("stored");
    answers[0]?.(false);
    await early;
    const types = object.journal().map(({ event }) => event.type);
    expect(types).toEqual(["AccountOpening", "AccountOpened", "TransfersActivated"]);
  });
});

describe("what is logged and journalled of a supplier", () => {
  it("is never the page's address", async () => {
    const { live, log, storage } = stage();
    const object = live();
    const { url } = okay(await object.onboardingUrl(addresses));
    const secret = url.split("/").at(-1) ?? "";
    expect(secret.length).toBeGreaterThan(10);
    expect(JSON.stringify(log)).not.toContain(secret);
    const rows = storage.database.prepare("SELECT * FROM payout_account").all();
    expect(JSON.stringify([rows, object.journal()])).not.toContain(secret);
  });

  it("grows and is never changed", () => {
    const { live, storage } = stage();
    live();
    storage.sql.exec("INSERT INTO journal (at, event) VALUES (1, '{}')");
    expect(() => storage.sql.exec("UPDATE journal SET at = 2")).toThrow("only grows");
  });
});
