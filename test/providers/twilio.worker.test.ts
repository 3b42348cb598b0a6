import { expect, it } from "vitest";
import { verifiedFields } from "../../src/providers/twilio/twilio-webhook.ts";
import { twilioWhatsApp } from "../../src/providers/twilio/twilio-whatsapp.ts";
import { SANDBOX_KEYS } from "../../src/sandbox/defaults.ts";
import { signForm } from "../../src/sandbox/twilio/signature.ts";
import { SANDBOX_TEMPLATES } from "../../src/sandbox/twilio/templates.ts";

const SANDBOX = "http://localhost:8787/sandbox/twilio";
const TOKEN = SANDBOX_KEYS.twilioAuthToken;

/** The SDK's parts are written for Node: here they run where they are deployed. */
it("sends WhatsApp messages from workerd, and finds them again", async () => {
  const whatsApp = twilioWhatsApp({
    accountSid: SANDBOX_KEYS.twilioAccountSid,
    authToken: TOKEN,
    apiBase: SANDBOX,
    receiptsUrl: "http://localhost:8787/api/webhooks/twilio",
    fetch: (input, init) => fetch(input, init),
  });
  const numbers = { to: "+16045550199", from: "+16045550100" };
  const variables = { 1: "DC-1", 2: "b", 3: "c", 4: "d", 5: "e", 6: "f" };
  const template = { id: SANDBOX_TEMPLATES.ownerUndelivered, variables };
  const sent = await whatsApp.send({ ...numbers, template, tags: ["owner-undelivered-text"] });
  if (sent.kind !== "ok") throw new Error(JSON.stringify(sent));
  const { id } = sent.value;
  const text = expect.stringContaining("booking DC-1 did not arrive");
  const listed = await whatsApp.sentTo({ ...numbers, since: Date.now() });
  expect(listed).toMatchObject({ kind: "ok", value: [{ id, text }] });
  expect(await whatsApp.look(id)).toMatchObject({ kind: "ok", value: { id, text } });
  const refused = await whatsApp.send({ ...numbers, to: "+1", template, tags: [] });
  expect(refused).toMatchObject({ kind: "permanent", code: "21211" });
});

it("checks Twilio's signatures in workerd", async () => {
  const url = "https://bookings.example/api/webhooks/twilio?tag=a";
  const body = new URLSearchParams({ MessageSid: "SM1", Name: "Zürich ☎" }).toString();
  const signature = await signForm(url, body, TOKEN);
  expect(verifiedFields({ url, body, signature }, TOKEN)?.get("MessageSid")).toBe("SM1");
  expect(verifiedFields({ url, body, signature }, "another")).toBeUndefined();
});
