import { describe, expect, it } from "vitest";
import type { Supplier } from "../../../src/catalogue/catalogue.ts";
import { catalogue } from "../../../src/catalogue/catalogue.ts";
import { sessionStage } from "./session-sound.ts";
import {
  booked,
  CHECK_AT,
  DAY_MS,
  ENDS_AT,
  GUEST_EMAIL,
  HOUR_MS,
  linkIn,
  loaded,
  MINUTE_MS,
  mail,
  mails,
  objectOf,
  openAccount,
  press,
  request,
  reserve,
  STAFF_EMAIL,
  SUPPLIER_EMAIL,
  statusOf,
} from "./session-story.ts";

const BEFORE = "stamperia-rosa";
const AFTER = "east-end-walks";

/** The experience's supplier changes, or is deleted, when `deploy` is called. */
function stageWithChanges() {
  let supplier: string | undefined = BEFORE;
  const found = (slug: string): Supplier => {
    const one = catalogue.supplier(slug);
    if (one === undefined) throw new Error(`no supplier ${slug}`);
    return one;
  };
  const stage = sessionStage({
    changeExperience: (experience) => ({ ...experience, supplier: found(supplier ?? AFTER) }),
    supplier: (slug) => (supplier === undefined && slug === BEFORE ? undefined : found(slug)),
  });
  return {
    stage,
    deploy(reservation: string, next: string | undefined) {
      supplier = next;
      objectOf(stage, reservation).restart();
    },
  };
}

const toSuppliers = (stage: ReturnType<typeof sessionStage>, since: number) =>
  mails(stage)
    .slice(since)
    .filter(({ template }) => template.startsWith("supplier_"))
    .map(({ template, to }) => `${template} → ${to}`);

describe("a supplier is changed in the catalogue while a booking stands", () => {
  it("the one who was agreed on is asked whether it took place, and is paid", async () => {
    const { stage, deploy } = stageWithChanges();
    const account = await openAccount(stage, BEFORE);
    await openAccount(stage, AFTER);
    const { reservation } = await booked(stage);
    const since = mails(stage).length;
    deploy(reservation, AFTER);
    await stage.until(ENDS_AT + 8 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(stage.state().stripe.transfers).toMatchObject([{ destination: account, amount: 7200 }]);
    expect(toSuppliers(stage, since)).toEqual([
      `supplier_completion_check → ${SUPPLIER_EMAIL}`,
      `supplier_payout_sent → ${SUPPLIER_EMAIL}`,
    ]);
  });

  it("the account of the new one does not stand in for the old one's", async () => {
    const { stage, deploy } = stageWithChanges();
    await openAccount(stage, AFTER);
    const { reservation } = await reserve(stage, request);
    await stage.pass();
    deploy(reservation, AFTER);
    const accept = linkIn(mail(stage, "supplier_new_request"), "accept");
    expect((await press(stage, accept)).title).toBe("Set up your payouts first");
    expect(statusOf(stage, reservation)).toBe("pending");
    await openAccount(stage, BEFORE);
    expect((await press(stage, accept)).title).toBe("Request accepted");
  });

  it("the old one's emails lead to the set-up of their account while it is missing", async () => {
    const { stage, deploy } = stageWithChanges();
    await openAccount(stage, AFTER);
    const { reservation } = await booked(stage);
    deploy(reservation, AFTER);
    await stage.until(CHECK_AT + MINUTE_MS);
    const check = mail(stage, "supplier_completion_check");
    expect(new URL(linkIn(check, "onboarding")).pathname).toContain(BEFORE);
  });
});

describe("a supplier who is deleted from the catalogue while a booking stands", () => {
  it("is not paid, nor is anybody else: staff are told, and what is theirs waits", async () => {
    const { stage, deploy } = stageWithChanges();
    const account = await openAccount(stage, BEFORE);
    await openAccount(stage, AFTER);
    const { reservation } = await booked(stage);
    const since = mails(stage).length;
    deploy(reservation, undefined);
    await stage.until(ENDS_AT + 8 * DAY_MS);
    expect(statusOf(stage, reservation)).toBe("completed");
    expect(stage.state().stripe.transfers).toEqual([]);
    expect(toSuppliers(stage, since)).toEqual([]);
    expect(Object.values(loaded(stage, reservation).items).toSorted()).toEqual([
      "effect-stuck",
      "transfer-blocked",
    ]);
    const alerts = mails(stage)
      .slice(since)
      .filter(({ to }) => to === STAFF_EMAIL);
    expect(alerts.map(({ text }) => text).join()).toContain(
      'rooms.config.ts has no supplier "stamperia-rosa"',
    );

    deploy(reservation, BEFORE);
    await stage.pass(2 * HOUR_MS);
    expect(stage.state().stripe.transfers).toMatchObject([{ destination: account }]);
  });

  it("does not keep their guests from hearing of it", async () => {
    const { stage, deploy } = stageWithChanges();
    const { reservation } = await booked(stage);
    const cancel = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    deploy(reservation, undefined);
    await press(stage, cancel);
    await stage.pass();
    expect(mail(stage, "guest_cancellation_confirmed").to).toBe(GUEST_EMAIL);
  });
});
