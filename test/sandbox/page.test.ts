import { describe, expect, it } from "vitest";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { sandboxPage } from "../../src/sandbox/page/sandbox-page.tsx";
import { type Bench, makeBench } from "./bench.ts";

const render = (bench: Bench) => sandboxPage(bench.sandbox.state(), "America/Toronto");

describe("the sandbox page", () => {
  it("shows an email in a frame that runs no scripts, and escapes what is in it", async () => {
    const bench = makeBench();
    await bench.fetch("/sandbox/mailersend/v1/email", {
      method: "POST",
      headers: { authorization: `Bearer ${SANDBOX_KEYS.mailersend}` },
      body: JSON.stringify({
        from: { email: "a@example.com" },
        to: [{ email: "b@example.com" }],
        subject: "<script>alert(1)</script>",
        html: '<p>Hello</p><script>"x"</script>',
      }),
    });
    const page = render(bench);
    expect(page).not.toContain("<script>alert(1)</script>");
    expect(page).toMatch(/<iframe .* sandbox srcdoc="/);
    expect(page).toContain("&lt;p>Hello&lt;/p>");
  });

  it("offers what each payment and refund can do next", async () => {
    const bench = makeBench();
    const intent = await bench.stripe.paymentIntents.create({
      amount: 5000,
      currency: "cad",
      payment_method: "pm_card_pendingRefund",
      confirm: true,
      return_url: "http://localhost/",
    });
    expect(render(bench)).toContain(`/sandbox/stripe/payment_intents/${intent.id}/refund`);
    const refund = await bench.stripe.refunds.create({ payment_intent: intent.id });
    const page = render(bench);
    expect(page).not.toContain(`/sandbox/stripe/payment_intents/${intent.id}/refund`);
    expect(page).toContain(`/sandbox/stripe/refunds/${refund.id}/settle`);
    expect(page).toMatch(/\/sandbox\/stripe\/events\/evt_\w+\/resend/);
  });

  it("shows events by hand at the calendar's own time", async () => {
    const bench = makeBench({ calendarTimeZone: "America/Toronto" });
    await bench.control("POST", "/google/by-hand", {
      calendar: "hall@example.com",
      summary: "Works",
      start: "2026-12-07T09:00",
      end: "2026-12-07T10:30",
    });
    expect(render(bench)).toMatch(/Mon, Dec 7, 09:00 – 10:30/);
  });
});
