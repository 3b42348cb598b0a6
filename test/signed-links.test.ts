import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import type { LinkPurpose } from "../src/domain/session/link-purpose.ts";
import { readLink, signLink } from "../src/signed-links.ts";

const secret = "a secret of at least thirty-two characters";
const now = Date.parse("2026-12-01T10:00:00Z");
const subject = "res_session_kayak-tour_20261212t1000_0123456789abcdef";
const expiresAt = now + 48 * 3_600_000;
const link = { secret, purpose: "accept" as const, subject };

const sign = (change: Partial<Parameters<typeof signLink>[0]> = {}) =>
  signLink({ ...link, expiresAt, ...change });
const read = (token: string, change: Partial<Parameters<typeof readLink>[1]> = {}) =>
  readLink(token, { ...link, now, ...change });
const invalid = { ok: false, reason: "invalid" };

describe("a signed link", () => {
  it("is good for what it was signed for", async () => {
    expect(await read(await sign())).toEqual({ ok: true });
  });

  it("is the same text whenever it is written", async () => {
    expect(await sign()).toBe(await sign());
  });

  it("fits an address as it is", async () => {
    expect(await sign()).toMatch(/^[A-Za-z0-9._-]{100,400}$/);
  });

  it.each(["decline", "cancel", "complete", "no-experience", "view", "onboard"] as LinkPurpose[])(
    "to accept is not one to %s",
    async (purpose) => {
      expect(await read(await sign(), { purpose })).toEqual(invalid);
    },
  );

  it("of one reservation opens no other", async () => {
    const other = subject.replace("0123", "3210");
    expect(await read(await sign(), { subject: other })).toEqual(invalid);
  });

  it("of a supplier is good for that supplier", async () => {
    const onboard = { purpose: "onboard" as const, subject: "pacific-paddle" };
    expect(await read(await sign(onboard), onboard)).toEqual({ ok: true });
  });
});

describe("the end of a link", () => {
  it("is where it was said to be", async () => {
    const token = await sign();
    expect(await read(token, { now: expiresAt - 1 })).toEqual({ ok: true });
    expect(await read(token, { now: expiresAt })).toEqual({ ok: false, reason: "expired" });
  });

  it("never comes early when it lies within a second", async () => {
    const token = await sign({ expiresAt: expiresAt + 500 });
    expect(await read(token, { now: expiresAt + 499 })).toEqual({ ok: true });
    expect(await read(token, { now: expiresAt + 1000 })).toMatchObject({ reason: "expired" });
  });

  it("is told of genuine links only: the signature is checked first", async () => {
    const forged = await sign({ secret: "another secret of thirty-two characters!" });
    expect(await read(forged, { now: expiresAt + 1 })).toEqual(invalid);
  });

  it("is told only to who has the right link, expired or not", async () => {
    const token = await sign();
    expect(await read(token, { now: expiresAt + 1, purpose: "decline" })).toEqual(invalid);
  });
});

describe("what is no link of ours", () => {
  it("is text that is no token", async () => {
    for (const token of ["", ".", "..", "a.b.c", "ü", "null", `${await sign()}.x`]) {
      expect(await read(token)).toEqual(invalid);
    }
  });

  it("is a token with one letter changed, in any of its three parts", async () => {
    const token = await sign();
    for (const place of [5, token.indexOf(".") + 5, token.lastIndexOf(".") + 5]) {
      const letter = token[place] === "A" ? "B" : "A";
      expect(await read(token.slice(0, place) + letter + token.slice(place + 1))).toEqual(invalid);
    }
  });

  it("is a token without a signature", async () => {
    const token = new UnsecuredJWT()
      .setAudience("accept")
      .setSubject(subject)
      .setExpirationTime(expiresAt / 1000)
      .encode();
    expect(await read(token)).toEqual(invalid);
  });

  it("is a token signed with a key pair, also when our secret is its public key", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
    const token = await new SignJWT()
      .setProtectedHeader({ alg: "RS256" })
      .setAudience("accept")
      .setSubject(subject)
      .setExpirationTime(expiresAt / 1000)
      .sign(privateKey);
    expect(await read(token)).toEqual(invalid);
    expect(await read(token, { secret: JSON.stringify(await exportJWK(publicKey)) })).toEqual(
      invalid,
    );
  });

  it("is a token that never ends", async () => {
    const token = await new SignJWT()
      .setProtectedHeader({ alg: "HS256" })
      .setAudience("accept")
      .setSubject(subject)
      .sign(new TextEncoder().encode(secret));
    expect(await read(token)).toEqual(invalid);
  });
});
