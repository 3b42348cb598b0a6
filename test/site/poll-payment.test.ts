import { describe, expect, it } from "vitest";
import type { ApiResult, PaymentAnswer, PaymentState } from "../../src/site/client/api.ts";
import {
  lookForLate,
  patientWaitsMs,
  pollPayment,
} from "../../src/site/client/confirmation/poll-payment.ts";

const answer = (status: PaymentState): ApiResult<PaymentAnswer> => ({
  ok: true,
  answeredAt: 0,
  value: { found: status === "confirmed", status, booking: null },
});
const lost: ApiResult<PaymentAnswer> = { ok: false, reason: "unreachable" };

async function poll(...answers: ApiResult<PaymentAnswer>[]) {
  const waits: number[] = [];
  let asked = 0;
  const outcome = await pollPayment(
    async () => answers[Math.min(asked++, answers.length - 1)] ?? lost,
    async (ms) => {
      waits.push(ms);
    },
  );
  return { outcome, waits, asked };
}

describe("polling for the booking", () => {
  it("asks five times, two seconds apart, and then says that it is still processing", async () => {
    const { outcome, waits, asked } = await poll(answer("processing"));
    expect(outcome).toEqual({ state: "unsettled", last: "processing" });
    expect(asked).toBe(5);
    expect(waits).toEqual([2000, 2000, 2000, 2000]);
  });

  it.each(["confirmed", "refunded", "expired"] as const)(
    "stops at once when %s",
    async (status) => {
      const { outcome, asked } = await poll(answer("processing"), answer(status));
      expect(outcome).toMatchObject({ state: "settled", answer: { status } });
      expect(asked).toBe(2);
    },
  );

  it("survives lost answers", async () => {
    const { outcome } = await poll(lost, lost, answer("confirmed"));
    expect(outcome).toMatchObject({ state: "settled" });
  });

  it("does not claim that a payment was received when nothing was ever heard", async () => {
    expect((await poll(lost)).outcome).toEqual({ state: "unsettled", last: "unreachable" });
    expect((await poll(answer("unknown"))).outcome).toEqual({
      state: "unsettled",
      last: "unknown",
    });
  });

  it("says that nothing is paid when a hold is all that was ever heard of", async () => {
    const { outcome, asked } = await poll(answer("unpaid"));
    expect(outcome).toEqual({ state: "unsettled", last: "unpaid" });
    expect(asked).toBe(5);
  });

  it("remembers that the payment is processing when later answers are lost", async () => {
    const { outcome } = await poll(answer("processing"), lost);
    expect(outcome).toEqual({ state: "unsettled", last: "processing" });
  });
});

describe("after the polls, when the webhook is late", () => {
  async function lookOn(...answers: ApiResult<PaymentAnswer>[]) {
    const waits: number[] = [];
    let asked = 0;
    const answer = await lookForLate(
      async () => answers[Math.min(asked++, answers.length - 1)] ?? lost,
      async (ms) => {
        waits.push(ms);
      },
      () => false,
    );
    return { answer, waits, asked };
  }

  it("looks on by itself, ever less often, until the payment is settled", async () => {
    const { answer: settled, waits } = await lookOn(
      lost,
      answer("processing"),
      answer("confirmed"),
    );
    expect(settled?.status).toBe("confirmed");
    expect(waits).toEqual([3_000, 5_000, 8_000]);
  });

  it("for some minutes, and then leaves it to the email", async () => {
    const { answer: settled, waits } = await lookOn(answer("processing"));
    expect(settled).toBeUndefined();
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(4 * 60_000);
  });

  it("goes on for hours, slowly, where a payment can take its time", async () => {
    const waits: number[] = [];
    const wait = async (ms: number) => {
      waits.push(ms);
    };
    const never = () => false;
    await lookForLate(async () => answer("processing"), wait, never, patientWaitsMs);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(4 * 60 * 60_000);
    expect(waits.length).toBeLessThan(100);
  });

  it("asks no more once the page is gone, or the guest looks by themselves", async () => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return answer("confirmed");
    };
    expect(
      await lookForLate(
        ask,
        async () => {},
        () => true,
      ),
    ).toBeUndefined();
    expect(asked).toBe(0);
  });
});
