import { decodeJwt, UnsecuredJWT } from "jose";
import { describe, expect, it, vi } from "vitest";
import type { LinkPurpose } from "../../src/domain/session/link-purpose.ts";
import { SANDBOX_LINK_SECRET } from "../../src/sandbox/defaults.ts";
import { signLink } from "../../src/signed-links.ts";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  accepted,
  booked,
  CHECK_AT,
  DAY_MS,
  GUEST,
  HOUR_MS,
  linkIn,
  linksIn,
  loaded,
  MINUTE_MS,
  mail,
  mails,
  open,
  openAccount,
  payLink,
  press,
  REQUEST_STARTS_AT,
  request,
  reserve,
  STARTS_AT,
  statusOf,
  stored,
  told,
} from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";

const token = (link: string) => new URL(link).searchParams.get("token") ?? "";
const endOf = (link: string) => (decodeJwt(token(link)).exp ?? 0) * 1000;

describe("Email Action Links: token expiry", () => {
  it("Accept and Decline request: 48 hours", async () => {
    const stage = sessionStage();
    await reserve(stage, request);
    const deadline = stage.now() + 48 * HOUR_MS;
    await stage.pass();
    const asked = mail(stage, "supplier_new_request");
    for (const action of ["accept", "decline"]) {
      expect(endOf(linkIn(asked, action))).toBe(deadline);
    }
  });

  it("Cancel booking: until 7 days before the experience", async () => {
    const stage = sessionStage();
    await booked(stage);
    const link = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    const until = STARTS_AT - 7 * DAY_MS;
    expect(endOf(link) - 1_000).toBe(until);
  });

  it("Confirm completion and Report no-experience: 14 days", async () => {
    const stage = sessionStage();
    await booked(stage);
    await stage.until(CHECK_AT + MINUTE_MS);
    const check = mail(stage, "supplier_completion_check");
    for (const action of ["complete", "no-experience"]) {
      expect(endOf(linkIn(check, action)) - 1_000).toBe(CHECK_AT + 14 * DAY_MS);
    }
  });

  it("to the second: a request is open to an answer in its last second, and in the next it is not", async () => {
    for (const [late, title, status] of [
      [-1, "Request accepted", "approved"],
      [0, "Request expired", "pending"],
    ] as const) {
      const stage = sessionStage();
      await openAccount(stage);
      const { reservation, responseDeadline } = await reserve(stage, request);
      await stage.pass();
      const link = linkIn(mail(stage, "supplier_new_request"), "accept");
      // Without the alarm of that instant: the link alone decides.
      stage.jump(Date.parse(responseDeadline) + late - stage.now());
      expect((await press(stage, link)).title).toBe(title);
      expect(statusOf(stage, reservation)).toBe(status);
    }
  });
});

const actions: Record<string, [kind: "reservations" | "bookings", other: LinkPurpose]> = {
  accept: ["reservations", "decline"],
  decline: ["reservations", "accept"],
  cancel: ["bookings", "complete"],
  complete: ["bookings", "no-experience"],
  "no-experience": ["bookings", "complete"],
};

/** A request and a booking, each with a good link for every action. */
async function withEverything() {
  const stage = sessionStage();
  await openAccount(stage);
  const pending = await reserve(stage, request);
  const booking = await booked(stage, { guest: { ...GUEST, email: "bob@example.com" } });
  await stage.until(CHECK_AT + MINUTE_MS - DAY_MS);
  return { stage, pending: pending.reservation, booking: booking.reservation };
}

async function linkFor(
  stage: Stage,
  action: string,
  id: string,
  change: { purpose?: LinkPurpose; subject?: string; secret?: string; expiresAt?: number } = {},
): Promise<string> {
  const [kind] = actions[action] ?? ["bookings"];
  const signed = await signLink({
    secret: SANDBOX_LINK_SECRET,
    purpose: action as LinkPurpose,
    subject: id,
    expiresAt: stage.now() + HOUR_MS,
    ...change,
  });
  return `http://localhost:8787/api/${kind}/${id}/${action}?token=${signed}`;
}

describe.each(Object.keys(actions))("a link to %s", (action) => {
  const [kind, other] = actions[action] ?? ["bookings", "accept"];

  it.each([
    [
      "of another reservation",
      { subject: "res_session_linocut-workshop_20261212t1000_aaaaaaaaaaaaaaaa" },
    ],
    ["for another action", { purpose: other }],
    ["for the guest's own page", { purpose: "view" as const }],
    ["signed by somebody else", { secret: "somebody-else-signed-this-with-a-long-text" }],
  ])("with a token %s says nothing of any booking, and changes nothing", async (_what, change) => {
    const { stage, pending, booking } = await withEverything();
    const id = kind === "reservations" ? pending : booking;
    const before = stored(stage);
    const link = await linkFor(stage, action, id, change);
    for (const click of [open, press]) {
      const shown = await click(stage, link);
      expect(shown).toMatchObject({ status: 403, title: "This link does not work", button: false });
      expect(shown.text).not.toContain(loaded(stage, id).code);
      expect(shown.text).not.toContain("Ada");
    }
    expect(stored(stage)).toBe(before);
  });

  it("with a token that was tampered with, cut off, unsigned or left out changes nothing", async () => {
    const { stage, pending, booking } = await withEverything();
    const id = kind === "reservations" ? pending : booking;
    const before = stored(stage);
    const good = token(await linkFor(stage, action, id));
    const [head = "", payload = "", signature = ""] = good.split(".");
    const later = btoa(JSON.stringify({ aud: action, sub: id, exp: 9_999_999_999 }));
    const unsigned = new UnsecuredJWT({ exp: 9_999_999_999 })
      .setAudience(action)
      .setSubject(id)
      .encode();
    const bad = [
      `${head}.${later.replaceAll("=", "")}.${signature}`,
      `${head}.${payload}.${signature.slice(0, -2)}`,
      `${head}.${payload}.`,
      unsigned,
      "",
      "x".repeat(5_000),
    ];
    for (const text of bad) {
      const link = `http://localhost:8787/api/${kind}/${id}/${action}?token=${text}`;
      expect((await press(stage, link)).status).toBe(403);
    }
    const bare = `http://localhost:8787/api/${kind}/${id}/${action}`;
    expect((await press(stage, bare)).status).toBe(403);
    expect(stored(stage)).toBe(before);
  });

  it("that has ended says why, and changes nothing", async () => {
    const { stage, pending, booking } = await withEverything();
    const id = kind === "reservations" ? pending : booking;
    const before = stored(stage);
    const link = await linkFor(stage, action, id, { expiresAt: stage.now() - 1_000 });
    for (const click of [open, press]) {
      const shown = await click(stage, link);
      expect(shown).toMatchObject({ status: 200, button: false });
    }
    expect(stored(stage)).toBe(before);
  });

  it("of a reservation that does not exist is not found", async () => {
    const { stage } = await withEverything();
    const id = "res_session_linocut-workshop_20261212t1000_0000000000000000";
    const link = await linkFor(stage, action, id);
    expect((await press(stage, link)).status).toBe(404);
    for (const strange of ["res_room_quiet-room_0000000000000000", "nonsense", "__proto__"]) {
      expect((await press(stage, await linkFor(stage, action, strange))).status).toBe(403);
    }
  });
});

describe("a link for something else than a booking", () => {
  it("to cancel a request that is not paid changes nothing", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, request);
    const before = stored(stage);
    for (const action of ["cancel", "complete", "no-experience"]) {
      const shown = await press(stage, await linkFor(stage, action, reservation));
      expect(shown.title).toBe("Not booked");
    }
    expect(stored(stage)).toBe(before);
  });
});

/** What a mail scanner does with an email: `HEAD` and `GET` of every address, more than once. */
async function scan(stage: Stage, seen: Set<string>): Promise<number> {
  const links = mails(stage)
    .flatMap(linksIn)
    .filter((link) => !seen.has(link));
  for (const link of links) {
    seen.add(link);
    const { pathname, search } = new URL(link);
    if (pathname.startsWith("/sandbox/")) {
      // Stripe's own page: a visit opens a page to pay on, and takes nothing.
      await stage.provider(new Request(link));
      continue;
    }
    for (const method of ["HEAD", "GET", "HEAD", "GET"]) {
      const answer = await stage.call(`${pathname}${search}`, { method });
      await answer.text();
    }
  }
  return links.length;
}

describe("while staff have paused payments", () => {
  it("and whoever accepts while nobody says whether they have is asked to try again", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const link = linkIn(mail(stage, "supplier_new_request"), "accept");
    const answers = vi.spyOn(stage.desk, "paymentsPaused", "get").mockImplementation(() => {
      throw new Error("the desk is gone");
    });
    const shown = await press(stage, link);
    expect([shown.status, shown.title]).toEqual([503, "Please try again"]);
    expect(statusOf(stage, reservation)).toBe("pending");
    answers.mockRestore();
    expect((await press(stage, link)).title).toBe("Request accepted");
  });

  it("accepting opens no payment, changes nothing, and works when they go on", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const accept = linkIn(mail(stage, "supplier_new_request"), "accept");
    stage.desk.pausePayments(true);
    const before = stored(stage);
    const shown = await press(stage, accept);
    expect(shown.title).toBe("Please try again later");
    expect(shown.text).toContain("non è cambiato nulla");
    expect(stored(stage)).toBe(before);
    await stage.pass();
    expect(stage.state().stripe.paymentLinks).toEqual([]);
    expect(told(stage)).not.toContain(`guest_booking_approved → ${GUEST.email}`);
    stage.desk.pausePayments(false);
    expect((await press(stage, accept)).title).toBe("Request accepted");
    expect(statusOf(stage, reservation)).toBe("approved");
  });

  it("declining is possible: it asks nobody for money", async () => {
    const stage = sessionStage();
    await reserve(stage, request);
    await stage.pass();
    stage.desk.pausePayments(true);
    const decline = linkIn(mail(stage, "supplier_new_request"), "decline");
    expect((await press(stage, decline)).title).toBe("Request declined");
  });
});

describe("a scanner that opens every link of every email", () => {
  it("of a whole story of Flow B changes nothing, at no moment of it", async () => {
    const stage = sessionStage();
    const seen = new Set<string>();
    let opened = 0;
    const scanned = async () => {
      await stage.pass();
      const before = [stored(stage), JSON.stringify(mails(stage)), JSON.stringify(stage.refunds())];
      opened += await scan(stage, seen);
      const after = [stored(stage), JSON.stringify(mails(stage)), JSON.stringify(stage.refunds())];
      expect(after).toEqual(before);
    };
    const { reservation } = await reserve(stage, request);
    await scanned();
    expect(stage.state().stripe.accounts).toEqual([]);
    await openAccount(stage);
    await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    await scanned();
    await payLink(stage, loaded(stage, reservation).link?.url ?? "");
    await scanned();
    await stage.until(REQUEST_STARTS_AT + DAY_MS);
    await scanned();
    await press(stage, linkIn(mail(stage, "supplier_completion_check"), "complete"));
    await scanned();
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(opened).toBeGreaterThanOrEqual(8);
    expect(told(stage)).toHaveLength(8);
    expect(stage.state().stripe.transfers).toHaveLength(1);
  });

  it("of a booking that is then cancelled changes nothing either", async () => {
    const stage = sessionStage();
    const { reservation } = await booked(stage);
    const before = stored(stage);
    await scan(stage, new Set());
    expect(stored(stage)).toBe(before);
    expect(statusOf(stage, reservation)).toBe("confirmed");
  });
});

describe("the page of a link", () => {
  it("has one button, in a form to the same address, and no script", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    await accepted(stage);
    const { reservation } = await reserve(stage, {
      ...request,
      guest: { ...GUEST, email: "bob@example.com" },
    });
    await stage.pass();
    for (const action of ["accept", "decline"]) {
      const link = linkIn(mail(stage, "supplier_new_request", reservation), action);
      const { html } = await open(stage, link);
      const { pathname, search } = new URL(link);
      expect(html.match(/<button/g)).toHaveLength(1);
      expect(html).toContain(`action="${pathname}${search}"`);
      expect(html).not.toContain("<script");
      expect(html).toContain("autofocus");
    }
  });

  it("cannot be pressed from another site, nor with another method", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    const before = stored(stage);
    const link = linkIn(mail(stage, "supplier_new_request"), "decline");
    const { pathname, search } = new URL(link);
    const headers = { origin: "https://evil.example" };
    const foreign = await stage.call(`${pathname}${search}`, { method: "POST", headers });
    expect(foreign.status).toBe(403);
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      expect((await stage.call(`${pathname}${search}`, { method })).status).toBe(405);
    }
    expect(stored(stage)).toBe(before);
    expect(statusOf(stage, reservation)).toBe("pending");
  });
});
