import type { SandboxMessage } from "../../src/sandbox/messages.ts";
import { linkIn } from "../journeys/mailbox.ts";
import { pause } from "../journeys/product.ts";
import type { Random } from "../simulation/random.ts";
import type { Client, Page } from "./client.ts";

/** Who gives the experience that is asked for. */
export const SUPPLIER = "hello@eastendwalks.example";
const LOOK_EVERY_MS = 1_500;
const TRIES_MAX = 20;
const ONBOARDING = /href="([^"]+\/onboarding\?token=[^"]+)"/;
const VISIT = /name="visit" value="([^"]+)"/;

/** Answers the requests in their inbox by the links of the emails: most soon, some both ways, some never. */
export class Supplier {
  accepted = 0;
  declined = 0;
  readonly #client: Client;
  readonly #random: Random;
  readonly #seen = new Set<string>();
  #active = true;

  constructor(client: Client, random: Random) {
    this.#client = client;
    this.#random = random;
  }

  async work(): Promise<void> {
    while (this.#active) {
      for (const letter of await this.#newRequests()) await this.#answer(letter);
      await pause(LOOK_EVERY_MS);
    }
  }

  goHome(): void {
    this.#active = false;
  }

  async #newRequests(): Promise<SandboxMessage[]> {
    const inbox = await this.#client.once("GET", "/sandbox/messages");
    const messages = (inbox?.body.messages ?? []) as SandboxMessage[];
    return messages.filter(({ id, to, subject = "" }) => {
      if (to !== SUPPLIER || !subject.startsWith("New booking request")) return false;
      const isNew = !this.#seen.has(id);
      this.#seen.add(id);
      return isNew;
    });
  }

  async #answer(letter: SandboxMessage): Promise<void> {
    const what = this.#random.next();
    if (what < 0.1) return;
    const [accept, decline] = ["Accept", "Decline"].map((label) => linkIn(letter, label));
    const presses = [];
    if (what < 0.85) presses.push(this.#accept(String(accept)));
    if (what > 0.78) presses.push(this.#decline(String(decline)));
    await Promise.all(presses);
  }

  /** Pressed again where the page says so; an account for payouts is opened when it asks for one. */
  async #accept(link: string): Promise<void> {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const { text } = await this.#press(link);
      const [, onboarding] = ONBOARDING.exec(text) ?? [];
      if (onboarding !== undefined) await this.#setUpPayouts(onboarding.replaceAll("&amp;", "&"));
      else if (!text.includes("Please try again")) {
        if (text.includes("Request accepted")) this.accepted += 1;
        return;
      }
      await pause(LOOK_EVERY_MS);
    }
  }

  async #decline(link: string): Promise<void> {
    const { text } = await this.#press(link);
    if (text.includes("Request declined")) this.declined += 1;
  }

  #press(link: string): Promise<Page> {
    const { pathname, search } = new URL(link, this.#client.url);
    return this.#client.askPage("POST", `${pathname}${search}`);
  }

  /** Stripe's page is good for one visit: whoever is interrupted begins anew. */
  async #setUpPayouts(link: string): Promise<void> {
    const { location } = await this.#press(link);
    if (location === null) return;
    const [, visit] = VISIT.exec((await this.#client.askPage("GET", location)).text) ?? [];
    if (visit === undefined) return;
    const body = new URLSearchParams({ visit, outcome: "finish" });
    await this.#client.askPage("POST", location, { body });
  }
}
