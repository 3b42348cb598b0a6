import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { networkAddress } from "../../src/http/network-address.ts";
import { call, migrateLedger } from "./guest.ts";

/** As wrangler.toml has it: attempts to hold something, of one network in a minute. */
const LIMIT = 300;

beforeAll(migrateLedger);

const from = (address: string) => ({
  "content-type": "application/json",
  "cf-connecting-ip": address,
});

/** An empty wish: refused by its schema, unless the limit comes first. */
const wish = (address: string, path = "/api/reservations") =>
  call(path, { method: "POST", headers: from(address), body: "{}" });

/** A network that has asked nothing yet, so that a test that is tried again begins anew. */
let networks = 0;
const newNetwork = () => {
  networks += 1;
  return { address: `203.0.113.${networks}`, prefix: `2001:db8:1:${networks}` };
};

/** What a network has left in this minute, after which it has nothing. */
async function useUp(address: string): Promise<number> {
  const key = await networkAddress(new Request("http://x.test", { headers: from(address) }));
  for (let used = 0; ; used += 1) {
    if (!(await env.HOLD_LIMIT.limit({ key })).success) return used;
  }
}

// A minute may end between using it up and what is expected of it.
describe("one network that asks and asks", { retry: 2, timeout: 60_000 }, () => {
  it("is told to wait, in the product's words, and nobody else is", async () => {
    const { address } = newNetwork();
    expect((await wish(address)).status).toBe(422);
    expect(await useUp(address)).toBe(LIMIT - 1);
    const answer = await wish(address);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("60");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const body: object = await answer.json();
    expect(body).toMatchObject({ code: "too-many-requests", status: 429 });
    expect(body).not.toHaveProperty("violations");
    expect((await wish(newNetwork().address)).status).toBe(422);
  });

  it("is one network with the whole of an IPv6 /64, and at whichever door", async () => {
    const { prefix } = newNetwork();
    await useUp(`${prefix}::1`);
    for (const door of ["create-payment-intent", "checkout-sessions", "reservations"]) {
      expect((await wish(`${prefix}:ffff::9`, `/api/${door}`)).status).toBe(429);
    }
    expect((await wish(`${newNetwork().prefix}::1`)).status).toBe(422);
  });

  it("is heard all the same where Stripe speaks, or staff, or somebody only looks", async () => {
    const { address } = newNetwork();
    await useUp(address);
    expect((await wish(address)).status).toBe(429);
    expect((await wish(address, "/webhook")).status).toBe(401);
    expect((await wish(address, "/api/staff/payments/pause")).status).toBe(403);
    expect((await call("/api/catalogue", { headers: from(address) })).status).toBe(200);
    expect((await wish(address, "/api/quote")).status).toBe(422);
  });
});
