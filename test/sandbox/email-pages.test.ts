import { describe, expect, it } from "vitest";
import { serviceEmails, serviceTexts } from "../../src/messages/service/service-messages.ts";
import { sessionMessages } from "../../src/messages/session/session-messages.ts";
import { EMAIL_PREVIEWS } from "../../src/sandbox/page/email-previews.ts";
import { makeBench } from "./bench.ts";

async function read(path: string): Promise<{ status: number; text: string }> {
  const answer = await makeBench().fetch(path);
  return { status: answer.status, text: await answer.text() };
}

describe("the sandbox's email previews", () => {
  it("list every email, about sessions, rooms and trips, the staff alert, and every WhatsApp", async () => {
    const { status, text } = await read("/sandbox/emails");
    expect(status).toBe(200);
    const rooms = ["guest-confirmation", "guest-refund", "guest-cancellation"];
    const services = [...Object.keys(serviceEmails), ...Object.keys(serviceTexts)];
    const sessions = Object.keys(sessionMessages);
    for (const template of [...sessions, ...rooms, ...services, "staff-alert"]) {
      expect(text).toContain(`href="/sandbox/emails/${template}"`);
    }
  });

  it("show each as HTML in a frame that runs no scripts, and as text", async () => {
    for (const { template } of EMAIL_PREVIEWS) {
      const { status, text } = await read(`/sandbox/emails/${template}`);
      expect(status, template).toBe(200);
      expect(text).toMatch(/<iframe [^>]*sandbox srcdoc="&lt;!doctype html>/);
      expect(text).toMatch(/<pre>\S/);
    }
  });

  it("show a supplier's email in the language that is asked for", async () => {
    const { text } = await read("/sandbox/emails/supplier_new_request?language=it");
    expect(text).toContain("Nuova richiesta di prenotazione");
  });

  it("show a WhatsApp message as its reader sees it, and its variables", async () => {
    const { status, text } = await read("/sandbox/emails/owner-dispatch");
    expect(status).toBe(200);
    expect(text).toContain("New paid booking LT-9C4KWD");
    expect(text).toMatch(/<code>passengers<\/code><\/dt><dd>4 passengers<\/dd>/);
  });

  it("say so when there is no such email or not in that language", async () => {
    for (const path of ["nothing", "guest_instant_booking?language=it", "supplier_payout_sent/x"]) {
      expect((await read(`/sandbox/emails/${path}`)).status, path).toBe(404);
    }
  });
});
