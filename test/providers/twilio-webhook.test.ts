import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, it } from "vitest";
import {
  callbackUrl,
  twilioReceipt,
  verifiedFields,
} from "../../src/providers/twilio/twilio-webhook.ts";

const TOKEN = "token-1";
const PLACE = "https://bookings.example/api/webhooks/twilio";
const URL_OF_MESSAGE = callbackUrl(PLACE, ["client-follow-up", "res_1"]).replace(/#.*/, "");
const fields = { MessageSid: "SM1", MessageStatus: "delivered", To: "whatsapp:+16045550199" };

/** A webhook as Twilio's own package says that it is signed. */
function webhook(form: Record<string, string> = fields, url = URL_OF_MESSAGE, token = TOKEN) {
  const signature = getExpectedTwilioSignature(token, url, form);
  return { url, body: new URLSearchParams(form).toString(), signature };
}

describe("a webhook of Twilio", () => {
  it("is believed when Twilio signed it", () => {
    expect(verifiedFields(webhook(), TOKEN)?.get("MessageSid")).toBe("SM1");
  });

  it("may have fields that nobody has heard of, and letters of any kind", () => {
    const form = { ...fields, Zürich: "naïve ☎ + &=%", AAA: "", ["__proto__"]: "x" };
    expect(verifiedFields(webhook(form), TOKEN)).toBeDefined();
  });

  it.each([
    ["another token's", { ...webhook(fields, URL_OF_MESSAGE, "token-2") }],
    ["none", { ...webhook(), signature: "" }],
    ["no base64", { ...webhook(), signature: "☎" }],
    ["for another address", { ...webhook(), url: `${URL_OF_MESSAGE}&tag=res_2` }],
    ["for another form", { ...webhook(), body: "MessageSid=SM2&MessageStatus=delivered" }],
    ["for one field less", { ...webhook(), body: `${webhook().body}&ErrorCode=63016` }],
  ])("is refused when its signature is %s", (_whose, given) => {
    expect(verifiedFields(given, TOKEN)).toBeUndefined();
  });

  it("is refused while there is no token to check it with", () => {
    expect(verifiedFields(webhook(fields, URL_OF_MESSAGE, ""), "")).toBeUndefined();
  });
});

describe("a status callback", () => {
  const receipt = (form: Record<string, string>, url = URL_OF_MESSAGE) =>
    twilioReceipt(new URLSearchParams(form), url);

  it("says whose message it is by the tags that its address carries", () => {
    expect(receipt(fields)).toEqual({
      channel: "whatsapp",
      message: "SM1",
      event: "SM1/delivered",
      status: "delivered",
      tags: ["client-follow-up", "res_1"],
    });
  });

  it.each([
    ["queued", "queued"],
    ["sending", "queued"],
    ["sent", "sent"],
    ["delivered", "delivered"],
    ["read", "read"],
    ["undelivered", "undelivered"],
    ["failed", "failed"],
  ])("%s is %s", (word, status) => {
    expect(receipt({ ...fields, MessageStatus: word })?.status).toBe(status);
  });

  it("names Twilio's code of a failure, and says what is known of it", () => {
    const failed = { ...fields, MessageStatus: "undelivered", ErrorCode: "63024" };
    expect(receipt(failed)).toMatchObject({ code: "63024", reason: "the number has no WhatsApp" });
    const strange = receipt({ ...failed, ErrorCode: "toString" });
    expect(strange).toMatchObject({ code: "toString" });
    expect(strange).not.toHaveProperty("reason");
  });

  it.each([
    ["an incoming message", { MessageSid: "SM1", MessageStatus: "received" }],
    ["a status of no message", { MessageStatus: "sent" }],
    ["an unknown word", { MessageSid: "SM1", MessageStatus: "constructor" }],
    ["nothing", {}],
  ])("is no receipt when it is about %s", (_what, form) => {
    expect(receipt(form)).toBeUndefined();
  });
});
