import { describe, expect, it } from "vitest";
import type { Stage } from "../../stage.ts";
import { sessionStage } from "./session-sound.ts";
import {
  booked,
  CHECK_AT,
  DAY_MS,
  instant,
  linkIn,
  mail,
  mails,
  objectOf,
  openAccount,
  press,
  request,
  reserve,
  statusOf,
} from "./session-story.ts";

const sent = (stage: Stage, wanted: string) =>
  mails(stage).filter(({ template }) => template === wanted);

/** Staff take it from the list of effects in a reservation's story, where the later ones stand too. */
async function retry(stage: Stage, reservation: string, effect: string): Promise<boolean> {
  const found = objectOf(stage, reservation).object.retry(`${reservation}/${effect}`);
  await stage.pass();
  return found;
}

describe("staff's retry of an effect whose time has not come", () => {
  it("pays no supplier before the session, and takes from no guest the right to cancel", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    expect(await retry(stage, reservation, "complete-booking")).toBe(false);
    expect(stage.state().stripe.transfers).toEqual([]);
    expect(statusOf(stage, reservation)).toBe("confirmed");
    const cancel = linkIn(mail(stage, "guest_payment_confirmed"), "cancel");
    expect((await press(stage, cancel)).title).toBe("Cancellation confirmed");
  });

  it("asks no supplier about a session to come, and asks them once it is over", async () => {
    const stage = sessionStage();
    await openAccount(stage);
    const { reservation } = await booked(stage);
    expect(await retry(stage, reservation, "tell/supplier_completion_check")).toBe(false);
    expect(sent(stage, "supplier_completion_check")).toEqual([]);
    await stage.until(CHECK_AT + DAY_MS);
    expect(sent(stage, "supplier_completion_check")).toHaveLength(1);
  });

  it("ends no hold early and in silence", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, instant);
    expect(await retry(stage, reservation, "end-hold")).toBe(false);
    expect(statusOf(stage, reservation)).toBe("approved");
    await stage.pass(2 * DAY_MS);
    expect(sent(stage, "guest_payment_expired")).toHaveLength(1);
  });

  it("tells no guest that nobody answered while the supplier still may", async () => {
    const stage = sessionStage();
    const { reservation } = await reserve(stage, request);
    expect(await retry(stage, reservation, "end-request")).toBe(false);
    expect(sent(stage, "guest_request_expired")).toEqual([]);
    expect(statusOf(stage, reservation)).toBe("pending");
  });
});
