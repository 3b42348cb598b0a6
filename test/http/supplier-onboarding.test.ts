import { describe, expect, it } from "vitest";
import { offerOnboarding, startOnboarding } from "../../src/http/routes/supplier-onboarding.ts";
import { signLink } from "../../src/signed-links.ts";
import { SLUG, supplierStage } from "./supplier-stage.ts";

type Stage = ReturnType<typeof supplierStage>;

const HOUR_MS = 60 * 60_000;
const PUBLIC_URL = "http://localhost:8787";

async function linkOf({ context }: Stage, change: object = {}): Promise<string> {
  const token = await signLink({
    secret: context.settings.LINK_SECRET,
    purpose: "onboard",
    subject: SLUG,
    expiresAt: context.now() + HOUR_MS,
    ...change,
  });
  return `${PUBLIC_URL}/api/suppliers/${SLUG}/onboarding?token=${token}`;
}

const get = ({ context }: Stage, url: string) => offerOnboarding(new Request(url), SLUG, context);
const post = ({ context }: Stage, url: string) =>
  startOnboarding(new Request(url, { method: "POST" }), SLUG, context);

/** Follows a redirect into the sandbox's Stripe. */
function follow({ bench }: Stage, answer: Response): Promise<Response> {
  return bench.fetch(new URL(answer.headers.get("location") ?? "").pathname);
}

describe("a supplier's onboarding link", () => {
  it("states what will happen and has one button; opened a hundred times it opens nothing", async () => {
    const stage = supplierStage();
    const link = await linkOf(stage);
    for (let count = 0; count < 100; count += 1) {
      expect((await get(stage, link)).status).toBe(200);
    }
    const html = await (await get(stage, link)).text();
    const { pathname, search } = new URL(link);
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain(`action="${pathname}${search}"`);
    expect(html).not.toContain("<script");
    expect(stage.accounts()).toEqual([]);
    expect(stage.object.journal()).toEqual([]);
  });

  it("leads to Stripe at the press of the button, and Stripe leads back to us", async () => {
    const stage = supplierStage();
    const link = await linkOf(stage);
    const answer = await post(stage, link);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    const page = await follow(stage, answer);
    expect(page.status).toBe(200);
    const visit = /name="visit" value="(\w+)"/.exec(await page.text())?.[1] ?? "";
    const left = await stage.bench.fetch(new URL(answer.headers.get("location") ?? "").pathname, {
      method: "POST",
      body: new URLSearchParams({ visit, outcome: "finish" }),
    });
    expect(left.headers.get("location")).toBe(`${PUBLIC_URL}/suppliers/onboarded?language=it`);
    expect(await stage.object.account()).toMatchObject({ value: { transfersActive: true } });
  });

  it("works again: a used page of Stripe's leads back to the link, and the link to a new page", async () => {
    const stage = supplierStage();
    const link = await linkOf(stage);
    const answer = await post(stage, link);
    await follow(stage, answer);
    const used = await follow(stage, answer);
    expect([used.status, used.headers.get("location")]).toEqual([302, link]);
    expect((await get(stage, link)).status).toBe(200);
    expect((await follow(stage, await post(stage, link))).status).toBe(200);
    expect(stage.accounts()).toHaveLength(1);
  });

  it("lets the browser follow the button to Stripe: the page's policy names it", async () => {
    const stage = supplierStage();
    const { headers } = await get(stage, await linkOf(stage));
    expect(headers.get("content-security-policy")).toContain(
      "form-action 'self' https://connect.stripe.com;",
    );
  });

  it.each<[string, object, number, string]>([
    ["that has ended", { expiresAt: 1 }, 410, "è scaduto"],
    ["for another purpose", { purpose: "accept" }, 403, "non funziona"],
    ["of another supplier", { subject: "somebody-else" }, 403, "non funziona"],
    ["signed by somebody else", { secret: "x".repeat(40) }, 403, "non funziona"],
  ])("%s does nothing and says so", async (_what, change, status, words) => {
    const stage = supplierStage();
    const link = await linkOf(stage, change);
    for (const open of [get, post]) {
      const answer = await open(stage, link);
      expect(answer.status).toBe(status);
      const html = await answer.text();
      expect(html).toContain(words);
      expect(html).not.toContain("<button");
    }
    expect(stage.accounts()).toEqual([]);
  });

  it.each(["", "?token=", "?token=nonsense", "?token=a.b.c"])(
    "without a token (%s) does nothing",
    async (query) => {
      const stage = supplierStage();
      const url = `${PUBLIC_URL}/api/suppliers/${SLUG}/onboarding${query}`;
      expect((await get(stage, url)).status).toBe(403);
      expect((await post(stage, url)).status).toBe(403);
      expect(stage.accounts()).toEqual([]);
    },
  );

  it("for a supplier that left the catalogue does nothing", async () => {
    const stage = supplierStage();
    const link = await linkOf(stage, { subject: "long-gone" });
    const gone = new Request(link, { method: "POST" });
    expect((await startOnboarding(gone, "long-gone", stage.context)).status).toBe(403);
    expect((await offerOnboarding(new Request(link), "long-gone", stage.context)).status).toBe(403);
  });

  it("says to try again while Stripe is down, and then works", async () => {
    const stage = supplierStage();
    const link = await linkOf(stage);
    await stage.fault("account_links.create", "fail", { status: 503 });
    const down = await post(stage, link);
    expect(down.status).toBe(503);
    expect(await down.text()).toContain("Riprova");
    expect((await post(stage, link)).status).toBe(303);
    expect(stage.accounts()).toHaveLength(1);
  });

  it("and Stripe's page are never logged", async () => {
    const stage = supplierStage();
    const link = await linkOf(stage);
    const answer = await post(stage, link);
    await stage.fault("account_links.create", "fail", { status: 400 });
    await post(stage, link);
    const said = JSON.stringify(stage.log);
    expect(stage.log.length).toBeGreaterThan(1);
    expect(said).not.toContain(new URL(link).searchParams.get("token"));
    expect(said).not.toContain(answer.headers.get("location")?.split("/").at(-1));
  });
});
