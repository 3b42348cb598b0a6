import { catalogue, type Service } from "../../src/catalogue/catalogue.ts";
import { takeReceipt } from "../../src/http/webhooks/take-receipt.ts";
import { ServiceObject } from "../../src/objects/service/service-object.ts";
import { twilioReceipt } from "../../src/providers/twilio/twilio-webhook.ts";
import { twilioWhatsApp } from "../../src/providers/twilio/twilio-whatsapp.ts";
import type { WhatsApp } from "../../src/providers/whatsapp.ts";
import type { ObjectStorage } from "../../src/storage.ts";
import type { Party } from "./network.ts";
import { SimulatedObject } from "./platform.ts";
import { SimulatedInboxes } from "./vendors/simulated-inboxes.ts";
import { SimulatedTwilio } from "./vendors/simulated-twilio.ts";
import { PUBLIC_URL, type World } from "./world.ts";

export interface SimulatedService {
  slug: string;
  config: Service;
  object: SimulatedObject<ServiceObject>;
}

/** Short trips from tonight on, and tours of a day: both with fewer vehicles than guests want. */
const SLUGS = ["airport-transfers", "cocoa-estate-tours"] as const;

export function simulatedServices(world: World): SimulatedService[] {
  return SLUGS.map((slug) => {
    const config = catalogue.service(slug);
    if (config === undefined) throw new Error(`no service ${slug}`);
    const random = world.random.fork();
    const make = (storage: ObjectStorage, party: Party) =>
      new ServiceObject({
        service: config,
        storage,
        providers: {
          ...world.stripePorts(party),
          mail: world.mailPort(party),
          whatsapp: world.whatsappPort(party),
        },
        ledger: world.tripLedger(party),
        publicUrl: PUBLIC_URL,
        now: world.clock,
        randomBytes: (length) => random.bytes(length),
        log: world.say,
      });
    return { slug, config, object: new SimulatedObject(slug, world, make) };
  });
}

/** Twilio, whose callbacks the product's own reading takes. */
export function simulatedTwilio(world: World): SimulatedTwilio {
  const { scheduler, faults, random } = world;
  const take = async (form: URLSearchParams, callback: string) => {
    // Twilio keeps the fragment to itself.
    const [url = ""] = callback.split("#");
    const receipt = twilioReceipt(form, url);
    if (receipt !== undefined) await takeReceipt(receipt, world.context());
  };
  return new SimulatedTwilio({ scheduler, faults, random: random.fork(), take });
}

export function whatsAppOver(fetch: typeof globalThis.fetch): WhatsApp {
  return twilioWhatsApp({
    accountSid: "AC00000000000000000000000000000000",
    authToken: "token",
    apiBase: "https://twilio.test",
    fetch,
    receiptsUrl: `${PUBLIC_URL}/api/webhooks/twilio`,
  });
}

/** MailerSend tells what became of each email. */
export function reportEmails(world: World): void {
  const { scheduler, faults, random, mail } = world;
  const inboxes = new SimulatedInboxes({
    scheduler,
    faults,
    random: random.fork(),
    take: (receipt) => takeReceipt(receipt, world.context()),
  });
  mail.onAccepted = (email) => inboxes.receive(email);
}
