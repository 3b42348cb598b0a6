import { describe, expect, it } from "vitest";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { sandboxPage } from "../../src/sandbox/page/sandbox-page.tsx";
import { SANDBOX_TEMPLATES } from "../../src/sandbox/twilio/templates.ts";
import { BASE, type Bench, makeBench } from "./bench.ts";

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

  it("shows all messages of one booking side by side, as their readers see them", async () => {
    const bench = makeBench();
    const email = (reservation: string, subject: string) =>
      bench.fetch("/sandbox/mailersend/v1/email", {
        method: "POST",
        headers: { authorization: `Bearer ${SANDBOX_KEYS.mailersend}` },
        body: JSON.stringify({
          from: { email: "a@example.com" },
          to: [{ email: "b@example.com" }],
          subject,
          text: "Hello",
          tags: ["client-recap", reservation],
        }),
      });
    const account = SANDBOX_KEYS.twilioAccountSid;
    const whatsApp = (to: string) =>
      bench.fetch(`/sandbox/twilio/2010-04-01/Accounts/${account}/Messages.json`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${account}:${SANDBOX_KEYS.twilioAuthToken}`)}` },
        body: new URLSearchParams({
          To: `whatsapp:${to}`,
          From: "whatsapp:+16045550100",
          ContentSid: SANDBOX_TEMPLATES.ownerUndelivered,
          ContentVariables: JSON.stringify({
            1: "<b>DC</b>",
            2: "b",
            3: "c",
            4: "d",
            5: "e",
            6: "f",
          }),
          StatusCallback: `${BASE}/api/webhooks/twilio?tag=owner-dispatch&tag=res_one`,
        }),
      });
    await email("res_one", "Recap of one");
    await email("res_two", "Recap of two");
    await bench.advance(1_000);
    await whatsApp("+16045550199");
    await whatsApp("+16045553024");
    await bench.advance(10_000);
    const [, one = "", two = ""] = render(bench).split('<div class="booking">');
    expect(one).toContain("<code>res_one</code>");
    expect(one).toContain("Recap of one");
    expect(one).toContain("A message about booking &lt;b>DC&lt;/b> did not arrive.");
    expect(one).toContain("Never arrived: Twilio 63024.");
    expect(one).toContain("Read it");
    expect(one).not.toContain("Recap of two");
    expect(two).toContain("<code>res_two</code>");
  });
});
