import { afterEach, describe, expect, it } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import { publicCatalogue } from "../../src/catalogue/public-view.ts";
import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import { holdTrip, payTrip, ride, SERVICE, tripOf, tripStage } from "../objects/service/trip.ts";
import { sessionStage } from "../objects/session/session-sound.ts";
import {
  booked,
  CHECK_AT,
  DAY_MS,
  ENDS_AT,
  GUEST,
  instant,
  linkIn,
  linksIn,
  MINUTE_MS,
  mail,
  openAccount,
  payLink,
  press,
  request,
  reserve,
  statusOf,
} from "../objects/session/session-story.ts";
import type { Stage } from "../stage.ts";

const SLUG = instant.experience;

/** As `retired: true` in rooms.config.ts, deployed now. */
function retire(): void {
  for (const one of [catalogue.experience(SLUG), catalogue.service(SERVICE)]) {
    if (one === undefined) throw new Error("the catalogue has both");
    one.retired = true;
  }
}

/** The same while there are bookings: a deployment starts every object anew. */
function deployRetired(stage: Stage): void {
  retire();
  for (const object of [...stage.sessions.all(), ...stage.services.all()]) object.restart();
}

async function expectNothingGone(stage: Stage, email: SandboxMessage): Promise<void> {
  for (const link of linksIn(email)) {
    const { pathname, search } = new URL(link);
    expect((await stage.call(`${pathname}${search}`)).status, link).not.toBe(404);
  }
}

afterEach(() => {
  for (const one of [...catalogue.experiences, ...catalogue.services]) one.retired = false;
});

describe("an experience that is retired", () => {
  it("is neither listed nor sold", async () => {
    const stage = sessionStage();
    retire();
    expect(publicCatalogue(catalogue).experiences.map(({ slug }) => slug)).not.toContain(SLUG);
    for (const path of [`/experiences/${SLUG}`, `/api/experiences/${SLUG}/sessions?from=&to=`]) {
      expect((await stage.call(path)).status, path).toBe(404);
    }
    for (const wish of [instant, request]) {
      const answer = await stage.post("/api/reservations", wish);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: "unknown-experience" });
    }
    expect(stage.sessions.all()).toEqual([]);
  });

  it("runs what it has sold to its end: payment, page, links, settlement", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation, paymentUrl, bookingUrl } = await reserve(stage, instant);
    retire();
    await payLink(stage, paymentUrl);
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("confirmed");
    const { pathname, search } = new URL(bookingUrl);
    expect((await stage.call(`${pathname}${search}`)).status).toBe(200);
    expect((await stage.call(`/api${pathname}${search}`)).status).toBe(200);
    await stage.until(CHECK_AT + MINUTE_MS);
    await press(stage, linkIn(mail(stage, "supplier_completion_check"), "complete"));
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(stage.state().stripe.transfers).toHaveLength(1);
  });

  it("lets a guest cancel, and a supplier accept what was asked for before", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    const asked = await reserve(stage, request);
    await stage.pass();
    retire();
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await press(stage, linkIn(mail(stage, "supplier_new_request"), "accept"));
    await stage.pass();
    expect(statusOf(stage, reservation)).toBe("cancelled");
    expect(statusOf(stage, asked.reservation)).toBe("approved");
    await stage.until(ENDS_AT + DAY_MS);
  });
});

describe("what guests of an experience that is retired are sent", () => {
  it("leads to no page that is gone, and says what there is instead", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const declined = await reserve(stage, request);
    await reserve(stage, { ...request, requested: { date: "2026-12-10", time: "11:00" } });
    const paid = await reserve(stage, {
      ...instant,
      guest: { ...GUEST, email: "eve@example.com" },
    });
    await reserve(stage, { ...instant, guest: { ...GUEST, email: "bob@example.com" } });
    await stage.pass();
    deployRetired(stage);
    await press(
      stage,
      linkIn(mail(stage, "supplier_new_request", declined.reservation), "decline"),
    );
    await payLink(stage, paid.paymentUrl);
    await stage.pass();
    await press(stage, linkIn(mail(stage, "guest_payment_confirmed"), "cancel"));
    await stage.pass(3 * DAY_MS);
    const calendar = mail(stage, "guest_payment_confirmed").attachments?.[0];
    expect(Buffer.from(calendar?.content ?? "", "base64").toString()).not.toMatch(/^URL/m);
    for (const template of [
      "guest_request_declined",
      "guest_request_expired",
      "guest_payment_expired",
      "guest_cancellation_confirmed",
    ] as const) {
      const email = mail(stage, template);
      expect(email.text).toContain("Linocut Workshop is not offered any more.");
      expect(email.text).not.toContain("another time");
      await expectNothingGone(stage, email);
    }
  });

  it("is a page of their own that leads to what there is, too", async () => {
    const stage = sessionStage();
    const { bookingUrl } = await reserve(stage, instant);
    const { pathname, search } = new URL(bookingUrl);
    const page = async () => (await stage.call(`${pathname}${search}`)).text();
    expect(await page()).toContain('"retired":false');
    retire();
    expect(await page()).toContain('"retired":true');
  });
});

describe("a service that is retired", () => {
  it("leads no client whose trip is cancelled to a page that is gone", async () => {
    const stage = tripStage();
    const held = await holdTrip(stage);
    await payTrip(stage, held);
    await stage.pass();
    deployRetired(stage);
    stage.services.service(SERVICE).object.holds.cancel(held.reservation, { reason: "asked" });
    await stage.pass();
    const email = stage.messages().find(({ subject }) => subject?.startsWith("Cancelled"));
    if (email === undefined) throw new Error("the client hears of it");
    expect(email.text).toContain("is not offered any more");
    await expectNothingGone(stage, email);
  });

  it("is neither listed nor sold, nor priced", async () => {
    const stage = tripStage();
    retire();
    expect(publicCatalogue(catalogue).services.map(({ slug }) => slug)).not.toContain(SERVICE);
    expect((await stage.call(`/services/${SERVICE}`)).status).toBe(404);
    const held = await stage.post("/api/checkout-sessions", ride);
    expect(held.status).toBe(404);
    expect(await held.json()).toMatchObject({ code: "unknown-service" });
    const { service, route, format, passengers, extras } = ride;
    const wishes = { service, route, format, package: ride.package, passengers, extras };
    expect((await stage.post("/api/quote", wishes)).status).toBe(404);
  });

  it("drives what it has sold", async () => {
    const stage = tripStage();
    const held = await holdTrip(stage);
    retire();
    await payTrip(stage, held);
    await stage.pass();
    expect(tripOf(stage, held)?.status).toBe("confirmed");
    expect((await stage.call(`/services/${SERVICE}/booked`)).status).toBe(200);
  });
});
